//! `trace check` and `trace diff` on recorded cases.
//!
//! `fixtures/checks` holds one policy, recorded runs in each of which one thing has changed since
//! the policy was written, and the reports on them. `TRACE_BLESS=1 cargo test` writes the reports
//! anew; the difference is reviewed like code.

mod ci;
mod diff;
mod formats;
mod init;
mod statuses;
mod stories;
mod update;

#[path = "../support/program.rs"]
mod program;

use std::fs;

use program::{Program, Ran, ran};
use serde_json::Value;

/// A file of the fixtures of checks.
fn fixture(name: &str) -> String {
    format!("{}/fixtures/checks/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Checks a case against the policy, with further options.
fn check(case: &str, options: &[&str]) -> Ran {
    let (policy, case) = (fixture("trace.toml"), fixture(&format!("{case}.case")));
    let words = ["check", "--policy", &policy, "--replay", &case];
    Program::new().run(&[&words, options].concat())
}

/// The results of a check by their verdict: the rules, in the order of the report.
fn rules(report: &Value, verdict: &str) -> Vec<String> {
    let results = report["domains"][0]["results"].as_array().expect("results");
    let of = results.iter().filter(|result| result["verdict"] == verdict);
    of.map(|result| result["rule"].as_str().expect("a rule").to_owned()).collect()
}

/// Compares a text with a file of the fixtures, or writes it.
fn expect(name: &str, text: &str) {
    let path = fixture(name);
    if std::env::var_os("TRACE_BLESS").is_some() {
        fs::write(&path, text).expect("is written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{name} differs; `TRACE_BLESS=1 cargo test` accepts this:\n{text}");
}
