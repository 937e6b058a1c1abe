//! Every claim of the README that can be run is run: its commands print what it shows, its JSON is
//! what the program prints, its provider block is accepted. `TRACE_BLESS=1` renews the outputs.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use trace::directory::Directory;

/// The README's path.
fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The README.
fn readme() -> String {
    fs::read_to_string(path()).expect("there is a README")
}

/// The blocks of a language, without their fences.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let mut rest = text;
    let mut blocks = Vec::new();
    while let Some((_, after)) = rest.split_once(&fence) {
        let (block, tail) = after.split_once("```").expect("a block ends");
        blocks.push(block.to_owned());
        rest = tail;
    }
    blocks
}

/// What the program prints.
fn run(arguments: &[&str]) -> String {
    let home = std::env::temp_dir();
    let output = Command::new(env!("CARGO_BIN_EXE_trace"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("HOME", &home)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("prints text")
}

/// What the README should show, with every output as it is today.
fn renewed(text: &str) -> String {
    let mut renewed = text.to_owned();
    for block in blocks(text, "console") {
        let command = block.lines().next().expect("a command");
        let arguments: Vec<&str> =
            command.strip_prefix("$ trace ").expect("runs trace").split(' ').collect();
        let mut shown = format!("{command}\n");
        shown.push_str(&run(&arguments));
        renewed =
            renewed.replace(&format!("```console\n{block}```"), &format!("```console\n{shown}```"));
    }
    for block in blocks(text, "json") {
        let printed = run(&["--replay", "fixtures/cases/cdn-hides-host.case", "-o", "json"]);
        let value: serde_json::Value = serde_json::from_str(&printed).expect("prints JSON");
        let entries = value["chain"].as_array().expect("has a chain");
        let host = entries.iter().find(|entry| entry["layer"] == "host").expect("has a host");
        let mut shown = String::new();
        writeln!(shown, "{}", serde_json::to_string_pretty(host).expect("is JSON"))
            .expect("writes");
        renewed = renewed.replace(&format!("```json\n{block}```"), &format!("```json\n{shown}```"));
    }
    renewed
}

#[test]
fn its_examples_print_what_it_shows() {
    let text = readme();
    let renewed = renewed(&text);
    if std::env::var_os("TRACE_BLESS").is_some() {
        fs::write(path(), &renewed).expect("the README can be written");
    } else {
        assert_eq!(
            text, renewed,
            "run TRACE_BLESS=1 cargo test --test readme and look at the change"
        );
    }
}

#[test]
fn its_provider_block_is_accepted() {
    let text = readme();
    let block = blocks(&text, "toml");
    let block =
        block.into_iter().find(|block| block.contains("[[provider]]")).expect("shows a provider");
    let known = Directory::embedded();
    let known = known.with_overlay(&block, "README.md").expect("the block is accepted");
    assert!(!known.by_name_server("ns1.dns.hosting.example.com").is_empty());
}

#[test]
fn the_number_of_providers_is_that_of_the_directory() {
    let changelog =
        fs::read_to_string(path().with_file_name("CHANGELOG.md")).expect("there is one");
    let known = Directory::embedded();
    let count = format!("{} providers", known.providers().len());
    assert!(changelog.contains(&count) && readme().contains(&count), "{count}");
}

#[test]
fn its_two_commands_are_there() {
    let commands = blocks(&readme(), "sh").join("\n");
    assert!(commands.contains("cargo run --release --locked --quiet -- --replay demo"));
    assert!(commands.contains("cargo test --locked"));
}

#[test]
fn its_policy_is_read_without_a_complaint() {
    let blocks = blocks(&readme(), "toml");
    let block = blocks.iter().find(|block| block.contains("[domain.")).expect("shows a policy");
    let policy = trace::check::policy::Policy::read(block, "trace.toml").expect("is accepted");
    assert_eq!(policy.names(), ["example.com"]);
}

#[test]
fn it_names_every_rule_of_a_check() {
    for rule in trace::check::RULES {
        assert!(readme().contains(&format!("`{}`", rule.key)), "{}", rule.key);
    }
}
