//! What a card's texts can be: mailboxes, telephone numbers and web addresses as text.

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
