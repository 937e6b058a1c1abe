//! Reads a policy file. Every key and value is looked at by hand instead of being deserialised, so
//! that each complaint has its line and a suggestion, and none hides the next.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::complaint::{Complaint, Complaints, meant, place};
use super::items::{item, word};
use super::{Pattern, Policy, PolicySection, Setting};
use crate::check::form::{COUNTRIES_OF, LOCKS, PLACES, SIGNING, Set, Value, ValueForm};
use crate::check::rules::RULES;
use crate::check::verdict::Severity;
use crate::model::target::Target;

/// The keys of the file.
const TOP: [&str; 2] = ["version", "domain"];
/// The severities.
const SEVERITIES: [&str; 2] = ["error", "warning"];

/// A value with its place.
type Placed<'a> = Spanned<DeValue<'a>>;

/// Reads a policy file.
pub(super) fn policy(text: &str, file: &str) -> Result<Policy, Complaints> {
    let mut reader = PolicyReader { text, complaints: Vec::new() };
    let sections = match DeTable::parse(text) {
        Ok(table) => reader.file(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.complain(at, error.message().to_owned());
            Vec::new()
        }
    };
    let mut list = reader.complaints;
    if list.is_empty() {
        return Ok(Policy { file: file.to_owned(), sections });
    }
    list.sort();
    Err(Complaints { file: file.to_owned(), list, text: None })
}

/// Reads, and keeps what is wrong.
struct PolicyReader<'t> {
    /// The text.
    text: &'t str,
    /// What is wrong so far.
    complaints: Vec<Complaint>,
}

impl PolicyReader<'_> {
    /// Notes what is wrong at a place.
    fn complain(&mut self, at: usize, message: String) {
        let (line, column) = place(self.text, at);
        self.complaints.push(Complaint { line, column, message });
    }

    /// Notes what is wrong and goes on without it.
    fn settle<T>(&mut self, at: usize, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.complain(at, message)).ok()
    }

    /// Reads the file.
    fn file(&mut self, table: &DeTable<'_>) -> Vec<PolicySection> {
        let mut sections = Vec::new();
        for (key, value) in table {
            let at = key.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("version", DeValue::Integer(number)) if number.as_str() == "1" => {}
                ("version", _) => {
                    self.complain(at, "only version 1 of the policy is known".to_owned());
                }
                ("domain", DeValue::Table(domains)) => sections = self.sections(domains),
                ("domain", _) => self.complain(at, example("`domain` is a table")),
                (other, _) => {
                    let meant = meant(other, &TOP);
                    let problem = format!("unknown key `{other}`{meant}");
                    self.complain(at, if meant.is_empty() { example(&problem) } else { problem });
                }
            }
        }
        sections.sort_by_key(|section: &PolicySection| section.line);
        let named = sections.iter().any(|section| section.pattern != Pattern::All);
        if !named && self.complaints.is_empty() {
            self.complain(0, example("no domain is named"));
        }
        self.demand(&sections);
        sections
    }

    /// Complains about names of which nothing is asked.
    fn demand(&mut self, sections: &[PolicySection]) {
        let general = |section: &PolicySection| {
            matches!(section.pattern, Pattern::All | Pattern::Below(_))
                && !section.settings.is_empty()
        };
        if sections.iter().any(general) || !self.complaints.is_empty() {
            return;
        }
        for section in sections.iter().filter(|section| section.settings.is_empty()) {
            let message =
                "nothing is asked of this name; `trace check --init` writes what is true today";
            let complaint =
                Complaint { line: section.line, column: 1, message: message.to_owned() };
            self.complaints.push(complaint);
        }
    }

    /// Reads the sections.
    fn sections(&mut self, domains: &DeTable<'_>) -> Vec<PolicySection> {
        let mut sections: Vec<PolicySection> = Vec::new();
        let mut domains: Vec<_> = domains.iter().collect();
        domains.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in domains {
            let at = key.span().start;
            let Some(pattern) = self.settle(at, pattern(key.get_ref())) else { continue };
            if sections.iter().any(|section| section.pattern == pattern) {
                self.complain(at, format!("`{}` has a section already", key.get_ref()));
                continue;
            }
            let DeValue::Table(table) = value.get_ref() else {
                self.complain(at, example("a domain is a section"));
                continue;
            };
            let settings = self.settings(&pattern, table);
            let (line, _) = place(self.text, at);
            sections.push(PolicySection { pattern, line, settings });
        }
        sections
    }

    /// Reads the rules of a section.
    fn settings(&mut self, pattern: &Pattern, table: &DeTable<'_>) -> Vec<Setting> {
        let mut settings = Vec::new();
        for (key, value) in table {
            let at = key.span().start;
            let name = key.get_ref().as_ref();
            let Some(rule) = RULES.iter().copied().find(|rule| rule.key == name) else {
                let keys: Vec<&str> = RULES.iter().map(|rule| rule.key).collect();
                let meant = meant(name, &keys);
                let all = if meant.is_empty() {
                    format!("; there are {}", keys.join(", "))
                } else {
                    meant
                };
                self.complain(at, format!("unknown rule `{name}`{all}"));
                continue;
            };
            if let (true, Pattern::Exact(host)) = (rule.bare_only, pattern)
                && !is_bare(host)
            {
                let message =
                    format!("`{name}` is about registered domains, and {host} is a name below one");
                self.complain(at, message);
            }
            let span = value.span();
            let Some((value, severity)) = self.setting(rule.form, value) else { continue };
            let (line, _) = place(self.text, at);
            settings.push(Setting { rule, value, severity, line, at: span });
        }
        settings
    }

    /// Reads a value in its short or its long form, with its severity.
    fn setting(&mut self, form: ValueForm, node: &Placed<'_>) -> Option<(Option<Value>, Severity)> {
        match node.get_ref() {
            DeValue::Boolean(false) => Some((None, Severity::default())),
            DeValue::Table(table) => self.long(form, node, table),
            _ => Some((Some(self.value(form, node)?), Severity::default())),
        }
    }

    /// Reads the long form.
    fn long(
        &mut self,
        form: ValueForm,
        node: &Placed<'_>,
        table: &DeTable<'_>,
    ) -> Option<(Option<Value>, Severity)> {
        let before = self.complaints.len();
        let (mut set, mut value, mut severity) = (Set::default(), None, Severity::default());
        for (key, node) in table {
            let at = key.span().start;
            match key.get_ref().as_ref() {
                "severity" => severity = self.severity(node).unwrap_or_default(),
                name if !form.keys().contains(&name) => {
                    let keys = form.keys().join("`, `");
                    let meant = meant(name, form.keys());
                    self.complain(at, format!("unknown key `{name}`{meant}; use `{keys}`"));
                }
                "allowed" => set.allowed = self.items(form, node),
                "forbidden" => set.forbidden = self.items(form, node).unwrap_or_default(),
                "layers" => set.layers = self.layers(node),
                _ if form.is_set() => set.expected = self.items(form, node),
                _ => value = self.value(form, node),
            }
        }
        let at = node.span().start;
        if form.is_set() && self.complaints.len() == before {
            let checked = consistent(form, set);
            value = self.settle(at, checked).map(Value::Set);
        } else if value.is_none() && self.complaints.len() == before {
            self.complain(at, format!("`{}` is missing; use {}", form.keys()[0], form.allowed()));
        }
        value.map(|value| (Some(value), severity))
    }

    /// Reads what the short form stands for.
    fn value(&mut self, form: ValueForm, node: &Placed<'_>) -> Option<Value> {
        let at = node.span().start;
        let value = match (form, node.get_ref()) {
            (ValueForm::Days, DeValue::Integer(number)) => days(number.as_str()).map(Value::Days),
            (ValueForm::Switch, DeValue::Boolean(true)) => Ok(Value::Yes),
            (ValueForm::Locks, DeValue::Boolean(true)) => Ok(all(&LOCKS)),
            (ValueForm::Places, DeValue::Boolean(true)) => Ok(all(&PLACES[..2])),
            (ValueForm::Locks, _) => return self.words(form, node, &LOCKS),
            (ValueForm::Places, _) => return self.words(form, node, &PLACES),
            (ValueForm::Signing, DeValue::String(text)) => {
                word(text, &SIGNING).map(|word| Value::Words(vec![word]))
            }
            (form, _) if form.is_set() => {
                let expected = Some(self.items(form, node)?);
                Ok(Value::Set(Set { expected, ..Set::default() }))
            }
            (form, other) => Err(format!("{} cannot be; use {}", kind(other), form.allowed())),
        };
        self.settle(at, value)
    }

    /// Reads words of a closed list.
    fn words(&mut self, form: ValueForm, node: &Placed<'_>, words: &[&str]) -> Option<Value> {
        let mut found = Vec::new();
        for (at, text) in self.texts(form, node)? {
            found.push(self.settle(at, word(&text, words))?);
        }
        Some(Value::Words(found))
    }

    /// Reads an item or a list of items.
    fn items(&mut self, form: ValueForm, node: &Placed<'_>) -> Option<Vec<String>> {
        let mut items = Vec::new();
        for (at, text) in self.texts(form, node)? {
            let item = self.settle(at, item(form, &text))?;
            if items.contains(&item) {
                self.complain(at, format!("{text:?} stands twice in the list"));
                return None;
            }
            items.push(item);
        }
        Some(items)
    }

    /// Reads a text or number, or a list of such.
    fn texts(&mut self, form: ValueForm, node: &Placed<'_>) -> Option<Vec<(usize, String)>> {
        let at = node.span().start;
        match node.get_ref() {
            DeValue::String(text) => Some(vec![(at, text.to_string())]),
            DeValue::Integer(number) if form == ValueForm::Registrars => {
                Some(vec![(at, number.as_str().to_owned())])
            }
            DeValue::Array(list) if list.is_empty() => {
                let message = format!("an empty list; use {}", form.allowed());
                self.settle(at, Err(message))
            }
            DeValue::Array(list) => {
                let lists = list.iter().map(|node| match node.get_ref() {
                    DeValue::Array(_) => None,
                    _ => self.texts(form, node),
                });
                let texts: Option<Vec<_>> = lists.collect();
                Some(texts?.into_iter().flatten().collect())
            }
            other => {
                let message = format!("{} cannot be; use {}", kind(other), form.allowed());
                self.settle(at, Err(message))
            }
        }
    }

    /// Reads the layers whose countries are asked for.
    fn layers(&mut self, node: &Placed<'_>) -> Vec<crate::model::chain::LayerId> {
        let words = COUNTRIES_OF.map(crate::model::chain::LayerId::word);
        let mut layers = Vec::new();
        for (at, text) in self.texts(ValueForm::Places, node).unwrap_or_default() {
            let word = self.settle(at, word(&text, &words));
            layers.extend(COUNTRIES_OF.iter().find(|layer| word.as_deref() == Some(layer.word())));
        }
        layers
    }

    /// Reads a severity.
    fn severity(&mut self, node: &Placed<'_>) -> Option<Severity> {
        let at = node.span().start;
        let text = node.get_ref().as_str().unwrap_or_default();
        let word = self.settle(at, word(text, &SEVERITIES))?;
        Some(if word == "warning" { Severity::Warning } else { Severity::Error })
    }
}

/// A complaint about the outer form, with the form that would be right.
fn example(problem: &str) -> String {
    format!("{problem}; a section begins with [domain.\"example.com\"]")
}

/// The kind of a value, for a complaint.
fn kind(value: &DeValue<'_>) -> String {
    format!("a value of type {}", value.type_str())
}

/// All words of a closed list.
fn all(words: &[&str]) -> Value {
    Value::Words(words.iter().map(|word| (*word).to_owned()).collect())
}

/// A number of days.
fn days(text: &str) -> Result<u32, String> {
    let number = text.replace('_', "").parse::<u32>().ok();
    number
        .filter(|days| (1..=3650).contains(days))
        .ok_or_else(|| format!("{text} cannot be; use {}", ValueForm::Days.allowed()))
}

/// The set, unless it contradicts itself or asks for nothing.
fn consistent(form: ValueForm, set: Set) -> Result<Set, String> {
    if set.expected.is_none() && set.allowed.is_none() && set.forbidden.is_empty() {
        return Err(format!("nothing is asked for; use `{}`", form.keys()[..3].join("`, `")));
    }
    if set.expected.is_some() && set.allowed.is_some() {
        return Err(
            "give either `expected` (exactly these) or `allowed` (some of these)".to_owned()
        );
    }
    let wanted = set.expected.iter().chain(&set.allowed).flatten();
    for item in wanted {
        if set.forbidden.contains(item) {
            return Err(format!("{item:?} is both wanted and forbidden"));
        }
    }
    Ok(set)
}

/// Reads the name of a section.
fn pattern(text: &str) -> Result<Pattern, String> {
    if text.trim() == "*" {
        return Ok(Pattern::All);
    }
    let bare = text.trim().strip_prefix("*.");
    let stands_for = bare.unwrap_or(text.trim());
    if stands_for.contains('*') {
        return Err(format!("{text:?} cannot be; use `*`, `*.example.com` or a name"));
    }
    // What a suffix is below does not matter to a pattern.
    let probe = bare.map_or_else(|| stands_for.to_owned(), |bare| format!("x.{bare}"));
    let target = Target::parse(&probe).map_err(|refusal| refusal.to_string())?;
    match (target.name(), &target.url, bare) {
        (_, Some(_), _) => Err(format!("{text:?} is a URL; name the host only")),
        (None, ..) => Err(format!("{text:?} is no name; a policy is about domains")),
        (Some(name), None, Some(_)) => {
            Ok(Pattern::Below(name.ascii.split_once('.').map_or("", |(_, above)| above).to_owned()))
        }
        (Some(name), None, None) => Ok(Pattern::Exact(name.ascii.clone())),
    }
}

/// Whether a name is a registered one, not one below.
pub(in crate::check) fn is_bare(host: &str) -> bool {
    Target::parse(host).ok().as_ref().and_then(Target::name).is_none_or(|name| {
        name.suffixes.registrable.as_deref().is_none_or(|domain| domain == name.ascii)
    })
}
