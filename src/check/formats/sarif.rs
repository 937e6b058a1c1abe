//! The report as SARIF 2.1.0 (OASIS), for code scanning: a rule a rule, a result for each that did
//! not pass, at its line of the policy file.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::sentence;
use crate::check::RULES;
use crate::check::verdict::{DomainReport, Report, RuleResult, Severity, Verdict};
use crate::model::digest::sha256;
use crate::render::json::pretty;

/// The schema that the output follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A text.
#[derive(Debug, Serialize)]
struct Text {
    /// As plain text.
    text: String,
}

/// The file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLog {
    /// The schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// The version of SARIF.
    version: &'static str,
    /// One run.
    runs: [SarifRun; 1],
}

/// A run of the program.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun {
    /// The program.
    tool: Tool,
    /// The results.
    results: Vec<SarifResult>,
    /// How columns are counted.
    column_kind: &'static str,
}

/// The program.
#[derive(Debug, Serialize)]
struct Tool {
    /// The program itself; it has no plug-ins.
    driver: Driver,
}

/// The program itself.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    /// Its name.
    name: &'static str,
    /// Its version.
    semantic_version: &'static str,
    /// Where it is described.
    information_uri: &'static str,
    /// The rules that results name.
    rules: Vec<Descriptor>,
}

/// A rule.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    /// Its key.
    id: &'static str,
    /// What it checks.
    short_description: Text,
    /// The same, for readers of one result.
    help: Text,
}

/// A result.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    /// The rule.
    rule_id: &'static str,
    /// Its place in the list of rules.
    rule_index: usize,
    /// `fail`, or `open` where nothing could be told.
    kind: &'static str,
    /// How much it matters.
    level: &'static str,
    /// What it says.
    message: Text,
    /// Where: the line of the policy.
    locations: [Location; 1],
    /// What makes it the same result tomorrow.
    partial_fingerprints: Fingerprints,
}

/// A place.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    /// The file and line.
    physical_location: SarifPlace,
    /// The domain.
    logical_locations: [Logical; 1],
}

/// A file and line.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifPlace {
    /// The file.
    artifact_location: Artifact,
    /// The line.
    region: Region,
}

/// A file.
#[derive(Debug, Serialize)]
struct Artifact {
    /// Its path as a URI reference.
    uri: String,
}

/// A line.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    /// From 1.
    start_line: usize,
}

/// A domain.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    /// Its name.
    name: String,
    /// That it is something else than code.
    kind: &'static str,
}

/// What makes a result the same tomorrow.
#[derive(Debug, Serialize)]
struct Fingerprints {
    /// The digest of domain and rule.
    #[serde(rename = "domainAndRule/v1")]
    domain_and_rule: String,
}

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let used: BTreeSet<&str> = report.results().map(|(_, result)| result.rule).collect();
    let rules: Vec<Descriptor> = RULES
        .iter()
        .filter(|rule| used.contains(rule.key))
        .map(|rule| Descriptor {
            id: rule.key,
            short_description: Text { text: rule.says.to_owned() },
            help: Text { text: format!("{} Likely when it fails: {}.", rule.says, rule.likely) },
        })
        .collect();
    let results = report
        .results()
        .filter(|(_, result)| result.verdict != Verdict::Pass)
        .map(|(domain, result)| outcome(report, &rules, domain, result))
        .collect();
    let driver = Driver {
        name: "trace",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules,
    };
    let run = SarifRun { tool: Tool { driver }, results, column_kind: "unicodeCodePoints" };
    let log = SarifLog { schema: SCHEMA, version: "2.1.0", runs: [run] };
    writeln!(out, "{}", pretty(&log)?)
}

/// One result.
fn outcome(
    report: &Report,
    rules: &[Descriptor],
    domain: &DomainReport,
    result: &RuleResult,
) -> SarifResult {
    let region = Region { start_line: result.line.max(1) };
    let artifact_location = Artifact { uri: uri(&report.policy) };
    let failed = result.verdict == Verdict::Fail || result.counts(report.strict);
    SarifResult {
        rule_id: result.rule,
        rule_index: rules.iter().position(|rule| rule.id == result.rule).unwrap_or_default(),
        kind: if failed { "fail" } else { "open" },
        level: match (failed, result.severity) {
            (false, _) => "none",
            (true, Severity::Error) => "error",
            (true, Severity::Warning) => "warning",
        },
        message: Text { text: format!("{}: {}", domain.domain, sentence(result)) },
        locations: [Location {
            physical_location: SarifPlace { artifact_location, region },
            logical_locations: [Logical { name: domain.domain.clone(), kind: "resource" }],
        }],
        partial_fingerprints: Fingerprints {
            domain_and_rule: sha256(format!("{} {}", domain.domain, result.rule).as_bytes()),
        },
    }
}

/// A path as a URI reference.
fn uri(path: &str) -> String {
    let mut out = String::new();
    let path = path.strip_prefix("./").unwrap_or(path);
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uri_references() {
        assert_eq!(uri("./ci/trace.toml"), "ci/trace.toml");
        assert_eq!(uri("our policy.toml"), "our%20policy.toml");
    }
}
