//! The catalogue of texts: whole sentences and phrases by key, with named placeholders, so that
//! another language is another file. Nothing is put together from pieces in code, and no code of
//! the JSON output depends on a text.
//!
//! `en.txt` holds one text a line: `key: text with {placeholder}`. Texts of drafts are in several
//! [`Language`]s, a file each.

mod language;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use language::Language;

/// The English texts.
const ENGLISH: &str = include_str!("en.txt");

/// The texts by key.
static TEXTS: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| lines(ENGLISH).collect());

/// The keys and texts of a file; blank lines and comments are skipped.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

/// A text without placeholders; empty where there is none, which the tests find.
pub fn text(key: &str) -> &'static str {
    find(key).unwrap_or_default()
}

/// A text, where the catalogue has one.
pub fn find(key: &str) -> Option<&'static str> {
    TEXTS.get(key).copied()
}

/// A text with its placeholders filled, in one pass: what is filled in is not read again.
pub fn fill(key: &str, values: &[(&str, &str)]) -> String {
    fill_in(text(key), values)
}

/// The same for a text that is at hand.
fn fill_in(text: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// All keys.
pub fn keys() -> impl Iterator<Item = &'static str> {
    TEXTS.keys().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_once_and_every_line_reads() {
        let read: Vec<&str> = lines(ENGLISH).map(|(key, _)| key).collect();
        let mut sorted = read.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), read.len(), "a key stands twice");
        for line in ENGLISH.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(line.split_once(": ").is_some_and(|(key, _)| !key.contains(' ')), "{line}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let filled = fill("page.can", &[("words", "{why}"), ("why", "so")]);
        assert_eq!(filled, "can {why}: so");
    }
}
