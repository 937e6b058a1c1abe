//! What can be traced: names of the public DNS, public addresses and ranges, assigned AS numbers.

use crate::model::name::at_or_below;
use std::net::{IpAddr, Ipv6Addr};

use ipnet::IpNet;

use super::refusal::Refusal;
use super::{HostName, Subject, Suffixes, suffix};
use crate::model::special::special;

/// Checks a host name and cuts it by the Public Suffix List.
pub(super) fn traceable_name(name: &str, input: &str) -> Result<Subject, Refusal> {
    let ascii = name.trim_end_matches('.').to_ascii_lowercase();
    check_labels(&ascii)
        .map_err(|detail| Refusal::Unreadable { input: input.to_owned(), detail })?;
    if let Some(why) = special_use(&ascii) {
        return Err(Refusal::SpecialUse { name: ascii, why });
    }
    let suffixes = Suffixes::of(&ascii);
    if suffixes.registrable.is_none() {
        if !suffix::is_listed(&ascii) {
            let detail = match ascii.as_str() {
                "http" | "https" => "the scheme stands in it twice",
                _ => "it has no dot, and no top-level domain has that name",
            }
            .to_owned();
            return Err(Refusal::Unreadable { input: input.to_owned(), detail });
        }
        return Err(Refusal::PublicSuffix { name: ascii });
    }
    let (unicode, _) = idna::domain_to_unicode(&ascii);
    let unicode = (unicode != ascii).then_some(unicode);
    Ok(Subject::Name(HostName { ascii, unicode, suffixes }))
}

/// Checks lengths and characters (RFC 1035 §2.3.4; underscores occur in practice).
fn check_labels(name: &str) -> Result<(), String> {
    if name.len() > 253 {
        return Err("the name is longer than 253 characters".to_owned());
    }
    for label in name.split('.') {
        if label.is_empty() {
            return Err("the name has an empty label".to_owned());
        }
        if label.len() > 63 {
            return Err("a label is longer than 63 characters".to_owned());
        }
        let odd = label.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
        if let Some(odd) = odd {
            let rest = name.strip_prefix("*.").filter(|rest| !rest.contains('*'));
            return Err(match (odd, rest) {
                ('*', Some(rest)) => {
                    format!("'*' stands for any name; give one of them, or {rest}")
                }
                (',' | ';' | '|', _) => {
                    format!("{odd:?} cannot stand in a host name; give each target by itself")
                }
                _ => format!("{odd:?} cannot stand in a host name"),
            });
        }
    }
    Ok(())
}

/// What a special-use name means for a tracer (RFC 6761 registry).
fn special_use(name: &str) -> Option<&'static str> {
    const LOCAL: &str = "it means something on one network only";
    const NAMES: &[(&str, &str)] = &[
        ("onion", "Tor hides who serves it; no registry, registrar or host can be found"),
        ("localhost", "it is this machine itself"),
        ("local", LOCAL),
        ("internal", LOCAL),
        ("home.arpa", LOCAL),
        ("test", "it is set aside for tests"),
        ("invalid", "it never exists"),
        ("example", "it is set aside for documentation"),
        ("alt", "it is outside the DNS"),
    ];
    NAMES.iter().find(|(special, _)| at_or_below(name, special)).map(|(_, why)| *why)
}

/// Lets public addresses through, and those of documentation, which recorded cases use.
pub(super) fn traceable_address(address: IpAddr) -> Result<Subject, Refusal> {
    let address = unmapped(address);
    match special(address) {
        Some(kind) if kind != "documentation" => Err(Refusal::SpecialAddress { address, kind }),
        _ => Ok(Subject::Address(address)),
    }
}

/// The IPv4 address inside an IPv4-mapped one (RFC 4291 §2.5.5.2).
fn unmapped(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => {
            six.to_ipv4_mapped().map_or(IpAddr::V6(Ipv6Addr::from(six.octets())), IpAddr::V4)
        }
        IpAddr::V4(_) => address,
    }
}

/// Lets AS numbers through that can be assigned (RFC 7607, RFC 6996, RFC 7300, RFC 6793).
pub(super) fn traceable_system(number: u32) -> Result<Subject, Refusal> {
    let kind = match number {
        0 | 65535 | u32::MAX => "reserved",
        23456 => "the placeholder of 32-bit AS numbers",
        64512..=65534 | 4_200_000_000..=4_294_967_294 => "for private use",
        _ => return Ok(Subject::System(number)),
    };
    Err(Refusal::SpecialSystem { number, kind })
}

/// Lets ranges through that one party can hold: no wider than what an address registry hands out
/// at once, and public at both ends.
pub(super) fn traceable_range(range: IpNet) -> Result<Subject, Refusal> {
    let widest = if range.addr().is_ipv4() { 8 } else { 12 };
    if range.prefix_len() < widest {
        return Err(Refusal::Range { range });
    }
    traceable_address(range.broadcast())?;
    traceable_address(range.network())
}
