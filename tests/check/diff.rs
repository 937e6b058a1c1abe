//! What changed between two runs.

use std::fs;

use serde_json::{Value, json};

use super::{Program, expect, fixture};

/// Compares two cases of the fixtures.
fn diff(old: &str, new: &str, options: &[&str]) -> String {
    let (old, new) = (fixture(&format!("{old}.case")), fixture(&format!("{new}.case")));
    let ran = Program::new().run(&[&["diff", &old, &new], options].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.out
}

/// The changes between two cases: what, whether it is certain.
fn changes(old: &str, new: &str) -> Vec<(String, bool)> {
    let diff: Value = serde_json::from_str(&diff(old, new, &["-o", "json"])).expect("is JSON");
    let changes = diff["targets"][0]["changes"].as_array().expect("changes").clone();
    let change = |change: &Value| {
        (change["what"].as_str().expect("text").to_owned(), change["certain"] == true)
    };
    changes.iter().map(change).collect()
}

#[test]
fn it_says_which_layer_changed_from_whom_to_whom_and_what_that_means() {
    expect("diff.txt", &diff("as-it-should-be", "cdn-removed", &[]));
    expect("diff.json", &diff("as-it-should-be", "registrar-transfer", &["-o", "json"]));
}

#[test]
fn what_could_not_be_found_out_is_no_certain_change() {
    let found = changes("as-it-should-be", "registry-down");
    assert!(found.contains(&("registrar".to_owned(), false)), "{found:?}");
    let certain: Vec<_> = found.iter().filter(|(_, certain)| *certain).collect();
    assert!(certain.iter().all(|(what, _)| what.ends_with("contacts")), "{certain:?}");
}

#[test]
fn rotating_addresses_are_shown_and_said_to_mean_nothing() {
    assert_eq!(
        changes("as-it-should-be", "cdn-addresses-rotate"),
        [("addresses".to_owned(), true)]
    );
    let text = diff("as-it-should-be", "cdn-addresses-rotate", &[]);
    assert!(text.contains("other addresses of the same parties"), "{text}");
}

#[test]
fn a_lock_that_was_taken_off_is_named() {
    let text = diff("other-authority", "lock-removed", &[]);
    assert!(text.contains("a lock was taken off"), "{text}");
    assert!(diff("lock-removed", "lock-removed", &[]).contains("nothing changed"));
}

#[test]
fn json_output_is_compared_as_case_files_are_and_lists_by_host() {
    let program = Program::new();
    let mut traces = Vec::new();
    for case in ["as-it-should-be", "registrar-transfer", "lock-removed"] {
        let ran = program.run(&["--replay", &fixture(&format!("{case}.case")), "--json"]);
        fs::write(program.home().join(format!("{case}.json")), &ran.out).expect("is written");
        traces.push(serde_json::from_str::<Value>(&ran.out).expect("is JSON"));
    }
    let run = |old: &str, new: &str| {
        let ran = program.run(&["diff", old, new, "-o", "json"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        serde_json::from_str::<Value>(&ran.out).expect("is JSON")
    };
    let single = run("as-it-should-be.json", "registrar-transfer.json");
    assert_eq!(single["targets"][0]["changes"][0]["what"], "registrar");
    assert_eq!(single["targets"][0]["changes"][0]["from"], "NameCheap, Inc.");
    fs::write(program.home().join("old.json"), json!([traces[0], traces[2]]).to_string())
        .expect("is written");
    fs::write(program.home().join("new.ndjson"), format!("{}\n\n", traces[1])).expect("is written");
    let lists = run("old.json", "new.ndjson");
    assert_eq!(lists["only_old"], json!(["brightloaf.com"]));
    assert_eq!((&lists["only_new"], &lists["same"]), (&json!([]), &json!(false)));
    assert_eq!(lists["targets"].as_array().map(Vec::len), Some(1));
    assert_eq!(run("old.json", "old.json")["same"], true);
}

#[test]
fn its_json_is_valid_by_the_schema_that_the_program_prints() {
    let schema = Program::new().run(&["schema", "diff"]).out;
    let schema: Value = serde_json::from_str(&schema).expect("is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let value = diff("as-it-should-be", "cdn-removed", &["-o", "json"]);
    assert!(validator.is_valid(&serde_json::from_str(&value).expect("is JSON")));
    assert!(!validator.is_valid(&json!({"schema": "trace-diff/1"})));
}

#[test]
fn what_is_no_trace_is_refused_with_what_would_be_one() {
    let program = Program::new();
    fs::write(program.home().join("a.json"), "{\"schema\": \"other/1\"}").expect("is written");
    fs::write(program.home().join("b.json"), "not JSON").expect("is written");
    for file in ["a.json", "b.json"] {
        let ran = program.run(&["diff", file, "demo"]);
        assert_eq!(ran.code, 2);
        assert!(
            ran.err.ends_with("give the JSON output of a trace, or a case file\n"),
            "{}",
            ran.err
        );
    }
    assert_eq!(program.run(&["diff", "absent.json", "demo"]).code, 2);
}
