//! The differences as Markdown, for tickets.

use std::io::{self, Write};

use super::{Diff, REVERSED, TargetDiff};
use crate::render::clean::{cell, markdown as plain};

/// Writes the differences.
pub fn write(diff: &Diff, out: &mut impl Write) -> io::Result<()> {
    for (at, target) in diff.targets.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        self::target(target, out)?;
    }
    for (hosts, file) in [(&diff.only_old, "earlier"), (&diff.only_new, "later")] {
        for host in hosts {
            writeln!(out, "\n{}: only in the {file} file", plain(host))?;
        }
    }
    Ok(())
}

/// Writes the differences of one target.
fn target(target: &TargetDiff, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "## {}\n", plain(&target.host))?;
    writeln!(out, "{}", plain(&target.times()))?;
    if target.is_reversed() {
        writeln!(out, "\n{}", plain(REVERSED))?;
    }
    if target.changes.is_empty() {
        return writeln!(out, "\nnothing changed");
    }
    writeln!(out, "\n| What | From | To | What that means |\n|---|---|---|---|")?;
    for change in &target.changes {
        let doubt = if change.certain { "" } else { "?" };
        let cells = [&change.from, &change.to, &change.means].map(|text| cell(text));
        writeln!(out, "| {}{doubt} | {} |", cell(&change.what), cells.join(" | "))?;
    }
    Ok(())
}
