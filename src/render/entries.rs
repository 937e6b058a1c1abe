//! What STIX and MISP say of an entry of the chain alike: the party, its role, contact and powers in
//! lines that a program finds again.

use std::fmt::Write as _;

use super::clean::clean;
use super::json::v1::{EntryV1, PowerV1, TraceV1};
use crate::model::chain::Status;

/// The identified entries of a trace.
pub(super) fn named(trace: &TraceV1) -> impl Iterator<Item = &EntryV1> {
    trace.chain.iter().filter(|entry| entry.status == Status::Identified && entry.party.is_some())
}

/// The name of a party.
pub(super) fn party(entry: &EntryV1) -> String {
    entry.party.as_ref().map(|party| clean(&party.name)).unwrap_or_default()
}

/// Its identifier.
pub(super) fn party_id(entry: &EntryV1) -> String {
    entry.party.as_ref().map(|party| clean(&party.id)).unwrap_or_default()
}

/// The contacts of an entry in one line, best first.
pub(super) fn contacts(entry: &EntryV1) -> String {
    let contacts = entry.contacts.iter().map(|contact| clean(&contact.value));
    contacts.collect::<Vec<_>>().join(", ")
}

/// The codes of powers in one line.
pub(super) fn powers(powers: &[PowerV1]) -> String {
    powers.iter().map(|power| power.id.word()).collect::<Vec<_>>().join(", ")
}

/// An entry in lines.
pub(super) fn lines(entry: &EntryV1) -> String {
    let mut text = format!("role: {}\nparty: {}\n", entry.layer.word(), party(entry));
    let _ = writeln!(text, "contact: {}", contacts(entry));
    let _ = writeln!(text, "can: {}", powers(&entry.can));
    let _ = writeln!(text, "cannot: {}", powers(&entry.cannot));
    let subjects: Vec<String> = entry.subjects.iter().map(|one| clean(one)).collect();
    let _ = write!(text, "subjects: {}", subjects.join(", "));
    text
}
