//! Tells values from the words that stand where a value was withheld.

use super::json::Node;
use super::parts::Remark;

/// Texts that stand in the place of a withheld value.
const PLACEHOLDERS: &[&str] = &[
    "data protected",
    "domain privacy",
    "gdpr masked",
    "gdpr redacted",
    "hidden",
    "hidden upon user request",
    "masked",
    "non-public data",
    "not available",
    "not available from registry",
    "not disclosed",
    "not published",
    "not shown",
    "personal data",
    "privacy protected",
    "private person",
    "private registration",
    "protected",
    "removed",
    "restricted",
    "statutory masking enabled",
    "withheld",
    "withheld for privacy",
    "withheld for privacy purposes",
];

/// Beginnings of longer such texts.
const BEGINNINGS: &[&str] = &[
    "redacted",
    "data protected,",
    "data redacted",
    "not disclosed",
    "gdpr masked",
    "statutory masking",
    "personal data,",
    "please query the rdds",
    "on behalf of ",
    "registration private",
    "hidden for privacy",
    "this information is redacted",
    "information not disclosed",
];

/// Texts that mean "nothing" without anybody withholding anything.
const BLANKS: &[&str] =
    &["-", "--", ".", "n/a", "na", "none", "null", "not applicable", "undefined", "unknown"];

/// Whether a text stands where a value was withheld.
pub(super) fn is_placeholder(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let plain = lower.trim_matches(|letter: char| !letter.is_alphanumeric());
    PLACEHOLDERS.contains(&plain)
        || BEGINNINGS.iter().any(|beginning| plain.starts_with(beginning.trim_end()))
        || lower.contains("redacted for")
}

/// Whether a text says that there is no value.
pub(super) fn is_blank(text: &str) -> bool {
    BLANKS.contains(&text.trim().to_ascii_lowercase().as_str())
}

/// What the object says it withholds of the holder (RFC 9537), in its own words. Names of other
/// roles' fields stay out: they say nothing about the holder.
pub(super) fn withheld(root: &Node<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for entry in root.list("redacted") {
        let name = entry.get("name").and_then(|name| match name.value() {
            serde_json::Value::Object(_) => name.text("type").or_else(|| name.text("description")),
            _ => name.as_text(),
        });
        match name {
            Some(name) if concerns_holder(&name) => push_once(&mut names, name),
            Some(_) => {}
            None => entry.note("does not name what was withheld"),
        }
    }
    names
}

/// Whether a field's name may be the holder's.
fn concerns_holder(name: &str) -> bool {
    let lower = name.to_lowercase();
    let others = ["tech", "admin", "billing", "registrar ", "reseller", "registry domain"];
    lower.contains("registrant")
        || lower.contains("holder")
        || !others.iter().any(|other| lower.contains(other))
}

/// What remarks say was left out: their title, or their type where they have none.
pub(super) fn from_remarks(remarks: &[Remark], names: &mut Vec<String>) {
    for remark in remarks {
        let kind = remark.kind.as_deref().unwrap_or_default().to_lowercase();
        let title = remark.title.as_deref().unwrap_or_default();
        let left_out = kind.contains("authorization")
            && (kind.contains("redacted") || kind.contains("truncated"));
        if (left_out || title.to_lowercase().contains("redacted"))
            && let Some(said) = remark.title.as_ref().or(remark.kind.as_ref())
        {
            push_once(names, said.clone());
        }
    }
}

/// What remarks say was left out for another reason than policy (RFC 9083 §10.2.1): the server was
/// too busy, or does not say why. What is missing then proves nothing.
pub(super) fn truncated(remarks: &[Remark]) -> Option<String> {
    let kinds = remarks.iter().filter_map(|remark| remark.kind.as_deref());
    let mut kinds = kinds.map(str::to_lowercase);
    kinds.find(|kind| kind.contains("truncated") && !kind.contains("authorization"))
}

/// Adds a text unless it is there already.
pub(super) fn push_once(texts: &mut Vec<String>, text: String) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_blank, is_placeholder};

    #[test]
    fn words_in_the_place_of_a_value_are_told_from_values() {
        for text in [
            "REDACTED FOR PRIVACY",
            "Data Protected",
            "Data Protected, not disclosed",
            "Not Disclosed",
            "Statutory Masking Enabled",
            "GDPR Masked",
            "Withheld for Privacy Purposes",
            "[REDACTED]",
            "Please query the RDDS service of the Registrar of Record",
            "On behalf of example.com owner",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Example Ltd", "Privacy service provided by Withheld for Privacy ehf", ""] {
            assert!(!is_placeholder(text), "{text}");
        }
        assert!(is_blank("N/A"));
        assert!(!is_blank("Na Ltd"));
    }
}
