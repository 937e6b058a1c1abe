//! The result: who is responsible, layer by layer.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::ability::{Ability, Actor};
use super::answer::{Evidence, ReasonCode, Why};
use super::contact::Contact;
use super::record::RejectedContact;

/// The chain of responsibility for one target.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    /// The entries in the order of the layers; every layer has at least one.
    pub entries: Vec<Entry>,
    /// Names beside the target that lead elsewhere.
    pub related: Vec<Related>,
    /// The state of the registration.
    pub registration: Registration,
    /// The platform whose customer's the target is.
    pub platform: Option<Tenancy>,
    /// What was odd and is worth knowing.
    pub warnings: Vec<String>,
}

impl Chain {
    /// The entries of a layer.
    pub fn layer(&self, layer: LayerId) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.layer == layer)
    }

    /// How many layers are identified, how many parties they have, and in which countries.
    pub fn summary(&self) -> Summary {
        let named: Vec<&Entry> =
            self.entries.iter().filter(|entry| entry.status == Status::Identified).collect();
        let layers: BTreeSet<LayerId> = named.iter().map(|entry| entry.layer).collect();
        let parties: BTreeSet<&str> =
            named.iter().filter_map(|entry| Some(entry.party.as_ref()?.id.as_str())).collect();
        let countries: BTreeSet<String> =
            named.iter().filter_map(|entry| entry.party.as_ref()?.country.clone()).collect();
        Summary {
            layers: layers.len(),
            parties: parties.len(),
            countries: countries.into_iter().collect(),
        }
    }
}

/// The chain in three figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// Layers with an identified party.
    pub layers: usize,
    /// Distinct parties.
    pub parties: usize,
    /// ISO 3166-1 codes of their registered addresses.
    pub countries: Vec<String>,
}

/// A layer of responsibility, in the order shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LayerId {
    /// Runs the top-level domain or second-level registry.
    Registry,
    /// Sold the name.
    Registrar,
    /// Sold it for the registrar.
    Reseller,
    /// Holds the name.
    Registrant,
    /// Answers for the zone that holds the host.
    Dns,
    /// Stands between visitor and host.
    Cdn,
    /// Runs the machine or the platform.
    Host,
    /// Announces the addresses.
    Network,
    /// Takes the domain's mail.
    Mail,
    /// Issued the certificate.
    Certificate,
}

impl LayerId {
    /// The layer's identifier in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Registrar => "registrar",
            Self::Reseller => "reseller",
            Self::Registrant => "registrant",
            Self::Dns => "dns",
            Self::Cdn => "cdn",
            Self::Host => "host",
            Self::Network => "network",
            Self::Mail => "mail",
            Self::Certificate => "certificate",
        }
    }
}

/// What is known of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// At least one source names the party.
    Identified,
    /// There is none, and we know it.
    Absent,
    /// There is one, but it cannot be seen from outside.
    Hidden,
    /// It could not be found out.
    Unknown,
    /// The user's options exclude it.
    Skipped,
}

impl Status {
    /// The status as output spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identified => "identified",
            Self::Absent => "absent",
            Self::Hidden => "hidden",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }
}

/// How sure a statement is (knowledge of the field: who says so, not how likely it seems).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The source with authority over that role says it.
    Confirmed,
    /// An authoritative source for a neighbouring fact, or two independent signs.
    Strong,
    /// One heuristic.
    Weak,
    /// Convention only.
    Guess,
}

impl Confidence {
    /// One level less; there is nothing below a guess.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Confirmed => Self::Strong,
            Self::Strong => Self::Weak,
            Self::Weak | Self::Guess => Self::Guess,
        }
    }

    /// The confidence as output spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Strong => "strong",
            Self::Weak => "weak",
            Self::Guess => "guess",
        }
    }
}

/// One party in one layer, or why there is none to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The layer.
    pub layer: LayerId,
    /// What is known.
    pub status: Status,
    /// Why there is no party; always there unless the status is identified.
    pub reason: Option<Why>,
    /// The party.
    pub party: Option<Party>,
    /// What kind of party it is, where it acts; the powers follow from it.
    pub actor: Option<Actor>,
    /// How to reach it, best first.
    pub contacts: Vec<Contact>,
    /// Contacts that were found and must not be used.
    pub rejected: Vec<Rejected>,
    /// Whether acting here would hit everybody on a platform, and not the one customer.
    pub hits_platform: bool,
    /// What it can do.
    pub can: Vec<Power>,
    /// What it cannot do, though it is often asked to.
    pub cannot: Vec<Power>,
    /// The names or addresses that it is responsible for.
    pub subjects: Vec<String>,
    /// The signs of the directory by which the party was known.
    pub signs: Vec<SeenSign>,
    /// What else should be known.
    pub notes: Vec<String>,
    /// How sure this is.
    pub confidence: Confidence,
    /// The exchanges that it rests on.
    pub evidence: Vec<Evidence>,
}

impl Entry {
    /// An entry that names a party.
    pub fn identified(layer: LayerId, party: Party, confidence: Confidence) -> Self {
        Self { party: Some(party), ..Self::bare(layer, Status::Identified, confidence) }
    }

    /// An entry that says why no party is named.
    pub fn missing(layer: LayerId, status: Status, why: Why) -> Self {
        let evidence = why.evidence.iter().cloned().collect();
        let confidence = match status {
            Status::Unknown | Status::Skipped => Confidence::Weak,
            Status::Identified | Status::Absent | Status::Hidden => Confidence::Confirmed,
        };
        Self { reason: Some(why), evidence, ..Self::bare(layer, status, confidence) }
    }

    /// An entry that says, without an exchange to show for it, why no party is named.
    pub fn without(
        layer: LayerId,
        status: Status,
        code: ReasonCode,
        text: impl Into<String>,
    ) -> Self {
        Self::missing(layer, status, Why::new(code, text))
    }

    /// An entry with nothing in it yet.
    fn bare(layer: LayerId, status: Status, confidence: Confidence) -> Self {
        Self {
            layer,
            status,
            reason: None,
            party: None,
            actor: None,
            hits_platform: false,
            contacts: Vec::new(),
            rejected: Vec::new(),
            can: Vec::new(),
            cannot: Vec::new(),
            subjects: Vec::new(),
            signs: Vec::new(),
            notes: Vec::new(),
            confidence,
            evidence: Vec::new(),
        }
    }

    /// Adds an exchange that the entry rests on, once.
    pub fn rests_on(&mut self, evidence: &Evidence) {
        if !self.evidence.contains(evidence) {
            self.evidence.push(evidence.clone());
        }
    }
}

/// A sign of the directory that was seen, with what is to be said for and against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeenSign {
    /// Its kind and what it matches: `name-server ns.example.net`.
    pub sign: String,
    /// The page that says whose it is.
    pub source: String,
    /// The day on which that page was read, or the sign entered from memory.
    pub read: String,
    /// What speaks against it.
    pub against: Vec<String>,
    /// What would prove it wrong.
    pub wrong_if: &'static str,
}

/// A contact that was found and must not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The contact and the reason.
    pub contact: RejectedContact,
    /// The exchange that showed it.
    pub evidence: Option<Evidence>,
}

/// Who is responsible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The name as its source gives it.
    pub name: String,
    /// Our identifier: the same company has the same one in every layer.
    pub id: String,
    /// ISO 3166-1 code of its registered address; not the place of any server.
    pub country: Option<String>,
    /// Its number as a registrar.
    pub iana_id: Option<u32>,
    /// Its AS number, where this entry is about one.
    pub asn: Option<u32>,
    /// The registry's handle for it.
    pub handle: Option<String>,
}

impl Party {
    /// A party of which only the name is known.
    pub fn named(name: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            id: id.into(),
            country: None,
            iana_id: None,
            asn: None,
            handle: None,
        }
    }
}

/// Something that a party can or cannot do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Power {
    /// What it is.
    pub ability: Ability,
    /// The words for a narrow column.
    pub words: &'static str,
    /// What has to be true first.
    pub condition: Option<String>,
    /// What else stops.
    pub collateral: Option<String>,
    /// Why.
    pub why: &'static str,
}

/// A customer's place on a platform: a name below the platform's, or a path on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenancy {
    /// The platform's registered domain.
    pub domain: String,
    /// The name that its customers' names stand below, or that their paths stand on.
    pub above: String,
}

/// A name beside the target that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The name.
    pub name: String,
    /// The layers in which it differs.
    pub differs: Vec<LayerId>,
    /// Its addresses.
    pub addresses: Vec<String>,
    /// Who hosts it, in words.
    pub note: Option<String>,
}

/// The state of a registration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registration {
    /// Status words as RDAP spells them.
    pub statuses: Vec<String>,
    /// When it was registered.
    pub created: Option<String>,
    /// When it ends.
    pub expires: Option<String>,
    /// What follows from both.
    pub state: RegistrationState,
    /// The same in words, the weightiest first.
    pub remarks: Vec<Remark>,
}

/// What one status or date of a registration means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The stable code.
    pub code: &'static str,
    /// The layer whose party set it, where somebody did.
    pub set_by: Option<LayerId>,
    /// The statuses that it is about; none where it comes from dates or from the DNS.
    pub statuses: Vec<String>,
    /// What it says.
    pub says: String,
    /// What follows from it.
    pub follows: &'static str,
}

/// What the statuses and dates amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RegistrationState {
    /// Registered and not restricted.
    Active,
    /// Taken out of the DNS by registrar or registry.
    Held,
    /// About to end: within 30 days, in redemption, or pending deletion.
    Expiring,
    /// Nobody has registered it.
    NotRegistered,
    /// The registry keeps it back.
    Reserved,
    /// It could not be found out.
    #[default]
    Unknown,
}
