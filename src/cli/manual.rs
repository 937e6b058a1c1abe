//! The manual: a page for each command, in roff, out of the help and its ending.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::Args;
use super::endings::{Ending, ending};
use crate::error::Error;

/// The page of a command, by its words after `trace`.
pub fn page(words: &[String]) -> Result<Vec<u8>, Error> {
    let mut root = Args::command().disable_help_subcommand(true);
    root.build();
    let mut command = &root;
    for word in words {
        let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        command = command
            .find_subcommand(word)
            .ok_or_else(|| Error::NoPage { words: words.join(" "), known: names.join(", ") })?;
    }
    Ok(written(command, words)?)
}

/// Writes the page of a command.
fn written(command: &Command, words: &[String]) -> io::Result<Vec<u8>> {
    let has_options = command.get_arguments().any(|arg| !arg.is_hide_set());
    let has_commands = command.has_subcommands();
    let source = concat!("trace ", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command.clone()).source(source).manual("Manual of trace");
    let mut out = Vec::new();
    page.render_title(&mut out)?;
    page.render_name_section(&mut out)?;
    page.render_synopsis_section(&mut out)?;
    page.render_description_section(&mut out)?;
    if has_options {
        page.render_options_section(&mut out)?;
    }
    if has_commands {
        page.render_subcommands_section(&mut out)?;
    }
    if let Some(ending) = ending(&words.join(" ")) {
        closing(ending).to_writer(&mut out)?;
    }
    if let Some((_, above)) = words.split_last() {
        let above = std::iter::once("trace").chain(above.iter().map(String::as_str));
        let above = above.collect::<Vec<_>>().join("-");
        let mut roff = Roff::new();
        roff.control("SH", ["SEE ALSO"]).text([bold(above), roman("(1)")]);
        roff.to_writer(&mut out)?;
    }
    Ok(out)
}

/// What stands at the end: examples, exit codes, what else is to be known.
fn closing(ending: &Ending) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]);
    for (line, words) in ending.examples {
        roff.control("TP", []).text([bold(*line)]).text([roman(*words)]);
    }
    if !ending.exits.is_empty() {
        roff.control("SH", ["EXIT STATUS"]);
        for (code, words) in ending.exits {
            roff.control("TP", []).text([bold(*code)]).text([roman(*words)]);
        }
    }
    for (at, note) in ending.notes.iter().enumerate() {
        if at == 0 {
            roff.control("SH", ["NOTES"]);
        } else {
            roff.control("PP", []);
        }
        roff.text([roman(*note)]);
    }
    roff
}
