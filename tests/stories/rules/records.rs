//! Rules about reading records, on worlds of a few answers.

use serde_json::{Value, json};
use trace::model::chain::{LayerId, RegistrationState, Status};
use trace::model::contact::Purpose;
use trace::model::dns::RecordKind;

use crate::recorded::traced;
use crate::world::{World, contacts, domain, entity, network, notes, only, said};

const REGISTRY: &str = "https://rdap.verisign.com/com/v1/domain/example.com";
const REGISTRAR: &str = "https://rdap.registrar.example.net/domain/example.com";
const RANGE: &str = "https://rdap.arin.net/registry/ip/192.0.2.9";

/// A name at an address of a range with these entities.
fn hosted(entities: &[Value]) -> World {
    let range = network("192.0.2.0", "192.0.2.255", entities);
    World::of("example.com").address("example.com", "192.0.2.9").rdap(RANGE, 200, &range)
}

/// A registry's record that links to the registrar's.
fn linked(to: &str) -> Value {
    let link = json!({"rel": "related", "type": "application/rdap+json", "href": to});
    domain("example.com", &json!({"links": [link]}))
}

#[test]
fn rule_4_no_rdap_is_not_not_registered() {
    let manager = "domain: ET\n\norganisation: Example Manager\n\ncontact: administrative\n\
                   organisation: Example Manager\ne-mail: desk@manager.example\n\nsource: IANA\n";
    let chain = World::of("example.et").whois("whois.iana.org", "et", manager).chain();
    assert_eq!(chain.registration.state, RegistrationState::Unknown);
    assert_eq!(only(&chain, LayerId::Registrar).status(), Status::Unknown);
    assert_eq!(said(&chain, LayerId::Registry), "Example Manager");
    assert_eq!(contacts(&chain, LayerId::Registry), ["desk@manager.example"]);
}

#[test]
fn rule_5_absence_refusal_and_failure_are_told_apart() {
    for (status, state) in [
        (404, RegistrationState::NotRegistered),
        (400, RegistrationState::Unknown),
        (403, RegistrationState::Unknown),
        (429, RegistrationState::Unknown),
        (503, RegistrationState::Unknown),
    ] {
        let chain = World::of("example.com")
            .rdap(REGISTRY, status, &json!({"errorCode": status}))
            .dns("example.com", RecordKind::Ns, "NXDOMAIN")
            .chain();
        assert_eq!(chain.registration.state, state, "HTTP {status}");
    }
}

#[test]
fn rule_6_a_redacted_holder_is_hidden_and_its_form_reaches_the_holder_only() {
    let mut holder = entity("registrant", "", None);
    let form = json!(["contact-uri", {}, "uri", "https://reach.example.net/form"]);
    holder["vcardArray"][1].as_array_mut().expect("a card").push(form);
    let redacted = json!([{"name": {"type": "Registrant Email"}, "method": "replacementValue"}]);
    let record = domain("example.com", &json!({"entities": [holder], "redacted": redacted}));
    let chain = World::of("example.com").rdap(REGISTRY, 200, &record).chain();
    let registrant = only(&chain, LayerId::Registrant);
    assert_eq!(registrant.status(), Status::Hidden);
    let relay = registrant.contacts.iter().find(|it| it.value.contains("reach.example.net"));
    assert_eq!(relay.map(|it| it.purpose), Some(Purpose::Registrant));
    assert!(!contacts(&chain, LayerId::Registrar).iter().any(|it| it.contains("reach.example")));
}

#[test]
fn rule_7_a_thin_answer_is_followed_once_to_the_same_name_over_https() {
    let own =
        domain("example.com", &json!({"entities": [entity("registrant", "Holder Ltd", None)]}));
    let world = |link: &str| World::of("example.com").rdap(REGISTRY, 200, &linked(link));
    let followed = world(REGISTRAR).rdap(REGISTRAR, 200, &own);
    assert_eq!(said(&followed.chain(), LayerId::Registrant), "Holder Ltd");
    for other in [
        "http://rdap.registrar.example.net/domain/example.com",
        "https://rdap.registrar.example.net/domain/other.com",
        REGISTRY,
    ] {
        let world =
            if other == REGISTRY { world(other) } else { world(other).rdap(other, 200, &own) };
        assert_ne!(said(&world.chain(), LayerId::Registrant), "Holder Ltd", "{other}");
    }
}

#[test]
fn rule_8_an_abuse_entity_is_whose_it_stands_under() {
    let abuse = || entity("abuse", "Desk", Some("abuse@hostco.org"));
    let mut holder = entity("registrant", "Hostco Ltd", None);
    holder["entities"] = json!([abuse()]);
    for entities in [vec![holder], vec![entity("registrant", "Hostco Ltd", None), abuse()]] {
        assert_eq!(contacts(&hosted(&entities).chain(), LayerId::Host), ["abuse@hostco.org"]);
    }
    let third = json!({"entities": [entity("abuse", "Desk", Some("desk@third-party.org"))]});
    let chain =
        World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &third)).chain();
    assert_eq!(contacts(&chain, LayerId::Registrar), ["abuse@registrar.example.net"]);
    assert!(notes(&chain, LayerId::Registrar).contains("does not say whose"));
}

#[test]
fn rule_16_a_path_tenant_is_named_in_full_and_its_platforms_name_is_left_alone() {
    let chain = traced("path-tenant-site").chain;
    let host = only(&chain, LayerId::Host);
    assert_eq!(host.subjects[0], "sites.google.com/view/parcel-notice/home");
    for layer in [LayerId::Registry, LayerId::Registrar] {
        assert!(only(&chain, layer).hits_platform, "{layer:?}");
        assert!(
            only(&chain, layer)
                .can
                .iter()
                .all(|power| { power.collateral.is_none() || power.condition.is_some() })
        );
    }
}

#[test]
fn rule_20_an_edge_that_stores_is_the_host_and_a_custom_domain_may_be_either() {
    let stored = traced("edge-that-stores").chain;
    let id = |layer| only(&stored, layer).party().map(|party| party.id.clone());
    assert_eq!(id(LayerId::Cdn), id(LayerId::Host));
    let custom = traced("cdn-hides-host").chain;
    assert_eq!(only(&custom, LayerId::Host).status(), Status::Hidden);
}

#[test]
fn rule_24_fillers_of_registries_are_no_contacts() {
    let mut holder = entity("registrant", "Hostco Ltd", Some("hostmaster@nic.ad.jp"));
    let card = holder["vcardArray"][1].as_array_mut().expect("a card");
    card.push(json!(["tel", {"type": "voice"}, "text", "+000000000"]));
    card.push(json!(["adr", {"cc": "ZZ"}, "text", ["", "", "", "", "", "", "ZZ"]]));
    holder["roles"] = json!(["registrant", "abuse"]);
    let chain = hosted(&[holder]).chain();
    let host = only(&chain, LayerId::Host);
    assert!(
        host.contacts.iter().all(|it| !it.value.contains("000") && !it.value.contains("nic.ad"))
    );
    assert_eq!(host.party().and_then(|party| party.country.as_deref()), None);
}

#[test]
fn rule_26_holder_and_announcer_are_both_said_with_what_each_can_do() {
    let chain = hosted(&[entity("registrant", "A Leasing Ltd", Some("noc@leasing.org"))])
        .origin("9.2.0.192", 64500)
        .dns(
            "AS64500.asn.cymru.com",
            RecordKind::Txt,
            "NOERROR\nanswer AS64500.asn.cymru.com 60 TXT 64500 | US | arin | 2020-01-01 | B Networks, US",
        )
        .chain();
    assert!(notes(&chain, LayerId::Network).contains("registered to \"A Leasing Ltd\""));
    assert_eq!(said(&chain, LayerId::Host), "A Leasing Ltd");
    let can = |layer| only(&chain, layer).can.iter().map(|power| power.words).collect::<Vec<_>>();
    assert!(can(LayerId::Network).contains(&"block an address"));
    assert!(!can(LayerId::Host).is_empty());
}

#[test]
fn rule_37_undeliverable_addresses_are_not_offered() {
    let mail = "registrar.example.net";
    for (mx, address, offered) in [
        (format!("NOERROR\nanswer {mail} 60 MX 0 ."), "NOERROR", false),
        ("NXDOMAIN".to_owned(), "NXDOMAIN", false),
        ("NOERROR".to_owned(), "NOERROR\nanswer registrar.example.net 60 A 192.0.2.1", true),
        ("SERVFAIL".to_owned(), "SERVFAIL", true),
    ] {
        let chain = World::of("example.com")
            .rdap(REGISTRY, 200, &domain("example.com", &json!({})))
            .dns(mail, RecordKind::Mx, &mx)
            .dns(mail, RecordKind::A, address)
            .dns(mail, RecordKind::Aaaa, if address == "NXDOMAIN" { "NXDOMAIN" } else { "NOERROR" })
            .chain();
        let abuse = contacts(&chain, LayerId::Registrar).contains(&"abuse@registrar.example.net");
        assert_eq!(abuse, offered, "{mx}");
    }
}

#[test]
fn rule_38_addresses_that_are_not_for_abuse_stay_out() {
    let soa = "NOERROR\nanswer example.com 60 SOA ns.dns-operator.org hostmaster.dns-operator.org";
    let chain = World::of("example.com")
        .zone("example.com", &["ns.dns-operator.org"])
        .dns("example.com", RecordKind::Soa, soa)
        .dns(
            "_dmarc.example.com",
            RecordKind::Txt,
            "NOERROR\nanswer _dmarc.example.com 60 TXT v=DMARC1; rua=mailto:rua@example.com",
        )
        .chain();
    for entry in &chain.entries {
        for contact in &entry.contacts {
            assert!(!contact.value.contains("hostmaster@") && !contact.value.contains("rua@"));
        }
    }
    assert_eq!(only(&chain, LayerId::Dns).subjects, ["ns.dns-operator.org"]);
}
