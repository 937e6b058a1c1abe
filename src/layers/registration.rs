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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{evidence, name};
    use crate::model::observations::{Source, Sourced};
    use crate::model::record::RegistrarRecord;

    /// The state of a name of which one record says this.
    fn state(statuses: &[&str], expires: Option<&str>) -> RegistrationState {
        let mut facts = name("example.com", "example.com").registration;
        let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        let registrar = Some(RegistrarRecord::default());
        let record = DomainRecord { registrar, statuses: statuses.clone(), ..Default::default() };
        let source = Source::Rdap;
        facts.registry.push(Sourced { facts: record, source, evidence: evidence("record") });
        overall(&facts, &statuses, expires, "2026-11-28")
    }

    #[test]
    fn the_most_restrictive_of_what_a_record_says_is_the_state() {
        for (statuses, expected) in [
            (vec!["active"], RegistrationState::Active),
            (vec![], RegistrationState::Active),
            (vec!["client transfer prohibited"], RegistrationState::Active),
            (vec!["active", "client hold"], RegistrationState::Held),
            (vec!["client hold", "redemption period"], RegistrationState::Held),
            (vec!["redemption period"], RegistrationState::Expiring),
            (vec!["something else entirely"], RegistrationState::Unknown),
            (vec!["something else entirely", "server hold"], RegistrationState::Held),
        ] {
            assert_eq!(state(&statuses, None), expected, "{statuses:?}");
        }
    }

    #[test]
    fn a_term_that_ends_soon_or_has_ended_is_said() {
        assert_eq!(state(&["active"], Some("2027-11-28")), RegistrationState::Active);
        assert_eq!(state(&["active"], Some("2026-11-30")), RegistrationState::Expiring);
        assert_eq!(state(&["active"], Some("2020-01-31")), RegistrationState::Expiring);
        assert_eq!(state(&["active"], Some("some day")), RegistrationState::Active);
    }

    #[test]
    fn without_a_record_nothing_is_known_and_without_a_name_it_is_free() {
        let mut facts = name("example.com", "example.com").registration;
        let state = |facts: &RegistrationFacts| overall(facts, &[], None, "2026-11-28");
        assert_eq!(state(&facts), RegistrationState::Unknown);
        assert!(unasked(&facts).is_some());
        facts.absent = Some(evidence("absent"));
        assert_eq!(state(&facts), RegistrationState::NotRegistered);
        assert_eq!(unasked(&facts), None);
    }

    #[test]
    fn an_application_is_no_registration() {
        let statuses = vec!["pending create".to_owned()];
        let asked = DomainRecord { statuses, ..DomainRecord::default() };
        assert!(is_application(&asked));
        let registrar = Some(RegistrarRecord::default());
        assert!(!is_application(&DomainRecord { registrar, ..asked }));
    }
}
