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
    /// The day on which this was last known to be true. The copy of the root zone database that
    /// the country codes come from bears no day; 2024-12-31 stands in, so that it counts as
    /// stale. How names are sold there, and the web site, were entered from memory.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{age, values};

    #[test]
    fn the_longest_suffix_decides() {
        let suffix = |name: &str| tld(name).map(|entry| entry.suffix);
        assert_eq!(suffix("shop.example.uk.com"), Some("uk.com"));
        assert_eq!(suffix("www.example.co.uk"), Some("uk"));
        assert_eq!(suffix("example.com"), Some("com"));
        assert_eq!(suffix("COM."), Some("com"));
        assert_eq!(suffix("notuk.com"), Some("com"));
        assert_eq!(suffix("example"), None);
        assert_eq!(suffix(""), None);
    }

    #[test]
    fn how_names_are_sold_is_said_only_where_it_is_known() {
        let model = |name: &str| tld(name).and_then(|entry| entry.model);
        assert_eq!(model("uk"), Some(RegistrationModel::Registrars));
        assert_eq!(model("br"), Some(RegistrationModel::Direct));
        assert_eq!(model("at"), Some(RegistrationModel::Both));
        assert_eq!(model("de"), Some(RegistrationModel::Unpublished));
        assert_eq!(model("jp"), Some(RegistrationModel::Unpublished));
        assert_eq!(model("er"), None);
    }

    #[test]
    fn a_registry_is_named_as_in_the_root_zone_database() {
        let entry = tld("de").unwrap();
        assert_eq!((entry.operator, entry.country), ("DENIC eG", Some("DE")));
        assert_eq!(tld("co.uk").map(|entry| entry.operator), Some("Nominet UK"));
        assert_eq!(
            tld("com").and_then(|entry| entry.abuse_form),
            Some("https://verisign.my.site.com/DNSAbuse/")
        );
        assert_eq!(
            tld("xn--p1ai").is_some(),
            TABLE.lines().any(|line| line.starts_with("xn--p1ai\t"))
        );
    }

    #[test]
    fn every_line_reads_and_every_suffix_stands_once() {
        let mut last = "";
        for line in TABLE.lines() {
            let entry = entry(line).unwrap();
            assert!(entry.suffix > last, "{line}");
            last = entry.suffix;
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 9, "{line}");
            assert_eq!(fields.get(3).is_some_and(|model| !model.is_empty()), entry.model.is_some());
            assert_eq!(names::host(entry.suffix).as_deref(), Some(entry.suffix), "{line}");
            assert!(values::is_page(entry.source) && age::is_day(entry.as_of), "{line}");
            assert!(entry.website.is_none_or(values::is_page), "{line}");
            assert!(entry.abuse_email.is_none_or(values::is_mailbox), "{line}");
            assert!(entry.abuse_form.is_none_or(values::is_page), "{line}");
            assert!(entry.country.is_none_or(|code| code.len() == 2), "{line}");
        }
    }
}
