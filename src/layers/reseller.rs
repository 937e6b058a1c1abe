//! The reseller: whoever sold the name for the registrar. Only what the records name; never
//! inferred from name servers or branding.

use super::{LayerSpec, View, literal, parties};
use crate::model::answer::{ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::contact::Basis;
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Reseller, attribute };

/// Names the reseller where a record does.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    if let Some(entries) = literal(view, LayerId::Reseller) {
        return entries;
    }
    let Some(name) = &view.seen.name else { return Vec::new() };
    let facts = &name.registration;
    let named = facts.registrar.iter().chain(&facts.registry).find_map(|record| {
        let reseller = record.facts.reseller.as_ref()?;
        Some((record, reseller, reseller.label()?))
    });
    if let Some((record, reseller, label)) = named {
        let party = parties::of_name(view.known, label, reseller.country.as_deref());
        let mut entry = Entry::identified(
            LayerId::Reseller,
            party,
            Writer::AccountHolder,
            Confidence::Confirmed,
        );
        entry.subjects = vec![facts.domain.clone()];
        entry.rests_on(&record.evidence);
        let contacts = reseller
            .contacts
            .iter()
            .map(|contact| {
                view.judge.published(contact, record.source, &record.evidence, Basis::Published)
            })
            .collect();
        view.judge.settle(&mut entry, contacts);
        return vec![entry];
    }
    vec![unnamed(facts)]
}

/// Why no reseller is named. Only the registrar's own record can show that there is none.
fn unnamed(facts: &crate::model::observations::RegistrationFacts) -> Entry {
    let layer = LayerId::Reseller;
    if let Some(absent) = &facts.absent {
        let mut why =
            Why::new(ReasonCode::NoSuchName, format!("{} is not registered", facts.domain));
        why.evidence = Some(absent.clone());
        return Entry::missing(layer, Lack::Absent, why);
    }
    if let (true, Some(why)) = (facts.registrar.is_empty(), facts.registrar_why.first()) {
        return Entry::missing(layer, Lack::Unknown, why.clone());
    }
    if let Some(record) = facts.registrar.first().or_else(|| facts.registry.first()) {
        if let Some(why) = super::truncated(record) {
            return Entry::missing(layer, Lack::Unknown, why);
        }
        let mut why = Why::new(ReasonCode::NotNamed, "the records name none");
        why.evidence = Some(record.evidence.clone());
        return Entry::missing(layer, Lack::Absent, why);
    }
    Entry::missing(layer, Lack::Unknown, super::registrar::unknown(facts))
}
