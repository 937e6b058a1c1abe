//! What is to be known before anything is sent.

use super::facts::{Facts, NameState, Request};
use super::off_path::may_complain;
use crate::model::ability::Actor;
use crate::model::advice::{Path, Step};
use crate::model::chain::{Chain, LayerId, Status};
use crate::model::zone::ZoneKind;
use crate::texts;

/// Those of the notes that change what is sent: the name is gone already, or nobody has it; and why
/// there is nobody to write to about a number.
pub(super) fn must_know(chain: &Chain, facts: &Facts, steps: &[Step]) -> Vec<String> {
    let domain = facts.domain.as_deref().unwrap_or(&facts.host);
    let values = [("domain", domain), ("host", facts.host.as_str())];
    let mut keys = state_notes(chain);
    if steps.is_empty() {
        keys.extend(number_note(facts).map(str::to_owned));
    }
    keys.iter().map(|key| texts::fill(key, &values)).collect()
}

/// What is to be known about a target that has no name.
fn number_note(facts: &Facts) -> Option<&'static str> {
    match (facts.is_system, &facts.domain) {
        (true, _) => Some("note.system"),
        (false, None) => Some("note.no-name-path"),
        (false, Some(_)) => None,
    }
}

/// The notes of an advice.
pub(super) fn notes(
    request: &Request,
    chain: &Chain,
    facts: &Facts,
    steps: &[Step],
) -> Vec<String> {
    let domain = facts.domain.as_deref().unwrap_or(&facts.host);
    let above = chain.platform.as_ref().map_or("", |platform| platform.above.as_str());
    let suffix = facts.suffix.as_deref().unwrap_or_default();
    let values = [
        ("domain", domain),
        ("host", facts.host.as_str()),
        ("target", facts.target.as_str()),
        ("above", above),
        ("suffix", suffix),
    ];
    let mut keys: Vec<String> = state_notes(chain);
    if chain.platform.is_some() {
        keys.push("note.platform".to_owned());
    }
    keys.extend(number_note(facts).map(str::to_owned));
    let leads_on = |actor| chain.layer(LayerId::Host).any(|host| host.actor() == Some(actor));
    if leads_on(Actor::Shortener) {
        keys.push("note.leads-on".to_owned());
    }
    if chain.layer(LayerId::Host).any(|entry| entry.status() == Status::Hidden) {
        keys.push("note.no-scanning".to_owned());
    }
    keys.push(format!("note.{}", request.harm.id));
    // Nobody supervises how a platform gives its names.
    let given = chain.platform.as_ref().is_some_and(|platform| platform.known);
    let by_name = !given && steps.iter().any(|step| step.path == Path::Name);
    if by_name {
        keys.extend(supervision(request, chain, facts));
    }
    if !steps.is_empty() {
        keys.push("note.defaults".to_owned());
    }
    let known = keys.iter().filter(|key| texts::find(key).is_some());
    known.map(|key| texts::fill(key, &values)).collect()
}

/// What the state of the name means for a report.
fn state_notes(chain: &Chain) -> Vec<String> {
    let key = match NameState::of(chain) {
        NameState::Open => return Vec::new(),
        NameState::Held(LayerId::Registry) => "note.held-by-registry",
        NameState::Held(_) => "note.held-by-registrar",
        NameState::Dying => "note.leaving",
        NameState::Free => "note.free",
        NameState::Sunk => "note.sunk",
    };
    vec![key.to_owned()]
}

/// Who supervises, and from when on.
fn supervision(request: &Request, chain: &Chain, facts: &Facts) -> Option<String> {
    let key = match facts.zone()? {
        ZoneKind::Generic if may_complain(request, chain) => return None,
        ZoneKind::Generic if request.harm.dns_abuse => "note.icann-later",
        ZoneKind::Generic => "note.icann-not",
        ZoneKind::Country => "note.country",
        ZoneKind::Closed | ZoneKind::Private => "note.own-rules",
    };
    Some(key.to_owned())
}
