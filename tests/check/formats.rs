//! The reports, byte for byte and through the readers that they are made for.

use std::fs;

use quick_junit::{NonSuccessKind, Report as Junit, TestCaseStatus};
use serde_json::Value;
use trace::check::formats::CheckFormat;

use super::{Program, Ran, expect, fixture};

/// The cases that the reports are on: what passes, fails, warns, and cannot be told.
const CASES: [&str; 5] =
    ["as-it-should-be", "registrar-transfer", "host-moved", "cdn-added", "registry-down"];

/// The report on them in a format.
fn report(format: &str, options: &[&str]) -> Ran {
    let program = Program::new();
    // A policy beside the caller has the path that a report repeats.
    fs::copy(fixture("trace.toml"), program.home().join("trace.toml")).expect("is copied");
    let cases: Vec<String> = CASES
        .iter()
        .flat_map(|case| ["--replay".to_owned(), fixture(&format!("{case}.case"))])
        .collect();
    let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
    program.run(&[&["check", "-o", format], cases.as_slice(), options].concat())
}

/// The line of a rule in the section of a domain.
fn line_of(domain: &str, rule: &str) -> usize {
    let policy = fs::read_to_string(fixture("trace.toml")).expect("is text");
    let section = policy.find(&format!("[domain.\"{domain}\"]")).expect("a section");
    let at = policy[section..].find(&format!("\n{rule} = ")).expect("a rule") + section + 1;
    policy[..at].lines().count() + 1
}

#[test]
fn every_format_says_the_same_in_its_own_words() {
    let files = [
        ("human", "report.txt"),
        ("json", "report.json"),
        ("markdown", "report.md"),
        ("junit", "report.xml"),
        ("html", "report.html"),
        ("sarif", "report.sarif"),
        ("github", "report.github"),
    ];
    let known = <CheckFormat as clap::ValueEnum>::value_variants().len();
    assert_eq!(files.len(), known, "a format without a report");
    for (format, file) in files {
        let ran = report(format, &[]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{format}");
        expect(file, &ran.out);
    }
    expect("report.verbose.txt", &report("human", &["-v"]).out);
}

#[test]
fn people_read_lines_that_fit_their_terminal() {
    for line in report("human", &["-v"]).out.lines() {
        assert!(line.chars().count() <= 80 || line.contains("://"), "{line}");
    }
}

#[test]
fn several_reports_of_one_run_go_to_files_of_their_own() {
    let program = Program::new();
    let (policy, case) = (fixture("trace.toml"), fixture("lock-removed.case"));
    let words = ["check", "--policy", &policy, "--replay", &case];
    let ran = program.run(&[&words[..], &["-o", "json=a.json", "-o", "junit=b.xml"]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let read = |name: &str| fs::read_to_string(program.home().join(name)).expect("is written");
    assert!(read("a.json").contains("trace-check/1") && read("b.xml").contains("<testsuites"));
    let ran = program.run(&[&words[..], &["-o", "json", "-o", "junit"]].concat());
    assert_eq!((ran.code, ran.err.contains("only one report")), (2, true), "{}", ran.err);
    let ran = program.run(&[&words[..], &["-o", "xml"]].concat());
    assert!(ran.code == 2 && ran.err.contains("use human, json, markdown"), "{}", ran.err);
}

#[test]
fn json_is_valid_by_the_schema_that_the_program_prints() {
    let schema = Program::new().run(&["schema", "check"]).out;
    let schema: Value = serde_json::from_str(&schema).expect("is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let value: Value = serde_json::from_str(&report("json", &[]).out).expect("is JSON");
    let complaints: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert_eq!(complaints, Vec::<String>::new());
    assert!(!validator.is_valid(&serde_json::json!({"schema": "trace-check/2"})));
}

#[test]
fn sarif_is_valid_by_the_schema_of_oasis_and_names_file_and_line() {
    let path = format!("{}/fixtures/sarif/sarif-schema-2.1.0.json", env!("CARGO_MANIFEST_DIR"));
    let mut schema: Value =
        serde_json::from_str(&fs::read_to_string(path).expect("is text")).expect("is JSON");
    // A bracket too many, which the validator takes for no regular expression; we name no language.
    for part in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][part]["properties"]["language"];
        assert_eq!(language["pattern"], "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
        language["pattern"] = Value::from("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}$");
    }
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for options in [&[][..], &["--strict"]] {
        let value: Value = serde_json::from_str(&report("sarif", options).out).expect("is JSON");
        let complaints: Vec<String> =
            validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert_eq!(complaints, Vec::<String>::new());
        let run = &value["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 1 + 3 + 3 + 6);
        for result in results {
            let rule = result["ruleId"].as_str().expect("a rule");
            let at =
                usize::try_from(result["ruleIndex"].as_u64().expect("a place")).expect("is small");
            assert_eq!(run["tool"]["driver"]["rules"][at]["id"], rule);
            let place = &result["locations"][0]["physicalLocation"];
            let domain =
                result["locations"][0]["logicalLocations"][0]["name"].as_str().expect("a name");
            assert_eq!(place["artifactLocation"]["uri"], "trace.toml");
            assert_eq!(place["region"]["startLine"], line_of(domain, rule), "{domain}: {rule}");
        }
    }
    let mut broken: Value = serde_json::from_str(&report("sarif", &[]).out).expect("is JSON");
    broken["runs"][0]["results"][0]["level"] = Value::from("fatal");
    assert!(!validator.is_valid(&broken), "the schema is in force");
}

#[test]
fn junit_is_read_back_by_the_reader_that_others_use() {
    for (options, errors) in [(&[][..], 0), (&["--strict"][..], 7)] {
        let xml = report("junit", options).out;
        let read = Junit::deserialize_from_str(&xml).expect("reads");
        assert_eq!(read.test_suites.len(), CASES.len());
        assert_eq!((read.failures, read.errors), (5, errors));
        let moved = &read.test_suites[1];
        assert_eq!(moved.name.as_str(), "cobaltmug.com");
        let case = moved.test_cases.iter().find(|case| case.name.as_str() == "registrar");
        let TestCaseStatus::NonSuccess {
            kind: NonSuccessKind::Failure, message, description, ..
        } = &case.expect("a case").status
        else {
            panic!("it has failed")
        };
        let message = message.as_ref().expect("a message").as_str();
        assert!(message.starts_with("expected NameCheap, Inc.; found Porkbun LLC"), "{message}");
        let place = format!("trace.toml:{}", line_of("cobaltmug.com", "registrar"));
        assert!(description.as_ref().is_some_and(|text| text.as_str().starts_with(&place)));
        let down = &read.test_suites[4];
        let skipped = |status: &TestCaseStatus| matches!(status, TestCaseStatus::Skipped { .. });
        let skipped = down.test_cases.iter().filter(|case| skipped(&case.status)).count();
        assert_eq!(skipped, if errors == 0 { 6 } else { 0 });
    }
}

#[test]
fn annotations_stand_on_the_lines_of_the_policy() {
    let out = report("github", &[]).out;
    let line = line_of("cobaltmug.com", "registrar");
    let head = format!(
        "::error file=trace.toml,line={line},title=registrar of cobaltmug.com%3A fail::expected NameCheap"
    );
    assert!(out.contains(&head), "{out}");
    let count = |word: &str| out.lines().filter(|line| line.starts_with(word)).count();
    assert_eq!((count("::error "), count("::warning "), count("::notice ")), (5, 1, 7));
    assert_eq!(report("github", &["--strict"]).out.matches("::error ").count(), 12);
}
