//! What a picture says of whom to write to, and what it does not pretend to know.

use std::fs;

use crate::whole::written;
use crate::{aside, case, printed, replayed};

/// A case with some of its text changed, written aside.
pub(crate) fn changed(
    name: &str,
    changes: &[(&str, &str)],
) -> (tempfile::TempDir, std::path::PathBuf) {
    let mut text = fs::read_to_string(case(name)).expect("is text");
    for (from, to) in changes {
        assert!(text.contains(from), "{name} has no {from}");
        text = text.replace(from, to);
    }
    // Bodies that were changed have other digests; a case may lack them.
    let lines = text.lines().map(|line| {
        let mut value: serde_json::Value = serde_json::from_str(line).expect("is JSON");
        value.as_object_mut().expect("an object").remove("sha256");
        value.to_string()
    });
    aside("changed.case", &(lines.collect::<Vec<_>>().join("\n") + "\n"))
}

#[test]
fn only_a_name_without_an_address_is_said_to_lead_to_none() {
    for (name, says) in [
        ("ipv4-literal", None),
        ("ipv6-literal", None),
        ("as-number", None),
        ("shared-hosting", None),
        ("fault-addresses-servfail", Some("where it leads could not be found out")),
        ("mail-only", Some("leads to no address: there is no page to see now")),
    ] {
        let chart = printed(name, "mermaid", &[]);
        let lines = ["leads to no address", "does not exist", "could not be found out\"])"];
        assert_eq!(lines.iter().any(|line| chart.contains(line)), says.is_some(), "{chart}");
        assert!(says.is_none_or(|says| chart.contains(says)), "{chart}");
    }
}

#[test]
fn a_party_with_two_turns_says_when_each_of_them_is() {
    for format in ["svg", "mermaid"] {
        let picture = printed("redirect-followed", format, &["--harm", "phishing"]);
        assert!(picture.contains("2: write at once"), "{picture}");
        assert!(picture.contains("7: write from 2026-11-23"), "{picture}");
    }
    let one = printed("ipv4-literal", "svg", &["--harm", "phishing"]);
    assert!(one.contains(">write at once<"), "one turn needs no number in its line");
}

#[test]
fn the_numbers_of_a_picture_have_no_holes() {
    for name in crate::CASES {
        let json = printed(name, "json", &["--harm", "phishing"]);
        let json: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
        let steps = json["advice"][0]["steps"].as_array().map_or(0, Vec::len);
        let chart = printed(name, "mermaid", &["--harm", "phishing"]);
        for number in 1..=steps {
            let heads = [format!("\"{number}: "), format!("<br>{number}: "), format!("{number}, ")];
            let more = format!(", {number}: ");
            let is_there = heads.iter().chain([&more]).any(|head| chart.contains(head));
            assert!(is_there, "{name}: nothing has the number {number}\n{chart}");
        }
    }
}

#[test]
fn where_a_visitor_is_sent_on_to_is_no_part_of_the_order() {
    let picture = printed("redirect-followed", "svg", &["--harm", "phishing"]);
    assert!(!picture.contains("begin anew"), "the numbers do not");
    let page = written(&printed("redirect-followed", "html", &["--harm", "phishing"]));
    assert!(page.contains("This part only shows where the visitor is sent on"));
    assert!(!page.contains("depends on the harm"), "the harm was named");
}

#[test]
fn who_cannot_help_has_no_contact_that_tempts() {
    let chart = printed("cdn-hides-host", "mermaid", &["--harm", "phishing"]);
    let barred: Vec<&str> = chart.lines().filter(|line| line.contains("cannot help")).collect();
    assert!(barred.len() > 2 && barred.iter().all(|line| !line.contains("http")), "{barred:?}");
}

#[test]
fn what_is_old_says_so_in_words_and_beside_the_contact() {
    for format in ["svg", "mermaid", "html"] {
        for options in [&[][..], &["--harm", "phishing"]] {
            let picture = printed("redirect-followed", format, options);
            assert!(!picture.contains('†'), "{format}: a mark would be copied with the contact");
            assert!(picture.contains("not checked for a year"), "{format}");
        }
    }
    let page = written(&printed("cdn-hides-host", "html", &["--harm", "phishing"]));
    assert!(page.contains(trace::texts::text("remark.stale")), "the step's own remark");
}

#[test]
fn nothing_is_drawn_in_front_where_nobody_knows_whether_anything_is() {
    let json = printed("fault-addresses-servfail", "json", &[]);
    assert!(json.contains("\"layer\": \"cdn\",\n      \"status\": \"unknown\""), "{json}");
    for format in ["svg", "mermaid"] {
        let picture = printed("fault-addresses-servfail", format, &[]);
        assert!(!picture.contains("all traffic passes through"), "{picture}");
    }
}

#[test]
fn a_reported_address_stands_on_a_page_only_where_it_cannot_be_clicked() {
    for (name, host) in [("redirect-followed", "tinyhop.io"), ("ipv4-literal", "63.247.140.20")] {
        let page = printed(name, "html", &["--harm", "phishing"]);
        let prose: String = page
            .split("<code>")
            .map(|piece| piece.split_once("</code>").map_or(piece, |(_, behind)| behind))
            .collect();
        for scheme in ["http", "https"] {
            let live = format!("{scheme}://{host}");
            assert!(!written(&prose).contains(&live), "{name} says {live}");
        }
        assert!(
            page.contains(&format!("hxxp{}", if name == "ipv4-literal" { "://" } else { "s://" }))
        );
    }
}

#[test]
fn no_contact_is_a_way_to_the_target_by_any_of_its_names() {
    let names = [
        "https://63.247.140.20/abuse",
        "https://63.247.140.20./abuse",
        "http://0x3ff78c14/abuse",
        "http://[::ffff:63.247.140.20]/abuse",
        "https://example.com/go?to=http%3A%2F%2F63.247.140.20%2F",
    ];
    for name in names {
        let link = format!("[\\\"contact-uri\\\",{{}},\\\"uri\\\",\\\"{name}\\\"],[\\\"email\\\"");
        let (_folder, path) = changed("ipv4-literal", &[("[\\\"email\\\"", &link)]);
        let page = replayed(&path, "html", &["--harm", "phishing"]);
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for href in links.filter(|href| href.starts_with("http")) {
            let href = url::Url::parse(href).expect("a URL");
            let bad = ["63.247.140.20", "ffff", "example.com"];
            assert!(!bad.iter().any(|bad| href.as_str().contains(bad)), "{name}: {href}");
        }
    }
}

#[test]
fn a_page_has_words_for_layers_and_not_their_codes() {
    let page = written(&printed("cdn-hides-host", "html", &["--harm", "phishing"]));
    let (page, _) = page.split_once("How we know").expect("the evidence comes last");
    for code in ["(cdn)", "(dns)", "(mail)", " dns: ", " cdn: "] {
        assert!(!page.contains(code), "{code} is a code of the JSON");
    }
    assert!(page.contains("(CDN in front)"));
    let figures = page.split(" parties in ").nth(1).expect("figures");
    assert!(!figures.split('\n').next().expect("a line").starts_with("US: US"), "said once");
}
