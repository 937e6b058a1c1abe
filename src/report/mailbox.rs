//! What can stand in the To line of a mail: one plain address, and nothing that adds another.

use crate::model::mailbox::Mailbox;

/// The domain of a mailbox.
pub(super) fn domain(mailbox: &str) -> &str {
    mailbox.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// The mailboxes in a text.
pub(super) fn mailboxes(text: &str) -> Vec<&str> {
    let is_edge = |character: char| character.is_whitespace() || "<>()[]\"',;:".contains(character);
    text.split(is_edge)
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| Mailbox::is_plain(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mailboxes_of_a_sentence_are_found_and_nothing_else() {
        let text = "write to <a@example.com>, b@example.net. Not to c@localhost or @d.example";
        assert_eq!(mailboxes(text), ["a@example.com", "b@example.net"]);
        assert_eq!(domain("a@example.com"), "example.com");
    }
}
