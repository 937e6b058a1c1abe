//! How long a server takes for so many questions: the ledger that spaces them out says it.

use std::time::Duration;

use crate::wire::limits::ledger::{Ledger, Turn, micros};
use crate::wire::limits::rules::Limit;

/// What so many questions come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Time {
    /// Until the last goes out.
    pub(super) all: Duration,
    /// How many go out before a run would have to wait longer than it does, if that comes.
    pub(super) in_one_run: Option<u64>,
}

/// The time of so many questions at a limit, where a run waits no longer than `patience` for one.
pub(super) fn time(count: u64, limit: &Limit, patience: Duration) -> Time {
    let mut time = Time { all: Duration::ZERO, in_one_run: None };
    if limit.pace.is_unbounded() && limit.windows.is_empty() {
        return time;
    }
    let mut ledger = Ledger::default();
    let (start, patience) = (1, micros(patience));
    let mut now = start;
    for asked in 0..count {
        let Turn::At(at) = ledger.turn(now, limit, i64::MAX / 4) else { break };
        if at - now > patience && time.in_one_run.is_none() {
            time.in_one_run = Some(asked);
        }
        now = at.max(now);
        ledger.trim(limit);
    }
    time.all = Duration::from_micros(u64::try_from(now - start).unwrap_or(0));
    time
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::limits::rules::{Origin, Pace, Window};

    const PATIENCE: Duration = Duration::from_mins(15);

    fn limit(rate: f64, burst: u32, windows: &[(u32, u64)]) -> Limit {
        let window = |(count, seconds): &(u32, u64)| Window {
            count: *count,
            span: Duration::from_secs(*seconds),
        };
        let windows = windows.iter().map(window).collect();
        Limit { at_once: 4, pace: Pace { rate, burst }, windows, origin: Origin::Given }
    }

    #[test]
    fn what_goes_beyond_the_burst_goes_at_the_pace() {
        let time = time(176, &limit(8.0, 16, &[]), PATIENCE);
        assert_eq!(time.all, Duration::from_millis(20_500), "four of the burst are not used");
        assert_eq!(time.in_one_run, None);
    }

    #[test]
    fn a_long_window_takes_days_and_a_run_stops_where_it_would_have_to_wait_for_it() {
        let time = time(2_500, &limit(3.0, 4, &[(5, 1), (1000, 86_400)]), PATIENCE);
        assert_eq!(time.all.as_secs() / 86_400, 2);
        assert_eq!(time.in_one_run, Some(1000));
    }

    #[test]
    fn a_server_without_limits_takes_no_time() {
        let limit = Limit { pace: Pace::UNBOUNDED, ..limit(1.0, 1, &[]) };
        assert_eq!(time(1_000_000, &limit, PATIENCE).all, Duration::ZERO);
    }
}
