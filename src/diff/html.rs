//! The differences as a page to look at, in the clothes of the traces.

use std::io::{self, Write};

use maud::{Markup, html};

use super::{Change, Diff, TargetDiff};
use crate::render::clean::clean;
use crate::render::html::{lines, shell, table};
use crate::texts::{fill, text};

/// The columns of a target's changes.
const COLUMNS: [&str; 4] =
    ["document.diff.what", "document.diff.from", "document.diff.to", "document.diff.means"];

/// Writes the differences.
pub fn page(diff: &Diff, out: &mut impl Write) -> io::Result<()> {
    let title = text("document.diff.title");
    let content = html! {
        @if diff.same { p { (text("document.diff.same")) } }
        @for target in &diff.targets { (section(target)) }
        (only("document.diff.only-old", &diff.only_old))
        (only("document.diff.only-new", &diff.only_new))
    };
    out.write_all(shell(title, title, &content).as_bytes())
}

/// One target.
fn section(target: &TargetDiff) -> Markup {
    let times = [("old", clean(&target.old_at)), ("new", clean(&target.new_at))];
    let times = times.each_ref().map(|(name, value)| (*name, value.as_str()));
    html! {
        section {
            h2 { (clean(&target.host)) }
            p { (fill("document.diff.times", &times)) }
            @if target.changes.is_empty() {
                p { (text("document.diff.unchanged")) }
            } @else {
                (table("changes", "document.diff.changes", &COLUMNS, target.changes.iter().map(row)))
            }
        }
    }
}

/// One change.
fn row(change: &Change) -> Vec<Markup> {
    let doubt = if change.certain { "" } else { text("document.diff.uncertain") };
    vec![
        html! { (clean(&change.what)) @if !doubt.is_empty() { br; small { (doubt) } } },
        html! { (clean(&change.from)) },
        html! { (clean(&change.to)) },
        html! { (clean(&change.means)) },
    ]
}

/// The hosts that are in one of the files only.
fn only(key: &str, hosts: &[String]) -> Markup {
    let hosts: Vec<String> = hosts.iter().map(|host| clean(host)).collect();
    html! { @if !hosts.is_empty() { section { h2 { (text(key)) } (lines(&hosts)) } } }
}
