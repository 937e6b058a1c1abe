//! Places on platforms, names that services point, and names that are out of use.

use trace::model::chain::{Chain, LayerId, Status};
use trace::model::dns::RecordKind;

use super::world::{World, entity, is, network, notes, only, said};

/// The words for what a layer's only party can do.
fn can(chain: &Chain, layer: LayerId) -> Vec<&str> {
    only(chain, layer).can.iter().map(|power| power.words).collect()
}

/// Traces a place on a host with one address.
fn place(url: &str, host: &str, zone: &str, server: &str) -> Chain {
    World::of(url).address(host, "192.0.2.9").zone(zone, &[server]).chain()
}

#[test]
fn a_path_on_a_shared_host_leads_to_the_platform_and_spares_its_domain() {
    for (url, host, zone, platform) in [
        ("https://sites.google.com/view/x", "sites.google.com", "google.com", "Google LLC"),
        ("https://docs.google.com/forms/d/x", "docs.google.com", "google.com", "Google LLC"),
        (
            "https://storage.googleapis.com/b/x",
            "storage.googleapis.com",
            "googleapis.com",
            "Google LLC",
        ),
        ("https://github.com/someone/x", "github.com", "github.com", "GitHub, Inc."),
        ("https://t.me/someone", "t.me", "t.me", "Telegram"),
    ] {
        let chain = place(url, host, zone, "dns1.p06.nsone.net");
        assert_eq!(said(&chain, LayerId::Host), platform, "{url}");
        let path = url.trim_start_matches("https://");
        assert_eq!(only(&chain, LayerId::Host).subjects[0], path);
        assert!(can(&chain, LayerId::Host).contains(&"remove one item"), "{url}");
        assert!(notes(&chain, LayerId::Dns).contains("not for this"), "{url}");
    }
}

#[test]
fn a_platforms_own_site_is_no_customers_place() {
    for (target, host, zone) in [
        ("https://github.com/", "github.com", "github.com"),
        ("t.me", "t.me", "t.me"),
        ("https://google.com/view/x", "google.com", "google.com"),
    ] {
        let chain = place(target, host, zone, "dns1.p06.nsone.net");
        assert!(!notes(&chain, LayerId::Dns).contains("not for this"), "{target}");
    }
}

#[test]
fn a_short_link_can_be_disabled_and_what_it_leads_to_cannot_be_removed_there() {
    let chain = place("https://bit.ly/3x", "bit.ly", "bit.ly", "ns-1.awsdns-00.com");
    assert_eq!(can(&chain, LayerId::Host), ["disable the link", "reach the customer"]);
    assert!(notes(&chain, LayerId::Host).contains("a short link"));
}

#[test]
fn a_gateway_can_block_a_path_and_not_delete_the_object() {
    for (url, host, zone) in [
        ("https://ipfs.io/ipfs/bafyexample/x", "ipfs.io", "ipfs.io"),
        ("https://bafyexample.ipfs.dweb.link/", "bafyexample.ipfs.dweb.link", "dweb.link"),
    ] {
        let chain = place(url, host, zone, "dns1.p06.nsone.net");
        assert_eq!(can(&chain, LayerId::Host), ["block the path"], "{url}");
        let cannot: Vec<_> = only(&chain, LayerId::Host).cannot.iter().map(|it| it.words).collect();
        assert!(cannot.contains(&"delete the object"), "{url}");
    }
}

#[test]
fn a_tunnel_hides_a_machine_that_is_not_hosted_where_it_ends() {
    for (name, zone) in [("x.trycloudflare.com", "trycloudflare.com"), ("x.ngrok.io", "ngrok.io")] {
        let chain = place(name, name, zone, "dns1.p06.nsone.net");
        assert!(can(&chain, LayerId::Cdn).contains(&"close the tunnel"), "{name}");
        assert!(is(&chain, LayerId::Host, Status::Hidden));
        let why = only(&chain, LayerId::Host).reason().map(|why| why.text.clone());
        assert!(why.is_some_and(|why| !why.contains("hosted there")), "{name}");
    }
}

#[test]
fn the_service_that_points_a_name_is_its_dns_operator_and_stores_nothing() {
    for (name, zone, service, contactable) in [
        ("x.duckdns.org", "duckdns.org", "Duck DNS", true),
        ("192-0-2-9.nip.io", "nip.io", "nip.io", false),
    ] {
        let chain = place(name, name, zone, "ns-1.awsdns-00.com");
        assert_eq!(said(&chain, LayerId::Dns), service);
        assert_eq!(only(&chain, LayerId::Dns).subjects, ["ns-1.awsdns-00.com"]);
        assert!(notes(&chain, LayerId::Dns).contains("run by \"Amazon Web Services, Inc.\""));
        assert_eq!(can(&chain, LayerId::Dns).contains(&"reach the customer"), contactable);
        assert!(!is(&chain, LayerId::Host, Status::Identified), "the service is no host");
    }
}

#[test]
fn a_customer_with_a_zone_of_its_own_has_its_own_dns_operator() {
    let chain = World::of("x.duckdns.org")
        .address("x.duckdns.org", "192.0.2.9")
        .zone("x.duckdns.org", &["dns1.p06.nsone.net"])
        .chain();
    assert_eq!(said(&chain, LayerId::Dns), "NSONE, Inc.");
}

#[test]
fn a_name_in_a_sinkhole_has_nothing_left_to_suspend_or_stop() {
    let chain = place(
        "www.example.com",
        "www.example.com",
        "example.com",
        "sc-a.sinkhole.shadowserver.org",
    );
    assert_eq!(can(&chain, LayerId::Dns), ["reach who took the name over"]);
    assert!(notes(&chain, LayerId::Dns).contains("a sinkhole"));
    assert!(!can(&chain, LayerId::Registry).contains(&"suspend the domain"));
}

#[test]
fn a_parked_name_is_said_to_be_parked() {
    let chain = place("example.com", "example.com", "example.com", "ns1.sedoparking.com");
    assert!(notes(&chain, LayerId::Dns).contains("not in use"));
}

/// The host of an address, by what the registry says of it.
fn at(address: &str, first: &str, last: &str, holder: &str) -> Chain {
    let holder = entity("registrant", holder, Some("abuse@holder.example.net"));
    World::of("example.com")
        .dns("example.com", RecordKind::A, &format!("NOERROR\nanswer example.com 60 A {address}"))
        .dns("example.com", RecordKind::Aaaa, "NOERROR")
        .rdap(
            &format!("https://rdap.arin.net/registry/ip/{address}"),
            200,
            &network(first, last, &[holder]),
        )
        .chain()
}

#[test]
fn an_apex_at_a_platforms_address_in_a_clouds_range_leads_to_the_platform() {
    let chain = at("75.2.60.5", "75.2.0.0", "75.2.127.255", "Amazon.com, Inc.");
    assert_eq!(said(&chain, LayerId::Host), "Netlify, Inc.");
    assert!(notes(&chain, LayerId::Host).contains("registered to \"Amazon.com, Inc.\""));
}

#[test]
fn an_address_that_its_registration_gives_to_somebody_else_has_changed_hands() {
    let narrow = at("75.2.60.5", "75.2.60.5", "75.2.60.5", "Amazon.com, Inc.");
    assert_eq!(said(&narrow, LayerId::Host), "Amazon.com, Inc.");
    let stranger = at("75.2.60.5", "75.2.60.0", "75.2.60.255", "Example Shops Ltd");
    assert_eq!(said(&stranger, LayerId::Host), "Example Shops Ltd");
}

#[test]
fn a_page_on_a_site_where_everybody_publishes_spares_the_sites_name() {
    for (url, host, zone, company) in [
        ("https://www.youtube.com/watch", "www.youtube.com", "youtube.com", "Google LLC"),
        ("https://www.reddit.com/r/x", "www.reddit.com", "reddit.com", "Reddit, Inc."),
        (
            "https://www.linkedin.com/company/x",
            "www.linkedin.com",
            "linkedin.com",
            "LinkedIn Corporation",
        ),
        (
            "https://steamcommunity.com/id/x",
            "steamcommunity.com",
            "steamcommunity.com",
            "Valve Corporation",
        ),
    ] {
        let chain = place(url, host, zone, "dns1.p06.nsone.net");
        assert_eq!(said(&chain, LayerId::Host), company, "{url}");
        assert!(notes(&chain, LayerId::Dns).contains("not for this"), "{url}");
    }
}
