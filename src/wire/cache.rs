//! Answers of registries kept on disk between runs, shared by processes.
//!
//! Whoever asks first, in whichever process, leads; the others wait until the answer is in the
//! folder or the leader has given up. Only what answers the question is kept, for a named term, and
//! its file goes when the term ends. Whatever is odd about a file or the folder only means that the
//! answer is asked for.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::time::sleep;

use self::file::Part;
use self::terms::{Keeping, keeping};
use super::{Sent, Wire};
use crate::model::exchange::{Ask, Reply};
use crate::model::temper::Temper;

mod file;
mod terms;

/// How often is looked whether another process has finished.
const LOOK: Duration = Duration::from_millis(20);

/// A wire that remembers what registries said.
#[derive(Debug)]
pub struct Cache<W> {
    /// The wire that sends.
    inner: W,
    /// Where the files are; `None` keeps nothing.
    folder: Option<PathBuf>,
    /// The folder once it was made ready; `None` if it cannot be used.
    ready: OnceLock<Option<PathBuf>>,
    /// The asks that another process leads.
    led: Mutex<HashSet<Ask>>,
    /// What the user should know.
    warnings: Mutex<BTreeSet<String>>,
}

impl<W> Cache<W> {
    /// Wraps a wire. Without a folder, nothing is kept.
    pub fn new(inner: W, folder: Option<PathBuf>) -> Self {
        Self {
            inner,
            folder,
            ready: OnceLock::new(),
            led: Mutex::default(),
            warnings: Mutex::default(),
        }
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

    /// The folder, made and rid of what is out of date when it is first needed. One that cannot be
    /// made is no trouble of the user's.
    fn folder(&self) -> Option<&PathBuf> {
        let make = || {
            let folder = self.folder.clone()?;
            fs::create_dir_all(&folder).ok()?;
            file::prune_sometimes(&folder);
            Some(folder)
        };
        self.ready.get_or_init(make).as_ref()
    }

    /// The asks that another process leads.
    fn led(&self) -> MutexGuard<'_, HashSet<Ask>> {
        self.led.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until this process leads an ask, or another has answered it.
    async fn lead(&self, folder: &std::path::Path, ask: &Ask, fresh: &Keeping) -> Lead {
        let _waiting = Led::new(self, ask);
        loop {
            let part = Part::begin(folder, ask);
            // Between the first look and the lock another may have finished.
            match (file::read(folder, ask).filter(|(_, age)| *age <= fresh.fresh), part) {
                (Some((sent, _)), part) => {
                    if let Ok(Some(part)) = part {
                        part.give_up();
                    }
                    return Lead::Answered(sent);
                }
                (None, Ok(Some(part))) => return Lead::Ours(Some(part)),
                (None, Err(_)) => return Lead::Ours(None),
                (None, Ok(None)) => {
                    self.led().insert(ask.clone());
                    sleep(LOOK).await;
                }
            }
        }
    }
}

/// Who asks.
enum Lead {
    /// This process; the file to write to, where it can be written.
    Ours(Option<Part>),
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
        let Some(folder) = self.folder() else { return self.inner.send(ask).await };
        let kept = file::read(folder, ask);
        if let Some((sent, age)) = &kept {
            if *age <= keeping.fresh {
                return sent.clone();
            }
            if *age > keeping.stale {
                file::remove(folder, ask);
            }
        }
        let part = match self.lead(folder, ask, &keeping).await {
            Lead::Answered(sent) => return sent,
            Lead::Ours(part) => part,
        };
        let sent = self.inner.send(ask).await;
        if let Ok(reply) = &sent.outcome
            && is_worth_keeping(reply, &sent)
        {
            if let Some(part) = part {
                part.finish(folder, ask, &sent, reply);
            }
            return sent;
        }
        part.into_iter().for_each(Part::give_up);
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

/// Whether a reply holds what was asked for, whole; never a "no", because the name may be
/// registered a minute later.
fn is_worth_keeping(reply: &Reply, sent: &Sent) -> bool {
    sent.whole
        && sent.temper == Temper::Record
        && match reply {
            Reply::Http(reply) => reply.status == 200 && !reply.body.is_empty(),
            Reply::Text(body) => !body.is_empty(),
            Reply::Dns(_) => false,
        }
}

#[cfg(test)]
mod tests;
