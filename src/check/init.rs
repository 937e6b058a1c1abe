//! Writes the policy that is true today, for its owner to read, correct and keep.

use std::fmt::Write;

use super::policy::{Policy, is_bare};
use super::rules::{RULES, Rule};
use super::verdict::Verdict;
use super::{CheckView, check};
use crate::directory::Directory;
use crate::model::chain::RegistrationState;
use crate::model::text::{MARK, acts};
use crate::trace::Trace;

/// What stands at the head of a new policy.
const HEAD: &str = "\
# What should be true of our domains. `trace check` compares it with what is.
#
#   rule = \"A\"                             exactly this party; a list: exactly these
#   rule = { allowed = [\"A\", \"B\"] }        one or more of these, and nobody else
#   rule = { forbidden = [\"C\"] }           anybody but these
#   rule = { expected = \"A\", severity = \"warning\" }    say it, but let the check pass
#   rule = false                           not checked here
#
# A party is its name or its identifier; \"none\" means that there is none, \"hidden\" that there is one
# which cannot be seen from outside. [domain.\"*\"] holds for all domains, [domain.\"*.example.com\"]
# for all names below one; the most specific section decides, rule by rule.
#
";

/// What is true of a domain today, by rule: the value with what was found, or why there is none.
type Today = Vec<(&'static Rule, Result<(String, String), String>)>;

/// Writes the policy of some domains. What is the same for all of them stands once; a name that
/// nobody has registered is left out.
pub fn policy(traces: &[Box<Trace>], known: &Directory) -> String {
    let mut text = HEAD.to_owned();
    for rule in RULES {
        let _ = writeln!(text, "#   {:<20} {}", rule.key, rule.says);
    }
    let of = |trace: &Trace| (!is_free(trace)).then(|| today(trace, known));
    let all: Vec<Option<Today>> = traces.iter().map(|trace| of(trace)).collect();
    let common = common(&all.iter().flatten().collect::<Vec<_>>());
    if !common.is_empty() {
        text.push_str("\n# the same for all\n[domain.\"*\"]\n");
        lines(&mut text, &common);
    }
    for (trace, today) in traces.iter().zip(all) {
        let host = trace.target.host();
        let day: String = trace.started.to_string().chars().take(10).collect();
        let Some(today) = today else {
            let _ = writeln!(text, "\n# {host} is left out: nobody has registered it, as of {day}");
            continue;
        };
        let unicode = trace.target.name().and_then(|name| name.unicode.as_ref());
        let also = unicode.map_or(String::new(), |name| format!("{name}, "));
        let _ = writeln!(text, "\n# {}as of {day}\n[domain.\"{host}\"]", remark(&also));
        let is_common = |rule: &Rule| common.iter().any(|(other, _)| other.key == rule.key);
        lines(&mut text, &today.into_iter().filter(|(rule, _)| !is_common(rule)).collect());
    }
    text
}

/// Whether nobody has registered the name.
pub fn is_free(trace: &Trace) -> bool {
    trace.chain.registration.state == RegistrationState::NotRegistered
}

/// What is true of a domain today.
fn today(trace: &Trace, known: &Directory) -> Today {
    let view = CheckView::of(trace, known);
    let bare = is_bare(&view.host);
    let fitting = RULES.iter().copied().filter(|rule| bare || !rule.bare_only);
    fitting.map(|rule| (rule, setting(trace, &view, rule))).collect()
}

/// What is true of all of several domains alike. What was found beside it is said where it is the
/// same, too.
fn common(all: &[&Today]) -> Today {
    let [first, others @ ..] = all else { return Vec::new() };
    if others.is_empty() {
        return Vec::new();
    }
    let mut common = Vec::new();
    for (rule, setting) in *first {
        let Ok((value, found)) = setting else { continue };
        let same: Vec<&String> = others
            .iter()
            .flat_map(|other| other.iter())
            .filter(|(other, _)| other.key == rule.key)
            .filter_map(|(_, setting)| setting.as_ref().ok())
            .filter_map(|(other, found)| (other == value).then_some(found))
            .collect();
        if same.len() == others.len() {
            let alike = same.iter().all(|other| *other == found);
            let found = if alike { found.clone() } else { rule.key.to_owned() };
            common.push((*rule, Ok((value.clone(), found))));
        }
    }
    common
}

/// Writes what is true, a line a rule.
fn lines(text: &mut String, today: &Today) {
    for (rule, setting) in today {
        match setting {
            Ok((value, found)) => {
                let line = format!("{} = {value}", rule.key);
                let bare = value.replace(['"', '[', ']'], "");
                let known = bare == *found || rule.key == found;
                if known {
                    let _ = writeln!(text, "{line}");
                } else {
                    let _ = writeln!(text, "{line:<40} # {}", remark(found));
                }
            }
            Err(reason) if reason.is_empty() => {}
            Err(reason) => {
                let _ = writeln!(text, "# {}: {}", rule.key, remark(reason));
            }
        }
    }
}

/// The setting of a rule that is true today, with what was found; or why there is none. What would
/// not pass at once is no setting.
fn setting(
    trace: &Trace,
    view: &CheckView<'_>,
    rule: &'static Rule,
) -> Result<(String, String), String> {
    let value = (rule.today)(view)?;
    passing(trace, view, rule, &value).map(|found| (value, found))
}

/// What is found where a setting passes; or why it does not.
pub(super) fn passing(
    trace: &Trace,
    view: &CheckView<'_>,
    rule: &Rule,
    value: &str,
) -> Result<String, String> {
    let text = format!("[domain.\"{}\"]\n{} = {value}\n", view.host, rule.key);
    let policy = Policy::read(&text, "").map_err(|complaints| complaints.to_string())?;
    let settings = policy.of(&view.host);
    let report = check(&settings, trace, view.known);
    let result = report.results.into_iter().next().ok_or("it could not be written down")?;
    match (result.verdict, result.reason) {
        (Verdict::Pass, _) => Ok(result.found),
        (Verdict::CouldNotTell, Some(reason)) => Err(reason),
        (_, _) => Err(format!("{} today", result.found)),
    }
}

/// A text that somebody else chose, as one line of a comment.
fn remark(text: &str) -> String {
    text.chars().map(|c| if acts(c) || c.is_control() { MARK } else { c }).collect()
}
