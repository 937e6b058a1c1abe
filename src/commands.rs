//! The commands beside tracing: each prints something and asks nobody.

mod directory;
mod inputs;
mod lint;
mod matched;
mod reach;
mod stats;

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use crate::check::policy::complaint::meant;
use crate::check::sheet as check;
use crate::cli::{Args, CacheCommand, PrintCommand, SchemaOf, manual};
use crate::directory::Directory;
use crate::error::Error;
use crate::exit;
use crate::explain::{self, Sheet};
use crate::export::stamp::stamped;
use crate::model::digest::sha256;
use crate::render::clean::clean;
use crate::render::json;
use crate::render::sheet;
use crate::wire::case::Case;

/// Runs a command.
pub fn run(
    command: PrintCommand,
    cache: Option<PathBuf>,
    mut out: impl Write,
) -> Result<u8, Error> {
    match command {
        PrintCommand::Schema { of } => {
            let schema = match of {
                SchemaOf::Trace => json::schema(),
                SchemaOf::Check => schemars::schema_for!(crate::check::verdict::Report),
                SchemaOf::Stats => schemars::schema_for!(crate::stats::Stats),
                SchemaOf::Plan => schemars::schema_for!(crate::forecast::Forecast),
                SchemaOf::Diff => schemars::schema_for!(crate::diff::Diff),
                SchemaOf::Due => schemars::schema_for!(crate::log::due::Due),
                SchemaOf::Log => schemars::schema_for!(crate::log::Event),
            };
            writeln!(out, "{}", json::pretty(&schema).map_err(io::Error::from)?)?;
        }
        PrintCommand::Explain { what } if what.is_empty() => {
            sheet::write(&explain::index(), &mut out)?;
        }
        PrintCommand::Explain { what } => sheet::write(&explained(&what.join(" "))?, &mut out)?,
        PrintCommand::Stats(args) => return stats::run(&args, &mut out),
        PrintCommand::Completions { shell } => out.write_all(&completions(shell))?,
        PrintCommand::Man { of } => out.write_all(&manual::page(&of)?)?,
        PrintCommand::Directory(command) => return directory::run(command, out),
        PrintCommand::Cache(command) => clear_or_name(&command, cache, out)?,
    }
    Ok(exit::TRACED)
}

/// What is known of a word, of a suffix, or of a rule of a policy, without asking anybody.
pub fn explained(what: &str) -> Result<Sheet, Error> {
    let what = what.trim();
    let of_policy =
        what.strip_prefix("check").filter(|rest| rest.is_empty() || rest.starts_with(' '));
    let sheet = match of_policy.map(str::trim) {
        Some("") => Some(check::rules()),
        Some(rule) => check::rule(rule),
        None => explain::explain(what, &Directory::embedded())
            .map(|sheet| check::mentioned(sheet, what))
            .or_else(|| check::rule(what)),
    };
    sheet.ok_or_else(|| {
        let known = if of_policy.is_some() { check::all() } else { explain::all() };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let meant = meant(of_policy.unwrap_or(what), &known);
        Error::NoSubject { what: what.to_owned(), meant }
    })
}

/// The completions for a shell. They are made in memory, because the generator panics where it
/// cannot write.
pub fn completions(shell: clap_complete::Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "trace", &mut script);
    match shell {
        clap_complete::Shell::Zsh => mended_zsh(&String::from_utf8_lossy(&script)).into_bytes(),
        clap_complete::Shell::Fish => {
            let script = mended_fish(&String::from_utf8_lossy(&script));
            (script + &words_for_fish(&Args::command())).into_bytes()
        }
        _ => script,
    }
}

/// The script for zsh as it works: the generator takes the first word for a target, so that the
/// words behind a command are completed as if they were commands, and an option behind a command for
/// the one of that name that tracing has.
fn mended_zsh(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.starts_with("'::targets -- "));
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    let root = Args::command();
    let commands: Vec<&str> = root.get_subcommands().map(clap::Command::get_name).collect();
    let own = "    _arguments \"${_arguments_options[@]}\" : \\\n";
    let mended = format!(
        "    local -a _trace_options=(\"${{_arguments_options[@]}}\")\n    \
         (( ${{words[(I)({})]}} )) && _trace_options+=(-A '-*')\n    \
         _arguments \"${{_trace_options[@]}}\" : \\\n",
        commands.join("|")
    );
    text.replace("$line[2]", "$line[1]").replacen(own, &mended, 1)
}

/// The script for fish as it works: an option that still waits for its value is no mistake, so that
/// the value can be completed.
fn mended_fish(script: &str) -> String {
    let parse = "argparse -s (__fish_trace_global_optspecs) -- $cmd 2>/dev/null\n    or return\n";
    let mended = "argparse -s (__fish_trace_global_optspecs) -- $cmd 2>/dev/null\n    \
                  or argparse -s (__fish_trace_global_optspecs) -- $cmd[1..-2] 2>/dev/null\n    \
                  or return\n";
    script.replace(parse, mended)
}

/// The words that may stand behind a command, for fish: the generator knows those of options only.
fn words_for_fish(command: &clap::Command) -> String {
    let mut lines = String::new();
    for one in command.get_subcommands() {
        let words: Vec<_> =
            one.get_positionals().flat_map(clap::Arg::get_possible_values).collect();
        let shown = words.iter().filter(|word| !word.is_hide_set());
        let shown: Vec<&str> = shown.map(clap::builder::PossibleValue::get_name).collect();
        if !shown.is_empty() {
            let _ = writeln!(
                lines,
                "complete -c trace -n \"__fish_trace_using_subcommand {}\" -f -a \"{}\"",
                one.get_name(),
                shown.join(" ")
            );
        }
    }
    lines
}

/// Reads a case file.
fn case(file: &Path) -> Result<Case, Error> {
    let text = fs::read_to_string(file)
        .map_err(|error| Error::Unreadable { path: file.to_owned(), problem: error.to_string() })?;
    Case::read(&text).map_err(|problem| Error::Case { path: file.to_owned(), problem })
}

/// Prints what was asked and what came of it.
pub fn show_case(file: &Path, mut out: impl Write) -> Result<(), Error> {
    let case = case(file)?;
    let header = &case.header;
    writeln!(
        out,
        "{}, {} at {} by {}",
        clean(&header.target),
        header.mode,
        header.started,
        clean(&header.tool)
    )?;
    if !header.shows.is_empty() {
        writeln!(out, "{}", clean(&header.shows))?;
    }
    for line in &case.lines {
        let outcome = match (&line.failure, line.status) {
            (Some(failure), _) => failure.kind().to_owned(),
            (None, Some(status)) => format!("HTTP {status}"),
            (None, None) => "answered".to_owned(),
        };
        let bytes = line.body().map_or(0, |body| body.len());
        writeln!(out, "{:>5} ms  {outcome:<12} {bytes:>7} B  {}", line.ms, clean(&line.ask))?;
    }
    match case.footer {
        Some(footer) => {
            writeln!(out, "{} exchanges in {} ms", case.lines.len(), footer.elapsed_ms)?;
        }
        None => writeln!(out, "{} exchanges; the run was cut off", case.lines.len())?,
    }
    Ok(())
}

/// Checks the digests of a case.
pub fn verify_case(file: &Path, mut out: impl Write) -> Result<(), Error> {
    let case = case(file)?;
    let broken: Vec<_> = case.lines.iter().filter(|line| !line.is_intact()).collect();
    for line in &broken {
        writeln!(out, "not as recorded: {}", clean(&line.ask))?;
    }
    if !broken.is_empty() {
        return Err(Error::Tampered { path: file.to_owned(), count: broken.len() });
    }
    let whole = if case.footer.is_some() { "whole" } else { "intact, but the run was cut off" };
    writeln!(out, "{whole}: {} exchanges, every body has its digest", case.lines.len())?;
    verify_stamp(file, out)
}

/// Says whether the stamp beside a case, where there is one, is of this case.
fn verify_stamp(file: &Path, mut out: impl Write) -> Result<(), Error> {
    let mut name = file.as_os_str().to_owned();
    name.push(".tsr");
    let path = PathBuf::from(name);
    let unreadable = |path: &Path, error: &io::Error| Error::Unreadable {
        path: path.to_owned(),
        problem: error.to_string(),
    };
    let reply = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        reply => reply.map_err(|error| unreadable(&path, &error))?,
    };
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let stamped = stamped(&reply, &sha256(&bytes), None)
        .map_err(|trouble| Error::Report(format!("{}: {trouble}", path.display())))?;
    let by = clean(&stamped.by);
    writeln!(out, "stamped: {} by {by}; the signature holds", stamped.at)?;
    Ok(())
}

/// Prints the cache's folder, or empties it.
fn clear_or_name(
    command: &CacheCommand,
    cache: Option<PathBuf>,
    mut out: impl Write,
) -> Result<(), Error> {
    let Some(folder) = cache else { return Ok(()) };
    match command {
        CacheCommand::Path => writeln!(out, "{}", folder.display())?,
        CacheCommand::Clear => match fs::remove_dir_all(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(Error::Unwritable { path: folder, problem: error.to_string() });
            }
        },
    }
    Ok(())
}
