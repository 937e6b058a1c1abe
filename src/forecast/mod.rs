//! `trace plan`: how long a list takes, and which server decides it, before anybody is asked.
//!
//! [`CostTally`] counts what the targets of a list would cost each server, by the lists of servers at
//! hand and, where the DNS was asked, by the addresses that came of it. [`Forecast::of`] lets each
//! server's count pass through the same ledger that spaces the real questions out. The longest of
//! these times is that of the list, because the servers are asked side by side.

mod human;
mod report;
mod tally;
mod time;

use std::io::{self, Write};

pub use self::report::Forecast;
pub use self::tally::CostTally;

use crate::render::json;

/// An output format of `trace plan`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ForecastFormat {
    /// For people at a terminal
    #[default]
    Human,
    /// One JSON object, schema trace-plan/1
    Json,
}

/// Writes a forecast.
pub fn write(forecast: &Forecast, format: ForecastFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        ForecastFormat::Human => human::write(forecast, out)?,
        ForecastFormat::Json => writeln!(out, "{}", json::pretty(forecast)?)?,
    }
    out.flush()
}

#[cfg(test)]
mod tests;
