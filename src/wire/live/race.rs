//! Several ways to one answer: each gets a head start before the next is tried as well.

use std::future::Future;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::time::timeout;

/// Starts the attempts in order, the next one when the head start of the latest is over or one has
/// failed, and returns the first success; if all fail, the failures in the order they came.
pub(super) async fn first_good<F, T, E>(
    attempts: impl IntoIterator<Item = (Duration, F)>,
) -> Result<T, Vec<E>>
where
    F: Future<Output = Result<T, E>>,
{
    let mut running = FuturesUnordered::new();
    let mut failures = Vec::new();
    for (head_start, attempt) in attempts {
        running.push(attempt);
        match timeout(head_start, running.next()).await {
            Ok(Some(Ok(good))) => return Ok(good),
            Ok(Some(Err(bad))) => failures.push(bad),
            Ok(None) | Err(_) => {}
        }
    }
    while let Some(outcome) = running.next().await {
        match outcome {
            Ok(good) => return Ok(good),
            Err(bad) => failures.push(bad),
        }
    }
    Err(failures)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Waits, then succeeds or fails with the number.
    async fn after(ms: u64, outcome: Result<u8, u8>) -> Result<u8, u8> {
        tokio::time::sleep(Duration::from_millis(ms)).await;
        outcome
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_starts_the_next_attempt_at_once() {
        let head_start = Duration::from_mins(1);
        let attempts = [(head_start, after(1, Err(1))), (head_start, after(1, Ok(2)))];
        assert_eq!(first_good(attempts).await, Ok(2));
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_attempt_is_overtaken_but_still_counts() {
        let head_start = Duration::from_millis(5);
        let attempts = [(head_start, after(30, Ok(1))), (head_start, after(1, Err(2)))];
        assert_eq!(first_good(attempts).await, Ok(1));
    }

    #[tokio::test(start_paused = true)]
    async fn when_all_fail_every_failure_is_told() {
        let head_start = Duration::from_millis(1);
        let attempts = [(head_start, after(20, Err(1))), (head_start, after(1, Err(2)))];
        assert_eq!(first_good::<_, u8, _>(attempts).await, Err(vec![2, 1]));
    }
}
