//! The options that matter for lists.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Deserialize;

use super::headings::{LISTS, SOURCES};
use super::switch;

/// How a list is worked through.
#[derive(Debug, Default, ClapArgs)]
pub struct ListArgs {
    /// Print each result as soon as it is done, not in the order of the input
    #[arg(long, env = "TRACE_UNORDERED", value_parser = switch, help_heading = LISTS)]
    pub unordered: bool,

    /// Go on with a list: read what FILE (NDJSON) holds already, and append what is missing
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["replay", "save_case"],
        help_heading = LISTS
    )]
    pub resume: Option<PathBuf>,

    /// How much is asked; fast: DNS, origin networks and the embedded tables only [default: full]
    #[arg(long, value_enum, value_name = "DEPTH", env = "TRACE_DEPTH", help_heading = SOURCES)]
    pub depth: Option<Depth>,
}

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Depth {
    /// DNS, origin networks, the directory and the embedded tables only
    Fast,
    /// The registries as well
    #[default]
    Full,
}
