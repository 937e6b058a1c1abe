//! What single values look like: nothing at all, a host name, an e-mail address, a number.

use crate::model::mailbox::{Link, Mailbox, Phone};
use crate::source::values;

/// A value without the next column: behind a tab, or many blanks, stands another one (Venezuela's e-mail
/// address beside the holder's name).
pub(super) fn first_column(value: &str) -> &str {
    let value = value.trim();
    let column = value.split('\t').next().unwrap_or_default();
    column.split("        ").next().unwrap_or_default().trim_end()
}

/// What a value says, unless it is filler or words in the place of a value.
pub(super) fn something(value: &str) -> Option<&str> {
    let value = first_column(value);
    let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let value = quoted.filter(|inner| !inner.contains('"')).unwrap_or(value).trim();
    values::said(value).is_value().then_some(value)
}

/// Whether a value is one word, as a handle is.
pub(super) fn is_word(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c == '@')
}

/// Whether a word is a registry's handle rather than a name.
pub(super) fn is_handle(word: &str) -> bool {
    is_word(word) && !word.contains('.') && word.chars().filter(char::is_ascii_digit).count() >= 2
}

/// The host names in a value, lower case and without final dots; addresses and remarks drop out.
pub(super) fn host_names(value: &str) -> impl Iterator<Item = String> + '_ {
    value
        .split(|c: char| c.is_whitespace() || ",;()[]<>|\"'".contains(c))
        .map(|word| word.trim_matches(['.', ':']))
        .filter(|word| is_host_name(word))
        .map(str::to_lowercase)
        // Malaysia's handles for servers look like hosts; there is no such top-level domain.
        .filter(|word| word.rsplit('.').next() != Some("ser"))
}

/// Whether a word can be the name of a host: labels parted by dots, the last not a number.
pub(super) fn is_host_name(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or_default();
    word.len() <= 253
        && word.contains('.')
        && last.chars().count() >= 2
        && last.chars().any(char::is_alphabetic)
        && word.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        })
}

/// The e-mail addresses in a value, in order.
pub(super) fn emails(value: &str) -> impl Iterator<Item = String> + '_ {
    Mailbox::all_in(value).map(|mailbox| mailbox.to_string())
}

/// The telephone number that a value is, as given; `None` for text and for obvious filler.
pub(super) fn phone(value: &str) -> Option<String> {
    Phone::of(something(value)?).map(Phone::into_text)
}

/// The web address that a value starts with, its scheme added where it has none.
pub(super) fn url(value: &str) -> Option<String> {
    Link::of_value(value).map(|link| link.url().to_owned())
}

/// The host in a value that names a server, perhaps as a URL.
pub(super) fn server(value: &str) -> Option<String> {
    let value = something(value)?;
    let word = value.split_whitespace().next()?;
    let word = word.split_once("://").map_or(word, |(_, rest)| rest);
    let host = word.split(['/', '?']).next()?.trim_end_matches('.').to_lowercase();
    let bare = host.split(':').next().unwrap_or_default();
    is_host_name(bare).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_nothing() {
        for filler in ["", " - ", "N/A", "none", "NOT DISCLOSED!", "***", "not defined"] {
            assert_eq!(something(filler), None, "{filler}");
        }
        assert_eq!(something(" Example Ltd "), Some("Example Ltd"));
    }

    #[test]
    fn what_stands_in_the_next_column_is_no_part_of_a_name() {
        assert_eq!(something("Example Ltd\t\towner@example.com"), Some("Example Ltd"));
    }

    #[test]
    fn name_servers_lose_their_addresses() {
        let found: Vec<_> = host_names("NS1.Example.COM. [192.0.2.1 2001:db8::1]").collect();
        assert_eq!(found, ["ns1.example.com"]);
        assert_eq!(host_names("192.0.2.1").count(), 0);
    }

    #[test]
    fn only_whole_addresses_are_emails() {
        let found: Vec<_> =
            emails("mailto:abuse@example.com, x at example.com; <a@b.example>").collect();
        assert_eq!(found, ["abuse@example.com", "a@b.example"]);
        assert_eq!(emails("@example.com abuse@ abuse@localhost").count(), 0);
    }

    #[test]
    fn filler_numbers_are_no_phones() {
        assert_eq!(phone("+000000000"), None);
        assert_eq!(phone("+1.2085551234 ext. 5"), Some("+1.2085551234 ext. 5".to_owned()));
        assert_eq!(phone("call us"), None);
    }

    #[test]
    fn servers_are_hosts_whatever_the_scheme() {
        assert_eq!(
            server("rwhois://rwhois.example.net:4321/"),
            Some("rwhois.example.net:4321".to_owned())
        );
        assert_eq!(server("not defined"), None);
    }
}
