//! Keeps every exchange of one target's run: for the evidence, for `--save-case`, for `-v`.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Exchange};

/// Is told of each exchange as it happens.
pub type Watch<'a> = &'a (dyn Fn(&Exchange) + Send + Sync);

/// A wire that remembers what passed through it; the same ask once.
pub struct Recording<'a, W> {
    /// The wire that sends.
    inner: W,
    /// Who is told.
    watch: Watch<'a>,
    /// What passed, in the order it came back.
    passed: Mutex<Passed>,
}

/// What passed through a wire.
#[derive(Default)]
struct Passed {
    /// The asks, to keep each once.
    asks: HashSet<Ask>,
    /// The exchanges.
    exchanges: Vec<Exchange>,
}

impl<'a, W> Recording<'a, W> {
    /// Wraps a wire.
    pub fn new(inner: W, watch: Watch<'a>) -> Self {
        Self { inner, watch, passed: Mutex::default() }
    }

    /// The exchanges, in the order they came back.
    pub fn into_exchanges(self) -> Vec<Exchange> {
        self.passed.into_inner().unwrap_or_else(PoisonError::into_inner).exchanges
    }
}

impl<W: Wire> Wire for Recording<'_, W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let sent = self.inner.send(ask).await;
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        if passed.asks.insert(ask.clone()) {
            let exchange = Exchange {
                ask: ask.clone(),
                outcome: sent.outcome.clone(),
                at: sent.at,
                ms: sent.ms,
                whole: sent.whole,
            };
            (self.watch)(&exchange);
            passed.exchanges.push(exchange);
        }
        sent
    }
}
