//! What a response says before anything in it is read.

use serde_json::{Value, json};

use super::{answer, card, reply};
use crate::model::answer::Misread;
use crate::model::contact::ContactKind;
use crate::model::record::{ContactRole, DomainRecord};
use crate::source::rdap::{read_autnum, read_domain, read_entity, read_network};

/// Reads an answer about example.com.
fn read(status: u16, body: &str) -> Result<Option<DomainRecord>, Misread> {
    read_domain(&reply(status, body.as_bytes()), "example.com")
}

/// A whole answer about example.com.
fn whole() -> Value {
    json!({
        "objectClassName": "domain",
        "rdapConformance": ["rdap_level_0"],
        "ldhName": "EXAMPLE.COM",
        "handle": "1-EXAMPLE",
        "status": ["client transfer prohibited"],
        "events": [{"eventAction": "registration", "eventDate": "2020-01-31T00:00:00Z"}],
        "nameservers": [{"objectClassName": "nameserver", "ldhName": "NS1.EXAMPLE.NET."}],
        "secureDNS": {"delegationSigned": true},
        "links": [{"rel": "related", "href": "https://rdap.example.net/domain/example.com",
            "type": "application/rdap+json"}],
        "redacted": [{"name": {"type": "Registrant Name"}}],
        "remarks": [{"title": "description", "description": ["Example"]}],
        "entities": [{
            "objectClassName": "entity", "handle": "64999", "roles": ["registrar"],
            "publicIds": [{"type": "IANA Registrar ID", "identifier": "64999"}],
            "vcardArray": card("Example Registrar", "org", "info@example.net"),
            "entities": [{"roles": ["abuse"],
                "vcardArray": card("Abuse", "group", "abuse@example.net")}],
        }],
    })
}

#[test]
fn not_found_is_an_answer_and_refusal_is_none() {
    assert_eq!(read(404, ""), Ok(None));
    assert_eq!(read(404, r#"{"errorCode":404,"title":"Not Found"}"#), Ok(None));
    assert_eq!(read(200, r#"{"errorCode":404}"#), Ok(None));
    assert_eq!(read(200, r#"{"errorCode":"404"}"#), Ok(None));
    assert_eq!(read(429, ""), Err(Misread::RateLimited));
    assert_eq!(read(200, r#"{"errorCode":429}"#), Err(Misread::RateLimited));
    assert_eq!(
        read(403, r#"{"errorCode":403,"title":"Forbidden"}"#),
        Err(Misread::Denied("HTTP 403: it says \"Forbidden\"".to_owned()))
    );
    for status in [401, 402, 410, 451] {
        assert!(matches!(read(status, ""), Err(Misread::Denied(_))), "{status}");
    }
    for status in [500, 501, 503] {
        assert!(matches!(read(status, "<html>"), Err(Misread::ServerError(_))), "{status}");
    }
    for status in [100, 204, 206, 302, 400, 600] {
        assert!(matches!(read(status, ""), Err(Misread::Malformed(_))), "{status}");
    }
}

#[test]
fn what_is_no_object_is_malformed() {
    let deep = "[".repeat(100_000);
    let deep_object = format!("{}1{}", r#"{"entities":"#.repeat(5000), "}".repeat(5000));
    for body in ["", "  ", "<!DOCTYPE html><p>hello", "[]", "7", "null", "{\"ldhName\":", "\u{0}"] {
        assert!(matches!(read(200, body), Err(Misread::Malformed(_))), "{body}");
    }
    for body in [deep, deep_object] {
        assert!(matches!(read(200, &body), Err(Misread::Malformed(_))));
    }
    let broken = reply(200, &[0xff, 0xfe, 0x00]);
    assert!(matches!(read_domain(&broken, "example.com"), Err(Misread::Malformed(_))));
}

#[test]
fn an_object_that_says_nothing_is_malformed() {
    let nulls = json!({"objectClassName": "domain", "ldhName": null, "entities": null,
        "events": [], "status": [null], "nameservers": {}, "handle": " "});
    for body in ["{}".to_owned(), nulls.to_string(), r#"{"notices":[{"title":"x"}]}"#.to_owned()] {
        assert!(matches!(read(200, &body), Err(Misread::Malformed(_))), "{body}");
    }
    let empty = reply(200, b"{}");
    assert!(read_network(&empty, "192.0.2.1".parse().unwrap()).is_err());
    assert!(read_autnum(&empty, 64496).is_err());
    assert!(read_entity(&empty).is_err());
}

#[test]
fn an_answer_about_something_else_is_refused() {
    let other = json!({"objectClassName": "domain", "ldhName": "example.net"});
    let said = read(200, &other.to_string());
    let Err(Misread::Malformed(text)) = said else { panic!("{said:?}") };
    assert_eq!(text, "it answers about something else: example.net");
    let entity = json!({"objectClassName": "entity", "handle": "X", "ldhName": "example.com"});
    assert!(matches!(read(200, &entity.to_string()), Err(Misread::Malformed(_))));
    let below = json!({"ldhName": "notexample.com"});
    assert!(read(200, &below.to_string()).is_err());
}

#[test]
fn names_are_compared_as_a_labels_whatever_their_case() {
    for name in ["BÜCHER.example", "xn--bcher-kva.EXAMPLE."] {
        let value = answer(&json!({"objectClassName": "domain", "ldhName": name}));
        let record = read_domain(&value, "xn--bcher-kva.example").unwrap().unwrap();
        assert_eq!(record.name, "xn--bcher-kva.example");
    }
    let unicode = answer(&json!({"objectClassName": "domain", "unicodeName": "bücher.example"}));
    assert!(read_domain(&unicode, "xn--bcher-kva.example").is_ok());
}

#[test]
fn oddities_of_the_response_are_noted_and_forgiven() {
    let mut value = answer(&whole());
    value.headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
    value.body = [b"\xef\xbb\xbf  ".as_slice(), &value.body].concat();
    let record = read_domain(&value, "example.com").unwrap().unwrap();
    assert_eq!(record.oddities, ["the answer came as text/html instead of application/rdap+json"]);

    let raw = whole().to_string().replace("Example Registrar", "Example\n\tRegistrar\\ud800");
    let record = read(200, &raw).unwrap().unwrap();
    assert_eq!(record.registrar.unwrap().name.as_deref(), Some("Example  Registrar\u{fffd}"));
    assert_eq!(record.oddities, ["the answer is JSON only after mending"]);
}

#[test]
fn a_clean_answer_has_no_oddities() {
    let record = read(200, &whole().to_string()).unwrap().unwrap();
    assert!(record.oddities.is_empty(), "{:?}", record.oddities);
    assert_eq!(record.name_servers, ["ns1.example.net"]);
    assert_eq!(record.signed, Some(true));
}

/// Every path in a value, as JSON pointers.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), all);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                pointers(member, &format!("{at}/{key}"), all);
            }
        }
        _ => {}
    }
}

#[test]
fn one_field_of_a_wrong_type_never_costs_the_others() {
    let mut all = Vec::new();
    pointers(&whole(), "", &mut all);
    let wrong = [
        json!(null),
        json!(7),
        json!(-1.5),
        json!(true),
        json!("x"),
        json!([]),
        json!({}),
        json!([[]]),
        json!([null]),
        json!([{"x": [1]}]),
    ];
    for pointer in all.iter().filter(|pointer| !pointer.is_empty()) {
        for value in &wrong {
            let mut odd = whole();
            *odd.pointer_mut(pointer).unwrap() = value.clone();
            let read = read_domain(&answer(&odd), "example.com");
            let touches_identity = pointer == "/ldhName" || pointer == "/objectClassName";
            match read {
                Ok(Some(record)) => {
                    let registrar_intact = !pointer.starts_with("/entities");
                    assert!(record.registrar.is_some() || !registrar_intact, "{pointer} {value}");
                }
                other => assert!(touches_identity, "{pointer} {value}: {other:?}"),
            }
        }
    }
}

#[test]
fn no_prefix_and_no_damaged_byte_breaks_the_reader() {
    let body = whole().to_string().into_bytes();
    for end in 0..body.len() {
        let _ = read_domain(&reply(200, &body[..end]), "example.com");
    }
    let mut state = 7_u32;
    for _ in 0..3000 {
        let mut damaged = body.clone();
        for _ in 0..3 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % damaged.len();
            damaged[at] = state.to_be_bytes()[0];
        }
        let answer = reply(200, &damaged);
        let _ = read_domain(&answer, "example.com");
        let _ = read_entity(&answer);
    }
}

#[test]
fn absurd_sizes_are_read_in_part() {
    let entity = json!({"roles": ["abuse"], "vcardArray": card("x", "group", "a@example.net")});
    let many: Vec<Value> = (0..2000).map(|_| entity.clone()).collect();
    let record = super::domain(&json!({"entities": many, "handle": "é".repeat(100_000)}));
    assert_eq!(super::abuse(&record.contacts), "a@example.net");
    assert!(record.oddities.iter().any(|oddity| oddity.contains("$.entities")), "is too long");

    let mut nested = entity.clone();
    for _ in 0..20 {
        nested = json!({"roles": ["registrar"], "entities": [nested]});
    }
    let record = super::domain(&json!({"entities": [nested]}));
    assert!(record.oddities.iter().any(|oddity| oddity.contains("too deeply")));
}

#[test]
fn a_long_text_is_cut_between_characters() {
    let name = format!("a{}", "é".repeat(5000));
    let record = super::domain(&json!({"entities": [{"roles": ["registrar"],
        "vcardArray": ["vcard", [["fn", {}, "text", name]]]}]}));
    let name = record.registrar.unwrap().name.unwrap();
    assert_eq!(name.len(), 2047);
    assert!(name.ends_with('é'));
    assert_eq!(record.oddities, ["$.entities[0].vcardArray[1][0] is too long and was cut"]);
}

#[test]
fn an_entity_gives_its_abuse_contacts_first() {
    let value = json!({
        "objectClassName": "entity", "handle": "EX-EXAMPLE",
        "vcardArray": card("Example Ltd", "org", "office@example.net"),
        "entities": [{"roles": ["technical"],
            "entities": [{"roles": ["abuse"],
                "vcardArray": card("Abuse", "group", "abuse@example.net")}]}],
    });
    let party = read_entity(&answer(&value)).unwrap().unwrap();
    assert_eq!(party.label(), Some("Example Ltd"));
    let values: Vec<&str> = party.contacts.iter().map(|contact| contact.value.as_str()).collect();
    assert_eq!(values, ["abuse@example.net", "office@example.net"]);
    assert_eq!(party.contacts[1].role, ContactRole::General);
    assert_eq!(read_entity(&reply(404, b"")), Ok(None));
}

#[test]
fn an_entity_whose_card_labels_an_address_for_abuse_is_one() {
    let value = json!({"objectClassName": "entity", "handle": "EX-EXAMPLE",
        "vcardArray": ["vcard", [["fn", {}, "text", "Desk"],
            ["email", {"type": "email"}, "text", "office@example.net"],
            ["email", {"type": "abuse"}, "text", "reports@example.net"],
            ["tel", {"type": "voice"}, "uri", "tel:+1-555-555-1234"]]]});
    let party = read_entity(&answer(&value)).unwrap().unwrap();
    assert_eq!(super::abuse(&party.contacts), "reports@example.net");
    assert_eq!(
        super::shown(&party.contacts, ContactKind::Phone, ContactRole::General),
        "+1-555-555-1234"
    );
}
