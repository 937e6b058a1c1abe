//! The page on a terminal: aligned, within the width, readable without colour. The reader has three
//! seconds, so that the short form is the default; `--verbose` prints it in full.

mod full;
mod short;
mod steps;

use std::io::{self, Write};

use colored::{Color, Colorize};
use unicode_width::UnicodeWidthStr;

use super::desks::Desks;
use super::page::{OLD, Page, Reach};
use crate::model::chain::Status;
use crate::texts;

/// How the terminal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns; text is wrapped at it.
    pub width: usize,
    /// Whether colour is used; it never carries meaning alone.
    pub colour: bool,
    /// Whether links can be clicked (OSC 8).
    pub links: bool,
    /// Whether everything is shown: powers as sentences, rejected contacts, evidence.
    pub verbose: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 80, colour: false, links: false, verbose: false }
    }
}

/// The width of the column of layers.
const LAYER: usize = 12;

/// Tells the colouring library what was decided: it keeps that globally and would otherwise guess
/// from standard output.
pub fn prepare(look: &Look) {
    colored::control::set_override(look.colour);
}

/// Writes a page.
pub(super) fn write(page: &Page, look: &Look, out: &mut impl Write) -> io::Result<()> {
    let pen = Pen { look };
    let advice = page.advice.as_ref().filter(|_| page.rows.is_empty());
    if advice.is_none() && !look.verbose {
        return pen.in_short(out, page);
    }
    pen.title(out, page)?;
    match advice {
        Some(advice) => pen.advice_in_full(out, advice),
        None => pen.in_full(out, page),
    }
}

/// Writes which contact has to be told of which targets.
pub(super) fn desks(desks: &Desks, look: &Look, out: &mut impl Write) -> io::Result<()> {
    let pen = Pen { look };
    writeln!(out, "\n{}\n{}", "─".repeat(look.width), pen.bold(texts::text("page.desks")))?;
    for (contact, targets) in desks.rows() {
        let words = format!("{}: {}", targets.len(), targets.join(", "));
        writeln!(out, "{contact}")?;
        pen.hung(out, "  ", 2, &words, |line| pen.dim(line))?;
    }
    Ok(())
}

/// Draws within the width.
struct Pen<'a> {
    /// How it looks.
    look: &'a Look,
}

impl Pen<'_> {
    /// The title.
    fn title(&self, out: &mut impl Write, page: &Page) -> io::Result<()> {
        self.hung(out, "", 0, &page.title, |words| self.bold(words))
    }

    /// A contact on a line of its own; its remark on the next where both do not fit.
    fn contact(&self, out: &mut impl Write, reach: &Reach) -> io::Result<()> {
        let indent = " ".repeat(LAYER + 2);
        if indent.len() + plain_width(reach) <= self.look.width {
            return writeln!(out, "{indent}{}", self.reach(reach));
        }
        writeln!(out, "{indent}{}", self.link(reach))?;
        match &reach.remark {
            Some(remark) => writeln!(out, "{indent}  {}", self.dim(&format!("({remark})"))),
            None => Ok(()),
        }
    }

    /// A contact on a line of its own, further to the left where it is long; its remark on the next
    /// where both do not fit even so.
    fn alone(&self, out: &mut impl Write, reach: &Reach, indent: usize) -> io::Result<()> {
        let left = |width| " ".repeat(indent.min(self.look.width.saturating_sub(width).max(2)));
        let whole = plain_width(reach);
        match &reach.remark {
            Some(remark) if whole + 2 > self.look.width => {
                writeln!(out, "{}{}", left(reach.marked().width()), self.link(reach))?;
                let remark = format!("({remark})");
                writeln!(out, "{}{}", left(remark.width()), self.dim(&remark))
            }
            _ => writeln!(out, "{}{}", left(whole), self.reach(reach)),
        }
    }

    /// A label and its value.
    fn labelled(&self, out: &mut impl Write, label: &str, value: &str) -> io::Result<()> {
        self.wrapped(out, &self.layer(label), value, ToOwned::to_owned)
    }

    /// Words wrapped behind a head of the column of layers; each line is drawn by `draw`.
    fn wrapped(
        &self,
        out: &mut impl Write,
        head: &str,
        words: &str,
        draw: impl Fn(&str) -> String,
    ) -> io::Result<()> {
        let hang = if head.ends_with("- ") { LAYER + 2 } else { LAYER };
        self.hung(out, head, hang, words, draw)
    }

    /// Words wrapped behind a head that is as wide as the lines below are indented.
    fn hung(
        &self,
        out: &mut impl Write,
        head: &str,
        indent: usize,
        words: &str,
        draw: impl Fn(&str) -> String,
    ) -> io::Result<()> {
        let room = self.look.width.saturating_sub(indent).max(20);
        let options = textwrap::Options::new(room)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace);
        for (at, line) in textwrap::wrap(words, options).iter().enumerate() {
            if at == 0 {
                writeln!(out, "{head}{}", draw(line))?;
            } else {
                writeln!(out, "{}{}", " ".repeat(indent), draw(line))?;
            }
        }
        Ok(())
    }

    /// The column of layers.
    fn layer(&self, layer: &str) -> String {
        self.in_column(layer, LAYER)
    }

    /// Layers in a column of a width.
    fn in_column(&self, layers: &str, wide: usize) -> String {
        let padded = format!("{layers:<wide$}");
        if self.look.colour { padded.cyan().to_string() } else { padded }
    }

    /// A contact with what is to be known about it.
    fn reach(&self, reach: &Reach) -> String {
        match &reach.remark {
            Some(remark) => format!("{} {}", self.link(reach), self.dim(&format!("({remark})"))),
            None => self.link(reach),
        }
    }

    /// A contact: a link where the terminal can (OSC 8).
    fn link(&self, reach: &Reach) -> String {
        if self.look.links && !reach.href.is_empty() {
            let mark = if reach.old { OLD } else { "" };
            format!("\u{1b}]8;;{}\u{1b}\\{}\u{1b}]8;;\u{1b}\\{mark}", reach.href, reach.text)
        } else {
            reach.marked()
        }
    }

    /// Words in the colour of a status.
    fn tone(&self, status: Status, words: &str) -> String {
        let colour = match status {
            Status::Identified => return words.to_owned(),
            Status::Absent | Status::Skipped => return self.dim(words),
            Status::Hidden => Color::Yellow,
            Status::Unknown => Color::Red,
        };
        if self.look.colour { words.color(colour).to_string() } else { words.to_owned() }
    }

    /// Bold words.
    fn bold(&self, words: &str) -> String {
        if self.look.colour { words.bold().to_string() } else { words.to_owned() }
    }

    /// Dim words.
    fn dim(&self, words: &str) -> String {
        if self.look.colour { words.dimmed().to_string() } else { words.to_owned() }
    }
}

/// The columns that a contact takes.
fn plain_width(reach: &Reach) -> usize {
    reach.marked().width() + reach.remark.as_ref().map_or(0, |remark| remark.width() + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is drawn on a terminal of a width.
    fn drawn(look: Look, draw: impl Fn(&Pen<'_>, &mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        draw(&Pen { look: &look }, &mut out).expect("is written");
        String::from_utf8(out).expect("is text")
    }

    fn reach(text: &str, remark: Option<&str>) -> Reach {
        Reach {
            text: text.to_owned(),
            href: format!("mailto:{text}"),
            remark: remark.map(str::to_owned),
            old: false,
            as_of: None,
        }
    }

    #[test]
    fn words_hang_behind_their_head_and_end_at_the_width() {
        let look = Look { width: 40, ..Look::default() };
        let words = "whoever announces the addresses sees packets and no pages of anybody";
        let text = drawn(look, |pen, out| pen.labelled(out, "network", words));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() > 1 && lines.iter().all(|line| line.width() <= 40), "{text}");
        assert!(lines[0].starts_with("network     whoever"), "{text}");
        assert!(lines[1].starts_with(&" ".repeat(LAYER)), "{text}");
        let unwrapped = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(unwrapped, format!("network {words}"));
    }

    #[test]
    fn a_remark_moves_to_a_line_of_its_own_where_both_do_not_fit() {
        let contact = reach("abuse@hosting.example.net", Some("not the host's own"));
        let wide = drawn(Look::default(), |pen, out| pen.contact(out, &contact));
        assert_eq!(wide.lines().count(), 1);
        let narrow = Look { width: 44, ..Look::default() };
        let narrow = drawn(narrow, |pen, out| pen.contact(out, &contact));
        let lines: Vec<&str> = narrow.lines().map(str::trim).collect();
        assert_eq!(lines, ["abuse@hosting.example.net", "(not the host's own)"]);
    }

    #[test]
    fn a_contact_is_never_broken_and_moves_to_the_left_instead() {
        let contact = reach("a-very-long-mailbox-of-a-desk@hosting.example.net", None);
        let look = Look { width: 50, ..Look::default() };
        let text = drawn(look, |pen, out| pen.alone(out, &contact, 20));
        assert_eq!(text, format!("  {}\n", contact.text));
    }

    #[test]
    fn links_are_hidden_in_the_text_only_where_the_terminal_can_show_them() {
        let contact = reach("abuse@example.net", None);
        let plain = Look::default();
        let linked = Look { links: true, ..plain };
        assert_eq!(Pen { look: &plain }.link(&contact), "abuse@example.net");
        let link = Pen { look: &linked }.link(&contact);
        assert!(link.starts_with("\u{1b}]8;;mailto:abuse@example.net\u{1b}\\abuse@"), "{link:?}");
        let nowhere = Reach { href: String::new(), ..contact };
        assert_eq!(Pen { look: &linked }.link(&nowhere), "abuse@example.net");
    }
}
