//! Whose connections to the queue's server are open: a worker that is killed loses its own at once, long
//! before what it had in hand is overdue.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;
use std::time::Duration;

use redis::pipe;
use tokio::time::Instant;

use super::Fleet;
use super::tasks::LOST;

/// How often is looked who is connected.
const LOOK: Duration = Duration::from_millis(500);

/// For how long somebody who is gone is remembered: long enough for all that it had to be overdue.
const KEPT: Duration = Duration::from_mins(1);

/// Who was connected, and is not any more.
#[derive(Debug, Default)]
pub(super) struct Living {
    /// When each was connected last.
    seen: BTreeMap<String, Instant>,
    /// When was looked last.
    at: Option<Instant>,
}

impl Living {
    /// Learns who is connected now.
    fn learn(&mut self, connected: BTreeSet<String>, now: Instant) {
        self.seen.extend(connected.into_iter().map(|name| (name, now)));
        self.seen.retain(|_, last| now - *last < KEPT);
    }

    /// Those who were connected, and not any more when that was learnt last.
    fn gone(&self) -> BTreeSet<String> {
        let newest = self.seen.values().max();
        let is_gone = |(_, last): &(&String, &Instant)| Some(*last) < newest;
        self.seen.iter().filter(is_gone).map(|(name, _)| name.clone()).collect()
    }
}

impl Fleet {
    /// Those whose connection is gone. When the server itself was gone, all have a moment to come back.
    pub(super) async fn gone(&self) -> BTreeSet<String> {
        let is_due = self.living().at.is_none_or(|at| at.elapsed() >= LOOK);
        if is_due {
            self.living().at = Some(Instant::now());
            let mut commands = pipe();
            commands.cmd("CLIENT").arg("LIST");
            let listed: Result<(String,), _> = self.send(&commands).await;
            // Nobody is gone for one who may not look.
            let connected = listed.map(|(text,)| names(&text)).unwrap_or_default();
            if connected.contains(&self.name) {
                self.living().learn(connected, Instant::now());
            }
        }
        if self.is_back_within(LOST) { BTreeSet::new() } else { self.living().gone() }
    }

    /// What is known of connections.
    fn living(&self) -> std::sync::MutexGuard<'_, Living> {
        self.living.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The names in a list of connections.
fn names(list: &str) -> BTreeSet<String> {
    let name =
        |line: &str| line.split(' ').find_map(|word| word.strip_prefix("name=")).map(str::to_owned);
    list.lines().filter_map(name).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gone_is_who_was_connected_and_is_not() {
        let (mut living, mut now) = (Living::default(), Instant::now());
        let mut gone = |list: &str, later: u64| {
            now += Duration::from_secs(later);
            living.learn(names(list), now);
            living.gone().into_iter().collect::<Vec<_>>()
        };
        let all = "id=3 addr=192.0.2.1:1 name=1-a age=0\nid=4 name=2-b age=9\nid=5 name= age=1\n";
        assert!(gone(all, 0).is_empty());
        assert_eq!(gone("id=3 name=1-a age=1\nid=6 name=3-c age=0\n", 1), ["2-b"]);
        assert!(gone("id=7 name=2-b\nid=6 name=3-c age=0\nid=3 name=1-a\n", 1).is_empty());
        assert_eq!(gone("id=3 name=1-a age=1\n", 1), ["2-b", "3-c"]);
        assert!(gone("id=3 name=1-a age=1\n", 60).is_empty(), "they are forgotten");
    }
}
