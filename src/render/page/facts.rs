//! What is known of the target beside the chain: where it leads, the state of its registration.

use std::fmt::Write as _;

use crate::model::answer::Answer;
use crate::model::chain::{RegistrationState, Remark};
use crate::render::clean::clean;
use crate::trace::Trace;

/// Addresses that the short form names.
const FEW: usize = 2;

/// The facts, each with its label. The short form leaves out what a usual name has.
pub(super) fn facts(trace: &Trace, full: bool) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let target = &trace.target;
    let host = target.host();
    let leads = leads_to(trace, full);
    if let Some(wrapper) = &target.wrapped_by {
        let inner = target.url.as_ref().map_or_else(|| host.clone(), ToString::to_string);
        facts.push(("unwrapped", clean(&format!("{inner}, out of a link by {wrapper}"))));
    }
    if leads.is_some() || host != target.input {
        let unicode = target.name().and_then(|name| name.unicode.as_deref());
        let shown = unicode.map_or_else(|| host.clone(), |unicode| format!("{unicode} ({host})"));
        facts.push(("resolves", clean(&format!("{shown}{}", leads.unwrap_or_default()))));
    }
    let Some(name) = &trace.seen.name else { return facts };
    facts.push(("domain", clean(&format!("{}{}", name.registration.domain, state(trace, full)))));
    let remarks = trace.chain.registration.remarks.iter();
    // Nearly every domain has the registrar's lock.
    let said_above = |remark: &Remark| remark.code == "locked" || (remark.code == "not-registered");
    let remarks = remarks.filter(|remark| full || !said_above(remark));
    facts.extend(remarks.map(|said| ("state", clean(&remark(said, full)))));
    let apex = name.delegation.zone.found().map(|zone| &zone.apex);
    if let Some(apex) = apex.filter(|apex| **apex != name.registration.domain) {
        facts.push(("zone", clean(apex)));
    }
    facts
}

/// Whether answers for the name can be verified.
fn name_is_signed(trace: &Trace) -> bool {
    let name = trace.seen.name.as_ref();
    name.is_some_and(|name| matches!(name.delegation.signed, Answer::Found(true, _)))
}

/// Where the name leads: ` → alias → 192.0.2.1, 2001:db8::1`; of many addresses the first few.
fn leads_to(trace: &Trace, full: bool) -> Option<String> {
    let name = trace.seen.name.as_ref()?;
    Some(match &name.resolution {
        Answer::Found(found, _) => {
            let aliases =
                found.aliases.iter().fold(String::new(), |words, alias| words + " → " + alias);
            let most = if full { usize::MAX } else { FEW };
            let shown = found.addresses.iter().take(most).map(ToString::to_string);
            let mut addresses: Vec<String> = shown.collect();
            let left = found.addresses.len() - addresses.len();
            if left > 0 {
                addresses.push(format!("{left} more"));
            }
            match (addresses.is_empty(), found.exists) {
                (false, _) => format!("{aliases} → {}", addresses.join(", ")),
                (true, true) => format!("{aliases} → no address"),
                (true, false) => format!("{aliases} → does not exist"),
            }
        }
        Answer::Absent(_) => String::new(),
        Answer::Unknown(why) => format!(" → unknown, because {why}"),
    })
}

/// The registration in words: `, registered 2011-03-04 to 2027-03-04, active`.
fn state(trace: &Trace, full: bool) -> String {
    let registration = &trace.chain.registration;
    let day = |date: &Option<String>| {
        date.as_deref().map(|date| date.chars().take(10).collect::<String>())
    };
    let mut words = match (day(&registration.created), day(&registration.expires)) {
        (Some(from), Some(to)) => format!(", registered {from}, paid until {to}"),
        (Some(from), None) => format!(", registered {from}"),
        (None, Some(to)) => format!(", paid until {to}"),
        (None, None) => String::new(),
    };
    words.push_str(match registration.state {
        RegistrationState::Active | RegistrationState::Unknown => "",
        // The line of the state says by whom.
        RegistrationState::Held if !full && !registration.remarks.is_empty() => "",
        RegistrationState::Held => ", on hold",
        RegistrationState::Expiring => ", about to end",
        RegistrationState::NotRegistered => ", not registered",
        RegistrationState::Reserved => ", kept back by the registry",
    });
    let explained = |status: &String| {
        registration.remarks.iter().any(|remark| remark.statuses.contains(status))
    };
    let bare: Vec<&str> = registration
        .statuses
        .iter()
        .filter(|status| *status != "active" && !explained(status))
        .map(String::as_str)
        .collect();
    if !bare.is_empty() && full {
        let _ = write!(words, " ({})", bare.join(", "));
    }
    if name_is_signed(trace) {
        words.push_str(", signed");
    }
    words
}

/// A remark on the registration: `client hold: suspended by the registrar; …`.
fn remark(remark: &Remark, full: bool) -> String {
    let head = match remark.statuses.as_slice() {
        [] => String::new(),
        statuses => format!("{}: ", statuses.join(", ")),
    };
    let follows = if full { format!("; {}", remark.follows) } else { String::new() };
    format!("{head}{}{follows}", remark.says)
}
