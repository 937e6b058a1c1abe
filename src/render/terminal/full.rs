//! The page in full: what each party can and cannot do, how sure that is, and what it rests on.

use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{LAYER, Pen, plain_width};
use crate::model::chain::Status;
use crate::render::advice::AdviceWords;
use crate::render::page::{Page, PageRow};
use crate::texts;

/// The width of the column of parties, beyond which a contact moves to the right.
const PARTY: usize = 30;

impl Pen<'_> {
    /// Everything that is known.
    pub(super) fn in_full(&self, out: &mut impl Write, page: &Page) -> io::Result<()> {
        for (label, value) in &page.all_facts {
            self.labelled(out, label, value)?;
        }
        writeln!(out)?;
        for row in &page.rows {
            self.row(out, row)?;
        }
        if !page.related.is_empty() || !page.warnings.is_empty() {
            writeln!(out)?;
        }
        for related in &page.related {
            self.labelled(out, "related", related)?;
        }
        for warning in &page.warnings {
            self.labelled(out, "warning", warning)?;
        }
        writeln!(out, "\n{}", self.dim(&page.summary))?;
        for (at, evidence) in page.evidence.iter().enumerate() {
            self.labelled(out, &format!("e{}", at + 1), evidence)?;
        }
        if let Some(legend) = page.legend {
            self.labelled(out, "†", legend.trim_start_matches('†').trim())?;
        }
        page.advice.as_ref().map_or(Ok(()), |advice| self.advice_in_full(out, advice))
    }

    /// A row: layer, party and first contact, or the reason; then the rest below it.
    fn row(&self, out: &mut impl Write, row: &PageRow) -> io::Result<()> {
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
            (None, None) => self.wrapped(out, &head, &row.party, |line| self.bold(line))?,
        }
        if let Some(unreached) = &row.unreached {
            self.wrapped(out, &" ".repeat(LAYER), unreached, |line| self.dim(line))?;
        }
        for reach in row.contacts.iter().skip(usize::from(beside.is_some())) {
            self.contact(out, reach)?;
        }
        self.details(out, row)
    }

    /// Whom to contact, in order, with all that is said of each step, and who cannot help.
    pub(super) fn advice_in_full(
        &self,
        out: &mut impl Write,
        advice: &AdviceWords,
    ) -> io::Result<()> {
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
            for rule in &step.rules {
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

    /// What stands below a row.
    fn details(&self, out: &mut impl Write, row: &PageRow) -> io::Result<()> {
        let indent = " ".repeat(LAYER);
        for note in &row.notes {
            self.wrapped(out, &format!("{indent}- "), note, |line| self.dim(line))?;
        }
        for line in row.powers.iter().chain(&row.rejected) {
            self.wrapped(out, &format!("{indent}- "), line, |line| self.dim(line))?;
        }
        self.provenance(out, row)
    }

    /// What a row is about, how sure it is, and what it rests on.
    fn provenance(&self, out: &mut impl Write, row: &PageRow) -> io::Result<()> {
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

    /// The party, in the tone of its status.
    fn party(&self, row: &PageRow) -> String {
        match row.status {
            Status::Identified => self.bold(&row.party),
            _ => self.tone(row.status, &row.party),
        }
    }
}
