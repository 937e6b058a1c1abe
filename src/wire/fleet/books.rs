//! The ledgers of the servers that are asked, for all machines together: the rule of
//! [`crate::wire::limits::ledger`], kept by a script that goes by the shared server's clock.

use std::sync::atomic::Ordering;
use std::time::Duration;

use redis::ScriptInvocation;
use tokio::time::Instant;

use super::Fleet;
use super::scripts::LIMITER;
use crate::wire::limits::ledger::{Heard, Turn, full_interval, kept, micros, slack};
use crate::wire::limits::rules::Limit;

impl Fleet {
    /// Takes a server's next place.
    pub async fn turn(&self, key: &str, now: i64, limit: &Limit, patience: i64) -> Turn {
        self.book(&turn(key, limit, patience), now).await
    }

    /// Whether a place that was taken has become void.
    pub async fn shut(&self, key: &str, now: i64, limit: &Limit) -> Option<Turn> {
        let mut script = prepare(key, "shut", limit);
        script.arg(0);
        match self.book(&script, now).await {
            Turn::At(_) => None,
            shut => Some(shut),
        }
    }

    /// Learns how a server took an ask that was sent at a time.
    pub async fn heard(&self, key: &str, now: i64, sent: i64, limit: &Limit, heard: Heard) {
        let sent = sent + self.ahead.load(Ordering::Relaxed);
        self.book(&hearing(key, sent, limit, heard), now).await;
    }

    /// Runs the ledger's script. Its times are told by our clock. Where the shared server cannot be
    /// had, nobody has a turn: the ask fails as if its server were down.
    async fn book(&self, script: &ScriptInvocation<'_>, now: i64) -> Turn {
        let clock = Instant::now();
        let answer: Result<Booked, _> = self.run(script).await;
        let Ok(answer) = answer else { return Turn::Down { tried: now, until: now } };
        // By the time that it is now, so that what the answer's way took makes us late, never early.
        let ahead = answer.3.saturating_sub(now.saturating_add(micros(clock.elapsed())));
        self.ahead.store(ahead, Ordering::Relaxed);
        read(&answer, ahead)
    }

    /// A turn by the shared server's clock, and what that says.
    #[cfg(test)]
    pub(super) async fn turn_there(&self, key: &str, limit: &Limit, patience: i64) -> (Turn, i64) {
        let answer: Booked = self.run(&turn(key, limit, patience)).await.expect("an answer");
        (read(&answer, 0), answer.3)
    }

    /// Learns by the shared server's clock, and tells what that says.
    #[cfg(test)]
    pub(super) async fn heard_there(
        &self,
        key: &str,
        sent: i64,
        limit: &Limit,
        heard: Heard,
    ) -> i64 {
        let answer: Result<Booked, _> = self.run(&hearing(key, sent, limit, heard)).await;
        answer.expect("an answer").3
    }
}

/// What the script answers: a word, a time, when the server was tried, and the shared server's time.
type Booked = (String, i64, i64, i64);

/// Reads what the script answers, for a clock that the shared server's is so far ahead of.
fn read((word, at, tried, _): &Booked, ahead: i64) -> Turn {
    let ours = |time: &i64| time.saturating_sub(ahead);
    match word.as_str() {
        "at" => Turn::At(ours(at)),
        "silent" => Turn::Silent(ours(at)),
        "full" => Turn::Full(ours(at)),
        _ => Turn::Down { tried: ours(tried), until: ours(at) },
    }
}

/// The script that takes a place.
fn turn(key: &str, limit: &Limit, patience: i64) -> ScriptInvocation<'static> {
    let mut script = prepare(key, "turn", limit);
    script.arg(patience);
    for window in &limit.windows {
        script.arg(window.count).arg(kept(window.span));
    }
    script
}

/// The script that learns from how an ask was taken; the time is the shared server's.
fn hearing(key: &str, sent: i64, limit: &Limit, heard: Heard) -> ScriptInvocation<'static> {
    let (word, said, usual) = match heard {
        Heard::Fine => ("fine", None, Duration::ZERO),
        Heard::Down => ("down", None, Duration::ZERO),
        Heard::Busy(said, usual) => ("busy", said, usual),
    };
    let mut script = prepare(key, "heard", limit);
    script.arg(0).arg(word).arg(sent).arg(said.map_or(-1, micros)).arg(micros(usual));
    script
}

/// A run of the ledger's script for a server.
fn prepare(key: &str, work: &'static str, limit: &Limit) -> ScriptInvocation<'static> {
    let fields = format!("trace:limit:{key}");
    let mut script = LIMITER.key(&fields);
    script.key(format!("{fields}:log")).arg(work);
    // Without a pace the burst is of no account, and a large figure only loses digits.
    script.arg(full_interval(limit)).arg(limit.pace.burst.min(1_000_000)).arg(slack(limit));
    script
}
