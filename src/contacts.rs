//! The one place that judges contacts: it ranks, de-duplicates and validates them, and rejects
//! with a reason those that must not be used.

use std::collections::BTreeMap;

use crate::directory::{
    Match, Provider, ProviderContact, ReachRung, Role, Takes, is_stale, retired,
};
use crate::model::answer::{Answer, Evidence};
use crate::model::chain::{Entry, Rejected};
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::mailbox::{Link, Mailbox, mail_domain};
use crate::model::name::at_or_below;
use crate::model::observations::{MailDomain, Source};
use crate::model::record::{ContactRole, PublishedContact, RejectedContact};

mod hygiene;
mod ladder;

/// The word for what comes out of tables of ours.
const DIRECTORY: &str = "directory";

/// The word for what comes out of a table of the user's own.
pub const USER_DIRECTORY: &str = "user-directory";

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
            as_of: Some(self.day(evidence)),
            source: source.word().to_owned(),
            evidence: Some(evidence.clone()),
            ..Contact::new(contact.kind, contact.value.as_str(), purpose_of(contact.role), basis)
        }
    }

    /// The day on which an exchange was learnt: an answer may come from the cache.
    pub fn day(&self, evidence: &Evidence) -> String {
        self.learnt.get(evidence).map_or_else(|| self.today.to_owned(), Clone::clone)
    }

    /// Keeps the sign that an entry rests on. One that nobody has looked at for 180 days makes the
    /// entry less sure; the sentence about it stands with the sign.
    pub fn age(&self, entry: &mut Entry, found: &Match<'_>) {
        entry.confidence = found.confidence(entry.confidence, self.today);
        entry.signs.push(found.seen(self.today));
    }

    /// The contacts that the directory has for a match, those for other roles last.
    pub fn of_match(&self, found: &Match<'_>) -> Vec<Contact> {
        self.of_rungs(found.provider, found.ladder())
    }

    /// The contacts that the directory has for a company in a role, those for other roles last.
    pub fn of_company(&self, provider: &Provider, role: Role) -> Vec<Contact> {
        self.of_rungs(provider, provider.ladder(role))
    }

    /// The contacts of a ladder, and the web site for want of anything better.
    fn of_rungs(&self, provider: &Provider, rungs: Vec<ReachRung>) -> Vec<Contact> {
        // A desk of another role that takes one harm alone says nothing about this role.
        let is_open = |rung: &ReachRung| rung.from.is_none() || rung.contact.only().is_none();
        let contacts = rungs.into_iter().filter(is_open).map(|rung| Contact {
            role: rung.from.map(Role::as_str),
            ..self.of_provider(&rung.contact)
        });
        let site = provider.website.iter().filter(|_| provider.ended.is_none());
        let site = site.map(|site| Contact {
            stale: true,
            source: DIRECTORY.to_owned(),
            ..Contact::new(ContactKind::Url, site.as_str(), Purpose::General, Basis::Directory)
        });
        // What the user brought is told from what we looked at ourselves.
        let source = if provider.is_own { USER_DIRECTORY } else { DIRECTORY };
        contacts
            .chain(site)
            .map(|contact| Contact { source: source.to_owned(), ..contact })
            .collect()
    }

    /// A contact of the directory.
    pub fn of_provider(&self, contact: &ProviderContact) -> Contact {
        Contact {
            purpose: match contact.takes {
                Takes::Security => Purpose::Security,
                Takes::General => Purpose::General,
                Takes::Abuse | Takes::Phishing | Takes::Copyright | Takes::Legal => Purpose::Abuse,
            },
            prefers_form: contact.is_wanted_form(),
            of_product: contact.service.is_some(),
            only: contact.only(),
            page: Some(contact.source.clone()),
            backing: Some(contact.backing()),
            ..self.listed(contact.kind, &contact.value, contact.dated())
        }
    }

    /// A contact out of a table of ours, as of a day; without one it counts as stale.
    pub fn listed(&self, kind: ContactKind, value: &str, as_of: Option<&str>) -> Contact {
        Contact {
            as_of: as_of.map(str::to_owned),
            stale: as_of.is_none_or(|as_of| is_stale(as_of, self.today)),
            source: DIRECTORY.to_owned(),
            ..Contact::new(kind, value, Purpose::Abuse, Basis::Directory)
        }
    }

    /// Whether a mailbox is at the traced domain.
    pub fn is_at_target(&self, value: &str) -> bool {
        let domain = mail_domain(value);
        self.domain.is_some_and(|own| domain.is_some_and(|domain| at_or_below(&domain, own)))
    }

    /// Why a contact must not be used for an entry's party, if so.
    fn objection(&self, entry: &Entry, contact: &Contact) -> Option<String> {
        // What a record of today publishes for abuse is its owner's own word, whatever a list says.
        let by_owner = contact.basis == Basis::Published && contact.purpose == Purpose::Abuse;
        if let Some(why) = retired(&contact.value).filter(|_| !by_owner) {
            return Some(format!("given up: {why}"));
        }
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
        let Some(domain) = mail_domain(address) else {
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
}

/// The host name that a mailbox or page is at.
pub fn place(contact: &Contact) -> Option<String> {
    match contact.kind {
        ContactKind::Email => mail_domain(&contact.value),
        ContactKind::Form | ContactKind::Url => {
            Link::of(&contact.value).map(|link| link.host().to_string())
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

/// Why a link must not be used, if so. What stands before an `@` in it looks like a host and is
/// none.
fn objection_to_link(link: &str) -> Option<String> {
    if is_glued(link) {
        return Some("a web address and a mailbox in one".to_owned());
    }
    match Link::of(link) {
        Some(link) if link.is_disguised() => {
            Some("a web address with a user name in it".to_owned())
        }
        Some(_) => None,
        None => Some("not a web address".to_owned()),
    }
}

/// Whether a mailbox was written behind a link, without a blank between them.
fn is_glued(link: &str) -> bool {
    let end = link.split(['?', '#']).next().and_then(|path| path.rsplit('/').next());
    end.is_some_and(|end| Mailbox::of(end).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chain::{Confidence, LayerId, Party};
    use crate::model::writer::Writer;

    /// Why a contact of a registrar is rejected that a record publishes for abuse.
    fn objection(kind: ContactKind, value: &str, domains: &[(&str, MailDomain)]) -> Option<String> {
        let evidence = Evidence::of(&crate::model::exchange::Ask::whois("whois.example.net", "x"));
        let answered = |state: &MailDomain| Answer::Found(*state, evidence.clone());
        let domains = domains.iter().map(|(domain, state)| ((*domain).to_owned(), answered(state)));
        let (learnt, mail_domains) = (BTreeMap::new(), domains.collect());
        let domain = Some("example.com");
        let judge =
            Judge { today: "2026-11-28", domain, learnt: &learnt, mail_domains: &mail_domains };
        let party = Party::named("Example Registrar Ltd", "example-registrar-ltd");
        let entry =
            Entry::identified(LayerId::Registrar, party, Writer::Registry, Confidence::Confirmed);
        let contact = Contact::new(kind, value, Purpose::Abuse, Basis::Published);
        judge.objection(&entry, &contact)
    }

    #[test]
    fn a_mailbox_is_rejected_where_its_domain_is_known_to_take_no_mail() {
        let at = |states: &[(&str, MailDomain)]| {
            objection(ContactKind::Email, "abuse@registrar.example.net", states)
        };
        assert_eq!(at(&[]), None, "what could not be asked about costs nothing");
        assert_eq!(at(&[("registrar.example.net", MailDomain::Takes)]), None);
        assert_eq!(at(&[("example.net", MailDomain::Refuses)]), None, "another domain");
        let refuses = at(&[("registrar.example.net", MailDomain::Refuses)]).expect("an objection");
        assert!(refuses.contains("null MX"), "{refuses}");
        assert!(at(&[("registrar.example.net", MailDomain::Nowhere)]).is_some());
    }

    #[test]
    fn what_is_no_way_to_anybody_is_rejected_by_its_kind() {
        for (kind, value) in [
            (ContactKind::Email, "abuse at registrar"),
            (ContactKind::Email, "noreply@registrar.example.net"),
            (ContactKind::Email, "cert@cert.pl"),
            (ContactKind::Phone, "+1.0000000000"),
            (ContactKind::Form, "https://abuse@registrar.example.net/form"),
            (ContactKind::Form, "https://registrar.example.net/abuse@registrar.example.net"),
            (ContactKind::Url, "see our web site"),
        ] {
            assert!(objection(kind, value, &[]).is_some(), "{value}");
        }
        for (kind, value) in [
            (ContactKind::Phone, "+1.5555550100"),
            (ContactKind::Form, "https://registrar.example.net/form"),
            (ContactKind::Postal, "1 Example Street"),
        ] {
            assert_eq!(objection(kind, value, &[]), None, "{value}");
        }
    }

    #[test]
    fn a_contact_of_the_list_without_a_day_counts_as_stale() {
        let (learnt, mail_domains) = (BTreeMap::new(), BTreeMap::new());
        let judge = Judge {
            today: "2026-11-28",
            domain: None,
            learnt: &learnt,
            mail_domains: &mail_domains,
        };
        let stale = |as_of| judge.listed(ContactKind::Email, "abuse@example.net", as_of).stale;
        assert!(stale(None));
        assert!(stale(Some("2024-01-31")));
        assert!(!stale(Some("2026-11-01")));
    }
}
