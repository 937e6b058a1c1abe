//! Reads a line of the JSON output, and of it only what is counted.

use std::borrow::Cow;

use serde::Deserialize;

/// One target.
#[derive(Debug, Deserialize)]
pub struct ReadTrace<'a> {
    /// What was traced.
    #[serde(borrow)]
    pub(super) target: ReadTarget<'a>,
    /// Why there is no chain.
    pub(super) error: Option<serde::de::IgnoredAny>,
    /// Where the name leads.
    #[serde(borrow)]
    pub(super) resolution: Option<ReadResolution<'a>>,
    /// Who is responsible.
    #[serde(borrow, default)]
    pub(super) chain: Vec<ReadEntry<'a>>,
    /// The exchanges.
    #[serde(borrow, default)]
    pub(super) evidence: Vec<ReadProof<'a>>,
}

/// What was traced.
#[derive(Debug, Deserialize)]
pub(super) struct ReadTarget<'a> {
    /// The name that was registered.
    #[serde(borrow, default)]
    pub(super) registrable_domain: Option<Cow<'a, str>>,
}

/// Where the name leads.
#[derive(Debug, Deserialize)]
pub(super) struct ReadResolution<'a> {
    /// Its addresses.
    #[serde(borrow, default)]
    pub(super) addresses: Vec<Cow<'a, str>>,
    /// `signed`, `unsigned`, `bogus` or `unknown`.
    #[serde(borrow, default)]
    pub(super) dnssec: Cow<'a, str>,
}

/// One entry of a chain.
#[derive(Debug, Deserialize)]
pub(super) struct ReadEntry<'a> {
    /// The layer.
    #[serde(borrow)]
    pub(super) layer: Cow<'a, str>,
    /// What is known.
    #[serde(borrow)]
    pub(super) status: Cow<'a, str>,
    /// The party.
    #[serde(borrow)]
    pub(super) party: Option<ReadParty<'a>>,
    /// How to reach it.
    #[serde(borrow, default)]
    pub(super) contacts: Vec<ReadContact<'a>>,
    /// Contacts that must not be used.
    #[serde(borrow, default)]
    pub(super) rejected_contacts: Vec<ReadRejected<'a>>,
    /// What it is responsible for.
    #[serde(borrow, default)]
    pub(super) subjects: Vec<Cow<'a, str>>,
    /// The exchanges that it rests on.
    #[serde(borrow, default)]
    pub(super) evidence: Vec<Cow<'a, str>>,
}

/// Who is responsible.
#[derive(Debug, Deserialize)]
pub(super) struct ReadParty<'a> {
    /// Its name.
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    /// Its identifier.
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    /// Its country.
    #[serde(borrow, default)]
    pub(super) country: Option<Cow<'a, str>>,
}

/// One contact.
#[derive(Debug, Deserialize)]
pub(super) struct ReadContact<'a> {
    /// What it is for.
    #[serde(borrow)]
    pub(super) purpose: Cow<'a, str>,
    /// Who says so.
    #[serde(borrow)]
    pub(super) basis: Cow<'a, str>,
}

/// A contact that must not be used.
#[derive(Debug, Deserialize)]
pub(super) struct ReadRejected<'a> {
    /// The address, number or URL.
    #[serde(borrow)]
    pub(super) value: Cow<'a, str>,
    /// Why.
    #[serde(borrow)]
    pub(super) reason: Cow<'a, str>,
}

/// One exchange.
#[derive(Debug, Deserialize)]
pub(super) struct ReadProof<'a> {
    /// Its identifier.
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    /// Its protocol.
    #[serde(borrow)]
    pub(super) protocol: Cow<'a, str>,
}

/// Reads one line.
pub fn read(line: &[u8]) -> Result<ReadTrace<'_>, String> {
    serde_json::from_slice(line).map_err(|error| error.to_string())
}
