//! Four days and their end: report, silence, due, escalation, moved, held, gone. Each screen is kept.
//!
//! `TRACE_BLESS=1 cargo test --test case` writes `fixtures/expected/days` anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::copied;
use super::program::Program;

/// The facts that the reporter states.
const FACTS: &[&str] = &[
    "--set",
    "name=Ann Example",
    "--set",
    "mailbox=ann@desk.example",
    "--set",
    "brand=Example Bank",
    "--set",
    "url=https://www.brightloaf.com/shop?id=7",
];

/// The case of a later day, laid beside the first.
fn later(program: &Program, name: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/days");
    let file = format!("{name}.case");
    fs::copy(from.join(&file), program.home().join(&file)).expect("is copied");
}

/// The screens of a day: what was typed, what came out, and the exit code.
struct Day<'a> {
    /// The program.
    program: &'a Program,
    /// The screens so far.
    screens: String,
}

impl Day<'_> {
    /// Types a line and keeps what is seen.
    fn types(&mut self, line: &str, more: &[&str]) {
        let words: Vec<&str> = line.split(' ').chain(more.iter().copied()).collect();
        let ran = self.program.run(&words);
        let more = if more.is_empty() { "" } else { " …" };
        let _ = write!(self.screens, "$ trace {line}{more}\n{}", ran.out);
        for line in ran.err.lines() {
            let _ = writeln!(self.screens, "> {line}");
        }
        let _ = writeln!(self.screens, "[{}]\n", ran.code);
    }

    /// Compares the screens with those that were kept.
    fn ends(self, name: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/expected/days");
        let path = path.join(format!("{name}.txt"));
        if std::env::var_os("TRACE_BLESS").is_some() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("is made");
            fs::write(&path, &self.screens).expect("is written");
        }
        let known = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(known, self.screens, "{name}: TRACE_BLESS=1 writes it anew");
    }
}

#[test]
fn report_silence_due_escalation_moved_held_and_gone() {
    let program = Program::new();
    copied(&program, "shared-hosting");
    let day = || Day { program: &program, screens: String::new() };

    let mut first = day();
    let report = "report a.case --harm phishing --malicious --log";
    first.types(&format!("{report} --out drafts"), FACTS);
    first.types("case told a.case --to host --at 2026-11-22T18:00:00Z --ref T-1", &[]);
    first.types("case told a.case --to registrar --at 2026-11-22T18:05:00Z", &[]);
    first.types("case due --at 2026-11-22T20:00:00Z", &[]);
    first.ends("1-report");

    let mut second = day();
    second.types("case due --at 2026-11-23T20:00:00Z", &[]);
    second.types("case due --at 2026-11-23T20:00:00Z -o json", &[]);
    second.types("report a.case --harm phishing --malicious --to host", &FACTS[..4]);
    second.types("report a.case --harm phishing --malicious --to registry --log", &FACTS[..4]);
    second.types("report a.case --harm phishing --malicious --to icann", &["--set", "brand=Other"]);
    second.types("case told a.case --to registry --at 2026-11-23T20:10:00Z", &[]);
    second.ends("2-silence");

    later(&program, "moved");
    let mut third = day();
    third.types("case retrace a.case --with moved.case", &[]);
    third.types("report moved.case --harm phishing --malicious --to host", &FACTS[..4]);
    third.types("case told moved.case --to host --at 2026-11-24T10:00:00Z", &[]);
    third.types("case due --at 2026-11-24T12:00:00Z", &[]);
    third.ends("3-moved");

    later(&program, "held");
    let mut fourth = day();
    fourth.types(
        "case answered a.case --to registry --at 2026-11-25T08:00:00Z",
        &["--note", "on hold"],
    );
    fourth.types("case retrace a.case --with held.case", &[]);
    fourth.ends("4-held");

    later(&program, "gone");
    let mut last = day();
    last.types("case retrace a.case --with gone.case -o json", &[]);
    last.types("case retrace a.case --with gone.case", &[]);
    last.types("case closed a.case --at 2026-11-26T10:00:00Z", &[]);
    last.types("case due --at 2026-12-24T06:00:00Z", &[]);
    last.ends("5-gone");
}

#[test]
fn a_case_of_another_target_is_no_later_day() {
    let program = Program::new();
    copied(&program, "demo");
    fs::rename(program.home().join("a.case"), program.home().join("b.case")).expect("is moved");
    copied(&program, "ipv4-literal");
    let ran = program.run(&["case", "retrace", "a.case", "--with", "b.case"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("b.case is a case of www.brightloaf.com, and not of"), "{}", ran.err);
    assert!(!program.home().join("a.case.log").exists());
}

#[test]
fn what_is_late_and_what_was_traced_again_name_the_same_next() {
    let program = Program::new();
    copied(&program, "shared-hosting");
    fs::copy(program.home().join("a.case"), program.home().join("b.case")).expect("is copied");
    let told = ["case", "told", "a.case", "--harm", "phishing", "--at", "2026-11-20T10:00:00Z"];
    let next = |words: &[&str]| {
        let out = program.run(words).out;
        let line = out.lines().map(str::trim).find(|line| line.starts_with("next: "));
        line.unwrap_or_else(|| panic!("no next in {out}")).to_owned()
    };
    for (to, then) in [
        ("host", "next: Gandi SAS (registrar)"),
        ("registrar", "next: Gandi SAS (registrar)"),
        ("registrar", "next: VeriSign Global Registry Services (registry)"),
    ] {
        program.run(&[&told[..], &["--to", to]].concat());
        let due = program.run(&["case", "due", "--at", "2026-11-22T18:00:00Z"]).out;
        assert!(due.contains(then), "{to}: {due}");
        let retraced = next(&["case", "retrace", "a.case", "--with", "b.case"]);
        assert!(retraced.starts_with(then), "{to}: {retraced}");
    }
}
