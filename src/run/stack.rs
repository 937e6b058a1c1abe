//! The wires of a live run, stacked in one expression.

use std::collections::HashSet;
#[cfg(feature = "queue")]
use std::sync::Arc;
use std::time::Duration;

use crate::config::Config;
use crate::error::Error;
use crate::source::temper::temper;
use crate::wire::cache::{Cache, Depot};
use crate::wire::database::{self, Database};
#[cfg(feature = "queue")]
use crate::wire::fleet::Fleet;
use crate::wire::guard::Guard;
use crate::wire::limits::rules::Rules;
use crate::wire::limits::store::Store;
use crate::wire::limits::{Limits, Manners};
use crate::wire::live::{Live, LiveConfig};
use crate::wire::memo::Memo;

/// The wires of a live run, outermost first.
pub(super) type Stack = Memo<Cache<Database<Limits<Live>>>>;

/// How long a target that somebody waits for waits for a server that asks for patience.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many questions that wait at a server are a queue: enough that it does not idle until the next.
const QUEUE: usize = 2;
/// As many targets as somebody types and waits for.
const HANDFUL: usize = 8;
/// How long a target of a list does.
pub(super) const LIST_PATIENCE: Duration = Duration::from_mins(15);

/// Stacks the wires.
pub(super) fn live(config: &Config) -> Result<Stack, Error> {
    stacked(config, manners(config), config.cache.clone().map(Depot::folder))
}

/// Stacks the wires of a worker, which shares answers and ledgers with many machines.
#[cfg(feature = "queue")]
pub(super) fn shared(config: &Config, fleet: &Arc<Fleet>) -> Result<Stack, Error> {
    let store = Store::Fleet(Arc::clone(fleet));
    let manners = Manners { rules: rules(config), store, is_wary: true, patience: LIST_PATIENCE };
    stacked(config, manners, Some(Depot::Fleet(Arc::clone(fleet))))
}

/// Stacks the wires on what they share.
fn stacked(config: &Config, manners: Manners, depot: Option<Depot>) -> Result<Stack, Error> {
    let reader = match &config.asn_db {
        None => None,
        Some(path) => Some(
            database::open(path)
                .map_err(|problem| Error::Unreadable { path: path.clone(), problem })?,
        ),
    };
    let live = Live::new(LiveConfig {
        resolvers: config.resolvers.clone(),
        guard: guard(config),
        proxies: config.proxies.clone(),
        ..LiveConfig::default()
    });
    let limits = Limits::new(live, temper, manners);
    Ok(Memo::but_dns(Cache::on(Database::new(limits, reader), depot)))
}

/// How servers are spared. A list can wait longer for one of them than somebody at a terminal.
fn manners(config: &Config) -> Manners {
    let (several, patience) = bearing(config.targets.len(), config.input.is_some());
    let folder = config.cache.as_ref().map(|folder| folder.join("limits"));
    Manners { rules: rules(config), store: Store::new(folder), is_wary: several, patience }
}

/// Whether more than one target is traced, and how long each waits, by how many stand on the command
/// line and whether there is a list beside them.
fn bearing(targets: usize, has_list: bool) -> (bool, Duration) {
    let patience = if has_list || targets > HANDFUL { LIST_PATIENCE } else { PATIENCE };
    (has_list || targets > 1, patience)
}

/// What servers bear.
pub(super) fn rules(config: &Config) -> Rules {
    Rules {
        given: config.lists.limits.clone(),
        shares: config.shard.map_or(1, |shard| shard.count),
    }
}

/// The server that most questions wait for, and how many they are.
pub(super) fn busiest(net: &Stack) -> Option<(String, usize)> {
    net.inner().inner().inner().busiest()
}

/// The servers at which a queue has formed.
pub(super) fn queued(net: &Stack) -> HashSet<String> {
    net.inner().inner().inner().queued(QUEUE)
}

/// What the wires have to say about the run.
pub(super) fn warnings(net: &Stack) -> Vec<String> {
    net.inner().warnings()
}

/// The guard, with the servers that the user named exempt from it.
fn guard(config: &Config) -> Guard {
    let mut guard = Guard::default();
    let bootstrap = config.rdap_bootstrap.as_deref().and_then(|url| url::Url::parse(url).ok());
    if let Some(url) = bootstrap
        && let Some(host) = url.host_str()
    {
        guard.exempt(host, url.port_or_known_default());
    }
    if let Some(server) = &config.whois_server {
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.starts_with('[') => {
                (host, port.parse().ok())
            }
            _ => (server.as_str(), Some(43)),
        };
        // A number is the address that it stands for: `127.1` is `127.0.0.1`.
        match url::Host::parse(host) {
            Ok(url::Host::Ipv4(address)) => guard.exempt(&address.to_string(), port),
            Ok(url::Host::Ipv6(address)) => guard.exempt(&address.to_string(), port),
            Ok(url::Host::Domain(_)) | Err(_) => {
                guard.exempt(host.trim_matches(['[', ']']), port);
            }
        }
    }
    guard
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_waits_for_a_busy_server_and_whoever_typed_a_few_targets_does_not() {
        assert_eq!(bearing(1, false), (false, PATIENCE));
        assert_eq!(bearing(2, false), (true, PATIENCE));
        assert_eq!(bearing(HANDFUL + 1, false), (true, LIST_PATIENCE));
        assert_eq!(bearing(0, true), (true, LIST_PATIENCE));
    }
}
