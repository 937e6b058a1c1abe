//! XARF: every draft is valid by the schemas of the specification, and what they recommend and nobody
//! gave is the list of blanks.

use std::collections::BTreeSet;
use std::fs;

use jsonschema::{Registry, Validator};
use serde_json::Value;
use trace::advice::harms::HARMS;
use trace::report::xarf::{keys, kind, mapped};

use super::{cases, drafted, folder};

/// Facts that make every type of report valid.
const FACTS: &[&str] = &[
    "fraud_type=shopping",
    "real_site=https://bank.example/",
    "compromise_type=webshell",
    "compromise_evidence=beacons every 60 s",
    "smtp_from=bounce@sender.example",
    "source_port=45123",
    "attack_type=ddos",
    "protocol=tcp",
    "first_seen=2026-11-22T09:00:00Z",
];

/// A schema by its path.
fn schema(path: &str) -> Value {
    let text = fs::read_to_string(folder("xarf").join(path)).expect("reads");
    serde_json::from_str(&text).expect("is JSON")
}

/// The paths of all schemas.
fn paths() -> Vec<String> {
    let types = fs::read_dir(folder("xarf/types")).expect("a folder");
    let types =
        types.map(|file| format!("types/{}", file.expect("a file").file_name().to_string_lossy()));
    types.chain(["xarf-core.json".to_owned(), "xarf-v4-master.json".to_owned()]).collect()
}

/// What is wrong with reports of any type.
fn complaints(reports: &[Value]) -> Vec<String> {
    let mut registry = Registry::new();
    for path in paths() {
        let url = format!("https://xarf.org/schemas/v4/{path}");
        registry = registry.add(url, schema(&path)).expect("is added");
    }
    let registry = registry.prepare().expect("is prepared");
    let validator: Validator = jsonschema::options()
        .with_registry(&registry)
        .should_validate_formats(true)
        .build(&schema("xarf-v4-master.json"))
        .expect("a schema");
    let wrong = |report: &Value| {
        let errors = validator.iter_errors(report);
        errors
            .map(|error| format!("{}: {error}: {report}", error.instance_path()))
            .collect::<Vec<_>>()
    };
    reports.iter().flat_map(wrong).collect()
}

#[test]
fn every_draft_is_valid_by_the_schemas() {
    let facts: Vec<&str> = FACTS.iter().flat_map(|fact| ["--set", *fact]).collect();
    let mut types: BTreeSet<String> = BTreeSet::new();
    let mut reports: BTreeSet<String> = BTreeSet::new();
    // Every sixth case: the types differ by harm, and the case only fills the fields.
    for name in cases().into_iter().step_by(6).chain(["unicode-name".to_owned()]) {
        for harm in HARMS.iter().filter(|harm| harm.id != "csam") {
            let more: Vec<&str> = facts.iter().copied().chain(["--format", "xarf"]).collect();
            let printed = drafted(&name, harm.id, &more);
            reports.extend(printed.out.lines().map(str::to_owned));
        }
    }
    let read = |line: &String| serde_json::from_str::<Value>(line).expect("is JSON");
    let all: Vec<Value> = reports.iter().map(read).collect();
    assert_eq!(complaints(&all), Vec::<String>::new());
    for (line, report) in reports.iter().zip(&all) {
        types.insert(format!("{}/{}", report["category"], report["type"]).replace('"', ""));
        let sender = report["sender"].as_object().expect("a sender");
        assert_eq!(sender.len(), 3, "{line}");
        assert!(report.get("_internal").is_none(), "{line}");
        for field in ["url", "infringing_url"] {
            let url = report.get(field).and_then(Value::as_str).unwrap_or_default();
            assert!(!url.contains("[.]") && !url.starts_with("hxxp"), "{line}");
        }
    }
    assert!(types.len() >= 8, "only {types:?}");
}

#[test]
fn the_table_maps_every_required_and_recommended_field() {
    for key in keys() {
        let (category, kind) = kind(key).expect("has a type");
        let file = [kind.to_owned(), kind.replace('_', "-")]
            .map(|kind| format!("types/{category}-{kind}.json"))
            .into_iter()
            .find(|path| folder("xarf").join(path).exists());
        let schema = schema(&file.expect("has a schema"));
        let mut wanted = BTreeSet::new();
        gather(&schema, &mut wanted);
        let known: BTreeSet<String> =
            mapped(key).iter().map(|field| field.field.to_owned()).collect();
        let own = ["category", "type", "url", "infringing_url", "c2_server", "evidence_source"];
        let missing: Vec<&String> = wanted
            .iter()
            .filter(|field| !known.contains(*field) && !own.contains(&field.as_str()))
            .collect();
        assert_eq!(missing, Vec::<&String>::new(), "{key}");
    }
}

/// The required and recommended fields of a type's own schema.
fn gather(schema: &Value, wanted: &mut BTreeSet<String>) {
    for part in schema["allOf"].as_array().into_iter().flatten() {
        gather(part, wanted);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        if property["x-recommended"] == true {
            wanted.insert(name.clone());
        }
    }
    let required = schema["required"].as_array().into_iter().flatten();
    wanted.extend(required.filter_map(|name| name.as_str().map(str::to_owned)));
}

#[test]
fn an_a_label_is_left_out_where_the_schema_refuses_it() {
    let facts: Vec<&str> = FACTS.iter().flat_map(|fact| ["--set", *fact]).collect();
    let more: Vec<&str> = facts.into_iter().chain(["--format", "xarf"]).collect();
    let printed = drafted("unicode-name", "phishing", &more);
    for line in printed.out.lines() {
        let report: Value = serde_json::from_str(line).expect("is JSON");
        assert!(report.get("domain").is_none(), "{line}");
        assert!(report["url"].as_str().expect("an address").contains("xn--"), "{line}");
    }
}

#[test]
fn without_what_the_schema_requires_no_report_is_written_and_the_facts_are_named() {
    let printed = drafted("shared-hosting", "fraud", &["--format", "xarf", "--to", "host"]);
    assert_eq!(printed.out, "");
    assert!(printed.err.contains("--set fraud_type=…"), "{}", printed.err);
}
