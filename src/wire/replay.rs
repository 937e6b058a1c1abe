//! Answers from a case file. A replay never touches the network.

use std::collections::HashMap;
use std::net::IpAddr;

use super::case::{Case, Line, purpose};
use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure};

/// What an exchange is found by: the ask in words, its protocol, and its purpose where neither tells.
type Key = (String, String, Option<String>);

/// The end of the wire that answers out of a case.
pub struct Replay {
    /// The recorded exchanges by their asks: order means nothing, because strands run side by
    /// side.
    lines: HashMap<Key, Line>,
    /// When the recorded run began: the time of whatever is not recorded.
    started: jiff::Timestamp,
}

impl Replay {
    /// Replays a case.
    pub fn new(case: Case) -> Self {
        let started = case.header.started;
        let mut lines = HashMap::with_capacity(case.lines.len());
        for line in case.lines {
            let key = (line.ask.clone(), line.protocol.clone(), line.purpose.clone());
            lines.entry(key).or_insert(line);
        }
        Self { lines, started }
    }

    /// The addresses whose registration the case holds answers about.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        let asked = self.lines.values().filter(|line| line.protocol != "dns");
        asked.filter_map(|line| {
            let last = line.ask.rsplit(['/', ' ']).next().unwrap_or_default();
            last.trim_matches('"').parse().ok()
        })
    }

    /// The recorded exchange of an ask. Older cases do not say what a request was for.
    fn line(&self, ask: &Ask) -> Option<&Line> {
        let (words, protocol) = (ask.to_string(), ask.protocol().to_owned());
        let purpose = purpose(ask).map(str::to_owned);
        let lines = &self.lines;
        lines
            .get(&(words.clone(), protocol.clone(), purpose))
            .or_else(|| lines.get(&(words, protocol, None)))
    }
}

impl Wire for Replay {
    async fn send(&self, ask: &Ask) -> Sent {
        if let Some(line) = self.line(ask) {
            Sent { whole: !line.cut, ..Sent::then(line.outcome(ask), line.at, line.ms) }
        } else {
            Sent::then(Err(Failure::NotRecorded), self.started, 0)
        }
    }
}
