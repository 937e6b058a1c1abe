//! Whether a file is one that this program wrote about a case: told by what is in it, since it may have
//! any name. What is only named like one of ours is not.

use crate::export::bundle::MANIFEST;
use crate::log;
use crate::wire::case::Case;

/// What is looked at of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample {
    /// Its name, without its folder.
    pub(super) name: String,
    /// Its first bytes.
    pub(super) head: Vec<u8>,
    /// Its last bytes.
    pub(super) tail: Vec<u8>,
    /// Whether the file that its name goes on from is a case or a bundle.
    pub(super) beside: bool,
}

/// A kind of file that holds what a case holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ours {
    /// A case.
    Case,
    /// A log, whether or not its case is still there.
    Log,
    /// The torn line of a log.
    Torn,
    /// A time stamp, or the query for one.
    Stamp,
    /// A bundle.
    Bundle,
    /// An export as WARC.
    Warc,
    /// An export as STIX.
    Stix,
    /// An export as MISP.
    Misp,
}

impl Ours {
    /// What a file is, where it is one of ours.
    pub(super) fn of(sample: &Sample) -> Option<Self> {
        let Sample { name, head, tail, .. } = sample;
        let text = String::from_utf8_lossy(head);
        let first = text.lines().next().unwrap_or_default();
        if Case::read(&format!("{first}\n")).is_ok() {
            return Some(Self::Case);
        }
        if log::read(&format!("{first}\n")).is_ok_and(|log| !log.events.is_empty()) {
            return Some(Self::Log);
        }
        if name.ends_with(".log.torn") && log::begins(first) {
            return Some(Self::Torn);
        }
        if is_stamp(sample) {
            return Some(Self::Stamp);
        }
        if head.starts_with(b"PK") && holds(tail, MANIFEST.as_bytes()) && holds(tail, b"case.case")
        {
            return Some(Self::Bundle);
        }
        let is_warc = text.starts_with("WARC/") && text.contains("\r\nisPartOf: case of ");
        if is_warc && text.contains("\r\nsoftware: trace ") {
            return Some(Self::Warc);
        }
        exported(&text, &String::from_utf8_lossy(tail))
    }

    /// The kind in a word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Log => "log",
            Self::Torn => "torn line of a log",
            Self::Stamp => "stamp",
            Self::Bundle => "bundle",
            Self::Warc => "WARC",
            Self::Stix => "STIX",
            Self::Misp => "MISP",
        }
    }
}

/// Whether bytes stand somewhere within others.
fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The name of what a stamp, or the query for one, is about.
pub(super) fn stamped(name: &str) -> Option<&str> {
    name.strip_suffix(".tsq").or_else(|| name.strip_suffix(".tsr"))
}

/// Whether a file is a time stamp or a query for one. Anybody's could be: only what stands, or by its
/// name stood, beside a case or a bundle is ours.
fn is_stamp(sample: &Sample) -> bool {
    let stood = |stem: &str| {
        let ending = std::path::Path::new(stem).extension();
        ending.is_some_and(|ending| ending == "case" || ending == "zip")
    };
    // ASN.1: one sequence.
    sample.head.first() == Some(&0x30)
        && stamped(&sample.name).is_some_and(|stem| sample.beside || stood(stem))
}

/// Whether JSON is an export of ours, by the title that it has.
fn exported(head: &str, tail: &str) -> Option<Ours> {
    const TITLE: &str = "\"Who is responsible for ";
    let begins: String = head.chars().filter(|at| !at.is_whitespace()).take(40).collect();
    if begins.starts_with("{\"Event\":{") || begins.starts_with("{\"response\":[{\"Event\":{") {
        return head.contains(&format!("\"info\": {TITLE}")).then_some(Ours::Misp);
    }
    let is_titled = [head, tail].iter().any(|text| text.contains(&format!("\"name\": {TITLE}")));
    (begins.starts_with("{\"type\":\"bundle\"") && is_titled).then_some(Ours::Stix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(name: &str, text: &str) -> Option<Ours> {
        let bytes = text.as_bytes().to_vec();
        Ours::of(&Sample { name: name.to_owned(), head: bytes.clone(), tail: bytes, beside: false })
    }

    #[test]
    fn a_file_is_known_by_what_is_in_it_and_not_by_its_name() {
        let header = r#"{"format":"trace-case","version":"1.0","tool":"t","target":"x","started":"2026-11-22T10:00:00Z","mode":"passive","resolver":"system"}"#;
        assert_eq!(what("evidence", header), Some(Ours::Case));
        let event =
            r#"{"schema":"trace-log/1","number":1,"at":"2026-11-22T10:00:00Z","event":"told"}"#;
        assert_eq!(what("evidence.log", event), Some(Ours::Log));
        assert_eq!(what("x.log.torn", &event[..20]), Some(Ours::Torn));
        assert_eq!(what("x.case.tsr", "0\u{1}"), Some(Ours::Stamp));
        for (name, text) in [
            ("a.case", "my own notes"),
            ("a.case.log", "GET / 200"),
            ("a.log.torn", "a page"),
            ("a.case.tsq", "text"),
            ("photo.tsr", "0\u{1}"),
            ("a.zip", "PK of somebody's"),
            ("a.warc", "WARC/1.1\r\nsoftware: wget"),
            ("a.json", "{\"type\": \"bundle\", \"objects\": []}"),
            ("empty", ""),
        ] {
            assert_eq!(what(name, text), None, "{name}");
        }
    }
}
