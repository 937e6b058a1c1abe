//! Options, variables and the configuration file.

use std::fs;

use serde_json::Value;

use super::{Program, Ran, failed, ran};

/// Runs a replay of the embedded case with a configuration file.
fn configured(text: &str, arguments: &[&str]) -> Ran {
    let program = Program::new();
    let folder = program.home().join("config/trace");
    fs::create_dir_all(&folder).expect("is made");
    fs::write(folder.join("config.toml"), text).expect("is written");
    program.run(arguments)
}

#[test]
fn settings_come_from_the_file_the_environment_and_the_command_line_the_latter_winning() {
    let program = Program::new();
    let folder = program.home().join("config/trace");
    fs::create_dir_all(&folder).expect("is made");
    fs::write(folder.join("config.toml"), "output = \"markdown\"\n").expect("is written");
    let starts = |command: &mut assert_cmd::Command, with: &str| {
        let ran = ran(command);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.starts_with(with), "{with:?} does not begin:\n{}", ran.out);
    };
    let replay = ["--replay", "demo"];
    starts(&mut program.command(&replay), "# ");
    starts(program.command(&replay).env("TRACE_OUTPUT", "ndjson"), "{\"schema\"");
    let mut explicit = program.command(&["--replay", "demo", "-o", "json"]);
    starts(explicit.env("TRACE_OUTPUT", "ndjson"), "{\n");
    let mut short = program.command(&["--replay", "demo", "--json"]);
    starts(short.env("TRACE_OUTPUT", "markdown"), "{\n");
}

#[test]
fn a_variable_with_a_wrong_value_is_named_with_what_is_allowed() {
    let program = Program::new();
    let run = |name: &str, value: &str| ran(program.command(&["AS0"]).env(name, value));
    let wrong = run("TRACE_OUTPUT", "xml");
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("'xml'") && wrong.err.contains("--output"), "{}", wrong.err);
    assert!(wrong.err.contains("human, brief, json, ndjson, csv, markdown"), "{}", wrong.err);
    let expected = "trace: --timeout is \"0\"; use 0.1 to 600 seconds\n\
                    The value comes from the variable TRACE_TIMEOUT.";
    assert_eq!(run("TRACE_TIMEOUT", "0"), failed(expected));
}

#[test]
fn switches_in_the_environment_can_be_off() {
    let program = Program::new();
    let case = super::fixture("cases/registry-down.case");
    let code = |value: &str| {
        ran(program.command(&["-q", "--replay", &case]).env("TRACE_STRICT", value)).code
    };
    assert_eq!((code("1"), code("true"), code("0"), code("false"), code("")), (3, 3, 0, 0, 0));
    assert_eq!(code("maybe"), 2);
}

#[test]
fn strict_makes_an_unknown_layer_count() {
    let case = super::fixture("cases/registry-down.case");
    let program = Program::new();
    let lenient = program.run(&["--replay", &case]);
    let strict = program.run(&["--strict", "--replay", &case]);
    assert_eq!((lenient.code, strict.code), (0, 3));
    assert_eq!(lenient.out, strict.out);
    assert_eq!(configured("strict = true", &["--replay", &case]).code, 3);
    assert_eq!(program.run(&["--strict", "--replay", "demo"]).code, 0);
}

#[test]
fn a_configuration_file_that_cannot_be_understood_is_named_with_the_line() {
    let program = Program::new();
    let folder = program.home().join("config/trace");
    fs::create_dir_all(&folder).expect("is made");
    let path = folder.join("config.toml");
    fs::write(&path, "output = \"jsn\"\n").expect("is written");
    let expected = format!(
        "trace: {}: TOML parse error at line 1, column 10
  |
1 | output = \"jsn\"
  |          ^^^^^
unknown variant `jsn`, expected one of `human`, `brief`, `json`, `ndjson`, `csv`, `markdown`, `svg`, `html`, `mermaid`, `stix`, `misp`; did you mean `json`?",
        path.display()
    );
    assert_eq!(program.run(&["AS0"]), failed(&expected));
    let unknown = configured("colour = \"always\"", &["AS0"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("unknown field `colour`"), "{}", unknown.err);
}

#[test]
fn a_configuration_file_does_not_keep_the_other_commands_from_working() {
    assert_eq!(configured("colour = 1", &["cache", "path"]).code, 0);
}

#[test]
fn values_out_of_range_say_what_is_in_range() {
    let program = Program::new();
    for (option, value, allowed) in [
        ("--timeout", "0", "use 0.1 to 600 seconds"),
        ("--timeout", "NaN", "use 0.1 to 600 seconds"),
        ("--timeout", "601", "use 0.1 to 600 seconds"),
        ("--concurrency", "0", "use 1 to 1000"),
        (
            "--resolver",
            "dns.example",
            "use system, ADDR[:PORT], tls://NAME@ADDR[:PORT] or an https:// URL",
        ),
        ("--whois-server", "whois example", "use HOST or HOST:PORT"),
    ] {
        let ran = program.run(&[option, value, "AS0"]);
        assert_eq!(ran, failed(&format!("trace: {option} is {value:?}; {allowed}")));
    }
}

#[test]
fn what_contacts_the_target_needs_probe() {
    for option in ["--follow", "--probe-url"] {
        let ran = Program::new().run(&[option, "example.com"]);
        let reason = "it contacts the target and needs --probe";
        assert_eq!(ran, failed(&format!("trace: {option} is \"on\"; {reason}")));
    }
}

#[test]
fn an_unknown_option_is_named() {
    let ran = Program::new().run(&["--frobnicate", "example.com"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with("error: unexpected argument '--frobnicate' found\n"),
        "{}",
        ran.err
    );
}

#[test]
fn options_that_contradict_each_other_are_refused() {
    let program = Program::new();
    for (arguments, first, second) in [
        (&["--replay", "demo", "example.com"][..], "--replay", "[TARGET]"),
        (&["--replay", "demo", "--save-case", "x.case"], "--replay", "--save-case"),
        (&["-v", "-q", "example.com"], "--verbose", "--quiet"),
    ] {
        let ran = program.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        let message = ran.err.lines().next().unwrap_or_default();
        assert!(message.contains(first) && message.contains(second), "{message}");
    }
}

#[test]
fn the_short_way_to_json_wins_over_every_other_way_to_say_a_format() {
    let program = Program::new();
    let out = |arguments: &[&str]| program.run(&[&["--replay", "demo"], arguments].concat()).out;
    assert!(out(&["-o", "markdown", "--json"]).starts_with("{\n"));
    assert!(out(&["--json", "-o", "markdown"]).starts_with("{\n"));
}

#[test]
fn colour_is_written_only_where_it_is_wanted() {
    let program = Program::new();
    let escapes = |arguments: &[&str]| {
        program.run(&[&["--replay", "demo"], arguments].concat()).out.contains('\u{1b}')
    };
    assert!(!escapes(&[]));
    assert!(escapes(&["--color", "always"]));
    assert!(!escapes(&["--color", "never"]));
    assert!(!escapes(&["--color", "always", "-o", "markdown"]));
    assert!(!escapes(&["--color", "always", "--json"]));
}

#[test]
fn help_and_the_version_are_told_on_standard_output() {
    let program = Program::new();
    let version = program.run(&["--version"]);
    let expected = format!("trace {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(version, super::printed(0, &expected));
    let help = program.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for word in ["Exit codes:", "--replay <FILE|demo>", "TRACE_RESOLVER", "--probe", "130"] {
        assert!(help.out.contains(word), "{word} is not in the help");
    }
}

#[test]
fn verbose_shows_evidence_and_powers_and_quiet_changes_no_result() {
    let program = Program::new();
    let plain = program.run(&["--replay", "demo"]);
    let verbose = program.run(&["--replay", "demo", "-v"]);
    assert_eq!((verbose.code, verbose.err.as_str()), (0, ""));
    assert!(verbose.out.len() > plain.out.len() && verbose.out.contains("[e1"));
    assert_eq!(program.run(&["--replay", "demo", "-q"]), plain);
}

#[test]
fn the_holder_is_named_only_when_it_is_asked_for() {
    let program = Program::new();
    let company = super::fixture("cases/jp-iso-2022-jp.case");
    let recorded = std::fs::read_to_string(&company).expect("the case");
    let case = program.home().join("person.case");
    std::fs::write(
        &case,
        recorded.replace("Sample Co., Ltd.", "Jane Roe").replace("3t<02q<R%5%s%W%k", "%5%s%W%k"),
    )
    .expect("writes");
    let case = case.display().to_string();
    let registrant = |arguments: &[&str]| {
        let ran = program.run(&[&["--json", "--replay", &case], arguments].concat());
        let value: Value = serde_json::from_str(&ran.out).expect("is JSON");
        let chain = value["chain"].as_array().expect("a chain").clone();
        chain.into_iter().find(|entry| entry["layer"] == "registrant").expect("an entry")
    };
    assert_eq!(registrant(&[])["status"], "hidden");
    assert_eq!(registrant(&["--show-registrant"])["status"], "identified");
}

#[test]
fn every_variable_with_an_unusable_value_is_named() {
    let program = Program::new();
    for (variable, value) in [
        ("TRACE_OUTPUT", "jsn"),
        ("TRACE_HARM", "phising"),
        ("TRACE_TIMEOUT", "soon"),
        ("TRACE_TIMEOUT", "0"),
        ("TRACE_CONCURRENCY", "0"),
        ("TRACE_RESOLVER", "dns.example"),
        ("TRACE_WHOIS_SERVER", "a b"),
        ("TRACE_COLOR", "blue"),
        ("TRACE_DEPTH", "deep"),
        ("TRACE_PROBE", "maybe"),
        ("TRACE_SHARD", "5/4"),
    ] {
        let told = ran(program.command(&["AS0"]).env(variable, value));
        assert_eq!(told.code, 2, "{variable}");
        let words = format!("The value comes from the variable {variable}.\n");
        assert!(told.err.ends_with(&words), "{variable}: {}", told.err);
    }
    let typed = ran(program.command(&["--timeout", "0", "AS0"]).env("TRACE_TIMEOUT", "7"));
    assert!(!typed.err.contains("TRACE_TIMEOUT"), "{}", typed.err);
    let short = ran(program.command(&["-o", "jsn", "AS0"]).env("TRACE_OUTPUT", "json"));
    assert!(!short.err.contains("TRACE_OUTPUT"), "{}", short.err);
}

#[test]
fn the_command_line_wins_over_a_variable_that_contradicts_it() {
    let program = Program::new();
    let replay = ["--replay", "demo"];
    let plain = program.run(&replay);
    for (variable, value) in [("TRACE_INPUT", "absent.txt"), ("TRACE_SAVE_CASE", "x.case")] {
        assert_eq!(ran(program.command(&replay).env(variable, value)), plain, "{variable}");
    }
    let quiet = ran(program.command(&["-q", "--replay", "demo"]).env("TRACE_VERBOSE", "1"));
    assert_eq!(quiet, plain);
    let both = ran(program.command(&["-v", "-q", "--replay", "demo"]).env("TRACE_QUIET", "1"));
    assert_eq!(both.code, 2, "what was typed contradicts itself");
}

#[test]
fn an_unknown_variable_that_looks_like_one_of_ours_is_a_warning() {
    let program = Program::new();
    for (variable, meant) in [
        ("TRACE_HRM", "TRACE_HARM"),
        ("TRACE_RESOVLER", "TRACE_RESOLVER"),
        ("TRACE_REPORT_NAM", "TRACE_REPORT_NAME"),
    ] {
        let told = ran(program.command(&["--replay", "demo"]).env(variable, "x"));
        let expected = format!("warning: {variable} is not read; did you mean {meant}?\n");
        assert_eq!((told.code, told.err), (0, expected));
    }
    let other = ran(program.command(&["--replay", "demo"]).env("TRACE_REPORT_NAME", "Jane Roe"));
    assert_eq!(other.err, "");
}

#[test]
fn an_empty_variable_is_not_set() {
    let program = Program::new();
    let plain = program.run(&["--replay", "demo"]);
    for variable in ["TRACE_OUTPUT", "TRACE_HARM", "TRACE_INPUT", "TRACE_TIMEOUT", "TRACE_SHARD"] {
        assert_eq!(ran(program.command(&["--replay", "demo"]).env(variable, "")), plain);
    }
}

#[test]
fn the_file_may_hold_every_setting_that_outlives_a_command_and_a_slip_in_it_is_met_with_a_guess() {
    let all = "output = \"markdown\"\nharm = \"phishing\"\nverbose = true\nprobe = true\n\
               probe_url = true\nfollow = true\nresolver = \"9.9.9.9\"\n\
               whois_server = \"whois.example.net\"\ntimeout = 7\nconcurrency = 2\n\
               unordered = true\ndepth = \"fast\"\nno_cache = true\ncolor = \"never\"\n\
               show_registrant = true\nstrict = false\ninput = \"list.txt\"\n\
               save_case = \"x.case\"\n[report]\nname = \"Jane Roe\"\n";
    let told = configured(all, &["--replay", "demo"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.starts_with("# ") && told.out.contains("## phishing"), "{}", told.out);
    for (slip, says) in [
        ("reslover = \"system\"", "did you mean `resolver`?"),
        ("harm = \"phising\"", "phising"),
        ("timeout = \"5\"", "expected a number"),
        ("concurrency = 1.5", "expected a whole number"),
        ("probe = 1", "expected true or false"),
    ] {
        let told = configured(slip, &["--replay", "demo"]);
        assert_eq!(told.code, 2, "{slip}");
        assert!(told.err.contains(says), "{slip}: {}", told.err);
    }
}

#[test]
fn the_settings_of_single_commands_come_from_the_file_too_and_what_is_empty_is_not_set() {
    let policy = super::fixture("checks/trace.toml");
    let case = super::fixture("checks/as-it-should-be.case");
    let check = ["check", "--replay", &case];
    let named = configured(&format!("policy = {policy:?}"), &check);
    assert_eq!(named.code, 0, "{}{}", named.out, named.err);
    let unnamed = configured("policy = \"\"", &check);
    assert!(unnamed.code == 2 && unnamed.err.contains("trace.toml"), "{}", unnamed.err);
    let typed = configured("policy = \"absent.toml\"", &[&check[..], &["-p", &policy]].concat());
    assert_eq!(typed.code, 0, "{}", typed.err);
    let share = configured("shard = \"5/4\"", &["--replay", "demo"]);
    assert_eq!(share, failed("trace: shard is \"5/4\"; use I/N, such as 1/4, with I from 1 to N"));
    assert_eq!(configured("shard = \"1/4\"", &["--replay", "demo"]).code, 0);
    let program = Program::new();
    let case = program.home().join("x.case");
    fs::copy(super::fixture("cases/demo.case"), &case).expect("is copied");
    let stamped = program.run(&["case", "stamp", &case.display().to_string()]);
    assert_eq!(stamped.code, 0, "{}", stamped.err);
    let folder = program.home().join("config/trace");
    fs::create_dir_all(&folder).expect("is made");
    fs::write(folder.join("config.toml"), "tsa = \"ftp://tsa.example.net/\"\n")
        .expect("is written");
    let asked = program.run(&["case", "stamp", &case.display().to_string()]);
    assert!(asked.code == 2 && asked.err.contains("ftp://tsa.example.net/"), "{}", asked.err);
}

#[cfg(feature = "queue")]
#[test]
fn the_queue_is_named_on_the_command_line_in_its_variable_or_in_the_file() {
    let none = Program::new().run(&["queue", "status"]);
    assert!(none.code == 2 && none.err.contains("TRACE_QUEUE"), "{}", none.err);
    let file = configured("queue = \"http://127.0.0.1/\"", &["queue", "status"]);
    assert!(file.code == 2 && file.err.contains("redis"), "{}", file.err);
}
