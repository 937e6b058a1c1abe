//! The nouns. Nothing here asks, decides or prints.
//!
//! Read [`exchange`] and [`answer`] first: they say what crosses the wire and how not knowing is
//! said.

pub mod answer;
pub mod contact;
pub mod dns;
pub mod exchange;
pub mod record;
pub mod special;
<<<<<<< HEAD
pub mod target;
=======
>>>>>>> wire
