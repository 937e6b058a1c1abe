//! What the labels of WHOIS answers mean, in the languages in which registries write them.
//!
//! A label is looked up in its normal form (see [`normalise`]). Words that mean different things
//! in different parts of an answer ("name", "e-mail") are decided by the [`Section`] they stand in.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::value::StrDeserializer;

/// What a labelled value is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LabelField {
    /// The domain itself.
    Domain,
    /// The registrar's name.
    Registrar,
    /// A company that is the registrar only where no other label names one.
    RegistrarHint,
    /// The registrar's number at IANA.
    RegistrarNumber,
    /// The registry's handle for the registrar.
    RegistrarHandle,
    /// The registrar's web site.
    RegistrarUrl,
    /// The registrar's country.
    RegistrarCountry,
    /// An e-mail address of the registrar that is not said to be for abuse.
    RegistrarEmail,
    /// A telephone number of the registrar that is not said to be for abuse.
    RegistrarPhone,
    /// An e-mail address for abuse.
    AbuseEmail,
    /// A telephone number for abuse.
    AbusePhone,
    /// A contact for abuse whose kind only its value shows.
    AbuseContact,
    /// The reseller.
    Reseller,
    /// The registry's handle for the reseller.
    ResellerHandle,
    /// The holder's organisation.
    HolderOrganisation,
    /// The holder's name.
    HolderName,
    /// The holder's handle.
    HolderHandle,
    /// The holder's country.
    HolderCountry,
    /// What the source calls the holder.
    HolderKind,
    /// The number under which a register of companies has the holder.
    HolderNumber,
    /// The holder's e-mail address.
    HolderEmail,
    /// Where the holder is reached without being shown.
    Relay,
    /// The day of registration.
    Created,
    /// The day on which the registration ends.
    Expires,
    /// The day of the last change.
    Updated,
    /// A status word.
    Status,
    /// A question of its own about one state (`hold: YES`, `Transfer Status: LOCKED`).
    StatusQuestion,
    /// A name server.
    NameServer,
    /// The WHOIS server of the registrar.
    WhoisServer,
    /// Whether the delegation is signed.
    Signed,
    /// A question of its own whether the name is free (`Available: Yes`).
    Available,
}

impl LabelField {
    /// The part about a party in which the value belongs.
    pub(super) fn party(self) -> Option<Section> {
        match self {
            Self::RegistrarNumber
            | Self::RegistrarHandle
            | Self::RegistrarUrl
            | Self::RegistrarCountry
            | Self::RegistrarEmail
            | Self::RegistrarPhone => Some(Section::Registrar),
            Self::HolderHandle
            | Self::HolderCountry
            | Self::HolderKind
            | Self::HolderNumber
            | Self::HolderEmail => Some(Section::Holder),
            _ => None,
        }
    }
}

/// The part of an answer that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Section {
    /// Outside every named part.
    Top,
    /// The domain's own part.
    Domain,
    /// About the registrar.
    Registrar,
    /// About the reseller.
    Reseller,
    /// About the holder.
    Holder,
    /// About some other contact: administrative, technical, billing.
    Contact,
    /// The name servers.
    Servers,
    /// The abuse contact.
    Abuse,
    /// The status words.
    Status,
    /// Something that is not known.
    Other,
}

impl Section {
    /// Whether the part is about one person or company.
    pub(super) fn is_of_a_party(self) -> bool {
        matches!(self, Self::Registrar | Self::Reseller | Self::Holder | Self::Contact)
    }
}

/// The words of the table, ready to be asked.
#[derive(Debug, Default)]
struct LabelTable {
    /// What labels mean outside the parts that have words of their own.
    fields: HashMap<&'static str, LabelField>,
    /// The sections by their headings.
    headings: HashMap<&'static str, Section>,
    /// What words mean inside one section.
    local: HashMap<(Section, &'static str), LabelField>,
    /// Labels that mean something else in the part about a person or company.
    own: HashSet<&'static str>,
}

/// The table that is compiled in.
static TABLE: LazyLock<LabelTable> =
    LazyLock::new(|| LabelTable::parse(include_str!("../data/whois-labels.tsv")));

impl LabelTable {
    /// Reads the rows "meaning TAB words"; the file's head explains the meanings.
    fn parse(text: &'static str) -> Self {
        let mut table = Self::default();
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        for (meaning, words) in rows.filter_map(|line| line.split_once('\t')) {
            for word in words.split(" | ") {
                table.insert(meaning, word);
            }
        }
        table
    }

    /// Files one word under its meaning.
    fn insert(&mut self, meaning: &'static str, word: &'static str) {
        if meaning == "own" {
            self.own.insert(word);
        } else if let Some(section) = meaning.strip_prefix("section:").and_then(named) {
            self.headings.insert(word, section);
        } else if let Some((section, field)) = meaning.split_once('/') {
            if let (Some(section), Some(field)) = (named(section), named(field)) {
                self.local.insert((section, word), field);
            }
        } else if let Some(field) = named(meaning) {
            self.fields.insert(word, field);
        }
    }
}

/// The meaning that has this name in the table.
fn named<T: Deserialize<'static>>(name: &'static str) -> Option<T> {
    T::deserialize(StrDeserializer::<serde::de::value::Error>::new(name)).ok()
}

/// The section that a heading opens, if it is one.
pub(super) fn section_of(heading: &str) -> Option<Section> {
    TABLE.headings.get(heading).copied()
}

/// Whether a label means the same wherever it stands.
pub(super) fn is_unambiguous(label: &str) -> bool {
    TABLE.fields.contains_key(label) && !TABLE.own.contains(label)
}

/// What a label means in a section.
pub(super) fn field_of(label: &str, section: Section) -> Option<LabelField> {
    let in_section = |section| local(section, label);
    if let Some(field) = in_section(section) {
        return Some(field);
    }
    let personal = matches!(
        section,
        Section::Registrar
            | Section::Holder
            | Section::Contact
            | Section::Reseller
            | Section::Servers
    );
    let common = TABLE.fields.get(label).copied();
    if personal && TABLE.own.contains(label) {
        let server = section == Section::Servers && common == Some(LabelField::NameServer);
        return common.filter(|_| server);
    }
    common.or_else(|| (!personal).then(|| in_section(Section::Top)).flatten())
}

/// What a word means inside one section only.
fn local(section: Section, word: &str) -> Option<LabelField> {
    TABLE.local.get(&(section, word)).copied()
}

/// The labels with their values inside a value that begins with a label: Hong Kong writes `Registrar
/// Contact Information: Email: x@example.com      Hotline: +852 5550 0100`.
pub(super) fn inner(value: &str, section: Section) -> Vec<(String, &str)> {
    let known = |label: &str| field_of(&normalise(label), section).is_some();
    let mut starts = Vec::new();
    for (colon, _) in value.match_indices(": ") {
        let before = value.get(..colon).unwrap_or_default();
        let words = before.rsplit(' ').take(MOST_WORDS_WITHIN);
        let mut start = colon;
        for word in words {
            start = start.saturating_sub(word.len());
            if value.get(start..colon).is_some_and(known) {
                starts.push((start, colon));
                break;
            }
            start = start.saturating_sub(1);
        }
    }
    if starts.first().is_none_or(|(start, _)| *start > 0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([value.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|((start, colon), end)| {
            let label = normalise(value.get(*start..*colon)?);
            Some((label, value.get(colon + 2..end)?.trim()))
        })
        .collect()
}

/// The most words of a label within a value.
const MOST_WORDS_WITHIN: usize = 3;

/// A label whose words are joined, with a blank before each that begins with a capital:
/// `RegistrantName`, `Registry RegistrantID`.
pub(super) fn parted(label: &str) -> String {
    let mut words = String::with_capacity(label.len() + 4);
    let mut after_small = false;
    for letter in label.chars() {
        if after_small && letter.is_uppercase() {
            words.push(' ');
        }
        after_small = letter.is_lowercase();
        words.push(letter);
    }
    words
}

/// Brings a label to the form of the tables: lower case, words parted by one space, without
/// filler dots, list numbers or brackets at its end.
pub(super) fn normalise(label: &str) -> String {
    let mut normal = String::with_capacity(label.len());
    for word in label.split(|c: char| c.is_whitespace() || "_-.*:/#".contains(c) && c != '/') {
        if word.is_empty() {
            continue;
        }
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase));
    }
    without_number(without_list_number(&normal)).to_owned()
}

/// Drops the number of a form's field (`1c registrar`).
fn without_list_number(label: &str) -> &str {
    let Some((first, rest)) = label.split_once(' ') else { return label };
    let is_number = matches!(first.as_bytes(), [digit, letter] if digit.is_ascii_digit() && letter.is_ascii_lowercase());
    if is_number { rest } else { label }
}

/// Drops the number that tells repeated labels apart (`ns name 01`, `dns servers1`).
fn without_number(label: &str) -> &str {
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if bare.is_empty() { label } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_compared_without_their_dress() {
        assert_eq!(normalise("ns_name_01"), "ns name");
        assert_eq!(
            normalise("  Registrar Abuse Contact Email......."),
            "registrar abuse contact email"
        );
        assert_eq!(normalise("DNS servers1"), "dns servers");
        assert_eq!(normalise("paid-till"), "paid till");
    }

    #[test]
    fn a_word_means_what_its_section_says() {
        assert_eq!(field_of("name", Section::Registrar), Some(LabelField::Registrar));
        assert_eq!(field_of("name", Section::Contact), None);
        assert_eq!(field_of("name", Section::Servers), Some(LabelField::NameServer));
        assert_eq!(field_of("created", Section::Top), Some(LabelField::Created));
        assert_eq!(field_of("created", Section::Holder), None);
    }

    #[test]
    fn a_contacts_own_registrar_is_not_the_domains() {
        assert_eq!(field_of("registrar", Section::Contact), None);
        assert_eq!(field_of("registrar", Section::Domain), Some(LabelField::Registrar));
    }

    #[test]
    fn every_row_of_the_table_is_understood_and_every_label_stands_once() {
        let mut seen = HashSet::new();
        for line in include_str!("../data/whois-labels.tsv").lines() {
            let Some((meaning, words)) = line.split_once('\t').filter(|_| !line.starts_with('#'))
            else {
                continue;
            };
            let mut table = LabelTable::default();
            let limited = meaning.contains([':', '/']) || meaning == "own";
            let scope = if limited { meaning } else { "" };
            for word in words.split(" | ") {
                table.insert(meaning, word);
                assert!(seen.insert((scope, word)), "{word} stands twice");
                assert_eq!(normalise(word), word);
            }
            let filed =
                table.fields.len() + table.headings.len() + table.local.len() + table.own.len();
            assert_eq!(filed, words.split(" | ").count(), "{meaning}");
        }
    }
}
