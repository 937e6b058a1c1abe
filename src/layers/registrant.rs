//! The registrant: whoever holds the name. Not an addressee by default: it may be the abuser, or a
//! victim.

use super::{LayerSpec, View, literal, parties, registry};
use crate::model::answer::{Evidence, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::company::same_company;
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::observations::{RegistrationFacts, Source};
use crate::model::record::PartyRecord;
use crate::model::text::quoted;
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Registrant, attribute };

/// A holder as a record shows it.
struct ShownHolder<'a> {
    /// The holder.
    party: &'a PartyRecord,
    /// The protocol of the record.
    source: Source,
    /// The exchange of the record.
    evidence: &'a Evidence,
}

/// Names an organisation; a natural person only on request.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    if let Some(entries) = literal(view, LayerId::Registrant) {
        return entries;
    }
    let Some(name) = &view.seen.name else { return Vec::new() };
    let facts = &name.registration;
    let records = || facts.registrar.iter().chain(&facts.registry);
    let shown = |wanted: fn(&PartyRecord) -> bool| {
        records().find_map(|record| {
            let party = record.facts.registrant.as_ref().filter(|party| wanted(party))?;
            Some(ShownHolder { party, source: record.source, evidence: &record.evidence })
        })
    };
    let entry = if let Some(shown) = shown(|party| party.stands_in && party.label().is_some()) {
        behind_service(view, &shown)
    } else if let Some(shown) =
        shown(|party| party.organisation.is_value() && party.label().is_some())
    {
        identified(view, facts, &shown)
    } else if let Some(shown) = shown(|party| party.label().is_some()) {
        if view.show_registrant { identified(view, facts, &shown) } else { personal(&shown) }
    } else {
        let mut entry = unnamed(facts);
        // Whom nobody names can still be reached, where the record says how.
        if let Some(shown) = shown(|party| party.relay.is_some()) {
            entry.rests_on(shown.evidence);
            let relay = shown.party.relay.iter();
            let relay = relay.map(|relay| relay_contact(view, &shown, relay)).collect();
            view.judge.settle(&mut entry, relay);
        }
        entry
    };
    vec![entry]
}

/// The entry of a holder that is named.
fn identified(view: &View<'_>, facts: &RegistrationFacts, shown: &ShownHolder<'_>) -> Entry {
    let label = shown.party.label().unwrap_or_default();
    let mut party = parties::as_said(view.known, label, shown.party.country.as_deref());
    // What he typed does not make him the registry.
    if registry::party(view).is_some_and(|above| same_company(&above.name, label)) {
        party = party.that_borrows();
    }
    let mut entry =
        Entry::identified(LayerId::Registrant, party, Writer::AccountHolder, Confidence::Confirmed);
    entry.subjects = vec![facts.domain.clone()];
    entry.rests_on(shown.evidence);
    let mut contacts: Vec<Contact> =
        shown.party.relay.iter().map(|relay| relay_contact(view, shown, relay)).collect();
    if view.show_registrant {
        contacts.extend(shown.party.contacts.iter().map(|contact| Contact {
            purpose: Purpose::Registrant,
            ..view.judge.published(contact, shown.source, shown.evidence, Basis::Published)
        }));
    }
    view.judge.settle(&mut entry, contacts);
    entry
}

/// The entry of a holder that a service stands in for: the service is not the holder.
fn behind_service(view: &View<'_>, shown: &ShownHolder<'_>) -> Entry {
    let service = shown.party.label().unwrap_or_default();
    let mut why = Why::new(
        ReasonCode::Redacted,
        format!("registered through {}, which stands in for the holder", quoted(service)),
    );
    why.evidence = Some(shown.evidence.clone());
    let mut entry = Entry::missing(LayerId::Registrant, Lack::Hidden, why);
    let relay = shown.party.relay.iter().map(|relay| relay_contact(view, shown, relay)).collect();
    view.judge.settle(&mut entry, relay);
    entry
}

/// The way to reach a holder without being shown its address (RFC 8605); no abuse contact.
fn relay_contact(view: &View<'_>, shown: &ShownHolder<'_>, relay: &str) -> Contact {
    let is_form = relay.contains("://");
    let kind = if is_form { ContactKind::Form } else { ContactKind::Email };
    Contact {
        as_of: Some(view.judge.day(shown.evidence)),
        source: shown.source.word().to_owned(),
        evidence: Some(shown.evidence.clone()),
        ..Contact::new(kind, relay, Purpose::Registrant, Basis::Published)
    }
}

/// The entry of a natural person that was not asked for.
fn personal(shown: &ShownHolder<'_>) -> Entry {
    let named =
        if shown.party.is_person { "names a person" } else { "has a name that may be a person's" };
    let mut why = Why::new(
        ReasonCode::PersonalData,
        format!("the record {named}; --show-registrant prints it"),
    );
    why.evidence = Some(shown.evidence.clone());
    Entry::missing(LayerId::Registrant, Lack::Hidden, why)
}

/// Why nobody is named.
fn unnamed(facts: &RegistrationFacts) -> Entry {
    let layer = LayerId::Registrant;
    let with = |lack, code, text: &str, evidence: Option<&Evidence>| {
        let mut why = Why::new(code, text);
        why.evidence = evidence.cloned();
        Entry::missing(layer, lack, why)
    };
    if let Some(absent) = &facts.absent {
        let text = format!("{} is not registered", facts.domain);
        return with(Lack::Absent, ReasonCode::NoSuchName, &text, Some(absent));
    }
    let redacted = facts
        .registrar
        .iter()
        .chain(&facts.registry)
        .find(|record| !record.facts.redacted.is_empty());
    if let Some(record) = redacted {
        let text = "the registry or registrar withholds the holder; the registrar knows it";
        return with(Lack::Hidden, ReasonCode::Redacted, text, Some(&record.evidence));
    }
    if let Some(why) = facts.records().find_map(super::truncated) {
        return Entry::missing(layer, Lack::Unknown, why);
    }
    if let Some(entry) = super::unread::entry(layer, facts) {
        return entry;
    }
    match facts.records().next() {
        Some(record) => {
            let text = "the records do not show the holder; the registrar knows it";
            with(Lack::Hidden, ReasonCode::NotPublished, text, Some(&record.evidence))
        }
        None => Entry::missing(layer, Lack::Unknown, super::registrar::unknown(facts)),
    }
}
