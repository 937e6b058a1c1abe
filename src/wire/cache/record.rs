//! An answer as bytes: a line of JSON that says what was asked and when, then the bytes received.

use std::io;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::exchange::{Ask, HttpReply, Reply};
use crate::wire::Sent;

/// The version of the format; others are ignored.
const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct CacheHeader {
    /// The version of the format.
    version: u32,
    /// The ask as it displays itself.
    ask: String,
    /// When it was asked.
    learnt: Timestamp,
    /// How long the answer took.
    ms: u64,
    /// The HTTP status; WHOIS has none.
    status: Option<u16>,
    /// The HTTP header fields.
    headers: Vec<(String, String)>,
    /// The length of the body, which shows whether it is whole.
    length: usize,
}

/// Reads the bytes of an answer, and how old it is; `None` if anything is odd about it.
pub(super) fn parse(ask: &Ask, mut bytes: Vec<u8>) -> Option<(Sent, SignedDuration)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let header: CacheHeader = serde_json::from_slice(bytes.get(..end)?).ok()?;
    let body = bytes.split_off(end.checked_add(1)?);
    let age = Timestamp::now().duration_since(header.learnt);
    let sound = header.version == VERSION
        && header.ask == ask.to_string()
        && header.length == body.len()
        && !age.is_negative();
    let reply = match (ask, header.status) {
        (Ask::Http { .. }, Some(status)) => {
            Reply::Http(HttpReply { status, headers: header.headers, body, certificate: None })
        }
        (Ask::Whois { .. }, None) => Reply::Text(body),
        _ => return None,
    };
    sound.then(|| (Sent::then(Ok(reply), header.learnt, header.ms), age))
}

/// The bytes of an answer.
pub(super) fn bytes(ask: &Ask, sent: &Sent, reply: &Reply) -> io::Result<Vec<u8>> {
    let (status, headers, body) = match reply {
        Reply::Http(reply) => (Some(reply.status), reply.headers.clone(), &reply.body),
        Reply::Text(body) => (None, Vec::new(), body),
        Reply::Dns(_) => return Err(io::ErrorKind::Unsupported.into()),
    };
    let header = CacheHeader {
        version: VERSION,
        ask: ask.to_string(),
        learnt: sent.at,
        ms: sent.ms,
        status,
        headers,
        length: body.len(),
    };
    let mut bytes = serde_json::to_vec(&header)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(body);
    Ok(bytes)
}
