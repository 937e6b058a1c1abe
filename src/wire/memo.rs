//! The same ask is sent once per run.
//!
//! Whoever asks first sends; the others wait for the same answer. If the one who sends gives up,
//! one of those who wait takes over. What is no answer is shared by those who wait for it and kept
//! for a moment only, so that one bad minute of a server is not the fate of a whole list. When many
//! megabytes are held, what was not used for longest is forgotten, so that a batch of any length
//! fits into memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::Instant;

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Reply};

/// Bytes of registries' answers that are held before those are forgotten that were not used for
/// longest: those of some hundred names, among which the ones that many names share stay.
const HELD: usize = 16 << 20;
/// The same for answers of the DNS, of which a name needs a dozen small ones.
const DNS_HELD: usize = 8 << 20;
/// What an answer costs besides its body: the ask, the slot and their places in both maps.
const OVERHEAD: usize = 900;
/// What is read of the answer of a registry costs.
const READ: usize = 2_500;
/// What one record of a DNS answer costs.
const DNS_RECORD: usize = 256;
/// For how long an answer is used instead of asking: as long as the cache keeps a record.
const ANSWERED: Duration = Duration::from_hours(1);
/// For how long a failure to resolve a name is shared (RFC 9520 §3.2: one second to five minutes).
const DNS_FAILED: Duration = Duration::from_secs(5);
/// For how long any other failure is shared.
const FAILED: Duration = Duration::from_secs(1);

/// A wire that sends every ask once.
#[derive(Debug)]
pub struct Memo<W> {
    /// The wire that sends.
    inner: W,
    /// Whether an ask is remembered here.
    wants: fn(&Ask) -> bool,
    /// What was asked so far.
    shelf: Mutex<MemoShelf>,
}

/// The answer to one ask, now or later.
type MemoSlot = Arc<OnceCell<Sent>>;

/// What was asked so far.
#[derive(Debug, Default)]
struct MemoShelf {
    /// The asks that were sent or are on the way.
    slots: HashMap<Arc<Ask>, Remembered>,
    /// The answered asks by their last use, longest ago first.
    used: BTreeMap<u64, Arc<Ask>>,
    /// Counts the uses.
    clock: u64,
    /// The sum of the costs.
    held: usize,
    /// What it may come to.
    bound: usize,
}

/// One ask on the shelf.
#[derive(Debug, Default)]
struct Remembered {
    /// The answer.
    slot: MemoSlot,
    /// Once it is there: until when it is used, what it costs, and its last use.
    answered: Option<(Instant, usize, u64)>,
}

impl<W> Memo<W> {
    /// Wraps a wire that remembers nothing itself.
    pub fn new(inner: W) -> Self {
        Self::bounded(inner, |_| true, HELD)
    }

    /// Wraps a wire that remembers answers of the DNS itself.
    pub fn but_dns(inner: W) -> Self {
        Self::bounded(inner, |ask| !matches!(ask, Ask::Dns { .. }), HELD)
    }

    /// Wraps a wire for the DNS.
    pub fn dns(inner: W) -> Self {
        Self::bounded(inner, |_| true, DNS_HELD)
    }

    /// Wraps a wire to remember what is wanted, within a bound.
    fn bounded(inner: W, wants: fn(&Ask) -> bool, bound: usize) -> Self {
        Self { inner, wants, shelf: Mutex::new(MemoShelf { bound, ..MemoShelf::default() }) }
    }

    /// The wire inside.
    pub fn inner(&self) -> &W {
        &self.inner
    }

    /// Locks the shelf, which is never left in a half-changed state.
    fn shelf(&self) -> MutexGuard<'_, MemoShelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Wire + Send> Wire for Memo<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        if !(self.wants)(ask) {
            return self.inner.send(ask).await;
        }
        let slot = self.shelf().slot(ask);
        let send = async || {
            let sent = self.inner.send(ask).await;
            self.shelf().keep(ask, &slot, &sent);
            sent
        };
        slot.get_or_init(send).await.clone()
    }

    fn waits(&self, ask: &Ask) -> bool {
        self.inner.waits(ask)
    }
}

impl MemoShelf {
    /// The slot of an ask: the one at hand, unless its time is over.
    fn slot(&mut self, ask: &Ask) -> MemoSlot {
        let Some(entry) = self.slots.get_mut(ask) else {
            return Arc::clone(&self.slots.entry(Arc::new(ask.clone())).or_default().slot);
        };
        let Some((until, cost, used)) = &mut entry.answered else { return Arc::clone(&entry.slot) };
        if *until > Instant::now() {
            if let Some(ask) = self.used.remove(used) {
                self.clock += 1;
                *used = self.clock;
                self.used.insert(self.clock, ask);
            }
            return Arc::clone(&entry.slot);
        }
        self.used.remove(used);
        self.held -= *cost;
        *entry = Remembered::default();
        Arc::clone(&entry.slot)
    }

    /// Notes that an ask is answered and forgets what goes beyond the bound.
    fn keep(&mut self, ask: &Ask, slot: &MemoSlot, sent: &Sent) {
        let Some((own, _)) = self.slots.get_key_value(ask) else { return };
        let own = Arc::clone(own);
        let Some(entry) = self.slots.get_mut(ask).filter(|entry| Arc::ptr_eq(&entry.slot, slot))
        else {
            return;
        };
        let cost = weigh(sent);
        self.clock += 1;
        entry.answered = Some((Instant::now() + term(ask, sent), cost, self.clock));
        self.used.insert(self.clock, own);
        self.held += cost;
        while self.held > self.bound {
            let Some((_, oldest)) = self.used.pop_first() else { break };
            let cost = self.slots.remove(&oldest).and_then(|entry| entry.answered);
            self.held -= cost.map_or(0, |(_, cost, _)| cost);
        }
    }
}

/// For how long an outcome is used instead of asking again.
fn term(ask: &Ask, sent: &Sent) -> Duration {
    match ask {
        _ if sent.is_answer() => ANSWERED,
        Ask::Dns { .. } => DNS_FAILED,
        _ => FAILED,
    }
}

/// Roughly the memory that an answer takes.
fn weigh(sent: &Sent) -> usize {
    let body = match &sent.outcome {
        Ok(Reply::Http(reply)) => {
            let headers = reply.headers.iter().map(|(name, value)| 64 + name.len() + value.len());
            reply.body.capacity() + headers.sum::<usize>()
        }
        Ok(Reply::Text(body)) => body.capacity(),
        Ok(Reply::Dns(reply)) => DNS_RECORD * (reply.answers.len() + reply.authorities.len()),
        Err(_) => 0,
    };
    let read = if body > 0 && !matches!(&sent.outcome, Ok(Reply::Dns(_))) { READ } else { 0 };
    OVERHEAD + body + read
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

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

    impl Memo<Counting> {
        /// How often was asked.
        fn asked(&self) -> usize {
            self.inner.0.load(Ordering::SeqCst)
        }
    }

    #[tokio::test(start_paused = true)]
    async fn fifty_who_ask_the_same_cause_one_exchange() {
        let memo = Memo::new(Counting::default());
        let ask = Ask::whois("whois.example.net", "example.com");
        let all = join_all((0..50).map(|_| memo.send(&ask))).await;
        assert_eq!(memo.asked(), 1);
        assert!(all.iter().all(|sent| *sent == all[0]));
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_is_shared_by_those_who_wait_for_it_and_forgotten_after_a_moment() {
        let memo = Memo::new(Counting::default());
        let ask = Ask::whois("whois.example.net", "fail");
        let all = join_all((0..50).map(|_| memo.send(&ask))).await;
        assert!(all.iter().all(|sent| sent.outcome == Err(Failure::TimedOut)));
        assert_eq!(memo.asked(), 1);
        tokio::time::sleep(FAILED).await;
        memo.send(&ask).await;
        assert_eq!(memo.asked(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_is_used_until_its_own_term_ends() {
        let memo = Memo::new(Counting::default());
        let ask = Ask::whois("whois.example.net", "example.com");
        memo.send(&ask).await;
        tokio::time::sleep(ANSWERED.checked_sub(Duration::from_secs(1)).unwrap()).await;
        memo.send(&ask).await;
        assert_eq!(memo.asked(), 1);
        tokio::time::sleep(Duration::from_secs(1)).await;
        memo.send(&ask).await;
        assert_eq!(memo.asked(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn one_who_waits_takes_over_when_the_one_who_sends_gives_up() {
        let memo = Memo::new(Counting::default());
        let ask = Ask::whois("whois.example.net", "example.com");
        let impatient = tokio::time::timeout(Duration::from_millis(5), memo.send(&ask));
        let (impatient, patient) = tokio::join!(impatient, memo.send(&ask));
        assert!(impatient.is_err());
        assert_eq!(patient.outcome, Ok(Reply::Text(b"example.com".to_vec())));
        assert_eq!(memo.asked(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_not_used_for_longest_is_forgotten_when_too_much_is_held() {
        let mut shelf = MemoShelf { bound: HELD, ..MemoShelf::default() };
        let ask = |name: &str| Ask::whois("whois.example.net", name);
        let large = Sent::now(Ok(Reply::Text(vec![0; HELD / 3])));
        for name in ["a", "b"] {
            let slot = shelf.slot(&ask(name));
            shelf.keep(&ask(name), &slot, &large);
        }
        shelf.slot(&ask("a"));
        let slot = shelf.slot(&ask("c"));
        shelf.keep(&ask("c"), &slot, &large);
        let held = |name: &str| shelf.slots.contains_key(&ask(name));
        assert_eq!([held("a"), held("b"), held("c")], [true, false, true]);
        assert_eq!((shelf.used.len(), shelf.held), (2, 2 * weigh(&large)));
    }
}
