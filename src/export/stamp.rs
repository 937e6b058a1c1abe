//! Time stamps (RFC 3161): the query over a digest, and whether a reply is a stamp of it: granted, over
//! this digest, with this nonce, signed by the certificate that came with it, which is one for time
//! stamps. Who vouches for that certificate is for `openssl ts -verify -CAfile` to say.

mod der;
mod token;

use self::der::{first, value};

/// SHA-256 as an algorithm identifier.
const SHA256: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];

/// The bytes of a digest in hexadecimal.
fn bytes(hex: &str) -> Vec<u8> {
    let digit = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..hex.len()).step_by(2).filter_map(digit).collect()
}

/// A number that nobody foresaw, which the reply to a query repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nonce([u8; 8]);

impl Nonce {
    /// The nonce of some random bytes: a positive number whose first byte is not zero.
    pub fn of(mut random: [u8; 8]) -> Self {
        random[0] = random[0] & 0x3f | 0x40;
        Self(random)
    }
}

/// What asks for a stamp over a digest, with the authority's certificate. A query that is kept for
/// later has no nonce, so that the same case gives the same query.
pub fn query(digest: &str, nonce: Option<Nonce>) -> Vec<u8> {
    let mut imprint = SHA256.to_vec();
    imprint.extend(value(0x04, &bytes(digest)));
    let mut inside = vec![0x02, 0x01, 0x01];
    inside.extend(value(0x30, &imprint));
    if let Some(Nonce(nonce)) = nonce {
        inside.extend(value(0x02, &nonce));
    }
    inside.extend_from_slice(&[0x01, 0x01, 0xff]);
    value(0x30, &inside)
}

/// A stamp that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// When, as the authority says.
    pub at: String,
    /// The name in the certificate that signed it.
    pub by: String,
}

/// The stamp of a reply, or what is wrong with it.
pub fn stamped(reply: &[u8], digest: &str, nonce: Option<Nonce>) -> Result<Stamped, &'static str> {
    let no_stamp = "the reply is no time stamp";
    let (reply, rest) = first(reply).ok_or(no_stamp)?;
    let parts = reply.parts(0x30).filter(|_| rest.is_empty()).ok_or(no_stamp)?;
    let status = parts.first().and_then(|info| info.parts(0x30)).ok_or(no_stamp)?;
    if !matches!(status.first().and_then(|status| status.tagged(0x02)), Some([0 | 1])) {
        return Err("the authority did not grant the stamp");
    }
    let token = parts.get(1).ok_or(no_stamp)?;
    let stamp = token::verified(*token)?;
    if value(0x06, stamp.algorithm) != SHA256[2..13] || stamp.imprint != bytes(digest) {
        return Err("the stamp is about something else");
    }
    if nonce.is_some_and(|Nonce(nonce)| stamp.nonce != Some(&nonce)) {
        return Err("the stamp answers another query");
    }
    Ok(Stamped { at: written(&stamp.at), by: stamp.by })
}

/// A time as people read it: `2026-11-28 14:02:54 UTC`.
fn written(at: &str) -> String {
    let part = |from: usize, to: usize| at.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-{} {}:{}:{} UTC",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
        part(12, 14)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::digest::sha256;

    /// What was stamped, by an authority that `openssl ts` plays; `openssl ts -verify` takes both.
    const TEXT: &[u8] = include_bytes!("../../fixtures/stamps/stamped.txt");
    /// Signed with RSA.
    const RSA: &[u8] = include_bytes!("../../fixtures/stamps/rsa.tsr");
    /// Signed on P-256.
    const EC: &[u8] = include_bytes!("../../fixtures/stamps/ec.tsr");

    #[test]
    fn the_query_is_that_of_the_standard() {
        let digest = sha256(b"case");
        let plain = query(&digest, None);
        assert_eq!(plain.len(), 59);
        assert_eq!(&plain[..5], [0x30, 57, 0x02, 0x01, 0x01]);
        assert_eq!(&plain[plain.len() - 3..], [0x01, 0x01, 0xff]);
        let with = query(&digest, Some(Nonce::of([0xff; 8])));
        assert_eq!(with.len(), 69);
        assert_eq!(&with[56..59], [0x02, 8, 0x7f]);
    }

    #[test]
    fn a_stamp_holds_for_what_was_stamped_and_for_nothing_else() {
        for (reply, by) in [(RSA, "Example stamps (rsa)"), (EC, "Example stamps (ec)")] {
            let stamp = stamped(reply, &sha256(TEXT), None).expect("holds");
            assert!(stamp.by.contains(by), "{stamp:?}");
            assert!(stamp.at.starts_with("2026-") && stamp.at.ends_with(" UTC"), "{stamp:?}");
            assert_eq!(
                stamped(reply, &sha256(b"else"), None),
                Err("the stamp is about something else")
            );
            assert_eq!(
                stamped(reply, &sha256(TEXT), Some(Nonce::of([7; 8]))),
                Err("the stamp answers another query")
            );
        }
    }

    #[test]
    fn no_changed_byte_of_what_is_signed_passes() {
        let digest = sha256(TEXT);
        let at = |needle: &[u8]| RSA.windows(needle.len()).position(|part| part == needle);
        // The stamp itself, then the signed attributes, and the signature, which ends the reply.
        let stamp = at(&bytes(&digest)).expect("is there");
        let end = RSA.len();
        for place in (stamp..stamp + 60).chain(end - 430..end - 275).chain(end - 256..end) {
            let mut changed = RSA.to_vec();
            changed[place] ^= 1;
            assert!(stamped(&changed, &digest, None).is_err(), "byte {place} was changed");
        }
    }

    #[test]
    fn a_certificate_for_something_else_stamps_nothing() {
        let usage = [0x2b, 6, 1, 5, 5, 7, 3, 8];
        let at = RSA.windows(8).position(|part| part == usage).expect("is there");
        let mut changed = RSA.to_vec();
        changed[at + 7] = 1;
        assert_eq!(
            stamped(&changed, &sha256(TEXT), None),
            Err("the certificate is not one for time stamps")
        );
    }

    #[test]
    fn whatever_is_no_stamp_says_so() {
        let digest = sha256(TEXT);
        for reply in
            [&b""[..], b"<html>", &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &RSA[..RSA.len() - 1]]
        {
            assert_eq!(stamped(reply, &digest, None), Err("the reply is no time stamp"));
        }
        let refused = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02];
        assert_eq!(stamped(&refused, &digest, None), Err("the authority did not grant the stamp"));
        for cut in 0..RSA.len() {
            let mut short = RSA[..cut].to_vec();
            assert!(stamped(&short, &digest, None).is_err());
            short.resize(RSA.len(), 0);
            assert!(stamped(&short, &digest, None).is_err());
        }
    }
}
