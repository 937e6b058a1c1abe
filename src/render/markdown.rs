//! The page as Markdown, for tickets and reports.

use std::io::{self, Write};

use super::advice::AdviceWords;
use super::clean::markdown as plain;
use super::page::{Page, Reach, Row};
use crate::texts;

/// Writes a page.
pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# {}\n", plain(&page.title))?;
    if page.rows.is_empty() {
        return page.advice.as_ref().map_or(Ok(()), |words| advice(words, out));
    }
    for (label, value) in &page.facts {
        writeln!(out, "- **{label}**: {}", plain(value))?;
    }
    writeln!(out, "\n| Layer | Party | Contact |\n|---|---|---|")?;
    let mut layer = "";
    for row in &page.rows {
        layer = if row.layer.is_empty() { layer } else { row.layer };
        writeln!(out, "| {layer} | {} | {} |", party(row), contacts(row))?;
    }
    if let Some(words) = &page.advice {
        writeln!(out)?;
        advice(words, out)?;
    }
    layer = "";
    for row in &page.rows {
        layer = if row.layer.is_empty() { layer } else { row.layer };
        details(out, layer, row)?;
    }
    list(out, "Related", &page.related)?;
    list(out, "Warnings", &page.warnings)?;
    if !page.evidence.is_empty() {
        writeln!(out, "\n## Evidence\n")?;
        for (at, evidence) in page.evidence.iter().enumerate() {
            writeln!(out, "{}. {}", at + 1, plain(evidence))?;
        }
    }
    writeln!(out, "\n{}", plain(&page.summary))
}

/// Whom to contact, in order, and who cannot help.
pub(super) fn advice(words: &AdviceWords, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "## {}\n", plain(&words.heading))?;
    for note in &words.notes {
        writeln!(out, "- {}", plain(note))?;
    }
    for (at, step) in words.steps.iter().chain(&words.routes).enumerate() {
        writeln!(out, "\n{}. **{}**", at + 1, plain(&step.head))?;
        if let Some(contact) = &step.reach {
            writeln!(out, "   - {}", reach(contact))?;
        }
        for line in step.lines.iter().chain(&step.rules) {
            writeln!(out, "   - {}", plain(line))?;
        }
    }
    for (key, lines) in
        [("page.heading.gaps", &words.gaps), ("page.heading.cannot-help", &words.cannot_help)]
    {
        if !lines.is_empty() {
            writeln!(out, "\n{}:\n", plain(texts::text(key)))?;
        }
        for line in lines {
            writeln!(out, "- {}", plain(line))?;
        }
    }
    Ok(())
}

/// The party, or why there is none.
fn party(row: &Row) -> String {
    match &row.reason {
        Some(reason) => format!("*{}*: {}", row.status.word(), plain(reason)),
        None => plain(&row.party),
    }
}

/// The contacts of a row.
fn contacts(row: &Row) -> String {
    if row.contacts.is_empty() {
        return if row.reason.is_some() { "–".to_owned() } else { "none known".to_owned() };
    }
    row.contacts.iter().map(reach).collect::<Vec<_>>().join("<br>")
}

/// A contact, not as a link: a report names addresses, it does not click them.
fn reach(reach: &Reach) -> String {
    match &reach.remark {
        Some(remark) => format!("{} ({})", plain(&reach.text), plain(remark)),
        None => plain(&reach.text),
    }
}

/// What a party can and cannot do, and what else should be known.
fn details(out: &mut impl Write, layer: &str, row: &Row) -> io::Result<()> {
    if row.reason.is_some() && row.notes.is_empty() && row.rejected.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {layer}: {}\n", plain(&row.party))?;
    if !row.subjects.is_empty() {
        writeln!(out, "- for {}", plain(&row.subjects.join(", ")))?;
    }
    let footnotes: Vec<String> = row.evidence.iter().map(ToString::to_string).collect();
    let rests = if footnotes.is_empty() {
        String::new()
    } else {
        format!(", by evidence {}", footnotes.join(", "))
    };
    writeln!(out, "- {}{rests}", row.confidence)?;
    for line in row.notes.iter().chain(&row.powers).chain(&row.rejected) {
        writeln!(out, "- {}", plain(line))?;
    }
    Ok(())
}

/// A titled list, if there is anything in it.
fn list(out: &mut impl Write, title: &str, lines: &[String]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {title}\n")?;
    for line in lines {
        writeln!(out, "- {}", plain(line))?;
    }
    Ok(())
}
