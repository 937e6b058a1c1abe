//! What kept a layer from being told for sure. A party that looks like another one while its
//! registry does not answer is no proof of a change.

use super::View;
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::chain::LayerId;
use crate::model::observations::{AddressFacts, NumberFacts, RegistrationFacts, ServerFacts};

/// Why what a layer shows today is not to be relied on, if so.
pub(super) fn trouble(view: &View<'_>, layer: LayerId) -> Option<String> {
    let seen = &view.trace.seen;
    let name = seen.name.as_ref();
    match layer {
        LayerId::Registrar => registration(&name?.registration).or_else(|| nameless(view)),
        LayerId::Registry | LayerId::Reseller | LayerId::Registrant => {
            registration(&name?.registration)
        }
        LayerId::Dns => servers(&name?.delegation.servers),
        LayerId::Mail => servers(&name?.mail.servers),
        LayerId::Cdn | LayerId::Host => partial(view).or_else(|| addresses(&seen.addresses)),
        LayerId::Network => partial(view)
            .or_else(|| seen.addresses.iter().find_map(origins))
            .or_else(|| seen.systems.values().find_map(|facts| number(&facts.registry))),
        LayerId::Certificate => None,
    }
}

/// Why the registry's record is missing.
fn registration(facts: &RegistrationFacts) -> Option<String> {
    let why = facts.why.first().filter(|_| facts.registry.is_empty());
    why.map(|why| why.text.clone())
}

/// That the records name the registrar by its number only, or in a way that is not to be relied
/// on.
fn nameless(view: &View<'_>) -> Option<String> {
    let facts = &view.trace.seen.name.as_ref()?.registration;
    // Who the registrar is, the registry decides.
    let registrars = || facts.registry.iter().filter_map(|record| record.facts.registrar.as_ref());
    let named = registrars().any(|registrar| registrar.label().is_some());
    let numbered = registrars().any(|registrar| registrar.iana_id.is_some());
    (numbered && !named)
        .then(|| "the registry gives no name of the registrar to rely on".to_owned())
}

/// Why one of the sources that complete each other did not answer. What none of them has a server
/// for is no trouble, because it will be so tomorrow.
pub(super) fn silent(whys: &[Why]) -> Option<&Why> {
    let lasting = |why: &&Why| {
        matches!(why.code, ReasonCode::NoServer | ReasonCode::NotPublished | ReasonCode::Redacted)
    };
    whys.iter().find(|why| !lasting(why))
}

/// Why one address family is not known.
fn partial(view: &View<'_>) -> Option<String> {
    let found = view.trace.seen.name.as_ref()?.resolution.found()?;
    found.partial.as_ref().map(|why| why.text.clone())
}

/// What is missing of some servers' addresses.
fn servers(servers: &[ServerFacts]) -> Option<String> {
    servers.iter().find_map(|server| match server.address.as_ref()? {
        Answer::Unknown(why) => Some(why.text.clone()),
        Answer::Found(facts, _) => number(&facts.registry),
        Answer::Absent(_) => None,
    })
}

/// What is missing of the registrations of some addresses.
fn addresses(addresses: &[AddressFacts]) -> Option<String> {
    addresses.iter().find_map(|facts| number(&facts.registry))
}

/// Why it is not known who announces an address.
fn origins(facts: &AddressFacts) -> Option<String> {
    facts.origins.why().map(|why| why.text.clone())
}

/// Why nothing is known of a number's registration.
pub(super) fn number(facts: &NumberFacts) -> Option<String> {
    let silent = facts.levels.is_empty() && facts.absent.is_none();
    facts.why.first().filter(|_| silent).map(|why| why.text.clone())
}
