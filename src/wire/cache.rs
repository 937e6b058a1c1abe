//! Answers of registries kept on disk between runs, shared by processes.
//!
//! Whoever asks first, in whichever process, leads; the others wait until the answer is in the
//! folder or the leader has given up. Only what answers the question is kept, for a named term; its
//! file goes after that. Whatever is odd about a file or the folder only means that the
//! answer is asked for.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::sleep;

use self::depot::Begun;
pub use self::depot::Depot;
use self::terms::{Keeping, keeping};
use super::{Sent, Wire};
use crate::model::exchange::{Ask, Reply};
use crate::model::temper::Temper;

mod asking;
mod depot;
mod folder;
mod record;
mod shelf;
mod terms;

/// A wire that remembers what registries said.
#[derive(Debug)]
pub struct Cache<W> {
    /// The wire that sends.
    inner: W,
    /// Where answers are kept; `None` keeps nothing.
    depot: Option<Depot>,
    /// The asks that another process leads.
    led: Mutex<HashSet<Ask>>,
    /// What the user should know.
    warnings: Mutex<BTreeSet<String>>,
}

impl<W> Cache<W> {
    /// Wraps a wire. Without a folder, nothing is kept.
    pub fn new(inner: W, folder: Option<PathBuf>) -> Self {
        Self::on(inner, folder.map(Depot::folder))
    }

    /// Wraps a wire whose answers are kept on a depot.
    pub fn on(inner: W, depot: Option<Depot>) -> Self {
        Self { inner, depot, led: Mutex::default(), warnings: Mutex::default() }
    }

    /// The wire inside.
    pub fn inner(&self) -> &W {
        &self.inner
    }

    /// What the user should know, such as that a stale answer had to do.
    pub fn warnings(&self) -> Vec<String> {
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Notes a warning, once.
    fn warn(&self, warning: String) {
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).insert(warning);
    }

    /// The depot, where it can be used.
    fn depot(&self) -> Option<&Depot> {
        self.depot.as_ref().filter(|depot| depot.is_usable())
    }

    /// The asks that another process leads.
    fn led(&self) -> MutexGuard<'_, HashSet<Ask>> {
        self.led.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until this process leads an ask, or another has answered it.
    async fn lead(&self, depot: &Depot, ask: &Ask, fresh: &Keeping) -> Lead {
        let _waiting = Led::new(self, ask);
        loop {
            let begun = depot.begin(ask).await;
            // Between the first look and the lock another may have finished.
            match (depot.read(ask).await.filter(|(_, age)| *age <= fresh.fresh), begun) {
                (Some((sent, _)), begun) => {
                    if let Ok(Some(begun)) = begun {
                        begun.give_up(ask).await;
                    }
                    return Lead::Answered(sent);
                }
                (None, Ok(Some(begun))) => return Lead::Ours(Some(begun)),
                (None, Err(_)) => return Lead::Ours(None),
                (None, Ok(None)) => {
                    self.led().insert(ask.clone());
                    sleep(depot.look()).await;
                }
            }
        }
    }
}

impl<W: Wire> Cache<W> {
    /// Asks, and keeps what was begun for as long as that takes.
    async fn ask(&self, ask: &Ask, begun: Option<&Begun>) -> Sent {
        let term = begun.and_then(|begun| Some((begun, begun.term()?)));
        let Some((begun, term)) = term else { return self.inner.send(ask).await };
        let mut sending = std::pin::pin!(self.inner.send(ask));
        loop {
            tokio::select! {
                sent = &mut sending => return sent,
                () = sleep(term) => begun.renew(ask).await,
            }
        }
    }
}

/// Who asks.
enum Lead {
    /// This process; what it has begun, where that can be kept.
    Ours(Option<Begun>),
    /// Another process has asked.
    Answered(Sent),
}

/// Takes an ask off the list of those that another process leads, however the waiting ends.
struct Led<'a, W> {
    /// The cache.
    cache: &'a Cache<W>,
    /// The ask.
    ask: &'a Ask,
}

impl<'a, W> Led<'a, W> {
    /// Begins to wait.
    fn new(cache: &'a Cache<W>, ask: &'a Ask) -> Self {
        Self { cache, ask }
    }
}

impl<W> Drop for Led<'_, W> {
    fn drop(&mut self) {
        self.cache.led().remove(self.ask);
    }
}

impl<W: Wire + Send> Wire for Cache<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let Some(keeping) = keeping(ask) else { return self.inner.send(ask).await };
        let Some(depot) = self.depot() else { return self.inner.send(ask).await };
        let kept = depot.read(ask).await;
        if let Some((sent, age)) = &kept {
            if *age <= keeping.fresh {
                return sent.clone();
            }
            if *age > keeping.stale {
                depot.remove(ask).await;
            }
        }
        let begun = match self.lead(depot, ask, &keeping).await {
            Lead::Answered(sent) => return sent,
            Lead::Ours(begun) => begun,
        };
        let sent = self.ask(ask, begun.as_ref()).await;
        if let Ok(reply) = &sent.outcome
            && is_worth_keeping(ask, reply, &sent)
        {
            if let Some(begun) = begun {
                begun.finish(depot, ask, &sent, reply).await;
            }
            return sent;
        }
        if let Some(begun) = begun {
            begun.give_up(ask).await;
        }
        match kept {
            Some((old, age)) if age <= keeping.stale => {
                self.warn(format!(
                    "{} could not be renewed; used as of {}",
                    ask.question(),
                    old.at
                ));
                old
            }
            _ => sent,
        }
    }

    fn waits(&self, ask: &Ask) -> bool {
        self.led().contains(ask) || self.inner.waits(ask)
    }
}

/// Whether a reply is kept for others: one that holds what was asked for, whole, or says where that is.
/// A "no" only where it is about a number: a name may be registered a minute later.
fn is_worth_keeping(ask: &Ask, reply: &Reply, sent: &Sent) -> bool {
    let is_number = ask.url().is_some_and(|url| url.contains("/ip/") || url.contains("/autnum/"));
    sent.whole
        && match (reply, sent.temper) {
            (Reply::Http(reply), Temper::Record) => match reply.status {
                200 => !reply.body.is_empty(),
                status => (300..400).contains(&status),
            },
            (Reply::Http(reply), Temper::Absent) => is_number && reply.status == 404,
            (Reply::Text(body), Temper::Record) => !body.is_empty(),
            _ => false,
        }
}

#[cfg(test)]
mod tests;
