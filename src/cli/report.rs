//! What a reporter may type: `trace report`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::headings::{DRAFTS, FACTS, INPUT, OUTPUT};
use super::{AskArgs, harms, switch};
use crate::report::format::DraftFormat;

/// Drafts the notice to each right party.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, ClapArgs)]
pub struct ReportArgs {
    /// Targets, or case files; of a case nothing is asked anew
    #[arg(value_name = "TARGET|CASE")]
    pub targets: Vec<String>,

    /// Read targets from a file, one a line
    ///
    /// One draft a recipient with all its addresses.
    #[arg(short, long, value_name = "FILE", help_heading = INPUT)]
    pub input: Option<PathBuf>,

    /// What is reported
    #[arg(long, value_name = "KIND", value_parser = harms(), required = true, help_heading = FACTS)]
    pub harm: String,

    /// It is somebody's site that was broken into
    #[arg(long, conflicts_with = "malicious", help_heading = FACTS)]
    pub compromised: bool,

    /// The name was registered for it
    #[arg(long, help_heading = FACTS)]
    pub malicious: bool,

    /// Only this step of the advice; may be repeated
    #[arg(long, value_name = "N", help_heading = DRAFTS)]
    pub step: Vec<usize>,

    /// Only to this layer or kind of desk; may be repeated
    #[arg(long, value_name = "LAYER", help_heading = DRAFTS)]
    pub to: Vec<String>,

    /// Write the drafts to files in this folder
    #[arg(long, value_name = "DIR", help_heading = DRAFTS)]
    pub out: Option<PathBuf>,

    /// Formats [default: text]
    ///
    /// With --out [default: all that a recipient takes].
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        value_delimiter = ',',
        help_heading = DRAFTS
    )]
    pub format: Vec<DraftFormat>,

    /// State a fact that only you know; may be repeated
    #[arg(long, value_name = "KEY=VALUE", help_heading = FACTS)]
    pub set: Vec<String>,

    /// Ask for what is blank, on a terminal
    #[arg(long, help_heading = FACTS)]
    pub interactive: bool,

    /// The message that is reported, with all its headers
    #[arg(long, value_name = "FILE.eml", help_heading = FACTS)]
    pub message: Option<PathBuf>,

    /// Draft a request for the data of a hidden holder instead
    ///
    /// It goes to the registrar.
    #[arg(long, help_heading = DRAFTS)]
    pub disclosure: bool,

    /// With one case: log what was drafted in CASE.log
    #[arg(long, help_heading = DRAFTS)]
    pub log: bool,

    /// Exit with 3 when something is left blank
    #[arg(long, env = "TRACE_STRICT", value_parser = switch, help_heading = OUTPUT)]
    pub strict: bool,

    /// How questions are asked.
    #[command(flatten)]
    pub asking: AskArgs,

    /// No warnings and no list of blanks
    #[arg(short, long, env = "TRACE_QUIET", value_parser = switch, help_heading = OUTPUT)]
    pub quiet: bool,
}
