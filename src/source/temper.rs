//! Tells what a reply is to its question: a record, its absence, a plea for fewer questions, a
//! refusal, or rubbish.
//!
//! What was read for that is kept beside the reply. The verdicts are those of the readers, so that whoever keeps, repeats or spaces questions
//! cannot think otherwise of a reply than whoever reads it.

use std::net::IpAddr;
use std::time::Duration;

use jiff::Timestamp;

use super::rdap::bootstrap::Kind;
use super::{rdap, whois};
use crate::model::answer::Misread;
use crate::model::dns::{DnsReply, Rcode};
use crate::model::exchange::{Ask, HttpReply, Reply, RequestPurpose};
use crate::model::reading::Reading;
use crate::model::temper::Temper;

/// The server whose records are about top-level domains and about who has which numbers.
const IANA: &str = "whois.iana.org";

/// What a reply is to its question; `at` is the time it was asked, for servers that name a time
/// of day.
pub fn temper(ask: &Ask, reply: &Reply, at: Timestamp, reading: &Reading) -> Temper {
    match (ask, reply) {
        (Ask::Dns { .. }, Reply::Dns(reply)) => of_dns(reply),
        (
            Ask::Http { purpose: RequestPurpose::Site | RequestPurpose::Ranges, .. },
            Reply::Http(reply),
        ) => {
            if reply.status == 429 {
                Temper::Busy(retry_after(reply, at))
            } else {
                Temper::Record
            }
        }
        (Ask::Http { url, purpose }, Reply::Http(reply)) => match reply.status {
            429 => Temper::Busy(retry_after(reply, at)),
            301 | 302 | 303 | 307 | 308 if reply.header("location").is_some() => Temper::Record,
            _ if *purpose == RequestPurpose::Bootstrap => of_list(url, reply, reading),
            _ => of_object(url, reply, at, reading),
        },
        (Ask::Whois { server, query }, Reply::Text(body)) => of_text(server, query, body, reading),
        (Ask::Database { .. }, Reply::Text(_)) => Temper::Record,
        _ => Temper::Rubbish,
    }
}

/// What a resolver's reply is.
fn of_dns(reply: &DnsReply) -> Temper {
    match reply.rcode {
        _ if reply.blocked.is_some() => Temper::Refused,
        Rcode::NoError if reply.answers.is_empty() => Temper::Absent,
        Rcode::NoError => Temper::Record,
        Rcode::NxDomain => Temper::Absent,
        Rcode::Refused => Temper::Refused,
        _ => Temper::Rubbish,
    }
}

/// What a list of RDAP servers is.
fn of_list(url: &str, reply: &HttpReply, reading: &Reading) -> Temper {
    let kinds = [Kind::Dns, Kind::Ipv4, Kind::Ipv6, Kind::Asn];
    let list = kinds.into_iter().find(|kind| url.ends_with(kind.file_name()));
    match list {
        Some(kind) => verdict(&reading.of(kind.file_name(), || rdap::bootstrap::read(kind, reply))),
        None => Temper::Rubbish,
    }
}

/// What an RDAP object is, by the reader of the kind that its path names.
fn of_object(url: &str, reply: &HttpReply, at: Timestamp, reading: &Reading) -> Temper {
    let mut parts = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/').rsplit('/');
    let last = parts.next().unwrap_or_default();
    let before = parts.next().unwrap_or_default();
    // A prefix has its length behind one more slash.
    let (kind, object) = match (last.parse::<u8>(), before.parse::<IpAddr>()) {
        (Ok(_), Ok(_)) => (parts.next().unwrap_or_default(), before),
        _ => (before, last),
    };
    let verdict = match kind {
        // Whoever asked goes by the name in lower case, however the link spells it.
        "domain" => {
            let name = object.to_ascii_lowercase();
            verdict(&reading.of(&name, || rdap::read_domain(reply, &name)))
        }
        "ip" => match object.parse() {
            Ok(address) => verdict(&reading.of(object, || rdap::read_network(reply, address))),
            Err(_) => Temper::Rubbish,
        },
        "autnum" => match object.parse() {
            Ok(number) => verdict(&reading.of(object, || rdap::read_autnum(reply, number))),
            Err(_) => Temper::Rubbish,
        },
        _ => verdict(&reading.of("", || rdap::read_entity(reply))),
    };
    if let Temper::Busy(_) = verdict { Temper::Busy(retry_after(reply, at)) } else { verdict }
}

/// What a WHOIS text is, by the reader of what the query is about.
fn of_text(server: &str, query: &str, body: &[u8], reading: &Reading) -> Temper {
    let object = query.rsplit(' ').next().unwrap_or(query).trim_end_matches("/e");
    let is_number = is_number(object);
    let verdict = match server.eq_ignore_ascii_case(IANA) {
        true if is_number => verdict(&whois::read_referral(body)),
        true => verdict(&reading.of(object, || whois::read_tld(body))),
        false if is_number => {
            verdict(&reading.of(object, || whois::read_number(server, body, object)))
        }
        false => verdict(&reading.of(object, || whois::read_domain(server, body, object))),
    };
    match verdict {
        Temper::Busy(_) => Temper::Busy(patience::said(&String::from_utf8_lossy(body))),
        other => other,
    }
}

/// Whether a query is about an address, a prefix or an AS number.
fn is_number(object: &str) -> bool {
    let digits = object.trim_start_matches(['A', 'a']).trim_start_matches(['S', 's']);
    let address = object.split('/').next().unwrap_or(object);
    address.parse::<IpAddr>().is_ok()
        || (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A reader's word in one of five.
fn verdict<T>(read: &Result<Option<T>, Misread>) -> Temper {
    match read {
        Ok(Some(_)) => Temper::Record,
        Ok(None) => Temper::Absent,
        Err(Misread::RateLimited) => Temper::Busy(None),
        Err(Misread::Denied(_) | Misread::Blocked(_)) => Temper::Refused,
        Err(Misread::Malformed(_) | Misread::ServerError(_)) => Temper::Rubbish,
    }
}

/// What `Retry-After` says: seconds, or a date (RFC 9110 §10.2.3), which is measured by the
/// server's own clock where it tells it.
fn retry_after(reply: &HttpReply, at: Timestamp) -> Option<Duration> {
    let value = reply.header("retry-after")?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = |text: &str| jiff::fmt::rfc2822::parse(text.trim()).ok().map(|at| at.timestamp());
    let now = reply.header("date").and_then(date).unwrap_or(at);
    Some(Duration::try_from(date(value)?.duration_since(now)).unwrap_or_default())
}

mod patience;

#[cfg(test)]
mod tests;
