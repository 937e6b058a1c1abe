//! Puts the contacts of abuse entities in order: few, best first.

use super::address::is_web;
use super::card::Email;
use super::entity::Entity;
use crate::model::contact::ContactKind;
use crate::model::mailbox::is_desk;
use crate::model::record::{ContactRole, PublishedContact};

/// Contacts of one kind that are kept: copying everybody makes nothing faster (RFC 6650 §5.3).
const KEPT: usize = 2;

/// How likely an address leads to a desk for abuse; the first is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fitness {
    /// The card says that the address is for abuse.
    Labelled,
    /// Its local part names such a desk.
    Desk,
    /// It is an organisation's or group's.
    Group,
    /// It is a person's.
    Person,
}

/// The contacts of entities that take reports, each given with its distance from the object.
///
/// Addresses that are for abuse by label or by name come first, then those of the entity nearest
/// to the object, then the preferred ones. A person is kept only where there is nobody else.
pub(super) fn contacts(found: &[(usize, &Entity)]) -> Vec<PublishedContact> {
    let mut emails: Vec<_> = found
        .iter()
        .flat_map(|(depth, entity)| emails_of(entity).map(move |e| (fitness(e, entity), *depth, e)))
        .collect();
    emails.sort_by_key(|(fitness, depth, email)| (*fitness, *depth, email.preference));
    let best = emails.first().map(|(fitness, ..)| *fitness);
    if best.is_some_and(|best| best < Fitness::Person) {
        emails.retain(|(fitness, ..)| *fitness < Fitness::Person);
    }
    let mut contacts = Vec::new();
    let addresses = emails.iter().map(|(_, _, email)| email.address.as_str());
    keep(&mut contacts, ContactKind::Email, ContactRole::Abuse, addresses);
    // An address that is labelled for abuse does not make the rest of the card so.
    let mut nearest = found.to_vec();
    nearest.retain(|(_, entity)| entity.is_abuse());
    nearest.sort_by_key(|(depth, _)| *depth);
    for (_, entity) in &nearest {
        add_stand_ins(&mut contacts, entity, ContactRole::Abuse);
    }
    for (_, entity) in &nearest {
        let phones = entity.card.phones.iter().map(String::as_str);
        keep(&mut contacts, ContactKind::Phone, ContactRole::Abuse, phones);
    }
    contacts
}

/// An entity's own contacts for one role, desks before other addresses.
pub(super) fn own(entity: &Entity, role: ContactRole) -> Vec<PublishedContact> {
    let mut contacts = Vec::new();
    let emails = entity.card.emails.iter().map(|email| email.address.as_str());
    let (desks, others): (Vec<&str>, Vec<&str>) = emails.partition(|email| is_desk(email));
    let emails = desks.into_iter().chain(others);
    keep(&mut contacts, ContactKind::Email, role, emails);
    add_stand_ins(&mut contacts, entity, role);
    let phones = entity.card.phones.iter().map(String::as_str);
    keep(&mut contacts, ContactKind::Phone, role, phones);
    contacts
}

/// The addresses of an abuse entity: where some are labelled for abuse, the others are not.
fn emails_of(entity: &Entity) -> impl Iterator<Item = &Email> {
    let labelled = entity.card.has_abuse_email();
    entity.card.emails.iter().filter(move |email| email.for_abuse || !labelled)
}

/// How likely an address leads to a desk for abuse.
fn fitness(email: &Email, entity: &Entity) -> Fitness {
    if email.for_abuse {
        Fitness::Labelled
    } else if is_desk(&email.address) {
        Fitness::Desk
    } else if entity.is_person() {
        Fitness::Person
    } else {
        Fitness::Group
    }
}

/// Adds the forms and addresses that stand in for a hidden address.
fn add_stand_ins(contacts: &mut Vec<PublishedContact>, entity: &Entity, role: ContactRole) {
    let (forms, emails): (Vec<&str>, Vec<&str>) =
        entity.card.stand_ins.iter().map(String::as_str).partition(|text| is_web(text));
    keep(contacts, ContactKind::Email, role, emails.into_iter());
    keep(contacts, ContactKind::Form, role, forms.into_iter());
}

/// Adds values of one kind, each once in whatever case, until there are enough of that kind.
pub(super) fn keep<'a>(
    contacts: &mut Vec<PublishedContact>,
    kind: ContactKind,
    role: ContactRole,
    values: impl Iterator<Item = &'a str>,
) {
    for value in values {
        let alike = contacts.iter().filter(|known| known.kind == kind && known.role == role);
        if alike.count() >= KEPT {
            return;
        }
        if !contacts.iter().any(|known| known.value.eq_ignore_ascii_case(value)) {
            contacts.push(PublishedContact { kind, value: value.to_owned(), role });
        }
    }
}
