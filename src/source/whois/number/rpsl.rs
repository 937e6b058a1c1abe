//! The dialect of RIPE NCC, APNIC and AFRINIC, and LACNIC's cousin of it.

use std::net::IpAddr;

use crate::model::record::ContactRole;

use super::super::objects::{self, Object};
use super::super::{servers, values};
use super::range::{self, RangeTarget};
use super::registry_in;
use crate::source::countries;
use crate::source::rdap::remarks;
use crate::source::record::NumberDraft;

/// No more handles of one kind than this are followed.
const MOST_HANDLES: usize = 20;

/// No more lines of free text than this are read.
const MOST_REMARKS: usize = 200;

/// Reads the most specific object that covers the target, if the text holds one.
pub(super) fn read(text: &str, target: RangeTarget) -> Option<NumberDraft> {
    let objects = objects::read(text);
    let own = most_specific(&objects, target)?;
    let mut draft = described(own, &objects);
    draft.take_elsewhere(elsewhere(own, target));
    let notes = AbuseComments::of(text, target);
    if draft.is_elsewhere() {
        // The contacts of a placeholder are those of the registry that keeps the list.
        draft.note_none_for_abuse(notes.says_none && notes.abuse.is_none());
        return Some(draft);
    }
    // APNIC shows a range of a national registry twice: its own object, and the mirrored one.
    let mut covering = objects.iter().filter(|object| covers(object, target));
    draft.take_referral(covering.find_map(finer_data));
    add_abuse(&mut draft, own, &objects, notes.abuse);
    draft.note_none_for_abuse(notes.says_none);
    add_remarked(&mut draft, own, &objects);
    add_others(&mut draft, own, &objects);
    Some(draft)
}

/// The object that covers the target with the fewest addresses around it.
fn most_specific<'o, 'a>(objects: &'o [Object<'a>], target: RangeTarget) -> Option<&'o Object<'a>> {
    let networks = objects.iter().filter_map(|object| {
        let range = range_of(object)?;
        target.is_within(range).then(|| (range::size(range), object))
    });
    let systems = objects.iter().filter(|object| object.class() == "aut-num");
    networks.min_by_key(|(size, _)| *size).map(|(_, object)| object).or_else(|| {
        systems
            .clone()
            .find(|object| object.get("aut-num").is_some_and(|text| target.is_system(text)))
    })
}

/// Whether an object is about the target.
fn covers(object: &Object<'_>, target: RangeTarget) -> bool {
    match object.class() {
        "aut-num" => object.get("aut-num").is_some_and(|text| target.is_system(text)),
        _ => range_of(object).is_some_and(|range| target.is_within(range)),
    }
}

/// The range of an object of addresses.
fn range_of(object: &Object<'_>) -> Option<(IpAddr, IpAddr)> {
    matches!(object.class(), "inetnum" | "inet6num")
        .then(|| object.get("inetnum").or_else(|| object.get("inet6num")))
        .flatten()
        .and_then(range::addresses)
}

/// What the object says of itself.
fn described(own: &Object<'_>, objects: &[Object<'_>]) -> NumberDraft {
    let text = |value: Option<&str>| value.and_then(values::something).map(str::to_owned);
    let is_system = own.class() == "aut-num";
    let mut draft = NumberDraft::default();
    draft.take_status(own.get("status"));
    draft.take_range(range_of(own));
    draft.take_name(text(own.get("netname").or_else(|| own.get("as-name"))));
    draft.take_handle(text(own.get("aut-num").filter(|_| is_system)));
    add_holder(&mut draft, own, objects);
    draft.take_country(own.get("country").and_then(first_word).and_then(countries::code));
    draft.take_parent(own.get("parent").map(str::to_owned));
    draft
}

/// Adds the holder: the organisation, LACNIC's owner, or the first line of the description.
fn add_holder(draft: &mut NumberDraft, own: &Object<'_>, objects: &[Object<'_>]) {
    if let Some(organisation) = named_organisation(own, objects) {
        let country = organisation.get("country").and_then(first_word).and_then(countries::code);
        let (name, handle) = (organisation.get("org-name"), organisation.get("organisation"));
        draft.take_holder(name, handle, country);
    } else if let Some(owner) = own.get("owner") {
        let country = own.get("country").and_then(countries::code);
        draft.take_holder(Some(owner), own.get("ownerid"), country);
    } else if let Some(line) = own.get("descr").filter(|first| !remarks::is_block(first)) {
        draft.take_description(line);
    }
}

/// The organisation that an object refers to, where the answer holds it.
fn named_organisation<'o, 'a>(
    own: &Object<'a>,
    objects: &'o [Object<'a>],
) -> Option<&'o Object<'a>> {
    own.get("org").and_then(|handle| referred(objects, "organisation", handle))
}

/// The first word of a value; what follows may be a comment.
fn first_word(value: &str) -> Option<&str> {
    value.split([' ', '\t', '#']).next()
}

/// The object of a class that a handle refers to.
fn referred<'o, 'a>(
    objects: &'o [Object<'a>],
    class: &str,
    handle: &str,
) -> Option<&'o Object<'a>> {
    let handle = first_word(handle)?;
    let same = |value: Option<&str>| value.is_some_and(|value| value.eq_ignore_ascii_case(handle));
    objects.iter().find(|object| object.class() == class && same(object.get(class)))
}

/// The role or person that a handle refers to, whichever line its object starts with.
fn person<'o, 'a>(objects: &'o [Object<'a>], handle: &str) -> Option<&'o Object<'a>> {
    let same = |value: Option<&str>| value.is_some_and(|value| value.eq_ignore_ascii_case(handle));
    let is_person = |object: &&Object<'_>| {
        matches!(object.class(), "role" | "person" | "nic-hdl" | "nic-hdl-br")
    };
    objects
        .iter()
        .filter(is_person)
        .find(|object| same(object.get("nic-hdl")) || same(object.get("nic-hdl-br")))
}

/// What the comments say about abuse contacts.
struct AbuseComments<'a> {
    /// The address named for the narrowest range that covers the target.
    abuse: Option<&'a str>,
    /// They say that none is registered.
    says_none: bool,
}

impl<'a> AbuseComments<'a> {
    /// Reads the comments.
    fn of(text: &'a str, target: RangeTarget) -> Self {
        let mut notes = Self { abuse: None, says_none: false };
        let mut narrowest = u128::MAX;
        for line in text.lines().filter(|line| line.starts_with(['%', '#'])) {
            let line = line.trim_start_matches(['%', '#', ' ']);
            notes.says_none |= line.starts_with("No abuse contact registered");
            let Some(rest) = line.strip_prefix("Abuse contact for '") else { continue };
            let Some((object, address)) = rest.split_once("' is '") else { continue };
            let size = match range::addresses(object) {
                Some(range) if target.is_within(range) => range::size(range),
                None if target.is_system(object) => 0,
                _ => continue,
            };
            if notes.abuse.is_none() || size < narrowest {
                narrowest = size;
                notes.abuse = Some(address.trim_end_matches(['\'', ' ', '\r']))
                    .filter(|address| !address.is_empty());
            }
        }
        notes
    }
}

/// Adds the abuse contacts: the registry's own note, else what the object refers to.
fn add_abuse(
    draft: &mut NumberDraft,
    own: &Object<'_>,
    objects: &[Object<'_>],
    note: Option<&str>,
) {
    if let Some(address) = note {
        draft.take_emails(address, ContactRole::Abuse);
    }
    if is_served(draft) {
        return;
    }
    for address in own.all("abuse-mailbox") {
        draft.take_emails(address, ContactRole::Abuse);
    }
    let organisation = named_organisation(own, objects);
    add_named(draft, own, objects);
    // What the object names itself overrides the organisation's.
    if let Some(organisation) = organisation.filter(|_| !is_served(draft)) {
        add_named(draft, organisation, objects);
    }
    let teams =
        own.all("mnt-irt").take(MOST_HANDLES).filter_map(|handle| referred(objects, "irt", handle));
    let desks = ["admin-c", "tech-c"]
        .into_iter()
        .flat_map(|key| own.all(key).take(MOST_HANDLES))
        .filter_map(|handle| person(objects, handle));
    for object in teams.chain(organisation).chain(desks) {
        if is_served(draft) {
            break;
        }
        for address in object.all("abuse-mailbox") {
            draft.take_emails(address, ContactRole::Abuse);
        }
    }
}

/// Whether a contact for abuse is known that is not the desk of a registry.
fn is_served(draft: &mut NumberDraft) -> bool {
    draft.drop_desks();
    draft.has_abuse()
}

/// Adds the mailbox that the holder's own words give for reports, where no field does: in the object
/// itself, or in those of its organisation and desks.
fn add_remarked(draft: &mut NumberDraft, own: &Object<'_>, objects: &[Object<'_>]) {
    if is_served(draft) {
        return;
    }
    let organisation = named_organisation(own, objects);
    let desks = ["admin-c", "tech-c"]
        .into_iter()
        .flat_map(|key| own.all(key).take(MOST_HANDLES))
        .filter_map(|handle| person(objects, handle));
    // A national registry's object of the same range stands beside the regional one's.
    let range = range_of(own);
    let again = objects.iter().filter(|object| range.is_some() && range_of(object) == range);
    let all = std::iter::once(own).chain(organisation).chain(desks).chain(again);
    let lines = all.flat_map(|object| object.all("remarks").chain(object.all("descr")));
    draft.take_remarked(remarks::mailboxes_for_abuse(lines.take(MOST_REMARKS)));
}

/// Adds the contacts whom an object's `abuse-c` names: they are for abuse by that very reference.
fn add_named(draft: &mut NumberDraft, object: &Object<'_>, objects: &[Object<'_>]) {
    let handles = object.all("abuse-c").take(MOST_HANDLES);
    for contact in handles.filter_map(|handle| person(objects, handle)) {
        let addresses = contact.get("abuse-mailbox").or_else(|| contact.get("e-mail"));
        if let Some(value) = addresses {
            draft.take_emails(value, ContactRole::Abuse);
        }
    }
}

/// Adds the contacts of roles that are not for abuse; people are left alone.
fn add_others(draft: &mut NumberDraft, own: &Object<'_>, objects: &[Object<'_>]) {
    for (key, role) in [("tech-c", ContactRole::Technical), ("admin-c", ContactRole::General)] {
        for object in own.all(key).take(MOST_HANDLES).filter_map(|handle| person(objects, handle)) {
            let Some(name) = object.get("role") else { continue };
            let name = name.to_lowercase();
            let noc = name.split(|c: char| !c.is_alphanumeric()).any(|word| word == "noc")
                || name.contains("operation");
            let role = if noc { ContactRole::Noc } else { role };
            for address in object.all("e-mail") {
                draft.take_emails(address, role);
            }
            object
                .get("phone")
                .into_iter()
                .for_each(|phone| draft.take_phone(values::phone(phone), role));
        }
    }
}

/// The server of the registry that a placeholder points to.
fn elsewhere(own: &Object<'_>, target: RangeTarget) -> Option<String> {
    let keys = ["descr", "remarks", "status"];
    let words: Vec<&str> = keys.into_iter().flat_map(|key| own.all(key).take(60)).collect();
    let moved = words.iter().find_map(|text| {
        let text = text.to_lowercase();
        text.split_once("transferred to").and_then(|(_, after)| registry_in(after))
    });
    let name = own.get("netname").unwrap_or_default().to_uppercase();
    let is_placeholder = name.ends_with("MANAGED-ADDRESS-BLOCK")
        || ["IANA-", "ERX-NETBLOCK", "STUB-"].iter().any(|start| name.starts_with(start));
    moved
        .or_else(|| is_placeholder.then(|| other_registry(&name, &words, target)).flatten())
        .map(str::to_owned)
}

/// The registry that a placeholder's remarks name, if it is one; else the one of the table.
fn other_registry(name: &str, words: &[&str], target: RangeTarget) -> Option<&'static str> {
    let own = name.split('-').nth(1).and_then(registry_in);
    let servers = words
        .iter()
        .flat_map(|text| text.split_whitespace())
        .filter(|word| word.starts_with("whois."));
    let mut named: Vec<_> =
        servers.filter_map(registry_in).filter(|server| Some(*server) != own).collect();
    named.dedup();
    let known = match target {
        RangeTarget::Addresses(first, _) => servers::server_for_address(first),
        RangeTarget::System(number) => servers::server_for_asn(number),
        RangeTarget::Anything => None,
    };
    match named.as_slice() {
        [only] => Some(*only),
        _ => known.filter(|server| Some(*server) != own),
    }
}

/// The server that a remark names for more specific data.
fn finer_data(own: &Object<'_>) -> Option<String> {
    let remarks: Vec<&str> = own.all("remarks").take(60).collect();
    let words = remarks.join(" ").to_lowercase();
    let points = ["more specific", "queried at", "whois server at", "more detail"];
    if !points.iter().any(|point| words.contains(point)) {
        return None;
    }
    words
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| ".,;()<>".contains(c)))
        .find(|word| {
            (word.starts_with("whois.") || word.starts_with("rwhois."))
                && values::is_host_name(word)
        })
        .map(str::to_owned)
}
