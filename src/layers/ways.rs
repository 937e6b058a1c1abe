//! The two ways that a name can lead its visitors: its addresses, and its HTTPS records (RFC 9460),
//! which browsers follow. Each is looked at by itself: the name that one takes says nothing of the
//! other.

use crate::model::chain::Entry;
use crate::model::observations::{AddressFacts, Bound};

/// The addresses that only HTTPS records lead to, and the others.
pub(super) fn split(
    bound: &Bound,
    addresses: &[AddressFacts],
) -> (Vec<AddressFacts>, Vec<AddressFacts>) {
    addresses.iter().cloned().partition(|facts| bound.addresses.contains(&facts.address))
}

/// What is to be known of a host that only HTTPS records lead to.
pub(super) const BOUND: &str = "reached by the name's HTTPS record (RFC 9460), which browsers follow and other \
                     programs do not";

/// Adds an entry to those of the other way; one of the same party is the same entry.
pub(super) fn merge(entries: &mut Vec<Entry>, entry: Entry) {
    let id = entry.party().map(|party| party.id.as_str());
    let same =
        |known: &&mut Entry| id.is_some() && known.party().map(|party| party.id.as_str()) == id;
    match entries.iter_mut().find(same) {
        Some(known) => {
            known.subjects.extend(entry.subjects);
            entry.evidence.iter().for_each(|evidence| known.rests_on(evidence));
        }
        None => entries.push(entry),
    }
}
