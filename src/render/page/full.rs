//! One entry of the chain in full: what the party can and cannot do, how sure it is, and why.

use std::fmt::Write as _;

use super::powers;
use super::reach::{Reach, reach, unreached};
use crate::model::answer::Evidence;
use crate::model::chain::{Chain, Entry, Status};
use crate::render::clean::clean;

/// One entry of the chain.
#[derive(Debug, Clone)]
pub(in crate::render) struct PageRow {
    /// The layer; empty where the row above has the same.
    pub(in crate::render) layer: &'static str,
    /// What is known.
    pub(in crate::render) status: Status,
    /// The party, or the status where there is none.
    pub(in crate::render) party: String,
    /// How to reach it.
    pub(in crate::render) contacts: Vec<Reach>,
    /// Why there is no way to reach it, if so.
    pub(in crate::render) unreached: Option<String>,
    /// Why there is no party.
    pub(in crate::render) reason: Option<String>,
    /// What it is responsible for.
    pub(in crate::render) subjects: Vec<String>,
    /// What else should be known.
    pub(in crate::render) notes: Vec<String>,
    /// Its powers as sentences.
    pub(in crate::render) powers: Vec<String>,
    /// Contacts that must not be used, with the reasons.
    pub(in crate::render) rejected: Vec<String>,
    /// How sure it is.
    pub(in crate::render) confidence: &'static str,
    /// The numbers of its exchanges.
    pub(in crate::render) evidence: Vec<usize>,
}

/// One entry in words.
pub(super) fn row(
    entry: &Entry,
    chain: &Chain,
    today: &str,
    mentioned: &mut Vec<Evidence>,
) -> PageRow {
    let mut notes: Vec<String> = entry.notes.iter().map(|note| clean(note)).collect();
    if let Some(same) = same_as(entry, chain) {
        notes.insert(0, format!("same company as {same}"));
    }
    PageRow {
        layer: entry.layer.word(),
        status: entry.status(),
        party: party(entry),
        contacts: entry.contacts.iter().map(|contact| dated(reach(contact, today))).collect(),
        unreached: entry.unreached.as_deref().map(unreached),
        reason: entry.reason().map(|why| clean(&why.text)),
        subjects: entry.subjects.iter().map(|subject| clean(subject)).collect(),
        notes,
        powers: powers::of(entry),
        rejected: entry
            .rejected
            .iter()
            .map(|rejected| {
                clean(&format!("not {}: {}", rejected.contact.value, rejected.contact.reason))
            })
            .collect(),
        confidence: entry.confidence.word(),
        evidence: entry.evidence.iter().map(|evidence| number(evidence, mentioned)).collect(),
    }
}

/// The number of an exchange, given in order of first mention.
fn number(evidence: &Evidence, mentioned: &mut Vec<Evidence>) -> usize {
    mentioned.iter().position(|known| known == evidence).unwrap_or_else(|| {
        mentioned.push(evidence.clone());
        mentioned.len() - 1
    }) + 1
}

/// The party with its number and country.
fn party(entry: &Entry) -> String {
    let Some(party) = entry.party() else { return entry.status().word().to_owned() };
    let mut words = clean(&party.name);
    words.extend(crate::model::text::mixed(&party.name).map(crate::model::text::alike));
    if let Some(asn) = party.asn.filter(|asn| words != format!("AS{asn}")) {
        let _ = write!(words, " (AS{asn})");
    }
    if let Some(country) = &party.country {
        let _ = write!(words, ", {}", clean(country));
    }
    words
}

/// The first layer above in which the same company stands.
pub(super) fn same_as(entry: &Entry, chain: &Chain) -> Option<&'static str> {
    let id = &entry.party()?.id;
    let first = chain
        .entries
        .iter()
        .take_while(|other| other.layer < entry.layer)
        .find(|other| other.party().is_some_and(|party| party.id == *id))?;
    Some(first.layer.word())
}

/// A contact with the day on which it was last known to be right.
fn dated(reach: Reach) -> Reach {
    let day = reach.as_of.as_ref().map(|day| format!("as of {day}"));
    let words: Vec<String> = reach.remark.iter().cloned().chain(day).collect();
    let remark = (!words.is_empty()).then(|| words.join("; "));
    Reach { remark, ..reach }
}
