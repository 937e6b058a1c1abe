//! The strand of companies that the directory knows and cannot reach: the network that their own
//! servers are in may publish a contact.

use std::collections::BTreeMap;

use super::Walk;
use crate::directory::{Match, Role, Takes, best_for};
use crate::model::answer::Answer;
use crate::model::observations::{AddressFacts, Observations, ServerFacts};
use crate::wire::Wire;

impl<W: Wire> Walk<'_, W> {
    /// The address of one server of each company that serves the zone or takes the mail, is known by
    /// name, and has no contact in the directory. A company is asked about once, and not at all where
    /// an address of its own network is at hand.
    pub(super) async fn own_networks(&self, seen: &Observations) -> BTreeMap<String, AddressFacts> {
        let mut wanted: BTreeMap<String, String> = BTreeMap::new();
        let name = seen.name.iter();
        for (role, server) in name.flat_map(|name| {
            let zone = name.delegation.servers.iter().map(|server| (Role::Dns, server));
            zone.chain(name.mail.servers.iter().map(|server| (Role::Mail, server)))
        }) {
            if let Some(id) = self.unreachable(role, server) {
                wanted.entry(id).or_insert_with(|| server.host.clone());
            }
        }
        wanted.retain(|id, _| {
            !seen.all_addresses().any(|facts| self.known.is_own_network(id, facts))
        });
        let mut networks = BTreeMap::new();
        for (id, host) in wanted {
            if let Answer::Found(facts, _) = self.first_address(&host).await {
                networks.insert(id, facts);
            }
        }
        networks
    }

    /// The company that runs a server, where the directory has no contact of it.
    fn unreachable(&self, role: Role, server: &ServerFacts) -> Option<String> {
        let matches = match role {
            Role::Mail => self.known.by_mail_exchange(&server.host),
            _ => self.known.by_name_server(&server.host),
        };
        best_for(&matches, role)
            .filter(|found| !is_reached(found))
            .map(|found| found.provider.id.clone())
    }
}

/// Whether the directory has a contact for reports of whoever a match names. What was entered from
/// memory is no reason not to ask.
fn is_reached(found: &Match<'_>) -> bool {
    let ladder = found.ladder();
    ladder.iter().any(|rung| rung.contact.takes == Takes::Abuse && !rung.contact.recalled)
}
