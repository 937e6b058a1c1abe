//! The formats of drafts.

use clap::ValueEnum;

/// A format of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ValueEnum)]
pub enum DraftFormat {
    /// To read and paste
    Text,
    /// A mail that a mail program opens, unsent
    Eml,
    /// The fields of the recipient's form
    Form,
    /// XARF 4.2, as JSON and as the mail around it
    Xarf,
    /// A feedback report (RFC 5965) about a message, with --message
    Arf,
}

impl DraftFormat {
    /// The format as output spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Eml => "eml",
            Self::Form => "form",
            Self::Xarf => "xarf",
            Self::Arf => "arf",
        }
    }
}
