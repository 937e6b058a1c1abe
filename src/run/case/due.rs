//! `trace case due`: who was told and has not answered, over cases and folders of cases.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use super::{printed, replaying, store};
use crate::cli::{DueArgs, ListFormat};
use crate::config::Surroundings;
use crate::error::Error;
use crate::exit;
use crate::log::due::{Due, Next, Waiting, due as sorted, waiting};
use crate::render::json;
use crate::render::json::v1::TraceV1;
use crate::report::draft::Draft;
use crate::report::given::Given;
use crate::report::set::{Choice, drafts};
use crate::wire::now;

/// Lists what is waited for.
pub(super) async fn due(
    args: &DueArgs,
    around: Surroundings,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let at = args.at.unwrap_or_else(now);
    let mut rows = Vec::new();
    for case in cases(&args.paths)? {
        let log = store::log(&case)?;
        if log.torn.is_some() {
            let _ = writeln!(err, "warning: the last line of {}.log was cut off", case.display());
        }
        let mut waiting = waiting(&case.display().to_string(), &log, at);
        for row in waiting.iter_mut().filter(|row| row.late) {
            let config = replaying(&case, row.harm.as_deref(), around.clone())?;
            let trace = printed(&case, &config).await?;
            row.next = next(&trace, row, &store::told(&log));
        }
        rows.extend(waiting);
    }
    let due = sorted(rows, at);
    match args.output {
        ListFormat::Json => writeln!(out, "{}", json::pretty(&due).map_err(std::io::Error::from)?)?,
        ListFormat::Human => print(&due, out)?,
    }
    Ok(if due.waiting.iter().any(|row| row.late) { exit::CHECK_FAILED } else { exit::TRACED })
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

/// Whose turn it is: the first step after the one that was told, on its path, to somebody who was
/// not told.
fn next(trace: &TraceV1, row: &Waiting, told: &[crate::report::draft::Told]) -> Option<Next> {
    let advice = trace.advice.first()?;
    let all = drafts(std::slice::from_ref(trace), &Given::default(), told, &Choice::default());
    let is_told = |draft: &Draft| {
        let same =
            told.iter().filter(|one| one.party_id == draft.party_id && one.desk == draft.desk);
        same.count() > 0
    };
    let own = all
        .iter()
        .find(|draft| draft.party_id == row.who.party_id && draft.desk.word() == row.who.role)?;
    let mut step = advice.steps.iter().find(|step| step.number == own.number)?;
    while let Some(number) = step.then {
        step = advice.steps.iter().find(|other| other.number == number)?;
        let draft = all.iter().find(|draft| draft.number == number);
        // The same desk may be asked for more than before; somebody else comes first only once.
        let raised = step.party_id == row.who.party_id;
        if draft.is_some_and(|draft| raised || !is_told(draft)) {
            let contact = draft.and_then(|draft| {
                let contact = draft.contact.mailbox.as_ref().or(draft.contact.page.as_ref());
                contact.map(|(value, _)| value.clone())
            });
            let role = draft.map(|draft| draft.desk.word().to_owned()).unwrap_or_default();
            return Some(Next { step: number, party: step.party.clone(), role, contact });
        }
    }
    None
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
            writeln!(out, "  trace report {} --harm {harm} --step {}", row.case, next.step)?;
        } else if row.late {
            writeln!(out, "  nobody is left on this path")?;
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
