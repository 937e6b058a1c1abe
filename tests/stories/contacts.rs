//! Which contacts are offered, and which are rejected with a reason.

use serde_json::json;
use trace::model::chain::{Entry, LayerId, Status};
use trace::model::contact::{Basis, ContactKind, Purpose};
use trace::model::dns::RecordKind;

use super::world::{World, contacts, domain, entity, network, notes, only};

const REGISTRY: &str = "https://rdap.verisign.com/com/v1/domain/example.com";

#[test]
fn a_domain_that_takes_no_mail_gives_no_contact() {
    for (answer, reason) in [
        ("NOERROR\nanswer registrar.example.net 60 MX 0 .", "null MX"),
        ("NXDOMAIN", "neither a mail exchange nor an address"),
    ] {
        let chain = World::of("example.com")
            .rdap(REGISTRY, 200, &domain("example.com", &json!({})))
            .dns("registrar.example.net", RecordKind::Mx, answer)
            .dns("registrar.example.net", RecordKind::A, "NXDOMAIN")
            .dns("registrar.example.net", RecordKind::Aaaa, "NXDOMAIN")
            .chain();
        assert!(contacts(&chain, LayerId::Registrar).is_empty());
        let rejected = &only(&chain, LayerId::Registrar).rejected[0].contact;
        assert_eq!(rejected.value, "abuse@registrar.example.net");
        assert!(rejected.reason.contains(reason), "{}", rejected.reason);
    }
}

#[test]
fn a_mail_domain_that_could_not_be_asked_about_costs_no_contact() {
    let chain =
        World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &json!({}))).chain();
    assert_eq!(contacts(&chain, LayerId::Registrar), ["abuse@registrar.example.net"]);
}

/// A host whose range publishes only a technical mailbox, and what is offered for abuse.
fn guessed(holder: &str, mailbox: &str, mail: &str) -> Vec<(String, Basis)> {
    let domain = mailbox.split('@').nth(1).expect("a mailbox");
    let range = network(
        "192.0.2.0",
        "192.0.2.255",
        &[entity("registrant", holder, None), entity("technical", "Desk", Some(mailbox))],
    );
    let chain = World::of("example.com")
        .address("example.com", "192.0.2.9")
        .rdap("https://rdap.arin.net/registry/ip/192.0.2.9", 200, &range)
        .dns(domain, RecordKind::Mx, mail)
        .chain();
    let offered = only(&chain, LayerId::Host).contacts.iter();
    let offered = offered.filter(|contact| contact.purpose == Purpose::Abuse);
    offered.map(|contact| (contact.value.clone(), contact.basis)).collect()
}

#[test]
fn a_mailbox_is_guessed_only_at_the_organisations_own_domain_where_that_takes_mail() {
    let takes = |domain: &str| format!("NOERROR\nanswer {domain} 60 MX 10 mx.{domain}");
    assert_eq!(
        guessed("Hostco Ltd", "noc@hostco.org", &takes("hostco.org")),
        [("abuse@hostco.org".to_owned(), Basis::Guessed)]
    );
    assert_eq!(guessed("Hostco Ltd", "noc@hostco.org", "NOERROR\nanswer hostco.org 60 MX 0 ."), []);
    assert_eq!(guessed("Hostco Ltd", "hostco@freemail.org", &takes("freemail.org")), []);
    assert_eq!(guessed("Example Ltd", "noc@example.com", &takes("example.com")), [], "the target");
}

#[test]
fn an_abuse_contact_of_a_third_party_is_not_taken_for_the_registrars() {
    let third = json!({"entities": [entity("abuse", "Desk", Some("desk@third-party.org"))]});
    let chain =
        World::of("example.com").rdap(REGISTRY, 200, &domain("example.com", &third)).chain();
    assert_eq!(contacts(&chain, LayerId::Registrar), ["abuse@registrar.example.net"]);
    assert!(notes(&chain, LayerId::Registrar).contains("does not say whose"));
}

#[test]
fn a_contact_at_the_traced_domain_itself_is_flagged() {
    let holder = [
        entity("registrant", "Example Ltd", None),
        entity("abuse", "Abuse", Some("abuse@example.com")),
    ];
    let chain = World::of("www.example.com")
        .address("www.example.com", "192.0.2.9")
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.9",
            200,
            &network("192.0.2.0", "192.0.2.255", &holder),
        )
        .chain();
    assert!(notes(&chain, LayerId::Host).contains("at the traced domain itself"));
}

#[test]
fn a_registrys_own_desk_is_no_operators_contact() {
    let text = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\ndescr: Example Networks\ncountry: JP\nsource: APNIC\n\n\
        % Abuse contact for '192.0.2.0 - 192.0.2.255' is 'hostmaster@nic.ad.jp'\n";
    let record = trace::source::whois::read_number("whois.apnic.net", text.as_bytes(), "192.0.2.9");
    let record = record.expect("reads").expect("has an object");
    assert!(!record.has_abuse(), "{:?}", record.contacts);
    assert!(
        record.rejected.iter().any(|one| one.reason.starts_with("registry-level")),
        "{:?}",
        record.rejected
    );
}

#[test]
fn a_link_that_hides_its_host_behind_a_user_name_is_not_offered() {
    let mut domain = domain("example.com", &json!({}));
    let link = "https://registrar.example.net@elsewhere.example.org/report";
    domain["entities"][0]["entities"][0]["vcardArray"][1] =
        json!([["fn", {}, "text", "Abuse"], ["email", {}, "text", link]]);
    let chain = World::of("example.com").rdap(REGISTRY, 200, &domain).chain();
    assert!(contacts(&chain, LayerId::Registrar).is_empty());
    let rejected = &only(&chain, LayerId::Registrar).rejected[0].contact;
    assert_eq!(rejected.value, link);
    assert!(rejected.reason.contains("user name"), "{}", rejected.reason);
}

#[test]
fn a_registry_whose_name_was_tampered_with_is_named_by_the_table() {
    let text = "domain: COM\n\norganisation: Evil \u{1b}[2J Registry\n\nsource: IANA\n";
    let chain = World::of("example.com").whois("whois.iana.org", "com", text).chain();
    let party = only(&chain, LayerId::Registry).party().expect("is known");
    assert!(party.name.contains("VeriSign"), "{}", party.name);
}

#[test]
fn a_registry_office_is_never_an_abuse_contact() {
    let chain = World::of("example.com")
        .whois(
            "whois.iana.org",
            "com",
            "domain: COM\n\norganisation: Example Registry\n\ncontact: administrative\ne-mail: info@registry.example.net\n\nsource: IANA\n",
        )
        .chain();
    let office =
        only(&chain, LayerId::Registry).contacts.iter().find(|one| one.value.starts_with("info@"));
    assert_eq!(office.map(|one| one.purpose), Some(trace::model::contact::Purpose::Registry));
}

/// What is offered and what is rejected of a registrar's abuse desk.
fn desk(email: &str, phone: &str) -> (Vec<String>, Vec<String>) {
    let mut domain = domain("example.com", &json!({}));
    domain["entities"][0]["entities"][0]["vcardArray"][1] = json!([
        ["fn", {}, "text", "Abuse"],
        ["email", {}, "text", email],
        ["tel", {"type": "voice"}, "uri", format!("tel:{phone}")],
    ]);
    let chain = World::of("example.com").rdap(REGISTRY, 200, &domain).chain();
    let entry = only(&chain, LayerId::Registrar);
    let rejected = entry.rejected.iter().map(|one| one.contact.value.clone());
    (
        contacts(&chain, LayerId::Registrar).into_iter().map(str::to_owned).collect(),
        rejected.collect(),
    )
}

#[test]
fn desks_that_nobody_answers_or_that_run_nothing_are_rejected() {
    for email in [
        "noreply@registrar.example.net",
        "no-reply@registrar.example.net",
        "none@none.com",
        "cert@cert.pl",
        "hostmaster@nic.ad.jp",
        "support@icann.org",
    ] {
        for phone in ["+1.0000000000", "+1.5555555555", "+1.1234567890", "+999.9999999"] {
            let (offered, rejected) = desk(email, phone);
            assert!(offered.is_empty(), "{offered:?}");
            assert_eq!(rejected.len(), 2, "{email} {phone}: {rejected:?}");
        }
    }
    assert_eq!(desk("cert@registrar.example.net", "+1.5555550100").0.len(), 2);
}

#[test]
fn the_way_to_an_unnamed_holder_is_kept() {
    for (link, value, kind) in [
        (
            "https://registrar.example.net/contact",
            "https://registrar.example.net/contact",
            ContactKind::Form,
        ),
        ("mailto:relay@registrar.example.net", "relay@registrar.example.net", ContactKind::Email),
    ] {
        let holder = json!({"objectClassName": "entity", "roles": ["registrant"], "vcardArray": ["vcard", [
            ["version", {}, "text", "4.0"], ["fn", {}, "text", ""], ["contact-uri", {}, "uri", link]]]});
        let withheld =
            json!([{"name": {"type": "Registrant Email"}, "method": "replacementValue"}]);
        let domain = domain("example.com", &json!({"entities": [holder], "redacted": withheld}));
        let chain = World::of("example.com").rdap(REGISTRY, 200, &domain).chain();
        let entry = only(&chain, LayerId::Registrant);
        assert_eq!(entry.status(), Status::Hidden);
        assert_eq!(contacts(&chain, LayerId::Registrant), [value]);
        assert_eq!(
            (entry.contacts[0].kind, entry.contacts[0].purpose),
            (kind, Purpose::Registrant)
        );
    }
}

/// The contacts of a DNS company of which the directory has none, whose server is in a network that
/// is registered to somebody.
fn at_own_network(holder: &str) -> Vec<(String, Basis)> {
    let desk = entity("abuse", "Abuse", Some("abuse@network.example.net"));
    let range = network("192.0.2.0", "192.0.2.255", &[entity("registrant", holder, None), desk]);
    let chain = World::of("example.com")
        .zone("example.com", &["dns1.p06.nsone.net", "dns2.p06.nsone.net"])
        .address("dns1.p06.nsone.net", "192.0.2.9")
        .rdap("https://rdap.arin.net/registry/ip/192.0.2.9", 200, &range)
        .chain();
    let offered = only(&chain, LayerId::Dns).contacts.iter();
    let offered = offered.filter(|contact| contact.purpose == Purpose::Abuse);
    offered.map(|contact| (contact.value.clone(), contact.basis)).collect()
}

#[test]
fn the_network_of_a_company_answers_for_it_only_where_it_is_registered_to_the_company_itself() {
    let desk = [("abuse@network.example.net".to_owned(), Basis::OwnNetwork)];
    assert_eq!(at_own_network("NSONE, Inc."), desk);
    assert_eq!(at_own_network("Somebody Else Ltd"), [], "a landlord's desk is not the tenant's");
}

#[test]
fn the_registers_contact_of_a_companys_own_space_stands_before_a_mailbox_of_somebodys_list() {
    let dns = |holder: &str| {
        let desk = entity("abuse", "Abuse", Some("abuse@network.example.net"));
        let range =
            network("192.0.2.0", "192.0.2.255", &[entity("registrant", holder, None), desk]);
        let chain = World::of("example.com")
            .zone("example.com", &["root-dns.netcup.net", "second-dns.netcup.net"])
            .address("example.com", "192.0.2.9")
            .rdap("https://rdap.arin.net/registry/ip/192.0.2.9", 200, &range)
            .chain();
        let first = &only(&chain, LayerId::Dns).contacts[0];
        (first.value.clone(), first.basis, first.backing)
    };
    let own = ("abuse@network.example.net".to_owned(), Basis::OwnNetwork, None);
    assert_eq!(dns("netcup GmbH"), own);
    let listed = ("abuse@netcup.de".to_owned(), Basis::Directory, Some("secondary"));
    assert_eq!(dns("Somebody Else Ltd"), listed, "what a list says is offered as that");
}

#[test]
fn a_desk_of_another_role_is_offered_as_such() {
    let chain =
        World::of("example.com").zone("example.com", &["ns3-l2.nic.ru", "ns4-l2.nic.ru"]).chain();
    let first = &only(&chain, LayerId::Dns).contacts[0];
    assert_eq!((first.role, first.basis), (Some("registrar"), Basis::Directory));
}

#[test]
fn a_mailbox_that_was_given_up_is_offered_behind_the_form_only_where_the_record_publishes_it() {
    for (name, number, mailbox) in [
        ("Dynadot Inc", "472", "abuse@dynadot.com"),
        ("MarkMonitor Inc.", "292", "abusecomplaints@markmonitor.com"),
    ] {
        let entry = registrar(name, number, mailbox);
        assert!(entry.contacts[0].prefers_form, "{:?}", entry.contacts);
        assert_eq!(entry.contacts[1].value, mailbox);
        assert_eq!(entry.contacts[1].basis, Basis::Published);
        let noted = entry.notes.iter().any(|note| note.contains("is published still, but"));
        assert!(noted, "{:?}", entry.notes);
        let other = registrar(name, number, "abuse@registrar.example.net");
        assert!(other.contacts.iter().all(|contact| contact.value != mailbox));
    }
}

#[test]
fn a_desk_at_the_traced_domain_stands_last_beside_others() {
    let holder = [
        entity("registrant", "Example Ltd", None),
        entity("abuse", "Abuse", Some("abuse@example.com")),
        entity("abuse", "Desk", Some("abuse@example.net")),
    ];
    let chain = World::of("www.example.com")
        .address("www.example.com", "192.0.2.9")
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.9",
            200,
            &network("192.0.2.0", "192.0.2.255", &holder),
        )
        .chain();
    let offered: Vec<_> = only(&chain, LayerId::Host)
        .contacts
        .iter()
        .map(|contact| (contact.value.as_str(), contact.purpose))
        .collect();
    assert_eq!(
        offered,
        [("abuse@example.net", Purpose::Abuse), ("abuse@example.com", Purpose::Registrant)]
    );
}

#[test]
fn a_registrar_that_traces_its_own_name_is_reached_at_its_desk() {
    let mut record = domain("example.com", &json!({}));
    let desk = entity("abuse", "Abuse", Some("abuse@example.com"));
    record["entities"][0]["entities"] = json!([desk.clone()]);
    let chain = World::of("example.com").rdap(REGISTRY, 200, &record).chain();
    let entry = only(&chain, LayerId::Registrar);
    assert_eq!(entry.contacts[0].value, "abuse@example.com");
    assert_eq!(entry.contacts[0].purpose, Purpose::Abuse);
    assert!(notes(&chain, LayerId::Registrar).contains("the registrar's own name"));
    // What only the registrar's own server says could be written by whoever has taken it over.
    let mut registrars = domain("example.com", &json!({}));
    registrars["entities"][0]["entities"] = json!([desk]);
    let mut thin = domain(
        "example.com",
        &json!({"links": [
            {"rel": "related", "href": "https://rdap.registrar.example.net/domain/example.com"}
        ]}),
    );
    thin["entities"][0]["entities"] = json!([]);
    let chain = World::of("example.com")
        .rdap(REGISTRY, 200, &thin)
        .rdap("https://rdap.registrar.example.net/domain/example.com", 200, &registrars)
        .chain();
    let offered = &only(&chain, LayerId::Registrar).contacts;
    assert!(offered.iter().all(|contact| contact.purpose != Purpose::Abuse), "{offered:?}");
}

#[test]
fn the_registrys_abuse_desk_in_the_notes_of_a_record_is_the_registrys() {
    let text = "%% This is the NIC Chile Whois server (whois.nic.cl).\n\nDomain name: example.cl\nRegistrar name: Example Registrar Ltd\nCreation date: 2020-10-22 17:48:23 CLST\n\n%% Registry Abuse Contact Email: abuse@nic.cl\n";
    let chain = World::of("example.cl").whois("whois.nic.cl", "example.cl", text).chain();
    let desk = &only(&chain, LayerId::Registry).contacts[0];
    assert_eq!((desk.value.as_str(), desk.purpose), ("abuse@nic.cl", Purpose::Abuse));
    assert!(only(&chain, LayerId::Registrar).rejected.is_empty());
}

#[test]
fn whom_no_registration_names_can_still_be_written_to() {
    let desk = [entity("abuse", "Abuse-C Role", Some("abuse@example.net"))];
    let chain = World::of("www.example.com")
        .address("www.example.com", "192.0.2.9")
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.9",
            200,
            &network("192.0.2.0", "192.0.2.255", &desk),
        )
        .chain();
    assert!(!only(&chain, LayerId::Host).is_identified());
    assert_eq!(contacts(&chain, LayerId::Host), ["abuse@example.net"]);
}

/// The entry of a registrar with a number and a published abuse mailbox.
fn registrar(name: &str, number: &str, mailbox: &str) -> Entry {
    let desk = json!([entity("abuse", "Desk", Some(mailbox))]);
    let mut record = domain("example.com", &json!({"entities": desk.clone()}));
    record["entities"][0]["vcardArray"][1] = json!([["fn", {}, "text", name]]);
    record["entities"][0]["publicIds"] =
        json!([{"type": "IANA Registrar ID", "identifier": number}]);
    record["entities"][0]["entities"] = desk;
    let chain = World::of("example.com").rdap(REGISTRY, 200, &record).chain();
    only(&chain, LayerId::Registrar).clone()
}
