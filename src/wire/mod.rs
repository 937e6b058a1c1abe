//! The only door to the network.
//!
//! A [`Wire`] is either an end (`live`, `replay`) or a wrapper around another wire. What the targets
//! of a run share is stacked in `run/stack.rs`, what each has of its own in `trace.rs`; whoever asks
//! cannot tell how many there are. What comes back is a [`Sent`]: the outcome, and when and how fast the end learnt it, which every wrapper
//! passes on untouched.

use std::future::Future;

use crate::model::exchange::{Ask, Failure, Reply};
use crate::model::reading::Reading;
use crate::model::temper::Temper;

pub mod blocks;
pub mod budget;
pub mod cache;
pub mod case;
pub mod database;
pub mod deadline;
#[cfg(feature = "queue")]
pub mod fleet;
pub mod guard;
pub mod limits;
pub mod live;
pub mod memo;
pub mod recording;
pub mod replay;
pub mod turns;

/// Carries one ask to whoever can answer it.
pub trait Wire: Sync {
    /// Sends the ask and waits for the outcome. A reply that says "no" is a [`Reply`]; a
    /// [`Failure`] means that nothing usable came back.
    fn send(&self, ask: &Ask) -> impl Future<Output = Sent> + Send;

    /// Whether an ask that is on its way waits for its turn in our own queue, so that nobody else
    /// is to blame for the time that passes. Wrappers pass the question on.
    fn waits(&self, ask: &Ask) -> bool {
        let _ = ask;
        false
    }
}

/// What became of an ask, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What came back, or why nothing did.
    pub outcome: Result<Reply, Failure>,
    /// When it was sent; for a cached answer, when that answer was asked for.
    pub at: jiff::Timestamp,
    /// How long the answer took, in milliseconds.
    pub ms: u64,
    /// Whether the server had finished; `false` for a reply that was cut off by a reset, a limit
    /// or the end of the time, which is used but not kept for later runs.
    pub whole: bool,
    /// What the reply is to its question; rubbish where there is none.
    pub temper: Temper,
    /// What was read of it so far.
    pub reading: Reading,
}

impl Sent {
    /// An outcome that took no exchange, such as a refusal of our own.
    pub fn now(outcome: Result<Reply, Failure>) -> Self {
        Self::then(outcome, now(), 0)
    }

    /// An outcome that is taken for an answer if anything came back.
    pub fn then(outcome: Result<Reply, Failure>, at: jiff::Timestamp, ms: u64) -> Self {
        let temper = if outcome.is_ok() { Temper::Record } else { Temper::Rubbish };
        Self { outcome, at, ms, whole: true, temper, reading: Reading::default() }
    }

    /// Whether it answers what was asked.
    pub fn is_answer(&self) -> bool {
        self.outcome.is_ok() && self.temper.is_answer()
    }
}

impl<W: Wire> Wire for &W {
    fn send(&self, ask: &Ask) -> impl Future<Output = Sent> + Send {
        (**self).send(ask)
    }

    fn waits(&self, ask: &Ask) -> bool {
        (**self).waits(ask)
    }
}

/// The time that it is, to the millisecond: finer figures would only lengthen every line.
pub fn now() -> jiff::Timestamp {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// The program's name and version, as output and case files print them.
pub fn tool() -> String {
    format!("trace {}", env!("CARGO_PKG_VERSION"))
}
