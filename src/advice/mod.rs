//! Advice: chain + harm + a few observed facts -> whom to contact first, why, and who cannot help.
//!
//! A pure function. What is known of harms is data in [`harms`]: lines that say who is asked for
//! what at which stage. `steps` takes them one by one and keeps the parties whose powers allow
//! it; a party that is hidden is replaced by whoever hides it. `barred` says why the others
//! cannot help. For one harm nothing of this applies: [`csam`] names hotlines and nobody else.

mod barred;
mod calendar;
pub mod csam;
mod facts;
mod giver;
pub mod harms;
mod hints;
mod notes;
mod off_path;
mod order;
mod outside;
mod pick;
pub mod plan;
pub mod rules;
mod steps;
mod suspects;
mod wording;

use crate::model::advice::{Advice, Nature};
use crate::model::chain::Chain;
use crate::texts;
pub use facts::{Facts, Request};

/// Whom to contact about a harm, and who cannot help.
pub fn advise(request: &Request, chain: &Chain, facts: &Facts) -> Advice {
    let taken = steps::take(request, chain, facts);
    Advice {
        harm: request.harm.id,
        nature: request.nature,
        hints: hints::hints(request, chain, facts),
        notes: notes::notes(request, chain, facts, &taken.steps),
        must_know: notes::must_know(chain, facts, &taken.steps),
        cannot_help: barred::cannot_help(request, chain, facts, &taken.steps),
        steps: taken.steps,
        gaps: taken.gaps,
        hotlines: None,
    }
}

/// Why something that may be said of a site cannot be true where a harm is reported, in a sentence.
pub fn contradiction(harm: &str, nature: Nature) -> Option<&'static str> {
    let said = match nature {
        Nature::Unknown => return None,
        Nature::Compromised => "compromised",
        Nature::Malicious => "malicious",
    };
    texts::find(&format!("contradiction.{harm}.{said}"))
}

/// Whether a page lists many teams or providers, so that it is nobody's own.
pub fn names_many(page: &str) -> bool {
    let lists = ["teams", "dispute-provider"].into_iter();
    lists
        .flat_map(|id| outside::outsiders(id, ""))
        .any(|one| one.contact.is_some_and(|contact| contact.value == page))
}

/// The day on which an answer is due to what was told on another: by the harm's own patience, or
/// three working days where no harm is named. Defaults of the tool, not law.
pub fn due(harm: Option<&str>, told: jiff::civil::Date) -> jiff::civil::Date {
    let patience =
        harm.and_then(harms::harm).map_or(plan::Patience::WorkingDays, |harm| harm.patience);
    calendar::after(told, patience, 1)
}
