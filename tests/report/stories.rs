//! What a reporter meets: blanks, refusals, escalation, many at once, what is never written.

use std::fs;

use super::{case, drafted, run};

#[test]
fn nothing_is_written_about_child_sexual_abuse_material_in_any_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("drafts");
    let out = out.to_str().expect("a path");
    for format in ["text", "eml", "form", "xarf", "arf"] {
        let printed =
            run(&[&case("shared-hosting"), "--harm", "csam", "--out", out, "--format", format]);
        assert_eq!(printed.code, Ok(2));
        assert!(printed.out.contains("hotline"), "{}", printed.out);
        assert!(!printed.out.contains('@'), "{}", printed.out);
        assert!(printed.err.contains("nothing is drafted"), "{}", printed.err);
        assert!(!std::path::Path::new(out).exists(), "{format} wrote something");
    }
}

#[test]
fn a_blank_is_marked_counted_and_fails_only_when_strict() {
    let printed = drafted("shared-hosting", "phishing", &["--to", "host"]);
    assert_eq!(printed.code, Ok(0));
    assert!(printed.out.contains("[[brand: who is imitated]]"), "{}", printed.out);
    assert!(printed.err.contains("blanks are left"), "{}", printed.err);
    assert!(printed.err.contains("  brand: who is imitated"), "{}", printed.err);
    let strict = drafted("shared-hosting", "phishing", &["--to", "host", "--strict"]);
    assert_eq!(strict.code, Ok(3));
    let filled = drafted(
        "shared-hosting",
        "phishing",
        &[
            "--to",
            "host",
            "--strict",
            "--set",
            "brand=Example Bank",
            "--set",
            "real_site=https://bank.example/",
            "--set",
            "seen_at=2026-11-22T10:00:00Z",
            "--set",
            "seen_how=any browser",
            "--set",
            "screenshot=1.png",
            "--set",
            "good_faith=I believe in good faith that this is accurate and complete",
            "--set",
            &format!("url={}", url_of("shared-hosting")),
        ],
    );
    assert_eq!(filled.code, Ok(0), "{}", filled.err);
    assert!(!filled.out.contains("[["), "{}", filled.out);
    assert!(filled.out.contains("https://bank.example/"), "the real site is no secret");
}

/// An address at the host of a case.
fn url_of(name: &str) -> String {
    let first = fs::read_to_string(case(name)).expect("reads");
    let header: serde_json::Value =
        serde_json::from_str(first.lines().next().expect("a line")).expect("JSON");
    let target = header["target"].as_str().expect("a target");
    let host = target.split("://").last().expect("a host").split('/').next().expect("a host");
    format!("https://{host}/login")
}

#[test]
fn a_draft_with_wrong_content_is_not_written_and_says_why() {
    let elsewhere = drafted(
        "shared-hosting",
        "phishing",
        &["--to", "host", "--set", "url=https://other.example/login"],
    );
    assert_eq!(elsewhere.code, Ok(3));
    assert_eq!(elsewhere.out, "");
    assert!(elsewhere.err.contains("details-mismatch"), "{}", elsewhere.err);
    let unread = drafted(
        "shared-hosting",
        "phishing",
        &["--to", "host", "--set", "mailbox=noreply@desk.example"],
    );
    assert!(unread.err.contains("unread-mailbox"), "{}", unread.err);
}

#[test]
fn registry_and_icann_are_not_drafted_without_proof_of_the_step_before() {
    let printed = drafted("shared-hosting", "phishing", &["--malicious"]);
    assert!(printed.err.contains("no-proof-of-the-step-before"), "{}", printed.err);
    assert!(!printed.out.contains("-registry.txt"), "{}", printed.out);
    assert!(!printed.out.contains("-icann.txt"), "{}", printed.out);
}

#[test]
fn an_escalation_names_the_step_before() {
    let printed = drafted("shared-hosting", "phishing", &[]);
    let told = printed.out.lines().filter(|line| line.starts_with("Told already: the step before"));
    assert!(told.count() > 0, "{}", printed.out);
    let said = drafted(
        "shared-hosting",
        "phishing",
        &["--set", "told_before=Host Ltd, 2026-11-21, ticket 7"],
    );
    assert!(
        said.out.contains("the step before this one: Host Ltd, 2026-11-21, ticket 7"),
        "{}",
        said.out
    );
}

#[test]
fn signature_and_oath_stay_empty_and_are_counted() {
    let url = format!("url={}", url_of("shared-hosting"));
    let printed = drafted("shared-hosting", "copyright", &["--to", "host", "--set", &url]);
    for blank in ["[[signature]]", "[[oath]]"] {
        assert!(printed.out.contains(blank), "{blank} in {}", printed.out);
    }
    let set = drafted("shared-hosting", "copyright", &["--set", "signature=/s/ Ann"]);
    assert!(set.code.expect_err("is refused").contains("by hand"));
}

#[test]
fn many_targets_give_one_draft_a_recipient_and_one_host_a_report_where_that_is_the_rule() {
    let one = case("cdn-hides-host");
    let two = case("edge-worker");
    let three = case("shared-hosting");
    let four = case("hacked-site-of-a-reseller");
    let printed = run(&[&one, &two, &three, &four, "--harm", "phishing", "--format", "form"]);
    for form in printed
        .out
        .split("===== ")
        .filter(|form| form.contains("Form: https://abuse.cloudflare.com"))
    {
        let urls = form.split("\nurls").nth(1).unwrap_or_default();
        let hosts: Vec<&str> = urls
            .lines()
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.split("://").nth(1))
            .collect();
        assert!(hosts.len() <= 1, "several hosts: {hosts:?}");
    }
    let lists = run(&[&three, &three, "--harm", "malware", "--to", "host"]);
    assert_eq!(lists.out.matches("===== ").count(), 0, "one draft for one desk: {}", lists.out);
}

#[test]
fn a_hidden_holder_is_asked_for_only_when_that_is_wanted() {
    let words = ["--disclosure", "--set", "data_elements=name and mailbox"];
    let printed = drafted("thin-registry-whois-registrar", "trademark-in-name", &words);
    if printed.code == Ok(0) {
        assert!(printed.out.contains("section 10.2"), "{}", printed.out);
        assert!(printed.out.contains("It is no abuse report."), "{}", printed.out);
        assert!(printed.out.contains("[[legal_basis: "), "{}", printed.out);
        assert!(printed.err.contains("purpose: "), "{}", printed.err);
    } else {
        assert!(printed.err.contains("nothing-to-disclose"), "{}", printed.err);
    }
    let address = drafted("ipv4-literal", "phishing", &["--disclosure"]);
    assert_eq!(address.code, Ok(3));
    assert!(address.err.contains("no registered holder"), "{}", address.err);
}

#[test]
fn files_are_named_by_order_desk_and_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("drafts");
    let url = format!("url={}", url_of("shared-hosting"));
    let printed = drafted(
        "shared-hosting",
        "phishing",
        &["--out", out.to_str().expect("a path"), "--set", &url],
    );
    assert_eq!(printed.code, Ok(0), "{}", printed.err);
    for name in
        ["01-host.txt", "01-host.eml", "01-host.xarf.json", "01-host.xarf.eml", "02-registrar.txt"]
    {
        assert!(out.join(name).exists(), "{name}: {}", printed.out);
    }
    let files = fs::read_dir(&out).expect("a folder").map(|file| file.expect("a file").path());
    let json = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    assert!(json.into_iter().all(|path| path.to_string_lossy().contains(".xarf.")));
    assert!(printed.out.contains("01-host.txt 01-host.eml"), "{}", printed.out);
    assert!(printed.err.contains("takes its form only"), "{}", printed.err);
}

#[test]
fn drafts_are_in_the_recipients_language_as_well() {
    let printed = drafted("demo", "phishing", &[]);
    for language in ["----- Deutsch -----", "----- Français -----"] {
        assert!(printed.out.contains(language), "{language}");
    }
}
