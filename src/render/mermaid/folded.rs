//! Many targets in one flowchart: each desk is one box, targets with the same desks are one box.

use std::fmt::Write as _;

use super::{LONGEST, LOOKS, MOST, WAYS, label};
use crate::render::page::picture::{Picture, PictureNode, Shape};
use crate::texts::{fill, text};

/// The longest line of a box, in characters.
const LINE: usize = LONGEST[1];
/// The targets that a box names; how many there are besides is said.
const NAMED: usize = 8;
/// The room that is kept for what is said at the end.
const KEPT: usize = 600;

/// Targets with the same desks.
struct TargetGroup<'a> {
    /// The targets.
    targets: Vec<&'a str>,
    /// What stands in the boxes of their desks.
    desks: Vec<String>,
}

/// A flowchart of no more than can be drawn; what is left out is counted.
pub(super) fn chart(pictures: &[Picture]) -> String {
    let mut chart = String::from("flowchart LR\n");
    let mut drawn: Vec<String> = Vec::new();
    let (mut ways, mut left) = (0, 0);
    for (at, group) in groups(pictures).iter().enumerate() {
        let mut piece = format!("  t{at}([\"{}\"])\n", named(&group.targets));
        let mut known = drawn.clone();
        for desk in &group.desks {
            let place = known.iter().position(|known| known == desk).unwrap_or_else(|| {
                let _ = writeln!(piece, "  d{}[\"{desk}\"]:::turn", known.len());
                known.push(desk.clone());
                known.len() - 1
            });
            let _ = writeln!(piece, "  t{at} --> d{place}");
        }
        ways += group.desks.len();
        if chart.len() + piece.len() + KEPT > MOST || ways > WAYS {
            ways -= group.desks.len();
            left += group.targets.len();
        } else {
            chart.push_str(&piece);
            drawn = known;
        }
    }
    if left > 0 {
        let words = fill("picture.left-out", &[("count", &left.to_string())]);
        let _ = writeln!(chart, "  rest[\"{}\"]", label(&words, LINE));
    }
    chart + LOOKS
}

/// The targets in groups, in their order.
fn groups(pictures: &[Picture]) -> Vec<TargetGroup<'_>> {
    let mut groups: Vec<TargetGroup<'_>> = Vec::new();
    for picture in pictures {
        let desks = desks(picture);
        match groups.iter_mut().find(|group| group.desks == desks) {
            Some(group) => group.targets.push(&picture.target),
            None => groups.push(TargetGroup { targets: vec![&picture.target], desks }),
        }
    }
    groups
}

/// The desks to be written to first, where a harm was named, else all that are known.
fn desks(picture: &Picture) -> Vec<String> {
    let nodes = || picture.spine.iter().flat_map(PictureNode::walk).map(|(_, node)| node);
    let ordered = nodes().any(|node| node.turn.is_some());
    let first = |node: &&PictureNode| node.turn.as_ref().is_some_and(|turn| turn.first);
    let parties = nodes().filter(|node| node.shape == Shape::Party && node.contact.is_some());
    let mut desks: Vec<String> = Vec::new();
    for node in parties.filter(|node| !ordered || first(node)) {
        let lines = [Some(&node.name), node.contact.as_ref(), node.remark.as_ref()];
        let lines: Vec<String> =
            lines.into_iter().flatten().map(|line| label(line, LINE)).collect();
        let desk = lines.join("<br>");
        if !desks.contains(&desk) {
            desks.push(desk);
        }
    }
    if desks.is_empty() {
        desks.push(label(text("picture.nobody"), LINE));
    }
    desks
}

/// Some targets in words.
fn named(targets: &[&str]) -> String {
    let mut words: Vec<String> =
        targets.iter().take(NAMED).map(|target| label(target, LINE)).collect();
    if let Some(more @ 1..) = targets.len().checked_sub(NAMED) {
        words.push(label(fill("picture.more", &[("count", &more.to_string())]).trim(), LINE));
    }
    words.join("<br>")
}

#[cfg(test)]
mod tests {
    use super::super::flowchart;
    use super::*;
    use crate::model::chain::Status;

    /// A box of a shape.
    fn node(shape: Shape, name: String, contact: Option<String>) -> PictureNode {
        PictureNode {
            shape,
            edge: "opens",
            status: Status::Identified,
            role: "Host",
            name,
            lines: vec!["can stop: the content".to_owned()],
            contact,
            remark: None,
            turn: None,
            below: Vec::new(),
        }
    }

    /// Pictures of many targets that share some desks.
    fn pictures(count: usize, desks: usize) -> Vec<Picture> {
        let picture = |at: usize| {
            let target = format!("site{at}[.]example");
            let mut place = node(Shape::Place, format!("site{at}.example"), None);
            let contact = format!("abuse@host{}.example", at % desks);
            let host = format!("Host {}", at % desks);
            place.below = vec![node(Shape::Party, host, Some(contact))];
            Picture { title: target.clone(), target, spine: vec![place], legend: Vec::new() }
        };
        (0..count).map(picture).collect()
    }

    #[test]
    fn what_fits_is_drawn_whole() {
        let chart = flowchart(&pictures(20, 3));
        assert!(chart.starts_with("flowchart TD") && chart.matches("subgraph").count() == 20);
    }

    #[test]
    fn many_targets_are_folded_by_their_desks_to_what_can_be_drawn() {
        for (count, desks) in [(400, 7), (1000, 150), (5000, 5000)] {
            let chart = flowchart(&pictures(count, desks));
            assert!(chart.len() < 50_000, "{} bytes", chart.len());
            assert!(chart.matches("-->").count() < 500);
            assert_eq!(chart.contains("do not fit"), desks > 1000, "{count} targets");
            assert!(chart.contains("abuse@host0.example"));
        }
    }

    #[test]
    fn a_chart_of_one_target_is_never_too_large_to_be_drawn() {
        let mut all = pictures(1, 1);
        let wide = || node(Shape::Party, "#".repeat(9000), Some("x".repeat(9000)));
        all[0].spine[0].below = (0..400).map(|_| wide()).collect();
        assert!(flowchart(&all).len() < 50_000);
    }
}
