//! Every field of the JSON that a person may need is on the page.

use serde_json::Value;

use crate::{CASES, printed};

/// The fields whose value is said in words, is a name of the program's own, or is for programs only.
const IN_WORDS: &[&str] = &[
    "schema",
    "kind",
    "mode",
    "dnssec",
    "state",
    "code",
    "set_by",
    "layer",
    "status",
    "party_id",
    "purpose",
    "basis",
    "stale",
    "id",
    "differs",
    "nature",
    "towards",
    "stage",
    "path",
    "action",
    "rung",
    "same_desk_as",
    "evidence",
    "number",
    "then",
    "layers",
    "parties",
    "protocol",
    "recalled",
    "harm",
    "from",
    "if_silent_after",
    "identifiers",
    "said_by",
];

/// What the page says in other words: that a contact is old stands beside it, and the sentence of a
/// party that cannot help says what its code says.
fn is_said_otherwise((path, text): &(String, String)) -> bool {
    path.ends_with("steps/remarks") && text == trace::texts::text("remark.stale")
        || path.ends_with("cannot_help/reason_code")
}

/// The texts of a value with the paths to them.
fn texts(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let list = matches!(value, Value::Array(_)) && key == "evidence" && path.is_empty();
                let statuses = key == "status" && path.ends_with("registration");
                if !IN_WORDS.contains(&key.as_str()) || list || statuses {
                    texts(value, &format!("{path}/{key}"), found);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, path, found)),
        Value::String(text) => found.push((path.to_owned(), text.clone())),
        Value::Number(number) => found.push((path.to_owned(), number.to_string())),
        Value::Null | Value::Bool(_) => {}
    }
}

/// What is written on a page, without its tags.
pub(crate) fn written(page: &str) -> String {
    let text: Vec<&str> = page
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect();
    let text = text.join(" ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

#[test]
fn every_field_that_a_person_may_need_is_on_the_page() {
    let mut missing = Vec::new();
    for name in CASES {
        for options in [&[][..], &["--harm", "phishing"], &["--harm", "csam"]] {
            let json = printed(name, "json", options);
            let value: Value = serde_json::from_str(&json).expect("is JSON");
            let page = written(&printed(name, "html", options));
            let plain = page.replace("[.]", ".").replace("hxxp", "http");
            let mut found = Vec::new();
            texts(&value, "", &mut found);
            for (path, text) in found.into_iter().filter(|found| !is_said_otherwise(found)) {
                let text = trace::render::clean::clean(&text);
                if !page.contains(&text) && !plain.contains(&text) {
                    missing.push(format!("{name} {options:?}: {path}: {text}"));
                }
            }
        }
    }
    missing.sort();
    missing.dedup();
    assert!(
        missing.is_empty(),
        "{} fields: \n{}",
        missing.len(),
        missing[..missing.len().min(30)].join("\n")
    );
}

#[test]
fn the_exceptions_are_fields_of_the_schema() {
    let schema = trace::render::json::schema().to_value().to_string();
    let gone: Vec<&&str> =
        IN_WORDS.iter().filter(|word| !schema.contains(&format!("\"{word}\""))).collect();
    assert!(gone.is_empty(), "{gone:?} are no fields");
}
