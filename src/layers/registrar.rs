//! The registrar: whoever placed the registration. Not every registration has one.

mod number;
mod unnamed;

pub(super) use self::unnamed::unknown;
use self::unnamed::unnamed;
use super::{LayerSpec, View, literal, parties, registration, registry};
use crate::contacts::{Judge, place, reject};
use crate::directory::{
    RegistrarEntry, RegistrarStanding, Role, best_for, registrar_by_iana, registrar_by_name,
};
use crate::model::answer::Evidence;
use crate::model::chain::{Confidence, Entry, LayerId, Party};
use crate::model::company::bears;
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::name::{at_or_below, registrable};
use crate::model::observations::{RegistrationFacts, Sourced};
use crate::model::record::{
    ContactRole, DomainRecord, PublishedContact, RecordPart, RegistrarRecord,
};
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Registrar, attribute };

/// Names the registrar out of the registry's record, which has the last word, with the contacts
/// of every record that shows it.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    if let Some(entries) = literal(view, LayerId::Registrar) {
        return entries;
    }
    let Some(name) = &view.seen.name else { return Vec::new() };
    let facts = &name.registration;
    let named = facts.records().find_map(|record| {
        let registrar = record.facts.registrar.as_ref()?;
        let (registrar, note) = number::credible(facts, registrar);
        let named = registrar.label().is_some() || registrar.iana_id.is_some();
        named.then_some((record, registrar, note))
    });
    vec![if let Some((record, registrar, note)) = named {
        let mut entry = identified(view, facts, record, &registrar);
        entry.notes.extend(note);
        entry
    } else {
        let mut entry = unnamed(facts);
        // Whom no record names can still be written to, where one says how.
        let candidates = published(view, facts, &RegistrarRecord::default(), &mut entry);
        view.judge.settle(&mut entry, candidates);
        entry
    }]
}

/// The entry of a registrar that a record names.
fn identified(
    view: &View<'_>,
    facts: &RegistrationFacts,
    record: &Sourced<DomainRecord>,
    registrar: &RegistrarRecord,
) -> Entry {
    let listed = registrar
        .iana_id
        .map_or_else(|| registrar.label().and_then(registrar_by_name), registrar_by_iana);
    if let Some(entry) = listed.as_ref().and_then(|listed| number::reserved(record, listed)) {
        return entry;
    }
    let itself =
        listed.as_ref().is_some_and(|listed| listed.standing == RegistrarStanding::RegistryItself);
    let party = if itself {
        registry::party(view).map(|party| Party { iana_id: registrar.iana_id, ..party })
    } else {
        None
    };
    let party = party.unwrap_or_else(|| party_of(view, registrar, listed.as_ref()));
    let by_registry = facts.registry.iter().any(|of| of.evidence == record.evidence);
    let said_by = if by_registry { Writer::Registry } else { Writer::Registrar };
    let mut entry = Entry::identified(LayerId::Registrar, party, said_by, Confidence::Confirmed);
    if itself {
        entry.notes.push(format!("the registry of .{} itself acts as registrar", facts.suffix));
    }
    entry.subjects = vec![facts.domain.clone()];
    entry.rests_on(&record.evidence);
    let mut candidates = published(view, facts, registrar, &mut entry);
    candidates.extend(from_tables(view, registrar, listed.as_ref()));
    candidates.extend(site_of(view, record, registrar));
    let judge = match own_name(view, facts, &candidates) {
        Some(domain) => {
            entry.notes.push(format!(
                "{domain} is the registrar's own name: its desk is the holder's, too"
            ));
            Judge { domain: None, ..view.judge }
        }
        None => view.judge,
    };
    judge.settle(&mut entry, candidates);
    let publishes =
        |contact: &Contact| contact.purpose == Purpose::Abuse && contact.basis != Basis::Guessed;
    if !entry.contacts.iter().any(publishes) {
        let unread = facts.records().any(|of| of.facts.unread.contains(&RecordPart::Abuse));
        let note = if unread {
            "a record has a part about reports of abuse from which no contact can be read"
        } else {
            "the records publish no abuse contact of the registrar"
        };
        entry.notes.push(note.to_owned());
    }
    entry
}

/// The traced domain, where it is the registrar's own: the registry's record or our tables have its
/// desk there, and the holder of a name writes neither.
fn own_name<'a>(
    view: &View<'a>,
    facts: &RegistrationFacts,
    candidates: &[Contact],
) -> Option<&'a str> {
    let domain = view.judge.domain?;
    let vouched = |contact: &Contact| {
        let by_registry =
            |evidence: &Evidence| facts.registry.iter().any(|of| of.evidence == *evidence);
        let place = place(contact);
        contact.evidence.as_ref().is_none_or(by_registry)
            && place.is_some_and(|host| at_or_below(&host, domain))
    };
    let desks = candidates.iter().filter(|contact| contact.purpose == Purpose::Abuse);
    desks.into_iter().any(vouched).then_some(domain)
}

/// The contacts of a registrar in every record that speaks of it.
fn published(
    view: &View<'_>,
    facts: &RegistrationFacts,
    registrar: &RegistrarRecord,
    entry: &mut Entry,
) -> Vec<Contact> {
    let mut candidates = Vec::new();
    for other in facts.records() {
        let Some(seen) = other.facts.registrar.as_ref().filter(|seen| seen.may_be(registrar))
        else {
            continue;
        };
        if !seen.contacts.is_empty() {
            entry.rests_on(&other.evidence);
        }
        let own = |contact: &&PublishedContact| {
            let strange =
                !facts.registry.contains(other) && stranger(view, facts, registrar, contact);
            if strange {
                reject(
                    entry,
                    contact.value.clone(),
                    "at a domain that is none of the registrar's; the registry gives another"
                        .to_owned(),
                    Some(other.evidence.clone()),
                );
            }
            !strange
        };
        let own: Vec<&PublishedContact> = seen.contacts.iter().filter(own).collect();
        candidates.extend(own.into_iter().map(|contact| {
            view.judge.published(contact, other.source, &other.evidence, Basis::Published)
        }));
        candidates.extend(ambiguous(view, other, seen, entry));
        for rejected in &other.facts.rejected {
            reject(
                entry,
                rejected.value.clone(),
                rejected.reason.clone(),
                Some(other.evidence.clone()),
            );
        }
    }
    candidates
}

/// The party that a registrar is.
fn party_of(
    view: &View<'_>,
    registrar: &RegistrarRecord,
    listed: Option<&RegistrarEntry>,
) -> Party {
    let name = registrar
        .label()
        .map(str::to_owned)
        .or_else(|| listed.map(|listed| listed.name.to_owned()))
        .unwrap_or_else(|| "registrar without a name".to_owned());
    let mut party = parties::of_name(view.known, &name, registrar.country.as_deref());
    if let Some(iana_id) = registrar.iana_id {
        let matches = view.known.by_registrar(iana_id);
        if let Some(found) = best_for(&matches, Role::Registrar) {
            party.id.clone_from(&found.provider.id);
            if party.country.is_none() {
                party.country.clone_from(&found.provider.country);
                party.country_listed = party.country.is_some();
            }
        }
    }
    party.iana_id = registrar.iana_id;
    party.handle.clone_from(&registrar.handle);
    party
}

/// The registrar's web site, for want of anything better.
fn site_of(
    view: &View<'_>,
    record: &Sourced<DomainRecord>,
    registrar: &RegistrarRecord,
) -> Option<Contact> {
    let (kind, value) = (ContactKind::Url, registrar.url.clone()?);
    let site = PublishedContact { kind, value, role: ContactRole::General };
    Some(view.judge.published(&site, record.source, &record.evidence, Basis::Published))
}

/// Whether a mailbox that only the record of a referred server gives is at a domain that nothing
/// shows to be the registrar's, while the registry publishes the registrar's desk.
fn stranger(
    view: &View<'_>,
    facts: &RegistrationFacts,
    registrar: &RegistrarRecord,
    contact: &PublishedContact,
) -> bool {
    let Some(domain) = crate::model::mailbox::mail_domain(&contact.value) else { return false };
    let by_registry = facts.registry.iter().filter_map(|record| record.facts.registrar.as_ref());
    let desks: Vec<&RegistrarRecord> = by_registry
        .filter(|of| of.contacts.iter().any(|one| one.role == ContactRole::Abuse))
        .collect();
    let listed = registrar.iana_id.and_then(registrar_by_iana);
    let tables = from_tables(view, registrar, listed.as_ref());
    let known = tables.iter().filter_map(|contact| {
        let link = || url::Url::parse(&contact.value).ok()?.host_str().map(str::to_owned);
        crate::model::mailbox::mail_domain(&contact.value).or_else(link)
    });
    let own = desks.iter().flat_map(|desk| desk.domains());
    let place = registrable(&domain);
    let label = place.split('.').next().unwrap_or_default();
    let named = bears(registrar.label().unwrap_or_default(), label);
    contact.kind == ContactKind::Email
        && !desks.is_empty()
        && !named
        && !own.chain(known.map(|host| registrable(&host))).any(|own| own == place)
}

/// Abuse contacts that stand at the top of the record without saying whose they are: the
/// registrar's only where they share its mail or web domain.
fn ambiguous(
    view: &View<'_>,
    record: &Sourced<DomainRecord>,
    registrar: &RegistrarRecord,
    entry: &mut Entry,
) -> Vec<Contact> {
    let own: Vec<String> = registrar.domains();
    let abuse = record.facts.contacts.iter().filter(|contact| contact.role == ContactRole::Abuse);
    let mut contacts = Vec::new();
    for contact in abuse {
        let domain = crate::model::mailbox::mail_domain(&contact.value);
        if contact.kind != ContactKind::Email
            || domain.is_some_and(|domain| own.contains(&registrable(&domain)))
        {
            contacts.push(view.judge.published(
                contact,
                record.source,
                &record.evidence,
                Basis::Published,
            ));
        } else {
            entry.notes.push(format!(
                "{} is an abuse contact published with the registration; the record does not say whose",
                contact.value
            ));
        }
    }
    contacts
}

/// What our own tables know of the registrar.
fn from_tables(
    view: &View<'_>,
    registrar: &RegistrarRecord,
    listed: Option<&RegistrarEntry>,
) -> Vec<Contact> {
    let mut contacts = Vec::new();
    if let Some(iana_id) = registrar.iana_id.or(listed.map(|listed| listed.iana_id)) {
        let matches = view.known.by_registrar(iana_id);
        contacts
            .extend(best_for(&matches, Role::Registrar).map(|found| view.judge.of_match(found)));
    } else if let Some(provider) = registrar.label().and_then(|name| view.known.by_holder(name)) {
        contacts.push(view.judge.of_company(provider, Role::Registrar));
    }
    let mut contacts: Vec<Contact> = contacts.into_iter().flatten().collect();
    if let Some(listed) = listed {
        contacts.extend(listed.contacts().iter().map(|contact| view.judge.of_provider(contact)));
    }
    contacts
}
