//! The commands beside tracing.

use std::fs;

use serde_json::Value;

use super::{Program, failed, fixture, fixture_text, printed};

#[test]
fn the_schema_is_a_json_schema_and_every_example_is_valid_by_it() {
    let ran = Program::new().run(&["schema"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&ran.out).expect("is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator = jsonschema::validator_for(&schema).expect("is a schema");
    let program = Program::new();
    for arguments in [&["--json", "AS0"][..], &["--json", "--replay", "demo"]] {
        let value = serde_json::from_str(&program.run(arguments).out).expect("is JSON");
        assert!(validator.is_valid(&value), "{arguments:?}");
    }
}

#[test]
fn a_case_is_shown_one_exchange_a_line() {
    let ran = Program::new().run(&["case", "show", &fixture("cases/registry-down.case")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    let recorded = fixture_text("cases/registry-down.case").lines().count();
    assert_eq!(lines.len(), recorded + 1, "header, what it shows, exchanges, footer");
    assert!(lines[0].starts_with("nightmarket.lumen, passive at 20"), "{}", lines[0]);
    assert!(lines[1].starts_with("The registry's RDAP and WHOIS servers refuse"), "{}", lines[1]);
    assert!(ran.out.contains("refused"));
    assert!(lines.last().is_some_and(|line| line.contains(" exchanges in ")), "{:?}", lines.last());
}

#[test]
fn a_body_that_is_not_what_was_recorded_is_found() {
    let program = Program::new();
    let text = fixture_text("cases/demo.case");
    let tampered = text.replace("Gandi SAS", "Gandy SAS");
    assert_ne!(text, tampered);
    fs::write(program.home().join("tampered.case"), tampered).expect("is written");
    let ran = program.run(&["case", "verify", "tampered.case"]);
    assert_eq!(ran.code, 2);
    let broken = ran.out.lines().count();
    assert!(broken > 0 && ran.out.lines().all(|line| line.starts_with("not as recorded: GET ")));
    let expected =
        format!("trace: tampered.case: {broken} of the recorded bodies do not have their digest\n");
    assert_eq!(ran.err, expected);
}

#[test]
fn a_case_that_was_cut_off_verifies_as_far_as_it_goes() {
    let program = Program::new();
    let text = fixture_text("cases/demo.case");
    let cut: Vec<&str> = text.lines().take(4).collect();
    fs::write(program.home().join("cut.case"), cut.join("\n")).expect("is written");
    let expected = "intact, but the run was cut off: 3 exchanges, every body has its digest\n";
    assert_eq!(program.run(&["case", "verify", "cut.case"]), printed(0, expected));
}

#[test]
fn the_directory_lists_every_provider_with_its_identifier_in_order() {
    let ran = Program::new().run(&["directory", "list"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ids: Vec<&str> =
        ran.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(ids.len() > 20 && ids.is_sorted(), "{ids:?}");
    assert!(ids.contains(&"cloudflare") && ids.contains(&"gandi"));
}

#[test]
fn the_directory_shows_what_it_knows_and_where_from() {
    let program = Program::new();
    let ran = program.run(&["directory", "show", "cloudflare"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("Cloudflare, Inc. (cloudflare)\n"), "{}", ran.out);
    for word in ["  contact ", "  sign ", "https://", "AS13335"] {
        let found = ran.out.contains(word) || word == "AS13335" && ran.out.contains("13335");
        assert!(found, "{word} is not in {}", ran.out);
    }
    let expected = "trace: no provider has the identifier or name \"nobody\"; `trace directory list` prints all";
    assert_eq!(program.run(&["directory", "show", "nobody"]), failed(expected));
}

#[test]
fn a_company_is_found_by_its_name_and_a_slip_is_met_with_what_may_be_meant() {
    let program = Program::new();
    let by_name = program.run(&["directory", "show", "gandi sas"]);
    assert!(by_name.out.starts_with("Gandi SAS (gandi)\n"), "{}", by_name.out);
    let slip = program.run(&["directory", "show", "gandy"]);
    assert_eq!(slip.code, 2);
    assert!(slip.err.contains("did you mean \"gandi\"?"), "{}", slip.err);
}

#[test]
fn a_registrars_number_and_an_issuers_name_lead_to_contacts() {
    let program = Program::new();
    for (what, contact) in [
        ("iana:1910", "  contact    https://abuse.cloudflare.com/ (the form that it asks for"),
        ("iana:440", "  contact    abuse@wildwestdomains.com (secondary, 2025-07-23"),
        ("issuer:Let's Encrypt", "  contact    cert-prob-reports@letsencrypt.org (published"),
        ("iana:420", "  contact    DomainAbuse@service.aliyun.com"),
        ("iana:3793", "  contact    dnsabuse_complaint@tencent.com"),
        ("iana:3793", "registrar    Guangzhou Yunxun Information Technology Co., Ltd. (tencent)"),
    ] {
        let ran = program.run(&["directory", "match", what]);
        assert!(ran.out.contains(contact), "{what}: {}", ran.out);
    }
    for (what, words) in [
        ("iana:376", "number 376 is no registrar's"),
        ("iana:9995", "a test, with nobody to write to"),
        ("iana:9999", "the registry itself acts as registrar"),
        ("iana:1", "number 1 is no registrar's"),
        ("iana:999999", "the register has no number 999999"),
    ] {
        let ran = program.run(&["directory", "match", what]);
        assert!(ran.out.contains(words) && ran.out.lines().count() == 1, "{what}: {}", ran.out);
    }
    for what in ["iana:x", "issuer:", "", "no such thing", "AS99999999999"] {
        let ran = program.run(&["directory", "match", what]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{what}");
        assert!(ran.err.starts_with("trace: cannot look up "), "{}", ran.err);
    }
    let ran = program.run(&["directory", "match", "iana:292", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).expect("is JSON");
    let contacts = answer["verdicts"][0]["contacts"].as_array().expect("a list");
    let values: Vec<_> = contacts.iter().map(|contact| &contact["value"]).collect();
    assert!(contacts.iter().any(|contact| contact["prefers_form"] == true), "{values:?}");
    assert!(!values.contains(&&"abusecomplaints@markmonitor.com".into()), "was given up");
}

#[test]
fn lint_counts_by_role_how_many_can_be_reached() {
    let ran = Program::new().run(&["directory", "lint", "--reach"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for word in ["role ", "registrar ", "certificate ", "all "] {
        assert!(ran.out.lines().any(|line| line.starts_with(word)), "{word}: {}", ran.out);
    }
}

#[test]
fn the_directory_says_by_which_sign_it_matches_and_what_would_prove_that_wrong() {
    let program = Program::new();
    for (what, expected) in [
        ("ns1.gandi.net", "dns          Gandi SAS (gandi) by name-server gandi.net: "),
        ("NS1.GANDI.NET.", "dns          Gandi SAS (gandi) by name-server gandi.net: "),
        ("104.16.1.1", "cdn          Cloudflare, Inc. (cloudflare) by prefix 104.16.0.0/13: "),
        (
            "https://sites.google.com/view/example",
            "host         Google LLC (google) by url sites.google.com/view, Google Sites: ",
        ),
        (
            "sites.google.com/viewer",
            "host         Google LLC (google) by platform sites.google.com",
        ),
        (
            "example.pages.dev",
            "cdn          Cloudflare, Inc. (cloudflare) by platform pages.dev, Cloudflare Pages, stores content: ",
        ),
    ] {
        let ran = program.run(&["directory", "match", what]);
        assert!(ran.code == 0 && ran.out.starts_with(expected), "{what}: {}", ran.out);
        for word in ["  source     https://", "  wrong if   "] {
            assert!(ran.out.contains(word), "{word} is not in {}", ran.out);
        }
    }
    for nobody in ["ns1.example.org", "192.0.2.1", "AS64496"] {
        let expected = format!("no sign in the directory matches {nobody}\n");
        assert_eq!(program.run(&["directory", "match", nobody]), printed(0, &expected));
    }
    let network = program.run(&["directory", "match", "AS13335"]);
    assert!(network.out.contains("network      Cloudflare, Inc."), "{}", network.out);
}

#[test]
fn a_top_level_domain_is_explained_without_a_network() {
    let program = Program::new();
    let ran = program.run(&["explain", ".de"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for line in ["registry     DENIC eG, DE", "only the registry", "whois.denic.de (port 43"] {
        assert!(ran.out.contains(line), "{line}: {}", ran.out);
    }
    let below = program.run(&["explain", ".uk.com"]).out;
    assert!(below.contains("CentralNic") && !below.contains("verisign"), "{below}");
    for unknown in [".onion", ".github.io", ".", "", "..", ".no such"] {
        let ran = program.run(&["explain", unknown]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{unknown}");
        assert!(ran.err.contains("nothing is known of"), "{}", ran.err);
    }
}

#[test]
fn words_of_the_screen_and_rules_of_a_policy_are_explained_and_a_mistyped_one_is_guessed() {
    let program = Program::new();
    for (words, says) in [
        (&["explain", "dns"][..], "trace explain check dns"),
        (&["explain", "check", "dns"], "dns = the name of a company"),
        (&["explain", "check"], "name_servers: The zone has these"),
        (&["explain", "name_servers"], "check name_servers: a rule"),
        (&["explain", "of", "the", "block", "above"], "larger block"),
        (&["explain", "behind-proxy"], "stands behind a proxy"),
    ] {
        let ran = program.run(words);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}");
        assert!(ran.out.contains(says), "{words:?}: {}", ran.out);
    }
    for (words, meant) in [
        (&["explain", "phising"][..], "did you mean `phishing`?"),
        (&["explain", "check", "regstrar"], "did you mean `registrar`?"),
    ] {
        let ran = program.run(words);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(meant), "{}", ran.err);
    }
}

#[test]
fn every_top_level_domain_of_the_table_can_be_explained() {
    let known = trace::directory::Directory::embedded();
    let table = include_str!("../../src/directory/tlds.tsv");
    for suffix in table.lines().filter_map(|line| line.split('\t').next()) {
        let sheet = trace::explain::explain(&format!(".{suffix}"), &known);
        let rows = sheet.map(|sheet| sheet.rows).unwrap_or_default();
        assert!(rows.iter().any(|(heading, _)| *heading == "registry"), "{suffix}");
        assert!(rows.iter().any(|(heading, _)| *heading == "WHOIS"), "{suffix}");
    }
}

#[test]
fn a_match_as_json_holds_the_same_and_the_users_own_entries_come_first() {
    let program = Program::new();
    let own = "[[provider]]\nid = \"own\"\nname = \"Own\"\nsource = \"https://example.com/\"\n\
               read = \"2026-11-22\"\n\
               signs = [{ kind = \"alias\", role = \"host\", values = [\"github.io\"] }]\n";
    fs::write(program.home().join("own.toml"), own).expect("is written");
    let asked = ["directory", "match", "--json", "--directory", "own.toml", "x.github.io"];
    let ran = program.run(&asked);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).expect("is JSON");
    let verdict = &answer["verdicts"][0];
    assert_eq!(
        (&answer["query"], &verdict["provider"]["id"]),
        (&"x.github.io".into(), &"own".into())
    );
    assert_eq!(verdict["sign"]["specificity"], 2);
    let against = verdict["against"][0].as_str().expect("a reason");
    assert!(against.contains("is GitHub, Inc.'s, as host (as specific"), "{against}");
}

#[test]
fn lint_counts_gaps_and_fails_only_where_entries_cannot_be_used() {
    let program = Program::new();
    let ran = program.run(&["directory", "lint"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains(" providers, ") && ran.out.contains("  without a country\n"));
    let good = "[[provider]]\nid = \"own\"\nname = \"Own\"\nsource = \"https://example.com/\"\n\
                read = \"2000-01-01\"\n\
                signs = [{ kind = \"alias\", role = \"host\", values = [\"cdn.example.com\"] }]\n";
    fs::write(program.home().join("own.toml"), good).expect("is written");
    let ran = program.run(&["directory", "lint", "-v", "--directory", "own.toml"]);
    let expected = "\
1 providers, 1 signs, 0 contacts: the format is right
     1  without a country
        own
     1  without a web site
        own
     1  without any contact
        own
     0  roles without a contact, in entries that have others
     0  contacts of a service that no sign shows
     0  contacts that must not be used
     0  contacts without the languages they take
     0  contacts older than 180 days, or entered from memory
     1  groups of signs older than 180 days
        own: host alias
     0  groups of signs entered from memory
";
    assert_eq!(ran, printed(0, expected));
    fs::write(program.home().join("own.toml"), good.replace("alias", "allies"))
        .expect("is written");
    let ran = program.run(&["directory", "lint", "--directory", "own.toml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("own.toml: provider `own`: signs[0].kind: `allies` is not"));
}

#[test]
fn the_cache_says_where_it_is_and_is_emptied() {
    let program = Program::new();
    let folder = program.home().join("cache/trace");
    let path = program.run(&["cache", "path"]);
    assert_eq!(path, printed(0, &format!("{}\n", folder.display())));
    assert_eq!(program.run(&["cache", "clear"]), printed(0, ""));
    fs::create_dir_all(folder.join("deep")).expect("is made");
    fs::write(folder.join("deep/answer"), "x").expect("is written");
    assert_eq!(program.run(&["cache", "clear"]), printed(0, ""));
    assert!(!folder.exists());
}

#[test]
fn a_subcommand_without_its_argument_shows_how_it_is_used() {
    let program = Program::new();
    for arguments in
        [&["case"][..], &["case", "show"], &["directory"], &["completions"], &["cache"]]
    {
        let ran = program.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains("Usage: trace "), "{arguments:?}: {}", ran.err);
    }
}

/// The generated files of the repository with the commands that print them.
fn generated() -> Vec<(String, String)> {
    let pages = trace::cli::help::paths().into_iter().map(|path| {
        let name = format!("trace {path}").trim_end().replace(' ', "-");
        (format!("{name}.1"), format!("man {path}"))
    });
    let shells = [
        ("trace.bash", "completions bash"),
        ("_trace", "completions zsh"),
        ("trace.fish", "completions fish"),
        ("trace.elv", "completions elvish"),
        ("_trace.ps1", "completions powershell"),
    ];
    pages.chain(shells.map(|(file, words)| (file.to_owned(), words.to_owned()))).collect()
}

#[test]
#[cfg_attr(not(all(feature = "mcp", feature = "queue")), ignore = "about all commands")]
fn the_manual_and_the_completions_are_in_step_with_the_program() {
    let folder = format!("{}/completions", env!("CARGO_MANIFEST_DIR"));
    let bless = std::env::var_os("TRACE_BLESS").is_some();
    for (file, words) in generated() {
        let ran = Program::new().run(&words.split_whitespace().collect::<Vec<_>>());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{file}");
        let path = format!("{folder}/{file}");
        if bless {
            fs::create_dir_all(&folder).expect("is made");
            fs::write(&path, &ran.out).expect("is written");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == ran.out,
            "{file} is out of step; `TRACE_BLESS=1 cargo test` renews it"
        );
    }
    let files = fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(files, generated().len(), "every file is generated");
}

#[test]
fn the_manual_page_names_every_option_and_the_exit_codes() {
    let page = Program::new().run(&["man"]).out.replace("\\-", "-");
    for word in ["--resolver", "--save-case", "--replay", "TRACE_OUTPUT", "EXIT STATUS"] {
        assert!(page.contains(word), "{word} is not in the manual");
    }
}

#[test]
fn help_about_a_command_that_was_mistyped_names_the_one_that_was_meant() {
    let told = Program::new().run(&["help", "chek"]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.err.contains("'chek'") && told.err.contains("'check'"), "{}", told.err);
}

#[test]
fn a_folder_is_no_case_to_draft_from_and_a_word_is_no_number() {
    let program = Program::new();
    let folder = program.home().display().to_string();
    let told = program.run(&["report", &folder, "--harm", "phishing"]);
    assert_eq!(told.code, 2);
    assert!(told.err.starts_with(&format!("trace: cannot read {folder}")), "{}", told.err);
    assert!(!told.err.contains("no step"), "{}", told.err);
    let soon = program.run(&["--timeout", "soon", "example.com"]);
    assert!(soon.code == 2 && soon.err.contains("use a number of seconds"), "{}", soon.err);
    let many = program.run(&["--concurrency", "many", "example.com"]);
    assert!(many.code == 2 && many.err.contains("use a whole number"), "{}", many.err);
}

#[test]
fn what_cannot_both_be_true_is_refused_with_the_reason() {
    let program = Program::new();
    for (harm, said) in [
        ("hacked-site", "--malicious"),
        ("pharming", "--malicious"),
        ("trademark-in-name", "--compromised"),
    ] {
        for words in [&["--replay", "demo"][..], &["report", "demo"]] {
            let told = program.run(&[words, &["--harm", harm, said]].concat());
            let begins = format!("trace: --harm {harm} and {said} contradict each other: ");
            assert_eq!((told.code, told.out.as_str()), (2, ""));
            assert!(told.err.starts_with(&begins), "{}", told.err);
        }
    }
}
