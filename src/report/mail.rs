//! Mails that a mail program opens, unsent. Identifier, date and boundaries are ours: no name of this
//! machine gets out, and the same draft gives the same bytes.

use std::fmt::Write as _;

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use serde_json::Value;

use super::draft::Draft;
use super::mailbox::domain;
use super::message::Message;
use super::words;
use crate::model::digest::sha256;
use crate::texts::Language;

/// The name by which feedback reports know this program.
fn agent() -> String {
    format!("trace/{}", env!("CARGO_PKG_VERSION"))
}

/// The body in every language that the recipient is written to in.
pub(super) fn bodies(draft: &Draft) -> String {
    let mut text = words::body(draft, Language::English);
    let other = draft.country.as_deref().and_then(Language::of_country);
    if let Some(language) = other {
        let name = language.find("report.language").unwrap_or_default();
        let _ = write!(text, "\n----- {name} -----\n\n{}", words::body(draft, language));
    }
    text
}

/// A plain mail.
pub(super) fn plain(draft: &Draft) -> Vec<u8> {
    let text = bodies(draft);
    letter(&draft_envelope(draft), words::subject(draft), MimePart::new("text/plain", text))
}

/// A report of RFC 6522 around XARF.
pub(super) fn around_xarf(draft: &Draft, report: &Value) -> Vec<u8> {
    let json = crate::render::json::pretty(report).unwrap_or_default();
    let feedback = format!("Feedback-Type: xarf\r\nUser-Agent: {}\r\nVersion: 1\r\n", agent());
    let attached = MimePart::new(
        ContentType::new("application/json").attribute("name", "xarf.json"),
        BodyPart::Binary(json.into_bytes().into()),
    )
    .attachment("xarf.json");
    report_of(draft, words::subject(draft), feedback, attached)
}

/// A report of RFC 5965 about a message.
pub(super) fn feedback(draft: &Draft, message: &Message) -> Vec<u8> {
    let mut lines = vec![
        "Feedback-Type: abuse".to_owned(),
        format!("User-Agent: {}", agent()),
        "Version: 1".to_owned(),
    ];
    let place = draft.place();
    let optional = [
        ("Original-Mail-From", message.sender.as_ref().map(|sender| format!("<{sender}>"))),
        ("Arrival-Date", message.arrival.clone()),
        ("Source-IP", message.source.clone()),
        ("Source-Port", draft.given.get("source_port").map(str::to_owned)),
        ("Original-Rcpt-To", message.recipient.as_ref().map(|to| format!("<{to}>"))),
        ("Authentication-Results", message.authentication.first().cloned()),
        ("Reported-Domain", place.and_then(|place| place.domain.clone())),
        ("Reported-URI", place.and_then(|place| place.url.clone())),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            let flat = value.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push(format!("{name}: {flat}"));
        }
    }
    let ascii = message.bytes.is_ascii();
    let original = MimePart::new("message/rfc822", BodyPart::Binary(message.bytes.clone().into()))
        .transfer_encoding(if ascii { "7bit" } else { "8bit" });
    let subject = message.subject.clone().unwrap_or_else(|| words::subject(draft));
    report_of(draft, subject, lines.join("\r\n") + "\r\n", original)
}

/// A report of three parts: for people, for machines, and what it is about.
fn report_of(
    draft: &Draft,
    subject: String,
    feedback: String,
    third: MimePart<'static>,
) -> Vec<u8> {
    let text = bodies(draft);
    let boundary = format!("=_{}", &sha256((text.clone() + &feedback).as_bytes())[..32]);
    let ascii = feedback.is_ascii();
    let machine =
        MimePart::new("message/feedback-report", BodyPart::Binary(feedback.into_bytes().into()))
            .transfer_encoding(if ascii { "7bit" } else { "8bit" });
    let kind = ContentType::new("multipart/report")
        .attribute("report-type", "feedback-report")
        .attribute("boundary", boundary);
    let parts = vec![MimePart::new("text/plain", text), machine, third];
    letter(&draft_envelope(draft), subject, MimePart::new(kind, parts))
}

/// From whom, to whom, and when.
pub(super) struct Envelope {
    /// The reporter's name and mailbox, as far as they were given.
    pub(super) from: Option<(String, String)>,
    /// The recipient's name and mailbox.
    pub(super) to: Option<(String, String)>,
    /// The moment of the trace.
    pub(super) at: String,
}

/// The envelope of a draft.
fn draft_envelope(draft: &Draft) -> Envelope {
    let mailbox = draft.contact.mailbox.as_ref();
    let from = draft.given.get("mailbox").map(|mailbox| {
        (draft.given.get("name").unwrap_or_default().to_owned(), mailbox.to_owned())
    });
    Envelope {
        from,
        to: mailbox.map(|(mailbox, _)| (draft.party.clone(), mailbox.clone())),
        at: draft.at.clone(),
    }
}

/// The mail, unsent.
pub(super) fn letter(envelope: &Envelope, subject: String, body: MimePart<'static>) -> Vec<u8> {
    let whole = format!("{subject}\n{:?}\n{:?}", envelope.to, body);
    let host = envelope.from.as_ref().map_or("trace.invalid", |(_, mailbox)| domain(mailbox));
    let identifier = format!("{}@{host}", &sha256(whole.as_bytes())[..32]);
    let second = envelope.at.parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_second);
    let mut mail = MessageBuilder::new()
        .message_id(identifier)
        .date(second)
        .header("X-Unsent", Raw::new("1"))
        .subject(subject)
        .body(body);
    if let Some((name, mailbox)) = envelope.from.clone() {
        mail = mail.from((name, mailbox));
    }
    if let Some((name, mailbox)) = envelope.to.clone() {
        mail = mail.to((name, mailbox));
    }
    let mut bytes = Vec::new();
    mail.serialize(&mut bytes);
    bytes
}
