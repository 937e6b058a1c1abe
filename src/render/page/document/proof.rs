//! The exchanges that a page rests on, each once, with the command that gets the same answer.

use std::collections::{BTreeMap, HashMap};

use crate::render::clean::clean;
use crate::render::json::v1::EvidenceV1;
use crate::texts;

/// One exchange.
#[derive(Debug)]
pub(in crate::render) struct Proof {
    /// Who was asked, and how.
    pub(in crate::render) server: String,
    /// What was asked.
    pub(in crate::render) question: String,
    /// When, how long it took and what came of it.
    pub(in crate::render) outcome: String,
    /// The digest of the recorded bytes.
    pub(in crate::render) sha256: Option<String>,
    /// What to type to see the same.
    pub(in crate::render) command: Option<String>,
}

/// The exchanges of a page.
#[derive(Debug, Default)]
pub(super) struct Proofs {
    /// The exchanges.
    all: Vec<Proof>,
    /// Their places by server, question and time.
    places: HashMap<[String; 3], usize>,
}

impl Proofs {
    /// Adds the exchanges of a trace; says their numbers on the page, from 1.
    pub(super) fn numbers<'a>(&mut self, evidence: &'a [EvidenceV1]) -> BTreeMap<&'a str, usize> {
        evidence.iter().map(|one| (one.id.as_str(), self.number(one))).collect()
    }

    /// The number of one exchange.
    fn number(&mut self, one: &EvidenceV1) -> usize {
        let key = [one.server.clone(), one.question.clone(), one.at.clone()];
        let at = *self.places.entry(key).or_insert(self.all.len());
        if at == self.all.len() {
            self.all.push(proof(one));
        }
        at + 1
    }

    /// The exchanges in the order of their numbers.
    pub(super) fn all(&self) -> &[Proof] {
        &self.all
    }
}

/// An exchange in words.
fn proof(one: &EvidenceV1) -> Proof {
    let values = [("at", &*one.at), ("ms", &*one.ms.to_string()), ("outcome", &*one.outcome)];
    Proof {
        server: clean(&format!("{} ({})", one.server, one.protocol)),
        question: clean(&one.question),
        outcome: clean(&texts::fill("document.outcome", &values)),
        sha256: one.sha256.clone(),
        command: command(one).map(|command| clean(&command)),
    }
}

/// What to type to see the same answer; none where the answer is on the user's own disk.
fn command(one: &EvidenceV1) -> Option<String> {
    match one.protocol.as_str() {
        "dns" => {
            let (name, kind) = one.question.rsplit_once(' ')?;
            let server = match one.server.as_str() {
                "resolver" => String::new(),
                server => format!("@{} ", quoted(server)),
            };
            Some(format!("dig {server}-t {} -q {}", quoted(kind), quoted(name)))
        }
        "rdap" => {
            Some(format!("curl -sL -H 'Accept: application/rdap+json' {}", quoted(&one.question)))
        }
        "http" => Some(format!("curl -si {}", quoted(&one.question))),
        "whois" => Some(format!("whois -h {} -- {}", quoted(&one.server), quoted(&one.question))),
        _ => None,
    }
}

/// A word as a shell takes it literally.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '/');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An exchange.
    fn asked(protocol: &str, server: &str, question: &str) -> Option<String> {
        command(&EvidenceV1 {
            id: "e1".to_owned(),
            protocol: protocol.to_owned(),
            server: server.to_owned(),
            question: question.to_owned(),
            at: String::new(),
            ms: 1,
            outcome: "answered".to_owned(),
            sha256: None,
        })
    }

    #[test]
    fn a_stranger_can_ask_the_same() {
        let dns = asked("dns", "resolver", "www.example.com A");
        assert_eq!(dns.as_deref(), Some("dig -t A -q www.example.com"));
        let dns = asked("dns", "192.0.2.53", "example.com NS");
        assert_eq!(dns.as_deref(), Some("dig @192.0.2.53 -t NS -q example.com"));
        let whois = asked("whois", "whois.example.net", "-T dn,ace example.com");
        assert_eq!(whois.as_deref(), Some("whois -h whois.example.net -- '-T dn,ace example.com'"));
        assert_eq!(asked("asn-db", "asn-db", "192.0.2.1"), None);
    }

    #[test]
    fn no_question_runs_a_command_of_its_own() {
        let url = "https://rdap.example.net/domain/x';reboot;'";
        let command = asked("rdap", "rdap.example.net", url).expect("a command");
        assert!(command.ends_with(r"'https://rdap.example.net/domain/x'\'';reboot;'\'''"));
    }
}
