//! Drafts: a set for every harm and shape of chain, what each desk can do, the schemas of XARF, mails.
//!
//! `TRACE_BLESS=1 cargo test --test report` writes `fixtures/expected/report` anew; the difference is
//! reviewed like code.

// The futures of a trace are deep; without a feature the compiler lays them out in one go.
#![recursion_limit = "256"]

mod mails;
mod sets;
mod stories;
mod terminal;
mod xarf;

use std::path::{Path, PathBuf};

use clap::Parser;
use trace::cli::{Args, Command};
use trace::config::Surroundings;
use trace::run::report;

/// Who reports, in these tests.
pub(crate) const REPORTER: &[&str] = &[
    "--set",
    "name=Ann Example",
    "--set",
    "mailbox=ann@desk.example",
    "--set",
    "organisation=Example Desk",
];

/// What a run printed.
#[derive(Debug)]
pub(crate) struct Printed {
    /// The exit code, or the error.
    pub(crate) code: Result<u8, String>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// A recorded case.
pub(crate) fn case(name: &str) -> String {
    let path = folder("cases").join(format!("{name}.case"));
    path.to_str().expect("a path").to_owned()
}

/// A folder below `fixtures`.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The names of all cases.
pub(crate) fn cases() -> Vec<String> {
    let files = std::fs::read_dir(folder("cases")).expect("a folder");
    let mut names: Vec<String> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "case"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Runs `trace report` in surroundings that hold nothing of this machine.
pub(crate) fn run(words: &[&str]) -> Printed {
    let args = ["trace", "report"].iter().chain(words);
    let args = Args::try_parse_from(args).expect("parses");
    let Some(Command::Report(args)) = args.command else { panic!("another command") };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = runtime.expect("a runtime").block_on(report(
        *args,
        Surroundings::default(),
        &mut out,
        &mut err,
    ));
    let text = |bytes| String::from_utf8(bytes).expect("is text");
    Printed { code: code.map_err(|error| error.to_string()), out: text(out), err: text(err) }
}

/// The same for a case and a harm, by a known reporter.
pub(crate) fn drafted(name: &str, harm: &str, more: &[&str]) -> Printed {
    let case = case(name);
    let words: Vec<&str> = [&case, "--harm", harm]
        .into_iter()
        .chain(REPORTER.iter().copied())
        .chain(more.iter().copied())
        .collect();
    run(&words)
}
