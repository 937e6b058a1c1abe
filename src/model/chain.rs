//! The result: who is responsible, layer by layer.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::answer::{Answer, Evidence, Why};
pub use super::entry::{Entry, Lack, Party, Power, Rejected, SeenSign, Who};
use super::observations::{NameFacts, Resolution, Zone};
use super::owner::OwnerFacts;

/// The chain of responsibility for one target.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    /// The entries in the order of the layers; every layer has at least one.
    pub entries: Vec<Entry>,
    /// Names beside the target that lead elsewhere.
    pub related: Vec<Related>,
    /// The state of the registration.
    pub registration: Registration,
    /// Where the name leads and who answers for it; `None` where the target is no name.
    pub leads: Option<Leads>,
    /// What was asked for a check by the name's owner.
    pub owner: OwnerFacts,
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

    /// The platform that gave the target its name or its place, where the chain names it: it alone
    /// can take the one name back, whether it has the content, passes it on, or only points there.
    pub fn giver(&self) -> Option<&Entry> {
        let company = self.platform.as_ref()?.party.as_deref()?;
        [LayerId::Host, LayerId::Cdn, LayerId::Dns].into_iter().find_map(|layer| {
            self.layer(layer).find(|entry| entry.party().is_some_and(|party| party.id == company))
        })
    }

    /// How many layers are identified, how many parties they have, and in which countries.
    pub fn summary(&self) -> Summary {
        let named: Vec<(LayerId, &Party)> =
            self.entries.iter().filter_map(|entry| Some((entry.layer, entry.party()?))).collect();
        let layers: BTreeSet<LayerId> = named.iter().map(|(layer, _)| *layer).collect();
        let parties: BTreeSet<&str> = named.iter().map(|(_, party)| party.id.as_str()).collect();
        let countries: BTreeSet<String> =
            named.iter().filter_map(|(_, party)| party.country.clone()).collect();
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

/// A customer's place on a platform: a name below the platform's, or a path on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenancy {
    /// The platform's registered domain.
    pub domain: String,
    /// The name that its customers' names stand below, or that their paths stand on.
    pub above: String,
    /// Whether the directory knows whose platform it is. A suffix that is only on a list may be
    /// anybody's, the suspect's own too.
    pub known: bool,
    /// The identifier of the company behind it, where the directory has one.
    pub party: Option<String>,
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
    /// What was not learnt of it that could show that it does not differ.
    pub doubt: Option<Why>,
}

/// Where a name leads and who answers for it, as the DNS says.
#[derive(Debug, Clone)]
pub struct Leads {
    /// Its addresses and the aliases on the way.
    pub resolution: Answer<Resolution>,
    /// The zone that holds it, with its name servers.
    pub zone: Answer<Zone>,
    /// Name servers in the registry's record that the zone itself does not name.
    pub at_registry: Vec<String>,
    /// Whether that zone is signed.
    pub signed: Answer<bool>,
    /// Where its `www` twin leads, where that was looked up.
    pub twin: Option<TwinLeads>,
}

/// Where the `www` twin of a bare domain leads.
#[derive(Debug, Clone)]
pub struct TwinLeads {
    /// Its name.
    pub name: String,
    /// Its addresses and the aliases on the way.
    pub resolution: Answer<Resolution>,
}

impl Leads {
    /// What was learnt of a name.
    pub fn of(name: &NameFacts) -> Self {
        let twin = name.twin.as_ref();
        Self {
            resolution: name.resolution.clone(),
            zone: name.delegation.zone.clone(),
            at_registry: name
                .delegation
                .at_registry
                .iter()
                .map(|server| server.host.clone())
                .collect(),
            signed: name.delegation.signed.clone(),
            twin: twin.map(|twin| TwinLeads {
                name: twin.name.clone(),
                resolution: twin.resolution.clone(),
            }),
        }
    }
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
    /// When it was last changed.
    pub updated: Option<String>,
    /// What follows from both.
    pub state: RegistrationState,
    /// The same in words, the weightiest first.
    pub remarks: Vec<Remark>,
    /// Why nothing of the registry's is known, if so.
    pub unasked: Option<Why>,
    /// Which source did not answer that may show more than the one that did.
    pub partial: Option<Why>,
    /// The exchanges with the registry that it rests on.
    pub evidence: Vec<Evidence>,
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
