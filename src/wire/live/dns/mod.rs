//! DNS through hickory's transport: one exchange per question; what it means is ours to say.
//!
//! Each resolver that the user names is asked by itself; those that the system names stand for each
//! other. One that is silent, in trouble or garbled is overtaken by the next one, and whoever
//! answered last is asked first from then on. A datagram that is lost is sent again; what is
//! truncated, garbled or never answered by datagram is asked again over TCP.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::{Instant, timeout_at};

use super::Resolver;
use super::race::first_good;
use super::socks::Socks;
use super::tls::Authorities;
use crate::model::dns::{DnsReply, Rcode};
use crate::model::exchange::{Ask, DnsServer, Failure, Reply};
use crate::wire::{Sent, Wire};

mod chase;
pub(super) mod names;
mod outlet;
mod pool;
mod reading;
mod servers;
mod transport;

use pool::Pool;
use reading::Question;
use servers::Server;
use transport::Transport;

/// How long a resolver is waited for before the next one is asked as well.
const HEAD_START: Duration = Duration::from_secs(1);
/// How long each later way is waited for before the next is tried as well.
const LATER_HEAD_START: Duration = Duration::from_millis(600);
/// How long one attempt over TCP may take; what is garbled there reads as silence.
const LONGEST_TCP: Duration = Duration::from_secs(2);
/// How long a question may take once the resolvers have proved to be dead.
const SHORT: Duration = Duration::from_millis(1500);
/// What is left of an exchange's time for telling that it is over.
const MARGIN: Duration = Duration::from_millis(50);

/// Asks resolvers, or one name server.
pub(super) struct Dns {
    /// The resolvers, the most wanted first.
    known: Vec<ResolverState>,
    /// How long one question may take.
    patience: Duration,
    /// What a resolver behind TLS is checked with.
    trust: Arc<Authorities>,
    /// Whether everything goes through a SOCKS proxy.
    is_proxied: bool,
    /// Carries the messages.
    transport: Transport,
}

/// A resolver that the user named, and what was learnt of it.
struct ResolverState {
    /// How it is named.
    word: String,
    /// Which it is.
    resolver: Resolver,
    /// Its servers, found out when the first question is asked.
    servers: OnceCell<Result<Vec<Server>, Failure>>,
    /// The server that answered last.
    preferred: AtomicUsize,
    /// Whether any server has ever answered.
    heard: AtomicBool,
    /// Whether a question was given up before any server had answered.
    given_up: AtomicBool,
}

impl ResolverState {
    /// A resolver of which nothing is known yet.
    fn new(resolver: Resolver) -> Self {
        Self {
            word: resolver.to_string(),
            resolver,
            servers: OnceCell::new(),
            preferred: AtomicUsize::new(0),
            heard: AtomicBool::new(false),
            given_up: AtomicBool::new(false),
        }
    }

    /// How long a question may take: what is dead is not waited for again and again.
    fn patience_now(&self, patience: Duration) -> Duration {
        let dead = self.given_up.load(Ordering::Relaxed) && !self.heard.load(Ordering::Relaxed);
        if dead { SHORT.min(patience) } else { patience }
    }
}

/// How to reach a server.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// By datagram, then over TCP where that is not enough; or over TLS where that was chosen.
    Usual,
    /// Over TCP from the start.
    Tcp,
}

/// What did not help.
#[derive(Debug)]
enum Bad {
    /// The server answered that it cannot or will not.
    Reply(DnsReply),
    /// Nothing usable came.
    Failure(Failure),
}

impl Dns {
    /// Prepares to ask; nothing is opened or read yet.
    pub(super) fn new(
        resolvers: &[Resolver],
        patience: Duration,
        trust: Arc<Authorities>,
        socks: Option<Socks>,
    ) -> Self {
        Self {
            known: resolvers.iter().cloned().map(ResolverState::new).collect(),
            patience: patience.saturating_sub(MARGIN),
            trust,
            is_proxied: socks.is_some(),
            transport: Transport::new(socks),
        }
    }

    /// How the resolvers are named, the most wanted first.
    pub(super) fn resolvers(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|known| known.word.as_str())
    }

    /// Asks one name server directly, without recursion.
    async fn direct(&self, server: SocketAddr, question: &Question) -> Result<DnsReply, Failure> {
        let deadline = Instant::now() + self.patience;
        let asked = self.ask(&[Server::Plain(Pool::new(server))], None, question, deadline).await;
        asked.map(|(_, reply)| reply).or_else(best_of)
    }

    /// Asks a resolver.
    async fn recursive(
        &self,
        known: &ResolverState,
        question: &Question,
    ) -> Result<DnsReply, Failure> {
        let find = || servers::find(&known.resolver, &self.trust, self.is_proxied, self.patience);
        let servers = known.servers.get_or_init(find).await.as_ref().map_err(Clone::clone)?;
        let deadline = Instant::now() + known.patience_now(self.patience);
        match self.ask(servers, Some(known), question, deadline).await {
            Ok((index, reply)) => {
                known.preferred.store(index, Ordering::Relaxed);
                Ok(reply)
            }
            Err(bad) => {
                known.given_up.store(!known.heard.load(Ordering::Relaxed), Ordering::Relaxed);
                best_of(bad)
            }
        }
    }

    /// Asks all servers in the usual way and then over TCP, each with a head start; a server that
    /// has answered is not asked again.
    async fn ask(
        &self,
        servers: &[Server],
        known: Option<&ResolverState>,
        question: &Question,
        deadline: Instant,
    ) -> Result<(usize, DnsReply), Vec<Bad>> {
        let answered: Vec<AtomicBool> = servers.iter().map(|_| AtomicBool::new(false)).collect();
        let first = known.map_or(0, |known| known.preferred.load(Ordering::Relaxed));
        let order = (0..servers.len()).map(|place| (first + place) % servers.len());
        let usual = order.clone().map(|index| (index, Way::Usual));
        let tcp = order.filter(|index| matches!(servers.get(*index), Some(Server::Plain(_))));
        let ways = usual.chain(tcp.map(|index| (index, Way::Tcp))).enumerate();
        let attempts = ways.filter_map(|(place, (index, way))| {
            let (server, answered) = (servers.get(index)?, answered.get(index)?);
            let head_start = if place == 0 { HEAD_START } else { LATER_HEAD_START };
            let attempt = async move {
                if answered.load(Ordering::Relaxed) {
                    return Err(Bad::Failure(Failure::TimedOut));
                }
                let outcome = self.attempt(server, way, question, deadline).await;
                if let Some(known) = known.filter(|_| !matches!(outcome, Err(Bad::Failure(_)))) {
                    known.heard.store(true, Ordering::Relaxed);
                }
                answered.store(matches!(outcome, Err(Bad::Reply(_))), Ordering::Relaxed);
                outcome.map(|reply| (index, reply))
            };
            Some((head_start, attempt))
        });
        first_good(attempts).await
    }

    /// Asks one server in one way; without extensions if it does not understand them.
    async fn attempt(
        &self,
        server: &Server,
        way: Way,
        question: &Question,
        deadline: Instant,
    ) -> Result<DnsReply, Bad> {
        let work = async {
            let reply = self.exchange(server, way, question, true, deadline).await?;
            // FORMERR and NOTIMP: what servers say that do not know EDNS (RFC 6891 §7).
            if matches!(reply.rcode, Rcode::Other(1 | 4)) {
                return self.exchange(server, way, question, false, deadline).await;
            }
            Ok(reply)
        };
        let outcome = timeout_at(deadline, work).await.unwrap_or(Err(Failure::TimedOut));
        match outcome {
            Ok(reply) if matches!(reply.rcode, Rcode::NoError | Rcode::NxDomain) => Ok(reply),
            Ok(reply) => Err(Bad::Reply(reply)),
            Err(failure) => Err(Bad::Failure(failure)),
        }
    }

    /// Sends one message and reads what comes back; over TCP if a datagram could not hold it.
    async fn exchange(
        &self,
        server: &Server,
        way: Way,
        question: &Question,
        extended: bool,
        deadline: Instant,
    ) -> Result<DnsReply, Failure> {
        let message = question.message(extended);
        let patience = deadline.saturating_duration_since(Instant::now());
        let address = match (server, way) {
            (Server::Secure(secure), _) => {
                let answer = self.transport.secure(secure, message, patience).await?;
                return question.read(&answer);
            }
            (Server::Plain(pool), Way::Tcp) => pool.server(),
            (Server::Plain(pool), Way::Usual) => {
                let answer = self.transport.udp(pool, &message).await?;
                if !answer.metadata.truncation {
                    return question.read(&answer);
                }
                pool.server()
            }
        };
        let patience = deadline.saturating_duration_since(Instant::now()).min(LONGEST_TCP);
        let answer = self.transport.tcp(address, message, patience).await?;
        if answer.metadata.truncation {
            return Err(Failure::Garbled { detail: "truncated even over TCP".to_owned() });
        }
        question.read(&answer)
    }
}

impl Wire for Dns {
    async fn send(&self, ask: &Ask) -> Sent {
        let Ask::Dns { name, kind, server } = ask else {
            return Sent::now(Err(Failure::Unreachable { detail: "no DNS question".to_owned() }));
        };
        let clock = super::Clock::start();
        let is_direct = matches!(server, DnsServer::At(_));
        let outcome = match (Question::new(name, *kind, !is_direct), server) {
            (Err(failure), _) => Err(failure),
            (Ok(question), DnsServer::At(server)) => self.direct(*server, &question).await,
            (Ok(question), DnsServer::View(word)) => {
                match self.known.iter().find(|known| known.word == *word) {
                    Some(known) => self.recursive(known, &question).await,
                    None => Err(Failure::Unreachable { detail: format!("{word} is no resolver") }),
                }
            }
            // Which of several is asked, and which then, `names` decides.
            (Ok(_), DnsServer::Resolver) => Err(Failure::SwitchedOff),
        };
        clock.stop(outcome.map(Reply::Dns))
    }
}

/// The most telling of several bad outcomes: an answer before a failure, and a failure that tells
/// something before silence.
fn best_of(bad: Vec<Bad>) -> Result<DnsReply, Failure> {
    let rank = |bad: &Bad| match bad {
        Bad::Reply(reply) if reply.rcode == Rcode::ServFail => 0,
        Bad::Reply(_) => 1,
        Bad::Failure(Failure::Garbled { .. }) => 2,
        Bad::Failure(Failure::TimedOut) => 4,
        Bad::Failure(_) => 3,
    };
    match bad.into_iter().min_by_key(rank) {
        Some(Bad::Reply(reply)) => Ok(reply),
        Some(Bad::Failure(failure)) => Err(failure),
        None => Err(Failure::Unreachable { detail: "no resolver is configured".to_owned() }),
    }
}
