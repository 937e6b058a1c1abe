//! What a card's texts can be: mailboxes, telephone numbers and web addresses as text, and which
//! mailboxes are a desk's.

use crate::model::mailbox::{Link, Mailbox, Phone, without_mailto};

/// Whether a text is one plain e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    !text.starts_with("mailto:") && Mailbox::of(text).is_some()
}

/// The address of a text that may say `mailto:` and carry a subject.
pub(super) fn strip_mailto(text: &str) -> &str {
    without_mailto(text)
}

/// Whether a text is one web address with a host; with a blank in it, it is a sentence.
pub(super) fn is_web(text: &str) -> bool {
    Link::of(text).is_some()
}

/// A telephone number without its scheme, if it could be dialled.
pub(super) fn phone(text: &str) -> Option<String> {
    Phone::of(text).map(Phone::into_text)
}

/// Whether the local part names a desk for reports rather than a person or another office.
pub(super) fn is_desk(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let words = ["abuse", "report", "trust", "security", "phish", "spam", "complaint", "fraud"];
    let whole = ["cert", "csirt", "soc", "tns", "antispam", "misuse"];
    words.iter().any(|word| local.contains(word))
        || local.split(['-', '_', '.', '+']).any(|part| whole.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::is_desk;

    #[test]
    fn a_desk_is_told_from_a_person() {
        for desk in ["abuse@x.example", "network-abuse@x.example", "cert@x.example"] {
            assert!(is_desk(desk), "{desk}");
        }
        for other in ["jane.roe@x.example", "noc@x.example", "certain@x.example"] {
            assert!(!is_desk(other), "{other}");
        }
    }
}
