//! Refuses special addresses that data led to.
//!
//! The guard judges addresses, not names: whoever opens a connection asks it about every address
//! that a name turned out to have. Servers that the user or the system named are exempt.

use std::collections::HashSet;
use std::net::IpAddr;

use crate::model::exchange::Failure;
use crate::model::special::special;

/// Servers that the user or the system named, so that their addresses are not judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guard {
    /// Host names in lower case or addresses, with the port if only that one was named.
    exempt: HashSet<(String, Option<u16>)>,
}

impl Guard {
    /// Exempts a server; without a port, on every port.
    pub fn exempt(&mut self, host: &str, port: Option<u16>) {
        self.exempt.insert((normal(host), port));
    }

    /// Allows or refuses a connection to an address that `host` stands for. Without a port, a
    /// server that is exempt on any port is exempt.
    pub fn judge(&self, host: &str, port: Option<u16>, address: IpAddr) -> Result<(), Failure> {
        match special(address) {
            Some(_) if !self.names(host, port) && !self.names(&address.to_string(), port) => {
                Err(refusal(host, address))
            }
            _ => Ok(()),
        }
    }

    /// Keeps the addresses that may be contacted; if there are none, the first refusal.
    pub fn keep(
        &self,
        host: &str,
        port: Option<u16>,
        addresses: &[IpAddr],
    ) -> Result<Vec<IpAddr>, Failure> {
        let mut refused = None;
        let mut kept = Vec::new();
        for address in addresses {
            match self.judge(host, port, *address) {
                Ok(()) => kept.push(*address),
                Err(refusal) => refused = refused.or(Some(refusal)),
            }
        }
        match refused {
            Some(refusal) if kept.is_empty() => Err(refusal),
            _ => Ok(kept),
        }
    }

    /// Whether the user or the system named this server.
    pub fn names(&self, host: &str, port: Option<u16>) -> bool {
        let host = normal(host);
        let same = |on: Option<u16>| on.is_none() || port.is_none() || on == port;
        self.exempt.iter().any(|(name, on)| *name == host && same(*on))
    }
}

/// A host as it is compared: lower case, without brackets and final dot.
fn normal(host: &str) -> String {
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

/// The failure that names what was not contacted.
fn refusal(host: &str, address: IpAddr) -> Failure {
    let address = address.to_string();
    let to = if normal(host) == address { address } else { format!("{address} ({host})") };
    Failure::Guarded { to }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_name_that_leads_to_a_private_address_is_refused_and_both_are_named() {
        let refused = Guard::default().judge("rdap.example.net", Some(443), address("10.0.0.1"));
        assert_eq!(refused, Err(Failure::Guarded { to: "10.0.0.1 (rdap.example.net)".to_owned() }));
    }

    #[test]
    fn a_server_that_the_user_named_is_exempt_on_the_port_named() {
        let mut guard = Guard::default();
        guard.exempt("RDAP.example.net.", Some(8443));
        assert_eq!(guard.judge("rdap.example.net", Some(8443), address("127.0.0.1")), Ok(()));
        assert!(guard.judge("rdap.example.net", Some(443), address("127.0.0.1")).is_err());
        assert!(guard.judge("other.example.net", Some(8443), address("127.0.0.1")).is_err());
    }

    #[test]
    fn an_exempt_address_is_exempt_under_any_name() {
        let mut guard = Guard::default();
        guard.exempt("[::1]", None);
        assert_eq!(guard.judge("localhost.example", Some(43), address("::1")), Ok(()));
    }

    #[test]
    fn only_the_special_addresses_of_a_name_are_left_out() {
        let both = [address("127.0.0.1"), address("8.8.8.8")];
        let kept = Guard::default().keep("rdap.example.net", Some(443), &both);
        assert_eq!(kept, Ok(vec![address("8.8.8.8")]));
        assert!(Guard::default().keep("rdap.example.net", Some(443), &both[..1]).is_err());
    }
}
