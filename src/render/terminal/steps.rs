//! The block *Write to*: last, so that it stands above the prompt; a line or two a step.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{Pen, plain_width};
use crate::render::advice::{AdviceWords, StepWords};
use crate::texts;

/// The width of the column of a step's day.
const DAY: usize = 7;
/// The width of the column of its number, at least.
const NUMBER: usize = 3;

impl Pen<'_> {
    /// Who cannot help in a line, then whom to write to, a line or two a step.
    pub(super) fn write_to(
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
        let legend = legend.map(|legend| format!("  ({legend})")).unwrap_or_default();
        if advice.write_to.width() + legend.width() <= self.look.width {
            writeln!(out, "{}{}", self.bold(&advice.write_to), self.dim(&legend))?;
        } else {
            self.hung(out, "", 0, &advice.write_to, |words| self.bold(words))?;
            self.hung(out, "", 0, legend.trim(), |words| self.dim(words))?;
        }
        let groups: Vec<&[StepWords]> = advice.steps.chunk_by(are_alike).collect();
        let wide = groups.iter().map(|group| numbers(group).width() + 1).max().unwrap_or_default();
        let wide = wide.max(NUMBER);
        for group in groups {
            let [step] = group else {
                self.alike(out, group, wide)?;
                continue;
            };
            let told = |other: &&StepWords| other.reach == step.reach && other.reach.is_some();
            let before = advice.steps.iter().find(told).filter(|other| other.number < step.number);
            self.step(out, step, before.map(|other| other.number), wide)?;
        }
        Ok(())
    }

    /// Steps that ask the same at the same time: what is asked once, then the contacts alone.
    fn alike(&self, out: &mut impl Write, group: &[StepWords], wide: usize) -> io::Result<()> {
        let Some(first) = group.first() else { return Ok(()) };
        let indent = wide + DAY;
        let head = format!("{:<wide$}{:<DAY$}", numbers(group), first.when);
        let words = texts::fill("page.each", &[("words", &first.what)]);
        self.hung(out, &head, indent, &words, ToOwned::to_owned)?;
        let (mut line, mut end) = (String::new(), indent);
        for reach in group.iter().filter_map(|step| step.reach.as_ref()) {
            let width = plain_width(reach);
            if indent + width > self.look.width {
                if !line.is_empty() {
                    writeln!(out, "{}{line}", " ".repeat(indent))?;
                    line.clear();
                    end = indent;
                }
                self.alone(out, reach, indent)?;
                continue;
            }
            if !line.is_empty() && end + 2 + width > self.look.width {
                writeln!(out, "{}{line}", " ".repeat(indent))?;
                line.clear();
                end = indent;
            }
            if !line.is_empty() {
                line.push_str("  ");
                end += 2;
            }
            line.push_str(&self.reach(reach));
            end += width;
        }
        if line.is_empty() { Ok(()) } else { writeln!(out, "{}{line}", " ".repeat(indent)) }
    }

    /// A step: number, day, party, what to ask for, contact, or the step that has the same one.
    fn step(
        &self,
        out: &mut impl Write,
        step: &StepWords,
        same: Option<usize>,
        wide: usize,
    ) -> io::Result<()> {
        let head = format!("{:<wide$}{:<DAY$}", step.number, step.when);
        let indent = wide + DAY;
        let words = format!("{}: {}", step.who, step.what);
        let room = self.look.width.saturating_sub(indent);
        match (&step.reach, same) {
            (Some(reach), _) if words.width() + 2 + plain_width(reach) <= room => {
                writeln!(out, "{head}{words}  {}", self.reach(reach))
            }
            (Some(_), Some(number)) => {
                let same = texts::fill("page.same-contact", &[("number", &number.to_string())]);
                self.hung(out, &head, indent, &format!("{words}; {same}"), ToOwned::to_owned)
            }
            (Some(reach), None) => {
                self.hung(out, &head, indent, &words, ToOwned::to_owned)?;
                self.alone(out, reach, indent)
            }
            (None, _) => {
                let words = format!("{words}; {}", texts::text("page.no-contact"));
                self.hung(out, &head, indent, &words, ToOwned::to_owned)
            }
        }
    }
}

/// Whether two steps ask parties beside the path for the same at the same time.
fn are_alike(one: &StepWords, other: &StepWords) -> bool {
    let beside = |step: &StepWords| step.is_beside && step.reach.is_some();
    beside(one) && beside(other) && (&one.what, &one.when) == (&other.what, &other.when)
}

/// The numbers of steps: `3`, `3-6`.
fn numbers(group: &[StepWords]) -> String {
    match group {
        [first, .., last] => format!("{}-{}", first.number, last.number),
        [step] => step.number.to_string(),
        [] => String::new(),
    }
}
