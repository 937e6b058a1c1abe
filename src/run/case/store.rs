//! The file of a log: read, locked, appended, and on the disk before anybody is told that it is.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::log::{Addressee, Event, Log, What, line, read};
use crate::report::desk::Desk;
use crate::report::draft::{Before, Told};
use crate::report::given::{Given, REPORTER};

/// The log of a case: its own, or that of the case it was traced again from.
pub(in crate::run) fn path(case: &Path) -> PathBuf {
    let own = super::beside(case, ".log");
    if own.exists() {
        return own;
    }
    first_log(case).unwrap_or(own)
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

/// The log in the same folder that names a case as one that was traced again.
fn first_log(case: &Path) -> Option<PathBuf> {
    let name = case.file_name()?.to_str()?;
    let folder = case.parent().filter(|folder| !folder.as_os_str().is_empty());
    let files = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut logs: Vec<PathBuf> = files
        .filter_map(|file| Some(file.ok()?.file_name()))
        .map(|file| case.with_file_name(file))
        .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
        .collect();
    logs.sort();
    let names_it = |path: &PathBuf| {
        let log = fs::read_to_string(path).ok().and_then(|text| read(&text).ok());
        let mut events = log.into_iter().flat_map(|log| log.events);
        events.any(|event| event.case.as_deref() == Some(name))
    };
    logs.into_iter().find(names_it)
}

/// The newest case that a case was traced again to, as far as it is still there; else itself.
pub(in crate::run) fn newest(case: &Path, log: &Log) -> PathBuf {
    newest_but(case, log, Path::new(""))
}

/// The same, of those before another.
pub(in crate::run) fn newest_but(case: &Path, log: &Log, other: &Path) -> PathBuf {
    let retraced = log.standing().into_iter().rev().filter_map(|event| event.case.as_deref());
    // Only names: what stands in a log leads to no other folder.
    let beside = retraced.filter(|name| Path::new(name).file_name() == Some(name.as_ref()));
    let beside = beside.filter(|name| other.file_name() != Some(name.as_ref()));
    let mut paths = beside.map(|name| case.with_file_name(name));
    paths.find(|path| path.is_file()).unwrap_or_else(|| case.to_owned())
}

/// What was done by the events that stand: who was told, and what the reporter said of a harm.
pub(in crate::run) fn before(log: &Log, harm: Option<&str>) -> Before {
    let mut facts = Given::default();
    let drafted = log.standing().into_iter().filter(|event| event.event == What::Drafted);
    let drafted = drafted.filter(|event| harm.is_some() && event.harm.as_deref() == harm);
    for (key, value) in drafted.flat_map(|event| &event.facts) {
        // A fact that this version does not know any more is left out.
        if !REPORTER.contains(&key.as_str()) {
            let _ = facts.set(key, value);
        }
    }
    Before { told: told(log), facts }
}

/// Those who were told.
fn told(log: &Log) -> Vec<Told> {
    let of = |event: &Event| {
        let Addressee { party, party_id, role, contact } = event.who.clone()?;
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
