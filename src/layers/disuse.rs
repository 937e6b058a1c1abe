//! Names that are out of use: parked for advertising, or taken from whoever misused them and led
//! into a sinkhole. Their name servers, or their addresses, show it.

use super::View;
use crate::abilities;
use crate::directory::{Match, Trade};
use crate::model::ability::{Ability, Actor};
use crate::model::chain::{Chain, Entry, LayerId, Status};

/// Says at each party what the disuse of the name changes.
pub(super) fn caution(view: &View<'_>, chain: &mut Chain) {
    let Some((trade, by)) = of(view) else { return };
    for entry in &mut chain.entries {
        match trade {
            Trade::Sinkhole => sunk(entry, &by),
            _ => parked(entry, &by),
        }
    }
}

/// What the name servers or addresses are for, if for no use, and whose they are.
fn of(view: &View<'_>) -> Option<(Trade, String)> {
    let servers = view.seen.name.iter().flat_map(|name| &name.delegation.servers);
    let by_server =
        servers.filter_map(|server| view.known.by_name_server(&server.host).into_iter().next());
    let addresses = view.seen.addresses.iter();
    let by_address =
        addresses.filter_map(|facts| view.known.by_address(facts.address).into_iter().next());
    by_server.chain(by_address).find_map(|found: Match<'_>| {
        let trade = found.sign.trade;
        let trade = trade.filter(|it| matches!(it, Trade::Parking | Trade::Sinkhole))?;
        Some((trade, found.provider.name.clone()))
    })
}

/// What a sinkhole changes for a party.
fn sunk(entry: &mut Entry, by: &str) {
    let note = match entry.layer {
        LayerId::Registry | LayerId::Registrar => {
            entry.can.retain(|power| power.ability != Ability::SuspendDomain);
            format!("already in a sinkhole of {by}: nothing is left to suspend")
        }
        LayerId::Dns => {
            entry.acts_as(Actor::Sinkhole);
            entry.can = abilities::can(Actor::Sinkhole);
            entry.cannot = abilities::cannot(Actor::Sinkhole);
            format!("a sinkhole of {by}: the name was taken from whoever used it before")
        }
        LayerId::Host if entry.is_identified() => {
            entry.can.clear();
            "the name is in a sinkhole: these addresses count or warn its visitors, and what was \
             there before is not"
                .to_owned()
        }
        _ => return,
    };
    if matches!(entry.status(), Status::Identified) {
        entry.notes.insert(0, note);
    }
}

/// What parking changes for a party.
fn parked(entry: &mut Entry, by: &str) {
    if !entry.is_identified() {
        return;
    }
    match entry.layer {
        LayerId::Dns => {
            entry.notes.push(format!("a parking service ({by}): the name is not in use"));
        }
        LayerId::Host => entry.notes.push(format!(
            "parked with {by}: what is shown there is advertising, until the holder uses the name"
        )),
        _ => {}
    }
}
