//! The rule about the abuse contacts that an outsider finds: what registrar, host and network
//! publish, not what our directory knows, and whether a report to it could arrive.

use super::{CheckView, Rule, nothing};
use crate::check::form::{PLACES, Value, ValueForm};
use crate::check::verdict::{Finding, Verdict};
use crate::model::answer::ReasonCode;
use crate::model::chain::{Entry, Lack, LayerId, RegistrationState, Rejected, Who};
use crate::model::contact::{Basis, ContactKind, Purpose};

/// That a report about us would arrive somewhere.
pub(super) static ABUSE_CONTACT: Rule = Rule {
    key: "abuse_contact",
    says: "An outsider finds a published abuse contact that works at these parties.",
    form: ValueForm::Places,
    likely: "the contact was removed from the record, or its mail domain was given up",
    at_registry: false,
    bare_only: false,
    wants: nothing,
    judge,
    today: |view| {
        let works = |place: &str| at(view, place).verdict == Verdict::Pass;
        let places: Vec<String> =
            PLACES.iter().filter(|place| works(place)).map(|p| format!("{p:?}")).collect();
        if places.is_empty() {
            return Err("no abuse contact is published today".to_owned());
        }
        Ok(format!("[{}]", places.join(", ")))
    },
};

/// Judges the contacts at all places asked for.
fn judge(view: &CheckView<'_>, value: &Value) -> Finding {
    let findings: Vec<(&String, Finding)> =
        value.words().iter().map(|place| (place, at(view, place))).collect();
    let words: Vec<String> =
        findings.iter().map(|(place, finding)| format!("{place}: {}", finding.found)).collect();
    let first = |verdict: Verdict| {
        findings.iter().map(|(_, finding)| finding).find(|finding| finding.verdict == verdict)
    };
    let evidence = findings.iter().flat_map(|(_, finding)| &finding.evidence);
    let decisive = first(Verdict::Fail).or_else(|| first(Verdict::CouldNotTell));
    let found = words.join("; ");
    match decisive {
        None => Finding::pass(found),
        Some(one) => Finding { found, evidence: Vec::new(), ..one.clone() },
    }
    .resting_on(evidence)
}

/// Judges the contacts at one place.
fn at(view: &CheckView<'_>, place: &str) -> Finding {
    match place {
        "registrar" => at_registrar(view),
        "host" => at_host(view),
        _ => at_network(view),
    }
}

/// The contacts of the registrar. Where there is none, none is missing.
fn at_registrar(view: &CheckView<'_>) -> Finding {
    let free = view.chain.registration.state == RegistrationState::NotRegistered;
    let shown = &view.chain.registration.evidence;
    worst(view.chain.layer(LayerId::Registrar).map(|entry| match &entry.is {
        Who::Missing { lack: Lack::Absent, .. } if !free => Finding::pass("no registrar"),
        Who::Missing { lack: Lack::Hidden, why } => {
            Finding::fail("none").because(why.text.clone()).resting_on(shown)
        }
        Who::Missing { lack: Lack::Unknown | Lack::Skipped, why } => Finding::untold(why),
        Who::Missing { lack: Lack::Absent, .. } | Who::Identified { .. } => {
            offered(entry).resting_on(shown)
        }
    }))
}

/// The contacts of the hosts, or of whoever stands before one that cannot be seen.
fn at_host(view: &CheckView<'_>) -> Finding {
    worst(view.chain.layer(LayerId::Host).flat_map(|entry| match &entry.is {
        Who::Identified { .. } => vec![offered(entry)],
        Who::Missing { lack: Lack::Absent, .. } => vec![Finding::pass("no address")],
        Who::Missing { lack: Lack::Hidden, .. } => {
            view.chain.layer(LayerId::Cdn).map(offered).collect()
        }
        Who::Missing { lack: Lack::Unknown | Lack::Skipped, why } => vec![Finding::untold(why)],
    }))
}

/// The contacts of the networks: each must have one.
fn at_network(view: &CheckView<'_>) -> Finding {
    worst(view.chain.layer(LayerId::Network).map(|entry| match &entry.is {
        Who::Identified { .. } => offered(entry),
        Who::Missing { why, .. } if why.code == ReasonCode::NoAddress => {
            Finding::pass("no address")
        }
        Who::Missing { .. } => {
            Finding::unknown("it is not known which network announces the addresses")
        }
    }))
}

/// The least good of some findings.
fn worst(findings: impl Iterator<Item = Finding>) -> Finding {
    let gravity = |finding: &Finding| match finding.verdict {
        Verdict::Pass => 0,
        Verdict::CouldNotTell => 1,
        Verdict::Fail => 2,
    };
    findings.max_by_key(gravity).unwrap_or_else(|| Finding::pass("nothing to ask about"))
}

/// The contact for abuse that an entry offers by its party's own word or its registry's. Which
/// contacts are fit to be offered has been judged once, for everybody.
fn offered(entry: &Entry) -> Finding {
    let published = entry.contacts.iter().find(|contact| {
        // To whoever checks a name of his own its holder is no stranger.
        matches!(contact.purpose, Purpose::Abuse | Purpose::Registrant)
            && matches!(contact.basis, Basis::Published | Basis::Inherited)
            && matches!(contact.kind, ContactKind::Email | ContactKind::Form | ContactKind::Url)
    });
    if let Some(contact) = published {
        return Finding::pass(contact.value.clone()).resting_on(&contact.evidence);
    }
    if let Some(why) = &entry.unheard {
        return Finding::untold(why);
    }
    match entry.rejected.first() {
        Some(Rejected { contact, evidence }) => {
            Finding::fail(format!("{}, but {}", contact.value, contact.reason)).resting_on(evidence)
        }
        None => Finding::fail("none").resting_on(&entry.evidence),
    }
}
