//! Keeps every exchange of one target's run: for the evidence, for `--save-case`, for `-v`.
//!
//! What failed is not asked twice for one target; what was answered others may hold for longer.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

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
    /// The asks, to keep each once, with what came of those that were not answered.
    asks: HashMap<Ask, Option<Sent>>,
    /// The exchanges.
    exchanges: Vec<Exchange>,
}

impl<'a, W> Recording<'a, W> {
    /// Wraps a wire.
    pub fn new(inner: W, watch: Watch<'a>) -> Self {
        Self { inner, watch, passed: Mutex::default() }
    }

    /// Locks what passed, which is never left in a half-changed state.
    fn passed(&self) -> MutexGuard<'_, Passed> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The exchanges, in the order they came back.
    pub fn into_exchanges(self) -> Vec<Exchange> {
        self.passed.into_inner().unwrap_or_else(PoisonError::into_inner).exchanges
    }
}

impl<W: Wire> Wire for Recording<'_, W> {
    async fn send(&self, ask: &Ask) -> Sent {
        if let Some(Some(failed)) = self.passed().asks.get(ask) {
            return failed.clone();
        }
        let sent = self.inner.send(ask).await;
        let mut passed = self.passed();
        if !passed.asks.contains_key(ask) {
            let failed = (!sent.is_answer()).then(|| sent.clone());
            passed.asks.insert(ask.clone(), failed);
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

    fn waits(&self, ask: &Ask) -> bool {
        self.inner.waits(ask)
    }
}
