//! What kept a layer from being told for sure. A party that looks like another one while its
//! registry does not answer is no proof of a change, and a contact that is missing while a source
//! is silent is no proof that there is none.

use super::View;
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::chain::{Chain, Entry, LayerId};
use crate::model::observations::{AddressFacts, NumberFacts, RegistrationFacts, ServerFacts};

/// Says at each entry what was not learnt that could change it.
pub(super) fn cast(view: &View<'_>, chain: &mut Chain) {
    for entry in &mut chain.entries {
        entry.doubt = of_layer(view, entry.layer);
        entry.unheard = unheard(view, entry);
    }
}

/// Why what a layer shows today is not to be relied on, if so.
fn of_layer(view: &View<'_>, layer: LayerId) -> Option<Why> {
    let seen = view.seen;
    let name = seen.name.as_ref();
    match layer {
        LayerId::Registrar => {
            let facts = &name?.registration;
            registration(facts).cloned().or_else(|| nameless(facts))
        }
        LayerId::Registry | LayerId::Reseller | LayerId::Registrant => {
            registration(&name?.registration).cloned()
        }
        LayerId::Dns => servers(&name?.delegation.servers),
        LayerId::Mail => servers(&name?.mail.servers),
        LayerId::Cdn | LayerId::Host => partial(view).or_else(|| addresses(&seen.addresses)),
        LayerId::Network => partial(view)
            .or_else(|| seen.addresses.iter().find_map(|facts| facts.origins.why().cloned()))
            .or_else(|| seen.systems.values().find_map(|facts| number(&facts.registry))),
        LayerId::Certificate => None,
    }
}

/// Why a contact that an entry lacks may be there all the same, if so.
fn unheard(view: &View<'_>, entry: &Entry) -> Option<Why> {
    match entry.layer {
        // The registrar's own record is where the contact stands when the registry's has none.
        LayerId::Registrar => {
            let facts = &view.seen.name.as_ref()?.registration;
            silent(&facts.registrar_why).or_else(|| silent(&facts.why)).cloned()
        }
        LayerId::Cdn | LayerId::Host => {
            let of_entry =
                |facts: &&AddressFacts| entry.subjects.contains(&facts.address.to_string());
            view.seen.addresses.iter().filter(of_entry).find_map(|facts| other(&facts.registry))
        }
        LayerId::Network => {
            let number = entry.party().and_then(|party| party.asn)?;
            view.seen.systems.get(&number).and_then(|facts| other(&facts.registry))
        }
        _ => None,
    }
}

/// What another source than the one that answered may know of a number.
fn other(facts: &NumberFacts) -> Option<Why> {
    let contradiction = || {
        let evidence = facts.absent.clone()?;
        let text = "the servers of the address registry contradict each other";
        Some(Why { evidence: Some(evidence), ..Why::new(ReasonCode::Malformed, text) })
    };
    silent(&facts.why).cloned().or_else(contradiction)
}

/// Why the registry's record is missing.
fn registration(facts: &RegistrationFacts) -> Option<&Why> {
    facts.why.first().filter(|_| facts.registry.is_empty())
}

/// That the records name the registrar by its number only, or in a way that is not to be relied
/// on.
fn nameless(facts: &RegistrationFacts) -> Option<Why> {
    // Who the registrar is, the registry decides.
    let registrars = || facts.registry.iter().filter_map(|record| record.facts.registrar.as_ref());
    let named = registrars().any(|registrar| registrar.label().is_some());
    let numbered = registrars().any(|registrar| registrar.iana_id.is_some());
    let text = "the registry gives no name of the registrar to rely on";
    (numbered && !named).then(|| Why::new(ReasonCode::NotPublished, text))
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
fn partial(view: &View<'_>) -> Option<Why> {
    view.seen.name.as_ref()?.resolution.found()?.partial.clone()
}

/// What is missing of some servers' addresses.
fn servers(servers: &[ServerFacts]) -> Option<Why> {
    servers.iter().find_map(|server| match server.address.as_ref()? {
        Answer::Unknown(why) => Some(why.clone()),
        Answer::Found(facts, _) => number(&facts.registry),
        Answer::Absent(_) => None,
    })
}

/// What is missing of the registrations of some addresses.
pub(super) fn addresses(addresses: &[AddressFacts]) -> Option<Why> {
    addresses.iter().find_map(|facts| number(&facts.registry))
}

/// Why nothing is known of a number's registration.
fn number(facts: &NumberFacts) -> Option<Why> {
    let silent = facts.levels.is_empty() && facts.absent.is_none();
    facts.why.first().filter(|_| silent).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address, evidence, name};
    use crate::model::observations::{Source, Sourced};
    use crate::model::record::{DomainRecord, RegistrarRecord};

    fn why(code: ReasonCode) -> Why {
        Why::new(code, "no word of it")
    }

    #[test]
    fn what_will_be_missing_tomorrow_as_well_is_no_trouble() {
        let lasting = [ReasonCode::NoServer, ReasonCode::NotPublished, ReasonCode::Redacted];
        assert_eq!(silent(&lasting.map(why)), None);
        let both = [why(ReasonCode::NoServer), why(ReasonCode::TimedOut)];
        assert_eq!(silent(&both).map(|why| why.code), Some(ReasonCode::TimedOut));
    }

    #[test]
    fn a_number_is_in_doubt_only_where_nobody_answered_for_it() {
        let mut facts = address("192.0.2.9", Some(64500), &["Alder Ltd"]).registry;
        facts.why.push(why(ReasonCode::TimedOut));
        assert_eq!(number(&facts), None, "another source answered");
        assert!(other(&facts).is_some(), "which may have known of a contact");
        facts.levels.clear();
        assert!(number(&facts).is_some());
        facts.absent = Some(evidence("absent"));
        assert_eq!(number(&facts), None, "there is none");
        facts.why.clear();
        let contradiction = other(&facts).map(|why| why.code);
        assert_eq!(contradiction, Some(ReasonCode::Malformed));
    }

    #[test]
    fn a_registrar_that_is_a_number_only_may_be_anybody_of_that_name() {
        let mut facts = name("example.com", "example.com").registration;
        let mut record = |name: Option<&str>, iana_id| {
            let name = name.map(str::to_owned);
            let registrar = RegistrarRecord { name, iana_id, ..RegistrarRecord::default() };
            let record = DomainRecord { registrar: Some(registrar), ..DomainRecord::default() };
            let (source, evidence) = (Source::Rdap, evidence("record"));
            facts.registry = vec![Sourced { facts: record, source, evidence }];
            nameless(&facts).is_some()
        };
        assert!(record(None, Some(9_000)));
        assert!(!record(Some("Example Registrar Ltd"), Some(9_000)));
        assert!(!record(None, None), "it names nobody");
    }

    #[test]
    fn one_silent_registry_of_several_addresses_casts_doubt_on_the_host() {
        let known = address("192.0.2.9", Some(64500), &["Alder Ltd"]);
        let mut lost = address("192.0.2.77", Some(64500), &[]);
        lost.registry.why.push(why(ReasonCode::TimedOut));
        let doubt = |addresses: &[AddressFacts]| {
            let stage = Stage::of("shop.example.com", addresses);
            of_layer(&stage.view(), LayerId::Host).is_some()
        };
        assert!(!doubt(std::slice::from_ref(&known)));
        assert!(doubt(&[known, lost]));
    }
}
