//! Who cannot help, party by party, in one sentence each: it stops reports that nobody can act on.

use super::facts::{Facts, NameState, Request};
use crate::model::ability::{Ability, Actor};
use crate::model::advice::{CannotHelp, Obstacle, Step};
use crate::model::chain::{Chain, Entry, LayerId, Status};
use crate::texts;

/// The layers that act on the name as a whole.
const NAME_PATH: [LayerId; 4] =
    [LayerId::Registry, LayerId::Registrar, LayerId::Reseller, LayerId::Dns];

/// Parties of the chain that are in no step, then those that keep registers and contracts.
pub(super) fn cannot_help(
    request: &Request,
    chain: &Chain,
    facts: &Facts,
    steps: &[Step],
) -> Vec<CannotHelp> {
    let named = chain.entries.iter().filter(|entry| entry.is_identified());
    let mut barred: Vec<CannotHelp> = Vec::new();
    for entry in named.filter(|entry| !is_asked(entry, steps)) {
        let Some(party) = entry.party() else { continue };
        let (obstacle, key) = if chain.platform.is_none() && facts.is_its_own(entry) {
            (Obstacle::NotAddressed, "barred.own-desk".to_owned())
        } else {
            obstacle(request, chain, entry)
        };
        let named = entry.in_words();
        let values = [
            ("party", named.as_str()),
            ("host", facts.host.as_str()),
            ("domain", facts.domain.as_deref().unwrap_or(&facts.host)),
            ("platform", chain.platform.as_ref().map_or("", |platform| platform.domain.as_str())),
        ];
        let one = CannotHelp {
            layer: Some(entry.layer),
            party_id: party.id.clone(),
            party: party.name.clone(),
            obstacle,
            why: texts::fill(&key, &values),
        };
        if !barred.contains(&one) {
            barred.push(one);
        }
    }
    barred.extend(standing(facts, steps));
    barred
}

/// Whether an entry has a step, or shares the desk of one.
fn is_asked(entry: &Entry, steps: &[Step]) -> bool {
    let id = entry.party().map(|party| party.id.as_str());
    steps.iter().any(|step| {
        let same = Some(step.party_id.as_str()) == id;
        same && (step.layer == Some(entry.layer) || step.same_desk_as.contains(&entry.layer))
    })
}

/// Why an entry has no step, and the key of the sentence.
fn obstacle(request: &Request, chain: &Chain, entry: &Entry) -> (Obstacle, String) {
    let on_name = NAME_PATH.contains(&entry.layer);
    if entry.hits_platform && chain.platform.as_ref().is_none_or(|platform| platform.known) {
        return (Obstacle::HitsPlatform, "barred.platform".to_owned());
    }
    if entry.layer == LayerId::Registrant {
        return (Obstacle::NotAddressed, "barred.registrant".to_owned());
    }
    match NameState::of(chain) {
        NameState::Held(LayerId::Registry) if on_name => {
            return (Obstacle::AlreadySuspended, "barred.held-by-registry".to_owned());
        }
        NameState::Held(_) if on_name => {
            return (Obstacle::AlreadySuspended, "barred.held-by-registrar".to_owned());
        }
        NameState::Dying if on_name => {
            return (Obstacle::AlreadySuspended, "barred.leaving".to_owned());
        }
        NameState::Free if on_name => return (Obstacle::NoMeans, "barred.free".to_owned()),
        NameState::Sunk if on_name || entry.layer == LayerId::Host => {
            return (Obstacle::AlreadySuspended, "barred.sunk".to_owned());
        }
        _ => {}
    }
    let hidden = chain.layer(LayerId::Host).any(|host| host.status() == Status::Hidden);
    if hidden && entry.layer == LayerId::Network {
        return (Obstacle::NoMeans, "barred.network-of-proxy".to_owned());
    }
    let own = format!("barred.{}.{}", request.harm.id, entry.layer.word());
    let actor = entry.actor().unwrap_or(Actor::Operator);
    let never = request.harm.never.contains(&entry.layer);
    // Whoever could stop it, and more besides, lacks no means: they are out of proportion.
    let blunt = entry.can.iter().any(|power| stops_pages(power.ability));
    let obstacle = if never || blunt { Obstacle::NotItsBusiness } else { Obstacle::NoMeans };
    // A DNS operator has its turn where the name was made for the abuse, and only there.
    let unasked = request.harm.dns_abuse && actor == Actor::Dns && !never;
    let key = match texts::find(&own) {
        Some(_) => own,
        None if unasked => "barred.dns.unasked".to_owned(),
        None => format!("barred.{}", actor.word()),
    };
    (obstacle, key)
}

/// Whether an ability of the matrix keeps a page from being seen, whatever else it stops.
fn stops_pages(ability: Ability) -> bool {
    match ability {
        Ability::RemoveContent
        | Ability::DisableSite
        | Ability::DisableHostName
        | Ability::SuspendDomain
        | Ability::RedirectDomain
        | Ability::StopDns
        | Ability::StopProxying
        | Ability::BlockAddress
        | Ability::CutNetwork => true,
        Ability::NameHost
        | Ability::ForwardReport
        | Ability::RevokeCertificate
        | Ability::StopMailbox
        | Ability::WarnUsers => false,
    }
}

/// Those that keep registers and contracts are written to often, and never first.
fn standing(facts: &Facts, steps: &[Step]) -> Vec<CannotHelp> {
    let of = |id: &str, party: &str, key: &str| CannotHelp {
        layer: None,
        party_id: id.to_owned(),
        party: texts::text(party).to_owned(),
        obstacle: Obstacle::NoMeans,
        why: texts::text(key).to_owned(),
    };
    let mut barred = vec![of("number-registry", "party.number-registry", "barred.number-registry")];
    let asked = steps.iter().any(|step| step.party_id == "icann");
    if facts.domain.is_some() && !asked {
        barred.push(of("icann", "party.icann", "barred.icann"));
    }
    barred
}
