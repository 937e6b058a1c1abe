//! From an entity to a party: whose name is a person's and whose an organisation's.

use super::abuse;
use super::entity::{Entity, read_entity as read_node, walk};
use super::redaction::{from_remarks, push_once};
use super::reply::{Document, malformed};
use crate::model::answer::Misread;
use crate::model::exchange::HttpReply;
use crate::model::record::{ContactRole, PartyRecord};

/// Members of which an entity must have one.
const MEMBERS: &[&str] = &[
    "handle",
    "vcardArray",
    "jscontact_card",
    "jscard",
    "entities",
    "roles",
    "publicIds",
    "links",
];

/// Reads an entity that was fetched by its link: its contacts and those of the abuse entities in
/// it, abuse first.
///
/// Roles belong to the object that names the entity, so an entity fetched as somebody's abuse
/// contact does not say so itself: its own contacts are [`ContactRole::General`] unless its card
/// labels them.
pub fn read_entity(reply: &HttpReply) -> Result<Option<PartyRecord>, Misread> {
    let Some(document) = Document::open(reply)? else {
        return Ok(None);
    };
    document.expect("entity", MEMBERS)?;
    let root = document.root();
    let entity = read_node(&root, 0).ok_or_else(|| malformed("no entity"))?;
    let mut found = walk(&entity.entities);
    found.retain(|(_, entity)| entity.takes_reports());
    if entity.takes_reports() {
        found.insert(0, (0, &entity));
    }
    let mut party = party(&entity);
    let mut contacts = abuse::contacts(&found);
    let others = std::mem::take(&mut party.contacts);
    let known = |value: &str| contacts.iter().any(|known| known.value.eq_ignore_ascii_case(value));
    let others: Vec<_> = others.into_iter().filter(|contact| !known(&contact.value)).collect();
    contacts.extend(others);
    party.contacts = contacts;
    Ok(Some(party))
}

/// The party that an entity stands for.
pub(super) fn party(entity: &Entity) -> PartyRecord {
    let card = &entity.card;
    // A handle in the place of a name names nobody.
    let is_handle = |name: &&String| {
        entity.handle.as_ref().is_some_and(|handle| handle.eq_ignore_ascii_case(name))
    };
    let full_name = card.full_name.as_ref().filter(|name| !is_handle(name));
    let is_organisation = card.is_organisation();
    let organisation =
        card.organisation.as_ref().or(full_name.filter(|_| is_organisation)).cloned();
    let name = full_name.filter(|name| organisation.as_ref() != Some(name)).cloned();
    PartyRecord {
        handle: entity.handle.clone(),
        organisation,
        name,
        country: card.country.clone(),
        contacts: abuse::own(entity, ContactRole::General),
        relay: card.stand_ins.first().cloned(),
    }
}

/// What an entity says is withheld of it, its fields named as the holder's.
pub(super) fn withheld(entity: &Entity, names: &mut Vec<String>) {
    for field in &entity.card.withheld {
        push_once(names, format!("Registrant {field}"));
    }
    from_remarks(&entity.remarks, names);
    let hidden = ["private", "proxy", "obscured", "removed"];
    for status in entity.statuses.iter().filter(|status| hidden.contains(&status.as_str())) {
        push_once(names, status.clone());
    }
}
