//! Files that are read and written: lists, cases, directories, server lists, the output itself.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{Program, failed, fixture, fixture_text, ran};

/// A port on which nobody listens, and little patience.
const OFFLINE: &[&str] = &["--resolver", "127.0.0.1:1", "--timeout", "0.5", "-q"];

#[test]
fn the_case_inside_the_program_replays_as_its_file_does() {
    let program = Program::new();
    for format in ["human", "json", "ndjson", "markdown"] {
        let ran = program.run(&["--replay", "demo", "-o", format]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("Hetzner Online GmbH"), "{}", ran.out);
        let file = program.run(&["--replay", &fixture("cases/demo.case"), "-o", format]);
        assert_eq!(ran, file, "{format}");
    }
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let program = Program::new();
    let missing = "No such file or directory (os error 2)";
    for option in ["--input", "--replay", "--directory"] {
        let mut arguments = vec![option, "absent.file"];
        if option == "--directory" {
            arguments.push("AS0");
        }
        let expected = format!("trace: cannot read absent.file: {missing}");
        assert_eq!(program.run(&arguments), failed(&expected), "{option}");
    }
    let database = program.run(&["--asn-db", "absent.mmdb", "AS0"]);
    assert_eq!(database.code, 2);
    assert!(database.err.starts_with("trace: cannot read absent.mmdb: "), "{}", database.err);
}

#[test]
fn files_that_are_something_else_are_refused_with_what_they_are_not() {
    let program = Program::new();
    fs::write(program.home().join("words.txt"), "some words\n").expect("is written");
    let replay = program.run(&["--replay", "words.txt"]);
    let expected = "trace: words.txt: not a case file: expected value at line 1 column 1";
    assert_eq!(replay, failed(expected));
    let bootstrap = program.run(&["--rdap-bootstrap", "words.txt", "AS0"]);
    let expected = "trace: cannot read words.txt: it is not a list of RDAP servers (RFC 9224)";
    assert_eq!(bootstrap, failed(expected));
    let directory = program.run(&["--directory", "words.txt", "AS0"]);
    assert_eq!(directory.code, 2);
    let start = "trace: words.txt cannot be read as a provider file: ";
    assert!(directory.err.starts_with(start), "{}", directory.err);
}

#[test]
fn a_case_of_a_newer_format_says_which_version_is_read() {
    let program = Program::new();
    let newer = fixture_text("cases/demo.case").replacen("\"1.0\"", "\"2.1\"", 1);
    fs::write(program.home().join("newer.case"), newer).expect("is written");
    let expected = "trace: newer.case: the case file has version 2.1; this program reads version 1.0, a newer one is needed";
    assert_eq!(program.run(&["--replay", "newer.case"]), failed(expected));
    let later = fixture_text("cases/demo.case").replacen("\"1.0\"", "\"1.9\",\"hue\":1", 1);
    fs::write(program.home().join("later.case"), later).expect("is written");
    let expected = program.run(&["--replay", "demo"]);
    assert_eq!(expected.code, 0);
    assert_eq!(program.run(&["--replay", "later.case"]), expected);
}

#[test]
fn a_case_of_another_version_of_the_program_says_so_in_a_warning() {
    let program = Program::new();
    let tool = format!("\"tool\":\"trace {}\"", env!("CARGO_PKG_VERSION"));
    let other = fixture_text("cases/demo.case").replacen(&tool, "\"tool\":\"trace 0.0.7\"", 1);
    fs::write(program.home().join("other.case"), other).expect("is written");
    let ran = program.run(&["--json", "--replay", "other.case"]);
    let value: Value = serde_json::from_str(&ran.out).expect("is JSON");
    assert_eq!(value["warnings"], serde_json::json!(["the case was recorded by trace 0.0.7"]));
}

#[test]
fn a_case_that_was_cut_off_replays_with_what_it_holds() {
    let program = Program::new();
    let whole = fixture_text("cases/demo.case");
    let header = whole.lines().next().expect("a header");
    fs::write(program.home().join("cut.case"), header).expect("is written");
    let ran = program.run(&["--json", "--replay", "cut.case"]);
    assert_eq!((ran.code, ran.err.as_str()), (3, ""));
    let value: Value = serde_json::from_str(&ran.out).expect("is JSON");
    let chain = value["chain"].as_array().expect("a chain");
    assert!(chain.iter().any(|entry| entry["reason_code"] == "not-recorded"));
    let in_mid_line: String = whole.chars().take(whole.len() / 3).collect();
    fs::write(program.home().join("mid.case"), in_mid_line).expect("is written");
    let ran = program.run(&["--json", "--replay", "mid.case"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let broken = whole.replacen("\n{", "\n", 1);
    fs::write(program.home().join("broken.case"), broken).expect("is written");
    let ran = program.run(&["--replay", "broken.case"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("trace: broken.case: line 2 "), "{}", ran.err);
}

#[test]
fn a_recorded_run_replays_to_the_same_bytes() {
    let program = Program::new();
    let record = [OFFLINE, &["--json", "--save-case", "run.case", "www.example.com"]].concat();
    let live = program.run(&record);
    assert_eq!(live.code, 3);
    let replayed = program.run(&["--json", "--replay", "run.case"]);
    assert_eq!(replayed, live);
}

#[test]
fn cases_of_several_targets_go_into_a_folder_in_their_order() {
    let program = Program::new();
    let several = ["--save-case", "cases", "example.com", "localhost", "https://example.org/a?b"];
    assert_eq!(program.run(&[OFFLINE, &several].concat()).code, 2);
    let files = fs::read_dir(program.home().join("cases")).expect("a folder");
    let mut names: Vec<String> = files
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["0001-example.com.case", "0003-https___example.org_a_b.case"]);
    for name in names {
        let ran = program.run(&["case", "verify", &format!("cases/{name}")]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
    }
}

#[test]
fn a_case_that_cannot_be_written_ends_the_run() {
    let program = Program::new();
    let ran = program.run(&[OFFLINE, &["--save-case", "absent/x.case", "example.com"]].concat());
    let expected = "trace: cannot write absent/x.case: No such file or directory (os error 2)";
    assert_eq!(ran, failed(expected));
}

#[test]
fn one_case_that_cannot_be_written_costs_the_other_targets_nothing() {
    let program = Program::new();
    fs::create_dir_all(program.home().join("cases/0001-a.example.com.case")).expect("writes");
    let arguments = ["--save-case", "cases", "-o", "ndjson", "a.example.com", "b.example.com"];
    let ran = program.run(&[OFFLINE, &arguments].concat());
    assert_eq!((ran.code, ran.out.lines().count()), (2, 2), "{}", ran.err);
    assert!(
        ran.err.starts_with("trace: cannot write cases/0001-a.example.com.case: "),
        "{}",
        ran.err
    );
    assert!(program.home().join("cases/0002-b.example.com.case").is_file());
}

#[test]
fn what_surrounds_a_replay_changes_nothing() {
    let program = Program::new();
    let plain = program.run(&["--replay", "demo", "-o", "ndjson"]);
    let mut command = program.command(&["--replay", "demo", "-o", "ndjson"]);
    command
        .env("TRACE_WHOIS_SERVER", "whois.elsewhere.example")
        .env("TRACE_RDAP_BOOTSTRAP", "https://lists.elsewhere.example/")
        .env("TRACE_RESOLVER", "192.0.2.53");
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert_eq!(ran(&mut command), plain);
}

#[test]
#[cfg(target_os = "linux")]
fn a_standard_error_that_nobody_reads_costs_no_result() {
    let program = Program::new();
    let offline = &OFFLINE[..4];
    let arguments = [offline, &["-v", "-o", "ndjson", "example.com", "com"]].concat();
    let plain = program.run(&arguments);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("opens");
    let output = Command::new(assert_cmd::cargo::cargo_bin!("trace"))
        .args(&arguments)
        .env_clear()
        .env("HOME", program.home())
        .stderr(full)
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(plain.code));
    let out = String::from_utf8(output.stdout).expect("is UTF-8");
    assert_eq!(out.lines().count(), 2);
}

#[test]
fn an_entry_of_the_user_replaces_the_embedded_one() {
    let program = Program::new();
    let own = r#"
[[provider]]
id = "gandi"
name = "Own Name Servers"
country = "NL"
website = "https://example.com/"
source = "https://example.com/"
read = "2026-11-22"
signs = [
  { kind = "name-server", role = "dns", values = ["gandi.net"], source = "https://example.com/", read = "2026-11-22" },
]
"#;
    fs::write(program.home().join("own.toml"), own).expect("is written");
    let ran = program.run(&["--json", "--directory", "own.toml", "--replay", "demo"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let value: Value = serde_json::from_str(&ran.out).expect("is JSON");
    let chain = value["chain"].as_array().expect("a chain");
    let dns = chain.iter().find(|entry| entry["layer"] == "dns").expect("an entry");
    assert_eq!(dns["party"]["name"], "Own Name Servers");
}

#[test]
fn nobody_who_stops_reading_causes_noise() {
    for arguments in [
        &["directory", "list"][..],
        &["schema"],
        &["--replay", "demo", "--json"],
        &["--replay", "demo"],
        &["completions", "bash"],
        &["man"],
    ] {
        let program = Program::new();
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(assert_cmd::cargo::cargo_bin!("trace"))
            .args(arguments)
            .env_clear()
            .env("HOME", program.home())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .expect("runs");
        assert_eq!(
            (output.status.code(), output.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{arguments:?}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_is_full_is_an_error() {
    let program = Program::new();
    for arguments in [&["--replay", "demo"][..], &["schema"], &["completions", "zsh"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("opens");
        let output = Command::new(assert_cmd::cargo::cargo_bin!("trace"))
            .args(arguments)
            .env_clear()
            .env("HOME", program.home())
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .expect("runs");
        let err = String::from_utf8(output.stderr).expect("is UTF-8");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err.starts_with("trace: cannot write the output: "), "{arguments:?}: {err}");
    }
}

#[test]
fn every_case_of_the_repository_verifies() {
    let program = Program::new();
    let cases = fs::read_dir(fixture("cases")).expect("a folder");
    for path in cases.map(|file| file.expect("a file").path()) {
        let ran = program.run(&["case", "verify", path.to_str().expect("a path")]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", path.display());
        assert!(ran.out.starts_with("whole: "), "{}: {}", path.display(), ran.out);
    }
}
