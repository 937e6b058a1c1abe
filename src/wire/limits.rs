//! Politeness: how many asks are in flight at one server, how fast they follow each other, and
//! what becomes of "too many requests".
//!
//! Waiting for a turn happens before the ask is passed on, so it does not count against the time
//! that the exchange itself may take. DNS is not limited.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, sleep_until};
use url::{Position, Url};

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure, HttpReply, Reply};

/// How often an ask is put again when the server asks for patience.
const RETRIES: u8 = 2;
/// The longest wait that a server may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(4);
/// The wait when a server does not say for how long.
const USUAL_WAIT: Duration = Duration::from_secs(1);
/// A server that asks for a longer silence than this is believed so far.
const LONGEST_SILENCE: Duration = Duration::from_hours(1);

/// What one server is asked to bear.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// Asks in flight.
    at_once: usize,
    /// Asks that may follow each other without a pause.
    burst: NonZeroU32,
    /// Asks a second after that.
    rate: NonZeroU32,
}

/// The bounds of a web server.
const HTTP: Bounds = Bounds { at_once: 4, burst: count(16), rate: count(8) };
/// The bounds of a WHOIS server; those block whoever asks faster.
const WHOIS: Bounds = Bounds { at_once: 2, burst: count(4), rate: count(3) };

/// A number that is not zero.
const fn count(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// A wire that spaces out what one server is asked.
#[derive(Debug)]
pub struct Limits<W> {
    /// The wire that sends.
    inner: W,
    /// The servers asked so far, by protocol, name and port.
    servers: Mutex<HashMap<String, Arc<Server>>>,
}

/// One server's state.
#[derive(Debug)]
struct Server {
    /// Asks that may be in flight.
    slots: Semaphore,
    /// How fast they may follow each other.
    pace: DefaultDirectRateLimiter,
    /// When it may be asked again, if it has asked for patience.
    silence: Mutex<Option<Instant>>,
    /// Whether waiting as told has not helped.
    deaf: AtomicBool,
}

impl<W> Limits<W> {
    /// Wraps a wire.
    pub fn new(inner: W) -> Self {
        Self { inner, servers: Mutex::default() }
    }

    /// The state of the server that an ask goes to; `None` if it is not limited.
    fn server(&self, ask: &Ask) -> Option<Arc<Server>> {
        let (key, bounds) = match ask {
            Ask::Dns { .. } | Ask::Database { .. } => return None,
            Ask::Http { url, .. } => {
                let url = Url::parse(url).ok()?;
                (format!("http {}", &url[Position::BeforeHost..Position::AfterPort]), HTTP)
            }
            Ask::Whois { server, .. } => (format!("whois {}", server.to_lowercase()), WHOIS),
        };
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(servers.entry(key).or_insert_with(|| Arc::new(Server::new(bounds)))))
    }
}

impl<W: Wire + Send> Wire for Limits<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let Some(server) = self.server(ask) else { return self.inner.send(ask).await };
        // The semaphore is never closed; the permit is held to the end.
        let _slot = server.slots.acquire().await;
        let mut retries = 0;
        loop {
            if server.remaining() > LONGEST_WAIT {
                return Sent::now(Err(Failure::RateLimited));
            }
            server.turn().await;
            let sent = self.inner.send(ask).await;
            let Some(wait) = patience(&sent) else { return sent };
            server.keep_silent(wait);
            if wait > LONGEST_WAIT || server.deaf.load(Ordering::Relaxed) {
                return sent;
            }
            if retries == RETRIES {
                server.deaf.store(true, Ordering::Relaxed);
                return sent;
            }
            retries += 1;
        }
    }
}

impl Server {
    /// A server that was not asked yet.
    fn new(bounds: Bounds) -> Self {
        let quota = Quota::per_second(bounds.rate).allow_burst(bounds.burst);
        Self {
            slots: Semaphore::new(bounds.at_once),
            pace: RateLimiter::direct(quota),
            silence: Mutex::default(),
            deaf: AtomicBool::new(false),
        }
    }

    /// Until when it is left alone.
    fn silence(&self) -> Option<Instant> {
        let silence = *self.silence.lock().unwrap_or_else(PoisonError::into_inner);
        silence.filter(|end| *end > Instant::now())
    }

    /// How long it is still left alone.
    fn remaining(&self) -> Duration {
        self.silence().map(|end| end.duration_since(Instant::now())).unwrap_or_default()
    }

    /// Leaves it alone for a while.
    fn keep_silent(&self, wait: Duration) {
        let end = Instant::now() + wait.min(LONGEST_SILENCE);
        let mut silence = self.silence.lock().unwrap_or_else(PoisonError::into_inner);
        *silence = Some(silence.map_or(end, |earlier| earlier.max(end)));
    }

    /// Waits until it may be asked.
    async fn turn(&self) {
        while let Some(end) = self.silence() {
            sleep_until(end).await;
        }
        while let Err(early) = self.pace.check() {
            sleep(early.wait_time_from(DefaultClock::default().now())).await;
        }
    }
}

/// How long a server asks to be left alone, if that is what its reply says.
fn patience(sent: &Sent) -> Option<Duration> {
    let Ok(Reply::Http(reply)) = &sent.outcome else { return None };
    // A server in trouble (503) is not asked again: what it could not say is not known, and another
    // source is asked sooner.
    (reply.status == 429).then(|| retry_after(reply).unwrap_or(USUAL_WAIT))
}

/// What `Retry-After` says: seconds, or a date (RFC 9110 §10.2.3).
fn retry_after(reply: &HttpReply) -> Option<Duration> {
    let value = reply.header("retry-after")?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Some(Duration::try_from(date.duration_since(jiff::Timestamp::now())).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use futures_util::future::join_all;

    use super::*;

    /// Answers 429 so many times, then 200, and counts what is in flight.
    #[derive(Default)]
    struct Busy {
        refusals: usize,
        retry_after: &'static str,
        asked: AtomicUsize,
        now: AtomicUsize,
        most: AtomicUsize,
    }

    impl Wire for Busy {
        async fn send(&self, _: &Ask) -> Sent {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            sleep(Duration::from_millis(5)).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            let refuse = self.asked.fetch_add(1, Ordering::SeqCst) < self.refusals;
            let headers = vec![("retry-after".to_owned(), self.retry_after.to_owned())];
            let status = if refuse { 429 } else { 200 };
            Sent::now(Ok(Reply::Http(HttpReply { status, headers, ..HttpReply::default() })))
        }
    }

    /// Asks once and returns the status.
    async fn status(limits: &Limits<Busy>, path: &str) -> Result<u16, Failure> {
        match limits.send(&Ask::rdap(format!("https://rdap.example.net/{path}"))).await.outcome {
            Ok(Reply::Http(reply)) => Ok(reply.status),
            Ok(_) => Ok(0),
            Err(failure) => Err(failure),
        }
    }

    #[tokio::test]
    async fn too_many_requests_is_waited_out_as_told() {
        let limits = Limits::new(Busy { refusals: 2, retry_after: "0", ..Busy::default() });
        assert_eq!(status(&limits, "a").await, Ok(200));
        assert_eq!(limits.inner.asked.load(Ordering::SeqCst), 3);
    }

    #[tokio::test]
    async fn a_server_that_stays_busy_is_not_asked_in_vain_again_and_again() {
        let limits = Limits::new(Busy { refusals: 99, retry_after: "0", ..Busy::default() });
        assert_eq!(status(&limits, "a").await, Ok(429));
        assert_eq!(status(&limits, "b").await, Ok(429));
        assert_eq!(limits.inner.asked.load(Ordering::SeqCst), 3 + 1);
    }

    #[tokio::test]
    async fn a_long_wait_is_not_waited_for_and_nobody_asks_meanwhile() {
        let limits = Limits::new(Busy { refusals: 1, retry_after: "3600", ..Busy::default() });
        assert_eq!(status(&limits, "a").await, Ok(429));
        assert_eq!(status(&limits, "b").await, Err(Failure::RateLimited));
        assert_eq!(limits.inner.asked.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn only_a_few_asks_are_in_flight_at_one_server() {
        let limits = Limits::new(Busy::default());
        let paths: Vec<String> = (0..12).map(|number| number.to_string()).collect();
        join_all(paths.iter().map(|path| status(&limits, path))).await;
        assert_eq!(limits.inner.most.load(Ordering::SeqCst), HTTP.at_once);
    }

    #[tokio::test]
    async fn a_whois_server_is_asked_slowly_after_a_burst() {
        let limits = Limits::new(Busy::default());
        let started = std::time::Instant::now();
        for number in 0..5 {
            limits.send(&Ask::whois("whois.example.net", format!("{number}.example"))).await;
        }
        let took = started.elapsed();
        assert!(took >= Duration::from_millis(250), "{took:?}");
    }

    #[test]
    fn retry_after_may_be_a_date_in_the_past_and_need_not_be_readable() {
        let of = |value: &str| {
            let headers = vec![("retry-after".to_owned(), value.to_owned())];
            retry_after(&HttpReply { headers, ..HttpReply::default() })
        };
        assert_eq!(of(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(of("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(of("soon"), None);
        assert_eq!(of("-1"), None);
    }
}
