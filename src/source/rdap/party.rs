//! From an entity to a party: whose name is a person's and whose an organisation's.

use super::abuse;
use super::entity::{Entity, read_entity as read_node, walk};
use super::redaction::from_remarks;
use super::reply::{JsonDocument, malformed};
use crate::model::answer::Misread;
use crate::model::exchange::HttpReply;
use crate::model::record::{ContactRole, PartyRecord};
use crate::model::writer::Writer;
use crate::source::record::{HolderKind, PartyDraft};

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
    let Some(document) = JsonDocument::open(reply)? else {
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
    let mut party = party(&entity, Writer::Registry);
    let mut contacts = abuse::contacts(&found);
    let others = std::mem::take(&mut party.contacts);
    let known = |value: &str| contacts.iter().any(|known| known.value.eq_ignore_ascii_case(value));
    let others: Vec<_> = others.into_iter().filter(|contact| !known(&contact.value)).collect();
    contacts.extend(others);
    party.contacts = contacts;
    Ok(Some(party))
}

/// The party that an entity stands for, by whoever wrote its card.
pub(super) fn party(entity: &Entity, writer: Writer) -> PartyRecord {
    draft(entity).finish(writer, None).unwrap_or_default()
}

/// What an entity says of the party that it stands for.
pub(super) fn draft(entity: &Entity) -> PartyDraft {
    let card = &entity.card;
    let mut party = PartyDraft::default();
    party.show();
    entity.handle.iter().for_each(|handle| party.take_handle(handle));
    // A handle in the place of a name names nobody.
    let is_handle = |name: &&String| {
        entity.handle.as_ref().is_some_and(|handle| handle.eq_ignore_ascii_case(name))
    };
    let organisation = card.organisation.iter().filter(|name| !is_handle(name));
    organisation.for_each(|name| party.take_organisation(name));
    card.full_name.iter().filter(|name| !is_handle(name)).for_each(|name| party.take_name(name));
    party.take_kind(card.is_organisation().then_some(HolderKind::Organisation));
    if entity.is_person() {
        party.take_individual();
    }
    card.country.iter().for_each(|country| party.take_country(country));
    for own in abuse::own(entity, ContactRole::General) {
        party.take_contact(own);
    }
    party.take_relay(card.stand_ins.first().cloned());
    party
}

/// What an entity says is withheld of it, its fields named as the holder's.
pub(super) fn withheld(entity: &Entity) -> impl Iterator<Item = String> {
    let fields = entity.card.withheld.iter().map(|field| format!("Registrant {field}"));
    let hidden = ["private", "proxy", "obscured", "removed"];
    let statuses = entity.statuses.iter().filter(move |status| hidden.contains(&status.as_str()));
    fields.chain(from_remarks(&entity.remarks)).chain(statuses.cloned())
}
