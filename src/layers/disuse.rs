//! Names that are out of use: parked for advertising, or taken from whoever misused them and led
//! into a sinkhole. Their name servers, or their addresses, show it.

use super::View;
use crate::directory::{Match, Trade};
use crate::model::ability::Actor;
use crate::model::chain::{Chain, Entry, LayerId};

/// What a name is for instead of being used, and whose service that is.
pub(super) struct Disuse {
    /// Whether it is in a sinkhole; else it is parked.
    pub(super) sunk: bool,
    /// Whose service it is.
    by: String,
}

/// What all the name servers, or all the addresses, are for, if for no use, and whose they are. One
/// server among others says nothing: anybody can name anybody's server.
pub(super) fn of(view: &View<'_>) -> Option<Disuse> {
    let servers = view.seen.name.iter().flat_map(|name| &name.delegation.servers);
    let by_server = all(servers.map(|server| view.known.by_name_server(&server.host)));
    let addresses = view.seen.addresses.iter();
    by_server.or_else(|| all(addresses.map(|facts| view.known.by_address(facts.address))))
}

/// The disuse that all of some servers or addresses have in common.
fn all<'a>(found: impl Iterator<Item = Vec<Match<'a>>>) -> Option<Disuse> {
    let mut common: Option<Disuse> = None;
    for matches in found {
        let first = matches.into_iter().next()?;
        let sunk = match first.sign.trade? {
            Trade::Parking => false,
            Trade::Sinkhole => true,
            _ => return None,
        };
        match &common {
            Some(known) if known.sunk != sunk => return None,
            Some(_) => {}
            None => common = Some(Disuse { sunk, by: first.provider.name.clone() }),
        }
    }
    common
}

impl Disuse {
    /// Says at each party what it changes.
    pub(super) fn caution(&self, chain: &mut Chain) {
        for entry in chain.entries.iter_mut().filter(|entry| entry.is_identified()) {
            if self.sunk {
                sunk(entry, &self.by);
            } else {
                parked(entry, &self.by);
            }
        }
    }
}

/// What a sinkhole changes for a party.
fn sunk(entry: &mut Entry, by: &str) {
    let note = match entry.layer {
        LayerId::Registry | LayerId::Registrar => {
            format!("already in a sinkhole of {by}: nothing is left to suspend")
        }
        LayerId::Dns => {
            entry.acts_as(Actor::Sinkhole);
            format!("a sinkhole of {by}: the name was taken from whoever used it before")
        }
        LayerId::Host => "the name is in a sinkhole: these addresses count or warn its visitors, \
                          and what was there before is not"
            .to_owned(),
        _ => return,
    };
    // The state of the name says it once for those who hold it.
    match entry.layer {
        LayerId::Dns | LayerId::Host => entry.warn(note),
        _ => entry.notes.insert(0, note),
    }
}

/// What parking changes for a party.
fn parked(entry: &mut Entry, by: &str) {
    match entry.layer {
        LayerId::Dns => {
            entry.notes.push(format!("a parking service ({by}): the name is not in use"));
        }
        LayerId::Host => entry.warn(format!(
            "parked with {by}: what is shown there is advertising, until the holder uses the name"
        )),
        _ => {}
    }
}
