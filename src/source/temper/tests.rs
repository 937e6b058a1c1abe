use super::*;

/// The temper of an HTTP reply to a question for an RDAP object.
fn of_http(path: &str, status: u16, headers: &[(&str, &str)], body: &str) -> Temper {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let reply = HttpReply {
        status,
        headers: headers.collect(),
        body: body.as_bytes().to_vec(),
        ..HttpReply::default()
    };
    let ask = Ask::rdap(format!("https://rdap.example.net/{path}"));
    temper(&ask, &Reply::Http(reply), noon(), &Reading::default())
}

/// The temper of a WHOIS text.
fn of_whois(server: &str, query: &str, text: &str) -> Temper {
    let reply = Reply::Text(text.as_bytes().to_vec());
    temper(&Ask::whois(server, query), &reply, noon(), &Reading::default())
}

/// Noon on a day of 2026.
fn noon() -> Timestamp {
    "2026-11-28T12:00:00Z".parse().expect("a time")
}

fn seconds(seconds: u64) -> Temper {
    Temper::Busy(Some(Duration::from_secs(seconds)))
}

#[test]
fn an_object_is_a_record_only_where_it_is_the_one_that_was_asked_for() {
    let domain = r#"{"objectClassName":"domain","ldhName":"EXAMPLE.com","status":["active"]}"#;
    assert_eq!(of_http("domain/example.com", 200, &[], domain), Temper::Record);
    assert_eq!(of_http("domain/example.net", 200, &[], domain), Temper::Rubbish);
    let network = r#"{"objectClassName":"ip network","startAddress":"192.0.2.0",
        "endAddress":"192.0.2.255","handle":"NET"}"#;
    assert_eq!(of_http("ip/192.0.2.9", 200, &[], network), Temper::Record);
    assert_eq!(of_http("ip/192.0.2.0/23", 200, &[], network), Temper::Record);
    assert_eq!(of_http("ip/198.51.100.9", 200, &[], network), Temper::Rubbish);
    let autnum = r#"{"objectClassName":"autnum","startAutnum":64496,"handle":"AS64496"}"#;
    assert_eq!(of_http("autnum/64496", 200, &[], autnum), Temper::Record);
    assert_eq!(of_http("autnum/64497", 200, &[], autnum), Temper::Rubbish);
}

#[test]
fn an_empty_object_a_page_and_an_error_are_rubbish_and_a_denial_is_a_refusal() {
    assert_eq!(of_http("domain/example.com", 200, &[], "{}"), Temper::Rubbish);
    assert_eq!(of_http("domain/example.com", 200, &[], "<html>"), Temper::Rubbish);
    assert_eq!(of_http("domain/example.com", 500, &[], ""), Temper::Rubbish);
    assert_eq!(of_http("domain/example.com", 404, &[], ""), Temper::Absent);
    assert_eq!(of_http("domain/example.com", 403, &[], ""), Temper::Refused);
    let elsewhere = [("location", "https://rdap.example.org/domain/example.com")];
    assert_eq!(of_http("domain/example.com", 302, &elsewhere, ""), Temper::Record);
}

#[test]
fn too_many_requests_says_for_how_long_in_seconds_or_by_the_servers_clock() {
    let of = |headers: &[(&str, &str)]| of_http("domain/example.com", 429, headers, "");
    assert_eq!(of(&[]), Temper::Busy(None));
    assert_eq!(of(&[("retry-after", " 7 ")]), seconds(7));
    assert_eq!(of(&[("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")]), seconds(0));
    assert_eq!(of(&[("retry-after", "Sat, 28 Nov 2026 12:00:30 GMT")]), seconds(30));
    let dated = [
        ("date", "Sat, 28 Nov 2026 12:00:20 GMT"),
        ("retry-after", "Sat, 28 Nov 2026 12:00:30 GMT"),
    ];
    assert_eq!(of(&dated), seconds(10));
    assert_eq!(of(&[("retry-after", "soon")]), Temper::Busy(None));
    let error = r#"{"errorCode":429,"title":"Too Many Requests"}"#;
    assert_eq!(of_http("domain/example.com", 200, &[], error), Temper::Busy(None));
}

#[test]
fn a_quota_text_is_a_plea_and_a_record_with_small_print_about_quotas_is_a_record() {
    let quota = "Quota exceeded. Too many queries from your address, retry later.";
    assert_eq!(of_whois("whois.example.net", "example.com", quota), Temper::Busy(None));
    let wait = "%% Excessive querying, grace period of 300 seconds.";
    assert_eq!(of_whois("whois.example.net", "example.com", wait), seconds(300));
    let record = "Domain Name: EXAMPLE.COM\nRegistrar: Example Registrar, Inc.\n\
                  Creation Date: 2020-01-01T00:00:00Z\n\n% Queries are limited; \
                  whoever has exceeded the limit is blocked.\n";
    assert_eq!(of_whois("whois.example.net", "example.com", record), Temper::Record);
}

#[test]
fn each_server_of_port_43_is_read_by_what_it_is_asked_about() {
    let free = "No match for \"EXAMPLE.COM\".";
    assert_eq!(of_whois("whois.example.net", "domain example.com", free), Temper::Absent);
    let network = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\norg-name: Example\n";
    assert_eq!(of_whois("whois.ripe.net", "--charset UTF-8 192.0.2.1", network), Temper::Record);
    let tld = "domain: EXAMPLE\n\norganisation: Example Registry\nwhois: whois.example.net\n";
    assert_eq!(of_whois("whois.iana.org", "example", tld), Temper::Record);
    let refer = "refer: whois.example.net\n\ninetnum: 192.0.2.0 - 192.0.2.255\n";
    assert_eq!(of_whois("whois.iana.org", "192.0.2.1", refer), Temper::Record);
}

#[test]
fn a_resolver_in_trouble_has_not_answered() {
    let of = |text: &str| {
        let ask = Ask::dns("example.com", crate::model::dns::RecordKind::A);
        temper(&ask, &Reply::Dns(text.parse().expect("reads")), noon(), &Reading::default())
    };
    assert_eq!(of("NOERROR\nanswer example.com 1 A 192.0.2.1"), Temper::Record);
    assert_eq!(of("NXDOMAIN"), Temper::Absent);
    assert_eq!(of("SERVFAIL"), Temper::Rubbish);
    assert_eq!(of("REFUSED"), Temper::Refused);
}
