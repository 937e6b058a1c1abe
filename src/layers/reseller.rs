//! The reseller: whoever sold the name for the registrar. Only what the records name; never
//! inferred from name servers or branding.

use super::{LayerSpec, View, literal, parties, registry};
use crate::contacts::reject;
use crate::directory::{registrar_by_name, tld};
use crate::model::answer::{ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::company::same_company;
use crate::model::contact::Basis;
use crate::model::mailbox::mail_domain;
use crate::model::observations::RegistrationFacts;
use crate::model::record::PublishedContact;
use crate::model::registries::Registry;
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
        let mut party = parties::as_said(view.known, label, reseller.country.as_deref());
        // A known company's name is anybody's to type; a mailbox beside it is that company's only
        // where it is at the company's own domain.
        let known = Bearer::of(view, label);
        if known.is_some() {
            party = party.that_borrows();
        }
        let mut entry = Entry::identified(
            LayerId::Reseller,
            party,
            Writer::AccountHolder,
            Confidence::Confirmed,
        );
        entry.subjects = vec![facts.domain.clone()];
        entry.rests_on(&record.evidence);
        let borrowed = |contact: &PublishedContact| {
            known.as_ref().is_some_and(|company| !company.is_at_site(&contact.value))
        };
        if let Some(company) = &known {
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

/// A company that is known under a name: a provider, a registrar, or a registry of names or numbers.
struct Bearer {
    /// Its name.
    name: String,
    /// The domains of its web site and of the contacts that it publishes.
    sites: Vec<String>,
}

impl Bearer {
    /// The company of a name.
    fn of(view: &View<'_>, label: &str) -> Option<Self> {
        if let Some(provider) = view.known.by_holder(label) {
            let site = provider.website.iter().map(String::as_str);
            let contacts = provider.contacts.iter().map(|contact| contact.value.as_str());
            let sites = site.chain(contacts).filter_map(site_of).collect();
            return Some(Self { name: provider.name.clone(), sites });
        }
        if let Some(listed) = registrar_by_name(label) {
            let contacts = listed.contacts();
            let sites = contacts.iter().filter_map(|contact| site_of(&contact.value)).collect();
            return Some(Self { name: listed.name.to_owned(), sites });
        }
        let above = registry::party(view).map(|party| party.name);
        let above = above.filter(|name| same_company(name, label));
        let name = above.or_else(|| Registry::of_name(label).map(|it| it.name.to_owned()))?;
        Some(Self { name, sites: Vec::new() })
    }

    /// Whether a contact is at one of its domains, or where none is known at one of its very name.
    fn is_at_site(&self, value: &str) -> bool {
        site_of(value).is_some_and(|site| {
            let label = site.split('.').next().unwrap_or_default();
            self.sites.contains(&site) || (self.sites.is_empty() && same_company(&self.name, label))
        })
    }
}

/// The registered domain of a mailbox or link.
fn site_of(text: &str) -> Option<String> {
    let link = || url::Url::parse(text).ok()?.host_str().map(str::to_owned);
    Suffixes::of(&mail_domain(text).or_else(link)?).registrable
}

/// Whether there is, or may be, a registrar with a record of its own.
fn has_registrar(facts: &RegistrationFacts) -> bool {
    let named = facts.registry.iter().any(|record| record.facts.registrar.is_some());
    named || !tld(&facts.suffix).is_some_and(|entry| entry.is_direct())
}

/// Why no reseller is named. Only the registrar's own record can show that there is none.
fn unnamed(facts: &RegistrationFacts) -> Entry {
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
        let unseen = facts.registrar.is_empty() && has_registrar(facts);
        let text = if unseen {
            "the registry's record names none; the registrar's own was not seen"
        } else {
            "the records name none"
        };
        let mut why = Why::new(ReasonCode::NotNamed, text);
        why.evidence = Some(record.evidence.clone());
        let mut entry = Entry::missing(layer, Lack::Absent, why);
        if unseen {
            entry.confidence = Confidence::Weak;
        }
        return entry;
    }
    Entry::missing(layer, Lack::Unknown, super::registrar::unknown(facts))
}
