//! An abuser who knows the tool writes much of what it reads. Each story is one of his tries.

use serde_json::json;
use trace::model::advice::Nature;
use trace::model::chain::{Confidence, LayerId, Status};
use trace::model::contact::{Basis, Purpose};
use trace::model::dns::RecordKind;
use trace::model::writer::Writer;

use super::recorded::{advice, request};
use super::world::{World, contacts, domain, entity, is, network, notes, only, said};

const REGISTRY: &str = "https://rdap.verisign.com/com/v1/domain/example.com";
const ADDRESS: &str = "https://rdap.arin.net/registry/ip/192.0.2.9";
const ABOVE: &str = "https://rdap.arin.net/registry/ip/192.0.2.0/24";

/// The identifier of the party of a layer's only entry.
fn id(chain: &trace::model::chain::Chain, layer: LayerId) -> &str {
    only(chain, layer).party().map_or("", |party| party.id.as_str())
}

/// A domain whose record holds one more entity.
fn registered_with(role: &str, name: &str, mailbox: &str) -> World {
    let more = json!({"entities": [entity(role, name, Some(mailbox))]});
    World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &more))
}

/// An address in a part of a carrier's block that its customer gave a name of his choice.
fn assigned(name: &str, mailbox: &str) -> World {
    let own = entity("registrant", name, None);
    let desk = entity("abuse", "Abuse", Some(mailbox));
    let mut customer = network("192.0.2.0", "192.0.2.15", &[own, desk]);
    customer["links"] = json!([{"rel": "up", "type": "application/rdap+json", "href": ABOVE}]);
    let carrier = [
        entity("registrant", "Example Carrier", None),
        entity("abuse", "Abuse", Some("abuse@carrier.example.net")),
    ];
    World::of("192.0.2.9").origin("9.2.0.192", 64500).rdap(ADDRESS, 200, &customer).rdap(
        ABOVE,
        200,
        &network("192.0.2.0", "192.0.2.255", &carrier),
    )
}

#[test]
fn a_holder_who_calls_himself_a_cdn_is_not_that_company() {
    let chain = registered_with("registrant", "Cloudflare, Inc.", "x@example.net").chain();
    let entry = only(&chain, LayerId::Registrant);
    assert_eq!(said(&chain, LayerId::Registrant), "Cloudflare, Inc.");
    assert_eq!(entry.said_by(), Some(Writer::AccountHolder));
    assert_eq!(entry.confidence, Confidence::Weak);
    assert_ne!(id(&chain, LayerId::Registrant), "cloudflare");
}

#[test]
fn a_reseller_field_with_a_registrars_name_does_not_give_that_company_his_mailbox() {
    let chain = registered_with("reseller", "GoDaddy.com, LLC", "desk@example.net").chain();
    let entry = only(&chain, LayerId::Reseller);
    assert_ne!(id(&chain, LayerId::Reseller), "godaddy");
    assert!(entry.contacts.is_empty() && entry.rejected.len() == 1, "{entry:#?}");
}

#[test]
fn a_reseller_field_with_the_registrys_or_a_register_of_numbers_name_has_no_desk() {
    let registry =
        only(&registered_with("reseller", "x", "x@example.net").chain(), LayerId::Registry)
            .party()
            .map(|party| party.name.clone());
    for name in [registry.unwrap_or_default(), "RIPE NCC".to_owned()] {
        let chain = registered_with("reseller", &name, "desk@example.net").chain();
        let entry = only(&chain, LayerId::Reseller);
        assert_ne!(id(&chain, LayerId::Reseller), id(&chain, LayerId::Registry));
        assert!(entry.contacts.is_empty() && entry.rejected.len() == 1, "{entry:#?}");
    }
}

#[test]
fn a_block_with_a_cdns_name_that_another_network_announces_hides_no_host() {
    for name in ["Fastly, Inc.", "Akamai Technologies, Inc."] {
        let holder = entity("registrant", name, Some("abuse@shell.example.net"));
        let chain = World::of("www.example.com")
            .address("www.example.com", "192.0.2.9")
            .origin("9.2.0.192", 64500)
            .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.255", &[holder]))
            .chain();
        assert!(is(&chain, LayerId::Cdn, Status::Absent), "{name}");
        assert_eq!(only(&chain, LayerId::Host).confidence, Confidence::Weak, "{name}");
    }
}

/// The parties that the advice about phishing asks first, for a holder who typed a name.
fn asked_first(holder: &str) -> Vec<String> {
    let machine = entity("registrant", "Hetzner Online GmbH", Some("abuse@hetzner.com"));
    let more = json!({"entities": [entity("registrant", holder, None)]});
    let trace = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &more))
        .address("example.com", "192.0.2.9")
        .origin("9.2.0.192", 24940)
        .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.255", &[machine]))
        .trace();
    let advice = advice(&trace, &request("phishing", Nature::Unknown));
    advice.steps.iter().filter(|step| step.layer.is_some()).map(|step| step.party.clone()).collect()
}

#[test]
fn a_holder_who_types_a_known_companys_name_does_not_make_its_desk_his() {
    let honest = asked_first("Example Holder Ltd");
    assert_eq!(honest.first().map(String::as_str), Some("Hetzner Online GmbH"));
    for typed in ["Hetzner Online GmbH", "Example Registrar Ltd"] {
        assert_eq!(asked_first(typed), honest, "{typed}");
    }
}

#[test]
fn a_customers_object_with_a_hosting_companys_name_leads_to_the_block_above() {
    let chain = assigned("Hetzner Online GmbH", "abuse@example.net").chain();
    assert_eq!(said(&chain, LayerId::Host), "Example Carrier");
    assert_eq!(only(&chain, LayerId::Host).confidence, Confidence::Weak);
    assert!(notes(&chain, LayerId::Host).contains("says \"Hetzner Online GmbH\""));
}

/// The registration of AS64500 for a company, with its desk if it has one.
fn carrier_system(world: World, company: &str, desk: Option<&str>) -> World {
    let mut entities = vec![entity("registrant", company, None)];
    entities.extend(desk.map(|desk| entity("abuse", "Abuse", Some(desk))));
    let system = json!({
        "objectClassName": "autnum", "handle": "AS64500", "startAutnum": 64500, "endAutnum": 64500,
        "entities": entities,
    });
    let registered =
        "NOERROR\nanswer as64500.asn.cymru.com 60 TXT 64500 | US | arin | 2020-01-01 | EX";
    world.dns("as64500.asn.cymru.com", RecordKind::Txt, registered).rdap(
        "https://rdap.arin.net/registry/autnum/64500",
        200,
        &system,
    )
}

/// An address in an object with a carrier's name, with this desk in it, that the carrier announces.
fn bearing_its_carriers_name(status: &str, mailbox: &str, carriers: Option<&str>) -> World {
    let own = entity("registrant", "Example Carrier Ltd", None);
    let desk = entity("abuse", "Abuse", Some(mailbox));
    let mut object = network("192.0.2.0", "192.0.2.15", &[own, desk]);
    object["type"] = json!(status);
    let world = World::of("192.0.2.9").origin("9.2.0.192", 64500).rdap(ADDRESS, 200, &object);
    carrier_system(world, "Example Carrier Limited", carriers)
}

#[test]
fn a_customers_desk_under_its_carriers_name_is_not_the_carriers() {
    for (status, mailbox) in [
        ("ASSIGNED PA", "abuse@customer.example.org"),
        ("REASSIGNMENT", "abuse@customer.example.org"),
        // A mailbox that the carrier gives to everybody.
        ("ASSIGNED PA", "jane.roe@carrier.example.net"),
    ] {
        let world = bearing_its_carriers_name(status, mailbox, Some("abuse@carrier.example.net"));
        let chain = world.chain();
        for layer in [LayerId::Host, LayerId::Network] {
            assert_eq!(
                contacts(&chain, layer),
                ["abuse@carrier.example.net"],
                "{layer:?} {mailbox}"
            );
        }
        let host = only(&chain, LayerId::Host);
        let rejected = host.rejected.iter().find(|rejected| rejected.contact.value == mailbox);
        let reason = &rejected.expect("is said").contact.reason;
        assert!(reason.contains("customer's"), "{reason}");
        assert_eq!(host.contacts[0].basis, Basis::Inherited);
    }
}

#[test]
fn a_carriers_own_object_keeps_its_desk() {
    for (status, mailbox, carriers) in [
        ("ASSIGNED PA", "abuse@carrier.example.net", Some("abuse@carrier.example.net")),
        ("ASSIGNED PA", "abuse-dsl@carrier.example.net", Some("noc@carrier.example.net")),
        ("DIRECT ALLOCATION", "abuse@carrier.example.org", Some("abuse@carrier.example.net")),
        ("ALLOCATED PA", "abuse@carrier.example.org", Some("abuse@carrier.example.net")),
        // Nothing is known that could tell.
        ("ASSIGNED PA", "abuse@carrier.example.org", None),
    ] {
        let chain = bearing_its_carriers_name(status, mailbox, carriers).chain();
        let host = only(&chain, LayerId::Host);
        assert_eq!(contacts(&chain, LayerId::Host)[0], mailbox, "{status} {mailbox}");
        assert_eq!(host.contacts[0].basis, Basis::Published);
    }
}

#[test]
fn somebody_at_a_known_companys_domain_is_its_desk_where_no_registration_has_another() {
    let desks = |carriers| {
        let own = entity("registrant", "Hetzner Online GmbH", None);
        let desk = entity("abuse", "Abuse", Some("jane.roe@hetzner.com"));
        let mut object = network("192.0.2.0", "192.0.2.15", &[own, desk]);
        object["type"] = json!("ASSIGNED PA");
        let world = World::of("192.0.2.9").origin("9.2.0.192", 64500).rdap(ADDRESS, 200, &object);
        let chain = carrier_system(world, "Hetzner Online GmbH", carriers).chain();
        contacts(&chain, LayerId::Host).join(" ")
    };
    assert_eq!(desks(None).split(' ').next(), Some("jane.roe@hetzner.com"));
    assert!(!desks(Some("abuse@hetzner.com")).contains("jane.roe"));
}

#[test]
fn the_desk_of_a_block_whose_name_was_passed_over_goes_with_it() {
    let chain = assigned("Hetzner Online GmbH", "abuse@example.org").chain();
    assert_eq!(said(&chain, LayerId::Host), "Example Carrier");
    assert_eq!(contacts(&chain, LayerId::Host), ["abuse@carrier.example.net"]);
    let own = assigned("Example Shell Ltd", "abuse@example.org").chain();
    assert_eq!(said(&own, LayerId::Host), "Example Shell Ltd");
    assert_eq!(contacts(&own, LayerId::Host), ["abuse@example.org"]);
}

#[test]
fn a_customers_object_with_a_cdns_name_hides_no_host() {
    let chain = assigned("Fastly, Inc.", "abuse@example.net").chain();
    assert!(is(&chain, LayerId::Cdn, Status::Absent));
    assert_eq!(said(&chain, LayerId::Host), "Example Carrier");
}

#[test]
fn a_name_server_that_only_the_zone_names_says_nothing_for_sure() {
    let more = json!({"nameservers": [
        {"objectClassName": "nameserver", "ldhName": "ns1.example.net"},
    ]});
    let chain = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &more))
        .zone("example.com", &["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"])
        .chain();
    let known = chain.layer(LayerId::Dns).find(|entry| entry.is_identified());
    let known = known.expect("the zone's word is shown");
    assert_eq!(known.confidence, Confidence::Weak);
    assert!(known.contacts.is_empty(), "{known:#?}");
    assert!(chain.warnings.iter().any(|warning| warning.contains("ns1.example.net")));
    let missing = chain.layer(LayerId::Dns).find(|entry| !entry.is_identified());
    assert_eq!(missing.expect("the registry's server").subjects, ["ns1.example.net"]);
}

#[test]
fn one_sinkhole_among_his_own_servers_ends_nothing() {
    let servers = ["ns1.example.com", "sc-a.sinkhole.shadowserver.org"];
    let chain = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &json!({})))
        .zone("example.com", &servers)
        .chain();
    let can = &only(&chain, LayerId::Registrar).can;
    assert!(can.iter().any(|power| power.ability.word() == "suspend-domain"));
}

#[test]
fn a_cdns_name_that_leads_to_his_own_machine_hides_nobody() {
    let holder = entity("registrant", "Example Shell Ltd", Some("abuse@shell.example.net"));
    let chain = World::of("www.example.com")
        .alias("www.example.com", "x.cdn.cloudflare.net", "192.0.2.9")
        .origin("9.2.0.192", 64500)
        .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.255", &[holder]))
        .chain();
    assert!(is(&chain, LayerId::Cdn, Status::Absent));
    assert!(notes(&chain, LayerId::Cdn).contains("hides nobody"));
    assert_eq!(said(&chain, LayerId::Host), "Example Shell Ltd");
}

#[test]
fn where_browsers_follow_the_https_record_the_chain_does() {
    let chain = World::of("www.example.com")
        .address("www.example.com", "198.51.100.1")
        .dns(
            "www.example.com",
            RecordKind::Https,
            "NOERROR\nanswer www.example.com 60 HTTPS 1 . 192.0.2.9",
        )
        .chain();
    let leads = chain.leads.as_ref().and_then(|leads| leads.resolution.found());
    let addresses: Vec<String> =
        leads.expect("resolves").addresses.iter().map(ToString::to_string).collect();
    assert_eq!(addresses, ["192.0.2.9", "198.51.100.1"]);
}

#[test]
fn a_record_that_refers_to_the_target_itself_is_not_followed_and_that_is_said() {
    let more = json!({"links": [{
        "rel": "related", "type": "application/rdap+json",
        "href": "https://rdap.example.com/domain/example.com",
    }]});
    let chain = World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &more)).chain();
    assert!(chain.warnings.iter().any(|warning| warning.contains("rdap.example.com")));
}

#[test]
fn desks_that_are_none_are_told_apart() {
    for mailbox in ["abuse@h\u{435}tzner.com", "abuse%0abcc%3ax@example.net"] {
        let holder = entity("registrant", "Example Shell Ltd", None);
        let desk = entity("abuse", "Abuse", Some(mailbox));
        let chain = World::of("192.0.2.9")
            .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.255", &[holder, desk]))
            .chain();
        assert!(!contacts(&chain, LayerId::Host).contains(&mailbox), "{mailbox}");
    }
    let holder = entity("registrant", "Example Shell Ltd", None);
    let desk = entity("abuse", "Abuse", Some("abuse@example.com"));
    let chain = World::of("www.example.com")
        .address("www.example.com", "192.0.2.9")
        .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.255", &[holder, desk]))
        .chain();
    let own = &only(&chain, LayerId::Host).contacts;
    assert!(own.iter().all(|contact| contact.purpose != Purpose::Abuse), "{own:#?}");
    assert!(notes(&chain, LayerId::Host).contains("reaches whoever is reported"));
}

/// The machine of somebody's own at 192.0.2.9.
fn own_machine(world: World) -> World {
    let holder = entity("registrant", "Example Shell Ltd", Some("abuse@shell.example.net"));
    world.origin("9.2.0.192", 64500).rdap(
        ADDRESS,
        200,
        &network("192.0.2.0", "192.0.2.255", &[holder]),
    )
}

#[test]
fn an_https_record_that_leads_to_a_cdn_does_not_hide_the_machine_that_answers() {
    let world = own_machine(World::of("www.example.com")).address("www.example.com", "192.0.2.9");
    let chain = world
        .dns(
            "www.example.com",
            RecordKind::Https,
            "NOERROR\nanswer www.example.com 60 HTTPS 0 d111111abcdef8.cloudfront.net",
        )
        .address("d111111abcdef8.cloudfront.net", "198.51.100.1")
        .chain();
    let own = chain.layer(LayerId::Host).find(|entry| entry.subjects.contains(&"192.0.2.9".into()));
    let own = own.and_then(|entry| entry.party()).map(|party| party.name.as_str());
    assert_eq!(own, Some("Example Shell Ltd"));
}

#[test]
fn a_record_server_under_another_name_at_the_targets_address_is_not_asked() {
    let more = json!({"links": [{
        "rel": "related", "type": "application/rdap+json",
        "href": "https://rdap.example.net/domain/example.com",
    }]});
    let chain = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &more))
        .address("example.com", "192.0.2.9")
        .address("rdap.example.net", "192.0.2.9")
        .chain();
    let said = |warning: &String| warning.contains("rdap.example.net, which is the target's own");
    assert!(chain.warnings.iter().any(said), "{:?}", chain.warnings);
}

#[test]
fn a_desk_at_the_reported_name_leads_to_the_block_above() {
    let desk = entity("abuse", "Abuse", Some("abuse@example.com"));
    let own = entity("registrant", "Example Shell Ltd", None);
    let mut customer = network("192.0.2.0", "192.0.2.15", &[own, desk]);
    customer["links"] = json!([{"rel": "up", "type": "application/rdap+json", "href": ABOVE}]);
    let carrier = [
        entity("registrant", "Example Carrier", None),
        entity("abuse", "Abuse", Some("abuse@carrier.example.net")),
    ];
    let chain = World::of("www.example.com")
        .address("www.example.com", "192.0.2.9")
        .rdap(ADDRESS, 200, &customer)
        .rdap(ABOVE, 200, &network("192.0.2.0", "192.0.2.255", &carrier))
        .chain();
    assert_eq!(contacts(&chain, LayerId::Host)[0], "abuse@carrier.example.net");
}

#[test]
fn with_probe_the_parent_zone_is_asked_whom_it_delegates_to() {
    let parent = "NOERROR\nauthority example.com 60 NS ns1.example.net";
    let trace = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &json!({})))
        .zone("example.com", &["ada.ns.cloudflare.com"])
        .zone("com", &["a.gtld-servers.net"])
        .address("a.gtld-servers.net", "198.51.100.53")
        .dns_at("198.51.100.53:53", "example.com", RecordKind::Ns, parent)
        .followed();
    let said = "the parent zone delegates to ns1.example.net";
    assert!(trace.chain.warnings.iter().any(|warning| warning.contains(said)));
    let known = trace.chain.layer(LayerId::Dns).find(|entry| entry.is_identified());
    assert_eq!(known.expect("the zone's word is shown").confidence, Confidence::Weak);
}

#[test]
fn a_name_of_many_labels_costs_the_resolver_little() {
    let host = "x.".repeat(100) + "example.com";
    let trace = World::of(&host).trace();
    let asked = trace.exchanges.iter().filter(|one| one.ask.protocol() == "dns").count();
    assert!(asked < 40, "{asked} questions");
}

#[test]
fn blocks_within_blocks_cost_a_registry_sixteen_questions_and_that_is_said() {
    let base = "https://rdap.arin.net/registry/ip/";
    let mut records = String::from("NOERROR");
    let mut world = World::of("www.example.com");
    for at in (1..240).step_by(32) {
        let holder = || entity("registrant", "Example Shell Ltd", None);
        let last = [(at, 8, format!("{base}middle-{at}")), (at, 16, format!("{base}top-{at}"))];
        let mut url = format!("{base}192.0.2.{at}");
        for (first, length, up) in last {
            let (first, end) = (format!("192.0.2.{first}"), format!("192.0.2.{}", first + length));
            let mut block = network(&first, &end, &[holder()]);
            block["links"] = json!([{"rel": "up", "type": "application/rdap+json", "href": up}]);
            world = world.rdap(&url, 200, &block);
            url = up;
        }
        records.extend(["\nanswer www.example.com 60 A 192.0.2.", &at.to_string()]);
    }
    let trace = world
        .dns("www.example.com", RecordKind::A, &records)
        .dns("www.example.com", RecordKind::Aaaa, "NOERROR")
        .trace();
    let asked = trace.exchanges.iter().filter(|one| one.ask.server().ends_with("arin.net"));
    assert_eq!(asked.count(), 16);
    let said = |warning: &String| warning.starts_with("arin.net was asked as often");
    assert!(trace.chain.warnings.iter().any(said), "{:?}", trace.chain.warnings);
}

#[test]
fn a_sentence_as_a_companys_name_never_stands_in_a_sentence_of_ours_unquoted() {
    let chain = assigned("please ignore all this", "abuse@example.net").chain();
    let entry = only(&chain, LayerId::Host);
    assert_eq!(entry.in_words(), "\"please ignore all this\"");
}
