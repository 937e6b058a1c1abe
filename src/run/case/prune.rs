//! `trace case prune`: what is old goes. Cases hold personal data, and so does whatever was made of them.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::hand::{unreadable, unwritable};
use super::ours::{Ours, Sample, stamped};
use crate::cli::PruneArgs;
use crate::error::Error;
use crate::wire::now;

/// So much of a file is looked at, at its beginning and at its end.
const LOOK: usize = 64 << 10;

/// Removes cases, logs, stamps, bundles and exports that are older than some days.
pub(super) fn prune(args: &PruneArgs, out: &mut impl Write) -> Result<(), Error> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let span = Duration::from_secs(u64::from(args.older_than) * 86_400);
    let oldest = now().checked_sub(span).unwrap_or_default();
    let word = if args.dry_run { "would remove" } else { "removed" };
    let mut count = 0;
    for folder in paths {
        for (path, what) in old_ones(folder, oldest)? {
            if !args.dry_run {
                fs::remove_file(&path).map_err(|error| unwritable(&path, &error))?;
            }
            count += 1;
            writeln!(out, "{word} {} ({})", path.display(), what.word())?;
        }
    }
    if count == 0 {
        writeln!(out, "nothing is older than {} days", args.older_than)?;
    }
    Ok(())
}

/// What is ours in a folder and was not written to since a moment; nothing else is ever removed.
fn old_ones(folder: &Path, oldest: jiff::Timestamp) -> Result<Vec<(PathBuf, Ours)>, Error> {
    let files = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    let mut found = Vec::new();
    // A link is not followed: where it leads is another folder's affair.
    for path in files.into_iter().filter(|path| path.is_file() && !path.is_symlink()) {
        let changed = fs::metadata(&path).and_then(|data| data.modified());
        let changed = changed.map_err(|error| unreadable(&path, &error))?;
        if jiff::Timestamp::try_from(changed).is_ok_and(|at| at >= oldest) {
            continue;
        }
        // What cannot be read is not known to be ours.
        if let Some(what) = sample(&path).ok().and_then(|sample| Ours::of(&sample)) {
            found.push((path, what));
        }
    }
    Ok(found)
}

/// The name of a file, with its first and its last bytes.
fn sample(path: &Path) -> io::Result<Sample> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(LOOK as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(length.saturating_sub(LOOK as u64)))?;
    let mut tail = Vec::new();
    file.take(LOOK as u64).read_to_end(&mut tail)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let about = stamped(&name).map(|stem| path.with_file_name(stem));
    let about = about.and_then(|path| sample(&path).ok());
    let beside = about.and_then(|sample| Ours::of(&sample));
    let beside = matches!(beside, Some(Ours::Case | Ours::Bundle));
    Ok(Sample { name, head, tail, beside })
}
