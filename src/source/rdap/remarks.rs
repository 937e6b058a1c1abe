//! What holders write into remarks: where to send reports of abuse, and who they are.

use super::abuse::keep;
use super::address::{is_email, is_web, strip_mailto};
use super::parts::RdapRemark;
use crate::model::company::CompanyName;
use crate::model::contact::ContactKind;
use crate::model::record::{ContactRole, PublishedContact};
use crate::model::registries::Registry;

/// Lines that are read of all remarks of an answer.
const LINE_LIMIT: usize = 500;

/// More words are a sentence and no name.
const LONGEST_NAME: usize = 9;

/// The contacts that remarks give for abuse. A line counts only if it speaks of abuse, forbids
/// nothing, and holds exactly one address; or none but one web page where to report.
pub(super) fn abuse_contacts<'a>(
    remarks: impl Iterator<Item = &'a RdapRemark>,
) -> Vec<PublishedContact> {
    let lines: Vec<&str> =
        remarks.flat_map(|remark| &remark.lines).map(String::as_str).take(LINE_LIMIT).collect();
    let mut contacts = Vec::new();
    let emails = emails_for_abuse(lines.iter().copied());
    keep(&mut contacts, ContactKind::Email, ContactRole::Abuse, emails.into_iter());
    let pages = lines.iter().filter_map(|line| only_page(line));
    keep(&mut contacts, ContactKind::Url, ContactRole::Abuse, pages);
    contacts
}

/// The addresses that lines give for abuse: in a line about it, or alone in the line that such a one
/// announces (`For abuse reports please contact:`).
fn emails_for_abuse<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut announced = false;
    for line in lines {
        let alone = if announced { lone_email(line) } else { None };
        found.extend(only_email(line).or(alone));
        announced = announces(line) || (announced && !line.contains(char::is_alphanumeric));
    }
    found
}

/// The same as contacts for abuse.
pub(in crate::source) fn mailboxes_for_abuse<'a>(
    lines: impl Iterator<Item = &'a str>,
) -> Vec<PublishedContact> {
    let for_abuse = |value: &str| PublishedContact {
        kind: ContactKind::Email,
        value: value.to_owned(),
        role: ContactRole::Abuse,
    };
    emails_for_abuse(lines).into_iter().map(for_abuse).collect()
}

/// Whether a line about abuse ends where an address would follow.
fn announces(line: &str) -> bool {
    const LAST: &[&str] =
        &["to", "at", "contact", "email", "e-mail", "mail", "address", "via", "use"];
    let last = line.trim_end_matches(|c: char| c.is_whitespace() || "*#".contains(c));
    let word = last.rsplit(char::is_whitespace).next().unwrap_or_default().to_ascii_lowercase();
    (last.ends_with([':', '-']) || LAST.contains(&word.as_str()))
        && speaks_of_abuse(line)
        && !tokens(line).any(is_email)
}

/// The address that a line holds and nothing else, but perhaps a word for an address.
fn lone_email(line: &str) -> Option<&str> {
    const WORDS: &[&str] = &["email", "e-mail", "mail", "to", "-"];
    let is_word = |token: &&str| WORDS.contains(&token.to_ascii_lowercase().as_str());
    let mut found = tokens(line).filter(|token| !is_word(token)).map(strip_mailto);
    let first = found.next().filter(|token| is_email(token))?;
    found.next().is_none().then_some(first)
}

/// The one address of a line about abuse.
fn only_email(line: &str) -> Option<&str> {
    let mut found = tokens(line).map(strip_mailto).filter(|token| is_email(token));
    let first = found.next()?;
    let alone = found.all(|other| other.eq_ignore_ascii_case(first));
    (alone && speaks_of_abuse(line)).then_some(first)
}

/// The one page of a line about reporting abuse.
fn only_page(line: &str) -> Option<&str> {
    let mut found = tokens(line).filter(|token| is_web(token));
    let first = found.next()?;
    let alone = found.all(|other| other == first) && !tokens(line).any(is_email);
    let reports = line.to_ascii_lowercase().contains("report");
    (alone && reports && speaks_of_abuse(line)).then_some(first)
}

/// Whether a line is about abuse and does not say where not to turn.
fn speaks_of_abuse(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let forbids = |word: &str| matches!(word, "not" | "no" | "never" | "don't" | "dont" | "cannot");
    // Russian in lower case throughout, as the other words are.
    let lower = if lower.is_ascii() { lower } else { lower.to_lowercase() };
    WORDS.iter().any(|word| lower.contains(word))
        && !lower.split(|c: char| !c.is_alphanumeric() && c != '\'').any(forbids)
}

/// Words for abuse, in the tongues in which remarks are written.
const WORDS: &[&str] = &[
    "abuse",
    "spam",
    "abuso",
    "missbrauch",
    "misbruik",
    "спам",
    "жалоб",
    "злоупотреб",
    "phishing",
];

/// The words of a line without what encloses or ends them.
fn tokens(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| letter.is_whitespace() || "<>()[]\",;|".contains(letter))
        .map(|token| token.trim_matches(['.', '\'', '!', ':', '*']))
        .map(|token| token.strip_prefix("e-mail:").unwrap_or(token))
        .filter(|token| !token.is_empty())
}

/// The holder's name where a registry has no other place for it: the first line of the remark
/// that is titled `description` (APNIC's `descr`). RIPE gives it no title, and its holders write
/// anything there, so that only what is certainly an organisation's name counts.
pub(super) fn described_holder(remarks: &[RdapRemark]) -> Option<&str> {
    let is_description =
        |remark: &&RdapRemark| remark.title.as_deref().is_some_and(|t| t.trim() == "description");
    let titled = remarks.iter().find(is_description);
    if let Some(first) = titled.and_then(|remark| remark.lines.first()) {
        return Some(first.as_str()).filter(|first| !is_block(first));
    }
    let untitled = remarks.first().filter(|remark| remark.title.is_none())?;
    untitled.lines.first().map(String::as_str).filter(|first| is_certain_name(first))
}

/// Whether a text is a company's name by its legal form, or a registry's of numbers.
pub(super) fn is_certain_name(text: &str) -> bool {
    let has_form = CompanyName::of(text).is_some_and(|name| name.has_form());
    let is_short = text.split_whitespace().count() <= LONGEST_NAME;
    is_short && (has_form || Registry::of_name(text).is_some())
}

/// Whether a description says only what was given out: "Block of 32 AS numbers from …".
pub(in crate::source) fn is_block(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let numbers = ["as number", "asn", "autonomous system", "ip address", "ipv4", "ipv6"];
    let block = ["block of ", "range of ", "as block", "as-block", "asn block"];
    block.iter().any(|start| lower.starts_with(start))
        && numbers.iter().any(|of| lower.contains(of) || lower.contains("block"))
}

#[cfg(test)]
mod tests {
    use super::{RdapRemark, described_holder, emails_for_abuse, only_email, only_page};

    #[test]
    fn a_description_without_a_title_names_the_holder_only_by_a_name_that_is_certain() {
        let described = |title: Option<&str>, line: &str| {
            let (title, lines) = (title.map(str::to_owned), vec![line.to_owned()]);
            let remarks = [RdapRemark { title, lines, ..RdapRemark::default() }];
            described_holder(&remarks).map(str::to_owned)
        };
        assert_eq!(described(None, "Example GmbH"), Some("Example GmbH".to_owned()));
        assert!(described(None, "RIPE Network Coordination Centre").is_some());
        assert_eq!(described(None, "Hosting services"), None);
        assert_eq!(described(None, "EXAMPLE-CUSTOMERS-24"), None);
        let sentence = "Please send all the reports that you have to the desk of Example GmbH";
        assert_eq!(described(None, sentence), None);
        assert_eq!(described(Some("description"), "Example"), Some("Example".to_owned()));
    }

    #[test]
    fn a_line_about_abuse_with_one_address_gives_it() {
        for (line, address) in [
            ("Abuse reports to x@example.net", "x@example.net"),
            ("please send abuse reports to abuse@example.net.", "abuse@example.net"),
            ("If related with spam, send mail to <a@example.net>", "a@example.net"),
            ("abuse: mailto:a@example.net", "a@example.net"),
        ] {
            assert_eq!(only_email(line), Some(address), "{line}");
        }
    }

    #[test]
    fn a_line_about_abuse_may_announce_the_address_of_the_next_one() {
        let found = |lines: &[&'static str]| emails_for_abuse(lines.iter().copied());
        for announcing in [
            "For abuse reports please contact:",
            "* Spam and abuse complaints to",
            "Жалобы на спам и взлом:",
            "Denuncias de abuso -",
        ] {
            let lines = [announcing, "----------", "* E-mail: desk@example.net *"];
            assert_eq!(found(&lines), ["desk@example.net"], "{announcing}");
        }
        assert!(found(&["Abuse is forbidden.", "noc@example.net"]).is_empty());
        assert!(found(&["For abuse contact:", "NOC noc@example.net"]).is_empty());
        assert!(found(&["For abuse contact:", "our site", "noc@example.net"]).is_empty());
    }

    #[test]
    fn other_lines_give_none() {
        for line in [
            "Contact noc@example.net",
            "Abuse to a@example.net or b@example.net",
            "Do not send abuse reports to noc@example.net",
            "This is not an abuse contact: noc@example.net",
            "Abuse reports by telephone only",
        ] {
            assert_eq!(only_email(line), None, "{line}");
        }
    }

    #[test]
    fn a_page_counts_where_reports_are_spoken_of() {
        let line = "All abuse reporting can be done via https://www.example.com/abuse";
        assert_eq!(only_page(line), Some("https://www.example.com/abuse"));
        assert_eq!(only_page("Our abuse policy: https://www.example.com/policy"), None);
        assert_eq!(only_page("Report abuse to a@example.net, see https://example.com/"), None);
    }
}
