//! Finds the addresses in an answer that must not be taken for contacts: those of the small print.

use std::collections::BTreeSet;

use crate::model::mailbox::mail_domain;
use crate::model::record::RejectedContact;
use crate::model::registries::is_incident_team;

use super::labels::{self, Section};
use super::values;

/// No more than so many are listed.
const MOST: usize = 20;

/// Lists the e-mail addresses in the comments and the small print of an answer.
pub(super) fn read(text: &str, used: &BTreeSet<String>, about: &str) -> Vec<RejectedContact> {
    let mut found = BTreeSet::new();
    for line in notes(text) {
        for value in values::emails(line) {
            if found.len() < MOST && !used.contains(&value.to_lowercase()) {
                let reason = reason(&value, about);
                found.insert(RejectedContact { value, reason });
            }
        }
    }
    found.into_iter().collect()
}

/// The lines of the comments and the small print in which an address may stand.
pub(super) fn notes(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| line.contains('@') && line.len() <= 1_000);
    lines.filter(|line| line.trim_start().starts_with(['%', '#', ';', '>', '*']) || is_prose(line))
}

/// Whether a line is a sentence rather than a labelled value.
fn is_prose(line: &str) -> bool {
    let (label, value) = line.split_once(':').unwrap_or(("", line));
    let label = labels::normalise(label);
    let known =
        labels::field_of(&label, Section::Top).is_some() || labels::section_of(&label).is_some();
    !known && line.split_once(": ").map_or(line, |_| value).split_whitespace().count() > 3
}

/// Says why an address of the small print is no contact.
fn reason(address: &str, about: &str) -> String {
    if mail_domain(address).is_some_and(|domain| is_incident_team(&domain)) {
        "the registry's notes name this national incident team for every record".to_owned()
    } else {
        format!("stands in the server's notes and not in the record of {about}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_small_print_are_rejected_with_a_reason() {
        let text = "domain: example.com.br\ne-mail: owner@example.com\n% Security issues: cert@cert.br\n% Questions to help@registry.example\n";
        let found = read(text, &BTreeSet::new(), "example.com.br");
        let values: Vec<_> = found.iter().map(|contact| contact.value.as_str()).collect();
        assert_eq!(values, ["cert@cert.br", "help@registry.example"]);
        assert!(found.first().is_some_and(|contact| contact.reason.contains("incident team")));
    }

    #[test]
    fn an_address_that_the_record_publishes_is_not_rejected() {
        let used = BTreeSet::from(["abuse@example.com".to_owned()]);
        assert!(read("# Abuse: abuse@example.com", &used, "example.com").is_empty());
    }
}
