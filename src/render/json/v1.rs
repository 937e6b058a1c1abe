//! The structs of schema `trace/1`: what is printed, and what `trace schema` is made from.

use schemars::JsonSchema;
use serde::Serialize;

use super::advice::AdviceV1;
pub use super::contact::ContactV1;
pub use super::ledger::EvidenceV1;
use crate::model::ability::Ability;
use crate::model::answer::ReasonCode;
use crate::model::chain::{Confidence, LayerId, RegistrationState, SeenSign, Status, Summary};
use crate::model::writer::Writer;

/// What a target yielded: a trace, or the reason why there is none.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "trace/1")]
pub enum Output {
    /// The chain of a target.
    Trace(Box<TraceV1>),
    /// A target that was refused or failed as a whole.
    Refused(RefusedV1),
}

/// A target that was refused or failed as a whole.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RefusedV1 {
    /// Always `trace/1`.
    #[schemars(extend("const" = "trace/1"))]
    pub schema: &'static str,
    /// What was typed.
    pub target: InputV1,
    /// Why there is no chain.
    pub error: ErrorV1,
}

/// What was typed, where nothing more is known of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InputV1 {
    /// The text as it was typed.
    pub input: String,
}

/// Why there is no chain.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorV1 {
    /// The stable code.
    pub code: String,
    /// A sentence that names the input and says what to do.
    pub message: String,
}

/// The chain of a target.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TraceV1 {
    /// Always `trace/1`.
    #[schemars(extend("const" = "trace/1"))]
    pub schema: &'static str,
    /// What was traced.
    pub target: TargetV1,
    /// When the run began (RFC 3339, UTC).
    pub traced_at: String,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// `passive`, or `probe` where the target itself was contacted.
    #[schemars(extend("enum" = ["passive", "probe"]))]
    pub mode: String,
    /// The program that traced.
    pub tool: String,
    /// Who answered DNS questions.
    pub resolver: String,
    /// Where the name leads.
    pub resolution: ResolutionV1,
    /// Where each of several resolvers says that it leads, in the order in which they were given; left
    /// out where one was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<ViewV1>,
    /// The state of the name's registration.
    pub registration: RegistrationV1,
    /// Who is responsible, layer by layer.
    pub chain: Vec<EntryV1>,
    /// Names beside the target that lead elsewhere.
    pub related: Vec<RelatedV1>,
    /// Redirect hops, each a chain of its own; empty where none was followed.
    pub hops: Vec<Self>,
    /// The chain in three figures.
    pub summary: Summary,
    /// Whom to contact first for a harm; empty where none was given.
    pub advice: Vec<AdviceV1>,
    /// What was odd and is worth knowing.
    pub warnings: Vec<String>,
    /// The exchanges that the chain rests on.
    pub evidence: Vec<EvidenceV1>,
}

/// What was traced.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TargetV1 {
    /// The text as it was typed.
    pub input: String,
    /// The URL, where one was given.
    pub url: Option<String>,
    /// The host: A-labels, an address, a range of addresses, or an AS number.
    pub host: String,
    /// The host in Unicode, where it differs.
    pub host_unicode: Option<String>,
    /// `url`, `domain`, `address`, `network`, `asn` or `mailbox`.
    #[schemars(extend("enum" = ["url", "domain", "address", "network", "asn", "mailbox"]))]
    pub kind: &'static str,
    /// Who wrapped the link that the URL was taken out of; null where nobody did.
    pub wrapped_by: Option<String>,
    /// The name that was registered.
    pub registrable_domain: Option<String>,
    /// The suffix it was registered under: of the ICANN section of the Public Suffix List, or of a
    /// registry below a top-level domain's.
    pub public_suffix: Option<String>,
    /// The private suffix that the host is below.
    pub private_suffix: Option<String>,
}

/// Where the name leads.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ResolutionV1 {
    /// The aliases on the way.
    pub cname_chain: Vec<String>,
    /// The addresses at the end.
    pub addresses: Vec<String>,
    /// The name servers of the zone.
    pub name_servers: Vec<String>,
    /// The closest zone that holds the host.
    pub zone: Option<String>,
    /// Whether a DS record stands at the parent of the zone: `signed`, `unsigned` or `unknown`.
    /// Answers are not validated, so that `bogus` is not told from `unknown`.
    #[schemars(extend("enum" = ["signed", "unsigned", "bogus", "unknown"]))]
    pub dnssec: &'static str,
}

/// What one of several resolvers says of the host.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ViewV1 {
    /// The resolver, as it was given.
    pub resolver: String,
    /// What it sees: `addresses`, `no-address`, `no-such-name`, `blocked` or `unknown`.
    #[schemars(extend("enum" = ["addresses", "no-address", "no-such-name", "blocked", "unknown"]))]
    pub sees: &'static str,
    /// Why it does not say where the name leads; null where it does.
    pub reason: Option<String>,
    /// The code of the reason.
    pub reason_code: Option<ReasonCode>,
    /// The aliases on the way.
    pub cname_chain: Vec<String>,
    /// The addresses at the end.
    pub addresses: Vec<String>,
    /// Whether the chain follows this resolver.
    pub used: bool,
    /// The exchanges that show it.
    pub evidence: Vec<String>,
}

/// The state of the name's registration.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RegistrationV1 {
    /// Status words as RDAP spells them.
    pub status: Vec<String>,
    /// When it was registered.
    pub created: Option<String>,
    /// When it ends.
    pub expires: Option<String>,
    /// What follows from both.
    pub state: RegistrationState,
    /// The same in words, the weightiest first.
    pub remarks: Vec<RemarkV1>,
}

/// What one status or date of a registration means.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RemarkV1 {
    /// The stable code: `suspended`, `locked`, `newly-registered`, …
    pub code: &'static str,
    /// The layer whose party set it, where somebody did.
    pub set_by: Option<LayerId>,
    /// The statuses that it is about; none where it comes from dates or from the DNS.
    pub status: Vec<String>,
    /// What it says.
    pub says: String,
    /// What follows from it.
    pub follows: &'static str,
}

/// One party in one layer, or why there is none to name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EntryV1 {
    /// The layer.
    pub layer: LayerId,
    /// What is known.
    pub status: Status,
    /// Why there is no party.
    pub reason: Option<String>,
    /// The code of the reason.
    pub reason_code: Option<ReasonCode>,
    /// The party.
    pub party: Option<PartyV1>,
    /// How to reach it, best first.
    pub contacts: Vec<ContactV1>,
    /// Why there is no way to reach the party that is named; null where there is one.
    pub contacts_reason: Option<String>,
    /// Contacts that were found and must not be used.
    pub rejected_contacts: Vec<RejectedV1>,
    /// What it can do.
    pub can: Vec<PowerV1>,
    /// What it cannot do, though it is often asked to.
    pub cannot: Vec<PowerV1>,
    /// The names or addresses that it is responsible for.
    pub subjects: Vec<String>,
    /// The signs of the directory by which the party was known.
    pub signs: Vec<SeenSign>,
    /// What else should be known.
    pub notes: Vec<String>,
    /// How sure this is.
    pub confidence: Confidence,
    /// Whose word the party's name is; null where no party is named.
    pub said_by: Option<Writer>,
    /// The exchanges that it rests on.
    pub evidence: Vec<String>,
}

/// Who is responsible.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartyV1 {
    /// The name as its source gives it.
    pub name: String,
    /// Our identifier: the same company has the same one in every layer.
    pub id: String,
    /// ISO 3166-1 code of its registered address.
    pub country: Option<String>,
    /// Who says so: `record`, or `directory` where only a table of ours does.
    pub country_from: Option<&'static str>,
    /// Its numbers and handles.
    pub identifiers: IdentifiersV1,
}

/// Numbers and handles of a party.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IdentifiersV1 {
    /// Its number as a registrar.
    pub iana_id: Option<u32>,
    /// Its AS number.
    pub asn: Option<u32>,
    /// The registry's handle for it.
    pub handle: Option<String>,
}

/// A contact that was found and must not be used.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RejectedV1 {
    /// The address, number or URL.
    pub value: String,
    /// Why.
    pub reason: String,
    /// The exchange that showed it.
    pub evidence: Option<String>,
}

/// Something that a party can or cannot do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PowerV1 {
    /// The stable identifier.
    pub id: Ability,
    /// What has to be true first.
    pub condition: Option<String>,
    /// What else stops.
    pub collateral: Option<String>,
    /// Why.
    pub why: String,
}

/// A name beside the target that leads elsewhere.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelatedV1 {
    /// The name.
    pub name: String,
    /// The layers in which it differs.
    pub differs: Vec<LayerId>,
    /// Its addresses.
    pub addresses: Vec<String>,
}
