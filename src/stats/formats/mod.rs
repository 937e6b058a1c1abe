//! Prints shares: for people, for scripts, for spreadsheets, and as bars.

mod chart;
mod csv;
mod human;

use std::io::{self, Write};

use super::Stats;
use crate::render::json;

/// An output format of `trace stats`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum StatsFormat {
    /// For people at a terminal
    #[default]
    Human,
    /// One JSON object, schema trace-stats/1
    Json,
    /// One row a party, with the parties that have no abuse contact marked
    Csv,
    /// A bar chart
    Svg,
}

/// Writes shares; of each part at most so many parties, where people read it.
pub fn write(
    stats: &Stats,
    format: StatsFormat,
    top: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        StatsFormat::Human => human::write(stats, top, out)?,
        StatsFormat::Json => writeln!(out, "{}", json::pretty(stats)?)?,
        StatsFormat::Csv => csv::write(stats, out)?,
        StatsFormat::Svg => out.write_all(chart::chart(stats, top).as_bytes())?,
    }
    out.flush()
}
