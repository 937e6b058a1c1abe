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
            Some(RdapResponse::Network(network)) => of_number(
                network.entities(),
                json!({
                    "name": network.name(),
                    "handle": network.handle(),
                    "country": network.country(),
                    "first": network.start_address(),
                    "last": network.end_address(),
                }),
            ),
            Some(RdapResponse::Autnum(autnum)) => of_number(
                autnum.entities(),
                json!({
                    "name": autnum.name(),
                    "handle": autnum.handle(),
                    "country": autnum.country(),
                }),
            ),
            _ => json!(null),
        };
        println!("{}", json!({"file": file, "facts": facts}));
    }
}

/// The registrar, its number and contacts, the statuses, days, name servers and holder of a domain.
fn of_domain(domain: &Domain) -> Value {
    let with =
        |role: &'static str| domain.entities().iter().filter(move |it| it.is_entity_role(role));
    let registrars: Vec<&Entity> = with("registrar").collect();
    let below = |pick: fn(&Contact) -> Vec<String>| -> Vec<String> {
        registrars.iter().flat_map(|entity| found(entity.entities(), "abuse", pick)).collect()
    };
    let ids = registrars.iter().flat_map(|entity| entity.public_ids());
    let date = |action: &str| {
        let mut events = domain.events().iter();
        events.find(|event| event.event_action() == Some(action)).and_then(|it| it.event_date())
    };
    let servers = domain.nameservers().iter();
    json!({
        "registrar": registrars.iter().flat_map(|entity| names(entity)).collect::<Vec<_>>(),
        "number": ids
            .filter(|id| id.id_type() == Some("IANA Registrar ID"))
            .filter_map(PublicId::identifier)
            .collect::<Vec<_>>(),
        "abuse": below(mailboxes),
        "phones": below(phones),
        "all": found(domain.entities(), "", mailboxes),
        "status": domain.status(),
        "created": date("registration"),
        "expires": date("expiration"),
        "updated": date("last changed"),
        "servers": servers.filter_map(Nameserver::ldh_name).collect::<Vec<_>>(),
        "holder": with("registrant").flat_map(names).collect::<Vec<_>>(),
        "reseller": with("reseller").flat_map(names).collect::<Vec<_>>(),
    })
}

/// The facts of a number with the mailboxes of those who answer for it.
fn of_number(entities: &[Entity], mut facts: Value) -> Value {
    facts["abuse"] = json!(found(entities, "abuse", mailboxes));
    facts["phones"] = json!(found(entities, "abuse", phones));
    facts["all"] = json!(found(entities, "", mailboxes));
    let holders = entities.iter().filter(|entity| entity.is_entity_role("registrant"));
    facts["holder"] = json!(holders.flat_map(names).collect::<Vec<_>>());
    facts
}

/// The names on an entity's card.
fn names(entity: &Entity) -> Vec<String> {
    let Some(contact) = entity.contact() else { return Vec::new() };
    let organisation = contact.organization_names().iter();
    contact.full_name().map(str::to_owned).into_iter().chain(organisation.cloned()).collect()
}

/// The mailboxes on a card.
fn mailboxes(contact: &Contact) -> Vec<String> {
    contact.emails().iter().map(|email| email.email().to_owned()).collect()
}

/// The telephone numbers on a card, without those of faxes.
fn phones(contact: &Contact) -> Vec<String> {
    let fax = |phone: &&Phone| {
        phone.features.iter().flatten().any(|feature| feature.eq_ignore_ascii_case("fax"))
    };
    contact.phones().iter().filter(|phone| !fax(phone)).map(|it| it.phone().to_owned()).collect()
}

/// What stands on the cards of entities with a role (any, where it is empty), wherever they stand.
fn found(entities: &[Entity], role: &str, pick: fn(&Contact) -> Vec<String>) -> Vec<String> {
    let mut all = Vec::new();
    for entity in entities {
        let wanted = role.is_empty() || entity.is_entity_role(role);
        all.extend(entity.contact().filter(|_| wanted).iter().flat_map(pick));
        all.extend(found(entity.entities(), role, pick));
    }
    all
}
