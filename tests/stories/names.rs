//! The path of the name: registry, registrar, holder, DNS operator.

use serde_json::json;
use trace::model::chain::{Confidence, LayerId, RegistrationState, Status};
use trace::model::dns::RecordKind;

use super::world::{World, domain, entity, is, network, notes, only, said};

const REGISTRY: &str = "https://rdap.verisign.com/com/v1/domain/example.com";
const REGISTRAR: &str = "https://rdap.registrar.example.net/domain/example.com";

#[test]
fn a_registry_that_denies_a_delegated_name_is_not_believed() {
    let denied = json!({"errorCode": 404});
    let delegated = World::of("example.com")
        .rdap(REGISTRY, 404, &denied)
        .zone("example.com", &["ns.example.net"]);
    assert!(is(&delegated.chain(), LayerId::Registrar, Status::Unknown));
    let gone = World::of("example.com").rdap(REGISTRY, 404, &denied).dns(
        "example.com",
        RecordKind::Ns,
        "NXDOMAIN",
    );
    assert_eq!(said(&gone.chain(), LayerId::Registrar), "absent NoSuchName");
}

#[test]
fn a_host_in_the_zone_of_its_suffix_is_not_called_unregistered() {
    let chain = World::of("www.gov.uk")
        .rdap("https://rdap.nominet.uk/uk/domain/www.gov.uk", 404, &json!({"errorCode": 404}))
        .dns("www.gov.uk", RecordKind::Ns, "NOERROR")
        .dns("www.gov.uk", RecordKind::Soa, "NOERROR")
        .address("www.gov.uk", "192.0.2.9")
        .zone("gov.uk", &["ns1.cloudflare.com"])
        .chain();
    assert_eq!(chain.registration.state, RegistrationState::Unknown);
    assert!(is(&chain, LayerId::Registrar, Status::Unknown));
    assert_eq!(only(&chain, LayerId::Dns).subjects, ["ns1.cloudflare.com"]);
    assert!(notes(&chain, LayerId::Dns).contains("stands in the zone gov.uk itself"));
}

#[test]
fn a_zone_whose_name_servers_were_kept_back_is_not_laid_on_its_suffix() {
    for (name, suffix) in [("example.com", "com"), ("example.co.uk", "co.uk")] {
        let soa = format!("NOERROR\nanswer {name} 60 SOA ns.example.net hostmaster.example.net");
        let chain = World::of(name)
            .dns(name, RecordKind::Ns, "NOERROR")
            .dns(name, RecordKind::Soa, &soa)
            .address(name, "192.0.2.9")
            .zone(suffix, &["ns1.cloudflare.com"])
            .chain();
        assert!(!is(&chain, LayerId::Dns, Status::Identified), "{name}");
    }
}

#[test]
fn an_operator_is_as_sure_as_the_least_sure_of_its_servers() {
    let small = [
        entity("registrant", "Small Hosting Ltd", None),
        entity("abuse", "Abuse", Some("abuse@small.example.org")),
    ];
    let range = network("192.0.2.0", "192.0.2.255", &small);
    let with = |second: &str| {
        let chain = World::of("example.com")
            .zone("example.com", &["ns1.small.example.org", second])
            .address("ns1.small.example.org", "192.0.2.1")
            .address(second, "192.0.2.2")
            .rdap("https://rdap.arin.net/registry/ip/192.0.2.1", 200, &range)
            .rdap("https://rdap.arin.net/registry/ip/192.0.2.2", 200, &range)
            .chain();
        let entry = only(&chain, LayerId::Dns);
        (entry.confidence, entry.notes.iter().filter(|note| note.contains("supplier")).count())
    };
    assert_eq!(with("ns2.small.example.org"), (Confidence::Strong, 0));
    assert_eq!(with("ns2.elsewhere.example"), (Confidence::Weak, 1));
}

#[test]
fn the_record_of_a_former_registrar_names_no_holder() {
    let related =
        json!({"links": [{"rel": "related", "type": "application/rdap+json", "href": REGISTRAR}]});
    let mut old = domain(
        "example.com",
        &json!({"entities": [entity("registrant", "Former Holder Ltd", None)]}),
    );
    old["entities"][0]["publicIds"][0]["identifier"] = json!("8000");
    let chain = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &related))
        .rdap(REGISTRAR, 200, &old)
        .chain();
    assert_eq!(said(&chain, LayerId::Registrar), "Example Registrar Ltd");
    assert!(is(&chain, LayerId::Registrant, Status::Hidden));
    assert!(is(&chain, LayerId::Reseller, Status::Unknown));
}

#[test]
fn a_privacy_service_is_not_the_holder() {
    for service in [
        "Domains By Proxy, LLC",
        "Privacy service provided by Withheld for Privacy ehf",
        "See PrivacyGuardian.org",
        "Private by Design, LLC",
        "WhoisProtectService.net",
    ] {
        let holder = json!({"entities": [entity("registrant", service, None)]});
        let chain =
            World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &holder)).chain();
        assert_eq!(said(&chain, LayerId::Registrant), "hidden Redacted");
        let reason = only(&chain, LayerId::Registrant).reason().expect("a reason");
        assert!(reason.text.contains(service), "{}", reason.text);
    }
}

#[test]
fn an_organisation_for_privacy_or_data_protection_is_a_holder_like_others() {
    for name in [
        "Privacy International",
        "Electronic Privacy Information Center",
        "Office of the Privacy Commissioner of Canada",
    ] {
        let record =
            domain("example.com", &json!({"entities": [entity("registrant", name, None)]}));
        let chain = World::of("example.com").rdap(REGISTRY, 200, &record).chain();
        assert_eq!(said(&chain, LayerId::Registrant), name);
    }
    for (value, holder) in [
        ("Personal Data Protection Commission", "Personal Data Protection Commission"),
        ("hidden", "hidden Redacted"),
        ("CONFIDENTIAL", "hidden Redacted"),
    ] {
        let record = format!(
            "Domain Name: example.ma\nRegistrar: Example Registrar Ltd\nRegistrant Organization: \
             {value}\n"
        );
        let chain =
            World::of("example.ma").whois("whois.registre.ma", "example.ma", &record).chain();
        assert_eq!(said(&chain, LayerId::Registrant), holder, "{value}");
    }
}

#[test]
fn one_registrar_is_known_under_the_spellings_of_its_name() {
    let of_registrar = |name: &str| {
        let mut own = domain("example.com", &json!({}));
        own["entities"] = json!([entity("registrar", name, None)]);
        own["entities"][0]["entities"] =
            json!([entity("abuse", "Abuse", Some("desk@registrar.example.net"))]);
        own["entities"].as_array_mut().expect("a list").push(entity(
            "registrant",
            "Holder Ltd",
            None,
        ));
        let mut thin = domain(
            "example.com",
            &json!({"links": [{"rel": "related", "type": "application/rdap+json", "href": REGISTRAR}]}),
        );
        thin["entities"][0]["entities"] = json!([]);
        World::of("example.com").rdap(REGISTRY, 200, &thin).rdap(REGISTRAR, 200, &own).chain()
    };
    let same = of_registrar("EXAMPLE REGISTRAR, LTD.");
    assert_eq!(only(&same, LayerId::Registrar).contacts[0].value, "desk@registrar.example.net");
    assert_eq!(said(&same, LayerId::Registrant), "Holder Ltd");
    let former = of_registrar("Former Registrar GmbH");
    assert_ne!(said(&former, LayerId::Registrant), "Holder Ltd");
    assert!(only(&former, LayerId::Registrar).contacts.is_empty());
}

#[test]
fn only_the_registrys_own_server_can_say_that_a_name_is_not_registered() {
    let elsewhere = "https://rdap.example.org/domain/example.com";
    let world = |target: &str| {
        World::of("example.com")
            .redirect(REGISTRY, target)
            .rdap(target, 404, &json!({"errorCode": 404}))
            .dns("example.com", RecordKind::Ns, "NXDOMAIN")
    };
    assert_eq!(world(elsewhere).chain().registration.state, RegistrationState::Unknown);
    let own = "https://rdap2.verisign.com/domain/example.com";
    assert_eq!(world(own).chain().registration.state, RegistrationState::NotRegistered);
}

#[test]
fn states_that_only_some_registries_have_are_understood() {
    for (status, state) in [
        ("in quarantine", RegistrationState::Expiring),
        ("QUARANTINE", RegistrationState::Expiring),
        ("Suspended", RegistrationState::Held),
        ("Deactivated", RegistrationState::Held),
        ("redemption", RegistrationState::Expiring),
        ("expired", RegistrationState::Expiring),
        ("active", RegistrationState::Active),
    ] {
        let record = format!(
            "Domain Name: example.ma\nRegistrar: Example Registrar Ltd\nDomain Status: {status}\n"
        );
        let chain =
            World::of("example.ma").whois("whois.registre.ma", "example.ma", &record).chain();
        assert_eq!(chain.registration.state, state, "{status}");
    }
}

#[test]
fn a_natural_person_is_named_only_on_request() {
    let person = json!({"objectClassName": "entity", "roles": ["registrant"], "vcardArray": ["vcard",
        [["version", {}, "text", "4.0"], ["fn", {}, "text", "Ada Example"], ["kind", {}, "text", "individual"]]]});
    let world = || {
        World::of("example.com").rdap(
            REGISTRY,
            200,
            &domain("example.com", &json!({"entities": [person]})),
        )
    };
    assert_eq!(said(&world().chain(), LayerId::Registrant), "hidden PersonalData");
    assert_eq!(said(&world().showing_registrants().chain(), LayerId::Registrant), "Ada Example");
}

#[test]
fn a_hold_is_a_suspension_and_leaves_nothing_to_ask_for() {
    let held = json!({"status": ["client hold"]});
    let chain = World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &held)).chain();
    let registrar = only(&chain, LayerId::Registrar);
    assert!(registrar.can.iter().all(|power| power.ability.word() != "suspend-domain"));
    assert!(notes(&chain, LayerId::Registrar).contains("already suspended by the registrar"));
}

/// The record of a top-level domain at the Internet Assigned Numbers Authority.
fn top_level(name: &str, whois: &str) -> String {
    format!("domain: {name}\n\norganisation: Example Registry\n\nwhois: {whois}\n\nsource: IANA\n")
}

#[test]
fn a_whois_server_that_was_left_behind_is_not_the_last_word() {
    let record = "Domain Name: example.ma\nRegistrar: Example Registrar Ltd\n";
    let world = || {
        World::of("example.ma")
            .whois("whois.iana.org", "ma", &top_level("MA", "whois.new.example"))
            .whois("whois.new.example", "example.ma", record)
    };
    assert_eq!(said(&world().chain(), LayerId::Registrar), "Example Registrar Ltd");
    let denied = world().whois("whois.registre.ma", "example.ma", "No Object Found\n");
    assert_eq!(said(&denied.chain(), LayerId::Registrar), "Example Registrar Ltd");
}

#[test]
fn a_registry_that_acts_as_registrar_is_both() {
    let mut record = domain("example.com", &json!({}));
    record["entities"][0] = entity("registrar", "Registry Operator acts as Registrar", None);
    record["entities"][0]["publicIds"] =
        json!([{"type": "IANA Registrar ID", "identifier": "9999"}]);
    let chain = World::of("example.com").rdap(REGISTRY, 200, &record).chain();
    let (registry, registrar) = (only(&chain, LayerId::Registry), only(&chain, LayerId::Registrar));
    let id = |entry: &trace::model::chain::Entry| entry.party().map(|party| party.id.clone());
    assert_eq!(id(registry), id(registrar));
    assert!(notes(&chain, LayerId::Registrar).contains("itself acts as registrar"));
}

#[test]
fn a_number_that_a_country_gave_itself_names_no_other_registrar() {
    let record = |number: u32| {
        format!(
            "Domain Name: EXAMPLE.MA\nRegistrar: Example Registrar Ltd\nRegistrar IANA ID: {number}\n"
        )
    };
    for number in [1, 2, 376] {
        let chain = World::of("example.ma")
            .whois("whois.registre.ma", "example.ma", &record(number))
            .chain();
        assert_eq!(said(&chain, LayerId::Registrar), "Example Registrar Ltd", "{number}");
        let party = only(&chain, LayerId::Registrar).party().cloned().expect("a party");
        assert_eq!((party.id.as_str(), party.iana_id), ("example-registrar-ltd", None), "{number}");
        assert!(notes(&chain, LayerId::Registrar).contains("at IANA"), "{number}");
    }
}

#[test]
fn a_name_that_nobody_sold_has_no_registrar() {
    let mut kept = domain("example.com", &json!({"status": ["reserved"]}));
    kept["entities"] = json!([]);
    let chain = World::of("example.com").rdap(REGISTRY, 200, &kept).chain();
    assert_eq!(said(&chain, LayerId::Registrar), "absent NotNamed");
    assert_eq!(chain.registration.state, RegistrationState::Reserved);
    let record = "    Domain name:\n        example.co.uk\n\n    Registrar:\n        No registrar \
                  listed. This domain is directly registered with Nominet.\n\n    Relevant dates:\n        \
                  Registered on: 01-Jan-2000\n";
    let chain = World::of("example.co.uk").whois("whois.nic.uk", "example.co.uk", record).chain();
    assert_eq!(said(&chain, LayerId::Registrar), "absent DirectRegistration");
}

/// The codes of what is said of a registration, each with whoever set it.
fn remarks(more: &serde_json::Value) -> Vec<(&'static str, Option<LayerId>)> {
    let zone = |world: World| world.zone("example.com", &["ns.example.net"]);
    let world = zone(World::of("example.com")).rdap(REGISTRY, 200, &domain("example.com", more));
    let remarks = world.chain().registration.remarks;
    remarks.iter().map(|remark| (remark.code, remark.set_by)).collect()
}

#[test]
fn the_state_of_a_registration_is_said_with_whoever_set_it() {
    let (registry, registrar) = (Some(LayerId::Registry), Some(LayerId::Registrar));
    for (statuses, said) in [
        (vec!["client hold"], vec![("suspended", registrar)]),
        (vec!["server hold"], vec![("suspended", registry)]),
        (
            vec!["client transfer prohibited", "client delete prohibited"],
            vec![("locked", registrar)],
        ),
        (
            vec!["client update prohibited", "server transfer prohibited"],
            vec![("registry-lock", registry), ("locked", registrar)],
        ),
        (vec!["pending delete", "redemption period"], vec![("deleted", registry)]),
        (vec!["pending delete"], vec![("leaving", registry)]),
        // Somebody holds it, so that it is not kept back; a block then takes it out of use.
        (vec!["reserved"], vec![]),
        (vec!["blocked"], vec![("suspended", None)]),
        (vec!["Administratively kept out of zone"], vec![("suspended", None)]),
        (vec!["no longer required"], vec![("leaving", registry)]),
        (vec!["something else entirely"], vec![("unknown-status", None)]),
        (vec!["transfer locked"], vec![("locked", None)]),
        (vec!["pending transfer"], vec![("moving", registry)]),
        (vec!["add period"], vec![("newly-registered", registry)]),
        (vec!["inactive"], vec![("no-name-servers", registry)]),
        (vec!["active"], vec![]),
    ] {
        assert_eq!(remarks(&json!({"status": statuses})), said, "{statuses:?}");
    }
}

#[test]
fn a_status_that_nobody_knows_is_never_taken_for_in_order() {
    for (status, state) in [
        ("active", RegistrationState::Active),
        ("something else entirely", RegistrationState::Unknown),
        ("wird gelöscht", RegistrationState::Expiring),
        ("приостановлен", RegistrationState::Held),
        ("validated", RegistrationState::Active),
    ] {
        let record = domain("example.com", &json!({"status": [status]}));
        let chain = World::of("example.com").rdap(REGISTRY, 200, &record).chain();
        assert_eq!(chain.registration.state, state, "{status}");
    }
}

#[test]
fn an_error_of_rdap_speaks_too() {
    for (description, state) in [
        ("The server has found nothing for this URI", RegistrationState::NotRegistered),
        ("This name is not available for registration", RegistrationState::Reserved),
        ("Registry Reserved", RegistrationState::Reserved),
        ("Query limit exceeded", RegistrationState::Unknown),
    ] {
        let error = json!({"errorCode": 404, "title": "Not Found", "description": [description]});
        let chain = World::of("example.com").rdap(REGISTRY, 404, &error).chain();
        assert_eq!(chain.registration.state, state, "{description}");
    }
}

#[test]
fn dates_and_the_dns_say_what_no_status_says() {
    let event = |action: &str, day: &str| json!({"events": [{"eventAction": action, "eventDate": format!("{day}T00:00:00Z")}]});
    assert_eq!(remarks(&event("registration", "2026-11-20")), [("newly-registered", None)]);
    assert_eq!(remarks(&event("registration", "2026-10-01")), []);
    assert_eq!(remarks(&event("expiration", "2026-11-20")), [("expired", None)]);
    let undelegated = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &json!({})))
        .dns("example.com", RecordKind::Ns, "NXDOMAIN")
        .chain();
    assert_eq!(undelegated.registration.remarks[0].code, "not-delegated");
}

#[test]
fn a_registry_below_a_top_level_domain_is_the_registry_and_is_asked_itself() {
    let chain = World::of("shop.uk.com")
        .rdap(
            "https://rdap.verisign.com/com/v1/domain/shop.uk.com",
            404,
            &json!({"errorCode": 404}),
        )
        .chain();
    assert!(
        said(&chain, LayerId::Registry).contains("CentralNic"),
        "{}",
        said(&chain, LayerId::Registry)
    );
    assert!(is(&chain, LayerId::Registrar, Status::Unknown));
}

#[test]
fn a_registry_that_is_on_no_list_is_believed_only_with_a_record() {
    let record = "Domain Name: EXAMPLE.QC.COM\nRegistrar: Example Registrar Ltd\n";
    let chain = World::of("www.example.qc.com")
        .whois("whois.centralnic.com", "example.qc.com", record)
        .chain();
    assert_eq!(said(&chain, LayerId::Registrar), "Example Registrar Ltd");
    assert_ne!(said(&chain, LayerId::Registry), "VeriSign, Inc.");
    let ended = World::of("www.qc.com")
        .whois("whois.centralnic.com", "www.qc.com", "DOMAIN NOT FOUND\n")
        .rdap("https://rdap.verisign.com/com/v1/domain/qc.com", 200, &domain("qc.com", &json!({})))
        .chain();
    assert_eq!(said(&ended, LayerId::Registrar), "Example Registrar Ltd");
    assert_eq!(said(&ended, LayerId::Registry), "VeriSign, Inc.");
}

#[test]
fn a_name_beside_terminal_escapes_names_nobody() {
    let mut hostile = domain("example.com", &json!({}));
    hostile["entities"][0]["vcardArray"][1][1][3] = json!("\u{1b}[2JTrusted Registrar\u{202e}");
    hostile["entities"][0]["publicIds"] = json!([]);
    let chain = World::of("example.com").rdap(REGISTRY, 200, &hostile).chain();
    assert_eq!(said(&chain, LayerId::Registrar), "unknown Malformed");
}

#[test]
fn a_resolver_in_trouble_costs_only_what_it_would_have_told() {
    let chain = World::of("www.example.com")
        .dns("www.example.com", RecordKind::A, "SERVFAIL")
        .dns("www.example.com", RecordKind::Aaaa, "SERVFAIL")
        .rdap(REGISTRY, 200, &domain("example.com", &json!({})))
        .chain();
    assert_eq!(said(&chain, LayerId::Host), "unknown ServerError");
    assert_eq!(said(&chain, LayerId::Registrar), "Example Registrar Ltd");
}

#[test]
fn a_zone_above_one_that_could_not_be_asked_about_is_only_probably_the_closest() {
    let chain = World::of("a.b.example.com")
        .dns("a.b.example.com", RecordKind::Ns, "NOERROR")
        .dns("b.example.com", RecordKind::Ns, "SERVFAIL")
        .zone("example.com", &["ada.ns.cloudflare.com"])
        .chain();
    assert_eq!(only(&chain, LayerId::Dns).confidence, Confidence::Weak);
    assert!(notes(&chain, LayerId::Dns).contains("there may be a closer zone"));
}

#[test]
fn name_servers_on_rented_machines_are_not_their_landlords() {
    let hetzner = entity("registrant", "Hetzner Online GmbH", Some("abuse@hetzner.com"));
    let chain = World::of("example.com")
        .zone("example.com", &["ns1.small-host.net"])
        .address("ns1.small-host.net", "88.198.14.53")
        .rdap(
            "https://rdap.db.ripe.net/ip/88.198.14.53",
            200,
            &network("88.198.0.0", "88.198.255.255", &[hetzner]),
        )
        .chain();
    assert_eq!(said(&chain, LayerId::Dns), "small-host.net");
    assert_eq!(only(&chain, LayerId::Dns).confidence, Confidence::Weak);
}

#[test]
fn name_servers_in_the_holders_own_domain_are_its_own() {
    let server = |contact: &str| {
        let holder = entity("registrant", "Example Networks", None);
        let abuse = entity("abuse", "Abuse", Some(contact));
        World::of("example.com")
            .zone("example.com", &["ns1.networks.org"])
            .address("ns1.networks.org", "192.0.2.53")
            .rdap(
                "https://rdap.arin.net/registry/ip/192.0.2.53",
                200,
                &network("192.0.2.0", "192.0.2.255", &[holder, abuse]),
            )
            .chain()
    };
    let own = server("abuse@networks.org");
    assert_eq!(
        (said(&own, LayerId::Dns).as_str(), only(&own, LayerId::Dns).confidence),
        ("Example Networks", Confidence::Strong)
    );
    assert_eq!(only(&server("abuse@carrier.net"), LayerId::Dns).confidence, Confidence::Weak);
}

#[test]
fn what_an_overloaded_server_left_out_is_not_known() {
    let remark = json!([{"type": "object truncated due to excessive load", "title": "Truncated", "description": ["Busy"]}]);
    let domain = json!({"objectClassName": "domain", "ldhName": "example.com", "status": ["active"], "remarks": remark});
    let chain = World::of("example.com")
        .rdap("https://rdap.verisign.com/com/v1/domain/example.com", 200, &domain)
        .chain();
    for layer in [LayerId::Registrar, LayerId::Reseller, LayerId::Registrant] {
        assert!(is(&chain, layer, Status::Unknown), "{layer:?}: {}", said(&chain, layer));
    }
}
