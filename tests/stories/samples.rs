//! Twenty forms of answers that were once read wrongly, each with what is right. They are no part of
//! this repository; `TRACE_SAMPLES` names their folder, or they stand in `shared` beside the checkout.

use std::path::Path;

use serde_json::Value;
use trace::model::chain::{Chain, Entry, LayerId, RegistrationState};
use trace::model::contact::{Contact, ContactKind, Purpose};
use trace::source::whois;
use trace::trace::Trace;

use super::beside::beside;
use super::world::{World, contacts, only, said};

/// What is wrong with a trace.
type Check = fn(&Trace) -> Vec<String>;

/// The samples: the file, the target, and what is right.
const SAMPLES: [(&str, &str, Check); 20] = [
    ("01-nul-padded.txt", "example-a.com", |it| {
        let mut wrong = names(&it.chain, LayerId::Registrar, "Registrar A India Limited");
        wrong.extend(offers(&it.chain, LayerId::Registrar, "abuse@registrar-a.com"));
        wrong.extend(names(&it.chain, LayerId::Registrant, "Example Technologies India Pvt"));
        wrong.extend(is("expires", it.chain.registration.expires.as_deref(), "2027-02-12"));
        wrong
    }),
    ("02-at-in-brackets.txt", "example-b.com", |it| {
        offers(&it.chain, LayerId::Registrar, "legalservices@registrar-b.com")
    }),
    ("03-holder-placeholders.txt", "example-c.com", |it| hides_holder(&it.chain)),
    ("04-person-as-organisation.txt", "example-d.com", |it| hides_holder(&it.chain)),
    ("05-reseller-with-url.txt", "nova.link", |it| {
        let mut wrong = names(&it.chain, LayerId::Reseller, "HEXONET GmbH");
        let site = |contact: &Contact| {
            contact.kind == ContactKind::Url && contact.value.contains("hexonet.net")
        };
        if !only(&it.chain, LayerId::Reseller).contacts.iter().any(site) {
            wrong.push("its site is no contact".to_owned());
        }
        wrong
    }),
    ("06-fr-type-organization.txt", "example-f.fr", |it| irish_holder(&it.chain)),
    ("07-lv-legal-person.txt", "example-g.lv", |it| {
        names(&it.chain, LayerId::Registrant, "Example LLC")
    }),
    ("08-sk-form-of-2025.txt", "example-h.sk", |it| irish_holder(&it.chain)),
    ("09-no-registrar-handle.txt", "example-i.no", |it| {
        let entry = only(&it.chain, LayerId::Registrar);
        let reason = entry.reason().map(|why| why.text.clone()).unwrap_or_default();
        let handle = entry.party().and_then(|party| party.handle.clone()).unwrap_or(reason);
        if handle.contains("REG881-NORID") { Vec::new() } else { vec![handle] }
    }),
    ("10-pf-registrar.txt", "example-j.pf", |it| names(&it.chain, LayerId::Registrar, "ONATI SAS")),
    ("11-state-is-no-status.txt", "example-k.ml", |it| {
        let mut statuses = it.chain.registration.statuses.clone();
        statuses.retain(|status| status != "active");
        statuses
    }),
    ("12-registry-abuse-desk.txt", "example-l.cl", |it| {
        let entry = only(&it.chain, LayerId::Registry);
        let desk = entry.contacts.iter().find(|contact| contact.value == "abuse@nic.cl");
        let purpose = desk.map(|contact| contact.purpose);
        if purpose == Some(Purpose::Abuse) { Vec::new() } else { vec![format!("{purpose:?}")] }
    }),
    ("13-hk-registrar-contact.txt", "example-m.hk", |it| {
        let mut wrong = offers(&it.chain, LayerId::Registrar, "enquiry@hkdnr.hk");
        wrong.extend(offers(&it.chain, LayerId::Registrar, "+852 2319 1313"));
        wrong.extend(names(&it.chain, LayerId::Registrant, "EXAMPLE, INC."));
        wrong
    }),
    ("14-tonic.txt", "example-n.to", |it| {
        let name = it.seen.name.as_ref().map(|name| &name.registration);
        let servers = name.and_then(|facts| facts.registry.first());
        let servers = servers.map(|record| record.facts.name_servers.join(" "));
        is("servers", servers.as_deref(), "ns1.example.net ns2.example.net")
    }),
    ("15-hu-restricted.txt", "dns.hu", |it| {
        let state = it.chain.registration.state;
        if state == RegistrationState::Reserved { Vec::new() } else { vec![format!("{state:?}")] }
    }),
    ("16-apnic-remark.txt", "220.212.128.1", |it| {
        offers(&it.chain, LayerId::Host, "net-abuse@example.ad.jp")
    }),
    ("17-ripe-unusable-note.txt", "80.20.134.7", |it| {
        offers(&it.chain, LayerId::Host, "abuse@example.it")
    }),
    ("18-arin-label-only-address.json", "AS63311", |it| {
        let country = only(&it.chain, LayerId::Network).party().and_then(|it| it.country.clone());
        is("country", country.as_deref(), "US")
    }),
    ("19-nir-as-block.json", "AS2515", |it| {
        let said = said(&it.chain, LayerId::Network);
        if said.contains("Block of") { vec![said] } else { Vec::new() }
    }),
    ("20-cctld-9999.json", "example-t.cx", |it| {
        let mut wrong = names(&it.chain, LayerId::Registrar, "CentralNic Ltd");
        wrong.extend(offers(&it.chain, LayerId::Registrar, "abuse@key-systems.net"));
        wrong
    }),
];

/// What is wrong where a value should be another; dates are compared by their day.
fn is(what: &str, found: Option<&str>, right: &str) -> Vec<String> {
    let right_one = found.is_some_and(|found| found == right || found.starts_with(right));
    if right_one { Vec::new() } else { vec![format!("{what} is {found:?}, not {right}")] }
}

/// What is wrong where a layer should name somebody.
fn names(chain: &Chain, layer: LayerId, right: &str) -> Vec<String> {
    is(layer.word(), Some(&said(chain, layer)), right)
}

/// What is wrong where a layer should offer a contact.
fn offers(chain: &Chain, layer: LayerId, right: &str) -> Vec<String> {
    let offered = contacts(chain, layer);
    let rejected = only(chain, layer).rejected.iter().any(|it| it.contact.value == right);
    let right_one = offered.contains(&right) && !rejected;
    if right_one { Vec::new() } else { vec![format!("{right} is not among {offered:?}")] }
}

/// What is wrong where the holder should be hidden.
fn hides_holder(chain: &Chain) -> Vec<String> {
    let entry: &Entry = only(chain, LayerId::Registrant);
    entry.party().map(|party| party.name.clone()).into_iter().collect()
}

/// What is wrong where the holder is the Irish example.
fn irish_holder(chain: &Chain) -> Vec<String> {
    let mut wrong = names(chain, LayerId::Registrant, "Example Holdings Unlimited Company");
    let country = only(chain, LayerId::Registrant).party().and_then(|it| it.country.clone());
    wrong.extend(is("country", country.as_deref(), "IE"));
    wrong
}

/// The world in which a sample is the answer of the server that gave it.
fn world(folder: &Path, file: &str, target: &str) -> World {
    let bytes = std::fs::read(folder.join(file)).expect("a sample");
    let world = World::of(target);
    if Path::new(file).extension().is_some_and(|ending| ending == "json") {
        let body: Value = serde_json::from_slice(&bytes).expect("JSON");
        let url = match target {
            "AS63311" => "https://rdap.arin.net/registry/autnum/63311",
            "AS2515" => "https://rdap.apnic.net/autnum/2515",
            _ => "https://rdap.nic.cx/domain/example-t.cx",
        };
        return world.rdap(url, 200, &body);
    }
    let number = target.parse::<std::net::IpAddr>().ok();
    let (server, query) = match number {
        Some(address) => {
            let server = whois::server_for_address(address).expect("a server");
            (server, whois::query_number(server, target))
        }
        None => match whois::server_for(target) {
            whois::ServerKnowledge::Server(server) => (server, whois::query_domain(server, target)),
            other => panic!("{target}: {other:?}"),
        },
    };
    world.whois_bytes(server, &query, bytes)
}

#[test]
fn every_sample_is_read_as_its_table_says() {
    let Some(folder) = beside("TRACE_SAMPLES", "samples", "index.json") else { return };
    let mut complaints = Vec::new();
    for (file, target, check) in SAMPLES {
        let wrong = check(&world(&folder, file, target).trace());
        complaints.extend(wrong.into_iter().map(|wrong| format!("{file}: {wrong}")));
    }
    assert_eq!(complaints, [""; 0], "{} of {} samples are read wrongly", complaints.len(), 20);
}
