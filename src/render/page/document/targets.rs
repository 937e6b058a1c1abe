//! What the links of a page stay away from: everything that was traced, by any of its names.

use std::collections::BTreeSet;
use std::net::IpAddr;

use ipnet::IpNet;
use url::{Host, Position, Url, form_urlencoded};

use crate::model::contact::Basis;
use crate::model::name::at_or_below;
use crate::render::clean::clean;
use crate::render::json::v1::TraceV1;
use crate::render::page::Reach;

/// The names and addresses of all targets and hops of a page.
#[derive(Debug, Default)]
pub(super) struct TargetNames {
    /// Names; what is below one is it as well.
    names: BTreeSet<String>,
    /// Addresses and ranges of them.
    addresses: BTreeSet<IpNet>,
    /// The contacts that our own directory names: they are not a target's doing.
    ours: BTreeSet<String>,
}

impl TargetNames {
    /// Notes what was traced.
    pub(super) fn note(&mut self, told: &TraceV1) {
        let target = &told.target;
        let beside = told.related.iter();
        let places = [&target.host].into_iter().chain(&target.registrable_domain);
        let places = places.chain(&told.resolution.cname_chain);
        let places = places.chain(beside.clone().map(|related| &related.name));
        let places = places.chain(&told.resolution.addresses);
        for place in places.chain(beside.flat_map(|related| &related.addresses)) {
            match (place.parse::<IpAddr>(), place.parse::<IpNet>()) {
                (Ok(address), _) => {
                    self.addresses.insert(address.to_canonical().into());
                }
                (_, Ok(range)) => {
                    self.addresses.insert(range);
                }
                _ => {
                    self.names.insert(place.trim_end_matches('.').to_lowercase());
                }
            }
        }
        let contacts = told.chain.iter().flat_map(|entry| &entry.contacts);
        let ours = contacts.filter(|contact| contact.basis == Basis::Directory);
        self.ours.extend(ours.map(|contact| clean(&contact.value)));
    }

    /// Takes the link of a contact away where it leads to a target.
    pub(super) fn unlink(&self, reach: &mut Reach) {
        if !self.ours.contains(&reach.text) && self.are_led_to_by(&reach.href) {
            reach.href.clear();
        }
    }

    /// Whether a URL leads to a target, by its host or by what it hands on to another.
    pub(super) fn are_led_to_by(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else { return false };
        let there = match url.host() {
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.').to_lowercase();
                self.names.iter().any(|target| at_or_below(&name, target))
            }
            Some(Host::Ipv4(address)) => self.holds(address.into()),
            Some(Host::Ipv6(address)) => self.holds(address.into()),
            None => return false,
        };
        there || self.stand_in(&url[Position::BeforePath..])
    }

    /// Whether an address is one of a target.
    fn holds(&self, address: IpAddr) -> bool {
        self.addresses.iter().any(|range| range.contains(&address.to_canonical()))
    }

    /// Whether a target is named in the path or query of a URL, which may lead on to it.
    fn stand_in(&self, rest: &str) -> bool {
        let rest = form_urlencoded::parse(rest.as_bytes());
        let parts = rest.flat_map(|(key, value)| [key.into_owned(), value.into_owned()]);
        let rest = parts.collect::<Vec<_>>().join(" ").to_lowercase();
        let single =
            self.addresses.iter().filter(|range| range.prefix_len() == range.max_prefix_len());
        let addresses = single.map(|range| range.addr().to_string());
        addresses.chain(self.names.iter().cloned()).any(|name| rest.contains(&name))
    }
}
