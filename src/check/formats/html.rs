//! The report as a page to look at, in the clothes of the traces.

use std::io::{self, Write};

use maud::{Markup, html};

use super::{domains, sentence};
use crate::check::verdict::{DomainReport, Report, RuleResult, Severity, Shown, Verdict};
use crate::render::clean::clean;
use crate::render::command::command;
use crate::render::html::{lines, shell, table};
use crate::texts::{fill, text};

/// The columns of a domain's results.
const COLUMNS: [&str; 4] = [
    "document.check.rule",
    "document.check.verdict",
    "document.check.says",
    "document.check.evidence",
];

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let title = fill("document.check.title", &[("verdict", report.headline())]);
    let summary = &report.summary;
    let figures = [
        ("domains", domains(summary.domains)),
        ("passed", summary.passed.to_string()),
        ("failed", summary.failed.to_string()),
        ("warned", summary.warned.to_string()),
        ("untold", summary.untold.to_string()),
        ("policy", clean(&report.policy)),
        ("tool", report.tool.clone()),
    ];
    let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
    let content = html! {
        p { (fill("document.check.summary", &figures)) }
        @if report.strict { p { (text("document.check.strict")) } }
        @for domain in &report.domains { (section(domain)) }
    };
    out.write_all(shell(&title, &title, &content).as_bytes())
}

/// One domain.
fn section(domain: &DomainReport) -> Markup {
    let mut results: Vec<&RuleResult> = domain.results.iter().collect();
    // What failed comes first, what could not be told after it, what passed last.
    results.sort_by_key(|result| match result.verdict {
        Verdict::Fail => (0, result.severity),
        Verdict::CouldNotTell => (1, result.severity),
        Verdict::Pass => (2, result.severity),
    });
    let rows = results.into_iter().map(|result| {
        let line = fill("document.check.line", &[("line", &result.line.to_string())]);
        vec![
            html! { (result.rule) br; small { (line) } },
            html! { span.verdict { (word(result)) } },
            html! { (clean(&sentence(result))) },
            html! { @for shown in &result.evidence { p { (evidence(shown)) } } },
        ]
    });
    let warnings: Vec<String> = domain.warnings.iter().map(|warning| clean(warning)).collect();
    html! {
        section {
            h2 { (clean(&domain.domain)) }
            p { (fill("document.check.at", &[("at", &domain.checked_at)])) }
            @if !warnings.is_empty() { div.warning { (lines(&warnings)) } }
            (table("results", "document.check.results", &COLUMNS, rows))
        }
    }
}

/// The verdict in a word.
fn word(result: &RuleResult) -> &'static str {
    match (result.verdict, result.severity) {
        (Verdict::Fail, Severity::Warning) => Severity::Warning.word(),
        (verdict, _) => verdict.word(),
    }
}

/// An exchange, with what to type to see the same.
fn evidence(shown: &Shown) -> Markup {
    let typed = command(&shown.protocol, &shown.server, &shown.question);
    html! {
        (clean(&format!("{} ({}), {}, {}", shown.question, shown.server, shown.outcome, shown.at)))
        @if let Some(typed) = typed { br; code { (typed) } }
    }
}
