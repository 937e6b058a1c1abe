//! The advice for every harm and every shape of chain, one file a shape: the words in full for one
//! harm, then the order in few words for each.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;
use trace::advice::contradiction;
use trace::advice::harms::HARMS;
use trace::model::advice::Nature;
use trace::render::clean::markdown;

use super::{folder, plain};

/// The shapes of chains: name, case, options.
const SHAPES: &[(&str, &str, &[&str])] = &[
    ("plain-hosting", "shared-hosting", &[]),
    ("plain-hosting-made-for-it", "shared-hosting", &["--malicious", "--registrar-told"]),
    ("behind-a-cdn", "cdn-hides-host", &["--malicious"]),
    ("platform-tenant", "tenant-of-a-platform", &["--malicious"]),
    ("registry-below-a-top-level-domain", "registry-below-a-top-level-domain", &["--malicious"]),
    ("registry-that-registers-itself", "br-registers-directly", &[]),
    ("registry-that-hides-registrars", "de-hides-registrar", &["--malicious"]),
    ("address", "ipv4-literal", &[]),
    ("suspended-name", "client-hold", &["--malicious"]),
    ("hacked-site", "hacked-site-of-a-reseller", &["--compromised"]),
    ("name-that-a-service-points", "dynamic-dns", &["--malicious"]),
    ("short-link", "shortener", &[]),
    ("gateway", "ipfs-gateway", &[]),
    ("tunnel", "tunnel", &[]),
    ("sinkhole", "sinkhole", &[]),
    ("as-number", "as-number", &[]),
];

/// The files: name and text.
pub(crate) fn files() -> BTreeMap<String, String> {
    SHAPES.iter().map(|shape| (format!("advice/{}.md", shape.0), file(shape))).collect()
}

/// The advice for one shape.
fn file((name, case, options): &(&str, &str, &[&str])) -> String {
    let mut text = format!("# {}\n\nCase {case}", name.replace('-', " "));
    if !options.is_empty() {
        let _ = write!(text, ", {}", options.join(" "));
    }
    text.push_str(".\n");
    for harm in &HARMS {
        let _ = write!(text, "\n## {}\n\n", harm.id);
        if let Some(why) = contradiction(harm.id, nature(options)) {
            let _ = writeln!(text, "Refused: {why}.");
            continue;
        }
        let value: Value =
            serde_json::from_str(&printed(case, harm.id, "json", options)).expect("is JSON");
        text.push_str(&in_few_words(&value["advice"][0]));
    }
    let in_full = printed(case, "phishing", "markdown", options);
    let (_, advice) = in_full.split_once("\n## phishing").expect("advice");
    let advice = advice.split("\n## ").next().expect("the words");
    let _ = write!(text, "\n## phishing, in full{advice}");
    text.trim_end().to_owned() + "\n"
}

/// What some options say of the site.
pub(crate) fn nature(options: &[&str]) -> Nature {
    let has = |option| options.contains(&option);
    match (has("--compromised"), has("--malicious")) {
        (true, _) => Nature::Compromised,
        (_, true) => Nature::Malicious,
        _ => Nature::Unknown,
    }
}

/// What a case prints about a harm.
fn printed(case: &str, harm: &str, format: &str, options: &[&str]) -> String {
    let path = folder("cases").join(format!("{case}.case"));
    let words = ["--harm", harm, "-o", format];
    let words: Vec<&str> = words.iter().chain(options).copied().collect();
    let printed = plain(&path, &words);
    assert_eq!(printed.err, "", "{case} {harm}");
    printed.out
}

/// One line a step, then who cannot help.
fn in_few_words(advice: &Value) -> String {
    let mut text = String::new();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for route in list(&advice["hotlines"]) {
        let _ = writeln!(text, "- {} {}", word(&route["name"]), word(&route["url"]));
    }
    for step in list(&advice["steps"]) {
        let contact = word(&step["contact"]["value"]);
        let _ = write!(
            text,
            "{}. {} {}: **{}** {}",
            step["number"],
            word(&step["stage"]),
            word(&step["from"]),
            markdown(&word(&step["party"])),
            step["layer"].as_str().map_or_else(String::new, |layer| format!("({layer}) "))
        );
        let _ = write!(text, "{}", word(&step["action"]));
        let also: Vec<String> =
            list(&step["also"]).iter().map(|more| word(&more["action"])).collect();
        if !also.is_empty() {
            let _ = write!(text, ", also {}", also.join(", "));
        }
        let desks: Vec<String> = list(&step["same_desk_as"]).iter().map(word).collect();
        if !desks.is_empty() {
            let _ = write!(text, "; answers as {}, too", desks.join(", "));
        }
        let contact = if contact.is_empty() { "no contact".to_owned() } else { contact };
        let then = step["then"].as_u64().map_or_else(String::new, |then| format!(", then {then}"));
        let _ = writeln!(text, " → {contact}{then}");
    }
    for gap in list(&advice["gaps"]) {
        let _ = writeln!(text, "\nNot to be named: {}.", word(&gap["why"]));
    }
    let barred: Vec<String> = list(&advice["cannot_help"])
        .iter()
        .map(|party| {
            let place =
                party["layer"].as_str().map_or_else(|| word(&party["party_id"]), str::to_owned);
            format!("{place} ({})", word(&party["reason_code"]))
        })
        .collect();
    if !barred.is_empty() {
        let _ = writeln!(text, "\nCannot help: {}.", barred.join(", "));
    }
    text
}
