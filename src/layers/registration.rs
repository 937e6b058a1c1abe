//! The state of the registration: what its statuses and dates amount to.

use super::{View, doubt, standing};
use crate::model::answer::{ReasonCode, Why};
use crate::model::chain::{Registration, RegistrationState};
use crate::model::day::Day;
use crate::model::observations::RegistrationFacts;
use crate::model::record::DomainRecord;
use crate::model::status::Standing;

/// Days before the end of a registration in which it counts as expiring.
const SOON: i32 = 30;

/// The state of the name's registration.
pub(super) fn state(view: &View<'_>) -> Registration {
    let Some(name) = &view.seen.name else { return Registration::default() };
    let facts = &name.registration;
    let mut statuses: Vec<String> = Vec::new();
    for status in facts.registry.iter().flat_map(|record| &record.facts.statuses) {
        if !statuses.contains(status) {
            statuses.push(status.clone());
        }
    }
    let first = |pick: fn(&DomainRecord) -> Option<String>| {
        facts.records().find_map(|record| pick(&record.facts))
    };
    let expires = first(|record| record.expires.clone());
    let created = first(|record| record.created.clone());
    let state = overall(facts, &statuses, expires.as_deref(), view.judge.today);
    let remarks = standing::remarks(view, name, &statuses, created.as_deref(), expires.as_deref());
    let shown = facts.registry.iter().map(|record| &record.evidence).chain(&facts.absent);
    Registration {
        statuses,
        created,
        expires,
        updated: first(|record| record.updated.clone()),
        state,
        remarks,
        unasked: unasked(facts),
        partial: doubt::silent(&facts.why).cloned(),
        evidence: shown.cloned().collect(),
    }
}

/// Why the registry said nothing of the name, if so.
fn unasked(facts: &RegistrationFacts) -> Option<Why> {
    let nothing = facts.registry.is_empty() && facts.absent.is_none();
    let nobody =
        || Why::new(ReasonCode::NoServer, "no registry could be asked about the name".to_owned());
    nothing.then(|| facts.why.first().cloned().unwrap_or_else(nobody))
}

/// The most restrictive of what the record says. A status that nobody here knows may mean anything,
/// so that it is never taken for "in order".
fn overall(
    facts: &RegistrationFacts,
    statuses: &[String],
    expires: Option<&str>,
    today: &str,
) -> RegistrationState {
    let standings: Vec<_> = statuses.iter().map(|status| Standing::of(status)).collect();
    let any = |fits: fn(Standing) -> bool| standings.iter().flatten().copied().any(fits);
    let records = || facts.registry.iter().map(|record| &record.facts);
    if facts.absent.is_some() || records().any(is_application) {
        RegistrationState::NotRegistered
    } else if facts.registry.is_empty() {
        RegistrationState::Unknown
    } else if records().any(standing::is_reserved) {
        RegistrationState::Reserved
    } else if any(|standing| standing == Standing::Held) {
        RegistrationState::Held
    } else if any(Standing::is_ending) || soon(expires, today) {
        RegistrationState::Expiring
    } else if standings.contains(&None) {
        RegistrationState::Unknown
    } else {
        RegistrationState::Active
    }
}

/// Whether somebody has only asked for the name: nobody holds it yet.
pub(super) fn is_application(record: &DomainRecord) -> bool {
    let held = record.registrar.is_some() || !record.name_servers.is_empty();
    let asked = |status: &String| Standing::of(status) == Some(Standing::BeingRegistered);
    !held && record.statuses.iter().any(asked)
}

/// Whether a day lies less than [`SOON`] days ahead, or in the past.
fn soon(expires: Option<&str>, today: &str) -> bool {
    let (Some(end), Some(today)) = (expires.and_then(Day::of), Day::of(today)) else {
        return false;
    };
    today.days_until(end) < SOON
}
