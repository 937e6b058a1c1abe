//! What is refused and how it is said, lists of targets, and the formats they take.

use serde_json::Value;

use super::{Program, Ran, failed, printed, ran};

/// The line of a refused target as NDJSON.
fn refused(input: &str, code: &str, message: &str) -> String {
    let value = serde_json::json!({
        "schema": "trace/1",
        "target": { "input": input },
        "error": { "code": code, "message": message },
    });
    format!("{value}\n")
}

/// What is refused, with the code and the message.
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "",
        "empty-target",
        "the target is empty; give a URL, a domain, an IP address, a mailbox or an AS number",
    ),
    (
        "a..example",
        "unreadable-target",
        "\"a..example\" is not a URL, domain, IP address, mailbox or AS number (the name has an empty label)",
    ),
    (
        "ftp://example.com/",
        "unsupported-scheme",
        "\"ftp://example.com/\": only http and https URLs are traced, not ftp",
    ),
    (
        "LOCALHOST.",
        "special-use-name",
        "localhost is a special-use name: it is this machine itself",
    ),
    (
        "hxxp://hidden[.]onion/",
        "special-use-name",
        "hidden.onion is a special-use name: Tor hides who serves it; no registry, registrar or host can be found",
    ),
    (
        "co.uk",
        "public-suffix",
        "co.uk is a public suffix, under which domains are registered; name a domain below it",
    ),
    (
        "http://3232235777/",
        "special-address",
        "192.168.1.1 is a private address; nobody on the Internet is responsible for it",
    ),
    (
        "[::1]:8443",
        "special-address",
        "::1 is a loopback address; nobody on the Internet is responsible for it",
    ),
    (
        "AS64512",
        "special-as-number",
        "AS64512 is for private use; no network on the Internet has it",
    ),
    (
        "1.0.0.0/7",
        "address-range",
        "0.0.0.0/7 is wider than any network that one party holds; give a smaller range or one address of it",
    ),
];

#[test]
fn a_refused_target_says_why_and_exits_with_2() {
    let program = Program::new();
    for (input, _, message) in REFUSED {
        for format in ["human", "markdown"] {
            let ran = program.run(&["-o", format, "--", input]);
            assert_eq!(ran, failed(&format!("trace: {message}")), "{input}");
        }
    }
}

#[test]
fn a_refused_target_is_an_object_with_a_code_in_json() {
    let program = Program::new();
    for (input, code, message) in REFUSED {
        let ran = program.run(&["-o", "ndjson", "--", input]);
        assert_eq!(ran, printed(2, &refused(input, code, message)), "{input}");
        let one = program.run(&["--json", "--", input]);
        let value: Value = serde_json::from_str(&one.out).expect("is JSON");
        assert_eq!((value["error"]["code"].as_str(), one.code), (Some(*code), 2));
    }
}

#[test]
fn a_refused_target_cannot_act_on_the_terminal() {
    let ran = Program::new().run(&["evil\u{1b}[31m\u{202e}.example/"]);
    assert_eq!(ran.code, 2);
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.err);
}

#[test]
fn several_targets_are_an_array_in_the_order_of_the_input() {
    let offline = ["--resolver", "127.0.0.1:1", "--timeout", "0.5", "-q"];
    let targets = ["--json", "localhost", "example.com", "AS0"];
    let ran = Program::new().run(&[&offline[..], &targets[..]].concat());
    let values: Value = serde_json::from_str(&ran.out).expect("is JSON");
    let values = values.as_array().expect("is an array");
    let inputs: Vec<_> = values.iter().map(|value| value["target"]["input"].clone()).collect();
    assert_eq!(inputs, ["localhost", "example.com", "AS0"]);
    assert!(values[0]["error"].is_object() && values[0].get("chain").is_none());
    assert!(values[1]["chain"].is_array() && values[1].get("error").is_none());
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
}

#[test]
fn where_nothing_answers_every_unknown_layer_has_a_reason_and_the_code_is_3() {
    let offline = ["--resolver", "127.0.0.1:1", "--timeout", "0.5", "-q", "--json"];
    let ran = Program::new().run(&[&offline[..], &["www.example.com"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (3, ""));
    let value: Value = serde_json::from_str(&ran.out).expect("is JSON");
    let chain = value["chain"].as_array().expect("a chain");
    assert_eq!(chain.len(), 10);
    for entry in chain.iter().filter(|entry| entry["status"] == "unknown") {
        assert!(entry["reason"].is_string() && entry["reason_code"].is_string(), "{entry}");
        assert_eq!(entry["party"], Value::Null);
    }
    assert!(chain.iter().filter(|entry| entry["status"] == "unknown").count() >= 6);
}

#[test]
fn a_list_may_have_comments_blank_lines_a_byte_order_mark_and_foreign_line_ends() {
    let list = b"\xef\xbb\xbflocalhost\r\n\r\n  # a comment\r\n\t AS0  \nf\xff.example\n10.0.0.1";
    let program = Program::new();
    std::fs::write(program.home().join("list.txt"), list).expect("is written");
    let expected = [
        refused(
            "localhost",
            "special-use-name",
            "localhost is a special-use name: it is this machine itself",
        ),
        refused("AS0", "special-as-number", "AS0 is reserved; no network on the Internet has it"),
        refused(
            "f\u{fffd}.example",
            "unreadable-target",
            "\"f\u{fffd}.example\" is not a URL, domain, IP address, mailbox or AS number (invalid international domain name)",
        ),
        refused(
            "10.0.0.1",
            "special-address",
            "10.0.0.1 is a private address; nobody on the Internet is responsible for it",
        ),
    ];
    let expected = printed(2, &expected.concat());
    assert_eq!(program.run(&["-o", "ndjson", "--input", "list.txt"]), expected);
    let mut piped = program.command(&["-o", "ndjson", "-i", "-"]);
    assert_eq!(ran(piped.write_stdin(list)), expected);
}

#[test]
fn targets_of_the_command_line_come_before_those_of_the_list() {
    let program = Program::new();
    let mut command = program.command(&["-o", "ndjson", "-i", "-", "AS0"]);
    let ran = ran(command.write_stdin("localhost\n"));
    let inputs: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("is JSON")["target"]["input"].take())
        .collect();
    assert_eq!(inputs, ["AS0", "localhost"]);
}

#[test]
fn an_empty_list_is_an_error_in_every_format() {
    let program = Program::new();
    let expected = failed("trace: standard input names no target; give one a line");
    for format in ["json", "ndjson", "human", "markdown"] {
        let ran = ran(program.command(&["-o", format, "-i", "-"]).write_stdin("# none\n"));
        assert_eq!(ran, expected);
    }
}

#[test]
fn a_pipe_is_read_where_no_target_is_given_and_a_dash_stands_for_it() {
    let program = Program::new();
    for arguments in [&["-o", "ndjson"][..], &["-o", "ndjson", "-"]] {
        let ran = ran(program.command(arguments).write_stdin("AS0\n"));
        assert!(ran.out.contains("special-as-number"), "{}", ran.out);
    }
    let ran = ran(program.command(&["-o", "ndjson", "localhost"]).write_stdin("AS0\n"));
    assert!(!ran.out.contains("special-as-number"), "{}", ran.out);
}

#[test]
fn a_mistyped_command_is_no_target() {
    let expected = "trace: \"chek\" is neither a command nor a target; did you mean `trace check`?";
    assert_eq!(Program::new().run(&["chek", "example.com"]), failed(expected));
    let other = Program::new().run(&["intranet"]);
    assert!(other.err.contains("no top-level domain has that name"), "{}", other.err);
}

#[test]
fn the_help_of_a_command_can_be_asked_for_in_both_ways() {
    let program = Program::new();
    let (word, option) = (program.run(&["help", "check"]), program.run(&["check", "--help"]));
    assert_eq!((word.code, word.out), (0, option.out));
}

#[test]
fn a_list_of_one_is_an_array_too() {
    let program = Program::new();
    let ran = ran(program.command(&["--json", "-i", "-"]).write_stdin("localhost\n"));
    assert!(ran.out.starts_with("[\n{") && ran.out.ends_with("}\n]\n"), "{}", ran.out);
}

#[test]
fn without_a_target_there_is_nothing_to_trace() {
    let expected = "trace: nothing to trace; give a URL, a domain, an IP address, a mailbox or an AS number, or --input FILE";
    assert_eq!(Program::new().run(&[]), failed(expected));
}

#[test]
fn quiet_does_not_hide_a_refusal() {
    let expected = Ran {
        code: 2,
        out: String::new(),
        err: "trace: AS0 is reserved; no network on the Internet has it\n".to_owned(),
    };
    assert_eq!(Program::new().run(&["-q", "AS0"]), expected);
}
