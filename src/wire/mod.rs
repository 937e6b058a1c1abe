//! The only door to the network.
//!
//! A [`Wire`] is either an end (`live`, `replay`) or a wrapper around another wire. What the targets
//! of a run share is stacked in `run/stack.rs`, what each has of its own in `trace.rs`; whoever asks
//! cannot tell how many there are. What comes back is a [`Sent`]: the outcome, and when and how fast the end learnt it, which every wrapper
//! passes on untouched.

use std::future::Future;

use crate::model::exchange::{Ask, Failure, Reply};

pub mod cache;
pub mod case;
pub mod database;
pub mod deadline;
pub mod guard;
pub mod limits;
pub mod live;
pub mod memo;
pub mod recording;
pub mod replay;

/// Carries one ask to whoever can answer it.
pub trait Wire: Sync {
    /// Sends the ask and waits for the outcome. A reply that says "no" is a [`Reply`]; a
    /// [`Failure`] means that nothing usable came back.
    fn send(&self, ask: &Ask) -> impl Future<Output = Sent> + Send;
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
}

impl Sent {
    /// An outcome that took no exchange, such as a refusal of our own.
    pub fn now(outcome: Result<Reply, Failure>) -> Self {
        Self { outcome, at: now(), ms: 0, whole: true }
    }
}

impl<W: Wire> Wire for &W {
    fn send(&self, ask: &Ask) -> impl Future<Output = Sent> + Send {
        (**self).send(ask)
    }
}

/// The time that it is, to the millisecond: finer figures would only lengthen every line.
pub fn now() -> jiff::Timestamp {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}
