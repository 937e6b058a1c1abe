//! The time that one target may take: when it is up, whatever is still asked has timed out, so
//! that the answers that did come are kept.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure};

/// A wire that ends.
pub struct Deadline<W> {
    /// The wire that sends.
    inner: W,
    /// When it ends.
    end: Instant,
}

impl<W> Deadline<W> {
    /// Wraps a wire that ends after `patience` from now.
    pub fn new(inner: W, patience: Duration) -> Self {
        Self { inner, end: Instant::now() + patience }
    }
}

impl<W: Wire> Wire for Deadline<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let (at, started) = (super::now(), Instant::now());
        timeout_at(self.end, self.inner.send(ask)).await.unwrap_or_else(|_| Sent {
            outcome: Err(Failure::TimedOut),
            at,
            ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            whole: true,
        })
    }
}
