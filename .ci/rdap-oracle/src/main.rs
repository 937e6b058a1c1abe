//! Prints what ICANN's own library reads from RDAP answers: file names on stdin, a line of JSON for each.

use icann_rdap_common::prelude::*;
use serde_json::{Value, json};

fn main() {
    for file in std::io::stdin().lines().map_while(Result::ok) {
        let read = std::fs::read_to_string(&file).ok();
        let json = read.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let response = json.and_then(|json| RdapResponse::try_from(json).ok());
        let facts = match &response {
            Some(RdapResponse::Domain(domain)) => of_domain(domain),
            Some(RdapResponse::Network(network)) => {
                json!({"abuse": mailboxes(network.entities(), "abuse")})
            }
            Some(RdapResponse::Autnum(autnum)) => {
                json!({"abuse": mailboxes(autnum.entities(), "abuse")})
            }
            _ => json!(null),
        };
        println!("{}", json!({"file": file, "facts": facts}));
    }
}

/// The registrar, its abuse mailboxes, statuses and dates of a domain.
fn of_domain(domain: &Domain) -> Value {
    let registrars: Vec<&Entity> =
        domain.entities().iter().filter(|entity| entity.is_entity_role("registrar")).collect();
    let names: Vec<String> = registrars.iter().filter_map(|entity| name(entity)).collect();
    let below = registrars.iter().flat_map(|entity| mailboxes(entity.entities(), "abuse"));
    let date = |action: &str| {
        let mut events = domain.events().iter();
        events.find(|event| event.event_action() == Some(action)).and_then(|it| it.event_date())
    };
    json!({
        "registrar": names,
        "abuse": below.collect::<Vec<_>>(),
        "status": domain.status(),
        "created": date("registration"),
        "expires": date("expiration"),
    })
}

/// The name on an entity's card.
fn name(entity: &Entity) -> Option<String> {
    let contact = entity.contact()?;
    contact.full_name().or(contact.organization_name()).map(str::to_owned)
}

/// The mailboxes of the entities with a role, wherever they stand.
fn mailboxes(entities: &[Entity], role: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entity in entities {
        let contact = entity.contact().filter(|_| entity.is_entity_role(role));
        let emails = contact.iter().flat_map(|contact| contact.emails());
        found.extend(emails.map(|email| email.email().to_owned()));
        found.extend(mailboxes(entity.entities(), role));
    }
    found
}
