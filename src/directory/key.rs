//! How the index of prefixes is written, shared with `build.rs`.

use std::net::IpAddr;

use ipnet::IpNet;

/// The bytes of a key: the first address, and the length.
pub(super) const KEY: usize = 17;
/// The bytes before the keys: a bit for each length from 0 to 128.
pub(super) const LENGTHS: usize = 17;

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
