//! Walks tables of facts, where they are at hand, and holds the directory to them: one name, number
//! or address below each of their signs is matched to the provider that the table gives.
//!
//! The tables are found at `TRACE_FACTS` or beside the checkout; without them the test says that it
//! is left out.
//! [`OTHERWISE`] says where the directory differs on purpose, and why.

#[path = "support/beside.rs"]
mod beside;

use beside::beside;
use ipnet::IpNet;
use serde_json::Value;
use trace::directory::{Directory, Match};

/// Signs of the tables that are followed in another way or not at all: the table's provider, its
/// signs, the provider that the directory names (empty for nobody), and why.
const OTHERWISE: &[(&str, &[&str], &str, &str)] = &[
    ("akamai", &["AS63949"], "linode", "the network of Linode, which has an entry of its own"),
    (
        "enom",
        &["registrar-servers.com"],
        "namecheap",
        "Namecheap has used that name since it left eNom",
    ),
    ("geeksforgeekscdn", &["cdn.geeksforgeeks.org"], "", "a web site's own alias, no provider's"),
    (
        "orangewebsite",
        &["tech.orange"],
        "orange",
        "Orange of France; the Icelandic host only sounds like it",
    ),
    (
        "qihoo360",
        &["360wzws.com", "qaxwzws.com"],
        "secworld",
        "the table gives them to both; QiAnXin kept that service when it left Qihoo 360",
    ),
    (
        "github",
        &[
            "4.208.26.197/32",
            "4.225.11.194/32",
            "4.237.22.38/32",
            "20.26.156.215/32",
            "20.27.177.113/32",
            "20.29.134.23/32",
            "20.87.245.0/32",
            "20.175.192.147/32",
            "20.199.39.232/32",
            "20.200.245.247/32",
            "20.201.28.151/32",
            "20.205.243.166/32",
            "20.207.73.82/32",
            "20.217.135.5/32",
            "20.233.83.145/32",
        ],
        "microsoft",
        "single rented addresses as of July 2025, which change hands",
    ),
    ("", &["platter-app.dev"], "", "kept in the suffix list without an operator"),
];

/// Providers of the tables that are one company with another entry: the table's, and ours.
const SAME: &[(&str, &str)] = &[
    ("afraid", "freedns"),
    ("bitgravity", "tata"),
    ("co-com-registry", "cocom"),
    ("dyndns-com", "oracle"),
    ("edgecast", "edgio"),
    ("he", "hurricane-electric"),
    ("limelight", "edgio"),
    ("rediffmail-pro", "rediffmail"),
    ("resin-io", "balena"),
    ("salesforce-com", "heroku"),
    ("strategic-system-consulting-eapps-hosting", "eapps"),
];

/// A table, where it is at hand.
fn table(name: &str) -> Option<Value> {
    let folder = beside("TRACE_FACTS", "facts", name)?;
    let text = std::fs::read(folder.join(name)).expect("reads");
    Some(serde_json::from_slice(&text).expect("is JSON"))
}

/// The members of a list, or none.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The A-labels of a name.
fn ascii(name: &str) -> String {
    url::Host::parse(name.trim_start_matches(['-', '.']))
        .map_or(name.to_owned(), |host| host.to_string())
}

/// Whom the directory names for a name at or below a suffix, by any kind of sign.
fn named<'a>(known: &'a Directory, suffix: &str) -> Vec<Match<'a>> {
    let suffix = ascii(suffix);
    let heads = ["", "x.", "ns1.", "mail.", "smtp."];
    let names = heads.iter().map(|head| format!("{head}{suffix}"));
    names.flat_map(|name| known.by_host_name(&name)).collect()
}

/// Checks one sign, and says what is wrong.
fn check(provider: &str, sign: &str, found: &[Match<'_>]) -> Option<String> {
    let ours = SAME.iter().find(|(theirs, _)| *theirs == provider).map_or(provider, |same| same.1);
    let other = OTHERWISE.iter().find(|other| other.0 == provider && other.1.contains(&sign));
    let wanted = other.map_or(ours, |other| other.2);
    let ids: Vec<&str> = found.iter().map(|found| found.provider.id.as_str()).collect();
    let fits = if wanted.is_empty() { !ids.contains(&ours) } else { ids.contains(&wanted) };
    (!fits).then(|| format!("{provider}: {sign}: {}", ids.join(" ")))
}

#[test]
fn the_tables_providers_are_named_for_every_sign_of_theirs() {
    let (Some(providers), Some(prefixes)) = (table("providers.json"), table("cdn-prefixes.json"))
    else {
        return;
    };
    let known = Directory::embedded();
    let mut wrong = Vec::new();
    let mut signs = 0;
    for entry in list(&providers["providers"]) {
        let id = entry["id"].as_str().expect("an identifier");
        for kind in
            ["ns_suffixes", "cname_suffixes", "mx_suffixes", "url_suffixes", "private_suffixes"]
        {
            for sign in list(&entry["matchers"][kind]).filter_map(|sign| sign["v"].as_str()) {
                signs += 1;
                wrong.extend(check(id, sign, &named(&known, sign)));
            }
        }
        for sign in list(&entry["matchers"]["asns"]).filter_map(|sign| sign["v"].as_u64()) {
            signs += 1;
            let number = u32::try_from(sign).expect("an AS number");
            wrong.extend(check(id, &format!("AS{number}"), &known.by_origin(number)));
        }
    }
    for set in list(&prefixes["sets"]) {
        let id = set["provider"].as_str().expect("an identifier");
        for text in list(&set["v4"]).chain(list(&set["v6"])).filter_map(Value::as_str) {
            signs += 1;
            let net: IpNet = text.parse().expect("a prefix");
            wrong.extend(check(id, text, &known.by_address(net.addr())));
        }
    }
    let otherwise: usize = OTHERWISE.iter().map(|other| other.1.len()).sum();
    eprintln!("{signs} signs, {otherwise} of them followed otherwise");
    assert!(wrong.is_empty(), "{}\n{} of {signs}", wrong.join("\n"), wrong.len());
}

#[test]
fn every_suffix_with_an_operator_has_somebody_who_answers_for_it() {
    let Some(hosts) = table("user-content-hosts.json") else { return };
    let known = Directory::embedded();
    let hosts = hosts["hosts"].as_object().expect("hosts");
    let mut nobody = Vec::new();
    for (suffix, entry) in hosts.iter().filter(|(_, entry)| entry["operator"].is_string()) {
        let unknown =
            OTHERWISE.iter().any(|other| other.1.contains(&suffix.as_str()) && other.2.is_empty());
        if !unknown && known.by_host_name(&format!("x.{}", ascii(suffix))).is_empty() {
            nobody.push(format!("{suffix}: {}", entry["operator"]));
        }
    }
    assert!(nobody.is_empty(), "{}", nobody.join("\n"));
}
