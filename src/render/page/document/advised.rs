//! Whom to write to, as a page shows it: what is the same for several steps stands there once.

use std::collections::HashMap;

use super::part::whose_word;
use crate::render::advice::{AdviceWords, StepWords};
use crate::render::json::advice::AdviceV1;
use crate::render::json::code;
use crate::render::page::Reach;
use crate::texts;

/// Whom to write to about one target.
#[derive(Debug)]
pub(in crate::render) struct Advised {
    /// What it is about.
    pub(in crate::render) heading: String,
    /// What is to be known before anything is sent.
    pub(in crate::render) notes: Vec<String>,
    /// The steps in order, then the hotlines.
    pub(in crate::render) steps: Vec<AdvisedTurn>,
    /// Parties that would have their turn if they could be named.
    pub(in crate::render) gaps: Vec<String>,
    /// Parties that cannot help.
    pub(in crate::render) cannot_help: Vec<String>,
}

/// One party to write to.
#[derive(Debug)]
pub(in crate::render) struct AdvisedTurn {
    /// Who and when.
    pub(in crate::render) head: String,
    /// How to reach it.
    pub(in crate::render) reach: Option<Reach>,
    /// What is asked of it.
    pub(in crate::render) ask: Option<String>,
    /// Where on the page the rest stands, from 1; nowhere where there is none.
    pub(in crate::render) place: Option<usize>,
    /// The rest; empty where it stands above already.
    pub(in crate::render) rest: Vec<String>,
}

/// What stands on the page already, with its place.
pub(super) type SaidAlready = HashMap<Vec<String>, usize>;

/// An advice as a page shows it.
pub(super) fn advised(
    words: AdviceWords,
    told: Option<&AdviceV1>,
    said: &mut SaidAlready,
) -> Advised {
    let steps = told.into_iter().flat_map(|advice| &advice.steps);
    let contacts = steps.map(|step| {
        step.contact.as_ref().map(|contact| {
            let stale = contact.stale.then(|| format!("; {}", texts::text("remark.stale")));
            whose_word(contact) + &stale.unwrap_or_default()
        })
    });
    let hotlines = told.into_iter().flat_map(|advice| &advice.hotlines);
    let hotlines = hotlines.map(|route| Some(code(&route.backing)));
    let contacts = contacts.chain(hotlines).chain(std::iter::repeat(None));
    let steps = words.steps.into_iter().chain(words.routes).zip(contacts);
    Advised {
        heading: words.heading,
        notes: words.notes,
        steps: steps.map(|(step, contact)| turn(step, contact, said)).collect(),
        gaps: words.gaps,
        cannot_help: words.cannot_help,
    }
}

/// One step.
fn turn(step: StepWords, contact: Option<String>, said: &mut SaidAlready) -> AdvisedTurn {
    let mut lines = step.lines.into_iter();
    let ask = lines.next();
    let contact = contact.map(|told| texts::fill("document.step-contact", &[("told", &told)]));
    let rest: Vec<String> = lines.chain(step.rules).chain(contact).collect();
    if rest.is_empty() {
        return AdvisedTurn { head: step.head, reach: step.reach, ask, place: None, rest };
    }
    let next = said.len() + 1;
    let place = *said.entry(rest.clone()).or_insert(next);
    let rest = if place == next { rest } else { Vec::new() };
    let place = Some(place);
    AdvisedTurn { head: step.head, reach: step.reach, ask, place, rest }
}
