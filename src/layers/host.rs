//! The host: whoever runs the machine, or the platform that the content is on.

use std::collections::BTreeMap;

use super::cdn::{Front, fronts_at};
use super::operators::Named;
use super::{LayerSpec, View, claim, desks, operators, parties, system, tenancy, ways};
use crate::directory::{Match, Role, SignKind, Trade, best_for};
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::contact::Contact;
use crate::model::name::at_or_below;
use crate::model::observations::{AddressFacts, Resolution};
use crate::model::text::quoted;
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Host, attribute };

/// Names the hosts, or whoever hides them.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    let text = "the target is an AS number, on which nothing is hosted by itself";
    if let Some(entries) = system(view, LayerId::Host, text) {
        return entries;
    }
    let answer = view.seen.name.as_ref().map(|name| &name.resolution);
    let resolution = answer.and_then(Answer::found);
    if let Some(Answer::Unknown(why)) = answer {
        return vec![Entry::missing(LayerId::Host, Lack::Unknown, why.clone())];
    }
    if let (Some(answer), Some(found)) = (answer, resolution)
        && found.addresses.is_empty()
    {
        let mut entry = nowhere(view, answer, found);
        operators::rest_on(&mut entry, Some(answer));
        return vec![entry];
    }
    let mut entries = hosts(
        view,
        view.target.name().map(|name| name.ascii.as_str()),
        resolution,
        &view.seen.addresses,
    );
    for entry in &mut entries {
        operators::rest_on(entry, answer);
    }
    entries
}

/// The hosts of a name that leads to some addresses. Where its HTTPS records lead to others, both
/// ways are looked at by themselves: the name that one of them takes says nothing of the other.
pub(super) fn hosts(
    view: &View<'_>,
    name: Option<&str>,
    resolution: Option<&Resolution>,
    addresses: &[AddressFacts],
) -> Vec<Entry> {
    let aliases = resolution.map_or(&[][..], |resolution| resolution.aliases.as_slice());
    let Some(bound) = resolution.and_then(|found| found.bound.as_ref()) else {
        return hosts_at(view, name, aliases, addresses);
    };
    let (other, own) = ways::split(bound, addresses);
    let mut entries = Vec::new();
    if !own.is_empty() || other.is_empty() {
        entries = hosts_at(view, name, aliases, &own);
    }
    if !other.is_empty() {
        let (first, rest) = bound
            .names
            .split_first()
            .map_or((name, aliases), |(first, rest)| (Some(first.as_str()), rest));
        for mut entry in hosts_at(view, first, rest, &other) {
            entry.note(ways::BOUND);
            ways::merge(&mut entries, entry);
        }
    }
    entries
}

/// The hosts of a name that leads to some addresses in one way.
fn hosts_at(
    view: &View<'_>,
    name: Option<&str>,
    aliases: &[String],
    addresses: &[AddressFacts],
) -> Vec<Entry> {
    let fronts = fronts_at(view, name, aliases, addresses);
    let found = platform(view, name, aliases);
    if let Some(found) = found.as_ref().filter(|found| !leads_past(view, found, addresses)) {
        return vec![on_platform(view, found, &addresses.iter().collect::<Vec<_>>())];
    }
    let behind = |facts: &&AddressFacts| fronts.iter().any(|front| front.covers(view, facts));
    let (hidden, open): (Vec<&AddressFacts>, Vec<&AddressFacts>) =
        addresses.iter().partition(behind);
    let mut entries = by_address(view, &open);
    if !hidden.is_empty() {
        entries.insert(0, behind_proxy(&fronts, &hidden));
    }
    if let Some(found) = found {
        let company = &found.provider.name;
        for entry in &mut entries {
            entry.note(format!(
                "{} is a name of {company}, but these addresses are neither {company}'s nor those \
                 of anybody who is known to rent out machines",
                found.value
            ));
        }
    }
    if entries.iter().filter(|entry| entry.is_identified()).count() > 1 {
        for entry in entries.iter_mut().filter(|entry| entry.is_identified()) {
            entry.note(SEVERAL);
        }
    }
    entries
}

/// What is to be known where addresses of several companies stand behind one name.
const SEVERAL: &str = "one of several hosts of this name; a record can point at anybody, so that it \
                       may have nothing to do with the others";

/// Whether a platform's name leads to addresses that are not the platform's: neither its own nor on
/// machines of a company that is known to host, while somebody is known to have them. The name
/// below which the platform answers for itself is not in question.
fn leads_past(view: &View<'_>, found: &Match<'_>, addresses: &[AddressFacts]) -> bool {
    let own_zone = view.target.name().is_some_and(|host| at_or_below(&host.ascii, &found.value));
    let elsewhere = |facts: &AddressFacts| {
        let holder = operators::holder(view, facts);
        let known = facts.systems().any(|it| !view.known.by_origin(it).is_empty())
            || !view.known.by_address(facts.address).is_empty()
            || holder.as_ref().is_some_and(|holder| holder.provider.is_some());
        holder.is_some() && !known
    };
    !own_zone && !addresses.is_empty() && addresses.iter().all(elsewhere)
}

/// The platform that a name is on: by the place that the target names on it, below one of its
/// names, or by an alias to one.
fn platform<'a>(view: &View<'a>, name: Option<&str>, aliases: &[String]) -> Option<Match<'a>> {
    let target = view.target.name().map(|host| host.ascii.as_str());
    let by_place = tenancy::of(view).filter(|found| name == target && tenancy::holds(found));
    let names = name.into_iter().chain(aliases.iter().map(String::as_str));
    by_place.or_else(|| {
        names.filter_map(|name| view.known.by_alias(name).into_iter().next()).find(tenancy::holds)
    })
}

/// The entry of a platform.
fn on_platform(view: &View<'_>, found: &Match<'_>, addresses: &[&AddressFacts]) -> Entry {
    let level = found.worth(view.judge.today);
    let mut entry = Entry::identified(
        LayerId::Host,
        parties::of_match(found),
        parties::writer(found.provider),
        level,
    );
    let place = tenancy::place(view, found);
    entry.subjects.extend(place.clone());
    entry.subjects.extend(addresses.iter().map(|facts| facts.address.to_string()));
    entry.acts_as(tenancy::actor(found.sign));
    entry.notes.extend(whose_customer(view, found, place.as_deref()));
    entry.notes.extend(tenancy::note(found.sign).map(str::to_owned));
    entry.signs.push(found.seen(view.judge.today));
    let mut contacts = view.judge.of_match(found);
    let mut landlords: Vec<String> = Vec::new();
    for facts in addresses {
        let Some(holder) = operators::holder(view, facts) else { continue };
        entry.rests_on(&holder.level.evidence);
        if holder.provider.is_some_and(|provider| provider.id == found.provider.id) {
            contacts.extend(desks::of_address(view, facts));
        } else if !landlords.contains(&quoted(&holder.party.name)) {
            landlords.push(quoted(&holder.party.name));
        }
    }
    if !landlords.is_empty() {
        entry.notes.push(format!("the addresses are registered to {}", landlords.join(", ")));
    }
    view.judge.settle(&mut entry, contacts);
    entry
}

/// Says by what the target is a customer's, where the name does not say it by itself.
fn whose_customer(view: &View<'_>, found: &Match<'_>, place: Option<&str>) -> Option<String> {
    if matches!(found.sign.trade, Some(Trade::Links | Trade::Gateway)) {
        return None;
    }
    let service = found.service.map_or(String::new(), |service| format!(" ({service})"));
    let name = view.target.name().map(|name| name.ascii.as_str());
    match place {
        Some(place) => {
            Some(format!("the path tells which customer of the platform it is{service}: {place}"))
        }
        None if found.sign.kind == SignKind::Prefix => {
            let range = found.value.trim_end_matches("/32").trim_end_matches("/128");
            Some(format!("{range} is its own{service}: names lead there without an alias"))
        }
        None => (name != Some(found.value.as_str()))
            .then(|| format!("a customer of the platform behind {}{service}", found.value)),
    }
}

/// The entry of a host that a proxy hides.
fn behind_proxy(fronts: &[Front<'_>], hidden: &[&AddressFacts]) -> Entry {
    let names: Vec<&str> = fronts.iter().map(|front| front.found.provider.name.as_str()).collect();
    let names = names.join(" and ");
    let tunnels = fronts.iter().all(|front| front.found.sign.trade == Some(Trade::Tunnel));
    let text = if tunnels {
        format!(
            "a machine of a customer at the other end of a tunnel of {names}, wherever it is; {names} can close the tunnel"
        )
    } else {
        format!(
            "it stands behind {names}, or is hosted there; they can name it or forward a report"
        )
    };
    let mut entry = Entry::without(LayerId::Host, Lack::Hidden, ReasonCode::BehindProxy, text);
    entry.subjects = hidden.iter().map(|facts| facts.address.to_string()).collect();
    entry
}

/// The platforms that publish some of the addresses as theirs, then the holders of the others.
fn by_address(view: &View<'_>, addresses: &[&AddressFacts]) -> Vec<Entry> {
    let mut platforms: BTreeMap<String, (Match<'_>, Vec<&AddressFacts>)> = BTreeMap::new();
    let mut others = Vec::new();
    for facts in addresses {
        match rented(view, facts) {
            Some(found) => {
                let id = found.provider.id.clone();
                platforms.entry(id).or_insert_with(|| (found, Vec::new())).1.push(facts);
            }
            None => others.push(*facts),
        }
    }
    let mut entries: Vec<Entry> =
        platforms.values().map(|(found, of)| on_platform(view, found, of)).collect();
    entries.extend(by_holder(view, &others));
    entries
}

/// The company that publishes an address as its own, in a range that is registered to another one
/// that hosts anybody: it rents there, and is nearer to the content than its landlord. The
/// published range must be narrower than the registered one, else the address has changed hands.
fn rented<'a>(view: &View<'a>, facts: &AddressFacts) -> Option<Match<'a>> {
    let holder = operators::holder(view, facts)?;
    let landlord = holder.provider.filter(|provider| {
        holder.doubt.is_none() && provider.signs.iter().any(|sign| sign.role == Role::Host)
    })?;
    let found = view.known.by_address(facts.address).into_iter().next()?;
    let other = found.role == Role::Host && found.provider.id != landlord.id;
    (other && holder.level.facts.is_wider_than(found.specificity)).then_some(found)
}

/// One entry a distinct holder, then one for the addresses whose holder is not known.
fn by_holder(view: &View<'_>, addresses: &[&AddressFacts]) -> Vec<Entry> {
    let mut groups: BTreeMap<String, (Named, Vec<&AddressFacts>)> = BTreeMap::new();
    let mut unknown = Vec::new();
    for facts in addresses {
        match host_of(view, facts) {
            Some(named) => {
                let confidence = named.confidence;
                let group =
                    groups.entry(named.party.id.clone()).or_insert_with(|| (named, Vec::new()));
                // As sure as the least sure of its addresses.
                group.0.confidence = group.0.confidence.max(confidence);
                group.1.push(facts);
            }
            None => unknown.push(*facts),
        }
    }
    let mut entries: Vec<Entry> =
        groups.into_values().map(|(named, of)| held(view, named, &of)).collect();
    entries.extend(not_known(view, &unknown));
    entries
}

/// Who hosts at an address: the holder in its most specific registration, or else the provider
/// whose published range or AS it is in, or whose names its reverse zone has.
fn host_of(view: &View<'_>, facts: &AddressFacts) -> Option<Named> {
    if facts.special.is_some() {
        return None;
    }
    if let Some(holder) = operators::holder(view, facts) {
        return Some(holder.into());
    }
    let mut by_prefix = view.known.by_address(facts.address);
    // Ranges change hands, and without its registration only the announcement tells.
    by_prefix.retain(|found| !claim::is_announced_by_others(view, found.provider, facts));
    let by_origin: Vec<Match<'_>> =
        facts.systems().flat_map(|system| view.known.by_origin(system)).collect();
    let reverse = facts.reverse.found().filter(|_| facts.leads_back);
    let by_reverse = reverse.map(|name| view.known.by_reverse(name));
    let by_reverse = by_reverse.unwrap_or_default();
    let by_number = best_for(&by_prefix, Role::Host).or_else(|| best_for(&by_origin, Role::Host));
    let of = |said_by| {
        move |found: &Match<'_>| {
            let party = parties::of_match(found);
            Named { party, said_by, confidence: Confidence::Weak }
        }
    };
    by_number
        .map(of(Writer::Directory))
        .or_else(|| best_for(&by_reverse, Role::Host).map(of(Writer::ReverseZone)))
}

/// The entry of a holder and its addresses.
fn held(view: &View<'_>, named: Named, addresses: &[&AddressFacts]) -> Entry {
    let Named { party, said_by, confidence } = named;
    let provider = view.known.provider(&party.id);
    let mut entry = Entry::identified(LayerId::Host, party, said_by, confidence);
    entry.subjects = addresses.iter().map(|facts| facts.address.to_string()).collect();
    let mut contacts: Vec<Contact> = Vec::new();
    for facts in addresses {
        let doubt = operators::holder(view, facts).and_then(|holder| holder.doubt);
        if let Some(doubt) = doubt {
            operators::note(&mut entry, doubt);
        }
        if let Answer::Found(reverse, evidence) = &facts.reverse {
            entry.rests_on(evidence);
            let named = view.known.by_reverse(reverse).into_iter().next();
            let named = named.filter(|found| provider.is_none_or(|it| it.id != found.provider.id));
            let by = named.map_or(String::new(), |found| {
                let company = &found.provider.name;
                if facts.leads_back {
                    format!(", a name of {company}, which may run the machine")
                } else {
                    ", which does not lead back to it: whoever writes the reverse zone wrote it"
                        .to_owned()
                }
            });
            operators::note(
                &mut entry,
                format!("the reverse name of {} is {reverse}{by}", facts.address),
            );
        }
        desks::annotate_address(view, &mut entry, facts);
        contacts.extend(desks::of_address(view, facts));
    }
    if let Some(provider) = provider {
        contacts.extend(view.judge.of_company(provider, Role::Host));
    } else {
        entry.notes.push("holder of the address range: the host, or its supplier".to_owned());
    }
    view.judge.settle(&mut entry, contacts);
    entry
}

/// The entries of addresses whose holder is not known: one for each desk that takes their reports,
/// because whom nobody names can still be written to, and one for those without any.
fn not_known(view: &View<'_>, addresses: &[&AddressFacts]) -> Vec<Entry> {
    let mut groups: Vec<(Vec<Contact>, Vec<&AddressFacts>)> = Vec::new();
    for facts in addresses {
        let contacts = desks::of_address(view, facts);
        let same = |known: &[Contact]| {
            known.iter().map(|one| &one.value).eq(contacts.iter().map(|one| &one.value))
        };
        match groups.iter_mut().find(|(known, _)| same(known)) {
            Some((_, of)) => of.push(facts),
            None => groups.push((contacts, vec![facts])),
        }
    }
    let entry = |(contacts, of): (Vec<Contact>, Vec<&AddressFacts>)| {
        let why = operators::why_unknown(of.first()?);
        let mut entry = Entry::missing(LayerId::Host, Lack::Unknown, why);
        entry.subjects = of.iter().map(|facts| facts.address.to_string()).collect();
        if !contacts.is_empty() {
            for facts in &of {
                desks::annotate_address(view, &mut entry, facts);
            }
        }
        view.judge.settle(&mut entry, contacts);
        Some(entry)
    };
    groups.into_iter().filter_map(entry).collect()
}

/// A name that leads to no address; an alias into a platform is worth saying.
fn nowhere(view: &View<'_>, answer: &Answer<Resolution>, found: &Resolution) -> Entry {
    let (code, text) = if found.exists {
        (ReasonCode::NoAddress, "the name has no address")
    } else {
        (ReasonCode::NoSuchName, "the name does not exist in the DNS, as the resolver says")
    };
    let mut why = Why::new(code, text);
    why.evidence = answer.evidence().cloned();
    let mut entry = Entry::missing(LayerId::Host, Lack::Absent, why);
    if let Some(end) = found.aliases.last().filter(|_| !found.exists) {
        let owner = view.known.by_alias(end).into_iter().next();
        let owner =
            owner.map_or(String::new(), |found| format!(", which is {}'s", found.provider.name));
        entry.warn(format!(
            "dangling alias to {end}{owner}: whoever claims that name there can answer for this one"
        ));
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address, evidence, leads};
    use crate::model::chain::Status;

    /// The hosts of a name with aliases that leads to some addresses, in words.
    fn named(aliases: &[&str], addresses: &[AddressFacts]) -> Vec<String> {
        let stage = Stage::of("shop.example.com", addresses);
        let resolution = leads(aliases, addresses);
        let entries = hosts(&stage.view(), Some("shop.example.com"), Some(&resolution), addresses);
        let word = |entry: &Entry| match entry.party() {
            Some(party) => party.name.clone(),
            None => entry.status().word().to_owned(),
        };
        entries.iter().map(word).collect()
    }

    #[test]
    fn the_holder_of_the_range_is_the_host_and_each_holder_is_one() {
        let two = [
            address("192.0.2.9", Some(64500), &["Alder Hosting Ltd"]),
            address("192.0.2.77", Some(64500), &["Elm Hosting Ltd"]),
        ];
        assert_eq!(named(&[], &two), ["Alder Hosting Ltd", "Elm Hosting Ltd"]);
        let one = address("192.0.2.9", Some(64500), &["Alder Hosting Ltd"]);
        assert_eq!(named(&[], &[one.clone(), one]), ["Alder Hosting Ltd"]);
    }

    #[test]
    fn what_stands_behind_an_edge_is_hidden_and_the_rest_is_not() {
        let edge = address("198.51.100.9", Some(64511), &["Edge Example, Inc."]);
        let open = address("192.0.2.9", Some(64500), &["Alder Hosting Ltd"]);
        assert_eq!(named(&[], std::slice::from_ref(&edge)), ["hidden"]);
        assert_eq!(named(&[], &[edge, open]), ["hidden", "Alder Hosting Ltd"]);
    }

    #[test]
    fn a_platform_is_the_host_on_its_landlords_machines_and_nowhere_else() {
        let rented = address("203.0.113.9", Some(64510), &["Rent Example GmbH"]);
        assert_eq!(named(&["y.sites.example.org"], &[rented]), ["Platform Example Ltd"]);
        let strange = address("192.0.2.9", Some(64500), &["Alder Hosting Ltd"]);
        assert_eq!(named(&["y.sites.example.org"], &[strange]), ["Alder Hosting Ltd"]);
    }

    #[test]
    fn a_tenant_that_publishes_a_narrower_range_is_nearer_than_its_landlord() {
        // The registered block of 4,096 addresses is wider than the 64 that the tenant publishes.
        let wide = address("203.0.113.70", Some(64510), &["", "", "Rent Example GmbH"]);
        assert_eq!(named(&[], &[wide]), ["Rent Example GmbH"], "named by a larger block: doubted");
        let mut plain = address("203.0.113.70", Some(64510), &["Rent Example GmbH"]);
        plain.registry.levels[0].facts.range =
            Some(("203.0.112.0".parse().expect("first"), "203.0.127.255".parse().expect("last")));
        assert_eq!(named(&[], &[plain]), ["Platform Example Ltd"]);
        let narrow = address("203.0.113.70", Some(64510), &["Rent Example GmbH"]);
        assert_eq!(named(&[], &[narrow]), ["Rent Example GmbH"], "the range has changed hands");
    }

    #[test]
    fn where_no_registry_answers_the_number_tells_and_then_a_reverse_name_that_leads_back() {
        assert_eq!(named(&[], &[address("203.0.113.9", None, &[])]), ["Rent Example GmbH"]);
        let moved = address("203.0.113.9", Some(64500), &[]);
        assert_eq!(named(&[], &[moved]), ["unknown"], "another network announces it");
        let mut by_name = address("192.0.2.9", None, &[]);
        by_name.reverse = Answer::Found("a.rent.example.org".to_owned(), evidence("ptr"));
        assert_eq!(named(&[], &[by_name.clone()]), ["unknown"], "whoever wrote it wrote it");
        by_name.leads_back = true;
        assert_eq!(named(&[], &[by_name]), ["Rent Example GmbH"]);
    }

    #[test]
    fn a_special_address_has_no_host() {
        let private =
            AddressFacts { special: Some("private"), ..address("203.0.113.9", None, &[]) };
        let stage = Stage::of("shop.example.com", &[]);
        assert!(host_of(&stage.view(), &private).is_none());
    }

    #[test]
    fn addresses_of_which_nobody_is_known_stand_together() {
        let two = [address("192.0.2.9", None, &[]), address("192.0.2.77", None, &[])];
        let stage = Stage::of("shop.example.com", &two);
        let entries = not_known(&stage.view(), &two.iter().collect::<Vec<_>>());
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].status(), Status::Unknown);
        assert_eq!(entries[0].subjects, ["192.0.2.9", "192.0.2.77"]);
    }
}
