//! Which prefixes the embedded table holds, found without writing any of them as text.
//!
//! `build.rs` writes the index with the same key: first a bit for each length that occurs, then
//! all keys, sorted.

use std::net::IpAddr;

use ipnet::IpNet;

use super::key::{KEY, LENGTHS, key};

/// The index.
const INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prefixes.idx"));

/// The embedded prefixes that an address is in, the longest first.
pub(super) fn around(address: IpAddr) -> impl Iterator<Item = IpNet> {
    let address = address.to_canonical();
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let shift = if address.is_ipv4() { 96 } else { 0 };
    let (lengths, keys) = INDEX.split_at_checked(LENGTHS).unwrap_or_default();
    (1..=longest).rev().filter_map(move |length: u8| {
        let bit = usize::from(length) + shift;
        let occurs = lengths.get(bit / 8).is_some_and(|byte| byte & (1 << (bit % 8)) != 0);
        let net = if occurs { IpNet::new(address, length).ok()?.trunc() } else { return None };
        has(keys, &key(net)).then_some(net)
    })
}

/// Whether a key is among sorted ones.
fn has(keys: &[u8], wanted: &[u8; KEY]) -> bool {
    let (mut low, mut high) = (0, keys.len() / KEY);
    while low < high {
        let middle = low.midpoint(high);
        match keys.get(middle * KEY..(middle + 1) * KEY) {
            Some(found) if found < wanted.as_slice() => low = middle + 1,
            Some(found) if found == wanted.as_slice() => return true,
            _ => high = middle,
        }
    }
    false
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
