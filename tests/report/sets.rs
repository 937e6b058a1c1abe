//! The set of drafts for every harm and shape of chain, one file a shape; and over all cases: whoever
//! is written to is on the path and can do what is asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use trace::advice::contradiction;
use trace::advice::harms::HARMS;
use trace::advice::plan::Harm;
use trace::cli::Args;
use trace::config::{Config, Surroundings};
use trace::model::advice::Nature;

use super::{Printed, case, cases, drafted, folder};

/// The shapes of chains: name, case, options.
const SHAPES: &[(&str, &str, &[&str])] = &[
    ("plain-hosting", "shared-hosting", &[]),
    ("plain-hosting-made-for-it", "shared-hosting", &["--malicious"]),
    ("behind-a-cdn", "cdn-hides-host", &["--malicious"]),
    ("platform-tenant", "tenant-of-a-platform", &["--malicious"]),
    ("path-tenant", "path-tenant-site", &[]),
    ("registry-that-registers-itself", "br-registers-directly", &[]),
    ("registry-that-hides-registrars", "de-hides-registrar", &["--malicious"]),
    ("address", "ipv4-literal", &[]),
    ("suspended-name", "client-hold", &["--malicious"]),
    ("hacked-site", "hacked-site-of-a-reseller", &["--compromised"]),
];

/// The first lines that are kept of each draft: to whom, why, where, and what is asked.
const KEPT: &[&str] = &["To: ", "Why you: ", "What: ", "Where: ", "Please: ", "Told already: "];

/// A set in few words: of each draft the lines that differ, then what was refused and is blank.
fn in_few_words(printed: &Printed) -> String {
    let mut text = String::new();
    let mut english = true;
    for line in printed.out.lines() {
        if let Some(name) = line.strip_prefix("===== ") {
            let _ = writeln!(text, "\n### {}", name.trim_end_matches([' ', '=']));
            english = true;
        } else if line.starts_with("----- ") {
            let _ = writeln!(text, "({} too)", line.trim_matches(['-', ' ']));
            english = false;
        } else if english
            && (KEPT.iter().any(|kept| line.starts_with(kept))
                || line.starts_with("- ") && line.ends_with("]]"))
        {
            let _ = writeln!(text, "{line}");
        }
    }
    text.push('\n');
    // The hint at the end names the file.
    let said = printed.err.lines().filter(|line| !line.starts_with("nothing was sent"));
    for line in said {
        let _ = writeln!(text, "> {line}");
    }
    text
}

/// The file of a shape.
fn file((name, case, options): &(&str, &str, &[&str])) -> String {
    let mut text = format!("# {}\n\nCase {case}", name.replace('-', " "));
    if !options.is_empty() {
        let _ = write!(text, ", {}", options.join(" "));
    }
    text.push_str(".\n");
    for harm in HARMS.iter().filter(|harm| harm.id != "csam") {
        let _ = write!(text, "\n## {}\n", harm.id);
        let nature =
            if options.contains(&"--malicious") { Nature::Malicious } else { Nature::Unknown };
        if let Some(why) = contradiction(harm.id, nature) {
            let _ = writeln!(text, "\nRefused: {why}.");
            continue;
        }
        text.push_str(&in_few_words(&drafted(case, harm.id, options)));
    }
    let _ = write!(text, "\n## phishing, in full\n\n{}", drafted(case, "phishing", options).out);
    text.trim_end().to_owned() + "\n"
}

#[test]
fn every_harm_and_shape_has_its_set_of_drafts() {
    let files: BTreeMap<String, String> =
        SHAPES.iter().map(|shape| (format!("{}.md", shape.0), file(shape))).collect();
    let expected = folder("expected/report");
    if std::env::var_os("TRACE_BLESS").is_some() {
        fs::create_dir_all(&expected).expect("is made");
        for (name, text) in &files {
            fs::write(expected.join(name), text).expect("is written");
        }
    }
    for (name, text) in &files {
        let known = fs::read_to_string(expected.join(name)).unwrap_or_default();
        if known != *text {
            let differs = known.lines().zip(text.lines()).find(|(known, text)| known != text);
            panic!("{name} differs: {differs:?}; TRACE_BLESS=1 writes it anew");
        }
    }
}

/// What tracing a case says about a harm.
fn advised(name: &str, harm: &str, nature: &[&str]) -> Value {
    use clap::Parser;
    let path = case(name);
    let words = ["trace", "--replay", &path, "--harm", harm, "--json"];
    let args = Args::try_parse_from(words.iter().chain(nature)).expect("parses");
    let config = Config::resolve(args.trace, Surroundings::default()).expect("resolves");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = runtime.expect("a runtime").block_on(trace::run::run(config, &mut out, &mut err));
    code.expect("replays");
    serde_json::from_slice(&out).expect("is JSON")
}

#[test]
fn whoever_is_written_to_is_on_the_path_and_can_do_what_is_asked() {
    let mut seen = 0;
    for name in cases() {
        let fits = |harm: &&Harm| contradiction(harm.id, Nature::Malicious).is_none();
        for harm in HARMS.iter().filter(|harm| harm.id != "csam").filter(fits) {
            let printed = drafted(&name, harm.id, &["--malicious"]);
            let trace = advised(&name, harm.id, &["--malicious"]);
            let steps = trace["advice"][0]["steps"].as_array().cloned().unwrap_or_default();
            let drafts = printed.out.lines().filter_map(|line| line.strip_prefix("===== "));
            let single = printed.out.starts_with("To: ") && steps.len() == 1;
            for draft in drafts.map(str::to_owned).chain(single.then(|| "01-".to_owned())) {
                let number: u64 = draft[..2].parse().expect("a number");
                let step = steps.iter().find(|step| step["number"] == number).expect("has a step");
                let (layer, party, action) = (&step["layer"], &step["party_id"], &step["action"]);
                seen += 1;
                let Some(layer) = layer.as_str().filter(|layer| *layer != "registrant") else {
                    continue;
                };
                let entries = trace["chain"].as_array().expect("a chain");
                let entry = entries.iter().find(|entry| {
                    entry["layer"] == layer
                        && entry["party"]["id"] == *party
                        && entry["status"] == "identified"
                });
                let entry = entry
                    .unwrap_or_else(|| panic!("{name} {}: {draft} is not on the path", harm.id));
                let abilities = entry["can"].as_array().expect("a list");
                let others = ["inform", "clean-up", "repair-records"];
                assert!(
                    others.iter().any(|other| action == other)
                        || abilities.iter().any(|power| power["id"] == *action),
                    "{name} {}: {draft} cannot {action}",
                    harm.id
                );
                assert!(
                    !entry["cannot"]
                        .as_array()
                        .expect("a list")
                        .iter()
                        .any(|power| power["id"] == *action),
                    "{name} {}: {draft} cannot {action}",
                    harm.id
                );
            }
        }
    }
    assert!(seen > 2000, "only {seen} drafts");
}

#[test]
fn the_first_ten_lines_of_a_draft_say_all_of_it() {
    let labels = [
        "To: ",
        "Subject: ",
        "Why you: ",
        "What: ",
        "Where: ",
        "Seen: ",
        "Please: ",
        "Evidence: ",
        "Told already: ",
        "Reply to: ",
    ];
    for name in cases() {
        let printed = drafted(&name, "phishing", &["--malicious"]);
        for draft in printed.out.split("===== ").filter(|draft| draft.contains("To: ")) {
            let lines = draft.lines().skip_while(|line| !line.starts_with("To: "));
            for (line, label) in lines.zip(labels) {
                assert!(line.starts_with(label), "{name}: {line:?} for {label:?}");
                assert!(line.len() > label.len() + 2, "{name}: {line:?} says nothing");
            }
        }
    }
}

#[test]
fn no_text_for_people_holds_a_live_link_to_the_target() {
    for name in cases() {
        for harm in ["phishing", "botnet-c2", "fraud", "hacked-site"] {
            let printed = drafted(&name, harm, &[]);
            let trace = advised(&name, harm, &[]);
            let host = trace["target"]["host"].as_str().expect("a host");
            for scheme in ["http", "https"] {
                let live = format!("{scheme}://{host}");
                assert!(!printed.out.contains(&live), "{name}: {live}");
            }
        }
    }
}
