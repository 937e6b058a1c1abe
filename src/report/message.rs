//! A message that is reported: what its headers show. Only the reporter's own server is believed:
//! the first `Received` line, which it wrote itself.

use crate::model::mailbox::Mailbox;

/// What a message shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// The whole of it.
    pub bytes: Vec<u8>,
    /// Its subject.
    pub subject: Option<String>,
    /// Its identifier.
    pub message_id: Option<String>,
    /// The envelope sender, as the receiving server noted it.
    pub sender: Option<String>,
    /// The envelope recipient, as the receiving server noted it.
    pub recipient: Option<String>,
    /// The address that it came from.
    pub source: Option<String>,
    /// When it arrived, as the receiving server wrote it.
    pub arrival: Option<String>,
    /// What the receiving server found out about its sender.
    pub authentication: Vec<String>,
}

/// Reads a message; nothing where it has no header.
pub fn read(bytes: &[u8]) -> Option<Message> {
    let text = String::from_utf8_lossy(bytes);
    let head = text.split("\r\n\r\n").next()?.split("\n\n").next()?;
    let fields = fields(head);
    if !fields.iter().any(|(name, _)| matches!(name.as_str(), "from" | "received" | "subject")) {
        return None;
    }
    let first = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    };
    let received = first("received");
    let mailbox = |value: Option<String>| {
        value
            .map(|text| text.trim_matches(['<', '>', ' ']).to_owned())
            .filter(|text| Mailbox::is_plain(text))
    };
    Some(Message {
        bytes: bytes.to_vec(),
        subject: first("subject"),
        message_id: first("message-id"),
        sender: mailbox(first("return-path")),
        recipient: mailbox(first("delivered-to").or_else(|| first("x-original-to"))),
        source: received.as_deref().and_then(source),
        arrival: received
            .as_deref()
            .and_then(|line| Some(line.rsplit_once(';')?.1.trim().to_owned())),
        authentication: fields
            .iter()
            .filter(|(name, _)| name == "authentication-results")
            .map(|(_, value)| value.clone())
            .take(1)
            .collect(),
    })
}

/// The header fields, unfolded, with names in lower case.
fn fields(head: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}

/// The address in brackets of a `Received` line, which is the one that connected.
fn source(received: &str) -> Option<String> {
    let from = received.split(" by ").next()?;
    let inside = from.rsplit_once('[')?.1.split(']').next()?;
    let address = inside.trim_start_matches("IPv6:");
    address.parse::<std::net::IpAddr>().ok().map(|address| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPAM: &[u8] = b"Return-Path: <bounce@example.net>\r\nDelivered-To: user@example.org\r\n\
        Received: from mail.example.net (mail.example.net [192.0.2.25])\r\n\tby mx.example.org; Sun, 22 Nov 2026 10:00:00 +0000\r\n\
        Received: from forged ([198.51.100.1]) by mail.example.net; Sun, 22 Nov 2026 09:00:00 +0000\r\n\
        Message-ID: <1@example.net>\r\nFrom: Bank <a@example.com>\r\nSubject: Hello\r\n\r\nBuy.\r\n";

    #[test]
    fn only_the_first_received_line_is_believed() {
        let message = read(SPAM).expect("reads");
        assert_eq!(message.source.as_deref(), Some("192.0.2.25"));
        assert_eq!(message.sender.as_deref(), Some("bounce@example.net"));
        assert_eq!(message.recipient.as_deref(), Some("user@example.org"));
        assert_eq!(message.arrival.as_deref(), Some("Sun, 22 Nov 2026 10:00:00 +0000"));
        assert_eq!(message.subject.as_deref(), Some("Hello"));
    }

    #[test]
    fn what_is_no_message_is_not_read() {
        assert_eq!(read(b"{\"a\": 1}"), None);
        assert_eq!(read(b""), None);
    }
}
