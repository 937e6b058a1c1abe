//! The policy that is true today.

use std::fs;

use super::{Program, expect, fixture};

#[test]
fn the_policy_that_is_written_reads_well_and_passes() {
    let program = Program::new();
    let case = fixture("as-it-should-be.case");
    let written = program.run(&["check", "--init", "--replay", &case]);
    assert_eq!((written.code, written.err.as_str()), (0, ""));
    expect("init.toml", &written.out);
    fs::write(program.home().join("trace.toml"), written.out).expect("is written");
    let ran = program.run(&["check", "--strict", "--replay", &case]);
    assert_eq!(ran.code, 0, "{}", ran.out);
}

#[test]
fn every_case_passes_the_policy_that_is_written_of_it() {
    let program = Program::new();
    let files =
        fs::read_dir(fixture("")).expect("a folder").map(|file| file.expect("a file").path());
    for case in files.filter(|path| path.extension().is_some_and(|ending| ending == "case")) {
        let case = case.to_str().expect("a path");
        let written =
            program.run(&["check", "--init", "--force", "--policy", "p.toml", "--replay", case]);
        let free = case.ends_with("name-deleted.case");
        let expected = "warning: milonga.com is not registered; is its name right?\n";
        assert_eq!(
            (written.code, written.out.as_str(), written.err.as_str()),
            (0, "", if free { expected } else { "" }),
            "{case}"
        );
        let ran = program.run(&["check", "--strict", "--policy", "p.toml", "--replay", case]);
        // Of a name that is gone nothing is left to ask for.
        let gone = case.ends_with("name-deleted.case");
        assert!(ran.code == 0 || gone, "{case}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn a_file_that_is_there_is_not_overwritten_without_being_told() {
    let program = Program::new();
    let policy = program.home().join("trace.toml");
    fs::write(&policy, "mine").expect("is written");
    let case = fixture("as-it-should-be.case");
    let words = ["check", "--init", "--policy", "trace.toml", "--replay", &case];
    let ran = program.run(&words);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err, "trace: trace.toml is there already; --force overwrites it\n");
    assert_eq!(fs::read_to_string(&policy).expect("is text"), "mine");
    assert_eq!(program.run(&[&words[..], &["--force"]].concat()).code, 0);
    assert!(fs::read_to_string(&policy).expect("is text").contains("[domain.\"cobaltmug.com\"]"));
}

#[test]
fn without_a_domain_there_is_nothing_to_write() {
    let ran = Program::new().run(&["check", "--init"]);
    assert_eq!(
        (ran.code, ran.err.starts_with("trace: nothing to trace")),
        (2, true),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_the_same_for_several_domains_stands_once_and_an_unregistered_name_is_left_out() {
    let program = Program::new();
    let cases = ["as-it-should-be", "mx-moved", "name-deleted"]
        .map(|name| fixture(&format!("{name}.case")));
    let replays: Vec<&str> = cases.iter().flat_map(|case| ["--replay", case]).collect();
    let written = program.run(&[&["check", "--init"], &replays[..]].concat());
    assert_eq!(written.code, 0);
    let (_, sections) = written.out.split_once("\n# the same for all\n").expect("a common section");
    assert!(sections.starts_with("[domain.\"*\"]\nactive = true\n"), "{sections}");
    assert_eq!(sections.matches("active = ").count(), 1, "{sections}");
    assert!(sections.contains("# milonga.com is left out: nobody has registered it"), "{sections}");
    fs::write(program.home().join("trace.toml"), &written.out).expect("is written");
    let ran = program.run(&[&["check", "--strict"], &replays[..4]].concat());
    assert_eq!(ran.code, 0, "{}", ran.out);
}
