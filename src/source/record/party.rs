//! Gathers what an answer says of a party: holder, registrar or reseller.

mod settle;

use super::HolderKind;
use crate::model::contact::ContactKind;
use crate::model::mailbox::{Link, Mailbox, Phone};
use crate::model::record::{ContactRole, PublishedContact};
use crate::model::said::Said;
use crate::source::{countries, values};

/// No more contacts of one party are kept.
pub(super) const MOST_CONTACTS: usize = 20;

/// A party as far as its fields have been read. Of several fields of one kind the first counts that
/// holds a value.
#[derive(Debug, Default)]
pub(in crate::source) struct PartyDraft {
    /// The source's handle for it.
    pub(in crate::source) handle: Option<String>,
    /// The organisation.
    organisation: Said<String>,
    /// The name.
    name: Said<String>,
    /// What the source calls it.
    kind: Option<HolderKind>,
    /// Those who speak for it, as far as the record names them.
    people: Vec<String>,
    /// The code of its country.
    pub(super) country: Option<String>,
    /// Its contacts, in order.
    contacts: Vec<PublishedContact>,
    /// How to reach it without being shown its address.
    relay: Option<String>,
    /// What the source keeps back, as it calls the fields of a holder.
    withheld: Vec<&'static str>,
    /// The source has a card for it that shows anything.
    shown: bool,
    /// The source calls it an individual.
    individual: bool,
}

impl PartyDraft {
    /// Takes the organisation.
    pub(in crate::source) fn take_organisation(&mut self, text: &str) {
        let said = self.judged(text, "Registrant Organization");
        self.organisation.learn(said);
    }

    /// Takes the name.
    pub(in crate::source) fn take_name(&mut self, text: &str) {
        let said = self.judged(text, "Registrant Name");
        self.name.learn(said);
    }

    /// What a name's field says, the site that may stand behind the name set aside.
    fn judged(&mut self, text: &str, field: &'static str) -> Said<String> {
        // A registrar points to its page where the name would stand.
        if values::is_page(text) {
            return Said::Nothing;
        }
        let said = values::said(text);
        if said.is_withheld() {
            self.withhold(field);
        }
        said.map(|text| match values::with_site(&text) {
            Some((name, site)) => {
                self.add(ContactKind::Url, site, ContactRole::General);
                name
            }
            None => text,
        })
    }

    /// Takes the name of somebody who speaks for the party.
    pub(in crate::source) fn take_person(&mut self, name: &str) {
        if self.people.len() < MOST_CONTACTS {
            self.people.push(name.to_owned());
        }
    }

    /// Takes a line below the one that names the party: where that may be a person's name or is a
    /// role's, a company below it is the one that it stands for.
    pub(in crate::source) fn take_further_line(&mut self, text: &str) {
        let told = self.organisation.is_value()
            || self.name.is_withheld()
            || self.name.text().is_some_and(values::is_organisation);
        if !told && values::is_surely_a_company(text) {
            self.take_organisation(text);
        }
    }

    /// Takes the handle.
    pub(in crate::source) fn take_handle(&mut self, text: &str) {
        match values::said(text) {
            Said::Value(handle) => self.handle = self.handle.take().or(Some(handle)),
            Said::Withheld(_) => self.withhold("Registry Registrant ID"),
            Said::Nothing => {}
        }
    }

    /// Takes the country, as a code or a name.
    pub(in crate::source) fn take_country(&mut self, text: &str) {
        match values::said(text) {
            Said::Withheld(_) => self.withhold("Registrant Country"),
            _ => self.country = self.country.take().or_else(|| countries::code(text)),
        }
    }

    /// Takes the mailboxes in the value of a label that says it holds one.
    pub(in crate::source) fn take_email(&mut self, text: &str, role: ContactRole) {
        let found = Mailbox::all_in_value(text);
        if found.is_empty() && values::is_withheld(text) {
            self.withhold("Registrant Email");
        }
        for mailbox in found.into_iter().take(5) {
            self.add(ContactKind::Email, mailbox.to_string(), role);
        }
    }

    /// Takes a telephone number.
    pub(in crate::source) fn take_phone(&mut self, text: &str, role: ContactRole) {
        if let Some(phone) = Phone::of(text) {
            self.add(ContactKind::Phone, phone.into_text(), role);
        }
    }

    /// Takes a site, its scheme perhaps left out.
    pub(in crate::source) fn take_site(&mut self, text: &str) {
        if let Some(link) = Link::of_value(text) {
            self.add(ContactKind::Url, link.url().to_owned(), ContactRole::General);
        }
    }

    /// Takes a contact that has been read already.
    pub(in crate::source) fn take_contact(&mut self, contact: PublishedContact) {
        self.add(contact.kind, contact.value, contact.role);
    }

    /// Takes the way to reach it without being shown its address.
    pub(in crate::source) fn take_relay(&mut self, relay: Option<String>) {
        self.relay = self.relay.take().or(relay);
    }

    /// Takes a text that is a contact as a whole: a mailbox, a number or a site. Returns whether it
    /// was one.
    pub(in crate::source) fn take_contact_line(&mut self, text: &str, role: ContactRole) -> bool {
        let mailboxes = Mailbox::all_in_value(text);
        let words = text.split_whitespace().count();
        if !mailboxes.is_empty() && (mailboxes.len() == words || words <= 3) {
            self.take_email(text, role);
        } else if Phone::of(text).is_some() && values::is_surely_a_number(text) {
            self.take_phone(text, role);
        } else if values::is_site(text) && role == ContactRole::Abuse {
            self.take_form(text);
        } else if values::is_site(text) {
            self.take_site(text);
        } else {
            return false;
        }
        true
    }

    /// Takes a form for reports where an address was expected.
    pub(in crate::source) fn take_form(&mut self, text: &str) {
        if let Some(link) = Link::of(text.trim()) {
            self.add(ContactKind::Form, link.url().to_owned(), ContactRole::Abuse);
        }
    }

    /// Takes a line of a party's block that has no label: what is a contact is its contact, and the
    /// first other line its name. Where that line keeps the name back, no later one is the name.
    pub(in crate::source) fn take_line(&mut self, text: &str, role: ContactRole) {
        let settled = !self.is_unnamed() || self.name.is_withheld();
        if let Some((name, mailbox)) = values::with_mailbox(text).filter(|_| !settled) {
            self.take_name(name);
            self.take_email(mailbox, role);
            return;
        }
        if !self.take_contact_line(text, role) && !settled {
            self.take_name(text);
        }
    }

    /// Takes what the source calls it.
    pub(in crate::source) fn take_kind(&mut self, kind: Option<HolderKind>) {
        self.kind = self.kind.or(kind);
    }

    /// Whether the source calls it a natural person.
    pub(in crate::source) fn is_called_a_person(&self) -> bool {
        self.kind == Some(HolderKind::Person)
    }

    /// Notes that the source calls it an individual, as much software does with everybody: that tells
    /// whose a person's name is, and makes no person of a company.
    pub(in crate::source) fn take_individual(&mut self) {
        self.individual = true;
    }

    /// Notes that the source has a card for it that shows anything, be it only a country.
    pub(in crate::source) fn show(&mut self) {
        self.shown = true;
    }

    /// Notes that something is kept back.
    pub(in crate::source) fn withhold(&mut self, field: &'static str) {
        if !self.withheld.contains(&field) {
            self.withheld.push(field);
        }
    }

    /// Whether nothing has named it yet.
    pub(in crate::source) fn is_unnamed(&self) -> bool {
        !self.organisation.is_value() && !self.name.is_value()
    }

    /// The name as it was read.
    pub(in crate::source) fn name(&self) -> Option<&str> {
        self.name.text()
    }

    /// Takes the name back, which turned out to be something else.
    pub(in crate::source) fn withdraw_name(&mut self) -> Option<String> {
        self.name.take().into_value()
    }

    /// Adds a contact, once.
    fn add(&mut self, kind: ContactKind, value: String, role: ContactRole) {
        let same = |known: &&mut PublishedContact| known.value.eq_ignore_ascii_case(&value);
        if let Some(known) = self.contacts.iter_mut().find(same) {
            // What serves for two ends serves for the one that is named first: abuse.
            known.role = known.role.min(role);
        } else if self.contacts.len() < MOST_CONTACTS {
            self.contacts.push(PublishedContact { kind, value, role });
        }
    }

    /// The words for what is kept back.
    pub(in crate::source) fn withheld(&self) -> impl Iterator<Item = &'static str> {
        self.withheld.iter().copied()
    }
}
