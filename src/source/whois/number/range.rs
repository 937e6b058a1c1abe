//! Ranges of addresses and AS numbers, in the notations of the registries.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::IpNet;

/// What was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RangeTarget {
    /// An address, or the whole of a prefix.
    Addresses(IpAddr, IpAddr),
    /// An AS number.
    System(u32),
    /// Something that cannot be read; every object fits it.
    Anything,
}

impl RangeTarget {
    /// Reads an address, a prefix or an AS number.
    pub(super) fn of(asked: &str) -> Self {
        let asked = asked.trim();
        if let Some((first, last)) = addresses(asked) {
            return Self::Addresses(first, last);
        }
        as_number(asked).map_or(Self::Anything, Self::System)
    }

    /// Whether a range of addresses covers the target.
    pub(super) fn is_within(self, range: (IpAddr, IpAddr)) -> bool {
        match self {
            Self::Addresses(first, last) => {
                first.is_ipv4() == range.0.is_ipv4() && range.0 <= first && last <= range.1
            }
            Self::System(_) => false,
            Self::Anything => true,
        }
    }

    /// Whether a text such as `AS64496` or `64496 - 64511` covers the target.
    pub(super) fn is_system(self, text: &str) -> bool {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        match (self, as_number(first), as_number(last)) {
            (Self::System(number), Some(first), Some(last)) => (first..=last).contains(&number),
            (Self::Anything, Some(_), Some(_)) => true,
            _ => false,
        }
    }
}

/// Reads `AS64496` or `64496`.
fn as_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits =
        text.get(..2).filter(|start| start.eq_ignore_ascii_case("as")).map_or(text, |_| &text[2..]);
    digits.trim().parse().ok()
}

/// Reads a range: `a - b`, a prefix (perhaps shortened, `192.0.2/24`), or one address.
pub(super) fn addresses(text: &str) -> Option<(IpAddr, IpAddr)> {
    let text = text.trim();
    if let Some((first, last)) = text.split_once(" - ").or_else(|| text.split_once('-')) {
        let last = last.split_whitespace().next()?;
        let (first, last) = (first.trim().parse::<IpAddr>().ok()?, last.parse::<IpAddr>().ok()?);
        return (first.is_ipv4() == last.is_ipv4() && first <= last).then_some((first, last));
    }
    let text = text.split([' ', '(']).next()?;
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some((address, address));
    }
    let prefix = text.parse::<IpNet>().ok().or_else(|| shortened(text))?;
    Some((prefix.network(), prefix.broadcast()))
}

/// Reads a prefix whose last octets are left out.
fn shortened(text: &str) -> Option<IpNet> {
    let (address, length) = text.split_once('/')?;
    let mut octets = [0_u8; 4];
    let mut given = address.split('.');
    for octet in &mut octets {
        match given.next() {
            Some(digits) => *octet = digits.parse().ok()?,
            None => break,
        }
    }
    IpNet::new(Ipv4Addr::from(octets).into(), length.parse().ok()?)
        .ok()
        .filter(|_| given.next().is_none())
}

/// How many addresses lie between the ends of a range.
pub(super) fn size(range: (IpAddr, IpAddr)) -> u128 {
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    };
    bits(range.1).saturating_sub(bits(range.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_come_in_four_notations() {
        let shown = |text: &str| addresses(text).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(shown("192.0.2.0 - 192.0.2.255").as_deref(), Some("192.0.2.0 192.0.2.255"));
        assert_eq!(shown("192.0.2.0/24").as_deref(), Some("192.0.2.0 192.0.2.255"));
        assert_eq!(shown("198.51/16").as_deref(), Some("198.51.0.0 198.51.255.255"));
        assert_eq!(shown("2001:db8::/126").as_deref(), Some("2001:db8:: 2001:db8::3"));
        assert_eq!(
            shown("192.0.2.0 - 192.0.2.255 (/24)").as_deref(),
            Some("192.0.2.0 192.0.2.255")
        );
        assert_eq!(shown("192.0.2.9 - 192.0.2.1"), None);
        assert_eq!(shown("AS64496"), None);
    }

    #[test]
    fn a_target_knows_what_covers_it() {
        let covers = |asked: &str, range: &str| {
            addresses(range).is_some_and(|range| RangeTarget::of(asked).is_within(range))
        };
        assert!(covers("192.0.2.9", "192.0.2.0/24"));
        assert!(!covers("192.0.2.9", "198.51.100.0/24"));
        assert!(!covers("2001:db8::1", "0.0.0.0/0"));
        assert!(RangeTarget::of("AS64500").is_system("AS64496 - AS64511"));
        assert!(RangeTarget::of("64500").is_system("64500"));
        assert!(!RangeTarget::of("192.0.2.1").is_system("64500"));
    }
}
