//! The program from outside: exit code, standard output and standard error together.
//!
//! Nothing here reaches the network: targets are refused, cases are replayed, or the resolver is a
//! port of this machine on which nobody listens.

mod commands;
mod everywhere;
mod files;
mod help;
mod inputs;
mod settings;
mod shells;
mod targets;

#[path = "../support/left_out.rs"]
mod left_out;
#[path = "../support/program.rs"]
mod program;

use left_out::left_out;
use program::{Program, Ran, ran};

/// What a run leaves that printed to standard output only.
fn printed(code: i32, out: &str) -> Ran {
    Ran { code, out: out.to_owned(), err: String::new() }
}

/// What a run leaves that could not be done.
fn failed(err: &str) -> Ran {
    Ran { code: 2, out: String::new(), err: format!("{err}\n") }
}

/// A fixture of the repository.
fn fixture(name: &str) -> String {
    format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The text of a fixture.
fn fixture_text(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).expect("a fixture")
}
