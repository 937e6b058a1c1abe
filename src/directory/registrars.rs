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
