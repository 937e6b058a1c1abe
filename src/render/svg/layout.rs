//! Where everything of a picture stands. A trunk runs from the visitor down to the last place;
//! parties hang on it one below the other, so that the picture is as readable on a telephone as on
//! paper.

use std::fmt::Write as _;

use super::measure::Type;
use crate::model::chain::Status;
use crate::render::page::picture::{Picture, PictureNode, Shape};

/// The width of every picture.
pub(super) const WIDTH: u32 = 360;
/// The margin around it, and inside its boxes.
const MARGIN: u32 = 8;
/// How far a box stands to the right of the one that it hangs on.
const INDENT: u32 = 20;
/// The deepest box that is set further to the right.
const DEEPEST: u32 = 4;
/// How far a trunk stands to the right of its box's left side.
const TRUNK: u32 = 8;
/// The space between a box and what comes below.
const GAP: u32 = 8;
/// The room that a number takes in the corner of its box.
const BADGE: u32 = 44;

/// The title of a part of a picture.
const TITLE: Type = Type { size: 14, leading: 18, bold: true, lines: 4 };
/// What passes between two boxes.
const EDGE: Type = Type { size: 12, leading: 15, bold: false, lines: 2 };
/// The part that a party has.
const ROLE: Type = Type { size: 12, leading: 15, bold: true, lines: 2 };
/// Who it is.
const NAME: Type = Type { size: 14, leading: 18, bold: true, lines: 3 };
/// What else is said of it.
const LINE: Type = Type { size: 12, leading: 15, bold: false, lines: 5 };
/// How to reach it.
const CONTACT: Type = Type { size: 13, leading: 16, bold: true, lines: 8 };
/// What borders and numbers mean.
const LEGEND: Type = Type { size: 11, leading: 14, bold: false, lines: 4 };

/// Something to draw.
#[derive(Debug)]
pub(super) enum Drawn {
    /// A box: left, top, width, height, radius of its corners, and the classes of its look.
    Frame([u32; 5], &'static str),
    /// A line of text: left, baseline, class.
    Text([u32; 2], &'static str, String),
    /// A number in a corner: left, top, width.
    Badge([u32; 3], String),
}

impl Drawn {
    /// How far down it begins.
    pub(super) fn top(&self) -> u32 {
        match self {
            Self::Frame([_, top, ..], _) | Self::Badge([_, top, _], _) => *top,
            Self::Text([_, baseline], ..) => *baseline,
        }
    }
}

/// A line between boxes.
#[derive(Debug, Clone, Copy)]
pub(super) enum WayLine {
    /// A trunk: left, from, to.
    Down(u32, u32, u32),
    /// A stub: from, to, how far down.
    Across(u32, u32, u32),
}

/// The head of an arrow at a point.
#[derive(Debug, Clone, Copy)]
pub(super) enum ArrowHead {
    /// It leads down.
    Down(u32, u32),
    /// It leads to the right.
    Across(u32, u32),
}

/// Pictures with a place for everything.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// What is drawn, in reading order.
    pub(super) pieces: Vec<Drawn>,
    /// The trunks and stubs between boxes.
    lines: Vec<WayLine>,
    /// The heads of their arrows.
    heads: Vec<ArrowHead>,
    /// Where it may be cut through without cutting a box or a text.
    cuts: Vec<u32>,
    /// How far down it goes so far.
    pub(super) height: u32,
}

impl Drawing {
    /// Adds a picture below what is there. `titled` writes its title above it.
    pub(super) fn add(&mut self, picture: &Picture, titled: bool) {
        self.height += MARGIN;
        if titled {
            self.text(&picture.title, TITLE, "title", MARGIN);
            self.height += GAP;
        }
        let mut above: Option<u32> = None;
        for node in &picture.spine {
            self.cuts.push(self.height);
            if let Some(top) = above.filter(|_| node.shape != Shape::Beside) {
                self.edge(node, MARGIN + TRUNK + 10);
                let (x, y) = (MARGIN + TRUNK, self.height);
                self.lines.push(WayLine::Down(x, top, y));
                self.heads.push(ArrowHead::Down(x, y));
            }
            above = Some(self.node(node, 0));
        }
        self.cuts.push(self.height);
        for line in &picture.legend {
            self.height += 2;
            self.text(line, LEGEND, "legend", MARGIN);
        }
        self.height += MARGIN;
    }

    /// Says something in place of a picture.
    pub(super) fn say(&mut self, words: &str) {
        self.height += MARGIN;
        self.text(words, TITLE, "title", MARGIN);
        self.height += MARGIN;
    }

    /// The picture in parts of a height at most, each from and to: only so much fits on a sheet of paper.
    pub(super) fn parts(&self, most: u32) -> Vec<(u32, u32)> {
        let mut parts = Vec::new();
        let (mut from, mut last) = (0, 0);
        for cut in self.cuts.iter().copied().chain([self.height]) {
            if cut - from > most && last > from {
                parts.push((from, last));
                from = last;
            }
            last = cut;
        }
        parts.push((from, self.height));
        parts
    }

    /// The trunks and stubs between two heights, as one path.
    pub(super) fn ways(&self, from: u32, to: u32) -> String {
        let mut path = String::new();
        for line in &self.lines {
            let _ = match *line {
                WayLine::Down(x, top, bottom) if top < to && bottom > from => {
                    write!(path, "M{x} {}V{}", top.max(from), bottom.min(to))
                }
                WayLine::Across(left, right, y) if (from..to).contains(&y) => {
                    write!(path, "M{left} {y}H{right}")
                }
                WayLine::Down(..) | WayLine::Across(..) => Ok(()),
            };
        }
        path
    }

    /// The heads of arrows between two heights, as one path.
    pub(super) fn heads(&self, from: u32, to: u32) -> String {
        let mut path = String::new();
        for head in &self.heads {
            let _ = match *head {
                ArrowHead::Down(x, y) if (from..to).contains(&y) => {
                    write!(path, "M{x} {y}l-4-7h8z")
                }
                ArrowHead::Across(x, y) if (from..to).contains(&y) => {
                    write!(path, "M{x} {y}l-7-4v8z")
                }
                ArrowHead::Down(..) | ArrowHead::Across(..) => Ok(()),
            };
        }
        path
    }

    /// Draws a box and what hangs on it; says where its lower side is.
    fn node(&mut self, node: &PictureNode, depth: u32) -> u32 {
        let left = MARGIN + INDENT * depth.min(DEEPEST);
        self.frame(node, left);
        let bottom = self.height;
        let mut last = bottom;
        for below in &node.below {
            let inner = MARGIN + INDENT * (depth + 1).min(DEEPEST);
            self.cuts.push(self.height);
            self.edge(below, inner);
            let middle = self.height + 14;
            self.lines.push(WayLine::Across(left + TRUNK, inner, middle));
            self.heads.push(ArrowHead::Across(inner, middle));
            last = middle;
            self.node(below, depth + 1);
        }
        if last > bottom {
            self.lines.push(WayLine::Down(left + TRUNK, bottom, last));
        }
        self.height += GAP;
        bottom
    }

    /// Writes what passes, above the box that it leads to.
    fn edge(&mut self, node: &PictureNode, left: u32) {
        self.height += 3;
        self.text(node.edge, EDGE, "edge", left + 2);
        self.height += 4;
    }

    /// Draws one box with its text.
    fn frame(&mut self, node: &PictureNode, left: u32) {
        let top = self.height;
        let width = WIDTH - MARGIN - left;
        let at = self.pieces.len();
        let inside = left + MARGIN + 2;
        self.height += 6;
        let room = if node.turn.is_some() { BADGE } else { 0 };
        self.narrow(node.role, ROLE, "role", inside, room);
        self.text(&node.name, NAME, "name", inside);
        for when in node.turn.iter().flat_map(|turn| &turn.when) {
            self.text(when, LINE, "when", inside);
        }
        for line in &node.lines {
            self.text(line, LINE, "", inside);
        }
        if let Some(contact) = &node.contact {
            self.height += 2;
            self.text(contact, CONTACT, "contact", inside);
        }
        self.text(node.remark.as_deref().unwrap_or_default(), LINE, "", inside);
        self.height += 7;
        let frame = [left, top, width, self.height - top, corner(node.shape)];
        self.pieces.insert(at, Drawn::Frame(frame, look(node)));
        if let Some(turn) = &node.turn {
            let wide = (ROLE.width(&turn.numbers) + 14).max(24);
            let badge = [WIDTH - MARGIN - wide - 6, top + 6, wide];
            self.pieces.push(Drawn::Badge(badge, turn.numbers.clone()));
        }
    }

    /// Writes a text below what is there.
    fn text(&mut self, text: &str, set: Type, class: &'static str, left: u32) {
        self.narrow(text, set, class, left, 0);
    }

    /// Writes a text that leaves room on its right.
    fn narrow(&mut self, text: &str, set: Type, class: &'static str, left: u32, right: u32) {
        for line in set.broken(text, WIDTH.saturating_sub(left + 2 * MARGIN + right)) {
            self.height += set.leading;
            let baseline = self.height - set.leading / 4;
            self.pieces.push(Drawn::Text([left, baseline], class, line));
        }
    }
}

/// How round the corners of a box are: what is no party stands out by them.
fn corner(shape: Shape) -> u32 {
    match shape {
        Shape::Visitor | Shape::Place => 14,
        Shape::Party | Shape::Mention | Shape::Beside => 3,
    }
}

/// The classes of a box's look.
fn look(node: &PictureNode) -> &'static str {
    match (node.shape, node.status, &node.turn) {
        (Shape::Visitor | Shape::Place, ..) => "box place",
        (Shape::Beside, ..) => "box turn",
        (_, Status::Hidden, _) => "box hidden",
        (Shape::Mention, ..) => "box mention",
        (_, Status::Identified, None) => "box",
        (_, Status::Identified, Some(turn)) if turn.first => "box turn first",
        (_, Status::Identified, Some(_)) => "box turn",
        (..) => "box unknown",
    }
}
