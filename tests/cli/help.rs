//! The help and the manual: what fits where, and whether what they say can be typed.

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::{CommandFactory, Parser};
use trace::cli::Args;
use trace::cli::endings::ending;
use trace::cli::help::paths;
use unicode_width::UnicodeWidthStr;

use super::{Program, left_out, printed};

/// The help of a command on standard output, as lines.
fn help(path: &str, option: &str) -> Vec<String> {
    let words: Vec<&str> = path.split_whitespace().chain([option]).collect();
    let ran = Program::new().run(&words);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "trace {path} {option}");
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn the_short_help_of_every_command_fits_one_screen_with_a_line_an_option() {
    for path in paths() {
        let lines = help(&path, "-h");
        // Of a screen of 24 rows a command may fill what is above the prompt; trace itself, with
        // its commands, is half as much longer.
        let most = if path.is_empty() { 34 } else { 23 };
        assert!(lines.len() <= most, "trace {path} -h has {} rows", lines.len());
        for line in &lines {
            assert!(line.width() <= 80, "trace {path} -h: {line}");
            assert!(!line.starts_with(&" ".repeat(9)), "trace {path} -h is wrapped: {line}");
        }
        let pointer = lines.last().is_some_and(|line| {
            line.contains(&format!("trace {path}").trim_end().to_owned()) && line.contains("--help")
        });
        assert!(pointer, "trace {path} -h does not say where the rest is");
    }
}

#[test]
fn the_long_help_of_every_command_is_never_wider_than_80_columns_and_has_examples() {
    for path in paths() {
        let lines = help(&path, "--help");
        for line in &lines {
            assert!(line.width() <= 80, "trace {path} --help: {} columns: {line}", line.width());
        }
        assert!(lines.iter().any(|line| line == "Examples:"), "trace {path} --help has none");
    }
}

#[test]
fn every_example_can_be_typed() {
    for path in paths() {
        let ending = ending(&path).unwrap_or_else(|| panic!("trace {path} has no examples"));
        for (line, _) in ending.examples {
            let own = line.split('|').map(str::trim).find(|part| {
                part.starts_with("trace ") && part.starts_with(format!("trace {path}").trim_end())
            });
            let typed = line.split('|').map(str::trim).rfind(|part| part.starts_with("trace "));
            let typed = own.or(typed).and_then(|part| part.split(" > ").next());
            let words = typed.unwrap_or_else(|| panic!("{line}")).split_whitespace();
            let parsed = Args::try_parse_from(words);
            assert!(parsed.is_ok(), "{line}: {}", parsed.expect_err("is refused"));
        }
    }
}

#[test]
fn options_stand_in_groups() {
    let lines = help("", "--help");
    for group in ["Input:", "Advice:", "Output:", "Who is asked:", "Lists and time:"] {
        assert!(lines.iter().any(|line| line == group), "{group}");
    }
    let root = Args::command();
    let alone = root.get_arguments().filter(|arg| arg.get_help_heading().is_none());
    let alone: Vec<&str> = alone.map(|arg| arg.get_id().as_str()).collect();
    assert_eq!(alone, ["targets"], "belong to no group");
}

#[test]
fn the_manual_has_a_page_for_every_command_and_refers_to_no_other() {
    let pages: Vec<(String, String)> = paths()
        .into_iter()
        .map(|path| {
            let words: Vec<&str> = ["man"].into_iter().chain(path.split_whitespace()).collect();
            let ran = Program::new().run(&words);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "trace man {path}");
            let name = format!("trace {path}").trim_end().replace(' ', "-");
            (name, ran.out.replace("\\-", "-"))
        })
        .collect();
    for (name, page) in &pages {
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES"] {
            assert!(page.contains(&format!(".SH {section}")), "{name} has no {section}");
        }
        for (before, _) in page.match_indices("(1)") {
            let start = page
                .get(..before)
                .and_then(|text| text.rfind(['\n', ' ', ']']))
                .map_or(0, |at| at + 1);
            let other = page.get(start..before).unwrap_or_default();
            let other = other.trim_start_matches("\\fB").trim_end_matches("\\fR");
            assert!(pages.iter().any(|(name, _)| name == other), "{name} refers to {other}(1)");
        }
    }
}

#[test]
#[cfg_attr(not(all(feature = "mcp", feature = "queue")), ignore = "about all commands")]
fn the_manual_is_read_without_a_warning() {
    if Command::new("man").arg("--version").output().is_err() {
        return left_out("there is no man");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let pages: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "1")).collect();
    assert_eq!(pages.len(), paths().len());
    for page in pages {
        let mut man = Command::new("man");
        let read = man.args(["--warnings", "-l"]).arg(&page).env("LC_ALL", "C.UTF-8");
        let out = read.env("MANWIDTH", "80").output().expect("starts");
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success() && told.is_empty(), "{}: {told}", page.display());
    }
}

#[test]
fn the_manual_of_a_command_that_there_is_not_names_those_that_there_are() {
    let ran = Program::new().run(&["man", "case", "tell"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("\"case tell\"") && ran.err.contains("told"), "{}", ran.err);
    let version = Program::new().run(&["-V"]);
    assert_eq!(version, printed(0, &format!("trace {}\n", env!("CARGO_PKG_VERSION"))));
}
