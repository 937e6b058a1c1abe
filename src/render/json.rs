//! The chain as JSON, schema `trace/1`. Within version 1 fields are added, never renamed or
//! removed. These structs are the schema: `trace schema` prints what is made from them.

use std::collections::HashMap;
use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::answer::{Answer, Evidence, ReasonCode};
use crate::model::chain::{Confidence, Entry, LayerId, Power, RegistrationState, Status, Summary};
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::digest::sha256;
use crate::model::exchange::{Exchange, Reply};
use crate::model::target::{Refusal, Subject, Target};
use crate::model::text::acts;
use crate::trace::Trace;

/// The version of the schema.
pub const SCHEMA: &str = "trace/1";

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
    schema: &'static str,
    /// What was typed.
    target: InputV1,
    /// Why there is no chain.
    error: ErrorV1,
}

/// What was typed, where nothing more is known of it.
#[derive(Debug, Serialize, JsonSchema)]
struct InputV1 {
    /// The text as it was typed.
    input: String,
}

/// Why there is no chain.
#[derive(Debug, Serialize, JsonSchema)]
struct ErrorV1 {
    /// The stable code.
    code: String,
    /// A sentence that names the input and says what to do.
    message: String,
}

/// The chain of a target.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TraceV1 {
    /// Always `trace/1`.
    schema: &'static str,
    /// What was traced.
    target: TargetV1,
    /// When the run began (RFC 3339, UTC).
    traced_at: String,
    /// How long it took, in milliseconds.
    elapsed_ms: u64,
    /// `passive`, or `probe` where the target itself was contacted.
    mode: String,
    /// The program that traced.
    tool: String,
    /// Who answered DNS questions.
    resolver: String,
    /// Where the name leads.
    resolution: ResolutionV1,
    /// The state of the name's registration.
    registration: RegistrationV1,
    /// Who is responsible, layer by layer.
    chain: Vec<EntryV1>,
    /// Names beside the target that lead elsewhere.
    related: Vec<RelatedV1>,
    /// Redirect hops, each a chain of its own; empty where none was followed.
    hops: Vec<Self>,
    /// The chain in three figures.
    summary: Summary,
    /// Whom to contact first for a harm; empty where none was given.
    advice: Vec<serde_json::Value>,
    /// What was odd and is worth knowing.
    warnings: Vec<String>,
    /// The exchanges that the chain rests on.
    evidence: Vec<EvidenceV1>,
}

/// What was traced.
#[derive(Debug, Serialize, JsonSchema)]
struct TargetV1 {
    /// The text as it was typed.
    input: String,
    /// The URL, where one was given.
    url: Option<String>,
    /// The host: A-labels, an address, or an AS number.
    host: String,
    /// The host in Unicode, where it differs.
    host_unicode: Option<String>,
    /// `url`, `domain`, `address` or `asn`.
    kind: &'static str,
    /// The name that was registered.
    registrable_domain: Option<String>,
    /// The suffix it was registered under, by the ICANN section of the Public Suffix List.
    public_suffix: Option<String>,
    /// The private suffix that the host is below.
    private_suffix: Option<String>,
}

/// Where the name leads.
#[derive(Debug, Serialize, JsonSchema)]
struct ResolutionV1 {
    /// The aliases on the way.
    cname_chain: Vec<String>,
    /// The addresses at the end.
    addresses: Vec<String>,
    /// The name servers of the zone.
    name_servers: Vec<String>,
    /// The closest zone that holds the host.
    zone: Option<String>,
    /// `signed`, `unsigned`, `bogus` or `unknown`.
    dnssec: &'static str,
}

/// The state of the name's registration.
#[derive(Debug, Serialize, JsonSchema)]
struct RegistrationV1 {
    /// Status words as RDAP spells them.
    status: Vec<String>,
    /// When it was registered.
    created: Option<String>,
    /// When it ends.
    expires: Option<String>,
    /// What follows from both.
    state: RegistrationState,
}

/// One party in one layer, or why there is none to name.
#[derive(Debug, Serialize, JsonSchema)]
struct EntryV1 {
    /// The layer.
    layer: LayerId,
    /// What is known.
    status: Status,
    /// Why there is no party.
    reason: Option<String>,
    /// The code of the reason.
    reason_code: Option<ReasonCode>,
    /// The party.
    party: Option<PartyV1>,
    /// How to reach it, best first.
    contacts: Vec<ContactV1>,
    /// Contacts that were found and must not be used.
    rejected_contacts: Vec<RejectedV1>,
    /// What it can do.
    can: Vec<PowerV1>,
    /// What it cannot do, though it is often asked to.
    cannot: Vec<PowerV1>,
    /// The names or addresses that it is responsible for.
    subjects: Vec<String>,
    /// What else should be known.
    notes: Vec<String>,
    /// How sure this is.
    confidence: Confidence,
    /// The exchanges that it rests on.
    evidence: Vec<String>,
}

/// Who is responsible.
#[derive(Debug, Serialize, JsonSchema)]
struct PartyV1 {
    /// The name as its source gives it.
    name: String,
    /// Our identifier: the same company has the same one in every layer.
    id: String,
    /// ISO 3166-1 code of its registered address.
    country: Option<String>,
    /// Its numbers and handles.
    identifiers: IdentifiersV1,
}

/// Numbers and handles of a party.
#[derive(Debug, Serialize, JsonSchema)]
struct IdentifiersV1 {
    /// Its number as a registrar.
    iana_id: Option<u32>,
    /// Its AS number.
    asn: Option<u32>,
    /// The registry's handle for it.
    handle: Option<String>,
}

/// One way to reach a party.
#[derive(Debug, Serialize, JsonSchema)]
struct ContactV1 {
    /// What kind it is.
    kind: ContactKind,
    /// The address, number or URL.
    value: String,
    /// What it is for.
    purpose: Purpose,
    /// Who says so.
    basis: Basis,
    /// The day on which that was last known to be true.
    as_of: Option<String>,
    /// Whether that is more than 180 days before the trace.
    stale: bool,
    /// The source in one word.
    source: String,
    /// The exchange that shows it.
    evidence: Option<String>,
}

/// A contact that was found and must not be used.
#[derive(Debug, Serialize, JsonSchema)]
struct RejectedV1 {
    /// The address, number or URL.
    value: String,
    /// Why.
    reason: String,
    /// The exchange that showed it.
    evidence: Option<String>,
}

/// Something that a party can or cannot do.
#[derive(Debug, Serialize, JsonSchema)]
struct PowerV1 {
    /// The stable identifier.
    id: String,
    /// What has to be true first.
    condition: Option<String>,
    /// What else stops.
    collateral: Option<String>,
    /// Why.
    why: String,
}

/// A name beside the target that leads elsewhere.
#[derive(Debug, Serialize, JsonSchema)]
struct RelatedV1 {
    /// The name.
    name: String,
    /// The layers in which it differs.
    differs: Vec<LayerId>,
    /// Its addresses.
    addresses: Vec<String>,
}

/// An exchange that the chain rests on.
#[derive(Debug, Serialize, JsonSchema)]
struct EvidenceV1 {
    /// The identifier that entries use.
    id: String,
    /// `dns`, `rdap`, `whois`, `http` or `asn-db`.
    protocol: String,
    /// Who was asked.
    server: String,
    /// What was asked.
    question: String,
    /// When (RFC 3339, UTC).
    at: String,
    /// How long the answer took, in milliseconds.
    ms: u64,
    /// `answered`, or the kind of failure.
    outcome: String,
    /// The SHA-256 of the recorded bytes.
    sha256: Option<String>,
}

/// The output of a trace.
pub fn output(trace: &Trace) -> Output {
    let mut ledger = Ledger::new(&trace.exchanges);
    let chain = trace.chain.entries.iter().map(|entry| entry_v1(entry, &mut ledger)).collect();
    let registration = &trace.chain.registration;
    Output::Trace(Box::new(TraceV1 {
        schema: SCHEMA,
        target: target_v1(&trace.target),
        traced_at: trace.started.to_string(),
        elapsed_ms: trace.elapsed_ms,
        mode: trace.mode.clone(),
        tool: crate::wire::case::tool(),
        resolver: trace.resolver.clone(),
        resolution: resolution_v1(trace),
        registration: RegistrationV1 {
            status: registration.statuses.clone(),
            created: registration.created.clone(),
            expires: registration.expires.clone(),
            state: registration.state,
        },
        chain,
        related: trace.chain.related.iter().map(related_v1).collect(),
        hops: Vec::new(),
        summary: trace.chain.summary(),
        advice: Vec::new(),
        warnings: trace.warnings(),
        evidence: ledger.finish(),
    }))
}

/// The output of a target that was refused.
pub fn refused(input: &str, refusal: &Refusal) -> Output {
    Output::Refused(RefusedV1 {
        schema: SCHEMA,
        target: InputV1 { input: input.to_owned() },
        error: ErrorV1 { code: refusal.code().to_owned(), message: refusal.to_string() },
    })
}

/// One line of JSON.
pub fn compact(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(value).map(|text| escape(&text))
}

/// Indented JSON.
pub fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value).map(|text| escape(&text))
}

/// The JSON Schema of [`Output`].
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Output)
}

/// Escapes what acts on a terminal or turns text around. JSON already escapes the C0 controls;
/// what is left stands inside strings only, so that a blind replacement is right.
fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && acts(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// Numbers the exchanges in order of first mention, so that the numbers do not depend on which
/// answer came home first.
struct Ledger<'a> {
    /// All exchanges by their asks.
    exchanges: HashMap<String, &'a Exchange>,
    /// The asks mentioned so far.
    mentioned: Vec<String>,
}

impl<'a> Ledger<'a> {
    /// A ledger over a run's exchanges.
    fn new(exchanges: &'a [Exchange]) -> Self {
        let exchanges = exchanges.iter().map(|one| (one.ask.to_string(), one)).collect();
        Self { exchanges, mentioned: Vec::new() }
    }

    /// The identifier of an exchange.
    fn id(&mut self, evidence: &Evidence) -> String {
        let at = self.mentioned.iter().position(|key| key == evidence.key()).unwrap_or_else(|| {
            self.mentioned.push(evidence.key().to_owned());
            self.mentioned.len() - 1
        });
        format!("e{}", at + 1)
    }

    /// The exchanges mentioned, in that order.
    fn finish(self) -> Vec<EvidenceV1> {
        let numbered = self.mentioned.iter().enumerate();
        numbered
            .filter_map(|(at, key)| Some(evidence_v1(at + 1, self.exchanges.get(key)?)))
            .collect()
    }
}

/// An exchange as evidence.
fn evidence_v1(number: usize, exchange: &Exchange) -> EvidenceV1 {
    let (outcome, digest) = match &exchange.outcome {
        Ok(reply) => ("answered".to_owned(), Some(digest(reply))),
        Err(failure) => (failure.kind().to_owned(), None),
    };
    EvidenceV1 {
        id: format!("e{number}"),
        protocol: exchange.ask.protocol().to_owned(),
        server: exchange.ask.server(),
        question: exchange.ask.question(),
        at: exchange.at.to_string(),
        ms: exchange.ms,
        outcome,
        sha256: digest,
    }
}

/// The digest of the bytes that a case file records.
fn digest(reply: &Reply) -> String {
    match reply {
        Reply::Dns(reply) => sha256(reply.to_string().as_bytes()),
        Reply::Http(reply) => sha256(&reply.body),
        Reply::Text(bytes) => sha256(bytes),
    }
}

/// The target.
fn target_v1(target: &Target) -> TargetV1 {
    let name = target.name();
    TargetV1 {
        input: target.input.clone(),
        url: target.url.as_ref().map(ToString::to_string),
        host: target.host(),
        host_unicode: name.and_then(|name| name.unicode.clone()),
        kind: match (&target.subject, &target.url) {
            (Subject::System(_), _) => "asn",
            (_, Some(_)) => "url",
            (Subject::Address(_), None) => "address",
            (Subject::Name(_), None) => "domain",
        },
        registrable_domain: name.and_then(|name| name.suffixes.registrable.clone()),
        public_suffix: name.map(|name| name.suffixes.public.clone()),
        private_suffix: name.and_then(|name| name.suffixes.private.clone()),
    }
}

/// Where the name leads.
fn resolution_v1(trace: &Trace) -> ResolutionV1 {
    let name = trace.seen.name.as_ref();
    let resolution = name.and_then(|name| name.resolution.found());
    let zone = name.and_then(|name| name.delegation.zone.found());
    ResolutionV1 {
        cname_chain: resolution.map(|found| found.aliases.clone()).unwrap_or_default(),
        addresses: resolution
            .map(|found| found.addresses.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        name_servers: zone.map(|zone| zone.servers.clone()).unwrap_or_default(),
        zone: zone.map(|zone| zone.apex.clone()),
        dnssec: match name.map(|name| &name.delegation.signed) {
            Some(Answer::Found(true, _)) => "signed",
            Some(Answer::Found(false, _)) => "unsigned",
            _ => "unknown",
        },
    }
}

/// One entry.
fn entry_v1(entry: &Entry, ledger: &mut Ledger<'_>) -> EntryV1 {
    EntryV1 {
        layer: entry.layer,
        status: entry.status,
        reason: entry.reason.as_ref().map(|why| why.text.clone()),
        reason_code: entry.reason.as_ref().map(|why| why.code),
        party: entry.party.as_ref().map(|party| PartyV1 {
            name: party.name.clone(),
            id: party.id.clone(),
            country: party.country.clone(),
            identifiers: IdentifiersV1 {
                iana_id: party.iana_id,
                asn: party.asn,
                handle: party.handle.clone(),
            },
        }),
        contacts: entry.contacts.iter().map(|contact| contact_v1(contact, ledger)).collect(),
        rejected_contacts: entry
            .rejected
            .iter()
            .map(|rejected| RejectedV1 {
                value: rejected.contact.value.clone(),
                reason: rejected.contact.reason.clone(),
                evidence: rejected.evidence.as_ref().map(|evidence| ledger.id(evidence)),
            })
            .collect(),
        can: entry.can.iter().map(power_v1).collect(),
        cannot: entry.cannot.iter().map(power_v1).collect(),
        subjects: entry.subjects.clone(),
        notes: entry.notes.clone(),
        confidence: entry.confidence,
        evidence: entry.evidence.iter().map(|evidence| ledger.id(evidence)).collect(),
    }
}

/// One contact.
fn contact_v1(contact: &Contact, ledger: &mut Ledger<'_>) -> ContactV1 {
    ContactV1 {
        kind: contact.kind,
        value: contact.value.clone(),
        purpose: contact.purpose,
        basis: contact.basis,
        as_of: contact.as_of.clone(),
        stale: contact.stale,
        source: contact.source.clone(),
        evidence: contact.evidence.as_ref().map(|evidence| ledger.id(evidence)),
    }
}

/// One power.
fn power_v1(power: &Power) -> PowerV1 {
    PowerV1 {
        id: power.id.to_owned(),
        condition: power.condition.map(str::to_owned),
        collateral: power.collateral.map(str::to_owned),
        why: power.why.to_owned(),
    }
}

/// One related name.
fn related_v1(related: &crate::model::chain::Related) -> RelatedV1 {
    RelatedV1 {
        name: related.name.clone(),
        differs: related.differs.clone(),
        addresses: related.addresses.clone(),
    }
}
