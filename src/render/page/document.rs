//! A page to look at, in words: whom to write to, the picture, everybody who is responsible with all
//! that is known of them, and how each claim can be seen again. Several targets share one page, and
//! with it the contacts, the powers and the evidence that are the same.

mod advised;
mod desks;
mod facts;
mod part;
mod proof;
mod shared;
mod targets;

pub(in crate::render) use self::advised::{Advised, AdvisedTurn};
use self::advised::{SaidAlready, advised};
pub(in crate::render) use self::desks::SharedDesk;
use self::desks::SharedDesks;
use self::part::Parts;
pub(in crate::render) use self::part::{ContactWay, EntryPart};
use self::proof::Proofs;
pub(in crate::render) use self::proof::ShownProof;
use self::targets::TargetNames;
use super::labels::{defanged, part as part_of_chain};
use super::picture::{Picture, picture};
use super::veil::Veil;
use crate::model::target::Refusal;
use crate::render::advice;
use crate::render::clean::clean;
use crate::render::json::{self, Output, v1::TraceV1};
use crate::texts;
use crate::trace::Trace;

/// A page.
#[derive(Debug, Default)]
pub(in crate::render) struct Document {
    /// One part a target or hop.
    pub(in crate::render) sections: Vec<TargetSection>,
    /// What could not be traced, and why.
    pub(in crate::render) refused: Vec<(String, String)>,
    /// What is said of each target alike, said once.
    pub(in crate::render) said_of_all: Vec<String>,
    /// The contacts of all targets.
    desks: SharedDesks,
    /// What parties can and cannot do, each list once.
    pub(in crate::render) powers: Vec<Powers>,
    /// The exchanges that all rests on, each once.
    proofs: Proofs,
    /// What stands beside the steps of the advice, with its places.
    said: SaidAlready,
    /// What all links stay away from.
    targets: TargetNames,
    /// How many targets were given.
    given: usize,
}

/// What one target or hop yielded.
#[derive(Debug)]
pub(in crate::render) struct TargetSection {
    /// Its place on the page.
    pub(in crate::render) id: String,
    /// What was traced.
    pub(in crate::render) title: String,
    /// How a hop was reached.
    pub(in crate::render) reached: Option<String>,
    /// Why nothing is advised about it.
    pub(in crate::render) hint: Option<&'static str>,
    /// Whom to write to.
    pub(in crate::render) advice: Option<Advised>,
    /// The picture; a hop is in that of its target.
    pub(in crate::render) picture: Option<Picture>,
    /// The chain, one part an entry.
    pub(in crate::render) parts: Vec<EntryPart>,
    /// What is known beside the chain: label and values.
    pub(in crate::render) facts: Vec<(&'static str, Vec<String>)>,
    /// Names beside the target.
    pub(in crate::render) related: Vec<String>,
    /// What was odd.
    pub(in crate::render) warnings: Vec<String>,
    /// The chain in figures.
    pub(in crate::render) summary: String,
}

/// What some parties can and cannot do.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::render) struct Powers {
    /// Whose powers they are.
    pub(in crate::render) whose: Vec<String>,
    /// The sentences.
    pub(in crate::render) sentences: Vec<String>,
}

impl Document {
    /// Adds what a target yielded.
    pub(in crate::render) fn add(&mut self, trace: &Trace) {
        self.given += 1;
        self.section(trace, None, trace.advice.is_some());
        let mut before = trace;
        for hop in &trace.hops {
            let status = before.seen.site.as_ref().and_then(|site| Some(site.found()?.status));
            let status = status.map_or_else(String::new, |status| status.to_string());
            let from = before.target.host();
            let values = [("from", from.as_str()), ("status", status.as_str())];
            let reached =
                Veil::over(&before.target).over_text(&texts::fill("document.reached", &values));
            self.section(hop, Some(clean(&reached)), trace.advice.is_some());
            before = hop;
        }
    }

    /// Adds a target that could not be traced.
    pub(in crate::render) fn refuse(&mut self, input: &str, refusal: &Refusal) {
        self.given += 1;
        self.refused.push((defanged(input), clean(&refusal.to_string())));
    }

    /// Adds one target or hop. `advised_about` where whom to write to is said of the target.
    fn section(&mut self, trace: &Trace, reached: Option<String>, advised_about: bool) {
        let Output::Trace(told) = json::output(trace) else { return };
        let id = format!("t{}", self.sections.len() + 1);
        let numbers = self.proofs.numbers(&told.evidence);
        self.targets.note(&told);
        let veil = Veil::over(&trace.target);
        let today = trace.started.to_string();
        let mut words =
            trace.advice.as_ref().map(|words| advice::words(words, &today, part_of_chain));
        if let Some(words) = &mut words {
            words.each_text(&mut |text| veil.draw(text));
        }
        let parts =
            Parts { trace, told: &told, numbers: &numbers, powers: &mut self.powers, veil: &veil }
                .all();
        let advice = words.map(|words| advised(words, told.advice.first(), &mut self.said));
        let title = defanged(&told.target.input);
        self.desks.note(&id, &title, &parts, advice.as_ref());
        let picture = reached.is_none().then(|| picture(trace)).flatten();
        self.sections.push(TargetSection {
            id,
            title,
            hint: hint(reached.is_some(), advised_about),
            reached,
            picture,
            advice,
            parts,
            facts: veil.facts(facts::facts(&told)),
            related: veil.all(related(trace, &told)),
            warnings: veil.all(told.warnings.iter().map(|warning| clean(warning)).collect()),
            summary: super::in_figures(&told.summary),
        });
    }

    /// Takes the links away that lead to what was traced, whoever offers them as contacts: a page about
    /// a site must not be a way into it.
    pub(in crate::render) fn sealed(mut self) -> Self {
        let targets = &self.targets;
        let steps = |section: &mut TargetSection| {
            let steps = section.advice.iter_mut().flat_map(|advice| &mut advice.steps);
            steps.filter_map(|step| step.reach.as_mut()).for_each(|reach| targets.unlink(reach));
            let ways = section.parts.iter_mut().flat_map(|part| &mut part.ways);
            ways.for_each(|way| targets.unlink(&mut way.reach));
        };
        self.sections.iter_mut().for_each(steps);
        self.desks.reaches().for_each(|reach| targets.unlink(reach));
        if self.given > 1 {
            self.said_of_all = shared::moved(&mut self.sections);
        }
        for proof in self.proofs.all_mut().filter(|proof| targets.are_led_to_by(&proof.question)) {
            proof.question = defanged(&proof.question);
        }
        self
    }

    /// The title of the page.
    pub(in crate::render) fn title(&self) -> String {
        match (self.given, self.sections.first()) {
            (1, Some(section)) => texts::fill("picture.title", &[("target", &section.title)]),
            (count, _) => texts::fill("picture.several", &[("count", &count.to_string())]),
        }
    }

    /// Whether there is more than one target, so that details are folded.
    pub(in crate::render) fn is_list(&self) -> bool {
        self.given > 1
    }

    /// The contacts of all targets, those of the most first.
    pub(in crate::render) fn desks(&self) -> Vec<&SharedDesk> {
        self.desks.by_targets()
    }

    /// The exchanges.
    pub(in crate::render) fn proofs(&self) -> &[ShownProof] {
        self.proofs.all()
    }
}

/// Why nothing is advised about a target or hop; nothing where something is.
fn hint(is_hop: bool, advised_about: bool) -> Option<&'static str> {
    let key = match (is_hop, advised_about) {
        (true, true) => "document.hop-advice",
        (_, false) => "document.no-harm",
        (false, true) => return None,
    };
    Some(texts::text(key))
}

/// Names beside the target, with their addresses.
fn related(trace: &Trace, told: &TraceV1) -> Vec<String> {
    let words = super::related(trace, part_of_chain);
    let addresses = told.related.iter().map(|related| related.addresses.join(", "));
    let lines = words.into_iter().zip(addresses);
    lines.map(|(words, addresses)| clean(&format!("{words}: {addresses}"))).collect()
}
