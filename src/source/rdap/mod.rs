//! Reads RDAP answers (RFC 9083) into [`crate::model::record`]: leniently, so that one odd field
//! never costs the object, and strictly where it matters, so that an answer about something else
//! is never taken for the one that was asked for.
//!
//! Start with [`read_domain`] and [`read_network`]. `reply` turns a response into a JSON document
//! or says why there is none, `json` walks it and keeps notes of what was odd, `card`, `parts` and
//! `entity` read what every object is made of, and `party`, `abuse` and `registries` decide whom
//! a card belongs to and whether its contacts may be used. [`bootstrap`] knows which server to ask.

mod abuse;
mod address;
pub mod bootstrap;
mod card;
mod date;
mod domain;
mod elsewhere;
mod entity;
mod holder;
mod jscontact;
mod json;
mod mend;
mod number;
mod number_range;
mod parts;
mod party;
mod redaction;
mod registrar;
pub(super) mod remarks;
mod reply;

pub use domain::read_domain;
pub use number::{read_autnum, read_network};
pub use party::read_entity;

#[cfg(test)]
mod tests;
