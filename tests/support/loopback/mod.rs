//! Servers on 127.0.0.1 that play a part and remember what they were asked.

pub(crate) mod dns;
pub(crate) mod tcp;
