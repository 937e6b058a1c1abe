//! Ways to the target that lead through a record: links, redirects and referrals that its own side
//! may have written. Without `--probe` nothing of the target is contacted, whoever refers to it.

use url::Url;

use super::Walk;
use crate::model::answer::{ReasonCode, Why};
use crate::model::name::at_or_below;

impl<W> Walk<'_, W> {
    /// Why a URL that a record or a redirect names is not asked, if so.
    pub(super) fn detour_by_url(&self, url: &str) -> Option<Why> {
        let host = Url::parse(url).ok()?.host_str()?.to_owned();
        self.detour(&host)
    }

    /// Why a server that a record names is not asked, if so. With a port or without.
    pub(super) fn detour(&self, server: &str) -> Option<Why> {
        if self.plan.probe {
            return None;
        }
        let bare = server.trim_start_matches('[');
        let (host, _) = bare.split_once(']').unwrap_or((bare, ""));
        let host = match host.rsplit_once(':') {
            Some((name, _)) if !name.contains(':') => name,
            _ => host,
        };
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let own_name = self.domain.as_deref().is_some_and(|domain| at_or_below(&host, domain));
        let own_address = self.address.is_some_and(|address| host.parse() == Ok(address));
        (own_name || own_address).then(|| {
            let text =
                format!("the records refer to {host}, which is the target's own; --probe asks it");
            Why::new(ReasonCode::NeedsProbe, text)
        })
    }
}
