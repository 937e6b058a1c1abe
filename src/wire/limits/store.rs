//! Where the ledgers are: in this process, in a folder that all processes of a user share, or on the
//! server that many machines share.
//!
//! A folder has one file a server. Whoever changes it holds its lock, which ends with the process,
//! however that dies; what a process that is killed had written is at most one place too many.

#![cfg_attr(
    not(feature = "queue"),
    expect(clippy::unused_async, reason = "only what is on a shared server is waited for")
)]

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
#[cfg(feature = "queue")]
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use super::ledger::{FIELDS, Heard, Ledger, Turn};
use super::rules::Limit;
use crate::model::digest::sha256;
#[cfg(feature = "queue")]
use crate::wire::fleet::Fleet;

/// The first bytes of a file; others are written anew.
const MAGIC: i64 = 0x0001_6563_6172_7401;
/// The length of what stands before the log.
const HEAD: usize = 8 * (FIELDS + 1);

/// Where the ledgers are.
#[derive(Debug)]
pub enum Store {
    /// In this process.
    Here(Mutex<HashMap<String, Ledger>>),
    /// In a folder.
    Folder(Books),
    /// On the server that many machines share.
    #[cfg(feature = "queue")]
    Fleet(Arc<Fleet>),
}

impl Store {
    /// Shares the ledgers with the other processes of a user, where a folder can be had.
    pub fn new(folder: Option<PathBuf>) -> Self {
        match folder {
            Some(folder) if fs::create_dir_all(&folder).is_ok() => {
                Self::Folder(Books { folder, open: Mutex::default() })
            }
            _ => Self::Here(Mutex::default()),
        }
    }

    /// Takes a server's next place.
    pub async fn turn(&self, key: &str, now: i64, limit: &Limit, patience: i64) -> Turn {
        #[cfg(feature = "queue")]
        if let Self::Fleet(fleet) = self {
            return fleet.turn(key, now, limit, patience).await;
        }
        self.change(key, limit, |ledger| ledger.turn(now, limit, patience))
    }

    /// Whether a place that was taken has become void.
    pub async fn shut(&self, key: &str, now: i64, limit: &Limit) -> Option<Turn> {
        #[cfg(feature = "queue")]
        if let Self::Fleet(fleet) = self {
            return fleet.shut(key, now, limit).await;
        }
        self.change(key, limit, |ledger| ledger.shut(now))
    }

    /// Learns how a server took an ask.
    pub async fn heard(&self, key: &str, now: i64, sent: i64, limit: &Limit, heard: Heard) {
        #[cfg(feature = "queue")]
        if let Self::Fleet(fleet) = self {
            return fleet.heard(key, now, sent, limit, heard).await;
        }
        self.change(key, limit, |ledger| ledger.heard(now, sent, limit, heard));
    }

    /// Changes a ledger while nobody else does. A file that cannot be used costs the memory of
    /// this server, not the answer.
    fn change<T>(&self, key: &str, limit: &Limit, work: impl FnOnce(&mut Ledger) -> T) -> T {
        match self {
            Self::Here(ledgers) => {
                let mut ledgers = ledgers.lock().unwrap_or_else(PoisonError::into_inner);
                let ledger = ledgers.entry(key.to_owned()).or_default();
                let outcome = work(ledger);
                ledger.trim(limit);
                outcome
            }
            Self::Folder(books) => {
                let mut open = books.open.lock().unwrap_or_else(PoisonError::into_inner);
                let mut book = Book::open(&books.folder, key, &mut open).ok();
                let mut ledger = book.as_mut().and_then(Book::read).unwrap_or_default();
                let before = ledger.clone();
                let outcome = work(&mut ledger);
                let anew = ledger.trim(limit);
                if let Some(book) = &mut book {
                    // A full disk costs the memory of this ask.
                    let _ = book.write(&before, &ledger, anew);
                }
                outcome
            }
            // Its ledgers are changed where they are.
            #[cfg(feature = "queue")]
            Self::Fleet(_) => work(&mut Ledger::default()),
        }
    }
}

/// The files of a folder, each opened once.
#[derive(Debug)]
pub struct Books {
    /// The folder.
    folder: PathBuf,
    /// The files, by server.
    open: Mutex<HashMap<String, File>>,
}

/// The locked file of a server.
struct Book<'a> {
    /// The file.
    file: &'a File,
    /// Whether what it held was a ledger.
    sound: bool,
}

impl<'a> Book<'a> {
    /// Opens a server's file and waits for its lock, which nobody holds for long.
    fn open(folder: &Path, key: &str, open: &'a mut HashMap<String, File>) -> io::Result<Self> {
        if !open.contains_key(key) {
            let path = folder.join(file_name(key));
            let file =
                File::options().create(true).truncate(false).read(true).write(true).open(path)?;
            open.insert(key.to_owned(), file);
        }
        let file: &File = open.get(key).ok_or(io::ErrorKind::NotFound)?;
        file.lock()?;
        Ok(Self { file, sound: false })
    }

    /// Reads the ledger, if there is one.
    fn read(&mut self) -> Option<Ledger> {
        self.file.seek(SeekFrom::Start(0)).ok()?;
        let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
        loop {
            let length = self.file.read(&mut buffer).ok()?;
            bytes.extend_from_slice(buffer.get(..length)?);
            // A file is shorter only at its end.
            if length < buffer.len() {
                break;
            }
        }
        let mut numbers = bytes.chunks_exact(8).filter_map(|chunk| chunk.try_into().ok());
        let mut next = || numbers.next().map(i64::from_le_bytes);
        if next()? != MAGIC {
            return None;
        }
        let mut ledger = Ledger::default();
        for field in &mut ledger.fields {
            *field = next()?;
        }
        ledger.log = std::iter::from_fn(next).collect();
        self.sound = true;
        Some(ledger)
    }

    /// Writes what has changed.
    fn write(&mut self, before: &Ledger, after: &Ledger, anew: bool) -> io::Result<()> {
        if self.sound && !anew && after.log.starts_with(&before.log) {
            if before.fields != after.fields {
                self.file.seek(SeekFrom::Start(0))?;
                self.file.write_all(&head(after))?;
            }
            let new = after.log.get(before.log.len()..).unwrap_or_default();
            if !new.is_empty() {
                let place = HEAD + 8 * before.log.len();
                self.file.seek(SeekFrom::Start(place as u64))?;
                self.file.write_all(&bytes(new))?;
            }
            return Ok(());
        }
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        let mut whole = head(after);
        whole.extend(bytes(&after.log));
        self.file.write_all(&whole)
    }
}

impl Drop for Book<'_> {
    fn drop(&mut self) {
        // The lock ends with the process at the latest.
        let _ = self.file.unlock();
    }
}

/// What stands before the log.
fn head(ledger: &Ledger) -> Vec<u8> {
    let mut head = bytes(&[MAGIC]);
    head.extend(bytes(&ledger.fields));
    head
}

/// Numbers as bytes.
fn bytes(numbers: &[i64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The file of a server: its name, as far as a file can bear it. Servers are named by data, so
/// that a name may hold anything and be of any length.
fn file_name(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let safe: String = key.chars().map(|c| if plain(c) { c } else { '_' }).take(80).collect();
    if safe == key && !safe.starts_with('.') {
        return safe;
    }
    let digest = sha256(key.as_bytes());
    format!("{}-{}", safe.trim_start_matches('.'), digest.get(..16).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::wire::limits::rules::{Origin, Pace, Window};

    const NOW: i64 = 1_800_000_000_000_000;

    fn limit() -> Limit {
        let windows = vec![Window { count: 5, span: Duration::from_secs(10) }];
        let pace = Pace { rate: 1e3, burst: 10 };
        Limit { at_once: 2, pace, windows, origin: Origin::Given }
    }

    #[tokio::test]
    async fn two_processes_share_what_one_server_bears() {
        let folder = tempfile::tempdir().expect("a folder");
        let stores = [(); 2].map(|()| Store::new(Some(folder.path().to_owned())));
        let mut turns = Vec::new();
        for at in 0..7 {
            turns.push(stores[at % 2].turn("rdap-x.example_443", NOW, &limit(), i64::MAX).await);
        }
        assert!(turns[..5].iter().all(|turn| *turn == Turn::At(NOW)), "{turns:?}");
        assert!(turns[5..].iter().all(|turn| matches!(turn, Turn::At(at) if *at > NOW)));
        stores[0]
            .heard(
                "rdap-x.example_443",
                NOW,
                NOW,
                &limit(),
                Heard::Busy(None, Duration::from_secs(9)),
            )
            .await;
        let silent = stores[1].turn("rdap-x.example_443", NOW, &limit(), 0).await;
        assert!(matches!(silent, Turn::Silent(_)), "{silent:?}");
        assert_eq!(stores[1].turn("rdap-y.example_443", NOW, &limit(), 0).await, Turn::At(NOW));
    }

    #[tokio::test]
    async fn a_damaged_file_is_written_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(file_name("whois-x.example"));
        let store = Store::new(Some(folder.path().to_owned()));
        for damage in [&b"junk"[..], &[0; 100], &[255; 7]] {
            fs::write(&path, damage).expect("writes");
            assert_eq!(store.turn("whois-x.example", NOW, &limit(), 0).await, Turn::At(NOW));
            assert_eq!(store.turn("whois-x.example", NOW, &limit(), 0).await, Turn::At(NOW));
            assert_eq!(fs::metadata(&path).expect("a file").len(), (HEAD + 16) as u64);
        }
    }

    #[test]
    fn a_file_name_is_safe_whatever_the_server_is_called() {
        assert_eq!(file_name("whois.example.net"), "whois.example.net");
        for key in ["../../etc/passwd", ".", "a/b", &"x".repeat(500)] {
            let name = file_name(key);
            assert!(!name.contains('/') && !name.starts_with('.') && name.len() < 100, "{name}");
        }
        assert_ne!(file_name("a/b"), file_name("a_b"));
    }
}
