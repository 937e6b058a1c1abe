//! The registry: whoever runs the zone directly above the registered name.

use super::{LayerSpec, View, literal, parties};
use crate::directory::{Role, TldEntry, best_for, tld};
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId, Party};
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::observations::{NameFacts, Source};
use crate::model::record::TldRecord;
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Registry, attribute };

/// Names the registry: that of a suffix below the top level where the directory knows one, else
/// that of the top level by the IANA record, or by the dated table where that cannot be had.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    if let Some(entries) = literal(view, LayerId::Registry) {
        return entries;
    }
    let Some(name) = &view.seen.name else { return Vec::new() };
    let suffix = &name.registration.suffix;
    let by_suffix = view.known.by_suffix_registry(suffix);
    if let Some(found) = best_for(&by_suffix, Role::Registry) {
        let party = parties::of_match(found);
        let mut entry = Entry::identified(
            LayerId::Registry,
            party,
            parties::writer(found.provider),
            Confidence::Confirmed,
        );
        entry.subjects = vec![suffix.clone()];
        entry.notes.push(format!(
            "it registers names below {suffix}; the registry of the top-level domain is only its parent"
        ));
        view.judge.age(&mut entry, found);
        let desks = noted_desks(view, name, &mut entry);
        view.judge.settle(&mut entry, [desks, view.judge.of_match(found)].concat());
        return vec![entry];
    }
    if view.target.name().is_some_and(|host| host.suffixes.public.len() < suffix.len()) {
        return vec![unnamed(name)];
    }
    vec![top_level(view, name, tld(suffix).as_ref())]
}

/// A registry below the top level that has a record of the name, and that nobody names.
fn unnamed(name: &NameFacts) -> Entry {
    let suffix = &name.registration.suffix;
    let text = format!(
        "names below {suffix} are registered by a registry of its own, which is not in the \
         directory; that of the top-level domain is only its parent"
    );
    let mut why = Why::new(ReasonCode::NotIdentified, text);
    why.evidence = name.registration.records().next().map(|record| record.evidence.clone());
    Entry::missing(LayerId::Registry, Lack::Unknown, why)
}

/// The registry as a party, where it is known.
pub(super) fn party(view: &View<'_>) -> Option<Party> {
    attribute(view).into_iter().find_map(|entry| entry.party().cloned())
}

/// The registry of a top-level domain.
fn top_level(view: &View<'_>, name: &NameFacts, listed: Option<&TldEntry>) -> Entry {
    let suffix = &name.registration.suffix;
    let mut candidates: Vec<Contact> =
        listed.map(|entry| abuse_desk(view, entry)).unwrap_or_default();
    let mut entry = match (&name.registration.tld, listed) {
        (Answer::Found(record, evidence), _) if record.label().is_some() => {
            let operator = record.label().unwrap_or_default();
            let country = record.country.as_deref().or(listed.and_then(|entry| entry.country));
            let mut party = parties::of_name(view.known, operator, country);
            // The register and our table may spell one company differently.
            if let Some(listed) = listed {
                party.id = parties::of_name(view.known, listed.operator, None).id;
            }
            let mut entry = Entry::identified(
                LayerId::Registry,
                party,
                Writer::Registry,
                Confidence::Confirmed,
            );
            entry.rests_on(evidence);
            candidates.extend(offices(view, record, evidence));
            entry
        }
        (_, Some(listed)) => {
            let party = parties::of_name(view.known, listed.operator, listed.country);
            let mut entry =
                Entry::identified(LayerId::Registry, party, Writer::Directory, Confidence::Strong);
            entry.notes.push(format!("named by our table, read {}", listed.as_of));
            entry
        }
        (Answer::Unknown(why), None) => {
            return Entry::missing(LayerId::Registry, Lack::Unknown, why.clone());
        }
        (answer, None) => return unlisted(suffix, answer.evidence().cloned()),
    };
    entry.subjects = vec![suffix.clone()];
    if listed.is_some_and(TldEntry::is_direct) {
        entry.notes.push("it registers names itself, without registrars".to_owned());
    }
    candidates.extend(noted_desks(view, name, &mut entry));
    view.judge.settle(&mut entry, candidates);
    entry
}

/// The registry's abuse desk, where the notes around its record of the name give one.
fn noted_desks(view: &View<'_>, name: &NameFacts, entry: &mut Entry) -> Vec<Contact> {
    let mut desks = Vec::new();
    for record in &name.registration.registry {
        for desk in &record.facts.registry_desks {
            entry.rests_on(&record.evidence);
            let (source, evidence) = (record.source, &record.evidence);
            desks.push(view.judge.published(desk, source, evidence, Basis::Published));
        }
    }
    desks
}

/// A top-level domain that the Internet Assigned Numbers Authority does not know.
fn unlisted(suffix: &str, evidence: Option<crate::model::answer::Evidence>) -> Entry {
    let mut why = Why::new(ReasonCode::NoSuchName, format!(".{suffix} is in no register"));
    why.evidence = evidence;
    Entry::missing(LayerId::Registry, Lack::Unknown, why)
}

/// The registry's abuse desk, where our table has one.
fn abuse_desk(view: &View<'_>, entry: &TldEntry) -> Vec<Contact> {
    let form = entry.abuse_form.map(|form| (ContactKind::Form, form));
    let email = entry.abuse_email.map(|email| (ContactKind::Email, email));
    form.into_iter()
        .chain(email)
        .map(|(kind, value)| view.judge.listed(kind, value, Some(entry.as_of)))
        .collect()
}

/// The registry's office: for wrong data and policy, never for abuse.
fn offices(
    view: &View<'_>,
    record: &TldRecord,
    evidence: &crate::model::answer::Evidence,
) -> Vec<Contact> {
    record
        .emails
        .iter()
        .map(|email| Contact {
            as_of: Some(view.judge.day(evidence)),
            source: Source::Whois.word().to_owned(),
            evidence: Some(evidence.clone()),
            ..Contact::new(ContactKind::Email, email.as_str(), Purpose::Registry, Basis::Published)
        })
        .collect()
}
