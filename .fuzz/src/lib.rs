//! What the fuzz targets share: the truths that the property tests assert as well, and the answers
//! to begin with.

#[path = "../../tests/survival/seeds.rs"]
mod seeds;
#[path = "../../tests/survival/truths.rs"]
pub mod truths;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Fills a target's corpus from the recorded cases and, where it lies beside the repository, from
/// the collection of real answers.
pub fn seed(target: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = folder.join("..");
    let corpus = folder.join("corpus").join(target);
    let found = match target {
        "whois_domain" => seeds::bodies(&root, seeds::is_whois_domain),
        "whois_number" => seeds::bodies(&root, seeds::is_whois_number),
        "rdap_domain" => seeds::bodies(&root, seeds::is_rdap_domain),
        "rdap_number" => seeds::bodies(&root, seeds::is_rdap_number),
        "case" => seeds::cases(&root).into_iter().map(String::into_bytes).collect(),
        "jcard" => cards(&root),
        "day" => lines(DAYS),
        "security_txt" => lines(FILES),
        "bootstrap" => lists(&root),
        _ => lines(TARGETS),
    };
    let collected = collected(&root, target);
    if fs::create_dir_all(&corpus).is_ok() {
        for (at, seed) in found.iter().chain(&collected).enumerate() {
            let _ = fs::write(corpus.join(format!("seed-{at:04}")), seed);
        }
    }
}

/// Texts as they are.
fn lines(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Days in the forms that registries write.
const DAYS: &[&str] = &[
    "2031-01-31T10:20:30.5Z",
    "2031-01-31 10:20:30 (UTC+8)",
    "31-Jan-2031 10:20:30 CET",
    "31.1.2031",
    "before Aug-1996",
    "Fri Jan 31 10:20:30 GMT 2031",
    "01/31/31 11:59:59 PM",
    "2031年1月31日",
    "1er août 2031",
    "20310131102030 +0200",
    "1925683200",
    "1410/05/01",
    "0000-00-00 00:00:00",
];

/// Files that sites publish.
const FILES: &[&str] = &[
    "Contact: mailto:security@example.com\nExpires: 2031-01-31T00:00:00Z\nCanonical: https://example.com/.well-known/security.txt\n",
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n# x\nContact: https://example.com/report\n-----BEGIN PGP SIGNATURE-----\n",
];

/// The lists of RDAP servers that the program carries, and a small one.
fn lists(root: &Path) -> Vec<Vec<u8>> {
    let data = root.join("src/source/data");
    let files = ["dns.json", "ipv4.json", "ipv6.json", "asn.json"];
    let mut found: Vec<_> = files.iter().filter_map(|name| fs::read(data.join(name)).ok()).collect();
    found.push(br#"{"services":[[["com","192.0.2.0/24","64496-64511"],["https://rdap.example.net/"]]]}"#.to_vec());
    found
}

/// Targets in the forms that people paste.
const TARGETS: &[&str] = &[
    "hxxps://evil[.]example[.]com/x?a=b#c",
    "<https://user:word@www.example.com:8443/>",
    "\"BÜCHER(dot)example.com.\",",
    "[2001:db8::1]:8443/x",
    "http://0x01010101/",
    "::ffff:1.1.1.1",
    "AS 64500",
    "192.0.2.0/24",
    "xn--bcher-kva.example.co.uk",
    "_dmarc.例え.jp",
];

/// The cards in recorded RDAP answers.
fn cards(root: &Path) -> Vec<Vec<u8>> {
    let is_rdap = |ask: &str| seeds::is_rdap_domain(ask) || seeds::is_rdap_number(ask);
    let mut found = Vec::new();
    for body in seeds::bodies(root, is_rdap) {
        collect_cards(&serde_json::from_slice(&body).unwrap_or_default(), &mut found);
    }
    found.sort();
    found.dedup();
    found
}

/// Collects the cards at any depth of a value.
fn collect_cards(value: &Value, found: &mut Vec<Vec<u8>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_cards(item, found)),
        Value::Object(members) => {
            for (key, member) in members {
                if key == "vcardArray" {
                    found.push(member.to_string().into_bytes());
                }
                collect_cards(member, found);
            }
        }
        _ => {}
    }
}

/// The samples of the collection that a target reads.
fn collected(root: &Path, target: &str) -> Vec<Vec<u8>> {
    let folders: &[&str] = match target {
        "whois_domain" => &["whois-domain", "whois-iana"],
        "whois_number" => &["whois-ip"],
        "rdap_domain" => &["rdap-domain"],
        "rdap_number" => &["rdap-ip", "rdap-autnum", "rdap-entity"],
        _ => &[],
    };
    let folders = folders.iter().map(|folder| root.join("../shared/corpus").join(folder));
    files(folders.collect()).iter().filter_map(|file| fs::read(file).ok()).collect()
}

/// The files in folders and below.
fn files(mut folders: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}
