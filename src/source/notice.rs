//! Tells what an answer without a record says: free, kept back, refused, too many, broken.
//!
//! One place for the texts of WHOIS and the errors of RDAP. Only [`Notice::Free`] means that nobody
//! holds the name, and the server must have said so of this name: in a sentence about the domain,
//! the object or the entry, without a word of the server, the client or a failure. What only
//! repeats the question says nothing.

use std::sync::LazyLock;

use crate::model::phrases::{PhraseTable, Words};
use crate::model::status::Standing;

use self::sentences::AskedName;

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
static TABLE: LazyLock<PhraseTable> =
    LazyLock::new(|| PhraseTable::parse(include_str!("data/notices.tsv")));

/// An answer of so few bytes says one thing, so that trouble anywhere in it counts.
pub const SHORT: usize = 700;

/// Reads what an answer says about the name that was asked for. Long paragraphs are small print,
/// and count only where nothing else says anything.
pub fn read(text: &str, asked: &str) -> Option<Notice> {
    let subject = AskedName::of(asked);
    let (said, print) = sentences::of(text, &subject);
    of_sentences(&said, text.len() <= SHORT).or_else(|| of_sentences(&print, false))
}

/// The first sentence that says something decides, except that trouble gives way to anything more
/// definite in a long text, while a short one that names both says nothing of the name.
fn of_sentences(sentences: &[Words], short: bool) -> Option<Notice> {
    // "Not available for registration", because the server does not serve the top-level domain.
    if sentences.iter().any(|sentence| TABLE.has("wrong-server", sentence)) {
        return Some(Notice::Refused);
    }
    // Registro.br answers on after this notice, only shorter.
    let reduced = sentences.iter().any(|sentence| TABLE.has("reduced", sentence));
    let mut found = None;
    let mut trouble = None;
    let mut refused = false;
    for sentence in sentences {
        let Some(said) = of_sentence(sentence) else { continue };
        let limit = matches!(said.notice, Notice::Throttled | Notice::Refused);
        match said.notice {
            Notice::Throttled if reduced => trouble = trouble.or(Some(Notice::Throttled)),
            // A refusal may name its reason in the next clause: too many questions.
            Notice::Refused if short => refused = true,
            notice if limit && (said.definite || short) => return Some(notice),
            Notice::Reserved | Notice::Blocked
                if found == Some(Notice::Free) && TABLE.has("open", sentence) => {}
            Notice::Reserved | Notice::Blocked => {
                found = found.filter(|found| *found != Notice::Free).or(Some(said.notice));
            }
            Notice::Free => found = found.or(Some(Notice::Free)),
            notice => trouble = trouble.or(Some(notice)),
        }
        if found.is_some() && !short {
            return found;
        }
    }
    match found {
        _ if refused => Some(Notice::Refused),
        Some(Notice::Free) if trouble.is_some() && !reduced => trouble,
        found => found.or(trouble),
    }
}

/// What one sentence says.
struct SentenceMeaning {
    /// What it says.
    notice: Notice,
    /// Whether it says so in so many words, and not only by words that small print holds as well.
    definite: bool,
}

/// What one sentence says: the first row that fits and whose guards hold.
fn of_sentence(sentence: &Words) -> Option<SentenceMeaning> {
    let has = |set: &str| TABLE.has(set, sentence);
    for meaning in TABLE.all(sentence) {
        // "Not authorised, or too many questions": who waits for the second learns the first.
        let either = has("client") && has("either");
        let notice = match meaning {
            "nothing" => return None,
            "throttled" if either => Notice::Refused,
            "limited" if either && !has("hedge") => Notice::Refused,
            "throttled" => Notice::Throttled,
            "limited" if !has("hedge") => Notice::Throttled,
            "refused" => Notice::Refused,
            "unwelcome" if !has("hedge") => Notice::Refused,
            "unheard" if !has("hedge") && !has("thing") => Notice::Refused,
            "reserved" if !has("print") => Notice::Reserved,
            "blocked" if !has("print") => Notice::Blocked,
            "free" => freedom(sentence)?,
            "broken" => Notice::Broken,
            _ => continue,
        };
        let definite = !matches!(meaning, "limited" | "unwelcome" | "unheard");
        return Some(SentenceMeaning { notice, definite });
    }
    None
}

/// What a sentence says that has words for "nobody holds it".
fn freedom(sentence: &Words) -> Option<Notice> {
    let has = |set: &str| TABLE.has(set, sentence);
    let denied = has("isnt") && !has("absent") && !has("none");
    let other = has("other") && !has("authority");
    let strange = other || has("failing") || has("your");
    match (denied, strange) {
        (true, _) => None,
        (false, true) => Some(Notice::Elsewhere),
        (false, false) => Some(Notice::Free),
    }
}

/// What a sentence beside a record says of the name itself: "This domain name has been cancelled".
pub fn fate(text: &str, asked: &str) -> Option<Standing> {
    let (said, _) = sentences::of(text, &AskedName::of(asked));
    let told = said.iter().filter(|sentence| TABLE.has("told", sentence));
    told.filter_map(Standing::of_words).find(|standing| {
        standing.is_ending()
            || matches!(standing, Standing::Held | Standing::Reserved | Standing::BeingRegistered)
    })
}

/// What an error of RDAP says of the name beyond the protocol's own "there is none": its title and
/// description say anything, the notices below them (mostly small print) only that this name is
/// kept back.
pub fn of_error(said: &str, notices: &str, asked: &str) -> Option<Notice> {
    let subject = AskedName::of(asked);
    let telling = |notice: &Notice| {
        matches!(notice, Notice::Reserved | Notice::Blocked | Notice::Throttled | Notice::Refused)
    };
    let down = || {
        let (sentences, _) = sentences::of(said, &subject);
        let down = sentences.iter().any(|sentence| TABLE.has("down", sentence));
        down.then_some(Notice::Broken)
    };
    read(said, asked).filter(telling).or_else(down).or_else(|| kept_back(notices, asked))
}

/// What a text says of this very name, where that is that the registry keeps it back.
pub fn kept_back(text: &str, asked: &str) -> Option<Notice> {
    let (said, _) = sentences::of(text, &AskedName::of(asked));
    let of_it = said.iter().filter(|it| TABLE.has("this", it) && !TABLE.has("hedge", it));
    let meanings = of_it.filter_map(of_sentence).map(|meaning| meaning.notice);
    meanings.into_iter().find(|notice| matches!(notice, Notice::Reserved | Notice::Blocked))
}

#[cfg(test)]
mod tests;
