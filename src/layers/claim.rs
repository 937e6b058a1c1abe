//! Whether a name in a record is the company of the directory that bears it. Whoever fills in a
//! record can write any name; the numbers that the company publishes or announces with are not his
//! to write.

use super::View;
use crate::directory::{Provider, SignKind};
use crate::model::answer::Answer;
use crate::model::observations::AddressFacts;

/// What the numbers say of a claim to be a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// The company announces or publishes the number itself.
    Agreed,
    /// Nothing is known that could tell.
    Silent,
    /// The company's numbers are known, and this is none of them.
    Contradicted,
}

/// Whether an address is a company's: in a range that it publishes, or announced by its network.
pub(super) fn of_address(view: &View<'_>, provider: &Provider, facts: &AddressFacts) -> Claim {
    let by_prefix = view.known.by_address(facts.address);
    if by_prefix.iter().any(|found| found.provider.id == provider.id) {
        return Claim::Agreed;
    }
    let mut systems = facts.systems().peekable();
    if systems.peek().is_none() {
        // Whoever announces nothing there may hold it all the same.
        let asked = matches!(facts.origins, Answer::Found(..) | Answer::Absent(_));
        return if asked && numbered(provider) { Claim::Contradicted } else { Claim::Silent };
    }
    let claims = systems.map(|system| of_system(view, provider, system));
    // Every network that announces it must be another's before the claim is wrong.
    claims.min_by_key(|claim| *claim as u8).unwrap_or(Claim::Silent)
}

/// Whether only other networks announce an address than those of a company whose own are known.
pub(super) fn is_announced_by_others(
    view: &View<'_>,
    provider: &Provider,
    facts: &AddressFacts,
) -> bool {
    let mut systems = facts.systems().peekable();
    systems.peek().is_some()
        && systems.all(|system| of_system(view, provider, system) == Claim::Contradicted)
}

/// Whether an AS number is a company's.
pub(super) fn of_system(view: &View<'_>, provider: &Provider, number: u32) -> Claim {
    if view.known.by_origin(number).iter().any(|found| found.provider.id == provider.id) {
        Claim::Agreed
    } else if numbered(provider) {
        Claim::Contradicted
    } else {
        Claim::Silent
    }
}

/// Whether it is known by which numbers a company announces.
fn numbered(provider: &Provider) -> bool {
    provider.signs.iter().any(|sign| sign.kind == SignKind::Origin)
}
