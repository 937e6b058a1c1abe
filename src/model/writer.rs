//! Whose word a fact is. Much of what is read about a name was written by whoever uses it, so that
//! what a fact is worth depends on who could have written it.

use schemars::JsonSchema;
use serde::Serialize;

/// Who wrote a fact.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Writer {
    /// A registry of names or numbers, about what it decides itself.
    #[default]
    Registry,
    /// The registrar, in its own record.
    Registrar,
    /// Whoever a registry allocated address space to, about that space.
    AllocationHolder,
    /// Whoever the holder of an allocation let describe its part of it.
    CustomerObject,
    /// Whoever writes the zone.
    Zone,
    /// Whoever has the account at the registrar or reseller.
    AccountHolder,
    /// A server, about itself: its header fields, its answers.
    Server,
    /// Whoever writes the reverse zone of an address.
    ReverseZone,
    /// Those who watch which network announces what.
    OriginData,
    /// The authority that signed a certificate.
    Certificate,
    /// Our own tables.
    Directory,
    /// Tables that the user brought.
    UserDirectory,
}

impl Writer {
    /// The writer as output spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Registrar => "registrar",
            Self::AllocationHolder => "allocation-holder",
            Self::CustomerObject => "customer-object",
            Self::Zone => "zone",
            Self::AccountHolder => "account-holder",
            Self::Server => "server",
            Self::ReverseZone => "reverse-zone",
            Self::OriginData => "origin-data",
            Self::Certificate => "certificate",
            Self::Directory => "directory",
            Self::UserDirectory => "user-directory",
        }
    }
}
