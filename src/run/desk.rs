//! Where results are put out: in the order of the input, or as they come. A result that waits for
//! one before it is kept in the form in which it will be printed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

use super::waiting::WaitingFile;
use crate::render::{Outcome, Printer, Ready};

/// Puts results out.
pub(super) struct ResultDesk<W> {
    /// Prints them.
    printer: Printer<W>,
    /// Whether they are put out as they come.
    unordered: bool,
    /// For each target, the lines of the input that it stands on.
    lines: Vec<Vec<usize>>,
    /// The line that is printed next.
    next: usize,
    /// The results that wait for it.
    waiting: BTreeMap<usize, Rc<Ready>>,
    /// The same, for the case that the run is killed.
    kept: WaitingFile,
}

impl<W: Write> ResultDesk<W> {
    /// A desk for targets that stand on these lines, which keeps what waits in a file as well.
    pub(super) fn new(
        printer: Printer<W>,
        unordered: bool,
        lines: Vec<Vec<usize>>,
        kept: WaitingFile,
    ) -> Self {
        Self { printer, unordered, lines, next: 0, waiting: BTreeMap::new(), kept }
    }

    /// Takes the result of a target; prints it for each line that it stands on.
    pub(super) fn take(&mut self, target: usize, outcome: Outcome) -> io::Result<()> {
        let ready = Rc::new(self.printer.ready(outcome)?);
        for line in self.lines.get(target).into_iter().flatten() {
            if self.unordered {
                self.printer.put(&ready)?;
            } else {
                self.waiting.insert(*line, Rc::clone(&ready));
            }
        }
        while let Some(ready) = self.waiting.remove(&self.next) {
            self.printer.put(&ready)?;
            self.next += 1;
        }
        if self.waiting.is_empty() {
            self.kept.clear();
        } else if let Ready::Line(text) = &*ready {
            let lines = self.lines.get(target).into_iter().flatten();
            lines.filter(|line| **line >= self.next).for_each(|_| self.kept.add(text));
        }
        Ok(())
    }

    /// Prints what still waits, and ends the output.
    pub(super) fn finish(mut self) -> io::Result<()> {
        for ready in std::mem::take(&mut self.waiting).into_values() {
            self.printer.put(&ready)?;
        }
        self.printer.finish()?;
        self.kept.end();
        Ok(())
    }
}

/// The different targets of a list in the order of their first lines, and the lines of each.
pub(super) fn distinct(targets: Vec<String>) -> (Vec<String>, Vec<Vec<usize>>) {
    let mut places = std::collections::HashMap::new();
    let (mut unique, mut lines) = (Vec::new(), Vec::<Vec<usize>>::new());
    for (line, target) in targets.into_iter().enumerate() {
        let place = *places.entry(target).or_insert_with_key(|target: &String| {
            unique.push(target.clone());
            lines.push(Vec::new());
            lines.len() - 1
        });
        if let Some(lines) = lines.get_mut(place) {
            lines.push(line);
        }
    }
    (unique, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_stands_twice_is_traced_once_for_both_lines() {
        let list = ["a", "b", "a"].map(str::to_owned).to_vec();
        let (unique, lines) = distinct(list);
        assert_eq!(unique, ["a", "b"]);
        assert_eq!(lines, [vec![0, 2], vec![1]]);
    }
}
