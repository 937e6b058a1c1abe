//! The server for assistants, spoken to as a client would.
#![cfg(feature = "mcp")]

#[path = "support/program.rs"]
mod program;

use program::Program;
use serde_json::{Value, json};

/// What a server answers to requests, by their identifiers, and how often it said how far it is.
fn answers(options: &[&str], requests: &[Value]) -> (Vec<Value>, usize) {
    let lines: Vec<String> = requests.iter().map(Value::to_string).collect();
    let lines = lines.join("\n") + "\n";
    let program = Program::new();
    assert_eq!(program.run(&["mcp", "--help"]).code, 0);
    let ran = program::ran(program.command(&[&["mcp"], options].concat()).write_stdin(lines));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let all: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect();
    let (told, mut answers): (Vec<Value>, Vec<Value>) =
        all.into_iter().partition(|one| one.get("method").is_some());
    answers.sort_by_key(|answer| answer["id"].as_u64());
    (answers, told.len())
}

/// A call of a tool.
fn call(id: u64, name: &str, arguments: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": "tools/call",
        "params": {"name": name, "arguments": arguments, "_meta": {"progressToken": id}}})
}

#[test]
fn a_client_is_greeted_in_its_own_version_and_shown_tools_that_only_read() {
    let hello = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "c", "version": "1"}}});
    let ready = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
    let list = json!({"jsonrpc": "2.0", "id": 2, "method": "tools/list"});
    let (answers, _) = answers(&[], &[hello, ready, list]);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-03-26");
    let tools = answers[1]["result"]["tools"].as_array().expect("tools");
    let names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(names, ["trace", "advise", "draft_report", "check", "explain", "directory_match"]);
    for tool in tools {
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        jsonschema::validator_for(&tool["inputSchema"]).expect("a schema");
    }
}

#[test]
fn the_target_is_contacted_only_where_the_server_allows_it() {
    let (answers, _) =
        answers(&[], &[call(1, "trace", &json!({"targets": ["example.com"], "probe": true}))]);
    assert_eq!(answers[0]["result"]["isError"], true);
    assert!(answers[0].to_string().contains("--allow-probe"));
}

#[test]
fn a_list_says_how_far_it_is_and_refusals_are_answers() {
    let (answers, told) =
        answers(&[], &[call(1, "trace", &json!({"targets": ["localhost", "x y"]}))]);
    assert_eq!(told, 2);
    let traces = answers[0]["result"]["structuredContent"]["traces"].as_array().expect("traces");
    assert!(traces.iter().all(|trace| trace["error"]["message"].is_string()));
}

#[test]
fn what_cannot_be_used_is_said_and_ends_nothing() {
    let (answers, _) = answers(
        &[],
        &[
            json!({"jsonrpc": "2.0", "id": 1, "method": "resources/list"}),
            call(2, "nothing", &json!({})),
            call(3, "advise", &json!({"target": "example.com", "harm": "nonsense"})),
            call(4, "trace", &json!({"targets": []})),
            call(5, "draft_report", &json!({"target": "/etc/passwd", "harm": "phishing"})),
            call(6, "explain", &json!({"word": "phishing"})),
        ],
    );
    assert_eq!(answers.len(), 6);
    assert_eq!(answers[0]["error"]["code"], -32601);
    assert_eq!(answers[1]["error"]["code"], -32602);
    for answer in &answers[2..5] {
        assert_eq!(answer["result"]["isError"], true, "{answer}");
    }
    assert_eq!(answers[5]["result"]["structuredContent"]["title"], "phishing");
}
