//! Rules about what the chain says, on recorded cases.

use trace::model::answer::ReasonCode;
use trace::model::chain::{Confidence, LayerId, Status};
use trace::model::contact::Basis;
use trace::model::target::Target;
use trace::source::rdap::bootstrap::{Bootstrap, Kind};

use crate::recorded::{names, traced};
use crate::world::{only, said};

#[test]
fn rule_2_special_use_names_are_refused_before_anything_is_asked() {
    for name in ["http://abcdefghij.onion/", "http://printer.local/", "http://a.test/"] {
        let refusal = Target::parse(name).expect_err("is refused");
        assert_eq!(refusal.code(), "special-use-name", "{name}");
    }
}

#[test]
fn rule_3_the_bootstrap_matches_by_label() {
    let list = br#"{"version": "1.0", "services": [[["ai"], ["https://u1.example/"]],
        [["com"], ["https://u2.example/"]], [["goodexample.com"], ["https://u3.example/"]]]}"#;
    let list = Bootstrap::parse(Kind::Dns, list).expect("reads");
    assert!(list.for_domain("a.xn--p1ai").is_empty());
    assert_eq!(list.for_domain("example.com"), ["https://u2.example/"]);
}

#[test]
fn rule_9_a_registry_that_registers_directly_has_no_registrar() {
    let chain = traced("br-registers-directly").chain;
    let registrar = only(&chain, LayerId::Registrar);
    assert_eq!(registrar.status(), Status::Absent);
    let code = registrar.reason().map(|why| why.code);
    assert_eq!(code, Some(ReasonCode::DirectRegistration));
}

#[test]
fn rule_10_name_servers_are_no_evidence_of_a_reseller() {
    let chain = traced("shared-hosting").chain;
    assert_eq!(only(&chain, LayerId::Reseller).status(), Status::Absent);
    assert_eq!(said(&chain, LayerId::Dns), "Gandi SAS");
}

#[test]
fn rule_12_locks_are_no_sanctions() {
    let chain = traced("shared-hosting").chain;
    assert_eq!(chain.registration.statuses, ["client transfer prohibited"]);
    let said = format!("{:?}", chain.entries).to_lowercase();
    assert!(!said.contains("already suspended") && !said.contains("sanction"));
}

#[test]
fn rule_15_the_owner_of_a_private_suffix_is_the_registry() {
    let chain = traced("registry-below-a-top-level-domain").chain;
    let registry = only(&chain, LayerId::Registry);
    assert_eq!(registry.subjects, ["uk.com"]);
    assert!(said(&chain, LayerId::Registry).contains("CentralNic"));
}

#[test]
fn rule_17_of_a_delegated_sub_domain_both_operators_are_said() {
    let chain = traced("delegated-sub-zone").chain;
    let mut notes = chain.layer(LayerId::Dns).flat_map(|entry| &entry.notes);
    assert!(notes.any(|note| note.contains("only delegates")));
}

#[test]
fn rule_18_vanity_name_servers_are_told_by_their_addresses_and_never_quite_sure() {
    let chain = traced("vanity-name-servers").chain;
    let dns = only(&chain, LayerId::Dns);
    assert!(dns.confidence >= Confidence::Strong);
    assert!(dns.notes.iter().any(|note| note.contains("suspending it can break other domains")));
}

#[test]
fn rule_21_a_country_is_never_said_to_be_a_servers_place() {
    for key in trace::texts::keys() {
        let text = trace::texts::text(key);
        assert!(!text.contains("server in") && !text.contains("located in"), "{key}");
    }
}

#[test]
fn rule_22_the_most_specific_abuse_contact_wins_and_else_the_level_is_said() {
    let basis = |name: &str| only(&traced(name).chain, LayerId::Host).contacts[0].basis;
    assert_eq!(basis("assignment-inherits-abuse-contact"), Basis::Inherited);
    assert_eq!(basis("ipv4-literal"), Basis::Published);
}

#[test]
fn rule_25_all_origins_of_an_address_are_listed() {
    let chain = traced("two-origin-networks").chain;
    let networks: Vec<_> = chain.layer(LayerId::Network).collect();
    assert!(networks.len() > 1);
    let mut notes = networks.iter().flat_map(|entry| &entry.notes);
    assert!(notes.any(|note| note.contains("announced by several networks")));
}

#[test]
fn rule_36_no_guess_is_made_on_the_reported_domain() {
    for name in names() {
        let trace = traced(&name);
        let Some(domain) = trace.seen.name.as_ref().map(|name| &name.registration.domain) else {
            continue;
        };
        for contact in trace.chain.entries.iter().flat_map(|entry| &entry.contacts) {
            let own = contact.value == format!("abuse@{domain}");
            assert!(!(own && contact.basis == Basis::Guessed), "{name}: {}", contact.value);
        }
    }
}
