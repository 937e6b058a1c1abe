//! One server as this process asks it: what it bears, who is asking it and who waits, and how far it is
//! trusted to bear what is assumed of it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::rules::{Limit, Protocol};

/// The asks that may be in flight over HTTP at a server that has not answered yet. Those that follow go
/// one by one, so that a server which bears less than is assumed complains of one only.
pub(super) const AT_FIRST: usize = 4;
/// The same at a WHOIS server, which counts connections.
const AT_FIRST_WHOIS: usize = 2;
/// So many answers end that.
const KNOWN: usize = 8;
/// So many answers allow one more in flight.
const TRUST: usize = 4;
/// A server that takes longer than this is slow: the ask leaves its place to the next one, so that not
/// the answers of a slow server set the pace but the pace does.
pub(super) const PROMPT: Duration = Duration::from_millis(200);
/// So many times the asks in flight of a prompt server may be in flight at a slow one.
const SLOW: usize = 2;
/// The silence after "too many requests" that does not say how long, by protocol: what is counted on
/// port 43 is counted for longer.
const USUAL_WAIT: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(4));

/// A place among the asks in flight.
pub(super) struct HeldPlace<'a> {
    /// Among those that are answered promptly.
    prompt: [Option<SemaphorePermit<'a>>; 2],
    /// Among all; it is held to the end.
    _all: Option<SemaphorePermit<'a>>,
}

impl HeldPlace<'_> {
    /// Lets the next one begin.
    pub(super) fn leave(&mut self) {
        self.prompt = [None, None];
    }
}

/// One server.
#[derive(Debug)]
pub(super) struct LimitedServer {
    /// Protocol, name and port.
    pub(super) key: String,
    /// Its name, for people.
    pub(super) name: String,
    /// How it is asked.
    pub(super) protocol: Protocol,
    /// What it bears.
    pub(super) limit: Limit,
    /// Asks that may be in flight, as long as they are answered promptly.
    slots: Semaphore,
    /// One ask in flight, while the server is not known yet.
    narrow: Semaphore,
    /// Asks that may be in flight, however long they take.
    most: Semaphore,
    /// Who takes a place and waits for it: one at a time, so that of a process that is killed one
    /// place stays empty.
    pub(super) line: Semaphore,
    /// How many asks may be in flight before any is answered.
    first: usize,
    /// How many asks were begun.
    begun: AtomicUsize,
    /// How many slots there are, and how many answers there were.
    trust: Mutex<(usize, usize)>,
    /// How many wait.
    pub(super) waiting: AtomicUsize,
}

impl LimitedServer {
    /// A server that was not asked yet, by its limit and whether it is taken at its word at once.
    pub(super) fn new(
        key: String,
        name: String,
        protocol: Protocol,
        (limit, is_known): (Limit, bool),
    ) -> Self {
        let first = if protocol == Protocol::Whois { AT_FIRST_WHOIS } else { AT_FIRST };
        let slots = if is_known { limit.at_once } else { limit.at_once.min(first) };
        Self {
            key,
            name,
            protocol,
            slots: Semaphore::new(slots),
            narrow: Semaphore::new(1),
            most: Semaphore::new(limit.at_once.saturating_mul(SLOW)),
            line: Semaphore::new(1),
            first,
            begun: AtomicUsize::new(0),
            trust: Mutex::new((slots, if is_known { KNOWN } else { 0 })),
            waiting: AtomicUsize::new(0),
            limit,
        }
    }

    /// Lets one more ask be in flight after a few answers, as far as the limit goes.
    pub(super) fn trust(&self) {
        let mut trust = self.trust.lock().unwrap_or_else(PoisonError::into_inner);
        let (slots, answers) = &mut *trust;
        *answers += 1;
        if *answers > KNOWN && *answers % TRUST == 0 && *slots < self.limit.at_once {
            *slots += 1;
            self.slots.add_permits(1);
        }
    }

    /// A place among the asks in flight. The semaphores are never closed.
    pub(super) async fn place(&self) -> HeldPlace<'_> {
        let all = self.most.acquire().await.ok();
        let slot = self.slots.acquire().await.ok();
        let answers = self.trust.lock().unwrap_or_else(PoisonError::into_inner).1;
        let is_first = self.begun.fetch_add(1, Ordering::Relaxed) < self.first;
        if is_first || answers >= KNOWN {
            return HeldPlace { prompt: [slot, None], _all: all };
        }
        HeldPlace { prompt: [slot, self.narrow.acquire().await.ok()], _all: all }
    }

    /// For how long it is left alone where it does not say.
    pub(super) fn usual_wait(&self) -> Duration {
        let (http, whois) = USUAL_WAIT;
        if self.protocol == Protocol::Whois { whois } else { http }
    }
}
