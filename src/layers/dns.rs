//! The DNS operator: whoever answers for the closest zone that holds the host.

use super::delegation::{self, Difference};
use super::servers::{self, Operator};
use super::{LayerSpec, View, literal, operators, parties, pointing};
use crate::directory::{Match, Role, best_for};
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::name::at_or_below;
use crate::model::observations::{AddressFacts, Delegation, NameFacts, ServerFacts};
use crate::model::target::Suffixes;
use crate::model::text::{host, hosts};
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Dns, attribute };

/// Names the operators of the closest zone, each with its name servers.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    if let Some(entries) = literal(view, LayerId::Dns) {
        return entries;
    }
    let Some(name) = &view.seen.name else { return Vec::new() };
    match &name.delegation.zone {
        Answer::Found(_, evidence) => {
            let entries = entries(view, name, &serving(view, name), evidence);
            match pointing::service(view, name, &entries) {
                Some(service) => vec![service],
                None => entries,
            }
        }
        Answer::Absent(evidence) => vec![not_delegated(name, evidence)],
        Answer::Unknown(why) => by_registry(view, name, why)
            .unwrap_or_else(|| vec![Entry::missing(LayerId::Dns, Lack::Unknown, why.clone())]),
    }
}

/// The entries of name servers, with what is to be known about their zone.
fn entries(
    view: &View<'_>,
    name: &NameFacts,
    servers: &[ServerFacts],
    evidence: &Evidence,
) -> Vec<Entry> {
    let mut entries =
        servers::entries(view, LayerId::Dns, servers, |server| operator(view, name, server));
    let differences = Difference::seen(name);
    let all_lame = none_serves(view, name);
    for entry in &mut entries {
        entry.rests_on(evidence);
        if let Some(why) = &name.delegation.closer {
            entry.confidence = Confidence::Weak;
            entry.notes.push(format!("there may be a closer zone for the host: {why}"));
        }
        entry.notes.extend(parent_note(view, &name.delegation));
        entry.notes.extend(left_out(&name.delegation.left_out));
        for difference in &differences {
            difference.weaken(entry);
        }
        if delegation::all_serve(view.seen, &entry.subjects) {
            entry.note("asked themselves, its servers serve the zone: none of them is lame");
        }
        if all_lame {
            entry.confidence = Confidence::Weak;
            entry.note("none of the name servers serves the zone, so that nobody runs it today");
        }
        for server in delegation::lame(view.seen) {
            entry.note(format!("{} was asked and does not serve the zone (lame)", host(server)));
        }
        entry.notes.extend(own_domain_note(name, &entry.subjects));
        entry.notes.extend(suffix_note(name));
    }
    entries
}

/// The servers that may answer for the zone: those that it names and those that the registry names,
/// without those that were asked and do not know it, unless that is all of them.
fn serving(view: &View<'_>, name: &NameFacts) -> Vec<ServerFacts> {
    let all = || name.delegation.servers.iter().chain(&name.delegation.at_registry);
    let lame: Vec<&str> = delegation::lame(view.seen).collect();
    let serving: Vec<ServerFacts> =
        all().filter(|server| !lame.contains(&server.host.as_str())).cloned().collect();
    if serving.is_empty() { all().cloned().collect() } else { serving }
}

/// Whether all name servers were asked, and none of them serves the zone.
fn none_serves(view: &View<'_>, name: &NameFacts) -> bool {
    let servers = &name.delegation.servers;
    let lame: Vec<&str> = delegation::lame(view.seen).collect();
    !servers.is_empty() && servers.iter().all(|server| lame.contains(&server.host.as_str()))
}

/// What is to be said of servers that were not looked into.
pub(super) fn left_out(servers: &[String]) -> Option<String> {
    (!servers.is_empty()).then(|| {
        let names = hosts(servers.iter().map(String::as_str));
        format!("there are more of them, which were not looked into: {names}")
    })
}

/// Who runs one name server: by its name, else by its address.
fn operator(view: &View<'_>, name: &NameFacts, server: &ServerFacts) -> Result<Operator, Why> {
    let by_name = view.known.by_name_server(&server.host);
    if let Some(found) = best_for(&by_name, Role::Dns) {
        return Ok(Operator::of_match(view, found, Confidence::Confirmed));
    }
    match &server.address {
        Some(Answer::Found(facts, _)) => by_address(view, name, server, facts),
        Some(Answer::Unknown(why)) => Err(why.clone()),
        Some(Answer::Absent(_)) | None => Err(Why::new(
            ReasonCode::NoAddress,
            format!("the name server {} has no address", host(&server.host)),
        )),
    }
}

/// Who runs a name server whose name says nothing: a DNS company whose address or SOA gives it
/// away, or the holder of the address. A holder that rents machines to anybody is not the
/// operator, only the one under it.
fn by_address(
    view: &View<'_>,
    name: &NameFacts,
    server: &ServerFacts,
    facts: &AddressFacts,
) -> Result<Operator, Why> {
    if let Some(found) = operators::sign_of(view, facts, Role::Dns) {
        return Ok(Operator::of_match(view, &found, Confidence::Strong));
    }
    let holder = operators::holder(view, facts);
    if let Some(provider) = holder.as_ref().and_then(|holder| holder.provider) {
        let rents = provider.signs.iter().any(|sign| sign.role == Role::Host)
            || operators::is_rented_out(view, facts);
        if !rents && vouched_for(view, name, &provider.id) {
            return Ok(Operator {
                party: parties::of_provider(provider),
                confidence: Confidence::Strong,
                contacts: view.judge.of_company(provider, Role::Dns),
                said_by: Writer::Directory,
                sign: None,
                note: None,
            });
        }
        if rents {
            let mut tenant = Operator::tenant(&server.host, &provider.name);
            if at_or_below(&server.host, &name.registration.domain) {
                tenant.note = Some(format!(
                    "the domain's own name servers, on machines of {0}: run by its holder, or by \
                     {0} for it",
                    provider.name
                ));
            }
            return Ok(tenant);
        }
    }
    if holder.is_none()
        && let Some(found) = announced_and_vouched(view, name, facts)
    {
        return Ok(Operator::of_match(view, &found, Confidence::Strong));
    }
    match holder {
        Some(holder) => Ok(Operator::of_holder(view, server, facts, holder)),
        None => Err(operators::why_unknown(facts)),
    }
}

/// A DNS company whose network announces the address and whose servers the zone's SOA record
/// names: two independent signs, for when the registries cannot be asked.
fn announced_and_vouched<'a>(
    view: &View<'a>,
    name: &NameFacts,
    facts: &AddressFacts,
) -> Option<Match<'a>> {
    facts
        .systems()
        .flat_map(|system| view.known.by_origin(system))
        .find(|found| vouched_for(view, name, &found.provider.id))
}

/// Whether the zone's SOA record names a provider's own servers: then the vanity names are its.
fn vouched_for(view: &View<'_>, name: &NameFacts, provider: &str) -> bool {
    let Answer::Found((mname, rname), _) = &name.delegation.soa else { return false };
    [mname, rname].into_iter().any(|host| {
        let by_server = view.known.by_name_server(host);
        let named = by_server.iter().any(|found| found.provider.id == provider);
        let site = Suffixes::of(host).registrable;
        let website = view.known.provider(provider).and_then(|known| known.website.as_deref());
        named || site.is_some_and(|site| website.is_some_and(|website| ends_in(website, &site)))
    })
}

/// Whether a web site's host is a domain or below it.
fn ends_in(website: &str, domain: &str) -> bool {
    let host = website.split_once("://").map_or(website, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or(host);
    at_or_below(host, domain)
}

/// Says that a zone above only delegates.
fn parent_note(view: &View<'_>, delegation: &Delegation) -> Option<String> {
    let parent = delegation.parent.as_ref()?;
    let operators: Vec<String> = parent
        .servers
        .iter()
        .filter_map(|server| {
            let matches = view.known.by_name_server(server);
            best_for(&matches, Role::Dns).map(|found| found.provider.name.clone())
        })
        .collect();
    let by = operators
        .first()
        .cloned()
        .unwrap_or_else(|| hosts(parent.servers.iter().map(String::as_str)));
    Some(format!("the zone {} above it only delegates; it is served by {by}", parent.apex))
}

/// Warns where suspending the domain would take its name servers along.
fn own_domain_note(name: &NameFacts, servers: &[String]) -> Option<String> {
    let domain = &name.registration.domain;
    servers.iter().any(|server| at_or_below(server, domain)).then(|| {
        format!("the name servers are below {domain} itself: suspending it can break other domains that use them")
    })
}

/// Warns where the host has no zone of its own below its suffix.
fn suffix_note(name: &NameFacts) -> Option<String> {
    let zone = name.delegation.zone.found()?;
    let suffix = &name.registration.suffix;
    at_or_below(suffix, &zone.apex).then(|| {
        format!("the name stands in the zone {} itself, together with all that is in it", zone.apex)
    })
}

/// Why a name is in no zone of its own.
fn not_delegated(name: &NameFacts, evidence: &Evidence) -> Entry {
    let domain = &name.registration.domain;
    let exists = name.registration.records().next().is_some();
    let text = if exists {
        format!("{domain} is registered, but not in the DNS")
    } else {
        format!("{domain} is not in the DNS")
    };
    let mut why = Why::new(ReasonCode::NoSuchName, text);
    why.evidence = Some(evidence.clone());
    Entry::missing(LayerId::Dns, Lack::Absent, why)
}

/// The operators of the name servers in the registry's record, where the DNS itself could not be
/// asked.
fn by_registry(view: &View<'_>, name: &NameFacts, why: &Why) -> Option<Vec<Entry>> {
    let record =
        name.registration.registry.iter().find(|record| !record.facts.name_servers.is_empty())?;
    let servers: Vec<ServerFacts> = record
        .facts
        .name_servers
        .iter()
        .map(|host| ServerFacts {
            host: host.clone(),
            named_by: record.evidence.clone(),
            address: Some(Answer::Unknown(why.clone())),
        })
        .collect();
    let mut entries = entries(view, name, &servers, &record.evidence);
    if !entries.iter().any(Entry::is_identified) {
        return None;
    }
    for entry in entries.iter_mut().filter(|entry| entry.is_identified()) {
        entry.confidence = Confidence::Strong;
        entry.notes.push("by the registry's record; the DNS itself could not be asked".to_owned());
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address, evidence, name, unknown};
    use crate::model::owner::Spoke;

    /// A server with an address, or without any.
    fn server(host: &str, facts: Option<AddressFacts>) -> ServerFacts {
        let address = match facts {
            Some(facts) => Answer::Found(facts, evidence(host)),
            None => Answer::Absent(evidence(host)),
        };
        ServerFacts { host: host.to_owned(), named_by: evidence("ns"), address: Some(address) }
    }

    /// Who runs a server of example.com, in words.
    fn run_by(server: &ServerFacts, soa: Option<(&str, &str)>) -> Result<String, ReasonCode> {
        let mut facts = name("example.com", "example.com");
        if let Some((mname, rname)) = soa {
            let both = (mname.to_owned(), rname.to_owned());
            facts.delegation.soa = Answer::Found(both, evidence("soa"));
        }
        let stage = Stage::of("shop.example.com", &[]);
        let operator = operator(&stage.view(), &facts, server);
        operator.map(|operator| operator.party.name).map_err(|why| why.code)
    }

    #[test]
    fn a_server_is_known_by_its_name_before_its_address() {
        let on_rented = address("203.0.113.9", Some(64510), &["Rent Example GmbH"]);
        let known = server("ns1.dns.example.org", Some(on_rented.clone()));
        assert_eq!(run_by(&known, None), Ok("Names Example Ltd".to_owned()));
        let lookalike = server("ns1.notdns.example.org", Some(on_rented));
        assert_ne!(run_by(&lookalike, None), Ok("Names Example Ltd".to_owned()));
        assert_eq!(run_by(&server("ns1.example.net", None), None), Err(ReasonCode::NoAddress));
    }

    #[test]
    fn whoever_rents_out_the_machine_does_not_run_the_server() {
        let rented = address("203.0.113.9", Some(64510), &["Rent Example GmbH"]);
        let tenant = run_by(&server("ns1.example.net", Some(rented)), None).expect("a tenant");
        assert_ne!(tenant, "Rent Example GmbH");
        let own = address("192.0.2.9", Some(64500), &["Alder Ltd"]);
        let own = server("ns1.example.net", Some(own));
        assert_eq!(run_by(&own, None), Ok("Alder Ltd".to_owned()));
    }

    #[test]
    fn an_announcement_and_the_zones_own_word_make_a_vanity_name_the_companys() {
        let announced = server("ns1.example.net", Some(address("192.0.2.9", Some(64509), &[])));
        let soa = Some(("ns1.dns.example.org", "hostmaster.example.com"));
        assert_eq!(run_by(&announced, soa), Ok("Names Example Ltd".to_owned()));
        let other = Some(("ns1.example.net", "hostmaster.example.net"));
        assert!(run_by(&announced, other).is_err());
    }

    #[test]
    fn a_lame_server_serves_nothing_unless_all_are() {
        let mut facts = name("example.com", "example.com");
        facts.delegation.servers =
            vec![server("ns1.example.net", None), server("ns2.example.net", None)];
        facts.delegation.at_registry = vec![server("ns3.example.net", None)];
        let mut stage = Stage::of("shop.example.com", &[]);
        let hosts = |stage: &Stage| -> Vec<String> {
            serving(&stage.view(), &facts).into_iter().map(|server| server.host).collect()
        };
        assert_eq!(hosts(&stage).len(), 3);
        let lame = |host: &str| (host.to_owned(), Answer::Found(Spoke::Lame, evidence(host)));
        stage.seen.owner.name_servers =
            vec![lame("ns2.example.net"), ("ns1.example.net".to_owned(), unknown())];
        assert_eq!(hosts(&stage), ["ns1.example.net", "ns3.example.net"]);
        stage.seen.owner.name_servers =
            ["ns1.example.net", "ns2.example.net", "ns3.example.net"].map(lame).to_vec();
        assert_eq!(hosts(&stage).len(), 3, "all of them are lame");
    }

    #[test]
    fn what_is_to_be_known_of_a_zone_is_said_of_that_zone_only() {
        let own = name("example.com", "example.com");
        let below = ["ns.example.com".to_owned()];
        assert!(own_domain_note(&own, &below).is_some());
        assert_eq!(own_domain_note(&own, &["ns.notexample.com".to_owned()]), None);
        assert_eq!(suffix_note(&own), None);
        assert!(suffix_note(&name("example.gov.example", "gov.example")).is_some());
        assert!(ends_in("https://www.dns.example.org/about", "dns.example.org"));
        assert!(!ends_in("https://notdns.example.org/", "dns.example.org"));
    }
}
