//! How the table of signs is written: one line a sign's value, sorted, so that a question is a
//! binary search in text and nothing is read up front.
//!
//! A line is `key`, provider, sign and text, with tabs between them. The key is a kind and what
//! is looked for; the text is the sign's value where the key does not hold all of it. `build.rs`
//! writes the table of the embedded files with the same functions.

use super::company::CompanyName;

/// The kind of the lines that hold companies' names.
pub(super) const COMPANY: &str = "company";

/// The key under which a value of a kind is found, and the text beside it.
pub(super) fn key(kind: &str, value: &str) -> (String, String) {
    let (found_by, text) = match kind {
        COMPANY | "issuer" => {
            let letters = CompanyName::of(value).and_then(|company| company.keys().next());
            (letters.unwrap_or_default(), value)
        }
        "header" => {
            let name = value.split('=').next().unwrap_or_default();
            (name.to_ascii_lowercase(), value)
        }
        _ => (value.to_owned(), ""),
    };
    (format!("{kind} {found_by}"), text.to_owned())
}

/// Where each line of a text begins, four bytes each.
pub(super) fn places(text: &str) -> Vec<u8> {
    let mut at = 0;
    let begins = text.split_inclusive('\n').flat_map(|line| {
        let place = u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes();
        at += line.len();
        place
    });
    begins.collect()
}

/// One line of the table.
pub(super) fn line(kind: &str, value: &str, provider: usize, sign: usize) -> String {
    let (key, text) = key(kind, value);
    format!("{key}\t{provider}\t{sign}\t{text}\n")
}
