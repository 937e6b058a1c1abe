//! What the directory can be asked: whatever of a target bears signs.

use std::net::IpAddr;

use super::company::CompanyName;
use super::{Directory, Match, lookup, names};
use crate::model::target::{Subject, Target};

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
    /// name: public suffixes and special names have signs, too. The error says what is wrong.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if let Ok(address) = text.parse() {
            return Ok(Self::Address(address));
        }
        let lower = text.to_ascii_lowercase();
        if let Some(number) = lower.strip_prefix("iana:") {
            let number = number.trim().parse();
            return number.map(Self::Registrar).map_err(|_| NUMBER);
        }
        if lower.starts_with("issuer:") {
            let name = text.split_once(':').map_or("", |(_, name)| name.trim());
            let named = CompanyName::of(name).is_some();
            return named.then(|| Self::Issuer(name.to_owned())).ok_or(ISSUER);
        }
        let target = Target::parse(text).ok();
        if let Some(Subject::System(number)) = target.as_ref().map(|target| &target.subject) {
            return Ok(Self::System(*number));
        }
        if is_system(&lower) {
            return Err(SYSTEM);
        }
        let url = target.and_then(|target| target.url);
        Ok(match url.as_ref().and_then(|url| Some((url.host_str()?, url.path()))) {
            Some((host, path)) => match host.trim_matches(['[', ']']).parse() {
                Ok(address) => Self::Address(address),
                Err(_) if path.trim_matches('/').is_empty() => Self::Host(host.to_owned()),
                Err(_) => Self::Place(host.to_owned(), path.to_owned()),
            },
            None => refused(text).ok_or(NOTHING)?,
        })
    }
}

/// What a registrar's number looks like.
const NUMBER: &str = "a registrar's number is digits alone, as in iana:292";

/// What an issuer looks like.
const ISSUER: &str = "an issuer is the name of an organisation, as in \"issuer:Let's Encrypt\"";

/// What an AS number looks like.
const SYSTEM: &str = "AS numbers end at AS4294967295";

/// Whether a text is an AS number by its form, however large.
fn is_system(lower: &str) -> bool {
    let digits = lower.strip_prefix("asn").or_else(|| lower.strip_prefix("as"));
    let digits = digits.unwrap_or_default().trim_start();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What can be looked up.
const NOTHING: &str = "give a name, a URL, an address, an AS number, iana:NUMBER or issuer:NAME";

/// What is no target to be traced, as a name or a place: the tables know such names all the same.
fn refused(text: &str) -> Option<Query> {
    let bare = text.split_once("://").map_or(text, |(_, rest)| rest);
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let host = names::host(&ascii(&host.to_ascii_lowercase()))?;
    Some(if path.is_empty() { Query::Host(host) } else { Query::Place(host, format!("/{path}")) })
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
            ("as 64496", Query::System(64496)),
            ("ASN64496", Query::System(64496)),
            ("AS1.10", Query::System(65546)),
            ("iana: 9999", Query::Registrar(9999)),
            ("IANA:9999", Query::Registrar(9999)),
            ("issuer: Example Trust Ltd", Query::Issuer("Example Trust Ltd".to_owned())),
            (
                "https://sites.example.com/view/x?y=z#w",
                Query::Place("sites.example.com".to_owned(), "/view/x".to_owned()),
            ),
            ("as.example.com", host("as.example.com")),
            ("x.example/y", Query::Place("x.example".to_owned(), "/y".to_owned())),
        ] {
            assert_eq!(Query::parse(text), Ok(query), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_looked_up_is_met_with_what_can() {
        for (text, problem) in [
            ("iana:x", NUMBER),
            ("iana:", NUMBER),
            ("iana:-1", NUMBER),
            ("iana:99999999999", NUMBER),
            ("issuer:", ISSUER),
            ("issuer: .", ISSUER),
            ("", NOTHING),
            ("  ", NOTHING),
            ("no such thing", NOTHING),
            ("a..b", NOTHING),
            ("AS99999999999999", SYSTEM),
        ] {
            assert_eq!(Query::parse(text), Err(problem), "{text:?}");
        }
    }
}
