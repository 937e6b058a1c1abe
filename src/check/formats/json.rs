//! The report as JSON, schema `trace-check/1`.

use std::io::{self, Write};

use crate::check::verdict::Report;
use crate::render::json::pretty;

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", pretty(report)?)
}
