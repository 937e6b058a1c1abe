//! Counts what targets would cost each server. What is kept grows with the objects and not with the
//! targets.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::net::IpAddr;

use url::Url;

use crate::directory::Directory;
use crate::model::observations::Observations;
use crate::model::target::{Subject, Target};
use crate::walk::{Plan, ahead};
use crate::wire::limits::rules::Protocol;

/// Who keeps the records of top-level domains.
const IANA: &str = "whois.iana.org";
/// Who publishes the lists of RDAP servers.
const LISTS: &str = "data.iana.org";

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// The registration of names.
    Domains,
    /// The holders of addresses and AS numbers.
    Numbers,
    /// The records of top-level domains and the lists of servers.
    Root,
}

/// A server, and what for it is asked.
pub(super) type ServerPart = (Protocol, String, About);

/// How many questions a server gets: certainly, and at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Span {
    /// At least.
    pub(super) least: u64,
    /// At most, as far as can be told.
    pub(super) most: u64,
}

/// What a list costs.
#[derive(Debug, Default)]
pub struct CostTally {
    /// Lines of the list.
    pub(super) targets: u64,
    /// Lines that are refused.
    pub(super) refused: u64,
    /// Different registered names.
    pub(super) names: u64,
    /// What each server is asked.
    pub(super) places: BTreeMap<ServerPart, Span>,
    /// Names whose registrar may have a record of its own.
    pub(super) with_registrar: u64,
    /// Whether the DNS was asked.
    pub(super) is_resolved: bool,
    /// Top-level domains met.
    tlds: BTreeSet<String>,
    /// Objects that were counted.
    seen: HashSet<AskedOnce>,
}

/// What is asked about once.
#[derive(Debug, PartialEq, Eq, Hash)]
enum AskedOnce {
    /// A registered name.
    Domain(String),
    /// An address.
    Address(IpAddr),
    /// An edge's published range: whose, and which.
    Edge(String, String),
    /// An AS number.
    System(u32),
}

impl CostTally {
    /// Counts a line of the list.
    pub fn line(&mut self, input: &str, known: &Directory, plan: &Plan) {
        self.targets += 1;
        let Ok(target) = Target::parse(input) else {
            self.refused += 1;
            return;
        };
        match &target.subject {
            Subject::Name(name) => {
                let registration = ahead::registration(name, known, plan);
                if self.seen.insert(AskedOnce::Domain(registration.domain.clone())) {
                    self.names += 1;
                    self.registration(registration);
                }
            }
            Subject::Address(address) => self.address(*address, known, plan),
            Subject::System(number) => self.system(*number, plan),
        }
    }

    /// Counts what came of asking the DNS about a target.
    pub fn observed(&mut self, seen: &Observations, known: &Directory, plan: &Plan) {
        self.is_resolved = true;
        let twin = seen.name.iter().filter_map(|name| name.twin.as_ref());
        let addresses = seen.all_addresses().chain(twin.flat_map(|twin| &twin.addresses));
        for facts in addresses.filter(|facts| facts.special.is_none()) {
            self.address(facts.address, known, plan);
        }
        for number in seen.systems.keys() {
            self.system(*number, plan);
        }
    }

    /// Counts a registration.
    fn registration(&mut self, registration: ahead::NameCost) {
        if self.tlds.insert(registration.tld) {
            self.add((Protocol::Whois, IANA.to_owned(), About::Root), 0, 1);
        }
        let host = registration.rdap.as_deref().and_then(host);
        match (host, registration.whois) {
            (Some(host), whois) => {
                self.with_registrar += 1;
                self.add((Protocol::Http, host, About::Domains), 1, 1);
                // Asked where the registrar has no record of its own that says how to reach it.
                if let Some(server) = whois {
                    self.add((Protocol::Whois, server, About::Domains), 0, 1);
                }
            }
            (None, Some(server)) => {
                self.places
                    .entry((Protocol::Http, LISTS.to_owned(), About::Root))
                    .or_insert(Span { least: 0, most: 1 });
                self.add((Protocol::Whois, server, About::Domains), 1, 1);
            }
            (None, None) => {}
        }
    }

    /// Counts an address, or the edge's range that it is in.
    fn address(&mut self, address: IpAddr, known: &Directory, plan: &Plan) {
        let object = match ahead::edge(address, known) {
            Some((whose, range)) => AskedOnce::Edge(whose, range),
            None => AskedOnce::Address(address),
        };
        if self.seen.insert(object) {
            self.number(ahead::server_of_address(address, plan).as_deref());
        }
    }

    /// Counts an AS number.
    fn system(&mut self, number: u32, plan: &Plan) {
        if self.seen.insert(AskedOnce::System(number)) {
            self.number(ahead::server_of_system(number, plan).as_deref());
        }
    }

    /// Counts an address or AS number at its registry.
    fn number(&mut self, server: Option<&str>) {
        if let Some(host) = server.and_then(host) {
            // Besides itself at most the larger block around it.
            self.add((Protocol::Http, host, About::Numbers), 1, 2);
        }
    }

    /// Adds questions.
    fn add(&mut self, place: ServerPart, least: u64, most: u64) {
        let span = self.places.entry(place).or_default();
        span.least += least;
        span.most += most;
    }
}

/// The host of a URL.
fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}
