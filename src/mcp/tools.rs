//! The tools, with what they take.

use serde_json::{Value, json};

use crate::advice::harms::HARMS;
use crate::texts::fill;

/// The most targets of one call.
pub(super) const MOST: usize = 100;
/// The longest text that is taken.
const LONGEST: usize = 2048;

/// All tools. They only read: nothing is changed and nothing is sent to anybody.
pub(super) fn list() -> Value {
    let tools = [
        tool(
            "trace",
            "Who is responsible",
            "Names who is responsible for each URL, domain, address or AS number, layer by layer, with the \
             contact for that role. One target gives an object of schema trace/1, several give them as traces.",
            &json!({
                "targets": targets(),
                "probe": {"type": "boolean", "description": "contact the target itself; only where the server allows it"},
            }),
            &["targets"],
        ),
        tool(
            "advise",
            "Whom to write to",
            "Says whom to write to about a harm, in which order, what to ask for, and who cannot help.",
            &json!({"target": text("a URL, domain, address or AS number"), "harm": harms(),
                "compromised": flag("it is somebody's site that was broken into"),
                "malicious": flag("the name was registered for it"),
                "registrar_told": flag("the registrar was told, and there is proof of it"),
                "probe": flag("contact the target itself; only where the server allows it")}),
            &["target", "harm"],
        ),
        tool(
            "draft_report",
            "Draft the report",
            "Drafts the report to each party of the advice. What only the reporter knows stays a marked blank; \
             nothing is sent.",
            &json!({"target": text("a URL, domain, address or AS number"), "harm": harms(),
                "step": {"type": "integer", "minimum": 1, "description": "only this step of the advice"},
                "set": {"type": "object", "additionalProperties": {"type": "string"},
                    "description": "what only the reporter knows, by name: brand, seen, name …"}}),
            &["target", "harm"],
        ),
        tool(
            "check",
            "Compare with a policy",
            "Compares domains with a policy (TOML) that their owner wrote; gives schema trace-check/1.",
            &json!({"policy": {"type": "string", "maxLength": 65536, "description": "the policy, as TOML"},
                "domains": {"type": "array", "maxItems": MOST, "items": text("a domain of the policy")}}),
            &["policy"],
        ),
        tool(
            "explain",
            "Explain a word",
            "Explains a layer, ability, harm, status, rule or top-level domain (with its dot), asking nobody.",
            &json!({"word": text("registrar, suspend-domain, phishing, hidden, .ke …")}),
            &["word"],
        ),
        tool(
            "directory_match",
            "Whose is it",
            "Says which known provider is behind a host name, address or URL, by which sign, asking nobody.",
            &json!({"what": text("a host name, address, URL or AS number")}),
            &["what"],
        ),
    ];
    json!({"tools": tools})
}

/// Whether there is a tool of this name.
pub(super) fn knows(name: &str) -> bool {
    let list = list();
    let mut tools = list["tools"].as_array().into_iter().flatten();
    tools.any(|tool| tool["name"] == name)
}

/// What of the arguments a tool does not take, by its schema: a key that it does not know, or a text that is
/// too long.
pub(super) fn untaken(name: &str, given: &Value) -> Option<String> {
    let list = list();
    let mut tools = list["tools"].as_array().into_iter().flatten();
    let takes = &tools.find(|tool| tool["name"] == name)?["inputSchema"]["properties"];
    let given = match given {
        Value::Object(given) => given,
        Value::Null => return None,
        _ => return Some(fill("mcp.no-arguments", &[])),
    };
    given.iter().find_map(|(key, value)| {
        let Some(schema) = takes.get(key) else {
            let known: Vec<&str> = takes.as_object()?.keys().map(String::as_str).collect();
            return Some(fill("mcp.unknown-key", &[("key", key), ("known", &known.join(", "))]));
        };
        let items = value.as_array().into_iter().flatten().map(|item| (item, &schema["items"]));
        let long = |(value, schema): (&Value, &Value)| {
            let most = schema["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok());
            value.as_str().zip(most).is_some_and(|(text, most)| text.chars().count() > most)
        };
        let too_long = items.chain([(value, schema)]).any(long);
        too_long.then(|| fill("mcp.too-long", &[("key", key)]))
    })
}

/// One tool.
fn tool(name: &str, title: &str, says: &str, takes: &Value, required: &[&str]) -> Value {
    let asks = !matches!(name, "explain" | "directory_match");
    json!({
        "name": name,
        "title": title,
        "description": says,
        "inputSchema": {
            "type": "object",
            "properties": takes,
            "required": required,
            "additionalProperties": false,
        },
        "annotations": {
            "title": title,
            "readOnlyHint": true,
            "destructiveHint": false,
            "idempotentHint": true,
            "openWorldHint": asks,
        },
    })
}

/// Some targets.
fn targets() -> Value {
    json!({"type": "array", "minItems": 1, "maxItems": MOST,
        "items": text("a URL, domain, address or AS number, as people paste them")})
}

/// A text.
fn text(says: &str) -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": LONGEST, "description": says})
}

/// Something that is so or not.
fn flag(says: &str) -> Value {
    json!({"type": "boolean", "description": says})
}

/// The harms.
fn harms() -> Value {
    let harms: Vec<&str> = HARMS.iter().map(|harm| harm.id).collect();
    json!({"type": "string", "enum": harms})
}
