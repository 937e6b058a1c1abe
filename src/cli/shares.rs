//! What may be typed about whole lists, and to serve assistants.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;

use super::headings::INPUT;
use crate::forecast::ForecastFormat;
use crate::model::shard::Shard;
use crate::stats::CountedBy;
use crate::stats::formats::StatsFormat;

/// Says who carries how much of a list.
#[derive(Debug, ClapArgs)]
pub struct StatsArgs {
    /// The NDJSON of a list, in one file or several
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Only by this part of the chain; may be repeated
    ///
    /// Or by the country of the host, or the top-level domain [default: all].
    #[arg(long, value_name = "PART", value_parser = parts())]
    pub by: Vec<String>,

    /// An earlier list, to say what has changed since
    #[arg(long, value_name = "OLD")]
    pub compare: Option<PathBuf>,

    /// Parties shown of each part
    ///
    /// In the formats that people read.
    #[arg(long, value_name = "N", default_value_t = 10, allow_negative_numbers = true)]
    pub top: usize,

    /// Output format
    #[arg(short, long, value_enum, default_value_t)]
    pub output: StatsFormat,
}

/// Says how long a list takes.
#[derive(Debug, ClapArgs)]
pub struct PlanArgs {
    /// URLs, domains, addresses, ranges, mailboxes, AS numbers
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,

    /// Read targets from a file, one a line
    ///
    /// - is standard input.
    #[arg(short, long, value_name = "FILE", env = "TRACE_INPUT", help_heading = INPUT)]
    pub input: Option<PathBuf>,

    /// Only one share of the list, such as 1/4
    ///
    /// With that share of each server's limit.
    #[arg(long, value_name = "I/N", value_parser = Shard::parse, env = "TRACE_SHARD", help_heading = INPUT)]
    pub shard: Option<Shard>,

    /// Ask the DNS where they lead, for a better estimate
    ///
    /// And nobody else; without it there is a range.
    #[arg(long)]
    pub dns: bool,

    /// Output format
    #[arg(short, long, value_enum, default_value_t)]
    pub output: ForecastFormat,

    /// How questions are asked.
    #[command(flatten)]
    pub asking: super::AskArgs,
}

/// What parties can be counted by.
fn parts() -> PossibleValuesParser {
    PossibleValuesParser::new(CountedBy::all().map(CountedBy::word))
}

/// Serves assistants.
#[cfg(feature = "mcp")]
#[derive(Debug, ClapArgs)]
pub struct McpArgs {
    /// Let a call that asks for it contact the target
    ///
    /// As --probe does.
    #[arg(long)]
    pub allow_probe: bool,

    /// Answer from a recorded case, without a network
    ///
    /// About its target; demo is a case inside the program.
    #[arg(long, value_name = "FILE", conflicts_with = "allow_probe")]
    pub replay: Option<String>,

    /// How questions are asked.
    #[command(flatten)]
    pub asking: super::AskArgs,
}
