//! Sends an [`Ask`] for real, by kind.
//!
//! [`Live`] keeps what is shared within a run: one TLS configuration, one HTTP client, and the DNS
//! answers, so that a name whose server is connected to is looked up once, whoever asks. Every
//! exchange ends within [`LiveConfig::patience`].

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::OnceCell;

use self::addresses::Door;
use self::dns::chase;
use self::socks::Socks;
use super::guard::Guard;
use super::memo::Memo;
use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure, Reply};

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
    /// Who answers DNS questions.
    pub resolver: Resolver,
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
            resolver: Resolver::default(),
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
        let (resolver, patience) = (config.resolver.clone(), config.patience);
        let dns = dns::Dns::new(resolver, patience, Arc::clone(&trust), socks.clone());
        let door = Arc::new(Door { config, dns: Arc::new(Memo::new(dns)), socks });
        Self { door, trust, client: OnceCell::new() }
    }

    /// The client for registries, made when it is first needed.
    async fn client(&self) -> Result<reqwest::Client, Failure> {
        let make = async || http::client(&self.door, (*self.trust.config()?).clone());
        self.client.get_or_init(make).await.clone()
    }

    /// Carries a question to the resolver or, if the guard allows it, to one name server.
    async fn dns(&self, ask: &Ask) -> Sent {
        match ask {
            Ask::Dns { name, kind, server: None } => chase::ask(&*self.door.dns, name, *kind).await,
            Ask::Dns { server: Some(server), .. } => {
                let host = server.ip().to_string();
                match self.door.config.guard.judge(&host, Some(server.port()), server.ip()) {
                    Ok(()) => self.door.dns.send(ask).await,
                    Err(refusal) => Sent::now(Err(refusal)),
                }
            }
            _ => self.door.dns.send(ask).await,
        }
    }
}

impl Wire for Live {
    async fn send(&self, ask: &Ask) -> Sent {
        let clock = Clock::start();
        let deadline = tokio::time::Instant::now() + self.door.config.patience;
        match ask {
            Ask::Dns { .. } => self.dns(ask).await,
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
