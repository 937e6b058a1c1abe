//! The strands of addresses and AS numbers at the address registries.
//!
//! The most specific registration names the holder. Where it publishes no abuse contact the less
//! specific ones are asked, because theirs applies then; every level is kept.

use std::net::IpAddr;

use ipnet::IpNet;

use super::{Walk, only_fast};
use crate::directory::{Provider, Role};
use crate::model::answer::{Answer, Evidence};
use crate::model::mailbox::mail_domain;
use crate::model::name::at_or_below;
use crate::model::observations::{NumberFacts, Source, Sourced};
use crate::model::record::{ContactRole, NumberRecord, PublishedContact};
use crate::model::registries::{Registry, drop_desks};
use crate::source::rdap::bootstrap::{Bootstrap, Kind};
use crate::source::{asn, consult, rdap, whois};
use crate::wire::Wire;

/// Less specific registrations asked in search of an abuse contact.
const MAX_PARENTS: usize = 2;

impl<W: Wire> Walk<'_, W> {
    /// What the registries say of an address. Where the answer about another one is certain to be
    /// the same, that one is asked: its answer is at hand, or on its way.
    pub(super) async fn address_registration(&self, address: IpAddr) -> NumberFacts {
        if self.plan.fast {
            return NumberFacts { why: vec![only_fast()], ..NumberFacts::default() };
        }
        let blocks = &self.plan.blocks;
        if self.range.is_some_and(|range| range.network() == address) {
            return self.registration_of(address).await;
        }
        let Some(edge) = self.edge(address) else {
            return self.machine_registration(address).await;
        };
        let mut tried = Vec::new();
        loop {
            let asked = blocks.as_edge(&edge.id, address, &tried).await;
            let facts = self.registration_of(asked).await;
            let block = self.block_of(&facts, edge);
            blocks.learn_edge(&edge.id, asked, block).await;
            let serves = block.is_some_and(|(first, last)| (first..=last).contains(&address));
            if asked == address || serves {
                return facts;
            }
            tried.push(asked);
        }
    }

    /// What the registries say of an address that is no edge's.
    async fn machine_registration(&self, address: IpAddr) -> NumberFacts {
        let blocks = &self.plan.blocks;
        if let Some(asked) = blocks.as_whole(address).await {
            let facts = self.registration_of(asked).await;
            if whole_block(&facts).is_some_and(|(first, last)| (first..=last).contains(&address)) {
                return facts;
            }
        }
        let facts = self.registration_of(address).await;
        if let Some(block) = whole_block(&facts) {
            blocks.learn_whole(address, block).await;
        }
        facts
    }

    /// Whose edge an address is, if that is what the closest published range around it says.
    pub(super) fn edge(&self, address: IpAddr) -> Option<&Provider> {
        let found = self.known.by_address(address).into_iter().next()?;
        (found.role == Role::Cdn).then_some(found.provider)
    }

    /// The block of the finest registration, if it is registered to the edge's own company.
    fn block_of(&self, facts: &NumberFacts, edge: &Provider) -> Option<(IpAddr, IpAddr)> {
        let first = &facts.levels.first()?.facts;
        let holder = self.known.by_holder(label(first)?)?;
        (holder.id == edge.id).then_some(first.range)?
    }

    /// What the registries say of an address, or of the range that is traced, itself.
    async fn registration_of(&self, address: IpAddr) -> NumberFacts {
        let kind = if address.is_ipv4() { Kind::Ipv4 } else { Kind::Ipv6 };
        let servers = self.number_servers(kind, |list| list.for_address(address)).await;
        let range = self.range.filter(|range| range.network() == address);
        let object = range.map_or_else(|| address.to_string(), |range| range.to_string());
        let (path, name) = (format!("ip/{object}"), address.to_string());
        let read = |reply: &_| rdap::read_network(reply, address);
        let nearer = match range {
            None => self.nearer_to_address(address, &servers).await,
            Some(_) => None,
        };
        let answer = self.rdap_near(nearer, &servers, (&path, &name), read).await;
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
        if let Some(range) = range {
            facts.levels.retain(|level| covers(&level.facts, &range));
        }
        facts
    }

    /// What the registries say of an AS number; `announces` is the registry of addresses that it
    /// announces.
    pub(super) async fn system_registration(
        &self,
        number: u32,
        announces: Option<&'static str>,
    ) -> NumberFacts {
        if self.plan.fast {
            return NumberFacts { why: vec![only_fast()], ..NumberFacts::default() };
        }
        let listed = self.rdap_servers(Kind::Asn, |list| list.for_asn(number)).await;
        let (path, name) = (format!("autnum/{number}"), number.to_string());
        let read = |reply: &_| rdap::read_autnum(reply, number);
        let nearer = self.nearer_to_system(number, announces, &listed).await;
        let near = match nearer {
            Some(server) => Some(self.rdap(format!("{server}{path}"), &name, read).await),
            None => None,
        };
        let answer = match near.filter(|answer| answer.found().is_some()) {
            Some(answer) => answer,
            None => self.rdap_at(&self.system_servers(number).await, (&path, &name), read).await,
        };
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

    /// The servers for an AS number. The source of origins says which registry gave a number out
    /// that is younger than the embedded list; that is known sooner than the current list.
    async fn system_servers(&self, number: u32) -> Vec<String> {
        let listed = self.rdap_servers(Kind::Asn, |list| list.for_asn(number)).await;
        if !listed.is_empty() {
            return listed;
        }
        if self.plan.asn_database {
            return self.number_servers(Kind::Asn, |list| list.for_asn(number)).await;
        }
        let registry = consult(self.net, &asn::ask_name(number), asn::read_registry).await;
        match registry.found() {
            Some(server) => vec![(*server).to_owned()],
            None => self.number_servers(Kind::Asn, |list| list.for_asn(number)).await,
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
            // A placeholder of another registry's space says nothing of the holder.
            Answer::Found(record, evidence) if record.elsewhere.is_some() => {
                facts.absent = Some(evidence);
            }
            Answer::Found(record, evidence) => {
                let level = Sourced { facts: record, source: Source::Rdap, evidence };
                self.add_level(level, facts).await;
            }
            Answer::Absent(evidence) => facts.absent = Some(evidence),
            Answer::Unknown(why) => facts.why.push(why),
        }
    }

    /// Adds a registration and, where its abuse contact is only linked, a level of the same range
    /// for the linked entity, so that the contact keeps its own evidence.
    async fn add_level(&self, level: Sourced<NumberRecord>, facts: &mut NumberFacts) {
        let link = level.facts.linked.first().filter(|_| !level.facts.has_abuse()).cloned();
        let range = level.facts.range;
        let holder = level.facts.holder.clone();
        facts.levels.push(level);
        let Some(url) = link else { return };
        let answer = match self.detour_by_url(&url).await {
            Some(why) => Answer::Unknown(why),
            None => self.rdap(url, "", rdap::read_entity).await,
        };
        match answer {
            Answer::Found(entity, evidence) => {
                let contacts = entity.contacts.into_iter();
                let contacts = contacts
                    .map(|contact| PublishedContact { role: ContactRole::Abuse, ..contact })
                    .collect();
                let mut linked =
                    NumberRecord { range, holder, contacts, ..NumberRecord::default() };
                drop_desks(&mut linked);
                facts.levels.push(Sourced { facts: linked, source: Source::Rdap, evidence });
            }
            Answer::Absent(_) => {}
            Answer::Unknown(why) => facts.why.push(why),
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
            let settled = facts.levels.iter().any(|level| self.has_desk(&level.facts));
            let enough = settled || at.facts.says_no_abuse;
            let famous = self.is_famous(&at.facts) && !self.is_published(address, &at.facts);
            if enough && !famous {
                break;
            }
            let Some(url) = parent_url(&at) else { break };
            let read = |reply: &_| rdap::read_network(reply, address);
            let answer = match self.detour_by_url(&url).await {
                Some(why) => Answer::Unknown(why),
                None => self.rdap(url, &address.to_string(), read).await,
            };
            let (record, evidence) = match answer {
                Answer::Found(record, evidence) => (record, evidence),
                Answer::Absent(_) => break,
                Answer::Unknown(why) => {
                    facts.why.push(why);
                    break;
                }
            };
            // A registry's own pool is nobody's network.
            if record.range == at.facts.range || record.elsewhere.is_some() || is_registry(&record)
            {
                break;
            }
            at = Sourced { facts: record, source: Source::Rdap, evidence };
            self.add_level(at.clone(), facts).await;
        }
    }
}

impl<W> Walk<'_, W> {
    /// Whether a registration publishes an abuse contact that is not at the traced domain itself.
    fn has_desk(&self, record: &NumberRecord) -> bool {
        let is_own = |contact: &PublishedContact| {
            let at = mail_domain(&contact.value);
            let domain = self.domain.as_deref();
            domain.is_some_and(|own| at.is_some_and(|domain| at_or_below(&domain, own)))
        };
        record.contacts.iter().any(|contact| contact.role == ContactRole::Abuse && !is_own(contact))
    }

    /// Whether a registration names the company that itself publishes a range around the address.
    fn is_published(&self, address: IpAddr, record: &NumberRecord) -> bool {
        let holder = label(record).and_then(|name| self.known.by_holder(name));
        let ranges = self.known.by_address(address);
        holder.is_some_and(|holder| ranges.iter().any(|found| found.provider.id == holder.id))
    }

    /// Whether a registration names a company that the directory knows, or a registry. Anybody can
    /// call himself so in a part of somebody's allocation, so that the larger block is asked about.
    fn is_famous(&self, record: &NumberRecord) -> bool {
        label(record).is_some_and(|name| {
            self.known.by_holder(name).is_some() || Registry::of_name(name).is_some()
        })
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
    label(record).and_then(Registry::of_name).is_some()
}

/// The leading bits that two addresses share.
fn common_bits(first: IpAddr, last: IpAddr) -> Option<u8> {
    let bits = match (first, last) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
        _ => return None,
    };
    u8::try_from(bits).ok()
}

/// The base URL of the server that was asked for `https://…/ip/192.0.2.1`.
fn server_base(evidence: &Evidence) -> Option<String> {
    let url = evidence.ask().url()?;
    let at = url.rfind("/ip/")?;
    url.get(..=at).map(str::to_owned)
}

/// The block of the finest registration, if no smaller one can be inside.
fn whole_block(facts: &NumberFacts) -> Option<(IpAddr, IpAddr)> {
    let first = facts.levels.first()?;
    first.facts.is_indivisible().then_some(first.facts.range)?
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

/// Adds what WHOIS knows and RDAP did not say: a whole record, or the holder or contacts that the
/// records of the same or a smaller range lack. Levels stay in the order of their ranges.
fn merge(facts: &mut NumberFacts, other: NumberFacts) {
    facts.why.extend(other.why);
    if facts.absent.is_none() {
        facts.absent = other.absent;
    }
    for level in other.levels {
        let size = size(&level.facts);
        let place =
            facts.levels.iter().take_while(|known| self::size(&known.facts) <= size).count();
        let nearer = facts.levels.get(..place).unwrap_or_default();
        if facts.levels.is_empty() || adds(nearer, &level.facts) {
            facts.levels.insert(place, level);
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

/// How many addresses a record covers, less one; an AS number is one thing.
fn size(record: &NumberRecord) -> u128 {
    match record.range {
        Some((IpAddr::V4(first), IpAddr::V4(last))) => {
            u128::from(last.to_bits().saturating_sub(first.to_bits()))
        }
        Some((IpAddr::V6(first), IpAddr::V6(last))) => {
            last.to_bits().saturating_sub(first.to_bits())
        }
        _ => 0,
    }
}

/// Whether a registration holds the whole of a range: a smaller one says nothing of the rest.
fn covers(record: &NumberRecord, range: &IpNet) -> bool {
    record.range.is_some_and(|(first, last)| first <= range.network() && range.broadcast() <= last)
}

/// The holder's name in a record, if it can be relied on.
fn label(record: &NumberRecord) -> Option<&str> {
    record.holder.as_ref()?.label()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::contact::ContactKind;
    use crate::model::exchange::Ask;
    use crate::model::record::PartyRecord;
    use crate::model::said::Said;

    /// A registration of a range with a holder, if it names one, and perhaps an abuse contact.
    fn level(range: &str, holder: &str, abuse: bool) -> Sourced<NumberRecord> {
        let net: IpNet = range.parse().expect("a range");
        let organisation = Said::Value(holder.to_owned());
        let named = PartyRecord { organisation, ..PartyRecord::default() };
        let contact = PublishedContact {
            kind: ContactKind::Email,
            value: "abuse@example.net".to_owned(),
            role: ContactRole::Abuse,
        };
        let facts = NumberRecord {
            range: Some((net.network(), net.broadcast())),
            holder: (!holder.is_empty()).then_some(named),
            contacts: abuse.then_some(contact).into_iter().collect(),
            ..NumberRecord::default()
        };
        let url = format!("https://rdap.example.net/v1/ip/{}", net.network());
        Sourced { facts, source: Source::Rdap, evidence: Evidence::of(&Ask::rdap(url)) }
    }

    fn numbers(levels: &[Sourced<NumberRecord>]) -> NumberFacts {
        NumberFacts { levels: levels.to_vec(), ..NumberFacts::default() }
    }

    #[test]
    fn the_larger_block_is_where_the_registry_links_it_or_one_bit_above() {
        let mut own = level("192.0.2.0/25", "Example Ltd", false);
        let url = |level: &Sourced<NumberRecord>| parent_url(level);
        assert_eq!(url(&own).as_deref(), Some("https://rdap.example.net/v1/ip/192.0.2.0/24"));
        let six = level("2001:db8::/32", "Example Ltd", false);
        assert_eq!(url(&six).as_deref(), Some("https://rdap.example.net/v1/ip/2001:db8::/31"));
        assert_eq!(url(&level("10.0.0.0/8", "", false)), None, "nothing is larger than that");
        own.facts.parent = Some("https://rdap.example.net/v1/ip/192.0.0.0/16".to_owned());
        assert_eq!(url(&own), own.facts.parent);
    }

    #[test]
    fn whois_is_asked_where_rdap_names_nobody_or_no_desk() {
        assert!(needs_whois(&numbers(&[])));
        assert!(needs_whois(&numbers(&[level("192.0.2.0/24", "Example Ltd", false)])));
        assert!(needs_whois(&numbers(&[level("192.0.2.0/24", "", true)])));
        assert!(!needs_whois(&numbers(&[level("192.0.2.0/24", "Example Ltd", true)])));
        let above = [level("192.0.2.0/25", "Example Ltd", false), level("192.0.2.0/24", "", true)];
        assert!(!needs_whois(&numbers(&above)), "the block above has one");
    }

    #[test]
    fn whois_adds_what_no_nearer_record_has_in_the_order_of_the_ranges() {
        let ranges = |facts: &NumberFacts| -> Vec<String> {
            facts.levels.iter().map(|level| format!("{:?}", level.facts.range)).collect()
        };
        let own = level("192.0.2.0/25", "Example Ltd", false);
        let above = level("192.0.2.0/24", "Carrier Ltd", true);
        let mut facts = numbers(std::slice::from_ref(&own));
        merge(&mut facts, numbers(std::slice::from_ref(&above)));
        assert_eq!(facts.levels, [own.clone(), above.clone()], "{:?}", ranges(&facts));
        merge(&mut facts, numbers(&[level("192.0.2.0/23", "Another Ltd", true)]));
        assert_eq!(facts.levels.len(), 2, "nothing new");
        let finer = level("192.0.2.0/26", "", true);
        merge(&mut facts, numbers(std::slice::from_ref(&finer)));
        assert_eq!(facts.levels, [finer, own, above], "{:?}", ranges(&facts));
    }

    #[test]
    fn a_part_of_a_range_says_nothing_of_the_whole() {
        let range: IpNet = "192.0.2.0/24".parse().expect("a range");
        assert!(covers(&level("192.0.0.0/16", "", false).facts, &range));
        assert!(covers(&level("192.0.2.0/24", "", false).facts, &range));
        assert!(!covers(&level("192.0.2.0/25", "", false).facts, &range));
        assert!(!covers(&NumberRecord::default(), &range));
    }

    #[test]
    fn a_registry_is_nobodys_network() {
        assert!(is_registry(
            &level("192.0.2.0/24", "RIPE Network Coordination Centre", false).facts
        ));
        assert!(!is_registry(&level("192.0.2.0/24", "Example Network Centre", false).facts));
    }
}
