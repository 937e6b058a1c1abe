//! `trace`: who is responsible for a URL.

pub mod contacts;
pub mod directory;
pub mod layers;
pub mod model;
pub mod render;
pub mod source;
pub mod trace;
pub mod walk;
pub mod wire;
