//! What all targets of a page share: the powers of the parties, and how each claim can be seen again.

use maud::{Markup, html};

use super::head;
use crate::render::page::document::{Powers, Proof};
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
pub(super) fn proofs(all: &[Proof], folded: bool) -> Markup {
    let note = fill("document.evidence-note", &[("count", &all.len().to_string())]);
    html! {
        @if !all.is_empty() {
            section {
                h2 { (text("document.evidence")) }
                details open[!folded] {
                    summary { (note) }
                    (table(all))
                }
            }
        }
    }
}

/// The exchanges, a row each.
fn table(all: &[Proof]) -> Markup {
    let columns = ["number", "asked", "whom", "outcome", "command"];
    let columns = columns.map(|word| format!("document.column.{word}"));
    html! {
        table.evidence role="table" {
            caption { (text("document.evidence")) }
            (head(&columns.each_ref().map(String::as_str)))
            tbody role="rowgroup" {
                @for (at, proof) in all.iter().enumerate() {
                    tr role="row" id=(format!("e{}", at + 1)) {
                        th role="rowheader" scope="row" { (at + 1) }
                        td role="cell" { (proof.question) }
                        td role="cell" { (proof.server) }
                        td role="cell" {
                            (proof.outcome)
                            @if let Some(digest) = &proof.sha256 { br; code { "SHA-256 " (digest) } }
                        }
                        td role="cell" {
                            @if let Some(command) = &proof.command { code { (command) } }
                        }
                    }
                }
            }
        }
    }
}
