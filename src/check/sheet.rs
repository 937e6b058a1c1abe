//! The rules of a policy in words: `trace explain check RULE`.

use super::rules::{RULES, Rule};
use crate::explain::Sheet;
use crate::texts;

/// All rules, a line each.
pub fn rules() -> Sheet {
    let rows = RULES.iter().map(|rule| ("", format!("{}: {}", rule.key, rule.says)));
    Sheet { title: texts::text("explain.rules").to_owned(), rows: rows.collect() }
}

/// What a rule checks, and how it is written.
pub fn rule(key: &str) -> Option<Sheet> {
    let rule = find(key)?;
    let fill = |text: &str, value: &str| {
        texts::fill(text, &[("rule", rule.key), ("value", value), ("keys", value)])
    };
    let keys = rule.form.keys().join(", ");
    let mut rows = vec![
        ("checks", rule.says.to_owned()),
        ("written", fill("explain.rule.value", rule.form.allowed())),
        ("", fill("explain.rule.long", &keys)),
        ("off", fill("explain.rule.off", "")),
        ("fails", rule.likely.to_owned()),
    ];
    if rule.bare_only {
        rows.push(("for", texts::text("explain.rule.bare").to_owned()));
    }
    Some(Sheet { title: fill("explain.rule", ""), rows })
}

/// A rule by its key, however it is spelt.
fn find(key: &str) -> Option<&'static Rule> {
    let key = key.trim().to_lowercase().replace(['-', ' '], "_");
    RULES.iter().copied().find(|rule| rule.key == key)
}

/// All rules, for somebody who has mistyped one.
pub fn all() -> Vec<String> {
    RULES.iter().map(|rule| rule.key.to_owned()).collect()
}

/// Where a rule of a policy is called like something else that was explained.
pub fn mentioned(sheet: Sheet, what: &str) -> Sheet {
    let Some(rule) = find(what) else { return sheet };
    let mut rows = sheet.rows;
    rows.push(("policy", texts::fill("explain.rule.too", &[("rule", rule.key)])));
    Sheet { rows, ..sheet }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_with_its_key_and_form() {
        for rule in RULES {
            let sheet = super::rule(rule.key).expect("is explained");
            assert!(sheet.rows.iter().all(|(_, text)| !text.is_empty() && !text.contains('{')));
            assert!(sheet.rows.iter().any(|(_, text)| text.starts_with(rule.key)), "{sheet:?}");
        }
        assert!(super::rule("Name-Servers").is_some());
        assert_eq!(super::rule("no-such-rule"), None);
        assert_eq!(rules().rows.len(), RULES.len());
    }
}
