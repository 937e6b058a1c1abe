//! Contact cards as `JSContact` (RFC 9553), which some servers send instead of jCard.

use serde_json::Value;

use super::address::is_web;
use super::card::{Card, country_code};
use super::json::Node;

/// Adds what an entity's `JSContact` card says.
pub(super) fn read(entity: &Node<'_>, card: &mut Card) {
    let names = ["jscontact_card", "jscontact", "jsCard", "jscard"];
    let Some(source) = names.iter().find_map(|name| entity.get(name)) else {
        return;
    };
    if source.members().is_none() {
        source.note("is no card");
        return;
    }
    if card.kind.is_none() {
        card.kind = source.text("kind").map(|kind| kind.to_ascii_lowercase());
    }
    let name = source.get("name").filter(|name| name.members().is_some());
    card.take_name(name.and_then(|name| name.text("full")).or_else(|| source.text("fullName")));
    for organisation in entries(&source, "organizations") {
        card.take_organisation(organisation.text("name"));
    }
    for email in entries(&source, "emails") {
        let address = email.text("address").or_else(|| email.text("email")).unwrap_or_default();
        let preference = email.number("pref").unwrap_or(101);
        card.add_email(&address, says(&email, "abuse"), preference);
    }
    for phone in entries(&source, "phones") {
        let number = phone.text("number").or_else(|| phone.text("phone"));
        if let Some(number) = number.filter(|_| !says(&phone, "fax")) {
            card.take_phone(&number);
        }
    }
    for address in entries(&source, "addresses") {
        let country = address.text("countryCode").and_then(|code| country_code(&code));
        card.country = card.country.take().or(country);
    }
    read_links(&source, card);
}

/// Reads the links: those of kind `contact` stand in for an e-mail address.
fn read_links(source: &Node<'_>, card: &mut Card) {
    for link in entries(source, "links") {
        let Some(uri) = link.text("uri").or_else(|| link.text("href")) else {
            continue;
        };
        if link.text("kind").is_some_and(|kind| kind.eq_ignore_ascii_case("contact")) {
            card.take_stand_in(&uri);
        } else if card.site.is_none() && is_web(&uri) {
            card.site = Some(uri);
        }
    }
}

/// The values of a member that maps names to objects.
fn entries<'a>(source: &Node<'a>, key: &str) -> Vec<Node<'a>> {
    let Some(map) = source.get(key) else {
        return Vec::new();
    };
    let Some(members) = map.members() else {
        return map.items();
    };
    members.keys().take(50).filter_map(|key| map.get(key)).collect()
}

/// Whether an entry's contexts, features or label hold a word.
fn says(entry: &Node<'_>, word: &str) -> bool {
    let listed = |key: &str| match entry.get(key).map(|member| member.value()) {
        Some(Value::Object(members)) => members.keys().any(|name| name.eq_ignore_ascii_case(word)),
        Some(Value::String(text)) => text.eq_ignore_ascii_case(word),
        _ => false,
    };
    listed("contexts") || listed("features") || listed("label")
}
