//! The strand of the parent zone: whom its own servers delegate to. The registry's record says the
//! same where there is one; the servers are asked with `--probe` only.

use std::net::SocketAddr;

use super::Walk;
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::dns::RecordKind;
use crate::model::exchange::{Ask, DnsServer};
use crate::source::{consult, dns};
use crate::wire::Wire;

/// How many of the parent's servers are asked until one answers.
const MAX_SERVERS: usize = 3;

impl<W: Wire> Walk<'_, W> {
    /// Whom the zone above a domain delegates it to, by the word of that zone's own servers; `None`
    /// where nobody but the user's resolver may be asked.
    pub(super) async fn at_parent(&self, domain: &str) -> Option<Answer<Vec<String>>> {
        if !self.plan.probe {
            return None;
        }
        let (_, above) = domain.split_once('.')?;
        let parent = match self.zone_above(above).await {
            Answer::Found(parent, _) => parent,
            Answer::Absent(evidence) => return Some(Answer::Absent(evidence)),
            Answer::Unknown(why) => return Some(Answer::Unknown(why)),
        };
        let text = format!("no server of {} has an address", parent.apex);
        let mut last = Answer::Unknown(Why::new(ReasonCode::NoAddress, text));
        for server in parent.servers.iter().take(MAX_SERVERS) {
            let found = self.resolve(server).await;
            let Some(address) = found.found().and_then(|found| found.addresses.first()) else {
                continue;
            };
            let server = DnsServer::At(SocketAddr::new(*address, 53));
            let ask = Ask::Dns { name: domain.to_owned(), kind: RecordKind::Ns, server };
            last = consult(self.net, &ask, |reply| dns::delegated(reply, domain)).await;
            if last.why().is_none() {
                break;
            }
        }
        Some(last)
    }
}
