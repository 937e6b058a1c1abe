//! Referral WHOIS (RFC 2167): a hoster's own server with `class:Attribute:value` lines.

use crate::model::record::ContactRole;

use super::super::values;
use super::range::{self, RangeTarget};
use crate::model::writer::Writer;
use crate::source::countries;
use crate::source::record::NumberDraft;

/// One object of the answer.
#[derive(Default)]
struct RwhoisObject<'a> {
    /// Attribute names in lower case with their values.
    attributes: Vec<(String, &'a str)>,
}

impl<'a> RwhoisObject<'a> {
    /// The first value of the first of these attributes that has one.
    fn get(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| {
            let own = self.attributes.iter().filter(|(own, _)| own == name);
            own.map(|(_, value)| *value).find(|value| !value.is_empty())
        })
    }

    /// The range of addresses.
    fn range(&self) -> Option<(std::net::IpAddr, std::net::IpAddr)> {
        self.get(&["ip-network-block"])
            .and_then(range::addresses)
            .or_else(|| self.get(&["ip-network", "network-block"]).and_then(range::addresses))
    }
}

/// Reads the most specific network that covers the target.
pub(super) fn read(text: &str, target: RangeTarget) -> Option<NumberDraft> {
    let (networks, contacts) = objects(text);
    let own = networks
        .iter()
        .filter_map(|object| {
            let range = object.range()?;
            target.is_within(range).then(|| (range::size(range), object))
        })
        .min_by_key(|(size, _)| *size)
        .map(|(_, object)| object)?;
    let holder = own.get(&["org-name", "organization", "customer-name"]);
    let country = own.get(&["country-code", "country"]).and_then(countries::code);
    let mut draft = NumberDraft::default();
    draft.written_by(Writer::AllocationHolder);
    draft.take_range(own.range());
    let text = |name| own.get(&[name]).and_then(values::something).map(str::to_owned);
    draft.take_name(text("network-name"));
    draft.take_handle(text("id"));
    draft.take_holder(holder, None, country.clone());
    draft.take_country(country);
    for object in std::iter::once(own).chain([&contacts]) {
        add_contacts(&mut draft, object);
    }
    draft.sort_contacts();
    Some(draft)
}

/// Adds the contacts of an object: what their attributes are called says what they are for.
fn add_contacts(draft: &mut NumberDraft, object: &RwhoisObject<'_>) {
    for (name, value) in &object.attributes {
        let role = match name.as_str() {
            name if name.contains("abuse") => ContactRole::Abuse,
            name if name.contains("noc") => ContactRole::Noc,
            "tech-contact" | "tech-email" | "tech-phone" => ContactRole::Technical,
            _ => continue,
        };
        draft.take_emails(value, role);
        if name.contains("phone") {
            draft.take_phone(values::phone(value), role);
        }
    }
}

/// Cuts an answer into its networks, with the contacts of all of them apart.
fn objects(text: &str) -> (Vec<RwhoisObject<'_>>, RwhoisObject<'_>) {
    let mut networks: Vec<RwhoisObject<'_>> = Vec::new();
    let mut contacts = RwhoisObject::default();
    let mut open = false;
    for line in text.lines() {
        let Some((class, rest)) = line.split_once(':') else {
            open = false;
            continue;
        };
        let Some((name, value)) = rest.split_once(':') else { continue };
        // A letter after a semicolon says only how the attribute is indexed.
        let name = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
        match class.trim().to_ascii_lowercase().as_str() {
            "network" => {
                if !open || name == "class-name" {
                    networks.push(RwhoisObject::default());
                    open = true;
                }
                networks
                    .last_mut()
                    .into_iter()
                    .for_each(|object| object.attributes.push((name.clone(), value.trim())));
            }
            "contact" => contacts.attributes.push((name, value.trim())),
            _ => {}
        }
    }
    (networks, contacts)
}
