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
            "educational",
            "institution",
            "nonprofit",
            "foundation",
            "entity",
        ];
        const NATURAL: &[&str] = &["natural", "individual", "físic", "fisic", "физическ"];
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
        // What stands in brackets or behind a comma explains: `Natural person (no legal entity)`.
        let lower = text.split(['(', ',']).next().unwrap_or_default().trim().to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let denies = ["not ", "no "].iter().any(|start| lower.starts_with(start));
        let natural = says(NATURAL);
        if lower == "ngo" {
            Some(Self::Organisation)
        } else if says(ORGANISATION) && (natural || denies) {
            denies.then_some(Self::Person)
        } else if says(ORGANISATION) {
            Some(Self::Organisation)
        } else {
            says(PERSON).then_some(Self::Person)
        }
    }
}
