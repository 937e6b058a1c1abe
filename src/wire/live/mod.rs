//! Sends an [`Ask`] for real, by kind.
//!
//! [`Live`] keeps what is shared within a run: one TLS configuration, one HTTP client, and the DNS
//! answers, so that a name whose server is connected to is looked up once, whoever asks. Every
//! exchange ends within [`LiveConfig::patience`].

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::OnceCell;

use self::addresses::Door;
use self::dns::names::Names;
use self::socks::Socks;
use super::guard::Guard;
use super::{Sent, Wire};
use crate::model::dns::RecordKind;
use crate::model::exchange::{Ask, DnsServer, Failure, Reply};
use crate::model::secret::discreet;

mod addresses;
mod dns;
mod http;
pub mod post;
mod race;
mod socks;
mod tls;
mod whois;

#[cfg(feature = "queue")]
pub(super) use self::tls::trusting;

/// The longest that one exchange may take.
pub const LONGEST: Duration = Duration::from_secs(5);

/// Which resolver answers the user's questions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Resolver {
    /// Those that the system is configured with.
    #[default]
    System,
    /// One over UDP and TCP.
    Plain(SocketAddr),
    /// One over TLS (RFC 7858).
    Tls {
        /// The name that its certificate must bear.
        name: String,
        /// Where it is.
        address: SocketAddr,
    },
    /// One over HTTPS (RFC 8484), by its URL.
    Https(url::Url),
}

impl fmt::Display for Resolver {
    /// As a user names it, without a password and without a port that goes without saying.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |address: &SocketAddr, usual: u16| match address.port() {
            port if port == usual => address.ip().to_string(),
            _ => address.to_string(),
        };
        match self {
            Self::System => f.write_str("system"),
            Self::Plain(address) => f.write_str(&at(address, 53)),
            Self::Tls { name, address } => write!(f, "tls://{name}@{}", at(address, 853)),
            Self::Https(url) => f.write_str(&discreet(url.as_str())),
        }
    }
}

/// The proxies that the environment names, each as a URL.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proxies {
    /// For `http` URLs (`HTTP_PROXY`).
    pub http: Option<String>,
    /// For `https` URLs (`HTTPS_PROXY`).
    pub https: Option<String>,
    /// For whatever has no proxy of its own (`ALL_PROXY`).
    pub all: Option<String>,
    /// Hosts that are contacted without a proxy (`NO_PROXY`).
    pub except: Option<String>,
}

/// How to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveConfig {
    /// Who answers DNS questions: the first, or the next where that fails.
    pub resolvers: Vec<Resolver>,
    /// Which servers are exempt from the guard, because the user or the system named them.
    /// Resolvers and proxies need not be listed.
    pub guard: Guard,
    /// How long one exchange may take; at most [`LONGEST`].
    pub patience: Duration,
    /// What HTTP requests call themselves.
    pub user_agent: String,
    /// The proxies to use for HTTP.
    pub proxies: Proxies,
}

impl Default for LiveConfig {
    fn default() -> Self {
        Self {
            resolvers: vec![Resolver::default()],
            guard: Guard::default(),
            patience: LONGEST,
            user_agent: format!(
                "trace/{} (+{})",
                env!("CARGO_PKG_VERSION"),
                env!("CARGO_PKG_REPOSITORY")
            ),
            proxies: Proxies::default(),
        }
    }
}

/// The end of the wire that reaches the network.
pub struct Live {
    /// How to send, and the way to the addresses of servers.
    door: Arc<Door>,
    /// What is trusted.
    trust: Arc<tls::Authorities>,
    /// The client for registries, once it is needed.
    client: OnceCell<Result<reqwest::Client, Failure>>,
}

impl Live {
    /// Prepares to send; nothing is opened or read yet.
    pub fn new(mut config: LiveConfig) -> Self {
        config.patience = config.patience.min(LONGEST);
        let Proxies { http, https, all, .. } = &config.proxies;
        for proxy in [http, https, all].into_iter().flatten() {
            if let Ok(url) = url::Url::parse(proxy)
                && let Some(host) = url.host_str()
            {
                config.guard.exempt(host, url.port_or_known_default());
            }
        }
        let trust = Arc::new(tls::Authorities::default());
        let socks = config.proxies.all.as_deref().and_then(Socks::of);
        let patience = config.patience;
        let dns = dns::Dns::new(&config.resolvers, patience, Arc::clone(&trust), socks.clone());
        let door = Arc::new(Door { config, dns: Arc::new(Names::new(dns)), socks });
        Self { door, trust, client: OnceCell::new() }
    }

    /// The client for registries, made when it is first needed.
    async fn client(&self) -> Result<reqwest::Client, Failure> {
        let make = async || http::client(&self.door, (*self.trust.config()?).clone());
        self.client.get_or_init(make).await.clone()
    }

    /// Carries a question to a resolver or, if the guard allows it, to one name server.
    async fn dns(&self, server: &DnsServer, name: &str, kind: RecordKind) -> Sent {
        if let DnsServer::At(address) = server {
            let host = address.ip().to_string();
            let judged = self.door.config.guard.judge(&host, Some(address.port()), address.ip());
            if let Err(refusal) = judged {
                return Sent::now(Err(refusal));
            }
        }
        self.door.dns.ask(server, name, kind).await
    }
}

impl Wire for Live {
    async fn send(&self, ask: &Ask) -> Sent {
        let clock = Clock::start();
        let deadline = tokio::time::Instant::now() + self.door.config.patience;
        match ask {
            Ask::Dns { name, kind, server } => self.dns(server, name, *kind).await,
            Ask::Database { .. } => Sent::now(Err(Failure::SwitchedOff)),
            Ask::Http { url, purpose } => {
                clock.stop(http::get(self, url, *purpose, deadline).await)
            }
            Ask::Whois { server, query } => {
                match whois::ask(&self.door, server, query, deadline).await {
                    Ok((reply, whole)) => Sent { whole, ..clock.stop(Ok(reply)) },
                    Err(failure) => clock.stop(Err(failure)),
                }
            }
        }
    }
}

/// Notes when an exchange began and how long it took.
struct Clock {
    /// When it began, for people.
    at: jiff::Timestamp,
    /// When it began, for measuring.
    started: Instant,
}

impl Clock {
    /// Begins now.
    fn start() -> Self {
        Self { at: super::now(), started: Instant::now() }
    }

    /// Ends now with the outcome.
    fn stop(self, outcome: Result<Reply, Failure>) -> Sent {
        let ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Sent::then(outcome, self.at, ms)
    }
}
