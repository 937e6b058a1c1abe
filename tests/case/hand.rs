//! What is handed on: exports that are the same each time, copies without personal data, stamps; and
//! what is old goes.

use std::fs;

use super::copied;
use super::program::Program;

#[test]
fn exports_are_the_same_each_time_and_go_to_a_file_or_to_standard_output() {
    let program = Program::new();
    copied(&program, "demo");
    for form in ["--warc", "--stix", "--misp"] {
        let one = program.run(&["case", "export", "a.case", form]);
        let two = program.run(&["case", "export", "a.case", form]);
        assert_eq!(one.code, 0, "{}", one.err);
        assert_eq!(one.out, two.out, "{form}");
        program.run(&["case", "export", "a.case", form, "--out", "x"]);
        let file = fs::read_to_string(program.home().join("x")).expect("is written");
        assert_eq!(file, one.out, "{form}");
    }
    let none = program.run(&["case", "export", "a.case"]);
    assert_eq!(none.code, 2);
}

#[test]
fn every_block_of_the_warc_has_its_length() {
    let program = Program::new();
    copied(&program, "demo");
    let out = program.run(&["case", "export", "a.case", "--warc"]).out;
    let mut rest = out.as_str();
    let mut records = 0;
    while let Some((head, behind)) = rest.split_once("\r\n\r\n") {
        assert!(head.starts_with("WARC/1.1\r\n"), "{head}");
        let length =
            head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).expect("a length");
        let (_, after) = behind.split_at(length.parse::<usize>().expect("a number"));
        rest = after.strip_prefix("\r\n\r\n").expect("two line ends");
        records += 1;
    }
    assert_eq!(rest, "");
    assert!(records > 10, "{records}");
}

#[test]
fn a_trace_is_printed_as_stix_and_misp_too() {
    let program = Program::new();
    for (format, kind) in [("stix", "bundle"), ("misp", "Event")] {
        let printed = program.run(&["--replay", "demo", "-o", format]);
        let value: serde_json::Value = serde_json::from_str(&printed.out).expect("is JSON");
        assert!(value["type"] == kind || value.get(kind).is_some(), "{format}");
    }
}

#[test]
fn a_copy_without_personal_data_replays_to_the_same_chain_and_says_what_was_cut() {
    let program = Program::new();
    copied(&program, "demo");
    let redacted = program.run(&["case", "redact", "a.case"]);
    assert_eq!(redacted.code, 0, "{}", redacted.err);
    assert!(redacted.out.contains("the query of the address"), "{}", redacted.out);
    let verified = program.run(&["case", "verify", "a.redacted.case"]);
    assert_eq!(verified.code, 0, "{}", verified.err);
    let chain = |file: &str| -> Vec<String> {
        let out = program.run(&["--replay", file, "--json"]).out;
        let value: serde_json::Value = serde_json::from_str(&out).expect("is JSON");
        let entries = value["chain"].as_array().expect("a chain");
        let kept = entries.iter().filter(|entry| entry["layer"] != "registrant");
        kept.map(|entry| {
            format!("{} {} {}", entry["layer"], entry["party"]["id"], entry["contacts"][0]["value"])
        })
        .collect()
    };
    assert_eq!(chain("a.case"), chain("a.redacted.case"));
    let text = fs::read_to_string(program.home().join("a.redacted.case")).expect("reads");
    assert!(!text.contains("?id=7"), "the query is still there");
    assert!(text.contains("original_sha256"), "no digest of what was cut");
}

#[test]
fn the_query_for_a_stamp_is_over_the_case() {
    let program = Program::new();
    let case = copied(&program, "demo");
    let stamped = program.run(&["case", "stamp", "a.case"]);
    assert_eq!(stamped.code, 0, "{}", stamped.err);
    let query = fs::read(case.with_extension("case.tsq")).expect("is written");
    assert_eq!(query.len(), 59);
    let refused = program.run(&["case", "stamp", "a.case", "--tsa", "http://127.0.0.1:9/"]);
    assert_eq!(refused.code, 2);
    assert!(!case.with_extension("case.tsr").exists());
}

#[test]
fn only_what_is_ours_and_old_is_pruned() {
    let program = Program::new();
    let case = copied(&program, "demo");
    program.run(&["case", "told", "a.case", "--to", "host"]);
    fs::write(program.home().join("notes.txt"), "mine").expect("is written");
    let young = program.run(&["case", "prune", "--older-than", "30"]);
    assert_eq!(young.out, "nothing is older than 30 days\n");
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(24 * 40);
    for name in ["a.case", "a.case.log", "notes.txt"] {
        let file = fs::File::options().append(true).open(program.home().join(name)).expect("opens");
        file.set_modified(old).expect("is set");
    }
    let would = program.run(&["case", "prune", "--older-than", "30", "--dry-run"]);
    assert_eq!(would.out.lines().count(), 2, "{}", would.out);
    assert!(case.exists());
    let pruned = program.run(&["case", "prune", "--older-than", "30"]);
    assert_eq!(pruned.out.lines().count(), 2, "{}", pruned.out);
    assert!(!case.exists());
    assert!(program.home().join("notes.txt").exists());
}

#[test]
fn whatever_was_made_of_a_case_is_pruned_under_any_name_and_without_it() {
    let program = Program::new();
    copied(&program, "demo");
    let home = program.home();
    fs::rename(home.join("a.case"), home.join("evidence")).expect("is renamed");
    program.run(&["case", "told", "evidence", "--to", "host"]);
    program.run(&["case", "stamp", "evidence"]);
    for form in ["warc", "stix", "misp", "bundle"] {
        let done =
            program.run(&["case", "export", "evidence", &format!("--{form}"), "--out", form]);
        assert_eq!(done.code, 0, "{}", done.err);
    }
    fs::write(home.join("evidence.log.torn"), "{\"schema\":\"trace-log/1\",\"num\n")
        .expect("writes");
    // An orphan: its case is gone already.
    fs::copy(home.join("evidence.log"), home.join("gone.case.log")).expect("is copied");
    let foreign = ["mine.log", "mine.case", "mine.json", "mine.warc", "mine.zip", "mine.tsr"];
    for name in foreign {
        fs::write(home.join(name), "{\"type\": \"bundle\"}\n").expect("is written");
    }
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(24 * 40);
    for file in fs::read_dir(home).expect("a folder") {
        let file = file.expect("a file");
        if file.file_type().expect("a type").is_file() {
            let file = fs::File::options().append(true).open(file.path()).expect("opens");
            file.set_modified(old).expect("is set");
        }
    }
    let pruned = program.run(&["case", "prune", "--older-than", "30"]);
    let said = "removed ./bundle (bundle)\n\
                removed ./evidence (case)\n\
                removed ./evidence.log (log)\n\
                removed ./evidence.log.torn (torn line of a log)\n\
                removed ./evidence.tsq (stamp)\n\
                removed ./gone.case.log (log)\n\
                removed ./misp (MISP)\n\
                removed ./stix (STIX)\n\
                removed ./warc (WARC)\n";
    assert_eq!(pruned.out, said, "{}", pruned.err);
    for name in foreign {
        assert!(home.join(name).exists(), "{name}");
    }
}

/// The recorded bodies of a case, as text, with everything else in it.
fn corners(text: &str) -> String {
    use base64::Engine as _;
    let case = trace::wire::case::Case::read(text).expect("reads");
    let bodies = case.lines.iter().filter_map(|line| line.base64.as_ref()).map(|body| {
        let bytes = base64::engine::general_purpose::STANDARD.decode(body).expect("is base64");
        String::from_utf8_lossy(&bytes).into_owned()
    });
    bodies.fold(text.to_owned(), |all, body| all + &body)
}

#[test]
fn no_case_keeps_a_holder_in_any_corner_and_all_name_the_same_parties() {
    let program = Program::new();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let mut held = 0;
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        fs::copy(&path, program.home().join("a.case")).expect("is copied");
        let redacted = program.run(&["case", "redact", "a.case"]);
        assert_eq!(redacted.code, 0, "{}: {}", path.display(), redacted.err);
        assert_eq!(program.run(&["case", "verify", "a.redacted.case"]).code, 0);
        let replay = |file: &str| -> serde_json::Value {
            let out = program.run(&["--replay", file, "--json", "--show-registrant"]).out;
            serde_json::from_str(&out).expect("is JSON")
        };
        let (before, after) = (replay("a.case"), replay("a.redacted.case"));
        let parties = |trace: &serde_json::Value| -> Vec<String> {
            let entries = trace["chain"].as_array().expect("a chain").iter();
            let kept = entries.filter(|entry| entry["layer"] != "registrant");
            kept.map(|entry| {
                format!("{} {} {}", entry["layer"], entry["status"], entry["party"]["id"])
            })
            .collect()
        };
        assert_eq!(parties(&before), parties(&after), "{}", path.display());
        let text = fs::read_to_string(program.home().join("a.redacted.case")).expect("reads");
        let all = corners(&text);
        for entry in before["chain"].as_array().expect("a chain") {
            let name = entry["party"]["name"].as_str().unwrap_or_default();
            let is_party = parties(&before)
                .iter()
                .any(|party| party.contains(entry["party"]["id"].as_str().unwrap_or("nobody")));
            if entry["layer"] == "registrant" && !name.is_empty() && !is_party {
                held += 1;
                assert!(!all.contains(name), "{}: {name}", path.display());
            }
        }
        assert_eq!(after["target"]["host"], before["target"]["host"], "{}", path.display());
    }
    assert!(held > 0, "no case has a holder");
}

#[test]
fn a_stamp_beside_a_case_is_verified_with_it() {
    let program = Program::new();
    let case = copied(&program, "demo");
    let stamps = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stamps");
    fs::copy(stamps.join("rsa.tsr"), case.with_extension("case.tsr")).expect("is copied");
    let verified = program.run(&["case", "verify", "a.case"]);
    assert_eq!(verified.code, 2);
    assert!(verified.err.contains("the stamp is about something else"), "{}", verified.err);
}

#[test]
fn nothing_is_drafted_from_a_case_whose_answers_were_changed_and_it_is_not_handed_on() {
    let program = Program::new();
    let whole = copied(&program, "demo");
    let text = fs::read_to_string(&whole).expect("a case");
    let answer = text.lines().find(|line| line.contains("abuse@")).expect("a desk");
    let changed = text.replace(answer, &answer.replace("abuse@", "x-abuse@"));
    fs::write(&whole, changed).expect("writes");
    for args in [
        &["report", "a.case", "--harm", "phishing"][..],
        &["case", "export", "a.case", "--bundle"],
        &["case", "export", "a.case", "--stix"],
    ] {
        let run = program.run(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.out.is_empty() && run.err.contains("trace case verify a.case"), "{}", run.err);
    }
}
