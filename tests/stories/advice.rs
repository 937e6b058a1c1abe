//! What holds for every advice, whatever the harm and the chain.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use trace::abilities::{Means, look_up};
use trace::advice::Request;
use trace::advice::harms::HARMS;
use trace::model::ability::Ability;
use trace::model::advice::{Action, Advice, Nature, Path, Stage, Step};
use trace::model::chain::{Chain, Entry, LayerId, RegistrationState, Status};
use trace::trace::Trace;

use super::recorded::{advice, names, traced};

/// The natures that a user may name.
const NATURES: [Nature; 3] = [Nature::Unknown, Nature::Compromised, Nature::Malicious];

/// The recorded cases, traced once.
static TRACES: LazyLock<Vec<(String, Trace)>> =
    LazyLock::new(|| names().into_iter().map(|name| (name.clone(), traced(&name))).collect());

/// Every advice about every recorded case.
fn each(check: impl Fn(&str, &Trace, &Request, &Advice)) {
    let mut count = 0;
    for (name, trace) in &*TRACES {
        for harm in HARMS.iter().filter(|harm| harm.id != "csam") {
            for nature in NATURES {
                if trace::advice::contradiction(harm.id, nature).is_some() {
                    continue;
                }
                for registrar_told in [false, true] {
                    let request = Request { harm, nature, registrar_told };
                    let place = format!("{name}, {}, {nature:?}", harm.id);
                    check(&place, trace, &request, &advice(trace, &request));
                    count += 1;
                }
            }
        }
    }
    assert!(count > 4000, "only {count}");
}

/// The entry of the chain that a step is for.
fn entry<'a>(chain: &'a Chain, step: &Step) -> Option<&'a Entry> {
    let layer = step.layer?;
    chain.layer(layer).find(|entry| entry.party().is_some_and(|party| party.id == step.party_id))
}

#[test]
fn no_report_goes_to_a_party_that_cannot_act() {
    each(|place, trace, _, advice| {
        for step in advice.steps.iter().filter(|step| step.party_id != "operator") {
            let Some(entry) = entry(&trace.chain, step) else {
                assert_eq!(step.layer, None, "{place}: {} is not on the chain", step.party);
                continue;
            };
            assert!(!entry.hits_platform, "{place}: {} hits all customers", step.party);
            assert_eq!(entry.status(), Status::Identified, "{place}");
            let actions =
                std::iter::once(step.action).chain(step.also.iter().map(|more| more.action));
            for action in actions {
                let Action::Use(ability) = action else { continue };
                let desks = std::iter::once(entry.layer).chain(step.same_desk_as.iter().copied());
                let able = desks.flat_map(|layer| trace.chain.layer(layer)).any(|entry| {
                    let relays = ability == Ability::ForwardReport
                        && entry
                            .actor()
                            .is_some_and(|actor| look_up(actor, ability).means == Means::Via);
                    relays || entry.can.iter().any(|power| power.ability == ability)
                });
                assert!(able, "{place}: {} cannot {}", step.party, ability.word());
            }
        }
    });
}

#[test]
fn every_party_of_the_chain_is_asked_or_said_to_be_of_no_help_and_never_both() {
    each(|place, trace, _, advice| {
        for entry in trace.chain.entries.iter().filter(|entry| entry.is_identified()) {
            let id = entry.party().map_or("", |party| party.id.as_str());
            let asked = advice.steps.iter().any(|step| {
                step.party_id == id
                    && (step.layer == Some(entry.layer) || step.same_desk_as.contains(&entry.layer))
            });
            let barred = advice
                .cannot_help
                .iter()
                .any(|party| party.party_id == id && party.layer == Some(entry.layer));
            assert_ne!(asked, barred, "{place}: {id} in {}", entry.layer.word());
        }
    });
}

#[test]
fn the_same_party_never_gets_the_same_report_twice() {
    each(|place, _, _, advice| {
        let mut seen = BTreeSet::new();
        for step in &advice.steps {
            let report = (step.party_id.clone(), step.action.word());
            assert!(seen.insert(report), "{place}: {} twice", step.party);
        }
    });
}

#[test]
fn each_path_is_climbed_in_order_with_ascending_days() {
    each(|place, _, _, advice| {
        let days: Vec<&str> = advice.steps.iter().map(|step| step.from.as_str()).collect();
        assert!(days.windows(2).all(|pair| pair[0] <= pair[1]), "{place}: {days:?}");
        for (at, step) in advice.steps.iter().enumerate() {
            if let Some(next) = step.then {
                let next = &advice.steps[next - 1];
                assert_eq!(next.path, step.path, "{place}");
                assert!(next.from > step.from && next.stage >= step.stage, "{place}");
            }
            let upstream = step.party_id == "upstream";
            let network_before = advice.steps[..at].iter().any(|before| {
                before.layer == Some(LayerId::Network)
                    || before.same_desk_as.contains(&LayerId::Network)
            });
            assert!(!upstream || network_before, "{place}: upstream before the network");
        }
        let place_of = |layer| advice.steps.iter().position(|step| step.layer == Some(layer));
        if let (Some(registrar), Some(registry)) =
            (place_of(LayerId::Registrar), place_of(LayerId::Registry))
        {
            assert!(registrar < registry, "{place}: the registry before the registrar");
        }
    });
}

#[test]
fn the_lowest_rung_comes_first_and_whatever_is_above_it_names_what_else_stops() {
    each(|place, _, _, advice| {
        for step in advice.steps.iter().filter(|step| step.layer.is_some()) {
            let lowest = step.action.rung() == trace::model::ability::Rung::Item;
            assert_eq!(step.collateral.is_none(), lowest, "{place}: {step:#?}");
            for more in &step.also {
                assert!(
                    more.collateral.is_some()
                        || more.action.rung() == trace::model::ability::Rung::Item,
                    "{place}: {}",
                    more.action.word()
                );
            }
        }
        let content = advice.steps.iter().filter(|step| step.path == Path::Content);
        let first: Vec<_> = content
            .filter(|step| step.stage == Stage::First)
            .map(|step| step.action.rung())
            .collect();
        assert!(
            first.first().is_none_or(|rung| *rung <= trace::model::ability::Rung::Address),
            "{place}"
        );
    });
}

#[test]
fn every_placeholder_is_filled_and_every_step_says_what_why_and_what_it_needs() {
    each(|place, _, _, advice| {
        let steps = advice.steps.iter().flat_map(|step| [&step.ask, &step.why, &step.party]);
        let silent = advice.steps.iter().filter_map(|step| step.if_silent.as_ref());
        let barred = advice.cannot_help.iter().flat_map(|party| [&party.why, &party.party]);
        let gaps = advice.gaps.iter().map(|gap| &gap.text);
        let hints = advice.hints.iter().map(|hint| &hint.text);
        let mut texts =
            steps.chain(silent).chain(barred).chain(gaps).chain(hints).chain(&advice.notes);
        let unfilled = texts.find(|text| text.contains('{') || text.contains('}'));
        assert_eq!(unfilled, None, "{place}");
        for step in &advice.steps {
            assert!(!step.ask.is_empty() && !step.why.is_empty(), "{place}: {step:#?}");
            assert!(!step.evidence_needed.is_empty(), "{place}: {step:#?}");
            assert!(step.evidence_needed.iter().all(|text| !text.is_empty()), "{place}: {step:#?}");
            assert_eq!(step.if_silent.is_some(), step.if_silent_after.is_some(), "{place}");
        }
        for party in &advice.cannot_help {
            assert!(!party.why.is_empty(), "{place}: {party:#?}");
        }
    });
}

#[test]
fn no_step_names_a_layer_that_the_harm_is_no_business_of_but_the_platform_that_gave_the_name() {
    each(|place, trace, request, advice| {
        for step in &advice.steps {
            let gave = trace.chain.giver().and_then(|entry| entry.party());
            let is_givers = gave.is_some_and(|party| party.id == step.party_id);
            // An address has no genuine site that would be the victim.
            let never = trace.seen.name.is_some()
                && !is_givers
                && step.layer.is_some_and(|layer| request.harm.never.contains(&layer));
            let silent_note = step.action == Action::Inform;
            assert!(!never || silent_note, "{place}: {}", step.party);
        }
    });
}

#[test]
fn a_name_that_a_platform_gave_is_the_platforms_to_decide_and_no_dispute_procedures() {
    each(|place, trace, request, advice| {
        let is_dispute = |step: &&Step| step.action == Action::DecideDispute;
        let disputes: Vec<&Step> = advice.steps.iter().filter(is_dispute).collect();
        let Some(platform) = &trace.chain.platform else {
            assert!(disputes.iter().all(|step| step.layer.is_none()), "{place}: {disputes:#?}");
            return;
        };
        if request.harm.id == "trademark-in-name" {
            let [one] = disputes[..] else { panic!("{place}: {disputes:#?}") };
            assert_eq!(Some(one.party_id.as_str()), platform.party.as_deref(), "{place}");
            assert_eq!(one.stage, Stage::First, "{place}");
        }
        // Nothing is asked about the platform's own domain but of those who can spare the others.
        for step in &advice.steps {
            let whole = format!(" {}.", platform.domain);
            let about = step.ask.ends_with(&whole) && !step.ask.contains("[:]//");
            assert!(!about || trace.target.host() == platform.domain, "{place}: {}", step.ask);
        }
    });
}

#[test]
fn who_is_asked_to_take_a_name_down_is_the_same_for_every_harm_that_is_dns_abuse() {
    let harms = HARMS.iter().filter(|harm| harm.dns_abuse && harm.id != "pharming");
    for harm in harms {
        for nature in NATURES {
            let request = Request { harm, nature, registrar_told: false };
            let advice = advice(&traced("cdn-hides-host"), &request);
            let other = advice_of_other_dns(&request);
            let stops_zone = other.steps.iter().any(|step| {
                let also = step.also.iter().map(|more| more.action);
                let mut actions = std::iter::once(step.action).chain(also);
                actions.any(|action| action == Action::Use(Ability::StopDns))
            });
            let downs = |advice: &Advice, layer| {
                advice.steps.iter().any(|step| {
                    step.layer == Some(layer)
                        && step.path == Path::Name
                        && step.action.rung() > trace::model::ability::Rung::Item
                })
            };
            let place = format!("{} {nature:?}", harm.id);
            let silent = nature != Nature::Compromised || harm.id != "botnet-c2";
            assert_eq!(downs(&advice, LayerId::Registrar), silent, "{place}");
            let registry = nature != Nature::Compromised;
            assert_eq!(downs(&advice, LayerId::Registry), registry, "{place}");
            let made_for_it = nature == Nature::Malicious;
            assert_eq!(stops_zone, made_for_it, "{place}");
        }
    }
}

/// The advice about a name whose zone is answered for by a company that does nothing else for it.
fn advice_of_other_dns(request: &Request) -> Advice {
    advice(&traced("web-and-mail-apart"), request)
}

#[test]
fn whoever_lacks_the_means_is_told_apart_from_whoever_has_them_and_is_not_asked() {
    each(|place, trace, _, advice| {
        for party in &advice.cannot_help {
            if party.obstacle != trace::model::advice::Obstacle::NoMeans {
                continue;
            }
            let entries =
                trace.chain.entries.iter().filter(|entry| Some(entry.layer) == party.layer);
            let mut named = entries
                .filter(|entry| entry.party().is_some_and(|known| known.id == party.party_id));
            let stops = [Ability::SuspendDomain, Ability::StopDns, Ability::RemoveContent];
            let behind = trace.chain.layer(LayerId::Host).any(|it| it.status() == Status::Hidden);
            let able =
                named.any(|entry| entry.can.iter().any(|power| stops.contains(&power.ability)));
            let free = trace.chain.registration.state == RegistrationState::NotRegistered;
            assert!(!able || behind || free, "{place}: {} has the means", party.party);
        }
    });
}
