//! What a rule sees: the chain and nothing behind it, so that what a check says of a domain and
//! what a trace prints of it cannot differ.

use jiff::Timestamp;

use crate::directory::Directory;
use crate::model::chain::Chain;
use crate::trace::Trace;

/// What a rule sees.
pub struct CheckView<'a> {
    /// The name that is checked.
    pub host: String,
    /// When it was traced.
    pub now: Timestamp,
    /// Who is responsible for it, and what else the chain holds.
    pub chain: &'a Chain,
    /// Who is behind names.
    pub known: &'a Directory,
}

impl<'a> CheckView<'a> {
    /// What there is to see of a trace.
    pub fn of(trace: &'a Trace, known: &'a Directory) -> Self {
        Self { host: trace.target.host(), now: trace.started, chain: &trace.chain, known }
    }
}
