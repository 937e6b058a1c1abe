//! The exit codes and what they promise.

use crate::check::verdict::DomainReport;
use crate::model::chain::{LayerId, Status};
use crate::render::Outcome;

/// Traced, or the check passed.
pub const TRACED: u8 = 0;
/// The check failed, or the entries of `trace directory lint` cannot be used.
pub const CHECK_FAILED: u8 = 1;
/// Could not be run: usage, refused target, unreadable file.
pub const NOT_RUN: u8 = 2;
/// Nothing could be learnt about a target, or with `--strict` a layer stayed unknown.
pub const NOT_LEARNT: u8 = 3;
/// Interrupted.
pub const INTERRUPTED: u8 = 130;

/// The code of one target.
pub fn of(outcome: &Outcome, strict: bool) -> u8 {
    let Ok(trace) = outcome else { return NOT_RUN };
    let entries = &trace.chain.entries;
    let unknown = |status: Status| status == Status::Unknown;
    let nothing = !entries.iter().any(|entry| {
        entry.layer != LayerId::Registry
            && matches!(entry.status(), Status::Identified | Status::Hidden)
    }) && entries.iter().any(|entry| unknown(entry.status()));
    let gap = strict && entries.iter().any(|entry| unknown(entry.status()));
    if nothing || gap { NOT_LEARNT } else { TRACED }
}

/// The code of a checked domain.
pub fn of_check(domain: &DomainReport, strict: bool) -> u8 {
    if domain.fails(strict) {
        CHECK_FAILED
    } else if domain.is_blank() {
        NOT_LEARNT
    } else {
        TRACED
    }
}

/// The code of several targets: the first of 130, 2, 1, 3, 0 that applies.
pub fn worse(one: u8, other: u8) -> u8 {
    let weight = |code: u8| match code {
        INTERRUPTED => 4,
        NOT_RUN => 3,
        CHECK_FAILED => 2,
        NOT_LEARNT => 1,
        _ => 0,
    };
    if weight(other) > weight(one) { other } else { one }
}
