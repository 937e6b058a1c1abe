//! The time that one target may take: when it is up, whatever is still asked has timed out, so
//! that the answers that did come are kept.
//!
//! Time in which a question only waits for its turn in our own queue is not the target's, and no
//! server is to blame for it: the clock stands meanwhile.

use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure};

/// When is looked first whether a question waits for its turn, and how long a look may be away. A
/// question that has waited for long will wait on: many that wait must not keep each other awake.
const LOOK: (Duration, Duration) = (Duration::from_millis(50), Duration::from_millis(500));

/// How long the next look is away for a question that was put so long ago.
fn pause(since: Duration) -> Duration {
    (since / 4).clamp(LOOK.0, LOOK.1)
}

/// A wire that ends.
pub struct Deadline<W> {
    /// The wire that sends.
    inner: W,
    /// When it ends.
    clock: Mutex<TurnClock>,
}

/// A clock that stands while a question waits for its turn.
struct TurnClock {
    /// When the time is up, if it goes on from now.
    end: Instant,
    /// Until when it has stood: several questions may wait at the same time.
    stood: Instant,
}

impl TurnClock {
    /// Notes that a question waited for its turn in that time.
    fn stand(&mut self, from: Instant, to: Instant) {
        let from = from.max(self.stood);
        if let Some(waited) = to.checked_duration_since(from) {
            self.end += waited;
            self.stood = to;
        }
    }
}

impl<W> Deadline<W> {
    /// Wraps a wire that ends after `patience` from now.
    pub fn new(inner: W, patience: Duration) -> Self {
        let now = Instant::now();
        Self { inner, clock: Mutex::new(TurnClock { end: now + patience, stood: now }) }
    }

    /// Locks the clock, which is never left in a half-changed state.
    fn clock(&self) -> MutexGuard<'_, TurnClock> {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Wire> Wire for Deadline<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let (at, started) = (super::now(), Instant::now());
        let mut sending = pin!(self.inner.send(ask));
        let (mut looked, mut waits) = (started, false);
        loop {
            let end = self.clock().end;
            let look = looked + pause(looked - started);
            let next = match ask {
                // While the clock stands, its end may be past: looking again at once would never
                // let the turn come.
                _ if waits => look,
                // The resolver has no queue, and its questions are the many.
                Ask::Dns { .. } => end,
                _ => end.min(look),
            };
            if let Ok(sent) = timeout_at(next, &mut sending).await {
                return sent;
            }
            let now = Instant::now();
            let waited = std::mem::replace(&mut waits, self.inner.waits(ask));
            if waits || waited {
                self.clock().stand(looked, now);
            } else if now >= self.clock().end {
                break;
            }
            looked = now;
        }
        let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Sent::then(Err(Failure::TimedOut), at, ms)
    }

    fn waits(&self, ask: &Ask) -> bool {
        self.inner.waits(ask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exchange::Reply;

    /// Lets asks wait for their turn for so long, then answers after so long.
    struct Queue {
        waits: Duration,
        takes: Duration,
        waiting: Mutex<Vec<Ask>>,
    }

    impl Queue {
        fn new(waits: u64, takes: u64) -> Self {
            let (waits, takes) = (Duration::from_secs(waits), Duration::from_secs(takes));
            Self { waits, takes, waiting: Mutex::default() }
        }
    }

    impl Wire for Queue {
        async fn send(&self, ask: &Ask) -> Sent {
            self.waiting.lock().expect("unpoisoned").push(ask.clone());
            tokio::time::sleep(self.waits).await;
            self.waiting.lock().expect("unpoisoned").retain(|waiting| waiting != ask);
            tokio::time::sleep(self.takes).await;
            Sent::now(Ok(Reply::Text(Vec::new())))
        }

        fn waits(&self, ask: &Ask) -> bool {
            self.waiting.lock().expect("unpoisoned").contains(ask)
        }
    }

    fn ask(name: &str) -> Ask {
        Ask::whois("whois.example.net", name)
    }

    #[tokio::test(start_paused = true)]
    async fn waiting_for_a_turn_is_not_the_targets_time() {
        let wire = Deadline::new(Queue::new(3600, 4), Duration::from_secs(20));
        let asks = [ask("a"), ask("b")];
        let (one, other) = tokio::join!(wire.send(&asks[0]), wire.send(&asks[1]));
        assert!(one.outcome.is_ok() && other.outcome.is_ok());
        assert!(wire.send(&ask("c")).await.outcome.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_question_that_waits_when_the_time_is_up_lets_the_others_go_on() {
        let started = Instant::now();
        let wire = Deadline::new(Queue::new(10, 30), Duration::from_secs(20));
        assert_eq!(wire.send(&ask("a")).await.outcome, Err(Failure::TimedOut));
        assert_eq!(wire.send(&ask("b")).await.outcome, Err(Failure::TimedOut));
        let took = started.elapsed().as_secs();
        assert!((39..=41).contains(&took), "{took} s");
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_takes_longer_than_the_target_may_has_timed_out() {
        let started = Instant::now();
        let wire = Deadline::new(Queue::new(60, 30), Duration::from_secs(20));
        assert_eq!(wire.send(&ask("a")).await.outcome, Err(Failure::TimedOut));
        let took = started.elapsed().as_secs();
        assert!((79..=81).contains(&took), "{took} s");
    }
}
