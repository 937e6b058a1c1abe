//! What all targets of a page share: the powers of the parties, and how each claim can be seen again.

use maud::{Markup, html};

use super::table;
use crate::render::page::document::{Powers, ShownProof};
use crate::texts::{fill, text};

/// What parties can and cannot do.
pub(super) fn powers(all: &[Powers]) -> Markup {
    html! {
        @if !all.is_empty() {
            section {
                h2 { (text("document.powers")) }
                @for (at, powers) in all.iter().enumerate() {
                    div id=(format!("p{}", at + 1)) {
                        h3 { (powers.whose.join("; ")) }
                        ul { @for sentence in &powers.sentences { li { (sentence) } } }
                    }
                }
            }
        }
    }
}

/// The exchanges, folded where they are of many targets.
pub(super) fn proofs(all: &[ShownProof], folded: bool) -> Markup {
    let note = fill("document.evidence-note", &[("count", &all.len().to_string())]);
    html! {
        @if !all.is_empty() {
            section {
                h2 { (text("document.evidence")) }
                details open[!folded] {
                    summary { (note) }
                    (exchanges(all))
                }
            }
        }
    }
}

/// The exchanges, a row each.
fn exchanges(all: &[ShownProof]) -> Markup {
    let columns = ["number", "asked", "whom", "outcome", "command"];
    let columns = columns.map(|word| format!("document.column.{word}"));
    let rows = all.iter().enumerate().map(|(at, proof)| {
        let number = at + 1;
        let outcome = html! {
            (proof.outcome)
            @if let Some(digest) = &proof.sha256 { br; code { "SHA-256 " (digest) } }
        };
        vec![
            html! { span id=(format!("e{number}")) { (number) } },
            html! { (proof.question) },
            html! { (proof.server) },
            outcome,
            command(proof.command.as_deref()),
        ]
    });
    table("evidence", "document.evidence", &columns.each_ref().map(String::as_str), rows)
}

/// What to type to see the same.
fn command(command: Option<&str>) -> Markup {
    html! { @if let Some(command) = command { code { (command) } } }
}
