//! The page as Markdown, for tickets and reports. Nothing in it becomes a link or a mention by
//! itself: what could stands as code. Contacts are links, whole and to the letter.

use std::io::{self, Write};

use super::advice::{AdviceWords, StepWords};
use super::clean::{code, markdown as plain};
use super::desks::Desks;
use super::page::{Page, PageRow, Reach, ShortLine};
use crate::model::chain::Status;
use crate::model::name::is_host_label;
use crate::texts;

/// Writes a page: with a harm whom to write to first, then the chain and what it rests on.
pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# {}\n", code(&page.title))?;
    if page.rows.is_empty() {
        return page.advice.as_ref().map_or(Ok(()), |words| advice(words, out));
    }
    if let Some(words) = &page.advice {
        write_to(words, out)?;
    }
    for (label, value) in &page.facts {
        writeln!(out, "- **{label}**: {}", plain(value))?;
    }
    writeln!(out, "\n| Layer | Stops | Party | Contact |\n|---|---|---|---|")?;
    let mut above = String::new();
    for line in &page.lines {
        if !line.layers.is_empty() {
            above = line.layers.join(", ");
        }
        let cells = [above.clone(), line.stops.to_owned(), party(line), contacts(line)];
        writeln!(out, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))?;
    }
    writeln!(out, "\n{}", plain(&page.summary))?;
    if let Some(legend) = page.legend {
        writeln!(out, "\n{}", plain(legend))?;
    }
    if page.offline {
        writeln!(out, "\n{}", plain(texts::text("page.offline")))?;
    }
    list(out, "Related", &page.related)?;
    list(out, "Warnings", &page.warnings)?;
    if let Some(words) = &page.advice {
        writeln!(out)?;
        advice(words, out)?;
    }
    let mut layer = "";
    for row in &page.rows {
        layer = if row.layer.is_empty() { layer } else { row.layer };
        details(out, layer, row)?;
    }
    if !page.evidence.is_empty() {
        writeln!(out, "\n## Evidence\n")?;
        for (at, evidence) in page.evidence.iter().enumerate() {
            writeln!(out, "{}. {}", at + 1, code(evidence))?;
        }
    }
    Ok(())
}

/// Whom to write to, a line a step.
fn write_to(words: &AdviceWords, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "## {}\n", plain(&words.write_to))?;
    for note in &words.must_know {
        writeln!(out, "{}\n", plain(note))?;
    }
    for step in &words.steps {
        let contact = match &step.reach {
            Some(contact) => reach(contact),
            None => plain(texts::text("page.no-contact")),
        };
        let StepWords { number, when, who, what, .. } = step;
        writeln!(
            out,
            "{number}. {}, **{}**: {} – {contact}",
            plain(when),
            plain(who),
            plain(what)
        )?;
    }
    if !words.barred.is_empty() {
        let barred = words.barred.join(", ");
        writeln!(out, "\n{}: {}", plain(texts::text("page.heading.cannot-help")), plain(&barred))?;
    }
    writeln!(out)
}

/// What is said of each step in full, and who cannot help.
fn advice(words: &AdviceWords, out: &mut impl Write) -> io::Result<()> {
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

/// The party, or why there is none, with what must be known before one acts.
fn party(line: &ShortLine) -> String {
    let words = match (line.status, line.words.split_once(": ")) {
        (Status::Identified, _) | (_, None) => plain(&line.words),
        (_, Some((status, reason))) => format!("*{status}*: {}", plain(reason)),
    };
    line.below.iter().fold(words, |words, note| words + "<br>" + &plain(note))
}

/// The contacts of a line.
fn contacts(line: &ShortLine) -> String {
    if line.contacts.is_empty() {
        return line.unreached.as_deref().map_or_else(|| "–".to_owned(), plain);
    }
    line.contacts.iter().map(reach).collect::<Vec<_>>().join("<br>")
}

/// A contact with what is to be known about it: a link that leads to it and to nothing else.
fn reach(reach: &Reach) -> String {
    let mark = if reach.old { super::page::OLD } else { "" };
    let is_link = ["mailto:", "https://", "http://"].iter().any(|it| reach.href.starts_with(it));
    let odd = |c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '|' | '\\' | '"' | '`');
    let address = if is_link && !reach.text.contains(odd) && is_whole(reach) {
        format!("<{}>", reach.text)
    } else {
        plain(&reach.text)
    };
    match &reach.remark {
        Some(remark) => format!("{address}{mark} ({})", plain(remark)),
        None => format!("{address}{mark}"),
    }
}

/// Whether a mailbox is one that Markdown takes for one (`CommonMark` §6.5).
fn is_whole(reach: &Reach) -> bool {
    if !reach.href.starts_with("mailto:") {
        return true;
    }
    let Some((local, domain)) = reach.text.split_once('@') else { return false };
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    !local.is_empty() && local.bytes().all(sign) && domain.split('.').all(is_host_label)
}

/// What a party can and cannot do, and what else should be known.
fn details(out: &mut impl Write, layer: &str, row: &PageRow) -> io::Result<()> {
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

/// Writes which contact has to be told of which targets.
pub(super) fn desks(desks: &Desks, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n---\n\n## {}\n", plain(texts::text("page.desks")))?;
    for (contact, targets) in desks.rows() {
        writeln!(out, "- {} ({}): {}", plain(contact), targets.len(), plain(&targets.join(", ")))?;
    }
    Ok(())
}
