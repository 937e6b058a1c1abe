//! DNS messages to and from our own words: a [`Question`] makes the one and reads the other.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;

use hickory_resolver::proto::dnssec::rdata::DNSSECRData;
use hickory_resolver::proto::op::{Edns, Message, Query, ResponseCode};
use hickory_resolver::proto::rr::rdata::opt::EdnsOption;
use hickory_resolver::proto::rr::rdata::svcb::SvcParamValue;
use hickory_resolver::proto::rr::rdata::{HTTPS, TXT};
use hickory_resolver::proto::rr::{DNSClass, Name, RData, Record as WireRecord, RecordType};
use hickory_resolver::proto::serialize::binary::{BinDecodable, BinDecoder};

use crate::model::dns::{Blocking, DnsReply, Rcode, Record, RecordData, RecordKind};
use crate::model::exchange::Failure;

/// The largest datagram that passes everywhere (DNS flag day 2020).
const DATAGRAM: u16 = 1232;
/// Aliases of one answer that are followed.
const ALIASES: usize = 32;
/// Records of one section that are kept.
const RECORDS: usize = 256;
/// Characters of one TXT record that are kept.
const TEXT: usize = 4096;
/// The number of the DNAME type, which the library does not decode.
const DNAME: u16 = 39;

/// What is asked, ready to be sent.
pub(super) struct Question {
    /// The name and type as the library wants them.
    query: Query,
    /// The type in our own words.
    kind: RecordKind,
    /// Whether a resolver is asked, which finds the answer elsewhere.
    recursion: bool,
}

impl Question {
    /// Makes a question, unless the name is none.
    pub(super) fn new(name: &str, kind: RecordKind, recursion: bool) -> Result<Self, Failure> {
        let mut asked = Name::from_labels(labels(name)).map_err(|_| Failure::Unreachable {
            detail: format!("{name} is no name to ask for"),
        })?;
        asked.set_fqdn(true);
        Ok(Self { query: Query::query(asked, record_type(kind)), kind, recursion })
    }

    /// Makes the message. The AD bit asks a resolver to say whether it validated (RFC 6840).
    pub(super) fn message(&self, extended: bool) -> Message {
        let mut message = Message::query();
        message.metadata.recursion_desired = self.recursion;
        message.metadata.authentic_data = self.recursion;
        message.add_query(self.query.clone());
        if extended {
            let mut edns = Edns::new();
            edns.set_max_payload(DATAGRAM);
            message.set_edns(edns);
        }
        message
    }

    /// Reads an answer. Records that nobody asked for are left out: those of names that the
    /// question does not lead to, those of other types, and delegations that a resolver throws in.
    pub(super) fn read(&self, message: &Message) -> Result<DnsReply, Failure> {
        let rcode = rcode(message.metadata.response_code);
        let says_something = matches!(rcode, Rcode::NoError | Rcode::NxDomain);
        let echoed = match message.queries.as_slice() {
            [echo] => *echo == self.query,
            [] => !says_something,
            _ => false,
        };
        if !echoed {
            let detail = "the answer is to another question".to_owned();
            return Err(Failure::Garbled { detail });
        }
        let answers: Vec<Record> = message.answers.iter().filter_map(record).collect();
        let authorities = message.authorities.iter().filter_map(record);
        let names = reachable(&name(self.query.name()), &answers);
        let given = answers.len();
        let answers: Vec<Record> = answers
            .into_iter()
            .filter(|record| self.wants_answer(record, &names))
            .take(RECORDS)
            .collect();
        if given > 0 && answers.is_empty() {
            // Taken for an empty answer it would read as "there is none".
            let detail = "none of the records in it is of the type asked for".to_owned();
            return Err(Failure::Garbled { detail });
        }
        Ok(DnsReply {
            rcode,
            authenticated: message.metadata.authentic_data,
            authoritative: message.metadata.authoritative,
            blocked: blocked(message),
            authorities: authorities
                .filter(|record| self.wants_authority(record, &names))
                .take(RECORDS)
                .collect(),
            answers,
        })
    }

    /// Whether a record of the answer section belongs to the answer.
    fn wants_answer(&self, record: &Record, names: &HashSet<String>) -> bool {
        match &record.data {
            RecordData::Dname(_) => concerns(&record.name, names),
            RecordData::Cname(_) => names.contains(&record.name),
            data => is_of(data, self.kind) && names.contains(&record.name),
        }
    }

    /// Whether a record of the authority section belongs to the answer.
    fn wants_authority(&self, record: &Record, names: &HashSet<String>) -> bool {
        (!self.recursion || matches!(record.data, RecordData::Soa { .. }))
            && concerns(&record.name, names)
    }
}

/// The number of the option with extended errors, which the library does not decode.
const EXTENDED_ERROR: u16 = 15;

/// That the answer is not what the zone says, if the server says so in an extended error.
fn blocked(message: &Message) -> Option<Blocking> {
    let options = message.edns.as_ref()?.options();
    options.as_ref().iter().find_map(|(code, option)| match option {
        EdnsOption::Unknown(_, bytes) if u16::from(*code) == EXTENDED_ERROR => {
            let code = u16::from_be_bytes(*bytes.first_chunk()?);
            Blocking::ALL.into_iter().find(|why| why.code() == code)
        }
        _ => None,
    })
}

/// Whether data is of the type asked for.
pub(super) fn is_of(data: &RecordData, kind: RecordKind) -> bool {
    matches!(
        (data, kind),
        (RecordData::A(_), RecordKind::A)
            | (RecordData::Aaaa(_), RecordKind::Aaaa)
            | (RecordData::Caa { .. }, RecordKind::Caa)
            | (RecordData::Ds(_), RecordKind::Ds)
            | (RecordData::Https { .. }, RecordKind::Https)
            | (RecordData::Mx { .. }, RecordKind::Mx)
            | (RecordData::Ns(_), RecordKind::Ns)
            | (RecordData::Ptr(_), RecordKind::Ptr)
            | (RecordData::Soa { .. }, RecordKind::Soa)
            | (RecordData::Txt(_), RecordKind::Txt)
    )
}

/// The name asked for and every alias that leads on from it.
fn reachable(asked: &str, answers: &[Record]) -> HashSet<String> {
    let aliases: HashMap<&str, &str> = answers
        .iter()
        .filter_map(|record| match &record.data {
            RecordData::Cname(target) => Some((record.name.as_str(), target.as_str())),
            _ => None,
        })
        .collect();
    let mut names = HashSet::from([asked.to_owned()]);
    let mut at = asked;
    while let Some(next) = aliases.get(at).filter(|_| names.len() <= ALIASES) {
        if !names.insert((*next).to_owned()) {
            break;
        }
        at = next;
    }
    names
}

/// Whether one of the names is the zone's own or below it.
fn concerns(zone: &str, names: &HashSet<String>) -> bool {
    names.iter().any(|name| is_within(name, zone))
}

/// Whether a name is a zone's own or below it.
fn is_within(name: &str, zone: &str) -> bool {
    zone == "."
        || name
            .strip_suffix(zone)
            .is_some_and(|rest| rest.is_empty() || (rest.ends_with('.') && !rest.ends_with("\\.")))
}

/// One record in our own words; `None` for other classes.
fn record(record: &WireRecord) -> Option<Record> {
    (record.dns_class == DNSClass::IN).then(|| Record {
        name: name(&record.name),
        ttl: record.ttl,
        data: data(&record.data),
    })
}

/// The data of a record in our own words.
fn data(data: &RData) -> RecordData {
    match data {
        RData::A(address) => RecordData::A(address.0),
        RData::AAAA(address) => RecordData::Aaaa(address.0),
        RData::CNAME(target) => RecordData::Cname(name(&target.0)),
        RData::NS(target) => RecordData::Ns(name(&target.0)),
        RData::PTR(target) => RecordData::Ptr(name(&target.0)),
        RData::MX(mx) => RecordData::Mx { preference: mx.preference, exchange: name(&mx.exchange) },
        RData::SOA(soa) => RecordData::Soa { mname: name(&soa.mname), rname: name(&soa.rname) },
        RData::TXT(txt) => RecordData::Txt(text(txt)),
        RData::CAA(caa) => RecordData::Caa {
            flags: caa.flags(),
            tag: printable(caa.tag.as_bytes()).replace(' ', "\\032"),
            value: printable(&caa.value),
        },
        RData::HTTPS(HTTPS(service)) => RecordData::Https {
            priority: service.svc_priority,
            target: name(&service.target_name),
            hints: service.svc_params.iter().flat_map(|(_, value)| hints(value)).collect(),
        },
        RData::DNSSEC(DNSSECRData::DS(ds)) => RecordData::Ds(ds.to_string()),
        RData::Unknown { code, rdata } if u16::from(*code) == DNAME => dname(&rdata.anything),
        other => RecordData::Other(other.record_type().to_string()),
    }
}

/// The addresses that a parameter of a service gives as hints (RFC 9460 §7.3).
fn hints(value: &SvcParamValue) -> Vec<IpAddr> {
    match value {
        SvcParamValue::Ipv4Hint(hint) => hint.0.iter().map(|address| address.0.into()).collect(),
        SvcParamValue::Ipv6Hint(hint) => hint.0.iter().map(|address| address.0.into()).collect(),
        _ => Vec::new(),
    }
}

/// The target of a DNAME, which is never compressed (RFC 6672 §2.5).
fn dname(bytes: &[u8]) -> RecordData {
    match Name::read(&mut BinDecoder::new(bytes)) {
        Ok(target) => RecordData::Dname(name(&target)),
        Err(_) => RecordData::Other("DNAME".to_owned()),
    }
}

/// The strings of a TXT record run together.
fn text(record: &TXT) -> String {
    let bytes: Vec<u8> = record.txt_data.iter().flat_map(|part| part.iter().copied()).collect();
    printable(&bytes)
}

/// Bytes as text; what is not printable as `\DDD` (RFC 1035 §5.1).
fn printable(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\\' => text.push_str("\\\\"),
                _ if character.is_control() => {
                    let mut buffer = [0; 4];
                    escape(&mut text, character.encode_utf8(&mut buffer).as_bytes());
                }
                _ => text.push(character),
            }
            if text.len() >= TEXT {
                return text;
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

/// Writes bytes as `\DDD`.
fn escape(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        text.push('\\');
        text.extend([byte / 100, byte / 10 % 10, byte % 10].map(|digit| char::from(b'0' + digit)));
    }
}

/// A name in lower case without the final dot; the root is `.`.
fn name(name: &Name) -> String {
    let labels: Vec<String> = name.iter().map(label).collect();
    if labels.is_empty() { ".".to_owned() } else { labels.join(".") }
}

/// A label in lower case; dots, backslashes and what is not printable are escaped.
fn label(bytes: &[u8]) -> String {
    let mut label = String::new();
    for byte in bytes {
        match byte {
            b'.' | b'\\' => label.extend(['\\', char::from(*byte)]),
            0x21..=0x7e => label.push(char::from(byte.to_ascii_lowercase())),
            _ => escape(&mut label, &[*byte]),
        }
    }
    label
}

/// The labels of a name that is written as [`name`] writes it.
fn labels(name: &str) -> Vec<Vec<u8>> {
    let mut labels = vec![Vec::new()];
    let mut bytes = name.strip_suffix('.').unwrap_or(name).bytes();
    if name.is_empty() || name == "." {
        return Vec::new();
    }
    while let Some(byte) = bytes.next() {
        if byte == b'.' {
            labels.push(Vec::new());
            continue;
        }
        let byte = if byte == b'\\' { unescape(&mut bytes) } else { byte };
        if let Some(label) = labels.last_mut() {
            label.push(byte);
        }
    }
    labels
}

/// The byte that an escape stands for, its backslash being read.
fn unescape(bytes: &mut std::str::Bytes<'_>) -> u8 {
    let digits: Option<Vec<u8>> = bytes
        .clone()
        .take(3)
        .map(|byte| byte.is_ascii_digit().then_some(byte.wrapping_sub(b'0')))
        .collect();
    match digits.as_deref() {
        Some([hundreds, tens, ones]) => {
            let value = u16::from(*hundreds) * 100 + u16::from(*tens) * 10 + u16::from(*ones);
            bytes.nth(2);
            u8::try_from(value).unwrap_or(b'?')
        }
        _ => bytes.next().unwrap_or(b'\\'),
    }
}

/// The library's word for a record type.
fn record_type(kind: RecordKind) -> RecordType {
    match kind {
        RecordKind::A => RecordType::A,
        RecordKind::Aaaa => RecordType::AAAA,
        RecordKind::Caa => RecordType::CAA,
        RecordKind::Ds => RecordType::DS,
        RecordKind::Https => RecordType::HTTPS,
        RecordKind::Mx => RecordType::MX,
        RecordKind::Ns => RecordType::NS,
        RecordKind::Ptr => RecordType::PTR,
        RecordKind::Soa => RecordType::SOA,
        RecordKind::Txt => RecordType::TXT,
    }
}

/// Our word for a response code.
fn rcode(code: ResponseCode) -> Rcode {
    match code {
        ResponseCode::NoError => Rcode::NoError,
        ResponseCode::NXDomain => Rcode::NxDomain,
        ResponseCode::ServFail => Rcode::ServFail,
        ResponseCode::Refused => Rcode::Refused,
        other => Rcode::Other(other.into()),
    }
}

#[cfg(test)]
mod tests;
