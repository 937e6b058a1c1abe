//! The folder of the cache: the answers of each term, and what is being asked. Nothing is touched
//! before it is needed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};

use super::asking::Asking;
use super::record;
use super::shelf::AnswerShelf;
use super::terms::{KEPT, keeping, term};
use crate::model::digest::{DigestKey, key};
use crate::model::exchange::{Ask, Reply};
use crate::wire::Sent;

/// The file whose age tells when the folder was last tidied.
const TIDIED: &str = "tidied";
/// How often the folder is tidied.
const TIDY: Duration = Duration::from_mins(30);

/// A folder with answers.
#[derive(Debug)]
pub struct Folder {
    /// Where it is.
    path: PathBuf,
    /// What it holds, once it was needed; `None` where it cannot be used.
    opened: OnceLock<Option<Opened>>,
}

/// What a folder holds.
#[derive(Debug)]
struct Opened {
    /// The answers of each term.
    shelves: Mutex<Vec<AnswerShelf>>,
    /// What is being asked.
    asking: Asking,
}

/// An answer on its way, which only this process asks for.
#[derive(Debug)]
pub(super) struct Part {
    /// Where it goes.
    folder: Arc<Folder>,
    /// The name of the ask.
    key: DigestKey,
    /// The place of its entry, until it has ended.
    place: Option<usize>,
}

impl Folder {
    /// A folder that is made when it is first needed.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, opened: OnceLock::new() }
    }

    /// What it holds. A folder that cannot be made is no trouble of the user's.
    fn opened(&self) -> Option<&Opened> {
        let open = || {
            fs::create_dir_all(&self.path).ok()?;
            let tidies = prune_sometimes(&self.path);
            let asking = Asking::open(&self.path, tidies).ok()?;
            Some(Opened { shelves: Mutex::new(KEPT.map(AnswerShelf::new).into()), asking })
        };
        self.opened.get_or_init(open).as_ref()
    }

    /// Whether it can be used.
    pub(super) fn is_usable(&self) -> bool {
        self.opened().is_some()
    }

    /// Reads the answer to an ask and its age; `None` if there is none or anything is odd about it.
    pub(super) fn read(&self, ask: &Ask) -> Option<(Sent, SignedDuration)> {
        let keeping = keeping(ask)?;
        let mut shelves = self.opened()?.shelves();
        let of_term = shelves.iter_mut().find(|shelf| shelf.keeping == keeping)?;
        record::parse(ask, of_term.read(&self.path, &name(ask), Timestamp::now())?)
    }

    /// Appends an answer, while nobody else does.
    fn append(&self, ask: &Ask, key: DigestKey, bytes: &[u8]) -> io::Result<()> {
        let (Some(opened), Some(keeping)) = (self.opened(), keeping(ask)) else { return Ok(()) };
        let mut shelves = opened.shelves();
        let of_term = shelves.iter_mut().find(|shelf| shelf.keeping == keeping);
        of_term.map_or(Ok(()), |shelf| shelf.append(&self.path, key, bytes, Timestamp::now()))
    }
}

impl Opened {
    /// The shelves, which are never left in a half-changed state.
    fn shelves(&self) -> MutexGuard<'_, Vec<AnswerShelf>> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    /// Begins an answer; `None` where another process, or another target of this one, has begun.
    pub(super) fn begin(folder: &Arc<Folder>, ask: &Ask) -> io::Result<Option<Self>> {
        let opened = folder.opened().ok_or(io::ErrorKind::NotFound)?;
        let key = name(ask);
        let place = opened.asking.begin(&key)?;
        Ok(place.map(|place| Self { folder: Arc::clone(folder), key, place: Some(place) }))
    }

    /// Writes the answer. What cannot be written is asked for again.
    pub(super) fn finish(mut self, ask: &Ask, sent: &Sent, reply: &Reply) {
        let (folder, key) = (Arc::clone(&self.folder), self.key);
        self.end(|| {
            let _ = record::bytes(ask, sent, reply).and_then(|all| folder.append(ask, key, &all));
        });
    }

    /// Ends it, after some work that nobody else does at the same time.
    fn end(&mut self, work: impl FnOnce()) {
        if let (Some(opened), Some(place)) = (self.folder.opened(), self.place.take()) {
            opened.asking.end(place, work);
        }
    }
}

impl Drop for Part {
    /// There is no answer to keep, however that came.
    fn drop(&mut self) {
        self.end(|| ());
    }
}

/// The name of an ask.
fn name(ask: &Ask) -> DigestKey {
    key(ask.to_string().as_bytes())
}

/// Tidies the folder unless that was done a short while ago; returns whether it did.
fn prune_sometimes(folder: &Path) -> bool {
    let stamp = folder.join(TIDIED);
    let due = age(&stamp).is_none_or(|age| age >= TIDY) && File::create(&stamp).is_ok();
    if due {
        prune(folder);
    }
    due
}

/// Deletes what nobody will use any more.
fn prune(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let term = term(&entry.file_name().to_string_lossy());
        if age(&entry.path()).is_some_and(|age| age > term) {
            // Another process may have deleted it meanwhile, which is as good.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How long ago a file was written.
fn age(path: &Path) -> Option<Duration> {
    let written = fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    SystemTime::now().duration_since(written).ok()
}
