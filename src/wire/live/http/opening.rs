//! When the connection of a request was opened. One that takes long to open belongs to a server that is
//! slow and not silent: what it is asked has its whole time from then on.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

tokio::task_local! {
    /// When the connection of the request that runs here was opened, if it needed a new one.
    static OPENED: Arc<OnceLock<Instant>>;
}

/// Opens a connection and notes when that was done.
pub(super) fn noted<T, E>(
    opening: impl Future<Output = Result<T, E>>,
) -> impl Future<Output = Result<T, E>> {
    let opened = OPENED.try_with(Arc::clone).ok();
    async move {
        let connection = opening.await;
        if let (Some(opened), Ok(_)) = (opened, &connection) {
            // Of several connections the first counts.
            let _ = opened.set(Instant::now());
        }
        connection
    }
}

/// Waits for the head of an answer until a deadline, or for as long as an answer may take since the
/// connection was opened; and says until when the rest may come.
pub(super) async fn answered<T>(
    sending: impl Future<Output = T>,
    deadline: Instant,
    patience: Duration,
) -> Option<(T, Instant)> {
    let opened = Arc::new(OnceLock::new());
    let end = || opened.get().map_or(deadline, |at: &Instant| deadline.max(*at + patience));
    let mut sending = pin!(OPENED.scope(Arc::clone(&opened), sending));
    let head = match timeout_at(deadline, &mut sending).await {
        Ok(head) => head,
        Err(_) => timeout_at(end(), sending).await.ok()?,
    };
    Some((head, end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends over a connection that takes so long to open, to a server that takes so long to answer.
    async fn sending(opens: u64, answers: u64) -> u64 {
        let opening = async {
            tokio::time::sleep(Duration::from_secs(opens)).await;
            Ok::<(), ()>(())
        };
        let _ = noted(opening).await;
        tokio::time::sleep(Duration::from_secs(answers)).await;
        answers
    }

    /// What comes of it within five seconds for each, and how long that takes.
    async fn outcome(opens: u64, answers: u64) -> (Option<u64>, u64) {
        let (started, patience) = (Instant::now(), Duration::from_secs(5));
        let answer = answered(sending(opens, answers), started + patience, patience).await;
        (answer.map(|(answer, _)| answer), started.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_has_its_whole_time_once_the_connection_is_open() {
        assert_eq!(outcome(0, 4).await, (Some(4), 4));
        assert_eq!(outcome(2, 4).await, (Some(4), 6), "slow, and not silent");
        assert_eq!(outcome(2, 60).await, (None, 7));
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_does_not_open_is_waited_for_no_longer_than_an_answer() {
        assert_eq!(outcome(60, 1).await, (None, 5));
    }
}
