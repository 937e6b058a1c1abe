//! What the directory can be asked: whatever of a target bears signs.

use std::net::IpAddr;

use super::{Directory, Match, lookup};
use crate::model::target::Target;

/// A question to the directory as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// A name: of a web site, a name server, a mail exchange, an address's reverse name.
    Host(String),
    /// A place on a web site: its host, and the path with its slash in front.
    Place(String, String),
    /// An address.
    Address(IpAddr),
    /// An AS number.
    System(u32),
    /// A registrar's number at the Internet Assigned Numbers Authority.
    Registrar(u32),
    /// The organisation in a certificate's issuer.
    Issuer(String),
}

impl Query {
    /// Reads what was typed, as forgivingly as a target is read. What is no target is taken for a
    /// name: public suffixes and special names have signs, too.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Ok(address) = text.parse() {
            return Self::Address(address);
        }
        let lower = text.to_ascii_lowercase();
        if let Some(Ok(number)) = lower.strip_prefix("as").map(str::parse) {
            return Self::System(number);
        }
        if let Some(Ok(number)) = lower.strip_prefix("iana:").map(|number| number.trim().parse()) {
            return Self::Registrar(number);
        }
        if lower.starts_with("issuer:") {
            let name = text.split_once(':').map_or("", |(_, name)| name.trim());
            return Self::Issuer(name.to_owned());
        }
        let url = Target::parse(text).ok().and_then(|target| target.url);
        match url.as_ref().and_then(|url| Some((url.host_str()?, url.path()))) {
            Some((host, path)) => match host.trim_matches(['[', ']']).parse() {
                Ok(address) => Self::Address(address),
                Err(_) if path.trim_matches('/').is_empty() => Self::Host(host.to_owned()),
                Err(_) => Self::Place(host.to_owned(), path.to_owned()),
            },
            None => Self::Host(ascii(&lower)),
        }
    }
}

/// A name in A-labels, where it has Unicode ones.
fn ascii(name: &str) -> String {
    Target::parse(name)
        .ok()
        .and_then(|target| target.name().map(|name| name.ascii.clone()))
        .unwrap_or_else(|| name.to_owned())
}

impl Directory {
    /// All matches for a question, the one that prevails first.
    pub fn matches(&self, query: &Query) -> Vec<Match<'_>> {
        match query {
            Query::Host(host) => self.by_host_name(host),
            Query::Place(host, path) => {
                let mut matches = self.by_url(host, path);
                matches.extend(self.by_alias(host));
                lookup::sorted(matches)
            }
            Query::Address(address) => self.by_address(*address),
            Query::System(number) => self.by_origin(*number),
            Query::Registrar(number) => self.by_registrar(*number),
            Query::Issuer(name) => self.by_issuer(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_as_targets_are() {
        let host = |name: &str| Query::Host(name.to_owned());
        for (text, query) in [
            ("WWW.Example.COM.", host("www.example.com")),
            ("hxxps://www[.]example[.]com/", host("www.example.com")),
            ("co.uk", host("co.uk")),
            ("bücher.example.com", host("xn--bcher-kva.example.com")),
            ("192.0.2.1", Query::Address("192.0.2.1".parse().unwrap())),
            ("https://[2001:db8::1]/x", Query::Address("2001:db8::1".parse().unwrap())),
            ("AS64496", Query::System(64496)),
            ("IANA:9999", Query::Registrar(9999)),
            ("issuer: Example Trust Ltd", Query::Issuer("Example Trust Ltd".to_owned())),
            (
                "https://sites.example.com/view/x?y=z#w",
                Query::Place("sites.example.com".to_owned(), "/view/x".to_owned()),
            ),
        ] {
            assert_eq!(Query::parse(text), query, "{text}");
        }
    }
}
