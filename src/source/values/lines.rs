//! What a text without a label is by its looks: an address of a page, a telephone number, a name
//! with a site behind it.

use crate::model::mailbox::{Link, Mailbox};

/// A name and the site behind it, where it ends with one: `Example GmbH http://www.example.com/`.
pub(in crate::source) fn with_site(text: &str) -> Option<(String, String)> {
    let (name, last) = text.rsplit_once(char::is_whitespace)?;
    let last = last.trim_matches(['(', ')', '<', '>', '[', ']', ',']);
    let name = name.trim_end_matches([' ', '(', '<', '[', '-', ',', '|', '/']).trim_end();
    let bare = last.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let fits = (Link::of(last).is_some() || bare) && name.chars().any(char::is_alphanumeric);
    let link = Link::of_value(last).filter(|_| fits)?;
    Some((name.to_owned(), link.url().to_owned()))
}

/// A name and the mailbox behind it, where a line is both: `Example ISP, support@example.com`.
pub(in crate::source) fn with_mailbox(text: &str) -> Option<(&str, &str)> {
    let (name, last) = text.trim().rsplit_once(char::is_whitespace)?;
    let several = name.split_whitespace().count() > 1;
    let apart = several || name.ends_with([',', ' ', '\t', ';']) || last.starts_with(['(', '<']);
    let name = name.trim_end_matches([' ', '\t', ',', ';', '-']);
    let alone = Mailbox::all_in(name).next().is_none() && !name.ends_with(':');
    let fits = apart && alone && name.chars().any(char::is_alphabetic);
    (fits && Mailbox::all_in(last).count() == 1).then_some((name, last))
}

/// Whether a text is the address of a page without its scheme: `registrar.example/whois?name=x`.
pub(in crate::source) fn is_page(text: &str) -> bool {
    let page = text
        .trim()
        .split_once('/')
        .filter(|(host, path)| host.contains('.') && !host.contains(':') && !path.is_empty());
    page.is_some() && !text.trim().contains(char::is_whitespace) && Link::of_value(text).is_some()
}

/// Whether a line without a label is a telephone number and no postal code or day.
pub(in crate::source) fn is_surely_a_number(text: &str) -> bool {
    text.starts_with('+') || text.chars().filter(char::is_ascii_digit).count() >= 9
}

/// Whether a whole line is one web address.
pub(in crate::source) fn is_site(text: &str) -> bool {
    let bare = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    Link::of(text).is_some() || (bare && !text.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_from_a_company_with_a_slash() {
        assert!(is_page("registrar.example/whois?mode=doit&domain=EXAMPLE.COM"));
        for name in [
            "Example A/S",
            "JP/POLITIKENS HUS A/S",
            "I/O.com Ltd",
            "example.com",
            "https://a.example/",
        ] {
            assert!(!is_page(name), "{name}");
        }
    }

    #[test]
    fn a_mailbox_behind_a_name_is_set_aside() {
        let found = with_mailbox("Example ISP, support@example.com");
        assert_eq!(found, Some(("Example ISP", "support@example.com")));
        assert_eq!(
            with_mailbox("Jane Roe (jane@example.com)").map(|both| both.0),
            Some("Jane Roe")
        );
        assert_eq!(with_mailbox("e-mail jane@example.com"), None);
        assert_eq!(with_mailbox("jane@example.com"), None);
    }

    #[test]
    fn a_site_behind_a_name_is_set_aside() {
        let found = with_site("Example GmbH (http://www.example.com/)");
        assert_eq!(found, Some(("Example GmbH".to_owned(), "http://www.example.com/".to_owned())));
        assert_eq!(with_site("Example GmbH"), None);
    }

    #[test]
    fn numbers_and_sites_are_told_by_their_looks() {
        assert!(is_surely_a_number("+1.5555550100") && !is_surely_a_number("12345"));
        assert!(is_site("www.example.com") && !is_site("see www.example.com"));
    }
}
