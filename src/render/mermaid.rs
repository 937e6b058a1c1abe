//! The chain as a Mermaid flowchart, which GitHub and GitLab draw as it stands. What it says is
//! decided in [`picture`](super::page::picture).

mod folded;

use std::fmt::Write as _;

use super::page::picture::{Picture, PictureNode, Shape};
use crate::model::chain::Status;
use crate::texts::text;

/// The looks of the boxes, which do not depend on colour.
const LOOKS: &str = "  classDef hidden stroke-dasharray:6 4
  classDef unknown stroke-dasharray:2 4
  classDef turn stroke-width:4px
";

/// The most bytes of a flowchart: Mermaid draws none of more than 50,000 characters (`maxTextSize`).
const MOST: usize = 48_000;
/// The most ways of a flowchart: Mermaid draws none of more than 500 (`maxEdges`).
const WAYS: usize = 480;
/// The longest line of a box, in characters, and of one where there is little room.
const LONGEST: [usize; 2] = [300, 80];

/// A flowchart with one picture, or with several. What would be too large to be drawn is folded: each
/// desk once, with the targets that are for it.
pub(super) fn flowchart(pictures: &[Picture]) -> String {
    let mut charts = LONGEST.into_iter().map(|longest| in_full(pictures, longest));
    let fits = |chart: &String| chart.len() <= MOST && chart.matches("-->").count() <= WAYS;
    charts.find(fits).unwrap_or_else(|| folded::chart(pictures))
}

/// A flowchart with everything that is in the pictures, in lines of a length.
fn in_full(pictures: &[Picture], longest: usize) -> String {
    let mut chart = FlowChart { text: String::from("flowchart TD\n"), boxes: 0, longest };
    for (at, picture) in pictures.iter().enumerate() {
        if pictures.len() > 1 {
            let title = label(&picture.title, longest);
            let _ = writeln!(chart.text, "  subgraph t{}[\"{title}\"]", at + 1);
        }
        let mut above = None;
        for node in &picture.spine {
            above = Some(chart.draw(node, above));
        }
        if pictures.len() > 1 {
            chart.text.push_str("  end\n");
        }
    }
    chart.text + LOOKS
}

/// The picture behind a fold, for Markdown.
pub(super) fn folded(picture: &Picture) -> String {
    let heading = text("document.picture");
    let chart = flowchart(std::slice::from_ref(picture));
    format!("\n<details>\n<summary>{heading}</summary>\n\n```mermaid\n{chart}```\n\n</details>\n")
}

/// A flowchart in the making.
struct FlowChart {
    /// What is written so far.
    text: String,
    /// How many boxes it has.
    boxes: usize,
    /// The longest line of a box, in characters.
    longest: usize,
}

impl FlowChart {
    /// Draws a box, its way from the box above, and what hangs on it; says its number.
    fn draw(&mut self, node: &PictureNode, above: Option<usize>) -> usize {
        self.boxes += 1;
        let number = self.boxes;
        let (open, close) = match node.shape {
            Shape::Visitor | Shape::Place => ("([", "])"),
            Shape::Party | Shape::Mention | Shape::Beside => ("[", "]"),
        };
        let words = words(node, self.longest);
        let _ = writeln!(self.text, "  n{number}{open}\"{words}\"{close}{}", look(node));
        if let Some(above) = above.filter(|_| node.shape != Shape::Beside) {
            let edge = label(node.edge, self.longest);
            let words = if edge.is_empty() { edge } else { format!("|\"{edge}\"|") };
            let _ = writeln!(self.text, "  n{above} -->{words} n{number}");
        }
        for below in &node.below {
            self.draw(below, Some(number));
        }
        number
    }
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
fn words(node: &PictureNode, longest: usize) -> String {
    let turn = node.turn.iter().flat_map(|turn| match turn.when.as_slice() {
        [one] => vec![format!("{}: {one}", turn.numbers)],
        several => several.to_vec(),
    });
    let head = turn.chain([node.role.to_owned(), node.name.clone()]);
    let lines = head
        .chain(node.lines.iter().cloned())
        .chain(node.contact.clone())
        .chain(node.remark.clone());
    let lines: Vec<String> =
        lines.filter(|line| !line.is_empty()).map(|line| label(&line, longest)).collect();
    lines.join("<br>")
}

/// A text of a length at most, inside quotes, in which nothing is Mermaid, Markdown or HTML.
fn label(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.chars().enumerate() {
        if at == longest {
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
