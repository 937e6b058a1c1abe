//! What people paste, clumsy or hostile: each is read as it was meant, or refused with what to do.

use serde_json::Value;

use super::Program;

/// What becomes of an input.
enum Meant {
    /// It is traced: the kind of target, and its host.
    Traced(&'static str, &'static str),
    /// It is refused: the code, and a part of what is said.
    Refused(&'static str, &'static str),
}
use Meant::{Refused, Traced};

/// What is typed, and what it means.
const TYPED: &[(&str, Meant)] = &[
    ("hxxps://www[.]example[.]com/x", Traced("url", "www.example.com")),
    ("hXXp://www(.)example(.)com", Traced("url", "www.example.com")),
    ("<https://www.example.com/a b>", Traced("url", "www.example.com")),
    ("https://user:pw@example.com/", Traced("url", "example.com")),
    ("https://www.example.com@example.net/", Traced("url", "example.net")),
    ("user:pw@example.com", Refused("unreadable-target", "a user and a password")),
    ("sip:jane@example.com", Refused("unsupported-scheme", "not sip")),
    ("mailto:abuse@example.com?subject=x", Traced("mailbox", "example.com")),
    ("\"Roe, Jane\" <jane@example.com>", Traced("mailbox", "example.com")),
    ("jane[at]example[dot]com", Traced("mailbox", "example.com")),
    ("EXAMPLE.COM.", Traced("domain", "example.com")),
    ("(example.com)", Traced("domain", "example.com")),
    ("example.com),", Traced("domain", "example.com")),
    ("“example.com”", Traced("domain", "example.com")),
    ("\t example.com \n", Traced("domain", "example.com")),
    ("ｅｘａｍｐｌｅ。com", Traced("domain", "example.com")),
    ("exa\u{200b}mple.com", Traced("domain", "example.com")),
    ("ex\u{202e}ample.com", Refused("unreadable-target", "international domain name")),
    ("http:///example.com/", Traced("url", "example.com")),
    ("http:\\\\example.com\\x", Traced("url", "example.com")),
    ("https:example.com", Traced("url", "example.com")),
    ("//example.com/x", Traced("url", "example.com")),
    ("example.com:8443", Traced("url", "example.com")),
    ("example.com:99999", Refused("unreadable-target", "port")),
    ("http://3221225985/", Traced("url", "192.0.2.1")),
    ("[2001:db8::1]:8443", Traced("url", "2001:db8::1")),
    ("::ffff:192.0.2.1", Traced("address", "192.0.2.1")),
    ("fe80::1%eth0", Refused("special-address", "link-local")),
    ("http://[fe80::1%25eth0]/", Refused("special-address", "link-local")),
    ("0.0.0.0", Refused("special-address", "is an unspecified address")),
    ("169.254.169.254", Refused("special-address", "link-local")),
    ("0x7f.1", Refused("special-address", "loopback")),
    ("192.0.2.77/24", Traced("network", "192.0.2.0/24")),
    ("192.0.2.0/33", Refused("unreadable-target", "a range ends with /0 to /32")),
    ("2001:db8::/129", Refused("unreadable-target", "of IPv6 with /0 to /128")),
    ("1.2.3.4.5", Refused("unreadable-target", "an address has four parts")),
    ("AS1.10", Traced("asn", "AS65546")),
    ("as 64496", Traced("asn", "AS64496")),
    ("AS99999999999", Refused("unreadable-target", "AS numbers end at")),
    ("javascript:alert(1)", Refused("unsupported-scheme", "not javascript")),
    ("localhost", Refused("special-use-name", "this machine itself")),
    ("http://hidden.onion/", Refused("special-use-name", "Tor")),
    ("intranet", Refused("unreadable-target", "no dot")),
    ("co.uk", Refused("public-suffix", "name a domain below it")),
    ("*.example.com", Refused("unreadable-target", "'*'")),
    ("a..example.com", Refused("unreadable-target", "empty label")),
    ("example.com example.net", Refused("unreadable-target", "give each target by itself")),
    ("", Refused("empty-target", "give a URL")),
    (
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com%2Fx&data=1",
        Traced("url", "example.com"),
    ),
    ("https://urldefense.com/v3/__https://example.com/x__;!!abc$", Traced("url", "example.com")),
];

#[test]
fn what_people_paste_is_read_as_it_was_meant_or_refused_with_what_to_do() {
    let offline = ["-o", "ndjson", "-q", "--resolver", "127.0.0.1:1", "--timeout", "0.5", "--"];
    let typed: Vec<&str> = TYPED.iter().map(|(typed, _)| *typed).collect();
    let ran = Program::new().run(&[&offline[..], &typed].concat());
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    let values: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect();
    assert_eq!(values.len(), TYPED.len());
    for ((typed, meant), value) in TYPED.iter().zip(&values) {
        let text = |path: &str| value.pointer(path).and_then(Value::as_str).unwrap_or_default();
        match meant {
            Traced(kind, host) => {
                let read = (text("/target/kind"), text("/target/host"));
                assert_eq!(read, (*kind, *host), "{typed:?}: {}", text("/error/message"));
            }
            Refused(code, part) => {
                assert_eq!(text("/error/code"), *code, "{typed:?}");
                let message = text("/error/message");
                assert!(message.contains(part), "{typed:?}: {message}");
            }
        }
    }
    assert!(!ran.out.contains("pw@"), "a password is nowhere");
    assert!(!ran.out.contains(['\u{202e}', '\u{200b}']), "what acts on a terminal is escaped");
}
