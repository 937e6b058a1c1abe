//! Who is in front, and who is behind.

use trace::model::chain::{Confidence, LayerId, Status};
use trace::model::dns::RecordKind;

use super::world::{World, entity, is, network, notes, only, said};

#[test]
fn an_address_of_a_cdn_hides_the_host_and_the_cdn_is_never_called_the_host() {
    let cloudflare = entity("registrant", "Cloudflare, Inc.", Some("noc@cloudflare.com"));
    let chain = World::of("www.example.com")
        .address("www.example.com", "104.16.1.1")
        .rdap(
            "https://rdap.arin.net/registry/ip/104.16.1.1",
            200,
            &network("104.16.0.0", "104.31.255.255", &[cloudflare]),
        )
        .chain();
    assert_eq!(said(&chain, LayerId::Cdn), "Cloudflare, Inc.");
    assert_eq!(said(&chain, LayerId::Host), "hidden BehindProxy");
}

#[test]
fn a_company_that_only_runs_a_cdn_is_in_front_even_when_the_origin_cannot_be_learnt() {
    let akamai = entity("registrant", "Akamai Technologies, Inc.", Some("abuse@akamai.com"));
    let chain = World::of("www.example.com")
        .address("www.example.com", "192.0.2.9")
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.9",
            200,
            &network("192.0.2.0", "192.0.2.255", &[akamai]),
        )
        .chain();
    assert_eq!(said(&chain, LayerId::Cdn), "Akamai Technologies, Inc.");
    assert!(is(&chain, LayerId::Host, Status::Hidden));
}

#[test]
fn machines_that_a_cdns_company_rents_out_have_it_as_host_and_their_servers_are_their_tenants() {
    let akamai = entity("registrant", "Akamai Technologies, Inc.", Some("abuse@akamai.com"));
    let chain = World::of("example.com")
        .address("example.com", "192.0.2.9")
        .zone("example.com", &["ns1.example.com"])
        .address("ns1.example.com", "192.0.2.9")
        .origin("9.2.0.192", 63949)
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.9",
            200,
            &network("192.0.2.0", "192.0.2.255", &[akamai]),
        )
        .chain();
    assert!(is(&chain, LayerId::Cdn, Status::Absent));
    assert_eq!(said(&chain, LayerId::Host), "Akamai Technologies, Inc.");
    assert_eq!(only(&chain, LayerId::Host).confidence, Confidence::Strong);
    assert_eq!(said(&chain, LayerId::Dns), "example.com");
}

#[test]
fn a_name_that_is_the_cdns_own_is_behind_it_without_any_alias() {
    let lessor = entity("registrant", "DataCamp Limited", Some("abuse@datacamp.example.net"));
    let chain = World::of("evil.b-cdn.net")
        .address("evil.b-cdn.net", "192.0.2.9")
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.9",
            200,
            &network("192.0.2.0", "192.0.2.255", &[lessor]),
        )
        .chain();
    assert_eq!(only(&chain, LayerId::Cdn).subjects, ["evil.b-cdn.net"]);
    assert!(is(&chain, LayerId::Host, Status::Hidden), "{}", said(&chain, LayerId::Host));
}

#[test]
fn where_one_address_family_is_not_known_the_absence_of_a_cdn_is_not_sure() {
    let seen = |six: &str| {
        let chain = World::of("www.example.com")
            .dns("www.example.com", RecordKind::A, "NOERROR\nanswer www.example.com 60 A 192.0.2.9")
            .dns("www.example.com", RecordKind::Aaaa, six)
            .chain();
        let said = notes(&chain, LayerId::Cdn);
        (only(&chain, LayerId::Cdn).confidence, said.contains("one family are not known"))
    };
    assert_eq!(seen("NOERROR"), (Confidence::Confirmed, false));
    assert_eq!(seen("SERVFAIL"), (Confidence::Weak, true));
}

#[test]
fn what_a_cdn_announces_for_somebody_else_is_not_behind_it() {
    let holder = entity("registrant", "Example Shops Ltd", Some("abuse@shops.example.net"));
    let chain = World::of("www.example.com")
        .address("www.example.com", "192.0.2.9")
        .origin("9.2.0.192", 13335)
        .rdap(
            "https://rdap.arin.net/registry/ip/192.0.2.9",
            200,
            &network("192.0.2.0", "192.0.2.255", &[holder]),
        )
        .chain();
    assert!(is(&chain, LayerId::Cdn, Status::Absent));
    assert_eq!(said(&chain, LayerId::Host), "Example Shops Ltd");
    assert!(notes(&chain, LayerId::Network).contains("registered to \"Example Shops Ltd\""));
}

#[test]
fn a_cdns_name_that_leads_to_a_known_host_is_not_in_front() {
    let hetzner = entity("registrant", "Hetzner Online GmbH", Some("abuse@hetzner.com"));
    let chain = World::of("www.example.com")
        .alias("www.example.com", "www.example.com.cdn.cloudflare.net", "88.198.14.20")
        .origin("20.14.198.88", 24940)
        .rdap(
            "https://rdap.db.ripe.net/ip/88.198.14.20",
            200,
            &network("88.198.0.0", "88.198.255.255", &[hetzner]),
        )
        .chain();
    assert!(is(&chain, LayerId::Cdn, Status::Absent), "{}", said(&chain, LayerId::Cdn));
    assert_eq!(said(&chain, LayerId::Host), "Hetzner Online GmbH");
}

#[test]
fn of_several_aliases_the_last_one_that_is_known_decides_who_is_in_front() {
    let chain = World::of("www.example.com")
        .dns(
            "www.example.com",
            RecordKind::A,
            "NOERROR\nanswer www.example.com 60 CNAME a.cdn.cloudflare.net\n\
             answer a.cdn.cloudflare.net 60 CNAME cname.vercel-dns.com\n\
             answer cname.vercel-dns.com 60 A 192.0.2.9",
        )
        .dns("www.example.com", RecordKind::Aaaa, "NOERROR")
        .chain();
    assert!(is(&chain, LayerId::Cdn, Status::Absent));
    assert!(said(&chain, LayerId::Host).starts_with("Vercel"));
}

#[test]
fn a_platforms_customer_leads_to_the_platform_and_spares_its_other_customers() {
    let chain = World::of("https://evil.github.io/login")
        .address("evil.github.io", "185.199.108.153")
        .zone("github.io", &["dns1.p06.nsone.net"])
        .chain();
    assert_eq!(said(&chain, LayerId::Host), "GitHub, Inc.");
    assert_eq!(only(&chain, LayerId::Host).confidence, Confidence::Confirmed);
    assert!(notes(&chain, LayerId::Dns).contains("would hit all customers"));
}

#[test]
fn a_sign_that_nobody_looked_at_for_180_days_makes_less_sure_and_says_so() {
    let host = |alias: &str| {
        let chain =
            World::of("www.example.com").alias("www.example.com", alias, "192.0.2.9").chain();
        let entry = only(&chain, LayerId::Host);
        let said = entry.signs.iter().flat_map(|sign| sign.against.clone()).collect::<Vec<_>>();
        assert!(!notes(&chain, LayerId::Host).contains("known by a sign"), "the row stays short");
        (entry.confidence, said.join("\n"))
    };
    let (confidence, said) = host("example.github.io");
    assert_eq!(confidence, Confidence::Confirmed);
    assert_eq!(said, "");
    let (confidence, said) = host("shop.eu-west-1.elb.amazonaws.com");
    assert_eq!(confidence, Confidence::Strong);
    assert!(said.contains("known by a sign that was last read on 2025-02-08"), "{said}");
}

#[test]
fn whoever_rents_out_machines_cannot_remove_one_item_on_them() {
    let removes_one_item = |alias: &str| {
        let chain =
            World::of("www.example.com").alias("www.example.com", alias, "192.0.2.9").chain();
        assert!(only(&chain, LayerId::Host).confidence <= Confidence::Strong);
        format!("{:?}", only(&chain, LayerId::Host).can).contains("one item")
    };
    assert!(removes_one_item("bucket.s3.amazonaws.com"));
    assert!(!removes_one_item("ec2-192-0-2-9.compute-1.amazonaws.com"));
    assert!(!removes_one_item("shop.us-east-1.elb.amazonaws.com"));
    assert!(!removes_one_item("shop.westeurope.cloudapp.azure.com"));
}

#[test]
fn a_platform_that_serves_its_own_zone_is_not_told_off() {
    let name = "bucket.s3.amazonaws.com";
    let told_off = |zone: &str, server: &str| {
        let chain = World::of(name).address(name, "192.0.2.9").zone(zone, &[server]).chain();
        let powers = format!("{:?}", only(&chain, LayerId::Dns).can);
        (notes(&chain, LayerId::Dns).contains("not for this"), powers.contains("all customers"))
    };
    assert_eq!(told_off("amazonaws.com", "ns-1.awsdns-00.com"), (false, true));
    assert_eq!(told_off("amazonaws.com", "dns1.p06.nsone.net"), (true, true));
    assert_eq!(told_off(name, "dns1.p06.nsone.net"), (false, false));
}

#[test]
fn a_private_address_has_no_host_that_anybody_could_name() {
    let chain = World::of("www.example.com").address("www.example.com", "10.0.0.1").chain();
    assert_eq!(said(&chain, LayerId::Host), "unknown Guarded");
    assert_eq!(said(&chain, LayerId::Network), "unknown Guarded");
}

#[test]
fn each_redirect_has_a_chain_of_its_own_and_a_ring_ends() {
    let trace = World::of("https://short.example.com/abc")
        .address("short.example.com", "192.0.2.1")
        .address("www.example.net", "192.0.2.2")
        .site("https://short.example.com/", "https://www.example.net/page#top")
        .site("https://www.example.net/page", "https://short.example.com/")
        .followed();
    let hops: Vec<&str> = trace.hops.iter().map(|hop| hop.target.input.as_str()).collect();
    assert_eq!(hops, ["https://www.example.net/page"]);
    assert_eq!(
        trace.hops[0].seen.name.as_ref().map(|name| name.registration.domain.as_str()),
        Some("example.net")
    );
    assert!(
        trace
            .remarks
            .iter()
            .any(|remark| remark.contains("lead back to https://short.example.com/"))
    );
}

#[test]
fn a_redirect_into_a_private_network_is_not_followed() {
    let trace = World::of("short.example.com")
        .address("short.example.com", "192.0.2.1")
        .site("https://short.example.com/", "http://10.0.0.1/admin")
        .followed();
    assert!(trace.hops.is_empty());
    assert!(trace.remarks.iter().any(|remark| remark.contains("10.0.0.1")), "{:?}", trace.remarks);
}
