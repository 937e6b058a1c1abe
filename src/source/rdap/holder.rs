//! Whom a range of addresses or an AS number is registered to.

use super::entity::Entity;
use super::party::party;
use crate::model::record::PartyRecord;
use crate::model::writer::Writer;

/// The holder among the parties of the object: an organisation before anybody else, and never a
/// maintainer, which is an account for editing the database.
pub(super) fn holder(entities: &[Entity], writer: Writer) -> Option<PartyRecord> {
    let registrants: Vec<&Entity> = entities
        .iter()
        .filter(|entity| entity.has_role("registrant") && !is_maintainer(entity))
        .collect();
    if registrants.is_empty() {
        return lone_organisation(entities, writer);
    }
    let ranked = registrants.iter().map(|entity| {
        let party = holding_party(entity, writer);
        (rank(entity, &party), party)
    });
    let (rank, party) = ranked.min_by_key(|(rank, _)| *rank)?;
    (rank < 3 || registrants.len() == 1).then_some(party)
}

/// The holder where the registry gives no roles: the one organisation, if there is only one.
fn lone_organisation(entities: &[Entity], writer: Writer) -> Option<PartyRecord> {
    let mut organisations = entities.iter().filter(|entity| {
        entity.roles.is_empty() && entity.card.is_organisation() && !is_maintainer(entity)
    });
    let first = organisations.next()?;
    organisations.next().is_none().then(|| holding_party(first, writer))
}

/// How likely a registrant is the holder; the least is best.
fn rank(entity: &Entity, party: &PartyRecord) -> u8 {
    if party.organisation.is_value() {
        0
    } else if party.name.is_value() {
        1
    } else if entity.handle_starts("ORG-") {
        2
    } else {
        3
    }
}

/// Whether an entity is a maintainer object.
fn is_maintainer(entity: &Entity) -> bool {
    let Some(handle) = entity.handle.as_deref() else {
        return false;
    };
    let upper = handle.to_ascii_uppercase();
    let named_by_handle =
        entity.card.full_name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(handle));
    upper.ends_with("-MNT")
        || upper.starts_with("MNT-")
        || upper.contains("-MNT-")
        || upper.starts_with("MAINT-")
        || (named_by_handle && entity.card.kind.as_deref() == Some("individual"))
}

/// The party, with its name taken for an organisation's: whoever it is holds the range. Where the
/// registry calls everybody an individual, LACNIC's owners have handles such as `AR-EXSA1-LACNIC`.
fn holding_party(entity: &Entity, writer: Writer) -> PartyRecord {
    let mut party = party(entity, writer);
    let is_owner = entity.handle.as_deref().is_some_and(|handle| {
        handle.to_ascii_uppercase().ends_with("-LACNIC") && handle.matches('-').count() == 2
    });
    let is_group = entity.card.kind.as_deref() == Some("group");
    if !party.organisation.is_value() && (is_owner || is_group) {
        party.organisation = party.name.take();
    }
    party
}
