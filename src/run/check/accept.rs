//! `trace check --update`: shows what a policy would have to say so that what is true today passes,
//! asks, and writes it.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{inputs, unwritable};
use crate::check::policy::Policy;
use crate::check::update::{PolicyEdit, Unaccepted, apply, changes};
use crate::directory::Directory;
use crate::error::Error;
use crate::exit;
use crate::render::clean::clean;
use crate::trace::Trace;

/// Accepts what is true today. Without a yes nothing is written.
pub(super) fn accept(
    policy: &Policy,
    path: &Path,
    traces: &[Box<Trace>],
    known: &Directory,
    (yes, code): (bool, u8),
    (mut out, err): (impl Write, &mut impl Write),
) -> Result<u8, Error> {
    let text = inputs::text(path)?;
    let (changes, kept) = changes(&text, policy, traces, known);
    for change in &changes {
        show(change, &policy.file, &mut out)?;
    }
    for Unaccepted { domain, rule, why } in &kept {
        let rule = rule.unwrap_or("everything");
        writeln!(out, "{}: {rule} stays as it is: {}", clean(domain), clean(why))?;
    }
    out.flush()?;
    let code = if kept.is_empty() { code } else { exit::worse(code, exit::CHECK_FAILED) };
    if changes.is_empty() {
        let _ = writeln!(err, "trace: there is nothing to change in {}", policy.file);
        return Ok(code);
    }
    let count = match changes.len() {
        1 => "this change".to_owned(),
        several => format!("these {several} changes"),
    };
    if !yes && !inputs::stdin_is_terminal() {
        let _ =
            writeln!(err, "trace: nothing was written; --yes writes {count} to {}", policy.file);
        return Ok(exit::worse(code, exit::CHECK_FAILED));
    }
    if !yes {
        let _ = write!(err, "Write {count} to {}? [y/N] ", policy.file);
        let _ = err.flush();
        let answer = inputs::answer()?.unwrap_or_default().trim().to_lowercase();
        if !matches!(answer.as_str(), "y" | "yes") {
            let _ = writeln!(err, "trace: nothing was written");
            return Ok(exit::worse(code, exit::CHECK_FAILED));
        }
    }
    fs::write(path, apply(&text, &changes)).map_err(|error| unwritable(path, &error))?;
    let _ = writeln!(err, "trace: wrote {count} to {}", policy.file);
    Ok(code)
}

/// Shows a change as a difference of the file.
fn show(change: &PolicyEdit, file: &str, out: &mut impl Write) -> Result<(), Error> {
    let section = clean(&change.section);
    match (change.line, &change.before) {
        (Some(line), Some(_)) => writeln!(out, "{file}:{line}: [domain.\"{section}\"]")?,
        (Some(line), None) => writeln!(out, "{file}:{line}: [domain.\"{section}\"], a new line")?,
        (None, _) => writeln!(out, "{file}: [domain.\"{section}\"], a new section")?,
    }
    for line in change.before.iter().flat_map(|text| text.lines()) {
        writeln!(out, "- {}", clean(line))?;
    }
    writeln!(out, "+ {}", clean(&change.after))?;
    Ok(())
}
