//! Who answers DNS questions, as it may be typed.

use std::net::{IpAddr, SocketAddr};

use crate::error::Error;
use crate::wire::live::Resolver;

/// More resolvers than this are not compared: each of them learns the name.
const MAX_RESOLVERS: usize = 8;

/// Reads the resolvers, each once.
pub(super) fn read(words: &[String]) -> Result<Vec<Resolver>, Error> {
    let mut resolvers: Vec<Resolver> = Vec::new();
    for word in words {
        let resolver = resolver(word)?;
        if !resolvers.contains(&resolver) {
            resolvers.push(resolver);
        }
    }
    if resolvers.len() > MAX_RESOLVERS {
        return Err(Error::Setting {
            setting: "--resolver",
            value: words.join(", "),
            allowed: "give at most 8: each of them learns the name",
        });
    }
    if resolvers.is_empty() {
        resolvers.push(Resolver::System);
    }
    Ok(resolvers)
}

/// Reads `system`, `ADDR[:PORT]`, `tls://NAME@ADDR[:PORT]` or `https://…`.
fn resolver(word: &str) -> Result<Resolver, Error> {
    let bad = || Error::Setting {
        setting: "--resolver",
        value: word.to_owned(),
        allowed: "use system, ADDR[:PORT], tls://NAME@ADDR[:PORT] or an https:// URL",
    };
    if word == "system" {
        return Ok(Resolver::System);
    }
    if let Some(rest) = word.strip_prefix("tls://") {
        let (name, address) = rest.split_once('@').ok_or_else(bad)?;
        let address = address_with_port(address, 853).ok_or_else(bad)?;
        return Ok(Resolver::Tls { name: name.to_owned(), address });
    }
    if word.starts_with("https://") {
        return url::Url::parse(word).map(Resolver::Https).map_err(|_| bad());
    }
    address_with_port(word, 53).map(Resolver::Plain).ok_or_else(bad)
}

/// Reads an address with or without a port.
fn address_with_port(text: &str, port: u16) -> Option<SocketAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    text.parse().ok().or_else(|| Some(SocketAddr::new(bare.parse::<IpAddr>().ok()?, port)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolvers_are_read_in_every_form() {
        let plain = |text: &str| Resolver::Plain(text.parse().expect("an address"));
        assert_eq!(resolver("system").expect("reads"), Resolver::System);
        assert_eq!(resolver("9.9.9.9").expect("reads"), plain("9.9.9.9:53"));
        assert_eq!(resolver("9.9.9.9:5353").expect("reads"), plain("9.9.9.9:5353"));
        assert_eq!(resolver("2620:fe::fe").expect("reads"), plain("[2620:fe::fe]:53"));
        assert_eq!(
            resolver("tls://dns.quad9.net@9.9.9.9").expect("reads"),
            Resolver::Tls {
                name: "dns.quad9.net".to_owned(),
                address: "9.9.9.9:853".parse().expect("an address")
            }
        );
        assert!(matches!(resolver("https://dns.quad9.net/dns-query"), Ok(Resolver::Https(_))));
        assert_eq!(
            resolver("dns.quad9.net").expect_err("is refused").to_string(),
            "--resolver is \"dns.quad9.net\"; use system, ADDR[:PORT], tls://NAME@ADDR[:PORT] or an https:// URL"
        );
    }

    #[test]
    fn each_resolver_counts_once_and_without_any_it_is_the_systems() {
        let words = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let named = |all: &[&str]| {
            let found = read(&words(all)).expect("reads");
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(named(&[]), ["system"]);
        let typed =
            ["9.9.9.9:53", "tls://dns.example@192.0.2.1:853", "9.9.9.9", "[2001:db8::1]:5353"];
        let said = ["9.9.9.9", "tls://dns.example@192.0.2.1", "[2001:db8::1]:5353"];
        assert_eq!(named(&typed), said);
        assert_eq!(named(&["https://me:secret@192.0.2.1/q"]), ["https://***@192.0.2.1/q"]);
    }
}
