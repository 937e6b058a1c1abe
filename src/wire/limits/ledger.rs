//! What is remembered of one server: how it was asked and how it took that. Pure: the time is
//! given, in microseconds of the Unix epoch.

use std::time::Duration;

use super::rules::{Limit, Origin};

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;
/// The pace as it is, in thousandths; twice that is half the pace.
const FULL: i64 = 1_000;
/// The slowest: a sixty-fourth of the pace.
const SLOWEST: i64 = 64 * FULL;
/// How much of the slowness an answer leaves, in thousandths.
const RECOVERY: i64 = 994;
/// After so long without a complaint the pace is full again.
const FORGIVEN: i64 = 600 * SECOND;
/// A server that asks for a longer silence than this is believed so far.
const LONGEST_SILENCE: i64 = 3_600 * SECOND;
/// The longest silence that we choose ourselves.
const LONGEST_OWN: i64 = 300 * SECOND;
/// So many failed connections in a row mean that a server is not there.
const FAILURES: i64 = 3;
/// For how long such a server is not asked.
const BROKEN: i64 = 30 * SECOND;
/// For how long nobody else asks while one tries whether it is back.
const TRIAL: i64 = 6 * SECOND;
/// The least and the most by which a window is kept longer than it is: asks do not arrive as
/// evenly as they are sent.
const MARGIN: (i64, i64) = (60_000, 2 * SECOND);

/// By how much an ask may come late, at most: a first one waits for its connection, which takes some
/// tenths of a second where several processes begin at once, and those that follow do not.
const LATE: i64 = 500_000;

/// How a server took an ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It answered.
    Fine,
    /// It asked for fewer; for how long, if it said so, or else how long is usual.
    Busy(Option<Duration>, Duration),
    /// No connection came about.
    Down,
}

/// When an ask may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// At this time; the place is taken.
    At(i64),
    /// Not before this time, because the server asked for patience.
    Silent(i64),
    /// Not before this time, because a long window is full.
    Full(i64),
    /// Not before `until`, because it could not be reached when it was `tried`.
    Down {
        /// When it was tried last.
        tried: i64,
        /// When it is tried again.
        until: i64,
    },
}

/// The state of one server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The fields that are kept, in the order of `Field`.
    pub fields: [i64; FIELDS],
    /// When asks went or will go, oldest first: as many as the widest window counts.
    pub log: Vec<i64>,
}

/// How many fields there are.
pub const FIELDS: usize = 8;

/// What is remembered beside the log.
#[derive(Debug, Clone, Copy)]
enum Field {
    /// When the pace would have the next ask, if none came at once.
    Next,
    /// How much slower than its full pace it is asked, in thousandths.
    Slow,
    /// Until when it is left alone.
    Silent,
    /// Complaints in a row.
    Complaints,
    /// Failed connections in a row.
    Failed,
    /// When a connection failed last.
    Tried,
    /// Until when no connection is tried, if enough have failed.
    Closed,
    /// When the pace was last halved.
    Halved,
}

impl Ledger {
    /// A field.
    fn get(&self, field: Field) -> i64 {
        self.fields[field as usize]
    }

    /// Sets a field.
    fn set(&mut self, field: Field, value: i64) {
        self.fields[field as usize] = value;
    }

    /// Takes the next place, unless that is further away than `patience` for another reason than
    /// the pace.
    pub fn turn(&mut self, now: i64, limit: &Limit, patience: i64) -> Turn {
        self.mend(now);
        if let Some(turn) = self.shut(now) {
            return turn;
        }
        if self.get(Field::Failed) >= FAILURES {
            // One tries whether it is back; the others wait for what comes of it.
            self.set(Field::Closed, now + TRIAL);
        }
        let interval = self.interval(limit);
        let ahead = ahead(limit, interval);
        let next = self.get(Field::Next);
        let by_pace = next - ahead.max(0);
        let by_window = limit.windows.iter().filter_map(|window| {
            let place = self.log.len().checked_sub(window.count as usize)?;
            Some(self.log.get(place)? + kept(window.span))
        });
        let by_window = by_window.max().unwrap_or(now);
        if by_window - now > patience {
            return Turn::Full(by_window);
        }
        let at = now.max(by_pace).max(by_window);
        // Without a burst to take it from, the room for a late ask stands behind the first one.
        let late = if now > next { (-ahead).max(0) } else { 0 };
        self.set(Field::Next, at.max(next) + interval + late);
        let most = limit.most();
        if most > 0 {
            self.log.push(at);
        }
        Turn::At(at)
    }

    /// Whether a place that was taken has become void, because the server is left alone meanwhile.
    pub fn shut(&self, now: i64) -> Option<Turn> {
        if self.get(Field::Failed) >= FAILURES {
            let (tried, until) = (self.get(Field::Tried), self.get(Field::Closed));
            if until > now {
                return Some(Turn::Down { tried, until });
            }
        }
        let silent = self.get(Field::Silent);
        (silent > now).then_some(Turn::Silent(silent))
    }

    /// Learns from how an ask was taken that was sent at a time.
    pub fn heard(&mut self, now: i64, sent: i64, limit: &Limit, heard: Heard) {
        match heard {
            Heard::Fine => {
                self.set(Field::Failed, 0);
                self.set(Field::Complaints, 0);
                let slow = self.get(Field::Slow) * RECOVERY / 1_000;
                self.set(Field::Slow, slow.max(FULL));
            }
            Heard::Down => {
                self.set(Field::Failed, self.get(Field::Failed) + 1);
                self.set(Field::Tried, now);
                self.set(Field::Closed, now + BROKEN);
            }
            Heard::Busy(said, usual) => self.complain(now, sent, limit, (said, usual)),
        }
    }

    /// Halves the pace, once for all asks that were under way, and falls silent.
    fn complain(
        &mut self,
        now: i64,
        sent: i64,
        limit: &Limit,
        (said, usual): (Option<Duration>, Duration),
    ) {
        self.set(Field::Failed, 0);
        let first = sent >= self.get(Field::Halved);
        if first {
            self.set(Field::Slow, (self.get(Field::Slow).max(FULL) * 2).min(SLOWEST));
            self.set(Field::Complaints, self.get(Field::Complaints) + 1);
            self.set(Field::Halved, now);
        }
        let wait = if let Some(said) = said {
            micros(said).min(LONGEST_SILENCE)
        } else {
            let doublings = u32::try_from(self.get(Field::Complaints) - 1).unwrap_or(0).min(16);
            (micros(usual) << doublings).min(LONGEST_OWN)
        };
        let until = now + wait;
        if first || said.is_some() {
            self.set(Field::Silent, self.get(Field::Silent).max(until));
        }
        // After the silence asks follow one by one.
        let interval = self.interval(limit);
        let next = self.get(Field::Silent).max(now) + ahead(limit, interval);
        self.set(Field::Next, next);
    }

    /// The time between two asks.
    fn interval(&self, limit: &Limit) -> i64 {
        full_interval(limit) * self.get(Field::Slow).max(FULL) / FULL
    }

    /// Forgives what is long past, and forgets what a clock that was set back cannot mean.
    fn mend(&mut self, now: i64) {
        if now - self.get(Field::Halved) > FORGIVEN {
            self.set(Field::Slow, FULL);
            self.set(Field::Complaints, 0);
        }
        let absurd = now + 24 * 3_600 * SECOND;
        if self.fields.iter().any(|field| *field > absurd)
            || self.log.last().is_some_and(|last| *last > absurd)
        {
            *self = Self::default();
        }
    }

    /// Drops what no window counts any more; returns whether it did. Not done at each ask, because
    /// the log is then written anew.
    pub fn trim(&mut self, limit: &Limit) -> bool {
        let most = limit.most();
        let long = self.log.len() > most.saturating_mul(2).max(64);
        if long {
            self.log.drain(..self.log.len() - most);
        }
        long
    }
}

/// The time between two asks at the full pace.
pub fn full_interval(limit: &Limit) -> i64 {
    // A pace is more than a millionth of an ask a second.
    #[expect(clippy::cast_possible_truncation, reason = "the figure is far below 2^63")]
    let full = (1e6 / limit.pace.rate.max(1e-6)).ceil() as i64;
    full
}

/// By how much asks may be ahead of the pace: the burst, but for what may come of it when its first
/// asks are late and those that follow are not.
fn ahead(limit: &Limit, interval: i64) -> i64 {
    interval.saturating_mul(i64::from(limit.pace.burst.saturating_sub(1))) - slack(limit)
}

/// What of a burst is not used. Where nothing is published the pace is a guess that leaves room.
pub fn slack(limit: &Limit) -> i64 {
    if limit.origin == Origin::Assumed || limit.pace.is_unbounded() {
        return 0;
    }
    let full = full_interval(limit);
    let burst = full.saturating_mul(i64::from(limit.pace.burst.saturating_sub(1)));
    LATE.min((burst / 2).max(full / 4))
}

/// The figures of the rule, as the script has them that keeps ledgers for many machines.
#[cfg(feature = "queue")]
pub fn constants() -> String {
    let figures = [
        ("FULL", FULL),
        ("SLOWEST", SLOWEST),
        ("RECOVERY", RECOVERY),
        ("FORGIVEN", FORGIVEN),
        ("LONGEST_SILENCE", LONGEST_SILENCE),
        ("LONGEST_OWN", LONGEST_OWN),
        ("FAILURES", FAILURES),
        ("BROKEN", BROKEN),
        ("TRIAL", TRIAL),
        // In milliseconds: longer than the longest window.
        ("KEPT", 48 * 3_600 * 1_000),
    ];
    figures.map(|(name, figure)| format!("local {name} = {figure}")).join("\n")
}

/// How long a window is kept.
pub fn kept(span: Duration) -> i64 {
    let span = micros(span);
    span + (span * 6 / 100).clamp(MARGIN.0, MARGIN.1)
}

/// A duration in microseconds.
pub fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX / 4)
}

#[cfg(test)]
mod tests;
