//! Identifiers that follow from what they name, so that the same case gives the same ones.

use crate::model::digest::sha256;

/// An identifier of the form of UUID version 8 (RFC 9562): made of a digest.
pub fn named(kind: &str, name: &str) -> String {
    form(&sha256(format!("{kind}\0{name}").as_bytes()), '8')
}

/// An identifier of the form of version 4, for readers that take no other.
pub fn as_if_random(kind: &str, name: &str) -> String {
    form(&sha256(format!("{kind}\0{name}").as_bytes()), '4')
}

/// Digits in the form of a UUID.
fn form(hex: &str, version: char) -> String {
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-{version}{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}
