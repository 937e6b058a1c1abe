//! One target or hop: whom to write to, the picture, the parties, and what else is known.

use maud::{Markup, html};

use super::{advice, lines, link, part, table};
use crate::render::page::document::{EntryPart, TargetSection};
use crate::render::svg;
use crate::texts::text;

/// The part of a page that is about one target or hop.
pub(super) fn section(section: &TargetSection, folded: bool) -> Markup {
    let id = &section.id;
    html! {
        section.target id=(id) aria-labelledby=(format!("{id}-title")) {
            h2 id=(format!("{id}-title")) { (section.title) }
            @if let Some(reached) = &section.reached { p { (reached) } }
            @for warning in &section.warnings { p.warning { (warning) } }
            @match &section.advice {
                Some(words) => (advice::block(words)),
                None => @if let Some(hint) = section.hint { p.hint { (hint) } },
            }
            @if !section.parts.is_empty() { (chain(section)) }
            (related(&section.related))
            @if folded {
                details { summary { (text("document.details")) } (details(section, folded)) }
            } @else {
                (details(section, folded))
            }
        }
    }
}

/// The picture beside the table.
fn chain(section: &TargetSection) -> Markup {
    html! {
        div.beside {
            @if let Some(picture) = &section.picture {
                figure {
                    @for part in svg::inline(picture, &format!("{}-picture", section.id)) { (part) }
                    figcaption { (text("document.picture")) }
                }
            }
            div {
                (parties(&section.parts))
                p.summary { (section.summary) }
            }
        }
    }
}

/// The parties, a row each.
fn parties(parts: &[EntryPart]) -> Markup {
    let columns = ["part", "who", "stops", "contact"].map(|word| format!("document.column.{word}"));
    let rows = parts.iter().map(|part| {
        let who = html! {
            strong { (part.party) }
            @if let Some(reason) = &part.reason { br; (reason) }
        };
        vec![html! { (part.role) }, who, html! { (part.stops) }, best(part)]
    });
    table("parties", "document.parties", &columns.each_ref().map(String::as_str), rows)
}

/// The best contact of a party.
fn best(part: &EntryPart) -> Markup {
    html! {
        @if let Some(way) = part.ways.first() {
            (link(&way.reach))
            @if let Some(remark) = way.reach.to_know() { br; small { (remark) } }
        } @else if part.reason.is_none() {
            (text("document.no-contacts"))
        }
    }
}

/// Names beside the target.
fn related(all: &[String]) -> Markup {
    html! { @if !all.is_empty() { h3 { (text("document.related")) } (lines(all)) } }
}

/// What else is known: the name, and each party in detail. `short` leaves out those of whom the table
/// says all that there is.
fn details(section: &TargetSection, short: bool) -> Markup {
    let told = |part: &&EntryPart| !short || part.says_more_than_its_row();
    html! {
        @if !section.parts.is_empty() { h3 { (text("document.details")) } }
        @for part in section.parts.iter().filter(told) { (part::part(part)) }
        h3 { (text("document.facts")) }
        (part::facts(&section.facts))
    }
}
