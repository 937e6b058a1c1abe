//! Prints the report of a check: for people, for scripts, and for the systems that run it.

mod github;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;

use std::io::{self, Write};

use clap::ValueEnum;

use super::policy::Complaints;
use super::verdict::{Report, RuleResult, Verdict};
use crate::render::Look;
use crate::render::clean::to_people;
use crate::texts;

/// An output format of `trace check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CheckFormat {
    /// For people at a terminal
    #[default]
    Human,
    /// One JSON object, schema trace-check/1
    Json,
    /// Markdown, for job summaries
    Markdown,
    /// A page to look at, in one file without scripts
    Html,
    /// Test reports in the XML of `JUnit`
    Junit,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions on the lines of the policy
    Github,
}

/// Writes a report.
pub fn write(
    report: &Report,
    format: CheckFormat,
    look: &Look,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        CheckFormat::Human => to_people(out, |out| human::write(report, look, out)),
        CheckFormat::Json => json::write(report, out),
        CheckFormat::Markdown => to_people(out, |out| markdown::write(report, out)),
        CheckFormat::Html => html::write(report, out),
        CheckFormat::Junit => junit::write(report, out),
        CheckFormat::Sarif => sarif::write(report, out),
        CheckFormat::Github => github::write(report, out),
    }?;
    out.flush()
}

/// How many domains were looked at.
fn domains(count: usize) -> String {
    match count {
        1 => texts::text("document.check.domain").to_owned(),
        count => texts::fill("document.check.domains", &[("count", &count.to_string())]),
    }
}

/// Writes the mistakes of a policy as annotations on its lines.
pub fn complain(complaints: &Complaints, out: &mut impl Write) -> io::Result<()> {
    github::complain(complaints, out)
}

/// A result in one sentence.
fn sentence(result: &RuleResult) -> String {
    let RuleResult { expected, found, .. } = result;
    let reason = result.reason.as_deref().unwrap_or_default();
    match result.verdict {
        Verdict::Pass => format!("as expected: {found}"),
        Verdict::Fail => {
            let how = if result.likely { "likely" } else { "perhaps" };
            format!("expected {expected}; found {found}; {how} {reason}")
        }
        Verdict::CouldNotTell => {
            format!("expected {expected}; could not be told, because {reason}")
        }
    }
}
