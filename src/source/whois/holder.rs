//! Reads the holder of a name out of the entries, and what the source withholds of it.

use std::collections::BTreeSet;

use crate::model::company::plain;
use crate::model::mailbox::Link;
use crate::model::record::ContactRole;

use super::labels::{self, LabelField, Section};
use super::layout::Labelled;
use super::values;
use crate::source::record::{HolderKind, PartyDraft};

/// The holder as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct HolderDraft {
    /// The party that grows.
    party: PartyDraft,
    /// Who speaks for it: Australia names the holder itself further down.
    speaker: Option<String>,
    /// The block of the domain itself in which its name stands, outside every part about somebody.
    beside_domain: Option<usize>,
}

impl HolderDraft {
    /// Takes one entry; returns whether it was about the holder.
    pub(super) fn take(&mut self, field: LabelField, entry: &Labelled<'_>) -> bool {
        let mut value = values::first_column(entry.value);
        if matches!(field, LabelField::HolderOrganisation | LabelField::HolderName)
            && let Some((name, handle)) = with_handle(value)
        {
            self.party.take_handle(handle);
            value = name;
        }
        let outside = matches!(entry.section, Section::Top | Section::Domain);
        if matches!(field, LabelField::HolderOrganisation | LabelField::HolderName) {
            value = without_label(value);
            self.beside_domain = self.beside_domain.or(outside.then_some(entry.block));
        }
        match field {
            LabelField::HolderName if entry.label == "registrant contact name" => {
                self.speaker = self.speaker.take().or_else(|| Some(value.to_owned()));
            }
            LabelField::HolderName if outside && values::is_handle(value) => {
                self.party.take_handle(value);
            }
            // An account's number is nobody's name (.hk).
            LabelField::HolderOrganisation if is_code(value) => self.party.take_handle(value),
            LabelField::HolderOrganisation => self.party.take_organisation(value),
            LabelField::HolderName if self.party.name().is_some() => {
                self.party.take_further_line(value);
            }
            LabelField::HolderName => self.party.take_name(value),
            LabelField::HolderHandle => {
                self.party.take_kind(numbered(value));
                self.party.take_handle(value);
            }
            LabelField::HolderKind => self.party.take_kind(HolderKind::of(value)),
            LabelField::HolderNumber => {
                let digits = value.chars().filter(char::is_ascii_digit).count();
                self.party.take_kind((digits >= 4).then_some(HolderKind::Organisation));
            }
            LabelField::HolderCountry => self.party.take_country(value),
            LabelField::HolderEmail => self.party.take_email(value, ContactRole::General),
            LabelField::Relay => {
                let form = value.split_whitespace().find_map(Link::of);
                self.party.take_relay(form.map(|form| form.url().to_owned()));
            }
            _ => return false,
        }
        true
    }

    /// Takes a line of its own: the first one names the holder, and a mailbox is its.
    pub(super) fn take_line(&mut self, entry: &Labelled<'_>) {
        let mut value = values::first_column(entry.value);
        let further = self.party.name().is_some();
        if let Some((name, handle)) = with_handle(value).filter(|_| !further) {
            self.party.take_handle(handle);
            value = name;
        }
        self.party.take_line(value, ContactRole::General);
        if further {
            self.party.take_further_line(value);
        }
    }

    /// The party that all the entries come to: handles are looked up.
    pub(super) fn finish(mut self, entries: &[Labelled<'_>]) -> PartyDraft {
        if let Some(speaker) = self.speaker.take().filter(|_| self.party.is_unnamed()) {
            self.party.take_name(&speaker);
        }
        if self.party.name().is_some_and(|name| values::is_handle(name) || opens(name, entries))
            && let Some(handle) = self.party.withdraw_name()
        {
            self.party.take_handle(&handle);
        }
        if self.party.is_unnamed()
            && let Some(handle) = self.party.handle.clone()
        {
            self.look_up(&handle, entries);
        }
        if self.party.is_unnamed()
            && let Some((name, block)) = in_two_parts(entries)
        {
            self.beside_domain = Some(block);
            self.party.take_name(&name);
        }
        let beside = of_domain(entries).filter(|of| Some(of.block) == self.beside_domain);
        if let Some(organisation) = beside {
            // Joker: `owner:` and `organization:` one below the other.
            self.party.take_organisation(without_label(organisation.value));
        }
        if self.party.is_unnamed() && self.party.handle.is_none() {
            if let Some(entry) = of_domain(entries) {
                self.beside_domain = Some(entry.block);
                self.party.take_organisation(without_label(entry.value));
            } else if let Some(name) = of_next_block(entries) {
                self.party.take_organisation(name);
            } else if let Some(name) =
                described(entries).filter(|_| self.party.withheld().next().is_none())
            {
                self.party.take_name(name);
            }
        }
        let country = self.beside_domain.and_then(|block| country_beside(block, entries));
        if let Some(country) = country {
            self.party.take_country(country);
        }
        people(entries).for_each(|person| self.party.take_person(person));
        // Latvia calls the holder a natural person, and says no more.
        if self.party.is_unnamed() && self.party.is_called_a_person() {
            self.party.withhold("Registrant Name");
        }
        self.party
    }

    /// Fills in the block that a handle refers to.
    fn look_up(&mut self, handle: &str, entries: &[Labelled<'_>]) {
        let Some(block) = named(handle, entries).next().map(|entry| entry.block) else { return };
        let own = || entries.iter().filter(|entry| entry.block == block);
        let get = |words: &[&str]| {
            let named = own().filter(|entry| words.contains(&entry.label.as_str()));
            named.filter(|entry| entry.value != handle).map(|entry| entry.value).next()
        };
        let organisation = get(&["org", "organization", "organisation"]);
        let name = get(&["name", "personname", "person", "contact", "role"]);
        let fields = [
            (LabelField::HolderOrganisation, organisation),
            (LabelField::HolderName, name),
            (LabelField::HolderCountry, get(&["country", "country code"])),
            (LabelField::HolderEmail, get(&["e mail", "email"])),
        ];
        let kind = get(&["type", "contact type"]).and_then(HolderKind::of);
        self.party.take_kind(kind);
        for (field, value) in fields {
            let Some(value) = value else { continue };
            let entry = Labelled {
                label: String::new(),
                value,
                section: Section::Holder,
                block,
                leads: false,
            };
            self.take(field, &entry);
        }
    }
}

/// The organisation whose block a handle opens.
pub(super) fn organisation_of<'a>(handle: &str, entries: &[Labelled<'a>]) -> Option<&'a str> {
    let block = named(handle, entries).next()?.block;
    let is_organisation = |entry: &&Labelled<'_>| {
        entry.block == block
            && ["org", "organization", "organisation"].contains(&entry.label.as_str())
    };
    entries.iter().find(is_organisation).and_then(|entry| values::something(entry.value))
}

/// A name without the label that stands before it within the value: `org_name_eng: Example Ltd` (.hu).
fn without_label(value: &str) -> &str {
    let Some((label, name)) = value.split_once(": ") else { return value };
    let label = labels::normalise(label);
    let is_label = ["org name", "person name", "name"].iter().any(|start| {
        label.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    if is_label { name.trim_start() } else { value }
}

/// The holder of a record that names him by his first and his last name, outside every part about
/// somebody (.vu) or in his own, with the block.
fn in_two_parts(entries: &[Labelled<'_>]) -> Option<(String, usize)> {
    const LABELS: &[(&str, &str, Section)] = &[
        ("first name", "last name", Section::Top),
        ("registrant firstname", "registrant lastname", Section::Top),
        ("registrant first name", "registrant last name", Section::Top),
        ("owner fname", "owner lname", Section::Top),
        ("fname", "lname", Section::Holder),
    ];
    LABELS.iter().find_map(|(first, last, section)| {
        let own = || entries.iter().filter(|entry| entry.section == *section);
        let first = own().find(|entry| entry.label == *first)?;
        let last = own().find(|entry| entry.label == *last && entry.block == first.block)?;
        Some((format!("{} {}", first.value, last.value), first.block))
    })
}

/// The country that stands beside a holder's name in the domain's own block (.by, .br).
fn country_beside<'a>(block: usize, entries: &[Labelled<'a>]) -> Option<&'a str> {
    let beside = |entry: &&Labelled<'_>| {
        entry.block == block
            && matches!(entry.section, Section::Top | Section::Domain)
            && entry.label == "country"
    };
    entries.iter().find(beside).map(|entry| entry.value)
}

/// Whether a word is the number of an account: capitals and more digits than any name has.
fn is_code(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 5 && word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// The people whom the parts about contacts name.
fn people<'e>(entries: &'e [Labelled<'_>]) -> impl Iterator<Item = &'e str> {
    const LABELS: &[&str] = &["name", "person", "personname", "contact name", "full name"];
    const ROLES: &[&str] = &["admin", "administrative", "tech", "technical", "billing"];
    entries.iter().filter_map(|entry| {
        let own = entry.section == Section::Contact && LABELS.contains(&entry.label.as_str());
        let role = entry.label.split(' ').next().unwrap_or_default();
        let labelled = ROLES.contains(&role) && entry.label.ends_with(" name");
        (own || labelled).then(|| values::first_column(entry.value))
    })
}

/// A name and the handle in brackets behind it: `EXAMPLE PTE. LTD. (SGNIC-ORG1234567)`.
fn with_handle(value: &str) -> Option<(&str, &str)> {
    let (name, handle) = value.strip_suffix(')')?.rsplit_once(" (")?;
    let fits = values::is_handle(handle) && handle.chars().any(|c| c.is_ascii_alphabetic());
    // The first registrar's handles were `EXAMPLE-DOM` and `DOM-123456`, Venezuela's `example.ve-dom`.
    let upper = handle.to_ascii_uppercase();
    let first = values::is_word(handle) && (upper.ends_with("-DOM") || upper.starts_with("DOM-"));
    (fits || first).then_some((name.trim_end(), handle))
}

/// What the handle itself says: Australia writes the number of a company there.
fn numbered(handle: &str) -> Option<HolderKind> {
    let registers = ["ABN ", "ACN ", "ARBN "];
    registers
        .iter()
        .any(|register| handle.starts_with(register))
        .then_some(HolderKind::Organisation)
}

/// The entries of contacts by which a handle names one.
fn named<'e, 'a>(
    handle: &'e str,
    entries: &'e [Labelled<'a>],
) -> impl Iterator<Item = &'e Labelled<'a>> {
    const LABELS: &[&str] = &[
        "contact",
        "contact id",
        "contact handle",
        "nic hdl",
        "nic hdl br",
        "norid handle",
        "nic handle",
    ];
    entries.iter().filter(move |entry| {
        entry.value == handle
            && entry.section == Section::Contact
            && LABELS.contains(&entry.label.as_str())
    })
}

/// Whether a word is the handle that opens some contact's block.
fn opens(word: &str, entries: &[Labelled<'_>]) -> bool {
    values::is_word(word) && named(word, entries).any(|entry| entry.leads)
}

/// The lines of the domain itself, outside every part about somebody.
fn of_domain_itself<'e, 'a>(entries: &'e [Labelled<'a>]) -> impl Iterator<Item = &'e Labelled<'a>> {
    let blocks = domain_blocks(entries);
    entries.iter().filter(move |entry| {
        blocks.contains(&entry.block) && matches!(entry.section, Section::Top | Section::Domain)
    })
}

/// The blocks in which the domain is named: the echo of the question may be one of them (.il). A
/// hostile answer has as many as it has lines.
fn domain_blocks(entries: &[Labelled<'_>]) -> BTreeSet<usize> {
    let is_domain = |entry: &&Labelled<'_>| {
        labels::field_of(&entry.label, entry.section) == Some(LabelField::Domain)
    };
    entries.iter().filter(is_domain).map(|entry| entry.block).collect()
}

/// The organisation that stands with the domain itself (.ru, .by, .jp). Elsewhere the same word is
/// anybody's.
fn of_domain<'e, 'a>(entries: &'e [Labelled<'a>]) -> Option<&'e Labelled<'a>> {
    let words = ["org", "organization", "organisation", "組織名"];
    of_domain_itself(entries)
        .filter(|entry| words.contains(&entry.label.as_str()))
        .filter(|entry| values::something(entry.value).is_some())
        .min_by_key(|entry| without_label(entry.value).is_ascii() && entry.value.contains("_eng"))
}

/// What opens the block that follows the domain's own.
fn next_to_domain<'e, 'a>(entries: &'e [Labelled<'a>]) -> Option<&'e Labelled<'a>> {
    let own = domain_blocks(entries).into_iter().max()?;
    entries.iter().find(|entry| entry.block > own).filter(|entry| entry.leads)
}

/// The organisation whose block follows the domain's own at once (.int, as IANA writes its records).
fn of_next_block<'a>(entries: &[Labelled<'a>]) -> Option<&'a str> {
    let named =
        |entry: &&Labelled<'_>| ["organisation", "organization"].contains(&entry.label.as_str());
    let next = next_to_domain(entries).filter(named)?;
    values::something(next.value).filter(|name| !values::is_handle(name))
}

/// The first line that describes the domain: registries whose records look like those of address
/// registries name the holder there (.il, .is, .ie, .fi).
fn described<'a>(entries: &[Labelled<'a>]) -> Option<&'a str> {
    let describes = |entry: &&Labelled<'_>| entry.label == "descr";
    let own = of_domain_itself(entries).find(describes);
    let line = own.or_else(|| next_to_domain(entries).filter(describes))?.value;
    values::something(line).filter(|line| !is_of_the_name(line))
}

/// Whether a description is one of the name and not of whoever holds it.
fn is_of_the_name(line: &str) -> bool {
    let words = plain(line);
    let about = ["domain", "subdomain", "zone", "delegation", "reserved", "tld"];
    words.split(' ').any(|word| about.contains(&word))
}

#[cfg(test)]
mod tests;
