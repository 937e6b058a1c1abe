//! Traces as a STIX 2.1 bundle: the names and addresses as observables, a party as an identity with its
//! roles and contacts, and a note an entry of what it can and cannot do.

use serde_json::{Map, Value, json};

use super::clean::clean;
use super::entries;
use super::json::v1::{EntryV1, TraceV1};
use super::uuid::as_if_random;
use crate::model::digest::uuid_v5;

/// The namespace of observables (STIX 2.1, section 2.9).
const NAMESPACE: [u8; 16] = [
    0x00, 0xab, 0xed, 0xb4, 0xaa, 0x42, 0x46, 0x6c, 0x9c, 0x01, 0xfe, 0xd2, 0x33, 0x15, 0xa9, 0xb7,
];

/// A bundle on its way.
#[derive(Default)]
struct Bundle {
    /// The objects by identifier, in order.
    objects: Vec<Value>,
}

/// The bundle of some traces.
pub fn bundle(traces: &[TraceV1]) -> Value {
    let mut bundle = Bundle::default();
    for trace in traces {
        bundle.trace(trace);
    }
    let names: Vec<&str> = traces.iter().map(|trace| trace.target.input.as_str()).collect();
    json!({
        "type": "bundle",
        "id": format!("bundle--{}", as_if_random("bundle", &names.join("\n"))),
        "objects": bundle.objects,
    })
}

/// A moment with milliseconds, as STIX wants it.
fn moment(text: &str) -> String {
    let at = text.parse::<jiff::Timestamp>().unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}

impl Bundle {
    /// Adds an object once; the identifier is returned.
    fn add(&mut self, object: Value) -> String {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        if !self.objects.iter().any(|known| known["id"] == object["id"]) {
            self.objects.push(object);
        }
        id
    }

    /// Adds an observable, named by what contributes to its identifier.
    fn observable(&mut self, kind: &str, by: &str, value: &Value) -> String {
        let name = json!({ by: value }).to_string();
        let id = format!("{kind}--{}", uuid_v5(NAMESPACE, &name));
        self.add(json!({ "type": kind, "spec_version": "2.1", "id": id, by: value }))
    }

    /// Adds an object of the domain, with its times.
    fn domain(&mut self, kind: &str, name: &str, at: &str, fields: Value) -> String {
        let id = format!("{kind}--{}", as_if_random(kind, name));
        let mut object = Map::new();
        for (field, value) in [
            ("type", json!(kind)),
            ("spec_version", json!("2.1")),
            ("id", json!(id)),
            ("created", json!(at)),
            ("modified", json!(at)),
        ] {
            object.insert(field.to_owned(), value);
        }
        if let Value::Object(fields) = fields {
            object.extend(fields);
        }
        self.add(Value::Object(object))
    }

    /// Adds a relationship.
    fn relate(
        &mut self,
        from: &str,
        word: &str,
        to: &str,
        at: &str,
        description: Option<&str>,
    ) -> String {
        let mut fields = json!({ "relationship_type": word, "source_ref": from, "target_ref": to });
        if let (Some(text), Value::Object(fields)) = (description, &mut fields) {
            fields.insert("description".to_owned(), json!(text));
        }
        let name = format!("{from} {word} {to} {}", description.unwrap_or_default());
        self.domain("relationship", &name, at, fields)
    }

    /// Adds a trace.
    fn trace(&mut self, trace: &TraceV1) {
        let at = moment(&trace.traced_at);
        let input = clean(&trace.target.input);
        let mut refs: Vec<String> = Vec::new();
        let host = self.observables(trace, &at, &mut refs);
        let seen = refs.clone();
        for entry in entries::named(trace) {
            self.entry(trace, entry, host.as_deref(), &at, &mut refs);
        }
        if seen.is_empty() || refs.is_empty() {
            return;
        }
        let observed = self.domain("observed-data", &format!("{input} {at}"), &at, json!({
            "first_observed": at, "last_observed": at, "number_observed": 1, "object_refs": seen,
        }));
        refs.push(observed);
        self.domain(
            "report",
            &format!("{input} {at}"),
            &at,
            json!({
                "name": format!("Who is responsible for {input}"),
                "report_types": ["observed-data"],
                "published": at,
                "object_refs": refs,
            }),
        );
    }

    /// Adds what was seen of the target; the identifier of its host is returned.
    fn observables(&mut self, trace: &TraceV1, at: &str, refs: &mut Vec<String>) -> Option<String> {
        let host = clean(&trace.target.host);
        let mut addresses: Vec<String> =
            trace.resolution.addresses.iter().map(|text| clean(text)).collect();
        let mut first = None;
        if host.parse::<std::net::IpAddr>().is_ok() {
            addresses.insert(0, host);
        } else if trace.target.kind != "asn" {
            let id = self.observable("domain-name", "value", &json!(host));
            refs.push(id.clone());
            first = Some(id);
        }
        for address in &addresses {
            let kind = match address.parse::<std::net::IpAddr>() {
                Ok(std::net::IpAddr::V4(_)) => "ipv4-addr",
                Ok(std::net::IpAddr::V6(_)) => "ipv6-addr",
                Err(_) => continue,
            };
            let id = self.observable(kind, "value", &json!(address));
            if let Some(host) = &first {
                refs.push(self.relate(host, "resolves-to", &id, at, None));
            }
            refs.push(id.clone());
            first.get_or_insert(id);
        }
        if let Some(url) = &trace.target.url {
            refs.push(self.observable("url", "value", &json!(clean(url))));
        }
        for entry in entries::named(trace) {
            let number = entry.party.as_ref().and_then(|party| party.identifiers.asn);
            if let Some(number) = number {
                let id = self.observable("autonomous-system", "number", &json!(number));
                if !refs.contains(&id) {
                    refs.push(id.clone());
                }
                first.get_or_insert(id);
            }
        }
        first
    }

    /// Adds an entry: its party, the relation of the target to it, and its powers.
    fn entry(
        &mut self,
        trace: &TraceV1,
        entry: &EntryV1,
        host: Option<&str>,
        at: &str,
        refs: &mut Vec<String>,
    ) {
        let id = entries::party_id(entry);
        let own: Vec<&EntryV1> =
            entries::named(trace).filter(|other| entries::party_id(other) == id).collect();
        let mut roles: Vec<&str> = own.iter().map(|other| other.layer.word()).collect();
        roles.dedup();
        let reach = |other: &&EntryV1| {
            let contacts = entries::contacts(other);
            (!contacts.is_empty()).then(|| format!("{}: {contacts}", other.layer.word()))
        };
        let reach: Vec<String> = own.iter().filter_map(reach).collect();
        let mut fields = json!({
            "name": entries::party(entry), "identity_class": "organization", "roles": roles,
        });
        if let (false, Value::Object(fields)) = (reach.is_empty(), &mut fields) {
            fields.insert("contact_information".to_owned(), json!(reach.join("; ")));
        }
        let input = clean(&trace.target.input);
        let identity = self.domain("identity", &format!("{input} {at} {id}"), at, fields);
        let mut push = |id: String| {
            if !refs.contains(&id) {
                refs.push(id);
            }
        };
        push(identity.clone());
        if let Some(host) = host {
            push(self.relate(host, "related-to", &identity, at, Some(entry.layer.word())));
        }
        let subjects: Vec<String> = entry.subjects.iter().map(|one| clean(one)).collect();
        let name = format!("{input} {at} {} {id} {}", entry.layer.word(), subjects.join(" "));
        push(self.domain(
            "note",
            &name,
            at,
            json!({
                "abstract": format!("{}: {}", entry.layer.word(), entries::party(entry)),
                "content": entries::lines(entry),
                "object_refs": [identity],
            }),
        ));
        for contact in entry
            .contacts
            .iter()
            .filter(|contact| contact.kind == crate::model::contact::ContactKind::Email)
        {
            push(self.observable("email-addr", "value", &json!(clean(&contact.value))));
        }
    }
}
