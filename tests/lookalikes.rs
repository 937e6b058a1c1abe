//! An unknown provider is never named by likeness: names that only look like a provider's sign,
//! signs at wrong label boundaries and addresses beside a provider's ranges match nothing.

use std::collections::BTreeSet;
use std::net::IpAddr;

use ipnet::IpNet;
use trace::directory::{Directory, Query, SignKind};
use trace::model::target::Suffixes;

/// Names under which many people are deceived.
const FAMOUS: &[&str] = &[
    "akamaiedge.net",
    "amazonaws.com",
    "azurewebsites.net",
    "backblazeb2.com",
    "bit.ly",
    "blogspot.com",
    "cloudflare.net",
    "cloudfront.net",
    "digitaloceanspaces.com",
    "domaincontrol.com",
    "duckdns.org",
    "dropbox.com",
    "fastly.net",
    "firebaseapp.com",
    "fly.dev",
    "gandi.net",
    "github.io",
    "gitlab.io",
    "googleapis.com",
    "herokuapp.com",
    "linktr.ee",
    "myshopify.com",
    "netlify.app",
    "ngrok.io",
    "notion.site",
    "onrender.com",
    "pages.dev",
    "r2.dev",
    "squarespace.com",
    "surge.sh",
    "t.me",
    "trycloudflare.com",
    "tumblr.com",
    "uk.com",
    "vercel.app",
    "web.app",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "workers.dev",
];

/// Names that somebody made up.
const MADE_UP: &[&str] = &[
    "",
    ".",
    "..",
    "-",
    "com",
    "io",
    "co.uk",
    "www",
    "localhost",
    "xn--github-io.example",
    "github-io.example.com",
    "githubio.example",
    "github.io.",
    "pagesdev.example",
    "pages.dev.evil.example",
    "cloudflare.com.login.example",
    "ns.cloudflare.comm",
    "ns-cloudflare.example",
    "awsdns-02.example",
    "ns-2048.awsdns-64.com",
    "ns-1.awsdns-64.net",
    "ns-1.awsdns-1.org",
    "ns-01.awsdns-01.org",
    "aspmx.l.google.com.example",
    "mail.protection.outlook.com.example",
    "mailprotection.outlook.example",
    "s3-amazonaws.example",
    "storage-googleapis.example",
    "docs-google.example",
    "sites-google.example",
    "herokudns.example",
    "ns1.notgandi.net",
    "gandi.net.example",
    "xgandi.net",
    "t-me.example",
    "tme.example",
    "clients.your-server.example",
    "your-server.example",
    "vps-1234.vps.ovh.example",
    "1.1.1.1.example",
    "cloudflare",
    "github",
    "amazon",
    "google",
    "com.github.io.example",
    "io.github.example",
];

/// What is wrong about a name that must be nobody's.
fn betrayed(known: &Directory, name: &str) -> Option<String> {
    let found = known.by_host_name(name);
    let first = found.first()?;
    Some(format!("{name} is taken for {}'s by {}", first.provider.id, first.value))
}

/// Names that look like a domain and are not at or below it.
fn near(domain: &str) -> Vec<String> {
    let (first, rest) = domain.split_once('.').expect("two labels");
    vec![
        format!("evil{domain}"),
        format!("evil-{domain}"),
        format!("{domain}.example"),
        format!("{first}-{}.example", rest.replace('.', "-")),
        format!("login.{first}.example"),
    ]
}

#[test]
fn two_hundred_names_that_look_like_famous_ones_are_nobodys() {
    let known = Directory::embedded();
    let names: BTreeSet<String> = FAMOUS
        .iter()
        .flat_map(|domain| {
            assert!(!known.by_host_name(&format!("x.{domain}")).is_empty(), "{domain} is known");
            near(domain)
        })
        .chain(MADE_UP.iter().filter(|name| **name != "github.io.").map(|name| (*name).to_owned()))
        .collect();
    assert!(names.len() >= 200, "only {} names", names.len());
    let wrong: Vec<String> = names.iter().filter_map(|name| betrayed(&known, name)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_sign_fits_at_a_wrong_label_boundary() {
    let known = Directory::embedded();
    let mut domains = BTreeSet::new();
    for sign in known.providers().iter().flat_map(|provider| &provider.signs) {
        let kinds = [
            SignKind::NameServer,
            SignKind::Alias,
            SignKind::Platform,
            SignKind::Mail,
            SignKind::Reverse,
            SignKind::Suffix,
        ];
        if kinds.contains(&sign.kind) {
            domains.extend(sign.values.iter().filter_map(|value| Suffixes::of(value).registrable));
        }
    }
    assert!(domains.len() > 2000, "{} domains", domains.len());
    let names = domains.iter().flat_map(|domain| near(domain));
    let wrong: Vec<String> = names.filter_map(|name| betrayed(&known, &name)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_place_on_a_shared_host_fits_at_whole_parts_of_the_path_only() {
    let known = Directory::embedded();
    for place in [
        "docs.google.example/forms/x",
        "evildocs.google.example/forms",
        "github.com.example/user",
        "notgithub.com/user",
        "t.me.example/user",
        "ipfs.io.example/ipfs/x",
    ] {
        let found = known.matches(&Query::parse(place).expect("can be looked up"));
        assert!(found.is_empty(), "{place}: {found:?}");
    }
    let by_url = |host: &str, path: &str| known.by_url(host, path).len();
    assert_eq!(by_url("docs.google.com", "/forms/d/e/x"), 1);
    assert_eq!(by_url("docs.google.com", "/formsx/d"), 0);
    assert_eq!(by_url("x.docs.google.com", "/forms/d"), 0, "another host");
    assert_eq!(by_url("github.com", "/"), 0, "the company's own page");
    assert_eq!(by_url("github.com", "/user"), 1);
}

/// The addresses just outside a range.
fn beside(net: IpNet) -> Vec<IpAddr> {
    let step = |address: IpAddr, up: bool| match address {
        IpAddr::V4(v4) => {
            let bits = v4.to_bits();
            (if up { bits.checked_add(1) } else { bits.checked_sub(1) })
                .map(|bits| IpAddr::V4(bits.into()))
        }
        IpAddr::V6(v6) => {
            let bits = v6.to_bits();
            (if up { bits.checked_add(1) } else { bits.checked_sub(1) })
                .map(|bits| IpAddr::V6(bits.into()))
        }
    };
    [step(net.network(), false), step(net.broadcast(), true)].into_iter().flatten().collect()
}

#[test]
fn an_address_beside_a_range_is_not_in_it() {
    let known = Directory::embedded();
    let (mut looked, mut nobody) = (0, 0);
    for provider in known.providers() {
        let prefixes = provider.signs.iter().filter(|sign| sign.kind == SignKind::Prefix);
        for value in prefixes.flat_map(|sign| &sign.values) {
            let net: IpNet = value.parse().expect("a prefix");
            for address in beside(net) {
                let found = known.by_address(address);
                looked += 1;
                nobody += usize::from(found.is_empty());
                for found in found {
                    let fits: IpNet = found.value.parse().expect("a prefix");
                    assert!(fits.contains(&address), "{address} is not in {fits}");
                    assert_ne!(fits, net, "{address}");
                }
            }
        }
    }
    assert!(looked > 10_000 && nobody > 1_000, "{looked} addresses, {nobody} of them nobody's");
    for address in ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "10.0.0.1", "::1"] {
        assert!(known.by_address(address.parse().expect("an address")).is_empty(), "{address}");
    }
}
