//! A world that wants to get into the page: names, WHOIS texts and headers full of markup.

use std::fs;

use crate::tags::harmless;
use crate::{aside, case, replayed};

/// What hostile servers say where honest ones say a name or a contact.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "moc.elpmaxe\u{202e}gpj.exe",
    "</style><svg onload=alert(1)>`*_[x](javascript:1)",
];

/// A case in which every quoted word of a registry's record is one of these; the last ones are long.
pub(crate) fn hostile(name: &str) -> String {
    let text = fs::read_to_string(case(name)).expect("is text");
    let mut words = HOSTILE.iter().map(ToString::to_string).collect::<Vec<_>>();
    words.push("<b>".repeat(3333) + "x");
    let mut next = words.iter().cycle();
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut value: serde_json::Value = serde_json::from_str(line).expect("is JSON");
        if let Some(body) = value.get("text").and_then(|body| body.as_str()) {
            let body = body.replace("\\\"", "\"");
            let changed: Vec<String> = body
                .split('\n')
                .map(|line| match line.split_once(": ") {
                    Some((label, _)) if !label.contains(['{', '"']) && wanted(label) => {
                        format!("{label}: {}", next.next().expect("a word"))
                    }
                    _ => line.to_owned(),
                })
                .collect();
            let changed = changed.join("\n");
            let changed = changed.replace(
                "[\"fn\",{},\"text\",\"",
                &format!(
                    "[\"fn\",{{}},\"text\",\"{}",
                    next.next().expect("a word").replace('\\', "").replace('"', "\\\"")
                ),
            );
            value["text"] = changed.into();
        }
        lines.push(value.to_string());
    }
    lines.join("\n") + "\n"
}

/// Whether a line of a WHOIS answer is one whose value people read.
fn wanted(label: &str) -> bool {
    let label = label.to_lowercase();
    ["name", "organi", "org", "descr", "remarks", "person", "e-mail", "reseller", "country"]
        .iter()
        .any(|word| {
            label.contains(word) && !label.contains("name server") && !label.contains("domain")
        })
}

#[test]
fn a_hostile_world_leaves_no_script_no_handler_and_no_way_to_the_target() {
    for name in [
        "thin-registry-whois-registrar",
        "registrar-with-reseller",
        "cdn-hides-host",
        "it-by-whois",
    ] {
        let (_folder, path) = aside("hostile.case", &hostile(name));
        let json = replayed(&path, "json", &[]);
        let value: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
        let domain = value["target"]["registrable_domain"].as_str().unwrap_or_default();
        for format in ["html", "svg"] {
            for options in [&[][..], &["--harm", "phishing"]] {
                let page = replayed(&path, format, options);
                harmless(&page, &[domain]);
                assert!(page.len() < 400_000, "{name}: {} bytes", page.len());
            }
        }
        let chart = replayed(&path, "mermaid", &[]);
        for line in chart.lines() {
            assert!(
                !line.contains("<script") && !line.contains("<img") && !line.contains('`'),
                "{line}"
            );
        }
    }
}

#[test]
fn the_hostile_words_do_reach_the_page() {
    let (_folder, path) = aside("hostile.case", &hostile("thin-registry-whois-registrar"));
    let page = replayed(&path, "html", &[]);
    assert!(
        page.contains("&lt;script&gt;") || page.contains("&lt;img"),
        "nothing hostile came through"
    );
}
