//! What a policy would have to say so that what is true today passes: for an owner who has moved a
//! domain and accepts it. The file keeps its comments and its order; only values are replaced, and
//! what held for all domains gets a line in the section of the one that differs.

use std::collections::BTreeMap;
use std::ops::Range;

use super::form::{Set, Value};
use super::init::passing;
use super::policy::{Pattern, Policy, PolicySection, Setting};
use super::rules::listed;
use super::verdict::{Severity, Verdict};
use super::{CheckView, cause, check};
use crate::directory::Directory;
use crate::trace::Trace;

/// A change of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyEdit {
    /// The section, by the name that it is about.
    pub section: String,
    /// The line that is changed, or after which one is put in; `None` for a section of its own.
    pub line: Option<usize>,
    /// What stands there now; `None` where a line is put in.
    pub before: Option<String>,
    /// What will stand there.
    pub after: String,
    /// Where the text is replaced.
    at: Range<usize>,
    /// By what.
    with: String,
}

/// What fails and cannot be accepted by a change of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unaccepted {
    /// The domain.
    pub domain: String,
    /// The rule; `None` where it is so of all that fails.
    pub rule: Option<&'static str>,
    /// Why.
    pub why: String,
}

/// What fails today and could be written.
struct Wish<'a> {
    /// The domain.
    host: String,
    /// What fails.
    setting: &'a Setting,
    /// The value that would pass.
    value: String,
}

/// The changes that accept what is true today, and what cannot be accepted.
pub fn changes(
    text: &str,
    policy: &Policy,
    traces: &[Box<Trace>],
    known: &Directory,
) -> (Vec<PolicyEdit>, Vec<Unaccepted>) {
    let (mut wishes, mut kept) = (Vec::new(), Vec::new());
    for trace in traces {
        let view = CheckView::of(trace, known);
        let settings = policy.of(&view.host);
        let mut failing = check(&settings, trace, known).results;
        failing.retain(|result| result.verdict == Verdict::Fail);
        // What follows from a name that is gone or suspended is not how things should be.
        if let Some(why) = cause(&view).filter(|_| !failing.is_empty()) {
            kept.push(Unaccepted { domain: view.host, rule: None, why });
            continue;
        }
        for failed in failing {
            let named = |setting: &&&Setting| setting.rule.key == failed.rule;
            let Some(setting) = settings.iter().find(named).copied() else { continue };
            let host = view.host.clone();
            match value(trace, &view, setting) {
                Ok(value) => wishes.push(Wish { host, setting, value }),
                Err(why) => kept.push(Unaccepted { domain: host, rule: Some(failed.rule), why }),
            }
        }
    }
    let editor = Editor { text, policy };
    let mut changes: Vec<PolicyEdit> = Vec::new();
    for wish in &wishes {
        match editor.change(wish, &wishes) {
            Ok(change) if changes.contains(&change) => {}
            Ok(change) => changes.push(change),
            Err(why) => kept.push(Unaccepted {
                domain: wish.host.clone(),
                rule: Some(wish.setting.rule.key),
                why,
            }),
        }
    }
    (changes, kept)
}

/// The file with the changes.
pub fn apply(text: &str, changes: &[PolicyEdit]) -> String {
    let mut by_place: BTreeMap<(usize, usize), String> = BTreeMap::new();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut opened: Vec<&str> = Vec::new();
    for change in changes {
        let place = by_place.entry((change.at.start, change.at.end)).or_default();
        if change.line.is_none() && !opened.contains(&change.section.as_str()) {
            opened.push(&change.section);
            place.push_str(&format!("\n[domain.\"{}\"]\n", change.section).replace('\n', end));
        }
        place.push_str(&change.with.replace('\n', end));
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for ((start, to), with) in by_place {
        out.push_str(text.get(from..start).unwrap_or_default());
        if start == to && start > 0 && !out.ends_with('\n') {
            out.push_str(end);
        }
        out.push_str(&with);
        from = to;
    }
    out + text.get(from..).unwrap_or_default()
}

/// The value that would pass today, in the form that the owner chose.
fn value(trace: &Trace, view: &CheckView<'_>, setting: &Setting) -> Result<String, String> {
    let rule = setting.rule;
    let today = (rule.today)(view).map_err(|why| match why.as_str() {
        "" => "what it should be now is for its owner to say".to_owned(),
        _ => why,
    })?;
    let value = match &setting.value {
        Some(Value::Set(asked)) => {
            let read =
                Policy::read(&format!("[domain.\"{}\"]\n{} = {today}\n", view.host, rule.key), "");
            let read = read.map_err(|complaints| complaints.to_string())?;
            let settings = read.of(&view.host);
            let found = settings.first().and_then(|one| one.value.as_ref()).map(Value::set);
            in_form(&today, asked, &found.unwrap_or_default(), setting.severity)
        }
        _ if setting.severity == Severity::Warning => {
            format!("{{ {} = {today}, severity = \"warning\" }}", rule.form.keys()[0])
        }
        _ => today,
    };
    passing(trace, view, rule, &value).map(|_| value).map_err(|found| match &setting.value {
        Some(Value::Set(asked)) if !asked.forbidden.is_empty() => {
            format!("{found}; what is forbidden is for its owner to allow")
        }
        _ => found,
    })
}

/// A set with what is there today: in place of what was expected, or beside what was allowed.
fn in_form(today: &str, asked: &Set, found: &Set, severity: Severity) -> String {
    let items = found.expected.iter().chain(&found.allowed).flatten();
    let mut parts = Vec::new();
    if let Some(allowed) = &asked.allowed {
        let mut all = allowed.clone();
        for item in items {
            if !all.contains(item) {
                all.push(item.clone());
            }
        }
        parts.push(format!("allowed = {}", listed(&all)));
    } else {
        let items: Vec<String> = items.cloned().collect();
        parts.push(format!("expected = {}", listed(&items)));
    }
    if !asked.forbidden.is_empty() {
        parts.push(format!("forbidden = {}", listed(&asked.forbidden)));
    }
    if !asked.layers.is_empty() {
        let layers: Vec<String> =
            asked.layers.iter().map(|layer| layer.word().to_owned()).collect();
        parts.push(format!("layers = {}", listed(&layers)));
    }
    if severity == Severity::Warning {
        parts.push("severity = \"warning\"".to_owned());
    }
    match parts.as_slice() {
        // The short form stands for the items alone.
        [only] if asked.allowed.is_none() && !today.starts_with('{') => {
            only.trim_start_matches("expected = ").to_owned()
        }
        _ => format!("{{ {} }}", parts.join(", ")),
    }
}

/// Where a change goes.
struct Editor<'a> {
    /// The file.
    text: &'a str,
    /// What was read of it.
    policy: &'a Policy,
}

impl Editor<'_> {
    /// The change that grants a wish.
    fn change(&self, wish: &Wish<'_>, wishes: &[Wish<'_>]) -> Result<PolicyEdit, String> {
        let key = wish.setting.rule.key;
        let own = self.section(&Pattern::Exact(wish.host.clone()));
        let holds = |section: &&PolicySection| {
            section.settings.iter().any(|setting| std::ptr::eq(setting, wish.setting))
        };
        if own.as_ref().is_some_and(holds) || self.agreed(wish, wishes) {
            let section = self.policy.sections.iter().find(holds);
            let at = wish.setting.at.clone();
            let before = self.text.get(at.clone()).unwrap_or_default();
            return Ok(PolicyEdit {
                section: section.map_or_else(String::new, |section| section.pattern.to_string()),
                line: Some(wish.setting.line),
                before: Some(format!("{key} = {before}")),
                after: format!("{key} = {}", wish.value),
                at,
                with: wish.value.clone(),
            });
        }
        let (line, at) = match own {
            Some(section) => {
                let (line, at) = self.end_of(section)?;
                (Some(line), at)
            }
            None => (None, self.text.len()),
        };
        let after = format!("{key} = {}", wish.value);
        Ok(PolicyEdit {
            section: wish.host.clone(),
            line,
            before: None,
            with: format!("{after}\n"),
            after,
            at: at..at,
        })
    }

    /// A section of the file.
    fn section(&self, pattern: &Pattern) -> Option<&PolicySection> {
        self.policy.sections.iter().find(|section| section.pattern == *pattern)
    }

    /// Whether all names that a common setting holds for wish for the same.
    fn agreed(&self, wish: &Wish<'_>, wishes: &[Wish<'_>]) -> bool {
        let same = |other: &&Wish<'_>| {
            std::ptr::eq(other.setting, wish.setting) && other.value == wish.value
        };
        let names = self.policy.names();
        let holds = |name: &&String| {
            self.policy.of(name).iter().any(|setting| std::ptr::eq(*setting, wish.setting))
        };
        let mut held = names.iter().filter(holds);
        let of = |name: &String| wishes.iter().filter(same).any(|other| other.host == *name);
        names.contains(&wish.host) && held.all(of)
    }

    /// The last line of a section, and the place behind it.
    fn end_of(&self, section: &PolicySection) -> Result<(usize, usize), String> {
        let mut start = 0;
        let lines: Vec<(usize, &str)> = self
            .text
            .split_inclusive('\n')
            .map(|line| {
                start += line.len();
                (start, line)
            })
            .collect();
        let head = lines.get(section.line.saturating_sub(1));
        let mut end = head
            .filter(|(_, line)| line.trim_start().starts_with('['))
            .map(|(end, _)| *end)
            .ok_or("its section has a form in which no line can be put; write it by hand")?;
        let last = section.settings.iter().map(|setting| setting.at.end).max().unwrap_or_default();
        end =
            lines.iter().map(|(end, _)| *end).find(|place| *place >= last.max(end)).unwrap_or(end);
        let line = lines.iter().position(|(place, _)| *place == end).unwrap_or_default() + 1;
        Ok((line, end))
    }
}
