//! What the program knows without asking anybody: `trace explain`.
//!
//! Each subject has a file that turns the tables into a [`Sheet`]; [`crate::render`] prints it.

mod suffix;
mod words;

use crate::directory::Directory;
pub use words::index;

/// What is known about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The subject.
    pub title: String,
    /// What is known, each line with its heading; a line without one continues the one before.
    pub rows: Vec<(&'static str, String)>,
}

/// All words that are explained, for somebody who has mistyped one.
pub fn all() -> Vec<String> {
    words::all()
}

/// Explains a subject; `None` where there is no such thing.
pub fn explain(what: &str, known: &Directory) -> Option<Sheet> {
    match what.strip_prefix('.') {
        Some(suffix) => suffix::sheet(suffix, known),
        None => words::sheet(what),
    }
}
