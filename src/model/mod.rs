//! The nouns. Nothing here asks, decides or prints.
//!
//! Read [`exchange`] and [`answer`] first: they say what crosses the wire and how not knowing is
//! said. [`observations`] is what the walk brings home, [`chain`] what is made of it.

pub mod ability;
pub mod advice;
pub mod answer;
pub mod chain;
pub mod company;
pub mod contact;
pub mod day;
pub mod digest;
pub mod dns;
pub mod entry;
pub mod exchange;
pub mod mailbox;
pub mod name;
pub mod observations;
pub mod owner;
pub mod phrases;
pub mod reading;
pub mod record;
pub mod registries;
pub mod said;
pub mod secret;
pub mod shard;
pub mod sight;
pub mod special;
pub mod status;
pub mod target;
pub mod temper;
pub mod text;
pub mod writer;
pub mod zone;
