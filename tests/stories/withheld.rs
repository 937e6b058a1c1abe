//! What stands where a name was kept back names nobody, whichever protocol carries it and whomever
//! it would name; a company may have any of these words in its name.

use serde_json::json;
use trace::model::chain::{Chain, LayerId, Status};

use super::world::{World, domain, entity, network, only, said};

/// What registries and registrars write in the place of a name.
const PLACEHOLDERS: &[&str] = &[
    "REDACTED FOR PRIVACY",
    "Redacted for GDPR privacy",
    "Data Protected",
    "Data Protected, not disclosed",
    "Not Disclosed",
    "Statutory Masking Enabled",
    "GDPR Masked",
    "GDPR Redacted",
    "Withheld for Privacy Purposes",
    "Privacy Protected",
    "Protected",
    "Removed",
    "Hidden upon user request",
    "Private Person",
    "Private Customer",
    "On behalf of example.com owner",
    "Name withheld for privacy reasons",
    "Diffusion restreinte",
    "Nicht angezeigt",
    "非公開",
];

/// Companies with such words in their names.
const COMPANIES: &[&str] = &[
    "Private Label Foods GmbH",
    "Anonymous Coffee Roasters Ltd",
    "Redacted Records LLC",
    "Hidden Valley Farms, Inc.",
    "Protected Planet Foundation",
];

/// The chain of a world in which a text stands where a name would.
type Way = fn(&str) -> Chain;

/// The ways in which a text may be carried, each with the layer that it would name.
const WAYS: [(&str, LayerId, Way); 4] = [
    ("RDAP of a domain", LayerId::Registrant, holder_by_rdap),
    ("WHOIS of a domain", LayerId::Registrant, holder_by_whois),
    ("RDAP of a range", LayerId::Host, host_by_rdap),
    ("WHOIS of a range", LayerId::Host, host_by_whois),
];

/// The chain of a domain whose RDAP record names its holder.
fn holder_by_rdap(name: &str) -> Chain {
    let record = domain("example.com", &json!({"entities": [entity("registrant", name, None)]}));
    let url = "https://rdap.verisign.com/com/v1/domain/example.com";
    World::of("example.com").rdap(url, 200, &record).chain()
}

/// The chain of a domain whose WHOIS record names its holder.
fn holder_by_whois(name: &str) -> Chain {
    let record = format!(
        "Domain Name: example.ma\nRegistrar: Example Registrar Ltd\nRegistrant Organization: {name}\n"
    );
    World::of("example.ma").whois("whois.registre.ma", "example.ma", &record).chain()
}

/// The chain of an address whose RDAP record names the holder of its range.
fn host_by_rdap(name: &str) -> Chain {
    let range = network("192.0.2.0", "192.0.2.255", &[entity("registrant", name, None)]);
    let url = "https://rdap.arin.net/registry/ip/192.0.2.9";
    World::of("192.0.2.9").rdap(url, 200, &range).chain()
}

/// The chain of an address whose WHOIS record names the holder of its range.
fn host_by_whois(name: &str) -> Chain {
    let range = format!(
        "NetRange: 192.0.2.0 - 192.0.2.255\nNetName: EXAMPLE\nNetHandle: NET-192-0-2-0-1\n\nOrgName: \
         {name}\nOrgId: EX-1\n\nOrgAbuseEmail: abuse@example.net\n"
    );
    World::of("192.0.2.9").whois("whois.arin.net", "n + 192.0.2.9", &range).chain()
}

#[test]
fn a_placeholder_names_nobody_whoever_carries_it() {
    for (way, layer, chain) in WAYS {
        for text in PLACEHOLDERS {
            let chain = chain(text);
            let status = only(&chain, layer).status();
            assert_ne!(status, Status::Identified, "{way}: {text}: {}", said(&chain, layer));
        }
    }
}

#[test]
fn a_company_with_such_words_in_its_name_is_named_whoever_carries_it() {
    for (way, layer, chain) in WAYS {
        for name in COMPANIES {
            assert_eq!(said(&chain(name), layer), *name, "{way}");
        }
    }
}
