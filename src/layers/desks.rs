//! Whose the desks in registrations of numbers are, and which of them is offered. A desk in a block of
//! somebody's allocation is its customer's, whatever name the customer gave the block.

use super::View;
use super::operators::{self, label, note, writer};
use crate::model::chain::Entry;
use crate::model::company::same_company;
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::mailbox::{is_desk, mail_domain};
use crate::model::name::registrable;
use crate::model::observations::{AddressFacts, NumberFacts, Sourced};
use crate::model::record::{ContactRole, NumberRecord};
use crate::model::text::quoted;
use crate::model::writer::Writer;

/// The contacts of an address's registrations: those of the most specific one that publishes one for
/// abuse. What a customer gave under the holder's name is not the holder's; where nothing else is
/// registered for the address, the desk of the holder's own network is.
pub(super) fn of_address(view: &View<'_>, facts: &AddressFacts) -> Vec<Contact> {
    let lent = Lent::of(view, facts);
    let contacts = offered(view, &facts.registry, &lent.levels);
    if !contacts.is_empty() || lent.levels.is_empty() {
        return contacts;
    }
    let systems = lent.systems.iter().flat_map(|system| of_number(view, system));
    systems.map(|contact| Contact { basis: Basis::Inherited, ..contact }).collect()
}

/// The contacts of the registration of an AS number.
pub(super) fn of_number(view: &View<'_>, facts: &NumberFacts) -> Vec<Contact> {
    offered(view, facts, &[])
}

/// Registrations of an address whose desks are a customer's and not the holder's.
struct Lent<'a> {
    /// Their places among the levels.
    levels: Vec<usize>,
    /// The holder's name.
    holder: String,
    /// The registrations of the networks that announce the address and are the holder's.
    systems: Vec<&'a NumberFacts>,
}

impl<'a> Lent<'a> {
    /// Finds them.
    fn of(view: &View<'a>, facts: &'a AddressFacts) -> Self {
        let Some(found) = operators::holder(view, facts) else {
            return Self { levels: Vec::new(), holder: String::new(), systems: Vec::new() };
        };
        let holder = found.party.name.clone();
        let is_holder = |record: &NumberRecord| {
            label(record).is_some_and(|name| is_company(view, name, &holder))
        };
        let systems = facts.systems().filter_map(|system| view.seen.systems.get(&system));
        let systems = systems.map(|system| &system.registry);
        let systems: Vec<&NumberFacts> = systems
            .filter(|registry| registry.levels.iter().any(|level| is_holder(&level.facts)))
            .collect();
        let levels = &facts.registry.levels;
        let named_at = levels.iter().position(|level| std::ptr::eq(level, found.level));
        let is_lent = |(at, level): (usize, &Sourced<NumberRecord>)| {
            if label(&level.facts).is_none() || !level.facts.has_abuse() {
                return false;
            }
            if !is_holder(&level.facts) {
                // Its name was passed over, and so is its desk.
                return named_at.is_some_and(|named| at < named);
            }
            let worded = writer(&facts.registry, level) == Writer::CustomerObject;
            let above = levels.iter().skip(at + 1);
            let others = above.chain(systems.iter().flat_map(|system| &system.levels));
            let others = others.filter(|other| is_holder(&other.facts));
            worded && !holds_own_desk(view, &holder, level, others)
        };
        let lent =
            levels.iter().enumerate().filter(|one| is_lent(*one)).map(|(at, _)| at).collect();
        Self { levels: lent, holder, systems }
    }
}

/// Whether a name is the holder's.
fn is_company(view: &View<'_>, name: &str, holder: &str) -> bool {
    let id = |name: &str| view.known.by_holder(name).map(|provider| provider.id.as_str());
    same_company(name, holder) || id(name).is_some_and(|one| id(holder) == Some(one))
}

/// Whether a desk of a registration is its holder's own: one that the holder publishes elsewhere, or
/// one in a domain of the holder's that is a desk by its name. Carriers give mailboxes to customers,
/// too, so that one without such a name counts only where no other registration of the holder has a
/// desk. Where nothing else is known, any counts.
fn holds_own_desk<'a>(
    view: &View<'_>,
    holder: &str,
    level: &Sourced<NumberRecord>,
    others: impl Iterator<Item = &'a Sourced<NumberRecord>>,
) -> bool {
    let listed = view.known.by_holder(holder).into_iter().flat_map(|known| &known.contacts);
    let listed = listed.filter(|contact| contact.kind == ContactKind::Email);
    let registered = others.flat_map(|other| &other.facts.contacts);
    let registered = registered.filter(|contact| contact.kind == ContactKind::Email);
    let registered: Vec<&str> = registered.map(|contact| contact.value.as_str()).collect();
    let known: Vec<&str> =
        registered.iter().copied().chain(listed.map(|contact| contact.value.as_str())).collect();
    let site = |value: &str| mail_domain(value).map(|domain| registrable(&domain));
    let is_own = |value: &str| {
        let exact = known.iter().any(|own| own.eq_ignore_ascii_case(value));
        let named = is_desk(value) || registered.is_empty();
        exact || (named && known.iter().any(|own| site(own) == site(value)))
    };
    let desks = level.facts.contacts.iter();
    let mut desks = desks.filter(|contact| contact.role == ContactRole::Abuse);
    known.is_empty() || desks.any(|contact| is_own(&contact.value))
}

/// The contacts of the most specific registration that publishes one for abuse; those of a less
/// specific one than the first are inherited. Without any, the first registration's others. The
/// registrations at some places are left out.
fn offered(view: &View<'_>, facts: &NumberFacts, lent: &[usize]) -> Vec<Contact> {
    let levels = || facts.levels.iter().enumerate().filter(|(at, _)| !lent.contains(at));
    let has_desk = |level: &NumberRecord| {
        level.contacts.iter().any(|contact| {
            contact.role == ContactRole::Abuse && !view.judge.is_at_target(&contact.value)
        })
    };
    let first = |wanted: &dyn Fn(&NumberRecord) -> bool| {
        levels().find(|(_, level)| wanted(&level.facts)).map(|(at, _)| at)
    };
    // A desk at the traced domain is none; the block above may have one.
    let with_abuse = first(&has_desk).or_else(|| first(&NumberRecord::has_abuse));
    let Some(at) = with_abuse.or_else(|| first(&|_| true)) else { return Vec::new() };
    let Some(level) = facts.levels.get(at) else { return Vec::new() };
    let same_range =
        facts.levels.first().is_some_and(|first| first.facts.range == level.facts.range);
    let basis = if at == 0 || same_range { Basis::Published } else { Basis::Inherited };
    let of = |level: &Sourced<NumberRecord>, basis| -> Vec<Contact> {
        let contacts = level.facts.contacts.iter();
        contacts
            .filter(|contact| with_abuse.is_none() || contact.role == ContactRole::Abuse)
            .map(|contact| view.judge.published(contact, level.source, &level.evidence, basis))
            .collect()
    };
    let passed = levels().take_while(|(place, _)| *place < at);
    let passed = passed.flat_map(|(_, level)| of(level, Basis::Published));
    let mut contacts = of(level, basis);
    contacts.extend(passed);
    contacts
}

/// Says which contacts stand in free text that the holder worded.
pub(super) fn note_remarks(entry: &mut Entry, facts: &NumberFacts) {
    for value in facts.levels.iter().flat_map(|level| &level.facts.remarked) {
        note(entry, format!("{value} stands in a remark of the holder's, in free text"));
    }
}

/// Adds what the registrations of an address hold beside the contacts, and what was lent.
pub(super) fn annotate_address(view: &View<'_>, entry: &mut Entry, facts: &AddressFacts) {
    let lent = Lent::of(view, facts);
    learnt(entry, &facts.registry, &lent.levels);
    for level in lent.levels.iter().filter_map(|at| facts.registry.levels.get(*at)) {
        for contact in &level.facts.contacts {
            let reason = format!(
                "stands in a block of a customer's, and is not among the desks of {}",
                quoted(&lent.holder)
            );
            let evidence = Some(level.evidence.clone());
            crate::contacts::reject(entry, contact.value.clone(), reason, evidence);
        }
    }
}

/// Adds what the registrations hold beside the contacts: evidence, rejected contacts, and the
/// words about inheritance or the lack of a contact.
pub(super) fn annotate(entry: &mut Entry, facts: &NumberFacts) {
    learnt(entry, facts, &[]);
}

/// The same, where the desks of some levels are not offered.
fn learnt(entry: &mut Entry, facts: &NumberFacts, lent: &[usize]) {
    note_remarks(entry, facts);
    for level in &facts.levels {
        entry.rests_on(&level.evidence);
        for rejected in &level.facts.rejected {
            crate::contacts::reject(
                entry,
                rejected.value.clone(),
                rejected.reason.clone(),
                Some(level.evidence.clone()),
            );
        }
    }
    if !facts.levels.is_empty() && !facts.levels.iter().any(|level| level.facts.has_abuse()) {
        note(
            entry,
            match facts.why.first() {
                None => "the address registry publishes no abuse contact for it".to_owned(),
                Some(why) => format!("no abuse contact was learnt: {why}"),
            },
        );
    }
    if let Some(parent) = inherited_from(facts, lent) {
        note(
            entry,
            format!("the contact is that of the less specific block of {}", quoted(parent)),
        );
    }
}

/// The abuse contacts of the address space of an entry's company itself, where an address in it was
/// looked into; its country with them, if nobody gave that yet.
pub(super) fn own_network(view: &View<'_>, entry: &mut Entry) -> Vec<Contact> {
    let Some(id) = entry.party().map(|party| party.id.clone()) else { return Vec::new() };
    let is_own = |facts: &&AddressFacts| view.known.is_own_network(&id, facts);
    let Some(facts) = view.seen.all_addresses().find(is_own) else { return Vec::new() };
    if let Some(holder) = operators::holder(view, facts)
        && let Some(party) = entry.party_mut()
        && (party.country.is_none() || party.country_listed)
        && holder.party.country.is_some()
    {
        party.country_listed = holder.party.country_listed;
        party.country = holder.party.country;
    }
    let contacts = of_address(view, facts);
    let abuse = contacts.into_iter().filter(|contact| contact.purpose == Purpose::Abuse);
    abuse.map(|contact| Contact { basis: Basis::OwnNetwork, ..contact }).collect()
}

/// The holder of the less specific registration whose contact applies; those of lent levels do not.
fn inherited_from<'a>(facts: &'a NumberFacts, lent: &[usize]) -> Option<&'a str> {
    let levels = facts.levels.iter().enumerate();
    let mut offered = levels.filter(|(at, level)| level.facts.has_abuse() && !lent.contains(at));
    let (_, level) = offered.next().filter(|(at, _)| *at > 0)?;
    if facts.levels.first()?.facts.range == level.facts.range {
        return None;
    }
    level.facts.holder.as_ref()?.label()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address};
    use crate::model::record::PublishedContact;

    #[test]
    fn contacts_are_inherited_from_the_first_block_that_has_one_for_abuse() {
        let stage = Stage::of("shop.example.com", &[]);
        let mut facts = address("192.0.2.9", Some(64500), &["Customer Ltd", "Alder Ltd"]).registry;
        let contact = |role, value: &str| PublishedContact {
            kind: ContactKind::Email,
            value: value.to_owned(),
            role,
        };
        let offered = |facts: &NumberFacts| -> Vec<(String, Basis)> {
            let contacts = of_number(&stage.view(), facts).into_iter();
            contacts.map(|contact| (contact.value, contact.basis)).collect()
        };
        let noc = contact(ContactRole::Noc, "noc@customer.example.net");
        facts.levels[0].facts.contacts = vec![noc];
        assert_eq!(
            offered(&facts),
            [("noc@customer.example.net".to_owned(), Basis::Published)],
            "for want of anything better"
        );
        let above = contact(ContactRole::Abuse, "abuse@alder.example.net");
        facts.levels[1].facts.contacts = vec![above];
        assert_eq!(offered(&facts), [("abuse@alder.example.net".to_owned(), Basis::Inherited)]);
        assert_eq!(inherited_from(&facts, &[]), Some("Alder Ltd"));
        let desk = contact(ContactRole::Abuse, "abuse@customer.example.net");
        facts.levels[0].facts.contacts = vec![desk];
        assert_eq!(inherited_from(&facts, &[]), None);
        assert_eq!(
            inherited_from(&facts, &[0]),
            Some("Alder Ltd"),
            "the customer's is not offered"
        );
        facts.levels[0].facts.contacts.clear();
        // Two records of one block are one level.
        facts.levels[1].facts.range = facts.levels[0].facts.range;
        assert_eq!(offered(&facts), [("abuse@alder.example.net".to_owned(), Basis::Published)]);
        assert_eq!(inherited_from(&facts, &[]), None);
    }
}
