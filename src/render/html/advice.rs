//! Whom to write to, in order.

use maud::{Markup, html};

use super::{lines, link};
use crate::render::page::document::{Advised, AdvisedTurn};
use crate::texts::text;

/// The block that comes first on a page.
pub(super) fn block(advice: &Advised) -> Markup {
    html! {
        div.write {
            h3 { (text("document.write-to")) }
            p.harm { (advice.heading) }
            @if !advice.notes.is_empty() { ul { @for note in &advice.notes { li { (note) } } } }
            @if advice.steps.is_empty() { p { (text("document.nobody")) } }
            @else { ol.steps { @for one in &advice.steps { (step(one)) } } }
            (list("page.heading.gaps", &advice.gaps))
            (list("page.heading.cannot-help", &advice.cannot_help))
        }
    }
}

/// One step: whom, how, what to ask for; the rest is folded.
fn step(step: &AdvisedTurn) -> Markup {
    html! {
        li {
            p.who { (step.head) }
            @if let Some(reach) = &step.reach {
                p { (link(reach)) @if let Some(remark) = reach.to_know() { " " small { "(" (remark) ")" } } }
            }
            @if let Some(ask) = &step.ask { p { (ask) } }
            @if let Some(place) = step.place {
                @if step.rest.is_empty() {
                    p { a href=(format!("#s{place}")) { (text("document.also")) } }
                } @else {
                    details id=(format!("s{place}")) {
                        summary { (text("document.also")) }
                        (lines(&step.rest))
                    }
                }
            }
        }
    }
}

/// A list under a heading, if there is anything in it.
fn list(key: &str, all: &[String]) -> Markup {
    html! {
        @if !all.is_empty() {
            h4 { (text(key)) }
            ul { @for line in all { li { (line) } } }
        }
    }
}
