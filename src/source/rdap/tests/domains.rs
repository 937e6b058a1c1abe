//! Who is who in the answer about a domain.

use serde_json::{Value, json};

use super::{abuse, answer, card, domain, shown};
use crate::model::contact::ContactKind::{Email, Form, Phone};
use crate::model::record::ContactRole::{Abuse, General};
use crate::model::record::{PartyRecord, RegistrarRecord};

/// The registrar that an entity is read as.
fn registrar(members: &Value) -> RegistrarRecord {
    let mut entity = json!({"roles": ["registrar"]});
    super::merge(&mut entity, members);
    domain(&json!({"entities": [entity]})).registrar.unwrap()
}

/// The registrant that a card with these properties is read as.
fn registrant(properties: &Value) -> Option<PartyRecord> {
    domain(&json!({"entities": [{"roles": ["registrant"], "vcardArray": ["vcard", properties]}]}))
        .registrant
}

#[test]
fn the_registrar_owns_the_abuse_entity_below_it_at_any_depth() {
    let found = registrar(&json!({
        "vcardArray": card("Example Registrar", "org", "info@example.net"),
        "entities": [{"roles": ["technical"], "entities": [{"roles": ["Abuse"],
            "vcardArray": card("Abuse", "group", "abuse@example.net")}]}],
    }));
    assert_eq!(found.name.as_deref(), Some("Example Registrar"));
    assert_eq!(abuse(&found.contacts), "abuse@example.net");
    assert_eq!(shown(&found.contacts, Email, General), "info@example.net");
}

#[test]
fn an_abuse_entity_at_the_top_is_the_registrars_only_if_they_share_a_domain() {
    let registrar = json!({"roles": "Registrar",
        "vcardArray": card("Example Registrar", "org", "info@mail.example.net")});
    let top = |email: &str| json!({"roles": ["abuse"], "vcardArray": card("A", "group", email)});

    let same = domain(&json!({"entities": [top("abuse@example.net"), registrar]}));
    assert_eq!(abuse(&same.registrar.unwrap().contacts), "abuse@example.net");
    assert!(same.contacts.is_empty());

    let third = domain(&json!({"entities": [top("abuse@example.org"), registrar]}));
    assert_eq!(abuse(&third.registrar.unwrap().contacts), "");
    assert_eq!(abuse(&third.contacts), "abuse@example.org");
}

#[test]
fn the_number_comes_from_the_public_identifier_or_from_the_handle() {
    let stated = json!({"handle": "EX-1",
        "publicIds": [{"type": "IANA Registrar ID", "identifier": 64999}]});
    assert_eq!(registrar(&stated).iana_id, Some(64999));
    assert_eq!(registrar(&stated).handle.as_deref(), Some("EX-1"));
    let alone = json!({"handle": "64999", "publicIds": {"type": "Tax", "identifier": "1"}});
    assert_eq!(registrar(&alone).iana_id, Some(64999));
    assert_eq!(registrar(&alone).handle, None);
}

#[test]
fn a_country_code_numbers_registrars_as_it_likes() {
    let value = json!({"objectClassName": "domain", "ldhName": "example.xx",
        "entities": [{"roles": ["registrar"], "handle": "12"}]});
    let record = crate::source::rdap::read_domain(&answer(&value), "example.xx");
    let registrar = record.unwrap().unwrap().registrar.unwrap();
    assert_eq!((registrar.iana_id, registrar.handle.as_deref()), (None, Some("12")));
}

#[test]
fn a_registrar_without_a_formatted_name_has_that_of_its_organisation() {
    let properties = json!(["vcard", [["fn", {}, "text", ""], ["org", {"type": "work"}, "text",
        ["Example\\, Inc.", "Domains"]], ["url", {}, "uri", "https://www.example.net/"],
        ["adr", {"cc": "nl"}, "text", ["", "", "", "", "", "", "Netherlands"]]]]);
    let found = registrar(&json!({"vcardArray": properties}));
    assert_eq!(found.name.as_deref(), Some("Example, Inc."));
    assert_eq!(found.url.as_deref(), Some("https://www.example.net/"));
    assert_eq!(found.country.as_deref(), Some("NL"));
}

#[test]
fn the_link_about_a_registrar_is_its_site_unless_it_is_a_service() {
    let link = |href: &str, media: &str| {
        json!({"links": [{"rel": "about", "href": href,
        "type": media}]})
    };
    let site = registrar(&link("https://www.example.net/", "text/html"));
    assert_eq!(site.url.as_deref(), Some("https://www.example.net/"));
    let service = registrar(&link("https://rdap.example.net/", "application/rdap+json"));
    assert_eq!(service.url, None);
}

#[test]
fn cards_are_read_whatever_is_odd_about_them() {
    for odd in [
        json!([
            "vcard",
            [["FN", {}, "text", "Desk"], ["EMAIL", {}, "text", "MAILTO:a@example.net"]]
        ]),
        json!([["fn", {}, "text", "Desk"], ["email", {}, "text", "a@example.net"]]),
        json!([
            "vcard",
            [
                ["fn", {}, "text", "Desk"],
                7,
                ["x"],
                [],
                ["email", {}, "uri", ["mailto:a@example.net"]]
            ],
            "more"
        ]),
        json!(["vcard", [["fn", "text", "Desk"], ["email", null, "text", "x; a@example.net"]]]),
    ] {
        let found = registrar(&json!({"entities": [{"roles": ["abuse"], "vcardArray": odd}]}));
        assert_eq!(abuse(&found.contacts), "a@example.net", "{odd}");
    }
}

#[test]
fn addresses_stand_in_the_order_of_preference_and_fax_is_left_out() {
    let properties = json!(["vcard", [
        ["email", {}, "text", "third@example.net"],
        ["email", {"pref": "2"}, "text", "second@example.net"],
        ["email", {"PREF": 1}, "text", "first@example.net"],
        ["tel", {"type": "fax"}, "uri", "tel:+1-555-555-0001"],
        ["tel", {"Type": ["work", "voice"]}, "uri", "tel:+1-555-555-0002;ext=9"],
        ["tel", {}, "text", "+000000000"],
    ]]);
    let found = registrar(&json!({"entities": [{"roles": ["abuse"], "vcardArray": properties}]}));
    assert_eq!(abuse(&found.contacts), "first@example.net second@example.net");
    assert_eq!(shown(&found.contacts, Phone, Abuse), "+1-555-555-0002;ext=9");
}

#[test]
fn a_number_in_pieces_is_joined_only_behind_its_country_code() {
    let phone = |pieces: &[&str]| {
        let tel = |piece: &&str| json!(["tel", {"type": ["voice"]}, "uri", format!("tel:{piece}")]);
        let all: Vec<Value> = pieces.iter().map(tel).collect();
        shown(&registrar(&json!({"vcardArray": ["vcard", all]})).contacts, Phone, General)
    };
    assert_eq!(phone(&["+1", "555", "5551234"]), "+1 555 5551234");
    assert_eq!(phone(&["555", "5551234"]), "");
    assert_eq!(phone(&["+1", "+15555551234"]), "");
}

#[test]
fn a_form_stands_in_for_an_address() {
    let properties = json!([
        "vcard",
        [
            ["contact-uri", {}, "uri", "https://www.example.net/abuse"],
            ["contact-uri", {}, "uri", "mailto:desk@example.net"],
        ]
    ]);
    let found = registrar(&json!({"entities": [{"roles": ["abuse"], "vcardArray": properties}]}));
    assert_eq!(shown(&found.contacts, Form, Abuse), "https://www.example.net/abuse");
    assert_eq!(abuse(&found.contacts), "desk@example.net");
}

#[test]
fn a_card_in_the_newer_format_is_read_as_well() {
    let entity = json!({"roles": ["abuse"], "jscard": {
        "@type": "Card", "kind": "org", "name": {"full": "Desk"},
        "emails": {"e1": {"address": "abuse@example.net"}},
        "phones": {"p1": {"number": "tel:+1-555-555-1234"},
            "p2": {"number": "+1-555-555-9999", "features": {"fax": true}}},
        "links": {"l1": {"kind": "contact", "uri": "https://www.example.net/form"}}}});
    let found = registrar(&json!({"entities": [entity]}));
    assert_eq!(abuse(&found.contacts), "abuse@example.net");
    assert_eq!(shown(&found.contacts, Phone, Abuse), "+1-555-555-1234");
    assert_eq!(shown(&found.contacts, Form, Abuse), "https://www.example.net/form");
}

#[test]
fn a_registrant_is_an_organisation_or_a_name() {
    let with_organisation = json!([["fn", {}, "text", "Jane Roe"], ["org", {}, "text", "Example"]]);
    let party = registrant(&with_organisation).unwrap();
    assert_eq!((party.organisation.text(), party.name.text()), (Some("Example"), Some("Jane Roe")));
    let kind = json!([["fn", {}, "text", "Example"], ["kind", {}, "text", "org"]]);
    assert_eq!(registrant(&kind).unwrap().organisation.text(), Some("Example"));
    let person = registrant(&json!([["fn", {}, "text", "Jane Roe"]])).unwrap();
    assert_eq!((person.organisation.text(), person.name.text()), (None, Some("Jane Roe")));
    assert_eq!(registrant(&json!([["fn", {}, "text", " "], ["org", {}, "text", "N/A"]])), None);
}

#[test]
fn withheld_fields_are_named_and_never_values() {
    let entity = json!({"roles": ["registrant"], "status": ["private"],
        "remarks": [{"title": "REDACTED FOR PRIVACY", "type": "Object redacted due to authorization"}],
        "vcardArray": ["vcard", [["fn", {}, "text", "REDACTED FOR PRIVACY"],
            ["org", {}, "text", "Data Protected"],
            ["email", {}, "text", "Please query the RDDS service of the Registrar of Record"],
            ["adr", {}, "text", ["", "", "", "", "", "", "US"]]]]});
    let record = domain(&json!({"entities": [entity], "redacted": [
        {"name": {"description": "Registrant Street"}, "method": "removal"},
        {"name": {"type": "Tech Email"}}, {"name": {"type": "Registry Domain ID"}},
        {"reason": {}}]}));
    let party = record.registrant.unwrap();
    assert_eq!((party.label(), party.country.as_deref()), (None, Some("US")));
    assert!(party.contacts.is_empty());
    assert_eq!(
        record.redacted,
        [
            "Registrant Street",
            "Registrant Name",
            "Registrant Organization",
            "Registrant Email",
            "REDACTED FOR PRIVACY",
            "private"
        ]
    );
    assert_eq!(record.oddities, ["$.redacted[3] does not name what was withheld"]);
}

#[test]
fn a_relay_reaches_the_holder_and_is_no_abuse_contact() {
    let party = registrant(&json!([["contact-uri", {}, "uri", "https://example.net/contact"]]));
    let party = party.unwrap();
    assert_eq!(party.relay.as_deref(), Some("https://example.net/contact"));
    assert!(party.contacts.iter().all(|contact| contact.role != Abuse));
    let form = registrant(&json!([["email", {}, "text", "https://example.net/form?id=1"]]));
    assert_eq!(form.unwrap().relay.as_deref(), Some("https://example.net/form?id=1"));
}

#[test]
fn a_reseller_is_one_only_by_role() {
    let record = domain(&json!({"entities": [
        {"roles": ["reseller"], "vcardArray": card("Example Reseller", "org", "a@example.net")}]}));
    assert_eq!(record.reseller.unwrap().label(), Some("Example Reseller"));
    let record = domain(&json!({"nameservers": ["NS1.BIGRESELLER.EXAMPLE."]}));
    assert_eq!((record.reseller, record.name_servers.len()), (None, 1));
}

#[test]
fn the_related_object_is_of_the_same_name_secure_and_not_the_object_itself() {
    let related = |href: &str| {
        domain(&json!({"links": [
            {"rel": "self", "href": "https://rdap.example/domain/example.com",
                "value": "https://rdap.example/v1/domain/example.com"},
            {"rel": "Related", "href": href, "value": href, "type": "application/rdap+json"}]}))
        .related
    };
    let good = "https://rdap.example.net/v1/domain/EXAMPLE.COM";
    assert_eq!(related(good).as_deref(), Some(good));
    for href in [
        "http://rdap.example.net/domain/example.com",
        "https://rdap.example.net/domain/example.org",
        "https://rdap.example.net/entity/example.com",
        "https://RDAP.example/domain/EXAMPLE.com",
        "https://rdap.example/v1/domain/example.com/",
        "https://rdap.example.net/",
        "é",
    ] {
        assert_eq!(related(href), None, "{href}");
    }
    let page = json!({"links": [{"rel": "related", "type": "text/html",
        "href": "https://example.net/domain/example.com"}]});
    assert_eq!(domain(&page).related, None);
}

#[test]
fn the_whois_server_is_the_registrars_or_nobodys() {
    let server = |port43: &str| {
        domain(&json!({"port43": port43, "entities": [{"roles": ["registrar"],
            "vcardArray": card("Example Registrar", "org", "info@example.net")}]}))
        .whois_server
    };
    assert_eq!(server("whois.example.net").as_deref(), Some("whois.example.net"));
    assert_eq!(server("whois.registry.example"), None);
}

#[test]
fn events_give_dates_and_absurd_ones_are_noted() {
    let record = domain(&json!({"events": [
        {"eventAction": "Registration", "eventDate": "2020-01-31T10:00:00Z"},
        {"eventAction": "registrar expiration", "eventDate": "2031-01-31"},
        {"eventAction": "last changed", "eventDate": "0001-01-01T00:00:00Z"},
        {"eventAction": "last update of RDAP database", "eventDate": "2024-01-01T00:00:00Z"}]}));
    assert_eq!(record.created.as_deref(), Some("2020-01-31T10:00:00Z"));
    assert_eq!(record.expires.as_deref(), Some("2031-01-31"));
    assert_eq!(record.updated, None);
    assert_eq!(record.oddities, ["$.events[2] has no usable date"]);
}

#[test]
fn a_ds_record_means_that_the_delegation_is_signed() {
    let signed = |value: Value| domain(&json!({"secureDNS": value})).signed;
    assert_eq!(signed(json!({"delegationSigned": false})), Some(false));
    assert_eq!(signed(json!({"delegationSigned": "true"})), Some(true));
    assert_eq!(signed(json!({"dsData": [{"keyTag": 1}]})), Some(true));
    assert_eq!(signed(json!({})), None);
    assert_eq!(signed(json!("yes")), None);
}

#[test]
fn a_role_may_stand_on_the_card_alone() {
    let on_card = |role: &str| {
        let card =
            json!(["vcard", [["fn", {}, "text", "Example Ltd"], ["role", {}, "text", role]]]);
        domain(&json!({"entities": [{"objectClassName": "entity", "vcardArray": card}]})).registrar
    };
    let found = on_card("Registrar").and_then(|registrar| registrar.name);
    assert_eq!(found.as_deref(), Some("Example Ltd"));
    assert!(on_card("Head of registrars").is_none());
}
