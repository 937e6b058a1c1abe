//! The strand of a name's addresses: where the name leads, who announces each address, and what
//! the registries say of it.

use std::net::IpAddr;

use futures_util::future::join_all;
use tokio::join;

use super::Walk;
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::dns::RecordKind;
use crate::model::exchange::Ask;
use crate::model::observations::{AddressFacts, MAX_ADDRESSES, NumberFacts, Resolution};
use crate::model::special::special;
use crate::source::{asn, consult, dns};
use crate::wire::Wire;

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
        join_all(addresses.iter().take(MAX_ADDRESSES).map(|address| self.address(*address))).await
    }

    /// Everything about one address.
    pub(super) async fn address(&self, address: IpAddr) -> AddressFacts {
        if let Some(kind) = special(address).filter(|kind| *kind != "documentation") {
            return special_address(address, kind);
        }
        let pointer = Ask::dns(dns::reversed(address, "in-addr.arpa", "ip6.arpa"), RecordKind::Ptr);
        let (reverse, origins, registry) = join!(
            consult(self.net, &pointer, dns::reverse),
            self.origins(address),
            self.address_registration(address),
        );
        AddressFacts { address, special: None, reverse, origins, registry }
    }

    /// Who announces an address.
    async fn origins(&self, address: IpAddr) -> Answer<Vec<crate::model::observations::Origin>> {
        if self.plan.asn_database {
            return consult(self.net, &Ask::Database { address }, asn::read_row).await;
        }
        consult(self.net, &asn::ask_origin(address), asn::read_origins).await
    }
}

/// An address that nobody outside its network answers for: nothing is asked.
fn special_address(address: IpAddr, kind: &'static str) -> AddressFacts {
    let why = Why::new(ReasonCode::Guarded, format!("{address} is a {kind} address"));
    AddressFacts {
        address,
        special: Some(kind),
        reverse: Answer::Unknown(why.clone()),
        origins: Answer::Unknown(why.clone()),
        registry: NumberFacts { why: vec![why], ..NumberFacts::default() },
    }
}
