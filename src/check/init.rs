//! Writes the policy that is true today, for its owner to read, correct and keep.

use std::fmt::Write;

use super::policy::{Policy, is_bare};
use super::rules::{RULES, Rule};
use super::verdict::Verdict;
use super::{CheckView, check};
use crate::directory::Directory;
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

/// Writes the policy of some domains.
pub fn policy(traces: &[Box<Trace>], known: &Directory) -> String {
    let mut text = HEAD.to_owned();
    for rule in RULES {
        let _ = writeln!(text, "#   {:<20} {}", rule.key, rule.says);
    }
    for trace in traces {
        section(&mut text, trace, known);
    }
    text
}

/// Writes the section of one domain.
fn section(text: &mut String, trace: &Trace, known: &Directory) {
    let host = trace.target.host();
    let view = CheckView::of(trace, known);
    let day: String = trace.started.to_string().chars().take(10).collect();
    let unicode = trace.target.name().and_then(|name| name.unicode.as_ref());
    let also = unicode.map_or(String::new(), |name| format!("{name}, "));
    let _ = writeln!(text, "\n# {}as of {day}\n[domain.\"{host}\"]", remark(&also));
    for rule in RULES {
        if rule.bare_only && !is_bare(&host) {
            continue;
        }
        match setting(trace, &view, rule) {
            Ok((value, found)) => {
                let line = format!("{} = {value}", rule.key);
                let bare = value.replace(['"', '[', ']'], "");
                let known = bare == found || rule.key == found;
                if known {
                    let _ = writeln!(text, "{line}");
                } else {
                    let _ = writeln!(text, "{line:<40} # {}", remark(&found));
                }
            }
            Err(reason) if reason.is_empty() => {}
            Err(reason) => {
                let _ = writeln!(text, "# {}: {}", rule.key, remark(&reason));
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
    let text = format!("[domain.\"{}\"]\n{} = {value}\n", view.host, rule.key);
    let policy = Policy::read(&text, "").map_err(|complaints| complaints.to_string())?;
    let settings = policy.of(&view.host);
    let report = check(&settings, trace, view.known);
    let result = report.results.into_iter().next().ok_or("it could not be written down")?;
    match (result.verdict, result.reason) {
        (Verdict::Pass, _) => Ok((value, result.found)),
        (Verdict::CouldNotTell, Some(reason)) => Err(reason),
        (_, _) => Err(format!("{} today", result.found)),
    }
}

/// A text that somebody else chose, as one line of a comment.
fn remark(text: &str) -> String {
    text.chars().map(|c| if acts(c) || c.is_control() { MARK } else { c }).collect()
}
