//! Who runs a top-level domain or a registry below one, and whether it sells through registrars.
//!
//! The table is sorted text that is scanned when asked; nothing is read up front.

use super::{names, sorted};
use crate::model::zone::{ZoneKind, zone_kind};

/// The embedded table.
const TABLE: &str = include_str!("tlds.tsv");

/// What stands for the source of a statement that was entered from memory.
pub const RECALLED: &str = "recalled";

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
    /// The day on which the operator, the country and the contacts were last known to be true. The
    /// copy of the root zone database that most country codes come from bears no day; 2024-12-31
    /// stands in, so that it counts as stale.
    pub as_of: &'static str,
    /// The page that says so. Where a generic domain has changed hands since, the operator's name
    /// is that of the public suffix list, and contacts of the former operator are left out.
    pub source: &'static str,
    /// The page that tells how names are sold, or `recalled` where that was entered from memory; a
    /// collection of answers where one of them names a registrar. Given wherever `model` is.
    pub model_source: Option<&'static str>,
    /// The day on which that page said so, or on which it was entered from memory.
    pub model_as_of: Option<&'static str>,
    /// The page that names the web site, or `recalled`. Given wherever `website` is.
    pub website_source: Option<&'static str>,
    /// The day on which that page said so, or on which it was entered from memory.
    pub website_as_of: Option<&'static str>,
}

impl TldEntry {
    /// Whether the registry sells all names itself, so that none has a registrar.
    pub fn is_direct(&self) -> bool {
        self.model == Some(RegistrationModel::Direct)
    }

    /// Whether how names are sold was entered from memory and stands on no page.
    pub fn model_is_recalled(&self) -> bool {
        self.model_source == Some(RECALLED)
    }
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

/// Under whose rules names below a suffix are registered; the table says which of the Unicode ones
/// are countries.
pub fn zone_of(suffix: &str) -> ZoneKind {
    zone_kind(suffix, tld(suffix).and_then(|entry| entry.country))
}

/// The longest suffix of a name, or the suffix itself, that the table knows.
pub fn tld(name: &str) -> Option<TldEntry> {
    let name = names::host(name)?;
    names::suffixes(&name).find_map(|suffix| line_of(suffix).and_then(entry))
}

/// The line of a suffix.
fn line_of(suffix: &str) -> Option<&'static str> {
    sorted::lines(TABLE, |key| key.cmp(suffix)).next()
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
        model_source: next(),
        model_as_of: next(),
        website_source: next(),
        website_as_of: next(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::directory::{age, values};
    use crate::model::mailbox::Mailbox;

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
        let entry = tld("example.xn--p1ai").unwrap();
        assert_eq!((entry.operator, entry.country), ("Coordination Center for TLD RU", Some("RU")));
    }

    /// The labels of the first column of a table that are no suffix below another, without remarks.
    fn top_levels(table: &str) -> impl Iterator<Item = &str> {
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| line.split('\t').next()).filter(|suffix| !suffix.contains('.'))
    }

    #[test]
    fn every_top_level_domain_with_a_server_is_in_the_table() {
        let bootstrap: serde_json::Value =
            serde_json::from_str(include_str!("../source/data/dns.json")).unwrap();
        let services = bootstrap["services"].as_array().unwrap();
        let listed = services.iter().filter_map(|service| service[0].as_array()).flatten();
        let listed = listed.filter_map(serde_json::Value::as_str);
        let whois = top_levels(include_str!("../source/data/whois-servers.tsv"));
        let extra = top_levels(include_str!("../source/data/rdap-tld-extra"));
        let known: HashSet<&str> = top_levels(TABLE).collect();
        for suffix in listed.chain(whois).chain(extra) {
            assert!(known.contains(suffix), "{suffix} has a server but nobody who runs it");
        }
    }

    #[test]
    fn a_statement_from_memory_is_told_from_one_with_a_page() {
        assert!(tld("br").unwrap().model_is_recalled());
        assert!(!tld("uk").unwrap().model_is_recalled());
        assert!(!tld("er").unwrap().model_is_recalled(), "nothing is said, so nothing is recalled");
    }

    #[test]
    fn every_line_reads_and_every_suffix_stands_once() {
        let mut last = "";
        let is_basis = |text: &str| text == RECALLED || values::is_page(text);
        for line in TABLE.lines() {
            let entry = entry(line).unwrap();
            assert!(entry.suffix > last, "{line}");
            last = entry.suffix;
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 13, "{line}");
            assert_eq!(fields.get(3).is_some_and(|model| !model.is_empty()), entry.model.is_some());
            assert_eq!(names::host(entry.suffix).as_deref(), Some(entry.suffix), "{line}");
            assert!(values::is_page(entry.source) && age::is_day(entry.as_of), "{line}");
            assert!(entry.website.is_none_or(values::is_page), "{line}");
            assert!(!line.replace('\t', "").contains(char::is_control), "{line}");
            for (said, source, day) in [
                (entry.model.is_some(), entry.model_source, entry.model_as_of),
                (entry.website.is_some(), entry.website_source, entry.website_as_of),
            ] {
                assert_eq!((source.is_some(), day.is_some()), (said, said), "{line}");
                assert!(source.is_none_or(is_basis) && day.is_none_or(age::is_day), "{line}");
            }
            assert!(entry.abuse_email.is_none_or(Mailbox::is_plain), "{line}");
            assert!(entry.abuse_form.is_none_or(values::is_page), "{line}");
            assert!(entry.country.is_none_or(|code| code.len() == 2), "{line}");
        }
    }
}
