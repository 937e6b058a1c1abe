//! Why something is not traced: each refusal names the input and says what to do.

use std::net::IpAddr;

use ipnet::IpNet;
use thiserror::Error;

/// Why something is not traced. Each message names the input and says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing was given.
    #[error("the target is empty; give a URL, a domain, an IP address, a mailbox or an AS number")]
    Empty,
    /// It is none of the forms.
    #[error("{input:?} is not a URL, domain, IP address, mailbox or AS number ({detail})")]
    Unreadable {
        /// What was typed.
        input: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A scheme that no web server answers.
    #[error("{input:?}: only http and https URLs are traced, not {scheme}")]
    Scheme {
        /// What was typed.
        input: String,
        /// The scheme.
        scheme: String,
    },
    /// A name outside the public DNS (RFC 6761, RFC 7686).
    #[error("{name} is a special-use name: {why}")]
    SpecialUse {
        /// The name.
        name: String,
        /// What that means.
        why: &'static str,
    },
    /// A name under which others register.
    #[error(
        "{name} is a public suffix, under which domains are registered; name a domain below it"
    )]
    PublicSuffix {
        /// The suffix.
        name: String,
    },
    /// An address that nobody outside its network answers for.
    #[error(
        "{address} is {} {kind} address; nobody on the Internet is responsible for it",
        article(kind)
    )]
    SpecialAddress {
        /// The address.
        address: IpAddr,
        /// What it is set aside for.
        kind: &'static str,
    },
    /// An AS number that is not assigned to anybody.
    #[error("AS{number} is {kind}; no network on the Internet has it")]
    SpecialSystem {
        /// The number.
        number: u32,
        /// What it is set aside for.
        kind: &'static str,
    },
    /// A range that no one holder has.
    #[error(
        "{range} is wider than any network that one party holds; give a smaller range or one address of it"
    )]
    Range {
        /// The range.
        range: IpNet,
    },
}

/// The article of a word.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

impl Refusal {
    /// The code that JSON prints for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-target",
            Self::Unreadable { .. } => "unreadable-target",
            Self::Scheme { .. } => "unsupported-scheme",
            Self::SpecialUse { .. } => "special-use-name",
            Self::PublicSuffix { .. } => "public-suffix",
            Self::SpecialAddress { .. } => "special-address",
            Self::SpecialSystem { .. } => "special-as-number",
            Self::Range { .. } => "address-range",
        }
    }
}
