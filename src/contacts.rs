//! The one place that judges contacts: it ranks, de-duplicates and validates them, and rejects
//! with a reason those that must not be used.

use std::collections::BTreeMap;

use crate::directory::{Match, ProviderContact, is_stale};
use crate::model::answer::{Answer, Evidence};
use crate::model::chain::{Entry, LayerId, Rejected};
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::observations::{MailDomain, Source};
use crate::model::record::{ContactRole, PublishedContact, RejectedContact};
use crate::model::target::{Suffixes, mail_domain};

mod hygiene;

/// At most so many contacts of one kind and purpose: more recipients make a report no faster (RFC
/// 6650 §5.3), and of two forms the better one is enough.
fn most(kind: ContactKind) -> usize {
    match kind {
        ContactKind::Email => 2,
        ContactKind::Form | ContactKind::Phone | ContactKind::Postal | ContactKind::Url => 1,
    }
}

/// What is needed to judge.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'a> {
    /// The day of the trace (`2026-01-31`).
    pub today: &'a str,
    /// The registered name that is traced.
    pub domain: Option<&'a str>,
    /// The day on which each exchange was learnt.
    pub learnt: &'a BTreeMap<Evidence, String>,
    /// Whether the domains of the contacts take mail.
    pub mail_domains: &'a BTreeMap<String, Answer<MailDomain>>,
}

/// The purpose that a published role has.
pub fn purpose_of(role: ContactRole) -> Purpose {
    match role {
        ContactRole::Abuse => Purpose::Abuse,
        ContactRole::Technical => Purpose::Technical,
        ContactRole::Noc => Purpose::Noc,
        ContactRole::General => Purpose::General,
    }
}

impl Judge<'_> {
    /// A contact that a record publishes.
    pub fn published(
        &self,
        contact: &PublishedContact,
        source: Source,
        evidence: &Evidence,
        basis: Basis,
    ) -> Contact {
        Contact {
            kind: contact.kind,
            value: contact.value.clone(),
            purpose: purpose_of(contact.role),
            basis,
            as_of: Some(self.day(evidence)),
            stale: false,
            source: source.word().to_owned(),
            evidence: Some(evidence.clone()),
        }
    }

    /// The day on which an exchange was learnt: an answer may come from the cache.
    pub fn day(&self, evidence: &Evidence) -> String {
        self.learnt.get(evidence).map_or_else(|| self.today.to_owned(), Clone::clone)
    }

    /// Keeps the sign that an entry rests on. One that nobody has looked at for 180 days makes the
    /// entry less sure, which is said.
    pub fn age(&self, entry: &mut Entry, found: &Match<'_>) {
        entry.confidence = found.confidence(entry.confidence, self.today);
        entry.signs.push(found.seen(self.today));
        if let Some(note) = found.age(self.today).filter(|note| !entry.notes.contains(note)) {
            entry.notes.push(note);
        }
    }

    /// The contacts that the directory has for a match.
    pub fn of_match(&self, found: &Match<'_>) -> Vec<Contact> {
        found.contacts().iter().map(|contact| self.of_provider(contact)).collect()
    }

    /// A contact of the directory.
    pub fn of_provider(&self, contact: &ProviderContact) -> Contact {
        self.listed(contact.kind, &contact.value, contact.dated())
    }

    /// A contact out of a table of ours, as of a day; without one it counts as stale.
    pub fn listed(&self, kind: ContactKind, value: &str, as_of: Option<&str>) -> Contact {
        Contact {
            kind,
            value: value.to_owned(),
            purpose: Purpose::Abuse,
            basis: Basis::Directory,
            as_of: as_of.map(str::to_owned),
            stale: as_of.is_none_or(|as_of| is_stale(as_of, self.today)),
            source: "directory".to_owned(),
            evidence: None,
        }
    }

    /// Gives an entry its contacts: the usable ones best first, the others with their reasons.
    pub fn settle(&self, entry: &mut Entry, candidates: Vec<Contact>) {
        let mut candidates = candidates;
        candidates.sort_by_key(rank);
        let guessed = self.guess(entry, &candidates);
        let mut kept: BTreeMap<(Purpose, ContactKind), usize> = BTreeMap::new();
        for contact in candidates {
            if entry.contacts.iter().any(|kept| same(kept, &contact)) {
                continue;
            }
            if let Some(reason) = self.objection(entry, &contact) {
                reject(entry, contact.value, reason, contact.evidence);
                continue;
            }
            let count = kept.entry((contact.purpose, contact.kind)).or_default();
            if *count >= most(contact.kind) {
                continue;
            }
            *count += 1;
            self.flag_conflict(entry, &contact);
            entry.contacts.push(contact);
        }
        if entry.contacts.iter().any(|contact| contact.purpose == Purpose::Abuse) {
            entry
                .contacts
                .retain(|contact| matches!(contact.purpose, Purpose::Abuse | Purpose::Registry));
        } else {
            entry.contacts.splice(0..0, guessed);
        }
    }

    /// The mailbox that convention gives an organisation (RFC 2142 §2): at its main domain, where
    /// that bears its name, takes mail, and is not the domain that would be reported.
    fn guess(&self, entry: &Entry, candidates: &[Contact]) -> Option<Contact> {
        let operates = matches!(
            entry.layer,
            LayerId::Registrar
                | LayerId::Reseller
                | LayerId::Dns
                | LayerId::Cdn
                | LayerId::Host
                | LayerId::Network
        );
        let name = letters(&entry.party().filter(|_| operates)?.name);
        let seen = candidates.iter().find_map(|contact| {
            let domain = Suffixes::of(&place(contact)?).registrable?;
            let label = letters(domain.split('.').next()?);
            let own = label.len() >= SHORTEST && name.contains(&label);
            let takes = self.mail_domains.get(&domain).and_then(Answer::found);
            let usable = own && takes == Some(&MailDomain::Takes);
            (usable && self.domain != Some(domain.as_str())).then_some((domain, contact))
        });
        let (domain, contact) = seen?;
        Some(Contact {
            kind: ContactKind::Email,
            value: format!("abuse@{domain}"),
            purpose: Purpose::Abuse,
            basis: Basis::Guessed,
            ..contact.clone()
        })
    }

    /// Why a contact must not be used for an entry's party, if so.
    fn objection(&self, entry: &Entry, contact: &Contact) -> Option<String> {
        match contact.kind {
            ContactKind::Email => {
                // A registry's office is offered as such, and the holder's way is the holder's.
                let by_role = matches!(contact.purpose, Purpose::Registry | Purpose::Registrant);
                let party = entry.party().map(|party| party.name.as_str());
                let desk = || hygiene::objection_to_desk(&contact.value, party);
                self.objection_to_mailbox(&contact.value)
                    .or_else(|| (!by_role).then(desk).flatten())
            }
            ContactKind::Phone => hygiene::objection_to_phone(&contact.value),
            ContactKind::Form | ContactKind::Url => objection_to_link(&contact.value),
            ContactKind::Postal => None,
        }
    }

    /// Why a mailbox must not be used, if so.
    fn objection_to_mailbox(&self, address: &str) -> Option<String> {
        let Some(domain) = mail_domain(address).filter(|_| plausible_mailbox(address)) else {
            return Some("not a mail address".to_owned());
        };
        if let Some(reason) = hygiene::objection_to_local(address) {
            return Some(reason);
        }
        match self.mail_domains.get(&domain).and_then(Answer::found) {
            Some(MailDomain::Refuses) => Some(format!("{domain} takes no mail (null MX)")),
            Some(MailDomain::Nowhere) => {
                Some(format!("{domain} has neither a mail exchange nor an address"))
            }
            Some(MailDomain::Takes) | None => None,
        }
    }

    /// Says when a contact belongs to the very name that would be reported.
    fn flag_conflict(&self, entry: &mut Entry, contact: &Contact) {
        let Some(domain) = self.domain else { return };
        let at_target = contact.kind == ContactKind::Email
            && mail_domain(&contact.value).is_some_and(|mail| is_at_or_below(&mail, domain));
        if at_target {
            entry.notes.push(format!("{} is at the traced domain itself", contact.value));
        }
    }
}

/// Letters and digits that a name must have before it says whose domain it is.
const SHORTEST: usize = 4;

/// The letters and digits of a name, lower case.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The host name that a mailbox or page is at.
fn place(contact: &Contact) -> Option<String> {
    match contact.kind {
        ContactKind::Email => mail_domain(&contact.value),
        ContactKind::Form | ContactKind::Url => {
            url::Url::parse(&contact.value).ok()?.host_str().map(str::to_owned)
        }
        ContactKind::Phone | ContactKind::Postal => None,
    }
}

/// Adds a rejected contact, once.
pub fn reject(entry: &mut Entry, value: String, reason: String, evidence: Option<Evidence>) {
    let rejected = Rejected { contact: RejectedContact { value, reason }, evidence };
    if !entry.rejected.iter().any(|known| known.contact == rejected.contact) {
        entry.rejected.push(rejected);
    }
}

/// Whether a name is a domain or below it.
pub fn is_at_or_below(name: &str, domain: &str) -> bool {
    name == domain || name.strip_suffix(domain).is_some_and(|head| head.ends_with('.'))
}

/// Whether two contacts are one.
fn same(one: &Contact, other: &Contact) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    one.kind == other.kind
        && match one.kind {
            ContactKind::Phone => digits(&one.value) == digits(&other.value),
            _ => one
                .value
                .trim_end_matches('/')
                .eq_ignore_ascii_case(other.value.trim_end_matches('/')),
        }
}

/// The order of contacts: the purpose, then whoever speaks with more authority today, then the
/// kind that is easiest to use. A fresh entry of the directory comes before a published mailbox,
/// because it says what the party itself asks for; a stale one comes after.
fn rank(contact: &Contact) -> (Purpose, u8, ContactKind) {
    let authority = match (contact.basis, contact.stale) {
        (Basis::Directory, false) => 0,
        (Basis::Published, _) => 1,
        (Basis::Inherited, _) => 2,
        (Basis::Directory, true) => 3,
        (Basis::Guessed, _) => 4,
    };
    (contact.purpose, authority, contact.kind)
}

/// Whether the text has the form of a mail address (RFC 5321 §4.1.2, without quoting).
fn plausible_mailbox(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    !local.is_empty()
        && local.len() <= 64
        && domain.len() <= 253
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
}

/// Why a link must not be used, if so. What stands before an `@` in it looks like a host and is
/// none.
fn objection_to_link(link: &str) -> Option<String> {
    match url::Url::parse(link) {
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            Some("a web address with a user name in it".to_owned())
        }
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => None,
        _ => Some("not a web address".to_owned()),
    }
}
