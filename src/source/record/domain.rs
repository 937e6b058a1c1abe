//! Puts together what a registry or registrar says about a domain.

use std::collections::BTreeSet;

use super::{HolderKind, PartyDraft};
use crate::model::contact::ContactKind;
use crate::model::mailbox::mail_domain;
use crate::model::name::registrable;
use crate::model::record::{
    ContactRole, DomainRecord, PartyRecord, PublishedContact, RecordPart, RegistrarRecord,
};
use crate::model::writer::Writer;

/// No more statuses of one domain are kept.
const MOST_STATUSES: usize = 40;

/// No more name servers of one domain are kept.
const MOST_SERVERS: usize = 40;

/// A domain as far as its fields have been read. Of several fields of one kind the first counts that
/// holds a value.
#[derive(Debug, Default)]
pub(in crate::source) struct DomainDraft {
    /// The record that grows.
    record: DomainRecord,
    /// The name servers, in order.
    servers: BTreeSet<String>,
    /// Contacts for reports of which the source does not say whose they are.
    loose: Vec<PublishedContact>,
    /// A server that may be the registrar's.
    port43: Option<String>,
    /// The parts that the source has about somebody.
    parts: BTreeSet<RecordPart>,
}

impl DomainDraft {
    /// The name that the record is about, as far as the source has told it.
    pub(in crate::source) fn name(&self) -> &str {
        &self.record.name
    }

    /// Takes the name: lower-case A-labels.
    pub(in crate::source) fn take_name(&mut self, name: Option<String>) {
        if self.record.name.is_empty() {
            self.record.name = name.unwrap_or_default();
        }
    }

    /// Takes the day of the registration.
    pub(in crate::source) fn take_created(&mut self, date: Option<String>) {
        self.record.created = self.record.created.take().or(date);
    }

    /// Takes the day on which the registration ends.
    pub(in crate::source) fn take_expires(&mut self, date: Option<String>) {
        self.record.expires = self.record.expires.take().or(date);
    }

    /// Takes the day of the last change. Returns whether none was known before.
    pub(in crate::source) fn take_updated(&mut self, date: Option<String>) -> bool {
        let first = self.record.updated.is_none();
        self.record.updated = self.record.updated.take().or(date);
        first
    }

    /// Takes the day of another change that the source lists beside the last one it named: the latest
    /// counts.
    pub(in crate::source) fn take_updated_again(&mut self, date: Option<String>) {
        self.record.updated = self.record.updated.take().max(date);
    }

    /// Takes statuses in the words of RDAP, each once.
    pub(in crate::source) fn take_statuses(&mut self, statuses: impl IntoIterator<Item = String>) {
        let known = &mut self.record.statuses;
        for status in statuses {
            if known.len() < MOST_STATUSES && !known.contains(&status) {
                known.push(status);
            }
        }
    }

    /// Takes name servers, in lower case.
    pub(in crate::source) fn take_servers(&mut self, servers: impl IntoIterator<Item = String>) {
        for server in servers {
            if self.servers.len() < MOST_SERVERS {
                self.servers.insert(server);
            }
        }
    }

    /// Takes whether the delegation is signed.
    pub(in crate::source) fn take_signed(&mut self, signed: Option<bool>) {
        self.record.signed = self.record.signed.or(signed);
    }

    /// Takes the registrar's own object for the name.
    pub(in crate::source) fn take_related(&mut self, related: Option<String>) {
        self.record.related = self.record.related.take().or(related);
    }

    /// Takes the WHOIS server of the registrar.
    pub(in crate::source) fn take_whois_server(&mut self, server: String) {
        self.record.whois_server.get_or_insert(server);
    }

    /// Takes a WHOIS server of which the source does not say whose it is: the registrar's, where it is
    /// in a domain that its own record uses.
    pub(in crate::source) fn take_port43(&mut self, server: Option<String>) {
        self.port43 = self.port43.take().or(server);
    }

    /// Takes what the source says it left out for want of capacity.
    pub(in crate::source) fn take_truncated(&mut self, words: Option<String>) {
        self.record.truncated = self.record.truncated.take().or(words);
    }

    /// Takes words for what the source keeps back of the holder, each once.
    pub(in crate::source) fn withhold(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words {
            if !self.record.redacted.contains(&word) {
                self.record.redacted.push(word);
            }
        }
    }

    /// Takes the holder, whom whoever has the account describes, and what is kept back of it.
    pub(in crate::source) fn take_holder(&mut self, holder: PartyDraft) {
        self.withhold(holder.withheld().map(str::to_owned));
        self.record.registrant = holder.finish(Writer::AccountHolder, Some(&self.record.name));
    }

    /// Takes the reseller, a company whom the registrar names.
    pub(in crate::source) fn take_reseller(&mut self, mut reseller: PartyDraft) {
        reseller.take_kind(Some(HolderKind::Organisation));
        self.record.reseller = reseller.finish(Writer::Registrar, None);
    }

    /// Notes that the source has a part about somebody that shows anything.
    pub(in crate::source) fn note_part(&mut self, part: RecordPart) {
        self.parts.insert(part);
    }

    /// Takes the registrar; `says_none` means that the registry registered the name itself.
    pub(in crate::source) fn take_registrar(
        &mut self,
        registrar: Option<RegistrarRecord>,
        says_none: bool,
    ) {
        self.record.registrar = registrar;
        self.record.direct = says_none;
    }

    /// Takes contacts for reports of which the source does not say whose they are: the registrar's,
    /// where their mailboxes share a domain with its record, and else nobody's yet.
    pub(in crate::source) fn take_loose(&mut self, contacts: Vec<PublishedContact>) {
        self.loose = contacts;
    }

    /// The record.
    pub(in crate::source) fn finish(mut self) -> DomainRecord {
        let mut record = self.record;
        match &mut record.registrar {
            Some(owner) if shares_domain(owner, &self.loose) => put_first(owner, self.loose),
            _ => record.contacts = self.loose,
        }
        if let Some(owner) = &record.registrar {
            let server = self.port43.take().filter(|server| uses(owner, server));
            record.whois_server = record.whois_server.take().or(server);
        }
        record.name_servers = self.servers.into_iter().collect();
        self.parts.retain(|part| !is_read(*part, &record));
        record.unread = self.parts;
        record
    }
}

/// Whether anything of whom a part is about could be read.
fn is_read(part: RecordPart, record: &DomainRecord) -> bool {
    let for_abuse = |contact: &PublishedContact| contact.role == ContactRole::Abuse;
    match part {
        RecordPart::Registrar => {
            let known = |registrar: &RegistrarRecord| {
                registrar.label().is_some()
                    || registrar.iana_id.is_some()
                    || registrar.handle.is_some()
            };
            record.direct || record.registrar.as_ref().is_some_and(known)
        }
        RecordPart::Reseller => {
            record.reseller.as_ref().is_some_and(|reseller| reseller.label().is_some())
        }
        RecordPart::Holder => {
            let known = |holder: &PartyRecord| {
                holder.label().is_some() || holder.handle.is_some() || !holder.contacts.is_empty()
            };
            !record.redacted.is_empty() || record.registrant.as_ref().is_some_and(known)
        }
        RecordPart::Abuse => {
            let registrars = record.registrar.iter().flat_map(|registrar| &registrar.contacts);
            registrars.chain(&record.contacts).any(for_abuse)
        }
    }
}

/// Puts contacts before those that a registrar has.
fn put_first(registrar: &mut RegistrarRecord, contacts: Vec<PublishedContact>) {
    let known = std::mem::replace(&mut registrar.contacts, contacts);
    let first = registrar.contacts.clone();
    let is_new = |old: &PublishedContact| {
        !first.iter().any(|new| new.value.eq_ignore_ascii_case(&old.value))
    };
    registrar.contacts.extend(known.into_iter().filter(is_new));
    registrar.contacts.sort_by_key(|contact| contact.role);
}

/// Whether there is a mailbox among the contacts, and every one is in a domain of the registrar's.
fn shares_domain(registrar: &RegistrarRecord, contacts: &[PublishedContact]) -> bool {
    let mut emails = contacts.iter().filter(|c| c.kind == ContactKind::Email).peekable();
    emails.peek().is_some()
        && emails.all(|contact| {
            mail_domain(&contact.value).is_some_and(|domain| uses(registrar, &domain))
        })
}

/// Whether a host is in a domain that the registrar's own record uses.
fn uses(registrar: &RegistrarRecord, host: &str) -> bool {
    registrar.domains().contains(&registrable(host))
}
