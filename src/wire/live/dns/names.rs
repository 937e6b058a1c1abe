//! The user's resolvers as whoever asks sees them: the first is asked, and the next where it fails.

use std::time::Duration;

use tokio::time::timeout;

use super::{Dns, chase};
use crate::model::dns::{Rcode, RecordKind};
use crate::model::exchange::{Ask, DnsServer, Failure, Reply};
use crate::wire::memo::Memo;
use crate::wire::{Sent, Wire};

/// How long a resolver is waited for before the next one is asked in its place.
const HEAD_START: Duration = Duration::from_secs(2);

/// DNS, every question once.
pub(in crate::wire::live) struct Names {
    /// Asks resolvers and name servers.
    dns: Memo<Dns>,
}

impl Names {
    /// Asks through this.
    pub(in crate::wire::live) fn new(dns: Dns) -> Self {
        Self { dns: Memo::dns(dns) }
    }

    /// Asks whom the question is for; of a resolver, up to the end of a chain of aliases.
    pub(in crate::wire::live) async fn ask(
        &self,
        server: &DnsServer,
        name: &str,
        kind: RecordKind,
    ) -> Sent {
        match server {
            DnsServer::Resolver => self.any(name, kind).await,
            DnsServer::View(_) => chase::ask(&self.dns, server, name, kind).await,
            DnsServer::At(_) => {
                self.dns
                    .send(&Ask::Dns { name: name.to_owned(), kind, server: server.clone() })
                    .await
            }
        }
    }

    /// The answer of the first resolver that has one; without any, what the first said.
    async fn any(&self, name: &str, kind: RecordKind) -> Sent {
        let mut resolvers = self.dns.inner().resolvers().peekable();
        let mut bad: Option<Sent> = None;
        while let Some(resolver) = resolvers.next() {
            let server = DnsServer::View(resolver.to_owned());
            let asked = chase::ask(&self.dns, &server, name, kind);
            let sent = if resolvers.peek().is_none() {
                asked.await
            } else {
                let silent = |_| Sent::now(Err(Failure::TimedOut));
                timeout(HEAD_START, asked).await.unwrap_or_else(silent)
            };
            if has_answered(&sent) {
                return sent;
            }
            bad.get_or_insert(sent);
        }
        let nobody = || Failure::Unreachable { detail: "no resolver is configured".to_owned() };
        bad.unwrap_or_else(|| Sent::now(Err(nobody())))
    }
}

/// Whether a resolver says what the zone says. One that says that it blocks the name does not.
fn has_answered(sent: &Sent) -> bool {
    match &sent.outcome {
        Ok(Reply::Dns(reply)) => {
            matches!(reply.rcode, Rcode::NoError | Rcode::NxDomain) && reply.blocked.is_none()
        }
        Ok(_) | Err(_) => false,
    }
}
