//! `trace`: who is responsible for a URL.

pub mod directory;
pub mod model;
pub mod wire;
