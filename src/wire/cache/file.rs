//! The files of the cache: a line of JSON that says what was asked and when, then the bytes
//! received.
//!
//! An answer on its way is a file of its own ending, locked by the process that asks; the lock
//! ends with the process, however that dies. When the answer is there the file is renamed, so that
//! a reader sees a whole one or none.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::terms::{keeping, term};
use crate::model::digest::sha256;
use crate::model::exchange::{Ask, HttpReply, Reply};
use crate::wire::Sent;

/// The version of the files' format; others are ignored.
const VERSION: u32 = 1;
/// What the name of an answer on its way ends in.
const PART: &str = ".part";
/// The file whose age tells when the folder was last tidied.
const TIDIED: &str = "tidied";
/// How often the folder is tidied.
const TIDY: Duration = Duration::from_mins(30);

/// The first line of a file.
#[derive(Debug, Serialize, Deserialize)]
struct CacheHeader {
    /// The version of the format.
    version: u32,
    /// The ask as it displays itself.
    ask: String,
    /// When it was asked.
    learnt: Timestamp,
    /// How long the answer took.
    ms: u64,
    /// The HTTP status; WHOIS has none.
    status: Option<u16>,
    /// The HTTP header fields.
    headers: Vec<(String, String)>,
    /// The length of the body, which shows whether it is whole.
    length: usize,
}

/// An answer on its way, which only this process asks for.
#[derive(Debug)]
pub(super) struct Part {
    /// The locked file.
    file: File,
    /// Where it is.
    path: PathBuf,
}

impl Part {
    /// Begins an answer; `None` where another process, or another target of this one, has begun.
    pub(super) fn begin(folder: &Path, ask: &Ask) -> io::Result<Option<Self>> {
        let path = folder.join(format!("{}{PART}", digest(ask)));
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { file, path })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Writes the answer and puts it in place. What cannot be written is asked for again.
    pub(super) fn finish(mut self, folder: &Path, ask: &Ask, sent: &Sent, reply: &Reply) {
        let written = bytes(ask, sent, reply).and_then(|bytes| {
            self.file.set_len(0)?;
            self.file.write_all(&bytes)?;
            fs::rename(&self.path, path(folder, ask))
        });
        if written.is_err() {
            self.give_up();
        }
    }

    /// Takes the file away: there is no answer to keep.
    pub(super) fn give_up(self) {
        // Another process may have taken it over or deleted it, which is as good.
        let _ = fs::remove_file(&self.path);
    }
}

/// The name of an ask's files.
fn digest(ask: &Ask) -> String {
    sha256(ask.to_string().as_bytes())
}

/// The file of an ask.
pub(super) fn path(folder: &Path, ask: &Ask) -> PathBuf {
    let suffix = keeping(ask).map_or("", |keeping| keeping.suffix);
    folder.join(digest(ask) + suffix)
}

/// Reads the answer to an ask and its age; `None` if there is none or anything is odd about it.
pub(super) fn read(folder: &Path, ask: &Ask) -> Option<(Sent, SignedDuration)> {
    parse(ask, fs::read(path(folder, ask)).ok()?)
}

/// Reads the bytes of an answer's file, and how old it is.
pub(super) fn parse(ask: &Ask, mut file: Vec<u8>) -> Option<(Sent, SignedDuration)> {
    let end = file.iter().position(|byte| *byte == b'\n')?;
    let header: CacheHeader = serde_json::from_slice(file.get(..end)?).ok()?;
    let body = file.split_off(end.checked_add(1)?);
    let age = Timestamp::now().duration_since(header.learnt);
    let sound = header.version == VERSION
        && header.ask == ask.to_string()
        && header.length == body.len()
        && !age.is_negative();
    let reply = match (ask, header.status) {
        (Ask::Http { .. }, Some(status)) => {
            Reply::Http(HttpReply { status, headers: header.headers, body, certificate: None })
        }
        (Ask::Whois { .. }, None) => Reply::Text(body),
        _ => return None,
    };
    sound.then(|| (Sent::then(Ok(reply), header.learnt, header.ms), age))
}

/// The bytes of an answer's file.
pub(super) fn bytes(ask: &Ask, sent: &Sent, reply: &Reply) -> io::Result<Vec<u8>> {
    let (status, headers, body) = match reply {
        Reply::Http(reply) => (Some(reply.status), reply.headers.clone(), &reply.body),
        Reply::Text(body) => (None, Vec::new(), body),
        Reply::Dns(_) => return Err(io::ErrorKind::Unsupported.into()),
    };
    let header = CacheHeader {
        version: VERSION,
        ask: ask.to_string(),
        learnt: sent.at,
        ms: sent.ms,
        status,
        headers,
        length: body.len(),
    };
    let mut bytes = serde_json::to_vec(&header)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(body);
    Ok(bytes)
}

/// Removes an answer whose term has ended.
pub(super) fn remove(folder: &Path, ask: &Ask) {
    // Another process may have deleted it meanwhile, which is as good.
    let _ = fs::remove_file(path(folder, ask));
}

/// Tidies the folder unless that was done a short while ago.
pub(super) fn prune_sometimes(folder: &Path) {
    let stamp = folder.join(TIDIED);
    if age(&stamp).is_some_and(|age| age < TIDY) {
        return;
    }
    if File::create(&stamp).is_ok() {
        prune(folder);
    }
}

/// Deletes what nobody will use any more, files left behind by a crash included.
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
