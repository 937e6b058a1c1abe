//! The file of a log: read, locked, appended, and on the disk before anybody is told that it is.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::log::{Event, Log, What, Who, line, read};
use crate::report::desk::Desk;
use crate::report::draft::Told;

/// The log of a case.
pub(in crate::run) fn path(case: &Path) -> PathBuf {
    super::beside(case, ".log")
}

/// Reads the log of a case; one that is not there has no events.
pub(in crate::run) fn log(case: &Path) -> Result<Log, Error> {
    let path = path(case);
    match fs::read_to_string(&path) {
        Ok(text) => read(&text).map_err(|problem| broken(&path, problem)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Log::default()),
        Err(error) => Err(broken(&path, error.to_string())),
    }
}

/// The log that a case belongs to: its own, or that of the case it was traced again from.
pub(in crate::run) fn log_of(case: &Path) -> Result<Log, Error> {
    let own = log(case)?;
    if !own.events.is_empty() {
        return Ok(own);
    }
    let Some(name) = case.file_name().and_then(|name| name.to_str()) else { return Ok(own) };
    let folder = case.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(files) = fs::read_dir(folder.unwrap_or(Path::new("."))) else { return Ok(own) };
    let mut logs: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    logs.retain(|path| path.extension().is_some_and(|ending| ending == "log"));
    logs.sort();
    for path in logs {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Ok(other) = read(&text) else { continue };
        if other.events.iter().any(|event| event.case.as_deref() == Some(name)) {
            return Ok(other);
        }
    }
    Ok(own)
}

/// Those who were told by the events that stand.
pub(in crate::run) fn told(log: &Log) -> Vec<Told> {
    let of = |event: &Event| {
        let Who { party, party_id, role, contact } = event.who.clone()?;
        let desk = Desk::ALL.into_iter().find(|desk| desk.word() == role)?;
        let (harm, reference) = (event.harm.clone(), event.reference.clone());
        let day = event.at.to_string().chars().take(10).collect();
        Some(Told { party, party_id, desk, contact, harm, day, reference })
    };
    let told = log.standing().into_iter().filter(|event| event.event == What::Told);
    told.filter_map(of).collect()
}

/// Appends an event that is made of what the log holds already. Two writers wait for each other, and
/// the event is on the disk when this returns. A torn last line is moved aside, and said.
pub(in crate::run) fn append(
    case: &Path,
    make: impl FnOnce(&Log) -> Result<Event, Error>,
    err: &mut impl Write,
) -> Result<Event, Error> {
    let path = path(case);
    let trouble = |error: std::io::Error| Error::Unwritable {
        path: path.clone(),
        problem: error.to_string(),
    };
    let is_new = !path.exists();
    let mut file =
        OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(trouble)?;
    file.lock().map_err(trouble)?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(trouble)?;
    let log = read(&text).map_err(|problem| broken(&path, problem))?;
    if let Some(torn) = &log.torn {
        set_aside(&path, torn)?;
        file.set_len((text.len() - torn.len()) as u64).map_err(trouble)?;
        let _ = writeln!(
            err,
            "warning: the last line of {} was cut off while it was written; it is kept in {}.torn",
            path.display(),
            path.display()
        );
    }
    let event = Event { number: log.next(), ..make(&log)? };
    let text = line(&event).map_err(|error| broken(&path, error.to_string()))?;
    file.write_all(text.as_bytes()).map_err(trouble)?;
    file.sync_all().map_err(trouble)?;
    if is_new {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = File::open(folder.unwrap_or(Path::new(".")));
        folder.and_then(|folder| folder.sync_all()).map_err(trouble)?;
    }
    Ok(event)
}

/// Keeps a torn line.
fn set_aside(path: &Path, torn: &str) -> Result<(), Error> {
    let aside = super::beside(path, ".torn");
    let trouble = |error: std::io::Error| Error::Unwritable {
        path: aside.clone(),
        problem: error.to_string(),
    };
    let mut file = OpenOptions::new().append(true).create(true).open(&aside).map_err(trouble)?;
    file.write_all(format!("{torn}\n").as_bytes()).map_err(trouble)?;
    file.sync_all().map_err(trouble)
}

/// A log that cannot be used.
fn broken(path: &Path, problem: String) -> Error {
    Error::Unreadable { path: path.to_owned(), problem }
}
