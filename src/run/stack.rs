//! The wires of a live run, stacked in one expression.

use crate::config::Config;
use crate::error::Error;
use crate::model::exchange::{Ask, Purpose, Reply};
use crate::source::rdap::bootstrap::{Bootstrap, Kind};
use crate::source::whois;
use crate::wire::cache::Cache;
use crate::wire::database::{self, Database};
use crate::wire::guard::Guard;
use crate::wire::limits::Limits;
use crate::wire::live::{Config as LiveConfig, Live};
use crate::wire::memo::Memo;

/// The wires of a live run, outermost first.
pub(super) type Stack = Memo<Cache<Database<Limits<Live>>>>;

/// Stacks the wires.
pub(super) fn live(config: &Config) -> Result<Stack, Error> {
    let reader = match &config.asn_db {
        None => None,
        Some(path) => Some(
            database::open(path)
                .map_err(|problem| Error::Unreadable { path: path.clone(), problem })?,
        ),
    };
    let live = Live::new(LiveConfig {
        resolver: config.resolver.clone(),
        guard: guard(config),
        proxies: config.proxies.clone(),
        ..LiveConfig::default()
    });
    let limits = Limits::new(live);
    Ok(Memo::new(Cache::new(Database::new(limits, reader), config.cache.clone(), worth_keeping)))
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
        guard.exempt(host.trim_matches(['[', ']']), port);
    }
    guard
}

/// Whether an answer is kept between runs: only one that can be read, and never a "no", because
/// the name may be registered a minute later.
fn worth_keeping(ask: &Ask, reply: &Reply) -> bool {
    match (ask, reply) {
        (Ask::Http { purpose: Purpose::Bootstrap, url }, Reply::Http(reply)) => {
            let kinds = [Kind::Dns, Kind::Ipv4, Kind::Ipv6, Kind::Asn];
            kinds
                .into_iter()
                .find(|kind| url.ends_with(kind.file_name()))
                .is_some_and(|kind| Bootstrap::parse(kind, &reply.body).is_ok())
        }
        (Ask::Http { purpose: Purpose::Rdap, .. }, Reply::Http(reply)) => {
            serde_json::from_slice::<serde_json::Map<_, _>>(&reply.body).is_ok()
        }
        (Ask::Whois { server, query }, Reply::Text(body)) => {
            let object = query.rsplit(' ').next().unwrap_or(query).trim_end_matches("/e");
            matches!(whois::read_tld(body), Ok(Some(_)))
                || matches!(whois::read_domain(server, body, object), Ok(Some(_)))
                || matches!(whois::read_number(server, body, object), Ok(Some(_)))
        }
        _ => false,
    }
}
