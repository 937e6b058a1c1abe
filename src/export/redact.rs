//! A case without personal data: the cards and lines of people, mailboxes that are no desk's, and the
//! query of the address. What an answer was before is kept as its digest.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::digest::sha256;
use crate::wire::case::{Case, Line};

/// What stands where something was cut.
const CUT: &str = "REDACTED";

/// What was cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// Mailboxes that are no desk's.
    pub mailboxes: BTreeSet<String>,
    /// Cards and lines about people.
    pub cards: usize,
    /// Answers in which something was cut.
    pub answers: usize,
    /// Whether the query of the address was cut.
    pub query: bool,
}

/// Cuts a case. `desks` are the mailboxes that stay; `names` are names of people that go.
pub fn redact(case: &mut Case, desks: &BTreeSet<String>, names: &[String]) -> Cut {
    let mut cut = Cut::default();
    let whole = case.header.target.clone();
    let short = without_query(&whole);
    cut.query = short != whole;
    case.header.target.clone_from(&short);
    for line in &mut case.lines {
        if cut.query {
            line.ask = without_query_in(&line.ask, &whole, &short);
        }
        answer(line, desks, names, &mut cut);
    }
    cut
}

/// An address without its query and fragment.
fn without_query(text: &str) -> String {
    text.split(['?', '#']).next().unwrap_or(text).to_owned()
}

/// An ask in which the address lost its query.
fn without_query_in(ask: &str, whole: &str, short: &str) -> String {
    let query = whole.strip_prefix(short).unwrap_or_default();
    if query.is_empty() { ask.to_owned() } else { ask.replace(query, "") }
}

/// Cuts an answer.
fn answer(line: &mut Line, desks: &BTreeSet<String>, names: &[String], cut: &mut Cut) {
    let Some(text) = line.text.clone() else { return };
    let cards = cut.cards;
    let mut less = match (line.protocol.as_str(), serde_json::from_str::<Value>(&text)) {
        ("rdap", Ok(mut value)) => {
            people(&mut value, cut);
            if cut.cards == cards { text.clone() } else { value.to_string() }
        }
        ("whois", _) => labelled(&text, cut),
        _ => text.clone(),
    };
    for name in names.iter().filter(|name| name.chars().count() > 3) {
        less = less.replace(name.as_str(), CUT);
    }
    for mailbox in mailboxes(&less) {
        if !desks.contains(&mailbox.to_lowercase()) {
            less = less.replace(&mailbox, CUT);
            cut.mailboxes.insert(mailbox);
        }
    }
    if less != text {
        cut.answers += 1;
        line.original_sha256 = line.sha256.take();
        line.sha256 = Some(sha256(less.as_bytes()));
        line.text = Some(less);
    }
}

/// Empties the cards of people in an RDAP answer: of holders and of administrative, technical and
/// billing contacts. Registrars and desks for abuse keep theirs.
fn people(value: &mut Value, cut: &mut Cut) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| people(item, cut)),
        Value::Object(fields) => {
            let has = |wanted: &[&str]| {
                let roles = fields.get("roles").and_then(Value::as_array);
                roles.is_some_and(|roles| {
                    roles.iter().filter_map(Value::as_str).any(|role| wanted.contains(&role))
                })
            };
            let person = has(&["registrant", "administrative", "technical", "billing", "sponsor"])
                && !has(&["abuse", "registrar", "noc"]);
            if person {
                for card in ["vcardArray", "jscard", "handle", "remarks"] {
                    if fields.remove(card).is_some() {
                        cut.cards += 1;
                    }
                }
            }
            fields.values_mut().for_each(|field| people(field, cut));
        }
        _ => {}
    }
}

/// Empties the lines of a WHOIS answer that are about people.
fn labelled(text: &str, cut: &mut Cut) -> String {
    let about = [
        "registrant",
        "admin",
        "tech",
        "billing",
        "holder",
        "owner",
        "person",
        "phone",
        "fax",
        "street",
        "address",
    ];
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let Some((label, value)) = line.split_once(':') else {
            out.push_str(line);
            continue;
        };
        let plain = label.to_lowercase();
        let desk =
            plain.contains("abuse") || plain.contains("registrar") || plain.contains("name server");
        let end = if line.ends_with("\r\n") {
            "\r\n"
        } else if line.ends_with('\n') {
            "\n"
        } else {
            ""
        };
        if !desk && about.iter().any(|word| plain.contains(word)) && !value.trim().is_empty() {
            cut.cards += 1;
            out.extend([label, ": ", CUT, end]);
        } else {
            out.push_str(line);
        }
    }
    out
}

/// The mailboxes in a text.
fn mailboxes(text: &str) -> Vec<String> {
    let edge = |c: char| !(c.is_ascii_alphanumeric() || "@.-_+%".contains(c));
    let is_mailbox = |word: &&str| {
        word.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !domain.contains('@')
        })
    };
    let mut found: Vec<String> = text
        .split(edge)
        .map(|word| word.trim_matches(['.', '-']))
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

    #[test]
    fn people_lose_their_cards_and_desks_keep_theirs() {
        let mut value = serde_json::json!({ "entities": [
            { "roles": ["registrant"], "handle": "X", "vcardArray": ["vcard", []] },
            { "roles": ["registrar"], "vcardArray": ["vcard", []], "entities": [{ "roles": ["abuse"], "vcardArray": [] }] },
        ] });
        let mut cut = Cut::default();
        people(&mut value, &mut cut);
        assert_eq!(cut.cards, 2);
        assert!(value["entities"][0].get("vcardArray").is_none());
        assert!(value["entities"][1]["entities"][0].get("vcardArray").is_some());
    }

    #[test]
    fn lines_about_people_are_emptied_and_keep_their_labels() {
        let mut cut = Cut::default();
        let text =
            "Registrar: Example\r\nRegistrant Name: Ann\r\nRegistrar Abuse Contact Phone: +1\r\n";
        let less = labelled(text, &mut cut);
        assert_eq!(
            less,
            "Registrar: Example\r\nRegistrant Name: REDACTED\r\nRegistrar Abuse Contact Phone: +1\r\n"
        );
    }

    #[test]
    fn the_query_of_an_address_goes_everywhere() {
        assert_eq!(without_query("https://x.example/a?user=1#b"), "https://x.example/a");
        let ask = without_query_in(
            "GET https://x.example/a?user=1",
            "https://x.example/a?user=1",
            "https://x.example/a",
        );
        assert_eq!(ask, "GET https://x.example/a");
    }
}
