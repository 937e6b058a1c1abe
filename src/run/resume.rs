//! `--resume`: what a file of results holds already, and what is still to be done.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::waiting;
use crate::error::Error;
use crate::model::target::without_password;
use crate::render::json::finished;

/// What is left of a list.
pub(super) struct Rest {
    /// The targets that are still to be traced.
    pub(super) targets: Vec<String>,
    /// How many the file holds.
    pub(super) done: usize,
    /// Those that the file holds, but not for good: a server could not be asked.
    pub(super) again: Vec<String>,
}

/// Compares a list with the file, and takes out of the file what is done again: a last line that
/// was torn, and results that rest on a server which could not be asked.
pub(super) fn prepare(path: &Path, targets: Vec<String>) -> Result<Rest, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(Error::Unreadable { path: path.to_owned(), problem: error.to_string() });
        }
    };
    let mut wanted: HashMap<String, usize> = HashMap::new();
    for target in &targets {
        *wanted.entry(without_password(target)).or_default() += 1;
    }
    let (mut kept, mut again, mut done) = (String::with_capacity(text.len()), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let whole = line.ends_with('\n');
        match finished(line) {
            Some((input, for_good)) if whole => match wanted.get_mut(&input) {
                Some(count) if *count > 0 && !for_good => again.push(input),
                Some(count) if *count > 0 => {
                    *count -= 1;
                    done += 1;
                    kept.push_str(line);
                }
                // What is not in the list is not ours to drop.
                _ => kept.push_str(line),
            },
            _ if whole && line.trim().is_empty() => {}
            _ if whole => {
                let problem = "it holds lines that are no results of trace (NDJSON)".to_owned();
                return Err(Error::Unreadable { path: path.to_owned(), problem });
            }
            _ => {}
        }
    }
    let others = waiting::left(path);
    for line in &others {
        // What was printed after it had waited stands in both files.
        if let Some((input, true)) = finished(line)
            && let Some(count) = wanted.get_mut(&input).filter(|count| **count > 0)
        {
            *count -= 1;
            done += 1;
            kept.push_str(line);
        }
    }
    if kept != text {
        replace(path, &kept).map_err(|error| Error::Unwritable {
            path: path.to_owned(),
            problem: error.to_string(),
        })?;
    }
    if !others.is_empty() {
        waiting::taken(path);
    }
    let left = targets.into_iter().filter(|target| {
        let count = wanted.get_mut(&without_password(target));
        count.is_some_and(|count| std::mem::replace(count, count.saturating_sub(1)) > 0)
    });
    Ok(Rest { targets: left.collect(), done, again })
}

/// Replaces a file at once, so that whatever happens it is the old one or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Opens the file to append to it.
pub(super) fn open(path: &Path) -> Result<File, Error> {
    File::options()
        .create(true)
        .append(true)
        .open(path)
        .map_err(|error| Error::Unwritable { path: path.to_owned(), problem: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str, targets: &[&str]) -> (Rest, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.ndjson");
        fs::write(&path, text).expect("writes");
        let targets = targets.iter().map(|target| (*target).to_owned()).collect();
        let rest = prepare(&path, targets).expect("is usable");
        (rest, fs::read_to_string(&path).expect("reads"))
    }

    fn line(input: &str, code: &str) -> String {
        format!(
            r#"{{"schema":"trace/1","target":{{"input":"{input}"}},"chain":[{{"layer":"host","status":"unknown","reason_code":"{code}"}}]}}"#
        ) + "\n"
    }

    #[test]
    fn what_is_finished_or_failed_for_good_is_not_done_again() {
        let text = line("a.example", "no-address") + &line("b.example", "timed-out");
        let (rest, kept) = rest(&text, &["a.example", "b.example", "c.example"]);
        assert_eq!(rest.targets, ["b.example", "c.example"]);
        assert_eq!((rest.done, rest.again), (1, vec!["b.example".to_owned()]));
        assert_eq!(kept, line("a.example", "no-address"));
    }

    #[test]
    fn a_torn_last_line_is_dropped_and_duplicates_are_counted() {
        let text = line("a.example", "no-address") + r#"{"schema":"trace/1","target":{"inp"#;
        let (rest, kept) = rest(&text, &["a.example", "a.example", "b.example"]);
        assert_eq!(rest.targets, ["a.example", "b.example"]);
        assert_eq!(kept, line("a.example", "no-address"));
    }

    #[test]
    fn what_waited_for_a_slower_one_when_the_run_was_killed_is_taken_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.ndjson");
        let (a, b) = (line("a.example", "no-address"), line("b.example", "no-address"));
        fs::write(&path, a.clone() + r#"{"schema":"trace/1","tar"#).expect("writes");
        let mut waiting = waiting::WaitingFile::beside(Some(&path));
        for line in [&a, &b, &line("c.example", "timed-out")] {
            waiting.add(line.trim_end());
        }
        let targets = ["a.example", "b.example", "c.example", "d.example"].map(str::to_owned);
        let rest = prepare(&path, targets.to_vec()).expect("is usable");
        assert_eq!(rest.targets, ["c.example", "d.example"]);
        assert_eq!(fs::read_to_string(&path).expect("reads"), a + &b);
        assert_eq!(fs::read_dir(folder.path()).expect("reads").count(), 1);
    }

    #[test]
    fn a_file_of_something_else_is_not_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.txt");
        fs::write(&path, "dear diary\n").expect("writes");
        assert!(prepare(&path, vec!["a.example".to_owned()]).is_err());
        assert_eq!(fs::read_to_string(&path).expect("reads"), "dear diary\n");
    }
}
