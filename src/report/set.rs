//! A whole set of drafts: which steps get one, what was refused, what is left blank.

use super::batch::gather;
use super::compose::compose;
use super::desk::Desk;
use super::draft::{Before, Draft};
use super::format::DraftFormat;
use super::given::Given;
use super::lint::DraftRefusal;
use super::message::Message;
use super::{Written, write};
use crate::render::json::v1::TraceV1;

/// Which steps are wanted; all where nothing is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The numbers of steps.
    pub steps: Vec<usize>,
    /// Layers or kinds of desk.
    pub to: Vec<String>,
}

impl Choice {
    /// Whether a draft is wanted.
    fn takes(&self, draft: &Draft) -> bool {
        let layer = draft.layer.map(|layer| layer.word().to_owned());
        let desk = draft.desk.word();
        (self.steps.is_empty() || self.steps.contains(&draft.number))
            && (self.to.is_empty()
                || self.to.iter().any(|word| word == desk || Some(word) == layer.as_ref()))
    }

    /// The first word that names no layer and no kind of desk.
    pub fn stranger(&self) -> Option<&str> {
        let known = |word: &&String| Desk::ALL.iter().any(|desk| desk.word() == *word);
        self.to.iter().find(|word| !known(word)).map(String::as_str)
    }
}

/// What became of a set.
#[derive(Debug, Default)]
pub struct SetOutcome {
    /// The drafts that were written.
    pub written: Vec<Written>,
    /// Those that would be refused, and why.
    pub refused: Vec<(Draft, Vec<DraftRefusal>)>,
}

/// The drafts for some traces.
pub fn drafts(traces: &[TraceV1], given: &Given, before: &Before, choice: &Choice) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for trace in traces {
        for advice in &trace.advice {
            let steps = advice.steps.iter();
            let composed = steps.map(|step| compose(trace, advice, step, given, before));
            drafts.extend(composed.filter(|draft| choice.takes(draft)));
        }
    }
    gather(drafts)
}

impl SetOutcome {
    /// Writes what may be written.
    pub fn write(drafts: Vec<Draft>, formats: &[DraftFormat], message: Option<&Message>) -> Self {
        let mut set = Self::default();
        for draft in drafts {
            let order = if draft.places.len() > 1 || set.is_of_several(&draft) {
                set.written.len() + 1
            } else {
                draft.number
            };
            match write(&draft, order, formats, message) {
                Ok(written) => set.written.push(written),
                Err(refusals) => set.refused.push((draft, refusals)),
            }
        }
        set
    }

    /// Whether the number of a draft's step is taken by another target's.
    fn is_of_several(&self, draft: &Draft) -> bool {
        self.written.iter().any(|known| known.draft.number == draft.number)
    }

    /// The facts that are left to the reporter, each once.
    pub fn blanks(&self) -> Vec<&'static str> {
        let mut blanks: Vec<&'static str> = Vec::new();
        for blank in self.written.iter().flat_map(|written| &written.blanks) {
            if !blanks.contains(blank) {
                blanks.push(blank);
            }
        }
        blanks
    }
}
