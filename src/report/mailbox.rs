//! What can stand in the To line of a mail: one plain address, and nothing that adds another.

/// Whether a text is one plain mailbox.
pub(super) fn is_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte));
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    local_fits && domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label)
}

/// The domain of a mailbox.
pub(super) fn domain(mailbox: &str) -> &str {
    mailbox.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether nobody reads what is sent there.
pub(super) fn is_unread(mailbox: &str) -> bool {
    let local = mailbox.rsplit_once('@').map_or("", |(local, _)| local);
    let plain: String =
        local.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    ["noreply", "donotreply", "mailerdaemon", "nobody", "devnull"]
        .iter()
        .any(|word| plain.contains(word))
}

/// The mailboxes in a text.
pub(super) fn mailboxes(text: &str) -> Vec<&str> {
    let is_edge = |character: char| character.is_whitespace() || "<>()[]\"',;:".contains(character);
    text.split(is_edge)
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| is_mailbox(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_plain_address_is_a_mailbox() {
        for good in ["abuse@example.com", "a.b+c@x-y.example"] {
            assert!(is_mailbox(good), "{good}");
        }
        for bad in [
            "abuse@example.com,evil@example.net",
            "a b@example.com",
            "abuse@example.com\r\nBcc: x@example.net",
            "<abuse@example.com>",
            "@example.com",
            "abuse@localhost",
            "abuse@-x.example",
            "abuse",
        ] {
            assert!(!is_mailbox(bad), "{bad}");
        }
    }

    #[test]
    fn unread_mailboxes_are_known_by_their_names() {
        assert!(is_unread("no-reply@example.com"));
        assert!(is_unread("DoNotReply@example.com"));
        assert!(!is_unread("reply@example.com"));
    }

    #[test]
    fn mailboxes_are_found_in_running_text() {
        assert_eq!(
            mailboxes("write to <a@example.com>, or b@example.org."),
            ["a@example.com", "b@example.org"]
        );
    }
}
