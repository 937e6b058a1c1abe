//! Every recorded case in every format, byte for byte.
//!
//! `fixtures/cases` holds what was recorded, `fixtures/expected` what is printed for it.
//! `TRACE_BLESS=1 cargo test` writes the latter anew; the difference is reviewed like code.

// The futures of a trace are deep; without a feature the compiler lays them out in one go.
#![recursion_limit = "256"]

mod advice;
mod rendered;
mod screen;

#[path = "../support/left_out.rs"]
mod left_out;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::{Parser, ValueEnum};
use jsonschema::Validator;
use serde_json::Value;
use trace::cli::Args;
use trace::config::{Config, Surroundings};
use trace::model::text::acts;
use trace::render::{Format, json};
use trace::run::run;
use trace::wire::case::Case;
use unicode_width::UnicodeWidthStr;

/// The columns of the human goldens.
const WIDTH: usize = 80;

/// What every case prints: file names and contents. It is made once and by one thread, because
/// the colouring library keeps what was decided for all threads.
static PRINTED: LazyLock<BTreeMap<String, String>> = LazyLock::new(printed);

/// What a run printed.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    /// The exit code.
    code: u8,
    /// Standard output.
    out: String,
    /// Standard error.
    err: String,
}

/// A folder below `fixtures`.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The cases by name.
fn cases() -> BTreeMap<String, PathBuf> {
    let files = fs::read_dir(folder("cases")).expect("a folder of cases");
    let paths = files.map(|file| file.expect("a file").path());
    let cases: BTreeMap<_, _> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "case"))
        .map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), path))
        .collect();
    assert!(cases.len() >= 15, "only {} cases", cases.len());
    cases
}

/// Replays a case with further options, in surroundings that hold nothing of this machine.
fn replay(case: &Path, options: &[&str], around: Surroundings) -> Printed {
    let words = ["trace", "--replay", case.to_str().expect("a path")];
    let args = Args::try_parse_from(words.iter().chain(options)).expect("parses");
    let config = Config::resolve(args.trace, around).expect("resolves");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = runtime.expect("a runtime").block_on(run(config, &mut out, &mut err));
    let text = |bytes| String::from_utf8(bytes).expect("is text");
    Printed { code: code.expect("replays"), out: text(out), err: text(err) }
}

/// Replays a case as a script would: no terminal, no colour, 80 columns.
fn plain(case: &Path, options: &[&str]) -> Printed {
    let around = Surroundings { width: Some(WIDTH), ..Surroundings::default() };
    replay(case, options, around)
}

/// Names in scripts that are wide, have marks above letters, or run from right to left.
const SCRIPTS: [(&str, &str); 3] = [
    ("wide-script", "株式会社サンプル通信"),
    ("combining-marks", "Pru\u{308}fstein Me\u{301}dia Z\u{30c}b"),
    ("right-to-left", "אחסון לדוגמה 24/7 (شركة)"),
];

/// Prints every case in every format, and some of them in further ways.
fn printed() -> BTreeMap<String, String> {
    let cases = cases();
    let mut all = BTreeMap::new();
    let mut codes = vec!["# case: exit code, exit code with --strict".to_owned()];
    for (name, path) in &cases {
        let drawn = [Format::Svg, Format::Mermaid, Format::Html, Format::Stix, Format::Misp];
        let written = Format::value_variants().iter().filter(|format| !drawn.contains(format));
        // Pages and pictures have stories of their own.
        for format in written {
            let word = format.to_possible_value().expect("has a word");
            let printed = plain(path, &["-o", word.get_name()]);
            assert_eq!(printed.err, "", "{name} as {}", word.get_name());
            all.insert(format!("{name}.{}", format.extension()), printed.out);
        }
        let code = plain(path, &[]).code;
        let strict = plain(path, &["--strict"]).code;
        codes.push(format!("{name}: {code}, {strict}"));
    }
    all.insert("exit-codes.txt".to_owned(), codes.join("\n") + "\n");
    for (name, holder) in SCRIPTS {
        let known = fs::read_to_string(&cases["ipv4-literal"]).expect("is text");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.case");
        fs::write(&path, known.replace("Bluefin VPS LLC", holder)).expect("is written");
        all.insert(format!("{name}.txt"), plain(&path, &["--harm", "phishing"]).out);
        all.insert(format!("{name}.md"), plain(&path, &["-o", "markdown"]).out);
    }
    for name in ["demo", "registry-down"] {
        let path = &cases[name];
        all.insert(format!("{name}.verbose.txt"), plain(path, &["-v"]).out);
        let terminal = Surroundings {
            stdout_is_terminal: true,
            links: true,
            width: Some(WIDTH),
            ..Surroundings::default()
        };
        all.insert(format!("{name}.colour.txt"), replay(path, &[], terminal).out);
    }
    all.extend(advice::files());
    all
}

/// Writes what is expected anew.
fn bless() {
    fs::create_dir_all(folder("expected/advice")).expect("is made");
    for (name, text) in &*PRINTED {
        fs::write(folder("expected").join(name), text).expect("is written");
    }
    for name in superfluous() {
        fs::remove_file(folder("expected").join(name)).expect("is removed");
    }
}

/// The expected files that belong to no case.
fn superfluous() -> Vec<String> {
    let names = ["", "advice/"].into_iter().flat_map(|below| {
        let files = fs::read_dir(folder("expected").join(below)).expect("a folder");
        let files = files.map(|file| file.expect("a file")).filter(|file| file.path().is_file());
        files.map(move |file| format!("{below}{}", file.file_name().to_string_lossy()))
    });
    names.filter(|name| !PRINTED.contains_key(name)).collect()
}

/// The first line in which two texts differ.
fn first_difference(expected: &str, printed: &str) -> String {
    let both = expected.lines().zip(printed.lines()).enumerate();
    match both.into_iter().find(|(_, (expected, printed))| expected != printed) {
        Some((at, (expected, printed))) => {
            format!("line {}:\n  expected {expected}\n  printed  {printed}", at + 1)
        }
        None => format!(
            "{} lines expected, {} printed",
            expected.lines().count(),
            printed.lines().count()
        ),
    }
}

#[test]
fn every_case_prints_what_is_expected_in_every_format() {
    if std::env::var_os("TRACE_BLESS").is_some() {
        bless();
    }
    let mut wrong: Vec<String> =
        superfluous().iter().map(|name| format!("{name} belongs to no case")).collect();
    for (name, text) in &*PRINTED {
        match fs::read_to_string(folder("expected").join(name)) {
            Err(_) => wrong.push(format!("{name} is missing")),
            Ok(expected) if expected != *text => {
                wrong.push(format!("{name}: {}", first_difference(&expected, text)));
            }
            Ok(_) => {}
        }
    }
    let wrong = wrong.join("\n");
    assert!(wrong.is_empty(), "{wrong}\n\n`TRACE_BLESS=1 cargo test` accepts what is printed now");
}

#[test]
fn a_second_replay_prints_the_same_bytes() {
    let first = &*PRINTED;
    for (name, path) in cases() {
        let again = plain(&path, &["--json"]).out;
        assert_eq!(again, first[&format!("{name}.json")], "{name}");
    }
}

#[test]
fn nothing_that_people_read_acts_on_their_terminal() {
    for (name, text) in people() {
        // Words that run from right to left stand between two marks of ours.
        let ours =
            |c: char| name.starts_with("right-to-left") && ['\u{2068}', '\u{2069}'].contains(&c);
        let found = text.chars().find(|c| *c != '\n' && acts(*c) && !ours(*c));
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn links_are_the_only_reason_for_a_line_to_be_longer_than_the_terminal() {
    for (name, text) in people().filter(|(name, _)| ending(name) == "txt") {
        for line in text.lines() {
            assert!(line.width() <= WIDTH || line.contains("://"), "{name}: {line}");
            assert_eq!(line, line.trim_end(), "{name}");
        }
    }
}

#[test]
fn colour_and_links_add_nothing_but_colour_and_links() {
    for name in ["demo", "registry-down"] {
        let coloured = &PRINTED[&format!("{name}.colour.txt")];
        assert!(coloured.contains("\u{1b}[1m") && coloured.contains("\u{1b}]8;;mailto:"));
        assert_eq!(without_escapes(coloured), PRINTED[&format!("{name}.txt")]);
    }
}

/// The goldens for people, without colour.
fn people() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = PRINTED.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    all.filter(|(name, _)| matches!(ending(name), "md" | "txt") && !name.contains(".colour."))
}

/// What stands behind the last dot of a file's name.
fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The text without colours (CSI) and links (OSC).
fn without_escapes(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.chars().next() {
            Some('[') => out.push_str(piece.split_once('m').map_or("", |(_, rest)| rest)),
            Some('\\') => out.push_str(&piece[1..]),
            _ => {}
        }
    }
    out
}

/// The validator of the schema that the program prints.
fn validator() -> Validator {
    jsonschema::validator_for(&json::schema().to_value()).expect("a valid schema")
}

/// The goldens in a JSON format, parsed.
fn values() -> Vec<(&'static str, Value)> {
    let json = PRINTED.iter().filter(|(name, _)| name.ends_with("json"));
    json.map(|(name, text)| (name.as_str(), serde_json::from_str(text).expect("is JSON"))).collect()
}

#[test]
fn every_json_golden_is_valid_by_the_schema_that_the_program_prints() {
    let validator = validator();
    for (name, value) in values() {
        let complaints: Vec<String> =
            validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(complaints, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_schema_refuses_what_is_no_trace() {
    let validator = validator();
    let golden: Value = serde_json::from_str(&PRINTED["demo.json"]).expect("is JSON");
    for key in ["schema", "target", "chain", "evidence"] {
        let mut broken = golden.clone();
        broken[key] = Value::from(7);
        assert!(!validator.is_valid(&broken), "{key} may be a number");
    }
}

#[test]
fn every_evidence_number_in_json_leads_to_an_exchange() {
    for (name, value) in values() {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let known: Vec<Value> =
            list(&value["evidence"]).iter().map(|exchange| exchange["id"].clone()).collect();
        for entry in list(&value["chain"]) {
            let contacts = [list(&entry["contacts"]), list(&entry["rejected_contacts"])].concat();
            let contacts = contacts.iter().map(|contact| contact["evidence"].clone());
            let cited = list(&entry["evidence"]).into_iter().chain(contacts);
            for evidence in cited.filter(|evidence| !evidence.is_null()) {
                assert!(known.contains(&evidence), "{name}: {evidence} in {}", entry["layer"]);
            }
        }
    }
}

#[test]
fn every_question_of_a_replay_was_recorded() {
    for (name, text) in &*PRINTED {
        assert!(!text.contains("not-recorded"), "{name}: the case is to be recorded anew");
    }
}

#[test]
fn every_case_is_whole_and_says_what_it_shows() {
    for (name, path) in cases() {
        let text = fs::read_to_string(&path).expect("is text");
        let case = Case::read(&text).expect("reads");
        assert!(case.header.shows.ends_with('.'), "{name} does not say what it shows");
        assert!(case.footer.is_some(), "{name} was cut off");
        for line in &case.lines {
            assert!(line.is_intact(), "{name}: {}", line.ask);
        }
        for folder in ["/home/", "/root/", "/tmp/", "/work/", "/Users/"] {
            assert!(!text.contains(folder), "{name} names a folder of somebody's machine");
        }
    }
}
