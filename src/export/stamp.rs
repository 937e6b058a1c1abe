//! Time stamps (RFC 3161): the query over a digest, and whether a reply is about it. Whether the
//! authority's signature holds is for `openssl ts -verify` to say.

/// SHA-256 as an algorithm identifier.
const SHA256: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];

/// The bytes of a digest in hexadecimal.
fn bytes(hex: &str) -> Vec<u8> {
    let digit = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..hex.len()).step_by(2).filter_map(digit).collect()
}

/// What asks for a stamp over a digest, with the authority's certificate. Without a nonce, so that the
/// same case gives the same query.
pub fn query(digest: &str) -> Vec<u8> {
    let hash = bytes(digest);
    let mut imprint = SHA256.to_vec();
    imprint.extend(tagged(0x04, &hash));
    let mut inside = vec![0x02, 0x01, 0x01];
    inside.extend(tagged(0x30, &imprint));
    inside.extend_from_slice(&[0x01, 0x01, 0xff]);
    tagged(0x30, &inside)
}

/// A value with its tag and length.
fn tagged(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = u8::try_from(value.len()).unwrap_or(u8::MAX);
    let mut out = vec![tag, length];
    out.extend_from_slice(value);
    out
}

/// What is wrong with a reply, if anything: it must grant the stamp, and be about this digest.
pub fn trouble(reply: &[u8], digest: &str) -> Option<&'static str> {
    // PKIStatusInfo is the first thing inside the outer sequence; its status is an integer.
    let inside =
        reply.get(1).map(|first| if first & 0x80 == 0 { 2 } else { 2 + usize::from(first & 0x7f) });
    let status = inside.and_then(|at| reply.get(at..at + 5));
    let granted = matches!(status, Some([0x30, _, 0x02, 0x01, 0 | 1]));
    let hash = bytes(digest);
    let about = reply.windows(hash.len().max(1)).any(|window| window == hash);
    match (reply.first(), granted, about) {
        (Some(0x30), true, true) => None,
        (Some(0x30), true, false) => Some("the stamp is about something else"),
        (Some(0x30), false, _) => Some("the authority did not grant the stamp"),
        _ => Some("the reply is no time stamp"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_is_that_of_the_standard() {
        let digest = crate::model::digest::sha256(b"case");
        let query = query(&digest);
        assert_eq!(query.len(), 59);
        assert_eq!(&query[..5], [0x30, 57, 0x02, 0x01, 0x01]);
        assert_eq!(&query[query.len() - 3..], [0x01, 0x01, 0xff]);
    }

    #[test]
    fn a_reply_is_taken_only_when_it_grants_and_is_about_the_case() {
        let digest = crate::model::digest::sha256(b"case");
        let mut reply = vec![0x30, 0x40, 0x30, 0x03, 0x02, 0x01, 0x00];
        assert_eq!(trouble(&reply, &digest), Some("the stamp is about something else"));
        reply.extend(bytes(&digest));
        assert_eq!(trouble(&reply, &digest), None);
        reply[6] = 2;
        assert_eq!(trouble(&reply, &digest), Some("the authority did not grant the stamp"));
        assert_eq!(trouble(b"<html>", &digest), Some("the reply is no time stamp"));
    }
}
