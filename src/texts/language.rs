//! The languages that drafts are written in: one file each, with the same keys.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::lines;

/// The texts of drafts in English.
const ENGLISH: &str = include_str!("report/en.txt");

/// The texts of drafts by language and key.
static TEXTS: LazyLock<BTreeMap<Language, BTreeMap<&'static str, &'static str>>> =
    LazyLock::new(|| {
        let files = Language::ALL.into_iter();
        files.map(|language| (language, lines(language.file()).collect())).collect()
    });

/// A language that drafts are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English, which every draft has.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::French, Self::Spanish];

    /// Its file.
    fn file(self) -> &'static str {
        match self {
            Self::English => ENGLISH,
            Self::German => include_str!("report/de.txt"),
            Self::French => include_str!("report/fr.txt"),
            Self::Spanish => include_str!("report/es.txt"),
        }
    }

    /// The code of the language.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
        }
    }

    /// The language beside English in which a desk of a country is written to, where the catalogue
    /// has it. Countries with several languages are left out unless one of them is most people's.
    pub fn of_country(country: &str) -> Option<Self> {
        match country {
            "AT" | "CH" | "DE" | "LI" => Some(Self::German),
            "FR" | "MC" => Some(Self::French),
            "AR" | "BO" | "CL" | "CO" | "CR" | "CU" | "DO" | "EC" | "ES" | "GT" | "HN" | "MX"
            | "NI" | "PA" | "PE" | "PY" | "SV" | "UY" | "VE" => Some(Self::Spanish),
            _ => None,
        }
    }

    /// A reason that the trace gives, after a colon: its sentences are in English only.
    pub fn because(self, reason: &str) -> String {
        if self == Self::English { format!(": {reason}") } else { String::new() }
    }

    /// A text, where the catalogue has one.
    pub fn find(self, key: &str) -> Option<&'static str> {
        TEXTS.get(&self)?.get(key).copied()
    }

    /// A text with its placeholders filled.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        super::fill_in(self.find(key).unwrap_or_default(), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The placeholders of a text.
    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|one| one.0)
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_placeholders() {
        let english = &TEXTS[&Language::English];
        for language in Language::ALL {
            let texts = &TEXTS[&language];
            let keys: Vec<_> = texts.keys().collect();
            assert_eq!(keys, english.keys().collect::<Vec<_>>(), "{}", language.code());
            for (key, text) in texts {
                assert!(!text.is_empty(), "{key} in {}", language.code());
                let wanted = placeholders(english[key]);
                assert_eq!(placeholders(text), wanted, "{key} in {}", language.code());
            }
        }
    }
}
