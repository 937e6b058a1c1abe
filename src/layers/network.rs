//! The network: whoever announces the addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::operators::Named;
use super::{LayerSpec, View, desks, operators, parties};
use crate::directory::{Match, Role, best_for};
use crate::model::ability::Actor;
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId, Party};
use crate::model::contact::Contact;
use crate::model::observations::{AddressFacts, RouteOrigin, SystemFacts};
use crate::model::target::Subject;
use crate::model::text::quoted;
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Network, attribute };

/// Names the announcing networks, one entry a system, then what is held but not announced.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    if let Subject::System(number) = view.target.subject {
        return vec![alone(view, number)];
    }
    if let Some(entry) = no_address(view) {
        return vec![entry];
    }
    let mut announced: BTreeMap<u32, Vec<&AddressFacts>> = BTreeMap::new();
    let mut rest: Vec<&AddressFacts> = Vec::new();
    for facts in &view.seen.addresses {
        let mut systems = facts.systems().peekable();
        if systems.peek().is_none() {
            rest.push(facts);
        }
        for system in systems {
            announced.entry(system).or_default().push(facts);
        }
    }
    let mut announced: Vec<(u32, Vec<&AddressFacts>)> = announced.into_iter().collect();
    announced.sort_by_key(|(system, of)| of.iter().map(|facts| place(facts, *system)).min());
    let mut entries: Vec<Entry> =
        announced.into_iter().map(|(system, of)| announcer(view, system, &of)).collect();
    entries.extend(silent(view, &rest));
    entries
}

/// How many longer prefixes than a system's own are announced for an address: traffic follows the
/// longest.
fn place(facts: &AddressFacts, system: u32) -> usize {
    let origins = facts.origins.found().map(Vec::as_slice).unwrap_or_default();
    let length = |origin: &RouteOrigin| origin.prefix.map(|prefix| prefix.prefix_len());
    let own = origins.iter().filter(|origin| origin.systems.contains(&system)).map(length).max();
    origins.iter().filter(|origin| Some(length(origin)) > own).count()
}

/// Why there is no address whose network could be named.
fn no_address(view: &View<'_>) -> Option<Entry> {
    if !view.seen.addresses.is_empty() {
        return None;
    }
    let answer = view.seen.name.as_ref().map(|name| &name.resolution)?;
    Some(match answer {
        Answer::Unknown(why) => Entry::missing(LayerId::Network, Lack::Unknown, why.clone()),
        Answer::Found(..) | Answer::Absent(_) => {
            let mut why = Why::new(ReasonCode::NoAddress, "the name has no address");
            why.evidence = answer.evidence().cloned();
            Entry::missing(LayerId::Network, Lack::Absent, why)
        }
    })
}

/// The entry of an AS number that is itself the target.
fn alone(view: &View<'_>, number: u32) -> Entry {
    let facts = view.seen.systems.get(&number);
    if let Some(named) = system_party(view, number, facts) {
        let mut entry = of(named);
        entry.subjects = vec![format!("AS{number}")];
        finish(view, &mut entry, number, facts, Vec::new());
        entry
    } else {
        let why = facts
            .and_then(|facts| facts.registry.why.first().or_else(|| facts.name.why()).cloned());
        let why = why.unwrap_or_else(|| {
            Why::new(ReasonCode::NotIdentified, format!("no register knows AS{number}"))
        });
        Entry::missing(LayerId::Network, Lack::Unknown, why)
    }
}

/// The entry of a system that announces some of the addresses.
fn announcer(view: &View<'_>, number: u32, addresses: &[&AddressFacts]) -> Entry {
    let facts = view.seen.systems.get(&number);
    let named = system_party(view, number, facts).unwrap_or_else(|| {
        let name = announced_as(number, addresses).unwrap_or_else(|| format!("AS{number}"));
        let party = Party { asn: Some(number), ..Party::named(name, format!("as{number}")) };
        Named { party, said_by: Writer::OriginData, confidence: Confidence::Weak }
    });
    let mut entry = of(named);
    entry.subjects = addresses.iter().map(|facts| facts.address.to_string()).collect();
    let mut fallback = Vec::new();
    for facts in addresses {
        if let Some(evidence) = operators::origin_evidence(facts) {
            entry.rests_on(evidence);
        }
        note_several_origins(&mut entry, facts);
        if held_by(view, facts, &entry) {
            fallback.extend(desks::of_address(view, facts));
            desks::note_remarks(&mut entry, &facts.registry);
        }
    }
    note_other_holders(view, &mut entry, addresses);
    finish(view, &mut entry, number, facts, fallback);
    entry
}

/// The entry of a party.
fn of(named: Named) -> Entry {
    Entry::identified(LayerId::Network, named.party, named.said_by, named.confidence)
}

/// The operator's name, where the origin source gives it with the number.
fn announced_as(number: u32, addresses: &[&AddressFacts]) -> Option<String> {
    addresses
        .iter()
        .filter_map(|facts| facts.origins.found())
        .flatten()
        .find(|origin| origin.systems.contains(&number))
        .and_then(|origin| origin.operator.clone())
}

/// Whether the party of an entry holds an address's range too.
fn held_by(view: &View<'_>, facts: &AddressFacts, entry: &Entry) -> bool {
    let holder = operators::holder(view, facts).map(|holder| holder.party);
    let both = holder.as_ref().zip(entry.party());
    both.is_some_and(|(holder, announcer)| parties::same(view.known, holder, announcer))
}

/// Who has an AS number: by its registration, else by the directory, else by its short name.
fn system_party(view: &View<'_>, number: u32, facts: Option<&SystemFacts>) -> Option<Named> {
    let by_number = view.known.by_origin(number);
    let provider = best_for(&by_number, Role::Network).or_else(|| by_number.first());
    if let Some(holder) =
        facts.and_then(|facts| operators::system_holder(view, number, &facts.registry))
    {
        let confidence =
            if holder.doubt.is_some() { Confidence::Weak } else { Confidence::Confirmed };
        let party = Party { asn: Some(number), ..holder.party };
        return Some(Named { party, said_by: Writer::Registry, confidence });
    }
    if let Some(found) = provider {
        let party = Party { asn: Some(number), ..parties::of_match(found) };
        return Some(Named { party, said_by: Writer::Directory, confidence: Confidence::Strong });
    }
    let (name, country) = facts?.name.found()?;
    let party = parties::of_name(view.known, name, country.as_deref());
    let party = Party { asn: Some(number), ..party };
    Some(Named { party, said_by: Writer::OriginData, confidence: Confidence::Strong })
}

/// Adds the contacts, evidence and notes of a system.
fn finish(
    view: &View<'_>,
    entry: &mut Entry,
    number: u32,
    facts: Option<&SystemFacts>,
    fallback: Vec<Contact>,
) {
    let mut contacts = Vec::new();
    if let Some(facts) = facts {
        desks::annotate(entry, &facts.registry);
        contacts.extend(desks::of_number(view, &facts.registry));
        if let Answer::Found(_, evidence) = &facts.name {
            entry.rests_on(evidence);
        }
    }
    let by_number = view.known.by_origin(number);
    let is_party =
        |found: &&Match<'_>| entry.party().is_some_and(|party| party.id == found.provider.id);
    // The registry has the last word on who has the number: numbers change hands.
    if let Some(found) = by_number.iter().find(is_party) {
        contacts.extend(view.judge.of_company(found.provider, Role::Network));
    }
    contacts.extend(fallback);
    view.judge.settle(entry, contacts);
}

/// Says whose blocks these are, where the announcer does not hold them itself.
fn note_other_holders(view: &View<'_>, entry: &mut Entry, addresses: &[&AddressFacts]) {
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for facts in addresses.iter().filter(|facts| !held_by(view, facts, entry)) {
        if let Some(holder) = operators::holder(view, facts) {
            others.entry(holder.party.name).or_default().push(facts.address.to_string());
        }
    }
    for (holder, addresses) in others {
        let note =
            format!("the block of {} is registered to {}", addresses.join(", "), quoted(&holder));
        operators::note(entry, note);
    }
}

/// Says that several networks announce an address.
fn note_several_origins(entry: &mut Entry, facts: &AddressFacts) {
    let systems: BTreeSet<u32> = facts.systems().collect();
    if systems.len() > 1 {
        let mut list = Vec::new();
        for origin in facts.origins.found().into_iter().flatten() {
            let prefix = origin.prefix.map(|prefix| format!(" with {prefix}")).unwrap_or_default();
            list.extend(origin.systems.iter().map(|system| format!("AS{system}{prefix}")));
        }
        let address = facts.address;
        operators::note(
            entry,
            format!(
                "{address} is announced by several networks ({}): legitimate, or a hijack",
                list.join(", ")
            ),
        );
    }
}

/// Entries for addresses that no origin is known of: held but not announced, or not known.
fn silent(view: &View<'_>, addresses: &[&AddressFacts]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for facts in addresses {
        let entry = match &facts.origins {
            Answer::Unknown(why) => not_learnt(view, facts, why),
            Answer::Found(..) | Answer::Absent(_) => not_announced(view, facts),
        };
        let same = entries.iter_mut().find(|known| {
            known.status() == entry.status()
                && known.party() == entry.party()
                && known.reason().map(|why| why.code) == entry.reason().map(|why| why.code)
        });
        match same {
            Some(known) => known.subjects.push(facts.address.to_string()),
            None => entries.push(Entry { subjects: vec![facts.address.to_string()], ..entry }),
        }
    }
    entries
}

/// The entry of an address whose announcer could not be found out; the holder of its block is
/// worth saying.
fn not_learnt(view: &View<'_>, facts: &AddressFacts, why: &Why) -> Entry {
    let mut entry = Entry::missing(LayerId::Network, Lack::Unknown, why.clone());
    if let Some(holder) = operators::holder(view, facts) {
        entry.rests_on(&holder.level.evidence);
        entry.notes.push(format!("the block is registered to {}", quoted(&holder.party.name)));
    }
    entry
}

/// The entry of an address that nobody announces.
fn not_announced(view: &View<'_>, facts: &AddressFacts) -> Entry {
    let evidence: Option<Evidence> = facts.origins.evidence().cloned();
    if let Some(holder) = operators::holder(view, facts) {
        let (party, said_by) = (holder.party, holder.said_by);
        let mut entry = Entry::identified(LayerId::Network, party, said_by, Confidence::Confirmed);
        entry.acts_as(Actor::RangeHolder);
        entry.notes.push("holds the range; nobody announces it".to_owned());
        if let Some(evidence) = &evidence {
            entry.rests_on(evidence);
        }
        desks::annotate_address(view, &mut entry, facts);
        let contacts = desks::of_address(view, facts);
        view.judge.settle(&mut entry, contacts);
        return entry;
    }
    let text = format!("no network announces {}", facts.address);
    let mut why = Why::new(ReasonCode::NotAnnounced, text);
    why.evidence = evidence;
    Entry::missing(LayerId::Network, Lack::Absent, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address, evidence, unknown};
    use crate::model::chain::Status;

    /// An announcement of a prefix by some systems.
    fn announced(prefix: &str, systems: &[u32]) -> RouteOrigin {
        RouteOrigin {
            systems: systems.to_vec(),
            prefix: Some(prefix.parse().expect("a prefix")),
            operator: None,
            registry: None,
        }
    }

    #[test]
    fn traffic_follows_the_longest_prefix() {
        let origins = vec![
            announced("192.0.2.0/24", &[64500, 64501]),
            announced("192.0.2.0/25", &[64502]),
            announced("192.0.2.0/23", &[64503, 64502]),
        ];
        let facts = AddressFacts {
            origins: Answer::Found(origins, evidence("origin")),
            ..address("192.0.2.9", None, &[])
        };
        let places = [64502, 64500, 64501, 64503].map(|system| place(&facts, system));
        assert_eq!(places, [0, 1, 1, 2]);
    }

    #[test]
    fn an_announcer_that_nobody_names_goes_by_its_number() {
        let facts = [address("192.0.2.9", Some(64500), &["Alder Ltd"])];
        let stage = Stage::of("shop.example.com", &facts);
        let entries = attribute(&stage.view());
        assert_eq!(entries.len(), 1);
        let party = entries[0].party().expect("a party");
        assert_eq!((party.name.as_str(), party.asn), ("AS64500", Some(64500)));
        assert_eq!(entries[0].confidence, Confidence::Weak);
        assert!(entries[0].notes[0].contains("is registered to \"Alder Ltd\""));
    }

    #[test]
    fn one_announcer_of_several_addresses_is_one_entry() {
        let facts = [
            address("203.0.113.9", Some(64510), &["Rent Example GmbH"]),
            address("203.0.113.10", Some(64510), &["RENT EXAMPLE GMBH"]),
        ];
        let stage = Stage::of("shop.example.com", &facts);
        let entries = attribute(&stage.view());
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].subjects, ["203.0.113.9", "203.0.113.10"]);
        assert!(!entries[0].notes.iter().any(|note| note.contains("is registered to")));
    }

    #[test]
    fn held_space_is_its_holders_and_an_origin_that_was_not_learnt_is_unknown() {
        let held = address("192.0.2.9", None, &["Alder Ltd"]);
        let lost = AddressFacts { origins: unknown(), ..held.clone() };
        let free = address("192.0.2.9", None, &[]);
        for (facts, status) in
            [(held, Status::Identified), (lost, Status::Unknown), (free, Status::Absent)]
        {
            let stage = Stage::of("shop.example.com", &[facts]);
            assert_eq!(attribute(&stage.view())[0].status(), status);
        }
    }

    #[test]
    fn several_systems_of_one_prefix_are_said_to_be_several() {
        let facts = AddressFacts {
            origins: Answer::Found(
                vec![announced("192.0.2.0/24", &[64500, 64501])],
                evidence("origin"),
            ),
            ..address("192.0.2.9", None, &[])
        };
        let party = Party::named("AS64500", "as64500");
        let mut entry =
            Entry::identified(LayerId::Network, party, Writer::OriginData, Confidence::Weak);
        note_several_origins(&mut entry, &facts);
        assert!(entry.notes[0].contains("AS64500 with 192.0.2.0/24, AS64501 with 192.0.2.0/24"));
    }
}
