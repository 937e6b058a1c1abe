//! Accepting what has changed: `trace check --update`.

use std::fs;

use super::{Program, expect, fixture};

/// A policy as an owner keeps it: with comments, in an order of its own.
const OWN: &str = "\
# our domains
[domain.\"*\"]
expires = 30  # a month
dns = \"Cloudflare, Inc.\"   # keep

[domain.\"cobaltmug.com\"] # the shop
registrar = { allowed = [\"NameCheap, Inc.\"], severity = \"warning\" } # until the contract ends
mail = \"Google LLC\"
# end of the shop

[domain.\"example.org\"]
active = true
";

/// A program with the policy in its folder.
fn with(policy: &str) -> Program {
    let program = Program::new();
    fs::write(program.home().join("trace.toml"), policy).expect("is written");
    program
}

/// The policy as it is now.
fn now(program: &Program) -> String {
    fs::read_to_string(program.home().join("trace.toml")).expect("is text")
}

/// Updates by a case.
fn update(program: &Program, case: &str, options: &[&str]) -> (i32, String, String) {
    let case = fixture(&format!("{case}.case"));
    let ran = program.run(&[&["check", "--update", "--replay", &case], options].concat());
    (ran.code, ran.out, ran.err)
}

#[test]
fn a_value_is_replaced_in_the_form_that_its_owner_chose_and_nothing_else_is_touched() {
    let program = with(OWN);
    let (code, out, err) = update(&program, "registrar-transfer", &["--yes"]);
    assert_eq!((code, err.as_str()), (0, "trace: wrote this change to trace.toml\n"), "{out}");
    let list = "allowed = [\"NameCheap, Inc.\"";
    let longer = format!("{list}, \"Porkbun LLC\"");
    assert_eq!(now(&program), OWN.replace(list, &longer));
    assert_eq!(
        out,
        format!(
            "trace.toml:7: [domain.\"cobaltmug.com\"]\n\
             - registrar = {{ {list}], severity = \"warning\" }}\n\
             + registrar = {{ {longer}], severity = \"warning\" }}\n"
        )
    );
    let again = update(&program, "registrar-transfer", &["--yes"]);
    assert_eq!(
        again,
        (0, String::new(), "trace: there is nothing to change in trace.toml\n".into())
    );
}

#[test]
fn without_a_yes_nothing_is_written() {
    let program = with(OWN);
    let (code, out, err) = update(&program, "registrar-transfer", &[]);
    assert_eq!(code, 1);
    assert!(out.contains("+ registrar"), "{out}");
    assert_eq!(err, "trace: nothing was written; --yes writes this change to trace.toml\n");
    assert_eq!(now(&program), OWN);
}

#[test]
fn what_holds_for_all_gets_a_line_in_the_section_of_the_one_that_differs() {
    let program = with(OWN);
    let (code, out, _) = update(&program, "mx-moved", &["--yes"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(now(&program), format!("{OWN}\n[domain.\"brightloaf.com\"]\ndns = \"Gandi SAS\"\n"));
    let own = OWN.replace("example.org", "brightloaf.com");
    let program = with(&format!("{own}# the end\n"));
    let (code, out, _) = update(&program, "mx-moved", &["--yes"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(now(&program), format!("{own}dns = \"Gandi SAS\"\n# the end\n"));
}

#[test]
fn what_all_of_them_agree_on_is_changed_where_it_stands() {
    let policy = "[domain.\"*\"]\nmail = \"Old Mail\"\n[domain.\"brightloaf.com\"]\n";
    let program = with(policy);
    let (code, out, _) = update(&program, "mx-moved", &["--yes"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(now(&program), policy.replace("Old Mail", "Google LLC"));
}

#[test]
fn what_no_value_can_make_right_stays_and_fails() {
    let program = with("[domain.\"wellknown.dev\"]\nexpires = 30\n");
    let (code, out, err) = update(&program, "expiry-near", &["--yes"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("wellknown.dev: expires stays as it is: "), "{out}");
    assert_eq!(err, "trace: there is nothing to change in trace.toml\n");
}

#[test]
fn every_changed_world_is_accepted_but_for_what_is_for_the_owner_to_mend() {
    let text = fs::read_to_string(fixture("trace.toml")).expect("is text");
    let files =
        fs::read_dir(fixture("")).expect("a folder").map(|file| file.expect("a file").path());
    let mut left = Vec::new();
    let mut cases: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "case")).collect();
    cases.sort();
    for case in cases {
        let program = with(&text);
        let name = case.file_stem().expect("a name").to_string_lossy().into_owned();
        let (code, out, err) = update(&program, &name, &["--yes"]);
        let ran = program.run(&["check", "--replay", case.to_str().expect("a path")]);
        assert_eq!(code, ran.code, "{name}: {out}{err}{}", ran.out);
        left.extend((code != 0).then(|| format!("{name}: {out}")));
    }
    expect("update.txt", &left.concat());
}

#[test]
fn a_name_that_is_gone_is_compared_with_its_neighbours_in_the_policy() {
    let program = with("[domain.\"*\"]\nactive = true\n[domain.\"milongas.com\"]\n");
    let ran = program.run(&["check", "--replay", &fixture("name-deleted.case")]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("did you mean milongas.com"), "{}", ran.out);
}
