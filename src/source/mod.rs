//! Sources: how each kind of answer is asked for and read.

pub mod whois;
