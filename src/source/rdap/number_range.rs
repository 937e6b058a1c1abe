//! Which addresses or AS numbers an object is about.

use std::net::IpAddr;

use ipnet::IpNet;

use super::json::Node;

/// The first and last address of a network: from its two members, else from the prefixes of the
/// `cidr0` extension, else from its handle.
pub(super) fn of_network(root: &Node<'_>) -> Option<(IpAddr, IpAddr)> {
    let member = |key: &str| root.text(key).and_then(|text| address(&text));
    let stated = member("startAddress").zip(member("endAddress")).and_then(ordered);
    if stated.is_none() && root.holds_any(&["startAddress", "endAddress"]) {
        root.note("has no usable range");
    }
    stated.or_else(|| of_prefixes(root)).or_else(|| of_text(&root.text("handle")?))
}

/// An address, which RIPE once wrote with a prefix length behind it.
fn address(text: &str) -> Option<IpAddr> {
    text.split('/').next()?.trim().parse().ok()
}

/// Two addresses of one family, the first not after the last.
fn ordered((first, last): (IpAddr, IpAddr)) -> Option<(IpAddr, IpAddr)> {
    (first.is_ipv4() == last.is_ipv4() && first <= last).then_some((first, last))
}

/// The range that the prefixes span.
fn of_prefixes(root: &Node<'_>) -> Option<(IpAddr, IpAddr)> {
    let prefixes = root.list("cidr0_cidrs");
    let nets = prefixes.iter().filter_map(|prefix| {
        let start = prefix.text("v4prefix").or_else(|| prefix.text("v6prefix"))?;
        let length = u8::try_from(prefix.number("length")?).ok()?;
        IpNet::new(start.parse().ok()?, length).ok()
    });
    let spans = nets.map(|net| (net.network(), net.broadcast()));
    spans.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))).and_then(ordered)
}

/// A range in words: `192.0.2.0 - 192.0.2.255` or `192.0.2.0/24`.
fn of_text(text: &str) -> Option<(IpAddr, IpAddr)> {
    if let Some((first, last)) = text.split_once(" - ") {
        return ordered((first.trim().parse().ok()?, last.trim().parse().ok()?));
    }
    let net: IpNet = text.trim().parse().ok()?;
    Some((net.network(), net.broadcast()))
}

/// The first and last AS number: from its two members, else from its handle.
pub(super) fn of_autnum(root: &Node<'_>) -> Option<(u32, u32)> {
    let member = |key: &str| {
        let text = root.get(key)?;
        root_number(&text)
    };
    let (first, last) = (member("startAutnum"), member("endAutnum"));
    let handle = || autnum(&root.text("handle")?);
    let first = first.or(last).or_else(handle)?;
    let last = last.unwrap_or(first);
    (first <= last).then_some((first, last))
}

/// A member that is a number, or `AS64496`.
fn root_number(member: &Node<'_>) -> Option<u32> {
    match member.value() {
        serde_json::Value::Number(number) => {
            number.as_u64().and_then(|number| u32::try_from(number).ok())
        }
        _ => autnum(&member.as_text()?),
    }
}

/// An AS number as text, with or without its letters.
fn autnum(text: &str) -> Option<u32> {
    let digits = text.trim().trim_start_matches(['A', 'S', 'a', 's']);
    digits.parse().ok()
}
