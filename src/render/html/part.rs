//! One entry of the chain in detail.

use maud::{Markup, html};

use super::{lines, link};
use crate::render::page::document::{ContactWay, EntryPart};
use crate::texts::text;

/// A party with all contacts, each on a line of its own.
pub(super) fn part(part: &EntryPart) -> Markup {
    html! {
        article class=(part.status.word()) {
            h4 { (part.role) ": " (part.party) }
            @if let Some(reason) = &part.reason { p { (reason) } }
            @if !part.ways.is_empty() { ul.ways { @for way in &part.ways { (contact(way)) } } }
            @if !part.rejected.is_empty() {
                p.rejected { strong { (text("document.rejected-heading")) } }
                ul.rejected { @for line in &part.rejected { li { (line) } } }
            }
            (facts(&part.facts))
            @if let Some(at) = part.powers {
                p { a href=(format!("#p{at}")) { (text("document.can")) } }
            }
            @if !part.proofs.is_empty() {
                p { (text("document.proofs")) @for proof in &part.proofs { " " (shown_by(*proof)) } }
            }
        }
    }
}

/// One contact with who says so.
fn contact(way: &ContactWay) -> Markup {
    html! {
        li {
            (link(&way.reach))
            br;
            small { (way.told) @if let Some(proof) = way.proof { " " (shown_by(proof)) } }
        }
    }
}

/// The way to an exchange.
fn shown_by(proof: usize) -> Markup {
    html! { a href=(format!("#e{proof}")) { "[" (proof) "]" } }
}

/// Facts: label and values.
pub(super) fn facts(facts: &[(&'static str, Vec<String>)]) -> Markup {
    html! {
        dl {
            @for (label, values) in facts {
                div { dt { (label) } dd { (lines(values)) } }
            }
        }
    }
}
