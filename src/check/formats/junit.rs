//! The report as `JUnit` XML: a suite a domain, a test case a rule. What could not be told is
//! skipped, or an error where the check is strict.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::sentence;
use crate::check::verdict::{DomainReport, Report, RuleResult, Severity, Verdict};
use crate::render::clean::clean;

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let total: Figures =
        report.results().map(|(_, result)| Figures::of(result, report.strict)).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"trace check\" {}>", total.attributes(false))?;
    for domain in &report.domains {
        suite(report, domain, out)?;
    }
    writeln!(out, "</testsuites>")
}

/// Writes the suite of a domain.
fn suite(report: &Report, domain: &DomainReport, out: &mut impl Write) -> io::Result<()> {
    let counts: Figures =
        domain.results.iter().map(|result| Figures::of(result, report.strict)).sum();
    let name = escape(&domain.domain);
    let at = escape(&domain.checked_at);
    writeln!(out, "  <testsuite name=\"{name}\" timestamp=\"{at}\" {}>", counts.attributes(true))?;
    for result in &domain.results {
        case(report, domain, result, out)?;
    }
    writeln!(out, "  </testsuite>")
}

/// Writes the case of a rule.
fn case(
    report: &Report,
    domain: &DomainReport,
    result: &RuleResult,
    out: &mut impl Write,
) -> io::Result<()> {
    let head = format!(
        "    <testcase name=\"{}\" classname=\"{}\" time=\"0\"",
        escape(result.rule),
        escape(&domain.domain)
    );
    let message = escape(&clean(&sentence(result)));
    let text = escape(&body(report, result));
    match CaseOutcome::of(result, report.strict) {
        CaseOutcome::Passed => writeln!(out, "{head}/>"),
        CaseOutcome::Failed => writeln!(
            out,
            "{head}>\n      <failure message=\"{message}\" type=\"fail\">{text}</failure>\n    </testcase>"
        ),
        CaseOutcome::Errored => writeln!(
            out,
            "{head}>\n      <error message=\"{message}\" type=\"could-not-tell\">{text}</error>\n    </testcase>"
        ),
        CaseOutcome::Skipped => {
            writeln!(out, "{head}>\n      <skipped message=\"{message}\"/>\n    </testcase>")
        }
        CaseOutcome::Warned => writeln!(
            out,
            "{head}>\n      <system-out>warning: {message}\n{text}</system-out>\n    </testcase>"
        ),
    }
}

/// What a failure says in full.
fn body(report: &Report, result: &RuleResult) -> String {
    let mut text = format!("{}:{}", report.policy, result.line);
    for shown in &result.evidence {
        let _ = write!(text, "\nshown by {} ({}, {})", shown.question, shown.protocol, shown.at);
    }
    text
}

/// What a result is to a test report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CaseOutcome {
    /// It passed.
    Passed,
    /// It failed.
    Failed,
    /// It could not be told, and that counts.
    Errored,
    /// It could not be told.
    Skipped,
    /// It failed, and that does not count.
    Warned,
}

impl CaseOutcome {
    /// The outcome of a result.
    fn of(result: &RuleResult, strict: bool) -> Self {
        match (result.verdict, result.severity) {
            (Verdict::Pass, _) => Self::Passed,
            (Verdict::Fail, Severity::Error) => Self::Failed,
            (Verdict::Fail, Severity::Warning) => Self::Warned,
            (Verdict::CouldNotTell, Severity::Error) if strict => Self::Errored,
            (Verdict::CouldNotTell, _) => Self::Skipped,
        }
    }
}

/// The figures of a suite.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    /// All.
    tests: usize,
    /// Those that failed.
    failures: usize,
    /// Those that count though nothing could be told.
    errors: usize,
    /// Those that do not.
    skipped: usize,
}

impl Figures {
    /// The figures of one result.
    fn of(result: &RuleResult, strict: bool) -> Self {
        let outcome = CaseOutcome::of(result, strict);
        Self {
            tests: 1,
            failures: usize::from(outcome == CaseOutcome::Failed),
            errors: usize::from(outcome == CaseOutcome::Errored),
            skipped: usize::from(outcome == CaseOutcome::Skipped),
        }
    }

    /// The figures as attributes; only a suite says how many were skipped.
    fn attributes(self, suite: bool) -> String {
        let Self { tests, failures, errors, skipped } = self;
        let skipped = if suite { format!(" skipped=\"{skipped}\"") } else { String::new() };
        format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"{skipped}")
    }
}

impl std::iter::Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            tests: sum.tests + one.tests,
            failures: sum.failures + one.failures,
            errors: sum.errors + one.errors,
            skipped: sum.skipped + one.skipped,
        })
    }
}

/// A text in which nothing is XML. Control characters have no place in XML 1.0, not even escaped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            c if c.is_control()
                || crate::model::text::acts(c)
                || matches!(c, '\u{fffe}' | '\u{ffff}') =>
            {
                out.push(crate::model::text::MARK);
            }
            c => out.push(c),
        }
    }
    out
}
