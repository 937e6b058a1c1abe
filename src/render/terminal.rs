//! The page on a terminal: aligned, within the width, readable without colour.

use std::fmt::Write as _;
use std::io::{self, Write};

use colored::{Color, Colorize};
use unicode_width::UnicodeWidthStr;

use super::advice::AdviceWords;
use super::page::{Page, Reach, Row};
use crate::model::chain::Status;
use crate::texts;

/// How the terminal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns; text is wrapped at it.
    pub width: usize,
    /// Whether colour is used; it never carries meaning alone.
    pub colour: bool,
    /// Whether links can be clicked (OSC 8).
    pub links: bool,
    /// Whether everything is shown: powers as sentences, rejected contacts, evidence.
    pub verbose: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 80, colour: false, links: false, verbose: false }
    }
}

/// The width of the column of layers.
const LAYER: usize = 13;

/// The width of the column of parties, beyond which a contact moves to the right.
const PARTY: usize = 30;

/// Tells the colouring library what was decided: it keeps that globally and would otherwise guess
/// from standard output.
pub fn prepare(look: &Look) {
    colored::control::set_override(look.colour);
}

/// Writes a page.
pub(super) fn write(page: &Page, look: &Look, out: &mut impl Write) -> io::Result<()> {
    let pen = Pen { look };
    writeln!(out, "{}", pen.bold(&page.title))?;
    if page.rows.is_empty() {
        return page.advice.as_ref().map_or(Ok(()), |advice| pen.advice(out, advice));
    }
    for (label, value) in &page.facts {
        pen.labelled(out, label, value)?;
    }
    writeln!(out)?;
    for row in &page.rows {
        pen.row(out, row)?;
    }
    if !page.related.is_empty() || !page.warnings.is_empty() {
        writeln!(out)?;
    }
    for related in &page.related {
        pen.labelled(out, "related", related)?;
    }
    for warning in &page.warnings {
        pen.labelled(out, "warning", warning)?;
    }
    if let Some(advice) = &page.advice {
        pen.advice(out, advice)?;
    }
    writeln!(out, "\n{}", pen.dim(&page.summary))?;
    if look.verbose {
        for (at, evidence) in page.evidence.iter().enumerate() {
            pen.labelled(out, &format!("e{}", at + 1), evidence)?;
        }
    }
    Ok(())
}

/// Draws within the width.
struct Pen<'a> {
    /// How it looks.
    look: &'a Look,
}

impl Pen<'_> {
    /// A row: layer, party and first contact, or the reason; then the rest below it.
    fn row(&self, out: &mut impl Write, row: &Row) -> io::Result<()> {
        let head = self.layer(row.layer);
        let room = self.look.width.saturating_sub(LAYER);
        let party = row.party.width();
        let beside =
            row.contacts.first().filter(|reach| party.max(PARTY) + 2 + plain_width(reach) <= room);
        match (beside, &row.reason) {
            (Some(reach), _) => {
                let gap = " ".repeat(PARTY.saturating_sub(party) + 2);
                writeln!(out, "{head}{}{gap}{}", self.party(row), self.reach(reach))?;
            }
            (None, Some(reason)) => {
                let words = format!("{}: {reason}", row.party);
                self.wrapped(out, &head, &words, |line| self.tone(row.status, line))?;
            }
            (None, None) if row.contacts.is_empty() => {
                let words = format!("{}; no contact known", row.party);
                self.wrapped(out, &head, &words, |line| self.bold(line))?;
            }
            (None, None) => self.wrapped(out, &head, &row.party, |line| self.bold(line))?,
        }
        for reach in row.contacts.iter().skip(usize::from(beside.is_some())) {
            self.contact(out, reach)?;
        }
        self.details(out, row)
    }

    /// Whom to contact, in order, and who cannot help.
    fn advice(&self, out: &mut impl Write, advice: &AdviceWords) -> io::Result<()> {
        writeln!(out)?;
        self.labelled(out, "advice", &self.bold(&advice.heading))?;
        let indent = " ".repeat(LAYER);
        for note in &advice.notes {
            self.wrapped(out, &format!("{indent}- "), note, |line| self.dim(line))?;
        }
        for (at, step) in advice.steps.iter().chain(&advice.routes).enumerate() {
            let head = self.layer(&format!("{}.", at + 1));
            self.wrapped(out, &head, &step.head, |line| self.bold(line))?;
            if let Some(reach) = &step.reach {
                self.contact(out, reach)?;
            }
            for (at, line) in step.lines.iter().enumerate() {
                let draw = |line: &str| if at == 0 { line.to_owned() } else { self.dim(line) };
                self.wrapped(out, &format!("{indent}- "), line, draw)?;
            }
            for rule in step.rules.iter().filter(|_| self.look.verbose) {
                self.wrapped(out, &format!("{indent}- "), rule, |line| self.dim(line))?;
            }
        }
        let lists = [
            ("page.heading.gaps", &advice.gaps),
            ("page.heading.cannot-help", &advice.cannot_help),
        ];
        for (key, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            writeln!(out, "{indent}{}", self.bold(texts::text(key)))?;
            for line in list {
                self.wrapped(out, &format!("{indent}- "), line, |line| self.dim(line))?;
            }
        }
        Ok(())
    }

    /// A contact on a line of its own; its remark on the next where both do not fit.
    fn contact(&self, out: &mut impl Write, reach: &Reach) -> io::Result<()> {
        let indent = " ".repeat(LAYER + 2);
        if indent.len() + plain_width(reach) <= self.look.width {
            return writeln!(out, "{indent}{}", self.reach(reach));
        }
        writeln!(out, "{indent}{}", self.link(reach))?;
        match &reach.remark {
            Some(remark) => writeln!(out, "{indent}  {}", self.dim(&format!("({remark})"))),
            None => Ok(()),
        }
    }

    /// What stands below a row.
    fn details(&self, out: &mut impl Write, row: &Row) -> io::Result<()> {
        let indent = " ".repeat(LAYER);
        if !self.look.verbose {
            let powers =
                [("can", &row.can), ("under conditions", &row.may), ("cannot", &row.cannot)];
            let powers = powers.iter().filter(|(_, words)| !words.is_empty());
            let words = powers.map(|(lead, words)| format!("{lead} {}", words.join(", ")));
            let words = words.collect::<Vec<_>>().join("; ");
            if !words.is_empty() {
                self.wrapped(out, &indent, &words, |line| self.dim(line))?;
            }
        }
        for note in &row.notes {
            self.wrapped(out, &format!("{indent}- "), note, |line| self.dim(line))?;
        }
        if self.look.verbose {
            for line in row.powers.iter().chain(&row.rejected) {
                self.wrapped(out, &format!("{indent}- "), line, |line| self.dim(line))?;
            }
            self.provenance(out, row)?;
        }
        Ok(())
    }

    /// What a row is about, how sure it is, and what it rests on.
    fn provenance(&self, out: &mut impl Write, row: &Row) -> io::Result<()> {
        let mut words = row.confidence.to_owned();
        if !row.subjects.is_empty() {
            let _ = write!(words, ", for {}", row.subjects.join(" "));
        }
        if !row.evidence.is_empty() {
            let numbers: Vec<String> = row.evidence.iter().map(|at| format!("e{at}")).collect();
            let _ = write!(words, " [{}]", numbers.join(" "));
        }
        self.wrapped(out, &" ".repeat(LAYER), &words, |line| self.dim(line))
    }

    /// A label and its value.
    fn labelled(&self, out: &mut impl Write, label: &str, value: &str) -> io::Result<()> {
        self.wrapped(out, &self.layer(label), value, ToOwned::to_owned)
    }

    /// Words wrapped behind a head; each line is drawn by `draw`.
    fn wrapped(
        &self,
        out: &mut impl Write,
        head: &str,
        words: &str,
        draw: impl Fn(&str) -> String,
    ) -> io::Result<()> {
        let room = self.look.width.saturating_sub(LAYER + 2).max(20);
        let options = textwrap::Options::new(room)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace);
        for (at, line) in textwrap::wrap(words, options).iter().enumerate() {
            if at == 0 {
                writeln!(out, "{head}{}", draw(line))?;
            } else {
                let hang = if head.ends_with("- ") { LAYER + 2 } else { LAYER };
                writeln!(out, "{}{}", " ".repeat(hang), draw(line))?;
            }
        }
        Ok(())
    }

    /// The column of layers.
    fn layer(&self, layer: &str) -> String {
        let padded = format!("{layer:<LAYER$}");
        if self.look.colour { padded.cyan().to_string() } else { padded }
    }

    /// The party, in the tone of its status.
    fn party(&self, row: &Row) -> String {
        match row.status {
            Status::Identified => self.bold(&row.party),
            _ => self.tone(row.status, &row.party),
        }
    }

    /// A contact with what is to be known about it.
    fn reach(&self, reach: &Reach) -> String {
        match &reach.remark {
            Some(remark) => format!("{} {}", self.link(reach), self.dim(&format!("({remark})"))),
            None => self.link(reach),
        }
    }

    /// A contact: a link where the terminal can (OSC 8).
    fn link(&self, reach: &Reach) -> String {
        if self.look.links && !reach.href.is_empty() {
            format!("\u{1b}]8;;{}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", reach.href, reach.text)
        } else {
            reach.text.clone()
        }
    }

    /// Words in the colour of a status.
    fn tone(&self, status: Status, words: &str) -> String {
        let colour = match status {
            Status::Identified => return words.to_owned(),
            Status::Absent | Status::Skipped => return self.dim(words),
            Status::Hidden => Color::Yellow,
            Status::Unknown => Color::Red,
        };
        if self.look.colour { words.color(colour).to_string() } else { words.to_owned() }
    }

    /// Bold words.
    fn bold(&self, words: &str) -> String {
        if self.look.colour { words.bold().to_string() } else { words.to_owned() }
    }

    /// Dim words.
    fn dim(&self, words: &str) -> String {
        if self.look.colour { words.dimmed().to_string() } else { words.to_owned() }
    }
}

/// The columns that a contact takes.
fn plain_width(reach: &Reach) -> usize {
    reach.text.width() + reach.remark.as_ref().map_or(0, |remark| remark.width() + 3)
}
