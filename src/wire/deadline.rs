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
        match timeout_at(self.end, self.inner.send(ask)).await {
            Ok(sent) => sent,
            Err(_) => Sent::now(Err(Failure::TimedOut)),
        }
    }
}
