//! The chain as a picture: one column of boxes with real text, readable on a telephone and in
//! print, in light and in dark. What it says is decided in [`picture`](super::page::picture).

mod layout;
mod measure;

use maud::{Markup, PreEscaped, html};

use self::layout::{Drawing, Drawn, WIDTH};
use super::page::picture::Picture;
use crate::texts;

/// How the boxes look; inside a page as well as in a file of its own.
pub(super) const STYLE: &str = include_str!("picture.css");
/// What a file of its own needs besides: its own colours.
const ALONE: &str = include_str!("alone.css");

/// A file with one picture, or with several below each other.
pub(super) fn file(pictures: &[Picture]) -> String {
    let title = match pictures {
        [] => texts::text("picture.nothing").to_owned(),
        [one] => one.title.clone(),
        several => texts::fill("picture.several", &[("count", &several.len().to_string())]),
    };
    let style = format!("{ALONE}{STYLE}");
    format!("{}\n", drawn(pictures, &title, "picture", Some(&style)).into_string())
}

/// A picture inside a page. `id` is its own on the page.
pub(super) fn inline(picture: &Picture, id: &str) -> Markup {
    drawn(std::slice::from_ref(picture), &picture.title, id, None)
}

/// Draws pictures below each other.
fn drawn(pictures: &[Picture], title: &str, id: &str, style: Option<&str>) -> Markup {
    let mut drawing = Drawing::default();
    for picture in pictures {
        drawing.add(picture, style.is_some());
    }
    if pictures.is_empty() {
        drawing.say(title);
    }
    // Inside a page the table beside the picture holds the same.
    let said = match style {
        Some(_) => pictures.iter().map(Picture::description).collect::<Vec<_>>().join(" "),
        None => texts::text("picture.in-table").to_owned(),
    };
    html! {
        svg class="trace-picture" xmlns="http://www.w3.org/2000/svg" role="img" lang="en"
            viewBox=(format!("0 0 {WIDTH} {}", drawing.height)) width=(WIDTH) height=(drawing.height)
            aria-labelledby=(format!("{id}-title")) aria-describedby=(format!("{id}-said")) {
            title id=(format!("{id}-title")) { (title) }
            desc id=(format!("{id}-said")) { (said) }
            @if let Some(style) = style {
                style { (PreEscaped(style)) }
                rect class="paper" width=(WIDTH) height=(drawing.height) {}
            }
            path class="way" d=(drawing.ways) {}
            path class="head" d=(drawing.heads) {}
            @for piece in &drawing.pieces { (drawn_piece(piece)) }
        }
    }
}

/// Draws one piece.
fn drawn_piece(piece: &Drawn) -> Markup {
    match piece {
        Drawn::Frame([x, y, width, height, radius], look) => html! {
            rect class=(look) x=(x) y=(y) width=(width) height=(height) rx=(radius) {}
        },
        Drawn::Text([x, y], class, text) => html! {
            text class=[(!class.is_empty()).then_some(class)] x=(x) y=(y) { (text) }
        },
        Drawn::Badge([x, y, width], number) => html! {
            rect class="badge" x=(x) y=(y) width=(width) height="22" rx="11" {}
            text class="number" x=(x + width / 2) y=(y + 16) { (number) }
        },
    }
}
