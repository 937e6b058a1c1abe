//! The chain as JSON, schema `trace/1`. Within version 1 fields are added, never renamed or
//! removed. The structs in `v1` are the schema: `trace schema` prints what is made from them.

pub mod advice;
mod contact;
mod convert;
mod finished;
mod ledger;
pub mod matched;
pub mod v1;

use std::fmt::Write as _;

use serde::Serialize;

use self::contact::contact_v1;
use self::convert::{entry_v1, registration_v1, related_v1, resolution_v1, target_v1, view_v1};
pub use self::finished::finished;
use self::ledger::EvidenceLedger;
pub use self::v1::Output;
use self::v1::{ContactV1, ErrorV1, InputV1, RefusedV1, TraceV1};
use crate::model::contact::Contact;
use crate::model::target::Refusal;
use crate::model::text::acts;
use crate::trace::Trace;

/// The version of the schema.
pub const SCHEMA: &str = "trace/1";

/// The output of a trace.
pub fn output(trace: &Trace) -> Output {
    Output::Trace(Box::new(trace_v1(trace)))
}

/// A trace, with those of its hops.
fn trace_v1(trace: &Trace) -> TraceV1 {
    let mut ledger = EvidenceLedger::new(&trace.exchanges);
    let views = trace.seen.name.iter().flat_map(|name| &name.views);
    let views = views.map(|view| view_v1(view, &mut ledger)).collect();
    let chain = trace.chain.entries.iter().map(|entry| entry_v1(entry, &mut ledger)).collect();
    TraceV1 {
        schema: SCHEMA,
        target: target_v1(trace),
        traced_at: trace.started.to_string(),
        elapsed_ms: trace.elapsed_ms,
        mode: trace.mode.clone(),
        tool: crate::wire::case::tool(),
        resolver: trace.resolver.clone(),
        resolution: resolution_v1(trace),
        views,
        registration: registration_v1(&trace.chain.registration),
        chain,
        related: trace.chain.related.iter().map(related_v1).collect(),
        hops: trace.hops.iter().map(trace_v1).collect(),
        summary: trace.chain.summary(),
        advice: trace.advice.iter().map(|advice| advice::advice_v1(advice, &mut ledger)).collect(),
        warnings: trace.warnings(),
        evidence: ledger.finish(),
    }
}

/// A contact that rests on no exchange.
pub fn contact(contact: &Contact) -> ContactV1 {
    contact_v1(contact, &mut EvidenceLedger::new(&[]))
}

/// The output of a target that was refused.
pub fn refused(input: &str, refusal: &Refusal) -> Output {
    Output::Refused(RefusedV1 {
        schema: SCHEMA,
        target: InputV1 { input: input.to_owned() },
        error: ErrorV1 { code: refusal.code().to_owned(), message: refusal.to_string() },
    })
}

/// The output of a target that was not traced: a code, and what that means.
pub fn failed(input: &str, code: &str, message: String) -> Output {
    Output::Refused(RefusedV1 {
        schema: SCHEMA,
        target: InputV1 { input: input.to_owned() },
        error: ErrorV1 { code: code.to_owned(), message },
    })
}

/// The word by which JSON spells a value; empty where it spells it by more than a word.
pub fn code(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value.as_ref().and_then(|value| value.as_str()).unwrap_or_default().to_owned()
}

/// One line of JSON.
pub fn compact(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(value).map(|text| escape(&text))
}

/// Indented JSON.
pub fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value).map(|text| escape(&text))
}

/// The JSON Schema of [`Output`].
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Output)
}

/// Escapes what acts on a terminal or turns text around. JSON already escapes the C0 controls;
/// what is left stands inside strings only, so that a blind replacement is right.
fn escape(json: &str) -> String {
    // Mostly there is nothing to escape, and that is quickly seen.
    let is_plain = |byte: &u8| (0x20..0x7f).contains(byte) || *byte == b'\n';
    let plain = json.bytes().position(|byte| !is_plain(&byte)).unwrap_or(json.len());
    let (head, rest) = json.split_at_checked(plain).unwrap_or((json, ""));
    let mut out = String::with_capacity(json.len());
    out.push_str(head);
    for character in rest.chars() {
        if character != '\n' && acts(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}
