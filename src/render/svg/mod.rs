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

/// The height of a part of a picture inside a page: what fits on a sheet of paper at a size that can
/// be read.
const SHEET: u32 = 820;

/// A file with one picture, or with several below each other.
pub(super) fn file(pictures: &[Picture]) -> String {
    let title = match pictures {
        [] => texts::text("picture.nothing").to_owned(),
        [one] => one.title.clone(),
        several => texts::fill("picture.several", &[("count", &several.len().to_string())]),
    };
    let mut drawing = Drawing::default();
    for picture in pictures {
        drawing.add(picture, true);
    }
    if pictures.is_empty() {
        drawing.say(&title);
    }
    let said: Vec<String> = pictures.iter().map(Picture::description).collect();
    let style = format!("{ALONE}{STYLE}");
    let words = PictureWords { id: "picture", title: &title, said: &said.join(" ") };
    let part = (0, drawing.height);
    format!("{}\n", drawn(&drawing, part, &words, Some(&style)).into_string())
}

/// A picture inside a page, in parts that a sheet of paper takes. `id` is its own on the page.
pub(super) fn inline(picture: &Picture, id: &str) -> Vec<Markup> {
    let mut drawing = Drawing::default();
    drawing.add(picture, false);
    let parts = drawing.parts(SHEET);
    let count = parts.len().to_string();
    let drawn = parts.into_iter().enumerate().map(|(at, part)| {
        let number = (at + 1).to_string();
        let values = [("title", &*picture.title), ("number", &*number), ("count", &*count)];
        let (id, title) = match at {
            0 => (id.to_owned(), picture.title.clone()),
            _ => (format!("{id}{number}"), texts::fill("picture.part", &values)),
        };
        // The table beside the picture holds the same.
        let said = if at == 0 { texts::text("picture.in-table") } else { "" };
        drawn(&drawing, part, &PictureWords { id: &id, title: &title, said }, None)
    });
    drawn.collect()
}

/// What is said of a picture to those who cannot see it.
struct PictureWords<'a> {
    /// Its own identifier.
    id: &'a str,
    /// What it shows.
    title: &'a str,
    /// The same in full.
    said: &'a str,
}

/// Draws a part of a drawing, from one height to another.
fn drawn(
    drawing: &Drawing,
    (from, to): (u32, u32),
    words: &PictureWords<'_>,
    style: Option<&str>,
) -> Markup {
    let PictureWords { id, title, said } = words;
    let height = to - from;
    html! {
        svg class="trace-picture" xmlns=[style.map(|_| "http://www.w3.org/2000/svg")] role="img"
            lang=[style.map(|_| "en")] viewBox=(format!("0 {from} {WIDTH} {height}"))
            width=(WIDTH) height=(height) aria-labelledby=(format!("{id}-title"))
            aria-describedby=[(!said.is_empty()).then(|| format!("{id}-said"))] {
            title id=(format!("{id}-title")) { (title) }
            @if !said.is_empty() { desc id=(format!("{id}-said")) { (said) } }
            @if let Some(style) = style {
                style { (PreEscaped(style)) }
                rect class="paper" width=(WIDTH) height=(height) {}
            }
            path class="way" d=(drawing.ways(from, to)) {}
            path class="head" d=(drawing.heads(from, to)) {}
            @for piece in drawing.pieces.iter().filter(|piece| (from..to).contains(&piece.top())) {
                (drawn_piece(piece))
            }
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
