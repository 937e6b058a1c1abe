//! What can be told of the asking before anything is asked: which servers the lists at hand name.
//! Pure; the walk may be sent elsewhere by what it learns.

use std::net::IpAddr;

use super::registration::Registered;
use super::{BootstrapPlan, Plan};
use crate::directory::{Directory, Role};
use crate::model::target::HostName;
use crate::source::rdap::bootstrap::{Bootstrap, Kind, embedded};
use crate::source::whois::{self, ServerKnowledge};

/// What a name costs at its registry, by the lists at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCost {
    /// The registered name.
    pub domain: String,
    /// The top-level domain.
    pub tld: String,
    /// The base URL of the registry's RDAP server, if it has one.
    pub rdap: Option<String>,
    /// The registry's WHOIS server, if one is known.
    pub whois: Option<String>,
}

/// Where a name's registration is asked for.
pub fn registration(name: &HostName, known: &Directory, plan: &Plan) -> NameCost {
    let registered = Registered::of(name, known);
    let list = at_hand(plan, Kind::Dns);
    let listed = match whois::server_for(&registered.suffix) {
        ServerKnowledge::Server(server) => Some(server.to_owned()),
        ServerKnowledge::Web(_) | ServerKnowledge::NoService | ServerKnowledge::Unlisted => None,
    };
    NameCost {
        rdap: registered.rdap_servers(list).into_iter().next(),
        whois: plan.whois_server.clone().or(listed),
        tld: registered.tld().to_owned(),
        domain: registered.name,
    }
}

/// The base URL of the RDAP server of an address.
pub fn server_of_address(address: IpAddr, plan: &Plan) -> Option<String> {
    at_hand(plan, Kind::of_address(address)).for_address(address).into_iter().next()
}

/// The base URL of the RDAP server of an AS number.
pub fn server_of_system(number: u32, plan: &Plan) -> Option<String> {
    at_hand(plan, Kind::Asn).for_asn(number).into_iter().next()
}

/// Whose edge an address is, with the published range that says so: one answer serves its network.
pub fn edge(address: IpAddr, known: &Directory) -> Option<(String, String)> {
    let found = known.by_address(address).into_iter().next()?;
    (found.role == Role::Cdn).then(|| (found.provider.id.clone(), found.value))
}

/// The list that is at hand without asking.
fn at_hand(plan: &Plan, kind: Kind) -> &Bootstrap {
    match &plan.bootstrap {
        BootstrapPlan::File(list) if kind == Kind::Dns => list,
        BootstrapPlan::File(_) | BootstrapPlan::Embedded | BootstrapPlan::Url(_) => embedded(kind),
    }
}
