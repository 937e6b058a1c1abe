//! The temper of a server, as one reply shows it.

use std::time::Duration;

/// What a reply is to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Temper {
    /// The answer to what was asked, or the place where it is.
    Record,
    /// The server's word that there is no such object.
    Absent,
    /// The server asks for fewer questions; for how long, where it says so.
    Busy(Option<Duration>),
    /// The server knows and does not answer this.
    Refused,
    /// Nothing that answers the question: an error, an empty or damaged text, somebody else's
    /// object.
    Rubbish,
}

impl Temper {
    /// Whether it is an answer, so that asking again would bring nothing new.
    pub fn is_answer(self) -> bool {
        matches!(self, Self::Record | Self::Absent)
    }
}
