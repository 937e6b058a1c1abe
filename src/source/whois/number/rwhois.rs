//! Referral WHOIS (RFC 2167): a hoster's own server with `class:Attribute:value` lines.

use crate::model::record::{ContactRole, NumberRecord};

use super::super::values;
use super::range::{self, RangeTarget};
use super::{add_emails, add_phone};
use crate::model::writer::Writer;
use crate::source::countries;
use crate::source::record::number_holder;

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
pub(super) fn read(text: &str, target: RangeTarget) -> Option<NumberRecord> {
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
    let mut record = NumberRecord {
        range: own.range(),
        name: own.get(&["network-name"]).and_then(values::something).map(str::to_owned),
        handle: own.get(&["id"]).and_then(values::something).map(str::to_owned),
        holder: number_holder(holder, None, country.clone(), Writer::AllocationHolder),
        country,
        ..NumberRecord::default()
    };
    for object in std::iter::once(own).chain([&contacts]) {
        add_contacts(&mut record, object);
    }
    record.contacts.sort_by_key(|contact| (contact.role, contact.kind));
    Some(record)
}

/// Adds the contacts of an object: what their attributes are called says what they are for.
fn add_contacts(record: &mut NumberRecord, object: &RwhoisObject<'_>) {
    for (name, value) in &object.attributes {
        let role = match name.as_str() {
            name if name.contains("abuse") => ContactRole::Abuse,
            name if name.contains("noc") => ContactRole::Noc,
            "tech-contact" | "tech-email" | "tech-phone" => ContactRole::Technical,
            _ => continue,
        };
        add_emails(record, value, role);
        if name.contains("phone") {
            add_phone(record, value, role);
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
