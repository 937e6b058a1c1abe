//! The exchanges that a page rests on, each once, with the command that gets the same answer.

use std::collections::{BTreeMap, HashMap};

use crate::render::clean::clean;
use crate::render::command::command;
use crate::render::json::v1::EvidenceV1;
use crate::texts;

/// One exchange.
#[derive(Debug)]
pub(in crate::render) struct ShownProof {
    /// Who was asked, and how.
    pub(in crate::render) server: String,
    /// What was asked.
    pub(in crate::render) question: String,
    /// When, how long it took and what came of it.
    pub(in crate::render) outcome: String,
    /// The digest of the recorded bytes.
    pub(in crate::render) sha256: Option<String>,
    /// What to type to see the same.
    pub(in crate::render) command: Option<String>,
}

/// The exchanges of a page.
#[derive(Debug, Default)]
pub(super) struct Proofs {
    /// The exchanges.
    all: Vec<ShownProof>,
    /// Their places by server, question and time.
    places: HashMap<[String; 3], usize>,
}

impl Proofs {
    /// Adds the exchanges of a trace; says their numbers on the page, from 1.
    pub(super) fn numbers<'a>(&mut self, evidence: &'a [EvidenceV1]) -> BTreeMap<&'a str, usize> {
        evidence.iter().map(|one| (one.id.as_str(), self.number(one))).collect()
    }

    /// The number of one exchange.
    fn number(&mut self, one: &EvidenceV1) -> usize {
        let key = [one.server.clone(), one.question.clone(), one.at.clone()];
        let at = *self.places.entry(key).or_insert(self.all.len());
        if at == self.all.len() {
            self.all.push(proof(one));
        }
        at + 1
    }

    /// The exchanges, to be changed.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut ShownProof> {
        self.all.iter_mut()
    }

    /// The exchanges in the order of their numbers.
    pub(super) fn all(&self) -> &[ShownProof] {
        &self.all
    }
}

/// An exchange in words.
fn proof(one: &EvidenceV1) -> ShownProof {
    let values = [("at", &*one.at), ("ms", &*one.ms.to_string()), ("outcome", &*one.outcome)];
    ShownProof {
        server: clean(&format!("{} ({})", one.server, one.protocol)),
        question: clean(&one.question),
        outcome: clean(&texts::fill("document.outcome", &values)),
        sha256: one.sha256.clone(),
        command: command(&one.protocol, &one.server, &one.question),
    }
}
