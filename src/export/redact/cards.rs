//! The cards of people in RDAP answers: of holders, and of administrative, technical and billing
//! contacts. Registrars, desks for abuse, and cards of groups and organisations that are no holder's
//! keep theirs.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Cut, Spared};

/// What is left of a person: that there is one, in which role, and what stands below.
const LEFT: [&str; 4] = ["objectClassName", "roles", "entities", "status"];

/// Empties the cards of people, and gathers their names.
pub(super) fn cut(
    value: &mut Value,
    known: &Spared,
    cut_so_far: &mut Cut,
    names: &mut BTreeSet<String>,
) {
    match value {
        Value::Array(items) => {
            for item in items {
                cut(item, known, cut_so_far, names);
            }
        }
        Value::Object(fields) => {
            let of = names_of(fields);
            if is_person(fields) && !of.iter().any(|name| known.is_party(name)) {
                names.extend(of);
                let before = fields.len();
                fields.retain(|key, _| LEFT.contains(&key.as_str()));
                cut_so_far.cards += before - fields.len();
            }
            fields.values_mut().for_each(|field| cut(field, known, cut_so_far, names));
        }
        _ => {}
    }
}

/// Whether an object is a person's.
fn is_person(fields: &Map<String, Value>) -> bool {
    let has = |wanted: &[&str]| {
        let roles = fields.get("roles").and_then(Value::as_array);
        roles.is_some_and(|roles| {
            roles.iter().filter_map(Value::as_str).any(|role| wanted.contains(&role))
        })
    };
    let desk = has(&["abuse", "registrar", "noc"]);
    let holder = has(&["registrant", "sponsor", "proxy"]);
    let contact = has(&["administrative", "technical", "billing"]);
    !desk && (holder || contact && !is_group(fields))
}

/// Whether a card is that of a group or an organisation.
fn is_group(fields: &Map<String, Value>) -> bool {
    properties(fields).any(|property| {
        property.first().and_then(Value::as_str) == Some("kind")
            && property
                .get(3)
                .and_then(Value::as_str)
                .is_some_and(|kind| matches!(kind.to_ascii_lowercase().as_str(), "group" | "org"))
    })
}

/// The properties of a jCard.
fn properties(fields: &Map<String, Value>) -> impl Iterator<Item = &Vec<Value>> {
    let card = fields.get("vcardArray").and_then(|card| card.get(1)).and_then(Value::as_array);
    card.into_iter().flatten().filter_map(Value::as_array)
}

/// The names on a card.
fn names_of(fields: &Map<String, Value>) -> Vec<String> {
    let of_card = properties(fields)
        .filter(|property| property.first().and_then(Value::as_str) == Some("fn"))
        .filter_map(|property| property.get(3)?.as_str());
    let of_other = fields.get("jscard").and_then(|card| card.get("name")?.get("full")?.as_str());
    of_card.chain(of_other).map(|name| name.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_lose_their_cards_and_desks_keep_theirs() {
        let mut value = serde_json::json!({ "entities": [
            { "roles": ["registrant"], "handle": "X", "links": [], "vcardArray": ["vcard", [["fn", {}, "text", "Ann Example"]]] },
            { "roles": ["registrar"], "vcardArray": ["vcard", []], "entities": [{ "roles": ["abuse"], "vcardArray": [] }] },
            { "roles": ["technical"], "vcardArray": ["vcard", [["kind", {}, "text", "group"]]] },
            { "roles": ["technical"], "vcardArray": ["vcard", [["kind", {}, "text", "individual"]]] },
        ] });
        let (mut so_far, mut names) = (Cut::default(), BTreeSet::new());
        cut(&mut value, &Spared::default(), &mut so_far, &mut names);
        assert_eq!(so_far.cards, 4);
        assert_eq!(value["entities"][0], serde_json::json!({ "roles": ["registrant"] }));
        assert!(value["entities"][1]["entities"][0].get("vcardArray").is_some());
        assert!(value["entities"][2].get("vcardArray").is_some());
        assert!(value["entities"][3].get("vcardArray").is_none());
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["Ann Example"]);
    }
}
