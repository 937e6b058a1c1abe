//! Which network announces an address: Team Cymru's DNS zones
//! (<https://www.team-cymru.com/ip-asn-mapping>), refreshed from BGP about every four hours.
//!
//! Countries in these answers come from registry files and say where a range is *registered*.

use std::net::IpAddr;

use super::dns::{reversed, texts};
use super::text;
use crate::model::answer::Misread;
use crate::model::dns::RecordKind;
use crate::model::exchange::{Ask, Reply};
use crate::model::observations::RouteOrigin;
use crate::model::text::is_plain;

/// Asks who announces an address.
pub fn ask_origin(address: IpAddr) -> Ask {
    Ask::dns(reversed(address, "origin.asn.cymru.com", "origin6.asn.cymru.com"), RecordKind::Txt)
}

/// Asks for the name of a network.
pub fn ask_name(system: u32) -> Ask {
    Ask::dns(format!("as{system}.asn.cymru.com"), RecordKind::Txt)
}

/// Reads `64500 64501 | 192.0.2.0/24 | NL | ripencc | 2020-01-31` lines, longest prefix first.
/// No record means that nobody announces the address.
pub fn read_origins(reply: &Reply) -> Result<Option<Vec<RouteOrigin>>, Misread> {
    let Some(texts) = texts(reply)? else { return Ok(None) };
    let mut origins: Vec<RouteOrigin> = texts.iter().filter_map(|text| origin(text)).collect();
    if origins.is_empty() {
        return Err(Misread::Malformed("no AS number in the record".to_owned()));
    }
    origins.sort_by_key(|origin| {
        let length = origin.prefix.map_or(0, |prefix| prefix.prefix_len());
        (std::cmp::Reverse(length), origin.systems.clone())
    });
    origins.dedup();
    Ok(Some(origins))
}

/// Reads a row of the user's own database: `64500 | 192.0.2.0/24 | Example Networks`.
pub fn read_row(reply: &Reply) -> Result<Option<Vec<RouteOrigin>>, Misread> {
    let row = String::from_utf8_lossy(text(reply)?);
    if row.trim().is_empty() {
        return Ok(None);
    }
    let operator = row.splitn(3, '|').nth(2).map(str::trim).filter(|name| !name.is_empty());
    let origin =
        origin(&row).map(|found| RouteOrigin { operator: operator.map(str::to_owned), ..found });
    origin
        .map(|origin| Some(vec![origin]))
        .ok_or_else(|| Misread::Malformed("no AS number in the row".to_owned()))
}

/// Reads one line.
fn origin(text: &str) -> Option<RouteOrigin> {
    let mut fields = text.split('|').map(str::trim);
    let mut systems: Vec<u32> =
        fields.next()?.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    systems.dedup();
    let prefix = fields.next().and_then(|prefix| prefix.parse().ok());
    let registry = fields.next().zip(fields.next());
    let registry = registry.and_then(|(country, registry)| server_of(country, registry));
    (!systems.is_empty()).then_some(RouteOrigin { systems, prefix, operator: None, registry })
}

/// Reads the RDAP server of the registry that gave an AS number out, as the record of its name
/// says.
pub fn read_registry(reply: &Reply) -> Result<Option<&'static str>, Misread> {
    let Some(texts) = texts(reply)? else { return Ok(None) };
    Ok(texts.iter().find_map(|text| {
        let mut fields = text.split('|').map(str::trim).skip(1);
        let (country, registry) = fields.next().zip(fields.next())?;
        server_of(country, registry)
    }))
}

/// The RDAP server of a registry; that of LACNIC sends whoever asks about Brazil on to the national
/// one.
fn server_of(country: &str, registry: &str) -> Option<&'static str> {
    match (registry, country) {
        ("afrinic", _) => Some("https://rdap.afrinic.net/rdap/"),
        ("apnic", _) => Some("https://rdap.apnic.net/"),
        ("arin", _) => Some("https://rdap.arin.net/registry/"),
        ("lacnic", "BR") => Some("https://rdap.registro.br/"),
        ("lacnic", _) => Some("https://rdap.lacnic.net/rdap/"),
        ("ripencc" | "ripe", _) => Some("https://rdap.db.ripe.net/"),
        _ => None,
    }
}

/// Reads `64500 | NO | ripencc | 2020-01-31 | EXAMPLE-AS, NO`: the name and the country.
pub fn read_name(reply: &Reply) -> Result<Option<(String, Option<String>)>, Misread> {
    let Some(texts) = texts(reply)? else { return Ok(None) };
    let name = texts.iter().find_map(|text| {
        let mut fields = text.split('|').map(str::trim);
        let country = fields.nth(1).filter(|country| country.len() == 2).map(str::to_owned);
        let name = fields.nth(2)?;
        let name = name
            .rsplit_once(", ")
            .filter(|(_, tail)| tail.len() == 2)
            .map_or(name, |(head, _)| head);
        // Older records carry the handle before the name: `EXAMPLE-AS - Example Networks`.
        let name = name.split_once(" - ").map_or(name, |(_, name)| name);
        (!name.is_empty() && name != "NA" && is_plain(name)).then(|| (name.to_owned(), country))
    });
    name.map(Some).ok_or_else(|| Misread::Malformed("no name in the record".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> Reply {
        Reply::Dns(text.parse().expect("a DNS answer"))
    }

    #[test]
    fn several_origins_are_all_kept_longest_prefix_first() {
        let answer = reply(
            "NOERROR\nanswer x 60 TXT 64496 64497 | 192.0.2.0/24 | NL | ripencc | 2010-01-01\n\
             answer x 60 TXT 64498 | 192.0.2.0/25 | NL | ripencc | 2010-01-01",
        );
        let origins = read_origins(&answer).expect("reads").expect("is announced");
        let systems: Vec<_> = origins.iter().map(|origin| origin.systems.clone()).collect();
        assert_eq!(systems, [vec![64498], vec![64496, 64497]]);
    }

    #[test]
    fn the_registry_of_a_block_is_named_and_brazil_has_its_own() {
        let registry = |row: &str| {
            let answer = reply(&format!("NOERROR\nanswer x 60 TXT 64496 | 192.0.2.0/24 | {row}"));
            read_origins(&answer).expect("reads").expect("is announced")[0].registry
        };
        assert_eq!(registry("DE | ripencc | 2018-01-01"), Some("https://rdap.db.ripe.net/"));
        assert_eq!(registry("AR | lacnic | 2018-01-01"), Some("https://rdap.lacnic.net/rdap/"));
        assert_eq!(registry("BR | lacnic | 2018-01-01"), Some("https://rdap.registro.br/"));
        assert_eq!(registry("BR"), None);
    }

    #[test]
    fn no_record_means_not_announced_and_nonsense_means_unknown() {
        assert_eq!(read_origins(&reply("NXDOMAIN")), Ok(None));
        assert!(read_origins(&reply("NOERROR\nanswer x 1 TXT hello")).is_err());
    }

    #[test]
    fn a_name_that_acts_on_a_terminal_names_nobody() {
        for name in ["EXAMPLE\u{202e}-AS", "EXAMPLE\u{1b}[2J", "EXAMPLE\u{fffd}"] {
            let answer = reply(&format!("NOERROR\nanswer x 1 TXT 64500 | NO | ripencc | | {name}"));
            assert!(read_name(&answer).is_err(), "{name:?}");
        }
    }

    #[test]
    fn the_country_at_the_end_of_a_name_is_not_part_of_it() {
        let answer =
            reply("NOERROR\nanswer x 1 TXT 64500 | NO | ripencc | 2020-01-31 | NORTH-AS, NO");
        assert_eq!(read_name(&answer), Ok(Some(("NORTH-AS".to_owned(), Some("NO".to_owned())))));
    }
}
