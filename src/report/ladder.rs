//! Whose turn it is: one rule for what is late and for what was traced again.
//!
//! Who could have been told at once comes first; then whoever is next on the path of somebody who
//! stayed silent; then those beside the path. Nobody is named who was told of it, unless more is
//! asked of the same desk now, and nobody whose draft would be refused.

use super::desk::Desk;
use super::draft::{Before, Draft};
use super::given::Given;
use super::lint::lint;
use super::set::{Choice, drafts};
use crate::model::advice::{Path, Stage};
use crate::render::json::advice::{AdviceV1, StepV1};
use crate::render::json::v1::TraceV1;

/// One that was told and had its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The identifier of the party.
    pub party_id: String,
    /// Its role.
    pub desk: Desk,
}

/// The draft whose turn it is. `silent` are those that are late; where `of` is one of them, only
/// its own path is climbed.
pub fn next(
    trace: &TraceV1,
    before: &Before,
    silent: &[Silent],
    of: Option<&Silent>,
) -> Option<Draft> {
    let advice = trace.advice.first()?;
    let all = drafts(std::slice::from_ref(trace), &Given::default(), before, &Choice::default());
    let ladder = Ladder { advice, before, silent, of };
    let ranked = all.into_iter().filter_map(|draft| Some((ladder.rank(&draft)?, draft)));
    ranked.min_by_key(|(rank, draft)| (*rank, draft.number)).map(|(_, draft)| draft)
}

/// What the rule is applied to.
struct Ladder<'a> {
    /// The advice.
    advice: &'a AdviceV1,
    /// What was done.
    before: &'a Before,
    /// Those that are late.
    silent: &'a [Silent],
    /// The one whose path is climbed; all paths where it is nobody.
    of: Option<&'a Silent>,
}

impl Ladder<'_> {
    /// How soon it is a draft's turn; never where it was sent or would be refused.
    fn rank(&self, draft: &Draft) -> Option<u8> {
        let step = self.advice.steps.iter().find(|step| step.number == draft.number)?;
        if self.is_told(step) || !lint(draft).is_empty() {
            return None;
        }
        let escalates = step.stage == Stage::IfSilent;
        match step.path {
            Path::Side => (!escalates || !self.silent.is_empty()).then_some(2),
            _ if !escalates => Some(0),
            _ => self.is_reached(step).then_some(1),
        }
    }

    /// Whether the nearest step below on the same path, of those that were told, stayed silent.
    fn is_reached(&self, step: &StepV1) -> bool {
        let mut at = step;
        while let Some(below) = self.below(at) {
            if self.is_told(below) {
                let is_of = |silent: &&Silent| is_of(silent, below);
                return self.silent.iter().any(|silent| is_of(&silent))
                    && self.of.as_ref().is_none_or(is_of);
            }
            at = below;
        }
        false
    }

    /// The step below on the same path.
    fn below(&self, step: &StepV1) -> Option<&StepV1> {
        self.advice.steps.iter().find(|below| below.then == Some(step.number))
    }

    /// Whether a step was taken: the party was told as often as steps up to this one ask it.
    fn is_told(&self, step: &StepV1) -> bool {
        let steps = self.advice.steps.iter();
        let asked = steps
            .filter(|other| {
                other.number <= step.number
                    && other.party_id == step.party_id
                    && other.layer == step.layer
            })
            .count();
        let desks = desks(step);
        let told = self.before.told.iter().filter(|told| {
            told.party_id == step.party_id
                && desks.contains(&told.desk)
                && told.harm.as_deref().is_none_or(|harm| harm == self.advice.harm)
        });
        told.count() >= asked
    }
}

/// The desks that a step may have been logged as: a platform is a host to the chain.
fn desks(step: &StepV1) -> Vec<Desk> {
    match Desk::of(step, None) {
        desk @ (Desk::Host | Desk::Dns) => vec![desk, Desk::Platform],
        desk => vec![desk],
    }
}

/// Whether a silent one is the party of a step.
fn is_of(silent: &Silent, step: &StepV1) -> bool {
    silent.party_id == step.party_id && desks(step).contains(&silent.desk)
}
