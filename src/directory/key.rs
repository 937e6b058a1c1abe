//! How the index of prefixes is written, shared with `build.rs`: entries of one length, sorted.

use std::net::IpAddr;

use ipnet::IpNet;

/// The bytes of a key: the first address, and the length.
pub(super) const KEY: usize = 17;
/// The bytes of an entry: its key, and the number of the smallest prefix around it.
pub(super) const ENTRY: usize = KEY + 4;
/// The number that stands for none.
pub(super) const NONE: u32 = u32::MAX;

/// The key of a prefix; those of IPv4 stand where they are mapped into IPv6.
pub(super) fn key(net: IpNet) -> [u8; KEY] {
    let (first, length) = match net.network() {
        IpAddr::V4(first) => (first.to_ipv6_mapped(), net.prefix_len() + 96),
        IpAddr::V6(first) => (first, net.prefix_len()),
    };
    let mut key = [0; KEY];
    key[..16].copy_from_slice(&first.octets());
    key[16] = length;
    key
}
