//! The ladder: in which order a party is to be reached, and how far down one has to go.
//!
//! The form that the party asks for, its own contact for the role, its contact for another role, the
//! contact of its own address space, its general contact, and last a mailbox by convention. What is
//! further down is offered only where nothing above is usable. A mailbox that only somebody's list or
//! memory has stands behind the contact of the party's own address space, where that is at hand.

use std::collections::BTreeMap;

use super::{Judge, place, reject};
use crate::directory::retired;
use crate::model::answer::Answer;
use crate::model::chain::{Entry, LayerId};
use crate::model::company::bears;
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::name::at_or_below;
use crate::model::observations::MailDomain;
use crate::model::target::Suffixes;

/// At most so many contacts of one kind and purpose: more recipients make a report no faster (RFC
/// 6650 §5.3), and of two forms the better one is enough.
fn most(kind: ContactKind) -> usize {
    match kind {
        ContactKind::Email => 2,
        ContactKind::Form | ContactKind::Phone | ContactKind::Postal | ContactKind::Url => 1,
    }
}

/// How far down a contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ContactStep {
    /// The form that the party asks for.
    Wanted,
    /// Its own contact for the role.
    Own,
    /// Its contact for another role.
    OtherRole,
    /// The contact of its own address space.
    OwnNetwork,
    /// A mailbox that only a list or memory has, where the contact of the own address space is known.
    Hearsay,
    /// What is not for abuse.
    Other,
    /// A mailbox by convention.
    Guess,
}

impl ContactStep {
    /// Where a contact stands; whether the register's contact of the party's own space is known.
    fn of(contact: &Contact, own_space: bool) -> Self {
        match contact.basis {
            Basis::Guessed => Self::Guess,
            _ if contact.purpose != Purpose::Abuse => Self::Other,
            _ if own_space && is_hearsay(contact) => Self::Hearsay,
            _ if contact.role.is_some() => Self::OtherRole,
            Basis::OwnNetwork => Self::OwnNetwork,
            _ if contact.prefers_form => Self::Wanted,
            Basis::Published | Basis::Directory | Basis::Inherited => Self::Own,
        }
    }
}

impl Judge<'_> {
    /// Gives an entry its contacts: the usable ones best first, the others with their reasons.
    pub fn settle(&self, entry: &mut Entry, candidates: Vec<Contact>) {
        let mut candidates = self.without_desks_of_the_suspect(entry, candidates);
        let own_space = candidates.iter().any(is_own_space);
        candidates.sort_by_key(|contact| rank(contact, own_space));
        let guessed = self.guess(entry, &candidates);
        let mut kept: BTreeMap<(Purpose, ContactKind), usize> = BTreeMap::new();
        let mut lowest: Option<(ContactStep, Option<&'static str>)> = None;
        for contact in candidates {
            if let Some(harm) = contact.only {
                self.set_aside(entry, harm, contact);
                continue;
            }
            let here = (step(&contact, own_space), contact.role);
            let is_lower =
                contact.purpose == Purpose::Abuse && lowest.is_some_and(|lowest| lowest != here);
            if is_lower && !(is_own_space(&contact) && is_spoken_only(entry)) {
                continue;
            }
            if entry.contacts.iter().any(|kept| same(kept, &contact)) {
                continue;
            }
            if let Some(reason) = self.objection(entry, &contact) {
                reject(entry, contact.value, reason, contact.evidence);
                continue;
            }
            let count = kept.entry((contact.purpose, contact.kind)).or_default();
            if *count >= most(contact.kind) || *count > 0 && is_weak(&contact) {
                continue;
            }
            *count += 1;
            if contact.purpose == Purpose::Abuse {
                lowest = Some(here);
            }
            if let Some(why) = retired(&contact.value) {
                entry.note(format!("{} is published still, but {why}", contact.value));
            }
            entry.contacts.push(contact);
        }
        if entry.contacts.iter().any(is_own_space) {
            entry.contacts.sort_by_key(|contact| contact.kind == ContactKind::Phone);
        }
        if entry.contacts.iter().any(|contact| contact.purpose == Purpose::Abuse) {
            let by_role = [Purpose::Abuse, Purpose::Registry, Purpose::Registrant];
            entry.contacts.retain(|contact| by_role.contains(&contact.purpose));
        } else {
            entry.contacts.extend(guessed);
        }
    }

    /// Keeps a desk that takes reports of one harm alone: it is no way to report another.
    fn set_aside(&self, entry: &mut Entry, harm: &str, contact: Contact) {
        if let Some(reason) = self.objection(entry, &contact) {
            return reject(entry, contact.value, reason, contact.evidence);
        }
        entry.note(format!("{} takes reports of {harm} alone", contact.value));
        entry.special.push(contact);
    }

    /// The mailbox that convention gives an organisation (RFC 2142 §2): at its main domain, where
    /// that bears its name or is its web site, takes mail, and is not the domain that would be
    /// reported.
    fn guess(&self, entry: &Entry, candidates: &[Contact]) -> Option<Contact> {
        let operates =
            !matches!(entry.layer, LayerId::Registry | LayerId::Registrant | LayerId::Certificate);
        let party = entry.party().filter(|_| operates)?;
        let of_name = Suffixes::of(&party.name).registrable.filter(|domain| *domain == party.name);
        let tenant = of_name.map(|domain| {
            let contact = Contact::new(ContactKind::Email, "", Purpose::Abuse, Basis::Guessed);
            (domain, Contact { source: "convention".to_owned(), ..contact })
        });
        let places = candidates.iter().filter(|contact| contact.role.is_none());
        let seen = places.filter_map(|contact| {
            let domain = Suffixes::of(&place(contact)?).registrable?;
            let label = domain.split('.').next()?;
            let own = label.len() >= SHORTEST && bears(&party.name, label) || is_web_site(contact);
            own.then(|| (domain, contact.clone()))
        });
        let (domain, contact) = seen.chain(tenant).find(|(domain, _)| {
            let takes = self.mail_domains.get(domain).and_then(Answer::found);
            takes == Some(&MailDomain::Takes) && self.domain != Some(domain.as_str())
        })?;
        Some(Contact {
            kind: ContactKind::Email,
            value: format!("abuse@{domain}"),
            purpose: Purpose::Abuse,
            basis: Basis::Guessed,
            ..contact
        })
    }

    /// Contacts at the traced domain reach whoever would be reported: they are its holder's and
    /// nobody's desk, and so is a number or form out of a record that gives no mailbox elsewhere.
    fn without_desks_of_the_suspect(
        &self,
        entry: &mut Entry,
        mut candidates: Vec<Contact>,
    ) -> Vec<Contact> {
        let Some(domain) = self.domain else { return candidates };
        let at_target =
            |contact: &Contact| place(contact).is_some_and(|host| at_or_below(&host, domain));
        let his = |one: &Contact| -> bool {
            let beside: Vec<&Contact> = candidates
                .iter()
                .filter(|other| other.evidence == one.evidence && other.kind == ContactKind::Email)
                .collect();
            let shares = one.evidence.is_some() && place(one).is_none() && !beside.is_empty();
            at_target(one) || (shares && beside.into_iter().all(&at_target))
        };
        let suspect: Vec<bool> = candidates
            .iter()
            .map(|contact| contact.purpose == Purpose::Abuse && his(contact))
            .collect();
        for (contact, suspect) in candidates.iter_mut().zip(suspect) {
            if suspect {
                entry.note(format!(
                    "{} is at the traced domain itself: it reaches whoever is reported",
                    contact.value
                ));
                contact.purpose = Purpose::Registrant;
            }
        }
        candidates
    }
}

/// Letters and digits that a name must have before it says whose domain it is.
const SHORTEST: usize = 4;

/// Whether a contact is the web site that the directory has for the party.
fn is_web_site(contact: &Contact) -> bool {
    contact.kind == ContactKind::Url
        && contact.purpose == Purpose::General
        && contact.basis == Basis::Directory
}

/// Whether a contact is the register's for the party's own address space.
fn is_own_space(contact: &Contact) -> bool {
    contact.basis == Basis::OwnNetwork && contact.purpose == Purpose::Abuse
}

/// Whether a contact is a mailbox that the party itself is not known to have named.
fn is_hearsay(contact: &Contact) -> bool {
    contact.basis == Basis::Directory
        && contact.kind == ContactKind::Email
        && matches!(contact.backing, Some("secondary" | "recalled"))
}

/// Whether an entry has nothing so far that a report could be written to.
fn is_spoken_only(entry: &Entry) -> bool {
    entry.contacts.iter().all(|contact| contact.kind == ContactKind::Phone)
}

/// Where a contact stands; a form that is asked for and one's own contact stand side by side.
fn step(contact: &Contact, own_space: bool) -> ContactStep {
    match ContactStep::of(contact, own_space) {
        ContactStep::Wanted => ContactStep::Own,
        step => step,
    }
}

/// Whether a contact is not worth standing beside a better one of its kind: nobody has looked at it
/// for long, and the party itself never said it.
fn is_weak(contact: &Contact) -> bool {
    contact.basis == Basis::Directory && contact.stale && contact.backing != Some("published")
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

/// The order of contacts: the step, the purpose, the own desk of the product, what a
/// report can be written to, then whoever speaks
/// with more authority today, then the kind that is easiest to use. A fresh entry of the directory comes before a published mailbox,
/// because it says what the party itself asks for; a stale one comes after, the party's own word
/// before a list's and that before memory.
fn rank(contact: &Contact, own_space: bool) -> (ContactStep, Purpose, bool, bool, u8, ContactKind) {
    let authority = match (contact.basis, contact.stale, contact.backing) {
        // Of several roles the nearest comes first, as the directory has them.
        _ if contact.role.is_some() => 0,
        (Basis::Directory, false, _) => 0,
        (Basis::Published | Basis::OwnNetwork, ..) => 1,
        (Basis::Inherited, ..) => 2,
        (Basis::Directory, true, Some("published")) => 3,
        (Basis::Directory, true, Some("recalled")) => 5,
        (Basis::Directory, true, _) => 4,
        (Basis::Guessed, ..) => 6,
    };
    let kind = if contact.role.is_some() { ContactKind::Form } else { contact.kind };
    let is_written = matches!(kind, ContactKind::Form | ContactKind::Email);
    let step = ContactStep::of(contact, own_space);
    (step, contact.purpose, !contact.of_product, !is_written, authority, kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chain::{Confidence, Party};
    use crate::model::writer::Writer;

    /// A contact for abuse.
    fn one(kind: ContactKind, value: &str, basis: Basis, backing: Option<&'static str>) -> Contact {
        Contact { backing, ..Contact::new(kind, value, Purpose::Abuse, basis) }
    }

    /// What is offered of some contacts, best first.
    fn offered(candidates: Vec<Contact>) -> Vec<String> {
        let (learnt, mail_domains) = (BTreeMap::new(), BTreeMap::new());
        let judge = Judge {
            today: "2026-11-28",
            domain: None,
            learnt: &learnt,
            mail_domains: &mail_domains,
        };
        let party = Party::named("Example Networks Ltd", "example-networks-ltd");
        let mut entry =
            Entry::identified(LayerId::Dns, party, Writer::Directory, Confidence::Strong);
        judge.settle(&mut entry, candidates);
        entry.contacts.into_iter().map(|contact| contact.value).collect()
    }

    #[test]
    fn the_registers_contact_of_the_own_space_stands_before_a_mailbox_of_a_list_or_of_memory() {
        use ContactKind::{Email, Form, Phone};
        let own = || one(Email, "abuse@network.example.net", Basis::OwnNetwork, None);
        for backing in ["secondary", "recalled"] {
            let listed = || one(Email, "abuse@list.example.net", Basis::Directory, Some(backing));
            assert_eq!(offered(vec![listed()]), ["abuse@list.example.net"], "for want of better");
            assert_eq!(offered(vec![listed(), own()]), ["abuse@network.example.net"]);
            let other = Contact { role: Some("registrar"), ..listed() };
            assert_eq!(offered(vec![other, own()]), ["abuse@network.example.net"]);
            let phone = one(Phone, "+1.5555550100", Basis::Directory, Some("published"));
            let beside = offered(vec![listed(), phone, own()]);
            assert_eq!(beside, ["abuse@network.example.net", "+1.5555550100"]);
        }
        let said = one(Email, "abuse@example.net", Basis::Directory, Some("published"));
        assert_eq!(offered(vec![said, own()]), ["abuse@example.net"], "its own word comes first");
        let form = one(Form, "https://example.net/abuse", Basis::Directory, Some("secondary"));
        let wanted = Contact { prefers_form: true, ..form };
        assert_eq!(offered(vec![wanted, own()]), ["https://example.net/abuse"]);
    }
}
