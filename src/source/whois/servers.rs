//! Which WHOIS server to ask: tables compiled in, dated in their first lines.
//!
//! They are hints for what the Internet Assigned Numbers Authority does not say by itself; a
//! referral that comes over the wire is newer.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::LazyLock;

use ipnet::IpNet;

/// The day of the table by name suffix.
pub const TABLE_DAY: &str = "2025-10-15";

/// The table by name suffix.
const SUFFIXES: &str = include_str!("../data/whois-servers.tsv");

/// The table by address range and AS number.
const NUMBERS: &str = include_str!("../data/whois-number-servers.tsv");

/// The suffix table, ready to be asked.
static BY_SUFFIX: LazyLock<HashMap<&'static str, ServerKnowledge>> = LazyLock::new(|| {
    rows(SUFFIXES).map(|(suffix, server)| (suffix, ServerKnowledge::parse(server))).collect()
});

/// The address ranges, the least specific first.
static BY_RANGE: LazyLock<Vec<(IpNet, &'static str)>> = LazyLock::new(|| {
    let mut ranges: Vec<_> = rows(NUMBERS)
        .filter_map(|(range, server)| Some((range.parse::<IpNet>().ok()?, server)))
        .collect();
    ranges.sort_by_key(|(range, _)| range.prefix_len());
    ranges
});

/// The ranges of AS numbers, in order.
static BY_ASN: LazyLock<Vec<(u32, u32, &'static str)>> = LazyLock::new(|| {
    let mut ranges: Vec<_> = rows(NUMBERS)
        .filter_map(|(range, server)| {
            let (first, last) = range.strip_prefix("AS")?.split_once('-')?;
            Some((first.parse().ok()?, last.parse().ok()?, server))
        })
        .collect();
    ranges.sort_unstable();
    ranges
});

/// What the table knows about the WHOIS server for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerKnowledge {
    /// This host answers on port 43.
    Server(&'static str),
    /// The registry shows registrations only on this page.
    Web(&'static str),
    /// The registry is known to run no WHOIS.
    NoService,
    /// The table does not mention the suffix.
    Unlisted,
}

impl ServerKnowledge {
    /// Reads the second column of the table.
    fn parse(text: &'static str) -> Self {
        match text.strip_prefix("web:") {
            Some(url) => Self::Web(url),
            None if text == "none" => Self::NoService,
            None => Self::Server(text),
        }
    }
}

/// Finds the server for a name or suffix; the longest listed suffix counts, label by label.
pub fn server_for(name: &str) -> ServerKnowledge {
    let name = name.trim_matches('.').to_ascii_lowercase();
    let mut suffix = name.as_str();
    loop {
        if let Some(knowledge) = BY_SUFFIX.get(suffix) {
            return *knowledge;
        }
        match suffix.split_once('.') {
            Some((_, shorter)) => suffix = shorter,
            None => return ServerKnowledge::Unlisted,
        }
    }
}

/// The longest suffix of a name, shorter than the name itself, for which the table has a server.
pub fn suffix_with_server(name: &str) -> Option<(&str, &'static str)> {
    let above = |name: &str| name.find('.').map(|dot| dot + 1);
    std::iter::successors(name.get(above(name)?..), |suffix| suffix.get(above(suffix)?..)).find_map(
        |suffix| match BY_SUFFIX.get(suffix) {
            Some(ServerKnowledge::Server(server)) => Some((suffix, *server)),
            _ => None,
        },
    )
}

/// Names the regional registry's WHOIS server for an address.
pub fn server_for_address(address: IpAddr) -> Option<&'static str> {
    BY_RANGE.iter().rev().find(|(range, _)| range.contains(&address)).map(|(_, server)| *server)
}

/// Names the regional registry's WHOIS server for an AS number.
pub fn server_for_asn(number: u32) -> Option<&'static str> {
    let after = BY_ASN.partition_point(|(first, ..)| *first <= number);
    let (_, last, server) = BY_ASN.get(after.checked_sub(1)?)?;
    (number <= *last).then_some(*server)
}

/// The rows of a table of two columns, without its comments.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_the_table() {
        assert!(SUFFIXES.lines().take(3).any(|line| line.contains(TABLE_DAY)));
    }

    #[test]
    fn the_longest_suffix_decides() {
        assert_eq!(server_for("example.com"), ServerKnowledge::Server("whois.verisign-grs.com"));
        assert_eq!(server_for("Example.AC.za."), ServerKnowledge::Server("whois.ac.za"));
        assert_eq!(server_for("de"), ServerKnowledge::Server("whois.denic.de"));
    }

    #[test]
    fn a_suffix_matches_by_label_only() {
        assert_ne!(server_for("example.xn--p1ai"), server_for("example.ai"));
        assert_eq!(server_for("example.no-such-tld"), ServerKnowledge::Unlisted);
        assert_eq!(server_for(""), ServerKnowledge::Unlisted);
    }

    #[test]
    fn registries_without_whois_are_told_apart_from_unknown_ones() {
        assert_eq!(server_for("example.aaa"), ServerKnowledge::NoService);
        assert_eq!(server_for("example.az"), ServerKnowledge::Web("https://whois.az/"));
    }

    #[test]
    fn every_row_is_sorted_and_names_a_host_a_page_or_nothing() {
        let mut last = "";
        for (suffix, server) in rows(SUFFIXES) {
            assert!(suffix > last, "{suffix} stands twice or out of order");
            last = suffix;
            let host = |name: &str| name.contains('.') && !name.contains(['/', ':', ' ']);
            assert!(
                match ServerKnowledge::parse(server) {
                    ServerKnowledge::Server(name) => host(name),
                    ServerKnowledge::Web(page) => page.starts_with("http"),
                    ServerKnowledge::NoService | ServerKnowledge::Unlisted => true,
                },
                "{suffix}: {server}"
            );
        }
    }

    #[test]
    fn the_suffix_of_a_server_is_shorter_than_the_name() {
        let suffix = |name| suffix_with_server(name).map(|(suffix, _)| suffix);
        assert_eq!(suffix("www.example.qc.com"), Some("qc.com"));
        assert_eq!(suffix("qc.com"), Some("com"));
        assert_eq!(suffix("com"), None);
        assert_eq!(suffix(""), None);
    }

    #[test]
    fn addresses_lead_to_their_regional_registry() {
        let server = |text: &str| text.parse().ok().and_then(server_for_address);
        assert_eq!(server("193.0.0.1"), Some("whois.ripe.net"));
        assert_eq!(server("8.8.8.8"), Some("whois.arin.net"));
        assert_eq!(server("2001:200::1"), Some("whois.apnic.net"));
        assert_eq!(server("200.160.0.1"), Some("whois.lacnic.net"));
        assert_eq!(server("196.1.0.1"), Some("whois.afrinic.net"));
        assert_eq!(server("240.0.0.1"), None);
    }

    #[test]
    fn as_numbers_lead_to_their_regional_registry() {
        assert_eq!(server_for_asn(3333), Some("whois.ripe.net"));
        assert_eq!(server_for_asn(15169), Some("whois.arin.net"));
        assert_eq!(server_for_asn(0), None);
        assert_eq!(server_for_asn(u32::MAX), None);
    }
}
