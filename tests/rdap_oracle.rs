//! What ICANN's own library reads from RDAP answers beside what our readers do: nothing that it reads
//! may be missed. Where both differ, the table below says who is right.
//!
//! The library needs a newer compiler than the program does, so that it is a package of its own
//! (`.ci/rdap-oracle`). Where that compiler is not installed, the test says that it is left out.

#[path = "support/beside.rs"]
mod beside;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use beside::beside;
use serde_json::Value;
use trace::model::exchange::HttpReply;
use trace::model::record::{DomainRecord, PublishedContact, RejectedContact};
use trace::source::rdap;
use trace::wire::case::Case;

/// The compiler that the library asks for.
const COMPILER: &str = "1.97.1";

/// Differences in which we are right: the file, the fact, and why.
const OURS: &[(&str, &str, &str)] = &[];

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

/// Whether a list holds a mailbox, as a contact or as one that must not be used.
fn holds(contacts: &[PublishedContact], rejected: &[RejectedContact], mailbox: &str) -> bool {
    contacts.iter().any(|contact| contact.value.eq_ignore_ascii_case(mailbox))
        || rejected.iter().any(|contact| contact.value.eq_ignore_ascii_case(mailbox))
}

/// A status without the differences of spelling.
fn spelt(status: &str) -> String {
    let parted = status.chars().filter(|c| c.is_alphanumeric());
    parted.flat_map(char::to_lowercase).collect()
}

/// What the library reads of a domain and we do not.
fn missed_of_domain(facts: &Value, record: &DomainRecord) -> Vec<String> {
    let mut missed = Vec::new();
    let names = texts(facts, "registrar");
    let registrar = record.registrar.as_ref();
    let known = registrar.is_some_and(|it| it.name.is_some() || it.iana_id.is_some());
    if !names.is_empty() && !known && !record.direct {
        missed.push(format!("registrar {names:?}"));
    }
    let contacts = registrar.map(|it| it.contacts.clone()).unwrap_or_default();
    let mailboxes = texts(facts, "abuse");
    let usable = |mailbox: &&&str| mailbox.contains('@') && !mailbox.contains(' ');
    let mut wanted = mailboxes.iter().filter(usable).peekable();
    if wanted.peek().is_some() && !wanted.any(|it| holds(&contacts, &record.rejected, it)) {
        missed.push(format!("abuse {mailboxes:?}"));
    }
    let own: Vec<String> = record.statuses.iter().map(|status| spelt(status)).collect();
    for status in texts(facts, "status") {
        if !own.contains(&spelt(status)) {
            missed.push(format!("status {status}"));
        }
    }
    for (member, own) in [("created", &record.created), ("expires", &record.expires)] {
        let day = |text: &str| text.get(..10).map(str::to_owned);
        if let Some(date) = facts[member].as_str()
            && own.as_deref().and_then(day) != day(date)
        {
            missed.push(format!("{member} {date}"));
        }
    }
    missed
}

/// What the library reads of an answer and we do not.
fn missed(facts: &Value, body: Vec<u8>) -> Vec<String> {
    let Ok(json) = serde_json::from_slice::<Value>(&body) else { return Vec::new() };
    let reply = reply(body);
    if let Some(name) = json["ldhName"].as_str() {
        return match rdap::read_domain(&reply, name) {
            Ok(Some(record)) => missed_of_domain(facts, &record),
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
    let Ok(Some(record)) = read else { return vec![format!("the whole: {read:?}")] };
    let mailboxes = texts(facts, "abuse");
    let found = mailboxes.iter().any(|it| holds(&record.contacts, &record.rejected, it));
    if mailboxes.is_empty() || found { Vec::new() } else { vec![format!("abuse {mailboxes:?}")] }
}

#[test]
fn nothing_is_missed_that_icanns_library_reads() {
    let files = [of_corpus(), of_cases()].concat();
    let Some(lines) = read_by_library(&files) else {
        beside::left_out(&format!("no compiler {COMPILER} for ICANN's library"));
        return;
    };
    let mut differences = Vec::new();
    let read = lines.iter().filter(|line| !line["facts"].is_null()).count();
    for (file, line) in files.iter().zip(&lines).filter(|(_, line)| !line["facts"].is_null()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for missed in missed(&line["facts"], fs::read(file).expect("an answer")) {
            let ours = OURS.iter().find(|(of, fact, _)| *of == name && missed.starts_with(fact));
            match ours {
                Some((_, _, why)) => println!("{name}: {missed}: we are right, {why}"),
                None => differences.push(format!("{name}: {missed}")),
            }
        }
    }
    println!("{read} of {} answers are read by the library", files.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(read * 10 >= files.len() * 8, "the library reads {read} of {}", files.len());
}
