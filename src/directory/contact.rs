//! How a company is reached: its contacts by role, each with whose word it is and how old.

use super::role::Role;
use crate::model::contact::ContactKind;

/// A contact of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderContact {
    /// What kind it is.
    pub kind: ContactKind,
    /// The address, number or URL.
    pub value: String,
    /// The roles that it is for; empty where its source names none, so that it is for any.
    pub roles: Vec<Role>,
    /// The only service that it is for, if it is not for all.
    pub service: Option<String>,
    /// What it takes.
    pub takes: Takes,
    /// Whether the provider asks for its form and does not work on mail (`true`), or takes mail
    /// alone (`false`); `None` where nothing is said.
    pub prefers_form: Option<bool>,
    /// The languages in which it takes reports (ISO 639-1), where that is known.
    pub languages: Vec<String>,
    /// The day on which the source checked it.
    pub as_of: Option<String>,
    /// The page that says so, or in words what does.
    pub source: String,
    /// The day on which that page was read, or the contact entered; [`UNDATED`] where the source
    /// bears no day.
    pub read: String,
    /// Whether the provider itself says so: its page, its record, its registry's record of it.
    pub published: bool,
    /// Whether the contact was entered from memory, without opening the page.
    pub recalled: bool,
    /// What else says the same.
    pub also: Vec<String>,
}

/// What stands for the day of a source that bears none.
pub const UNDATED: &str = "undated";

/// What a contact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Takes {
    /// Reports of any abuse.
    Abuse,
    /// Reports of phishing alone.
    Phishing,
    /// Vulnerabilities and incidents.
    Security,
    /// Everything: a switchboard.
    General,
    /// Claims of copyright alone.
    Copyright,
    /// Courts, authorities and owners of rights alone.
    Legal,
}

impl Takes {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Abuse, Self::Phishing, Self::Security, Self::General, Self::Copyright, Self::Legal];

    /// The word that the files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Abuse => "abuse",
            Self::Phishing => "phishing",
            Self::Security => "security",
            Self::General => "general",
            Self::Copyright => "copyright",
            Self::Legal => "legal",
        }
    }
}

impl ProviderContact {
    /// The last day on which the contact is known to have been right; `None` where its source
    /// bears none, or nobody has looked since it was entered from memory, so that it counts as stale.
    pub fn dated(&self) -> Option<&str> {
        let read = (!self.recalled && self.read != UNDATED).then_some(self.read.as_str());
        self.as_of.as_deref().or(read)
    }

    /// Whether the contact is too old to rely on.
    pub fn is_stale(&self, today: &str) -> bool {
        self.dated().is_none_or(|day| super::is_stale(day, today))
    }

    /// Whose word it is: `published`, `secondary` or `recalled`.
    pub fn backing(&self) -> &'static str {
        match (self.published, self.recalled) {
            (true, _) => "published",
            (false, true) => "recalled",
            (false, false) => "secondary",
        }
    }

    /// Whether anybody may report something to it.
    pub fn is_for_reports(&self) -> bool {
        self.takes != Takes::Legal
    }

    /// The only harm of which it takes reports, if so.
    pub fn only(&self) -> Option<&'static str> {
        matches!(self.takes, Takes::Phishing | Takes::Copyright).then(|| self.takes.as_str())
    }

    /// Whether it is the form that the provider asks for, in the place of mail.
    pub fn is_wanted_form(&self) -> bool {
        self.kind == ContactKind::Form && self.prefers_form == Some(true)
    }

    /// Whether its source names a role.
    pub fn is_for(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}
