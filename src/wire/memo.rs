//! The same ask is sent once per run.
//!
//! Whoever asks first sends; the others wait for the same answer. If the one who sends gives up,
//! one of those who wait takes over. The oldest answers are forgotten when many megabytes of them
//! are held, so that a batch of any length fits into memory.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::OnceCell;

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Reply};

/// Bytes of answers that are held before the oldest are forgotten.
const HELD: usize = 64 << 20;
/// What an answer costs besides its body.
const OVERHEAD: usize = 512;

/// A wire that sends every ask once.
#[derive(Debug)]
pub struct Memo<W> {
    /// The wire that sends.
    inner: W,
    /// What was asked so far.
    shelf: Mutex<Shelf>,
}

/// The answer to one ask, now or later.
type Slot = Arc<OnceCell<Sent>>;

/// What was asked so far, and in which order it was answered.
#[derive(Debug, Default)]
struct Shelf {
    /// The asks that were sent or are on the way.
    slots: HashMap<Ask, Slot>,
    /// The answered asks with their cost, oldest first.
    answered: VecDeque<(Ask, usize)>,
    /// The sum of the costs.
    held: usize,
}

impl<W> Memo<W> {
    /// Wraps a wire.
    pub fn new(inner: W) -> Self {
        Self { inner, shelf: Mutex::default() }
    }

    /// The wire inside.
    pub fn inner(&self) -> &W {
        &self.inner
    }

    /// Locks the shelf, which is never left in a half-changed state.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Wire + Send> Wire for Memo<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let slot = Arc::clone(self.shelf().slots.entry(ask.clone()).or_default());
        let send = async || {
            let sent = self.inner.send(ask).await;
            self.shelf().keep(ask, weigh(&sent));
            sent
        };
        slot.get_or_init(send).await.clone()
    }
}

impl Shelf {
    /// Notes that an ask is answered and forgets the oldest answers beyond the bound.
    fn keep(&mut self, ask: &Ask, cost: usize) {
        self.answered.push_back((ask.clone(), cost));
        self.held += cost;
        while self.held > HELD {
            let Some((oldest, cost)) = self.answered.pop_front() else { break };
            self.slots.remove(&oldest);
            self.held -= cost;
        }
    }
}

/// Roughly the memory that an answer takes.
fn weigh(sent: &Sent) -> usize {
    let body = match &sent.outcome {
        Ok(Reply::Http(reply)) => reply.body.len(),
        Ok(Reply::Text(body)) => body.len(),
        Ok(Reply::Dns(reply)) => 128 * (reply.answers.len() + reply.authorities.len()),
        Err(_) => 0,
    };
    OVERHEAD + body
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use futures_util::future::join_all;

    use super::*;
    use crate::model::exchange::Failure;

    /// Counts what it is asked, answers after a while, and fails what is about "fail".
    #[derive(Default)]
    struct Counting(AtomicUsize);

    impl Wire for Counting {
        async fn send(&self, ask: &Ask) -> Sent {
            self.0.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(20)).await;
            Sent::now(if ask.question() == "fail" {
                Err(Failure::TimedOut)
            } else {
                Ok(Reply::Text(ask.question().into_bytes()))
            })
        }
    }

    #[tokio::test]
    async fn fifty_who_ask_the_same_cause_one_exchange() {
        let memo = Memo::new(Counting::default());
        let ask = Ask::whois("whois.example.net", "example.com");
        let all = join_all((0..50).map(|_| memo.send(&ask))).await;
        assert_eq!(memo.inner().0.load(Ordering::SeqCst), 1);
        assert!(all.iter().all(|sent| *sent == all[0]));
    }

    #[tokio::test]
    async fn a_failure_is_shared_like_an_answer() {
        let memo = Memo::new(Counting::default());
        let ask = Ask::whois("whois.example.net", "fail");
        assert_eq!(memo.send(&ask).await.outcome, Err(Failure::TimedOut));
        assert_eq!(memo.send(&ask).await.outcome, Err(Failure::TimedOut));
        assert_eq!(memo.inner().0.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn one_who_waits_takes_over_when_the_one_who_sends_gives_up() {
        let memo = Memo::new(Counting::default());
        let ask = Ask::whois("whois.example.net", "example.com");
        let impatient = tokio::time::timeout(Duration::from_millis(5), memo.send(&ask));
        let (impatient, patient) = tokio::join!(impatient, memo.send(&ask));
        assert!(impatient.is_err());
        assert_eq!(patient.outcome, Ok(Reply::Text(b"example.com".to_vec())));
        assert_eq!(memo.inner().0.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn the_oldest_answers_are_forgotten_when_too_much_is_held() {
        let mut shelf = Shelf::default();
        for name in ["a", "b", "c"] {
            let ask = Ask::whois("whois.example.net", name);
            shelf.slots.entry(ask.clone()).or_default();
            shelf.keep(&ask, HELD / 2);
        }
        assert!(!shelf.slots.contains_key(&Ask::whois("whois.example.net", "a")));
        assert_eq!((shelf.slots.len(), shelf.held), (2, HELD / 2 * 2));
    }
}
