//! One thing changes, and the rules that it concerns fail: no other, and no fewer.

use std::fs;

use serde_json::Value;
use trace::wire::case::Case;

use super::{Program, check, fixture, rules};

/// A story: the case, the rules that fail, and those of which nothing can be told.
type Story = (&'static str, &'static [&'static str], &'static [&'static str]);

/// What has changed since the policy was written.
const STORIES: &[Story] = &[
    ("as-it-should-be", &[], &[]),
    ("registrar-transfer", &["registrar"], &[]),
    ("name-servers-swapped", &["name_servers"], &[]),
    ("operator-dropped", &["dns", "name_servers"], &[]),
    ("name-server-dead", &["name_servers_answer"], &[]),
    ("cdn-removed", &["cdn", "host", "network"], &[]),
    ("cdn-added", &["cdn", "network"], &["host"]),
    ("cdn-addresses-rotate", &[], &[]),
    ("host-moved", &["host", "network", "countries"], &[]),
    ("www-moved-alone", &["same_as_www"], &[]),
    ("alias-dangling", &["no_dangling_alias", "same_as_www"], &[]),
    ("aaaa-removed", &["both_families"], &[]),
    ("mx-moved", &["mail"], &[]),
    ("lock-removed", &["locks"], &[]),
    ("ds-removed", &["dnssec"], &[]),
    ("caa-changed", &["caa"], &[]),
    ("other-authority", &["certificate"], &[]),
    ("expiry-near", &["expires"], &[]),
    ("security-txt-expired", &["security_txt"], &[]),
    ("abuse-mailbox-dead", &["abuse_contact"], &[]),
    (
        "client-hold",
        &["active", "dns", "name_servers", "name_servers_answer", "host", "network"],
        &["certificate"],
    ),
    (
        "name-deleted",
        &[
            "active",
            "expires",
            "locks",
            "registrar",
            "dns",
            "name_servers",
            "name_servers_answer",
            "host",
            "network",
            "abuse_contact",
        ],
        &["certificate"],
    ),
    ("address-registry-down", &[], &["abuse_contact"]),
    ("registry-rdap-down", &[], &["locks", "abuse_contact"]),
    (
        "registry-down",
        &[],
        &["active", "expires", "locks", "registrar", "countries", "abuse_contact"],
    ),
];

/// The report on a case as JSON.
fn report(case: &str, options: &[&str]) -> (i32, Value) {
    let ran = check(case, &[&["-o", "json"], options].concat());
    assert_eq!(ran.err, "", "{case}");
    (ran.code, serde_json::from_str(&ran.out).expect("is JSON"))
}

#[test]
fn a_change_fails_exactly_the_rules_that_it_concerns() {
    for (case, failed, untold) in STORIES {
        let (code, report) = report(case, &[]);
        assert_eq!(rules(&report, "fail"), *failed, "{case}");
        assert_eq!(rules(&report, "could-not-tell"), *untold, "{case}");
        assert_eq!(code, i32::from(!failed.is_empty()), "{case}");
        assert_eq!(report["passed"], Value::from(failed.is_empty()), "{case}");
    }
}

#[test]
fn every_recorded_case_has_its_story_and_is_whole() {
    let mut names: Vec<String> = fs::read_dir(fixture(""))
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "case"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut told: Vec<&str> = STORIES.iter().map(|(case, ..)| *case).collect();
    told.sort_unstable();
    assert_eq!(names, told);
    for name in names {
        let text = fs::read_to_string(fixture(&format!("{name}.case"))).expect("is text");
        let case = Case::read(&text).expect("reads");
        assert!(case.header.shows.ends_with('.') && case.footer.is_some(), "{name}");
        assert!(case.lines.iter().all(trace::wire::case::Line::is_intact), "{name}");
    }
}

#[test]
fn what_could_not_be_told_counts_only_where_the_check_is_strict() {
    assert_eq!(report("registry-down", &[]).0, 0);
    let (code, strict) = report("registry-down", &["--strict"]);
    assert_eq!((code, &strict["passed"]), (1, &Value::Bool(false)));
    assert_eq!(report("as-it-should-be", &["--strict"]).0, 0);
}

#[test]
fn every_failure_says_what_was_expected_found_and_by_whom_and_why() {
    for (case, failed, untold) in STORIES {
        let (_, report) = report(case, &[]);
        for result in report["domains"][0]["results"].as_array().expect("results") {
            let rule = result["rule"].as_str().expect("a rule");
            let text = |key: &str| result[key].as_str().unwrap_or_default().to_owned();
            assert!(!text("expected").is_empty() && !text("found").is_empty(), "{case}: {rule}");
            assert!(result["line"].as_u64().is_some_and(|line| line > 1), "{case}: {rule}");
            if failed.contains(&rule) || untold.contains(&rule) {
                assert!(!text("reason").is_empty(), "{case}: {rule} has no reason");
            }
            if failed.contains(&rule) {
                assert_ne!(result["evidence"], serde_json::json!([]), "{case}: {rule}");
            }
        }
    }
}

#[test]
fn a_suspended_name_is_the_likely_reason_of_all_that_follows_from_it() {
    let (_, report) = report("client-hold", &[]);
    for result in report["domains"][0]["results"].as_array().expect("results") {
        if result["verdict"] == "fail" {
            let reason = result["reason"].as_str().expect("a reason");
            assert!(reason.contains("suspended (client hold)"), "{}: {reason}", result["rule"]);
        }
    }
}

#[test]
fn a_warning_is_said_and_lets_the_check_pass() {
    let program = Program::new();
    let policy = "[domain.\"cobaltmug.com\"]\n\
                  registrar = { expected = \"Another, Inc.\", severity = \"warning\" }\n";
    fs::write(program.home().join("trace.toml"), policy).expect("is written");
    let case = fixture("as-it-should-be.case");
    let ran = program.run(&["check", "--replay", &case]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(
        ran.out.contains("warning") && ran.out.contains("found     NameCheap, Inc."),
        "{}",
        ran.out
    );
}

#[test]
fn rules_about_numbers_prefixes_and_forbidden_parties_hold() {
    let program = Program::new();
    let cases = [
        ("registrar = 1068", "pass"),
        ("registrar = 1069", "fail"),
        ("registrar = \"namecheap\"", "pass"),
        ("network = \"AS13335\"", "pass"),
        ("network = \"AS64500\"", "fail"),
        ("network = { forbidden = \"AS13335\" }", "fail"),
        ("cdn = { forbidden = [\"fastly\", \"akamai\"] }", "pass"),
        ("cdn = { allowed = [\"fastly\", \"cloudflare\"] }", "pass"),
        ("cdn = \"none\"", "fail"),
        ("mail = \"none\"", "fail"),
        ("host = \"Hetzner Online GmbH\"", "could-not-tell"),
        ("addresses = [\"104.16.0.0/13\", \"172.64.0.0/13\", \"2606:4700::/32\"]", "pass"),
        ("addresses = { allowed = \"104.16.0.0/13\" }", "fail"),
        ("countries = { forbidden = \"US\", layers = [\"cdn\"] }", "fail"),
        ("countries = { expected = \"US\", layers = \"cdn\" }", "pass"),
        ("locks = [\"transfer\", \"delete\"]", "fail"),
        ("name_servers = { allowed = \"*.ns.cloudflare.com\" }", "pass"),
        ("reseller = \"none\"", "pass"),
        ("dnssec = \"unsigned\"", "pass"),
        ("expires = 3650", "fail"),
    ];
    for (rule, verdict) in cases {
        let policy = format!("[domain.\"cobaltmug.com\"]\n{rule}\n");
        fs::write(program.home().join("trace.toml"), policy).expect("is written");
        let case = fixture("as-it-should-be.case");
        let ran = program.run(&["check", "--replay", &case, "-o", "json"]);
        let report: Value = serde_json::from_str(&ran.out).expect("is JSON");
        assert_eq!(report["domains"][0]["results"][0]["verdict"], verdict, "{rule}: {report}");
    }
}

#[test]
fn a_name_that_the_policy_does_not_mean_is_refused_and_costs_the_others_nothing() {
    let program = Program::new();
    fs::write(
        program.home().join("trace.toml"),
        "[domain.\"cobaltmug.com\"]\ncdn = \"cloudflare\"\n",
    )
    .expect("is written");
    let (ours, other) = (fixture("as-it-should-be.case"), fixture("lock-removed.case"));
    let ran = program.run(&["check", "--replay", &other, "--replay", &ours]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (2, "trace: no section of trace.toml is about brightloaf.com\n")
    );
    assert!(ran.out.contains("passed: 1 domain; 1 rule passed"), "{}", ran.out);
}

#[test]
fn a_missing_or_mistaken_policy_ends_the_run_before_anything_is_asked() {
    let program = Program::new();
    let ran = program.run(&["check"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("`trace check --init DOMAIN… --policy trace.toml` writes one"),
        "{}",
        ran.err
    );
    fs::write(
        program.home().join("trace.toml"),
        "[domain.\"example.com\"]\nregistar = 1\ncdn = []\n",
    )
    .expect("is written");
    let ran = program.run(&["check"]);
    assert_eq!(ran.code, 2);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(
        lines[0],
        "trace: trace.toml:2:1: unknown rule `registar`; did you mean `registrar`?"
    );
    assert!(lines[1].starts_with("       trace.toml:3:7: an empty list"), "{}", ran.err);
}

#[test]
fn a_target_of_which_nothing_can_be_learnt_ends_with_3_and_with_1_where_the_check_is_strict() {
    let program = Program::new();
    fs::write(
        program.home().join("trace.toml"),
        "[domain.\"example.com\"]\nhost = \"A\"\ncaa = \"a.example\"\n",
    )
    .expect("is written");
    let offline = ["check", "--resolver", "127.0.0.1:1", "--timeout", "0.5", "-q", "--no-cache"];
    let ran = program.run(&offline);
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("could not tell"), "{}", ran.out);
    assert_eq!(program.run(&[&offline[..], &["--strict"]].concat()).code, 1);
}

#[test]
fn a_policy_without_a_single_domain_checks_nothing_and_says_so() {
    let program = Program::new();
    let policy = "[domain.\"*.example.com\"]\nexpires = 30\n";
    std::fs::write(program.home().join("trace.toml"), policy).expect("is written");
    let ran = program.run(&["check"]);
    let expected = "trace: trace.toml names no single domain, so that nothing was checked; add a \
                    section [domain.\"example.com\"] or give a TARGET\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (2, "", expected));
}
