//! The report as Markdown, for the summary of a job.

use std::io::{self, Write};

use super::domains;
use crate::check::verdict::{Report, RuleResult, Severity, Verdict};
use crate::render::clean::cell as safe;

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let summary = &report.summary;
    writeln!(out, "## trace check: {}\n", report.outcome())?;
    writeln!(
        out,
        "{}; {} rules passed, {} failed, {} warned, {} could not be told. Policy: {}",
        domains(summary.domains),
        summary.passed,
        summary.failed,
        summary.warned,
        summary.untold,
        safe(&report.policy)
    )?;
    let mut rows: Vec<_> =
        report.results().filter(|(_, result)| result.verdict != Verdict::Pass).collect();
    rows.sort_by_key(|(_, result)| (result.verdict, result.severity));
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n| | domain | rule | expected | found | likely, or why it could not be told |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for (domain, result) in rows {
        writeln!(
            out,
            "| {} | {} | {} (line {}) | {} | {} | {} |",
            word(result),
            safe(&domain.domain),
            safe(result.rule),
            result.line,
            safe(&result.expected),
            safe(&result.found),
            safe(result.reason.as_deref().unwrap_or_default())
        )?;
    }
    Ok(())
}

/// The verdict in a word.
fn word(result: &RuleResult) -> &'static str {
    match (result.verdict, result.severity) {
        (Verdict::Fail, Severity::Error) => "**fail**",
        (Verdict::Fail, Severity::Warning) => "warning",
        (verdict, _) => verdict.word(),
    }
}
