use super::*;
use crate::wire::limits::rules::{Origin, Pace, Window};

const NOW: i64 = 1_800_000_000 * SECOND;
const PATIENT: i64 = 900 * SECOND;

fn limit(rate: f64, burst: u32, windows: &[(u32, u64)]) -> Limit {
    let windows = windows
        .iter()
        .map(|(count, span)| Window { count: *count, span: Duration::from_secs(*span) });
    let pace = Pace { rate, burst };
    Limit { at_once: 4, pace, windows: windows.collect(), origin: Origin::Given }
}

/// Takes places as fast as they come, for so many asks; the times in seconds from now.
fn times(ledger: &mut Ledger, limit: &Limit, asks: usize) -> Vec<f64> {
    let mut now = NOW;
    let mut times = Vec::new();
    for _ in 0..asks {
        let Turn::At(at) = ledger.turn(now, limit, PATIENT) else { break };
        now = now.max(at);
        #[expect(clippy::cast_precision_loss, reason = "a test looks at seconds")]
        times.push((at - NOW) as f64 / 1e6);
    }
    times
}

/// The most that fall into any stretch of so many seconds.
fn most_within(times: &[f64], span: f64) -> usize {
    let within = |from: &f64| times.iter().filter(|at| **at >= *from && **at < from + span).count();
    times.iter().map(within).max().unwrap_or(0)
}

#[test]
fn a_burst_comes_at_once_and_the_rest_at_the_pace() {
    let limit = Limit { origin: Origin::Assumed, ..limit(8.0, 16, &[]) };
    let times = times(&mut Ledger::default(), &limit, 24);
    assert!(times[..16].iter().all(|at| *at == 0.0), "{times:?}");
    assert!((times[23] - 1.0).abs() < 1e-3, "{times:?}");
}

#[test]
fn asks_without_a_burst_keep_their_pace_behind_the_first() {
    let times = times(&mut Ledger::default(), &limit(0.5, 1, &[]), 30);
    assert!((times[29] - 58.5).abs() < 0.01, "{times:?}");
}

#[test]
fn a_burst_whose_first_asks_are_late_is_within_a_published_limit() {
    for (rate, burst) in [(8.0, 16), (3.0, 4), (1.0, 2), (10.0, 1)] {
        let mut times = times(&mut Ledger::default(), &limit(rate, burst, &[]), 60);
        // Those that go before the connection stands come when it does.
        let stands = 0.499_f64.min(0.25 / rate).max(if burst > 1 { 0.499 } else { 0.0 });
        for at in &mut times {
            *at = at.max(stands);
        }
        let (mut bucket, mut last) = (f64::from(burst), 0.0);
        for at in times {
            bucket = (bucket + (at - last) * rate).min(f64::from(burst)) - 1.0;
            last = at;
            assert!(bucket > -1e-3, "{rate} a second, {burst} at once: {bucket} at {at} s");
        }
    }
}

#[test]
fn all_windows_hold_at_once_in_every_stretch() {
    let limit = limit(100.0, 100, &[(5, 1), (60, 60)]);
    let times = times(&mut Ledger::default(), &limit, 200);
    assert_eq!(times.len(), 200);
    assert!(most_within(&times, 1.0) <= 5);
    assert!(most_within(&times, 60.0) <= 60);
    assert!(*times.last().expect("a time") < 220.0);
}

#[test]
fn a_window_that_is_full_for_longer_than_one_can_wait_says_until_when() {
    let limit = limit(100.0, 100, &[(3, 86_400)]);
    let mut ledger = Ledger::default();
    assert_eq!(times(&mut ledger, &limit, 3).len(), 3);
    let Turn::Full(until) = ledger.turn(NOW + SECOND, &limit, PATIENT) else { panic!("is full") };
    assert!((until - NOW) / SECOND >= 86_400);
    assert!(matches!(ledger.turn(until, &limit, PATIENT), Turn::At(_)));
}

#[test]
fn a_complaint_halves_the_pace_once_and_silences_as_long_as_said() {
    let limit = limit(8.0, 16, &[]);
    let mut ledger = Ledger::default();
    let busy = Heard::Busy(Some(Duration::from_secs(7)), Duration::from_secs(1));
    for _ in 0..4 {
        ledger.heard(NOW + 1, NOW, &limit, busy);
    }
    assert_eq!(ledger.get(Field::Slow), 2 * FULL);
    assert_eq!(ledger.turn(NOW + 2, &limit, PATIENT), Turn::Silent(NOW + 1 + 7 * SECOND));
    let after = NOW + 1 + 7 * SECOND;
    let Turn::At(first) = ledger.turn(after, &limit, PATIENT) else { panic!("may go") };
    let Turn::At(second) = ledger.turn(after, &limit, PATIENT) else { panic!("may go") };
    assert!(second - first >= SECOND / 4, "{first} {second}");
}

#[test]
fn answers_bring_the_pace_back_and_an_unsaid_silence_doubles_without_them() {
    let limit = limit(8.0, 1, &[]);
    let mut ledger = Ledger::default();
    let busy = Heard::Busy(None, Duration::from_secs(4));
    let mut now = NOW;
    for seconds in [4, 8, 16] {
        ledger.heard(now, now, &limit, busy);
        let Turn::Silent(until) = ledger.turn(now, &limit, PATIENT) else { panic!("is silent") };
        assert_eq!((until - now) / SECOND, seconds);
        now = until;
    }
    assert_eq!(ledger.get(Field::Slow), 8 * FULL);
    for _ in 0..400 {
        ledger.heard(now, now, &limit, Heard::Fine);
    }
    assert_eq!(ledger.get(Field::Slow), FULL);
}

#[test]
fn a_server_that_fails_three_times_is_left_alone_then_tried_once() {
    let limit = limit(8.0, 16, &[]);
    let mut ledger = Ledger::default();
    for _ in 0..3 {
        assert!(matches!(ledger.turn(NOW, &limit, PATIENT), Turn::At(_)));
        ledger.heard(NOW, NOW, &limit, Heard::Down);
    }
    let down = Turn::Down { tried: NOW, until: NOW + BROKEN };
    assert_eq!(ledger.turn(NOW + SECOND, &limit, PATIENT), down);
    let later = NOW + BROKEN;
    assert!(matches!(ledger.turn(later, &limit, PATIENT), Turn::At(_)));
    assert!(matches!(ledger.turn(later, &limit, PATIENT), Turn::Down { .. }));
    ledger.heard(later, later, &limit, Heard::Fine);
    assert!(matches!(ledger.turn(later, &limit, PATIENT), Turn::At(_)));
}

#[test]
fn a_clock_that_was_set_back_blocks_nobody() {
    let limit = limit(8.0, 1, &[(1, 60)]);
    let mut ledger = Ledger::default();
    ledger.turn(NOW + 48 * 3_600 * SECOND, &limit, PATIENT);
    assert_eq!(ledger.turn(NOW, &limit, PATIENT), Turn::At(NOW));
}

#[test]
fn the_log_is_no_longer_than_twice_the_widest_window() {
    let limit = limit(1e6, 1_000_000, &[(100, 1)]);
    let mut ledger = Ledger::default();
    for at in 0..1_000 {
        ledger.turn(NOW + at * SECOND, &limit, PATIENT);
        ledger.trim(&limit);
    }
    assert!(ledger.log.len() <= 200);
}
