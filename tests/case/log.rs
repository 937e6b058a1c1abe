//! What was done stays in the log; what is late is listed with whose turn it is; nobody is told twice.

use std::fs;

use super::copied;
use super::program::Program;

/// The first day.
const FIRST: &str = "2026-11-22T18:00:00Z";

#[test]
fn report_silence_due_and_escalation_over_four_days() {
    let program = Program::new();
    copied(&program, "shared-hosting");
    let run = |words: &[&str]| program.run(words);
    // Day one: drafted, sent by the reporter, and logged.
    let drafted =
        run(&["report", "a.case", "--harm", "phishing", "--malicious", "--to", "host", "--log"]);
    assert_eq!(drafted.code, 0, "{}", drafted.err);
    let told = run(&["case", "told", "a.case", "--to", "host", "--at", FIRST, "--ref", "T-1"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.starts_with("2 told: "), "{}", told.out);
    let told = run(&["case", "told", "a.case", "--to", "registrar", "--at", FIRST]);
    assert_eq!(told.code, 0, "{}", told.err);
    // The same evening nobody is late.
    let early = run(&["case", "due", ".", "--at", "2026-11-22T20:00:00Z"]);
    assert_eq!(early.code, 0, "{}", early.out);
    assert_eq!(early.out.matches("due in 22 hours").count(), 2, "{}", early.out);
    // Day two: silence. The ladder moves on.
    let late = run(&["case", "due", ".", "--at", "2026-11-24T06:00:00Z"]);
    assert_eq!(late.code, 1, "{}", late.out);
    assert_eq!(late.out.matches("late by 12 hours").count(), 2, "{}", late.out);
    assert!(late.out.contains("T-1"), "{}", late.out);
    assert!(late.out.contains("next: "), "{}", late.out);
    // Nobody is told the same twice.
    let again = run(&["report", "a.case", "--harm", "phishing", "--malicious", "--to", "host"]);
    assert_eq!(again.code, 3, "{}", again.out);
    assert!(again.err.contains("told-already"), "{}", again.err);
    // Day three: the escalation has its proof now, and names it.
    let registry =
        run(&["report", "a.case", "--harm", "phishing", "--malicious", "--to", "registry"]);
    assert_eq!(registry.code, 0, "{}", registry.err);
    assert!(registry.out.contains("Told already: "), "{}", registry.out);
    assert!(registry.out.contains("reference T-1"), "{}", registry.out);
    let icann = run(&["report", "a.case", "--harm", "phishing", "--malicious", "--to", "icann"]);
    assert_eq!(icann.code, 0, "{}", icann.err);
    assert!(icann.out.contains("2026-11-22"), "{}", icann.out);
    // Day four: an answer, and the end.
    let answered = run(&["case", "answered", "a.case", "--to", "host", "--note", "gone"]);
    assert_eq!(answered.code, 0, "{}", answered.err);
    let closed = run(&["case", "closed", "a.case"]);
    assert_eq!(closed.code, 0, "{}", closed.err);
    let done = run(&["case", "due", ".", "--at", "2026-12-24T06:00:00Z"]);
    assert_eq!((done.code, done.out.as_str()), (0, "nobody is waited for\n"));
}

#[test]
fn a_mistake_is_taken_back_by_an_event_of_its_own() {
    let program = Program::new();
    let case = copied(&program, "shared-hosting");
    program.run(&["case", "told", "a.case", "--to", "host", "--harm", "phishing", "--at", FIRST]);
    let undone = program.run(&["case", "told", "a.case", "--undo"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    let log = fs::read_to_string(case.with_extension("case.log")).expect("reads");
    assert_eq!(log.lines().count(), 2, "{log}");
    assert!(log.contains("\"undoes\":1"), "{log}");
    assert_eq!(program.run(&["case", "due", "."]).out, "nobody is waited for\n");
    let nothing = program.run(&["case", "told", "a.case", "--undo"]);
    assert_eq!(nothing.code, 2);
}

#[test]
fn what_is_still_to_come_is_not_logged() {
    let program = Program::new();
    let case = copied(&program, "shared-hosting");
    let far = "9000-01-01T00:00:00Z";
    for words in [
        &["told", "a.case", "--to", "host", "--at", far][..],
        &["answered", "a.case", "--to", "host", "--at", far],
        &["closed", "a.case", "--at", far],
        &["told", "a.case", "--undo", "--at", far],
    ] {
        let ran = program.run(&[&["case"], words].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words:?}");
        assert!(
            ran.err.contains("--at is 9000-01-01T00:00:00Z, which is still to come"),
            "{}",
            ran.err
        );
    }
    assert!(!case.with_extension("case.log").exists());
    // What will be late by then may be asked.
    assert_eq!(program.run(&["case", "told", "a.case", "--to", "host", "--at", FIRST]).code, 0);
    assert_eq!(program.run(&["case", "due", "--at", far]).code, 1);
}

#[test]
fn who_is_not_in_the_case_is_an_error_that_says_who_is() {
    let program = Program::new();
    copied(&program, "shared-hosting");
    let stranger = program.run(&["case", "told", "a.case", "--to", "abuse@elsewhere.example"]);
    assert_eq!(stranger.code, 2);
    assert!(stranger.err.contains("it has registry ("), "{}", stranger.err);
    let nobody = program.run(&["case", "told", "a.case"]);
    assert!(nobody.err.contains("--to LAYER"), "{}", nobody.err);
    copied(&program, "round-robin-over-two-hosts");
    let two = program.run(&["case", "told", "a.case", "--to", "host"]);
    assert_eq!(two.code, 2, "{}", two.out);
    assert_eq!(two.err.matches("--to ").count(), 2, "{}", two.err);
}

#[test]
fn a_torn_last_line_is_said_and_kept_aside() {
    let program = Program::new();
    let case = copied(&program, "shared-hosting");
    program.run(&["case", "told", "a.case", "--to", "host", "--at", FIRST]);
    let path = case.with_extension("case.log");
    let mut log = fs::read_to_string(&path).expect("reads");
    log.push_str("{\"schema\":\"trace-log/1\",\"num");
    fs::write(&path, &log).expect("is written");
    let next = program.run(&["case", "answered", "a.case", "--to", "host"]);
    assert_eq!(next.code, 0, "{}", next.err);
    assert!(next.err.contains("was cut off"), "{}", next.err);
    let aside = fs::read_to_string(case.with_extension("case.log.torn")).expect("is kept");
    assert_eq!(aside, "{\"schema\":\"trace-log/1\",\"num\n");
    let log = fs::read_to_string(&path).expect("reads");
    assert_eq!(log.lines().count(), 2, "{log}");
}

#[test]
fn what_is_due_is_json_on_request_and_follows_its_schema() {
    let program = Program::new();
    let case = copied(&program, "shared-hosting");
    program.run(&["case", "told", "a.case", "--to", "host", "--harm", "phishing", "--at", FIRST]);
    let due = program.run(&["case", "due", "-o", "json", "--at", "2026-11-24T06:00:00Z"]);
    assert_eq!(due.code, 1);
    let value: serde_json::Value = serde_json::from_str(&due.out).expect("is JSON");
    let schema: serde_json::Value =
        serde_json::from_str(&program.run(&["schema", "due"]).out).expect("is JSON");
    jsonschema::validate(&schema, &value).expect("follows");
    let schema: serde_json::Value =
        serde_json::from_str(&program.run(&["schema", "log"]).out).expect("is JSON");
    for line in fs::read_to_string(case.with_extension("case.log")).expect("reads").lines() {
        let event: serde_json::Value = serde_json::from_str(line).expect("is JSON");
        jsonschema::validate(&schema, &event).expect("follows");
    }
}

#[test]
fn nothing_is_logged_about_child_sexual_abuse_material() {
    let program = Program::new();
    let case = copied(&program, "shared-hosting");
    let told = program.run(&["case", "told", "a.case", "--to", "host", "--harm", "csam"]);
    assert_eq!(told.code, 2);
    assert!(!case.with_extension("case.log").exists());
}

#[test]
fn a_slip_of_the_pen_is_no_case_of_which_nothing_is_late() {
    let program = Program::new();
    copied(&program, "shared-hosting");
    program.run(&["case", "told", "a.case", "--to", "host", "--harm", "phishing", "--at", FIRST]);
    let typo = program.run(&["case", "due", "b.case"]);
    assert_eq!((typo.code, typo.out.as_str()), (2, ""), "{}", typo.err);
    assert!(typo.err.contains("cannot read b.case"), "{}", typo.err);
    // A log that is broken hides nothing that is late elsewhere.
    fs::copy(program.home().join("a.case"), program.home().join("c.case")).expect("is copied");
    fs::write(program.home().join("c.case.log"), "garbage\n").expect("is written");
    let both = program.run(&["case", "due", "--at", "2026-11-24T06:00:00Z"]);
    assert_eq!(both.code, 2, "{}", both.err);
    assert!(both.out.contains("late by 12 hours: ./a.case"), "{}", both.out);
    assert!(both.err.contains("c.case.log: line 1 of the log cannot be read"), "{}", both.err);
}

#[test]
fn a_case_of_another_version_is_never_taken_for_a_target() {
    let program = Program::new();
    let case = copied(&program, "shared-hosting");
    let text = fs::read_to_string(&case).expect("reads");
    fs::write(&case, text.replacen("\"version\":\"1.0\"", "\"version\":\"2.0\"", 1))
        .expect("is written");
    fs::write(program.home().join("b.case"), "no case").expect("is written");
    for (file, problem) in [("a.case", "has version 2.0"), ("b.case", "not a case file")] {
        let ran = program.run(&["report", file, "--harm", "phishing"]);
        assert_eq!(ran.code, 2, "{file}: {}", ran.err);
        assert!(ran.err.contains(problem), "{file}: {}", ran.err);
    }
}
