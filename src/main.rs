//! The `trace` binary.
fn main() {}
