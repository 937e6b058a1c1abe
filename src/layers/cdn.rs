//! The CDN or reverse proxy: whoever stands between visitor and host.

use std::collections::BTreeMap;

use super::{LayerSpec, View, desks, operators, parties, system, ways};
use crate::directory::{Match, Provider, Role, SignKind, Trade, best_for};
use crate::model::ability::Actor;
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::contact::Contact;
use crate::model::observations::{AddressFacts, Resolution};
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Cdn, attribute };

/// An edge that was recognised, with all that shows it.
pub(super) struct Front<'a> {
    /// The sign.
    pub(super) found: Match<'a>,
    /// The addresses and names on it.
    pub(super) subjects: Vec<String>,
    /// Whether the name itself or an alias of it is the edge's.
    by_name: bool,
    /// How sure it is.
    confidence: Confidence,
}

impl Front<'_> {
    /// Whether it stands in front of an address: the address is its own, or the names lead to it.
    pub(super) fn covers(&self, view: &View<'_>, facts: &AddressFacts) -> bool {
        self.subjects.contains(&facts.address.to_string())
            || (self.by_name && !leads_past(view, &self.found, facts))
    }
}

/// The edges in front of some addresses that a name leads to, by company.
pub(super) fn fronts<'a>(
    view: &View<'a>,
    name: Option<&str>,
    resolution: Option<&Resolution>,
    addresses: &[AddressFacts],
) -> Vec<Front<'a>> {
    let aliases = resolution.map_or(&[][..], |resolution| resolution.aliases.as_slice());
    let Some(bound) = resolution.and_then(|found| found.bound.as_ref()) else {
        return fronts_at(view, name, aliases, addresses);
    };
    let (other, own) = ways::split(bound, addresses);
    let mut fronts = fronts_at(view, name, aliases, &own);
    if !other.is_empty() {
        for more in fronts_at(view, None, &bound.names, &other) {
            let same = |known: &&mut Front<'_>| known.found.provider.id == more.found.provider.id;
            match fronts.iter_mut().find(same) {
                Some(known) => known.subjects.extend(more.subjects),
                None => fronts.push(more),
            }
        }
    }
    fronts
}

/// The edges in front of some addresses that a name leads to in one way, by company.
pub(super) fn fronts_at<'a>(
    view: &View<'a>,
    name: Option<&str>,
    aliases: &[String],
    addresses: &[AddressFacts],
) -> Vec<Front<'a>> {
    let mut fronts: BTreeMap<String, Front<'a>> = BTreeMap::new();
    let names = name.into_iter().chain(aliases.iter().map(String::as_str));
    // Of several signs along the names the last one decides: a CDN's name that leads on to a
    // load balancer is not in front of it any more.
    let last = names.rev().find_map(|name| {
        let found = view.known.by_alias(name).into_iter().next()?;
        matches!(found.role, Role::Cdn | Role::Host).then_some((name, found))
    });
    if let Some((name, found)) = last.filter(|(_, found)| found.role == Role::Cdn)
        && (addresses.is_empty() || addresses.iter().any(|facts| !leads_past(view, &found, facts)))
    {
        add(&mut fronts, found, name.to_owned(), Confidence::Confirmed).by_name = true;
    }
    for facts in addresses {
        if let Some(found) = operators::sign_of(view, facts, Role::Cdn) {
            add(&mut fronts, found, facts.address.to_string(), Confidence::Strong);
        }
    }
    fronts.into_values().collect()
}

/// Whether an address below a CDN's name is not the CDN's: it publishes its ranges, and the address
/// is in none of them, announced by another network and held by another company. Some CDNs only
/// answer for the name, and there whoever has the address is not hidden.
fn leads_past(view: &View<'_>, found: &Match<'_>, facts: &AddressFacts) -> bool {
    let is_own = |other: &Match<'_>| other.provider.id == found.provider.id;
    let publishes = found
        .provider
        .signs
        .iter()
        .any(|sign| sign.role == Role::Cdn && sign.kind == SignKind::Prefix);
    let inside = view.known.by_address(facts.address).iter().any(is_own)
        || facts.systems().any(|system| view.known.by_origin(system).iter().any(is_own));
    let held = operators::holder(view, facts)
        .and_then(|holder| holder.provider)
        .is_some_and(|provider| provider.id == found.provider.id);
    // A tunnel ends wherever its customer's machine is.
    let tunnel = found.sign.trade == Some(Trade::Tunnel);
    publishes && !inside && !held && !tunnel
}

/// The name of a CDN on the way to addresses that are none of its own, if there is one.
fn passed_by<'a>(view: &View<'a>, resolution: &Resolution) -> Option<(String, Match<'a>)> {
    let past = |found: &Match<'_>| {
        let addresses = &view.seen.addresses;
        !addresses.is_empty() && addresses.iter().all(|facts| leads_past(view, found, facts))
    };
    resolution.aliases.iter().find_map(|alias| {
        let found = view.known.by_alias(alias).into_iter().next()?;
        (found.role == Role::Cdn && past(&found)).then(|| (alias.clone(), found))
    })
}

/// Adds a sign; two independent ones make it sure.
fn add<'f, 'a>(
    fronts: &'f mut BTreeMap<String, Front<'a>>,
    found: Match<'a>,
    subject: String,
    confidence: Confidence,
) -> &'f mut Front<'a> {
    let front = fronts.entry(found.provider.id.clone()).or_insert_with(|| Front {
        found,
        subjects: Vec::new(),
        by_name: false,
        confidence,
    });
    front.confidence = front.confidence.min(confidence);
    if !front.subjects.contains(&subject) {
        front.subjects.push(subject);
    }
    front
}

/// Names the edges.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    let text = "the target is an AS number, which no visitor connects to";
    if let Some(entries) = system(view, LayerId::Cdn, text) {
        return entries;
    }
    let resolution = view.seen.name.as_ref().map(|name| &name.resolution);
    let found = resolution.and_then(Answer::found);
    let name = view.target.name().map(|name| name.ascii.as_str());
    let fronts = fronts(view, name, found, &view.seen.addresses);
    let mut entries: Vec<Entry> =
        fronts.into_iter().map(|front| identified(view, &front, resolution)).collect();
    if entries.is_empty() {
        let mut entry = by_headers(view).unwrap_or_else(|| none(view, resolution, found));
        operators::rest_on(&mut entry, resolution);
        entries.push(entry);
    }
    entries
}

/// The entry of an edge.
fn identified(
    view: &View<'_>,
    front: &Front<'_>,
    resolution: Option<&Answer<Resolution>>,
) -> Entry {
    let party = parties::of_match(&front.found);
    let mut entry = Entry::identified(
        LayerId::Cdn,
        party,
        parties::writer(front.found.provider),
        front.confidence,
    );
    entry.subjects.clone_from(&front.subjects);
    if let Some(service) = front.found.service {
        entry.notes.push(format!("as {service}"));
    }
    if front.found.sign.trade == Some(Trade::Tunnel) {
        entry.acts_as(Actor::Tunnel);
    }
    if front.found.sign.stores {
        entry.acts_as(Actor::Storage);
    }
    view.judge.age(&mut entry, &front.found);
    operators::rest_on(&mut entry, resolution);
    let mut contacts = view.judge.of_match(&front.found);
    contacts.extend(registered(view, front, &mut entry));
    view.judge.settle(&mut entry, contacts);
    entry
}

/// The abuse contacts that the edge's own registrations publish.
fn registered(view: &View<'_>, front: &Front<'_>, entry: &mut Entry) -> Vec<Contact> {
    let mut contacts = Vec::new();
    for facts in &view.seen.addresses {
        let own = operators::holder(view, facts)
            .and_then(|holder| holder.provider)
            .is_some_and(|provider| provider.id == front.found.provider.id);
        if own && front.subjects.contains(&facts.address.to_string()) {
            for level in &facts.registry.levels {
                entry.rests_on(&level.evidence);
            }
            contacts.extend(desks::of_address(view, facts));
        }
    }
    contacts.retain(|contact| contact.purpose == crate::model::contact::Purpose::Abuse);
    contacts
}

/// A proxy that only the response's header fields show; anybody can send those.
fn by_headers(view: &View<'_>) -> Option<Entry> {
    let Some(Answer::Found(site, evidence)) = &view.seen.site else { return None };
    let matches = view.known.by_headers(&site.headers);
    let found = best_for(&matches, Role::Cdn)?;
    if view.seen.addresses.iter().any(|facts| speaks_against(view, found, facts)) {
        return None;
    }
    let party = parties::of_match(found);
    let mut entry = Entry::identified(LayerId::Cdn, party, Writer::Server, Confidence::Weak);
    entry.rests_on(evidence);
    entry.subjects = view.target.name().map(|name| name.ascii.clone()).into_iter().collect();
    entry.notes.push(format!("shown by the response header {} alone", found.value));
    view.judge.age(&mut entry, found);
    view.judge.settle(&mut entry, view.judge.of_match(found));
    Some(entry)
}

/// Whether an address speaks against a header that anybody can send: a known company other than
/// the named one holds it, or somebody holds it and the named one does not even announce it.
fn speaks_against(view: &View<'_>, found: &Match<'_>, facts: &AddressFacts) -> bool {
    let is_own = |provider: &Provider| provider.id == found.provider.id;
    let Some(holder) = operators::holder(view, facts) else { return false };
    match holder.provider {
        Some(provider) => !is_own(provider),
        None => !facts
            .systems()
            .any(|system| view.known.by_origin(system).iter().any(|other| is_own(other.provider))),
    }
}

/// Why there is no edge.
fn none(view: &View<'_>, answer: Option<&Answer<Resolution>>, found: Option<&Resolution>) -> Entry {
    if let Some(Answer::Unknown(why)) = answer {
        return Entry::missing(LayerId::Cdn, Lack::Unknown, why.clone());
    }
    let (code, text) = match found {
        Some(resolution) if resolution.addresses.is_empty() => {
            (ReasonCode::NoAddress, "the name has no address")
        }
        _ => (ReasonCode::NotNamed, "neither aliases nor addresses show one"),
    };
    let mut why = Why::new(code, text);
    why.evidence = answer.and_then(Answer::evidence).cloned();
    let mut entry = Entry::missing(LayerId::Cdn, Lack::Absent, why);
    if let Some((alias, other)) = found.and_then(|found| passed_by(view, found)) {
        let company = &other.provider.name;
        entry.note(format!(
            "{alias} is a name of {company}, which leads to addresses that are none of {company}'s: \
             it hides nobody"
        ));
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address, leads};

    /// The companies in front of the addresses of a name with aliases, each with how sure that is.
    fn seen(aliases: &[&str], addresses: &[AddressFacts]) -> Vec<(String, Confidence)> {
        let stage = Stage::of("shop.example.com", addresses);
        let resolution = leads(aliases, addresses);
        let fronts = fronts(&stage.view(), Some("shop.example.com"), Some(&resolution), addresses);
        fronts
            .into_iter()
            .map(|front| (front.found.provider.id.clone(), front.confidence))
            .collect()
    }

    #[test]
    fn an_edge_is_shown_by_its_name_and_by_its_range() {
        let own = [address("198.51.100.9", Some(64511), &["Edge Example, Inc."])];
        let edge = |confidence| vec![("edge".to_owned(), confidence)];
        assert_eq!(seen(&["x.edge.example.net"], &own), edge(Confidence::Confirmed));
        assert_eq!(seen(&[], &own), edge(Confidence::Strong));
        assert_eq!(seen(&["x.edge.example.net"], &[]), edge(Confidence::Confirmed));
    }

    #[test]
    fn an_edges_name_that_leads_past_its_ranges_hides_nobody() {
        let other = [address("192.0.2.9", Some(64500), &["Somebody Ltd"])];
        assert_eq!(seen(&["x.edge.example.net"], &other), []);
        // One that publishes no range may have its machines anywhere.
        assert_eq!(
            seen(&["x.front.example.net"], &other),
            [("front".to_owned(), Confidence::Confirmed)]
        );
    }

    #[test]
    fn of_several_names_on_the_way_the_last_one_decides() {
        let other = [address("192.0.2.9", Some(64500), &["Somebody Ltd"])];
        assert_eq!(seen(&["x.front.example.net", "y.sites.example.org"], &other), []);
        let aliases = ["y.sites.example.org", "x.front.example.net"];
        assert_eq!(seen(&aliases, &other), [("front".to_owned(), Confidence::Confirmed)]);
    }

    #[test]
    fn a_header_is_contradicted_by_whoever_else_holds_the_address() {
        let stage = Stage::of("shop.example.com", &[]);
        let view = stage.view();
        let found = view.known.by_alias("x.edge.example.net").remove(0);
        let speaks = |facts: &AddressFacts| speaks_against(&view, &found, facts);
        assert!(!speaks(&address("192.0.2.9", Some(64500), &[])), "nobody holds it");
        assert!(speaks(&address("192.0.2.9", Some(64500), &["Somebody Ltd"])));
        assert!(!speaks(&address("192.0.2.9", Some(64511), &["Somebody Ltd"])), "it announces it");
        assert!(speaks(&address("203.0.113.9", Some(64510), &["Rent Example GmbH"])));
    }
}
