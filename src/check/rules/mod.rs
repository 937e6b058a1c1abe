//! The rules, one small unit each: its key in the policy, its words, what it needs to be asked,
//! how it is judged, and how its setting is made of what is true today.

mod abuse;
mod countries;
mod lists;
mod owner;
mod parties;
mod registration;
mod resolution;

use crate::check::form::{Value, ValueForm};
use crate::check::verdict::Finding;
use crate::check::view::CheckView;
use crate::model::owner::Wants;

/// One rule.
pub struct Rule {
    /// Its key in the policy.
    pub key: &'static str,
    /// What it checks, in a sentence.
    pub says: &'static str,
    /// The form of its value.
    pub form: ValueForm,
    /// Why it fails, most likely.
    pub likely: &'static str,
    /// Whether what it is about is changed at the registrar.
    pub at_registry: bool,
    /// Whether it is about registered names only, not about names below one.
    pub bare_only: bool,
    /// Marks what has to be asked for it beyond what every trace asks.
    pub wants: fn(&mut Wants),
    /// Judges.
    pub judge: fn(&CheckView<'_>, &Value) -> Finding,
    /// The setting that is true today, as TOML, or why there is none; an empty reason where none
    /// is offered.
    pub today: fn(&CheckView<'_>) -> Result<String, String>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

/// All rules, in the order of the chain.
pub static RULES: [&Rule; 23] = [
    &registration::ACTIVE,
    &registration::EXPIRES,
    &registration::LOCKS,
    &parties::REGISTRAR,
    &parties::DNS,
    &lists::NAME_SERVERS,
    &owner::NAME_SERVERS_ANSWER,
    &registration::DNSSEC,
    &owner::CAA,
    &parties::CDN,
    &parties::HOST,
    &parties::NETWORK,
    &lists::ADDRESSES,
    &resolution::BOTH_FAMILIES,
    &resolution::NO_DANGLING_ALIAS,
    &resolution::SAME_AS_WWW,
    &parties::MAIL,
    &parties::CERTIFICATE,
    &countries::COUNTRIES,
    &abuse::ABUSE_CONTACT,
    &owner::SECURITY_TXT,
    &parties::RESELLER,
    &parties::REGISTRY,
];

/// What most rules need to be asked: nothing beyond a trace.
fn nothing(_: &mut Wants) {}

/// The setting of a switch.
#[expect(clippy::unnecessary_wraps, reason = "it stands in the table of rules")]
fn on(_: &CheckView<'_>) -> Result<String, String> {
    Ok("true".to_owned())
}

/// A text as TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            _ if character.is_control() || crate::model::text::acts(character) => {}
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// One text, or a list of several, as TOML.
pub(in crate::check) fn listed(texts: &[String]) -> String {
    match texts {
        [one] => quoted(one),
        several => {
            let quoted: Vec<String> = several.iter().map(|text| quoted(text)).collect();
            format!("[{}]", quoted.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_key_of_its_own_and_says_in_a_sentence_what_it_checks() {
        for (at, rule) in RULES.iter().enumerate() {
            let twin = RULES[..at].iter().find(|other| other.key == rule.key);
            assert!(twin.is_none(), "{} stands twice", rule.key);
            assert!(rule.says.ends_with('.') && !rule.likely.ends_with('.'), "{}", rule.key);
            assert!(rule.key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", rule.key);
        }
    }

    #[test]
    fn names_that_others_chose_are_quoted() {
        assert_eq!(listed(&["A \"B\" \\ C\n".to_owned()]), "\"A \\\"B\\\" \\\\ C\"");
        assert_eq!(listed(&["a".to_owned(), "b".to_owned()]), "[\"a\", \"b\"]");
    }
}
