//! What crosses the wire: [`Ask`] goes out, [`Reply`] or [`Failure`] comes back, and the three
//! together with the time are an [`Exchange`], the unit of a case file.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::dns::{DnsReply, RecordKind};

/// One question, complete enough to be put again by somebody else.
///
/// Its [`Display`](fmt::Display) form is the key under which a case file keeps the answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ask {
    /// A DNS question to a resolver or, with `--probe`, to one name server.
    Dns {
        /// The name asked about: lower-case A-labels without a final dot.
        name: String,
        /// The record type asked for.
        kind: RecordKind,
        /// Whom to ask.
        server: DnsServer,
    },
    /// An HTTP GET. Redirects are replies; whoever asked decides whether to follow.
    Http {
        /// The whole URL.
        url: String,
        /// What the request is for, which decides its header and what may be refused.
        purpose: RequestPurpose,
    },
    /// A row of the user's own database of origins (`--asn-db`).
    Database {
        /// The address to look up.
        address: IpAddr,
    },
    /// One hop of WHOIS (RFC 3912).
    Whois {
        /// `host` or `host:port`.
        server: String,
        /// The query line without its line end.
        query: String,
    },
}

impl Ask {
    /// A question for the user's resolver.
    pub fn dns(name: impl Into<String>, kind: RecordKind) -> Self {
        Self::Dns { name: name.into(), kind, server: DnsServer::Resolver }
    }

    /// A question for one of several resolvers.
    pub fn view(name: impl Into<String>, kind: RecordKind, resolver: impl Into<String>) -> Self {
        Self::Dns { name: name.into(), kind, server: DnsServer::View(resolver.into()) }
    }

    /// A request for an RDAP object.
    pub fn rdap(url: impl Into<String>) -> Self {
        Self::Http { url: url.into(), purpose: RequestPurpose::Rdap }
    }

    /// A query to a WHOIS server.
    pub fn whois(server: impl Into<String>, query: impl Into<String>) -> Self {
        Self::Whois { server: server.into(), query: query.into() }
    }

    /// The protocol's name as output spells it.
    pub fn protocol(&self) -> &'static str {
        match self {
            Self::Dns { .. } => "dns",
            Self::Http { purpose: RequestPurpose::Rdap | RequestPurpose::Bootstrap, .. } => "rdap",
            Self::Http { purpose: RequestPurpose::Site | RequestPurpose::Ranges, .. } => "http",
            Self::Whois { .. } => "whois",
            Self::Database { .. } => "asn-db",
        }
    }

    /// Whom the question is put to, as a reader would name it.
    pub fn server(&self) -> String {
        match self {
            Self::Dns { server, .. } => match server {
                DnsServer::Resolver => "resolver".to_owned(),
                DnsServer::View(resolver) => resolver.clone(),
                DnsServer::At(address) => address.ip().to_string(),
            },
            Self::Http { url, .. } => url::Url::parse(url)
                .ok()
                .and_then(|url| url.host_str().map(str::to_owned))
                .unwrap_or_else(|| url.clone()),
            Self::Whois { server, .. } => server.clone(),
            Self::Database { .. } => "asn-db".to_owned(),
        }
    }

    /// The URL that was asked for, where the question is one.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Http { url, .. } => Some(url),
            Self::Dns { .. } | Self::Whois { .. } | Self::Database { .. } => None,
        }
    }

    /// The question without the server.
    pub fn question(&self) -> String {
        match self {
            Self::Dns { name, kind, .. } => format!("{name} {kind}"),
            Self::Http { url, .. } => url.clone(),
            Self::Whois { query, .. } => query.clone(),
            Self::Database { address } => address.to_string(),
        }
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns { name, kind, server } => match server {
                DnsServer::Resolver => write!(f, "{kind} {name}"),
                DnsServer::View(resolver) => write!(f, "{kind} {name} by {resolver}"),
                DnsServer::At(address) => write!(f, "{kind} {name} @{address}"),
            },
            Self::Http { url, .. } => write!(f, "GET {url}"),
            Self::Whois { server, query } => write!(f, "whois {server} {query:?}"),
            Self::Database { address } => write!(f, "asn-db {address}"),
        }
    }
}

/// Whom a DNS question is put to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DnsServer {
    /// The user's resolver: of several the first, or the next where that fails.
    Resolver,
    /// One of several resolvers, as the user named it, so that their answers can be compared.
    View(String),
    /// One name server.
    At(SocketAddr),
}

/// What an HTTP request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RequestPurpose {
    /// An RDAP object (`Accept: application/rdap+json`).
    Rdap,
    /// A list of RDAP servers that the Internet Assigned Numbers Authority publishes (RFC 9224).
    Bootstrap,
    /// The address ranges that a provider publishes; only for `trace directory update`.
    Ranges,
    /// The target's own web site; only with `--probe`.
    Site,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A DNS message, whatever its response code.
    Dns(DnsReply),
    /// An HTTP response, whatever its status.
    Http(HttpReply),
    /// Text, undecoded: a WHOIS answer (of a server that hung up early, what it had sent), or a
    /// row of a database.
    Text(Vec<u8>),
}

/// An HTTP response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HttpReply {
    /// The status code.
    pub status: u16,
    /// Header fields, names in lower case, in the order received; cookies are never kept.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// The leaf certificate (DER) and whether the system trusts it; only for [`RequestPurpose::Site`].
    pub certificate: Option<PeerCertificate>,
}

impl HttpReply {
    /// The first value of a header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The certificate that a web server showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerCertificate {
    /// The leaf certificate in DER.
    pub der: Vec<u8>,
    /// Why the system does not trust it, if it does not.
    pub distrust: Option<String>,
}

/// Why nothing usable came back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Failure {
    /// No answer within the time that one exchange, or the whole target, may take.
    TimedOut,
    /// The connection was refused or reset.
    Refused,
    /// No way to the server: its name has no address, or no route.
    Unreachable {
        /// What went wrong, in the system's words.
        detail: String,
    },
    /// The TLS handshake failed.
    Tls {
        /// What went wrong.
        detail: String,
    },
    /// What came back is not the protocol: a garbled message, or nothing at all.
    Garbled {
        /// What was wrong with it.
        detail: String,
    },
    /// More came than is read (see `--help` for the limits).
    TooLarge,
    /// The server asks for fewer requests, or its limit leaves no room for one.
    RateLimited {
        /// When it may be asked again, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<jiff::Timestamp>,
    },
    /// Data led to a private, loopback, link-local or otherwise special address.
    Guarded {
        /// The address or URL that was not contacted.
        to: String,
    },
    /// The user's options exclude this exchange.
    SwitchedOff,
    /// The case file holds no answer to this ask.
    NotRecorded,
    /// The server was asked as often as one target may cost it.
    OverBudget,
}

impl Failure {
    /// The kind of failure, as output and case files spell it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TimedOut => "timed-out",
            Self::Refused => "refused",
            Self::Unreachable { .. } => "unreachable",
            Self::Tls { .. } => "tls",
            Self::Garbled { .. } => "garbled",
            Self::TooLarge => "too-large",
            Self::RateLimited { .. } => "rate-limited",
            Self::Guarded { .. } => "guarded",
            Self::SwitchedOff => "switched-off",
            Self::NotRecorded => "not-recorded",
            Self::OverBudget => "over-budget",
        }
    }
}

/// One ask with what became of it.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// What was asked.
    pub ask: Ask,
    /// What came of it.
    pub outcome: Result<Reply, Failure>,
    /// When it was sent (or, for a cached answer, when the answer was learnt).
    pub at: jiff::Timestamp,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// Whether the answer came whole; one that was cut off is used, but proves no absence.
    pub whole: bool,
}
