//! Which registry answers for a number without a detour.
//!
//! The published lists go by the blocks as they were first given out. What was transferred since, and
//! what a national registry holds, is answered by a redirect, which costs a question more and the time
//! of another connection. The source of origins names the registry of today and is asked anyway; it is
//! waited for only where the list is likely to lead round.

use std::net::IpAddr;

use super::{BootstrapPlan, MAX_SYSTEMS, Walk};
use crate::directory::SignKind;
use crate::model::answer::{Answer, Misread};
use crate::model::exchange::HttpReply;
use crate::source::rdap::bootstrap::{Kind, embedded};
use crate::source::{asn, consult};
use crate::wire::Wire;

/// The registry that sends whoever asks about Brazil on.
const LACNIC: &str = "https://rdap.lacnic.net/";

impl<W: Wire> Walk<'_, W> {
    /// Asks the nearer server, if there is one, and those of the list unless it has a record.
    pub(super) async fn rdap_near<T: Clone + Send + Sync + 'static>(
        &self,
        nearer: Option<&str>,
        listed: &[String],
        (path, object): (&str, &str),
        read: impl Fn(&HttpReply) -> Result<Option<T>, Misread> + Copy,
    ) -> Answer<T> {
        if let Some(server) = nearer {
            let answer = self.rdap(format!("{server}{path}"), object, read).await;
            if answer.found().is_some() {
                return answer;
            }
        }
        self.rdap_at(listed, (path, object), read).await
    }

    /// The server of the registry that an address is at today, where the list is likely to lead
    /// round.
    pub(super) async fn nearer_to_address(
        &self,
        address: IpAddr,
        listed: &[String],
    ) -> Option<&'static str> {
        let first = listed.first().filter(|_| self.has_origins())?;
        if !first.starts_with(LACNIC) && !self.is_likely_transferred(address, first) {
            return None;
        }
        let origins = self.origins(address).await;
        let named = origins.found()?.iter().find_map(|origin| origin.registry)?;
        (named != first).then_some(named)
    }

    /// The server of the registry that an AS number is at: of one that is younger than the list, the
    /// registry of the addresses that it announces, and of a Brazilian one the national registry.
    pub(super) async fn nearer_to_system(
        &self,
        number: u32,
        announces: Option<&'static str>,
        listed: &[String],
    ) -> Option<&'static str> {
        if !self.has_origins() {
            return None;
        }
        match listed.first() {
            None if announces.is_some() => announces,
            Some(first) if !first.starts_with(LACNIC) => None,
            first => {
                let named = consult(self.net, &asn::ask_name(number), asn::read_registry).await;
                named.found().copied().filter(|named| Some(*named) != first.map(String::as_str))
            }
        }
    }

    /// Whether the source of origins may be asked and the lists are the published ones.
    fn has_origins(&self) -> bool {
        !self.plan.asn_database && matches!(self.plan.bootstrap, BootstrapPlan::Embedded)
    }

    /// Whether an address is in a range that a company publishes whose networks are all at another
    /// registry than the one that the list names.
    fn is_likely_transferred(&self, address: IpAddr, listed: &str) -> bool {
        let Some(found) = self.known.by_address(address).into_iter().next() else { return false };
        let signs = found.provider.signs.iter().filter(|sign| sign.kind == SignKind::Origin);
        let numbers = signs.flat_map(|sign| &sign.values).filter_map(|value| value.parse().ok());
        let servers: Vec<String> = numbers
            .take(MAX_SYSTEMS)
            .filter_map(|number| embedded(Kind::Asn).for_asn(number).into_iter().next())
            .collect();
        !servers.is_empty() && servers.iter().all(|server| server != listed)
    }
}
