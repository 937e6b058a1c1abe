//! A page to look at, in words: whom to write to, the picture, everybody who is responsible with all
//! that is known of them, and how each claim can be seen again. Several targets share one page, and
//! with it the contacts, the powers and the evidence that are the same.

mod advised;
mod desks;
mod facts;
mod part;
mod proof;

pub(in crate::render) use self::advised::{Advised, AdvisedTurn};
use self::advised::{SaidAlready, advised};
pub(in crate::render) use self::desks::SharedDesk;
use self::desks::SharedDesks;
use self::part::Parts;
pub(in crate::render) use self::part::{ContactWay, EntryPart};
use self::proof::Proofs;
pub(in crate::render) use self::proof::ShownProof;
use super::labels::defanged;
use super::picture::{Picture, picture};
use crate::model::contact::Basis;
use crate::model::target::Refusal;
use crate::render::advice::{self, AdviceWords};
use crate::render::clean::clean;
use crate::render::json::{self, Output, v1::TraceV1};
use crate::render::page::Reach;
use crate::texts;
use crate::trace::Trace;

/// A page.
#[derive(Debug, Default)]
pub(in crate::render) struct Document {
    /// One part a target or hop.
    pub(in crate::render) sections: Vec<TargetSection>,
    /// What could not be traced, and why.
    pub(in crate::render) refused: Vec<(String, String)>,
    /// The contacts of all targets.
    desks: SharedDesks,
    /// What parties can and cannot do, each list once.
    pub(in crate::render) powers: Vec<Powers>,
    /// The exchanges that all rests on, each once.
    proofs: Proofs,
    /// What stands beside the steps of the advice, with its places.
    said: SaidAlready,
    /// How many targets were given.
    targets: usize,
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
        self.targets += 1;
        self.section(trace, None);
        let mut before = trace;
        for hop in &trace.hops {
            let status = before.seen.site.as_ref().and_then(|site| Some(site.found()?.status));
            let status = status.map_or_else(String::new, |status| status.to_string());
            let from = before.target.host();
            let values = [("from", from.as_str()), ("status", status.as_str())];
            self.section(hop, Some(clean(&texts::fill("document.reached", &values))));
            before = hop;
        }
    }

    /// Adds a target that could not be traced.
    pub(in crate::render) fn refuse(&mut self, input: &str, refusal: &Refusal) {
        self.targets += 1;
        self.refused.push((defanged(input), clean(&refusal.to_string())));
    }

    /// Adds one target or hop.
    fn section(&mut self, trace: &Trace, reached: Option<String>) {
        let Output::Trace(told) = json::output(trace) else { return };
        let id = format!("t{}", self.sections.len() + 1);
        let numbers = self.proofs.numbers(&told.evidence);
        let mut advice =
            trace.advice.as_ref().map(|words| advice::words(words, &trace.started.to_string()));
        let mut parts =
            Parts { trace, told: &told, numbers: &numbers, powers: &mut self.powers }.all();
        unlink(&told, &mut parts, advice.as_mut());
        let advice = advice.map(|words| advised(words, told.advice.first(), &mut self.said));
        let title = defanged(&told.target.input);
        self.desks.note(&id, &title, &parts, advice.as_ref());
        let picture = reached.is_none().then(|| picture(trace)).flatten();
        self.sections.push(TargetSection {
            id,
            title,
            reached,
            picture,
            advice,
            parts,
            facts: facts::facts(&told),
            related: related(trace, &told),
            warnings: told.warnings.iter().map(|warning| clean(warning)).collect(),
            summary: summary(&told),
        });
    }

    /// The title of the page.
    pub(in crate::render) fn title(&self) -> String {
        match (self.targets, self.sections.first()) {
            (1, Some(section)) => texts::fill("picture.title", &[("target", &section.title)]),
            (count, _) => texts::fill("picture.several", &[("count", &count.to_string())]),
        }
    }

    /// Whether there is more than one target, so that details are folded.
    pub(in crate::render) fn is_list(&self) -> bool {
        self.targets > 1
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

/// Takes the links away that lead to the target itself, whoever offers them as contacts: a page about
/// a site must not be a way into it. What our own directory names is not the target's doing.
fn unlink(told: &TraceV1, parts: &mut [EntryPart], advice: Option<&mut AdviceWords>) {
    let host = &told.target.host;
    let domain = told.target.registrable_domain.as_ref().unwrap_or(host);
    let leads_there = |reach: &Reach| {
        let url = url::Url::parse(&reach.href).ok();
        let there = url.as_ref().and_then(url::Url::host_str).is_some_and(|there| {
            there == host || there.strip_suffix(domain.as_str()).is_some_and(is_label_end)
        });
        let contacts = told.chain.iter().flat_map(|entry| &entry.contacts);
        let mut ours = contacts.filter(|contact| contact.basis == Basis::Directory);
        there && !ours.any(|contact| contact.value == reach.text)
    };
    let steps = advice.into_iter().flat_map(|words| words.steps.iter_mut());
    let steps = steps.filter_map(|step| step.reach.as_mut());
    let ways = parts.iter_mut().flat_map(|part| part.ways.iter_mut()).map(|way| &mut way.reach);
    for reach in steps.chain(ways).filter(|reach| leads_there(reach)) {
        reach.href.clear();
    }
}

/// Whether what stands before a domain ends a label, so that the whole is at or below it.
fn is_label_end(before: &str) -> bool {
    before.is_empty() || before.ends_with('.')
}

/// Names beside the target, with their addresses.
fn related(trace: &Trace, told: &TraceV1) -> Vec<String> {
    let words = super::related(trace);
    let addresses = told.related.iter().map(|related| related.addresses.join(", "));
    let lines = words.into_iter().zip(addresses);
    lines.map(|(words, addresses)| clean(&format!("{words}: {addresses}"))).collect()
}

/// The chain in figures, with its countries.
fn summary(told: &TraceV1) -> String {
    let countries = told.summary.countries.join(", ");
    let figures = super::in_figures(&told.summary);
    if countries.is_empty() { figures } else { format!("{figures}: {countries}") }
}
