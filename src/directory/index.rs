//! Which prefixes the embedded table holds, found without writing any of them as text.
//!
//! `build.rs` writes the index with the same key: sorted, each prefix with the number of the smallest
//! one around it. So one search finds where an address belongs, and the rest is the way outwards.

use std::net::IpAddr;

use ipnet::IpNet;

use super::key::{ENTRY, KEY, NONE, key};

/// The index.
const INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prefixes.idx"));

/// The embedded prefixes that an address is in, the longest first.
pub(super) fn around(address: IpAddr) -> impl Iterator<Item = IpNet> {
    let address = address.to_canonical();
    let last = entries_up_to(&key(IpNet::from(address))).checked_sub(1);
    let outwards = std::iter::successors(last.and_then(entry), |(_, outer)| {
        (*outer != NONE).then(|| entry(*outer as usize)).flatten()
    });
    outwards.filter_map(|(net, _)| net).filter(move |net| net.contains(&address))
}

/// How many entries have a key that is not greater than one.
fn entries_up_to(wanted: &[u8; KEY]) -> usize {
    let (mut low, mut high) = (0, INDEX.len() / ENTRY);
    while low < high {
        let middle = low.midpoint(high);
        match INDEX.get(middle * ENTRY..middle * ENTRY + KEY) {
            Some(found) if found <= wanted.as_slice() => low = middle + 1,
            _ => high = middle,
        }
    }
    low
}

/// An entry: its prefix, and the number of the one around it.
fn entry(number: usize) -> Option<(Option<IpNet>, u32)> {
    let bytes = INDEX.get(number.checked_mul(ENTRY)?..)?;
    let (first, rest) = bytes.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first()?;
    let first = IpAddr::from(*first).to_canonical();
    let length = if first.is_ipv4() { length.checked_sub(96)? } else { *length };
    Some((IpNet::new(first, length).ok(), u32::from_le_bytes(*rest.first_chunk()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_prefix_is_found_around_its_first_and_last_address() {
        let text = super::super::shelf::PREFIXES;
        let prefixes = text.lines().filter_map(|line| line.trim().parse::<IpNet>().ok());
        let mut count = 0;
        for prefix in prefixes {
            let prefix = prefix.trunc();
            for address in [prefix.network(), prefix.broadcast()] {
                assert!(around(address).any(|found| found == prefix), "{prefix}");
            }
            count += 1;
        }
        assert!(count > 1_000, "{count}");
        assert_eq!(around("192.0.2.1".parse().unwrap()).count(), 0);
    }
}
