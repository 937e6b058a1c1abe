//! The only door to the network.
//!
//! A [`Wire`] is either an end (`live`, `replay`) or a wrapper around another wire. They are
//! stacked in `run.rs`, outermost first; whoever asks cannot tell how many there are.

use std::future::Future;

use crate::model::exchange::{Ask, Failure, Reply};

/// Carries one ask to whoever can answer it.
pub trait Wire: Sync {
    /// Sends the ask and waits for the outcome. A reply that says "no" is a [`Reply`]; a
    /// [`Failure`] means that nothing usable came back.
    fn send(&self, ask: &Ask) -> impl Future<Output = Result<Reply, Failure>> + Send;
}

impl<W: Wire> Wire for &W {
    fn send(&self, ask: &Ask) -> impl Future<Output = Result<Reply, Failure>> + Send {
        (**self).send(ask)
    }
}
