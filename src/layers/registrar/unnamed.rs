//! Why no record names a registrar: there is none, it is not published, or nobody answered.

use super::registration;
use crate::directory::{RegistrationModel, tld};
use crate::layers::{standing, unread};
use crate::model::answer::{Evidence, ReasonCode, Why};
use crate::model::chain::{Entry, Lack, LayerId};
use crate::model::observations::RegistrationFacts;
use crate::model::record::DomainRecord;

/// Why no record names a registrar.
pub(super) fn unnamed(facts: &RegistrationFacts) -> Entry {
    let model = tld(&facts.suffix).and_then(|entry| entry.model);
    let evidence = facts.records().next().map(|record| record.evidence.clone());
    let with = |code, text: String, lack| {
        let mut why = Why::new(code, text);
        why.evidence.clone_from(&evidence);
        Entry::missing(LayerId::Registrar, lack, why)
    };
    if let Some(absent) = &facts.absent {
        return unregistered(facts, absent.clone());
    }
    let handle = handle_only(facts);
    let marked = facts.records().any(|record| {
        record.facts.registrar.as_ref().is_some_and(|registrar| registrar.name.is_some())
    });
    if let Some((code, text)) = unsold(facts).filter(|_| !marked) {
        return with(code, text, Lack::Absent);
    }
    if let Some(entry) = unread::entry(LayerId::Registrar, facts) {
        return entry;
    }
    match model {
        _ if marked => with(
            ReasonCode::Malformed,
            format!(
                "the registrar's name in the record of {} holds control characters",
                facts.domain
            ),
            Lack::Unknown,
        ),
        Some(RegistrationModel::Direct) => with(
            ReasonCode::DirectRegistration,
            format!("the registry of .{} registers names itself", facts.suffix),
            Lack::Absent,
        ),
        Some(RegistrationModel::Unpublished) => with(
            ReasonCode::NotPublished,
            format!(
                "the registry of .{} does not publish registrars; it can name the one",
                facts.suffix
            ),
            Lack::Hidden,
        ),
        _ if handle.is_some() => {
            with(ReasonCode::NotPublished, handle.unwrap_or_default(), Lack::Hidden)
        }
        _ if evidence.is_some() => with(
            ReasonCode::NotPublished,
            format!("the record of {} names no registrar", facts.domain),
            Lack::Unknown,
        ),
        _ => Entry::missing(LayerId::Registrar, Lack::Unknown, unknown(facts)),
    }
}

/// Why nobody sold a name of which there is a record.
fn unsold(facts: &RegistrationFacts) -> Option<(ReasonCode, String)> {
    let any = |fits: fn(&DomainRecord) -> bool| facts.records().any(|record| fits(&record.facts));
    let name = &facts.domain;
    if any(registration::is_application) {
        let text = format!("{name} is asked for and not registered yet: nobody has sold it");
        Some((ReasonCode::NoSuchName, text))
    } else if any(standing::is_reserved) {
        Some((ReasonCode::NotNamed, format!("the registry keeps {name} back: nobody sold it")))
    } else if any(|record| record.direct) {
        let text = format!("the record of {name} says that the registry itself registered it");
        Some((ReasonCode::DirectRegistration, text))
    } else {
        None
    }
}

/// The entry of a name that nobody holds.
fn unregistered(facts: &RegistrationFacts, absent: Evidence) -> Entry {
    let mut why = Why::new(ReasonCode::NoSuchName, format!("{} is not registered", facts.domain));
    why.evidence = Some(absent);
    Entry::missing(LayerId::Registrar, Lack::Absent, why)
}

/// Why a registrar is not named of which the record gives a handle.
fn handle_only(facts: &RegistrationFacts) -> Option<String> {
    let handle =
        facts.records().find_map(|record| record.facts.registrar.as_ref()?.handle.as_deref())?;
    Some(format!(
        "the record of {} gives the registrar's handle {handle} only; the registry of .{} can name it",
        facts.domain, facts.suffix
    ))
}

/// Why there is no record at all: the last thing tried, which came nearest.
pub(in crate::layers) fn unknown(facts: &RegistrationFacts) -> Why {
    if let Some(url) = &facts.web_only {
        return Why::new(
            ReasonCode::NoServer,
            format!("the registry of .{} answers on its web page only: {url}", facts.suffix),
        );
    }
    facts.why.last().cloned().unwrap_or_else(|| {
        Why::new(ReasonCode::NoServer, format!("no server is known for .{}", facts.suffix))
    })
}
