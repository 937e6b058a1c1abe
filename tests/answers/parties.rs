//! Answers in the form of each registry's own, with whom they name: the files of
//! `fixtures/answers/parties`. A section opens with `### FORM | SERVER | ASKED`, then come the lines
//! `= KIND VALUE` with what is right, then the answer.
//!
//! Kinds of a name: `registrar`, `iana`, `abuse` and `general` (the registrar's contacts), `reseller`,
//! `holder` (an organisation), `person` (a name that is not printed unasked), `service` (it stands in for
//! the holder), `unread` (a part of that role from which nobody could be read). Of a number: `holder`,
//! `abuse`, `elsewhere`, `referral`. These are compared both ways; `handle`, `url`, `country`, `mail` (the
//! holder's), `relay`, `technical`, `redacted` and `direct` only where they are given. So are, of a name,
//! `state`, the days `created`, `expires` and `updated`, `server` (a name server), `desk` (the registry's
//! own) and `refers` (the registrar's WHOIS server).

use std::collections::BTreeSet;

use trace::model::exchange::HttpReply;
use trace::model::record::{
    ContactRole, DomainRecord, NumberRecord, PartyRecord, PublishedContact,
};
use trace::source::{rdap, whois};

/// Kinds that count also where the section does not give them.
const ALWAYS: &[&str] = &[
    "registrar",
    "iana",
    "abuse",
    "general",
    "reseller",
    "holder",
    "person",
    "service",
    "unread",
    "elsewhere",
    "referral",
    "failure",
];

/// One line of what an answer says.
fn line(kind: &str, value: impl std::fmt::Display) -> String {
    format!("{kind} {value}")
}

/// What a holder comes to.
fn of_holder(party: &PartyRecord, lines: &mut BTreeSet<String>) {
    if let Some(label) = party.label() {
        if party.stands_in {
            lines.insert(line("service", label));
        } else if party.organisation.is_value() {
            lines.insert(line("holder", label));
        } else {
            lines.insert(line("person", label));
        }
    }
    lines.extend(party.country.iter().map(|country| line("country", country)));
    lines.extend(party.contacts.iter().map(|contact| line("mail", &contact.value)));
    lines.extend(party.relay.iter().map(|relay| line("relay", relay)));
}

/// The contacts by what they are for.
fn of_contacts<'a>(
    contacts: impl IntoIterator<Item = &'a PublishedContact>,
    lines: &mut BTreeSet<String>,
) {
    for contact in contacts {
        let kind = match contact.role {
            ContactRole::Abuse => "abuse",
            ContactRole::General => "general",
            ContactRole::Technical | ContactRole::Noc => "technical",
        };
        lines.insert(line(kind, &contact.value));
    }
}

/// What the record of a name comes to.
fn of_domain(record: &DomainRecord) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    if let Some(registrar) = &record.registrar {
        lines.extend(registrar.label().map(|name| line("registrar", name)));
        lines.extend(registrar.iana_id.map(|number| line("iana", number)));
        lines.extend(registrar.handle.iter().map(|handle| line("handle", handle)));
        lines.extend(registrar.url.iter().map(|url| line("url", url)));
        of_contacts(&registrar.contacts, &mut lines);
    }
    of_contacts(&record.contacts, &mut lines);
    if let Some(label) = record.reseller.as_ref().and_then(PartyRecord::label) {
        lines.insert(line("reseller", label));
    }
    if let Some(holder) = &record.registrant {
        of_holder(holder, &mut lines);
    }
    lines.extend(
        record.unread.iter().map(|part| line("unread", format!("{part:?}").to_lowercase())),
    );
    if record.direct {
        lines.insert(line("direct", "yes"));
    }
    if !record.redacted.is_empty() {
        lines.insert(line("redacted", "yes"));
    }
    of_registration(record, &mut lines);
    lines
}

/// What is said of the registration itself.
fn of_registration(record: &DomainRecord, lines: &mut BTreeSet<String>) {
    let days =
        [("created", &record.created), ("expires", &record.expires), ("updated", &record.updated)];
    for (kind, day) in days {
        lines.extend(day.iter().map(|day| line(kind, day.get(..10).unwrap_or(day))));
    }
    lines.insert(line("state", crate::state(&Ok(Some(record.clone())))));
    lines.extend(record.name_servers.iter().map(|server| line("server", server)));
    lines.extend(record.registry_desks.iter().map(|desk| line("desk", &desk.value)));
    lines.extend(record.whois_server.iter().map(|server| line("refers", server)));
}

/// What the record of a number comes to.
fn of_number(record: &NumberRecord) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    if let Some(holder) = &record.holder {
        lines.extend(holder.label().map(|label| line("holder", label)));
        lines.extend(holder.country.iter().map(|country| line("country", country)));
    }
    lines.extend(record.country.iter().map(|country| line("country", country)));
    of_contacts(&record.contacts, &mut lines);
    lines.retain(|line| !line.starts_with("general "));
    if let Some(above) = &record.above {
        let abuse = above.contacts.iter().filter(|contact| contact.role == ContactRole::Abuse);
        of_contacts(abuse, &mut lines);
    }
    lines.extend(record.elsewhere.iter().map(|server| line("elsewhere", server)));
    lines.extend(record.referral.iter().map(|server| line("referral", server)));
    lines
}

/// What the readers make of an answer.
fn read(server: &str, asked: &str, text: &[u8]) -> BTreeSet<String> {
    let reply = || HttpReply {
        status: 200,
        headers: vec![("content-type".to_owned(), "application/rdap+json".to_owned())],
        body: text.to_vec(),
        certificate: None,
    };
    let system = asked.strip_prefix("AS").and_then(|number| number.parse::<u32>().ok());
    let address = asked.parse::<std::net::IpAddr>().ok();
    let is_rdap = server == "rdap";
    let numbers = match (address, system) {
        (Some(address), _) if is_rdap => Some(rdap::read_network(&reply(), address)),
        (_, Some(system)) if is_rdap => Some(rdap::read_autnum(&reply(), system)),
        (None, None) => None,
        _ => Some(whois::read_number(server, text, asked)),
    };
    let found = match numbers {
        Some(found) => found.map(|record| record.map(|record| of_number(&record))),
        None if is_rdap => rdap::read_domain(&reply(), asked).map(|r| r.map(|r| of_domain(&r))),
        None => whois::read_domain(server, text, asked)
            .map(|record| record.map(|record| of_domain(&record))),
    };
    match found {
        Ok(Some(lines)) => lines,
        Ok(None) => BTreeSet::from([line("failure", "no such object")]),
        Err(misread) => BTreeSet::from([line("failure", format!("{misread:?}"))]),
    }
}

/// One way in which the bytes of the same answer may come.
type Dress = fn(&str) -> Vec<u8>;

/// Compares one section with what is read; says what is missing and what is too much.
fn judge(section: &str, dress: Dress) -> Option<String> {
    let (head, rest) = section.split_once('\n').unwrap_or((section, ""));
    let mut fields = head.split(" | ").map(str::trim);
    let (Some(form), Some(server), Some(asked)) = (fields.next(), fields.next(), fields.next())
    else {
        panic!("not three fields: {head}");
    };
    let mut right = BTreeSet::new();
    let mut text = rest;
    while let Some((first, others)) = text.split_once('\n') {
        let Some(expected) = first.strip_prefix("= ") else { break };
        right.insert(expected.trim().to_owned());
        text = others;
    }
    let found = read(server, asked, &dress(text));
    let kind = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let given: BTreeSet<String> = right.iter().map(|line| kind(line)).collect();
    let counts =
        |line: &&String| ALWAYS.contains(&kind(line).as_str()) || given.contains(&kind(line));
    let missing: Vec<_> = right.difference(&found).collect();
    let strange: Vec<_> = found.difference(&right).filter(counts).collect();
    (!missing.is_empty() || !strange.is_empty())
        .then(|| format!("{form}: missing {missing:?}, too much {strange:?}"))
}

/// What is wrong in the sections whose answers come dressed so, and how many there are.
fn wrong_forms(dress: Dress, fits: fn(&str) -> bool) -> (Vec<String>, usize) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/answers/parties");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("an answer");
        let start = text
            .strip_prefix("### ")
            .map_or_else(|| text.find("\n### ").map(|at| at + 5), |_| Some(4));
        let Some(start) = start else { continue };
        for section in text[start..].split("\n### ").filter(|section| fits(section)) {
            count += 1;
            wrong.extend(judge(section, dress));
        }
    }
    (wrong, count)
}

#[test]
fn every_form_of_answer_names_whom_it_names() {
    let (wrong, count) = wrong_forms(|text| text.as_bytes().to_vec(), |_| true);
    crate::all_right(&wrong, count, 480);
}

/// A character as the escapes of JSON write it.
fn escaped(c: char) -> String {
    let mut units = [0; 2];
    let escapes: Vec<String> =
        c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect();
    escapes.concat()
}

/// Whether a section is an answer in lines, all of them ended alike.
fn is_plain(section: &str) -> bool {
    !section.contains(" | rdap | ") && !section.contains(['\r', '\0'])
}

#[test]
fn an_answer_names_the_same_however_its_lines_are_dressed() {
    let dresses: [(&str, Dress); 8] = [
        ("carriage returns", |text| text.replace('\n', "\r\n").into_bytes()),
        ("blanks at the ends", |text| text.replace('\n', "  \n").into_bytes()),
        ("a mark of the order of bytes", |text| format!("\u{feff}{text}").into_bytes()),
        ("blank lines in front", |text| format!("\n\n{text}").into_bytes()),
        ("a banner", |text| {
            format!("% Example registry\n% Terms of use apply\n\n{text}").into_bytes()
        }),
        ("the rest of a buffer", |text| format!("{text}{}", "\0".repeat(64)).into_bytes()),
        ("small print", |text| {
            format!("{text}\n% Questions to help@registry.example\n").into_bytes()
        }),
        ("no end of the last line", |text| text.trim_end().as_bytes().to_vec()),
    ];
    for (name, dress) in dresses {
        let (wrong, count) = wrong_forms(dress, is_plain);
        assert!(wrong.is_empty(), "{name}: {} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn an_answer_in_json_names_the_same_however_it_is_written() {
    let pretty: Dress = |text| {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        serde_json::to_vec_pretty(&value).unwrap()
    };
    let ascii: Dress = |text| {
        let plain = |c: char| if c.is_ascii() { c.to_string() } else { escaped(c) };
        text.chars().map(plain).collect::<String>().replace('/', "\\/").into_bytes()
    };
    let marked: Dress = |text| format!("\u{feff}{text}\r\n").into_bytes();
    for dress in [pretty, ascii, marked] {
        let (wrong, count) = wrong_forms(dress, |section| section.contains(" | rdap | "));
        crate::all_right(&wrong, count, 80);
    }
}

#[test]
fn an_answer_names_the_same_in_the_charset_of_western_europe() {
    let latin = |section: &str| is_plain(section) && section.chars().all(|c| u32::from(c) < 256);
    let dress: Dress =
        |text| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let (wrong, count) = wrong_forms(dress, latin);
    crate::all_right(&wrong, count, 300);
}

/// Whom the lines of an answer name, in the words of the table of holders.
fn holder_of(lines: &BTreeSet<String>) -> String {
    const KINDS: &[&str] = &["holder ", "person ", "service "];
    let named = |line: &&String| KINDS.iter().any(|kind| line.starts_with(kind));
    let hidden = if lines.contains("redacted yes") { "hidden" } else { "nothing" };
    lines.iter().find(named).map_or_else(|| hidden.to_owned(), Clone::clone)
}

#[test]
fn every_holder_is_who_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for fields in crate::rows(include_str!("../../fixtures/answers/holders.tsv")) {
        let [right, name, organisation, country, more] = fields.as_slice() else {
            panic!("not five fields: {fields:?}");
        };
        let text = format!(
            "Domain Name: example.com\nRegistrar: Example Ltd\nRegistrant Name: {name}\n\
             Registrant Organization: {organisation}\nRegistrant Country: {country}\n{more}\n\
             Name Server: ns1.example.com\n"
        );
        let found = holder_of(&read("whois.registrar.example", "example.com", text.as_bytes()));
        if found != *right {
            wrong.push(format!("{right}, not {found}: {fields:?}"));
        }
        count += 1;
    }
    crate::all_right(&wrong, count, 300);
}
