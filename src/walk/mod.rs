//! The walk: what is asked, in what order, and what runs together.
//!
//! Inside a strand every `await` is a real dependency; strands run side by side. Nothing here
//! fails: what is not learnt is an [`Answer`] that says why. The
//! same question may be asked in several strands, because the wire sends it once.

mod addresses;
pub mod ahead;
mod delegation;
mod detour;
mod mail;
mod nearer;
mod numbers;
mod own;
mod owner;
mod parent;
mod rdap;
mod registrar;
mod registration;
mod views;
mod whois;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use futures_util::future::join_all;
use ipnet::IpNet;
use tokio::join;
use url::Url;

use self::registration::Registered;
use crate::directory::Directory;
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::observations::{
    AddressFacts, Delegation, MailFacts, NameFacts, Observations, RouteOrigin, Site, SystemFacts,
    Twin,
};
use crate::model::owner::Wants;
use crate::model::target::{HostName, Subject, Target};
use crate::source::rdap::bootstrap::Bootstrap;
use crate::source::{asn, consult, site};
use crate::wire::Wire;
use crate::wire::blocks::Blocks;
use crate::wire::budget::{Budget, Share};

/// What the user decided about the asking.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Default)]
pub struct Plan {
    /// Whether the target itself may be contacted.
    pub probe: bool,
    /// Whether the one look goes to the reported URL instead of the root of its site.
    pub probe_url: bool,
    /// Whether redirects are followed, each to a chain of its own.
    pub follow: bool,
    /// The WHOIS server that is asked instead of the registry's.
    pub whois_server: Option<String>,
    /// Where the lists of RDAP servers come from.
    pub bootstrap: BootstrapPlan,
    /// Whether only the countries of those who serve the target are to be known.
    pub countries_only: bool,
    /// Whether origins come from the user's own database instead of the DNS.
    pub asn_database: bool,
    /// What is asked for a check by the name's owner.
    pub wants: Wants,
    /// Whether no registry is asked.
    pub fast: bool,
    /// The resolvers whose answers are compared, where there are several.
    pub views: Vec<String>,
    /// Whether the answers come from a case, which holds what it holds.
    pub recorded: bool,
    /// The address blocks that the targets of the run know of each other.
    pub blocks: Blocks,
}

/// Where the lists of RDAP servers come from.
#[derive(Debug, Default)]
pub enum BootstrapPlan {
    /// The embedded lists and, where they do not suffice, the current ones from this folder URL.
    #[default]
    Embedded,
    /// Only the lists below this folder URL.
    Url(String),
    /// Only this list of domain servers, and the embedded lists for numbers.
    File(Box<Bootstrap>),
}

/// All that a strand needs: the wire, the directory, the plan, and the range that was given.
struct Walk<'a, W> {
    net: &'a Share<'a, W>,
    known: &'a Directory,
    plan: &'a Plan,
    exact: bool,
    range: Option<IpNet>,
    /// The host that is the target.
    host: Option<String>,
    /// The registrable domain of the target.
    domain: Option<String>,
    /// The address that is the target.
    address: Option<IpAddr>,
}

/// Asks everything that can be known about the target. `exact` makes the look at its web site, if
/// there is one, go to its URL as it stands.
pub async fn walk(
    target: &Target,
    net: &impl Wire,
    known: &Directory,
    plan: &Plan,
    exact: bool,
) -> Observations {
    let domain = target
        .name()
        .map(|name| name.suffixes.registrable.clone().unwrap_or_else(|| name.ascii.clone()));
    let budget = Budget::new(!plan.recorded);
    let share = budget.over(net);
    let walk = Walk {
        net: &share,
        known,
        plan,
        exact,
        range: target.range,
        host: target.name().map(|name| name.ascii.clone()),
        domain,
        address: target.address(),
    };
    let mut seen = match &target.subject {
        Subject::Name(name) => walk.name(target, name).await,
        Subject::Address(address) => {
            let (facts, site) = join!(walk.with_systems(*address), walk.site(target));
            let systems = walk.systems(&[&facts]).await;
            Observations { systems, site, ..nothing(vec![facts]) }
        }
        Subject::System(number) => {
            let facts = walk.system(*number, None).await;
            Observations { systems: BTreeMap::from([(*number, facts)]), ..nothing(vec![]) }
        }
    };
    if !plan.countries_only {
        seen.own_networks = walk.own_networks(&seen).await;
        let aside = share.beside();
        let beside = walk.over(&aside);
        let (mail_domains, owner) = join!(beside.mail_domains(&seen), walk.owner(target, &seen));
        seen.mail_domains = mail_domains;
        seen.owner = owner;
    }
    seen.left_out = budget.left_out();
    seen
}

/// Observations of addresses alone.
fn nothing(addresses: Vec<AddressFacts>) -> Observations {
    Observations { addresses, ..Observations::default() }
}

impl<W> Walk<'_, W> {
    /// The same walk over another share of the target's budget.
    fn over<'b>(&'b self, net: &'b Share<'b, W>) -> Walk<'b, W> {
        Walk { net, host: self.host.clone(), domain: self.domain.clone(), ..*self }
    }
}

impl<W: Wire> Walk<'_, W> {
    /// The strands of a name, side by side.
    async fn name(&self, target: &Target, name: &HostName) -> Observations {
        if self.plan.countries_only {
            return self.countries(name, Registered::of(name, self.known)).await;
        }
        let domain = self.registered(name).await;
        let web = async {
            let resolution = self.leads(&name.ascii, own_port(target)).await;
            let addresses = self.addresses_of(&resolution).await;
            let systems = self.systems(&addresses.iter().collect::<Vec<_>>()).await;
            let numbers = addresses.iter().map(|facts| &facts.registry);
            let numbers = numbers.chain(systems.values().map(|facts| &facts.registry));
            self.mail_ahead(mail::mailboxes_of_numbers(numbers)).await;
            (resolution, addresses, systems)
        };
        let zone = async {
            let delegation = self.delegation(name, &domain).await;
            self.mail_ahead(mail::mailboxes_of_servers(&delegation.servers)).await;
            delegation
        };
        let taking = async {
            let mail = self.mail(&domain.name).await;
            self.mail_ahead(mail::mailboxes_of_servers(&mail.servers)).await;
            mail
        };
        let (
            (resolution, addresses, systems),
            mut delegation,
            at_parent,
            mail,
            registration,
            twin,
            site,
            views,
            (),
        ) = join!(
            Box::pin(web),
            Box::pin(zone),
            Box::pin(self.at_parent(&domain.name)),
            Box::pin(taking),
            Box::pin(self.registration(&domain)),
            Box::pin(self.twin(name, target)),
            Box::pin(self.site(target)),
            Box::pin(self.views(&name.ascii)),
            Box::pin(self.own_networks_ahead(&name.ascii, &domain.name)),
        );
        delegation.at_parent = at_parent;
        delegation.at_registry = self.at_registry(&delegation, &registration).await;
        let facts = NameFacts { resolution, views, delegation, mail, registration, twin };
        Observations { name: Some(facts), systems, site, ..nothing(addresses) }
    }

    /// The addresses of a name and who holds them; nobody else is asked anything.
    async fn countries(&self, name: &HostName, domain: Registered) -> Observations {
        let resolution = self.resolve(&name.ascii).await;
        let addresses = self.addresses_of(&resolution).await;
        let systems = self.systems(&addresses.iter().collect::<Vec<_>>()).await;
        let facts = NameFacts {
            resolution,
            views: Vec::new(),
            registration: domain.unasked(not_asked()),
            delegation: Delegation {
                zone: Answer::Unknown(not_asked()),
                servers: Vec::new(),
                at_registry: Vec::new(),
                at_parent: None,
                left_out: Vec::new(),
                parent: None,
                closer: None,
                soa: Answer::Unknown(not_asked()),
                signed: Answer::Unknown(not_asked()),
            },
            mail: MailFacts {
                exchanges: Answer::Unknown(not_asked()),
                servers: Vec::new(),
                left_out: Vec::new(),
            },
            twin: None,
        };
        Observations { name: Some(facts), systems, ..nothing(addresses) }
    }

    /// The `www` twin of a bare domain, with its own addresses where they differ.
    async fn twin(&self, name: &HostName, target: &Target) -> Option<Twin> {
        let bare = name.suffixes.registrable.as_deref() == Some(name.ascii.as_str());
        if !bare || target.url.is_some() {
            return None;
        }
        let twin = format!("www.{}", name.ascii);
        let (resolution, own) = join!(self.leads(&twin, None), self.leads(&name.ascii, None));
        let same = match (resolution.found(), own.found()) {
            (Some(twin), Some(own)) => twin.addresses == own.addresses,
            _ => false,
        };
        let aside = self.net.beside();
        let beside = self.over(&aside);
        let addresses = if same { Vec::new() } else { beside.addresses_of(&resolution).await };
        Some(Twin { name: twin, resolution, addresses })
    }

    /// The networks that announce the addresses, each asked about once.
    async fn systems(&self, addresses: &[&AddressFacts]) -> BTreeMap<u32, SystemFacts> {
        let numbers: BTreeSet<u32> = addresses
            .iter()
            .filter_map(|facts| facts.origins.found())
            .flatten()
            .flat_map(|origin| origin.systems.iter().copied())
            .collect();
        let numbers: BTreeSet<u32> = numbers.into_iter().take(MAX_SYSTEMS).collect();
        let facts = join_all(numbers.iter().map(|number| {
            let mut origins = addresses.iter().filter_map(|facts| facts.origins.found());
            self.system(*number, origins.find_map(|origins| registry_of(*number, origins)))
        }));
        let facts = facts.await;
        numbers.into_iter().zip(facts).collect()
    }

    /// The name and the registration of a network; `announces` is the registry of addresses that it
    /// announces.
    async fn system(&self, number: u32, announces: Option<&'static str>) -> SystemFacts {
        let (name, registry) =
            join!(self.system_name(number), self.system_registration(number, announces));
        SystemFacts { name, registry }
    }

    /// The short name of a network. With a database of the user's own the DNS zones are left alone;
    /// the database gives names with its numbers.
    async fn system_name(&self, number: u32) -> Answer<(String, Option<String>)> {
        if self.plan.asn_database {
            let text = "--asn-db is asked instead of the origin zones";
            return Answer::Unknown(Why::new(ReasonCode::SwitchedOff, text));
        }
        consult(self.net, &asn::ask_name(number), asn::read_name).await
    }

    /// One look at the web site, only with `--probe` and where the target has an address.
    async fn site(&self, target: &Target) -> Option<Answer<Site>> {
        if !self.plan.probe || target.range.is_some() {
            return None;
        }
        if let Some(name) = target.name() {
            match self.resolve(&name.ascii).await {
                Answer::Found(found, _) if !found.addresses.is_empty() => {}
                Answer::Unknown(why) => return Some(Answer::Unknown(why)),
                Answer::Found(..) | Answer::Absent(_) => {
                    let why = Why::new(ReasonCode::NoAddress, "the name has no address to look at");
                    return Some(Answer::Unknown(why));
                }
            }
        }
        Some(consult(self.net, &site::ask(&page(target, self.exact)), site::read).await)
    }
}

/// The registry of an address that a network announces, where nobody else does: several announcers
/// may be of several registries.
fn registry_of(number: u32, origins: &[RouteOrigin]) -> Option<&'static str> {
    let alone = origins.iter().all(|origin| origin.systems == [number]);
    origins.first().filter(|_| alone)?.registry
}

/// Why a registry was not asked.
fn only_fast() -> Why {
    Why::new(ReasonCode::Fast, "only a registry shows it, and none is asked with --depth fast")
}

/// Why a question was not put where only the countries are wanted.
fn not_asked() -> Why {
    Why::new(ReasonCode::SwitchedOff, "only the countries are wanted")
}

/// The page of a target's web site that is looked at: its URL where that is wanted, else the root of
/// the site, on the URL's scheme and port or over https.
pub fn page(target: &Target, exact: bool) -> String {
    if let Some(url) = &target.url {
        let mut page = url.clone();
        page.set_fragment(None);
        if !exact {
            page.set_path("/");
            page.set_query(None);
        }
        return page.into();
    }
    match target.address() {
        Some(IpAddr::V6(six)) => format!("https://[{six}]/"),
        _ => format!("https://{}/", target.host()),
    }
}

/// The port of a site that is on one of its own.
fn own_port(target: &Target) -> Option<u16> {
    target.url.as_ref().filter(|url| url.scheme() == "https").and_then(Url::port)
}

/// More networks than this behind one name are not asked about one by one.
const MAX_SYSTEMS: usize = 8;
