//! `trace case due`: who was told and has not answered, over cases and folders of cases.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Reported, inputs, printed, replaying, store};
use crate::cli::{DueArgs, ListFormat};
use crate::config::Surroundings;
use crate::error::Error;
use crate::exit;
use crate::log::due::{Due, Next, Waiting, due as sorted, waiting};
use crate::model::advice::Nature;
use crate::render::json;
use crate::render::json::v1::{EntryV1, TraceV1};
use crate::report::desk::Desk;
use crate::report::draft::{Before, Draft};
use crate::report::ladder::{self, Silent};
use crate::wire::now;

/// Lists what is waited for.
pub(super) async fn due(
    args: &DueArgs,
    around: Surroundings,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let at = args.at.unwrap_or_else(now);
    let (mut rows, mut code) = (Vec::new(), exit::TRACED);
    for case in cases(&args.paths)? {
        match rows_of(&case, at, &around, err).await {
            Ok(found) => rows.extend(found),
            // One case that cannot be read says nothing about the others.
            Err(problem) => {
                let _ = writeln!(err, "trace: {problem}");
                code = exit::NOT_RUN;
            }
        }
    }
    let due = sorted(rows, at);
    match args.output {
        ListFormat::Json => writeln!(out, "{}", json::pretty(&due).map_err(std::io::Error::from)?)?,
        ListFormat::Human if due.waiting.is_empty() && code == exit::NOT_RUN => {}
        ListFormat::Human => print(&due, out)?,
    }
    let late = due.waiting.iter().any(|row| row.late);
    Ok(exit::worse(code, if late { exit::CHECK_FAILED } else { exit::TRACED }))
}

/// What is waited for in a case.
async fn rows_of(
    case: &Path,
    at: jiff::Timestamp,
    around: &Surroundings,
    err: &mut impl Write,
) -> Result<Vec<Waiting>, Error> {
    let log = store::log(case)?;
    if log.events.is_empty() {
        // A slip of the pen is no case of which nothing is late.
        inputs::case(case)?;
    }
    if log.torn.is_some() {
        let _ = writeln!(err, "warning: the last line of {}.log was cut off", case.display());
    }
    let mut waiting = waiting(&case.display().to_string(), &log, at);
    let silent = silent(&waiting);
    let newest = store::newest(case, &log);
    for row in waiting.iter_mut().filter(|row| row.late) {
        let before = store::before(&log, row.harm.as_deref());
        let about = Reported { harm: row.harm.as_deref(), nature: log.nature() };
        let config = replaying(&newest, about, around.clone())?;
        let trace = printed(&newest, &config).await?;
        let is_there = |entry: &EntryV1| {
            entry.party.as_ref().is_some_and(|party| party.id == row.who.party_id)
        };
        // Whoever the target moved away from is waited for no more.
        row.late = newest == case || is_aside(row) || trace.chain.iter().any(is_there);
        row.next = next(&trace, row, &before, &silent);
        row.next_case = newest.display().to_string();
        row.nature = log.nature();
    }
    waiting.retain(|row| row.late || row.hours < 0);
    Ok(waiting)
}

/// The cases with a log among what was named.
fn cases(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let here = [PathBuf::from(".")];
    let mut found = Vec::new();
    for path in if paths.is_empty() { &here[..] } else { paths } {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let trouble = |error: std::io::Error| Error::Unreadable {
            path: path.clone(),
            problem: error.to_string(),
        };
        for file in fs::read_dir(path).map_err(trouble)? {
            let log = file.map_err(trouble)?.path();
            let case = log.with_extension("");
            if log.extension().is_some_and(|ending| ending == "log") && case.is_file() {
                found.push(case);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether somebody who stands beside the path is waited for.
fn is_aside(row: &Waiting) -> bool {
    of(row).is_none_or(|silent| !silent.desk.is_on_path())
}

/// The switch that says what was said of the site.
pub(super) fn switch(nature: Nature) -> &'static str {
    match nature {
        Nature::Unknown => "",
        Nature::Compromised => " --compromised",
        Nature::Malicious => " --malicious",
    }
}

/// Those of the rows that are late.
pub(super) fn silent(rows: &[Waiting]) -> Vec<Silent> {
    rows.iter().filter(|row| row.late).filter_map(of).collect()
}

/// Who is waited for in a row.
fn of(row: &Waiting) -> Option<Silent> {
    let desk = Desk::ALL.into_iter().find(|desk| desk.word() == row.who.role)?;
    Some(Silent { party_id: row.who.party_id.clone(), desk })
}

/// Whose turn it is after a row.
fn next(trace: &TraceV1, row: &Waiting, before: &Before, silent: &[Silent]) -> Option<Next> {
    ladder::next(trace, before, silent, of(row).as_ref()).as_ref().map(next_of)
}

/// A draft as the one whose turn it is.
pub(super) fn next_of(draft: &Draft) -> Next {
    Next {
        step: draft.number,
        party: draft.party.clone(),
        role: draft.desk.word().to_owned(),
        contact: draft.reach().map(str::to_owned),
    }
}

/// Prints the list.
fn print(due: &Due, out: &mut impl Write) -> Result<(), Error> {
    if due.waiting.is_empty() {
        writeln!(out, "nobody is waited for")?;
    }
    for row in &due.waiting {
        let days = span(row.hours);
        let state = if row.late { format!("late by {days}") } else { format!("due in {days}") };
        let harm = row.harm.as_ref().map(|harm| format!(" about {harm}")).unwrap_or_default();
        let reference = row.reference.as_ref().map(|text| format!(", {text}")).unwrap_or_default();
        writeln!(out, "{state}: {}", row.case)?;
        writeln!(
            out,
            "  {} ({}), {}, told {}{harm}{reference}",
            row.who.party,
            row.who.role,
            row.who.contact,
            day(&row.told_at)
        )?;
        if let Some(next) = &row.next {
            let contact = next.contact.as_ref().map(|text| format!(", {text}")).unwrap_or_default();
            writeln!(out, "  next: {} ({}){contact}", next.party, next.role)?;
            let harm = row.harm.as_deref().unwrap_or("KIND");
            let (case, said, step) = (&row.next_case, switch(row.nature), next.step);
            writeln!(out, "  trace report {case} --harm {harm}{said} --step {step}")?;
        } else if row.late {
            writeln!(out, "  next: nobody else can be told; remind it once, or end it:")?;
            writeln!(out, "  trace case closed {} --to {}", row.case, row.who.contact)?;
        }
    }
    Ok(())
}

/// The day of a moment.
fn day(moment: &str) -> String {
    moment.chars().take(10).collect()
}

/// A span of hours in the unit that people use.
fn span(hours: i64) -> String {
    let hours = hours.abs();
    match hours {
        0 => "less than an hour".to_owned(),
        1 => "1 hour".to_owned(),
        2..48 => format!("{hours} hours"),
        _ => format!("{} days", hours / 24),
    }
}
