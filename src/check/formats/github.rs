//! The report as workflow commands of GitHub Actions, which become annotations on the lines of the
//! policy file.

use std::io::{self, Write};

use super::{domains, sentence};
use crate::check::policy::{Complaint, Complaints};
use crate::check::verdict::{Report, RuleResult, Severity, Verdict};
use crate::render::clean::clean;

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for (domain, result) in report.results() {
        let Some(command) = command(result, report.strict) else { continue };
        let title = format!("{} of {}: {}", result.rule, domain.domain, result.verdict.word());
        writeln!(
            out,
            "::{command} file={},line={},title={}::{}",
            property(&report.policy),
            result.line,
            property(&title),
            message(&sentence(result))
        )?;
    }
    let summary = &report.summary;
    writeln!(
        out,
        "trace check: {}; {} rules passed, {} failed, {} warned, {} could not be told",
        domains(summary.domains),
        summary.passed,
        summary.failed,
        summary.warned,
        summary.untold
    )
}

/// Writes the mistakes of a policy.
pub(super) fn complain(complaints: &Complaints, out: &mut impl Write) -> io::Result<()> {
    for Complaint { line, column, message } in &complaints.list {
        let file = property(&complaints.file);
        let place = format!("file={file},line={line},col={column}");
        writeln!(out, "::error {place},title=a mistake in the policy::{}", self::message(message))?;
    }
    Ok(())
}

/// The command that a result is worth.
fn command(result: &RuleResult, strict: bool) -> Option<&'static str> {
    match (result.verdict, result.severity) {
        (Verdict::Pass, _) => None,
        (Verdict::Fail, Severity::Warning) => Some("warning"),
        (Verdict::CouldNotTell, _) if !result.counts(strict) => Some("notice"),
        (Verdict::Fail | Verdict::CouldNotTell, _) => Some("error"),
    }
}

/// A text as the message of a command.
fn message(text: &str) -> String {
    clean(text).replace('%', "%25")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_sent_cannot_begin_a_command_of_its_own() {
        assert_eq!(message("a\n::error::b 100%"), "a ::error::b 100%25");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
