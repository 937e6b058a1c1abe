//! Registrars by their number at the Internet Assigned Numbers Authority.
//!
//! The table is sorted text that is scanned when asked; nothing is read up front.

/// The embedded table.
const TABLE: &str = include_str!("registrars.tsv");

/// What is known about a registrar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrarEntry {
    /// Its number.
    pub iana_id: u32,
    /// Its name in the register.
    pub name: &'static str,
    /// Whether it may sponsor names, or what else the number means.
    pub standing: RegistrarStanding,
    /// Its mailbox for abuse, where one was found.
    pub abuse_email: Option<&'static str>,
    /// Its form for abuse, where one was found.
    pub abuse_form: Option<&'static str>,
    /// The day on which the contacts were checked.
    pub as_of: Option<&'static str>,
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
    let wanted = iana_id.to_string();
    TABLE.lines().find(|line| line.split('\t').next() == Some(wanted.as_str())).and_then(entry)
}

/// Reads a line of the table.
fn entry(line: &'static str) -> Option<RegistrarEntry> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().filter(|field| !field.is_empty());
    let iana_id = next()?.parse().ok()?;
    let name = next()?;
    let standing = RegistrarStanding::of(iana_id, next()?);
    Some(RegistrarEntry {
        iana_id,
        name,
        standing,
        abuse_email: next(),
        abuse_form: next(),
        as_of: next(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{age, values};

    #[test]
    fn registrars_are_found_by_their_whole_number() {
        let cloudflare = registrar_by_iana(1910).unwrap();
        assert_eq!(cloudflare.name, "Cloudflare, Inc.");
        assert_eq!(cloudflare.standing, RegistrarStanding::Accredited);
        assert_eq!(cloudflare.abuse_form, Some("https://abuse.cloudflare.com/"));
        assert_eq!(cloudflare.abuse_email, None);
        assert_eq!(cloudflare.as_of, Some("2025-07-23"));
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
            assert_eq!((entry.abuse_email, entry.abuse_form), (None, None), "{number}");
        }
    }

    #[test]
    fn every_line_reads_and_the_numbers_rise() {
        let mut last = 0;
        for line in TABLE.lines() {
            let entry = entry(line).unwrap();
            assert!(entry.iana_id > last, "{line}");
            last = entry.iana_id;
            assert_eq!(line.split('\t').count(), 6, "{line}");
            assert!(entry.abuse_email.is_none_or(values::is_mailbox), "{line}");
            assert!(entry.abuse_form.is_none_or(values::is_page), "{line}");
            let has_contact = entry.abuse_email.or(entry.abuse_form).is_some();
            assert_eq!(has_contact, entry.as_of.is_some(), "{line}");
            assert!(entry.as_of.is_none_or(age::is_day), "{line}");
        }
    }
}
