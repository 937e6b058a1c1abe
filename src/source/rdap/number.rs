//! Reads networks and AS numbers (RFC 9083 §5.4 and §5.5).

use std::net::IpAddr;

use super::abuse;
use super::card::country_code;
use super::elsewhere;
use super::entity::{Entity, read_entities, walk};
use super::holder::holder;
use super::json::{Node, cut};
use super::number_range;
use super::parts::{self, RdapLink, RdapRemark};
use super::remarks;
use super::reply::{JsonDocument, something_else};
use crate::model::answer::Misread;
use crate::model::contact::ContactKind;
use crate::model::exchange::HttpReply;
use crate::model::record::{ContactRole, NumberRecord, PublishedContact};
use crate::model::registries::Registry;
use crate::source::record::NumberDraft;

/// Members of which a network must have one.
const NETWORK: &[&str] =
    &["startAddress", "endAddress", "handle", "name", "entities", "events", "cidr0_cidrs"];
/// Members of which an AS number must have one.
const AUTNUM: &[&str] = &["startAutnum", "endAutnum", "handle", "name", "entities", "events"];
/// Reads the answer about the network of an address; `None` means that there is none. A network
/// that does not contain the address is refused.
pub fn read_network(reply: &HttpReply, asked: IpAddr) -> Result<Option<NumberRecord>, Misread> {
    let Some(document) = JsonDocument::open(reply)? else {
        return Ok(None);
    };
    document.expect("ip network", NETWORK)?;
    let root = document.root();
    let range = number_range::of_network(&root);
    if let Some((first, last)) = range {
        if !(first..=last).contains(&asked) {
            return Err(something_else(&format!("{first} to {last}")));
        }
    } else {
        root.note("does not say which addresses it is about");
    }
    let mut draft = read(&root);
    draft.take_range(range);
    let mut record = draft.finish();
    record.oddities = document.notes.into_oddities();
    Ok(Some(record))
}

/// Reads the answer about an AS number; `None` means that there is none. A range that does not
/// contain the number is refused.
pub fn read_autnum(reply: &HttpReply, asked: u32) -> Result<Option<NumberRecord>, Misread> {
    let Some(document) = JsonDocument::open(reply)? else {
        return Ok(None);
    };
    document.expect("autnum", AUTNUM)?;
    let root = document.root();
    match number_range::of_autnum(&root) {
        Some((first, last)) if !(first..=last).contains(&asked) => {
            return Err(something_else(&format!("AS{first} to AS{last}")));
        }
        Some(_) => {}
        None => root.note("does not say which AS number it is about"),
    }
    let mut record = read(&root).finish();
    record.oddities = document.notes.into_oddities();
    Ok(Some(record))
}

/// Reads what networks and AS numbers have in common.
fn read(root: &Node<'_>) -> NumberDraft {
    let entities = read_entities(root);
    let remarks = parts::remarks(root);
    let name = root.text("name");
    let kind = root.text("type");
    let mut draft = NumberDraft::default();
    draft.take_elsewhere(elsewhere::elsewhere(&entities, name.as_deref(), &remarks));
    draft.take_handle(root.text("handle").map(|handle| cut(&handle, 200).to_owned()));
    draft.take_country(root.text("country").and_then(|code| country_code(&code)));
    draft.take_status(kind.as_deref());
    draft.take_kind(kind.map(|kind| cut(&kind, 60).to_owned()));
    draft.take_linked(linked(&entities));
    draft.take_parent(parent(&parts::links(root)));
    draft.take_name(name);
    if !draft.is_elsewhere() {
        read_holder(&entities, &remarks, &mut draft);
    }
    read_contacts(&entities, &remarks, &mut draft);
    draft
}

/// Finds the holder, among the parties or in the description. A national registry in its place
/// means that the registry has the finer data.
fn read_holder(entities: &[Entity], remarks: &[RdapRemark], draft: &mut NumberDraft) {
    draft.take_party(|writer| holder(entities, writer));
    if draft.holder().is_none()
        && let Some(line) = remarks::described_holder(remarks).or_else(|| desk_of(entities))
    {
        draft.take_description(line);
    }
    let pool = draft.holder().and_then(|name| elsewhere::national_pool(name, draft.name()));
    if let Some(pool) = pool {
        draft.take_pool(pool.name);
    }
}

/// The company whose desk takes the reports, by the first line of the desk's address. It is the
/// holder of the block or of the allocation around it, and is reached there in either case.
fn desk_of(entities: &[Entity]) -> Option<&str> {
    let desks = entities.iter().filter(|entity| entity.is_abuse());
    desks
        .filter_map(|desk| desk.card.organisation.as_deref().or(desk.card.addressee.as_deref()))
        .find(|name| remarks::is_certain_name(name) && Registry::of_name(name).is_none())
}

/// Finds the contacts: those for abuse, or what the remarks say in their place, then the others.
fn read_contacts(entities: &[Entity], remarks: &[RdapRemark], draft: &mut NumberDraft) {
    let all = walk(entities);
    let mut abusive: Vec<(usize, &Entity)> = all.clone();
    abusive.retain(|(_, entity)| entity.takes_reports());
    abusive.retain(|(_, entity)| !reject_team(entity, draft));
    draft.take_contacts(abuse::contacts(&abusive));
    if draft.has_phones_at_most() {
        let below = all.iter().flat_map(|(_, entity)| &entity.remarks);
        draft.take_remarked(remarks::abuse_contacts(remarks.iter().chain(below)));
    }
    for (role, names) in [
        (ContactRole::Noc, &["noc"] as &[&str]),
        (ContactRole::Technical, &["technical"]),
        (ContactRole::General, &["administrative"]),
    ] {
        draft.take_contacts(offices(&all, names, role));
    }
}

/// The addresses of the parties of some roles, persons only where there is nobody else.
fn offices(all: &[(usize, &Entity)], names: &[&str], role: ContactRole) -> Vec<PublishedContact> {
    let mut of_role: Vec<_> = all
        .iter()
        .filter(|(_, entity)| !entity.is_abuse() && names.iter().any(|name| entity.has_role(name)))
        .collect();
    of_role.sort_by_key(|(depth, entity)| (entity.is_person(), *depth));
    let persons_only = of_role.first().is_some_and(|(_, entity)| entity.is_person());
    of_role.retain(|(_, entity)| entity.is_person() == persons_only);
    let mut contacts = Vec::new();
    let emails = of_role.iter().flat_map(|(_, entity)| &entity.card.emails);
    let addresses = emails.map(|email| email.address.as_str());
    abuse::keep(&mut contacts, ContactKind::Email, role, addresses);
    contacts
}

/// Rejects the response team of a registry that does not hold the range itself.
fn reject_team(entity: &Entity, draft: &mut NumberDraft) -> bool {
    let rejected = entity
        .handle
        .as_deref()
        .and_then(Registry::of_team)
        .is_some_and(|team| !team.is_holder_of(draft.so_far()));
    if rejected {
        for email in &entity.card.emails {
            draft.reject_desk(&email.address);
        }
    }
    rejected
}

/// The URLs of abuse entities that are only linked.
fn linked(entities: &[Entity]) -> Vec<String> {
    let mut urls = Vec::new();
    for (_, entity) in walk(entities) {
        let card = &entity.card;
        let has_contact =
            !card.emails.is_empty() || !card.stand_ins.is_empty() || !card.phones.is_empty();
        if !entity.is_abuse() || has_contact {
            continue;
        }
        let own = entity
            .links
            .iter()
            .find(|link| link.relation == "self" && link.is_secure() && link.may_be_rdap());
        if let Some(link) = own.filter(|link| urls.len() < 5 && !urls.contains(&link.target)) {
            urls.push(link.target.clone());
        }
    }
    urls
}

/// The less specific registration, unless it is the object itself.
fn parent(links: &[RdapLink]) -> Option<String> {
    let of = |relation: &'static str| links.iter().filter(move |link| link.relation == relation);
    let is_self = |target: &str| of("self").any(|link| link.target.eq_ignore_ascii_case(target));
    of("rdap-up")
        .chain(of("up"))
        .find(|link| link.is_secure() && link.may_be_rdap() && !is_self(&link.target))
        .map(|link| link.target.clone())
}
