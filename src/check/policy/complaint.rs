//! What is wrong with a policy file: where, what, and what was probably meant.

use std::fmt;

use crate::model::text::acts;

/// A mistake in a policy file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// All mistakes in a policy file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaints {
    /// The file, as it was named.
    pub file: String,
    /// The mistakes, in the order of the file; at least one.
    pub list: Vec<Complaint>,
    /// The text of the file, where its lines are to be shown.
    pub text: Option<String>,
}

impl Complaints {
    /// The same with the lines that are meant, and a mark below the place.
    #[must_use]
    pub fn with_text(self, text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..self }
    }

    /// The line of a complaint with a mark below its place.
    fn shown(&self, complaint: &Complaint) -> Option<String> {
        let line = self.text.as_ref()?.lines().nth(complaint.line - 1)?;
        let line: String =
            line.chars().map(|c| if acts(c) || c.is_control() { ' ' } else { c }).collect();
        let number = complaint.line.to_string();
        let gap = " ".repeat(number.len());
        let before = " ".repeat(complaint.column - 1);
        Some(format!("\n{number} | {line}\n{gap} | {before}^"))
    }
}

impl fmt::Display for Complaints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, complaint) in self.list.iter().enumerate() {
            let Complaint { line, column, message } = complaint;
            let lead = if at == 0 { "" } else { "\n       " };
            let shown = self.shown(complaint).unwrap_or_default();
            write!(f, "{lead}{}:{line}:{column}: {message}{shown}", self.file)?;
        }
        Ok(())
    }
}

impl std::error::Error for Complaints {}

/// The line and column of a byte of a text, both from 1.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// "; did you mean …?" where one of the words is close to what was written.
pub fn meant(written: &str, words: &[&str]) -> String {
    let plain = written.trim().to_lowercase().replace(['-', ' '], "_");
    let far = (plain.chars().count() / 3).max(2);
    let distance = |word: &str| {
        if word.len() > 2 && (plain.starts_with(word) || word.starts_with(&plain)) {
            return usize::from(plain != word);
        }
        strsim::damerau_levenshtein(&plain, &word.to_lowercase())
    };
    let close =
        words.iter().map(|word| (distance(word), word)).filter(|(far_off, _)| *far_off <= far);
    match close.min_by_key(|(far_off, _)| *far_off) {
        Some((_, word)) if !plain.is_empty() => format!("; did you mean `{word}`?"),
        _ => String::new(),
    }
}
