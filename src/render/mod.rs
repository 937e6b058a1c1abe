//! Rendering: what is said is decided once, in `page`; each format only dresses it.
//!
//! JSON does not go through a page: it has its own structs, which are the schema.

mod advice;
pub mod clean;
pub mod command;
mod desks;
mod entries;
mod flat;
pub mod html;
pub mod json;
mod markdown;
mod mermaid;
pub mod misp;
mod page;
pub mod sheet;
pub mod stix;
mod svg;
mod terminal;
pub mod uuid;

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Deserialize;

use self::desks::Desks;
use self::page::document::Document;
use self::page::picture::{Picture, picture};
use crate::model::target::Refusal;
use crate::trace::Trace;

pub use terminal::{Look, prepare};

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people at a terminal
    #[default]
    Human,
    /// One line a contact, tab-separated: target, layer, status, party, country, kind, contact
    Brief,
    /// One JSON object, or an array of several
    Json,
    /// One JSON object a line
    Ndjson,
    /// One row a contact, with a row of column names, for spreadsheets
    Csv,
    /// Markdown, for tickets and reports
    Markdown,
    /// A picture of the chain, as SVG
    Svg,
    /// A page to look at, in one file without scripts: picture, contacts, powers, evidence
    Html,
    /// The same picture as a Mermaid flowchart, which GitHub and GitLab draw
    Mermaid,
    /// A STIX 2.1 bundle
    Stix,
    /// A MISP event
    Misp,
}

impl Format {
    /// Whether people read it, so that refusals go to standard error.
    pub fn is_for_people(self) -> bool {
        !matches!(self, Self::Json | Self::Ndjson)
    }

    /// The ending of a file in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Human => "txt",
            Self::Brief => "tsv",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Markdown => "md",
            Self::Svg => "svg",
            Self::Mermaid => "mmd",
            Self::Html => "html",
            Self::Stix => "stix.json",
            Self::Misp => "misp.json",
        }
    }
}

/// What a target yielded.
pub type Outcome = Result<Box<Trace>, (String, Refusal)>;

/// A result that waits to be put out.
pub enum Ready {
    /// As it is.
    Whole(Outcome),
    /// As a line of JSON.
    Line(String),
}

/// Writes results one after the other, in the form that several of them take together.
pub struct Printer<W> {
    /// Where to.
    out: W,
    /// In which format.
    format: Format,
    /// How the human format looks.
    look: Look,
    /// Whether results stand in an array (JSON with several targets).
    array: bool,
    /// How many were written.
    written: usize,
    /// How many of them as pages.
    pages: usize,
    /// Which contact has to be told of which of several targets.
    desks: Option<Desks>,
    /// Whether it was said already that nothing at all is answered.
    offline: bool,
    /// What is drawn at the end, in the formats that put several targets into one picture.
    pictures: Vec<Picture>,
    /// The traces of one document.
    traces: Vec<json::v1::TraceV1>,
    /// What stands on a page at the end.
    document: Document,
}

impl<W: Write> Printer<W> {
    /// A printer to a sink. `several` makes JSON an array even of one.
    pub fn new(out: W, format: Format, look: Look, several: bool) -> Self {
        terminal::prepare(&look);
        Self {
            out,
            format,
            look,
            array: several && format == Format::Json,
            written: 0,
            pages: 0,
            desks: several.then(Desks::default),
            offline: false,
            pictures: Vec::new(),
            traces: Vec::new(),
            document: Document::default(),
        }
    }

    /// Makes a result ready to be put out later: a line of JSON takes less room than what it says.
    pub fn ready(&self, outcome: Outcome) -> io::Result<Ready> {
        if self.format != Format::Ndjson {
            return Ok(Ready::Whole(outcome));
        }
        let output = match &outcome {
            Ok(trace) => json::output(trace),
            Err((input, refusal)) => json::refused(input, refusal),
        };
        Ok(Ready::Line(json::compact(&output)?))
    }

    /// Writes a result that was made ready.
    pub fn put(&mut self, ready: &Ready) -> io::Result<()> {
        match ready {
            Ready::Whole(outcome) => self.write(outcome),
            // In one piece, so that a process that is killed leaves whole lines.
            Ready::Line(line) => {
                self.out.write_all(format!("{line}\n").as_bytes())?;
                self.out.flush()
            }
        }
    }

    /// Writes one result.
    pub fn write(&mut self, outcome: &Outcome) -> io::Result<()> {
        match self.format {
            Format::Json | Format::Ndjson => self.write_json(outcome)?,
            Format::Human | Format::Markdown => {
                if let Ok(trace) = outcome {
                    self.write_pages(trace)?;
                }
            }
            Format::Brief | Format::Csv => {
                if self.written == 0 {
                    flat::head(self.format, &mut self.out)?;
                }
                flat::write(outcome, self.format, &mut self.out)?;
            }
            Format::Html => match outcome {
                Ok(trace) => self.document.add(trace),
                Err((input, refusal)) => self.document.refuse(input, refusal),
            },
            Format::Stix | Format::Misp => {
                if let Ok(trace) = outcome
                    && let json::Output::Trace(trace) = json::output(trace)
                {
                    self.traces.push(*trace);
                }
            }
            Format::Svg | Format::Mermaid => {
                self.pictures.extend(outcome.as_ref().ok().and_then(|trace| picture(trace)));
            }
        }
        self.written += 1;
        self.out.flush()
    }

    /// Writes one result for people, parted from the one before.
    fn write_pages(&mut self, trace: &Trace) -> io::Result<()> {
        if self.pages > 0 {
            match self.format {
                Format::Human => writeln!(self.out, "\n{}", "─".repeat(self.look.width))?,
                _ => writeln!(self.out, "\n---\n")?,
            }
        }
        self.pages += 1;
        for (at, mut page) in page::pages(trace).into_iter().enumerate() {
            self.out.write_all(if at == 0 { b"" } else { b"\n" })?;
            page.offline &= !self.offline;
            self.offline |= page.offline;
            clean::to_people(&mut self.out, |out| match self.format {
                Format::Human => terminal::write(&page, &self.look, out),
                _ => markdown::write(&page, out),
            })?;
        }
        if let Some(picture) = picture(trace).filter(|_| self.format == Format::Markdown) {
            self.out.write_all(mermaid::folded(&picture).as_bytes())?;
        }
        if let Some(desks) = &mut self.desks {
            desks.add(trace);
        }
        Ok(())
    }

    /// Writes one result as JSON.
    fn write_json(&mut self, outcome: &Outcome) -> io::Result<()> {
        let output = match outcome {
            Ok(trace) => json::output(trace),
            Err((input, refusal)) => json::refused(input, refusal),
        };
        if self.format == Format::Ndjson {
            return writeln!(self.out, "{}", json::compact(&output)?);
        }
        let text = json::pretty(&output)?;
        if self.array {
            self.out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
            self.out.write_all(text.as_bytes())
        } else {
            writeln!(self.out, "{text}")
        }
    }

    /// Ends the output.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(desks) = self.desks.as_ref().filter(|_| self.pages > 1) {
            match self.format {
                Format::Human => terminal::desks(desks, &self.look, &mut self.out)?,
                _ => markdown::desks(desks, &mut self.out)?,
            }
        }
        if self.array {
            self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        match self.format {
            Format::Svg => self.out.write_all(svg::file(&self.pictures).as_bytes())?,
            Format::Mermaid => {
                self.out.write_all(mermaid::flowchart(&self.pictures).as_bytes())?;
            }
            Format::Html => self.out.write_all(html::page(&self.document.sealed()).as_bytes())?,
            Format::Stix => writeln!(self.out, "{}", json::pretty(&stix::bundle(&self.traces))?)?,
            Format::Misp => writeln!(self.out, "{}", json::pretty(&misp::events(&self.traces))?)?,
            Format::Human
            | Format::Brief
            | Format::Json
            | Format::Ndjson
            | Format::Csv
            | Format::Markdown => {}
        }
        self.out.flush()
    }
}
