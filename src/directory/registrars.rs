//! Registrars by their number at the Internet Assigned Numbers Authority, and how to reach them.
//!
//! The tables are sorted text that is scanned when asked; nothing is read up front.

use std::cmp::Ordering;

use super::company::CompanyName;
use super::contact::{ProviderContact, Takes};
use super::role::Role;
use super::{sorted, values};

/// The embedded register: number, name, standing.
const TABLE: &str = include_str!("registrars.tsv");

/// The contacts: number, kind, value, whose word it is, day, source by its number in the head of
/// the table, and what the registrar says of it. Best first.
const CONTACTS: &str = include_str!("registrar-contacts.tsv");

/// What is known about a registrar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrarEntry {
    /// Its number.
    pub iana_id: u32,
    /// Its name in the register.
    pub name: &'static str,
    /// Whether it may sponsor names, or what else the number means.
    pub standing: RegistrarStanding,
}

impl RegistrarEntry {
    /// Its contacts for abuse, best first.
    pub fn contacts(&self) -> Vec<ProviderContact> {
        contacts(self.iana_id)
    }
}

/// What a registrar's number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrarStanding {
    /// A registrar that ICANN accredits.
    Accredited,
    /// A registrar that no longer is one.
    Terminated,
    /// Names that the Internet Assigned Numbers Authority keeps back (number 376).
    ReservedNames,
    /// Tests and monitoring (9994 to 9997); nobody to write to.
    Testing,
    /// The registry registers for itself (9998 and 9999).
    RegistryItself,
    /// Kept back for another purpose.
    Reserved,
}

impl RegistrarStanding {
    /// Reads the word of the table. What reserved numbers mean is ICANN's list, not the
    /// table's text (`knowledge.md`, 1.9).
    fn of(iana_id: u32, word: &str) -> Self {
        match (iana_id, word) {
            (376, _) => Self::ReservedNames,
            (9994..=9997, _) => Self::Testing,
            (9998 | 9999, _) => Self::RegistryItself,
            (_, "accredited") => Self::Accredited,
            (_, "terminated") => Self::Terminated,
            _ => Self::Reserved,
        }
    }

    /// Whether the number is a company that can be written to.
    pub fn is_company(self) -> bool {
        matches!(self, Self::Accredited | Self::Terminated)
    }
}

/// The registrar with this number.
pub fn registrar_by_iana(iana_id: u32) -> Option<RegistrarEntry> {
    sorted::lines(TABLE, |key| by_number(key, iana_id)).next().and_then(entry)
}

/// Compares a number in a table with one; the head of a table comes first.
fn by_number(key: &str, wanted: u32) -> Ordering {
    key.parse::<u32>().map_or(Ordering::Less, |number| number.cmp(&wanted))
}

/// The accredited registrar of this whole name, where there is only one.
pub fn registrar_by_name(name: &str) -> Option<RegistrarEntry> {
    let wanted = CompanyName::of(name)?;
    let of_name = |line: &&str| {
        let name = line.split('\t').nth(1).and_then(CompanyName::of);
        name.is_some_and(|name| name.same(&wanted))
    };
    let fitting = TABLE.lines().filter(of_name).filter_map(entry);
    let mut accredited = fitting.filter(|entry| entry.standing == RegistrarStanding::Accredited);
    let first = accredited.next()?;
    accredited.next().is_none().then_some(first)
}

/// Reads a line of the table.
fn entry(line: &'static str) -> Option<RegistrarEntry> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().filter(|field| !field.is_empty());
    let iana_id = next()?.parse().ok()?;
    let name = next()?;
    let standing = RegistrarStanding::of(iana_id, next()?);
    Some(RegistrarEntry { iana_id, name, standing })
}

/// The contacts of the registrar with this number, best first.
pub(super) fn contacts(iana_id: u32) -> Vec<ProviderContact> {
    let lines = sorted::lines(CONTACTS, |key| by_number(key, iana_id));
    lines.filter_map(contact).collect()
}

/// What marks the web site that the register gives, for want of anything better.
const SITE: &str = "site";

/// Reads a line of the contacts.
fn contact(line: &'static str) -> Option<ProviderContact> {
    let mut fields = line.split('\t').skip(1);
    let mut next = || fields.next();
    let (word, value) = (next()?, next()?);
    let kind =
        values::CONTACT_KINDS.into_iter().find(|kind| values::contact_word(*kind) == word)?;
    let (backing, read, source, remark) = (next()?, next()?, next()?, next()?);
    Some(ProviderContact {
        kind,
        value: value.to_owned(),
        roles: vec![Role::Registrar],
        service: None,
        takes: if remark == SITE { Takes::General } else { Takes::Abuse },
        prefers_form: match remark {
            "wants-form" => Some(true),
            "mail-only" => Some(false),
            _ => None,
        },
        languages: Vec::new(),
        as_of: None,
        source: page(source)?.to_owned(),
        read: read.to_owned(),
        published: backing == "published",
        recalled: backing == "recalled",
        also: Vec::new(),
    })
}

/// The source with a number in the head of the contacts.
fn page(number: &str) -> Option<&'static str> {
    let head = CONTACTS.lines().filter_map(|line| line.strip_prefix('@'));
    head.filter_map(|line| line.split_once('\t'))
        .find_map(|(known, page)| (known == number).then_some(page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{UNDATED, age};

    #[test]
    fn registrars_are_found_by_their_whole_number() {
        let cloudflare = registrar_by_iana(1910).unwrap();
        assert_eq!(cloudflare.name, "Cloudflare, Inc.");
        assert_eq!(cloudflare.standing, RegistrarStanding::Accredited);
        let contacts = cloudflare.contacts();
        assert_eq!(
            contacts.first().map(|found| found.value.as_str()),
            Some("https://abuse.cloudflare.com/")
        );
        assert_eq!(contacts.first().and_then(ProviderContact::dated), Some("2025-07-23"));
        assert_eq!(registrar_by_iana(191_000), None);
        assert_eq!(registrar_by_iana(0), None);
    }

    #[test]
    fn reserved_numbers_are_known_as_what_they_are_and_have_no_contacts() {
        for (number, standing) in [
            (376, RegistrarStanding::ReservedNames),
            (9994, RegistrarStanding::Testing),
            (9997, RegistrarStanding::Testing),
            (9998, RegistrarStanding::RegistryItself),
            (9999, RegistrarStanding::RegistryItself),
            (8, RegistrarStanding::Reserved),
        ] {
            let entry = registrar_by_iana(number).unwrap();
            assert_eq!(entry.standing, standing, "{number}");
            assert!(!entry.standing.is_company(), "{number}");
            assert_eq!(entry.contacts(), [], "{number}");
        }
    }

    #[test]
    fn every_line_reads_and_the_numbers_rise() {
        let mut last = 0;
        for line in TABLE.lines() {
            let entry = entry(line).unwrap();
            assert!(entry.iana_id > last, "{line}");
            last = entry.iana_id;
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
    }

    #[test]
    fn every_registrar_is_found_by_its_whole_name_and_by_no_part_of_it() {
        let mut shared = 0;
        let accredited = TABLE
            .lines()
            .filter_map(entry)
            .filter(|entry| entry.standing == RegistrarStanding::Accredited);
        for entry in accredited.step_by(7) {
            match registrar_by_name(entry.name) {
                Some(found) => assert_eq!(found.iana_id, entry.iana_id, "{}", entry.name),
                // Several numbers of one name: nobody is guessed.
                None => shared += 1,
            }
            let part = entry.name.split(' ').next().unwrap_or_default();
            let found = registrar_by_name(part).filter(|_| part.len() < entry.name.len());
            let whole = CompanyName::of(part);
            let same = |name: &str| {
                whole.as_ref().is_some_and(|it| CompanyName::of(name).is_some_and(|of| of.same(it)))
            };
            assert!(found.is_none_or(|found| same(found.name)), "{part}");
        }
        assert!(shared < 40, "{shared}");
    }

    #[test]
    fn every_contact_reads_and_belongs_to_a_registrar_that_is_known() {
        let mut last = 0;
        for line in CONTACTS.lines().filter(|line| !line.starts_with('@')) {
            let number: u32 = line.split('\t').next().unwrap().parse().unwrap();
            assert!(number >= last, "{line}");
            last = number;
            assert!(registrar_by_iana(number).is_some(), "{line}");
            assert_eq!(line.split('\t').count(), 7, "{line}");
            let contact = contact(line).unwrap();
            assert!(values::contact_fits(contact.kind, &contact.value), "{line}");
            assert!(values::is_source(&contact.source), "{line}");
            assert!(contact.read == UNDATED || age::is_day(&contact.read), "{line}");
            assert!(["published", "secondary", "recalled"].contains(&contact.backing()), "{line}");
        }
    }
}
