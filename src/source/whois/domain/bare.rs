//! What an answer comes to that holds no record, or hardly one: free, kept back, refused, or the word
//! of a name that somebody has only asked for.

use std::collections::BTreeSet;

use crate::model::answer::Misread;
use crate::model::record::DomainRecord;
use crate::model::status::Standing;
use crate::source::notice::{self, Notice};
use crate::source::whois::{statuses, values};

/// Adds what a sentence outside the record says of the name: that it was taken back, or that
/// somebody has only asked for it. The end of such an application is no end of a registration.
pub(super) fn add_fate(record: &mut DomainRecord, text: &str) {
    let Some(standing) = notice::fate(text, &record.name) else { return };
    let known = |status: &String| Standing::of(status) == Some(standing);
    if !record.statuses.iter().any(known) {
        record.statuses.push(statuses::word_for(standing).to_owned());
    }
    if standing == Standing::BeingRegistered && record.registrar.is_none() {
        record.expires = None;
    }
}

/// Decides about an answer that holds no record.
pub(super) fn without_facts(
    mut record: DomainRecord,
    text: &str,
    asked: &str,
) -> Result<Option<DomainRecord>, Misread> {
    let said = notice::read(text, asked);
    let is = |standing| record.statuses.iter().any(|status| Standing::of(status) == Some(standing));
    let speaks_of_a_name = record
        .statuses
        .iter()
        .any(|status| Standing::of(status).is_some_and(|standing| standing != Standing::Free));
    let notice = match said {
        Some(Notice::Throttled | Notice::Refused) if text.len() <= notice::SHORT => said,
        _ if is(Standing::Free) => Some(Notice::Free),
        _ if is(Standing::Reserved) => Some(Notice::Reserved),
        _ if record.statuses.iter().any(|status| status.starts_with("blocked")) => {
            Some(Notice::Blocked)
        }
        None | Some(Notice::Elsewhere) if speaks_of_a_name => return Ok(Some(record)),
        None if names_reservation(text) => Some(Notice::Reserved),
        // A short word that only this registry uses still says that it knows the name.
        None if tell_of_a_name(&record.statuses) => return Ok(Some(record)),
        other => other,
    };
    let kept_back = |record: &mut DomainRecord, word: &str| {
        record.statuses = vec![word.to_owned()];
    };
    match notice {
        Some(Notice::Free) => Ok(None),
        Some(Notice::Reserved) => {
            kept_back(&mut record, "reserved");
            Ok(Some(record))
        }
        Some(Notice::Blocked) => {
            kept_back(&mut record, "blocked");
            Ok(Some(record))
        }
        Some(Notice::Throttled) => Err(Misread::RateLimited),
        Some(Notice::Refused | Notice::Elsewhere) => {
            Err(Misread::Denied("the server refuses the question".to_owned()))
        }
        Some(Notice::Broken) => Err(Misread::ServerError("the server names an error".to_owned())),
        None => Err(Misread::Malformed("no registration data in the text".to_owned())),
    }
}

/// Whether a line of its own gives the reason for which the name is kept back, as a code
/// (`% reserved:    CG`, of Brazil).
fn names_reservation(text: &str) -> bool {
    text.lines().any(|line| {
        let bare = line.trim_start_matches(|c: char| "%#".contains(c) || c.is_whitespace());
        bare.split_once(':').is_some_and(|(label, code)| {
            label.trim().eq_ignore_ascii_case("reserved") && code.split_whitespace().count() == 1
        })
    })
}

/// Whether status words, though unknown, show that the registry knows the name: short ones that
/// neither refuse the question nor could mean that the name is free.
fn tell_of_a_name(statuses: &[String]) -> bool {
    let short = |status: &String| status.split(' ').count() <= 4;
    let doubtful = |status: &String| {
        ["free", "available", "error"].iter().any(|word| status.contains(word))
            || status.starts_with(|c: char| c.is_ascii_digit())
            || notice::read(status, "").is_some()
    };
    !statuses.is_empty() && statuses.iter().all(|status| short(status) && !doubtful(status))
}

/// The name servers of an answer that is nothing but lines of a zone below its top-level domain
/// (`example ns1.example.net`), as Tonga's are.
pub(super) fn zone_lines(text: &str, asked: &str) -> Vec<String> {
    let Some((label, _)) = asked.split_once('.') else { return Vec::new() };
    let server = |line: &str| {
        let mut words = line.split_whitespace();
        let (own, host) = (words.next()?, words.next()?);
        let whole = words.next().is_none() && own.eq_ignore_ascii_case(label);
        (whole && values::is_host_name(host)).then(|| host.to_lowercase())
    };
    let found: BTreeSet<String> = text.lines().filter_map(server).take(40).collect();
    found.into_iter().collect()
}

/// Whether a record holds anything that only a registered name has.
pub(super) fn has_facts(record: &DomainRecord) -> bool {
    let is = |fits: fn(Standing) -> bool| {
        record.statuses.iter().filter_map(|status| Standing::of(status)).any(fits)
    };
    let free = is(|standing| standing == Standing::Free);
    let named = record.registrar.as_ref().is_some_and(|registrar| registrar.name.is_some());
    let dated = record.created.is_some() || record.expires.is_some();
    let solid = named || !record.name_servers.is_empty() || dated;
    let spoken_for = is(|standing| standing.is_of_a_holder() && standing != Standing::Held)
        || record.statuses.iter().any(|status| {
            Standing::of(status) == Some(Standing::Held) && !status.contains("block")
        });
    let held = record.registrant.is_some() || !record.redacted.is_empty();
    solid || (!free && (spoken_for || held || record.updated.is_some()))
}
