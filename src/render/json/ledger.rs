//! Gives the exchanges that a chain rests on their numbers.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::answer::Evidence;
use crate::model::digest::sha256;
use crate::model::exchange::{Ask, Exchange, Reply};

/// An exchange that the chain rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EvidenceV1 {
    /// The identifier that entries use.
    pub id: String,
    /// `dns`, `rdap`, `whois`, `http` or `asn-db`.
    #[schemars(extend("enum" = ["dns", "rdap", "whois", "http", "asn-db"]))]
    pub protocol: String,
    /// Who was asked.
    pub server: String,
    /// What was asked.
    pub question: String,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// How long the answer took, in milliseconds.
    pub ms: u64,
    /// `answered`, or the kind of failure.
    pub outcome: String,
    /// The SHA-256 of the recorded bytes.
    pub sha256: Option<String>,
}

/// Numbers the exchanges in order of first mention, so that the numbers do not depend on which
/// answer came home first.
pub(super) struct EvidenceLedger<'a> {
    /// All exchanges by what was asked.
    exchanges: HashMap<&'a Ask, &'a Exchange>,
    /// What was mentioned so far.
    mentioned: Vec<Evidence>,
}

impl<'a> EvidenceLedger<'a> {
    /// A ledger over a run's exchanges.
    pub(super) fn new(exchanges: &'a [Exchange]) -> Self {
        let exchanges = exchanges.iter().map(|one| (&one.ask, one)).collect();
        Self { exchanges, mentioned: Vec::new() }
    }

    /// The identifier of an exchange.
    pub(super) fn id(&mut self, evidence: &Evidence) -> String {
        let at = self.mentioned.iter().position(|known| known == evidence).unwrap_or_else(|| {
            self.mentioned.push(evidence.clone());
            self.mentioned.len() - 1
        });
        format!("e{}", at + 1)
    }

    /// The exchanges mentioned, in that order.
    pub(super) fn finish(self) -> Vec<EvidenceV1> {
        let numbered = self.mentioned.iter().enumerate();
        numbered
            .filter_map(|(at, known)| Some(evidence_v1(at + 1, self.exchanges.get(known.ask())?)))
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
