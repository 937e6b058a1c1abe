//! The strand of companies that the directory knows and cannot reach: the network that their own
//! servers are in may publish a contact.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use futures_util::future::join_all;
use tokio::join;

use super::Walk;
use super::mail::mailboxes_of_numbers;
use crate::directory::{Match, Role, Takes, best_for};
use crate::model::answer::Answer;
use crate::model::observations::{AddressFacts, MAX_ADDRESSES, Observations};
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
            if let Some(id) = self.unreachable(role, &server.host) {
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

    /// Asks for these addresses as soon as the servers are known by name, where the target's own
    /// addresses are in networks that the directory knows as others'. The answers are there when they
    /// are wanted.
    pub(super) async fn own_networks_ahead(&self, host: &str, domain: &str) {
        if self.plan.fast {
            return;
        }
        let (zone, exchanges, resolution) =
            join!(self.zone(domain), self.exchanges(domain), self.resolve(host));
        let servers = zone.found().into_iter().flat_map(|zone| &zone.servers);
        let servers = servers.map(|host| (Role::Dns, host));
        let exchanges = exchanges.found().into_iter().flatten().map(|host| (Role::Mail, host));
        let mut wanted: BTreeMap<String, &String> = BTreeMap::new();
        for (role, host) in servers.chain(exchanges) {
            if let Some(id) = self.unreachable(role, host) {
                wanted.entry(id).or_insert(host);
            }
        }
        let Some(found) = resolution.found().filter(|_| !wanted.is_empty()) else { return };
        let addresses = found.addresses.iter().take(MAX_ADDRESSES);
        let owners = join_all(addresses.map(|address| self.known_owners(*address))).await;
        if owners.iter().any(BTreeSet::is_empty) {
            return;
        }
        wanted.retain(|id, _| !owners.iter().any(|owners| owners.contains(id)));
        let networks = async {
            let networks = join_all(wanted.values().map(|host| self.first_address(host))).await;
            let networks = networks.iter().filter_map(|answer| Some(&answer.found()?.registry));
            self.mail_ahead(mailboxes_of_numbers(networks)).await;
        };
        let sites = wanted.keys().filter_map(|id| self.site_domain(id));
        let sites = join_all(sites.map(async |site| self.mail_domain(&site).await));
        join!(networks, sites);
    }

    /// Whom the directory knows to publish a range around an address, or to announce it.
    async fn known_owners(&self, address: IpAddr) -> BTreeSet<String> {
        let origins = self.origins_of(address).await;
        let systems = origins.found().into_iter().flatten().flat_map(|origin| &origin.systems);
        let by_origin = systems.flat_map(|system| self.known.by_origin(*system));
        let matches = self.known.by_address(address).into_iter().chain(by_origin);
        matches.map(|found| found.provider.id.clone()).collect()
    }

    /// The company that runs a server, where the directory has no contact of it.
    fn unreachable(&self, role: Role, server: &str) -> Option<String> {
        let matches = match role {
            Role::Mail => self.known.by_mail_exchange(server),
            _ => self.known.by_name_server(server),
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
