//! Whole lists: who carries how much, and shares for several machines.

#[path = "support/program.rs"]
mod program;

use std::fs;

use program::Program;
use serde_json::Value;

/// The NDJSON goldens as one list.
fn list(program: &Program) -> String {
    let folder = format!("{}/fixtures/expected", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ndjson"))
        .collect();
    files.sort();
    let lines: String =
        files.iter().map(|file| fs::read_to_string(file).expect("is text")).collect();
    let path = program.home().join("list.ndjson");
    fs::write(&path, lines).expect("is written");
    path.display().to_string()
}

#[test]
fn the_figures_are_those_that_anybody_can_count() {
    let program = Program::new();
    let path = list(&program);
    let ran = program.run(&["stats", "-o", "json", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let stats: Value = serde_json::from_str(&ran.out).expect("is JSON");
    let lines = fs::read_to_string(&path).expect("is text");
    let traces: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect();
    assert_eq!(stats["targets"], traces.len());
    for part in stats["parts"].as_array().expect("parts") {
        let layer = part["part"].as_str().expect("a word");
        let of = |trace: &&Value, id: &Value| {
            trace["chain"].as_array().is_some_and(|entries| {
                entries.iter().any(|entry| entry["layer"] == layer && entry["party"]["id"] == *id)
            })
        };
        if !matches!(layer, "country" | "tld") {
            for party in part["parties"].as_array().expect("parties") {
                let count = traces.iter().filter(|trace| of(trace, &party["id"])).count();
                assert_eq!(party["targets"], count, "{layer} {party}");
            }
        }
        let statuses = ["identified", "absent", "hidden", "unknown", "skipped"];
        let all: u64 = statuses.iter().filter_map(|status| part[status].as_u64()).sum();
        assert_eq!(all, stats["targets"].as_u64().unwrap_or_default(), "{layer}");
    }
    let schema = program.run(&["schema", "stats"]).out;
    let schema: Value = serde_json::from_str(&schema).expect("is JSON");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&stats));
}

#[test]
fn a_torn_line_is_counted_and_a_file_without_a_trace_is_an_error() {
    let program = Program::new();
    let path = list(&program);
    let whole = fs::read_to_string(&path).expect("is text");
    fs::write(&path, format!("{whole}{{\"schema\":\"trace/1\",\"targ")).expect("is written");
    let ran = program.run(&["stats", "--by", "host", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("1 lines could not be read"), "{}", ran.out);
    fs::write(&path, "nothing\n").expect("is written");
    let ran = program.run(&["stats", &path]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("list.ndjson") && ran.err.contains("line 1"), "{}", ran.err);
}

#[test]
fn the_chart_is_well_formed_and_the_table_runs_nothing() {
    let program = Program::new();
    let path = list(&program);
    let chart = program.run(&["stats", "-o", "svg", &path]).out;
    assert!(chart.starts_with("<svg") && chart.trim_end().ends_with("</svg>"));
    assert!(!chart.contains("<script") && chart.contains("role=\"img\""));
    for line in program.run(&["stats", "-o", "csv", &path]).out.lines() {
        assert!(!line.contains(",=") && !line.contains(",@"), "{line}");
    }
}

#[test]
fn the_shares_of_a_list_are_the_list() {
    let program = Program::new();
    let lines: Vec<String> = (0..40).map(|number| format!("no such target {number}")).collect();
    let lines = lines.join("\n") + "\n";
    fs::write(program.home().join("list"), &lines).expect("is written");
    let inputs = |shard: &[&str]| {
        let ran = program.run(&[&["-q", "-o", "ndjson", "--input", "list"], shard].concat());
        let lines =
            ran.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("is JSON"));
        let mut inputs: Vec<String> =
            lines.map(|value| value["target"]["input"].to_string()).collect();
        inputs.sort();
        inputs
    };
    let mut together: Vec<String> =
        ["1/3", "2/3", "3/3"].iter().flat_map(|shard| inputs(&["--shard", shard])).collect();
    together.sort();
    assert_eq!(together, inputs(&[]));
    let wrong = program.run(&["--shard", "4/3", "--input", "list"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("use I/N"), "{}", wrong.err);
}

#[test]
fn a_plan_asks_nobody_and_says_what_each_server_would_be_asked() {
    let program = Program::new();
    fs::write(program.home().join("list"), "www.example.com\nexample.com\n192.0.2.1\nlocalhost\n")
        .expect("is written");
    let ran = program.run(&["plan", "--input", "list", "-o", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let plan: Value = serde_json::from_str(&ran.out).expect("is JSON");
    assert_eq!(
        (&plan["asked"], &plan["targets"], &plan["refused"]),
        (&"nobody".into(), &4.into(), &1.into())
    );
    assert_eq!(plan["names"], 1, "one registered name is one question");
    let schema: Value =
        serde_json::from_str(&program.run(&["schema", "plan"]).out).expect("is JSON");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&plan), "{plan}");
    let people = program.run(&["plan", "--input", "list"]);
    assert!(people.out.contains("nobody was asked") && people.out.contains("--depth fast"));
    assert!(people.out.lines().all(|line| line.len() <= 80), "{}", people.out);
    let nothing = program.run(&["plan", "--input", "nowhere"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""));
}

#[test]
fn a_limit_of_ones_own_is_planned_with_and_no_limit_is_no_time() {
    let program = Program::new();
    let lines: Vec<String> = (0..30).map(|number| format!("example{number}.com")).collect();
    fs::write(program.home().join("list"), lines.join("\n")).expect("is written");
    let seconds = |limits: &str| {
        fs::create_dir_all(program.home().join("trace")).expect("a folder");
        fs::write(program.home().join("trace/config.toml"), limits).expect("is written");
        let mut command = program.command(&["plan", "--input", "list", "-o", "json"]);
        command.env("XDG_CONFIG_HOME", program.home());
        let ran = program::ran(&mut command);
        let plan: Value = serde_json::from_str(&ran.out).expect("is JSON");
        plan["seconds"]["least"].as_f64().expect("a figure")
    };
    assert!((55.0..62.0).contains(&seconds("[limits.\"*\"]\nper_second = 0.5\n")));
    assert!(seconds("[limits]\n\"*\" = \"none\"\n").abs() < 0.01);
}
