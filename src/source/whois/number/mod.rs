//! Answers about addresses and AS numbers: five regional registries, their national ones, and
//! rwhois, each in its own dialect.
//!
//! [`read_number`] tells the dialect by the text, not by the server, because registries forward
//! questions to each other.

mod arin;
mod national;
mod range;
mod rpsl;
mod rwhois;

use crate::model::answer::Misread;
use crate::model::record::NumberRecord;
use crate::source::notice::{self, Notice};

use super::{plain, rejected};
use range::RangeTarget;

/// Reads an answer about an address or AS number: the most specific object that covers it.
///
/// `Ok(None)` is the registry's word that it has no such object.
pub fn read_number(
    server: &str,
    body: &[u8],
    asked: &str,
) -> Result<Option<NumberRecord>, Misread> {
    let text = plain::read(server, body)?;
    let target = RangeTarget::of(asked);
    let found = rpsl::read(&text, target)
        .or_else(|| arin::read(&text, target))
        .or_else(|| rwhois::read(&text, target))
        .or_else(|| national::read(&text, target));
    let Some(draft) = found else { return without_object(&text, asked) };
    let mut record = draft.finish();
    let mut desks = std::mem::take(&mut record.rejected);
    let above = record.above.iter().flat_map(|above| &above.contacts);
    let used = record.contacts.iter().chain(above);
    let used = used.map(|contact| contact.value.to_lowercase()).collect();
    record.rejected = rejected::read(&text, &used, asked);
    let is_desk = |value: &str| desks.iter().any(|desk| desk.value.eq_ignore_ascii_case(value));
    record.rejected.retain(|rejected| !is_desk(&rejected.value));
    desks.append(&mut record.rejected);
    record.rejected = desks;
    Ok(Some(record))
}

/// Decides about an answer without an object that covers the target.
fn without_object(text: &str, asked: &str) -> Result<Option<NumberRecord>, Misread> {
    match notice::read(text, asked) {
        Some(Notice::Free) => Ok(None),
        Some(Notice::Throttled) => Err(Misread::RateLimited),
        Some(Notice::Refused | Notice::Blocked | Notice::Elsewhere) => {
            Err(Misread::Denied("the server refuses the question".to_owned()))
        }
        Some(Notice::Broken) => Err(Misread::ServerError("the server names an error".to_owned())),
        Some(Notice::Reserved) | None => {
            Err(Misread::Malformed("no object that covers the question".to_owned()))
        }
    }
}

/// The WHOIS server of the regional registry that a text names.
fn registry_in(text: &str) -> Option<&'static str> {
    const REGISTRIES: [(&[&str], &str); 5] = [
        (&["afrinic", "african network information"], "whois.afrinic.net"),
        (&["apnic", "asia pacific network information"], "whois.apnic.net"),
        (&["lacnic", "latin american and caribbean"], "whois.lacnic.net"),
        (&["ripe", "réseaux ip européens"], "whois.ripe.net"),
        (&["arin", "american registry for internet"], "whois.arin.net"),
    ];
    let text = text.to_lowercase();
    let is_word = |word: &str| {
        text.match_indices(word).any(|(place, _)| {
            let before = text.get(..place).and_then(|before| before.chars().next_back());
            let after = text.get(place + word.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    REGISTRIES
        .iter()
        .find(|(words, _)| words.iter().any(|word| is_word(word)))
        .map(|(_, server)| *server)
}

#[cfg(test)]
mod tests;
