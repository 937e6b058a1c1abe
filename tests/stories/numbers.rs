//! The path of the address: holder, announcer, and whose contact applies.

use serde_json::json;
use trace::model::chain::{Confidence, LayerId, Status};
use trace::model::contact::Basis;
use trace::model::dns::RecordKind;

use super::world::{World, contacts, entity, is, network, notes, only, said};

const ADDRESS: &str = "https://rdap.arin.net/registry/ip/192.0.2.9";

#[test]
fn a_customer_without_a_contact_inherits_that_of_the_block_above() {
    let mut customer =
        network("192.0.2.0", "192.0.2.15", &[entity("registrant", "Example Customer", None)]);
    customer["links"] = json!([{"rel": "up", "type": "application/rdap+json", "href": "https://rdap.arin.net/registry/ip/192.0.2.0/24"}]);
    let above = [
        entity("registrant", "Example Carrier", None),
        entity("abuse", "Abuse", Some("abuse@carrier.example.net")),
    ];
    let chain = World::of("192.0.2.9")
        .rdap(ADDRESS, 200, &customer)
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.0/24",
            200,
            &network("192.0.2.0", "192.0.2.255", &above),
        )
        .chain();
    assert_eq!(said(&chain, LayerId::Host), "Example Customer");
    assert_eq!(contacts(&chain, LayerId::Host), ["abuse@carrier.example.net"]);
    assert_eq!(only(&chain, LayerId::Host).contacts[0].basis, Basis::Inherited);
}

#[test]
fn the_holder_of_a_larger_block_stands_in_only_weakly() {
    let mut nobody = network("192.0.2.0", "192.0.2.15", &[]);
    nobody["links"] = json!([{"rel": "up", "type": "application/rdap+json", "href": "https://rdap.arin.net/registry/ip/192.0.2.0/24"}]);
    let above = [
        entity("registrant", "Example Carrier", None),
        entity("abuse", "Abuse", Some("abuse@carrier.example.net")),
    ];
    let chain = World::of("192.0.2.9")
        .rdap(ADDRESS, 200, &nobody)
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.0/24",
            200,
            &network("192.0.2.0", "192.0.2.255", &above),
        )
        .chain();
    assert_eq!(said(&chain, LayerId::Host), "Example Carrier");
    assert_eq!(only(&chain, LayerId::Host).confidence, Confidence::Weak);
    assert!(notes(&chain, LayerId::Host).contains("holder of the larger block"));
}

#[test]
fn a_customer_whom_the_registry_does_not_name_is_nobody() {
    let private = entity("registrant", "Private Customer", Some("abuse@carrier.example.net"));
    let chain = World::of("192.0.2.9")
        .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.15", &[private]))
        .chain();
    assert!(is(&chain, LayerId::Host, Status::Unknown), "{}", said(&chain, LayerId::Host));
}

#[test]
fn held_space_that_nobody_announces_names_its_holder() {
    let holder = [
        entity("registrant", "Example Networks", None),
        entity("abuse", "Abuse", Some("abuse@networks.org")),
    ];
    let chain = World::of("192.0.2.9")
        .dns("9.2.0.192.origin.asn.cymru.com", RecordKind::Txt, "NXDOMAIN")
        .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.255", &holder))
        .chain();
    assert_eq!(said(&chain, LayerId::Network), "Example Networks");
    assert!(notes(&chain, LayerId::Network).contains("nobody announces it"));
}

#[test]
fn an_origin_that_could_not_be_learnt_is_unknown_and_the_holder_is_still_said() {
    let holder = entity("registrant", "Example Networks", Some("abuse@networks.org"));
    let chain = World::of("192.0.2.9")
        .dns("9.2.0.192.origin.asn.cymru.com", RecordKind::Txt, "SERVFAIL")
        .rdap(ADDRESS, 200, &network("192.0.2.0", "192.0.2.255", &[holder]))
        .chain();
    assert_eq!(said(&chain, LayerId::Network), "unknown ServerError");
    assert!(notes(&chain, LayerId::Network).contains("Example Networks"));
}

#[test]
fn the_registry_has_the_last_word_on_who_has_an_as_number() {
    let holder = json!({"objectClassName": "autnum", "handle": "AS13335", "startAutnum": 13335, "endAutnum": 13335,
        "entities": [entity("registrant", "Somebody Else Ltd", None), entity("abuse", "Abuse", Some("abuse@somebody.example.net"))]});
    let chain = World::of("AS13335")
        .rdap("https://rdap.arin.net/registry/autnum/13335", 200, &holder)
        .chain();
    assert_eq!(said(&chain, LayerId::Network), "Somebody Else Ltd");
    assert_eq!(contacts(&chain, LayerId::Network), ["abuse@somebody.example.net"]);
}

#[test]
fn redirects_that_go_round_in_a_ring_end() {
    let there = "https://rdap.db.ripe.net/ip/192.0.2.9";
    let back = "https://rdap.arin.net/registry/registry/ip/192.0.2.9";
    let world = World::of("192.0.2.9").redirect(ADDRESS, there).redirect(there, back);
    assert!(is(&world.chain(), LayerId::Host, Status::Unknown));
}

#[test]
fn a_reverse_name_tells_the_host_only_where_no_registry_could() {
    let reverse =
        "NOERROR\nanswer 9.2.0.192.in-addr.arpa 60 PTR static.9.2.0.192.clients.your-server.de";
    let world = || World::of("192.0.2.9").dns("9.2.0.192.in-addr.arpa", RecordKind::Ptr, reverse);
    // Whoever writes the reverse zone can write any name; only its owner makes it lead back.
    assert_eq!(said(&world().chain(), LayerId::Host), "unknown NotRecorded");
    let name = "static.9.2.0.192.clients.your-server.de";
    assert_eq!(
        said(&world().address(name, "198.51.100.1").chain(), LayerId::Host),
        "unknown NotRecorded"
    );
    let world = || world().address(name, "192.0.2.9");
    let chain = world().chain();
    assert_eq!(said(&chain, LayerId::Host), "Hetzner Online GmbH");
    assert_eq!(only(&chain, LayerId::Host).confidence, Confidence::Weak);
    let holder = entity("registrant", "Example Networks", Some("abuse@networks.org"));
    let network = network("192.0.2.0", "192.0.2.255", &[holder]);
    let chain = world().rdap(ADDRESS, 200, &network).chain();
    assert_eq!(said(&chain, LayerId::Host), "Example Networks");
}

#[test]
fn a_customers_contact_from_the_block_above_is_inherited_by_whois_as_well() {
    let text = "NetRange: 192.0.0.0 - 192.0.255.255\nNetName: CARRIER\nNetHandle: NET-192-0-0-0-1\n\nOrgName: Example Carrier\nOrgId: EC-1\nCountry: US\n\nOrgAbuseEmail: abuse@carrier.example.net\n\nNetRange: 192.0.2.0 - 192.0.2.255\nNetName: CUSTOMER\nNetHandle: NET-192-0-2-0-1\nParent: CARRIER (NET-192-0-0-0-1)\n\nCustName: Example Customer\nCountry: US\n";
    let chain = World::of("192.0.2.9").whois("whois.arin.net", "n + 192.0.2.9", text).chain();
    assert_eq!(said(&chain, LayerId::Host), "Example Customer");
    assert_eq!(contacts(&chain, LayerId::Host), ["abuse@carrier.example.net"]);
    assert_eq!(only(&chain, LayerId::Host).contacts[0].basis, Basis::Inherited);
    assert!(notes(&chain, LayerId::Host).contains("less specific block of \"Example Carrier"));
}

#[test]
fn of_several_announcers_that_of_the_longest_prefix_comes_first() {
    let name = "9.2.0.192.origin.asn.cymru.com";
    let text = format!(
        "NOERROR\nanswer {name} 60 TXT 64496 64497 | 192.0.2.0/24 | NL | ripencc | 2020-01-01\nanswer {name} 60 TXT 64498 | 192.0.2.0/25 | NL | ripencc | 2020-01-01"
    );
    let chain = World::of("192.0.2.9").dns(name, RecordKind::Txt, &text).chain();
    let order: Vec<_> = chain
        .layer(LayerId::Network)
        .filter_map(|entry| entry.party().and_then(|party| party.asn))
        .collect();
    assert_eq!(order, [64498, 64496, 64497]);
    let first = chain.layer(LayerId::Network).next().expect("an entry");
    let prefixes = "AS64498 with 192.0.2.0/25, AS64496 with 192.0.2.0/24";
    assert!(first.notes.join("\n").contains(prefixes), "{:?}", first.notes);
}
