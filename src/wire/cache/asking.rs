//! What is being asked: a table of the asks on their way, which all processes of a user share.
//!
//! An entry names the ask and the process. A process is there for as long as a file of its name is
//! locked; the lock ends with the process, however that dies, and then its entries mean nothing. The
//! table's own lock is held for moments only; whoever appends an answer holds it, too.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::model::digest::DigestKey;

/// The table's file.
const TABLE: &str = "asking";
/// How the names of the processes' files begin.
const PROCESS: &str = "process-";
/// The length of a process's name.
const NAME: usize = 16;
/// The length of an entry: the key of the ask, and the process.
const ENTRY: usize = size_of::<DigestKey>() + NAME;

/// What is being asked.
#[derive(Debug)]
pub(super) struct Asking {
    /// Where the files are.
    folder: PathBuf,
    /// The table.
    table: Mutex<File>,
    /// The file that shows that this process is there; it goes with it.
    own: NamedTempFile,
}

/// The table while nobody else looks at it.
struct Held<'a>(MutexGuard<'a, File>);

impl Held<'_> {
    /// Waits for the lock, which nobody holds for long.
    fn wait(table: &Mutex<File>) -> io::Result<Held<'_>> {
        let table = table.lock().unwrap_or_else(PoisonError::into_inner);
        table.lock()?;
        Ok(Held(table))
    }

    /// All entries.
    fn entries(&mut self) -> io::Result<Vec<u8>> {
        self.0.seek(SeekFrom::Start(0))?;
        let (mut entries, mut buffer) = (Vec::new(), [0; 4096]);
        loop {
            let length = self.0.read(&mut buffer)?;
            entries.extend_from_slice(buffer.get(..length).unwrap_or_default());
            // A file is shorter only at its end.
            if length < buffer.len() {
                return Ok(entries);
            }
        }
    }

    /// Writes an entry.
    fn write(&mut self, place: usize, entry: &[u8]) -> io::Result<()> {
        self.0.seek(SeekFrom::Start((place * ENTRY) as u64))?;
        self.0.write_all(entry)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // The lock ends with the file at the latest.
        let _ = self.0.unlock();
    }
}

impl Asking {
    /// Opens the table; with `tidies`, rid of what dead processes have left.
    pub(super) fn open(folder: &Path, tidies: bool) -> io::Result<Self> {
        let path = folder.join(TABLE);
        let table =
            File::options().create(true).truncate(false).read(true).write(true).open(path)?;
        let table = Mutex::new(table);
        let mut held = Held::wait(&table)?;
        if tidies {
            tidy(folder, &mut held)?;
        }
        // Within the lock: others look whether it is locked.
        let own = tempfile::Builder::new().prefix(PROCESS).rand_bytes(NAME).tempfile_in(folder)?;
        own.as_file().lock()?;
        drop(held);
        Ok(Self { folder: folder.to_owned(), table, own })
    }

    /// Begins an ask and returns the place of its entry; `None` where somebody else has begun.
    pub(super) fn begin(&self, key: &DigestKey) -> io::Result<Option<usize>> {
        let mut held = Held::wait(&self.table)?;
        let entries = held.entries()?;
        let mut free = entries.len() / ENTRY;
        for (place, entry) in entries.chunks_exact(ENTRY).enumerate() {
            let (other, process) = entry.split_at(size_of::<DigestKey>());
            let same = other == key;
            if same && is_there(&self.folder, process) {
                return Ok(None);
            }
            if same || entry.iter().all(|byte| *byte == 0) {
                free = free.min(place);
            }
        }
        held.write(free, &[&key[..], self.name()].concat())?;
        Ok(Some(free))
    }

    /// Ends an ask, after some work that nobody else does at the same time.
    pub(super) fn end(&self, place: usize, work: impl FnOnce()) {
        // Without the lock the answer is kept for nobody, and is asked for again.
        let Ok(mut held) = Held::wait(&self.table) else { return };
        work();
        // An entry that stays is void when this process ends.
        let _ = held.write(place, &[0; ENTRY]);
    }

    /// The name of this process.
    fn name(&self) -> &[u8] {
        let name = self.own.path().file_name().map_or(&[][..], std::ffi::OsStr::as_encoded_bytes);
        name.get(PROCESS.len()..).unwrap_or_default()
    }
}

/// Whether a process is there.
fn is_there(folder: &Path, process: &[u8]) -> bool {
    let Ok(name) = str::from_utf8(process) else { return false };
    // The name comes from a file that anything may have written.
    name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && is_locked(&folder.join(format!("{PROCESS}{name}")))
}

/// Whether somebody holds a file's lock.
fn is_locked(path: &Path) -> bool {
    let tried = File::open(path).map(|file| file.try_lock_shared());
    matches!(tried, Ok(Err(TryLockError::WouldBlock)))
}

/// Removes the files of dead processes and their entries.
fn tidy(folder: &Path, held: &mut Held<'_>) -> io::Result<()> {
    for file in fs::read_dir(folder)?.flatten() {
        if file.file_name().to_string_lossy().starts_with(PROCESS) && !is_locked(&file.path()) {
            // Another process may have deleted it meanwhile, which is as good.
            let _ = fs::remove_file(file.path());
        }
    }
    let is_alive = |entry: &[u8]| {
        entry.get(size_of::<DigestKey>()..).is_some_and(|name| is_there(folder, name))
    };
    let entries = held.entries()?;
    let mut kept = 0;
    for (place, entry) in entries.chunks(ENTRY).enumerate() {
        if is_alive(entry) {
            kept = place + 1;
        } else if entry.iter().any(|byte| *byte != 0) {
            held.write(place, &[0; ENTRY])?;
        }
    }
    held.0.set_len((kept * ENTRY) as u64)
}
