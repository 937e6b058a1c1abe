//! Those whose turn comes although they are not on the way of the visitor: lists that warn, teams of a
//! country. Without them the numbers in the picture would have holes.

use super::{PictureNode, Shape};
use crate::model::advice::Step;
use crate::render::clean::clean;
use crate::texts;
use crate::trace::Trace;

/// One box with all steps of the advice that no box of the picture has; nothing where there is none.
pub(super) fn beside(trace: &Trace, spine: &[PictureNode]) -> Option<PictureNode> {
    let advice = trace.advice.as_ref()?;
    let nodes = spine.iter().flat_map(PictureNode::walk).filter_map(|(_, node)| node.turn.as_ref());
    let drawn: Vec<&str> = nodes.flat_map(|turn| turn.numbers.split(", ")).collect();
    let steps = (1..).zip(&advice.steps);
    let steps = steps.map(|(number, step): (usize, _)| (number.to_string(), step));
    let left = steps.filter(|(number, _)| !drawn.contains(&number.as_str()));
    let mut node = PictureNode::new(Shape::Beside, "", texts::text("picture.beside").to_owned());
    node.lines.extend(left.map(|(number, step)| line(&number, step)));
    (!node.lines.is_empty()).then_some(node)
}

/// One step in a line: its number, who, when and how.
fn line(number: &str, step: &Step) -> String {
    let contact = step.contact.as_ref().map(|contact| contact.value.as_str());
    let values = [
        ("number", number),
        ("party", &step.party),
        ("when", &super::party::when(step)),
        ("contact", contact.unwrap_or(texts::text("picture.no-contact"))),
    ];
    clean(&texts::fill("picture.beside.line", &values))
}
