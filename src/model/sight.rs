//! What one of several resolvers sees of a name.

use std::net::IpAddr;

use super::answer::{Answer, ReasonCode};
use super::observations::ResolverView;

/// What a resolver sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// The name leads to addresses.
    Addresses,
    /// The name exists and leads nowhere.
    NoAddress,
    /// The name does not exist.
    NoSuchName,
    /// It does not say where the name leads, and says so, or sends everybody to no address at all.
    Blocked,
    /// It could not be found out.
    Unknown,
}

impl Sight {
    /// What a view shows.
    pub fn of(view: &ResolverView) -> Self {
        match &view.says {
            Answer::Found(found, _) if !found.exists => Self::NoSuchName,
            Answer::Found(found, _) if found.addresses.is_empty() => Self::NoAddress,
            Answer::Found(found, _) if found.addresses.iter().all(is_sinkhole) => Self::Blocked,
            Answer::Found(..) => Self::Addresses,
            Answer::Absent(_) => Self::NoAddress,
            Answer::Unknown(why) if why.code == ReasonCode::Blocked => Self::Blocked,
            Answer::Unknown(_) => Self::Unknown,
        }
    }

    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Addresses => "addresses",
            Self::NoAddress => "no-address",
            Self::NoSuchName => "no-such-name",
            Self::Blocked => "blocked",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether an address stands for none: what resolvers answer in the place of one that they block.
fn is_sinkhole(address: &IpAddr) -> bool {
    address.is_unspecified() || address.is_loopback()
}
