//! The examples for CI systems: their YAML is read by a well-kept reader, and the commands in them
//! are commands of the program.

use std::collections::BTreeSet;
use std::fs;

use clap::Parser;
use serde_json::Value;
use trace::cli::{Args, Command};

use super::Program;

/// A file of the repository.
fn text(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("is text")
}

/// A file of the repository as YAML.
fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).expect("is YAML")
}

/// The blocks of a language in the README.
fn blocks(language: &str) -> Vec<String> {
    let readme = text("README.md");
    let fence = format!("```{language}\n");
    let blocks = readme.split(&fence).skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// The commands in a script that run the program, as words.
fn commands(script: &str) -> Vec<Vec<String>> {
    let starts = script.lines().filter_map(|line| {
        let at = line.find("trace check")?;
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '/' | '(')).then(|| &line[at..])
    });
    starts
        .map(|command| {
            let command = command.split(" || ").next().unwrap_or_default();
            let command = command.split(" >").next().unwrap_or_default();
            command.split_whitespace().map(|word| word.replace(['"', '\''], "")).collect()
        })
        .collect()
}

/// Reads a command as the program does.
fn check(words: &[String]) -> trace::cli::CheckArgs {
    let args = Args::try_parse_from(words).unwrap_or_else(|error| panic!("{words:?}: {error}"));
    match args.command {
        Some(Command::Check(args)) => *args,
        other => panic!("{words:?} is {other:?}"),
    }
}

#[test]
fn the_action_is_composite_and_runs_a_command_of_the_program() {
    let action = yaml(&text(".github/actions/check/action.yml"));
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().expect("steps");
    let scripts: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    for step in steps {
        assert!(step["uses"].is_string() || step["shell"] == "bash", "{step}");
    }
    let commands: Vec<_> = scripts.iter().flat_map(|script| commands(script)).collect();
    assert_eq!(commands.len(), 1, "{scripts:?}");
    let args = check(&commands[0]);
    let stdout = args.output.iter().filter(|report| report.file.is_none()).count();
    assert_eq!((args.output.len(), stdout), (3, 1));
    assert!(args.policy.is_some());
}

#[test]
fn every_input_of_the_action_is_used_and_no_other() {
    let source = text(".github/actions/check/action.yml");
    let action = yaml(&source);
    let known: BTreeSet<String> =
        action["inputs"].as_object().expect("inputs").keys().cloned().collect();
    let used: BTreeSet<String> = source
        .split("${{ inputs.")
        .skip(1)
        .map(|rest| rest.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(known, used);
}

#[test]
fn the_step_of_the_action_writes_its_reports_and_ends_as_the_program_does() {
    let action = yaml(&text(".github/actions/check/action.yml"));
    let steps = action["runs"]["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["id"] == "check").expect("the step");
    let program = Program::new();
    let home = program.home();
    fs::write(home.join("trace.toml"), "[domain.\"example.com\"]\nregistrar = \"A\"\n")
        .expect("is written");
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_trace"));
    let path = format!("{}:/usr/bin:/bin", binary.parent().expect("a folder").display());
    // A resolver on which nobody listens: nothing can be learnt.
    let ran = std::process::Command::new("bash")
        .args(["-e", "-o", "pipefail", "-c", step["run"].as_str().expect("a script")])
        .current_dir(home)
        .env_clear()
        .envs([("PATH", path.as_str()), ("POLICY", "trace.toml"), ("SUMMARY", "s.md")])
        .envs([
            ("SARIF", "s.sarif"),
            ("GITHUB_STEP_SUMMARY", "summary"),
            ("GITHUB_OUTPUT", "output"),
        ])
        .envs([("TRACE_PROBE", "false"), ("TRACE_STRICT", "false"), ("TRACE_NO_CACHE", "1")])
        .envs([("TRACE_RESOLVER", "127.0.0.1:1"), ("TRACE_TIMEOUT", "0.5")])
        .env("HOME", home)
        .output()
        .expect("bash runs");
    assert_eq!(ran.status.code(), Some(3), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(said.starts_with("::notice file=trace.toml,line=2,"), "{said}");
    let read = |name: &str| fs::read_to_string(home.join(name)).expect("is written");
    assert!(read("summary").starts_with("## trace check: could not tell"));
    assert_eq!(read("output"), "sarif=s.sarif\n");
    assert!(read("s.sarif").contains("\"version\": \"2.1.0\""));
}

#[test]
fn nothing_that_others_can_write_is_pasted_into_a_script() {
    let action = yaml(&text(".github/actions/check/action.yml"));
    for step in action["runs"]["steps"].as_array().expect("steps") {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "{script}");
    }
}

#[test]
fn the_hook_runs_the_program_on_the_policy() {
    let hooks = yaml(&text(".pre-commit-hooks.yaml"));
    let hook = &hooks.as_array().expect("hooks")[0];
    for key in ["id", "name", "entry", "language", "files"] {
        assert!(hook[key].is_string(), "{key}");
    }
    let mut words: Vec<String> =
        hook["entry"].as_str().expect("a command").split(' ').map(str::to_owned).collect();
    // The name of the committed file is put at the end.
    words.push("trace.toml".to_owned());
    assert_eq!(check(&words).policy.as_deref(), Some(std::path::Path::new("trace.toml")));
}

#[test]
fn the_examples_of_the_readme_are_yaml_and_run_commands_of_the_program() {
    let blocks = blocks("yaml");
    assert_eq!(blocks.len(), 4, "compose, GitHub, GitLab and pre-commit");
    let read: Vec<Value> = blocks.iter().map(|block| yaml(block)).collect();
    let compose = read.iter().find(|value| value["services"].is_object()).expect("of a fleet");
    assert_eq!(compose["services"]["worker"]["command"], "worker");
    let gitlab = read.iter().find(|value| value["trace"].is_object());
    let gitlab = gitlab.expect("the job of GitLab");
    assert!(
        gitlab["trace"]["cache"]["paths"].is_array() && gitlab["trace"]["variables"].is_object()
    );
    let script: Vec<&str> = gitlab["trace"]["script"]
        .as_array()
        .expect("a script")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let commands = commands(&script.join("\n"));
    assert_eq!(commands.len(), 1, "{script:?}");
    let reports = &gitlab["trace"]["artifacts"]["reports"]["junit"];
    let args = check(&commands[0]);
    let file = args.output.iter().find_map(|report| report.file.clone()).expect("a file");
    assert_eq!(reports.as_str(), file.to_str(), "the report is where GitLab looks for it");
}

#[test]
fn the_examples_name_the_action_and_the_hook_that_are_there() {
    let readme = text("README.md");
    let hooks = yaml(&text(".pre-commit-hooks.yaml"));
    assert!(readme.contains("infratrace/trace/.github/actions/check@"));
    assert!(readme.contains(&format!("id: {}", hooks[0]["id"].as_str().expect("an id"))));
}

#[test]
fn the_line_for_cron_is_one_and_runs_the_program() {
    let cron = blocks("cron");
    let line = cron.first().and_then(|block| block.lines().last()).expect("a line");
    let fields: Vec<&str> = line.split_whitespace().take(5).collect();
    let is_field = |field: &&str| field.chars().all(|c| c.is_ascii_digit() || "*/,-".contains(c));
    assert!(fields.iter().all(is_field), "{line}");
    assert_eq!(commands(line).len(), 1, "{line}");
    check(&commands(line)[0]);
}
