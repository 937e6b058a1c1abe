//! What ICANN's own library reads from RDAP answers beside what our readers do: nothing that it reads
//! may be missed, and what both read must be the same. Where they differ, the table below says who is right.
//!
//! The library needs a newer compiler than the program does, so that it is a package of its own
//! (`.ci/rdap-oracle`). Where that compiler is not installed, the test says that it is left out.

#[path = "support/beside.rs"]
mod beside;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use beside::beside;
use serde_json::Value;
use trace::model::contact::ContactKind;
use trace::model::exchange::HttpReply;
use trace::model::record::{
    ContactRole, DomainRecord, NumberRecord, PartyRecord, PublishedContact, RejectedContact,
};
use trace::source::rdap;
use trace::wire::case::Case;

/// The compiler that the library asks for.
const COMPILER: &str = "1.97.1";

/// Differences in which we are right: the file, the fact, and why.
const OURS: &[(&str, &str, &str)] = &[
    ("home.moscow", "phones", "the number came in three parts, and the library reads each as one"),
    ("ripe_reverse", "servers", "they stand under `nameServers`, which the library does not read"),
    ("ripe_193_0_0_0", "abuse", "of a card's mailboxes the one of type `abuse` is meant"),
    ("Resources_ip1", "abuse", "of a card's mailboxes the one of type `abuse` is meant"),
    ("196.11.240.215", "abuse", "the mailbox stands in a remark, which the library does not read"),
    ("fault-hostile-registry", "phones", "a number with signs that act on a terminal is none"),
];

/// The answers of the corpus, where it is at hand.
fn of_corpus() -> Vec<PathBuf> {
    let Some(folder) = beside("TRACE_CORPUS", "corpus", "index.json") else { return Vec::new() };
    let kinds = ["rdap-domain", "rdap-ip", "rdap-autnum"];
    let files = kinds.iter().filter_map(|kind| fs::read_dir(folder.join(kind)).ok()).flatten();
    files.filter_map(|file| Some(file.ok()?.path())).filter(|path| path.is_file()).collect()
}

/// The answers in the recorded cases, each in a file of its own.
fn of_cases() -> Vec<PathBuf> {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rdap-oracle");
    fs::create_dir_all(&home).expect("a folder");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let mut files = Vec::new();
    for case in fs::read_dir(cases).expect("a folder of cases") {
        let path = case.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a case");
        let Ok(case) = Case::read(&text) else { continue };
        for (place, line) in case.lines.iter().enumerate() {
            let Ok(body) = line.body() else { continue };
            let json = serde_json::from_slice::<Value>(&body).ok();
            if json.is_some_and(|json| json["objectClassName"].is_string()) {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let file = home.join(format!("{stem}-{place}.json"));
                fs::write(&file, &body).expect("written");
                files.push(file);
            }
        }
    }
    files
}

/// What the library reads: a line of JSON for each file. `None` where it cannot be had.
fn read_by_library(files: &[PathBuf]) -> Option<Vec<Value>> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/rdap-oracle/Cargo.toml");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rdap-oracle-target");
    let mut child = Command::new("rustup")
        .args(["run", COMPILER, "cargo", "run", "--quiet", "--locked", "--manifest-path"])
        .arg(manifest)
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTC")
        .env_remove("CARGO")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut names = String::new();
    for file in files {
        names.push_str(&file.to_string_lossy());
        names.push('\n');
    }
    // Where the compiler is missing nobody reads, and the output says so.
    let _ = child.stdin.take().is_some_and(|mut input| input.write_all(names.as_bytes()).is_ok());
    let output = child.wait_with_output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let lines: Vec<Value> =
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    (lines.len() == files.len()).then_some(lines)
}

/// An answer of an RDAP server.
fn reply(body: Vec<u8>) -> HttpReply {
    let headers = vec![("content-type".to_owned(), "application/rdap+json".to_owned())];
    HttpReply { status: 200, headers, body, certificate: None }
}

/// The texts of a member.
fn texts<'a>(facts: &'a Value, member: &str) -> Vec<&'a str> {
    facts[member].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// A name or number without the differences of spelling: case, marks, and spaces.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The digits of a telephone number.
fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// The day of a text.
fn day(text: &str) -> Option<String> {
    let moment = text.parse::<jiff::Timestamp>().ok();
    moment.map(|it| it.to_string()).as_deref().unwrap_or(text).get(..10).map(str::to_owned)
}

/// What the differences of one answer are gathered in.
struct Differences<'a> {
    /// What the library reads.
    facts: &'a Value,
    /// The differences.
    found: Vec<String>,
}

impl Differences<'_> {
    /// One value of ours against those that the library reads; the library's are all right.
    fn value(&mut self, member: &str, ours: Option<&str>, alike: impl Fn(&str, &str) -> bool) {
        let theirs = match &self.facts[member] {
            Value::String(text) => vec![text.as_str()],
            _ => texts(self.facts, member),
        };
        let theirs: Vec<&str> = theirs.into_iter().filter(|text| !text.trim().is_empty()).collect();
        let fits = match ours {
            Some(ours) => theirs.is_empty() || theirs.iter().any(|theirs| alike(theirs, ours)),
            None => theirs.is_empty(),
        };
        if !fits {
            self.found.push(format!("{member}: {theirs:?}, ours {ours:?}"));
        }
    }

    /// Our values against those that the library reads: none may be missing on either side.
    fn values(&mut self, member: &str, ours: &[String], form: impl Fn(&str) -> String) {
        let theirs: BTreeSet<String> =
            texts(self.facts, member).into_iter().map(&form).filter(|it| !it.is_empty()).collect();
        let own: BTreeSet<String> = ours.iter().map(|it| form(it)).collect();
        if theirs != own {
            let missed: Vec<_> = theirs.difference(&own).collect();
            let added: Vec<_> = own.difference(&theirs).collect();
            self.found.push(format!("{member}: missed {missed:?}, added {added:?}"));
        }
    }

    /// The contacts of one kind that we give for abuse against those on the cards of abuse desks;
    /// those that we reject, and say why, are given as well.
    fn desk(
        &mut self,
        contacts: &[PublishedContact],
        rejected: &[RejectedContact],
        kind: ContactKind,
    ) {
        let (member, form): (_, fn(&str) -> String) = match kind {
            ContactKind::Phone => ("phones", digits),
            _ => ("abuse", |text| text.trim().to_lowercase()),
        };
        let ours = contacts.iter().filter(|it| it.kind == kind).map(|it| form(&it.value));
        let ours: BTreeSet<String> =
            ours.chain(rejected.iter().map(|it| form(&it.value))).collect();
        let wanted = texts(self.facts, member).into_iter().map(form);
        let usable = |text: &String| match kind {
            ContactKind::Phone => text.len() > 5,
            _ => text.contains('@') && !text.contains(' '),
        };
        let missed: Vec<String> =
            wanted.filter(usable).filter(|wanted| !ours.contains(wanted)).collect();
        if !missed.is_empty() {
            self.found.push(format!("{member}: missed {missed:?}, ours {ours:?}"));
        }
        let on_cards: BTreeSet<String> =
            texts(self.facts, "all").into_iter().map(|it| it.trim().to_lowercase()).collect();
        let role = |it: &&PublishedContact| it.kind == kind && it.role == ContactRole::Abuse;
        let added = contacts.iter().filter(role).map(|it| it.value.to_lowercase());
        let added: Vec<String> = added.filter(|it| !on_cards.contains(it)).collect();
        if kind == ContactKind::Email && !added.is_empty() {
            self.found.push(format!("{member}: added {added:?}"));
        }
    }
}

/// Where the library and we differ about a domain.
fn of_domain(facts: &Value, record: &DomainRecord) -> Vec<String> {
    let mut differences = Differences { facts, found: Vec::new() };
    let registrar = record.registrar.clone().unwrap_or_default();
    let same = |theirs: &str, ours: &str| bare(theirs) == bare(ours);
    if !record.direct {
        differences.value("registrar", registrar.name.as_deref(), same);
    }
    let number = registrar.iana_id.map(|number| number.to_string());
    differences.value("number", number.as_deref(), same);
    for kind in [ContactKind::Email, ContactKind::Phone] {
        differences.desk(&registrar.contacts, &record.rejected, kind);
    }
    differences.values("status", &record.statuses, bare);
    differences
        .values("servers", &record.name_servers, |it| it.trim_end_matches('.').to_lowercase());
    let days =
        [("created", &record.created), ("expires", &record.expires), ("updated", &record.updated)];
    for (member, ours) in days {
        differences.value(member, ours.as_deref(), |theirs, ours| day(theirs) == day(ours));
    }
    let party = |party: &Option<PartyRecord>| {
        let party = party.as_ref()?;
        party.organisation.text().or(party.name.text()).map(str::to_owned)
    };
    for (member, ours) in
        [("holder", party(&record.registrant)), ("reseller", party(&record.reseller))]
    {
        // Nobody is named by words that keep the name back.
        if ours.is_some() {
            differences.value(member, ours.as_deref(), same);
        }
    }
    differences.found
}

/// Where the library and we differ about a range or AS number.
fn of_number(facts: &Value, record: &NumberRecord) -> Vec<String> {
    let mut differences = Differences { facts, found: Vec::new() };
    let same = |theirs: &str, ours: &str| bare(theirs) == bare(ours);
    differences.value("name", record.name.as_deref(), same);
    differences.value("handle", record.handle.as_deref(), same);
    differences.value("country", record.country.as_deref(), same);
    let address = |text: &str| text.split('/').next().and_then(|it| it.parse::<IpAddr>().ok());
    let ends = record.range.map(|(first, last)| (first.to_string(), last.to_string()));
    let ends = ends.as_ref();
    let alike = |theirs: &str, ours: &str| address(theirs) == address(ours);
    differences.value("first", ends.map(|ends| ends.0.as_str()), alike);
    differences.value("last", ends.map(|ends| ends.1.as_str()), alike);
    for kind in [ContactKind::Email, ContactKind::Phone] {
        differences.desk(&record.contacts, &record.rejected, kind);
    }
    let holder = record.holder.as_ref();
    let holder = holder.and_then(|it| it.organisation.text().or(it.name.text()));
    if holder.is_some() {
        differences.value("holder", holder, same);
    }
    differences.found
}

/// Where the library and we differ about an answer.
fn differences(facts: &Value, body: Vec<u8>) -> Vec<String> {
    let Ok(json) = serde_json::from_slice::<Value>(&body) else { return Vec::new() };
    let reply = reply(body);
    if let Some(name) = json["ldhName"].as_str() {
        return match rdap::read_domain(&reply, name) {
            Ok(Some(record)) => of_domain(facts, &record),
            other => vec![format!("the whole: {other:?}")],
        };
    }
    let first = json["startAddress"].as_str().and_then(|text| text.split('/').next()?.parse().ok());
    let number = json["startAutnum"].as_u64().and_then(|number| u32::try_from(number).ok());
    let read = match (first, number) {
        (Some(first), _) => rdap::read_network(&reply, first),
        (_, Some(number)) => rdap::read_autnum(&reply, number),
        _ => return Vec::new(),
    };
    match read {
        Ok(Some(record)) => of_number(facts, &record),
        other => vec![format!("the whole: {other:?}")],
    }
}

#[test]
fn values_are_those_that_icanns_library_reads() {
    let files = [of_corpus(), of_cases()].concat();
    let Some(lines) = read_by_library(&files) else {
        beside::left_out(&format!("no compiler {COMPILER} for ICANN's library"));
        return;
    };
    let mut open = Vec::new();
    let read = lines.iter().filter(|line| !line["facts"].is_null()).count();
    for (file, line) in files.iter().zip(&lines).filter(|(_, line)| !line["facts"].is_null()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for difference in differences(&line["facts"], fs::read(file).expect("an answer")) {
            let ours =
                OURS.iter().find(|(of, fact, _)| name.contains(of) && difference.contains(fact));
            match ours {
                Some((_, _, why)) => println!("{name}: {difference}: we are right, {why}"),
                None => open.push(format!("{name}: {difference}")),
            }
        }
    }
    println!("{read} of {} answers are read by the library", files.len());
    assert!(open.is_empty(), "{} differences:\n{}", open.len(), open.join("\n"));
    assert!(read * 10 >= files.len() * 8, "the library reads {read} of {}", files.len());
}
