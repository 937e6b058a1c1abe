//! The registrar of a domain and the contacts that are its own.

use super::abuse;
use super::address::is_web;
use super::entity::{Entity, walk};
use crate::model::company::CompanyName;
use crate::model::record::{ContactRole, PublishedContact, RegistrarRecord};
use crate::source::record::PartyDraft;

/// The entity that is the registrar: the first of that role that says who it is, looked for in
/// the object first and then below its other parties.
pub(super) fn find(entities: &[Entity]) -> Option<&Entity> {
    let mut registrars: Vec<_> =
        walk(entities).into_iter().filter(|(_, entity)| entity.has_role("registrar")).collect();
    registrars.sort_by_key(|(depth, entity)| (*depth, !is_named(entity)));
    registrars.first().map(|(_, entity)| *entity)
}

/// Whether an entity says who it is.
fn is_named(entity: &Entity) -> bool {
    entity.card.full_name.is_some() || entity.card.organisation.is_some()
}

/// Reads the registrar of a name. `numbered` says whether a bare number as its handle is its
/// number at the Internet Assigned Numbers Authority, as it is in generic top-level domains.
pub(super) fn read(entity: &Entity, numbered: bool) -> RegistrarRecord {
    let card = &entity.card;
    let mut found = walk(std::slice::from_ref(entity));
    found.retain(|(_, below)| below.takes_reports());
    let below = found.clone();
    let mut contacts = abuse::contacts(&found);
    let own = abuse::own(entity, ContactRole::General);
    let new = |contact: &PublishedContact| {
        !contacts.iter().any(|known| known.value.eq_ignore_ascii_case(&contact.value))
    };
    let own: Vec<_> = own.into_iter().filter(|contact| new(contact)).collect();
    contacts.extend(own);
    let iana_id = iana_id(entity, numbered);
    let stands_for_id = |handle: &&String| iana_id.is_some() && handle.parse().ok() == iana_id;
    let mut party = PartyDraft::default();
    let names = card.full_name.iter().chain(&card.organisation);
    names.for_each(|name| party.take_name(name));
    // Some software puts the registrar's card on the abuse contact below it only.
    if party.is_unnamed()
        && let Some(name) = below.iter().find_map(|(_, below)| company_of(below, entity))
    {
        party.take_name(name);
    }
    let handle = entity.handle.iter().filter(|handle| !stands_for_id(handle));
    handle.for_each(|handle| party.take_handle(handle));
    card.country.iter().for_each(|country| party.take_country(country));
    for contact in contacts {
        party.take_contact(contact);
    }
    let url = card.site.clone().or_else(|| about(entity));
    party.registrar(iana_id, url).unwrap_or_default()
}

/// The company that an entity below a registrar without a name is, where it is the registrar itself:
/// under the same handle, or by a name that only an organisation has.
fn company_of<'a>(below: &'a Entity, registrar: &Entity) -> Option<&'a str> {
    let card = &below.card;
    let name = card.organisation.as_deref().or(card.full_name.as_deref())?;
    let same = below.handle.is_some() && below.handle == registrar.handle;
    (same || CompanyName::of(name).is_some_and(|name| name.has_form())).then_some(name)
}

/// The registrar's number at the Internet Assigned Numbers Authority.
fn iana_id(entity: &Entity, numbered: bool) -> Option<u32> {
    let number = |text: &str| text.trim().parse().ok().filter(|number| *number > 0);
    let mut stated = entity.identifiers.iter().filter(|(kind, _)| kind.contains("iana"));
    stated.find_map(|(_, value)| number(value)).or_else(|| {
        let handle = entity.handle.as_deref().filter(|_| numbered)?;
        let handle = handle
            .get(..5)
            .filter(|start| start.eq_ignore_ascii_case("iana:"))
            .map_or(handle, |start| handle.get(start.len()..).unwrap_or_default());
        number(handle)
    })
}

/// The site that a link of relation `about` leads to. Where that is an RDAP service, as the
/// profile for generic top-level domains has it, it is nothing to visit.
fn about(entity: &Entity) -> Option<String> {
    let link = entity.links.iter().find(|link| {
        link.relation == "about"
            && !link.media.contains("rdap")
            && !link.target.to_ascii_lowercase().contains("rdap")
            && is_web(&link.target)
    })?;
    Some(link.target.clone())
}
