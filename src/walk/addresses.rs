//! The strand of a name's addresses: where the name leads, who announces each address, and what
//! the registries say of it.

use std::net::IpAddr;

use futures_util::future::join_all;
use ipnet::IpNet;
use tokio::join;

use super::{MAX_SYSTEMS, Walk, registry_of};
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::dns::RecordKind;
use crate::model::exchange::Ask;
use crate::model::observations::{
    AddressFacts, Bound, MAX_ADDRESSES, NumberFacts, Resolution, RouteOrigin,
};
use crate::model::special::special;
use crate::source::{asn, consult, dns};
use crate::wire::Wire;

/// So many HTTPS records of a chain are followed: browsers follow fewer.
const MAX_BOUND: usize = 4;

impl<W: Wire> Walk<'_, W> {
    /// Both address families of a name.
    pub(super) async fn resolve(&self, host: &str) -> Answer<Resolution> {
        let (a, aaaa) = (Ask::dns(host, RecordKind::A), Ask::dns(host, RecordKind::Aaaa));
        let (four, six) = join!(
            consult(self.net, &a, |reply| dns::resolution(reply, host)),
            consult(self.net, &aaaa, |reply| dns::resolution(reply, host)),
        );
        dns::both_families(four, six)
    }

    /// Everything about the addresses of a resolution.
    pub(super) async fn addresses_of(&self, resolution: &Answer<Resolution>) -> Vec<AddressFacts> {
        let addresses = resolution.found().map_or(&[][..], |found| found.addresses.as_slice());
        let facts = addresses.iter().take(MAX_ADDRESSES).map(|address| self.with_systems(*address));
        join_all(facts).await
    }

    /// Everything about one address, and meanwhile about the networks that announce it: those are
    /// known long before its registration is. Whoever asks about them later has the answers at hand.
    pub(super) async fn with_systems(&self, address: IpAddr) -> AddressFacts {
        let systems = async {
            if let Some(origins) = self.origins_of(address).await.found() {
                let numbers = origins.iter().flat_map(|origin| &origin.systems).take(MAX_SYSTEMS);
                let registry = |number| registry_of(number, origins);
                join_all(numbers.map(|number| self.system(*number, registry(*number)))).await;
            }
        };
        let (facts, ()) = join!(self.address(address, true), systems);
        facts
    }

    /// Who announces an address, unless it is not a public one.
    pub(super) async fn origins_of(&self, address: IpAddr) -> Answer<Vec<RouteOrigin>> {
        match not_public(address) {
            Some(kind) => Answer::Unknown(special_why(address, kind)),
            None => self.origins(address).await,
        }
    }

    /// Everything about one address; `is_machine` where content may be on it.
    pub(super) async fn address(&self, address: IpAddr, is_machine: bool) -> AddressFacts {
        if let Some(kind) = not_public(address) {
            return special_address(address, kind);
        }
        if let Some(range) = self.range.filter(|range| range.network() == address) {
            return self.range(address, range).await;
        }
        let (reverse, origins, registry) = join!(
            self.reverse(address, is_machine),
            self.origins(address),
            self.address_registration(address),
        );
        let leads_back = match reverse.found() {
            Some(name) => self.leads_back(name, address).await,
            None => false,
        };
        AddressFacts { address, special: None, reverse, leads_back, origins, registry }
    }

    /// Whether a reverse name leads back to its address. It is looked at only where the name would
    /// say who it is.
    async fn leads_back(&self, name: &str, address: IpAddr) -> bool {
        if self.known.by_reverse(name).is_empty() {
            return false;
        }
        self.resolve(name).await.found().is_some_and(|found| found.addresses.contains(&address))
    }

    /// Where a name leads its visitors: its addresses, and those of the HTTPS records (RFC 9460),
    /// which browsers follow. A site on a port of its own has records of its own.
    pub(super) async fn leads(&self, host: &str, port: Option<u16>) -> Answer<Resolution> {
        let owner = port.map_or_else(|| host.to_owned(), |port| format!("_{port}._https.{host}"));
        let (resolution, service) = join!(self.resolve(host), self.service(&owner, host));
        let (Answer::Found(mut found, evidence), Some((mut bound, asked))) =
            (resolution.clone(), service)
        else {
            return resolution;
        };
        bound.addresses.retain(|address| !found.addresses.contains(address));
        bound.addresses.sort_unstable();
        bound.addresses.dedup();
        found.addresses.extend(&bound.addresses);
        found.addresses.sort_unstable();
        found.families.extend(asked);
        found.bound = Some(bound);
        Answer::Found(found, evidence)
    }

    /// Where the HTTPS records of a name lead, if it has any, and the exchanges that show it.
    async fn service(&self, owner: &str, host: &str) -> Option<(Bound, Vec<Evidence>)> {
        let (mut bound, mut asked) = (Bound::default(), Vec::new());
        let mut at = owner.to_owned();
        for _ in 0..MAX_BOUND {
            let ask = Ask::dns(at.as_str(), RecordKind::Https);
            let answer = consult(self.net, &ask, |reply| dns::service(reply, &at)).await;
            let Answer::Found(service, evidence) = answer else { break };
            asked.push(evidence);
            bound.addresses.extend(service.hints);
            let target = service.target.filter(|target| target != host);
            let Some(target) = target.filter(|target| !bound.names.contains(target)) else { break };
            bound.names.push(target.clone());
            at = target;
            if !service.alias {
                break;
            }
        }
        if let Some(last) = bound.names.last().cloned()
            && let Answer::Found(found, evidence) = self.resolve(&last).await
        {
            asked.push(evidence);
            bound.names.extend(found.aliases);
            bound.addresses.extend(found.addresses);
        }
        (!asked.is_empty()).then_some((bound, asked))
    }

    /// The reverse name of an address. It tells of a machine that content is on, and of nothing else:
    /// where an edge stands in front, or the machine only serves names or mail, nobody reads it.
    async fn reverse(&self, address: IpAddr, is_machine: bool) -> Answer<String> {
        if !is_machine || self.edge(address).is_some() {
            let text = "no reverse name is asked for there";
            return Answer::Unknown(Why::new(ReasonCode::SwitchedOff, text));
        }
        let pointer = Ask::dns(dns::reversed(address, "in-addr.arpa", "ip6.arpa"), RecordKind::Ptr);
        consult(self.net, &pointer, dns::reverse).await
    }

    /// Everything about a range, whose first address is asked about. What holds of a part of it only
    /// says nothing of the whole.
    async fn range(&self, address: IpAddr, range: IpNet) -> AddressFacts {
        let (origins, registry) = join!(self.origins(address), self.address_registration(address));
        let in_parts = |origins: &Vec<RouteOrigin>| {
            let whole =
                |origin: &RouteOrigin| origin.prefix.is_none_or(|prefix| prefix.contains(&range));
            !origins.is_empty() && !origins.iter().any(whole)
        };
        let origins = if origins.found().is_some_and(in_parts) {
            let text = format!("{range} is announced in parts; trace one address of it");
            Answer::Unknown(Why::new(ReasonCode::NotNamed, text))
        } else {
            origins
        };
        let text = "a range has no name of its own";
        let reverse = Answer::Unknown(Why::new(ReasonCode::NotNamed, text));
        AddressFacts { address, special: None, reverse, leads_back: false, origins, registry }
    }

    /// Who announces an address.
    pub(super) async fn origins(&self, address: IpAddr) -> Answer<Vec<RouteOrigin>> {
        if self.plan.asn_database {
            return consult(self.net, &Ask::Database { address }, asn::read_row).await;
        }
        consult(self.net, &asn::ask_origin(address), asn::read_origins).await
    }
}

/// What an address is set aside for, if it is not public. Addresses of documentation stand in
/// recorded cases and are taken for public ones.
fn not_public(address: IpAddr) -> Option<&'static str> {
    special(address).filter(|kind| *kind != "documentation")
}

/// Why nothing is asked about an address that is not public.
fn special_why(address: IpAddr, kind: &str) -> Why {
    Why::new(ReasonCode::Guarded, format!("{address} is a {kind} address"))
}

/// An address that nobody outside its network answers for: nothing is asked.
fn special_address(address: IpAddr, kind: &'static str) -> AddressFacts {
    let why = special_why(address, kind);
    AddressFacts {
        address,
        special: Some(kind),
        reverse: Answer::Unknown(why.clone()),
        leads_back: false,
        origins: Answer::Unknown(why.clone()),
        registry: NumberFacts { why: vec![why], ..NumberFacts::default() },
    }
}
