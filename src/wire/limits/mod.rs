//! Politeness: how many asks are in flight at one server, how fast they follow each other, and
//! what becomes of "too many requests" and of servers that are not there.
//!
//! [`rules`] says what a server bears, a [`ledger`] remembers how it was asked and how it took that,
//! and a [`store`] keeps the ledgers where all processes of a user find them. A server that asks for
//! patience gets it: it is left alone for as long as it says, and asked half as fast until its
//! answers have brought the pace back. One that could not be reached three times in a row is not
//! asked for a while.
//!
//! Waiting for a turn happens before the ask is passed on, so it does not count against the time
//! that the exchange itself may take, and [`Wire::waits`] tells of it. DNS is not limited.

use std::collections::{HashMap, HashSet};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::{Instant, sleep, timeout};
use url::{Position, Url};

use self::ledger::{Heard, Turn, micros};
use self::rules::{Protocol, Rules};
use self::server::{HeldPlace, LimitedServer, PROMPT};
use self::store::Store;
use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure, Reply};
use crate::model::reading::Reading;
use crate::model::temper::Temper;

pub mod ledger;
pub mod rules;
mod server;
pub mod store;

/// How often an ask is put again when the server asks for patience.
const RETRIES: u8 = 3;

/// A place that is farther away is not waited for by those behind it.
const NEAR: Duration = Duration::from_secs(10);

/// Tells what a reply is to its question, and keeps what was read for that.
pub type TemperJudge = fn(&Ask, &Reply, Timestamp, &Reading) -> Temper;

/// How servers are spared.
#[derive(Debug)]
pub struct Manners {
    /// What each bears.
    pub rules: Rules,
    /// Where is remembered how they were asked.
    pub store: Store,
    /// Whether a server that has not answered yet is asked one by one: where a list of targets follows.
    pub is_wary: bool,
    /// The longest that is waited for a server that asks for patience or whose long window is full.
    /// Waiting for the pace is as long as it takes.
    pub patience: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        let store = Store::new(None);
        Self { rules: Rules::default(), store, is_wary: true, patience: Duration::from_secs(5) }
    }
}

/// A wire that spaces out what one server is asked.
#[derive(Debug)]
pub struct Limits<W> {
    /// The wire that sends.
    inner: W,
    /// Tells what a reply is to its question.
    judge: TemperJudge,
    /// How servers are spared.
    manners: Manners,
    /// The time.
    clock: SharedClock,
    /// The servers asked so far, by protocol, name and port.
    servers: Mutex<HashMap<String, Arc<LimitedServer>>>,
    /// The asks that wait for their turn, each with its server.
    queue: Mutex<HashMap<Ask, Arc<LimitedServer>>>,
}

/// The time that all processes share, running like the program's own clock.
#[derive(Debug)]
struct SharedClock {
    /// When it was set, in microseconds of the Unix epoch.
    base: i64,
    /// When it was set, by the program's clock.
    started: Instant,
}

impl SharedClock {
    /// Now.
    fn now(&self) -> i64 {
        self.base.saturating_add(micros(self.started.elapsed()))
    }
}

impl<W> Limits<W> {
    /// Wraps a wire.
    pub fn new(inner: W, judge: TemperJudge, manners: Manners) -> Self {
        let base = Timestamp::now().as_microsecond();
        Self {
            inner,
            judge,
            manners,
            clock: SharedClock { base, started: Instant::now() },
            servers: Mutex::default(),
            queue: Mutex::default(),
        }
    }

    /// The server that most asks wait for, and how many they are.
    pub fn busiest(&self) -> Option<(String, usize)> {
        let servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |server: &LimitedServer| server.waiting.load(Ordering::Relaxed);
        let busiest = servers.values().max_by_key(|server| waiting(server))?;
        Some((busiest.name.clone(), waiting(busiest))).filter(|(_, waiting)| *waiting > 0)
    }

    /// The servers that so many asks or more wait for.
    pub fn queued(&self, asks: usize) -> HashSet<String> {
        let servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        let queued =
            servers.values().filter(|server| server.waiting.load(Ordering::Relaxed) >= asks);
        queued.map(|server| server.name.clone()).collect()
    }

    /// The server that an ask goes to; `None` if it is not limited.
    fn server(&self, ask: &Ask) -> Option<Arc<LimitedServer>> {
        let (protocol, name, key) = match ask {
            Ask::Dns { .. } | Ask::Database { .. } => return None,
            Ask::Http { url, .. } => {
                let url = Url::parse(url).ok()?;
                let place = &url[Position::BeforeHost..Position::AfterPort];
                (Protocol::Http, url.host_str()?.to_owned(), format!("rdap-{place}"))
            }
            Ask::Whois { server, .. } => {
                let name = server.to_lowercase();
                let key = format!("whois-{name}");
                let host = name.split(':').next().unwrap_or(&name).to_owned();
                (Protocol::Whois, host, key)
            }
        };
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = servers.get(&key) {
            return Some(Arc::clone(server));
        }
        let limit = self.manners.rules.of(protocol, &name);
        let is_known = !self.manners.is_wary || limit.pace.is_unbounded();
        let server = Arc::new(LimitedServer::new(key.clone(), name, protocol, (limit, is_known)));
        servers.insert(key, Arc::clone(&server));
        Some(server)
    }

    /// The asks that wait for their turn.
    fn queue(&self) -> MutexGuard<'_, HashMap<Ask, Arc<LimitedServer>>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until a server may be asked, or says why that is too far away.
    async fn turn(&self, server: &LimitedServer) -> Result<(), Failure> {
        let store = &self.manners.store;
        let patience = micros(self.manners.patience);
        let mut line = server.line.acquire().await.ok();
        loop {
            let turn = store.turn(&server.key, self.clock.now(), &server.limit, patience).await;
            let now = self.clock.now();
            let until = match turn {
                Turn::At(at) if at <= now => return Ok(()),
                Turn::At(at) => {
                    drop(line.take_if(|_| at - now > micros(NEAR)));
                    self.sleep_until(at).await;
                    // A place within a silence that has begun meanwhile is void.
                    let now = self.clock.now();
                    if store.shut(&server.key, now, &server.limit).await.is_none() {
                        return Ok(());
                    }
                    continue;
                }
                Turn::Silent(until) if until - now <= patience => until,
                Turn::Silent(until) | Turn::Full(until) => {
                    return Err(Failure::RateLimited { until: moment(until) });
                }
                Turn::Down { tried, until } => {
                    return Err(Failure::Unreachable { detail: not_there(tried, until) });
                }
            };
            self.sleep_until(until).await;
        }
    }

    /// Sleeps until a time.
    async fn sleep_until(&self, at: i64) {
        let wait = u64::try_from(at - self.clock.now()).unwrap_or(0);
        sleep(Duration::from_micros(wait)).await;
    }

    /// Remembers how a server took an ask.
    async fn learn(&self, server: &LimitedServer, asked: i64, sent: &Sent) {
        let heard = match &sent.outcome {
            Ok(_) => match sent.temper {
                Temper::Busy(wait) => Heard::Busy(wait, server.usual_wait()),
                _ => Heard::Fine,
            },
            Err(Failure::Refused | Failure::TimedOut | Failure::Unreachable { .. }) => Heard::Down,
            Err(
                Failure::Guarded { .. }
                | Failure::SwitchedOff
                | Failure::NotRecorded
                | Failure::OverBudget,
            ) => return,
            Err(_) => Heard::Fine,
        };
        if heard == Heard::Fine {
            server.trust();
        }
        let now = self.clock.now();
        self.manners.store.heard(&server.key, now, asked, &server.limit, heard).await;
    }

    /// Judges what came back.
    fn judged(&self, ask: &Ask, mut sent: Sent) -> Sent {
        if let Ok(reply) = &sent.outcome {
            sent.temper = (self.judge)(ask, reply, sent.at, &sent.reading);
        }
        sent
    }
}

impl<W: Wire> Limits<W> {
    /// Sends an ask; where the answer takes long its place is left to the next one, but not at WHOIS
    /// servers, which count connections.
    async fn in_place(
        &self,
        ask: &Ask,
        server: &LimitedServer,
        place: &mut Option<HeldPlace<'_>>,
    ) -> Sent {
        let mut sending = pin!(self.inner.send(ask));
        if server.protocol == Protocol::Http {
            if let Ok(sent) = timeout(PROMPT, &mut sending).await {
                return sent;
            }
            if let Some(place) = place {
                place.leave();
            }
        }
        sending.await
    }
}

impl<W: Wire + Send> Wire for Limits<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let Some(server) = self.server(ask) else {
            return self.judged(ask, self.inner.send(ask).await);
        };
        let mut place = None;
        let mut retries = 0;
        loop {
            {
                let _waiting = HeldTurn::begin(self, ask, &server);
                if place.is_none() {
                    place = Some(server.place().await);
                }
                if let Err(failure) = self.turn(&server).await {
                    return Sent::now(Err(failure));
                }
            }
            let asked = self.clock.now();
            let sent = self.judged(ask, self.in_place(ask, &server, &mut place).await);
            self.learn(&server, asked, &sent).await;
            if !matches!(sent.temper, Temper::Busy(_)) || retries == RETRIES {
                return sent;
            }
            retries += 1;
        }
    }

    fn waits(&self, ask: &Ask) -> bool {
        self.queue().contains_key(ask)
    }
}

/// An ask that waits for its turn, for as long as this is held.
struct HeldTurn<'a, W> {
    /// Where.
    limits: &'a Limits<W>,
    /// The ask.
    ask: &'a Ask,
}

impl<'a, W> HeldTurn<'a, W> {
    /// Joins the queue.
    fn begin(limits: &'a Limits<W>, ask: &'a Ask, server: &Arc<LimitedServer>) -> Self {
        server.waiting.fetch_add(1, Ordering::Relaxed);
        limits.queue().insert(ask.clone(), Arc::clone(server));
        Self { limits, ask }
    }
}

impl<W> Drop for HeldTurn<'_, W> {
    fn drop(&mut self) {
        if let Some(server) = self.limits.queue().remove(self.ask) {
            server.waiting.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// A time for people, to the second.
fn moment(micros: i64) -> Option<Timestamp> {
    Timestamp::from_second(micros.div_euclid(1_000_000) + 1).ok()
}

/// Why a server is not asked that was not there a while ago.
fn not_there(tried: i64, until: i64) -> String {
    let time = |micros: i64| {
        let at = Timestamp::from_second(micros.div_euclid(1_000_000)).unwrap_or_default();
        at.strftime("%H:%M:%S").to_string()
    };
    format!("not reachable, tried at {} UTC; not asked again before {}", time(tried), time(until))
}

#[cfg(test)]
mod tests;
