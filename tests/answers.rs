//! One-line answers of servers, each with what it must be: the table is `fixtures/answers/one-line.tsv`.

#[path = "answers/parties.rs"]
mod parties;

use trace::model::answer::Misread;
use trace::source::whois;

/// What the reader makes of an answer, in the words of the table.
fn said(answer: &str, asked: &str) -> &'static str {
    let number = asked.parse::<std::net::IpAddr>().is_ok();
    let read = if number {
        whois::read_number("", answer.as_bytes(), asked).map(|record| record.map(|_| "record"))
    } else {
        let record = whois::read_domain("", answer.as_bytes(), asked);
        let kept = |status: &String| status == "reserved" || status == "blocked";
        record.map(|record| {
            record
                .map(|record| if record.statuses.iter().any(kept) { "reserved" } else { "record" })
        })
    };
    match read {
        Ok(Some(said)) => said,
        Ok(None) => "free",
        Err(Misread::RateLimited) => "limited",
        Err(Misread::Denied(_) | Misread::Blocked(_)) => "refused",
        Err(Misread::ServerError(_)) => "trouble",
        Err(Misread::Malformed(_)) => "nothing",
    }
}

#[test]
fn every_one_line_answer_is_what_the_table_says() {
    let table = include_str!("../fixtures/answers/one-line.tsv");
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [right, asked, answer, source] = fields.as_slice() else {
            panic!("not four fields: {line}");
        };
        assert!(!source.is_empty(), "{line}");
        let answer = answer.replace("\\n", "\n").replace("\\t", "\t");
        let said = said(&answer, asked);
        // What says nothing of the name may be anything but an answer about it.
        let fits = match *right {
            "nothing" => !["free", "reserved", "record"].contains(&said),
            right => said == right,
        };
        if !fits {
            wrong.push(format!("{right}, not {said}: {answer:?} about {asked}"));
        }
        rows += 1;
    }
    assert!(rows >= 150, "only {rows} rows");
    assert!(wrong.is_empty(), "{} of {rows}:\n{}", wrong.len(), wrong.join("\n"));
}
