//! The second day: the log of a case, what is due, who comes next, and what is handed on.

#[path = "../support/program.rs"]
mod program;

mod days;
mod hand;
mod killed;
mod log;

use std::path::{Path, PathBuf};

use program::Program;

/// A recorded case, copied into a home.
pub(crate) fn copied(program: &Program, name: &str) -> PathBuf {
    let from =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases").join(format!("{name}.case"));
    let to = program.home().join("a.case");
    std::fs::copy(from, &to).expect("is copied");
    to
}
