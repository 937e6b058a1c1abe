//! Two names are one company's by whole words, never by likeness, in every place that compares
//! names: two records of one registrar, a referral, the directory, and the holder of a network.

use serde_json::json;
use trace::directory::Directory;
use trace::model::chain::LayerId;
use trace::model::dns::RecordKind;

use super::world::{World, domain, entity, network, only, said};

/// Companies of which one bears the whole name of the other, or a piece of it.
const OTHERS: [(&str, &str); 10] = [
    ("Alder Ltd", "Balderdash Hosting Inc"),
    ("Alder Networks Ltd", "Alder Networks Europe Ltd"),
    ("Elmwood", "Elmwoods"),
    ("Quorvane Inc", "Not Quorvane Inc"),
    ("Quorvane", "Quorvane Partners"),
    ("Orbit Ltd", "Orbital Ltd"),
    ("Zorba Ltd", "Superzorba Ltd"),
    ("Tamarisk GmbH", "Tamarisk Reseller GmbH"),
    ("Tamarisk", "Tamarisk.example"),
    ("Vellum Domains", "Public Vellum Domains Registry"),
];

/// One company, and how sources spell its name.
const NAME: &str = "Quorvane & Sons Networks Ltd";
const SPELLINGS: [&str; 5] = [
    "QUORVANE & SONS NETWORKS LTD.",
    "Quorvane and Sons Networks Limited",
    "quorvane + sons networks, ltd",
    "The Quorvané & Sons Networks Ltd",
    "Quorvane-and-Sons-Networks",
];

/// Whether a place took two names for one company's.
type Place = fn(&str, &str) -> bool;

/// The places that compare two names, each with whether it took them for one company.
const PLACES: [(&str, Place); 4] = [
    ("registrar", by_registrar),
    ("referral", by_referral),
    ("directory", by_directory),
    ("network", by_network),
];

/// Whether the holder in a record of one registrar is believed of a name that the registry says the
/// other one sponsors.
fn by_registrar(one: &str, other: &str) -> bool {
    let own = "https://rdap.registrar.example.net/domain/example.com";
    let link = json!({"rel": "related", "type": "application/rdap+json", "href": own});
    let sponsored = |name: &str| {
        let mut record = domain("example.com", &json!({}));
        record["entities"] = json!([entity("registrar", name, None)]);
        record
    };
    let (mut registry, mut registrar) = (sponsored(one), sponsored(other));
    registry["links"] = json!([link]);
    let holder = entity("registrant", "Holder Ltd", None);
    registrar["entities"].as_array_mut().expect("a list").push(holder);
    let chain = World::of("example.com")
        .rdap("https://rdap.verisign.com/com/v1/domain/example.com", 200, &registry)
        .rdap(own, 200, &registrar)
        .chain();
    assert_eq!(said(&chain, LayerId::Registrar), one);
    said(&chain, LayerId::Registrant) == "Holder Ltd"
}

/// The same by WHOIS, where the registry refers to the registrar's server.
fn by_referral(one: &str, other: &str) -> bool {
    let registry = format!(
        "Domain Name: example.ma\nRegistrar WHOIS Server: whois.registrar.example.net\nRegistrar: {one}\n"
    );
    let registrar = format!(
        "Domain Name: example.ma\nRegistrar: {other}\nRegistrant Organization: Holder Ltd\n"
    );
    let chain = World::of("example.ma")
        .whois("whois.registre.ma", "example.ma", &registry)
        .whois("whois.registrar.example.net", "example.ma", &registrar)
        .chain();
    assert_eq!(said(&chain, LayerId::Registrar), one);
    said(&chain, LayerId::Registrant) == "Holder Ltd"
}

/// Whether the directory's entry of one is found under the name of the other.
fn by_directory(one: &str, other: &str) -> bool {
    let text = format!(
        "[[provider]]\nid = \"one\"\nname = \"{one}\"\nsource = \"https://example.com/\"\n\
         read = \"2026-11-22\"\n"
    );
    let known = Directory::default().with_overlay(&text, "own.toml").expect("is read");
    known.by_holder(other).is_some()
}

/// Whether the block of one is held to be that of the network that announces it, which is the
/// other's.
fn by_network(one: &str, other: &str) -> bool {
    let range = network("192.0.2.0", "192.0.2.255", &[entity("registrant", one, None)]);
    let system = json!({
        "objectClassName": "autnum", "handle": "AS64500", "startAutnum": 64500, "endAutnum": 64500,
        "entities": [entity("registrant", other, None)],
    });
    let of_system =
        "NOERROR\nanswer as64500.asn.cymru.com 60 TXT 64500 | US | arin | 2020-01-01 | EX";
    let chain = World::of("192.0.2.9")
        .origin("9.2.0.192", 64500)
        .dns("as64500.asn.cymru.com", RecordKind::Txt, of_system)
        .rdap("https://rdap.arin.net/registry/ip/192.0.2.9", 200, &range)
        .rdap("https://rdap.arin.net/registry/autnum/64500", 200, &system)
        .chain();
    assert_eq!(said(&chain, LayerId::Network), other, "{chain:#?}");
    let notes = &only(&chain, LayerId::Network).notes;
    !notes.iter().any(|note| note.contains("is registered to"))
}

#[test]
fn a_company_whose_name_stands_in_anothers_is_not_that_other_anywhere() {
    for (place, same) in PLACES {
        for (one, other) in OTHERS {
            assert!(!same(one, other), "{place}: {one} / {other}");
            assert!(!same(other, one), "{place}: {other} / {one}");
        }
    }
}

#[test]
fn a_company_is_one_under_all_spellings_of_its_name_everywhere() {
    for (place, same) in PLACES {
        for spelling in SPELLINGS {
            assert!(same(NAME, spelling), "{place}: {spelling}");
            assert!(same(spelling, NAME), "{place}: {spelling}");
        }
    }
}
