//! Real answers of RDAP servers, read and compared with what others read from them.
//!
//! The collection is not part of this repository: the tests say that they are left out where it is
//! absent.
//! It is looked for in `../shared/corpus` beside the checkout, or in the folder that
//! `TRACE_CORPUS` names.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "the whole file is a test, and its table is what it is for"
)]

#[path = "support/beside.rs"]
mod beside;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use beside::beside;
use serde_json::Value;
use trace::model::answer::Misread;
use trace::model::contact::ContactKind;
use trace::model::exchange::HttpReply;
use trace::model::record::{ContactRole, DomainRecord, NumberRecord, PublishedContact};
use trace::source::rdap;

/// How often each fact was found, missing and wrong.
#[derive(Default)]
struct Score {
    facts: BTreeMap<String, [usize; 3]>,
    complaints: Vec<String>,
    file: String,
}

impl Score {
    /// Counts one fact; `found` is `None` where the reader found nothing.
    fn count(&mut self, fact: &str, expected: &str, found: Option<&str>, right: bool) {
        let column = match (found, right) {
            (_, true) => 0,
            (None, false) => 1,
            (Some(_), false) => 2,
        };
        self.facts.entry(fact.to_owned()).or_default()[column] += 1;
        if !right {
            let (file, found) = (&self.file, found.unwrap_or("nothing"));
            self.complaints.push(format!("{file}: {fact}: {found:?} instead of {expected:?}"));
        }
    }

    /// Counts a fact with one right value, compared without case.
    fn text(&mut self, fact: &str, expected: &Value, found: Option<&str>) {
        let Some(expected) = expected.as_str() else { return };
        let right = found.is_some_and(|found| found.eq_ignore_ascii_case(expected));
        self.count(fact, expected, found, right);
    }

    /// Counts a list: something must have been found, and all of it must be expected.
    fn among(&mut self, fact: &str, expected: &Value, found: &[&str]) {
        let expected: Vec<&str> =
            expected.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if expected.is_empty() {
            return;
        }
        let known = |value: &&str| expected.iter().any(|one| one.eq_ignore_ascii_case(value));
        let whole = found.join(" ") == expected.join(" ");
        let right = whole || (!found.is_empty() && found.iter().all(known));
        let shown = (!found.is_empty()).then(|| found.join(" "));
        self.count(fact, &expected.join(" "), shown.as_deref(), right);
    }

    /// Counts a date by its day.
    fn day(&mut self, fact: &str, expected: &Value, found: Option<&str>) {
        let Some(expected) = expected.as_str() else { return };
        let day = |text: &str| text.get(..10).map(str::to_owned);
        let right = found.is_some_and(|found| day(found) == day(expected));
        self.count(fact, expected, found, right);
    }

    /// Prints the table and what was wrong.
    fn print(&self) {
        println!("{:<28}{:>7}{:>9}{:>7}", "fact", "found", "missing", "wrong");
        for (fact, [found, missing, wrong]) in &self.facts {
            println!("{fact:<28}{found:>7}{missing:>9}{wrong:>7}");
        }
        for complaint in &self.complaints {
            println!("{complaint}");
        }
    }
}

/// The folder of the collection, if it is there.
fn corpus() -> Option<PathBuf> {
    beside("TRACE_CORPUS", "corpus", "index.json")
}

/// The samples of a format, with their bodies as answers of a server.
fn samples(folder: &Path, format: &str) -> Vec<(Value, HttpReply)> {
    let index = std::fs::read(folder.join("index.json")).unwrap();
    let index: Value = serde_json::from_slice(&index).unwrap();
    let all = index["samples"].as_array().unwrap();
    all.iter()
        .filter(|sample| sample["format"] == format)
        .map(|sample| {
            let body = std::fs::read(folder.join(sample["file"].as_str().unwrap())).unwrap();
            (sample.clone(), reply(200, body))
        })
        .collect()
}

/// An answer of an RDAP server.
fn reply(status: u16, body: Vec<u8>) -> HttpReply {
    let headers = vec![("content-type".to_owned(), "application/rdap+json".to_owned())];
    HttpReply { status, headers, body, certificate: None }
}

/// The values of one kind and role among contacts.
fn values(contacts: &[PublishedContact], kind: ContactKind, role: ContactRole) -> Vec<&str> {
    let wanted = contacts.iter().filter(|contact| contact.kind == kind && contact.role == role);
    wanted.map(|contact| contact.value.as_str()).collect()
}

/// Compares a domain with what is expected of it.
fn judge_domain(score: &mut Score, expected: &Value, record: &DomainRecord) {
    let registrar = record.registrar.clone().unwrap_or_default();
    score.text("registrar", &expected["registrar"], registrar.name.as_deref());
    let id = registrar.iana_id.map(|id| id.to_string());
    score.text("registrar_iana_id", &expected["registrar_iana_id"], id.as_deref());
    let emails = values(&registrar.contacts, ContactKind::Email, ContactRole::Abuse);
    score.among("registrar_abuse_emails", &expected["registrar_abuse_emails"], &emails);
    let phones = values(&registrar.contacts, ContactKind::Phone, ContactRole::Abuse);
    score.among("registrar_abuse_phones", &expected["registrar_abuse_phones"], &phones);
    let registrant = record.registrant.as_ref().and_then(|party| party.label());
    score.text("registrant", &expected["registrant"], registrant);
    let events = &expected["events"];
    score.day("created", &events["registration"], record.created.as_deref());
    score.day("expires", &events["expiration"], record.expires.as_deref());
    score.day("updated", &events["last changed"], record.updated.as_deref());
    let statuses: Vec<&str> = record.statuses.iter().map(String::as_str).collect();
    score.among("statuses", &expected["status"], &statuses);
    let servers: Vec<&str> = record.name_servers.iter().map(String::as_str).collect();
    score.among("name_servers", &expected["nameservers"], &servers);
    if let Some(signed) = expected["delegation_signed"].as_bool() {
        let found = record.signed.map(|signed| signed.to_string());
        score.count("signed", &signed.to_string(), found.as_deref(), record.signed == Some(signed));
    }
    let related: Vec<&str> = record.related.iter().map(String::as_str).collect();
    score.among("related", &expected["related_links"], &related);
}

/// Compares a network or AS number with what is expected of it.
fn judge_number(score: &mut Score, expected: &Value, record: &NumberRecord) {
    score.text("name", &expected["name"], record.name.as_deref());
    score.text("country", &expected["country"], record.country.as_deref());
    let holder = record.holder.as_ref().and_then(|holder| holder.label());
    let source = &expected["organisation_source"];
    let stated = if source.is_string() { source } else { &expected["registrant"] };
    score.text("holder", stated, holder);
    let emails = values(&record.contacts, ContactKind::Email, ContactRole::Abuse);
    let rejected: Vec<&str> = record.rejected.iter().map(|one| one.value.as_str()).collect();
    let registry_level = rejected.iter().any(|one| {
        let list = expected["abuse_emails"].as_array();
        list.is_some_and(|list| list.iter().any(|email| email == *one))
    });
    let shown = if registry_level { &rejected } else { &emails };
    score.among("abuse_emails", &expected["abuse_emails"], shown);
    let phones = values(&record.contacts, ContactKind::Phone, ContactRole::Abuse);
    score.among("abuse_phones", &expected["abuse_phones"], &phones);
}

/// The address that a sample answers about: what was asked, or else where its range begins.
fn address(sample: &Value) -> IpAddr {
    let texts = [&sample["object"], &sample["expected"]["startAddress"]];
    let mut texts = texts.iter().filter_map(|text| text.as_str());
    texts.find_map(|text| text.split('/').next()?.parse().ok()).unwrap()
}

/// Reads and judges every network and AS number.
fn judge_numbers(score: &mut Score, folder: &Path) {
    for format in ["rdap-ip", "rdap-autnum"] {
        for (sample, reply) in samples(folder, format) {
            let expected = &sample["expected"];
            let read = match expected["startAutnum"].as_u64() {
                Some(number) => rdap::read_autnum(&reply, u32::try_from(number).unwrap()),
                None => rdap::read_network(&reply, address(&sample)),
            };
            let record = read.unwrap().unwrap();
            println!("{}: {record:#?}", sample["file"]);
            score.file = sample["file"].to_string();
            judge_number(score, expected, &record);
        }
    }
}

/// Reads and judges every entity.
fn judge_entities(score: &mut Score, folder: &Path) {
    for (sample, reply) in samples(folder, "rdap-entity") {
        let party = rdap::read_entity(&reply).unwrap().unwrap();
        let expected = &sample["expected"];
        println!("{}: {party:#?}", sample["file"]);
        score.file = sample["file"].to_string();
        score.text("entity", &expected["fn"], party.name.text().or(party.label()));
        let emails = party.contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
        let emails: Vec<&str> = emails.map(|contact| contact.value.as_str()).collect();
        score.among("entity_emails", &expected["emails"], &emails);
    }
}

#[test]
fn every_real_answer_is_read_and_says_what_others_read_from_it() {
    let Some(folder) = corpus() else { return };
    let mut score = Score::default();
    for (sample, reply) in samples(&folder, "rdap-domain") {
        let record = rdap::read_domain(&reply, sample["object"].as_str().unwrap());
        let record = record.unwrap().unwrap();
        println!("{}: {record:#?}", sample["file"]);
        score.file = sample["file"].to_string();
        judge_domain(&mut score, &sample["expected"], &record);
    }
    judge_numbers(&mut score, &folder);
    judge_entities(&mut score, &folder);
    score.print();
    let total = |column: usize| score.facts.values().map(|row| row[column]).sum::<usize>();
    let (found, missing, wrong) = (total(0), total(1), total(2));
    println!("{found} found, {missing} missing, {wrong} wrong");
    assert!((missing + wrong) * 20 <= found, "{missing} missing and {wrong} wrong of {found}");
}

#[test]
fn errors_and_other_objects_are_never_read_as_a_record() {
    let Some(folder) = corpus() else { return };
    let address: IpAddr = "192.0.2.1".parse().unwrap();
    for (sample, mut reply) in samples(&folder, "rdap-error") {
        let code = u16::try_from(sample["expected"]["errorCode"].as_u64().unwrap()).unwrap();
        for status in [200, code] {
            reply.status = status;
            let read = rdap::read_network(&reply, address);
            match code {
                404 => assert_eq!(read, Ok(None)),
                500.. => assert!(matches!(read, Err(Misread::ServerError(_))), "{read:?}"),
                _ => assert!(matches!(read, Err(Misread::Denied(_))), "{read:?}"),
            }
        }
    }
    for format in ["rdap-nameserver", "rdap-search", "rdap-ip", "rdap-entity", "rdap-domain"] {
        for (sample, reply) in samples(&folder, format) {
            let read = rdap::read_domain(&reply, "other.example");
            assert!(matches!(read, Err(Misread::Malformed(_))), "{}", sample["file"]);
        }
    }
}
