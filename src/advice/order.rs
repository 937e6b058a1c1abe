//! The order of the steps: a path is climbed rung by rung, each after the one before had its time.

use super::calendar;
use super::plan::PlanLine;
use super::steps::{Taken, Taking};
use crate::model::advice::{Path, Stage, Step};
use crate::texts;

impl Taking<'_> {
    /// Adds a step after those that come before it.
    pub(super) fn push(&mut self, line: &PlanLine, step: Step) {
        let before = |wanted: &dyn Fn(&Step) -> bool| {
            let levels = self.steps.iter().filter(|(_, step)| wanted(step));
            levels.map(|(level, _)| level + 1).max()
        };
        let level = match (line.stage, line.path) {
            (Stage::First, _) => 0,
            (Stage::Then, _) => 1,
            (Stage::IfSilent, Path::Side) => {
                before(&|step| step.stage != Stage::IfSilent).unwrap_or(1)
            }
            (Stage::IfSilent, path) => before(&|step| step.path == path).unwrap_or(1),
        };
        self.steps.push((level, step));
    }

    /// Puts the steps in order, and says what follows when each stays silent.
    pub(super) fn finish(mut self) -> Taken {
        self.steps.sort_by_key(|(level, step)| (*level, step.stage));
        let patience = self.request.harm.patience;
        let levels: Vec<usize> = self.steps.iter().map(|(level, _)| *level).collect();
        let mut steps: Vec<Step> = self.steps.into_iter().map(|(_, step)| step).collect();
        for (step, level) in steps.iter_mut().zip(&levels) {
            step.from = calendar::after(self.facts.today, patience, *level).to_string();
        }
        for at in 0..steps.len() {
            let next = (at + 1..steps.len()).find(|next| {
                steps[*next].path == steps[at].path
                    && levels[*next] > levels[at]
                    && steps[at].path != Path::Side
            });
            let Some(interval) = steps[at].if_silent_after else { continue };
            let number = next.map(|next| (next + 1).to_string()).unwrap_or_default();
            let day = next.map(|next| steps[next].from.clone()).unwrap_or_default();
            let values =
                [("interval", interval), ("number", number.as_str()), ("day", day.as_str())];
            let key = if next.is_some() { "silent.next" } else { "silent.last" };
            steps[at].if_silent = Some(texts::fill(key, &values));
            steps[at].then = next.map(|next| next + 1);
        }
        Taken { steps, gaps: self.gaps }
    }
}
