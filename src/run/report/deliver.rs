//! What comes out of a report: files or standard output, and what is said beside it.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::ReportJob;
use crate::error::Error;
use crate::exit;
use crate::render::json;
use crate::render::json::v1::TraceV1;
use crate::report::draft::Draft;
use crate::report::set::{Choice, SetOutcome};
use crate::report::{FileKind, disclosure};
use crate::texts::Language;

/// Writes the drafts: to files, with a line each of who gets what; else to standard output.
pub(super) fn deliver(
    job: &ReportJob,
    set: &SetOutcome,
    out: &mut impl Write,
) -> Result<(), Error> {
    let Some(folder) = &job.args.out else { return print(set, out) };
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    for written in set.written.iter().filter(|written| !written.files.is_empty()) {
        for file in &written.files {
            let path = folder.join(&file.name);
            fs::write(&path, &file.bytes).map_err(|error| unwritable(&path, &error))?;
        }
        let draft = &written.draft;
        let names: Vec<&str> = written.files.iter().map(|file| file.name.as_str()).collect();
        let count = draft.places.len();
        let what = if count == 1 { "address" } else { "addresses" };
        let to = reach(draft);
        writeln!(
            out,
            "{} ({}), {to}: {count} {what}: {}",
            draft.party,
            draft.desk.word(),
            names.join(" ")
        )?;
    }
    Ok(())
}

/// How a recipient is reached, for the table.
fn reach(draft: &Draft) -> String {
    let contact = &draft.contact;
    let known = contact.mailbox.as_ref().or(contact.page.as_ref()).map(|(value, _)| value.clone());
    known.or_else(|| contact.other.clone()).unwrap_or_else(|| "no contact known".to_owned())
}

/// Prints the drafts.
fn print(set: &SetOutcome, out: &mut impl Write) -> Result<(), Error> {
    let files: Vec<_> = set.written.iter().flat_map(|written| &written.files).collect();
    let mails = files.iter().filter(|file| file.kind == FileKind::Mail).count();
    if mails > 1 {
        return Err(Error::Report(format!(
            "these are {mails} mails; give --out DIR, or one of them with --step N"
        )));
    }
    let several = files.iter().filter(|file| file.kind != FileKind::JsonMail).count() > 1;
    for file in files {
        match file.kind {
            FileKind::JsonMail => {}
            FileKind::Json => {
                let value: serde_json::Value =
                    serde_json::from_slice(&file.bytes).unwrap_or_default();
                writeln!(out, "{}", json::compact(&value).map_err(std::io::Error::from)?)?;
            }
            FileKind::Text if several => {
                writeln!(out, "===== {} =====", file.name)?;
                out.write_all(&file.bytes)?;
                writeln!(out)?;
            }
            FileKind::Mail | FileKind::Text => out.write_all(&file.bytes)?,
        }
    }
    Ok(())
}

/// Says what was not drafted and why, what is blank, and what to know before anything is sent.
pub(super) fn tell(job: &ReportJob, set: &SetOutcome, choice: &Choice, err: &mut impl Write) {
    if job.args.quiet {
        return;
    }
    for (draft, refusals) in &set.refused {
        for refusal in refusals {
            let _ = writeln!(
                err,
                "not drafted: {} {} ({}): {} ({})",
                draft.number,
                draft.party,
                draft.desk.word(),
                refusal.text,
                refusal.code
            );
        }
    }
    for note in set.written.iter().flat_map(|written| &written.notes) {
        let _ = writeln!(err, "{note}");
    }
    for written in &set.written {
        let draft = &written.draft;
        if draft.contact.form.is_some_and(|form| form.forwards) {
            let _ = writeln!(
                err,
                "{} may pass a report on to its customer with your name; forward=anonymous asks it not to",
                draft.party
            );
        }
    }
    if set.written.is_empty() && set.refused.is_empty() {
        let wanted = if *choice == Choice::default() { "" } else { " that was asked for" };
        let _ = writeln!(err, "trace: the advice has no step{wanted}, so that nothing was drafted");
    }
    blanks(&set.blanks(), err);
}

/// Lists what is left to the reporter.
fn blanks(blanks: &[&'static str], err: &mut impl Write) {
    if blanks.is_empty() {
        return;
    }
    let number = blanks.len();
    let what = if number == 1 { "blank is" } else { "blanks are" };
    let _ = writeln!(err, "{number} {what} left (--set KEY=VALUE):");
    for key in blanks {
        let question = Language::English.find(&format!("report.fact.{key}")).unwrap_or_default();
        let _ = writeln!(err, "  {key}: {question}");
    }
}

/// Drafts the requests for the data of hidden holders.
pub(super) fn disclose(
    job: &ReportJob,
    traces: &[TraceV1],
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let mut code = exit::NOT_LEARNT;
    let mut left: Vec<&'static str> = Vec::new();
    for (at, trace) in (1..).zip(traces) {
        let request = match disclosure::request(trace, &job.given) {
            Ok(request) => request,
            Err(refusal) => {
                let _ = writeln!(err, "not drafted: {} ({})", refusal.text, refusal.code);
                continue;
            }
        };
        code = exit::TRACED;
        left.extend(
            request.blanks().into_iter().filter(|key| !left.contains(key)).collect::<Vec<_>>(),
        );
        let to = request.mailbox.clone().unwrap_or_else(|| "no mailbox known".to_owned());
        let text = format!(
            "To: {} <{to}>\nSubject: {}\n{}",
            request.party,
            request.subject(),
            request.text()
        );
        let Some(folder) = &job.args.out else {
            out.write_all(text.as_bytes())?;
            continue;
        };
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        let mut files = vec![(format!("{at:02}-disclosure.txt"), text.into_bytes())];
        files.extend(request.mail().map(|mail| (format!("{at:02}-disclosure.eml"), mail)));
        for (name, bytes) in files {
            let path = folder.join(&name);
            fs::write(&path, bytes).map_err(|error| unwritable(&path, &error))?;
            writeln!(out, "{} (registrar), {to}: {name}", request.party)?;
        }
    }
    if !job.args.quiet {
        blanks(&left, err);
    }
    let strict = job.config.strict && !left.is_empty();
    Ok(if strict { exit::NOT_LEARNT } else { code })
}

/// A file that cannot be written.
fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), problem: error.to_string() }
}
