//! Reads requests, answers them, several at the same time; a call that is cancelled is dropped where it
//! stands.

use std::cell::RefCell;
use std::io::{self, Write};

use futures_util::future::{AbortHandle, abortable};
use futures_util::stream::{FuturesUnordered, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt};

use super::calls::{CallContext, call};
use super::{protocol, tools};
use crate::cli::McpArgs;
use crate::config::Surroundings;
use crate::error::Error;
use crate::exit;
use crate::render::json::compact;

/// The longest request.
const LONGEST: usize = 1 << 20;
/// The most calls at the same time; further ones are refused.
const MOST: usize = 16;

/// Where messages go, one a line.
struct Outbox<W>(RefCell<W>);

impl<W: Write> Outbox<W> {
    /// Sends a message; all that acts on a reader is escaped in it.
    fn send(&self, message: &Value) -> io::Result<()> {
        let mut out = self.0.borrow_mut();
        writeln!(out, "{}", compact(message)?)?;
        out.flush()
    }
}

/// Serves until the input ends.
pub async fn serve(
    args: &McpArgs,
    around: &dyn Fn() -> Result<Surroundings, Error>,
    mut input: impl AsyncBufRead + Unpin,
    out: impl Write,
) -> Result<u8, Error> {
    let outbox = Outbox(RefCell::new(out));
    let desk = CallContext { args, around };
    let mut running = FuturesUnordered::new();
    let mut handles: Vec<(Value, AbortHandle)> = Vec::new();
    let mut line = Vec::new();
    loop {
        tokio::select! {
            read = input.read_until(b'\n', &mut line) => {
                if read? == 0 && line.is_empty() {
                    break;
                }
                let text = std::mem::take(&mut line);
                match sorted(&text) {
                    Sorted::Nothing => {}
                    Sorted::Answer(answer) => outbox.send(&answer)?,
                    Sorted::Cancel(id) => {
                        handles.iter().filter(|(known, _)| *known == id).for_each(|(_, one)| one.abort());
                    }
                    Sorted::Call(id, params) if running.len() < MOST => {
                        let (work, handle) = abortable(answered(&desk, &outbox, id.clone(), params));
                        handles.push((id.clone(), handle));
                        running.push(async move { (id, work.await) });
                    }
                    Sorted::Call(id, _) => {
                        outbox.send(&protocol::answer(&id, &protocol::failed("too many calls at once")))?;
                    }
                }
            }
            Some((id, _)) = running.next(), if !running.is_empty() => {
                handles.retain(|(known, _)| *known != id);
            }
        }
    }
    // What was asked before the input ended is still answered.
    while running.next().await.is_some() {}
    Ok(exit::TRACED)
}

/// Does a call and sends its answer.
async fn answered<W: Write>(desk: &CallContext<'_>, outbox: &Outbox<W>, id: Value, params: Value) {
    let token = &params["_meta"]["progressToken"];
    let told = |done, of| {
        if !token.is_null() {
            // Who cannot read how far it is cannot read the answer either, and that ends the server.
            let _ = outbox.send(&protocol::progress(token, done, of));
        }
    };
    let name = params["name"].as_str().unwrap_or_default();
    let result = call(desk, name, &params["arguments"], told).await;
    let _ = outbox.send(&protocol::answer(&id, &result));
}

/// What a line of the input is.
enum Sorted {
    /// Nothing that is answered.
    Nothing,
    /// Something that is answered at once.
    Answer(Value),
    /// A call of a tool.
    Call(Value, Value),
    /// The end of a call.
    Cancel(Value),
}

/// Sorts a line of the input.
fn sorted(line: &[u8]) -> Sorted {
    if line.trim_ascii().is_empty() {
        return Sorted::Nothing;
    }
    if line.len() > LONGEST {
        return refused(&Value::Null, protocol::NO_REQUEST, "the request is too long");
    }
    let Ok(mut request) = serde_json::from_slice::<Value>(line) else {
        return refused(&Value::Null, protocol::NO_JSON, "this is no JSON");
    };
    let params = request["params"].take();
    let id = request["id"].take();
    let Some(method) = request["method"].as_str() else {
        // An answer to something that was never asked here.
        return if request.get("result").is_some() || request.get("error").is_some() {
            Sorted::Nothing
        } else {
            refused(&id, protocol::NO_REQUEST, "this is no request: it names no method")
        };
    };
    match (method, id.is_null()) {
        ("notifications/cancelled", _) => Sorted::Cancel(params["requestId"].clone()),
        (_, true) => Sorted::Nothing,
        ("initialize", _) => Sorted::Answer(protocol::answer(&id, &protocol::hello(&params))),
        ("ping", _) => {
            Sorted::Answer(protocol::answer(&id, &Value::Object(serde_json::Map::new())))
        }
        ("tools/list", _) => Sorted::Answer(protocol::answer(&id, &tools::list())),
        ("tools/call", _) if !tools::knows(params["name"].as_str().unwrap_or_default()) => refused(
            &id,
            protocol::NO_PARAMETERS,
            "there is no tool of this name; tools/list lists them",
        ),
        ("tools/call", _) => Sorted::Call(id, params),
        (_, _) => refused(&id, protocol::NO_METHOD, "this method is not known here"),
    }
}

/// The refusal of a request.
fn refused(id: &Value, code: i64, message: &str) -> Sorted {
    Sorted::Answer(protocol::refusal(id, code, message))
}
