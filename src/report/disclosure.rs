//! A request to the registrar for the data of a hidden holder, with the elements of section 10.2 of
//! ICANN's Registration Data Policy. It is no abuse report, and is written only when asked for.

use std::fmt::Write as _;

use mail_builder::mime::MimePart;

use super::compose::{name, named, second};
use super::given::Given;
use super::lint::DraftRefusal;
use super::mail::{Envelope, letter};
use super::words::blank;
use crate::model::chain::{LayerId, Status};
use crate::model::contact::{ContactKind, Purpose};
use crate::model::mailbox::{Mailbox, unread};
use crate::render::clean::clean;
use crate::render::json::v1::TraceV1;
use crate::texts::Language;

/// A request.
#[derive(Debug, Clone, PartialEq)]
pub struct DisclosureRequest {
    /// The registrar.
    pub party: String,
    /// Its mailbox.
    pub mailbox: Option<String>,
    /// Its country.
    country: Option<String>,
    /// The name.
    domain: String,
    /// Why the holder is not shown.
    reason: String,
    /// The moment of the trace.
    at: String,
    /// What the reporter said.
    given: Given,
}

/// What it needs of who asks, besides name and mailbox.
const NEEDS: &[&str] =
    &["name", "mailbox", "organisation", "country", "data_elements", "purpose", "legal_basis"];

/// The request for a trace; a refusal where there is nothing to ask or nobody to ask it of.
pub fn request(trace: &TraceV1, given: &Given) -> Result<DisclosureRequest, DraftRefusal> {
    let refusal = |text: String| DraftRefusal { code: "nothing-to-disclose", text };
    let layer = |layer: LayerId| trace.chain.iter().find(|entry| entry.layer == layer);
    let Some(domain) = &trace.target.registrable_domain else {
        return Err(refusal("an address has no registered holder to ask for".to_owned()));
    };
    let holder = layer(LayerId::Registrant).filter(|entry| entry.status == Status::Hidden);
    let Some(holder) = holder else {
        return Err(refusal(format!("the holder of {domain} is not hidden")));
    };
    let registrar =
        layer(LayerId::Registrar).and_then(|entry| Some((entry, entry.party.as_ref()?)));
    let Some((registrar, party)) = registrar else {
        return Err(refusal(format!("the registrar of {domain} is not known")));
    };
    let mailbox = registrar.contacts.iter().find(|contact| {
        contact.kind == ContactKind::Email
            && contact.purpose == Purpose::Abuse
            && Mailbox::is_plain(&contact.value)
            && unread(&contact.value).is_none()
    });
    Ok(DisclosureRequest {
        party: named(&party.name),
        mailbox: mailbox.map(|contact| contact.value.clone()),
        country: party.country.clone(),
        domain: clean(domain),
        reason: name(holder.reason.as_deref().unwrap_or_default()),
        at: second(&trace.traced_at),
        given: given.clone(),
    })
}

impl DisclosureRequest {
    /// What is left to who asks.
    pub fn blanks(&self) -> Vec<&'static str> {
        NEEDS.iter().copied().filter(|key| self.given.get(key).is_none()).collect()
    }

    /// The subject.
    pub fn subject(&self) -> String {
        Language::English.fill("report.disclosure.subject", &[("domain", &self.domain)])
    }

    /// The text, in English and in the registrar's language.
    pub fn text(&self) -> String {
        let mut text = self.body(Language::English);
        let other = self.country.as_deref().and_then(Language::of_country);
        if let Some(language) = other {
            let name = language.find("report.language").unwrap_or_default();
            let _ = write!(text, "\n----- {name} -----\n\n{}", self.body(language));
        }
        text
    }

    /// The text in a language.
    fn body(&self, language: Language) -> String {
        let say = |key: &str| language.find(key).unwrap_or_default();
        let fact =
            |key: &str| self.given.get(key).map_or_else(|| blank(key, language), str::to_owned);
        let reason = language.because(&self.reason);
        let values = [("domain", self.domain.as_str()), ("reason", reason.as_str())];
        let label = |key: &str| say(&format!("report.disclosure.{key}"));
        let who = format!(
            "{} <{}>, {}, {}",
            fact("name"),
            fact("mailbox"),
            fact("organisation"),
            fact("country")
        );
        let acting = self
            .given
            .get("on_behalf_of")
            .map(|behalf| format!("{}: {behalf}; {}\n", label("authority"), fact("authority")));
        format!(
            "{}\n{}\n\n{}: {who}\n{}{}: {}\n{}: {}; {}\n{}: {}\n{}: {}\n",
            label("ask"),
            language.fill("report.disclosure.hidden", &values),
            label("who"),
            acting.unwrap_or_default(),
            label("elements"),
            fact("data_elements"),
            label("basis"),
            fact("legal_basis"),
            fact("purpose"),
            label("faith"),
            label("faith.text"),
            label("lawful"),
            label("lawful.text"),
        )
    }

    /// The mail, where the registrar has a mailbox.
    pub fn mail(&self) -> Option<Vec<u8>> {
        let mailbox = self.mailbox.clone()?;
        let from = self.given.get("mailbox").map(|mailbox| {
            (self.given.get("name").unwrap_or_default().to_owned(), mailbox.to_owned())
        });
        let envelope =
            Envelope { from, to: Some((self.party.clone(), mailbox)), at: self.at.clone() };
        Some(letter(&envelope, self.subject(), MimePart::new("text/plain", self.text())))
    }
}
