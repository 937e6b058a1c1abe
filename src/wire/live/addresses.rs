//! The addresses of a server that is to be connected to, judged by the guard.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::time::timeout;

use super::LiveConfig;
use super::dns::names::Names;
use super::socks::Socks;
use crate::model::dns::{DnsReply, Rcode, RecordData, RecordKind};
use crate::model::exchange::{DnsServer, Failure, Reply};
use crate::model::name::at_or_below;
use crate::wire::Sent;

/// How long the other family's addresses are waited for.
const OTHER_FAMILY: Duration = Duration::from_millis(50);

/// The one way to the address of a server.
pub(super) struct Door {
    /// How to send.
    pub(super) config: LiveConfig,
    /// DNS, every question once.
    pub(super) dns: Arc<Names>,
    /// The proxy that everything goes through, if there is one.
    pub(super) socks: Option<Socks>,
}

impl Door {
    /// The addresses that may be contacted, those of IPv4 first. Without a port, the guard exempts
    /// what is exempt on any port.
    pub(super) async fn find(&self, host: &str, port: Option<u16>) -> Result<Vec<IpAddr>, Failure> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let addresses = match bare.parse::<IpAddr>() {
            Ok(address) => vec![address],
            Err(_) => self.by_name(host, port).await?,
        };
        self.config.guard.keep(host, port, &addresses)
    }

    /// The addresses of a name.
    async fn by_name(&self, host: &str, port: Option<u16>) -> Result<Vec<IpAddr>, Failure> {
        let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        if at_or_below(&name, "localhost") {
            return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
        }
        let found = self.by_dns(&name).await;
        // What the user or the system named may be known to the system only, as by a hosts file.
        if found.is_err()
            && self.socks.is_none()
            && self.config.guard.names(host, port)
            && let Ok(known) = tokio::net::lookup_host((name.as_str(), 0)).await
        {
            let known: Vec<IpAddr> = known.map(|address| address.ip()).collect();
            return if known.is_empty() { found } else { Ok(known) };
        }
        found
    }

    /// Asks for both families at once. The questions are tasks of their own, so that one that is
    /// not waited for still ends and is never asked again.
    async fn by_dns(&self, name: &str) -> Result<Vec<IpAddr>, Failure> {
        let ask = |kind| {
            let (dns, name) = (Arc::clone(&self.dns), name.to_owned());
            tokio::spawn(async move { dns.ask(&DnsServer::Resolver, &name, kind).await })
        };
        let mut asked: FuturesUnordered<_> =
            [RecordKind::A, RecordKind::Aaaa].into_iter().map(ask).collect();
        let mut found: Vec<IpAddr> = Vec::new();
        let mut failure = None;
        loop {
            let patience = if found.is_empty() { self.config.patience } else { OTHER_FAMILY };
            let Ok(Some(joined)) = timeout(patience, asked.next()).await else { break };
            match joined.map(|sent| addresses(sent, name)) {
                Ok(Ok(addresses)) => found.extend(addresses),
                Ok(Err(why)) => failure = failure.or(Some(why)),
                Err(_) => {}
            }
        }
        found.sort();
        match failure {
            _ if !found.is_empty() => Ok(found),
            Some(why) => Err(why),
            None => Err(Failure::Unreachable {
                detail: "the resolver did not answer in time".to_owned(),
            }),
        }
    }
}

/// The addresses that a reply gives a name, or why there are none.
fn addresses(sent: Sent, name: &str) -> Result<Vec<IpAddr>, Failure> {
    let because = |detail: &str| Err(Failure::Unreachable { detail: detail.to_owned() });
    match sent.outcome {
        Ok(Reply::Dns(reply)) => match end(&reply, name) {
            found if !found.is_empty() => Ok(found),
            _ if reply.rcode == Rcode::NxDomain => because("its name does not exist"),
            _ if reply.rcode == Rcode::NoError => because("its name has no address"),
            _ => because("the resolver could not look up its name"),
        },
        Ok(_) => because("its name has no address"),
        Err(Failure::TimedOut) => because("the resolver did not answer in time"),
        Err(_) => because("the resolver could not look up its name"),
    }
}

/// The addresses at the end of a chain of aliases.
fn end(reply: &DnsReply, name: &str) -> Vec<IpAddr> {
    let chain = reply.chain(name);
    let last = chain.last().copied().unwrap_or(name);
    reply
        .owned(last)
        .filter_map(|data| match data {
            RecordData::A(address) => Some(IpAddr::V4(*address)),
            RecordData::Aaaa(address) => Some(IpAddr::V6(*address)),
            _ => None,
        })
        .collect()
}
