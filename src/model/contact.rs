//! A contact as the chain offers it: what it is, what it is for, and why we believe it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Evidence;

/// What kind of contact it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ContactKind {
    /// A web form.
    Form,
    /// A mailbox.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address.
    Postal,
    /// A page that says how to reach the party.
    Url,
}

/// What a contact is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Reports of abuse.
    Abuse,
    /// Vulnerabilities and incidents.
    Security,
    /// A registry's office: wrong data, policy; not abuse.
    Registry,
    /// The network operation centre.
    Noc,
    /// Technical questions.
    Technical,
    /// The holder of the name.
    Registrant,
    /// Everything else.
    General,
}

/// Who says so.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The party's own record, or its registry's.
    Published,
    /// Our directory, dated.
    Directory,
    /// The record of a less specific block.
    Inherited,
    /// The record of the address space that the party's own servers are in, which is registered to
    /// the party itself.
    #[serde(rename = "own-network")]
    OwnNetwork,
    /// Convention only (RFC 2142); nobody published it.
    Guessed,
}

/// One way to reach a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What kind it is.
    pub kind: ContactKind,
    /// The address, number or URL.
    pub value: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Who says so.
    pub basis: Basis,
    /// The day on which that was last known to be true (`2026-01-31`).
    pub as_of: Option<String>,
    /// Whether that day is more than 180 days before the trace.
    pub stale: bool,
    /// The source in one word (`rdap`, `whois`, `directory`) or the page that says so.
    pub source: String,
    /// The exchange that shows it, if it came over the wire.
    pub evidence: Option<Evidence>,
    /// The other role of the same company that it was taken from; none where it is for this one.
    pub role: Option<&'static str>,
    /// Whether it is the form that the party asks for, in the place of mail.
    pub prefers_form: bool,
    /// Whether it is for the very product that was seen, and not for all of the company's.
    pub of_product: bool,
    /// The only harm of which it takes reports; none where it takes any.
    pub only: Option<&'static str>,
    /// The page that says so, or in words where that stands, for a contact of the directory.
    pub page: Option<String>,
    /// Whose word that is, for a contact of the directory: `published` (the party's own),
    /// `secondary` (somebody's list), `recalled` (entered from memory).
    pub backing: Option<&'static str>,
}

impl Contact {
    /// A contact of which nothing more is known.
    pub fn new(
        kind: ContactKind,
        value: impl Into<String>,
        purpose: Purpose,
        basis: Basis,
    ) -> Self {
        Self {
            kind,
            value: value.into(),
            purpose,
            basis,
            as_of: None,
            stale: false,
            source: String::new(),
            evidence: None,
            role: None,
            prefers_form: false,
            of_product: false,
            only: None,
            page: None,
            backing: None,
        }
    }
}
