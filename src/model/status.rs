//! What a registry's status word says about a registration, in whatever language (RFC 8056,
//! RFC 3915, RFC 5731, and the registries' own lists).
//!
//! The words stand in `status-words.tsv`. A word that no row knows says nothing that could be
//! relied on: [`Standing::of`] gives `None`, and nobody may take it for "in order".

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::Deserialize;
use serde::de::value::StrDeserializer;

use super::phrases::{PhraseTable, Words};

/// What a status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Registered, and nothing is the matter.
    Fine,
    /// Some change is locked.
    Lock,
    /// Something that does not touch whether the name works.
    Aside,
    /// Registered in the last few days.
    Newly,
    /// Prolonged without having been paid for.
    Renewed,
    /// On its way to another registrar.
    Moving,
    /// Without name servers.
    Inactive,
    /// Taken out of the zone, suspended, frozen.
    Held,
    /// Deleted, and its holder asks for it back.
    BeingRestored,
    /// Deleted, cancelled, in redemption or quarantine.
    Deleted,
    /// About to be deleted or released.
    Leaving,
    /// Its term has ended.
    Expired,
    /// Asked for and not registered yet.
    BeingRegistered,
    /// Kept back by the registry.
    Reserved,
    /// Nobody holds it.
    Free,
}

/// The table that is compiled in.
static TABLE: LazyLock<PhraseTable> =
    LazyLock::new(|| PhraseTable::parse(include_str!("status-words.tsv")));

/// What statuses say that were looked up: there are a few words, and every name has them.
static KNOWN: LazyLock<Mutex<HashMap<String, Option<Standing>>>> = LazyLock::new(Mutex::default);
/// So many are remembered, if none is longer than this. What is new beyond that is looked up.
const REMEMBERED: (usize, usize) = (1_024, 80);

impl Standing {
    /// What a status says; `None` where its words are not known.
    pub fn of(status: &str) -> Option<Self> {
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(standing) = known().get(status) {
            return *standing;
        }
        let standing = Self::of_words(&Words::of(status));
        let mut known = known();
        if known.len() < REMEMBERED.0 && status.len() <= REMEMBERED.1 {
            known.insert(status.to_owned(), standing);
        }
        standing
    }

    /// What the words of a status say.
    pub fn of_words(words: &Words) -> Option<Self> {
        TABLE.first(words).and_then(named)
    }

    /// Whether the registration has ended or is about to end.
    pub fn is_ending(self) -> bool {
        matches!(self, Self::BeingRestored | Self::Deleted | Self::Leaving | Self::Expired)
    }

    /// Whether the status is one of a name that somebody holds.
    pub fn is_of_a_holder(self) -> bool {
        !matches!(self, Self::Aside | Self::BeingRegistered | Self::Reserved | Self::Free)
    }
}

/// The standing that has this name in the table.
fn named(name: &'static str) -> Option<Standing> {
    Standing::deserialize(StrDeserializer::<serde::de::value::Error>::new(name)).ok()
}

/// A change that a registration can be locked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lockable {
    /// To another registrar.
    Transfer,
    /// Of its data.
    Update,
    /// Its end.
    Delete,
}

impl Lockable {
    /// The change that a policy names so.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "transfer" => Some(Self::Transfer),
            "update" => Some(Self::Update),
            "delete" => Some(Self::Delete),
            _ => None,
        }
    }

    /// Whether a status locks the registration against this change.
    pub fn is_barred_by(self, status: &str) -> bool {
        if Standing::of(status) != Some(Standing::Lock) {
            return false;
        }
        let words = Words::of(status);
        let own = |change: Self| TABLE.has(change.set(), &words);
        // A lock that names no change ("locked", "registry lock") bars them all.
        let named = [Self::Transfer, Self::Update, Self::Delete].into_iter().any(own)
            || TABLE.has("other", &words);
        own(self) || !named
    }

    /// The set of the table with the words for the change.
    fn set(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// Whether statuses are those of the Extensible Provisioning Protocol, so that a lock which is not
/// among them is not set: national words need not show locks at all.
pub fn show_locks<'a>(statuses: impl IntoIterator<Item = &'a String>) -> bool {
    statuses.into_iter().any(|status| {
        let words = Words::of(status);
        let mut words = words.iter();
        let first = words.next().unwrap_or_default();
        matches!(first, "client" | "server" | "pending" | "auto" | "add" | "renew" | "redemption")
            && words.next().is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_registration_lasts_until_is_not_its_end() {
        for status in ["Registered until cancelled", "registered until expiry date"] {
            assert_eq!(Standing::of(status), Some(Standing::Aside), "{status}");
        }
        assert_eq!(Standing::of("cancelled"), Some(Standing::Deleted));
    }
}
