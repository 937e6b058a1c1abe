//! `trace`: who is responsible for a URL.

pub mod cli;
pub mod commands;
pub mod config;
pub mod contacts;
pub mod directory;
pub mod error;
pub mod exit;
pub mod layers;
pub mod model;
pub mod render;
pub mod run;
pub mod source;
pub mod trace;
pub mod walk;
pub mod wire;
