//! Reads requests, answers them, several at the same time; a call that is cancelled is dropped where it
//! stands.

use std::cell::RefCell;
use std::io::{self, Write};

use futures_util::future::{AbortHandle, abortable};
use futures_util::stream::{FuturesUnordered, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt};

use super::calls::{CallContext, call};
use super::lines::{InputLines, ReadLine};
use super::{protocol, tools};
use crate::cli::McpArgs;
use crate::config::Surroundings;
use crate::error::Error;
use crate::exit;
use crate::render::json::compact;

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
    let mut lines = InputLines::default();
    loop {
        tokio::select! {
            read = input.fill_buf() => {
                let read = read?;
                let (taken, ended) = (read.len(), read.is_empty());
                let requests = if ended { lines.rest() } else { lines.taken(read) };
                input.consume(taken);
                for request in requests.iter().flat_map(sorted) {
                    match request {
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
                if ended {
                    break;
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

/// What a message of the input is.
enum Sorted {
    /// Something that is answered at once.
    Answer(Value),
    /// A call of a tool.
    Call(Value, Value),
    /// The end of a call.
    Cancel(Value),
}

/// Sorts a line of the input. What older clients send together is taken one by one.
fn sorted(request: &ReadLine) -> Vec<Sorted> {
    let line = match request {
        ReadLine::Line(line) => line.trim_ascii(),
        ReadLine::TooLong => {
            return vec![refused(&Value::Null, protocol::NO_REQUEST, "the request is too long")];
        }
    };
    if line.is_empty() {
        return Vec::new();
    }
    match serde_json::from_slice(line) {
        Err(_) => vec![refused(&Value::Null, protocol::NO_JSON, "this is no JSON")],
        Ok(Value::Array(all)) if !all.is_empty() => all.iter().filter_map(message).collect(),
        Ok(one) => message(&one).into_iter().collect(),
    }
}

/// Sorts a message; nothing where none is answered.
fn message(message: &Value) -> Option<Sorted> {
    let (params, id) = (&message["params"], &message["id"]);
    let Some(method) = message["method"].as_str() else {
        // An answer to something that was never asked here.
        let is_answer = message.get("result").is_some() || message.get("error").is_some();
        let words = "this is no request: it names no method";
        return (!is_answer).then(|| refused(id, protocol::NO_REQUEST, words));
    };
    let name = params["name"].as_str().unwrap_or_default();
    Some(match (method, id) {
        ("notifications/cancelled", _) => Sorted::Cancel(params["requestId"].clone()),
        (_, Value::Null) => return None,
        (_, Value::String(_) | Value::Number(_)) => match method {
            "initialize" => Sorted::Answer(protocol::answer(id, &protocol::hello(params))),
            "ping" => Sorted::Answer(protocol::answer(id, &Value::Object(serde_json::Map::new()))),
            "tools/list" => Sorted::Answer(protocol::answer(id, &tools::list())),
            "tools/call" if tools::knows(name) => Sorted::Call(id.clone(), params.clone()),
            "tools/call" => {
                let words = "there is no tool of this name; tools/list lists them";
                refused(id, protocol::NO_PARAMETERS, words)
            }
            _ => refused(id, protocol::NO_METHOD, "this method is not known here"),
        },
        _ => refused(&Value::Null, protocol::NO_REQUEST, "an id is a text or a number"),
    })
}

/// The refusal of a request.
fn refused(id: &Value, code: i64, message: &str) -> Sorted {
    Sorted::Answer(protocol::refusal(id, code, message))
}
