//! XARF 4.2: one report an incident, as JSON. Which harm becomes which type, and which fact which
//! field, is data in `xarf.tsv`; the schemas are the measure (they are in the tests).

mod table;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;
use serde_json::{Map, Value, json};

pub use table::{Mapped, keys, kind, mapped};

use super::desk::Desk;
use super::draft::{Draft, Place};
use super::given::items;
use super::mailbox::domain;
use super::words;
use crate::model::digest::sha256;
use crate::model::name::is_host_label;

/// The version of the specification.
const VERSION: &str = "4.2.0";

/// The most characters of a description.
const DESCRIPTION: usize = 1000;

/// What every report says.
#[derive(Debug, Serialize)]
struct Core<'a> {
    /// The version.
    xarf_version: &'static str,
    /// The identifier, made of what is said, so that the same report has the same one.
    report_id: String,
    /// When it was seen; the time of the trace where nobody said.
    timestamp: &'a str,
    /// Who complains.
    reporter: XarfParty<'a>,
    /// Who writes.
    sender: XarfParty<'a>,
    /// The address or name that it comes from.
    source_identifier: &'a str,
    /// The category.
    category: &'a str,
    /// The type.
    r#type: &'a str,
    /// In words.
    description: String,
    /// What shows it.
    evidence: Vec<XarfEvidence>,
}

/// Who complains or writes.
#[derive(Debug, Clone, Copy, Serialize)]
struct XarfParty<'a> {
    /// The organisation, else the name.
    org: &'a str,
    /// The mailbox.
    contact: &'a str,
    /// Its domain.
    domain: &'a str,
}

/// Something that shows it.
#[derive(Debug, Serialize)]
struct XarfEvidence {
    /// Its type.
    content_type: &'static str,
    /// In words.
    description: &'static str,
    /// The bytes in base64.
    payload: String,
    /// Their digest.
    hash: String,
    /// Their number.
    size: usize,
}

/// A report, or what keeps it from being one.
#[derive(Debug, Clone, PartialEq)]
pub enum Xarf {
    /// The JSON, and the facts that the schema recommends and nobody gave.
    Report(Box<Value>, Vec<&'static str>),
    /// Facts without which no report is valid.
    Lacks(Vec<&'static str>),
    /// No type of XARF is for this harm.
    NoType,
}

/// The key of the table for a draft: attack traffic has a type for each kind of attack.
fn key(draft: &Draft) -> String {
    match (draft.harm, draft.given.get("attack_type")) {
        ("attack-traffic", Some(kind)) => format!("attack-traffic/{kind}"),
        (harm, _) => harm.to_owned(),
    }
}

/// The reports of a draft, one a place.
pub fn reports(draft: &Draft) -> Vec<Xarf> {
    draft.places.iter().map(|place| report(draft, place)).collect()
}

/// The report about one place.
fn report(draft: &Draft, place: &Place) -> Xarf {
    let key = key(draft);
    let Some((category, kind)) = kind(&key) else {
        return if draft.harm == "attack-traffic" {
            Xarf::Lacks(vec!["attack_type"])
        } else {
            Xarf::NoType
        };
    };
    let fields = mapped(&key);
    let lacks = lacks(draft, place, category, &fields);
    if !lacks.is_empty() {
        return Xarf::Lacks(lacks);
    }
    let mut object = core(draft, place, category, kind);
    let mut blanks = Vec::new();
    for field in &fields {
        match value(draft, field) {
            Some(value) => drop(object.insert(field.field.to_owned(), value)),
            None => blanks.push(field.fact),
        }
    }
    own(&mut object, draft, place, category, &mut blanks);
    let id = identifier(&object);
    object.insert("report_id".to_owned(), json!(id));
    Xarf::Report(Box::new(Value::Object(object)), blanks)
}

/// The facts without which no report is valid.
fn lacks(draft: &Draft, place: &Place, category: &str, fields: &[Mapped]) -> Vec<&'static str> {
    let required = fields.iter().filter(|field| field.required && field.kind != "constant");
    let mut lacks: Vec<&'static str> =
        required.filter(|field| draft.fact(field.fact).is_none()).map(|field| field.fact).collect();
    if matches!(category, "content" | "copyright") && place.url.is_none() {
        lacks.push("url");
    }
    if draft.given.get("mailbox").is_none() {
        lacks.push("mailbox");
    }
    if draft.given.get("name").is_none() && draft.given.get("organisation").is_none() {
        lacks.push("name");
    }
    lacks
}

/// What every report says.
fn core(draft: &Draft, place: &Place, category: &str, kind: &str) -> Map<String, Value> {
    let given = &draft.given;
    let mailbox = given.get("mailbox").unwrap_or_default();
    let own = given.get("organisation").or_else(|| given.get("name")).unwrap_or_default();
    let sender = XarfParty { org: own, contact: mailbox, domain: domain(mailbox) };
    let reporter = XarfParty { org: given.get("on_behalf_of").unwrap_or(own), ..sender };
    let single = Draft { places: vec![place.clone()], ..draft.clone() };
    let description: String = words::account(&single, false).chars().take(DESCRIPTION).collect();
    let core = Core {
        xarf_version: VERSION,
        report_id: String::new(),
        timestamp: given.get("seen_at").unwrap_or(&draft.at),
        reporter,
        sender,
        source_identifier: source(draft, place),
        category,
        r#type: kind,
        description,
        evidence: evidence(&single),
    };
    match serde_json::to_value(core) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

/// Where it comes from, as the recipient knows it: those on the name path know names, the others
/// addresses.
fn source<'a>(draft: &'a Draft, place: &'a Place) -> &'a str {
    if let Some(address) = draft.given.get("source_ip") {
        return address;
    }
    match (draft.desk.is_on_name(), &place.domain, place.addresses.first()) {
        (true, Some(domain), _) => domain,
        (_, _, Some(address)) => address,
        (_, _, None) => &place.host,
    }
}

/// What shows it: the words of the records; the recorded bytes themselves are in the case.
fn evidence(draft: &Draft) -> Vec<XarfEvidence> {
    let text = words::account(draft, true).into_bytes();
    let records: Vec<String> = draft
        .places
        .iter()
        .flat_map(|place| &place.evidence)
        .map(|proof| {
            format!(
                "{}  {} {} {} {}",
                proof.sha256, proof.at, proof.protocol, proof.server, proof.question
            )
        })
        .collect();
    let mut shown = vec![item("the report in words", text)];
    if !records.is_empty() {
        shown.push(item(
            "recorded answers: SHA-256, time, server, question",
            records.join("\n").into_bytes(),
        ));
    }
    if let Some(log) = draft.given.get("log") {
        shown.push(item("log lines", log.as_bytes().to_vec()));
    }
    shown
}

/// One thing that shows it.
fn item(description: &'static str, bytes: Vec<u8>) -> XarfEvidence {
    XarfEvidence {
        content_type: "text/plain",
        description,
        hash: format!("sha256:{}", sha256(&bytes)),
        size: bytes.len(),
        payload: BASE64.encode(bytes),
    }
}

/// A fact as the schema wants it.
fn value(draft: &Draft, field: &Mapped) -> Option<Value> {
    if field.kind == "constant" {
        return Some(json!(field.fact));
    }
    let text = draft.fact(field.fact)?;
    match field.kind {
        "number" => text.parse::<u64>().ok().map(|number| json!(number)),
        "share" => text.parse::<f64>().ok().map(|number| json!(number)),
        "list" => Some(json!(items(&text).collect::<Vec<_>>())),
        "hash" => Some(json!({ "sha256": text.to_lowercase() })),
        "paths" => Some(json!([{ "type": "file_path", "value": text }])),
        "family" => Some(json!({ "family": text })),
        _ => Some(json!(text)),
    }
}

/// What the trace knows of itself, and what every type recommends.
fn own(
    object: &mut Map<String, Value>,
    draft: &Draft,
    place: &Place,
    category: &str,
    blanks: &mut Vec<&'static str>,
) {
    let mut set = |field: &str, value: Value| {
        if !value.is_null() {
            object.entry(field).or_insert(value);
        }
    };
    let given = &draft.given;
    match given.get("confidence").and_then(|text| text.parse::<f64>().ok()) {
        Some(share) => set("confidence", json!(share)),
        None => blanks.push("confidence"),
    }
    let url = place.url.as_ref().and_then(|url| url::Url::parse(url).ok());
    let port = url.as_ref().and_then(url::Url::port_or_known_default);
    match (category, given.get("source_port")) {
        ("content" | "copyright", None) => set("source_port", json!(port)),
        (_, Some(port)) => set("source_port", json!(port.parse::<u16>().ok())),
        (_, None) => blanks.push("source_port"),
    }
    match (category, given.get("evidence_source")) {
        ("connection", _) => {}
        (_, Some(source)) => set("evidence_source", json!(source)),
        ("messaging", None) => set("evidence_source", json!("user_complaint")),
        (_, None) => set("evidence_source", json!("user_report")),
    }
    match category {
        "copyright" => set("infringing_url", json!(place.url)),
        "infrastructure" => set("c2_server", json!(place.host)),
        "content" => content(object, draft, place, blanks),
        _ => {}
    }
}

/// What reports about content say besides.
fn content(
    object: &mut Map<String, Value>,
    draft: &Draft,
    place: &Place,
    blanks: &mut Vec<&'static str>,
) {
    let mut set = |field: &str, value: Value| {
        if !value.is_null() {
            object.entry(field).or_insert(value);
        }
    };
    set("url", json!(place.url));
    if is_plain_domain(&place.host) {
        set("domain", json!(place.host));
    }
    for (field, fact) in
        [("verified_at", "seen_at"), ("verification_method", "verification_method")]
    {
        match draft.given.get(fact) {
            Some(value) => set(field, json!(value)),
            None => blanks.push(fact),
        }
    }
    let registrar = place.registrar.as_ref();
    set("registrar", json!(registrar.map(|(name, _)| name)));
    set("nameservers", if place.servers.is_empty() { Value::Null } else { json!(place.servers) });
    set("hosting_provider", json!(place.hosting.as_ref().map(|(name, _)| name)));
    set("country_code", json!(place.hosting.as_ref().and_then(|(_, country)| country.as_ref())));
    set("asn", json!(place.network.as_ref().and_then(|(_, number)| *number)));
    let of = |six: bool| -> Vec<&String> {
        place.addresses.iter().filter(|address| address.contains(':') == six).collect()
    };
    let mut records = Map::new();
    for (name, six) in [("a", false), ("aaaa", true)] {
        if !of(six).is_empty() {
            records.insert(name.to_owned(), json!(of(six)));
        }
    }
    if !records.is_empty() {
        set("dns_records", Value::Object(records));
    }
    if let Some(whois) = whois(place) {
        set("whois", whois);
    }
}

/// The dates and the registrar's mailbox.
fn whois(place: &Place) -> Option<Value> {
    let mut whois = Map::new();
    for (field, moment) in [("created_date", &place.created), ("expiry_date", &place.expires)] {
        let moment = moment.as_deref().and_then(|text| text.parse::<jiff::Timestamp>().ok());
        if let Some(moment) = moment {
            whois.insert(field.to_owned(), json!(moment.to_string()));
        }
    }
    if let Some((_, Some(mailbox))) = &place.registrar {
        whois.insert("registrar_abuse_contact".to_owned(), json!(mailbox));
    }
    (!whois.is_empty()).then_some(Value::Object(whois))
}

/// Whether the schema's pattern takes a name: A-labels, underscores and addresses it refuses.
fn is_plain_domain(host: &str) -> bool {
    let upper = |label: &str| label.bytes().any(|byte| byte.is_ascii_uppercase());
    let label = |label: &str| is_host_label(label) && !upper(label) && !label.contains("--");
    let Some((below, last)) = host.rsplit_once('.') else { return false };
    below.split('.').all(label)
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// An identifier of the form of UUID version 4, made of what the report says.
fn identifier(object: &Map<String, Value>) -> String {
    let text = serde_json::to_string(object).unwrap_or_default();
    let hex = sha256(text.as_bytes());
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
    format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// Whether a desk is sent XARF: those that act on a report of their own accord.
pub fn is_for(desk: Desk) -> bool {
    desk.is_on_path()
        || matches!(desk, Desk::Csirt | Desk::Blocklist | Desk::Sender | Desk::Upstream)
}
