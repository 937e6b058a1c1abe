//! Answers from a case file. A replay never touches the network.

use std::collections::HashMap;
use std::net::IpAddr;

use super::budget::{self, DNS_BESIDE, REGISTRY_BESIDE, RESOLVER};
use super::case::{Case, Line, purpose};
use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure};
use crate::model::name::registrable;

/// What an exchange is found by: the ask in words, its protocol, and its purpose where neither tells.
type Key = (String, String, Option<String>);

/// The end of the wire that answers out of a case.
pub struct Replay {
    /// The recorded exchanges by their asks: order means nothing, because strands run side by
    /// side.
    lines: HashMap<Key, Line>,
    /// The servers that were asked as often as what stands beside the way to a target may cost them:
    /// what the case lacks of theirs was left out.
    spent: Vec<String>,
    /// When the recorded run began: the time of whatever is not recorded.
    started: jiff::Timestamp,
}

impl Replay {
    /// Replays a case.
    pub fn new(case: Case) -> Self {
        let started = case.header.started;
        let spent = spent(&case.lines);
        let mut lines = HashMap::with_capacity(case.lines.len());
        for line in case.lines {
            let key = (line.ask.clone(), line.protocol.clone(), line.purpose.clone());
            lines.entry(key).or_insert(line);
        }
        Self { lines, spent, started }
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

/// The servers of which a case holds as many answers as one target may cost them.
fn spent(lines: &[Line]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in lines.iter().filter(|line| purpose_is_counted(line)) {
        let server = match line.protocol.as_str() {
            "dns" => RESOLVER.to_owned(),
            "whois" => {
                let server = line.ask.split(' ').nth(1).unwrap_or_default();
                registrable(server.split(':').next().unwrap_or(server))
            }
            _ => {
                let url = line.ask.strip_prefix("GET ").and_then(|url| url::Url::parse(url).ok());
                url.and_then(|url| url.host_str().map(registrable)).unwrap_or_default()
            }
        };
        *counts.entry(server).or_default() += 1;
    }
    let most = |server: &str| if server == RESOLVER { DNS_BESIDE } else { REGISTRY_BESIDE };
    counts.retain(|server, count| *count >= most(server));
    counts.into_keys().collect()
}

/// Whether an exchange is one that a budget counts.
fn purpose_is_counted(line: &Line) -> bool {
    matches!(line.protocol.as_str(), "dns" | "whois" | "rdap") && line.purpose.is_none()
}

impl Wire for Replay {
    async fn send(&self, ask: &Ask) -> Sent {
        if let Some(line) = self.line(ask) {
            Sent { whole: !line.cut, ..Sent::then(line.outcome(ask), line.at, line.ms) }
        } else {
            let spent =
                budget::cost(ask, true).is_some_and(|(server, _)| self.spent.contains(&server));
            let failure = if spent { Failure::OverBudget } else { Failure::NotRecorded };
            Sent::then(Err(failure), self.started, 0)
        }
    }
}
