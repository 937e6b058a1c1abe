//! `trace stats`: reads lists line by line.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use crate::cli::StatsArgs;
use crate::error::Error;
use crate::exit;
use crate::stats::{CountedBy, Stats, Tally, formats, read};

/// How much is read at a time.
const BLOCK: usize = 1 << 20;

/// Says who carries how much.
pub(super) fn run(args: &StatsArgs, out: &mut impl Write) -> Result<u8, Error> {
    let wanted: Vec<CountedBy> = match args.by.as_slice() {
        [] => CountedBy::all().collect(),
        words => words.iter().filter_map(|word| CountedBy::named(word)).collect(),
    };
    let mut stats = counted(&args.files, &wanted)?;
    if let Some(old) = &args.compare {
        stats.compare(counted(std::slice::from_ref(old), &wanted)?);
    }
    formats::write(&stats, args.output, args.top, out)?;
    Ok(exit::TRACED)
}

/// Counts what is in some files. What is no trace is counted apart; a file without any is an error.
fn counted(files: &[PathBuf], wanted: &[CountedBy]) -> Result<Stats, Error> {
    let mut tally = Tally::default();
    let mut unreadable = 0;
    for path in files {
        let (read, problem) = count(path, &mut tally)?;
        unreadable += problem.as_ref().map_or(0, |(count, _)| *count);
        if let (0, Some((_, problem))) = (read, problem) {
            return Err(Error::NoTrace { path: path.clone(), problem });
        }
    }
    Ok(Stats::of(tally, unreadable, wanted))
}

/// Counts one file; says how many lines were traces, how many were not, and what is wrong with the
/// first of these.
fn count(path: &Path, tally: &mut Tally) -> Result<(u64, Option<(u64, String)>), Error> {
    let unreadable = |error: std::io::Error| Error::Unreadable {
        path: path.to_owned(),
        problem: error.to_string(),
    };
    let mut file = BufReader::with_capacity(BLOCK, File::open(path).map_err(unreadable)?);
    let mut line = Vec::new();
    let (mut good, mut number, mut problem) = (0, 0, None::<(u64, String)>);
    loop {
        line.clear();
        if file.read_until(b'\n', &mut line).map_err(unreadable)? == 0 {
            return Ok((good, problem));
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match read(&line) {
            Ok(read) => {
                tally.add(&read);
                good += 1;
            }
            Err(said) => {
                let first = format!("line {number}: {said}");
                problem = Some(problem.map_or((1, first), |(count, first)| (count + 1, first)));
            }
        }
    }
}
