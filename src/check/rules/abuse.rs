//! The rule about the abuse contacts that an outsider finds: what registrar, host and network
//! publish, not what our directory knows, and whether a report to it could arrive.

use super::trouble::silent;
use super::{Rule, View, nothing};
use crate::check::policy::{Form, PLACES, Value};
use crate::check::verdict::{Finding, Verdict};
use crate::model::answer::{Answer, Evidence};
use crate::model::chain::{Entry, LayerId, Status};
use crate::model::contact::ContactKind;
use crate::model::observations::{MailDomain, NumberFacts, Observations};
use crate::model::record::{ContactRole, PublishedContact};
use crate::model::target::mail_domain;

/// That a report about us would arrive somewhere.
pub(super) static ABUSE_CONTACT: Rule = Rule {
    key: "abuse_contact",
    says: "An outsider finds a published abuse contact that works at these parties.",
    form: Form::Places,
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
fn judge(view: &View<'_>, value: &Value) -> Finding {
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
fn at(view: &View<'_>, place: &str) -> Finding {
    match place {
        "registrar" => at_registrar(view),
        "host" => at_host(view),
        _ => at_network(view),
    }
}

/// The contacts of the registrar, as registry and registrar publish them.
fn at_registrar(view: &View<'_>) -> Finding {
    let Some(name) = &view.trace.seen.name else {
        return Finding::unknown("the target is no name");
    };
    let entry = view.trace.chain.layer(LayerId::Registrar).next();
    let reason = |entry: &Entry| entry.reason().map_or(String::new(), |why| why.text.clone());
    match entry {
        Some(entry) if entry.status() == Status::Absent && name.registration.absent.is_none() => {
            return Finding::pass("no registrar");
        }
        Some(entry) if entry.status() == Status::Hidden => {
            return Finding::fail("none").because(reason(entry));
        }
        Some(entry) if entry.status() == Status::Unknown => return Finding::unknown(reason(entry)),
        _ => {}
    }
    let records: Vec<_> = name.registration.records().collect();
    let contacts = records.iter().flat_map(|record| {
        let contacts = record.facts.registrar.iter().flat_map(|registrar| &registrar.contacts);
        contacts.map(|contact| (contact, &record.evidence))
    });
    let finding = working(view, contacts);
    // The registrar's own record is where the contact stands when the registry's has none.
    let facts = &name.registration;
    let unheard = silent(&facts.registrar_why).or_else(|| silent(&facts.why));
    let finding = match unheard {
        Some(why) if finding.verdict == Verdict::Fail => Finding::untold(why),
        _ => finding,
    };
    let shown = records.iter().map(|record| &record.evidence);
    finding.resting_on(shown.chain(&name.registration.absent))
}

/// The contacts of the blocks that hold the addresses: each address must have one.
fn at_host(view: &View<'_>) -> Finding {
    let seen: &Observations = &view.trace.seen;
    match seen.name.as_ref().map(|name| &name.resolution) {
        Some(Answer::Unknown(why)) => return Finding::untold(why),
        _ if seen.addresses.is_empty() => return Finding::pass("no address"),
        _ => {}
    }
    worst(seen.addresses.iter().map(|facts| of_number(view, &facts.registry)))
}

/// The contacts of the networks: each must have one.
fn at_network(view: &View<'_>) -> Finding {
    let systems = &view.trace.seen.systems;
    if systems.is_empty() {
        let nowhere = view.trace.seen.name.as_ref().and_then(|name| name.resolution.found());
        if nowhere.is_some_and(|found| found.addresses.is_empty()) {
            return Finding::pass("no address");
        }
        return Finding::unknown("it is not known which network announces the addresses");
    }
    worst(systems.values().map(|facts| of_number(view, &facts.registry)))
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

/// The contacts of a range or AS number, on any level.
fn of_number(view: &View<'_>, facts: &NumberFacts) -> Finding {
    let contacts = facts
        .levels
        .iter()
        .flat_map(|level| level.facts.contacts.iter().map(|contact| (contact, &level.evidence)));
    let finding = working(view, contacts);
    // A less complete source may have taken the place of the one that did not answer.
    let finding = match silent(&facts.why) {
        Some(why) if finding.verdict == Verdict::Fail => Finding::untold(why),
        None if finding.verdict == Verdict::Fail && facts.absent.is_some() => {
            Finding::unknown("the servers of the address registry contradict each other")
        }
        _ => finding,
    };
    finding.resting_on(facts.levels.iter().map(|level| &level.evidence))
}

/// Looks for a contact for abuse that can be reached.
fn working<'a>(
    view: &View<'_>,
    contacts: impl Iterator<Item = (&'a PublishedContact, &'a Evidence)>,
) -> Finding {
    let mut finding = Finding::fail("none");
    let for_abuse = contacts.filter(|(contact, _)| contact.role == ContactRole::Abuse);
    for (contact, evidence) in for_abuse {
        let judged = match contact.kind {
            ContactKind::Email => mailbox(view, &contact.value),
            ContactKind::Form | ContactKind::Url => Finding::pass(contact.value.clone()),
            ContactKind::Phone | ContactKind::Postal => continue,
        };
        let judged = judged.resting_on(Some(evidence));
        match judged.verdict {
            Verdict::Pass => return judged,
            Verdict::CouldNotTell => finding = judged,
            Verdict::Fail if finding.verdict == Verdict::Fail => finding = judged,
            Verdict::Fail => {}
        }
    }
    finding
}

/// Whether the domain of a mailbox takes mail.
fn mailbox(view: &View<'_>, address: &str) -> Finding {
    let Some(domain) = mail_domain(address) else {
        return Finding::fail(format!("{address}, which is no mail address"));
    };
    match view.trace.seen.mail_domains.get(&domain) {
        Some(Answer::Found(MailDomain::Takes, evidence)) => {
            Finding::pass(address).resting_on(Some(evidence))
        }
        Some(Answer::Found(MailDomain::Refuses, evidence)) => {
            Finding::fail(format!("{address}, but {domain} takes no mail"))
                .resting_on(Some(evidence))
        }
        Some(Answer::Found(MailDomain::Nowhere, evidence) | Answer::Absent(evidence)) => {
            Finding::fail(format!("{address}, but {domain} leads nowhere"))
                .resting_on(Some(evidence))
        }
        Some(Answer::Unknown(why)) => Finding::untold(why),
        None => Finding::unknown(format!("it was not asked whether {domain} takes mail")),
    }
}
