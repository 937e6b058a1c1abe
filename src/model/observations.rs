//! What the walk brings home: plain data, one field for each thing asked, so that the order in
//! which answers came cannot leak into what is said.

use std::collections::BTreeMap;
use std::net::IpAddr;

use ipnet::IpNet;

use super::answer::{Answer, Evidence, Why};
use super::owner::OwnerFacts;
use super::record::{DomainRecord, NumberRecord, TldRecord};

/// More addresses than this of one name are not looked into one by one.
pub const MAX_ADDRESSES: usize = 7;

/// Everything that was learnt about a target.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    /// What only names have; `None` for an address or AS number.
    pub name: Option<NameFacts>,
    /// The addresses of the target, or the address that is the target.
    pub addresses: Vec<AddressFacts>,
    /// The networks met, by AS number.
    pub systems: BTreeMap<u32, SystemFacts>,
    /// Whether the domains of the mail contacts found take mail.
    pub mail_domains: BTreeMap<String, Answer<MailDomain>>,
    /// What the web site showed; `None` without `--probe`.
    pub site: Option<Answer<Site>>,
    /// What was asked for a check by the name's owner.
    pub owner: OwnerFacts,
    /// An address of each company that serves the zone or takes the mail and that the directory
    /// cannot reach, by its identifier.
    pub own_networks: BTreeMap<String, AddressFacts>,
    /// Who would have been asked more if the target had not cost too many questions, in words.
    pub left_out: Vec<String>,
}

impl Observations {
    /// All addresses that were looked into: the target's, its servers' and those of companies.
    pub fn all_addresses(&self) -> impl Iterator<Item = &AddressFacts> {
        let servers = self.name.iter().flat_map(|name| {
            let servers = name.delegation.servers.iter().chain(&name.mail.servers);
            servers.filter_map(|server| server.address.as_ref()?.found())
        });
        self.addresses.iter().chain(servers).chain(self.own_networks.values())
    }
}

/// What is known of a host name.
#[derive(Debug, Clone)]
pub struct NameFacts {
    /// Where the name leads.
    pub resolution: Answer<Resolution>,
    /// Where each of several resolvers says that it leads; empty where one was asked.
    pub views: Vec<ResolverView>,
    /// Who answers for it in the DNS.
    pub delegation: Delegation,
    /// Who takes the registrable domain's mail.
    pub mail: MailFacts,
    /// Who registered it, and where.
    pub registration: RegistrationFacts,
    /// The `www` twin of a bare domain, where it was looked up.
    pub twin: Option<Twin>,
}

/// What one of several resolvers says of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolverView {
    /// The resolver, as the user named it.
    pub resolver: String,
    /// Where it says that the name leads.
    pub says: Answer<Resolution>,
    /// Whether the chain follows it.
    pub used: bool,
}

/// Where a name leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolution {
    /// The aliases on the way, in the order they are followed.
    pub aliases: Vec<String>,
    /// The addresses at the end: version 4 before 6, each in ascending order.
    pub addresses: Vec<IpAddr>,
    /// Whether the name at the end of the aliases exists.
    pub exists: bool,
    /// Why one address family is not known, where only one is.
    pub partial: Option<Why>,
    /// The exchanges of both families.
    pub families: Vec<Evidence>,
    /// Where an HTTPS record (RFC 9460) leads beside that, for those who read it.
    pub bound: Option<Bound>,
}

/// Where the HTTPS records of a name lead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bound {
    /// The names that they give in the place of the host, in the order they are followed.
    pub names: Vec<String>,
    /// The addresses that only they lead to.
    pub addresses: Vec<IpAddr>,
}

/// The zones that hold the name.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// The closest zone cut that contains the host.
    pub zone: Answer<Zone>,
    /// The name servers of that zone, in ascending order.
    pub servers: Vec<ServerFacts>,
    /// Name servers in the registry's record, or in the parent zone, that the zone does not name.
    pub at_registry: Vec<ServerFacts>,
    /// Whom the parent zone's own servers delegate to; `None` without `--probe`.
    pub at_parent: Option<Answer<Vec<String>>>,
    /// Name servers of the zone that were not looked into.
    pub left_out: Vec<String>,
    /// The zone of the registrable domain, where the closest cut lies below it.
    pub parent: Option<Zone>,
    /// Why it is not known whether a closer cut holds the host.
    pub closer: Option<Why>,
    /// The MNAME and RNAME of the zone's SOA record.
    pub soa: Answer<(String, String)>,
    /// Whether a DS record stands at the parent of the zone.
    pub signed: Answer<bool>,
}

/// A zone and who serves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// The apex.
    pub apex: String,
    /// The name servers, in ascending order.
    pub servers: Vec<String>,
}

/// A server known by name: a name server or a mail exchange.
#[derive(Debug, Clone)]
pub struct ServerFacts {
    /// Its name.
    pub host: String,
    /// The exchange that named it.
    pub named_by: Evidence,
    /// Its first address and what is known of it; `None` where the directory knows the name.
    pub address: Option<Answer<AddressFacts>>,
}

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressFacts {
    /// The address.
    pub address: IpAddr,
    /// What it is set aside for, if it is not public; then nothing else was asked.
    pub special: Option<&'static str>,
    /// Its reverse name.
    pub reverse: Answer<String>,
    /// Whether that name leads back to the address: whoever writes the reverse zone can write any
    /// name, and only its owner makes it lead back.
    pub leads_back: bool,
    /// The networks that announce it, longest prefix first.
    pub origins: Answer<Vec<RouteOrigin>>,
    /// What the address registries say.
    pub registry: NumberFacts,
}

impl AddressFacts {
    /// The AS numbers that announce it.
    pub fn systems(&self) -> impl Iterator<Item = u32> {
        let origins = self.origins.found().into_iter().flatten();
        origins.flat_map(|origin| origin.systems.iter().copied())
    }
}

/// One announcement that covers an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteOrigin {
    /// The announcing systems; more than one is legitimate (RFC 1930 §7) or a hijack.
    pub systems: Vec<u32>,
    /// The announced prefix, where the source gives it.
    pub prefix: Option<IpNet>,
    /// The operator's name, where the source gives it with the number.
    pub operator: Option<String>,
    /// The RDAP server of the registry that gave the block out, where the source names that.
    pub registry: Option<&'static str>,
}

/// What is known of an autonomous system.
#[derive(Debug, Clone)]
pub struct SystemFacts {
    /// Its short name and country: `("EXAMPLE-AS", Some("NO"))`.
    pub name: Answer<(String, Option<String>)>,
    /// What the address registries say of it.
    pub registry: NumberFacts,
}

/// What the address registries say of an address or AS number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberFacts {
    /// The registrations that cover it, most specific first.
    pub levels: Vec<Sourced<NumberRecord>>,
    /// The registry's word that there is none.
    pub absent: Option<Evidence>,
    /// Why something is missing, in the order met.
    pub why: Vec<Why>,
}

/// Facts with the exchange that they rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The facts.
    pub facts: T,
    /// The protocol that gave them.
    pub source: Source,
    /// The exchange.
    pub evidence: Evidence,
}

/// Where facts come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// RDAP (RFC 9083).
    Rdap,
    /// WHOIS (RFC 3912).
    Whois,
}

impl Source {
    /// The word that output uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rdap => "rdap",
            Self::Whois => "whois",
        }
    }
}

/// Who registered a domain, and where.
#[derive(Debug, Clone)]
pub struct RegistrationFacts {
    /// The registered name.
    pub domain: String,
    /// The suffix it was registered under.
    pub suffix: String,
    /// What the Internet Assigned Numbers Authority says of the top-level domain.
    pub tld: Answer<TldRecord>,
    /// The registry's records, the better protocol first.
    pub registry: Vec<Sourced<DomainRecord>>,
    /// The registrar's own records, the better protocol first.
    pub registrar: Vec<Sourced<DomainRecord>>,
    /// The registry's word that the name is not registered.
    pub absent: Option<Evidence>,
    /// Why something of the registry's is missing, in the order met.
    pub why: Vec<Why>,
    /// Why the registrar's own record is missing, where one was looked for.
    pub registrar_why: Vec<Why>,
    /// Where to look by hand, for registries without a server that programs can ask.
    pub web_only: Option<String>,
}

impl RegistrationFacts {
    /// All records, the registry's first: it has the last word on who the registrar is.
    pub fn records(&self) -> impl Iterator<Item = &Sourced<DomainRecord>> {
        self.registry.iter().chain(&self.registrar)
    }
}

/// Who takes mail.
#[derive(Debug, Clone)]
pub struct MailFacts {
    /// The exchanges, most preferred first; an empty list is a null MX (RFC 7505).
    pub exchanges: Answer<Vec<String>>,
    /// What is known of each.
    pub servers: Vec<ServerFacts>,
    /// Exchanges that were not looked into.
    pub left_out: Vec<String>,
}

/// Whether a domain takes mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailDomain {
    /// It has a mail exchange, or at least an address (RFC 5321 §5.1).
    Takes,
    /// It publishes a null MX (RFC 7505).
    Refuses,
    /// It has neither.
    Nowhere,
}

/// The `www` twin of a bare domain.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub resolution: Answer<Resolution>,
    /// Its addresses, where they differ from the target's.
    pub addresses: Vec<AddressFacts>,
}

/// What one look at the web site showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The status code.
    pub status: u16,
    /// The response's header fields.
    pub headers: Vec<(String, String)>,
    /// The certificate, on https.
    pub certificate: Option<CertificateFacts>,
}

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// The issuer's organisation.
    pub issuer: Option<String>,
    /// The issuer's country.
    pub country: Option<String>,
    /// The serial number in hexadecimal.
    pub serial: String,
    /// The SHA-256 fingerprint of the certificate in hexadecimal.
    pub fingerprint: String,
    /// The first and the last moment at which it is valid, RFC 3339.
    pub validity: (String, String),
    /// Whether it names itself as its issuer.
    pub self_signed: bool,
    /// Why the system does not trust it, if it does not.
    pub distrust: Option<String>,
}
