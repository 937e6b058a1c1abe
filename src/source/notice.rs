//! Tells what an answer without a record says: free, kept back, refused, too many, broken.
//!
//! One place for the texts of WHOIS and the errors of RDAP. Only [`Notice::Free`] means that nobody
//! holds the name, and the server must have said so of this name: in a sentence about the domain,
//! the object or the entry, without a word of the server, the client or a failure. What only
//! repeats the question says nothing.

use std::sync::LazyLock;

use crate::model::phrases::{Table, Words};

use self::sentences::Subject;

mod sentences;

/// What an answer without a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The name is not registered.
    Free,
    /// The registry keeps the name back.
    Reserved,
    /// The registry does not let the name be registered.
    Blocked,
    /// The server asks for fewer queries.
    Throttled,
    /// The server does not answer this client or this question.
    Refused,
    /// Something was not found, but hardly the name: the sentence speaks of the server or of
    /// whoever asks.
    Elsewhere,
    /// The server is in trouble or did not understand.
    Broken,
}

/// The sentences that decide.
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("data/notices.tsv")));

/// An answer of so few lines says one thing, so that trouble anywhere in it counts.
const SHORT: usize = 8;

/// Reads what an answer says about the name that was asked for. The first sentence that says
/// something decides, except that trouble gives way to anything more definite in a long text, while
/// a short one that names both says nothing of the name.
pub fn read(text: &str, asked: &str) -> Option<Notice> {
    let subject = Subject::of(asked);
    let short = text.lines().filter(|line| !line.trim().is_empty()).count() <= SHORT;
    let mut found = None;
    let mut trouble = None;
    for sentence in sentences::of(text, &subject) {
        let reduced = TABLE.has("reduced", &sentence);
        match (of_sentence(&sentence), found) {
            (Some(Notice::Throttled), None) if reduced => trouble = Some(Notice::Throttled),
            (Some(Notice::Throttled), _) => return Some(Notice::Throttled),
            (Some(Notice::Refused), _) => return Some(Notice::Refused),
            (Some(Notice::Reserved | Notice::Blocked), Some(Notice::Free))
                if TABLE.has("open", &sentence) => {}
            (Some(notice @ (Notice::Reserved | Notice::Blocked)), _) => {
                found = found.filter(|found| *found != Notice::Free).or(Some(notice));
            }
            (Some(Notice::Free), None) => found = Some(Notice::Free),
            (Some(notice @ (Notice::Elsewhere | Notice::Broken)), _) => {
                trouble = trouble.or(Some(notice));
            }
            _ => {}
        }
        if found.is_some() && !short {
            return found;
        }
    }
    match found {
        Some(Notice::Free) if trouble.is_some() => trouble,
        found => found.or(trouble),
    }
}

/// What one sentence says: the first row that fits and whose guards hold.
fn of_sentence(sentence: &Words) -> Option<Notice> {
    let has = |set: &str| TABLE.has(set, sentence);
    for meaning in TABLE.all(sentence) {
        match meaning {
            "nothing" => return None,
            "throttled" => return Some(Notice::Throttled),
            "limited" if !has("hedge") => return Some(Notice::Throttled),
            "refused" => return Some(Notice::Refused),
            "unwelcome" if !has("hedge") => return Some(Notice::Refused),
            "unheard" if !has("hedge") && !has("thing") => return Some(Notice::Refused),
            "reserved" if !has("print") => return Some(Notice::Reserved),
            "blocked" if !has("print") => return Some(Notice::Blocked),
            "free" => return freedom(sentence),
            "broken" => return Some(Notice::Broken),
            _ => {}
        }
    }
    None
}

/// What a sentence says that has words for "nobody holds it".
fn freedom(sentence: &Words) -> Option<Notice> {
    let has = |set: &str| TABLE.has(set, sentence);
    let denied = has("isnt") && !has("absent") && !has("none");
    let strange = has("other") || has("failing") || has("your");
    match (denied, strange) {
        (true, _) => None,
        (false, true) => Some(Notice::Elsewhere),
        (false, false) => Some(Notice::Free),
    }
}

/// The name, the object or the entry that an error of RDAP speaks of: only what its words add to
/// the protocol's own "there is none".
pub fn of_error(text: &str, asked: &str) -> Option<Notice> {
    read(text, asked).filter(|notice| {
        matches!(notice, Notice::Reserved | Notice::Blocked | Notice::Throttled | Notice::Refused)
    })
}

#[cfg(test)]
mod tests;
