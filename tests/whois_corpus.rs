//! Reads a corpus of real answers, where one is at hand, and holds the readers to what they have
//! reached on it.
//!
//! The corpus is found at `TRACE_CORPUS` or beside the checkout; without it each test says that it
//! is left out.

#![expect(clippy::print_stderr, reason = "the table is what a reader runs this for")]

#[path = "support/beside.rs"]
mod beside;

use std::collections::BTreeMap;
use std::path::PathBuf;

use beside::beside;
use serde_json::Value;
use trace::model::answer::Misread;
use trace::model::contact::ContactKind;
use trace::model::record::{ContactRole, DomainRecord, NumberRecord, PublishedContact};
use trace::source::whois;

/// Right, missing and wrong answers for one field, with the files that failed.
#[derive(Default)]
struct Tally {
    right: usize,
    missing: Vec<String>,
    wrong: Vec<String>,
}

impl Tally {
    fn total(&self) -> usize {
        self.right + self.missing.len() + self.wrong.len()
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of files are small")]
    fn share(&self) -> f64 {
        100.0 * self.right as f64 / self.total().max(1) as f64
    }

    fn score(&mut self, outcome: Outcome, note: impl FnOnce() -> String) {
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Missing => self.missing.push(note()),
            Outcome::Wrong => self.wrong.push(note()),
        }
    }
}

#[derive(Clone, Copy)]
enum Outcome {
    Right,
    Missing,
    Wrong,
}

/// Every field's tally by name.
type Table = BTreeMap<&'static str, Tally>;

fn corpus() -> Option<(PathBuf, Value)> {
    let folder = beside("TRACE_CORPUS", "corpus", "index.json")?;
    let index = std::fs::read(folder.join("index.json")).expect("reads");
    Some((folder, serde_json::from_slice(&index).expect("is JSON")))
}

fn samples<'a>(index: &'a Value, format: &'a str) -> impl Iterator<Item = &'a Value> {
    index["samples"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(move |sample| sample["format"] == format)
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn without_bracket(text: &str) -> &str {
    text.rfind(['(', '[']).filter(|at| *at > 0).map_or(text, |at| text.get(..at).unwrap_or(text))
}

fn expected(sample: &Value, names: &[&str]) -> Vec<String> {
    let wanted = names.iter().flat_map(|name| texts(&sample["expected"][*name]));
    // The registry's words for "none" are no name.
    wanted.filter(|text| !text.starts_with("No registrar listed")).collect()
}

fn compare(found: Option<&str>, wanted: &[String], same: impl Fn(&str, &str) -> bool) -> Outcome {
    match found {
        None => Outcome::Missing,
        Some(found) if wanted.iter().any(|wanted| same(found, wanted)) => Outcome::Right,
        Some(_) => Outcome::Wrong,
    }
}

fn same_name(found: &str, wanted: &str) -> bool {
    plain(found) == plain(wanted) || plain(without_bracket(found)) == plain(without_bracket(wanted))
}

fn same_digits(found: &str, wanted: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(found) == digits(wanted)
}

fn abuse(contacts: &[PublishedContact], kind: ContactKind) -> Option<&str> {
    contacts
        .iter()
        .find(|contact| contact.role == ContactRole::Abuse && contact.kind == kind)
        .map(|contact| contact.value.as_str())
}

fn day_number(text: &str) -> Option<i64> {
    let day: jiff::civil::Date = text.get(..10)?.parse().ok()?;
    Some(day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24)
}

/// A difference of one day is a time zone.
fn same_day(found: &str, wanted: &str) -> bool {
    matches!((day_number(found), day_number(wanted)), (Some(a), Some(b)) if (a - b).abs() <= 1)
}

fn bare_status(status: &str) -> String {
    match plain(without_bracket(status)).as_str() {
        "ok" | "connect" | "connected" | "published" => "active".to_owned(),
        "linked" => "associated".to_owned(),
        other => other.to_owned(),
    }
}

fn score_domain(table: &mut Table, sample: &Value, record: Option<&DomainRecord>) {
    let file = sample["file"].as_str().unwrap_or_default();
    let registrar = record.and_then(|record| record.registrar.as_ref());
    let contacts = registrar.map(|registrar| registrar.contacts.as_slice()).unwrap_or_default();
    let mut field = |name: &'static str,
                     wanted: Vec<String>,
                     found: Option<&str>,
                     same: &dyn Fn(&str, &str) -> bool| {
        if !wanted.is_empty() {
            let outcome = compare(found, &wanted, same);
            table
                .entry(name)
                .or_default()
                .score(outcome, || format!("{file}: {found:?} for {wanted:?}"));
        } else if let Some(found) = found {
            let extra = format!("{name}: {found:?} in {file}");
            table.entry("(not expected)").or_default().missing.push(extra);
        }
    };
    let names = expected(sample, &["registrar", "registrar_any", "registrar_also"]);
    let handle = registrar
        .and_then(|r| r.handle.as_deref())
        .filter(|handle| names.iter().any(|name| name == handle))
        .map(str::to_owned);
    field(
        "registrar",
        names,
        handle.as_deref().or(registrar.and_then(|r| r.name.as_deref())),
        &same_name,
    );
    let emails = expected(sample, &["registrar_abuse_email", "registrar_abuse_email_any"]);
    let labelled = expected(sample, &["abuse_emails_labelled"]);
    let found = abuse(contacts, ContactKind::Email);
    let wanted = if emails.is_empty() { labelled } else { emails };
    field("abuse e-mail", wanted, found, &|a, b| a.eq_ignore_ascii_case(b));
    let phones = expected(sample, &["registrar_abuse_phone", "registrar_abuse_phone_any"]);
    field("abuse phone", phones, abuse(contacts, ContactKind::Phone), &same_digits);
    let number = registrar.and_then(|r| r.iana_id).map(|number| number.to_string());
    field("iana id", expected(sample, &["registrar_iana_id"]), number.as_deref(), &|a, b| a == b);
    let server = record.and_then(|record| record.whois_server.as_deref());
    field("whois server", expected(sample, &["registrar_whois_server"]), server, &|a, b| {
        a.eq_ignore_ascii_case(b.trim_end_matches('/').rsplit('/').next().unwrap_or(b))
    });
    score_rest(table, sample, record, file);
}

fn score_rest(table: &mut Table, sample: &Value, record: Option<&DomainRecord>, file: &str) {
    let lists = [
        ("name servers", "nameservers", record.map(|r| r.name_servers.clone())),
        ("statuses", "statuses", record.map(|r| r.statuses.clone())),
    ];
    for (name, key, found) in lists {
        let sorted = |list: Vec<String>| {
            let words = list.iter().flat_map(|item| item.split([',', '/']));
            let mut list: Vec<String> =
                words.map(bare_status).filter(|word| !word.is_empty()).collect();
            list.sort();
            list.dedup();
            list
        };
        let wanted = expected(sample, &[key]);
        if wanted.is_empty() {
            continue;
        }
        let found = found.unwrap_or_default();
        let outcome = match (sorted(found.clone()), sorted(wanted.clone())) {
            (found, wanted) if found == wanted => Outcome::Right,
            (found, _) if found.is_empty() => Outcome::Missing,
            _ => Outcome::Wrong,
        };
        table
            .entry(name)
            .or_default()
            .score(outcome, || format!("{file}: {found:?} for {wanted:?}"));
    }
    let dates = [
        ("created", record.and_then(|r| r.created.as_deref())),
        ("expires", record.and_then(|r| r.expires.as_deref())),
        ("updated", record.and_then(|r| r.updated.as_deref())),
    ];
    for (name, found) in dates {
        let wanted = expected(sample, &[name]);
        if !wanted.is_empty() {
            let outcome = compare(found, &wanted, same_day);
            table
                .entry(name)
                .or_default()
                .score(outcome, || format!("{file}: {found:?} for {wanted:?}"));
        }
    }
}

fn score_registered(
    table: &mut Table,
    sample: &Value,
    read: &Result<Option<DomainRecord>, Misread>,
) {
    let kind = sample["kind"].as_str().unwrap_or_default();
    let outcome = match (kind, read) {
        ("registered", Ok(Some(_)))
        | ("available", Ok(None))
        | ("reserved" | "blocked" | "unavailable", Ok(Some(_)) | Err(_))
        | ("throttled" | "refused" | "error" | "incomplete", Err(_)) => Outcome::Right,
        ("throttled" | "refused" | "error" | "incomplete", Ok(Some(_)))
        | ("registered" | "available", Err(_)) => Outcome::Missing,
        ("other", _) => return,
        _ => Outcome::Wrong,
    };
    let name =
        if matches!(kind, "registered" | "available") { "registered" } else { "other kinds" };
    table.entry(name).or_default().score(outcome, || {
        let read = match read {
            Ok(Some(_)) => "a record".to_owned(),
            other => format!("{other:?}"),
        };
        format!("{}: {read} for {kind}", sample["file"].as_str().unwrap_or_default())
    });
}

fn show(table: &Table) {
    eprintln!("{:<16}{:>7}{:>9}{:>7}{:>9}", "field", "right", "missing", "wrong", "share");
    for (name, tally) in table {
        let (missing, wrong) = (tally.missing.len(), tally.wrong.len());
        eprintln!("{name:<16}{:>7}{missing:>9}{wrong:>7}{:>8.1}%", tally.right, tally.share());
    }
    for (name, tally) in table {
        let most =
            std::env::var("TRACE_CORPUS_WORST").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
        for (how, list) in [("wrong", &tally.wrong), ("missing", &tally.missing)] {
            for note in list.iter().take(most) {
                eprintln!("{name} {how}: {note}");
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of files are small")]
fn assert_floor(table: &Table, name: &str, floor: f64, most_wrong: f64) {
    let tally = table.get(name).unwrap_or_else(|| panic!("no sample has {name}"));
    assert!(tally.share() >= floor, "{name}: {:.2} % is below {floor} %", tally.share());
    let wrong = 100.0 * tally.wrong.len() as f64 / tally.total().max(1) as f64;
    assert!(wrong <= most_wrong, "{name}: {wrong:.2} % wrong: {:?}", tally.wrong);
}

#[test]
fn domain_answers_of_the_corpus_are_read() {
    let Some((folder, index)) = corpus() else { return };
    let mut table = Table::new();
    for sample in samples(&index, "whois-domain") {
        let file = sample["file"].as_str().unwrap_or_default();
        let body = std::fs::read(folder.join(file)).unwrap_or_default();
        let server = sample["server"].as_str().unwrap_or_default();
        let asked = sample["object"].as_str().unwrap_or_default();
        let read = whois::read_domain(server, &body, asked);
        score_registered(&mut table, sample, &read);
        score_domain(&mut table, sample, read.as_ref().ok().and_then(Option::as_ref));
    }
    show(&table);
    // The least share that is right and the greatest share that is wrong, in percent: what is to
    // hold for answers that nobody has looked at. On the half of the corpus that was looked at, what
    // is wrong is where the corpus and the text disagree.
    let floors = [
        ("registrar", 98.0, 0.5),
        ("abuse e-mail", 98.0, 0.0),
        ("abuse phone", 98.0, 0.0),
        ("iana id", 99.0, 0.0),
        ("whois server", 98.0, 1.0),
        ("registered", 99.0, 0.5),
        ("other kinds", 80.0, 15.0),
        ("name servers", 98.0, 1.0),
        ("created", 98.0, 1.0),
        ("expires", 98.0, 1.0),
        ("updated", 95.0, 3.0),
        ("statuses", 85.0, 12.0),
    ];
    for (name, floor, wrong) in floors {
        assert_floor(&table, name, floor, wrong);
    }
}

fn score_number(table: &mut Table, sample: &Value, record: Option<&NumberRecord>) {
    let file = sample["file"].as_str().unwrap_or_default();
    let holder = record.and_then(|record| record.holder.as_ref()).and_then(|holder| holder.label());
    let above = record.and_then(|record| record.above.as_deref());
    let mut levels = record.into_iter().chain(above);
    let email = levels.find_map(|level| abuse(&level.contacts, ContactKind::Email));
    let wanted = expected(sample, &["abuse_emails"]);
    // The desk of a registry was read rightly where it was rejected as one.
    let desk = record.iter().flat_map(|record| &record.rejected).find(|rejected| {
        rejected.reason.starts_with("registry-level")
            && wanted.iter().any(|one| one.eq_ignore_ascii_case(&rejected.value))
    });
    // What the holder's own remark gives is right beside it.
    let remarks = expected(sample, &["abuse_emails_remarks"]);
    let mut wanted = wanted;
    if desk.is_some() {
        wanted.extend(remarks);
    }
    let email = email.or(desk.map(|rejected| rejected.value.as_str()));
    if wanted.is_empty() && email.is_some() {
        table.entry("(not expected)").or_default().missing.push(format!("{email:?} in {file}"));
    }
    let fields = [
        ("ip abuse e-mail", wanted, email),
        ("ip holder", expected(sample, &["organisations"]), holder),
        ("ip netname", expected(sample, &["netnames"]), record.and_then(|r| r.name.as_deref())),
        ("ip country", expected(sample, &["countries"]), record.and_then(|r| r.country.as_deref())),
    ];
    for (name, wanted, found) in fields {
        if !wanted.is_empty() {
            let outcome = compare(found, &wanted, str::eq_ignore_ascii_case);
            table
                .entry(name)
                .or_default()
                .score(outcome, || format!("{file}: {found:?} for {wanted:?}"));
        }
    }
    if sample["expected"]["no_abuse_contact_stated"] == true {
        // The holder may give one all the same, in a remark that the registry does not look at.
        let only_remarked = |record: &NumberRecord| {
            let abuse = record.contacts.iter().filter(|one| one.role == ContactRole::Abuse);
            abuse.into_iter().all(|one| record.remarked.contains(&one.value))
        };
        let says = record.is_some_and(|record| record.says_no_abuse && only_remarked(record));
        let outcome = if says { Outcome::Right } else { Outcome::Wrong };
        table.entry("ip says no abuse").or_default().score(outcome, || file.to_owned());
    }
}

#[test]
fn address_answers_of_the_corpus_are_read() {
    let Some((folder, index)) = corpus() else { return };
    let mut table = Table::new();
    for sample in samples(&index, "whois-ip") {
        let file = sample["file"].as_str().unwrap_or_default();
        let body = std::fs::read(folder.join(file)).unwrap_or_default();
        let server = sample["server"].as_str().unwrap_or_default();
        let asked = sample["object"].as_str().unwrap_or_default();
        let read = whois::read_number(server, &body, asked);
        score_number(&mut table, sample, read.as_ref().ok().and_then(Option::as_ref));
    }
    show(&table);
    for name in ["ip abuse e-mail", "ip holder", "ip netname", "ip says no abuse"] {
        assert_floor(&table, name, 98.0, 0.0);
    }
}

#[test]
fn top_level_domains_of_the_corpus_are_read() {
    let Some((folder, index)) = corpus() else { return };
    for sample in samples(&index, "whois-iana") {
        let file = sample["file"].as_str().unwrap_or_default();
        let body = std::fs::read(folder.join(file)).unwrap_or_default();
        let read = whois::read_tld(&body);
        if read == Err(Misread::ServerError("the server names an error".to_owned())) {
            assert_eq!(sample["kind"], "available", "{file}");
            continue;
        }
        let record = read.as_ref().unwrap_or_else(|misread| panic!("{file}: {misread:?}"));
        let organisation = record.as_ref().and_then(|record| record.organisation.clone());
        assert_eq!(
            organisation,
            texts(&sample["expected"]["organisation"]).first().cloned(),
            "{file}"
        );
        assert_eq!(record.is_some(), sample["kind"] == "registered", "{file}");
    }
}

/// Every mailbox that a record offers for abuse, with the file.
fn offered(record: &DomainRecord) -> impl Iterator<Item = &PublishedContact> {
    let registrar = record.registrar.iter().flat_map(|registrar| &registrar.contacts);
    let all = registrar.chain(&record.contacts);
    all.filter(|contact| contact.role == ContactRole::Abuse && contact.kind == ContactKind::Email)
}

#[test]
fn no_mailbox_of_the_corpus_is_offered_for_abuse_that_the_text_does_not_give_for_it() {
    let Some((folder, index)) = corpus() else { return };
    let (mut count, mut strangers, mut rejected) = (0, Vec::new(), 0);
    for sample in samples(&index, "whois-domain") {
        let file = sample["file"].as_str().unwrap_or_default();
        let body = std::fs::read(folder.join(file)).unwrap_or_default();
        let server = sample["server"].as_str().unwrap_or_default();
        let asked = sample["object"].as_str().unwrap_or_default();
        let Ok(Some(record)) = whois::read_domain(server, &body, asked) else { continue };
        let labelled = expected(
            sample,
            &["abuse_emails_labelled", "registrar_abuse_email", "registrar_abuse_email_any"],
        );
        for contact in offered(&record) {
            count += 1;
            // The index does not read an `@` that is written out.
            let written_out = String::from_utf8_lossy(&body).lines().any(|line| {
                line.contains("Abuse") && line.replace("[at]", "@").ends_with(&contact.value)
            });
            if !written_out && !labelled.iter().any(|one| one.eq_ignore_ascii_case(&contact.value))
            {
                strangers.push(format!("{} in {file}", contact.value));
            }
            let refused = record.rejected.iter().any(|one| one.value == contact.value);
            assert!(!refused, "{} is both offered and rejected in {file}", contact.value);
        }
        rejected += record.rejected.len();
        for one in &record.rejected {
            assert!(!one.reason.is_empty(), "{} is rejected without a reason in {file}", one.value);
        }
    }
    eprintln!("{count} mailboxes offered for abuse, {rejected} contacts rejected");
    assert!(strangers.is_empty(), "{strangers:#?}");
    assert!(count > 0 && rejected > 0);
}
