//! Decides what the fields of a party come to: whose name it is, a person's or an organisation's, and
//! whether anybody is named at all.

use super::PartyDraft;
use crate::model::contact::ContactKind;
use crate::model::mailbox::Mailbox;
use crate::model::record::{ContactRole, PartyRecord, PublishedContact, RegistrarRecord};
use crate::model::said::Said;
use crate::model::writer::Writer;
use crate::model::zone::is_closed;
use crate::source::record::HolderKind;
use crate::source::values;

/// The numbers that the Internet Assigned Numbers Authority gives to registrars; registries put
/// numbers of their own into the same field.
const NUMBERS: std::ops::RangeInclusive<u32> = 1..=65_535;

impl PartyDraft {
    /// The record of a registrar with this number and site, where anything of it is known.
    pub(in crate::source) fn registrar(
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

    /// The record, where anything but a country is known. A holder of an institution's domain is one.
    pub(in crate::source) fn finish(
        self,
        writer: Writer,
        domain: Option<&str>,
    ) -> Option<PartyRecord> {
        let known = self.shown
            || !self.is_unnamed()
            || self.handle.is_some()
            || self.relay.is_some()
            || !self.contacts.is_empty()
            || self.organisation.is_withheld();
        known.then(|| self.settle(writer, domain))
    }

    /// The record, however little is known.
    fn settle(mut self, writer: Writer, domain: Option<&str>) -> PartyRecord {
        self.sort(domain);
        let stands_in =
            self.organisation.text().or(self.name.text()).is_some_and(values::stands_in);
        PartyRecord {
            stands_in,
            is_person: self.individual || self.kind == Some(HolderKind::Person),
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
    fn sort(&mut self, domain: Option<&str>) {
        let institutional = domain.is_some_and(is_institutional);
        let country = self.country.clone().or_else(|| domain.and_then(country_of));
        let certain = |name: &str| {
            institutional
                || self.kind == Some(HolderKind::Organisation)
                || values::is_organisation_of(name, country.as_deref())
        };
        // A mailbox is a contact and nobody's name: then whose the other field is, nothing says.
        let is_mailbox =
            |field: &Said<String>| field.text().is_some_and(|name| Mailbox::of(name).is_some());
        if is_mailbox(&self.name)
            && self.organisation.text().is_some_and(|organisation| !certain(organisation))
        {
            self.name = self.organisation.take();
        }
        for field in [&mut self.organisation, &mut self.name] {
            if field.text().is_some_and(|name| Mailbox::of(name).is_some()) {
                *field = Said::Nothing;
            }
        }
        match (self.organisation.text(), self.name.text()) {
            (Some(organisation), Some(name))
                if values::is_alike(organisation, name)
                    && !certain(organisation)
                    && !certain(name) =>
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

/// The country whose top-level domain a name is in, as its code.
fn country_of(domain: &str) -> Option<String> {
    match domain.rsplit('.').next()? {
        "su" | "xn--p1ai" => Some("RU".to_owned()),
        "xn--j1amh" => Some("UA".to_owned()),
        top if top.len() == 2 => Some(top.to_ascii_uppercase()),
        _ => None,
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
}
