//! A page to look at: one file without a script and without anything from elsewhere. What it says is
//! decided in `document`; here are only its elements.

mod advice;
mod evidence;
mod part;
mod section;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page::Reach;
use super::page::document::{Document, SharedDesk};
use super::svg;
use crate::texts::{fill, text};

/// How the page looks.
const STYLE: &str = include_str!("page.css");
/// What a browser may load: nothing, and no style but the page's own.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The targets of a desk that are shown without being asked for.
const FEW: usize = 12;

/// A whole page around its content.
pub fn shell(title: &str, heading: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="format-detection" content="telephone=no, address=no, email=no, date=no";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(svg::STYLE)) }
            }
            body { main {
                h1 { (heading) }
                (content)
            } }
        }
    };
    format!("{}\n", page.into_string())
}

/// The page of some targets.
pub(super) fn page(document: &Document) -> String {
    let desks = document.desks();
    let content = html! {
        @if document.is_list() && !desks.is_empty() { (contacts(&desks)) }
        @if !document.said_of_all.is_empty() {
            section { h2 { (text("document.of-all")) } (lines(&document.said_of_all)) }
        }
        @if !document.refused.is_empty() { (refused(&document.refused)) }
        @for section in &document.sections { (section::section(section, document.is_list())) }
        (evidence::powers(&document.powers))
        (evidence::proofs(document.proofs(), document.is_list()))
        footer { p { (text("document.foot")) } }
    };
    shell(&document.title(), text("document.heading"), &content)
}

/// The contacts of all targets.
fn contacts(desks: &[&SharedDesk]) -> Markup {
    let columns = ["document.column.contact", "document.column.who", "document.column.targets"];
    let rows = desks.iter().map(|desk| {
        let targets = html! {
            ul.flow { @for (id, title) in &desk.targets { li { a href=(format!("#{id}")) { (title) } } } }
        };
        let count = desk.targets.len();
        let targets = if count <= FEW {
            targets
        } else {
            html! {
                details {
                    summary { (fill("document.desk-targets", &[("count", &count.to_string())])) }
                    (targets)
                }
            }
        };
        let contact = html! {
            (link(&desk.reach))
            @if let Some(remark) = desk.reach.to_know() { br; small { (remark) } }
        };
        vec![contact, lines(&desk.who), targets]
    });
    html! {
        section {
            h2 { (text("document.desks")) }
            p { (text("document.desks-note")) }
            (table("desks", "document.desks", &columns, rows))
        }
    }
}

/// The targets that could not be traced.
fn refused(refused: &[(String, String)]) -> Markup {
    let columns = ["document.column.target", "document.column.why"];
    let rows = refused.iter().map(|(target, why)| vec![html! { (target) }, html! { (why) }]);
    html! {
        section {
            h2 { (text("document.refused")) }
            (table("refused", "document.refused", &columns, rows))
        }
    }
}

/// A table with the keys of its caption and columns; the first cell of a row is its head.
pub fn table(
    class: &str,
    caption: &str,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<Markup>>,
) -> Markup {
    html! {
        table class=(class) {
            caption { (text(caption)) }
            thead { tr {
                @for column in columns { th scope="col" { (text(column)) } }
            } }
            tbody {
                @for row in rows {
                    tr {
                        @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 { th scope="row" { (cell) } }
                            @else { td { (cell) } }
                        }
                    }
                }
            }
        }
    }
}

/// Some lines: as they are, or as a list where there are several.
pub fn lines(lines: &[String]) -> Markup {
    match lines {
        [one] => html! { (one) },
        several => html! { ul { @for line in several { li { (line) } } } },
    }
}

/// A contact, as a link where clicking it opens a mail, a call or a form.
fn link(reach: &Reach) -> Markup {
    let opens = ["mailto:", "tel:", "https://", "http://"];
    if opens.iter().any(|scheme| reach.href.starts_with(scheme)) {
        html! { a.contact href=(reach.href) { (reach.text) } }
    } else {
        html! { span.contact { (reach.text) } }
    }
}
