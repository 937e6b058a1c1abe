//! A view over a few made-up facts and companies, for the tests of the layers.

use std::collections::BTreeMap;

use super::View;
use crate::contacts::Judge;
use crate::directory::Directory;
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::dns::RecordKind;
use crate::model::exchange::Ask;
use crate::model::observations::{
    AddressFacts, Delegation, MailDomain, MailFacts, NameFacts, NumberFacts, Observations,
    RegistrationFacts, Resolution, RouteOrigin, Source, Sourced, Zone,
};
use crate::model::record::{NumberRecord, PartyRecord};
use crate::model::said::Said;
use crate::model::target::Target;

/// Companies: an edge that publishes its range, one that only answers for names, a host with
/// machines to rent, a platform on rented ones, and a DNS company.
const COMPANIES: &str = "
edge|Edge Example, Inc.|prefix cdn 198.51.100.0/24,alias cdn edge.example.net,origin cdn 64511
front|Front Example, Inc.|alias cdn front.example.net
rent|Rent Example GmbH|prefix host 203.0.113.0/24,origin host 64510,reverse host rent.example.org
platform|Platform Example Ltd|alias host sites.example.org,prefix host 203.0.113.64/26
names|Names Example Ltd|name-server dns dns.example.org,origin dns 64509
";

/// What a test looks at.
pub(super) struct Stage {
    target: Target,
    pub(super) seen: Observations,
    known: Directory,
    learnt: BTreeMap<Evidence, String>,
    mail_domains: BTreeMap<String, Answer<MailDomain>>,
}

impl Stage {
    /// A target with some addresses.
    pub(super) fn of(target: &str, addresses: &[AddressFacts]) -> Self {
        let lines = COMPANIES.lines().filter(|line| !line.is_empty());
        let text: String = lines.map(company).collect();
        Self {
            target: Target::parse(target).expect("a target"),
            seen: Observations { addresses: addresses.to_vec(), ..Observations::default() },
            known: Directory::default().with_overlay(&text, "own.toml").expect("is read"),
            learnt: BTreeMap::new(),
            mail_domains: BTreeMap::new(),
        }
    }

    /// What a layer sees of it.
    pub(super) fn view(&self) -> View<'_> {
        let domain = self.target.name().and_then(|name| name.suffixes.registrable.as_deref());
        let (learnt, mail_domains) = (&self.learnt, &self.mail_domains);
        View {
            target: &self.target,
            seen: &self.seen,
            known: &self.known,
            judge: Judge { today: "2026-11-28", domain, learnt, mail_domains },
            show_registrant: false,
        }
    }
}

/// A company as an entry of the directory.
fn company(line: &str) -> String {
    let mut cells = line.split('|');
    let mut next = || cells.next().expect("a cell");
    let (id, name, signs) = (next(), next(), next());
    let head = format!(
        "[[provider]]\nid = \"{id}\"\nname = \"{name}\"\nsource = \"https://example.com/\"\n\
         read = \"2026-11-22\"\nsigns = [\n"
    );
    let signs: Vec<String> = signs.split(',').map(sign).collect();
    format!("{head}{}]\n", signs.join(""))
}

/// A sign as a line of an entry.
fn sign(words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    format!(
        "{{ kind = \"{}\", role = \"{}\", values = [\"{}\"], source = \"https://example.com/\", \
         read = \"2026-11-22\" }},\n",
        words[0], words[1], words[2]
    )
}

/// An exchange that something rests on.
pub(super) fn evidence(question: &str) -> Evidence {
    Evidence::of(&Ask::dns(question, RecordKind::A))
}

/// Why something is not known.
pub(super) fn unknown<T>() -> Answer<T> {
    Answer::Unknown(Why::new(ReasonCode::TimedOut, "no answer in time"))
}

/// An address, the system that announces it, and the names in its registrations, the most specific
/// first: of a block of sixteen addresses, then of one of sixteen times as many, and so on.
pub(super) fn address(text: &str, system: Option<u32>, holders: &[&str]) -> AddressFacts {
    let address: std::net::IpAddr = text.parse().expect("an address");
    let origin = |system| {
        vec![RouteOrigin { systems: vec![system], prefix: None, operator: None, registry: None }]
    };
    let level = |(at, name): (usize, &&str)| Sourced {
        facts: block(address, 4 * (at + 1), name),
        source: Source::Rdap,
        evidence: evidence(&format!("{name}.example")),
    };
    AddressFacts {
        address,
        special: None,
        reverse: Answer::Absent(evidence(text)),
        leads_back: false,
        origins: match system {
            Some(system) => Answer::Found(origin(system), evidence(text)),
            None => Answer::Absent(evidence(text)),
        },
        registry: NumberFacts {
            levels: holders.iter().enumerate().map(level).collect(),
            ..NumberFacts::default()
        },
    }
}

/// A block around an address that leaves so many bits free.
fn block(address: std::net::IpAddr, free: usize, holder: &str) -> NumberRecord {
    let std::net::IpAddr::V4(four) = address else { panic!("version 4") };
    let mask = (1_u32 << free) - 1;
    let (first, last) = (four.to_bits() & !mask, four.to_bits() | mask);
    let named = PartyRecord { organisation: Said::Value(holder.to_owned()), ..Default::default() };
    NumberRecord {
        range: Some((
            std::net::Ipv4Addr::from_bits(first).into(),
            std::net::Ipv4Addr::from_bits(last).into(),
        )),
        holder: (!holder.is_empty()).then_some(named),
        ..NumberRecord::default()
    }
}

/// Where a name leads, over aliases.
pub(super) fn leads(aliases: &[&str], addresses: &[AddressFacts]) -> Resolution {
    Resolution {
        aliases: aliases.iter().map(ToString::to_string).collect(),
        addresses: addresses.iter().map(|facts| facts.address).collect(),
        exists: true,
        ..Resolution::default()
    }
}

/// A name in the zone of its registered domain, of which nothing else is known.
pub(super) fn name(domain: &str, apex: &str) -> NameFacts {
    let zone = Zone { apex: apex.to_owned(), servers: Vec::new() };
    NameFacts {
        views: Vec::new(),
        resolution: unknown(),
        delegation: Delegation {
            zone: Answer::Found(zone, evidence(apex)),
            servers: Vec::new(),
            at_registry: Vec::new(),
            at_parent: None,
            left_out: Vec::new(),
            parent: None,
            closer: None,
            soa: unknown(),
            signed: unknown(),
        },
        mail: MailFacts { exchanges: unknown(), servers: Vec::new(), left_out: Vec::new() },
        registration: RegistrationFacts {
            domain: domain.to_owned(),
            suffix: domain.split_once('.').map_or(domain, |(_, suffix)| suffix).to_owned(),
            tld: unknown(),
            registry: Vec::new(),
            registrar: Vec::new(),
            absent: None,
            why: Vec::new(),
            registrar_why: Vec::new(),
            web_only: None,
        },
        twin: None,
    }
}
