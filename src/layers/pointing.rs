//! Names that a service points where its customers want: dynamic DNS, free sub-domains, and names
//! that spell the address they lead to. The service is the DNS operator of one such name; it
//! stores nothing.

use super::{View, operators, parties, tenancy};
use crate::directory::{Role, Trade};
use crate::model::ability::Actor;
use crate::model::answer::Evidence;
use crate::model::chain::{Confidence, Entry, LayerId, Status};
use crate::model::name::at_or_below;
use crate::model::observations::NameFacts;
use crate::model::text::quoted;

/// The entry of the service, where the target is one of its names in its own zone. `others` are
/// the operators of the zone's name servers.
pub(super) fn service(view: &View<'_>, name: &NameFacts, others: &[Entry]) -> Option<Entry> {
    let zone = name.delegation.zone.found()?;
    let found = tenancy::of(view).filter(|found| found.role == Role::Dns)?;
    if !at_or_below(&found.value, &zone.apex) {
        return None;
    }
    let party = parties::of_match(&found);
    let level = found.confidence(Confidence::Confirmed, view.judge.today);
    let mut entry = Entry::identified(LayerId::Dns, party, parties::writer(found.provider), level);
    let spelled = found.sign.trade == Some(Trade::Spelled);
    entry.acts_as(if spelled { Actor::Speller } else { Actor::Pointer });
    if spelled {
        entry.notes.push("the name spells its own address: nobody registered it".to_owned());
    } else {
        let what = found.service.map_or(String::new(), |service| format!(" ({service})"));
        entry
            .notes
            .push(format!("its customers point names below {}{what} where they want", found.value));
    }
    for other in others {
        entry.subjects.extend(other.subjects.iter().cloned());
        other.evidence.iter().for_each(|evidence: &Evidence| entry.rests_on(evidence));
        let Some(party) = other.party().filter(|_| other.status() == Status::Identified) else {
            continue;
        };
        let own_name = at_or_below(&party.name, &zone.apex);
        if party.id != found.provider.id && !own_name {
            operators::note(
                &mut entry,
                format!("its name servers are run by {}", quoted(&party.name)),
            );
        }
    }
    view.judge.settle(&mut entry, view.judge.of_match(&found));
    Some(entry)
}
