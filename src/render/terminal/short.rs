//! The short form: a line a party, and with a harm the block *Write to*, last, so that it stands
//! above the prompt.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{LAYER, Pen, plain_width};
use crate::model::chain::Status;
use crate::render::advice::{AdviceWords, StepWords};
use crate::render::page::{Line, Page};
use crate::texts;

/// The width of the column of what a party can stop.
const STOPS: usize = 8;
/// The width of the column of parties, beyond which a contact moves to the right.
const PARTY: usize = 30;
/// The width of the columns of a step's number and day.
const STEP: usize = 10;
/// Warnings that the short form shows.
const WARNINGS: usize = 2;

impl Pen<'_> {
    /// What must be known at once.
    pub(super) fn in_short(&self, out: &mut impl Write, page: &Page) -> io::Result<()> {
        for (label, value) in &page.facts {
            self.labelled(out, label, value)?;
        }
        if page.advice.is_none() {
            writeln!(out)?;
        }
        let aside = |line: &&Line| page.advice.is_some() && is_aside(line);
        for line in page.lines.iter().filter(|line| !aside(line)) {
            self.line(out, line, page.advice.is_some())?;
        }
        let others: Vec<String> = page.lines.iter().filter(aside).map(in_a_word).collect();
        if !others.is_empty() {
            self.labelled(out, "others", &others.join("; "))?;
        }
        for related in &page.related {
            self.labelled(out, "related", related)?;
        }
        for warning in page.warnings.iter().take(WARNINGS) {
            self.labelled(out, "warning", warning)?;
        }
        if page.warnings.len() > WARNINGS {
            let more = (page.warnings.len() - WARNINGS).to_string();
            self.labelled(out, "", &texts::fill("page.more-warnings", &[("number", &more)]))?;
        }
        if page.offline {
            self.labelled(out, "offline", texts::text("page.offline"))?;
        }
        if let Some(advice) = &page.advice {
            let marked = advice.contacts().any(|reach| reach.old);
            self.write_to(out, advice, page.legend.filter(|_| marked))
        } else {
            let legend = page.legend.map_or(String::new(), |legend| format!("  {legend}"));
            let both = format!("{}{legend}", page.summary);
            if both.width() <= self.look.width {
                return writeln!(out, "{}", self.dim(&both));
            }
            self.hung(out, "", 0, &page.summary, |words| self.dim(words))?;
            writeln!(out, "{}", self.dim(legend.trim()))
        }
    }

    /// A line: layers, what the party can stop, the party, the best contact. Where a block of
    /// contacts follows, what does not fit beside the party stands there.
    fn line(&self, out: &mut impl Write, line: &Line, terse: bool) -> io::Result<()> {
        let indent = " ".repeat(LAYER + STOPS);
        if line.status == Status::Identified {
            self.party_line(out, line, terse)?;
        } else {
            self.missing_line(out, line, terse)?;
        }
        for note in &line.below {
            self.hung(out, &indent, LAYER + STOPS, note, |words| self.dim(words))?;
        }
        Ok(())
    }

    /// A line with a party.
    fn party_line(&self, out: &mut impl Write, line: &Line, terse: bool) -> io::Result<()> {
        let head = format!("{}{:<STOPS$}", self.layer(&line.layers.join(", ")), line.stops);
        let room = self.look.width.saturating_sub(LAYER + STOPS);
        let party = line.words.width();
        let Some(reach) = line.contacts.first() else {
            let words = format!("{}; {}", line.words, texts::text("page.no-contact"));
            return self.hung(out, &head, LAYER + STOPS, &words, |words| self.bold(words));
        };
        let contact = plain_width(reach);
        if party + 2 + contact <= room {
            let aligned = party.max(PARTY) + 2 + contact <= room;
            let end = if aligned { PARTY.max(party) + 2 } else { room - contact };
            let gap = " ".repeat(end.saturating_sub(party));
            return writeln!(out, "{head}{}{gap}{}", self.bold(&line.words), self.reach(reach));
        }
        self.hung(out, &head, LAYER + STOPS, &line.words, |words| self.bold(words))?;
        if terse {
            return Ok(());
        }
        writeln!(out, "{}{}", " ".repeat(LAYER + STOPS), self.reach(reach))
    }

    /// A line without a party; the layers of several that say the same come first.
    fn missing_line(&self, out: &mut impl Write, line: &Line, terse: bool) -> io::Result<()> {
        let layers = line.layers.join(", ");
        let draw = |words: &str| self.tone(line.status, words);
        let room = self.look.width.saturating_sub(LAYER + STOPS);
        let words = if terse { fitting(&line.words, room) } else { line.words.as_str() };
        if line.layers.len() > 1 {
            return self.hung(out, "", LAYER, &format!("{layers}: {words}"), draw);
        }
        let head = format!("{}{:<STOPS$}", self.layer(&layers), line.stops);
        self.hung(out, &head, LAYER + STOPS, words, draw)
    }

    /// Who cannot help in a line, then whom to write to, a line or two a step.
    fn write_to(
        &self,
        out: &mut impl Write,
        advice: &AdviceWords,
        legend: Option<&str>,
    ) -> io::Result<()> {
        if !advice.barred.is_empty() {
            self.labelled(out, "cannot help", &advice.barred.join(", "))?;
        }
        for note in &advice.must_know {
            self.labelled(out, "note", note)?;
        }
        if advice.steps.is_empty() {
            return self.labelled(out, "write to", texts::text("page.nobody"));
        }
        let legend = legend.map_or(String::new(), |legend| format!("  ({legend})"));
        writeln!(out, "{}{}", self.bold(&advice.write_to), self.dim(&legend))?;
        for step in &advice.steps {
            let told = |other: &&StepWords| other.reach == step.reach && other.reach.is_some();
            let before = advice.steps.iter().find(told).filter(|other| other.number < step.number);
            self.step(out, step, before.map(|other| other.number))?;
        }
        Ok(())
    }

    /// A step: number, day, party, what to ask for, contact, or the step that has the same one.
    fn step(&self, out: &mut impl Write, step: &StepWords, same: Option<usize>) -> io::Result<()> {
        let head = format!("{:<3}{:<7}", step.number, step.when);
        let words = format!("{}: {}", step.who, step.what);
        let room = self.look.width.saturating_sub(STEP);
        match (&step.reach, same) {
            (Some(reach), _) if words.width() + 2 + plain_width(reach) <= room => {
                writeln!(out, "{head}{words}  {}", self.reach(reach))
            }
            (Some(_), Some(number)) => {
                let same = texts::fill("page.same-contact", &[("number", &number.to_string())]);
                self.hung(out, &head, STEP, &format!("{words}; {same}"), ToOwned::to_owned)
            }
            (Some(reach), None) => {
                self.hung(out, &head, STEP, &words, ToOwned::to_owned)?;
                writeln!(out, "{}{}", " ".repeat(STEP), self.reach(reach))
            }
            (None, _) => {
                let words = format!("{words}; {}", texts::text("page.no-contact"));
                self.hung(out, &head, STEP, &words, ToOwned::to_owned)
            }
        }
    }
}

/// As many of the parts of a sentence as fit, and at least the first.
fn fitting(words: &str, room: usize) -> &str {
    let ends = words.match_indices(", ").chain(words.match_indices("; ")).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([words.len()]).collect();
    ends.sort_unstable();
    let mut parts = ends.iter().filter_map(|end| words.get(..*end));
    let first = ends.first().and_then(|end| words.get(..*end)).unwrap_or(words);
    parts.rfind(|part| part.width() <= room).unwrap_or(first)
}

/// Whether a line is only mentioned beside advice: nobody stands there, and nothing hangs on it.
fn is_aside(line: &Line) -> bool {
    let vital = line.layers.iter().any(|layer| matches!(*layer, "host" | "network"));
    let blank = matches!(line.status, Status::Absent | Status::Skipped | Status::Hidden);
    blank && line.below.is_empty() && (!vital || line.status == Status::Absent)
}

/// Such a line in a word: `reseller: none`.
fn in_a_word(line: &Line) -> String {
    let status = line.words.split(':').next().unwrap_or_default();
    format!("{}: {status}", line.layers.join(", "))
}
