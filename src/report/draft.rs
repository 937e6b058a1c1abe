//! A draft before it is put into words: who gets it, what is asked, what is known, what is blank.

use super::desk::Desk;
use super::forms::Form;
use super::given::Given;
use crate::model::advice::{Nature, Stage};
use crate::model::chain::LayerId;

/// What is written to one desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The number of the step in the advice, from 1.
    pub number: usize,
    /// Who reads it.
    pub desk: Desk,
    /// The layer, where it stands on the path.
    pub layer: Option<LayerId>,
    /// Its name.
    pub party: String,
    /// Its identifier.
    pub party_id: String,
    /// Its country.
    pub country: Option<String>,
    /// How it is reached.
    pub contact: Contacting,
    /// The code of the harm.
    pub harm: &'static str,
    /// What the user says of the site.
    pub nature: Nature,
    /// What is asked: the code of an ability or of another action.
    pub action: &'static str,
    /// What may be done besides or instead.
    pub also: Vec<&'static str>,
    /// When its turn comes.
    pub stage: Stage,
    /// The earliest day.
    pub from: String,
    /// The step before it on its path, in words.
    pub previous: Option<String>,
    /// The moment of the trace, in seconds.
    pub at: String,
    /// The places that are reported.
    pub places: Vec<Place>,
    /// What only the reporter knows, in the order of the matrix.
    pub needs: Vec<&'static str>,
    /// What the reporter said.
    pub given: Given,
    /// What was done before.
    pub before: Before,
    /// Whether ICANN's contracts oblige the recipient to act on this harm.
    pub dns_abuse: bool,
    /// The other roles in which the same desk answers.
    pub same_desk: Vec<Desk>,
    /// What the chain says of the recipient.
    pub standing: RecipientStanding,
}

/// What the chain says of a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecipientStanding {
    /// Whether it is named in its layer.
    pub named: bool,
    /// Whether it can do what is asked.
    pub able: bool,
}

/// How a recipient is reached.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contacting {
    /// The mailbox, with where it is from.
    pub mailbox: Option<(String, String)>,
    /// The page of a form, with where it is from.
    pub page: Option<(String, String)>,
    /// A list in which the recipient is found, where it is not known who that is.
    pub list: Option<String>,
    /// What is known of the form.
    pub form: Option<&'static Form>,
    /// Whether the form comes first.
    pub prefers_form: bool,
    /// Whether the page is a form, and not one that says how to write.
    pub page_is_form: bool,
    /// Another way, where there is neither.
    pub other: Option<String>,
}

/// One target of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// The exact address, where it is known.
    pub url: Option<String>,
    /// The host.
    pub host: String,
    /// The registered name.
    pub domain: Option<String>,
    /// The addresses of the host.
    pub addresses: Vec<String>,
    /// The aliases on the way.
    pub aliases: Vec<String>,
    /// The name servers.
    pub servers: Vec<String>,
    /// When the name was registered.
    pub created: Option<String>,
    /// When it ends.
    pub expires: Option<String>,
    /// The registrar's name and mailbox.
    pub registrar: Option<(String, Option<String>)>,
    /// The host's name and country.
    pub hosting: Option<(String, Option<String>)>,
    /// Why the host is not named.
    pub hidden: Option<String>,
    /// The network's name and number.
    pub network: Option<(String, Option<u32>)>,
    /// Whether the registry registers directly, without registrars.
    pub is_direct: bool,
    /// What of the path is the recipient's: addresses, servers, the sign of a platform.
    pub subjects: Vec<String>,
    /// The record on which the recipient stands.
    pub record: String,
    /// The recorded answers.
    pub evidence: Vec<Proof>,
}

/// One recorded answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The digest of its bytes.
    pub sha256: String,
    /// The protocol.
    pub protocol: String,
    /// Who answered.
    pub server: String,
    /// What was asked.
    pub question: String,
    /// When.
    pub at: String,
}

/// What was done about a case before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// Who was told.
    pub told: Vec<Told>,
    /// What was said then, where it was logged.
    pub facts: Given,
}

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The name.
    pub party: String,
    /// The identifier.
    pub party_id: String,
    /// The role.
    pub desk: Desk,
    /// The mailbox or page.
    pub contact: String,
    /// The harm, where it was named.
    pub harm: Option<String>,
    /// The day.
    pub day: String,
    /// What was given as a reference.
    pub reference: Option<String>,
}

impl Draft {
    /// What stands for all: the first place. A draft always has one.
    pub fn place(&self) -> Option<&Place> {
        self.places.first()
    }

    /// The facts that are left to the reporter, each once: those of the matrix, then the reporter's
    /// own.
    pub fn blanks(&self) -> Vec<&'static str> {
        let mut blanks: Vec<&'static str> =
            self.needs.iter().copied().filter(|key| self.fact(key).is_none()).collect();
        for key in ["name", "mailbox"] {
            if self.given.get(key).is_none() {
                blanks.push(key);
            }
        }
        if !self.is_reachable() && self.given.get("recipient").is_none() {
            blanks.push("recipient");
        }
        if self.stage == Stage::IfSilent
            && self.before.told.is_empty()
            && self.fact("told_before").is_none()
        {
            blanks.push("told_before");
        }
        blanks
    }

    /// A fact: what the reporter said, or what the trace knows as well.
    pub fn fact(&self, key: &str) -> Option<String> {
        match key {
            "url" if self.places.iter().all(|place| place.url.is_some()) => {
                self.place().and_then(|place| place.url.clone())
            }
            "url" => None,
            _ => self.given.get(key).map(str::to_owned),
        }
    }

    /// The earlier reports that an escalation has to show: those to the desks below it.
    pub fn proofs(&self) -> Vec<&Told> {
        if self.stage != Stage::IfSilent && self.desk != Desk::Icann {
            return Vec::new();
        }
        let below: &[Desk] = match self.desk {
            Desk::Registry => &[Desk::Registrar, Desk::Reseller],
            Desk::Icann => &[Desk::Registrar, Desk::Reseller, Desk::Registry],
            Desk::Upstream | Desk::Network => &[Desk::Host, Desk::Platform, Desk::Network],
            _ => &Desk::ALL,
        };
        let told = self.before.told.iter();
        told.filter(|one| below.contains(&one.desk) && self.is_about(one)).collect()
    }

    /// Whether somebody was told of the same thing.
    pub fn is_about(&self, told: &Told) -> bool {
        told.harm.as_deref().is_none_or(|harm| harm == self.harm)
    }

    /// Where it is sent to, as the log names it.
    pub fn reach(&self) -> Option<&str> {
        let contact = self.contact.mailbox.as_ref().or(self.contact.page.as_ref());
        contact.map(|(value, _)| value.as_str())
    }

    /// Whether it is known where to send it.
    pub fn is_reachable(&self) -> bool {
        self.contact.mailbox.is_some()
            || self.contact.page.is_some()
            || self.contact.other.is_some()
    }

    /// The name of its file, without the format.
    pub fn stem(&self, order: usize) -> String {
        format!("{order:02}-{}", self.desk.word())
    }
}
