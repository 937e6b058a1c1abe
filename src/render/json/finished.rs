//! Reads of a printed result whether it is final.

use serde::Deserialize;

/// The reasons that may be gone tomorrow: somebody could not be asked.
const PASSING: &[&str] =
    &["timed-out", "refused", "unreachable", "tls", "rate-limited", "server-error"];

/// What keeps a target from being traced today and perhaps not tomorrow.
const PASSING_ERRORS: &[&str] = &["worker-died", "probe-not-allowed", "unreadable-task"];

/// The parts of a result that tell.
#[derive(Deserialize)]
struct Result {
    schema: String,
    target: FinishedTarget,
    #[serde(default)]
    chain: Vec<Layer>,
    error: Option<Trouble>,
}

/// Why there is no chain.
#[derive(Deserialize)]
struct Trouble {
    code: String,
}

/// Its target.
#[derive(Deserialize)]
struct FinishedTarget {
    input: String,
}

/// A layer of it.
#[derive(Deserialize)]
struct Layer {
    status: String,
    reason_code: Option<String>,
}

/// The target that a line of NDJSON is about, as it was typed, and whether the result is final;
/// `None` if the line is no result.
pub fn finished(line: &str) -> Option<(String, bool)> {
    let result: Result = serde_json::from_str(line).ok().filter(is_ours)?;
    let passing = |layer: &Layer| {
        layer.status == "unknown"
            && layer.reason_code.as_deref().is_some_and(|code| PASSING.contains(&code))
    };
    let code = result.error.as_ref().map(|trouble| trouble.code.as_str());
    let for_good = !result.chain.iter().any(passing)
        && !code.is_some_and(|code| PASSING_ERRORS.contains(&code));
    Some((result.target.input, for_good))
}

/// Whether a result has our schema.
fn is_ours(result: &Result) -> bool {
    result.schema == super::SCHEMA
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_final_and_a_server_that_was_silent_is_not() {
        let refused = r#"{"schema":"trace/1","target":{"input":"x"},"error":{"code":"y"}}"#;
        assert_eq!(finished(refused), Some(("x".to_owned(), true)));
        let died = refused.replace("\"y\"", "\"worker-died\"");
        assert_eq!(finished(&died), Some(("x".to_owned(), false)));
        let of = |code: &str| {
            let chain = format!(r#"[{{"status":"unknown","reason_code":"{code}"}}]"#);
            finished(&format!(r#"{{"schema":"trace/1","target":{{"input":"x"}},"chain":{chain}}}"#))
        };
        assert_eq!(of("timed-out"), Some(("x".to_owned(), false)));
        assert_eq!(of("not-named"), Some(("x".to_owned(), true)));
        assert_eq!(finished(r#"{"schema":"trace-check/1","target":{"input":"x"}}"#), None);
        assert_eq!(finished(r#"{"schema":"trace/1","target":{"inp"#), None);
    }
}
