//! The few facts beside the chain that advice needs.

use jiff::civil::Date;

use crate::directory::{TldEntry, tld, zone_of};
use crate::model::ability::Actor;
use crate::model::advice::Nature;
use crate::model::chain::{Chain, Entry, LayerId, RegistrationState};
use crate::model::contact::Contact;
use crate::model::mailbox::Mailbox;
use crate::model::observations::Observations;
use crate::model::target::{Subject, Target};
use crate::model::zone::ZoneKind;

/// What the user wants advice about.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// The harm.
    pub harm: &'static super::plan::Harm,
    /// What the user says of the site.
    pub nature: Nature,
    /// Whether the registrar was told, and there is proof of it.
    pub registrar_told: bool,
}

/// What was observed of the target.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The target in words: its URL, else its host.
    pub target: String,
    /// The host, address or AS number.
    pub host: String,
    /// The path of the URL.
    pub path: String,
    /// The registered domain; `None` for an address.
    pub domain: Option<String>,
    /// The suffix that it is registered under.
    pub suffix: Option<String>,
    /// Whether it is an AS number.
    pub is_system: bool,
    /// Whether it is a mailbox.
    pub is_mailbox: bool,
    /// The day of the trace.
    pub today: Date,
}

impl Facts {
    /// The facts of a trace.
    pub fn of(target: &Target, seen: &Observations, today: Date) -> Self {
        let registration = seen.name.as_ref().map(|name| &name.registration);
        Self {
            target: match (&target.mailbox, &target.url) {
                (Some(mailbox), _) => mailbox.clone(),
                (None, Some(url)) => url.to_string(),
                (None, None) => target.host(),
            },
            host: target.host(),
            path: target.url.as_ref().map(|url| url.path().to_owned()).unwrap_or_default(),
            domain: registration.map(|facts| facts.domain.clone()),
            suffix: registration.map(|facts| facts.suffix.clone()),
            is_system: matches!(target.subject, Subject::System(_)),
            is_mailbox: target.mailbox.is_some(),
            today,
        }
    }

    /// Whether a party runs the target itself: its mailboxes are at the target's own domain. A desk
    /// that is part of what was reported is asked for nothing.
    pub(super) fn is_its_own(&self, entry: &Entry) -> bool {
        let Some(domain) = &self.domain else { return false };
        let at = |contact: &Contact| {
            Mailbox::of(&contact.value).is_some_and(|mailbox| mailbox.domain().at_or_below(domain))
        };
        !entry.contacts.is_empty() && entry.contacts.iter().all(at)
    }

    /// The registry of the suffix, where our table has it.
    fn listed(&self) -> Option<TldEntry> {
        tld(self.suffix.as_deref()?)
    }

    /// Under whose rules the name is registered.
    pub(super) fn zone(&self) -> Option<ZoneKind> {
        Some(zone_of(self.suffix.as_deref()?))
    }

    /// The country of a country's top-level domain.
    pub(super) fn zone_country(&self) -> Option<&'static str> {
        self.listed().and_then(|entry| entry.country)
    }
}

/// What the state of the registration leaves to be asked of those on the name path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameState {
    /// Everything.
    Open,
    /// Nothing: it is suspended already, by the layer named.
    Held(LayerId),
    /// It is leaving the DNS by itself, or cannot resolve.
    Dying,
    /// Nobody has it.
    Free,
    /// It was taken from whoever misused it, and leads into a sinkhole.
    Sunk,
}

impl NameState {
    /// The state that a chain shows.
    pub(super) fn of(chain: &Chain) -> Self {
        let has = |status: &str| chain.registration.statuses.iter().any(|known| known == status);
        let dying = ["pending delete", "redemption period", "pending restore", "inactive"];
        if matches!(
            chain.registration.state,
            RegistrationState::NotRegistered | RegistrationState::Reserved
        ) {
            Self::Free
        } else if chain.layer(LayerId::Dns).any(|entry| entry.actor() == Some(Actor::Sinkhole)) {
            Self::Sunk
        } else if has("server hold") {
            Self::Held(LayerId::Registry)
        } else if has("client hold") {
            Self::Held(LayerId::Registrar)
        } else if dying.into_iter().any(has) {
            Self::Dying
        } else {
            Self::Open
        }
    }
}
