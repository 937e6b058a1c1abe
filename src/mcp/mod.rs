//! `trace mcp`: the same answers for assistants, by the Model Context Protocol over standard input and
//! output. The few methods that a server of tools needs are written by hand: every message passes the
//! escaping of the JSON output, which a library's own writer would go around.
//!
//! [`serve()`] reads and answers, `tools` says what can be called, `calls` does it. A call is the
//! command line of the same name, so that limits, cache and guard are the same.

mod calls;
mod lines;
mod protocol;
mod serve;
mod tools;

pub use self::serve::serve;
