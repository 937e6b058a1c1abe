//! DNS in our own words, so that no library's types leave `wire/live`.
//!
//! [`DnsReply`] and [`Record`] have a text form that case files keep and that reads back to the
//! same value.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// More aliases than this in a row are not followed. Live answers are cut long before, but a case
/// file may hold any number.
const MAX_ALIASES: usize = 64;

/// The record types that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the DNS")]
pub enum RecordKind {
    A,
    Aaaa,
    Caa,
    Ds,
    Https,
    Mx,
    Ns,
    Ptr,
    Soa,
    Txt,
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Caa => "CAA",
            Self::Ds => "DS",
            Self::Https => "HTTPS",
            Self::Mx => "MX",
            Self::Ns => "NS",
            Self::Ptr => "PTR",
            Self::Soa => "SOA",
            Self::Txt => "TXT",
        })
    }
}

/// A response code (RFC 1035 §4.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rcode {
    /// The name exists; the section may still be empty.
    NoError,
    /// The name does not exist, and nothing below it (RFC 8020).
    NxDomain,
    /// The resolver could not find out.
    ServFail,
    /// The server does not want to answer.
    Refused,
    /// Any other code, by number.
    Other(u16),
}

impl fmt::Display for Rcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoError => f.write_str("NOERROR"),
            Self::NxDomain => f.write_str("NXDOMAIN"),
            Self::ServFail => f.write_str("SERVFAIL"),
            Self::Refused => f.write_str("REFUSED"),
            Self::Other(code) => write!(f, "RCODE{code}"),
        }
    }
}

/// The data of a record: what is used, and `Other` for what is not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the DNS")]
pub enum RecordData {
    A(Ipv4Addr),
    Aaaa(Ipv6Addr),
    Caa { flags: u8, tag: String, value: String },
    Cname(String),
    Dname(String),
    Ds(String),
    Https { priority: u16, target: String, hints: Vec<IpAddr> },
    Mx { preference: u16, exchange: String },
    Ns(String),
    Ptr(String),
    Soa { mname: String, rname: String },
    Txt(String),
    Other(String),
}

/// One resource record. Names are lower case without the final dot; the root is `.`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The owner name.
    pub name: String,
    /// Seconds that the record may be kept.
    pub ttl: u32,
    /// Its data.
    pub data: RecordData,
}

/// Why a resolver gives an answer of its own in the place of the zone's (RFC 8914).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocking {
    /// Whoever runs the resolver decided it.
    Blocked,
    /// Somebody else had it decided, such as a court.
    Censored,
    /// The user wished it.
    Filtered,
}

impl Blocking {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Blocked, Self::Censored, Self::Filtered];

    /// Its code among the extended DNS errors.
    pub fn code(self) -> u16 {
        match self {
            Self::Blocked => 15,
            Self::Censored => 16,
            Self::Filtered => 17,
        }
    }

    /// Its word, as the standard has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Censored => "censored",
            Self::Filtered => "filtered",
        }
    }
}

/// A DNS answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsReply {
    /// The response code.
    pub rcode: Rcode,
    /// The AD bit: the resolver vouches for DNSSEC (RFC 6840).
    pub authenticated: bool,
    /// The AA bit: the server itself holds the zone.
    pub authoritative: bool,
    /// That this is not what the zone says, if the server says so.
    pub blocked: Option<Blocking>,
    /// The answer section, in the order received.
    pub answers: Vec<Record>,
    /// The authority section, in the order received.
    pub authorities: Vec<Record>,
}

impl DnsReply {
    /// Follows aliases from `name` by owner name, never by position, and ends at the first name
    /// that is no alias. A loop ends where it closes, and what has no end after `MAX_ALIASES`.
    pub fn chain(&self, name: &str) -> Vec<&str> {
        let mut chain: Vec<&str> = Vec::new();
        let mut at = name;
        while let Some(next) = self.alias(at) {
            if next == name || chain.contains(&next) || chain.len() >= MAX_ALIASES {
                break;
            }
            chain.push(next);
            at = next;
        }
        chain
    }

    /// The target of the alias at a name.
    fn alias(&self, name: &str) -> Option<&str> {
        self.answers.iter().find_map(|record| match &record.data {
            RecordData::Cname(target) if record.name == name => Some(target.as_str()),
            _ => None,
        })
    }

    /// Whether the name itself is an alias.
    pub fn is_alias(&self, name: &str) -> bool {
        self.alias(name).is_some()
    }

    /// The records that a name owns in the answer section.
    pub fn owned<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a RecordData> {
        self.answers.iter().filter(move |record| record.name == name).map(|record| &record.data)
    }

    /// The zone that a negative answer speaks for: the owner of the SOA in the authority section
    /// (RFC 2308).
    pub fn negative_zone(&self) -> Option<&str> {
        self.authorities
            .iter()
            .find(|record| matches!(record.data, RecordData::Soa { .. }))
            .map(|record| record.name.as_str())
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.name, self.ttl)?;
        match &self.data {
            RecordData::A(address) => write!(f, "A {address}"),
            RecordData::Aaaa(address) => write!(f, "AAAA {address}"),
            RecordData::Caa { flags, tag, value } => write!(f, "CAA {flags} {tag} {value}"),
            RecordData::Cname(name) => write!(f, "CNAME {name}"),
            RecordData::Dname(name) => write!(f, "DNAME {name}"),
            RecordData::Ds(data) => write!(f, "DS {data}"),
            RecordData::Https { priority, target, hints } => {
                write!(f, "HTTPS {priority} {target}")?;
                hints.iter().try_for_each(|hint| write!(f, " {hint}"))
            }
            RecordData::Mx { preference, exchange } => write!(f, "MX {preference} {exchange}"),
            RecordData::Ns(name) => write!(f, "NS {name}"),
            RecordData::Ptr(name) => write!(f, "PTR {name}"),
            RecordData::Soa { mname, rname } => write!(f, "SOA {mname} {rname}"),
            RecordData::Txt(text) => write!(f, "TXT {text}"),
            RecordData::Other(kind) => write!(f, "OTHER {kind}"),
        }
    }
}

impl FromStr for Record {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let odd = || format!("not a record: {line}");
        let mut fields = line.splitn(4, ' ');
        let (Some(name), Some(ttl), Some(kind)) = (fields.next(), fields.next(), fields.next())
        else {
            return Err(odd());
        };
        let rest = fields.next().unwrap_or_default();
        let pair = || rest.split_once(' ').ok_or_else(odd);
        let data = match kind {
            "A" => RecordData::A(rest.parse().map_err(|_| odd())?),
            "AAAA" => RecordData::Aaaa(rest.parse().map_err(|_| odd())?),
            "CAA" => caa(rest).ok_or_else(odd)?,
            "CNAME" => RecordData::Cname(rest.to_owned()),
            "DNAME" => RecordData::Dname(rest.to_owned()),
            "DS" => RecordData::Ds(rest.to_owned()),
            "HTTPS" => https(rest).ok_or_else(odd)?,
            "MX" => {
                let (preference, exchange) = pair()?;
                RecordData::Mx {
                    preference: preference.parse().map_err(|_| odd())?,
                    exchange: exchange.to_owned(),
                }
            }
            "NS" => RecordData::Ns(rest.to_owned()),
            "PTR" => RecordData::Ptr(rest.to_owned()),
            "SOA" => {
                let (mname, rname) = pair()?;
                RecordData::Soa { mname: mname.to_owned(), rname: rname.to_owned() }
            }
            "TXT" => RecordData::Txt(rest.to_owned()),
            "OTHER" => RecordData::Other(rest.to_owned()),
            _ => return Err(odd()),
        };
        Ok(Self { name: name.to_owned(), ttl: ttl.parse().map_err(|_| odd())?, data })
    }
}

/// Reads the data of a CAA record: `FLAGS TAG VALUE`.
fn caa(text: &str) -> Option<RecordData> {
    let mut fields = text.splitn(3, ' ');
    let (flags, tag) = (fields.next()?.parse().ok()?, fields.next()?.to_owned());
    Some(RecordData::Caa { flags, tag, value: fields.next().unwrap_or_default().to_owned() })
}

/// Reads the data of an HTTPS record: `PRIORITY TARGET ADDRESS …`, the addresses being hints.
fn https(text: &str) -> Option<RecordData> {
    let mut fields = text.split(' ');
    let (priority, target) = (fields.next()?.parse().ok()?, fields.next()?.to_owned());
    let hints = fields.map(|hint| hint.parse().ok()).collect::<Option<Vec<IpAddr>>>()?;
    Some(RecordData::Https { priority, target, hints })
}

impl fmt::Display for DnsReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.rcode)?;
        if self.authoritative {
            f.write_str(" aa")?;
        }
        if self.authenticated {
            f.write_str(" ad")?;
        }
        if let Some(blocked) = self.blocked {
            write!(f, " {}", blocked.word())?;
        }
        for record in &self.answers {
            write!(f, "\nanswer {record}")?;
        }
        for record in &self.authorities {
            write!(f, "\nauthority {record}")?;
        }
        Ok(())
    }
}

impl FromStr for DnsReply {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        let head = lines.next().unwrap_or_default();
        let mut flags = head.split(' ');
        let rcode = match flags.next().unwrap_or_default() {
            "NOERROR" => Rcode::NoError,
            "NXDOMAIN" => Rcode::NxDomain,
            "SERVFAIL" => Rcode::ServFail,
            "REFUSED" => Rcode::Refused,
            other => other
                .strip_prefix("RCODE")
                .and_then(|code| code.parse().ok())
                .map(Rcode::Other)
                .ok_or_else(|| format!("not a response code: {head}"))?,
        };
        let flags: Vec<&str> = flags.collect();
        let mut reply = Self {
            rcode,
            authenticated: flags.contains(&"ad"),
            authoritative: flags.contains(&"aa"),
            blocked: Blocking::ALL.into_iter().find(|why| flags.contains(&why.word())),
            answers: Vec::new(),
            authorities: Vec::new(),
        };
        for line in lines {
            match line.split_once(' ') {
                Some(("answer", record)) => reply.answers.push(record.parse()?),
                Some(("authority", record)) => reply.authorities.push(record.parse()?),
                _ => return Err(format!("not a line of a DNS answer: {line}")),
            }
        }
        Ok(reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAIN: &str = "NOERROR ad\n\
        answer b.example 60 CNAME c.example\n\
        answer a.example 60 CNAME b.example\n\
        answer c.example 60 A 192.0.2.1\n\
        authority c.example 60 SOA ns.c.example host.c.example";

    #[test]
    fn a_reply_reads_back_to_itself() {
        let reply: DnsReply = CHAIN.parse().expect("the text form reads back");
        assert_eq!(reply.to_string(), CHAIN);
    }

    #[test]
    fn aliases_are_followed_by_owner_name_in_whatever_order_they_came() {
        let reply: DnsReply = CHAIN.parse().expect("reads");
        assert_eq!(reply.chain("a.example"), ["b.example", "c.example"]);
    }

    #[test]
    fn a_loop_of_aliases_ends_where_it_closes() {
        let reply: DnsReply =
            "NOERROR\nanswer a.example 1 CNAME b.example\nanswer b.example 1 CNAME a.example"
                .parse()
                .expect("reads");
        assert_eq!(reply.chain("a.example"), ["b.example"]);
    }

    #[test]
    fn aliases_without_end_are_not_followed_to_it() {
        let aliases = (0..100).map(|n| format!("\nanswer {n}.example 1 CNAME {}.example", n + 1));
        let reply: DnsReply =
            format!("NOERROR{}", aliases.collect::<String>()).parse().expect("reads");
        assert_eq!(reply.chain("0.example").len(), MAX_ALIASES);
        assert!(reply.is_alias("64.example"));
    }
}
