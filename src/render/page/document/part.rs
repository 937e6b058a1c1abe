//! One entry of the chain in full: who it is, how to reach it, what it is responsible for, and what
//! that rests on.

use std::collections::BTreeMap;

use super::Powers;
use crate::model::chain::{Entry, Status};
use crate::render::clean::clean;
use crate::render::json::code;
use crate::render::json::v1::{ContactV1, EntryV1, IdentifiersV1, TraceV1};
use crate::render::page::labels::named;
use crate::render::page::picture::stops;
use crate::render::page::reach::unreached;
use crate::render::page::veil::Veil;
use crate::render::page::{Reach, powers, reach};
use crate::texts;
use crate::trace::Trace;

/// One entry of the chain.
#[derive(Debug)]
pub(in crate::render) struct EntryPart {
    /// Which part it has.
    pub(in crate::render) role: &'static str,
    /// What is known.
    pub(in crate::render) status: Status,
    /// The party, or the status in words.
    pub(in crate::render) party: String,
    /// Why there is no party.
    pub(in crate::render) reason: Option<String>,
    /// What it can stop, in few words.
    pub(in crate::render) stops: String,
    /// How to reach it, best first.
    pub(in crate::render) ways: Vec<ContactWay>,
    /// What else is known: label and values.
    pub(in crate::render) facts: Vec<(&'static str, Vec<String>)>,
    /// Contacts that must not be used, with the reasons.
    pub(in crate::render) rejected: Vec<String>,
    /// Where on the page its powers stand, from 1.
    pub(in crate::render) powers: Option<usize>,
    /// The exchanges that it rests on, by number.
    pub(in crate::render) proofs: Vec<usize>,
}

impl EntryPart {
    /// Whether there is more to say than that there is nobody, and why.
    pub(in crate::render) fn says_more_than_its_row(&self) -> bool {
        self.status == Status::Identified || !self.rejected.is_empty() || self.facts.len() > 1
    }
}

/// One way to reach a party.
#[derive(Debug)]
pub(in crate::render) struct ContactWay {
    /// The contact.
    pub(in crate::render) reach: Reach,
    /// Who says so, and since when.
    pub(in crate::render) told: String,
    /// The exchange that shows it, by number.
    pub(in crate::render) proof: Option<usize>,
}

/// What the parts of a chain are made from.
pub(super) struct Parts<'a> {
    /// The trace.
    pub(super) trace: &'a Trace,
    /// The same as it is printed in JSON.
    pub(super) told: &'a TraceV1,
    /// The numbers of the exchanges on this page, by their numbers in JSON.
    pub(super) numbers: &'a BTreeMap<&'a str, usize>,
    /// The powers of all parts of the page.
    pub(super) powers: &'a mut Vec<Powers>,
    /// What makes the target's names harmless.
    pub(super) veil: &'a Veil,
}

impl Parts<'_> {
    /// All parts, in the order of the chain.
    pub(super) fn all(mut self) -> Vec<EntryPart> {
        let entries = self.told.chain.iter().zip(&self.trace.chain.entries);
        entries.map(|(entry, model)| self.part(entry, model)).collect()
    }

    /// One part.
    fn part(&mut self, entry: &EntryV1, model: &Entry) -> EntryPart {
        let role = texts::text(&format!("picture.role.{}", entry.layer.word()));
        let party = match &entry.party {
            Some(party) => named(party),
            None => texts::text(&format!("document.status.{}", entry.status.word())).to_owned(),
        };
        let today = self.trace.started.to_string();
        let ways = entry.contacts.iter().zip(&model.contacts);
        let rejected = entry.rejected_contacts.iter().map(|rejected| {
            let values = [("contact", &*rejected.value), ("reason", &*rejected.reason)];
            self.veil.over_text(&clean(&texts::fill("document.rejected", &values)))
        });
        let rejected = rejected.collect();
        let sentences = self.veil.all(powers::of(model));
        let powers =
            (!sentences.is_empty()).then(|| self.place(&format!("{role}: {party}"), sentences));
        EntryPart {
            role,
            status: entry.status,
            reason: reason(entry).map(|reason| self.veil.over_text(&reason)),
            stops: stops(entry, model, self.trace.advice.as_ref()),
            ways: ways.map(|(told, contact)| self.way(told, reach(contact, &today))).collect(),
            facts: self.veil.facts(facts(entry)),
            rejected,
            powers,
            proofs: self.proofs(&entry.evidence),
            party,
        }
    }

    /// Where some powers stand on the page; they are put there once.
    fn place(&mut self, whose: &str, sentences: Vec<String>) -> usize {
        let known = self.powers.iter().position(|powers| powers.sentences == sentences);
        let at = known.unwrap_or_else(|| {
            self.powers.push(Powers { whose: Vec::new(), sentences });
            self.powers.len() - 1
        });
        let mine = &mut self.powers[at].whose;
        if !mine.iter().any(|known| known == whose) {
            mine.push(whose.to_owned());
        }
        at + 1
    }

    /// One way to reach the party.
    fn way(&self, contact: &ContactV1, reach: Reach) -> ContactWay {
        let proof = contact.evidence.iter().find_map(|id| self.numbers.get(id.as_str()).copied());
        ContactWay { reach, told: self.veil.over_text(&whose_word(contact)), proof }
    }

    /// The numbers of exchanges.
    fn proofs(&self, ids: &[String]) -> Vec<usize> {
        ids.iter().filter_map(|id| self.numbers.get(id.as_str()).copied()).collect()
    }
}

/// Who says that a contact is right, what it is for, and since when that is known.
pub(super) fn whose_word(contact: &ContactV1) -> String {
    let basis = texts::text(&format!("document.basis.{}", code(&contact.basis)));
    let of_role = contact.role.map(|role| texts::fill("document.of-role", &[("role", role)]));
    let form = contact.prefers_form.then(|| texts::text("document.prefers-form").to_owned());
    let stale = contact.stale.then(|| texts::text("document.stale").to_owned());
    let told = [Some(code(&contact.purpose)), of_role, form, Some(basis.to_owned())];
    let source = [contact.backing.map(str::to_owned), Some(contact.source.clone())];
    let dated = [contact.page.clone(), contact.as_of.clone(), stale];
    let parts: Vec<String> = told.into_iter().chain(source).chain(dated).flatten().collect();
    clean(&parts.join(", "))
}

/// Why there is no party, with the word that can be looked up.
fn reason(entry: &EntryV1) -> Option<String> {
    let code = entry.reason_code.map_or(String::new(), |known| format!(" ({})", code(&known)));
    let missing = entry.reason.as_ref().map(|reason| clean(&format!("{reason}{code}")));
    missing.or_else(|| entry.contacts_reason.as_deref().map(unreached))
}

/// What else is known of an entry.
fn facts(entry: &EntryV1) -> Vec<(&'static str, Vec<String>)> {
    let identifiers = entry.party.as_ref().map(|party| identifiers(&party.identifiers));
    let said_by = entry.said_by.iter().map(|writer| format!("document.writer.{}", writer.word()));
    let said_by = said_by.map(|key| texts::text(&key).to_owned()).collect();
    let facts = [
        ("document.fact.for", entry.subjects.clone()),
        ("document.fact.identifiers", identifiers.unwrap_or_default()),
        ("document.fact.notes", entry.notes.clone()),
        ("document.fact.confidence", vec![entry.confidence.word().to_owned()]),
        ("document.fact.said-by", said_by),
    ];
    let filled = facts.into_iter().filter(|(_, values)| !values.is_empty());
    filled
        .map(|(key, values)| (texts::text(key), values.iter().map(|value| clean(value)).collect()))
        .collect()
}

/// Numbers and handles of a party.
fn identifiers(of: &IdentifiersV1) -> Vec<String> {
    let registrar = of
        .iana_id
        .map(|number| texts::fill("document.iana-id", &[("number", &number.to_string())]));
    let system = of.asn.map(|number| format!("AS{number}"));
    registrar.into_iter().chain(system).chain(of.handle.clone()).collect()
}
