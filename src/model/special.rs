//! Addresses that are not public: the special-purpose registries of the Internet Assigned Numbers
//! Authority (RFC 6890), read 2026-11-22.
//!
//! <https://www.iana.org/assignments/iana-ipv4-special-registry/> and
//! <https://www.iana.org/assignments/iana-ipv6-special-registry/>.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// One block of IPv4: its first address, its prefix length and what it is for; the first match
/// counts. A block that is globally reachable within a special one has no word.
type Block4 = (Ipv4Addr, u8, Option<&'static str>);

/// The same for IPv6.
type Block6 = (Ipv6Addr, u8, Option<&'static str>);

/// The special blocks of IPv4, most specific first where they nest.
const BLOCKS_4: &[Block4] = &[
    (Ipv4Addr::UNSPECIFIED, 32, Some("unspecified")),
    (Ipv4Addr::UNSPECIFIED, 8, Some("this-network")),
    (Ipv4Addr::new(10, 0, 0, 0), 8, Some("private")),
    (Ipv4Addr::new(100, 64, 0, 0), 10, Some("carrier-grade NAT")),
    (Ipv4Addr::new(127, 0, 0, 0), 8, Some("loopback")),
    (Ipv4Addr::new(169, 254, 0, 0), 16, Some("link-local")),
    (Ipv4Addr::new(172, 16, 0, 0), 12, Some("private")),
    (Ipv4Addr::new(192, 0, 0, 9), 32, None),
    (Ipv4Addr::new(192, 0, 0, 10), 32, None),
    (Ipv4Addr::new(192, 0, 0, 0), 24, Some("reserved")),
    (Ipv4Addr::new(192, 0, 2, 0), 24, Some("documentation")),
    (Ipv4Addr::new(192, 88, 99, 0), 24, Some("reserved")),
    (Ipv4Addr::new(192, 168, 0, 0), 16, Some("private")),
    (Ipv4Addr::new(198, 18, 0, 0), 15, Some("benchmarking")),
    (Ipv4Addr::new(198, 51, 100, 0), 24, Some("documentation")),
    (Ipv4Addr::new(203, 0, 113, 0), 24, Some("documentation")),
    (Ipv4Addr::new(224, 0, 0, 0), 4, Some("multicast")),
    (Ipv4Addr::BROADCAST, 32, Some("broadcast")),
    (Ipv4Addr::new(240, 0, 0, 0), 4, Some("reserved")),
];

/// The special blocks of IPv6, most specific first where they nest. What lies outside `2000::/3` and
/// is not listed is reserved.
const BLOCKS_6: &[Block6] = &[
    (Ipv6Addr::UNSPECIFIED, 128, Some("unspecified")),
    (Ipv6Addr::LOCALHOST, 128, Some("loopback")),
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, Some("local NAT64")),
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 64, Some("discard-only")),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 32, Some("Teredo")),
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 1), 128, None),
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 2), 128, None),
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 3), 128, None),
    (Ipv6Addr::new(0x2001, 2, 0, 0, 0, 0, 0, 0), 48, Some("benchmarking")),
    (Ipv6Addr::new(0x2001, 3, 0, 0, 0, 0, 0, 0), 32, None),
    (Ipv6Addr::new(0x2001, 4, 0x112, 0, 0, 0, 0, 0), 48, None),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, Some("reserved")),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, Some("documentation")),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, Some("documentation")),
    (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3, None),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, Some("private")),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, Some("link-local")),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, Some("site-local")),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, Some("multicast")),
    (Ipv6Addr::UNSPECIFIED, 0, Some("reserved")),
];

/// What an address is set aside for, in a word; `None` for a public address. An IPv6 address that
/// carries an IPv4 address is what that one is.
pub fn special(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => special_4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => special_4(inner),
            None => special_6(address),
        },
    }
}

/// The word for an IPv4 address.
fn special_4(address: Ipv4Addr) -> Option<&'static str> {
    let covers = |(base, length, _): &&Block4| {
        let mask = u32::MAX.checked_shl(32 - u32::from(*length)).unwrap_or(0);
        (address.to_bits() ^ base.to_bits()) & mask == 0
    };
    BLOCKS_4.iter().find(covers).and_then(|(_, _, word)| *word)
}

/// The word for an IPv6 address that carries no IPv4 address.
fn special_6(address: Ipv6Addr) -> Option<&'static str> {
    let covers = |(base, length, _): &&Block6| {
        let mask = u128::MAX.checked_shl(128 - u32::from(*length)).unwrap_or(0);
        (address.to_bits() ^ base.to_bits()) & mask == 0
    };
    BLOCKS_6.iter().find(covers).and_then(|(_, _, word)| *word)
}

/// The IPv4 address that traffic to a mapped (RFC 4291), translated (RFC 6052) or 6to4 (RFC 3056)
/// address ends at.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let join = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => Some(join(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(address: &str) -> Option<&'static str> {
        special(address.parse().expect("an address"))
    }

    #[test]
    fn public_addresses_are_not_special() {
        for address in [
            "8.8.8.8",
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.0.9",
            "192.0.1.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "2a01:4f8::1",
            "2001:200::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
        ] {
            assert_eq!(word(address), None, "{address}");
        }
    }

    #[test]
    fn every_special_block_is_named() {
        for (address, expected) in [
            ("0.0.0.0", "unspecified"),
            ("0.1.2.3", "this-network"),
            ("10.255.0.1", "private"),
            ("100.64.0.1", "carrier-grade NAT"),
            ("127.255.255.254", "loopback"),
            ("169.254.169.254", "link-local"),
            ("172.31.255.255", "private"),
            ("192.0.0.8", "reserved"),
            ("192.0.2.1", "documentation"),
            ("192.168.1.1", "private"),
            ("198.19.255.255", "benchmarking"),
            ("198.51.100.7", "documentation"),
            ("203.0.113.7", "documentation"),
            ("239.1.1.1", "multicast"),
            ("255.255.255.255", "broadcast"),
            ("240.0.0.1", "reserved"),
            ("::", "unspecified"),
            ("::1", "loopback"),
            ("fd00::1", "private"),
            ("fe80::1", "link-local"),
            ("febf::1", "link-local"),
            ("fec0::1", "site-local"),
            ("ff02::1", "multicast"),
            ("2001:db8::1", "documentation"),
            ("3fff:fff::1", "documentation"),
            ("100::1", "discard-only"),
            ("2001::1", "Teredo"),
            ("2001:20::1", "reserved"),
            ("5f00::1", "reserved"),
            ("4000::1", "reserved"),
            ("64:ff9b:1::1", "local NAT64"),
        ] {
            assert_eq!(word(address), Some(expected), "{address}");
        }
    }

    #[test]
    fn an_address_that_carries_a_special_one_is_special() {
        for address in [
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "::127.0.0.1",
            "::10.0.0.1",
        ] {
            assert!(word(address).is_some(), "{address}");
        }
    }
}
