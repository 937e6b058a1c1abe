//! The log in which those who share what is known of blocks tell each other: a file for the processes
//! of a user, a list on the shared server for many machines. Whoever adds a line says how much it had
//! read, so that nobody adds one in ignorance of another.

#![cfg_attr(
    not(feature = "queue"),
    expect(clippy::unused_async, reason = "only what is on a shared server is waited for")
)]

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
#[cfg(feature = "queue")]
use std::sync::Arc;

#[cfg(feature = "queue")]
use crate::wire::fleet::Fleet;

/// A file that is longer is begun anew.
const LONGEST: u64 = 1 << 20;

/// Where lines are shared.
#[derive(Debug, Default)]
pub enum BlockLog {
    /// Nowhere.
    #[default]
    None,
    /// In a file, by its bytes.
    File(PathBuf),
    /// On the server that many machines share, by its lines.
    #[cfg(feature = "queue")]
    Fleet(Arc<Fleet>),
}

/// What a reader did not know yet.
pub(super) struct Tail {
    /// The lines.
    pub(super) lines: Vec<String>,
    /// How much is read now.
    pub(super) read: u64,
}

impl BlockLog {
    /// A log in a folder, where it can be had.
    pub fn folder(folder: Option<PathBuf>) -> Self {
        let folder = folder.filter(|folder| fs::create_dir_all(folder).is_ok());
        folder.map_or(Self::None, |folder| Self::File(folder.join("blocks")))
    }

    /// Whether nothing is shared.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// What was added since; everything, if the log was begun anew.
    pub(super) async fn tail(&self, from: u64) -> Option<Tail> {
        match self {
            Self::None => None,
            Self::File(path) => open(path).and_then(|mut file| tail(&mut file, from)).ok(),
            #[cfg(feature = "queue")]
            Self::Fleet(fleet) => {
                let (lines, read) = fleet.lines(from).await?;
                if read >= from {
                    return Some(Tail { lines, read });
                }
                let (lines, read) = fleet.lines(0).await?;
                Some(Tail { lines, read })
            }
        }
    }

    /// Adds a line if nothing was added since `read`, and says how much there is to read then: 0 if
    /// something was. `None` where the log cannot be used.
    pub(super) async fn append(&self, read: u64, line: &str) -> Option<u64> {
        match self {
            Self::None => None,
            Self::File(path) => open(path).and_then(|mut file| append(&mut file, read, line)).ok(),
            #[cfg(feature = "queue")]
            Self::Fleet(fleet) => Some(if fleet.add_line(read, line).await { read + 1 } else { 0 }),
        }
    }
}

/// Opens the file, locked until it is dropped.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    let file = options.create(true).truncate(false).read(true).write(true).open(path)?;
    file.lock()?;
    Ok(file)
}

/// What was added to a locked file. Half a line is what a process left that was killed; it ends where
/// the next begins.
fn tail(file: &mut File, from: u64) -> io::Result<Tail> {
    let length = file.metadata()?.len();
    if length > LONGEST {
        file.set_len(0)?;
    }
    let from = if length < from || length > LONGEST { 0 } else { from };
    file.seek(SeekFrom::Start(from))?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    let lines = text.get(..whole).unwrap_or_default().lines().map(str::to_owned).collect();
    Ok(Tail { lines, read: from + whole as u64 })
}

/// Adds a line to a locked file.
fn append(file: &mut File, read: u64, line: &str) -> io::Result<u64> {
    let tail = tail(file, read)?;
    if tail.read != read {
        return Ok(0);
    }
    let text = format!("{line}\n");
    file.seek(SeekFrom::Start(read))?;
    file.write_all(text.as_bytes())?;
    let length = read + text.len() as u64;
    file.set_len(length)?;
    Ok(length)
}
