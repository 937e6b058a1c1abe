//! The strands of addresses and AS numbers at the address registries.
//!
//! The most specific registration names the holder. Where it publishes no abuse contact the less
//! specific ones are asked, because theirs applies then; every level is kept.

use std::net::IpAddr;

use super::Walk;
use crate::model::answer::{Answer, Evidence};
use crate::model::observations::{NumberFacts, Source, Sourced};
use crate::model::record::{ContactRole, NumberRecord};
use crate::source::rdap::bootstrap::{Bootstrap, Kind};
use crate::source::{rdap, whois};
use crate::wire::Wire;

/// Less specific registrations asked in search of an abuse contact.
const MAX_PARENTS: usize = 2;

impl<W: Wire> Walk<'_, W> {
    /// What the registries say of an address.
    pub(super) async fn address_registration(&self, address: IpAddr) -> NumberFacts {
        let kind = if address.is_ipv4() { Kind::Ipv4 } else { Kind::Ipv6 };
        let servers = self.number_servers(kind, |list| list.for_address(address)).await;
        let answer = self
            .rdap_at(&servers, &format!("ip/{address}"), |reply| rdap::read_network(reply, address))
            .await;
        let mut facts = NumberFacts::default();
        self.take(answer, &mut facts).await;
        if let Some(first) = facts.levels.first().cloned() {
            self.parents(&first, address, &mut facts).await;
        }
        if needs_whois(&facts) {
            let server =
                self.number_whois(whois::server_for_address(address), &address.to_string()).await;
            merge(&mut facts, self.whois_number(server, &address.to_string()).await);
        }
        facts
    }

    /// What the registries say of an AS number.
    pub(super) async fn system_registration(&self, number: u32) -> NumberFacts {
        let servers = self.number_servers(Kind::Asn, |list| list.for_asn(number)).await;
        let answer = self
            .rdap_at(&servers, &format!("autnum/{number}"), |reply| {
                rdap::read_autnum(reply, number)
            })
            .await;
        let mut facts = NumberFacts::default();
        self.take(answer, &mut facts).await;
        if needs_whois(&facts) {
            let server =
                self.number_whois(whois::server_for_asn(number), &number.to_string()).await;
            merge(&mut facts, self.whois_number(server, &format!("AS{number}")).await);
        }
        facts
    }

    /// The servers that the embedded list names or, for numbers handed out since it was made, the
    /// current one.
    async fn number_servers(
        &self,
        kind: Kind,
        pick: impl Fn(&Bootstrap) -> Vec<String>,
    ) -> Vec<String> {
        let servers = self.rdap_servers(kind, &pick).await;
        if servers.is_empty() {
            self.current_rdap_servers(kind, &pick).await.found().cloned().unwrap_or_default()
        } else {
            servers
        }
    }

    /// The WHOIS server for a number: the user's, the embedded table's, or the one that the
    /// Internet Assigned Numbers Authority refers to.
    async fn number_whois(&self, listed: Option<&str>, object: &str) -> Option<String> {
        if let Some(server) = self.plan.whois_server.clone().or_else(|| listed.map(str::to_owned)) {
            return Some(server);
        }
        self.iana_referral(object).await
    }

    /// Adds an answer to the facts, with the contacts that it only links to.
    async fn take(&self, answer: Answer<NumberRecord>, facts: &mut NumberFacts) {
        match answer {
            Answer::Found(record, evidence) if record.elsewhere.is_some() => {
                // A placeholder of another registry's space says nothing of the holder.
                facts.absent = Some(evidence);
            }
            Answer::Found(mut record, evidence) => {
                if !record.has_abuse() {
                    self.fetch_linked(&mut record).await;
                }
                facts.levels.push(Sourced { facts: record, source: Source::Rdap, evidence });
            }
            Answer::Absent(evidence) => facts.absent = Some(evidence),
            Answer::Unknown(why) => facts.why.push(why),
        }
    }

    /// Fetches the first abuse entity that is only linked.
    async fn fetch_linked(&self, record: &mut NumberRecord) {
        let Some(url) = record.linked.first().cloned() else { return };
        if let Answer::Found(entity, _) = self.rdap(url, rdap::read_entity).await {
            record.contacts.extend(entity.contacts.into_iter().map(|mut contact| {
                contact.role = ContactRole::Abuse;
                contact
            }));
        }
    }

    /// Climbs to less specific registrations until one publishes an abuse contact.
    async fn parents(
        &self,
        first: &Sourced<NumberRecord>,
        address: IpAddr,
        facts: &mut NumberFacts,
    ) {
        let mut at = first.clone();
        for _ in 0..MAX_PARENTS {
            if at.facts.has_abuse() || at.facts.says_no_abuse {
                break;
            }
            let Some(url) = parent_url(&at) else { break };
            let answer = self.rdap(url, |reply| rdap::read_network(reply, address)).await;
            let Answer::Found(mut record, evidence) = answer else { break };
            // A registry's own pool is nobody's network.
            if record.range == at.facts.range || record.elsewhere.is_some() || is_registry(&record)
            {
                break;
            }
            if !record.has_abuse() {
                self.fetch_linked(&mut record).await;
            }
            at = Sourced { facts: record, source: Source::Rdap, evidence };
            facts.levels.push(at.clone());
        }
    }
}

/// Where the less specific registration is: as the registry links it, or else the question for a
/// prefix that is one bit shorter at the server that answered (RFC 9082 §3.1.1 promises the most
/// specific network that contains the question).
fn parent_url(level: &Sourced<NumberRecord>) -> Option<String> {
    if let Some(parent) = &level.facts.parent {
        return Some(parent.clone());
    }
    let (first, last) = level.facts.range?;
    let length = common_bits(first, last)?;
    let base = server_base(&level.evidence)?;
    (length > 8).then(|| {
        let shorter = ipnet::IpNet::new(first, length - 1).map(|net| net.trunc().to_string());
        shorter.ok().map(|net| format!("{base}ip/{net}"))
    })?
}

/// Whether a range is registered to an address registry itself.
fn is_registry(record: &NumberRecord) -> bool {
    label(record)
        .is_some_and(|name| REGISTRIES.iter().any(|known| name.eq_ignore_ascii_case(known)))
}

/// The address registries, as they write their own names.
const REGISTRIES: &[&str] = &[
    "African Network Information Center",
    "AFRINIC",
    "AfriNIC Ltd",
    "American Registry for Internet Numbers",
    "ARIN",
    "Asia Pacific Network Information Centre",
    "Asia Pacific Network Information Center",
    "APNIC",
    "Internet Assigned Numbers Authority",
    "IANA",
    "Latin American and Caribbean IP address Regional Registry",
    "LACNIC",
    "RIPE Network Coordination Centre",
    "RIPE NCC",
    "Réseaux IP Européens Network Coordination Centre (RIPE NCC)",
];

/// The leading bits that two addresses share.
fn common_bits(first: IpAddr, last: IpAddr) -> Option<u8> {
    let bits = match (first, last) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
        _ => return None,
    };
    u8::try_from(bits).ok()
}

/// The base URL of the server behind `GET https://…/ip/192.0.2.1`.
fn server_base(evidence: &Evidence) -> Option<String> {
    let url = evidence.key().strip_prefix("GET ")?;
    let at = url.rfind("/ip/")?;
    url.get(..=at).map(str::to_owned)
}

/// Whether RDAP is missing, failed, or says less than WHOIS may.
fn needs_whois(facts: &NumberFacts) -> bool {
    match facts.levels.first() {
        None => true,
        Some(first) => {
            label(&first.facts).is_none()
                || !facts.levels.iter().any(|level| level.facts.has_abuse())
        }
    }
}

/// Adds what WHOIS knows to what RDAP did not: a whole record, or the holder and the contacts
/// that the RDAP record of the same range lacks.
fn merge(facts: &mut NumberFacts, other: NumberFacts) {
    facts.why.extend(other.why);
    if facts.absent.is_none() {
        facts.absent = other.absent;
    }
    for level in other.levels {
        if facts.levels.is_empty() || adds(&facts.levels, &level.facts) {
            facts.levels.push(level);
        }
    }
}

/// Whether a record holds a holder or an abuse contact that none of the levels has.
fn adds(levels: &[Sourced<NumberRecord>], record: &NumberRecord) -> bool {
    let holder =
        label(record).is_some() && !levels.iter().any(|level| label(&level.facts).is_some());
    let abuse = record.has_abuse() && !levels.iter().any(|level| level.facts.has_abuse());
    holder || abuse
}

/// The holder's name in a record, if it can be relied on.
fn label(record: &NumberRecord) -> Option<&str> {
    record.holder.as_ref()?.label()
}
