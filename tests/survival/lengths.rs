//! Long answers, made of one thing over and over: no reader takes longer for a byte of them than
//! for one of a short answer.

use std::time::{Duration, Instant};

use trace::model::dns::{DnsReply, RecordKind};
use trace::model::exchange::{Ask, Exchange, HttpReply, Reply};
use trace::model::target::Target;
use trace::source::{rdap, whois};
use trace::wire::case::{CaseWriter, Header};

use super::truths;

/// The bytes of a long answer.
const LONG: usize = 32 << 10;

/// How long one reading may take, in a build that is not optimised, on a machine that does other
/// things as well: ten times what it does take.
const PATIENCE: Duration = Duration::from_secs(1);

/// Asserts that something takes no longer than it may.
fn in_time<T>(what: &str, read: impl FnOnce() -> T) {
    let clock = Instant::now();
    read();
    let took = clock.elapsed();
    assert!(took < PATIENCE, "{took:?} for {what:?}");
}

/// What WHOIS answers are made of.
const LINES: &[&str] = &[
    ":",
    "\n",
    "[",
    "a:\n",
    "a: b\n",
    "domain: example.com\n",
    "registrar: Example\n",
    "contact: X-1\n\n",
    "%\n",
    "a@example.com ",
    "% a@example.com\n",
    "status: ok\n",
    "status: a,",
    "nserver: ns1.example.com\n",
    "Registrar\n\n",
    " Registrar:\n",
    "\x1b[",
    "\u{9b}",
    "inetnum: 192.0.2.0 - 192.0.2.255\n\n",
    "role: X\nnic-hdl: X-1\n\n",
    "abuse-c: X-1\n",
    "% Abuse contact for '192.0.2.0 - 192.0.2.255' is 'a@example.com'\n",
    "NetRange: 192.0.2.0 - 192.0.2.255\n",
    "OrgAbuseEmail: a@example.com\n",
    "network:Class-Name:network\n",
    "(NET-1) 192.0.2.0 - 192.0.2.255\n",
    "a.",
    "xn--a.",
    "é",
    "\u{feff}",
    "remarks: ",
    "descr: abuse@example.com\n",
    "no match ",
    "ripe ",
    "refer: whois.example.net\n",
    "domain: xn--bcher-kva.example\n",
];

/// Puts each line, over and over behind a record of something, to a reader.
fn repeated<T>(record: &str, read: impl Fn(&[u8]) -> T) {
    for line in LINES {
        let text = format!("{record}\n{}", line.repeat(LONG / line.len()));
        in_time(line, || read(text.as_bytes()));
    }
}

#[test]
fn long_whois_answers_about_domains_take_no_longer_than_their_length() {
    repeated("domain: example.com", |body| {
        let _ = whois::read_domain("whois.example.net", body, "example.com");
    });
}

#[test]
fn long_whois_answers_about_numbers_take_no_longer_than_their_length() {
    repeated("inetnum: 192.0.2.0 - 192.0.2.255", |body| {
        let _ = whois::read_number("whois.ripe.net", body, "192.0.2.7");
    });
}

#[test]
fn long_records_of_top_level_domains_take_no_longer_than_their_length() {
    repeated("domain: EXAMPLE", |body| whois::read_tld(body).is_ok());
}

#[test]
fn long_rdap_answers_take_no_longer_than_their_length() {
    let around = |name: &str, item: &str| {
        let list = vec![item; 8 * LONG / (item.len() + 1)].join(",");
        format!(
            "{{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"{name}\":[{list}]}}"
        )
    };
    let entity = r#"{"roles":["registrar"],"vcardArray":["vcard",[["fn",{},"text","Example"]]]}"#;
    let desk =
        r#"{"roles":["abuse"],"vcardArray":["vcard",[["email",{},"text","abuse@example.net"]]]}"#;
    for (name, item) in [
        ("status", "\"active\""),
        ("entities", entity),
        ("entities", desk),
        ("entities", "[]"),
        ("entities", "{\"entities\":[{}]}"),
        ("nameservers", "{\"ldhName\":\"ns1.example.com\"}"),
        ("events", "{\"eventAction\":\"registration\",\"eventDate\":\"x\"}"),
        ("links", "{\"rel\":\"related\",\"href\":\"https://a.example/domain/example.com\"}"),
        ("remarks", "{\"description\":[\"abuse@example.net redacted\"]}"),
        ("notices", "1"),
        ("redacted", "{\"name\":{\"type\":\"Registrant Name\"}}"),
        ("x", "\"\\ud800\""),
        ("x", "[[[[]]]]"),
    ] {
        let body = around(name, item).into_bytes();
        let reply = HttpReply { status: 200, headers: Vec::new(), body, certificate: None };
        in_time(item, || {
            let _ = rdap::read_domain(&reply, "example.com");
            let _ = rdap::read_entity(&reply);
        });
    }
}

#[test]
fn long_targets_take_no_longer_than_their_length() {
    for pattern in
        ["(", "[.]", "a.", "xn--a.", "é", "%", "@", ":", "://", "//", "hxxp://", "1.", "[:", "\\."]
    {
        let text = pattern.repeat(8 * LONG / pattern.len());
        in_time(pattern, || Target::parse(&text).is_ok());
    }
}

/// A case in which the resolver gives the same records, over and over, under other numbers.
fn case_of(record: &str) -> String {
    let at = "2026-11-22T10:00:00Z".parse().expect("a time");
    let records = (0..2 * LONG / record.len())
        .map(|n| record.replace("{n}", &n.to_string()).replace("{m}", &(n + 1).to_string()));
    let text = format!("NOERROR\n{}", records.collect::<Vec<_>>().join("\n"));
    let reply: DnsReply = text.parse().expect("a DNS answer");
    let mut bytes = Vec::new();
    let header = Header::new("0.example.com", at, false, "system");
    let mut writer = CaseWriter::begin(&mut bytes, &header).expect("writes");
    let asks = [("0.example.com", RecordKind::A), ("0.example.com", RecordKind::Ns)].into_iter();
    let asks = asks.chain([("example.com", RecordKind::Ns), ("example.com", RecordKind::Mx)]);
    for (name, kind) in asks.chain([("7.2.0.192.origin.asn.cymru.com", RecordKind::Txt)]) {
        let outcome = Ok(Reply::Dns(reply.clone()));
        let exchange = Exchange { ask: Ask::dns(name, kind), outcome, at, ms: 1, whole: true };
        writer.add(&exchange).expect("writes");
    }
    writer.end(9).expect("writes");
    String::from_utf8(bytes).expect("is text")
}

#[test]
fn long_dns_answers_in_a_case_take_no_longer_than_their_length() {
    for record in [
        "answer {n}.example.com 1 CNAME {m}.example.com",
        "answer 0.example.com 1 A 192.0.2.7",
        "answer 0.example.com 1 AAAA 2001:db8::{n}",
        "answer example.com 1 NS ns{n}.example.net",
        "answer example.com 1 MX 1 mx{n}.example.net",
        "answer 7.2.0.192.origin.asn.cymru.com 1 TXT 1{n} 2{n} 3{n} | 192.0.2.0/24 | NO | ripencc",
    ] {
        let text = case_of(record);
        in_time(record, || truths::case(&text).expect("reads"));
    }
}
