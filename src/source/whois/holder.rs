//! Reads the holder of a name out of the entries, and what the source withholds of it.

use crate::model::contact::ContactKind;
use crate::model::record::{ContactRole, PartyRecord, PublishedContact};

use super::labels::{self, Field, Section};
use super::layout::Entry;
use super::values;
use crate::source::countries;

/// The holder as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The record that grows.
    party: PartyRecord,
    /// What the source withholds.
    withheld: Vec<String>,
}

impl Draft {
    /// Takes one entry; returns whether it was about the holder.
    pub(super) fn take(&mut self, field: Field, entry: &Entry<'_>) -> bool {
        let party = &mut self.party;
        let (place, what) = match field {
            Field::HolderOrganisation => (&mut party.organisation, "Registrant Organization"),
            Field::HolderName => (&mut party.name, "Registrant Name"),
            Field::HolderHandle => (&mut party.handle, "Registry Registrant ID"),
            Field::HolderCountry => (&mut party.country, "Registrant Country"),
            Field::HolderEmail => {
                self.take_email(entry.value);
                return true;
            }
            _ => return false,
        };
        if values::is_withheld(entry.value) {
            self.withhold(what);
        } else if place.is_none() {
            *place = match field {
                Field::HolderCountry => countries::code(entry.value),
                _ => values::something(entry.value).map(str::to_owned),
            };
        }
        true
    }

    /// Takes the e-mail address.
    fn take_email(&mut self, value: &str) {
        if values::is_withheld(value) {
            self.withhold("Registrant Email");
        } else if self.party.contacts.is_empty()
            && let Some(value) = values::emails(value).next()
        {
            let (kind, role) = (ContactKind::Email, ContactRole::General);
            self.party.contacts.push(PublishedContact { kind, value, role });
        }
    }

    /// Notes that something is kept back.
    fn withhold(&mut self, what: &str) {
        if !self.withheld.iter().any(|known| known == what) {
            self.withheld.push(what.to_owned());
        }
    }

    /// Finishes the record: handles are looked up, and a country alone is nobody.
    pub(super) fn finish(mut self, entries: &[Entry<'_>]) -> (Option<PartyRecord>, Vec<String>) {
        if self.party.name.as_deref().is_some_and(|name| is_handle(name) || opens(name, entries)) {
            let handle = self.party.name.take();
            self.party.handle = self.party.handle.or(handle);
        }
        if self.party.name.is_none()
            && self.party.organisation.is_none()
            && let Some(handle) = self.party.handle.clone()
        {
            self.look_up(&handle, entries);
        }
        let nobody = self.party.name.is_none() && self.party.handle.is_none();
        if nobody && self.party.organisation.is_none() {
            self.party.organisation = of_domain(entries).map(str::to_owned);
        }
        let party = self.party;
        let named = party.name.is_some() || party.organisation.is_some() || party.handle.is_some();
        let known = named || !party.contacts.is_empty();
        (known.then_some(party), self.withheld)
    }

    /// Fills in the block that a handle refers to.
    fn look_up(&mut self, handle: &str, entries: &[Entry<'_>]) {
        let Some(block) = named(handle, entries).next().map(|entry| entry.block) else { return };
        let own = || entries.iter().filter(|entry| entry.block == block);
        let get = |words: &[&str]| {
            let named = own().filter(|entry| words.contains(&entry.label.as_str()));
            named.filter(|entry| entry.value != handle).map(|entry| entry.value).next()
        };
        let organisation = get(&["org", "organization", "organisation"]);
        let name = get(&["name", "personname", "person", "contact", "role"]);
        let fields = [
            (Field::HolderOrganisation, organisation),
            (Field::HolderName, name),
            (Field::HolderCountry, get(&["country", "country code"])),
        ];
        for (field, value) in fields {
            let Some(value) = value else { continue };
            let entry = Entry {
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

/// The entries of contacts by which a handle names one.
fn named<'e, 'a>(handle: &'e str, entries: &'e [Entry<'a>]) -> impl Iterator<Item = &'e Entry<'a>> {
    const LABELS: &[&str] =
        &["contact", "contact id", "nic hdl", "nic hdl br", "norid handle", "nic handle"];
    entries.iter().filter(move |entry| {
        entry.value == handle
            && entry.section == Section::Contact
            && LABELS.contains(&entry.label.as_str())
    })
}

/// Whether a word is the handle that opens some contact's block.
fn opens(word: &str, entries: &[Entry<'_>]) -> bool {
    values::is_word(word) && named(word, entries).any(|entry| entry.leads)
}

/// The organisation that stands with the domain itself, outside every part about somebody (.ru,
/// .by, .jp). Elsewhere the same word is anybody's.
fn of_domain<'a>(entries: &[Entry<'a>]) -> Option<&'a str> {
    let is_domain =
        |entry: &&Entry<'_>| labels::field_of(&entry.label, entry.section) == Some(Field::Domain);
    let block = entries.iter().find(is_domain)?.block;
    let own = entries.iter().filter(|entry| {
        entry.block == block && matches!(entry.section, Section::Top | Section::Domain)
    });
    let words = ["org", "organization", "organisation", "組織名"];
    own.filter(|entry| words.contains(&entry.label.as_str()) && !values::is_withheld(entry.value))
        .find_map(|entry| values::something(entry.value))
}

/// Whether a word is a registry's handle rather than a name.
fn is_handle(word: &str) -> bool {
    values::is_word(word)
        && !word.contains('.')
        && word.chars().filter(char::is_ascii_digit).count() >= 2
}
