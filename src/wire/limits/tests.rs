use std::sync::atomic::AtomicUsize;

use futures_util::future::join_all;

use super::server::AT_FIRST;
use super::*;
use crate::model::exchange::HttpReply;

/// Answers 429 so many times, then 200, and counts what is in flight.
#[derive(Default)]
struct Busy {
    refusals: usize,
    retry_after: Option<u64>,
    failure: Option<Failure>,
    asked: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
    takes: Duration,
}

impl Wire for Busy {
    async fn send(&self, _: &Ask) -> Sent {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        sleep(Duration::from_millis(5) + self.takes).await;
        self.now.fetch_sub(1, Ordering::SeqCst);
        if let Some(failure) = &self.failure {
            self.asked.fetch_add(1, Ordering::SeqCst);
            return Sent::now(Err(failure.clone()));
        }
        let refuse = self.asked.fetch_add(1, Ordering::SeqCst) < self.refusals;
        let wait = self.retry_after.map(|seconds| ("retry-after".to_owned(), seconds.to_string()));
        let headers = wait.into_iter().collect();
        let status = if refuse { 429 } else { 200 };
        Sent::now(Ok(Reply::Http(HttpReply { status, headers, ..HttpReply::default() })))
    }
}

/// What a reply is, by its status alone.
fn judge(_: &Ask, reply: &Reply, _: Timestamp, _: &Reading) -> Temper {
    match reply {
        Reply::Http(reply) if reply.status == 429 => {
            let wait = reply.header("retry-after").and_then(|wait| wait.parse().ok());
            Temper::Busy(wait.map(Duration::from_secs))
        }
        _ => Temper::Record,
    }
}

fn limits(inner: Busy) -> Limits<Busy> {
    Limits::new(inner, judge, Manners::default())
}

impl Limits<Busy> {
    fn asked(&self) -> usize {
        self.inner.asked.load(Ordering::SeqCst)
    }
}

/// Asks once and returns the status.
async fn status(limits: &Limits<Busy>, path: &str) -> Result<u16, Failure> {
    match limits.send(&Ask::rdap(format!("https://rdap.example.net/{path}"))).await.outcome {
        Ok(Reply::Http(reply)) => Ok(reply.status),
        Ok(_) => Ok(0),
        Err(failure) => Err(failure),
    }
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_is_waited_out_as_told() {
    let limits = limits(Busy { refusals: 2, retry_after: Some(3), ..Busy::default() });
    let started = Instant::now();
    assert_eq!(status(&limits, "a").await, Ok(200));
    assert_eq!(limits.asked(), 3);
    assert!(started.elapsed() >= Duration::from_secs(6), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stays_busy_is_heard_again_when_its_silence_is_over() {
    let limits = limits(Busy { refusals: 4, retry_after: Some(1), ..Busy::default() });
    assert_eq!(status(&limits, "a").await, Ok(429));
    assert_eq!(status(&limits, "b").await, Ok(200));
    assert_eq!(limits.asked(), 1 + usize::from(RETRIES) + 1);
}

#[tokio::test(start_paused = true)]
async fn a_long_wait_is_not_waited_for_and_nobody_asks_meanwhile() {
    let limits = limits(Busy { refusals: 1, retry_after: Some(3600), ..Busy::default() });
    assert!(matches!(status(&limits, "a").await, Err(Failure::RateLimited { until: Some(_) })));
    assert!(matches!(status(&limits, "b").await, Err(Failure::RateLimited { until: Some(_) })));
    assert_eq!(limits.asked(), 1);
    sleep(Duration::from_hours(1)).await;
    assert_eq!(status(&limits, "b").await, Ok(200));
}

#[tokio::test(start_paused = true)]
async fn of_many_at_once_few_reach_a_server_that_asks_for_patience() {
    let limits = limits(Busy { refusals: 2, retry_after: Some(2), ..Busy::default() });
    let paths: Vec<String> = (0..12).map(|number| number.to_string()).collect();
    let all = join_all(paths.iter().map(|path| status(&limits, path))).await;
    assert!(all.iter().all(|status| *status == Ok(200)), "{all:?}");
    assert_eq!(limits.asked(), 12 + 2);
}

#[tokio::test(start_paused = true)]
async fn only_a_few_asks_are_in_flight_at_one_server_and_few_at_first() {
    let limits = limits(Busy::default());
    let paths: Vec<String> = (0..30).map(|number| number.to_string()).collect();
    let asks = paths.iter().take(6).map(|path| Ask::whois("whois.example.net", path.as_str()));
    let asks: Vec<Ask> = asks.collect();
    join_all(asks.iter().map(|ask| limits.send(ask))).await;
    assert_eq!(limits.inner.most.load(Ordering::SeqCst), 2, "WHOIS servers count connections");
    join_all(paths.iter().map(|path| status(&limits, path))).await;
    assert_eq!(limits.inner.most.load(Ordering::SeqCst), AT_FIRST);
}

#[tokio::test(start_paused = true)]
async fn a_slow_server_is_asked_on_while_its_answers_are_out() {
    let (limits, started) =
        (limits(Busy { takes: Duration::from_secs(4), ..Busy::default() }), Instant::now());
    let paths: Vec<String> = (0..7).map(|number| number.to_string()).collect();
    join_all(paths.iter().map(|path| status(&limits, path))).await;
    let took = started.elapsed();
    assert!(took < Duration::from_secs(6), "one at a time would take 24 s: {took:?}");
    let paths: Vec<String> = (7..40).map(|number| number.to_string()).collect();
    join_all(paths.iter().map(|path| status(&limits, path))).await;
    assert_eq!(limits.inner.most.load(Ordering::SeqCst), 8, "and no more than that at once");
}

#[tokio::test(start_paused = true)]
async fn a_whois_server_is_asked_slowly_after_a_burst_and_waiting_is_told() {
    let limits = limits(Busy::default());
    let started = Instant::now();
    let asks: Vec<Ask> =
        (0..7).map(|number| Ask::whois("whois.example.net", format!("{number}.example"))).collect();
    let all = join_all(asks.iter().map(|ask| limits.send(ask)));
    let look = async {
        sleep(Duration::from_millis(100)).await;
        assert!(limits.waits(&asks[6]) && !limits.waits(&asks[0]));
        assert_eq!(limits.busiest(), Some(("whois.example.net".to_owned(), 3)));
    };
    tokio::join!(all, look);
    let took = started.elapsed();
    assert!(took >= Duration::from_secs(1), "{took:?}");
    assert!(!limits.waits(&asks[6]));
    assert_eq!(limits.busiest(), None);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_not_there_is_left_alone_with_the_reason_and_then_tried_once() {
    let limits = limits(Busy { failure: Some(Failure::Refused), ..Busy::default() });
    for _ in 0..3 {
        assert_eq!(status(&limits, "a").await, Err(Failure::Refused));
    }
    let Err(Failure::Unreachable { detail }) = status(&limits, "a").await else {
        panic!("is left alone")
    };
    assert!(detail.starts_with("not reachable, tried at "), "{detail}");
    assert_eq!(limits.asked(), 3);
    sleep(Duration::from_secs(31)).await;
    let paths: Vec<String> = (0..9).map(|number| number.to_string()).collect();
    join_all(paths.iter().map(|path| status(&limits, path))).await;
    assert_eq!(limits.asked(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_process_that_is_killed_leaves_one_place_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let process = || {
        let pace = Some(rules::Pace { rate: 8.0, burst: 1 });
        let given = rules::UserLimit { pattern: "*".to_owned(), pace, windows: Vec::new() };
        let store = Store::new(Some(folder.path().to_owned()));
        let rules = Rules { given: vec![given], ..Rules::default() };
        Limits::new(Busy::default(), judge, Manners { rules, store, ..Manners::default() })
    };
    let killed = process();
    let paths: Vec<String> = (0..80).map(|number| number.to_string()).collect();
    join_all(paths.iter().map(|path| status(&killed, path))).await;
    let many = join_all(paths.iter().map(|path| status(&killed, path)));
    assert!(tokio::time::timeout(Duration::from_millis(10), many).await.is_err(), "they wait");
    let left = killed.clock.now();
    let Manners { rules, store, .. } = &killed.manners;
    let limit = rules.of(Protocol::Http, "rdap.example.net");
    let turn = store.turn("rdap-rdap.example.net", left, &limit, 0).await;
    assert!(matches!(turn, Turn::At(at) if at - left < 300_000), "{turn:?}");
}
