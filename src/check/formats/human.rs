//! The report on a terminal: what failed in full, what could not be told with its reason, what
//! passed in one line.

use std::io::{self, Write};

use colored::Colorize;

use crate::check::verdict::{DomainReport, Report, RuleResult, Severity, Shown, Verdict};
use crate::render::clean::clean;
use crate::render::{Look, prepare};

/// The width of the column of verdicts.
const VERDICT: usize = 18;
/// The width of the column of rules and labels.
const LABEL: usize = 10;

/// Writes the report.
pub(super) fn write(report: &Report, look: &Look, out: &mut impl Write) -> io::Result<()> {
    prepare(look);
    for domain in &report.domains {
        self::domain(report, domain, look, out)?;
        writeln!(out)?;
    }
    let summary = &report.summary;
    let verdict = match report.verdict {
        Verdict::Pass => report.outcome().green(),
        Verdict::Fail => report.outcome().red(),
        Verdict::CouldNotTell => report.outcome().yellow(),
    };
    writeln!(
        out,
        "{}: {}{} passed, {} failed, {} warned, {} could not be told",
        verdict.bold(),
        // Where domains failed, their number was said.
        if report.outcome() == report.headline() {
            format!("{}; ", count(summary.domains, "domain"))
        } else {
            String::new()
        },
        count(summary.passed, "rule"),
        summary.failed,
        summary.warned,
        summary.untold
    )
}

/// A number with its noun.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Writes one domain.
fn domain(
    report: &Report,
    domain: &DomainReport,
    look: &Look,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{}", clean(&domain.domain).bold())?;
    let of = |verdict| domain.results.iter().filter(move |result| result.verdict == verdict);
    for result in of(Verdict::Fail).chain(of(Verdict::CouldNotTell)) {
        detail(report, result, look, out)?;
    }
    let passed: Vec<&str> = of(Verdict::Pass).map(|result| result.rule).collect();
    if look.verbose {
        for result in of(Verdict::Pass) {
            let line = format!("{}: {}", result.rule, result.found);
            labelled(out, look, &"pass".green().to_string(), "pass", &line)?;
        }
    } else if !passed.is_empty() {
        labelled(out, look, &"pass".green().to_string(), "pass", &passed.join(", "))?;
    }
    for warning in &domain.warnings {
        labelled(out, look, "note", "note", warning)?;
    }
    Ok(())
}

/// Writes a result that did not pass.
fn detail(
    report: &Report,
    result: &RuleResult,
    look: &Look,
    out: &mut impl Write,
) -> io::Result<()> {
    let (word, coloured) = match (result.verdict, result.severity) {
        (Verdict::Fail, Severity::Error) => ("fail", "fail".red().bold()),
        (Verdict::Fail, Severity::Warning) => ("warning", "warning".yellow().bold()),
        (verdict, _) => (verdict.word(), verdict.word().yellow()),
    };
    let place = format!("{} ({}:{})", result.rule, report.policy, result.line);
    labelled(out, look, &coloured.to_string(), word, &place)?;
    field(out, look, "expected", &result.expected)?;
    if result.verdict == Verdict::Fail || result.found != "unknown" {
        field(out, look, "found", &result.found)?;
    }
    if let Some(reason) = &result.reason {
        let label = match (result.verdict, result.likely) {
            (Verdict::Fail, true) => "likely",
            (Verdict::Fail, false) => "perhaps",
            _ => "because",
        };
        field(out, look, label, reason)?;
    }
    let most = if look.verbose { usize::MAX } else { 2 };
    for shown in result.evidence.iter().take(most) {
        field(out, look, "shown by", &words(shown))?;
    }
    Ok(())
}

/// An exchange in words.
fn words(shown: &Shown) -> String {
    let Shown { protocol, server, question, at, .. } = shown;
    match protocol.as_str() {
        "dns" => format!("{question} (dns, {at})"),
        "rdap" | "http" => format!("{question} ({protocol}, {at})"),
        _ => format!("{question} at {server} ({protocol}, {at})"),
    }
}

/// Writes a line of the column of verdicts.
fn labelled(
    out: &mut impl Write,
    look: &Look,
    coloured: &str,
    word: &str,
    text: &str,
) -> io::Result<()> {
    let gap = " ".repeat(VERDICT.saturating_sub(word.len() + 2));
    wrapped(out, look, &format!("  {coloured}{gap}"), VERDICT, text)
}

/// Writes a field of a result.
fn field(out: &mut impl Write, look: &Look, label: &str, text: &str) -> io::Result<()> {
    let lead = format!("{}{label:<LABEL$}", " ".repeat(VERDICT));
    wrapped(out, look, &lead, VERDICT + LABEL, text)
}

/// Writes a text within the width, beside what leads it.
fn wrapped(
    out: &mut impl Write,
    look: &Look,
    lead: &str,
    indent: usize,
    text: &str,
) -> io::Result<()> {
    let text = clean(text);
    let room = look.width.saturating_sub(indent).max(20);
    let options = textwrap::Options::new(room)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(&text, options);
    for (at, line) in lines.iter().enumerate() {
        let lead = if at == 0 { lead.to_owned() } else { " ".repeat(indent) };
        writeln!(out, "{}", format!("{lead}{line}").trim_end())?;
    }
    Ok(())
}
