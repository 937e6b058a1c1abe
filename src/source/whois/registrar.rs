//! Reads the registrar out of the entries: its name without handle and link, and its contacts.

use crate::model::company::same_company;
use crate::model::mailbox::Link;
use crate::model::record::{ContactRole, RegistrarRecord};

use super::labels::{self, LabelField, Section};
use super::layout::Labelled;
use super::values;
use crate::source::record::PartyDraft;

/// The registrar as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct RegistrarDraft {
    /// The party that grows.
    party: PartyDraft,
    /// Its name.
    name: Option<String>,
    /// Its number.
    number: Option<u32>,
    /// Its site.
    url: Option<String>,
    /// The registry says in words that there is no registrar.
    says_none: bool,
    /// The name stood on a line of its own, without a label.
    bare: bool,
    /// A name to fall back on.
    hint: Option<String>,
    /// The name in brackets behind its handle.
    by_handle: Option<String>,
}

impl RegistrarDraft {
    /// Takes one entry; returns whether it was about the registrar.
    pub(super) fn take(&mut self, field: LabelField, entry: &Labelled<'_>) -> bool {
        let value = entry.value;
        match field {
            LabelField::Registrar => self.labelled_name(entry),
            LabelField::RegistrarHint => keep(&mut self.hint, values::something(value)),
            LabelField::RegistrarNumber => self.number = self.number.or(value.trim().parse().ok()),
            LabelField::RegistrarHandle => self.handle(value),
            LabelField::RegistrarUrl => keep(&mut self.url, values::url(value).as_deref()),
            LabelField::RegistrarCountry => self.party.take_country(value),
            LabelField::RegistrarEmail => self.party.take_email(value, ContactRole::General),
            LabelField::RegistrarPhone => self.party.take_phone(value, ContactRole::General),
            LabelField::AbuseEmail | LabelField::AbuseContact => self.any_abuse(value),
            LabelField::AbusePhone => {
                // Some software swaps the two labels.
                self.party.take_email(value, ContactRole::Abuse);
                self.party.take_phone(value, ContactRole::Abuse);
            }
            _ => return false,
        }
        true
    }

    /// Takes a line of its own below a heading.
    pub(super) fn take_line(&mut self, entry: &Labelled<'_>) -> bool {
        match entry.section {
            Section::Registrar
                if self.party.take_contact_line(entry.value, ContactRole::General) => {}
            Section::Registrar if self.name.is_none() && !self.says_none => {
                self.name(entry.value);
                self.bare = self.name.is_some();
            }
            Section::Registrar => {}
            Section::Abuse => self.any_abuse(entry.value),
            _ => return false,
        }
        true
    }

    /// Takes a name with a label. Below the registrar's heading it says more than a line of its
    /// own, which may be anything.
    fn labelled_name(&mut self, entry: &Labelled<'_>) {
        let outranks = self.bare && entry.section == Section::Registrar;
        let bare = self.name.take_if(|_| outranks);
        self.name(entry.value);
        self.bare &= self.name.is_none();
        self.name = self.name.take().or(bare);
    }

    /// Takes a name; the first one that is more than filler counts.
    fn name(&mut self, value: &str) {
        let Some(value) = values::something(value).filter(|_| !self.says_none) else { return };
        let lower = value.to_lowercase();
        if lower.starts_with("no registrar") || lower.contains("directly registered") {
            self.says_none = true;
            return;
        }
        if value.chars().count() > 160 {
            return;
        }
        // Israel's `registrar info` is a site.
        if let Some(site) = Link::of(value) {
            keep(&mut self.url, Some(site.url()));
            return;
        }
        // Korea prints the answer twice, the second time in English.
        if self.name.as_ref().is_some_and(|name| name.is_ascii() || !value.is_ascii()) {
            return;
        }
        self.name = None;
        let parts = NameParts::of(value);
        keep(&mut self.name, values::something(parts.name));
        if let Some(handle) = parts.handle {
            self.party.take_handle(handle);
        }
        keep(&mut self.url, parts.url.as_deref());
    }

    /// Takes a handle, behind which the name may stand in brackets: `R-123 (Exemple S.L.)`.
    fn handle(&mut self, value: &str) {
        let named = value.trim().strip_suffix(')').and_then(|rest| rest.split_once(" ("));
        match named.filter(|(handle, _)| values::is_word(handle)) {
            Some((handle, name)) => {
                self.party.take_handle(handle);
                keep(&mut self.by_handle, values::something(name));
            }
            None => self.party.take_handle(value),
        }
    }

    /// Takes an abuse contact whose kind only its value shows.
    fn any_abuse(&mut self, value: &str) {
        self.party.take_email(value, ContactRole::Abuse);
        for part in value.split([',', ';', '|']).flat_map(|part| part.split(" / ")) {
            if !self.party.take_contact_line(part.trim(), ContactRole::Abuse) {
                self.party.take_form(part);
            }
        }
    }

    /// Whether the registry says in words that it registered the name itself.
    pub(super) fn says_none(&self) -> bool {
        self.says_none
    }

    /// Through whom the name was bought, where that is not the registrar that the record names.
    pub(super) fn seller(&self) -> Option<&str> {
        let name = self.name.as_deref()?;
        self.hint.as_deref().filter(|hint| !same_company(name, hint))
    }

    /// Finishes the record, looking the handle up in the registrar's own block.
    pub(super) fn finish(mut self, entries: &[Labelled<'_>]) -> Option<RegistrarRecord> {
        self.name = self.name.take().or(self.by_handle.take());
        let hint = self.hint.take().filter(|_| self.name.is_none());
        if let Some(hint) = &hint {
            self.name(hint);
        }
        if let Some(full) = self.name.as_deref().and_then(|name| name_in_block(name, entries))
            && let Some(handle) = self.name.replace(full)
        {
            self.party.take_handle(&handle);
        }
        if let Some(name) = &self.name {
            self.party.take_name(name);
        }
        let registrar = self.party.registrar(self.number, self.url)?;
        Some(RegistrarRecord { only_sold_by: hint.is_some(), ..registrar })
    }
}

/// The company behind a handle: the block that opens with `registrar: HANDLE` names it.
fn name_in_block(handle: &str, entries: &[Labelled<'_>]) -> Option<String> {
    let opening = entries.iter().rposition(|entry| {
        entry.leads
            && labels::section_of(&entry.label) == Some(Section::Registrar)
            && entry.value == handle
            && entry.section == Section::Registrar
    })?;
    let block = entries.get(opening)?.block;
    let own = entries.iter().skip(opening + 1).take_while(|entry| entry.block == block);
    let named = |words: &[&str]| {
        own.clone()
            .find(|entry| words.contains(&entry.label.as_str()))
            .and_then(|entry| values::something(entry.value))
    };
    let name = named(&["org", "organization", "organisation"]).or_else(|| named(&["name"]))?;
    Some(name.to_owned())
}

/// A registrar's name taken apart.
struct NameParts<'a> {
    /// The company.
    name: &'a str,
    /// The handle that stood behind it.
    handle: Option<&'a str>,
    /// The link that stood behind it.
    url: Option<String>,
}

impl<'a> NameParts<'a> {
    /// Takes `Company (HANDLE)`, `Company [Tag = HANDLE]` and `Company (http://…)` apart.
    fn of(value: &'a str) -> Self {
        let mut parts = Self { name: value.trim(), handle: None, url: None };
        parts.cut_bracket();
        if let Some((name, last)) = parts.name.rsplit_once(' ').filter(|(_, last)| is_tagged(last))
        {
            parts.name = name.trim();
            parts.handle = parts.handle.or(Some(last));
        }
        parts
    }

    /// Cuts a bracket off that holds a link or a handle.
    fn cut_bracket(&mut self) {
        let Some(open) = self.name.rfind(['(', '[']).filter(|open| *open > 0) else { return };
        let (name, rest) = self.name.split_at(open);
        let inner = rest.trim_matches(|c: char| "()[] ".contains(c) || c.is_whitespace());
        if inner.contains("://") {
            self.url = values::url(inner);
        } else if let Some((word, tag)) = inner.split_once('=') {
            if !word.trim().eq_ignore_ascii_case("tag") {
                return;
            }
            self.handle = Some(tag.trim());
        } else if is_handle(inner) {
            self.handle = Some(inner);
        } else {
            return;
        }
        self.name = name.trim();
    }
}

/// Whether a word in brackets is a registry's handle rather than a part of the name.
fn is_handle(word: &str) -> bool {
    let code =
        word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-' || c == '_');
    code && word.chars().any(|c| c.is_ascii_digit()) && word.len() >= 2
}

/// Whether a word is a handle by its form alone: `R45-ME`.
fn is_tagged(word: &str) -> bool {
    word.split_once('-').is_some_and(|(number, tag)| {
        let digits = number.strip_prefix('R').unwrap_or_default();
        !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !tag.is_empty()
            && tag.bytes().all(|byte| byte.is_ascii_uppercase())
    })
}

/// Fills a field that is still empty.
fn keep(field: &mut Option<String>, value: Option<&str>) {
    if field.is_none() {
        *field = value.map(str::to_owned);
    }
}
