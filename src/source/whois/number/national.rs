//! National registries below the regional ones (Korea, Japan, Taiwan): labelled text in sections.

use std::net::IpAddr;

use crate::model::record::ContactRole;

use super::super::labels::{self, LabelField, Section};
use super::super::layout::{self, Labelled};
use super::super::values;
use super::range::{self, RangeTarget};
use crate::source::countries;
use crate::source::record::NumberDraft;

/// Labels of the range.
const RANGES: &[&str] = &[
    "ipv4 address",
    "ipv6 address",
    "network number",
    "netblock",
    "ip address",
    "inetnum",
    "ipv4주소",
    "ipv6주소",
    "ip range",
    "ipネットワークアドレス",
];

/// Labels of the network's name.
const NAMES: &[&str] = &["netname", "network name", "service name", "ネットワーク名", "서비스명"];

/// Labels of the holder.
const HOLDERS: &[&str] = &[
    "organization name",
    "organization",
    "org name",
    "owner name",
    "customer name",
    "기관명",
    "組織名",
];

/// Labels of the mailbox of whoever manages the network.
const MAILBOXES: &[&str] =
    &["e mail", "email", "mail", "전자우편", "電子メール", "電子郵件", "电子邮件"];

/// Labels of AS numbers.
const SYSTEMS: &[&str] = &["as number", "as번호", "as番号", "aut num"];

/// The first and last address of a network; an AS number has none.
type Range = Option<(IpAddr, IpAddr)>;

/// A part of an answer that is about one network or AS number, with its range.
type RangePart<'e, 'a> = (Range, &'e [Labelled<'a>]);

/// Reads the most specific network that covers the target; where it has no abuse contact, also
/// the nearest around it that has one.
pub(super) fn read(text: &str, target: RangeTarget) -> Option<NumberDraft> {
    let entries = layout::read(text);
    let parts = parts(&entries, target);
    let (range, own) = *parts.first()?;
    let mut draft = with_contacts(own, range);
    // The same network may stand there once more, in another language.
    for (_, again) in parts.iter().skip(1).filter(|(other, _)| *other == range) {
        if !draft.has_abuse() {
            add_contacts(&mut draft, again);
        }
    }
    draft.sort_contacts();
    if !draft.has_abuse() {
        let around = parts.iter().filter(|(other, _)| *other != range);
        let mut around = around.map(|(range, part)| with_contacts(part, *range));
        draft.take_above(around.find(NumberDraft::has_abuse));
    }
    Some(draft)
}

/// The parts about networks that cover the target, the smallest network first.
fn parts<'e, 'a>(entries: &'e [Labelled<'a>], target: RangeTarget) -> Vec<RangePart<'e, 'a>> {
    let starts: Vec<(usize, Range)> = entries
        .iter()
        .enumerate()
        .filter_map(|(place, entry)| Some((place, start(entry, target)?)))
        .collect();
    let part = |(index, (place, range)): (usize, &(usize, Range))| {
        let begin = if index == 0 { 0 } else { *place };
        let end = starts.get(index + 1).map_or(entries.len(), |(next, _)| *next);
        (*range, entries.get(begin..end).unwrap_or_default())
    };
    let mut parts: Vec<RangePart<'e, 'a>> = starts.iter().enumerate().map(part).collect();
    parts.sort_by_key(|(range, _)| range.map_or(0, range::size));
    parts
}

/// What a network says of itself, with its contacts.
fn with_contacts(own: &[Labelled<'_>], range: Range) -> NumberDraft {
    let mut draft = described(own, range);
    add_contacts(&mut draft, own);
    draft
}

/// Whether an entry opens a network that covers the target, and its range.
#[expect(clippy::option_option, reason = "an AS number opens an object without a range")]
fn start(entry: &Labelled<'_>, target: RangeTarget) -> Option<Option<(IpAddr, IpAddr)>> {
    let label = entry.label.as_str();
    if RANGES.contains(&label) {
        return range::addresses(entry.value).filter(|range| target.is_within(*range)).map(Some);
    }
    (SYSTEMS.contains(&label) && target.is_system(entry.value)).then_some(None)
}

/// What a network says of itself.
fn described(own: &[Labelled<'_>], range: Range) -> NumberDraft {
    let get = |names: &[&str]| {
        let mut named = own.iter().filter(|entry| names.contains(&entry.label.as_str()));
        named.find_map(|entry| values::something(entry.value))
    };
    let country = get(&["country", "country code"]).and_then(countries::code);
    let mut draft = NumberDraft::default();
    draft.take_range(range);
    draft.take_name(get(NAMES).map(str::to_owned));
    draft.take_holder(get(HOLDERS), None, country.clone());
    draft.take_country(country);
    draft
}

/// Adds the contacts that a label or heading says are for abuse, and the technical one.
fn add_contacts(draft: &mut NumberDraft, entries: &[Labelled<'_>]) {
    for entry in entries {
        let field = labels::field_of(&entry.label, entry.section);
        let abuse = matches!(
            field,
            Some(LabelField::AbuseEmail | LabelField::AbusePhone | LabelField::AbuseContact)
        ) || (entry.section == Section::Abuse && entry.label.is_empty());
        if abuse {
            draft.take_emails(entry.value, ContactRole::Abuse);
            if field == Some(LabelField::AbusePhone) {
                draft.take_phone(values::phone(entry.value), ContactRole::Abuse);
            }
        } else if MAILBOXES.contains(&entry.label.as_str())
            || (entry.section == Section::Contact && entry.label.is_empty())
        {
            // The manager of the network, the only one whom Korea publishes.
            draft.take_emails(entry.value, ContactRole::Technical);
        }
    }
}
