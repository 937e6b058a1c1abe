//! Forgiving getters over JSON: one thing where a list belongs is a list of one, null is nothing,
//! and whatever had to be forgiven is noted with its path.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Value};

use crate::model::text::{MARK, acts};

/// Bytes that are kept of one string.
const STRING_LIMIT: usize = 2048;
/// Items that are read of one list.
const LIST_LIMIT: usize = 1000;
/// Oddities that are kept; a hostile answer could hold one in every byte.
const ODDITY_LIMIT: usize = 50;
/// Entities that are read of one answer.
const ENTITY_LIMIT: usize = 500;

/// What was odd about one answer, and how much of it may still be read.
#[derive(Debug)]
pub(super) struct Notes {
    oddities: RefCell<Vec<String>>,
    entities_left: Cell<usize>,
}

impl Notes {
    /// Nothing odd yet.
    pub(super) fn new() -> Self {
        Self { oddities: RefCell::default(), entities_left: Cell::new(ENTITY_LIMIT) }
    }

    /// Keeps a note, unless there are too many or it is there already.
    pub(super) fn add(&self, note: String) {
        let mut oddities = self.oddities.borrow_mut();
        if oddities.len() < ODDITY_LIMIT && !oddities.contains(&note) {
            oddities.push(note);
        }
    }

    /// Whether one more entity may be read.
    pub(super) fn take_entity(&self) -> bool {
        let left = self.entities_left.get();
        self.entities_left.set(left.saturating_sub(1));
        left > 0
    }

    /// The notes in the order in which they were made.
    pub(super) fn into_oddities(self) -> Vec<String> {
        self.oddities.into_inner()
    }
}

/// A JSON value, where it stands, and where its oddities go.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    value: &'a Value,
    path: String,
    notes: &'a Notes,
}

impl<'a> Node<'a> {
    /// The whole document.
    pub(super) fn root(value: &'a Value, notes: &'a Notes) -> Self {
        Self { value, path: "$".to_owned(), notes }
    }

    /// Where the notes of this document go.
    pub(super) fn notes(&self) -> &'a Notes {
        self.notes
    }

    /// The value itself.
    pub(super) fn value(&self) -> &'a Value {
        self.value
    }

    /// The members, if it is an object.
    pub(super) fn members(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    /// Notes something odd about this value.
    pub(super) fn note(&self, what: &str) {
        self.notes.add(format!("{} {what}", self.path));
    }

    /// A member that is there and not null.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { value, path: self.below(&[".", key]), notes: self.notes })
    }

    /// A path below this one. There is one for every value that is read, so that it is joined in one go.
    fn below(&self, parts: &[&str]) -> String {
        let length = self.path.len() + parts.iter().map(|part| part.len()).sum::<usize>();
        let mut path = String::with_capacity(length);
        path.push_str(&self.path);
        for part in parts {
            path.push_str(part);
        }
        path
    }

    /// The items of a list, or the value itself where it is no list.
    pub(super) fn items(&self) -> Vec<Self> {
        let Value::Array(items) = self.value else {
            self.note("stands alone where a list belongs");
            return vec![self.clone()];
        };
        if items.len() > LIST_LIMIT {
            self.note("is too long and was read in part");
        }
        let item = |(index, value): (usize, _)| Self {
            value,
            path: self.below(&["[", &index.to_string(), "]"]),
            notes: self.notes,
        };
        let present = |(_, value): &(usize, &Value)| !value.is_null();
        items.iter().enumerate().take(LIST_LIMIT).filter(present).map(item).collect()
    }

    /// The items of a member; none if it is missing.
    pub(super) fn list(&self, key: &str) -> Vec<Self> {
        self.get(key).map_or_else(Vec::new, |member| member.items())
    }

    /// The texts of a member that is a list.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        self.list(key).iter().filter_map(Self::as_text).collect()
    }

    /// A member as text, trimmed; an empty string is nothing.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.as_text()
    }

    /// The value as text, trimmed, without control characters and not longer than is sane.
    pub(super) fn as_text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => self.tidy(text),
            Value::Number(number) => {
                self.note("is a number where text belongs");
                Some(number.to_string())
            }
            Value::Array(items) => {
                let [Value::String(text)] = items.as_slice() else {
                    self.note("is a list where text belongs");
                    return None;
                };
                self.note("is a list of one where text belongs");
                self.tidy(text)
            }
            Value::Null => None,
            Value::Bool(_) | Value::Object(_) => {
                self.note("is no text");
                None
            }
        }
    }

    /// Trims a text, marks the characters in it that act, and cuts it where it is too long.
    pub(super) fn tidy(&self, text: &str) -> Option<String> {
        let trimmed = text.trim();
        let kept = cut(trimmed, STRING_LIMIT);
        if kept.len() < trimmed.len() {
            self.note("is too long and was cut");
        }
        let clean: String = kept.chars().map(marked).collect();
        let clean = clean.trim();
        (!clean.is_empty()).then(|| clean.to_owned())
    }

    /// A member that is a whole number, or text that holds nothing else.
    pub(super) fn number(&self, key: &str) -> Option<u32> {
        let member = self.get(key)?;
        let number = match member.value {
            Value::Number(number) => number.as_u64().and_then(|n| u32::try_from(n).ok()),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            member.note("is no whole number");
        } else if member.value.is_string() {
            member.note("is text where a number belongs");
        }
        number
    }

    /// A member that is true or false, in whatever form.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let member = self.get(key)?;
        let flag = match member.value {
            Value::Bool(flag) => return Some(*flag),
            Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            },
            Value::Number(number) => number.as_u64().filter(|n| *n < 2).map(|n| n == 1),
            _ => None,
        };
        member.note("is neither true nor false");
        flag
    }

    /// Whether any of the members holds something: not null, no empty list, object or text.
    pub(super) fn holds_any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.value.get(*key).is_some_and(holds))
    }
}

/// Whether a value holds anything at any depth.
fn holds(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(holds),
        Value::Object(members) => members.values().any(holds),
    }
}

/// The start of a text, at most so many bytes, cut between characters.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// A character as it is kept: line ends and tabs are blanks, what acts is marked.
fn marked(letter: char) -> char {
    match letter {
        '\n' | '\r' | '\t' => ' ',
        letter if acts(letter) => MARK,
        letter => letter,
    }
}
