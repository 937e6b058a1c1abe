//! Entities (RFC 9083 §5.1): parties with roles, a card, and parties of their own.

use super::address::{is_email, is_web, strip_mailto};
use super::card::Card;
use super::jscontact;
use super::json::Node;
use super::parts::{self, RdapLink, RdapRemark};

/// How deep entities in entities are read.
const DEPTH_LIMIT: usize = 6;

/// A party of an object.
#[derive(Debug, Default)]
pub(super) struct Entity {
    /// The source's handle for it.
    pub(super) handle: Option<String>,
    /// Its roles, lower case.
    pub(super) roles: Vec<String>,
    /// Its card; empty where it has none.
    pub(super) card: Card,
    /// Its public identifiers: type in lower case, and value.
    pub(super) identifiers: Vec<(String, String)>,
    /// Its links.
    pub(super) links: Vec<RdapLink>,
    /// Its remarks.
    pub(super) remarks: Vec<RdapRemark>,
    /// Its statuses.
    pub(super) statuses: Vec<String>,
    /// Its WHOIS server.
    pub(super) whois: Option<String>,
    /// Its own parties.
    pub(super) entities: Vec<Self>,
}

impl Entity {
    /// Whether it has a role.
    pub(super) fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|own| own == role)
    }

    /// Whether it takes reports of abuse. Incident response teams (APNIC's `IRT-…`) do so where
    /// no role is given.
    pub(super) fn is_abuse(&self) -> bool {
        self.has_role("abuse") || (self.roles.is_empty() && self.handle_starts("irt-"))
    }

    /// Whether it takes reports of abuse, or one of its addresses is labelled for them.
    pub(super) fn takes_reports(&self) -> bool {
        self.is_abuse() || self.card.has_abuse_email()
    }

    /// Whether the handle begins like this, in any case.
    pub(super) fn handle_starts(&self, start: &str) -> bool {
        self.handle
            .as_deref()
            .and_then(|handle| handle.get(..start.len()))
            .is_some_and(|own| own.eq_ignore_ascii_case(start))
    }

    /// Whether the card speaks of one natural person.
    pub(super) fn is_person(&self) -> bool {
        self.card.kind.as_deref() == Some("individual") && self.card.organisation.is_none()
    }

    /// Itself and every party below it, with the depth, itself being at `depth`.
    pub(super) fn walk(&self, depth: usize) -> Vec<(usize, &Self)> {
        let mut all = vec![(depth, self)];
        for entity in &self.entities {
            all.extend(entity.walk(depth + 1));
        }
        all
    }
}

/// The parties of an object with all below them, nearest first in each branch.
pub(super) fn walk(entities: &[Entity]) -> Vec<(usize, &Entity)> {
    entities.iter().flat_map(|entity| entity.walk(0)).collect()
}

/// Reads the parties of an object.
pub(super) fn read_entities(node: &Node<'_>) -> Vec<Entity> {
    read_below(node, 1)
}

/// Reads the parties of an object at a depth.
fn read_below(node: &Node<'_>, depth: usize) -> Vec<Entity> {
    let nodes = node.list("entities");
    if depth > DEPTH_LIMIT {
        if !nodes.is_empty() {
            node.note("nests its entities too deeply; the inner ones were not read");
        }
        return Vec::new();
    }
    nodes.iter().filter_map(|node| read_entity(node, depth)).collect()
}

/// The roles that an entity may have (RFC 9083 §10.2.4).
const ROLES: &[&str] = &[
    "registrant",
    "technical",
    "administrative",
    "abuse",
    "billing",
    "registrar",
    "reseller",
    "sponsor",
    "proxy",
    "notifications",
    "noc",
];

/// Reads one party, if there may be one more.
pub(super) fn read_entity(node: &Node<'_>, depth: usize) -> Option<Entity> {
    if node.members().is_none() {
        node.note("is no entity");
        return None;
    }
    if !node.notes().take_entity() {
        node.notes().add("the answer has too many entities and was read in part".to_owned());
        return None;
    }
    let card = read_card(node);
    let mut roles: Vec<String> =
        node.texts("roles").iter().map(|role| role.to_ascii_lowercase()).collect();
    if roles.is_empty() {
        // Some software writes the role onto the card; a title that people give themselves is none.
        let known = |role: &&String| ROLES.contains(&role.as_str());
        roles = card.roles.iter().filter(known).cloned().collect();
    }
    Some(Entity {
        handle: node.text("handle"),
        roles,
        card,
        identifiers: identifiers(node),
        links: parts::links(node),
        remarks: parts::remarks(node),
        statuses: parts::statuses(node),
        whois: node.text("port43"),
        entities: read_below(node, depth + 1),
    })
}

/// Reads the card, and the member in which some registrars keep the way to a hidden party.
fn read_card(node: &Node<'_>) -> Card {
    let mut card = Card::read(node);
    jscontact::read(node, &mut card);
    card.emails.sort_by_key(|email| email.preference);
    if let Some(uri) = node.text("contact_URI") {
        let plain = strip_mailto(&uri);
        if is_web(plain) || is_email(plain) {
            card.take_stand_in(plain);
        }
    }
    card
}

/// The public identifiers (RFC 9083 §4.8).
fn identifiers(node: &Node<'_>) -> Vec<(String, String)> {
    let nodes = node.list("publicIds");
    let identifier = |id: &Node<'_>| {
        let value = match id.get("identifier")?.value() {
            serde_json::Value::Number(number) => number.to_string(),
            _ => id.text("identifier")?,
        };
        Some((id.text("type").unwrap_or_default().to_ascii_lowercase(), value))
    };
    nodes.iter().filter_map(identifier).collect()
}
