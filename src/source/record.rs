//! From the fields of an answer to a record: the one assembler for every protocol. The readers know
//! the syntax; what a field's text means is decided here and in [`super::values`].

use super::{countries, values};
use crate::model::contact::ContactKind;
use crate::model::mailbox::{Link, Mailbox, Phone};
use crate::model::record::{ContactRole, PartyRecord, PublishedContact, RegistrarRecord};
use crate::model::said::Said;
use crate::model::writer::Writer;
use crate::model::zone::is_closed;

pub(super) use self::holder_kind::HolderKind;

mod holder_kind;

/// No more contacts of one party are kept.
const MOST_CONTACTS: usize = 20;

/// The numbers that the Internet Assigned Numbers Authority gives to registrars; registries put
/// numbers of their own into the same field.
const NUMBERS: std::ops::RangeInclusive<u32> = 1..=65_535;

/// A party as far as its fields have been read. Of several fields of one kind the first counts that
/// holds a value.
#[derive(Debug, Default)]
pub(super) struct PartyDraft {
    /// The source's handle for it.
    pub(super) handle: Option<String>,
    /// The organisation.
    organisation: Said<String>,
    /// The name.
    name: Said<String>,
    /// What the source calls it.
    kind: Option<HolderKind>,
    /// Those who speak for it, as far as the record names them.
    people: Vec<String>,
    /// The code of its country.
    country: Option<String>,
    /// Its contacts, in order.
    contacts: Vec<PublishedContact>,
    /// How to reach it without being shown its address.
    relay: Option<String>,
    /// What the source keeps back, as it calls the fields of a holder.
    withheld: Vec<&'static str>,
}

impl PartyDraft {
    /// Takes the organisation.
    pub(super) fn take_organisation(&mut self, text: &str) {
        let said = self.judged(text, "Registrant Organization");
        self.organisation.learn(said);
    }

    /// Takes the name.
    pub(super) fn take_name(&mut self, text: &str) {
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
    pub(super) fn take_person(&mut self, name: &str) {
        if self.people.len() < MOST_CONTACTS {
            self.people.push(name.to_owned());
        }
    }

    /// Takes a line below the one that names the party: where that may be a person's name or is a
    /// role's, a company below it is the one that it stands for.
    pub(super) fn take_further_line(&mut self, text: &str) {
        let told = self.organisation.is_value()
            || self.name.is_withheld()
            || self.name.text().is_some_and(values::is_organisation);
        if !told && values::is_surely_a_company(text) {
            self.take_organisation(text);
        }
    }

    /// Takes the handle.
    pub(super) fn take_handle(&mut self, text: &str) {
        match values::said(text) {
            Said::Value(handle) => self.handle = self.handle.take().or(Some(handle)),
            Said::Withheld(_) => self.withhold("Registry Registrant ID"),
            Said::Nothing => {}
        }
    }

    /// Takes the country, as a code or a name.
    pub(super) fn take_country(&mut self, text: &str) {
        match values::said(text) {
            Said::Withheld(_) => self.withhold("Registrant Country"),
            _ => self.country = self.country.take().or_else(|| countries::code(text)),
        }
    }

    /// Takes the mailboxes in the value of a label that says it holds one.
    pub(super) fn take_email(&mut self, text: &str, role: ContactRole) {
        let found = Mailbox::all_in_value(text);
        if found.is_empty() && values::is_withheld(text) {
            self.withhold("Registrant Email");
        }
        for mailbox in found.into_iter().take(5) {
            self.add(ContactKind::Email, mailbox.to_string(), role);
        }
    }

    /// Takes a telephone number.
    pub(super) fn take_phone(&mut self, text: &str, role: ContactRole) {
        if let Some(phone) = Phone::of(text) {
            self.add(ContactKind::Phone, phone.into_text(), role);
        }
    }

    /// Takes a site, its scheme perhaps left out.
    pub(super) fn take_site(&mut self, text: &str) {
        if let Some(link) = Link::of_value(text) {
            self.add(ContactKind::Url, link.url().to_owned(), ContactRole::General);
        }
    }

    /// Takes a contact that has been read already.
    pub(super) fn take_contact(&mut self, contact: PublishedContact) {
        self.add(contact.kind, contact.value, contact.role);
    }

    /// Takes the way to reach it without being shown its address.
    pub(super) fn take_relay(&mut self, relay: Option<String>) {
        self.relay = self.relay.take().or(relay);
    }

    /// Takes a text that is a contact as a whole: a mailbox, a number or a site. Returns whether it
    /// was one.
    pub(super) fn take_contact_line(&mut self, text: &str, role: ContactRole) -> bool {
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
    pub(super) fn take_form(&mut self, text: &str) {
        if let Some(link) = Link::of(text.trim()) {
            self.add(ContactKind::Form, link.url().to_owned(), ContactRole::Abuse);
        }
    }

    /// Takes a line of a party's block that has no label: what is a contact is its contact, and the
    /// first other line its name. Where that line keeps the name back, no later one is the name.
    pub(super) fn take_line(&mut self, text: &str, role: ContactRole) {
        let settled = !self.is_unnamed() || self.name.is_withheld();
        if !self.take_contact_line(text, role) && !settled {
            self.take_name(text);
        }
    }

    /// Takes what the source calls it.
    pub(super) fn take_kind(&mut self, kind: Option<HolderKind>) {
        self.kind = self.kind.or(kind);
    }

    /// Notes that something is kept back.
    pub(super) fn withhold(&mut self, field: &'static str) {
        if !self.withheld.contains(&field) {
            self.withheld.push(field);
        }
    }

    /// Whether nothing has named it yet.
    pub(super) fn is_unnamed(&self) -> bool {
        !self.organisation.is_value() && !self.name.is_value()
    }

    /// The name as it was read.
    pub(super) fn name(&self) -> Option<&str> {
        self.name.text()
    }

    /// Takes the name back, which turned out to be something else.
    pub(super) fn withdraw_name(&mut self) -> Option<String> {
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

    /// The record of a registrar with this number and site, where anything of it is known.
    pub(super) fn registrar(
        self,
        number: Option<u32>,
        url: Option<String>,
    ) -> Option<RegistrarRecord> {
        let mut contacts = self.contacts;
        contacts.sort_by_key(|contact| contact.role);
        let is_site = |contact: &PublishedContact| {
            contact.kind == ContactKind::Url && contact.role == ContactRole::General
        };
        let site = contacts.iter().find(|contact| is_site(contact)).map(|site| site.value.clone());
        contacts.retain(|contact| !is_site(contact));
        let record = RegistrarRecord {
            name: self.name.into_value().or(self.organisation.into_value()),
            iana_id: number.filter(|number| NUMBERS.contains(number)),
            handle: self.handle,
            url: url.or(site),
            country: self.country,
            contacts,
            only_sold_by: false,
        };
        (record != RegistrarRecord::default()).then_some(record)
    }

    /// The words for what is kept back.
    pub(super) fn withheld(&self) -> impl Iterator<Item = &'static str> {
        self.withheld.iter().copied()
    }

    /// The record, where anything but a country is known. A holder of an institution's domain is one.
    pub(super) fn finish(self, writer: Writer, domain: Option<&str>) -> Option<PartyRecord> {
        let known = !self.is_unnamed()
            || self.handle.is_some()
            || self.relay.is_some()
            || !self.contacts.is_empty()
            || self.organisation.is_withheld();
        known.then(|| self.settle(writer, domain))
    }

    /// The record, however little is known.
    pub(super) fn settle(mut self, writer: Writer, domain: Option<&str>) -> PartyRecord {
        self.sort(domain.is_some_and(is_institutional));
        let stands_in =
            self.organisation.text().or(self.name.text()).is_some_and(values::stands_in);
        PartyRecord {
            stands_in,
            is_person: self.kind == Some(HolderKind::Person),
            handle: self.handle,
            organisation: self.organisation,
            name: self.name,
            country: self.country,
            contacts: self.contacts,
            relay: self.relay,
            writer,
        }
    }

    /// Decides whether the name is an organisation's or a person's. What the source calls the party
    /// decides, then a legal form or a word that no person is called; an organisation of the same
    /// name as the person is that person, and so is one that is called as somebody who speaks for it.
    fn sort(&mut self, institutional: bool) {
        let certain = |name: &str| {
            institutional
                || self.kind == Some(HolderKind::Organisation)
                || values::is_organisation(name)
        };
        // A mailbox is a contact and nobody's name.
        for field in [&mut self.organisation, &mut self.name] {
            if field.text().is_some_and(|name| Mailbox::of(name).is_some()) {
                *field = Said::Nothing;
            }
        }
        match (self.organisation.text(), self.name.text()) {
            (Some(organisation), Some(name))
                if values::is_alike(organisation, name) && !certain(organisation) =>
            {
                self.organisation = Said::Nothing;
            }
            (None, Some(name)) if self.kind != Some(HolderKind::Person) && certain(name) => {
                self.organisation = self.name.take();
            }
            (Some(organisation), None)
                if !certain(organisation)
                    && organisation.split_whitespace().count() > 1
                    && self.people.iter().any(|name| values::is_alike(organisation, name)) =>
            {
                self.name = self.organisation.take();
            }
            _ => {}
        }
    }
}

/// The party that a registry of numbers names: whoever it is holds the range.
pub(super) fn number_holder(
    name: Option<&str>,
    handle: Option<&str>,
    country: Option<String>,
    writer: Writer,
) -> Option<PartyRecord> {
    let mut party = PartyDraft { country, ..PartyDraft::default() };
    party.take_kind(Some(HolderKind::Organisation));
    if let Some(name) = name {
        party.take_organisation(name);
    }
    if let Some(handle) = handle {
        party.take_handle(handle);
    }
    party.finish(writer, None)
}

/// Who worded a registration of numbers, by the status that its registry gives it: what was
/// assigned out of somebody's allocation was registered by its holder or customer.
pub(super) fn number_writer(status: Option<&str>) -> Writer {
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

/// Whether only institutions hold names under the suffix of a domain.
fn is_institutional(domain: &str) -> bool {
    const SECOND: &[&str] = &["ac", "edu", "gob", "gouv", "gov", "govt", "mil"];
    let mut labels = domain.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let second = labels.next().unwrap_or_default();
    is_closed(domain) || (top.len() == 2 && SECOND.contains(&second) && labels.next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The record of a holder with these fields.
    fn holder(organisation: &str, name: &str, kind: Option<HolderKind>) -> PartyRecord {
        let mut party = PartyDraft::default();
        party.take_organisation(organisation);
        party.take_name(name);
        party.take_kind(kind);
        party.finish(Writer::AccountHolder, Some("example.com")).unwrap()
    }

    #[test]
    fn an_organisation_of_the_persons_own_name_is_that_person() {
        assert_eq!(holder("Jane Roe", "Roe, Jane", None).organisation, Said::Nothing);
        assert!(holder("Roe Ltd", "Roe Ltd", None).organisation.is_value());
        assert!(holder("Example Works", "Jane Roe", None).organisation.is_value());
    }

    #[test]
    fn a_lone_name_is_an_organisations_where_the_record_or_the_name_says_so() {
        for name in ["Example LLC", "University of Example"] {
            assert_eq!(holder("", name, None).organisation.text(), Some(name));
        }
        let named = holder("", "Exemplar", Some(HolderKind::Organisation));
        assert_eq!(named.organisation.text(), Some("Exemplar"));
        assert_eq!(holder("", "Exemplar", None).organisation, Said::Nothing);
        assert_eq!(holder("", "Example LLC", Some(HolderKind::Person)).organisation, Said::Nothing);
    }

    #[test]
    fn a_site_behind_a_name_is_the_partys_site() {
        let party = holder("Example GmbH http://www.example.net/", "", None);
        assert_eq!(party.organisation.text(), Some("Example GmbH"));
        assert_eq!(
            party.contacts.first().map(|c| c.value.as_str()),
            Some("http://www.example.net/")
        );
        assert_eq!(
            holder("Example.com Ltd", "", None).organisation.text(),
            Some("Example.com Ltd")
        );
    }

    #[test]
    fn lines_without_a_label_are_the_contact_they_look_like() {
        let mut party = PartyDraft::default();
        for line in [
            "Example Ltd",
            "1 Example Street",
            "abuse@example.com",
            "+1.5555550100",
            "www.example.com",
        ] {
            party.take_line(line, ContactRole::General);
        }
        let party = party.finish(Writer::Registrar, None).unwrap();
        assert_eq!(party.organisation.text(), Some("Example Ltd"));
        let values: Vec<_> = party.contacts.iter().map(|contact| contact.value.as_str()).collect();
        assert_eq!(values, ["abuse@example.com", "+1.5555550100", "http://www.example.com"]);
    }

    #[test]
    fn only_institutions_hold_names_of_institutions() {
        assert!(is_institutional("example.edu") && is_institutional("example.ac.uk"));
        assert!(!is_institutional("example.ac") && !is_institutional("edu.example.com"));
    }

    #[test]
    fn what_is_given_on_is_worded_by_those_who_gave_or_took_it() {
        for status in [
            "REASSIGNMENT",
            "ASSIGNED PA",
            "SUB-ALLOCATED PA",
            "ASSIGNED NON-PORTABLE",
            "Reallocated",
        ] {
            assert_eq!(number_writer(Some(status)), Writer::CustomerObject, "{status}");
        }
        for status in ["DIRECT ALLOCATION", "ALLOCATED PA", "ASSIGNED PI", "ALLOCATED PORTABLE"] {
            assert_eq!(number_writer(Some(status)), Writer::Registry, "{status}");
        }
    }
}
