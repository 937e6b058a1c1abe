//! Who is who in the answer about a network or an AS number.

use serde_json::{Value, json};

use super::{abuse, answer, card, network, shown};
use crate::model::answer::Misread;
use crate::model::contact::ContactKind::{Email, Phone, Url};
use crate::model::record::ContactRole::{Abuse, General, Noc, Technical};
use crate::model::record::NumberRecord;
use crate::source::rdap::{read_autnum, read_network};

/// An entity with roles, a handle and a card.
fn entity(roles: &[&str], handle: &str, card: &Value) -> Value {
    json!({"roles": roles, "handle": handle, "vcardArray": card})
}

/// The name of the holder, with `+` before an organisation's.
fn holder(record: &NumberRecord) -> Option<String> {
    let holder = record.holder.as_ref()?;
    let organisation = holder.organisation.text().map(|name| format!("+{name}"));
    organisation.or_else(|| holder.name.clone().into_value())
}

#[test]
fn a_network_that_does_not_contain_the_address_is_refused() {
    let value = answer(&json!({"objectClassName": "ip network",
        "startAddress": "192.0.2.0", "endAddress": "192.0.2.255"}));
    assert!(read_network(&value, "192.0.2.255".parse().unwrap()).is_ok());
    for asked in ["192.0.3.0", "2001:db8::1"] {
        let read = read_network(&value, asked.parse().unwrap());
        assert!(matches!(read, Err(Misread::Malformed(_))), "{asked}");
    }
}

#[test]
fn the_range_is_read_from_wherever_it_stands() {
    let (first, last) = ("192.0.2.0".parse().unwrap(), "192.0.2.255".parse().unwrap());
    for place in [
        json!({"startAddress": "192.0.2.0/32", "endAddress": "192.0.2.255/32"}),
        json!({"startAddress": "192.0.2.255", "endAddress": "192.0.2.0", "handle": "192.0.2.0/24"}),
        json!({"startAddress": null, "endAddress": 7,
            "cidr0_cidrs": [{"v4prefix": "192.0.2.0", "length": 25},
                {"v4prefix": "192.0.2.128", "length": "25"}]}),
        json!({"startAddress": null, "endAddress": null,
            "handle": "192.0.2.0 - 192.0.2.255"}),
    ] {
        assert_eq!(network(&place).range, Some((first, last)), "{place}");
    }
    let none = network(&json!({"startAddress": "x", "endAddress": null}));
    assert_eq!(none.range, None);
    assert_eq!(
        none.oddities,
        ["$ has no usable range", "$ does not say which addresses it is about"]
    );
}

#[test]
fn an_as_number_outside_the_range_is_refused() {
    let read = |members: Value, asked| {
        let mut value = json!({"objectClassName": "autnum", "name": "EXAMPLE-AS"});
        super::merge(&mut value, &members);
        read_autnum(&answer(&value), asked)
    };
    assert!(read(json!({"startAutnum": 64496, "endAutnum": 64511}), 64500).is_ok());
    assert!(read(json!({"startAutnum": "AS64496", "endAutnum": null}), 64496).is_ok());
    assert!(read(json!({"handle": "AS64496"}), 64496).is_ok());
    for members in [json!({"startAutnum": 64496, "endAutnum": 64500}), json!({"handle": "AS1"})] {
        assert!(matches!(read(members, 64511), Err(Misread::Malformed(_))));
    }
    let unsaid = read(json!({}), 64496).unwrap().unwrap();
    assert_eq!(unsaid.oddities, ["$ does not say which AS number it is about"]);
}

#[test]
fn the_holder_is_an_organisation_and_never_a_maintainer() {
    let record = network(&json!({"entities": [
        entity(&["registrant"], "EXAMPLE-MNT", &card("EXAMPLE-MNT", "org", "")),
        entity(&["registrant"], "EXAMPLE", &card("example", "individual", "")),
        entity(&["registrant"], "JR1-EXAMPLE", &card("Jane Roe", "individual", "")),
        entity(&["registrant"], "ORG-EX1-EXAMPLE", &card("Example Ltd", "org", "")),
    ]}));
    assert_eq!(holder(&record).as_deref(), Some("+Example Ltd"));
    let maintainers = network(&json!({"entities": [
        {"roles": ["registrant"], "handle": "RIPE-NCC-HM-MNT"},
        {"roles": ["registrant"], "handle": "mnt-example"}]}));
    assert_eq!(maintainers.holder, None);
}

#[test]
fn a_customer_of_a_holder_is_the_holder_and_inherits_the_abuse_contact() {
    let desk = entity(&["abuse"], "ABUSE1", &card("Abuse", "group", "abuse@example.net"));
    let mut parent = entity(&["registrant"], "EXAMPLE-1", &card("Example Hosting", "org", ""));
    parent["entities"] = json!([desk]);
    let mut customer = entity(&["registrant"], "C01234567", &card("Customer Inc.", "org", ""));
    customer["entities"] = json!([parent]);
    let record = network(&json!({"entities": [customer]}));
    assert_eq!(holder(&record).as_deref(), Some("+Customer Inc."));
    assert_eq!(abuse(&record.contacts), "abuse@example.net");
}

#[test]
fn owners_in_latin_america_are_called_individuals() {
    let record = network(&json!({"entities": [
        entity(&["registrant"], "AR-EXSA1-LACNIC", &card("Example S.A.", "individual", ""))]}));
    assert_eq!(holder(&record).as_deref(), Some("+Example S.A."));
}

#[test]
fn without_roles_only_a_lone_organisation_is_the_holder() {
    let group =
        json!({"handle": "EX1", "vcardArray": card("Maintainer", "group", "x@example.net")});
    let first =
        json!({"handle": "ORG-1", "vcardArray": card("Example Ltd", "org", "y@example.net")});
    let other = json!({"handle": "ORG-2", "vcardArray": card("Other Ltd", "org", "z@example.net")});
    let one = network(&json!({"entities": [group, first]}));
    assert_eq!(holder(&one).as_deref(), Some("+Example Ltd"));
    assert!(!one.has_abuse());
    let two = network(&json!({"entities": [first, other]}));
    assert_eq!(two.holder, None);
}

#[test]
fn the_description_names_the_holder_where_nothing_else_does() {
    let remarks = json!([{"title": "remarks", "description": ["Something"]},
        {"title": "description", "description": ["Example Ltd", "1 Example Street"]}]);
    let record = network(&json!({"remarks": remarks}));
    assert_eq!(holder(&record).as_deref(), Some("+Example Ltd"));
    assert!(record.oddities.is_empty());
    let named = network(&json!({"remarks": remarks, "entities": [
        entity(&["registrant"], "ORG-1", &card("Other Ltd", "org", ""))]}));
    assert_eq!(holder(&named).as_deref(), Some("+Other Ltd"));
}

#[test]
fn a_labelled_address_silences_the_others_of_its_card() {
    let properties = json!(["vcard", [
        ["email", {"type": "email"}, "text", "ops@example.net"],
        ["email", {"type": "abuse"}, "text", "reports@example.net"],
        ["tel", {"type": "voice"}, "text", "+1-555-555-1234"]]]);
    let record = network(&json!({"entities": [entity(&["abuse"], "EX1", &properties)]}));
    assert_eq!(abuse(&record.contacts), "reports@example.net");
    assert_eq!(shown(&record.contacts, Phone, Abuse), "+1-555-555-1234");
}

#[test]
fn desks_come_before_offices_and_persons_are_left_out_where_there_are_any() {
    let mut holder = entity(&["registrant"], "ORG-1", &card("Example Ltd", "org", ""));
    holder["entities"] = json!([
        entity(&["abuse"], "A1", &card("Abuse", "group", "network-abuse@example.net")),
        entity(&["abuse", "technical"], "P1", &card("Jane Roe", "individual", "jane@example.net")),
    ]);
    let office = entity(&["noc", "abuse"], "N1", &card("Office", "group", "office@example.net"));
    let record = network(&json!({"entities": [office, holder]}));
    assert_eq!(abuse(&record.contacts), "network-abuse@example.net office@example.net");
    let person = entity(&["abuse"], "P1", &card("Jane Roe", "individual", "jane@example.net"));
    let alone = network(&json!({"entities": [person]}));
    assert_eq!(abuse(&alone.contacts), "jane@example.net");
}

#[test]
fn the_contact_of_the_network_itself_comes_before_that_of_its_holder() {
    let mut holder = entity(&["registrant"], "ORG-1", &card("Example Ltd", "org", ""));
    holder["entities"] =
        json!([entity(&["abuse"], "A1", &card("A", "group", "abuse@example.org"))]);
    let own = entity(&["abuse"], "A2", &card("A", "group", "abuse@example.net"));
    let record = network(&json!({"entities": [holder, own]}));
    assert_eq!(abuse(&record.contacts), "abuse@example.net abuse@example.org");
}

#[test]
fn other_offices_follow_under_their_own_names() {
    let record = network(&json!({"entities": [
        entity(&["administrative"], "AD1", &card("Admin", "group", "admin@example.net")),
        entity(&["technical"], "T1", &card("Jane Roe", "individual", "jane@example.net")),
        entity(&["technical"], "T2", &card("Tech", "group", "tech@example.net")),
        entity(&["noc"], "N1", &card("NOC", "group", "noc@example.net")),
        entity(&["abuse"], "A1", &card("Abuse", "group", "abuse@example.net"))]}));
    let roles: Vec<_> = record.contacts.iter().map(|contact| contact.role).collect();
    assert_eq!(roles, [Abuse, Noc, Technical, General]);
    assert_eq!(shown(&record.contacts, Email, Technical), "tech@example.net");
}

#[test]
fn no_abuse_role_means_no_abuse_contact() {
    let record = network(&json!({"entities": [
        entity(&["technical"], "T1", &card("Tech", "group", "abuse@example.net"))]}));
    assert!(!record.has_abuse());
}

#[test]
fn a_registrys_desk_is_rejected_unless_the_registry_is_the_holder() {
    let team =
        entity(&["abuse"], "IRT-KRNIC-KR", &card("IRT-KRNIC-KR", "group", "irt@example.net"));
    let desk = entity(&["abuse"], "X1", &card("X", "group", "hostmaster@nic.ad.jp"));
    let record = network(&json!({"entities": [team, desk]}));
    assert!(!record.has_abuse());
    let rejected: Vec<&str> = record.rejected.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(rejected, ["irt@example.net", "hostmaster@nic.ad.jp"]);
    assert_eq!(record.rejected[0].reason, "registry-level, not the operator");

    let own = network(&json!({"name": "APNIC-SERVICES", "entities": [
        entity(&["abuse"], "IRT-APNIC-IS-AP", &card("X", "group", "noc@apnic.net"))]}));
    assert_eq!(abuse(&own.contacts), "noc@apnic.net");
    assert!(own.rejected.is_empty());
}

#[test]
fn remarks_give_the_abuse_address_only_where_no_entity_does() {
    let remarks = json!([{"description": ["Abuse reports to desk@example.net",
        "Report abuse at https://www.example.net/abuse", "Peering: noc@example.net"]}]);
    let alone = network(&json!({"remarks": remarks}));
    assert_eq!(abuse(&alone.contacts), "desk@example.net");
    assert_eq!(shown(&alone.contacts, Url, Abuse), "https://www.example.net/abuse");
    let with = network(&json!({"remarks": remarks, "entities": [
        entity(&["abuse"], "A1", &card("Abuse", "group", "abuse@example.net"))]}));
    assert_eq!(abuse(&with.contacts), "abuse@example.net");
}

#[test]
fn fillers_are_nothing() {
    let properties = json!([
        "vcard",
        [
            ["tel", {}, "text", "+000000000"],
            ["adr", {}, "text", ["", "", "", "", "", "", "ZZ"]],
            ["fn", {}, "text", "X"]
        ]
    ]);
    let record = network(&json!({"country": "ZZ", "entities": [
        entity(&["abuse"], "A1", &properties), entity(&["registrant"], "O1", &properties)]}));
    assert_eq!((record.country, record.contacts), (None, vec![]));
    assert_eq!(record.holder.unwrap().country, None);
    assert_eq!(network(&json!({"country": "nl"})).country.as_deref(), Some("NL"));
}

#[test]
fn abuse_entities_without_a_card_are_linked() {
    let linked = json!({"roles": ["abuse"], "handle": "EX2", "links": [
        {"rel": "alternate", "href": "https://www.example.net/EX2"},
        {"rel": "self", "href": "https://rdap.example.net/entity/EX2"}]});
    let plain = json!({"roles": ["abuse"], "handle": "EX3", "links": [
        {"rel": "self", "href": "http://rdap.example.net/entity/EX3"}]});
    let record = network(&json!({"entities": [linked, plain]}));
    assert_eq!(record.linked, ["https://rdap.example.net/entity/EX2"]);
}

#[test]
fn the_parent_is_secure_and_not_the_object_itself() {
    let parent = |links: Value| network(&json!({"links": links})).parent;
    let own = json!({"rel": "self", "href": "https://rdap.example/ip/192.0.2.0/24"});
    let up = json!({"rel": "up", "href": "https://rdap.example/ip/192.0.0.0/16"});
    let rdap_up = json!({"rel": "rdap-up", "href": "https://rdap.example/ip/192.0.2.0/23"});
    assert_eq!(
        parent(json!([own, up, rdap_up])).as_deref(),
        Some("https://rdap.example/ip/192.0.2.0/23")
    );
    assert_eq!(parent(json!([own, {"rel": "up", "href": own["href"]}])), None);
    assert_eq!(parent(json!([{"rel": "up", "href": "http://rdap.example/ip/192.0.0.0/16"}])), None);
}

#[test]
fn placeholders_say_whose_space_it_is_and_name_no_holder() {
    let sister = network(&json!({"entities": [entity(&["registrant"], "RIPE",
        &card("RIPE Network Coordination Centre", "org", "hostmaster@ripe.net"))]}));
    assert_eq!((sister.elsewhere.as_deref(), sister.holder), (Some("RIPE NCC"), None));
    let stub = network(&json!({"remarks": [{"title": "description",
        "description": ["Transferred to the ARIN region on 2018-07-03T01:09:33Z."]}]}));
    assert_eq!((stub.elsewhere.as_deref(), stub.holder), (Some("ARIN"), None));
    let marked = network(&json!({"name": "NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK"}));
    assert_eq!(marked.elsewhere.as_deref(), Some("another registry"));
    let pool = network(&json!({"name": "EXAMPLE-JPNIC-JP", "remarks": [{"title": "description",
        "description": ["Japan Network Information Center"]}]}));
    assert_eq!((pool.elsewhere.as_deref(), pool.holder), (Some("JPNIC"), None));
}
