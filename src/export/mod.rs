//! A case for other programs: WARC and a bundle that a stranger can check. Pure: bytes go
//! in and come out, and the same case gives the same bytes.

pub mod bundle;
pub mod check;
pub mod redact;
pub mod stamp;
pub mod warc;
mod zip;
