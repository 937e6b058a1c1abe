//! Traces as MISP events: objects `whois`, `domain-ip`, `asn`, `organization` and `url` of the public
//! templates, with the relations between them.

use serde_json::{Value, json};

use super::clean::clean;
use super::entries;
use super::json::v1::{EntryV1, TraceV1};
use super::uuid::as_if_random;
use crate::model::chain::LayerId;
use crate::model::contact::ContactKind;

/// A template: name, identifier, version, category.
struct Template(&'static str, &'static str, &'static str, &'static str);

/// The templates (MISP/misp-objects 54538c6, 2026-06-27).
const WHOIS: Template = Template("whois", "429faea1-34ff-47af-8a00-7c62d3be5a6a", "10", "network");
/// A name with its addresses.
const DOMAIN_IP: Template =
    Template("domain-ip", "43b3b146-77eb-4931-b4cc-b66c60f28734", "11", "network");
/// An autonomous system.
const ASN: Template = Template("asn", "4ec55cc6-9e49-4c64-b794-03c25c1a6587", "6", "network");
/// A party.
const ORGANIZATION: Template =
    Template("organization", "f750e12b-127a-432c-b022-b3f9153c4e2a", "9", "misc");
/// An address.
const URL: Template = Template("url", "60efb77b-40b5-4c46-871b-ed1ed999fce5", "10", "network");

/// One field of an object: relation, type, value.
type MispField = (&'static str, &'static str, String);

/// The events of some traces: one where there is one, a response of several else.
pub fn events(traces: &[TraceV1]) -> Value {
    match traces {
        [trace] => event(trace),
        several => json!({ "response": several.iter().map(event).collect::<Vec<_>>() }),
    }
}

/// The event of a trace.
fn event(trace: &TraceV1) -> Value {
    let at = trace.traced_at.parse::<jiff::Timestamp>().unwrap_or_default();
    let input = clean(&trace.target.input);
    let scope = format!("{input} {}", trace.traced_at);
    let stamp = at.as_second().to_string();
    let day = at.strftime("%Y-%m-%d").to_string();
    let mut objects = Vec::new();
    let place = place(trace, &scope, &stamp);
    let place_id = place.as_ref().map(|object| object["uuid"].clone());
    objects.extend(place);
    objects.extend(whois(trace, &scope, &stamp));
    objects.extend(url(trace, &scope, &stamp));
    for (at, entry) in entries::named(trace).enumerate() {
        let mut organization = organization(entry, &format!("{scope} {at}"), &stamp);
        if let Some(place) = &place_id {
            organization["ObjectReference"] = json!([{
                "uuid": as_if_random("reference", &format!("{scope} {at}")),
                "object_uuid": organization["uuid"],
                "referenced_uuid": place,
                "relationship_type": relation(entry.layer),
                "comment": entry.layer.word(),
            }]);
        }
        objects.extend(asn(entry, &format!("{scope} {at}"), &stamp));
        objects.push(organization);
    }
    json!({ "Event": {
        "uuid": as_if_random("event", &scope),
        "info": format!("Who is responsible for {input}"),
        "date": day,
        "timestamp": stamp,
        "threat_level_id": "4",
        "analysis": "2",
        "distribution": "0",
        "published": false,
        "Attribute": [],
        "Object": objects,
    } })
}

/// What a party is to the target, in the words of MISP.
fn relation(layer: LayerId) -> &'static str {
    match layer {
        LayerId::Host | LayerId::Cdn => "hosts",
        LayerId::Registrar | LayerId::Registry | LayerId::Reseller => "registers",
        LayerId::Registrant => "owner-of",
        LayerId::Dns | LayerId::Network | LayerId::Mail => "operator-of",
        LayerId::Certificate => "related-to",
    }
}

/// An object with its fields; one without fields is none.
fn object(
    template: &Template,
    scope: &str,
    stamp: &str,
    comment: &str,
    fields: Vec<MispField>,
) -> Option<Value> {
    let Template(name, uuid, version, category) = template;
    let fields: Vec<MispField> =
        fields.into_iter().filter(|(_, _, value)| !value.is_empty()).collect();
    if fields.is_empty() {
        return None;
    }
    let own = as_if_random(name, &format!("{scope} {comment}"));
    let attribute = |(at, (relation, kind, value)): (usize, MispField)| {
        json!({
            "uuid": as_if_random("attribute", &format!("{own} {at}")),
            "object_relation": relation,
            "type": kind,
            "category": category_of(kind),
            "value": value,
            "to_ids": false,
            "disable_correlation": false,
            "timestamp": stamp,
        })
    };
    Some(json!({
        "uuid": own,
        "name": name,
        "template_uuid": uuid,
        "template_version": version,
        "meta-category": category,
        "description": comment,
        "comment": comment,
        "timestamp": stamp,
        "distribution": "5",
        "Attribute": fields.into_iter().enumerate().map(attribute).collect::<Vec<_>>(),
        "ObjectReference": [],
    }))
}

/// The category of an attribute.
fn category_of(kind: &str) -> &'static str {
    match kind {
        "whois-registrar" => "Attribution",
        "text" | "datetime" | "phone-number" => "Other",
        "email-src" => "Payload delivery",
        _ => "Network activity",
    }
}

/// The name with its addresses.
fn place(trace: &TraceV1, scope: &str, stamp: &str) -> Option<Value> {
    let host = clean(&trace.target.host);
    let mut fields: Vec<MispField> = Vec::new();
    if host.parse::<std::net::IpAddr>().is_ok() {
        fields.push(("ip", "ip-dst", host));
    } else if trace.target.kind != "asn" {
        fields.push(("domain", "domain", host));
    }
    fields.extend(trace.resolution.addresses.iter().map(|text| ("ip", "ip-dst", clean(text))));
    if let Some(created) = &trace.registration.created {
        fields.extend(date(created).map(|date| ("registration-date", "datetime", date)));
    }
    object(&DOMAIN_IP, scope, stamp, "the target", fields)
}

/// A date as MISP writes it.
fn date(text: &str) -> Option<String> {
    let moment = text.parse::<jiff::Timestamp>().ok();
    let day = text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    moment.map(|at| at.to_string()).or_else(|| day.map(|day| format!("{day}T00:00:00Z")))
}

/// The registration.
fn whois(trace: &TraceV1, scope: &str, stamp: &str) -> Option<Value> {
    let domain = trace.target.registrable_domain.as_deref().map(clean)?;
    let mut fields: Vec<MispField> = vec![("domain", "domain", domain)];
    let registrar = entries::named(trace).find(|entry| entry.layer == LayerId::Registrar);
    fields.extend(registrar.map(|entry| ("registrar", "whois-registrar", entries::party(entry))));
    let servers = trace.resolution.name_servers.iter();
    fields.extend(servers.map(|server| ("nameserver", "hostname", clean(server))));
    for (relation, value) in [
        ("creation-date", &trace.registration.created),
        ("expiration-date", &trace.registration.expires),
    ] {
        fields.extend(value.as_deref().and_then(date).map(|date| (relation, "datetime", date)));
    }
    object(&WHOIS, scope, stamp, "the registration", fields)
}

/// The reported address.
fn url(trace: &TraceV1, scope: &str, stamp: &str) -> Option<Value> {
    let url = trace.target.url.as_deref().map(clean)?;
    object(&URL, scope, stamp, "the address", vec![("url", "url", url)])
}

/// The autonomous system of an entry that has one.
fn asn(entry: &EntryV1, scope: &str, stamp: &str) -> Option<Value> {
    let number = entry.party.as_ref()?.identifiers.asn?;
    let mut fields: Vec<MispField> =
        vec![("asn", "AS", format!("AS{number}")), ("organization", "text", entries::party(entry))];
    let country = entry.party.as_ref().and_then(|party| party.country.clone());
    fields.extend(country.map(|country| ("country", "text", clean(&country))));
    object(&ASN, scope, stamp, "the network", fields)
}

/// The party of an entry, with its role, contacts and powers.
fn organization(entry: &EntryV1, scope: &str, stamp: &str) -> Value {
    let mut fields: Vec<MispField> = vec![
        ("name", "text", entries::party(entry)),
        ("role", "text", entry.layer.word().to_owned()),
        ("contact_information", "text", entries::contacts(entry)),
        ("description", "text", entries::lines(entry)),
    ];
    for contact in &entry.contacts {
        match contact.kind {
            ContactKind::Email => fields.push(("e-mail", "email-src", clean(&contact.value))),
            ContactKind::Phone => {
                fields.push(("phone-number", "phone-number", clean(&contact.value)));
            }
            _ => {}
        }
    }
    object(&ORGANIZATION, scope, stamp, entry.layer.word(), fields).unwrap_or_default()
}
