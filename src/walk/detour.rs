//! Ways to the target that lead through a record: links, redirects and referrals that its own side
//! may have written. Without `--probe` nothing of the target is contacted, whoever refers to it.

use std::net::IpAddr;

use futures_util::future::join_all;
use tokio::join;
use url::Url;

use super::Walk;
use crate::model::answer::{ReasonCode, Why};
use crate::model::name::at_or_below;
use crate::source::rdap::bootstrap::is_listed;
use crate::wire::Wire;

impl<W: Wire> Walk<'_, W> {
    /// Why a URL that a record or a redirect names is not asked, if so.
    pub(super) async fn detour_by_url(&self, url: &str) -> Option<Why> {
        let host = Url::parse(url).ok()?.host_str()?.to_owned();
        self.detour(&host).await
    }

    /// Why a server that a record names is not asked, if so. With a port or without. It is the
    /// target's own by its name, or by an address that the target has as well.
    pub(super) async fn detour(&self, server: &str) -> Option<Why> {
        if self.plan.probe {
            return None;
        }
        let host = bare(server);
        let own_name = self.domain.as_deref().is_some_and(|domain| at_or_below(&host, domain));
        if own_name || self.is_at_target(&host).await {
            let text =
                format!("the records refer to {host}, which is the target's own; --probe asks it");
            return Some(Why::new(ReasonCode::NeedsProbe, text));
        }
        None
    }

    /// Whether a host is, or leads to, an address of the target. Servers that the registries
    /// themselves list are nobody's target.
    async fn is_at_target(&self, host: &str) -> bool {
        if is_listed(host) {
            return false;
        }
        let theirs = async {
            match host.parse::<IpAddr>() {
                Ok(address) => vec![address],
                Err(_) => self.addresses_at(host).await,
            }
        };
        let names = self.host.iter().chain(&self.domain);
        let (theirs, own) = join!(theirs, join_all(names.map(|name| self.addresses_at(name))));
        let own: Vec<IpAddr> = own.into_iter().flatten().chain(self.address).collect();
        // An edge's address is everybody's who is behind it.
        theirs.iter().any(|address| own.contains(address) && self.edge(*address).is_none())
    }

    /// The addresses that a name leads to, as far as they are known.
    async fn addresses_at(&self, host: &str) -> Vec<IpAddr> {
        self.resolve(host).await.found().map(|found| found.addresses.clone()).unwrap_or_default()
    }
}

/// The host of a server, without port, brackets and final dot.
fn bare(server: &str) -> String {
    let bare = server.trim_start_matches('[');
    let (host, _) = bare.split_once(']').unwrap_or((bare, ""));
    let host = match host.rsplit_once(':') {
        Some((name, _)) if !name.contains(':') => name,
        _ => host,
    };
    host.trim_end_matches('.').to_ascii_lowercase()
}
