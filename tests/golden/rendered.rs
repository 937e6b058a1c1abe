//! Markdown as GitHub shows it: `cmark-gfm` renders what is printed, and whatever becomes a link is
//! judged.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{cases, plain};
use crate::left_out::left_out;

/// The values of all contacts in an answer.
fn contacts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| contacts(value, found)),
        Value::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Value::as_str).map(str::to_owned);
            if text("kind").is_some() || text("url").is_some() {
                found.extend(text("value").into_iter().chain(text("url")));
            }
            let inner = fields.iter().filter(|(key, _)| {
                !["rejected_contacts", "evidence", "target"].contains(&key.as_str())
            });
            inner.for_each(|(_, value)| contacts(value, found));
        }
        _ => {}
    }
}

/// What `cmark-gfm` makes of Markdown, with GitHub's extensions.
fn html(markdown: &str) -> String {
    let mut command = Command::new("cmark-gfm");
    for extension in ["autolink", "table", "strikethrough", "tasklist", "footnotes"] {
        command.args(["-e", extension]);
    }
    let mut child = command
        .args(["--to", "html"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut input = child.stdin.take().expect("a pipe");
    let text = markdown.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let out = child.wait_with_output().expect("ends");
    writer.join().expect("writes").expect("is read");
    String::from_utf8(out.stdout).expect("is text")
}

/// A text without the escapes of HTML.
fn plain_text(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The links of a page: address and text.
fn links(html: &str) -> Vec<(String, String)> {
    let parts = html.split("<a href=\"").skip(1);
    parts
        .map(|part| {
            let (address, rest) = part.split_once("\">").expect("a link has an end");
            let (text, _) = rest.split_once("</a>").expect("a link is closed");
            (plain_text(address), plain_text(text))
        })
        .collect()
}

/// What is left of a page without code, links and tags.
fn prose(html: &str) -> String {
    let mut text = html.to_owned();
    for (from, to) in [("<pre", "</pre>"), ("<code", "</code>"), ("<a ", "</a>"), ("<", ">")] {
        while let Some((before, rest)) = text.split_once(from) {
            let after = rest.split_once(to).map_or("", |(_, after)| after);
            text = format!("{before} {after}");
        }
    }
    plain_text(&text)
}

/// Whether GitHub, GitLab or Jira would take something in a text for the name of somebody.
fn mention(text: &str) -> Option<&str> {
    text.match_indices('@').find_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let starts = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let names = after.chars().next().is_some_and(char::is_alphanumeric);
        (starts && names).then(|| after.split_whitespace().next().unwrap_or(after))
    })
}

#[test]
fn in_markdown_only_contacts_become_links_and_nobody_is_mentioned() {
    if Command::new("cmark-gfm").arg("--version").output().is_err() {
        return left_out("there is no cmark-gfm");
    }
    let mut complaints = Vec::new();
    let mut seen = 0;
    for (name, path) in cases() {
        for options in [&[][..], &["-v"], &["--harm", "phishing"], &["--harm", "copyright", "-v"]] {
            let with = |format| plain(&path, &[options, &["-o", format]].concat()).out;
            let mut known = BTreeSet::new();
            contacts(&serde_json::from_str(&with("json")).expect("is JSON"), &mut known);
            let page = html(&with("markdown"));
            for (address, text) in links(&page) {
                seen += 1;
                let value = address.strip_prefix("mailto:").unwrap_or(&address);
                if !known.contains(value) || text != value {
                    complaints.push(format!("{name} {options:?}: {text} leads to {address}"));
                }
            }
            if let Some(who) = mention(&prose(&page)) {
                complaints.push(format!("{name} {options:?}: mentions {who}"));
            }
        }
    }
    assert!(seen > 500, "only {seen} links");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The links and mentions of a golden that are none of what is known.
fn complaints_of(name: &str, text: &str, known: &BTreeSet<String>) -> Vec<String> {
    let page = html(text);
    let odd = links(&page).into_iter().filter(|(address, text)| {
        let value = address.strip_prefix("mailto:").unwrap_or(address);
        !known.contains(value) || text != value
    });
    let mut found: Vec<String> =
        odd.map(|(address, text)| format!("{name}: {text} leads to {address}")).collect();
    found.extend(mention(&prose(&page)).map(|who| format!("{name}: mentions {who}")));
    found
}

#[test]
fn in_the_goldens_of_advice_and_of_reports_only_contacts_become_links_and_nobody_is_mentioned() {
    if Command::new("cmark-gfm").arg("--version").output().is_err() {
        return left_out("there is no cmark-gfm");
    }
    let (mut complaints, mut seen) = (Vec::new(), 0);
    for folder_name in ["advice", "report"] {
        let folder = super::folder("expected").join(folder_name);
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let text = std::fs::read_to_string(&path).expect("is text");
            let (_, rest) = text.split_once("\nCase ").expect("names its case");
            let line = rest.lines().next().expect("a line").trim_end_matches('.');
            let (case, options) = line.split_once(", ").unwrap_or((line, ""));
            let options: Vec<&str> = options.split_whitespace().collect();
            let case = super::folder("cases").join(format!("{case}.case"));
            // A reporter is reached, too.
            let mut known = BTreeSet::from(["ann@desk.example".to_owned()]);
            for harm in &trace::advice::harms::HARMS {
                let said = trace::advice::contradiction(harm.id, super::advice::nature(&options));
                if said.is_some() {
                    continue;
                }
                let words = [&["--harm", harm.id, "-o", "json"], &options[..]].concat();
                let value: Value =
                    serde_json::from_str(&plain(&case, &words).out).expect("is JSON");
                contacts(&value, &mut known);
                // A draft names the record that it rests on, for its reader to look up.
                let evidence = value["evidence"].as_array().into_iter().flatten();
                let asked = evidence.filter(|_| folder_name == "report");
                known.extend(asked.filter_map(|one| one["question"].as_str().map(str::to_owned)));
            }
            seen += known.len();
            complaints.extend(complaints_of(&path.display().to_string(), &text, &known));
        }
    }
    assert!(seen > 100, "only {seen}");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_mention_is_an_at_sign_that_begins_a_word() {
    assert_eq!(mention("write to @octocat now"), Some("octocat"));
    assert_eq!(mention("abuse@example.com"), None);
    assert_eq!(mention("a lone @ sign"), None);
}
