//! Hand-made answers, one story each.

mod domains;
mod numbers;
mod replies;

use serde_json::Value;

use crate::model::contact::ContactKind;
use crate::model::exchange::HttpReply;
use crate::model::record::{ContactRole, DomainRecord, NumberRecord, PublishedContact};

/// An answer of an RDAP server.
fn reply(status: u16, body: &[u8]) -> HttpReply {
    let headers = vec![("content-type".to_owned(), "application/rdap+json".to_owned())];
    HttpReply { status, headers, body: body.to_vec(), certificate: None }
}

/// A successful answer that holds a JSON value.
fn answer(value: &Value) -> HttpReply {
    reply(200, value.to_string().as_bytes())
}

/// The record of example.com, to which the value adds or changes members.
fn domain(members: &Value) -> DomainRecord {
    let mut value = serde_json::json!({"objectClassName": "domain", "ldhName": "example.com"});
    merge(&mut value, members);
    super::read_domain(&answer(&value), "example.com").unwrap().unwrap()
}

/// The record of 192.0.2.0/24, to which the value adds or changes members.
fn network(members: &Value) -> NumberRecord {
    let mut value = serde_json::json!({
        "objectClassName": "ip network",
        "startAddress": "192.0.2.0",
        "endAddress": "192.0.2.255",
        "name": "EXAMPLE-NET",
    });
    merge(&mut value, members);
    let asked = "192.0.2.7".parse().unwrap();
    super::read_network(&answer(&value), asked).unwrap().unwrap()
}

/// Puts members into an object.
fn merge(value: &mut Value, members: &Value) {
    for (key, member) in members.as_object().unwrap() {
        value[key] = member.clone();
    }
}

/// A card with a name, a kind and an e-mail address.
fn card(name: &str, kind: &str, email: &str) -> Value {
    serde_json::json!([
        "vcard",
        [
            ["version", {}, "text", "4.0"],
            ["fn", {}, "text", name],
            ["kind", {}, "text", kind],
            ["email", {}, "text", email],
        ]
    ])
}

/// The values of one kind and role, joined by blanks.
fn shown(contacts: &[PublishedContact], kind: ContactKind, role: ContactRole) -> String {
    let of = contacts.iter().filter(|contact| contact.kind == kind && contact.role == role);
    of.map(|contact| contact.value.as_str()).collect::<Vec<_>>().join(" ")
}

/// The e-mail addresses for abuse.
fn abuse(contacts: &[PublishedContact]) -> String {
    shown(contacts, ContactKind::Email, ContactRole::Abuse)
}
