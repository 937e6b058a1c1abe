//! The boxes of the parties, and which of them hang on the name.

use super::{PictureNode, PictureTurn, Shape};
use crate::model::ability::Ability;
use crate::model::advice::{Advice, Stage, Step};
use crate::model::chain::{Entry, LayerId, Status};
use crate::render::clean::clean;
use crate::render::json::v1::{EntryV1, TraceV1};
use crate::render::page::labels::named;
use crate::render::page::reach;
use crate::texts;
use crate::trace::Trace;

/// The boxes of a chain that are not placed yet, in the order of the chain.
pub(super) struct UnplacedParties<'a> {
    /// Entries with their boxes.
    waiting: Vec<(&'a EntryV1, PictureNode)>,
}

/// The boxes of a chain. Who does not exist, or was not to be asked for, is not drawn.
pub(super) fn parties<'a>(trace: &Trace, told: &'a TraceV1) -> UnplacedParties<'a> {
    let drawn = |status| matches!(status, Status::Identified | Status::Hidden | Status::Unknown);
    let entries = told.chain.iter().zip(&trace.chain.entries);
    let entries = entries.filter(|(entry, _)| drawn(entry.status));
    let today = trace.started.to_string();
    let boxes = entries.map(|(entry, model)| {
        let mut node = node(entry);
        node.turn = turn(entry, trace.advice.as_ref());
        let step = step_contact(entry, trace.advice.as_ref(), &today);
        let best = step.or_else(|| model.contacts.first().map(|contact| reach(contact, &today)));
        // Who cannot help is not to be written to: the contact would only tempt.
        let barred = model.hits_platform || is_barred(entry, trace.advice.as_ref());
        let best = best.filter(|_| node.turn.is_some() || !barred);
        node.remark = best.as_ref().and_then(super::super::Reach::to_know);
        node.contact = best.map(|reach| reach.text);
        if model.contacts.is_empty() && entry.status == Status::Identified {
            node.lines.push(texts::text("picture.no-contact").to_owned());
        }
        let stops = stops(entry, model, trace.advice.as_ref());
        if !stops.is_empty() {
            node.lines.insert(0, stops);
        }
        (entry, node)
    });
    UnplacedParties { waiting: boxes.collect() }
}

impl UnplacedParties<'_> {
    /// Takes the boxes that are wanted.
    pub(super) fn take(&mut self, wanted: impl Fn(&EntryV1) -> bool) -> Vec<PictureNode> {
        let (taken, rest) =
            self.waiting.drain(..).partition::<Vec<_>, _>(|(entry, _)| wanted(entry));
        self.waiting = rest;
        taken.into_iter().map(|(_, node)| node).collect()
    }

    /// The boxes that hang on the name: who sold it, holds it and answers for it.
    pub(super) fn of_the_name(&mut self) -> Vec<PictureNode> {
        let mut sold = self.take(|entry| entry.layer == LayerId::Registrar);
        let resellers = self.take(|entry| entry.layer == LayerId::Reseller);
        match sold.last_mut() {
            Some(registrar) => registrar.below.extend(resellers),
            None => sold.extend(resellers),
        }
        let mut nodes = self.take(|entry| entry.layer == LayerId::Registry);
        nodes.extend(sold);
        nodes.extend(self.take(|_| true));
        nodes
    }
}

/// The box of an entry.
fn node(entry: &EntryV1) -> PictureNode {
    let edge = texts::text(&format!("picture.edge.{}", entry.layer.word()));
    let name = match &entry.party {
        Some(party) => named(party),
        None => texts::text(&format!("picture.{}", entry.status.word())).to_owned(),
    };
    let mut node = PictureNode::new(Shape::Party, edge, name);
    node.status = entry.status;
    node.role = texts::text(&format!("picture.role.{}", entry.layer.word()));
    node.lines.extend(entry.reason.as_deref().map(clean));
    node
}

/// Whether a step of the advice is about this entry.
fn concerns(entry: &EntryV1, layer: Option<LayerId>, party: &str) -> bool {
    let mine = entry.party.as_ref().is_some_and(|mine| mine.id == party);
    layer == Some(entry.layer) && mine
}

/// When the turn of a party comes.
fn turn(entry: &EntryV1, advice: Option<&Advice>) -> Option<PictureTurn> {
    let steps = (1..).zip(&advice?.steps);
    let mine = steps.filter(|(_, step)| concerns(entry, step.layer, &step.party_id));
    let mine: Vec<(usize, &Step)> = mine.collect();
    let (_, first) = mine.first()?;
    let numbers: Vec<String> = mine.iter().map(|(number, _)| number.to_string()).collect();
    let mut whens: Vec<(String, Vec<String>)> = Vec::new();
    for (number, (_, step)) in numbers.iter().zip(&mine) {
        let when = when(step);
        match whens.iter_mut().find(|(known, _)| *known == when) {
            Some((_, numbers)) => numbers.push(number.clone()),
            None => whens.push((when, vec![number.clone()])),
        }
    }
    let single = whens.len() == 1;
    let lines = whens.into_iter().map(|(when, numbers)| {
        if single { when } else { format!("{}: {when}", numbers.join(", ")) }
    });
    let when = lines.collect();
    Some(PictureTurn { numbers: numbers.join(", "), when, first: first.stage == Stage::First })
}

/// When the turn of a step comes, in words.
pub(super) fn when(step: &Step) -> String {
    let key = match step.stage {
        Stage::First => "picture.turn.first",
        Stage::Then => "picture.turn.then",
        Stage::IfSilent => "picture.turn.if-silent",
    };
    texts::fill(key, &[("day", &step.from)])
}

/// The contact that the advice gives for a party.
fn step_contact(
    entry: &EntryV1,
    advice: Option<&Advice>,
    today: &str,
) -> Option<crate::render::page::Reach> {
    let mut steps = advice?.steps.iter();
    let step = steps.find(|step| concerns(entry, step.layer, &step.party_id))?;
    step.contact.as_ref().map(|contact| reach(contact, today))
}

/// What a party can stop, or that it cannot help with the harm that was named.
pub(in crate::render) fn stops(entry: &EntryV1, model: &Entry, advice: Option<&Advice>) -> String {
    if model.hits_platform {
        return texts::text("picture.hits-platform").to_owned();
    }
    if is_barred(entry, advice) {
        return texts::text("picture.barred").to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    for power in &entry.can {
        let word = stopped(power.id).map(texts::text);
        words.extend(word.filter(|word| !words.contains(word)));
    }
    let tells = entry.can.iter().any(|power| power.id == Ability::NameHost);
    let key = match (words.is_empty(), tells) {
        (true, false) => return String::new(),
        (true, true) => "picture.tells",
        (false, false) => "picture.stops",
        (false, true) => "picture.stops-and-tells",
    };
    texts::fill(key, &[("what", &words.join(", "))])
}

/// Whether the advice says that a party cannot help.
fn is_barred(entry: &EntryV1, advice: Option<&Advice>) -> bool {
    let mut parties = advice.into_iter().flat_map(|advice| &advice.cannot_help);
    parties.any(|party| concerns(entry, party.layer, &party.party_id))
}

/// The key of what an ability stops; none where it only tells somebody.
fn stopped(ability: Ability) -> Option<&'static str> {
    Some(match ability {
        Ability::RemoveContent | Ability::DisableSite => "picture.stops.content",
        Ability::SuspendDomain | Ability::RedirectDomain => "picture.stops.name",
        Ability::DisableHostName | Ability::StopDns => "picture.stops.zone",
        Ability::StopProxying => "picture.stops.proxy",
        Ability::BlockAddress | Ability::CutNetwork => "picture.stops.route",
        Ability::StopMailbox => "picture.stops.mail",
        Ability::RevokeCertificate => "picture.stops.certificate",
        Ability::NameHost | Ability::ForwardReport | Ability::WarnUsers => return None,
    })
}
