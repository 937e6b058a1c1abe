//! The dialect of ARIN: every network with its organisation and points of contact behind it.

use std::net::IpAddr;

use crate::model::record::ContactRole;
use crate::model::registries::Registry;

use super::super::{objects, values};
use super::range::{self, RangeTarget};
use super::registry_in;
use crate::source::countries;
use crate::source::rdap::remarks;
use crate::source::record::NumberDraft;

/// One network or AS number with everything that is printed behind it.
struct Segment<'a> {
    /// Keys in lower case with their values, in order.
    attributes: Vec<(String, &'a str)>,
}

impl<'a> Segment<'a> {
    /// The first value of a key that is not empty.
    fn get(&self, key: &str) -> Option<&'a str> {
        self.all(key).next()
    }

    /// Every value of a key that is not empty.
    fn all<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'a str> + 's {
        let values = self.attributes.iter().filter(move |(own, _)| own == key);
        values.map(|(_, value)| *value).filter(|value| !value.is_empty())
    }

    /// The range of addresses; `None` for an AS number.
    fn range(&self) -> Option<(IpAddr, IpAddr)> {
        self.get("netrange").and_then(range::addresses)
    }

    /// How closely the segment fits the target; `None` where it does not cover it.
    fn fit(&self, target: RangeTarget) -> Option<u128> {
        match self.range() {
            Some(range) => target.is_within(range).then(|| range::size(range)),
            None => self.get("asnumber").filter(|text| target.is_system(text)).map(|_| 0),
        }
    }

    /// Whether any point of contact takes reports of abuse.
    fn has_abuse(&self) -> bool {
        self.get("rabuseemail").or_else(|| self.get("orgabuseemail")).is_some()
    }
}

/// Reads the most specific network or AS number that covers the target.
pub(super) fn read(text: &str, target: RangeTarget) -> Option<NumberDraft> {
    let mut fitting: Vec<(u128, Segment<'_>)> = segments(text)
        .into_iter()
        .filter_map(|segment| Some((segment.fit(target)?, segment)))
        .collect();
    fitting.sort_by_key(|(size, _)| *size);
    let Some((_, own)) = fitting.first() else { return listed(text, target) };
    let mut draft = described(own);
    draft.take_referral(referral(text));
    draft.take_elsewhere(elsewhere(own));
    if draft.is_elsewhere() {
        return Some(draft);
    }
    add_contacts(&mut draft, own);
    let above = fitting.iter().skip(1).map(|(_, segment)| segment);
    let above = above.filter(|_| !own.has_abuse()).find(|segment| segment.has_abuse());
    draft.take_above(above.map(with_contacts));
    Some(draft)
}

/// What a segment says of itself, with its points of contact.
fn with_contacts(segment: &Segment<'_>) -> NumberDraft {
    let mut draft = described(segment);
    add_contacts(&mut draft, segment);
    draft
}

/// Cuts the answer at every network and AS number.
fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut segments: Vec<Segment<'_>> = Vec::new();
    for (key, value) in text.lines().filter_map(objects::attribute) {
        if matches!(key.as_str(), "netrange" | "asnumber") {
            segments.push(Segment { attributes: Vec::new() });
        }
        if let Some(segment) = segments.last_mut() {
            segment.attributes.push((key, value));
        }
    }
    segments
}

/// What a segment says of itself.
fn described(own: &Segment<'_>) -> NumberDraft {
    let customer = own.get("custname");
    let organisation = own.get("orgname").or(customer).or_else(|| {
        own.get("organization").map(|name| name.rsplit_once(" (").map_or(name, |(name, _)| name))
    });
    let country = own.get("country").and_then(countries::code);
    let handle = own.get("nethandle").or_else(|| own.get("ashandle"));
    let text = |value: Option<&str>| value.and_then(values::something).map(str::to_owned);
    let mut draft = NumberDraft::default();
    draft.take_status(own.get("nettype"));
    draft.take_range(own.range());
    draft.take_name(text(own.get("netname").or_else(|| own.get("asname"))));
    draft.take_handle(text(handle));
    if let Some(name) = organisation {
        draft.take_holder(Some(name), own.get("orgid"), country.clone());
    }
    draft.take_country(country);
    draft.take_parent(own.get("parent").and_then(in_brackets).map(str::to_owned));
    draft
}

/// The text in the last brackets of a value.
fn in_brackets(value: &str) -> Option<&str> {
    let (_, rest) = value.rsplit_once('(')?;
    rest.split(')').next().filter(|inner| !inner.is_empty())
}

/// Adds the points of contact: those of the network before those of its organisation.
fn add_contacts(draft: &mut NumberDraft, segment: &Segment<'_>) {
    let desks = [
        ("abuse", ContactRole::Abuse),
        ("noc", ContactRole::Noc),
        ("tech", ContactRole::Technical),
    ];
    for (desk, role) in desks {
        for owner in ["r", "org"] {
            for value in segment.all(&format!("{owner}{desk}email")) {
                draft.take_emails(value, role);
            }
            for value in segment.all(&format!("{owner}{desk}phone")) {
                draft.take_phone(values::phone(value), role);
            }
        }
    }
    if !segment.has_abuse() {
        let comments = segment.all("comment").take(MOST_COMMENTS);
        draft.take_remarked(remarks::mailboxes_for_abuse(comments));
    }
}

/// No more lines of comment than this are read.
const MOST_COMMENTS: usize = 200;

/// The last referral of the answer: `rwhois://host:port` without its scheme.
fn referral(text: &str) -> Option<String> {
    let referrals =
        text.lines().filter_map(objects::attribute).filter(|(key, _)| key == "referralserver");
    referrals.filter_map(|(_, value)| values::server(value)).next_back()
}

/// The server of another registry to which ARIN has handed the range.
fn elsewhere(own: &Segment<'_>) -> Option<String> {
    let organisation = own.get("orgname").unwrap_or_default();
    let by_id = own.get("orgid").filter(|id| ["RIPE", "APNIC", "LACNIC", "AFRINIC"].contains(id));
    let by_name = Registry::of_name(organisation).map(|_| organisation);
    let server = registry_in(by_id.or(by_name)?)?;
    (server != "whois.arin.net").then(|| server.to_owned())
}

/// Reads the short form, a list of one line for each network:
/// `Example EXAMPLE-NET (NET-192-0-2-0-1) 192.0.2.0 - 192.0.2.255`.
fn listed(text: &str, target: RangeTarget) -> Option<NumberDraft> {
    let rows = text.lines().filter_map(|line| {
        let (before, rest) = line.split_once("(NET")?;
        let (handle, range) = rest.split_once(')').filter(|(handle, _)| values::is_word(handle))?;
        let range = range::addresses(range)?;
        target.is_within(range).then(|| (range, before.trim(), format!("NET{handle}")))
    });
    let (range, names, handle) = rows.min_by_key(|(range, ..)| range::size(*range))?;
    let (holder, name) = names.rsplit_once(' ').unwrap_or((names, ""));
    let mut draft = NumberDraft::default();
    draft.take_range(Some(range));
    draft.take_name(values::something(name).map(str::to_owned));
    draft.take_handle(Some(handle));
    draft.take_holder(Some(holder), None, None);
    draft.note("the server sent a list instead of the network");
    Some(draft)
}
