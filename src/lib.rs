//! `trace`: who is responsible for a URL.

pub mod model;
pub mod source;
pub mod wire;
