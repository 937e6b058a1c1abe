//! Who runs a top-level domain or a registry below one, and whether it sells through registrars.
//!
//! The table is sorted text that is scanned when asked; nothing is read up front.

use super::names;

/// The embedded table.
const TABLE: &str = include_str!("tlds.tsv");

/// What is known about a suffix under which names are registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TldEntry {
    /// The suffix, in A-labels.
    pub suffix: &'static str,
    /// The legal name of whoever runs it.
    pub operator: &'static str,
    /// ISO 3166-1 code of the operator's country, where known.
    pub country: Option<&'static str>,
    /// How names are sold; `None` where that is not known.
    pub model: Option<RegistrationModel>,
    /// The registry's web site.
    pub website: Option<&'static str>,
    /// The registry's mailbox for abuse.
    pub abuse_email: Option<&'static str>,
    /// The registry's form for abuse.
    pub abuse_form: Option<&'static str>,
    /// The day on which this was last known to be true.
    pub as_of: &'static str,
    /// The page that says so.
    pub source: &'static str,
}

/// How a registry sells names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationModel {
    /// Through registrars, whom its records name.
    Registrars,
    /// Itself; there are no registrars.
    Direct,
    /// Through registrars and itself.
    Both,
    /// Through registrars, whom its records do not name.
    Unpublished,
}

impl RegistrationModel {
    /// Reads the word of the table.
    fn of(word: &str) -> Option<Self> {
        match word {
            "registrars" => Some(Self::Registrars),
            "direct" => Some(Self::Direct),
            "both" => Some(Self::Both),
            "unpublished" => Some(Self::Unpublished),
            _ => None,
        }
    }
}

/// The longest suffix of a name, or the suffix itself, that the table knows.
pub fn tld(name: &str) -> Option<TldEntry> {
    let name = names::host(name)?;
    names::suffixes(&name).find_map(|suffix| line_of(suffix).and_then(entry))
}

/// The line of a suffix.
fn line_of(suffix: &str) -> Option<&'static str> {
    TABLE.lines().find(|line| line.strip_prefix(suffix).is_some_and(|rest| rest.starts_with('\t')))
}

/// Reads a line of the table.
fn entry(line: &'static str) -> Option<TldEntry> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().filter(|field| !field.is_empty());
    Some(TldEntry {
        suffix: next()?,
        operator: next()?,
        country: next(),
        model: next().and_then(RegistrationModel::of),
        website: next(),
        abuse_email: next(),
        abuse_form: next(),
        as_of: next()?,
        source: next()?,
    })
}
