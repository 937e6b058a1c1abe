//! A case without personal data: the cards and lines of people, their names wherever they stand,
//! mailboxes that are no desk's, and the query of the address. What an answer was before is kept as its
//! digest.

mod cards;
mod lines;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::digest::sha256;
use crate::wire::case::{Case, Line};

/// What stands where something was cut.
const CUT: &str = "REDACTED";

/// What is known of the case.
#[derive(Debug, Clone, Default)]
pub struct Spared {
    /// The mailboxes that stay: those of desks.
    pub desks: BTreeSet<String>,
    /// The names that stay: those of the parties of the chain.
    pub parties: BTreeSet<String>,
    /// Names of people, which go.
    pub people: BTreeSet<String>,
}

impl Spared {
    /// Whether a name is that of a party: companies that run something are no secret.
    fn is_party(&self, name: &str) -> bool {
        self.parties.iter().any(|party| party.eq_ignore_ascii_case(name.trim()))
    }
}

/// What was cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// Mailboxes that are no desk's.
    pub mailboxes: BTreeSet<String>,
    /// Names of people.
    pub names: BTreeSet<String>,
    /// Cards and lines about people.
    pub cards: usize,
    /// Answers in which something was cut.
    pub answers: usize,
    /// Whether the query of the address was cut.
    pub query: bool,
}

/// How the bytes of a WHOIS server become text.
pub type Decoder = fn(&str, &[u8]) -> String;

/// Cuts a case.
pub fn redact(case: &mut Case, known: &Spared, decode: Decoder) -> Cut {
    let mut cut = Cut::default();
    cut.names.extend(known.people.iter().filter(|name| is_name(name, known)).cloned());
    let whole = case.header.target.clone();
    let short = without_query(&whole);
    cut.query = short != whole;
    let query = whole.strip_prefix(&short).unwrap_or_default().to_owned();
    let bodies: Vec<Option<String>> =
        case.lines.iter().map(|line| body(line, known, decode, &mut cut)).collect();
    // Only now all names are known: what one answer calls a name goes from all the others, too.
    let scissors = Scissors { query, known };
    case.header.target = scissors.target(&short, &mut cut);
    case.header.shows = scissors.text(&case.header.shows, &mut cut);
    for (line, body) in case.lines.iter_mut().zip(bodies) {
        scissors.line(line, body, &mut cut);
    }
    cut
}

/// An address without its query and fragment.
fn without_query(text: &str) -> String {
    text.split(['?', '#']).next().unwrap_or(text).to_owned()
}

/// The text of an answer without cards and lines of people; nothing where it is no text.
fn body(line: &Line, known: &Spared, decode: Decoder, cut: &mut Cut) -> Option<String> {
    let text = match (&line.text, line.body()) {
        (Some(text), _) => text.clone(),
        (None, Ok(bytes)) if line.protocol == "whois" => decode(&line.server, &bytes),
        (None, Ok(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        (None, Err(_)) => return None,
    };
    let mut names = BTreeSet::new();
    let less = match (line.protocol.as_str(), serde_json::from_str::<Value>(&text)) {
        ("rdap", Ok(mut value)) => {
            let before = cut.cards;
            cards::cut(&mut value, known, cut, &mut names);
            if cut.cards == before { text } else { value.to_string() }
        }
        ("whois", _) => lines::cut(&text, known, cut, &mut names),
        _ => text,
    };
    cut.names.extend(names.into_iter().filter(|name| is_name(name, known)));
    Some(less)
}

/// Whether a text is a name that can be looked for: long enough, and no party's.
fn is_name(name: &str, known: &Spared) -> bool {
    let lower = name.to_lowercase();
    name.chars().count() > 3
        && name.chars().any(char::is_alphabetic)
        && !["redacted", "privacy", "not disclosed", "withheld", "n/a", "none"]
            .iter()
            .any(|word| lower.contains(word))
        && !known.parties.iter().any(|party| party.to_lowercase().contains(&lower))
}

/// Cuts what can stand anywhere.
struct Scissors<'a> {
    /// The query of the address, with its question mark.
    query: String,
    /// What is known of the case.
    known: &'a Spared,
}

impl Scissors<'_> {
    /// The target: a mailbox keeps its domain, which is what was traced.
    fn target(&self, text: &str, cut: &mut Cut) -> String {
        let Some(mailbox) = mailboxes(text).into_iter().next() else {
            return self.text(text, cut);
        };
        if text.contains("://") {
            return self.text(text, cut);
        }
        let domain = mailbox.rsplit_once('@').map_or("", |(_, domain)| domain).to_owned();
        cut.mailboxes.insert(mailbox);
        format!("mailto:{}@{domain}", CUT.to_lowercase())
    }

    /// A text without query, names and mailboxes.
    fn text(&self, text: &str, cut: &mut Cut) -> String {
        let mut less = text.to_owned();
        if self.query.len() > 1 {
            less = less.replace(&self.query, "");
        }
        // The longest first, so that no part of a name is left.
        let mut names: Vec<&String> = cut.names.iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in names {
            less = replace(&less, name);
        }
        for mailbox in mailboxes(&less.replace("%40", "@")) {
            if !self.known.desks.contains(&mailbox.to_lowercase()) {
                less = less.replace(&mailbox, CUT).replace(&mailbox.replace('@', "%40"), CUT);
                cut.mailboxes.insert(mailbox);
            }
        }
        less
    }

    /// A recorded exchange.
    fn line(&self, line: &mut Line, body: Option<String>, cut: &mut Cut) {
        let ask = if line.protocol == "http" {
            line.ask.replace(&self.query, "")
        } else {
            line.ask.clone()
        };
        line.ask = ask;
        for (_, value) in &mut line.headers {
            *value = self.text(value, cut);
        }
        let Some(body) = body else { return };
        let less = self.text(&body, cut);
        let same = match (&line.text, &line.base64) {
            (Some(text), _) => *text == less,
            // Bytes that are no text stay as they are, unless something was found in them.
            (None, Some(_)) => less == body && !body.contains(CUT),
            (None, None) => true,
        };
        if !same {
            cut.answers += 1;
            let before = line.sha256.take();
            line.original_sha256 = line.original_sha256.take().or(before);
            line.sha256 = Some(sha256(less.as_bytes()));
            line.text = Some(less);
            line.base64 = None;
        }
    }
}

/// Replaces a name, however it is written.
fn replace(text: &str, name: &str) -> String {
    if !name.is_ascii() || !text.is_ascii() {
        return text.replace(name, CUT);
    }
    let (lower, wanted) = (text.to_ascii_lowercase(), name.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find(&wanted)) {
        out.push_str(text.get(at..at + found).unwrap_or_default());
        out.push_str(CUT);
        at += found + wanted.len();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The mailboxes in a text.
fn mailboxes(text: &str) -> Vec<String> {
    let edge = |c: char| !(c.is_alphanumeric() || "@.-_+%'".contains(c));
    let is_mailbox = |word: &&str| {
        word.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !domain.contains('@')
        })
    };
    let mut found: Vec<String> = text
        .split(edge)
        .map(|word| word.trim_matches(['.', '-', '\'']))
        .filter(is_mailbox)
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text whatever its charset is.
    fn lossy(_: &str, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// A case of some lines.
    fn case(target: &str, lines: &[(&str, &str, &[u8])]) -> Case {
        use crate::model::exchange::{Ask, Exchange, HttpReply, Reply};
        let at = "2026-11-22T10:00:00Z".parse().expect("a time");
        let line = |(protocol, ask, body): &(&str, &str, &[u8])| {
            let (ask, reply) = if *protocol == "whois" {
                (Ask::whois("whois.example", *ask), Reply::Text(body.to_vec()))
            } else {
                let location = "https://x.example/a?who=Ann".to_owned();
                let headers = vec![("location".to_owned(), location)];
                let body = body.to_vec();
                let reply = HttpReply { status: 200, headers, body, certificate: None };
                (Ask::rdap(*ask), Reply::Http(reply))
            };
            Line::of(&Exchange { ask, outcome: Ok(reply), at, ms: 1, whole: true })
        };
        Case {
            header: crate::wire::case::Header::new(target, at, false, "system"),
            lines: lines.iter().map(line).collect(),
            footer: None,
        }
    }

    #[test]
    fn a_name_in_one_answer_goes_from_every_corner() {
        let mut case = case(
            "https://x.example/a?who=Ann",
            &[
                (
                    "whois",
                    "x.example",
                    b"Registrant Name: Ann Example\r\nRemarks: ANN EXAMPLE, ann@home.example\r\n",
                ),
                (
                    "rdap",
                    "https://rdap.example/x",
                    br#"{"remarks":[{"description":["Ann Example"]}]}"#,
                ),
                ("whois", "y.example", b"owner: J\xf6rg Example\n\xff"),
            ],
        );
        let before: Vec<_> = case.lines.iter().map(|line| line.sha256.clone()).collect();
        let cut = redact(&mut case, &Spared::default(), lossy);
        let all = format!("{:?}{:?}", case.header, case.lines);
        for gone in ["Ann", "ANN", "home.example", "rg Example"] {
            assert!(!all.contains(gone), "{gone} in {all}");
        }
        assert!(cut.query);
        assert_eq!(cut.answers, 3);
        for (line, before) in case.lines.iter().zip(before) {
            assert!(line.is_intact());
            assert_eq!(line.original_sha256, before);
        }
        // Cut again, the digest is still that of the first recording.
        let first = case.lines[0].original_sha256.clone();
        redact(&mut case, &Spared::default(), lossy);
        assert_eq!(case.lines[0].original_sha256, first);
    }

    #[test]
    fn desks_and_parties_stay() {
        let mut case = case(
            "x.example",
            &[("whois", "x.example", b"Registrant Name: Example Hosting\nAbuse: abuse@desk.example\nDesk: Example Hosting Ltd\n")],
        );
        let known = Spared {
            desks: ["abuse@desk.example".to_owned()].into(),
            parties: ["Example Hosting Ltd".to_owned()].into(),
            ..Spared::default()
        };
        redact(&mut case, &known, lossy);
        assert_eq!(
            case.lines[0].text.as_deref(),
            Some(
                "Registrant Name: REDACTED\nAbuse: abuse@desk.example\nDesk: Example Hosting Ltd\n"
            )
        );
    }

    #[test]
    fn a_mailbox_that_was_traced_keeps_its_domain() {
        let mut case = case("Ann Example <ann@x.example>", &[]);
        redact(&mut case, &Spared::default(), lossy);
        assert_eq!(case.header.target, "mailto:redacted@x.example");
    }
}
