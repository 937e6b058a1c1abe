//! Stories about the directory: what it recognises, what it refuses to recognise, and what it
//! tells the author of a faulty file.

use std::collections::HashMap;

use super::*;
use crate::model::chain::Confidence;
use crate::model::contact::ContactKind;

fn directory() -> Directory {
    Directory::embedded()
}

/// The identifiers of all matches, with their roles.
fn ids(matches: &[Match<'_>]) -> Vec<(String, Role)> {
    matches.iter().map(|found| (found.provider.id.clone(), found.role)).collect()
}

fn first(matches: &[Match<'_>]) -> Option<(String, Role)> {
    ids(matches).into_iter().next()
}

fn named(id: &str, role: Role) -> (String, Role) {
    (id.to_owned(), role)
}

fn address(directory: &Directory, text: &str) -> Option<(String, Role)> {
    first(&directory.by_address(text.parse().unwrap()))
}

/// A directory without entries.
fn nothing() -> Directory {
    Directory::default()
}

/// A directory of hand-made entries only.
fn small(text: &str) -> Directory {
    nothing().with_overlay(text, "own.toml").unwrap()
}

/// What is said about a faulty file.
fn complaint(text: &str) -> String {
    nothing().with_overlay(text, "own.toml").unwrap_err().to_string()
}

/// A faultless entry, with room for more fields.
fn entry(more: &str) -> String {
    format!(
        "[[provider]]\nid = \"example\"\nname = \"Example, Inc.\"\nsource = \"https://example.com/\"\n\
         read = \"2026-11-22\"\n{more}\n"
    )
}

/// A faultless entry with one sign.
fn signed(kind: &str, role: &str, value: &str) -> String {
    entry(&format!(
        "signs = [{{ kind = \"{kind}\", role = \"{role}\", values = [\"{value}\"], \
         source = \"https://example.com/\", read = \"2026-11-22\" }}]"
    ))
}

/// An entry with one contact; `roles` and `more` are TOML.
fn with_contact(kind: &str, value: &str, roles: &str, more: &str) -> String {
    entry(&format!(
        "contacts = [{{ kind = \"{kind}\", value = \"{value}\", roles = [{roles}]{more}, \
         source = \"https://example.com/\", read = \"2026-11-22\" }}]"
    ))
}

#[test]
fn the_provider_files_are_sorted_and_every_identifier_stands_once() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/directory/providers");
    let mut seen: Vec<String> = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let file = path.display().to_string();
        let ids: Vec<String> =
            parse::providers(&text, &file).unwrap().into_iter().map(|entry| entry.id).collect();
        assert!(ids.is_sorted(), "{file} is sorted");
        seen.extend(ids);
    }
    seen.sort();
    let count = seen.len();
    seen.dedup();
    assert_eq!(seen.len(), count);
    assert_eq!(directory().providers().len(), count);
}

#[test]
fn the_table_of_prefixes_can_be_read_and_names_known_providers() {
    let directory = directory();
    for (id, sign) in prefixes::read(shelf::PREFIXES, "prefixes.txt").unwrap() {
        assert!(directory.provider(&id).is_some(), "{id}");
        assert!(!sign.values.is_empty(), "{id}");
    }
}

#[test]
fn every_statement_has_a_source_and_a_day() {
    for provider in directory().providers() {
        let of_signs = provider.signs.iter().map(|sign| (&sign.source, &sign.read));
        let own = std::iter::once((&provider.source, &provider.read));
        for contact in &provider.contacts {
            let (source, read) = (&contact.source, &contact.read);
            let is_dated = age::is_day(read) || read == UNDATED;
            assert!(values::is_source(source) && is_dated, "{}: {source} {read}", provider.id);
        }
        for (source, read) in own.chain(of_signs) {
            assert!(
                values::is_source(source) && age::is_day(read),
                "{}: {source} {read}",
                provider.id
            );
        }
        let is_known = !provider.signs.is_empty() || !provider.contacts.is_empty();
        assert!(is_known, "{} has neither a sign nor a contact", provider.id);
    }
}

#[test]
fn no_two_companies_claim_the_same_sign_in_the_same_role() {
    let directory = directory();
    let mut claims: HashMap<(SignKind, String, Role), &str> = HashMap::new();
    for provider in directory.providers() {
        for sign in &provider.signs {
            for value in sign.values.iter().cloned() {
                let claim = (sign.kind, value, sign.role);
                if let Some(other) = claims.insert(claim.clone(), &provider.id) {
                    assert_eq!(other, provider.id, "{claim:?} is claimed twice");
                }
            }
        }
    }
}

#[test]
fn no_two_companies_have_the_same_name() {
    let directory = directory();
    for provider in directory.providers() {
        for name in std::iter::once(&provider.name).chain(&provider.aliases) {
            let holder = directory.by_holder(name).map(|holder| holder.id.as_str());
            assert_eq!(holder, Some(provider.id.as_str()), "{name}");
        }
    }
}

#[test]
fn a_host_range_never_lies_within_the_same_companys_edge() {
    let directory = directory();
    for provider in directory.providers() {
        for sign in provider.signs.iter().filter(|sign| sign.role == Role::Host) {
            for prefix in sign.values.iter().filter_map(|value| values::prefix(value)) {
                let matches = directory.by_address(prefix.network());
                let edge = matches
                    .iter()
                    .any(|found| found.provider.id == provider.id && found.role == Role::Cdn);
                let outer = best_for(&matches, Role::Cdn)
                    .is_some_and(|found| found.specificity < u32::from(prefix.prefix_len()));
                assert!(!(edge && outer), "{} {prefix}", provider.id);
            }
        }
    }
}

#[test]
fn name_servers_are_recognised_at_label_boundaries() {
    let directory = directory();
    for (host, id) in [
        ("lara.ns.cloudflare.com", "cloudflare"),
        ("LARA.NS.CLOUDFLARE.COM.", "cloudflare"),
        ("ns-2048.awsdns-64.com", ""),
        ("ns-1041.awsdns-02.org", "amazon"),
        ("ns-421.awsdns-52.co.uk", "amazon"),
        ("dns1.p05.nsone.net", "ns1"),
        ("ns71.domaincontrol.com", "godaddy"),
        ("ns1045.ui-dns.biz", "ionos"),
        ("ns1-03.azure-dns.com", "microsoft"),
        ("ns1.vercel-dns.com", "vercel"),
        ("pdns1.ultradns.net", "ultradns"),
        ("ns-cloud-a1.googledomains.com", "google"),
        ("dns100.ovh.net", "ovh"),
        ("ns3001234.ovh.net", ""),
    ] {
        let expected = if id.is_empty() { None } else { Some(named(id, Role::Dns)) };
        assert_eq!(first(&directory.by_name_server(host)), expected, "{host}");
    }
}

#[test]
fn look_alikes_are_nobody() {
    let directory = directory();
    for host in [
        "notcloudflare.com",
        "ns1.notcloudflare.com",
        "cloudflare.com.evil.example",
        "lara.ns.cloudflare.com.example",
        "ns.cloudflare.comm",
        "cloudflare.net.example",
        "xn--github-io.example",
        "evilgithub.io",
        "github.io.example.com",
        "aspmx.l.google.com.example",
        "-",
        "",
        ".",
        "..",
        "com",
        "1.1.1.1",
    ] {
        assert!(directory.by_name_server(host).is_empty(), "name server {host}");
        assert!(directory.by_alias(host).is_empty(), "alias {host}");
        assert!(directory.by_mail_exchange(host).is_empty(), "mail exchange {host}");
        assert!(directory.by_reverse(host).is_empty(), "reverse {host}");
        assert!(directory.by_suffix_registry(host).is_empty(), "suffix {host}");
    }
}

#[test]
fn aliases_show_edges_platforms_and_mere_pointers() {
    let directory = directory();
    for (host, id, role) in [
        ("www.example.com.cdn.cloudflare.net", "cloudflare", Role::Cdn),
        ("d111111abcdef8.cloudfront.net", "amazon", Role::Cdn),
        ("e1.a.akamaiedge.net", "akamai", Role::Cdn),
        ("example.map.fastly.net", "fastly", Role::Cdn),
        ("example.azurefd.net", "microsoft", Role::Cdn),
        ("my-load-balancer.eu-west-1.elb.amazonaws.com", "amazon", Role::Host),
        ("example.github.io", "github", Role::Host),
        ("shops.myshopify.com", "shopify", Role::Host),
        ("cname.vercel-dns.com", "vercel", Role::Host),
        ("ghs.googlehosted.com", "google", Role::Host),
        ("ext-cust.squarespace.com", "squarespace", Role::Host),
        ("example.azurewebsites.net", "microsoft", Role::Host),
        ("example.trafficmanager.net", "microsoft", Role::Dns),
        ("example.duckdns.org", "duckdns", Role::Dns),
        ("example.ngrok-free.app", "ngrok", Role::Cdn),
    ] {
        assert_eq!(first(&directory.by_alias(host)), Some(named(id, role)), "{host}");
    }
}

#[test]
fn an_edge_that_stores_is_told_from_one_that_only_passes_on() {
    let directory = directory();
    let stores = |host: &str| directory.by_alias(host).first().map(|found| found.sign.stores);
    for host in ["example.pages.dev", "example.workers.dev", "pub-1.r2.dev"] {
        assert_eq!(stores(host), Some(true), "{host}");
    }
    for host in ["example.cloudfront.net", "x.trycloudflare.com", "example.com.cdn.cloudflare.net"]
    {
        assert_eq!(stores(host), Some(false), "{host}");
    }
}

#[test]
fn addresses_show_the_edge_before_the_cloud_around_it() {
    let directory = directory();
    assert_eq!(address(&directory, "104.16.1.1"), Some(named("cloudflare", Role::Cdn)));
    assert_eq!(address(&directory, "2606:4700::1111"), Some(named("cloudflare", Role::Cdn)));
    assert_eq!(address(&directory, "::ffff:104.16.1.1"), Some(named("cloudflare", Role::Cdn)));
    assert_eq!(address(&directory, "151.101.1.1"), Some(named("fastly", Role::Cdn)));
    assert_eq!(address(&directory, "13.32.0.1"), Some(named("amazon", Role::Cdn)), "CloudFront");
    assert_eq!(
        address(&directory, "2600:9000:21e8::1"),
        Some(named("amazon", Role::Cdn)),
        "CloudFront"
    );
    assert_eq!(
        address(&directory, "52.95.110.1"),
        Some(named("amazon", Role::Host)),
        "not CloudFront"
    );
    assert_eq!(address(&directory, "185.199.108.153"), Some(named("github", Role::Host)));
    assert_eq!(address(&directory, "2606:50c0:8001::153"), Some(named("github", Role::Host)));
    assert_eq!(address(&directory, "23.227.38.65"), Some(named("shopify", Role::Host)));
    assert_eq!(address(&directory, "208.109.0.1"), Some(named("sucuri", Role::Cdn)));
    assert_eq!(address(&directory, "88.198.0.1"), Some(named("hetzner", Role::Host)));
    for nobody in ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "10.0.0.1", "::1"] {
        assert_eq!(address(&directory, nobody), None, "{nobody}");
    }
}

#[test]
fn whoever_originates_a_network_runs_it_whatever_else_it_is() {
    let directory = directory();
    let both = |id: &str, role| vec![(id.to_owned(), role), (id.to_owned(), Role::Network)];
    assert_eq!(ids(&directory.by_origin(13335)), both("cloudflare", Role::Cdn));
    assert_eq!(ids(&directory.by_origin(24940)), both("hetzner", Role::Host));
    // Akamai has the number since it bought Linode; its edge has others.
    let bought = [vec![("akamai".to_owned(), Role::Network)], both("linode", Role::Host)].concat();
    assert_eq!(ids(&directory.by_origin(63949)), bought);
    assert_eq!(ids(&directory.by_origin(6939)), [("hurricane-electric".to_owned(), Role::Network)]);
    assert!(directory.by_origin(64496).is_empty());
}

#[test]
fn mail_exchanges_are_recognised_but_not_customers_own_machines() {
    let directory = directory();
    let who = |host: &str| first(&directory.by_mail_exchange(host));
    assert_eq!(who("aspmx.l.google.com"), Some(named("google", Role::Mail)));
    assert_eq!(who("smtp.google.com"), Some(named("google", Role::Mail)));
    assert_eq!(
        who("example-com.mail.protection.outlook.com"),
        Some(named("microsoft", Role::Mail))
    );
    assert_eq!(who("mail.protonmail.ch"), Some(named("proton", Role::Mail)));
    assert_eq!(who("inbound-smtp.eu-west-1.amazonaws.com"), Some(named("amazon", Role::Mail)));
    assert_eq!(who("ec2-192-0-2-1.compute-1.amazonaws.com"), None);
    assert_eq!(who("static.1.2.0.192.clients.your-server.de"), None);
    assert_eq!(who("vps-1234.vps.ovh.net"), None);
}

#[test]
fn headers_are_hints_and_every_one_is_reported() {
    let directory = directory();
    let headers = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let found = headers(&[("Server", "cloudflare"), ("CF-RAY", "8f0-FRA")]);
    let matches = directory.by_headers(&found);
    assert_eq!(matches.len(), 2);
    assert!(matches.iter().all(|found| found.provider.id == "cloudflare"));
    assert_eq!(matches.first().map(|found| found.value.as_str()), Some("server=cloudflare"));
    let found = headers(&[("via", "1.1 0123.cloudfront.net (CloudFront)")]);
    assert_eq!(first(&directory.by_headers(&found)), Some(named("amazon", Role::Cdn)));
    let nothing = headers(&[("server", "nginx"), ("server", "cloudflare-nginx"), ("", "")]);
    assert!(directory.by_headers(&nothing).is_empty());
}

#[test]
fn issuers_holders_and_registrars_are_recognised_by_their_whole_name_or_number() {
    let directory = directory();
    let issuer = |name: &str| first(&directory.by_issuer(name));
    assert_eq!(issuer("Let's Encrypt"), Some(named("lets-encrypt", Role::Certificate)));
    assert_eq!(issuer("Google Trust Services"), Some(named("google", Role::Certificate)));
    assert_eq!(issuer("DigiCert Inc"), Some(named("digicert", Role::Certificate)));
    assert_eq!(issuer("Let's Encrypt Fake"), None);
    let holder = |name: &str| directory.by_holder(name).map(|provider| provider.id.as_str());
    assert_eq!(holder("CLOUDFLARE, INC."), Some("cloudflare"));
    assert_eq!(holder("Amazon Data Services Ireland Ltd."), Some("amazon"));
    assert_eq!(holder("OVH SAS"), Some("ovh"));
    assert_eq!(holder("Cloudflare Partners, Inc."), None);
    assert_eq!(holder("Render GmbH"), None);
    assert_eq!(holder(""), None);
    assert_eq!(first(&directory.by_registrar(1910)), Some(named("cloudflare", Role::Registrar)));
    assert!(directory.by_registrar(9999).is_empty());
}

#[test]
fn third_level_registries_are_registries() {
    let directory = directory();
    assert_eq!(
        first(&directory.by_suffix_registry("uk.com")),
        Some(named("centralnic", Role::Registry))
    );
    assert_eq!(
        first(&directory.by_suffix_registry("eu.org")),
        Some(named("eu-org", Role::Registry))
    );
    assert!(directory.by_suffix_registry("co.uk").is_empty());
    assert!(directory.by_suffix_registry("github.io").is_empty(), "a platform is no registry");
}

#[test]
fn reverse_names_show_the_network_they_were_given_in() {
    let directory = directory();
    let who = |host: &str| first(&directory.by_reverse(host));
    assert_eq!(who("static.1.2.0.192.clients.your-server.de"), Some(named("hetzner", Role::Host)));
    assert_eq!(who("server-192-0-2-1.fra50.r.cloudfront.net"), Some(named("amazon", Role::Cdn)));
}

#[test]
fn a_registrars_desk_is_offered_for_another_role_only_as_what_it_is() {
    let directory = directory();
    for id in ["nicenic", "ascio", "epik"] {
        let provider = directory.provider(id).unwrap();
        assert!(!provider.contacts_for(Role::Registrar).is_empty(), "{id}");
        assert!(provider.contacts_for(Role::Host).is_empty(), "{id}");
        let ladder = provider.ladder(Role::Host);
        let first = ladder.first().unwrap();
        assert!(matches!(first.from, Some(Role::Registrar | Role::Dns)), "{id}");
    }
    let cloudflare = directory.provider("cloudflare").unwrap();
    for role in [Role::Cdn, Role::Host, Role::Dns, Role::Registrar] {
        let best = cloudflare.contacts_for(role);
        assert_eq!(best.first().map(|contact| contact.kind), Some(ContactKind::Form), "{role}");
        assert_eq!(
            best.first().map(|found| found.value.as_str()),
            Some("https://abuse.cloudflare.com/")
        );
    }
    assert_eq!(directory.provider("nobody"), None);
}

#[test]
fn the_platforms_own_desk_comes_first_and_a_services_desk_serves_no_other() {
    let directory = directory();
    let values = |host: &str| -> Vec<String> {
        let matches = directory.by_alias(host);
        let found = matches.first().unwrap();
        found.contacts().into_iter().map(|contact| contact.value.clone()).collect()
    };
    let blogger = values("example.blogspot.com");
    assert_eq!(
        blogger.first().map(String::as_str),
        Some("https://support.google.com/blogger/answer/76315")
    );
    assert!(
        blogger
            .contains(&"https://support.google.com/code/contact/cloud_platform_report".to_owned())
    );
    assert!(!values("example.appspot.com").iter().any(|value| value.contains("blogger")));
    let wordpress = values("x.wordpress.com");
    assert_eq!(wordpress.first().map(String::as_str), Some("https://en.wordpress.com/abuse/"));
    let tumblr = values("x.tumblr.com");
    assert_eq!(tumblr.first().map(String::as_str), Some("https://www.tumblr.com/abuse"));
    assert!(!tumblr.iter().any(|value| value.contains("wordpress.com")), "{tumblr:?}");
}

#[test]
fn every_contact_of_a_service_is_found_by_a_sign_of_that_service() {
    for provider in directory().providers() {
        let idle: Vec<&str> = provider
            .contacts
            .iter()
            .filter(|contact| provider.is_idle(contact))
            .map(|contact| contact.value.as_str())
            .collect();
        assert!(idle.is_empty(), "{}: {idle:?}", provider.id);
    }
}

#[test]
fn every_number_of_a_registrar_is_a_companys() {
    for provider in directory().providers() {
        for number in provider.signs.iter().filter(|sign| sign.kind == SignKind::Registrar) {
            for value in &number.values {
                let listed = value.parse().ok().and_then(registrar_by_iana);
                let is_company = listed.is_some_and(|listed| listed.standing.is_company());
                assert!(is_company, "{}: {value}", provider.id);
            }
        }
    }
}

#[test]
fn under_one_of_several_numbers_a_registrar_is_reached_at_the_desk_of_that_number() {
    let directory = directory();
    let desk = |number: u32| -> Vec<String> {
        let matches = directory.by_registrar(number);
        let rungs = matches.first().map(Match::ladder).unwrap_or_default();
        let own = rungs.into_iter().filter(|rung| rung.from.is_none());
        own.map(|rung| rung.contact.value).collect()
    };
    assert_eq!(desk(420).first().map(String::as_str), Some("DomainAbuse@service.aliyun.com"));
    for number in [1697, 3755, 3793] {
        let desk = desk(number);
        assert!(desk.iter().any(|value| value == "dnsabuse_complaint@tencent.com"), "{desk:?}");
        assert!(!desk.iter().any(|value| value == "abuse@dnspod.com"), "{desk:?}");
    }
    assert!(desk(2).iter().any(|value| value == "abuse@web.com"));
    assert!(!desk(1154).iter().any(|value| value == "abuse@web.com"), "another brand's");
}

#[test]
fn a_company_that_has_ended_is_named_and_offers_nobody_to_write_to() {
    let directory = directory();
    for host in ["x.hwcdn.net", "x.llnwd.net", "x.glitch.me"] {
        let matches = directory.by_alias(host);
        let found = matches.first().unwrap();
        assert!(found.provider.ended.is_some() && found.ladder().is_empty(), "{host}");
        assert!(found.worth("2026-11-28") >= Confidence::Weak, "{host}");
    }
    let problem = complaint(&entry("ended = { day = \"soon\", how = \"x\", source = \"y z\" }"));
    assert!(problem.contains("ended.day: `soon` is not a day"), "{problem}");
}

#[test]
fn no_contact_that_was_given_up_is_in_the_directory() {
    assert!(retired("ABUSECOMPLAINTS@markmonitor.com").is_some());
    assert_eq!(retired("abuse@example.com"), None);
    for provider in directory().providers() {
        for contact in &provider.contacts {
            assert_eq!(retired(&contact.value), None, "{}: {}", provider.id, contact.value);
        }
    }
}

#[test]
fn a_contact_is_as_old_as_the_day_on_which_its_source_checked_it() {
    let directory = directory();
    let contabo = directory.provider("contabo").unwrap();
    let form = contabo.contacts.iter().find(|contact| contact.as_of.is_some()).unwrap();
    assert_eq!((form.dated(), form.read.as_str()), (Some("2026-01-08"), "2026-01-14"));
    assert!(!form.is_stale("2026-06-01"));
    assert!(form.is_stale("2026-11-22"));
}

#[test]
fn a_contact_that_was_entered_from_memory_is_stale_from_the_first_day() {
    let text = with_contact("email", "abuse@example.com", "\"host\"", ", recalled = true");
    let small = small(&text);
    let contact = small.provider("example").and_then(|found| found.contacts.first()).unwrap();
    assert_eq!(contact.dated(), None);
    assert!(contact.is_stale("2026-11-22"));
    let text = with_contact("email", "abuse@example.com", "\"host\"", "");
    let small = self::small(&text);
    let contact = small.provider("example").and_then(|found| found.contacts.first()).unwrap();
    assert_eq!(contact.dated(), Some("2026-11-22"));
    assert!(!contact.is_stale("2026-11-22"));
}

#[test]
fn the_most_specific_sign_wins_and_ties_go_by_identifier() {
    let one = signed("alias", "cdn", "edge.example.net").replace("\"example\"", "\"b\"");
    let other = signed("alias", "host", "stored.edge.example.net").replace("\"example\"", "\"c\"");
    let twin = signed("alias", "cdn", "edge.example.net").replace("\"example\"", "\"a\"");
    let small = small(&format!("{one}{other}{twin}"));
    let expected = [("c", Role::Host), ("a", Role::Cdn), ("b", Role::Cdn)]
        .map(|(id, role)| (id.to_owned(), role));
    let matches = small.by_alias("x.stored.edge.example.net");
    assert_eq!(ids(&matches), expected);
    assert_eq!(best_for(&matches, Role::Cdn).map(|found| found.provider.id.as_str()), Some("a"));
    assert_eq!(best_for(&matches, Role::Mail), None);
    let specificities: Vec<u32> = matches.iter().map(|found| found.specificity).collect();
    assert_eq!(specificities, [4, 3, 3]);
}

#[test]
fn the_longest_prefix_wins() {
    let wide = signed("prefix", "host", "192.0.2.0/24").replace("\"example\"", "\"wide\"");
    let narrow = signed("prefix", "cdn", "192.0.2.128/25").replace("\"example\"", "\"narrow\"");
    let one = signed("prefix", "host", "192.0.2.129").replace("\"example\"", "\"one\"");
    let small = small(&format!("{wide}{narrow}{one}"));
    let who = |text: &str| {
        ids(&small.by_address(text.parse().unwrap()))
            .into_iter()
            .map(|(id, _)| id)
            .collect::<Vec<_>>()
    };
    assert_eq!(who("192.0.2.129"), ["one", "narrow", "wide"]);
    assert_eq!(who("192.0.2.200"), ["narrow", "wide"]);
    assert_eq!(who("192.0.2.1"), ["wide"]);
    assert_eq!(who("192.0.3.1"), Vec::<String>::new());
}

#[test]
fn a_name_that_two_companies_share_belongs_to_neither() {
    let one = entry("aliases = [\"Shared Networks\"]").replace("\"example\"", "\"a\"");
    let other = entry("aliases = [\"Shared Networks GmbH\"]")
        .replace("\"example\"", "\"b\"")
        .replace("Example, Inc.", "Other, Inc.");
    let small = small(&format!("{one}{other}"));
    assert_eq!(small.by_holder("Shared Networks"), None);
    assert_eq!(small.by_holder("Shared Networks Ltd").map(|holder| holder.id.as_str()), Some("a"));
    assert_eq!(small.by_holder("Other").map(|holder| holder.id.as_str()), Some("b"));
}

#[test]
fn the_users_entry_replaces_the_whole_one_of_the_same_identifier_or_is_added() {
    let directory = directory();
    let own = signed("alias", "host", "cdn.example.org").replace("\"example\"", "\"cloudflare\"");
    let mixed = directory.with_overlay(&own, "own.toml").unwrap();
    assert_eq!(mixed.providers().len(), directory.providers().len());
    assert_eq!(mixed.provider("cloudflare").map(|own| own.name.as_str()), Some("Example, Inc."));
    assert!(mixed.by_name_server("lara.ns.cloudflare.com").is_empty());
    assert_eq!(address(&mixed, "104.16.1.1"), None, "its prefixes went with it");
    assert_eq!(address(&mixed, "151.101.1.1"), Some(named("fastly", Role::Cdn)), "others stay");
    let more =
        directory.with_overlay(&signed("alias", "host", "cdn.example.org"), "own.toml").unwrap();
    assert_eq!(more.providers().len(), directory.providers().len() + 1);
    assert_eq!(first(&more.by_alias("x.cdn.example.org")), Some(named("example", Role::Host)));
    assert_eq!(
        address(&directory, "104.16.1.1"),
        Some(named("cloudflare", Role::Cdn)),
        "unchanged"
    );
    assert_eq!(small("").providers().len(), 0, "an empty file is a file");
}

#[test]
fn complaints_name_the_file_the_entry_and_the_field() {
    let fault = |more: &str| complaint(&entry(more));
    assert_eq!(
        complaint("[[provider]]\nname = \"Example\""),
        "own.toml: provider number 1: id: must be lower-case letters, digits and hyphens"
    );
    assert_eq!(
        complaint(&entry("").replace("\"example\"", "\"Example_1\"")),
        "own.toml: provider `Example_1`: id: must be lower-case letters, digits and hyphens"
    );
    assert_eq!(
        complaint(&entry("").replace("Example, Inc.", " ")),
        "own.toml: provider `example`: name: must not be empty"
    );
    assert_eq!(
        fault("aliases = [\"\"]"),
        "own.toml: provider `example`: aliases: must not be empty"
    );
    assert_eq!(
        fault("country = \"usa\""),
        "own.toml: provider `example`: country: `usa` is not two capital letters"
    );
    assert_eq!(
        fault("website = \"example.com\""),
        "own.toml: provider `example`: website: `example.com` is not a URL that begins with \
         https:// or http://"
    );
    assert_eq!(
        complaint(&entry("").replace("2026-11-22", "November")),
        "own.toml: provider `example`: read: `November` is not a day such as 2026-01-31"
    );
    assert_eq!(
        complaint(&entry("").replace("https://example.com/", "")),
        "own.toml: provider `example`: source: `` is not a URL that begins with https:// or http://"
    );
    assert_eq!(
        complaint(&format!("{}{}", entry(""), entry(""))),
        "own.toml: provider `example`: id: stands twice in the file; each may stand once"
    );
}

#[test]
fn complaints_about_signs_say_what_is_allowed() {
    let fault = |kind: &str, role: &str, value: &str| complaint(&signed(kind, role, value));
    let place = "own.toml: provider `example`: signs[0]";
    assert_eq!(
        fault("nameserver", "dns", "ns.example.com"),
        format!(
            "{place}.kind: `nameserver` is not one of: name-server, name-server-pattern, alias, \
             platform, url, mail, origin, prefix, reverse, header, issuer, registrar, suffix"
        )
    );
    assert_eq!(
        fault("mail", "host", "mx.example.com"),
        format!("{place}.role: `host` is not one of: mail")
    );
    let host = "a host name of at least two labels, in lower case, without stars or a dot in front";
    for value in ["com", ".example.com", "*.example.com", "Example.com", "example.com.", ""] {
        assert_eq!(
            fault("alias", "cdn", value),
            format!("{place}.values: `{value}` is not {host}")
        );
    }
    let prefix = "an address prefix such as 192.0.2.0/24 without bits beyond its length";
    for value in ["192.0.2.1/24", "0.0.0.0/0", "::/0", "192.0.2.0/33", "nothing"] {
        assert_eq!(
            fault("prefix", "cdn", value),
            format!("{place}.values: `{value}` is not {prefix}")
        );
    }
    assert_eq!(
        fault("origin", "cdn", "AS64496"),
        format!("{place}.values: `AS64496` is not an AS number without `AS`")
    );
    assert_eq!(
        fault("registrar", "registrar", "-1"),
        format!("{place}.values: `-1` is not a registrar's IANA number")
    );
    assert_eq!(
        fault("name-server-pattern", "dns", "ns*.example.com"),
        format!(
            "{place}.values: `ns*.example.com` is not a host name with ranges of numbers such as \
             ns-{{0-99}}.dns{{00-63}}.example.com"
        )
    );
    assert_eq!(
        fault("header", "cdn", "server="),
        format!(
            "{place}.values: `server=` is not a header such as x-name, server=value or server=value*"
        )
    );
    assert_eq!(
        fault("issuer", "certificate", "..."),
        format!("{place}.values: `...` is not the name of an organisation")
    );
    let bare =
        signed("alias", "cdn", "x.example").replace("values = [\"x.example\"]", "values = []");
    assert_eq!(complaint(&bare), format!("{place}.values: must name at least one value"));
    let undated = signed("alias", "cdn", "x.example").replace("read = \"2026-11-22\" }", "}");
    let undated = undated.replace(", }", " }");
    assert_eq!(complaint(&undated), format!("{place}.read: `` is not a day such as 2026-01-31"));
}

#[test]
fn complaints_about_contacts_say_what_is_allowed() {
    let fault = |kind, value, roles, more| complaint(&with_contact(kind, value, roles, more));
    let place = "own.toml: provider `example`: contacts[0]";
    assert_eq!(
        fault("fax", "+1.5550100", "\"host\"", ""),
        format!("{place}.kind: `fax` is not one of: form, email, phone, postal, url")
    );
    for value in [
        "abuse",
        "abuse@",
        "@example.com",
        "a@b@example.com",
        "a@example.com, b@x.org",
        "a b@example.com",
    ] {
        assert_eq!(
            fault("email", value, "\"host\"", ""),
            format!("{place}.value: `{value}` is not an e-mail address such as abuse@example.com")
        );
    }
    assert_eq!(
        fault("phone", "555-0100", "\"host\"", ""),
        format!(
            "{place}.value: `555-0100` is not a telephone number in international form such as \
             +1.5550100"
        )
    );
    assert_eq!(
        fault("form", "javascript:alert(1)", "\"host\"", ""),
        format!(
            "{place}.value: `javascript:alert(1)` is not a URL that begins with https:// or http://"
        )
    );
    assert_eq!(
        fault("postal", " ", "\"host\"", ""),
        format!("{place}.value: ` ` is not a postal address")
    );
    assert_eq!(
        fault("email", "abuse@example.com", "", ""),
        format!("{place}.roles: must name at least one role")
    );
    assert_eq!(
        fault("email", "abuse@example.com", "\"hoster\"", ""),
        format!(
            "{place}.roles: `hoster` is not one of: registry, registrar, dns, cdn, platform, host, \
             network, mail, certificate"
        )
    );
    assert_eq!(
        fault("email", "abuse@example.com", "\"host\"", ", as_of = \"2026\""),
        format!("{place}.as_of: `2026` is not a day such as 2026-01-31")
    );
}

#[test]
fn every_kind_of_contact_can_be_written() {
    for (kind, value) in [
        ("form", "https://example.com/report"),
        ("email", "abuse@example.com"),
        ("phone", "+1.5550100 x2"),
        ("postal", "1 Example Street"),
        ("url", "https://example.com/contact"),
    ] {
        let text = with_contact(kind, value, "\"host\"", ", as_of = \"2026-01-31\"");
        let small = small(&text);
        let contacts = small.provider("example").unwrap().contacts_for(Role::Host);
        let found = contacts.first().unwrap();
        assert_eq!((found.value.as_str(), found.dated()), (value, Some("2026-01-31")));
    }
}

#[test]
fn what_is_no_provider_file_is_refused_with_line_and_column() {
    let said = complaint("[[provider]]\nid = ");
    assert!(
        said.starts_with("own.toml cannot be read as a provider file: TOML parse error at line 2"),
        "{said}"
    );
    let said = complaint(&entry("colour = \"red\""));
    assert!(said.contains("unknown field `colour`, expected one of `id`, `name`"), "{said}");
    let said = complaint(&entry("aliases = 1"));
    assert!(said.contains("invalid type: integer `1`"), "{said}");
}

#[test]
fn complaints_about_the_prefix_table_name_the_line() {
    let said = |text: &str| prefixes::read(text, "prefixes.txt").unwrap_err().to_string();
    assert_eq!(
        said("# head\n192.0.2.0/24"),
        "prefixes.txt, line 2: a prefix stands before the first `@` line"
    );
    assert_eq!(
        said("@ example mirror"),
        "prefixes.txt, line 1: the role `mirror` is not one of: dns, cdn, host, network, mail"
    );
    assert_eq!(
        said("@ example cdn https://example.com/ today"),
        "prefixes.txt, line 1: after the role come the source's URL and the day, such as 2026-01-31"
    );
    assert_eq!(
        said("\n@ example cdn https://example.com/ 2026-11-22 Two Words\n192.0.2.1/24"),
        "prefixes.txt, line 3: `192.0.2.1/24` is not an address prefix"
    );
}

#[test]
fn a_prefix_block_carries_its_service() {
    let directory = directory();
    let matches = directory.by_address("13.32.0.1".parse().unwrap());
    assert_eq!(matches.first().and_then(|found| found.service), Some("Amazon CloudFront"));
}

#[test]
fn endless_and_odd_names_cost_nothing() {
    let directory = directory();
    let long = "a.".repeat(1 << 19);
    assert!(directory.by_alias(&long).is_empty());
    assert!(directory.by_name_server(&long).is_empty());
    assert!(directory.by_issuer(&long).is_empty());
    assert_eq!(directory.by_holder(&long), None);
    assert!(directory.by_headers(&[("server".to_owned(), long)]).is_empty());
    assert!(directory.by_alias("bücher.github.io").is_empty(), "names come as A-labels");
}

#[test]
fn who_points_a_dynamic_name_is_reached_at_the_desk_for_its_customers() {
    let directory = directory();
    let matches = directory.by_alias("example.ddns.net");
    assert_eq!(first(&matches), Some(named("noip", Role::Dns)));
    let contacts = matches.first().map(Match::contacts).unwrap();
    assert_eq!(
        contacts.first().map(|found| found.value.as_str()),
        Some("https://www.noip.com/abuse")
    );
    let edge = directory.by_alias("example.com.cdn.cloudflare.net");
    let edge = edge.first().map(Match::contacts).unwrap();
    assert!(edge.iter().all(|contact| contact.is_for(Role::Cdn) || contact.roles.is_empty()));
}
