//! What a policy file may say, and what is said of one with mistakes.

use super::*;

fn read(text: &str) -> Policy {
    Policy::read(text, "trace.toml").expect("reads")
}

/// The complaints about a text.
fn complaints(text: &str) -> String {
    Policy::read(text, "trace.toml").expect_err("has mistakes").to_string()
}

/// The one complaint about a rule of a domain.
fn complaint(rule: &str) -> String {
    let said = complaints(&format!("[domain.\"example.com\"]\n{rule}\n"));
    said.strip_prefix("trace.toml:2:").expect("one complaint on line 2").to_owned()
}

#[test]
fn the_most_specific_section_decides_rule_by_rule() {
    let policy = read(
        "[domain.\"*\"]\nexpires = 30\nboth_families = true\n\
         [domain.\"*.example.com\"]\nexpires = { days = 60, severity = \"warning\" }\n\
         [domain.\"www.example.com\"]\nboth_families = false\ncdn = \"none\"\n\
         [domain.\"example.com\"]\n",
    );
    let of = |host: &str| -> Vec<(&str, Option<Value>, Severity, usize)> {
        let settings = policy.of(host).into_iter();
        settings.map(|s| (s.rule.key, s.value.clone(), s.severity, s.line)).collect()
    };
    assert_eq!(policy.names(), ["www.example.com", "example.com"]);
    let plain = ("both_families", Some(Value::Yes), Severity::Error, 3);
    assert_eq!(of("example.com"), [("expires", Some(Value::Days(30)), Severity::Error, 2), plain]);
    let www = of("www.example.com");
    assert_eq!(www[0], ("expires", Some(Value::Days(60)), Severity::Warning, 5));
    assert_eq!(www[1].0, "cdn");
    assert_eq!(www[2], ("both_families", None, Severity::Error, 7), "it is switched off");
    assert_eq!(of("example.org").len(), 2, "a star is for all names");
}

#[test]
fn every_form_has_a_short_and_a_long_spelling() {
    let policy = read(
        "version = 1\n[domain.\"BÜCHER.example.com\"]\nregistrar = [81, \"Example, Inc.\"]\n\
         network = \"as64500\"\nlocks = true\ndnssec = \"signed\"\nabuse_contact = \"registrar\"\n\
         addresses = { allowed = [\"192.0.2.0/24\", \"2001:db8::1\"] }\n\
         countries = { forbidden = \"de\", layers = \"host\" }\nname_servers = \"*.NS.example.net.\"\n",
    );
    assert_eq!(policy.names(), ["xn--bcher-kva.example.com"]);
    let words: Vec<String> = policy
        .of("xn--bcher-kva.example.com")
        .iter()
        .map(|s| {
            format!("{}: {}", s.rule.key, s.rule.form.expects(s.value.as_ref().expect("is on")))
        })
        .collect();
    let expected = [
        "locks: locked against transfer, update, delete",
        "registrar: IANA 81, Example, Inc.",
        "name_servers: *.ns.example.net",
        "dnssec: signed",
        "network: AS64500",
        "addresses: only 192.0.2.0/24, 2001:db8::1/128",
        "countries: not DE; in host",
        "abuse_contact: a published abuse contact that works at: registrar",
    ];
    assert_eq!(words, expected);
}

#[test]
fn unknown_keys_are_errors_with_their_place_and_a_suggestion() {
    assert_eq!(
        complaint("registar = \"A\""),
        "1: unknown rule `registar`; did you mean `registrar`?"
    );
    assert_eq!(
        complaint("name-server = \"a.b\""),
        "1: unknown rule `name-server`; did you mean `name_servers`?"
    );
    assert_eq!(
        complaint("host = { expected = \"A\", severty = \"error\" }"),
        "26: unknown key `severty`; did you mean `severity`?; use `expected`, `allowed`, `forbidden`, `severity`"
    );
    assert_eq!(
        complaints("[domains.\"example.com\"]\nexpires = 30\n"),
        "trace.toml:1:2: unknown key `domains`; did you mean `domain`?"
    );
    assert!(
        complaint("zzzzzzzzzzzz = 1")
            .starts_with("1: unknown rule `zzzzzzzzzzzz`; there are active, ")
    );
}

#[test]
fn impossible_values_are_errors_that_say_what_would_be_right() {
    let cases = [
        ("expires = 0", "11: 0 cannot be; use a whole number of days from 1 to 3650"),
        (
            "expires = \"30\"",
            "11: a value of type string cannot be; use a whole number of days from 1 to 3650",
        ),
        ("countries = \"UK\"", "13: \"UK\" is no country code; did you mean `GB`?"),
        (
            "locks = [\"transfr\"]",
            "10: unknown word \"transfr\"; did you mean `transfer`?; use `transfer`, `update`, `delete`",
        ),
        (
            "registrar = 9999",
            "13: 9999 is not the number of a company; see IANA's list of registrar IDs",
        ),
        (
            "network = \"AS99999999999\"",
            "11: AS99999999999 is no AS number; they go from AS1 to AS4294967295",
        ),
        ("dnssec = true", "10: a value of type boolean cannot be; use `signed` or `unsigned`"),
        (
            "addresses = \"192.0.2.0/33\"",
            "13: \"192.0.2.0/33\" cannot be; use addresses or prefixes, such as `192.0.2.0/24`",
        ),
        (
            "name_servers = \"192.0.2.1\"",
            "16: \"192.0.2.1\" cannot be; use host names, such as `ns1.example.net` or `*.example.net`",
        ),
        (
            "dns = { expected = \"A\", allowed = \"B\" }",
            "7: give either `expected` (exactly these) or `allowed` (some of these)",
        ),
        ("dns = { expected = \"A\", forbidden = \"A\" }", "7: \"A\" is both wanted and forbidden"),
        (
            "dns = { severity = \"warning\" }",
            "7: nothing is asked for; use `expected`, `allowed`, `forbidden`",
        ),
        (
            "mail = { expected = \"A\", severity = \"warn\" }",
            "37: unknown word \"warn\"; did you mean `warning`?; use `error`, `warning`",
        ),
        ("cdn = [\"A\", \"A\"]", "13: \"A\" stands twice in the list"),
        (
            "cdn = []",
            "7: an empty list; use the name of a company, its identifier, `AS64500`, `none` or `hidden`",
        ),
    ];
    for (rule, said) in cases {
        assert_eq!(complaint(rule), said, "{rule}");
    }
    assert!(complaint("caa = \"Example CA\"").contains("such as `letsencrypt.org`"));
}

#[test]
fn names_that_cannot_be_checked_are_errors() {
    let said = complaints(
        "[domain.\"com\"]\n[domain.\"https://example.org/x\"]\n[domain.\"192.0.2.1\"]\n\
         [domain.\"a.*.example\"]\n[domain.\"example.com\"]\nexpires = 1\n[domain.\"EXAMPLE.com\"]\n\
         [domain.\"www.example.com\"]\nsame_as_www = true\n",
    );
    let lines: Vec<&str> = said.lines().map(str::trim_start).collect();
    assert!(lines[0].starts_with("trace.toml:1:9: com is a public suffix"), "{said}");
    assert_eq!(lines[1], "trace.toml:2:9: \"https://example.org/x\" is a URL; name the host only");
    assert!(lines[2].starts_with("trace.toml:3:9: \"192.0.2.1\" is no name"), "{said}");
    assert_eq!(
        lines[3],
        "trace.toml:4:9: \"a.*.example\" cannot be; use `*`, `*.example.com` or a name"
    );
    assert_eq!(lines[4], "trace.toml:7:9: `EXAMPLE.com` has a section already");
    assert!(
        lines[5].starts_with("trace.toml:9:1: `same_as_www` is about registered domains"),
        "{said}"
    );
}

#[test]
fn a_policy_that_asks_for_nothing_is_an_error() {
    assert!(complaints("").starts_with("trace.toml:1:1: no domain is named"));
    assert!(complaints("[domain.\"*\"]\nexpires = 1\n").contains("no domain is named"));
    assert!(
        complaints("[domain.\"example.com\"]\n").contains(":1:1: nothing is asked of this name")
    );
    assert!(complaints("version = 2\n").contains("only version 1 of the policy is known"));
    assert!(
        complaints("[domain.\"a.com\"]\nexpires = 1\nexpires = 2\n")
            .contains("trace.toml:3:1: duplicate key")
    );
}
