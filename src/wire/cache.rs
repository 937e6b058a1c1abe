//! Answers of registries kept on disk between runs, shared by processes.
//!
//! One file an answer: a line of JSON that says what was asked and when, then the bytes received.
//! Files are written aside and renamed, so a reader sees a whole one or none. Whatever is odd
//! about a file or the folder only means that the answer is asked for.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Sent, Wire};
use crate::model::digest::sha256;
use crate::model::exchange::{Ask, HttpReply, Purpose, Reply};

/// The version of the files' format; others are ignored.
const VERSION: u32 = 1;
/// The server of the Internet Assigned Numbers Authority, whose records change rarely.
const IANA: &str = "whois.iana.org";
/// Files older than this are deleted.
const OLDEST: Duration = Duration::from_hours(30 * 24);

/// A wire that remembers what registries said.
#[derive(Debug)]
pub struct Cache<W> {
    /// The wire that sends.
    inner: W,
    /// Where the files are; `None` keeps nothing.
    folder: Option<PathBuf>,
    /// Whether a reply is worth keeping: no quota notice, nothing unreadable.
    worth_keeping: fn(&Ask, &Reply) -> bool,
    /// What the user should know.
    warnings: Mutex<BTreeSet<String>>,
    /// Whether old files were deleted in this run.
    pruned: AtomicBool,
}

/// For how long an answer is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Keeping {
    /// It is used instead of asking.
    fresh: SignedDuration,
    /// It is used when asking fails.
    stale: SignedDuration,
}

/// The first line of a file.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
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

impl<W> Cache<W> {
    /// Wraps a wire. Without a folder, nothing is kept.
    pub fn new(inner: W, folder: Option<PathBuf>, worth_keeping: fn(&Ask, &Reply) -> bool) -> Self {
        Self {
            inner,
            folder,
            worth_keeping,
            warnings: Mutex::default(),
            pruned: AtomicBool::new(false),
        }
    }

    /// What the user should know, such as that a stale answer had to do.
    pub fn warnings(&self) -> Vec<String> {
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Notes a warning, once.
    fn warn(&self, warning: String) {
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).insert(warning);
    }

    /// Writes an answer down. A folder that cannot be written to is no trouble of the user's.
    fn keep(&self, folder: &Path, ask: &Ask, sent: &Sent) {
        let Ok(reply) = &sent.outcome else { return };
        if fs::create_dir_all(folder).is_err() {
            return;
        }
        if write(folder, ask, sent, reply).is_ok() && !self.pruned.swap(true, Ordering::Relaxed) {
            prune(folder);
        }
    }
}

impl<W: Wire + Send> Wire for Cache<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let (Some(folder), Some(keeping)) = (&self.folder, keeping(ask)) else {
            return self.inner.send(ask).await;
        };
        let kept = read(folder, ask);
        if let Some((sent, age)) = &kept
            && *age <= keeping.fresh
        {
            return sent.clone();
        }
        let sent = self.inner.send(ask).await;
        if let Ok(reply) = &sent.outcome
            && sent.whole
            && is_answer(reply)
            && (self.worth_keeping)(ask, reply)
        {
            self.keep(folder, ask, &sent);
            return sent;
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
}

/// For how long the answer to an ask is kept; DNS and the target's own site never are.
fn keeping(ask: &Ask) -> Option<Keeping> {
    let only = |fresh| Some(Keeping { fresh, stale: SignedDuration::ZERO });
    match ask {
        Ask::Http { purpose: Purpose::Bootstrap, .. } => Some(Keeping {
            fresh: SignedDuration::from_hours(24),
            stale: SignedDuration::from_hours(30 * 24),
        }),
        Ask::Whois { server, .. } if server == IANA => only(SignedDuration::from_hours(7 * 24)),
        Ask::Http { purpose: Purpose::Rdap, .. } | Ask::Whois { .. } => {
            only(SignedDuration::from_hours(1))
        }
        Ask::Http { purpose: Purpose::Site | Purpose::Ranges, .. }
        | Ask::Dns { .. }
        | Ask::Database { .. } => None,
    }
}

/// Whether a reply holds what was asked for.
fn is_answer(reply: &Reply) -> bool {
    match reply {
        Reply::Http(reply) => reply.status == 200 && !reply.body.is_empty(),
        Reply::Text(body) => !body.is_empty(),
        Reply::Dns(_) => false,
    }
}

/// The file of an ask.
fn path(folder: &Path, ask: &Ask) -> PathBuf {
    folder.join(sha256(ask.to_string().as_bytes()))
}

/// Reads the answer to an ask and its age; `None` if there is none or anything is odd about it.
fn read(folder: &Path, ask: &Ask) -> Option<(Sent, SignedDuration)> {
    let file = fs::read(path(folder, ask)).ok()?;
    let end = file.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = file.split_at_checked(end)?;
    let header: Header = serde_json::from_slice(line).ok()?;
    let body = rest.get(1..)?.to_vec();
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
    let sent = Sent { outcome: Ok(reply), at: header.learnt, ms: header.ms, whole: true };
    sound.then_some((sent, age))
}

/// Writes an answer aside and puts it in place.
fn write(folder: &Path, ask: &Ask, sent: &Sent, reply: &Reply) -> io::Result<()> {
    let (status, headers, body) = match reply {
        Reply::Http(reply) => (Some(reply.status), reply.headers.clone(), &reply.body),
        Reply::Text(body) => (None, Vec::new(), body),
        Reply::Dns(_) => return Ok(()),
    };
    let header = Header {
        version: VERSION,
        ask: ask.to_string(),
        learnt: sent.at,
        ms: sent.ms,
        status,
        headers,
        length: body.len(),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut file, &header)?;
    file.write_all(b"\n")?;
    file.write_all(body)?;
    file.persist(path(folder, ask))?;
    Ok(())
}

/// Deletes what nobody will use any more, files left behind by a crash included.
fn prune(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let written = entry.metadata().and_then(|metadata| metadata.modified());
        let age = written.ok().and_then(|written| SystemTime::now().duration_since(written).ok());
        if age.is_some_and(|age| age > OLDEST) {
            // Another process may have deleted it meanwhile, which is as good.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
