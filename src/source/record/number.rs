//! Puts together what a registry says about a range of addresses or an AS number.

use std::net::IpAddr;

use super::{HolderKind, PartyDraft};
use crate::model::contact::ContactKind;
use crate::model::mailbox::Mailbox;
use crate::model::record::{ContactRole, NumberRecord, PartyRecord, PublishedContact};
use crate::model::registries;
use crate::model::writer::Writer;
use crate::source::values;

/// No more contacts of one range are kept.
const MOST_CONTACTS: usize = 20;

/// No more mailboxes are taken out of one value.
const MOST_IN_VALUE: usize = 5;

/// A range or AS number as far as its fields have been read.
#[derive(Debug, Default)]
pub(in crate::source) struct NumberDraft {
    /// The record that grows.
    record: NumberRecord,
    /// Who worded it.
    writer: Writer,
}

impl NumberDraft {
    /// Takes the first and last address.
    pub(in crate::source) fn take_range(&mut self, range: Option<(IpAddr, IpAddr)>) {
        self.record.range = range;
    }

    /// Takes the short name of the network or AS number.
    pub(in crate::source) fn take_name(&mut self, name: Option<String>) {
        self.record.name = name.map(|name| values::without_tabs(&name));
    }

    /// Takes the registry's handle for the object.
    pub(in crate::source) fn take_handle(&mut self, handle: Option<String>) {
        self.record.handle = handle;
    }

    /// Takes what kind of block it is, as the registry calls it.
    pub(in crate::source) fn take_kind(&mut self, kind: Option<String>) {
        self.record.kind = kind;
    }

    /// Takes the code of the country of the object itself.
    pub(in crate::source) fn take_country(&mut self, country: Option<String>) {
        self.record.country = country;
    }

    /// Takes who worded the object, by the status that its registry gives it.
    pub(in crate::source) fn take_status(&mut self, status: Option<&str>) {
        self.writer = writer_of(status);
    }

    /// Takes who worded the object.
    pub(in crate::source) fn written_by(&mut self, writer: Writer) {
        self.writer = writer;
    }

    /// Takes the holder as the object names it: whoever it is holds the range.
    pub(in crate::source) fn take_holder(
        &mut self,
        name: Option<&str>,
        handle: Option<&str>,
        country: Option<String>,
    ) {
        self.record.holder = holder(name, handle, country, self.writer);
    }

    /// Takes the holder as a party of the object, made for whoever worded it.
    pub(in crate::source) fn take_party(
        &mut self,
        party: impl FnOnce(Writer) -> Option<PartyRecord>,
    ) {
        self.record.holder = party(self.writer);
    }

    /// Takes the first line of a description, which anybody may word, or of a desk's address: it names
    /// the holder where nothing better does.
    pub(in crate::source) fn take_description(&mut self, line: &str) {
        let known = self.record.holder.take();
        let handle = known.as_ref().and_then(|holder| holder.handle.as_deref());
        let country = known.as_ref().and_then(|holder| holder.country.clone());
        let party = holder(Some(line), handle, country, Writer::CustomerObject);
        self.record.described = party.as_ref().is_some_and(|party| party.label().is_some());
        self.record.holder = party.or(known);
    }

    /// The holder's name, as far as it is known.
    pub(in crate::source) fn holder(&self) -> Option<&str> {
        self.record.holder.as_ref().and_then(PartyRecord::label)
    }

    /// The short name of the network or AS number.
    pub(in crate::source) fn name(&self) -> Option<&str> {
        self.record.name.as_deref()
    }

    /// Takes the less specific registration.
    pub(in crate::source) fn take_parent(&mut self, parent: Option<String>) {
        self.record.parent = parent;
    }

    /// Takes where finer data is kept.
    pub(in crate::source) fn take_referral(&mut self, referral: Option<String>) {
        self.record.referral = referral;
    }

    /// Takes the links to entities that take reports.
    pub(in crate::source) fn take_linked(&mut self, linked: Vec<String>) {
        self.record.linked = linked;
    }

    /// Takes whose space the object is only a placeholder of.
    pub(in crate::source) fn take_elsewhere(&mut self, registry: Option<String>) {
        self.record.elsewhere = registry;
    }

    /// Takes the pool of a national registry that the object is: whoever seems to hold it does not.
    pub(in crate::source) fn take_pool(&mut self, registry: &str) {
        self.record.elsewhere = Some(registry.to_owned());
        self.record.holder = None;
    }

    /// Whether the object is a placeholder of another registry's space.
    pub(in crate::source) fn is_elsewhere(&self) -> bool {
        self.record.elsewhere.is_some()
    }

    /// Whether any contact is for abuse.
    pub(in crate::source) fn has_abuse(&self) -> bool {
        self.record.has_abuse()
    }

    /// Whether there is neither a mailbox nor a page among the contacts.
    pub(in crate::source) fn has_phones_at_most(&self) -> bool {
        self.record.contacts.iter().all(|contact| contact.kind == ContactKind::Phone)
    }

    /// Takes the mailboxes of a value.
    pub(in crate::source) fn take_emails(&mut self, value: &str, role: ContactRole) {
        for mailbox in Mailbox::all_in(value).take(MOST_IN_VALUE) {
            self.add(ContactKind::Email, mailbox.to_string(), role);
        }
    }

    /// Takes a telephone number.
    pub(in crate::source) fn take_phone(&mut self, phone: Option<String>, role: ContactRole) {
        if let Some(phone) = phone {
            self.add(ContactKind::Phone, phone, role);
        }
    }

    /// Takes contacts that have been read already, those of registries that do not hold the range set
    /// aside.
    pub(in crate::source) fn take_contacts(&mut self, contacts: Vec<PublishedContact>) {
        for contact in registries::without_desks(contacts, &mut self.record) {
            self.add(contact.kind, contact.value, contact.role);
        }
    }

    /// Takes the contacts for reports that stand in remarks only, before all others.
    pub(in crate::source) fn take_remarked(&mut self, contacts: Vec<PublishedContact>) {
        let others = std::mem::take(&mut self.record.contacts);
        self.take_contacts(contacts);
        let remarked = self.record.contacts.iter().map(|contact| contact.value.clone());
        self.record.remarked = remarked.collect();
        self.record.contacts.extend(others);
    }

    /// Rejects the mailboxes of a registry's desk that keeps the register and runs no network.
    pub(in crate::source) fn reject_desk(&mut self, mailbox: &str) {
        registries::reject_desk(&mut self.record, mailbox);
    }

    /// Drops the desks of registries that do not hold the range, so that they stand in nobody's way.
    pub(in crate::source) fn drop_desks(&mut self) {
        registries::drop_desks(&mut self.record);
    }

    /// The record as far as it has been gathered.
    pub(in crate::source) fn so_far(&self) -> &NumberRecord {
        &self.record
    }

    /// Notes whether the registry itself says that no contact for reports is registered: what its
    /// fields give counts for more.
    pub(in crate::source) fn note_none_for_abuse(&mut self, says_none: bool) {
        self.record.says_no_abuse = says_none && !self.has_abuse();
    }

    /// Takes the larger registration in the same answer whose contacts for reports apply.
    pub(in crate::source) fn take_above(&mut self, above: Option<Self>) {
        self.record.above = above.map(|above| Box::new(above.record));
    }

    /// Puts the contacts in the order of what they are for.
    pub(in crate::source) fn sort_contacts(&mut self) {
        self.record.contacts.sort_by_key(|contact| (contact.role, contact.kind));
    }

    /// Notes what was odd about the answer and has been forgiven.
    pub(in crate::source) fn note(&mut self, oddity: &str) {
        self.record.oddities.push(oddity.to_owned());
    }

    /// Adds a contact unless it is there already, in whatever role.
    fn add(&mut self, kind: ContactKind, value: String, role: ContactRole) {
        let contacts = &mut self.record.contacts;
        let known = contacts.iter().any(|contact| contact.value.eq_ignore_ascii_case(&value));
        if !known && contacts.len() < MOST_CONTACTS {
            contacts.push(PublishedContact { kind, value, role });
        }
    }

    /// The record: desks of registries that do not hold the range are none of its contacts, and the
    /// registry that keeps a placeholder does not hold it.
    pub(in crate::source) fn finish(mut self) -> NumberRecord {
        registries::drop_desks(&mut self.record);
        if self.is_elsewhere() {
            self.record.holder = None;
        }
        self.record
    }
}

/// The party that a registry of numbers names: whoever it is holds the range.
fn holder(
    name: Option<&str>,
    handle: Option<&str>,
    country: Option<String>,
    writer: Writer,
) -> Option<PartyRecord> {
    let mut party = PartyDraft::default();
    party.country = country;
    party.take_kind(Some(HolderKind::Organisation));
    // A handle in the place of a name names nobody.
    let is_handle = |name: &&str| handle.is_some_and(|handle| handle.eq_ignore_ascii_case(name));
    if let Some(name) = name.filter(|name| !is_handle(name)) {
        party.take_organisation(name);
    }
    if let Some(handle) = handle {
        party.take_handle(handle);
    }
    party.finish(writer, None)
}

/// Who worded a registration of numbers, by the status that its registry gives it: what was
/// assigned out of somebody's allocation was registered by its holder or customer.
fn writer_of(status: Option<&str>) -> Writer {
    const BELOW: &[&str] = &[
        "reassign",
        "realloc",
        "non-portable",
        "sub-alloc",
        "sub alloc",
        "assigned pa",
        "by-lir",
        "by lir",
        "liraggregated",
    ];
    let status = status.unwrap_or_default().to_lowercase();
    if BELOW.iter().any(|word| status.contains(word)) {
        Writer::CustomerObject
    } else {
        Writer::Registry
    }
}

#[cfg(test)]
mod tests {
    use super::writer_of;
    use crate::model::writer::Writer;

    #[test]
    fn what_is_given_on_is_worded_by_those_who_gave_or_took_it() {
        for status in [
            "REASSIGNMENT",
            "ASSIGNED PA",
            "SUB-ALLOCATED PA",
            "ASSIGNED NON-PORTABLE",
            "Reallocated",
        ] {
            assert_eq!(writer_of(Some(status)), Writer::CustomerObject, "{status}");
        }
        for status in ["DIRECT ALLOCATION", "ALLOCATED PA", "ASSIGNED PI", "ALLOCATED PORTABLE"] {
            assert_eq!(writer_of(Some(status)), Writer::Registry, "{status}");
        }
    }
}
