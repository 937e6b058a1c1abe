//! The reseller: whoever sold the name for the registrar. Only what the records name; never
//! inferred from name servers or branding.

use super::{LayerSpec, View, literal, parties};
use crate::contacts::reject;
use crate::directory::Provider;
use crate::model::answer::{ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::contact::Basis;
use crate::model::mailbox::mail_domain;
use crate::model::record::PublishedContact;
use crate::model::target::Suffixes;
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
        let party = parties::as_said(view.known, label, reseller.country.as_deref());
        let mut entry = Entry::identified(
            LayerId::Reseller,
            party,
            Writer::AccountHolder,
            Confidence::Confirmed,
        );
        entry.subjects = vec![facts.domain.clone()];
        entry.rests_on(&record.evidence);
        // A known company's name is anybody's to type; a mailbox beside it is that company's only
        // where it is at the company's own domain.
        let known = view.known.by_holder(label);
        let borrowed = |contact: &PublishedContact| {
            known.is_some_and(|company| !is_at_site(company, &contact.value))
        };
        if let Some(company) = known {
            entry.note(format!(
                "the reseller's own word; nothing else shows that it is {}",
                company.name
            ));
        }
        for contact in reseller.contacts.iter().filter(|contact| borrowed(contact)) {
            let reason =
                "written beside another company's name, at a domain that is not that company's";
            let evidence = Some(record.evidence.clone());
            reject(&mut entry, contact.value.clone(), reason.to_owned(), evidence);
        }
        let contacts = reseller
            .contacts
            .iter()
            .filter(|contact| !borrowed(contact))
            .map(|contact| {
                view.judge.published(contact, record.source, &record.evidence, Basis::Published)
            })
            .collect();
        view.judge.settle(&mut entry, contacts);
        return vec![entry];
    }
    vec![unnamed(facts)]
}

/// Whether a contact is at the domain of a company's web site or of a contact that it publishes.
fn is_at_site(company: &Provider, value: &str) -> bool {
    let site = |text: &str| {
        let link = || url::Url::parse(text).ok()?.host_str().map(str::to_owned);
        Suffixes::of(&mail_domain(text).or_else(link)?).registrable
    };
    let own = company.website.iter().map(String::as_str);
    let own = own.chain(company.contacts.iter().map(|contact| contact.value.as_str()));
    let at = site(value);
    at.is_some() && own.into_iter().any(|text| site(text) == at)
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
    if let Some(entry) = super::unread::entry(layer, facts) {
        return entry;
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
