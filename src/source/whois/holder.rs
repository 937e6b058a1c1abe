//! Reads the holder of a name out of the entries, and what the source withholds of it.

use crate::model::record::{ContactRole, PartyRecord};
use crate::model::writer::Writer;

use super::labels::{self, Field, Section};
use super::layout::Entry;
use super::values;
use crate::source::record::{Kind, Party};

/// The holder as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct HolderDraft {
    /// The party that grows.
    party: Party,
}

impl HolderDraft {
    /// Takes one entry; returns whether it was about the holder.
    pub(super) fn take(&mut self, field: Field, entry: &Entry<'_>) -> bool {
        let value = values::first_column(entry.value);
        match field {
            Field::HolderOrganisation => self.party.take_organisation(value),
            Field::HolderName => self.party.take_name(value),
            Field::HolderHandle => {
                self.party.take_kind(numbered(value));
                self.party.take_handle(value);
            }
            Field::HolderKind => self.party.take_kind(Kind::of(value)),
            Field::HolderNumber => {
                let digits = value.chars().filter(char::is_ascii_digit).count();
                self.party.take_kind((digits >= 4).then_some(Kind::Organisation));
            }
            Field::HolderCountry => self.party.take_country(value),
            Field::HolderEmail => self.party.take_email(value, ContactRole::General),
            _ => return false,
        }
        true
    }

    /// Takes a line of its own: the first one names the holder, and a mailbox is its.
    pub(super) fn take_line(&mut self, entry: &Entry<'_>) {
        self.party.take_line(values::first_column(entry.value), ContactRole::General);
    }

    /// Finishes the record: handles are looked up, and a country alone is nobody.
    pub(super) fn finish(
        mut self,
        entries: &[Entry<'_>],
        domain: &str,
    ) -> (Option<PartyRecord>, Vec<String>) {
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
            && self.party.handle.is_none()
            && let Some(name) = of_domain(entries)
        {
            self.party.take_organisation(name);
        }
        let withheld = self.party.withheld().map(str::to_owned).collect();
        (self.party.finish(Writer::AccountHolder, Some(domain)), withheld)
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
        let kind = get(&["type", "contact type"]).and_then(Kind::of);
        self.party.take_kind(kind);
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

/// What the handle itself says: Australia writes the number of a company there.
fn numbered(handle: &str) -> Option<Kind> {
    let registers = ["ABN ", "ACN ", "ARBN "];
    registers.iter().any(|register| handle.starts_with(register)).then_some(Kind::Organisation)
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
    own.filter(|entry| words.contains(&entry.label.as_str()))
        .find_map(|entry| values::something(entry.value))
}
