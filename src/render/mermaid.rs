//! The chain as a Mermaid flowchart, which GitHub and GitLab draw as it stands. What it says is
//! decided in [`picture`](super::page::picture).

use std::fmt::Write as _;

use super::page::picture::{Picture, PictureNode, Shape};
use crate::model::chain::Status;
use crate::texts::text;

/// The looks of the boxes, which do not depend on colour.
const LOOKS: &str = "  classDef hidden stroke-dasharray:6 4
  classDef unknown stroke-dasharray:2 4
  classDef turn stroke-width:4px
";

/// A flowchart with one picture, or with several.
pub(super) fn flowchart(pictures: &[Picture]) -> String {
    let mut chart = String::from("flowchart TD\n");
    let mut count = 0;
    for (at, picture) in pictures.iter().enumerate() {
        if pictures.len() > 1 {
            let _ = writeln!(chart, "  subgraph t{}[\"{}\"]", at + 1, label(&picture.title));
        }
        let mut above = None;
        for node in &picture.spine {
            above = Some(draw(node, above, &mut count, &mut chart));
        }
        if pictures.len() > 1 {
            chart.push_str("  end\n");
        }
    }
    chart.push_str(LOOKS);
    chart
}

/// The picture behind a fold, for Markdown.
pub(super) fn folded(picture: &Picture) -> String {
    let heading = text("document.picture");
    let chart = flowchart(std::slice::from_ref(picture));
    format!("\n<details>\n<summary>{heading}</summary>\n\n```mermaid\n{chart}```\n\n</details>\n")
}

/// Draws a box, its way from the box above, and what hangs on it; says its number.
fn draw(node: &PictureNode, above: Option<usize>, count: &mut usize, chart: &mut String) -> usize {
    *count += 1;
    let number = *count;
    let (open, close) = match node.shape {
        Shape::Visitor | Shape::Place => ("([", "])"),
        Shape::Party | Shape::Mention => ("[", "]"),
    };
    let _ = writeln!(chart, "  n{number}{open}\"{}\"{close}{}", words(node), look(node));
    if let Some(above) = above {
        let edge = label(node.edge);
        let words = if edge.is_empty() { edge } else { format!("|\"{edge}\"|") };
        let _ = writeln!(chart, "  n{above} -->{words} n{number}");
    }
    for below in &node.below {
        draw(below, Some(number), count, chart);
    }
    number
}

/// The class of a box's look.
fn look(node: &PictureNode) -> &'static str {
    match (node.status, &node.turn) {
        (Status::Hidden, _) => ":::hidden",
        (Status::Identified, Some(_)) => ":::turn",
        (Status::Identified, None) => "",
        (..) => ":::unknown",
    }
}

/// What stands in a box, a line each.
fn words(node: &PictureNode) -> String {
    let turn = node.turn.as_ref().map(|turn| format!("{}: {}", turn.numbers, turn.when));
    let head = turn.into_iter().chain([node.role.to_owned(), node.name.clone()]);
    let lines = head
        .chain(node.lines.iter().cloned())
        .chain(node.contact.clone())
        .chain(node.remark.clone());
    let lines: Vec<String> =
        lines.filter(|line| !line.is_empty()).map(|line| label(&line)).collect();
    lines.join("<br>")
}

/// The longest line of a box, in characters.
const LONGEST: usize = 300;

/// A text inside quotes in which nothing is Mermaid, Markdown or HTML.
fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.chars().enumerate() {
        if at == LONGEST {
            out.push('…');
            break;
        }
        match character {
            '"' | '<' | '>' | '&' | '#' | '`' | '*' | '_' | '\\' | '{' | '}' | '|' | ';' | '$' => {
                let _ = write!(out, "#{};", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}
