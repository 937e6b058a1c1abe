//! The policy: what should be true of which domain. [`Policy::read`] reads `trace.toml`.
//!
//! ```toml
//! [domain."*"]                     # every domain below, unless its own section says otherwise
//! expires = 30
//!
//! [domain."example.com"]
//! registrar = "Example Registrar, Inc."
//! dns = { allowed = ["One DNS", "Other DNS"], severity = "warning" }
//! ```

pub mod complaint;
mod countries;
mod items;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use super::RULES;
use super::form::Value;
use super::rules::Rule;
use super::verdict::Severity;
use crate::model::name::below;

pub use self::complaint::{Complaint, Complaints};
pub(super) use self::read::is_bare;

/// What should be true.
#[derive(Debug)]
pub struct Policy {
    /// The file, as it was named.
    pub file: String,
    /// Its sections, in the order of the file.
    pub sections: Vec<PolicySection>,
}

/// What should be true of some domains.
#[derive(Debug)]
pub struct PolicySection {
    /// Which domains.
    pub pattern: Pattern,
    /// The line it begins on.
    pub line: usize,
    /// What should be true of them.
    pub settings: Vec<Setting>,
}

/// Which domains a section is about. The later variants are more specific.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// `*`: every domain that the policy names.
    All,
    /// `*.example.com`: every name below a domain.
    Below(String),
    /// `example.com`: this name.
    Exact(String),
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Below(domain) => write!(f, "*.{domain}"),
            Self::Exact(name) => f.write_str(name),
        }
    }
}

impl Pattern {
    /// Whether a name is meant.
    fn fits(&self, host: &str) -> bool {
        match self {
            Self::All => true,
            Self::Below(domain) => below(host, domain),
            Self::Exact(name) => host == name,
        }
    }

    /// How specific it is: of two that fit, the greater one decides.
    fn weight(&self) -> (u8, usize) {
        match self {
            Self::All => (0, 0),
            Self::Below(domain) => (1, domain.len()),
            Self::Exact(_) => (2, 0),
        }
    }
}

/// What one rule asks for.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The rule.
    pub rule: &'static Rule,
    /// What it asks for; `None` switches it off (`= false`).
    pub value: Option<Value>,
    /// How much a failure matters.
    pub severity: Severity,
    /// The line it stands on.
    pub line: usize,
    /// Where in the file its value stands.
    pub at: Range<usize>,
}

impl Policy {
    /// Reads a policy file; every mistake in it is said, not the first only.
    pub fn read(text: &str, file: &str) -> Result<Self, Complaints> {
        read::policy(text, file)
    }

    /// The names that are checked when none is given: those with a section of their own.
    pub fn names(&self) -> Vec<String> {
        let exact = self.sections.iter().filter_map(|section| match &section.pattern {
            Pattern::Exact(name) => Some(name.clone()),
            Pattern::All | Pattern::Below(_) => None,
        });
        exact.collect()
    }

    /// Whether a section means the name itself, and not all domains there are.
    pub fn has_own(&self, host: &str) -> bool {
        let own = |section: &&PolicySection| section.pattern != Pattern::All;
        self.sections.iter().filter(own).any(|section| section.pattern.fits(host))
    }

    /// What should be true of a name: of each rule the most specific setting, in the order of the
    /// rules. Empty where the policy does not mean the name.
    pub fn of(&self, host: &str) -> Vec<&Setting> {
        let mut fitting: Vec<&PolicySection> =
            self.sections.iter().filter(|section| section.pattern.fits(host)).collect();
        fitting.sort_by_key(|section| std::cmp::Reverse(section.pattern.weight()));
        let setting = |rule: &'static Rule| {
            let mut settings = fitting.iter().flat_map(|section| &section.settings);
            settings.find(|setting| setting.rule.key == rule.key)
        };
        RULES.iter().copied().filter_map(setting).collect()
    }
}
