//! Short answers of servers, each with what it must be. The tables are `fixtures/answers/*.tsv`; in all
//! of them `\n` parts lines and `\t` stands for a tab.

#[path = "answers/parties.rs"]
mod parties;

use trace::model::answer::Misread;
use trace::model::exchange::HttpReply;
use trace::model::record::DomainRecord;
use trace::model::status::Standing;
use trace::source::{rdap, whois};

/// What is read of an answer.
type Reading = Result<Option<DomainRecord>, Misread>;

/// What a reading comes to, in the words of the tables.
fn word(read: &Reading) -> &'static str {
    match read {
        Ok(Some(record))
            if record.statuses.iter().any(|it| it == "reserved" || it == "blocked") =>
        {
            "reserved"
        }
        Ok(Some(_)) => "record",
        Ok(None) => "free",
        Err(Misread::RateLimited) => "limited",
        Err(Misread::Denied(_) | Misread::Blocked(_)) => "refused",
        Err(Misread::ServerError(_)) => "trouble",
        Err(Misread::Malformed(_)) => "nothing",
    }
}

/// What the WHOIS reader makes of an answer.
fn said(answer: &str, asked: &str) -> &'static str {
    if asked.parse::<std::net::IpAddr>().is_err() {
        return word(&whois::read_domain("", answer.as_bytes(), asked));
    }
    let read = whois::read_number("", answer.as_bytes(), asked);
    word(&read.map(|record| record.map(|_| DomainRecord::default())))
}

/// Whether what was said is one of what is right (`refused|limited`). What says nothing of the name
/// may be anything but an answer about it.
fn fits(right: &str, said: &str) -> bool {
    right.split('|').any(|right| match right {
        "nothing" => !["free", "reserved", "record"].contains(&said),
        right => right == said,
    })
}

/// The rows of a table.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

/// A text as it came.
fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\t", "\t")
}

/// Asserts that nothing is wrong in a table of at least so many rows.
fn all_right(wrong: &[String], rows: usize, least: usize) {
    assert!(rows >= least, "only {rows} rows");
    assert!(wrong.is_empty(), "{} of {rows}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong in a table of answers that hold no record.
fn wrong_answers(table: &'static str) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for fields in rows(table) {
        let [right, asked, answer, source] = fields.as_slice() else {
            panic!("not four fields: {fields:?}");
        };
        assert!(!source.is_empty(), "{answer}");
        let answer = unescaped(answer);
        let said = said(&answer, asked);
        if !fits(right, said) {
            wrong.push(format!("{right}, not {said}: {answer:?} about {asked}"));
        }
        count += 1;
    }
    (wrong, count)
}

#[test]
fn every_one_line_answer_is_what_the_table_says() {
    let (wrong, rows) = wrong_answers(include_str!("../fixtures/answers/one-line.tsv"));
    all_right(&wrong, rows, 150);
}

#[test]
fn every_registry_is_understood_in_its_own_words() {
    let (wrong, rows) = wrong_answers(include_str!("../fixtures/answers/registries.tsv"));
    all_right(&wrong, rows, 250);
}

/// The state that statuses amount to, as `layers::registration` weighs them.
fn state(read: &Reading) -> &'static str {
    let Ok(Some(record)) = read else { return word(read) };
    let standings: Vec<_> = record.statuses.iter().map(|status| Standing::of(status)).collect();
    let any = |fits: fn(Standing) -> bool| standings.iter().flatten().copied().any(fits);
    if record.registrar.is_none() && any(|it| it == Standing::BeingRegistered) {
        "applied"
    } else if any(|it| it == Standing::Held) {
        "held"
    } else if any(Standing::is_ending) {
        "expiring"
    } else if standings.contains(&None) {
        "unknown"
    } else {
        "active"
    }
}

#[test]
fn every_status_is_what_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for fields in rows(include_str!("../fixtures/answers/states.tsv")) {
        let [right, asked, lines, _source] = fields.as_slice() else {
            panic!("not four fields: {fields:?}");
        };
        // Who has only applied has neither registrar nor days.
        let facts = match *right {
            "applied" => "",
            _ => "Registrar: Example Ltd\nCreation Date: 2001-02-03\nExpiry Date: 2036-02-03\n",
        };
        let text = format!("Domain Name: {asked}\n{facts}{}\n", unescaped(lines));
        let read = whois::read_domain("", text.as_bytes(), asked);
        let found = state(&read);
        if found != *right {
            let statuses = read.map(|record| record.map(|record| record.statuses));
            wrong.push(format!("{right}, not {found}: {lines:?}: {statuses:?}"));
        }
        count += 1;
    }
    all_right(&wrong, count, 200);
}

#[test]
fn every_day_is_the_one_that_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for fields in rows(include_str!("../fixtures/answers/days.tsv")) {
        let [right, text, _source] = fields.as_slice() else {
            panic!("not three fields: {fields:?}");
        };
        for label in ["Expiry Date", "Creation Date", "Updated Date"] {
            let answer = format!("Domain Name: example.com\nRegistrar: Example\n{label}: {text}\n");
            let read = whois::read_domain("", answer.as_bytes(), "example.com");
            let record = read.ok().flatten().unwrap_or_default();
            let found =
                [record.expires, record.created, record.updated].into_iter().flatten().next();
            let day = found.as_deref().and_then(|found| found.get(..10)).unwrap_or("none");
            if day != *right {
                wrong.push(format!("{right}, not {day}: {label}: {text:?}"));
            }
        }
        count += 1;
    }
    all_right(&wrong, count, 100);
}

#[test]
fn every_error_of_rdap_is_what_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for fields in rows(include_str!("../fixtures/answers/rdap-errors.tsv")) {
        let [right, asked, code, title, description, notice, _source] = fields.as_slice() else {
            panic!("not seven fields: {fields:?}");
        };
        let mut body = serde_json::json!({"errorCode": code.parse::<u16>().expect("a code")});
        let mut put = |member: &str, text: &str, value: serde_json::Value| {
            if !text.is_empty() {
                body[member] = value;
            }
        };
        put("title", title, (*title).into());
        put("description", description, serde_json::json!([description]));
        let (heading, text) = notice.split_once('|').unwrap_or_default();
        put("notices", notice, serde_json::json!([{"title": heading, "description": [text]}]));
        let reply = HttpReply {
            status: code.parse().expect("a code"),
            headers: vec![("content-type".to_owned(), "application/rdap+json".to_owned())],
            body: body.to_string().into_bytes(),
            certificate: None,
        };
        let said = word(&rdap::read_domain(&reply, asked));
        if !fits(right, said) {
            wrong.push(format!("{right}, not {said}: {fields:?}"));
        }
        count += 1;
    }
    all_right(&wrong, count, 50);
}
