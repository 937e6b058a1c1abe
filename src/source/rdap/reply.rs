//! From an HTTP response to a JSON document, or to the reason why there is none (RFC 7480 §5).

use serde_json::Value;

use super::json::{Node, Notes, cut};
use super::mend::mend;
use crate::model::answer::Misread;
use crate::model::exchange::HttpReply;
use crate::model::text::quoted;

/// The answer's JSON object with the notes about it.
#[derive(Debug)]
pub(super) struct JsonDocument {
    /// The object.
    pub(super) value: Value,
    /// What was odd about it so far.
    pub(super) notes: Notes,
}

impl JsonDocument {
    /// Reads the response; `None` means that the server says there is no such object.
    pub(super) fn open(reply: &HttpReply) -> Result<Option<Self>, Misread> {
        match reply.status {
            200 | 203 => Self::parse(reply),
            status => refusal(status, &title(&reply.body)),
        }
    }

    /// Reads the body of a response that claims success.
    fn parse(reply: &HttpReply) -> Result<Option<Self>, Misread> {
        let notes = Notes::new();
        let value = read_json(&reply.body, &notes)?;
        if !value.is_object() {
            return Err(malformed("JSON, but not an object"));
        }
        let code = {
            let unseen = Notes::new();
            Node::root(&value, &unseen).number("errorCode")
        };
        if let Some(code) = code.and_then(|code| u16::try_from(code).ok()).filter(|c| *c >= 300) {
            return refusal(code, &title(&reply.body));
        }
        note_content_type(reply, &notes);
        Ok(Some(Self { value, notes }))
    }

    /// The document's top.
    pub(super) fn root(&self) -> Node<'_> {
        Node::root(&self.value, &self.notes)
    }

    /// Makes sure that the object is of the class that was asked for and holds anything at all.
    pub(super) fn expect(&self, class: &str, members: &[&str]) -> Result<(), Misread> {
        let root = self.root();
        match root.text("objectClassName") {
            Some(found) if letters(&found) != letters(class) => {
                return Err(something_else(&format!("an object of class {}", cut(&found, 40))));
            }
            Some(_) => {}
            None => root.note("does not say what class of object it is"),
        }
        if root.holds_any(members) {
            return Ok(());
        }
        Err(malformed("an object that says nothing"))
    }
}

/// The letters of a class name: `ip network` is also written as one word.
fn letters(class: &str) -> String {
    class.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a status other than success says about the object.
fn refusal<T>(status: u16, title: &str) -> Result<Option<T>, Misread> {
    let said = if title.is_empty() {
        format!("HTTP {status}")
    } else {
        format!("HTTP {status}: it says {}", quoted(title))
    };
    match status {
        404 => Ok(None),
        429 => Err(Misread::RateLimited),
        400 => Err(Misread::Malformed(format!("the query was not understood, {said}"))),
        401..=499 => Err(Misread::Denied(said)),
        500..=599 => Err(Misread::ServerError(said)),
        300..=399 => Err(Misread::Malformed(format!("a redirect instead of an answer, {said}"))),
        204 => Err(malformed("an empty answer, HTTP 204")),
        _ => Err(Misread::Malformed(said)),
    }
}

/// The title of an RDAP error, if the body is one.
fn title(body: &[u8]) -> String {
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return String::new();
    };
    let unseen = Notes::new();
    let title = Node::root(&value, &unseen).text("title").unwrap_or_default();
    cut(&title, 80).to_owned()
}

/// The words of an RDAP error (RFC 9083 §6).
#[derive(Debug, Default)]
pub(super) struct ErrorWords {
    /// Title and description.
    pub(super) said: String,
    /// The notices, each in a paragraph of its own.
    pub(super) notices: String,
}

impl ErrorWords {
    /// Reads them; there are none where the body is no such error.
    pub(super) fn of(body: &[u8]) -> Self {
        let Ok(value) = serde_json::from_slice::<Value>(body) else { return Self::default() };
        let unseen = Notes::new();
        let root = Node::root(&value, &unseen);
        let lines = |node: &Node<'_>| {
            let title = node.text("title").into_iter();
            title.chain(node.texts("description")).collect::<Vec<_>>().join("\n")
        };
        let notices: Vec<_> = root.list("notices").iter().map(lines).collect();
        Self { said: lines(&root), notices: notices.join("\n\n") }
    }
}

/// Reads a body as JSON, whatever mark stands before it and whatever bytes are in its strings.
fn read_json(body: &[u8], notes: &Notes) -> Result<Value, Misread> {
    let text = String::from_utf8_lossy(body);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        notes.add("the answer is not clean UTF-8".to_owned());
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(malformed("an empty answer"));
    }
    if text.starts_with('<') {
        return Err(malformed("a web page instead of data"));
    }
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if let Ok(value) = serde_json::from_str(&mend(text)) {
        notes.add("the answer is JSON only after mending".to_owned());
        return Ok(value);
    }
    Err(malformed(if error.is_eof() { "JSON that breaks off" } else { "no JSON" }))
}

/// Notes a content type that RDAP does not use.
fn note_content_type(reply: &HttpReply, notes: &Notes) {
    let given = reply.header("content-type").unwrap_or_default();
    let kind = given.split(';').next().unwrap_or_default().trim();
    let known = ["application/rdap+json", "application/json"];
    if !known.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
        let shown = if kind.is_empty() { "no content type" } else { cut(kind, 60) };
        notes.add(format!("the answer came as {shown} instead of application/rdap+json"));
    }
}

/// An answer that is not what the protocol promises.
pub(super) fn malformed(what: &str) -> Misread {
    Misread::Malformed(what.to_owned())
}

/// An answer about another object than the one that was asked for.
pub(super) fn something_else(what: &str) -> Misread {
    Misread::Malformed(format!("it answers about something else: {what}"))
}
