//! The differences for people.

use std::io::{self, Write};

use super::{Diff, REVERSED, TargetDiff};
use crate::render::Look;
use crate::render::clean::clean;

/// The width of the column of what changed.
const WHAT: usize = 20;

/// Writes the differences.
pub fn write(diff: &Diff, look: &Look, out: &mut impl Write) -> io::Result<()> {
    for (at, target) in diff.targets.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        self::target(target, look, out)?;
    }
    for host in &diff.only_old {
        writeln!(out, "\n{}: only in the earlier file", clean(host))?;
    }
    for host in &diff.only_new {
        writeln!(out, "\n{}: only in the later file", clean(host))?;
    }
    Ok(())
}

/// Writes the differences of one target.
fn target(target: &TargetDiff, look: &Look, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", clean(&target.host))?;
    writeln!(out, "{}", clean(&target.times()))?;
    if target.is_reversed() {
        wrapped(out, look, "note", REVERSED)?;
    }
    if target.changes.is_empty() {
        return writeln!(out, "\nnothing changed");
    }
    writeln!(out)?;
    for change in &target.changes {
        let mark = if change.certain { "" } else { "?" };
        let what = format!("{}{mark}", clean(&change.what));
        wrapped(out, look, &what, &clean(&change.from))?;
        wrapped(out, look, "", &format!("→ {}", clean(&change.to)))?;
        wrapped(out, look, "", &format!("  {}", change.means))?;
    }
    Ok(())
}

/// Writes a text within the width, beside a label.
fn wrapped(out: &mut impl Write, look: &Look, label: &str, text: &str) -> io::Result<()> {
    let room = look.width.saturating_sub(WHAT).max(20);
    let options = textwrap::Options::new(room)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .subsequent_indent("  ");
    for (at, line) in textwrap::wrap(text, options).iter().enumerate() {
        let label = if at == 0 { label } else { "" };
        writeln!(out, "{}", format!("{label:<WHAT$}{line}").trim_end())?;
    }
    Ok(())
}
