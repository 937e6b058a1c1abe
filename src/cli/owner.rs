//! What the owner of a domain may type: `trace check` and `trace diff`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};

use super::headings::{OUTPUT, POLICY};
use super::{AskArgs, switch};
use crate::check::formats::CheckFormat;

/// Compares domains with what they should be.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    /// Domains to check [default: all in the policy]
    ///
    /// All that have a section in the policy; with --init, those to write it for.
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,

    /// The policy [default: trace.toml]
    ///
    /// With --init, the file to write [default: standard output].
    #[arg(short, long, value_name = "FILE", env = "TRACE_POLICY", help_heading = POLICY)]
    pub policy: Option<PathBuf>,

    /// Write the policy that is true today
    ///
    /// Instead of checking one.
    #[arg(long, conflicts_with_all = ["output", "strict"], help_heading = POLICY)]
    pub init: bool,

    /// With --init, overwrite the file that is there
    #[arg(long, requires = "init", help_heading = POLICY)]
    pub force: bool,

    /// Accept what is true today, after showing it
    ///
    /// Show what would change in the policy, ask, and write it; comments and order stay.
    #[arg(long, conflicts_with_all = ["init", "output", "strict"], help_heading = POLICY)]
    pub update: bool,

    /// With --update, write without asking
    #[arg(short, long, requires = "update", help_heading = POLICY)]
    pub yes: bool,

    /// The report, and the file that it goes to
    ///
    /// May be given several times [default: human].
    #[arg(
        short,
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = ReportParser,
        help_heading = OUTPUT
    )]
    pub output: Vec<ReportTo>,

    /// How questions are asked.
    #[command(flatten)]
    pub asking: AskArgs,

    /// Check recorded runs instead of the network
    ///
    /// May be given several times; demo is a run inside the program.
    #[arg(
        long,
        value_name = "FILE|demo",
        conflicts_with_all = ["targets", "save_case"],
        help_heading = POLICY
    )]
    pub replay: Vec<PathBuf>,

    /// Count what could not be told as failed
    #[arg(long, env = "TRACE_STRICT", value_parser = switch, help_heading = OUTPUT)]
    pub strict: bool,

    /// Show each exchange, and what passed
    #[arg(
        short,
        long,
        conflicts_with = "quiet",
        env = "TRACE_VERBOSE",
        value_parser = switch,
        help_heading = OUTPUT
    )]
    pub verbose: bool,

    /// Print failures only
    ///
    /// And no warnings, and no status line.
    #[arg(short, long, env = "TRACE_QUIET", value_parser = switch, help_heading = OUTPUT)]
    pub quiet: bool,
}

/// A report and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTo {
    /// The format.
    pub format: CheckFormat,
    /// The file; `None` is standard output.
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` or `FORMAT=FILE`, and knows the formats, for the help and for shells.
#[derive(Debug, Clone)]
struct ReportParser;

impl TypedValueParser for ReportParser {
    type Value = ReportTo;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<ReportTo, clap::Error> {
        let read = |text: &str| report(text);
        read.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let formats = CheckFormat::value_variants().iter();
        Some(Box::new(formats.filter_map(ValueEnum::to_possible_value)))
    }
}

/// Reads `FORMAT` or `FORMAT=FILE`.
fn report(text: &str) -> Result<ReportTo, String> {
    let (word, file) = match text.split_once('=') {
        Some((_, "")) => return Err("the name of the file is missing".to_owned()),
        Some((word, file)) => (word, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = CheckFormat::from_str(word, true)
        .map_err(|_| "use human, json, markdown, html, junit, sarif or github".to_owned())?;
    Ok(ReportTo { format, file })
}

/// Compares two traces.
#[derive(Debug, ClapArgs)]
pub struct DiffArgs {
    /// The earlier one: JSON output, or a case file; - is standard input
    pub old: PathBuf,
    /// The later one
    pub new: PathBuf,
    /// Output format
    #[arg(short, long, value_enum, default_value_t)]
    pub output: DiffFormat,
    /// Exit with 1 when something changed
    #[arg(long)]
    pub exit_code: bool,
    /// Compare two traces of different names
    #[arg(long)]
    pub any_name: bool,
}

/// An output format of `trace diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DiffFormat {
    /// For people at a terminal
    #[default]
    Human,
    /// One JSON object, schema trace-diff/1
    Json,
    /// Markdown, for tickets
    Markdown,
    /// A page to look at, in one file without scripts
    Html,
}
