//! What changed between two runs.

use std::fs;

use serde_json::{Value, json};

use super::{Program, expect, fixture, ran};

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

#[test]
fn with_an_exit_code_a_change_is_1_and_none_is_0() {
    let (old, new) = (fixture("as-it-should-be.case"), fixture("cdn-removed.case"));
    let code = |words: &[&str]| Program::new().run(&[&["diff"], words].concat()).code;
    assert_eq!(code(&[&old, &new]), 0, "a difference is no failure");
    assert_eq!(code(&["--exit-code", &old, &new]), 1);
    assert_eq!(code(&["--exit-code", &old, &old]), 0);
}

#[test]
fn one_side_may_come_from_a_pipe() {
    let program = Program::new();
    let (old, new) = (fixture("as-it-should-be.case"), fixture("cdn-removed.case"));
    let piped = program.run(&["--json", "--replay", &new]).out;
    for (words, input) in [
        (["diff", "--exit-code", &old, "-"], piped.as_str()),
        (["diff", "--exit-code", "-", &new], &fs::read_to_string(&old).expect("a case")),
    ] {
        let ran = ran(program.command(&words).write_stdin(input));
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{words:?}");
        assert!(ran.out.contains("the CDN was switched off"), "{}", ran.out);
    }
}

#[test]
fn two_different_names_are_compared_only_where_that_is_wanted() {
    let old = fixture("as-it-should-be.case");
    let program = Program::new();
    let case = program.run(&["--json", "--replay", "demo"]).out;
    fs::write(program.home().join("other.json"), case).expect("is written");
    let refused = program.run(&["diff", &old, "other.json"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("are different names; --any-name"), "{}", refused.err);
    let compared = program.run(&["diff", "--any-name", &old, "other.json"]);
    assert_eq!(compared.code, 0, "{}", compared.err);
    assert!(compared.out.starts_with("cobaltmug.com → www.brightloaf.com"), "{}", compared.out);
}

#[test]
fn it_says_which_trace_is_the_earlier_one_and_warns_where_they_are_the_wrong_way_round() {
    for format in ["human", "markdown"] {
        let right = diff("as-it-should-be", "cdn-removed", &["-o", format]);
        let times = "earlier 2026-11-22 20:20:00 → later 2026-11-22 20:20:03";
        assert!(right.contains(times) && !right.contains("backwards"), "{right}");
        let wrong = diff("cdn-removed", "as-it-should-be", &["-o", format]);
        let times = "later 2026-11-22 20:20:03 → earlier 2026-11-22 20:20:00";
        assert!(wrong.contains(times) && wrong.contains("backwards"), "{wrong}");
    }
}

#[test]
fn in_markdown_the_changes_are_a_table() {
    let text = diff("as-it-should-be", "cdn-removed", &["-o", "markdown"]);
    assert!(text.starts_with("## cobaltmug.com\n"), "{text}");
    assert!(
        text.contains("\n| What | From | To | What that means |\n|---|---|---|---|\n"),
        "{text}"
    );
    assert!(text.contains("\n| cdn | Cloudflare, Inc. | none | "), "{text}");
}
