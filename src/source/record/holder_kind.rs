//! What a source calls a holder: a person, or a company or another body.

/// What a source calls a holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum HolderKind {
    /// A natural person.
    Person,
    /// A company, an authority or any other body.
    Organisation,
}

impl HolderKind {
    /// Reads what a source calls a holder; `None` for words that are not known.
    pub(in crate::source) fn of(text: &str) -> Option<Self> {
        const ORGANISATION: &[&str] = &[
            "legal",
            "org",
            "compan",
            "corporat",
            "business",
            "jurid",
            "government",
            "jurist",
            "firma",
            "entreprise",
            "association",
            "юридическ",
            "societ",
            "non-profit",
            "charity",
            "partnership",
            "school",
            "statutory",
        ];
        const PERSON: &[&str] = &[
            "natural",
            "individual",
            "person",
            "private",
            "sole trader",
            "physi",
            "físic",
            "fisic",
            "физическ",
        ];
        let lower = text.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if says(ORGANISATION) {
            Some(Self::Organisation)
        } else {
            says(PERSON).then_some(Self::Person)
        }
    }
}
