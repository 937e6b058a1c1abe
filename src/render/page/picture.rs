//! The chain as a picture, in words: a visitor, the name, the addresses it leads to, and on each of
//! them the parties that are responsible, with what passes between them. Where the boxes stand and
//! how they look is for the formats to decide.

mod beside;
mod party;
mod places;

use crate::model::answer::Answer;
use crate::model::chain::{RegistrationState, Status};
use crate::render::clean::clean;
use crate::render::json::{self, Output, v1::TraceV1};
use crate::texts;
use crate::trace::Trace;

pub(in crate::render) use self::party::stops;
use super::labels::defanged;

/// What is drawn of a trace and of the hops that it leads to.
#[derive(Debug, Clone)]
pub(in crate::render) struct Picture {
    /// What it shows.
    pub(in crate::render) title: String,
    /// Of what.
    pub(in crate::render) target: String,
    /// The way of a visitor, from top to bottom.
    pub(in crate::render) spine: Vec<PictureNode>,
    /// What the borders and numbers mean, as far as they occur.
    pub(in crate::render) legend: Vec<&'static str>,
}

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Shape {
    /// Somebody who opens the page.
    Visitor,
    /// A name or addresses.
    Place,
    /// Somebody who is responsible.
    Party,
    /// Somebody who stands above already.
    Mention,
    /// Those who are not on the way; nothing leads there.
    Beside,
}

/// One box, with what hangs on it.
#[derive(Debug, Clone)]
pub(in crate::render) struct PictureNode {
    /// What it is.
    pub(in crate::render) shape: Shape,
    /// What passes between it and the box that it hangs on.
    pub(in crate::render) edge: &'static str,
    /// What is known of it; places and visitors are always identified.
    pub(in crate::render) status: Status,
    /// Which part it has.
    pub(in crate::render) role: &'static str,
    /// Who or what it is.
    pub(in crate::render) name: String,
    /// What else is to be said, a line each.
    pub(in crate::render) lines: Vec<String>,
    /// How to reach it, whole.
    pub(in crate::render) contact: Option<String>,
    /// What to know about the contact.
    pub(in crate::render) remark: Option<String>,
    /// When its turn comes, where a harm was named.
    pub(in crate::render) turn: Option<PictureTurn>,
    /// What hangs on it.
    pub(in crate::render) below: Vec<Self>,
}

/// The place of a party in the order in which to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct PictureTurn {
    /// The numbers of its steps.
    pub(in crate::render) numbers: String,
    /// When, in words; a line each where that is not the same for all its steps.
    pub(in crate::render) when: Vec<String>,
    /// Whether it is among the first.
    pub(in crate::render) first: bool,
}

impl PictureNode {
    /// A box with a name and nothing else.
    fn new(shape: Shape, edge: &'static str, name: String) -> Self {
        Self {
            shape,
            edge,
            status: Status::Identified,
            role: "",
            name,
            lines: Vec::new(),
            contact: None,
            remark: None,
            turn: None,
            below: Vec::new(),
        }
    }

    /// This box and all that hang on it, with their depth.
    pub(in crate::render) fn walk(&self) -> Vec<(usize, &Self)> {
        let below = self.below.iter().flat_map(Self::walk).map(|(depth, node)| (depth + 1, node));
        std::iter::once((0, self)).chain(below).collect()
    }
}

impl Picture {
    /// The picture in sentences, for those who cannot see it.
    pub(in crate::render) fn description(&self) -> String {
        let nodes = self.spine.iter().flat_map(PictureNode::walk).map(|(_, node)| said(node));
        nodes.collect::<Vec<_>>().join(" ")
    }
}

/// One box as a sentence.
fn said(node: &PictureNode) -> String {
    let turn = node.turn.as_ref();
    let turn = turn.map(|turn| format!("{} ({})", turn.numbers, turn.when.join("; ")));
    let head = [node.edge, node.role, &node.name].map(str::to_owned);
    let parts = head.into_iter().chain(turn).chain(node.lines.iter().cloned());
    let parts: Vec<String> = parts
        .chain(node.contact.clone())
        .chain(node.remark.clone())
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}.", parts.join(": "))
}

/// The picture of a trace and of its hops; nothing where there is no chain to draw.
pub(in crate::render) fn picture(trace: &Trace) -> Option<Picture> {
    let mut spine = hotlines(trace).unwrap_or_else(|| chain(trace, true));
    let mut host = trace.target.host();
    for hop in &trace.hops {
        if !spine.is_empty() && hop.target.host() != host {
            spine.extend(chain(hop, false));
            host = hop.target.host();
        }
    }
    spine.extend(beside::beside(trace, &spine));
    let legend = legend(&spine);
    let target = defanged(&trace.target.input);
    let title = texts::fill("picture.title", &[("target", &target)]);
    (!spine.is_empty()).then_some(Picture { title, target, spine, legend })
}

/// The hotlines, where they are the only ones to write to.
fn hotlines(trace: &Trace) -> Option<Vec<PictureNode>> {
    let known = trace.advice.as_ref()?.hotlines.as_ref()?;
    let mut place = PictureNode::new(Shape::Place, "", texts::text("picture.hotlines").to_owned());
    place.below.extend(known.routes.iter().map(|route| {
        let mut node = PictureNode::new(Shape::Party, "", clean(route.name));
        node.role = texts::text("picture.role.hotline");
        node.contact = Some(clean(route.url));
        node.remark = route.country.map(str::to_owned);
        node
    }));
    Some(vec![place])
}

/// The way of a visitor along one chain. `opens` where it begins with somebody who opens it.
fn chain(trace: &Trace, opens: bool) -> Vec<PictureNode> {
    let Output::Trace(told) = json::output(trace) else { return Vec::new() };
    if told.chain.is_empty() {
        return Vec::new();
    }
    let mut spine = Vec::new();
    if opens && told.target.kind != "asn" {
        let visitor = texts::text("picture.visitor").to_owned();
        spine.push(PictureNode::new(Shape::Visitor, "", visitor));
    }
    let edge = match (opens, told.target.kind) {
        (true, "asn") => "",
        (true, _) => texts::text("picture.edge.asks"),
        (false, _) => texts::text("picture.edge.hop"),
    };
    let mut parties = party::parties(trace, &told);
    let mut name = PictureNode::new(Shape::Place, edge, clean(&host(&told)));
    name.lines.extend(state(trace));
    let places = places::places(&told, &mut parties);
    name.below = parties.of_the_name();
    spine.push(name);
    match places {
        places::Places::Own(mut below) => {
            if told.target.kind == "asn" {
                for node in &mut below {
                    node.edge = texts::text("picture.edge.system");
                }
            }
            if let Some(name) = spine.last_mut() {
                name.below.extend(below);
            }
        }
        places::Places::Further(nodes) => spine.extend(nodes),
    }
    spine
}

/// The host as people read it.
fn host(told: &TraceV1) -> String {
    let target = &told.target;
    match &target.host_unicode {
        Some(unicode) => format!("{unicode} ({})", target.host),
        None => target.host.clone(),
    }
}

/// What the registration and the DNS say of the name, where that changes whom to write to.
fn state(trace: &Trace) -> Vec<String> {
    let registration = match trace.chain.registration.state {
        RegistrationState::NotRegistered => "picture.state.not-registered",
        RegistrationState::Held => "picture.state.held",
        RegistrationState::Expiring => "picture.state.expiring",
        RegistrationState::Reserved => "picture.state.reserved",
        RegistrationState::Active | RegistrationState::Unknown => "",
    };
    let lines = [registration, leads(trace).unwrap_or_default()];
    lines.into_iter().filter(|key| !key.is_empty()).map(|key| texts::text(key).to_owned()).collect()
}

/// What the DNS says of a name without an address; nothing of what is no name, or leads somewhere.
fn leads(trace: &Trace) -> Option<&'static str> {
    if trace.target.mailbox.is_some()
        || trace.chain.registration.state == RegistrationState::NotRegistered
    {
        return None;
    }
    match &trace.seen.name.as_ref()?.resolution {
        Answer::Found(found, _) if !found.addresses.is_empty() => None,
        Answer::Found(found, _) if found.exists => Some("picture.state.no-address"),
        Answer::Found(..) | Answer::Absent(_) => Some("picture.state.no-such-name"),
        Answer::Unknown(_) => Some("picture.state.unknown-address"),
    }
}

/// What the borders and numbers mean, as far as they occur.
fn legend(spine: &[PictureNode]) -> Vec<&'static str> {
    let nodes: Vec<&PictureNode> =
        spine.iter().flat_map(PictureNode::walk).map(|(_, node)| node).collect();
    let mut legend = Vec::new();
    let mut explain = |occurs: bool, key| legend.extend(occurs.then(|| texts::text(key)));
    let hops = spine.iter().any(|node| node.edge == texts::text("picture.edge.hop"));
    let turns = nodes.iter().any(|node| node.turn.is_some());
    explain(turns, "picture.legend.turn");
    explain(turns && hops, "picture.legend.hops");
    explain(nodes.iter().any(|node| node.status == Status::Hidden), "picture.legend.hidden");
    explain(nodes.iter().any(|node| node.status == Status::Unknown), "picture.legend.unknown");
    legend
}
