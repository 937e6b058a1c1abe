//! Real answers to begin with: those of the recorded cases.

use std::fs;
use std::path::Path;

use trace::wire::case::Case;

/// The case files of the repository, as text.
pub fn cases(root: &Path) -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(root.join("fixtures/cases"))
        .expect("the recorded cases")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "case"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("is text")).collect()
}

/// The bodies of the recorded answers whose ask satisfies a condition, each once.
pub fn bodies(root: &Path, wanted: impl Fn(&str) -> bool) -> Vec<Vec<u8>> {
    let cases = cases(root).into_iter().map(|text| Case::read(&text).expect("reads"));
    let lines = cases.flat_map(|case| case.lines).filter(|line| wanted(&line.ask));
    let mut bodies: Vec<Vec<u8>> =
        lines.filter_map(|line| line.body().ok()).filter(|body| !body.is_empty()).collect();
    bodies.sort();
    bodies.dedup();
    bodies
}

/// Whether an ask is one for a domain by WHOIS.
pub fn is_whois_domain(ask: &str) -> bool {
    ask.starts_with("whois ") && !is_whois_number(ask)
}

/// Whether an ask is one for an address or AS number by WHOIS.
pub fn is_whois_number(ask: &str) -> bool {
    let registries = ["ripe", "arin", "apnic", "lacnic", "afrinic"];
    registries.iter().any(|registry| ask.starts_with(&format!("whois whois.{registry}.net ")))
}

/// Whether an ask is one for a domain by RDAP.
pub fn is_rdap_domain(ask: &str) -> bool {
    ask.starts_with("GET ") && ask.contains("/domain/")
}

/// Whether an ask is one for a network, AS number or entity by RDAP.
pub fn is_rdap_number(ask: &str) -> bool {
    ask.starts_with("GET ")
        && ["/ip/", "/autnum/", "/entity/"].iter().any(|kind| ask.contains(kind))
}
