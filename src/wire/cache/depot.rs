//! Where answers are kept: in a folder that all processes of a user share, or on the server that many
//! machines share. The bytes are the same.

#![cfg_attr(
    not(feature = "queue"),
    expect(clippy::unused_async, reason = "only what is on a shared server is waited for")
)]

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use super::folder::{Folder, Part};
#[cfg(feature = "queue")]
use super::record;
use crate::model::exchange::{Ask, Reply};
use crate::wire::Sent;
#[cfg(feature = "queue")]
use crate::wire::fleet::Fleet;

/// Where answers are kept.
#[derive(Debug, Clone)]
pub enum Depot {
    /// In a folder.
    Folder(Arc<Folder>),
    /// On the server that many machines share.
    #[cfg(feature = "queue")]
    Fleet(Arc<Fleet>),
}

/// An answer on its way, which nobody else asks for.
#[derive(Debug)]
pub(super) enum Begun {
    /// Its entry in the folder's table.
    Part(Part),
    /// Its lease.
    #[cfg(feature = "queue")]
    Lease(Arc<Fleet>),
}

impl Depot {
    /// A folder that is made when it is first needed.
    pub fn folder(path: PathBuf) -> Self {
        Self::Folder(Arc::new(Folder::new(path)))
    }

    /// Whether it can be used.
    pub(super) fn is_usable(&self) -> bool {
        match self {
            Self::Folder(folder) => folder.is_usable(),
            #[cfg(feature = "queue")]
            Self::Fleet(_) => true,
        }
    }

    /// How often is looked whether somebody else has finished.
    pub(super) fn look(&self) -> Duration {
        match self {
            Self::Folder(_) => Duration::from_millis(20),
            #[cfg(feature = "queue")]
            Self::Fleet(_) => Duration::from_millis(200),
        }
    }

    /// Reads the answer to an ask and its age; `None` if there is none or anything is odd about it.
    pub(super) async fn read(&self, ask: &Ask) -> Option<(Sent, SignedDuration)> {
        match self {
            Self::Folder(folder) => folder.read(ask),
            #[cfg(feature = "queue")]
            Self::Fleet(fleet) => record::parse(ask, fleet.answer(ask).await?),
        }
    }

    /// Begins an answer; `None` where somebody else has begun.
    pub(super) async fn begin(&self, ask: &Ask) -> io::Result<Option<Begun>> {
        match self {
            Self::Folder(folder) => Ok(Part::begin(folder, ask)?.map(Begun::Part)),
            #[cfg(feature = "queue")]
            Self::Fleet(fleet) => {
                let ours = fleet.lease(ask).await;
                Ok(ours.then(|| Begun::Lease(Arc::clone(fleet))))
            }
        }
    }

    /// Removes an answer whose term has ended.
    pub(super) async fn remove(&self, ask: &Ask) {
        match self {
            // A file goes as a whole.
            Self::Folder(_) => {}
            #[cfg(feature = "queue")]
            Self::Fleet(fleet) => fleet.forget(ask).await,
        }
        let _ = ask;
    }
}

impl Begun {
    /// After how long it has to be renewed while it is on its way; a file is locked until then.
    pub(super) fn term(&self) -> Option<Duration> {
        match self {
            Self::Part(_) => None,
            #[cfg(feature = "queue")]
            Self::Lease(_) => Some(Duration::from_millis(1300)),
        }
    }

    /// Renews it.
    pub(super) async fn renew(&self, ask: &Ask) {
        match self {
            Self::Part(_) => {}
            #[cfg(feature = "queue")]
            Self::Lease(fleet) => fleet.renew(ask).await,
        }
        let _ = ask;
    }

    /// Keeps the answer for a term. What cannot be kept is asked for again.
    pub(super) async fn finish(self, depot: &Depot, ask: &Ask, sent: &Sent, reply: &Reply) {
        match (self, depot) {
            (Self::Part(part), _) => part.finish(ask, sent, reply),
            #[cfg(feature = "queue")]
            (Self::Lease(fleet), _) => match (record::bytes(ask, sent, reply), super::keeping(ask))
            {
                (Ok(bytes), Some(keeping)) => fleet.keep(ask, &bytes, keeping.stale).await,
                _ => fleet.release(ask).await,
            },
        }
    }

    /// There is no answer to keep.
    pub(super) async fn give_up(self, ask: &Ask) {
        match self {
            Self::Part(part) => drop(part),
            #[cfg(feature = "queue")]
            Self::Lease(fleet) => fleet.release(ask).await,
        }
        let _ = ask;
    }
}
