//! Answers from a case file. A replay never touches the network.

use std::collections::HashMap;

use super::case::{Case, Line};
use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure};

/// The end of the wire that answers out of a case.
pub struct Replay {
    /// The recorded exchanges by their asks: order means nothing, because strands run side by
    /// side.
    lines: HashMap<String, Line>,
    /// When the recorded run began: the time of whatever is not recorded.
    started: jiff::Timestamp,
}

impl Replay {
    /// Replays a case.
    pub fn new(case: Case) -> Self {
        let started = case.header.started;
        let mut lines = HashMap::with_capacity(case.lines.len());
        for line in case.lines {
            lines.entry(line.ask.clone()).or_insert(line);
        }
        Self { lines, started }
    }
}

impl Wire for Replay {
    async fn send(&self, ask: &Ask) -> Sent {
        if let Some(line) = self.lines.get(&ask.to_string()) {
            Sent { whole: !line.cut, ..Sent::then(line.outcome(ask), line.at, line.ms) }
        } else {
            Sent::then(Err(Failure::NotRecorded), self.started, 0)
        }
    }
}
