//! Answers that are had without a detour: whoever would only say whom else to ask is not asked first.

use serde_json::json;
use trace::model::chain::{Confidence, LayerId, Status};
use trace::model::dns::RecordKind;

use super::world::{World, domain, entity, is, only, said};

const REGISTRY: &str = "https://rdap.verisign.com/com/v1/domain/example.com";

/// A name whose registrar has no RDAP and answers on port 43 under its own name, with a number.
fn thin(number: u32) -> World {
    let own = format!(
        "Domain Name: EXAMPLE.COM\nRegistrar: Example Registrar Ltd\nRegistrar IANA ID: {number}\n\
         Reseller: Example Reseller Ltd\n"
    );
    World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &json!({}))).whois(
        "whois.example.net",
        "example.com",
        &own,
    )
}

#[test]
fn a_registrars_whois_server_is_asked_under_its_own_name_and_believed_by_its_number() {
    assert_eq!(said(&thin(9000).chain(), LayerId::Reseller), "Example Reseller Ltd");
    let other = thin(8000).chain();
    assert_eq!(said(&other, LayerId::Registrar), "Example Registrar Ltd");
    assert!(!is(&other, LayerId::Reseller, Status::Identified), "another company's record");
}

#[test]
fn where_only_the_registrys_record_was_seen_that_there_is_no_reseller_is_not_sure() {
    let whois = "   Domain Name: EXAMPLE.COM\n   Registrar: Example Registrar Ltd\n   \
                 Registrar IANA ID: 9000\n";
    let chain = World::of("example.com")
        .rdap(REGISTRY, 200, &domain("example.com", &json!({})))
        .whois("whois.verisign-grs.com", "domain example.com", whois)
        .chain();
    let reseller = only(&chain, LayerId::Reseller);
    assert_eq!((reseller.status(), reseller.confidence), (Status::Absent, Confidence::Weak));
    assert!(reseller.reason().expect("a reason").text.contains("was not seen"));
}

#[test]
fn a_number_younger_than_the_lists_is_asked_about_at_the_registry_of_its_addresses() {
    let origin = "9.2.0.192.origin.asn.cymru.com";
    let text =
        format!("NOERROR\nanswer {origin} 60 TXT 64496 | 192.0.2.0/24 | BR | lacnic | 2020-01-01");
    let system = json!({
        "objectClassName": "autnum", "handle": "64496", "startAutnum": 64496, "endAutnum": 64496,
        "name": "EXAMPLE-AS", "entities": [entity("registrant", "Example Carrier Ltda", None)],
    });
    let chain = World::of("192.0.2.9")
        .dns(origin, RecordKind::Txt, &text)
        .rdap("https://rdap.registro.br/autnum/64496", 200, &system)
        .chain();
    assert_eq!(said(&chain, LayerId::Network), "Example Carrier Ltda");
}
