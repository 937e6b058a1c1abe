//! The strand of the zones: the closest cut that holds the host, and who serves it.

use futures_util::future::join_all;
use tokio::join;

use super::Walk;
use super::registration::Registered;
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::dns::RecordKind;
use crate::model::exchange::Ask;
use crate::model::observations::{Delegation, RegistrationFacts, ServerFacts, Zone};
use crate::model::target::HostName;
use crate::source::{consult, dns};
use crate::wire::Wire;

/// More name servers or exchanges than this, whose names say nothing, are not looked into one by
/// one: a name with many of them must not cost the registries many questions.
const MAX_SERVERS: usize = 4;

/// Of more names than this between host and domain only those are asked about that are likely cuts.
const MAX_CUTS: usize = 8;

impl<W: Wire> Walk<'_, W> {
    /// The zones between the registered domain and the host, or else the zone of the suffix.
    pub(super) async fn delegation(&self, name: &HostName, registered: &Registered) -> Delegation {
        let Cuts { closest: mut zone, parent, closer } =
            cuts(self.zones(&name.ascii, &registered.name).await);
        if let Answer::Absent(_) = zone
            && self.is_in_zone_of_suffix(registered).await
        {
            zone = self.zone_above(&registered.suffix).await;
        }
        let ((servers, left_out), soa, signed) =
            join!(self.zone_servers(&zone), self.authority(&zone), self.signed(&zone));
        Delegation {
            zone,
            servers,
            at_registry: Vec::new(),
            at_parent: None,
            left_out,
            parent,
            closer,
            soa,
            signed,
        }
    }

    /// Whether a name stands in the zone of a suffix below the top level (`www.gov.uk`). A name that
    /// has an SOA record is a zone, whatever was said of its name servers.
    async fn is_in_zone_of_suffix(&self, registered: &Registered) -> bool {
        if !registered.suffix.contains('.') || !self.leads_somewhere(&registered.name).await {
            return false;
        }
        matches!(self.authority_at(&registered.name).await, Answer::Absent(_))
    }

    /// Whether a name has an address, or is an alias of one that may.
    pub(super) async fn leads_somewhere(&self, host: &str) -> bool {
        let resolution = self.resolve(host).await;
        resolution
            .found()
            .is_some_and(|found| !found.addresses.is_empty() || !found.aliases.is_empty())
    }

    /// Whether the host and each name above it, up to the domain, is a zone apex; host first.
    async fn zones(&self, host: &str, domain: &str) -> Vec<Answer<Zone>> {
        let mut names = vec![host];
        while let Some((_, above)) = names.last().and_then(|name| name.split_once('.')) {
            if above.len() < domain.len() || host.len() <= domain.len() {
                break;
            }
            names.push(above);
        }
        let mut left_out = None;
        if names.len() > MAX_CUTS {
            let likely = self.likely_cut(host).await.filter(|cut| names.contains(&cut.as_str()));
            let last = names.len() - 1;
            let near = |at: usize| at == 0 || last - at < 2;
            let told = likely.is_some();
            let is_likely = |name: &str| likely.as_deref() == Some(name);
            let mut at = 0;
            names.retain(|name| {
                at += 1;
                near(at - 1) || is_likely(name) || (!told && (at <= 4 || last + 1 - at < 4))
            });
            left_out = (!told).then(|| too_long(host));
        }
        let mut zones = self.zones_at(host, domain, names).await;
        zones.extend(left_out.map(Answer::Unknown));
        zones
    }

    /// The zone that answers for a host which is no zone itself, by the word of whoever says so.
    async fn likely_cut(&self, host: &str) -> Option<String> {
        let ask = Ask::dns(host, RecordKind::Ns);
        consult(self.net, &ask, dns::zone_of).await.found().cloned()
    }

    /// Whether each of some names is a zone apex.
    async fn zones_at(&self, host: &str, domain: &str, names: Vec<&str>) -> Vec<Answer<Zone>> {
        join_all(names.into_iter().map(|apex| async move {
            // An alias is no cut, and its servers would be those of somebody else's zone.
            if apex == host && apex != domain {
                match self.resolve(apex).await {
                    Answer::Found(found, evidence) if !found.aliases.is_empty() => {
                        return Answer::Absent(evidence);
                    }
                    _ => {}
                }
            }
            self.zone(apex).await
        }))
        .await
    }

    /// The zone that holds a suffix. Not every suffix is a zone of its own.
    pub(super) async fn zone_above(&self, suffix: &str) -> Answer<Zone> {
        let mut apex = suffix;
        loop {
            match (self.zone(apex).await, apex.split_once('.')) {
                (Answer::Absent(_), Some((_, above))) => apex = above,
                (zone, _) => return zone,
            }
        }
    }

    /// The zone whose apex a name is, if it is one.
    pub(super) async fn zone(&self, apex: &str) -> Answer<Zone> {
        let ask = Ask::dns(apex, RecordKind::Ns);
        consult(self.net, &ask, |reply| dns::name_servers(reply, apex))
            .await
            .map(|servers| Zone { apex: apex.to_owned(), servers })
    }

    /// Whether the directory knows a name server by its name.
    fn is_known_server(&self, host: &str) -> bool {
        !self.known.by_name_server(host).is_empty()
    }

    /// The MNAME and RNAME of the zone, which say something where its servers' names do not.
    async fn authority(&self, zone: &Answer<Zone>) -> Answer<(String, String)> {
        match zone {
            Answer::Found(zone, _)
                if zone.servers.iter().all(|host| self.is_known_server(host)) =>
            {
                let text = "its name servers say who runs them";
                Answer::Unknown(Why::new(ReasonCode::SwitchedOff, text))
            }
            Answer::Found(zone, _) => self.authority_at(&zone.apex).await,
            Answer::Absent(evidence) => Answer::Absent(evidence.clone()),
            Answer::Unknown(why) => Answer::Unknown(why.clone()),
        }
    }

    /// The MNAME and RNAME of the SOA record that a name itself owns.
    async fn authority_at(&self, apex: &str) -> Answer<(String, String)> {
        let ask = Ask::dns(apex, RecordKind::Soa);
        consult(self.net, &ask, |reply| dns::authority(reply, apex)).await
    }

    /// Whether a DS record stands at the parent of the zone.
    async fn signed(&self, zone: &Answer<Zone>) -> Answer<bool> {
        match zone {
            Answer::Found(zone, _) => {
                let ask = Ask::dns(zone.apex.as_str(), RecordKind::Ds);
                consult(self.net, &ask, |reply| dns::signed(reply, &zone.apex)).await
            }
            Answer::Absent(evidence) => Answer::Absent(evidence.clone()),
            Answer::Unknown(why) => Answer::Unknown(why.clone()),
        }
    }

    /// What is known of the zone's name servers.
    async fn zone_servers(&self, zone: &Answer<Zone>) -> (Vec<ServerFacts>, Vec<String>) {
        let Answer::Found(zone, evidence) = zone else { return (Vec::new(), Vec::new()) };
        self.servers(&zone.servers, evidence, |host| self.is_known_server(host)).await
    }

    /// The name servers in the registry's record that the zone itself does not name: whom the
    /// registry delegates to is not for the zone to say.
    pub(super) async fn at_registry(
        &self,
        delegation: &Delegation,
        registration: &RegistrationFacts,
    ) -> Vec<ServerFacts> {
        let apex = |zone: &Zone| zone.apex == registration.domain;
        let own = delegation.zone.found().filter(|zone| apex(zone));
        let Some(zone) = own.or(delegation.parent.as_ref().filter(|zone| apex(zone))) else {
            return Vec::new();
        };
        let listed =
            registration.registry.iter().find(|record| !record.facts.name_servers.is_empty());
        let by_record = listed.map(|record| (&record.facts.name_servers, &record.evidence));
        let by_parent = match &delegation.at_parent {
            Some(Answer::Found(servers, evidence)) => Some((servers, evidence)),
            _ => None,
        };
        let mut missing: Vec<ServerFacts> = Vec::new();
        for (servers, evidence) in by_parent.into_iter().chain(by_record) {
            let strange = |server: &&String| {
                !zone.servers.contains(server) && missing.iter().all(|known| known.host != **server)
            };
            let strange: Vec<String> = servers.iter().filter(strange).cloned().collect();
            missing.extend(
                self.servers(&strange, evidence, |host| self.is_known_server(host)).await.0,
            );
        }
        missing
    }

    /// What is known of servers that are given by name. Those that the directory knows by their
    /// names need no further question.
    pub(super) async fn servers(
        &self,
        hosts: &[String],
        named_by: &Evidence,
        is_known: impl Fn(&str) -> bool,
    ) -> (Vec<ServerFacts>, Vec<String>) {
        let mut strange = 0;
        let (looked, left): (Vec<&String>, Vec<&String>) = hosts.iter().partition(|host| {
            let known = is_known(host);
            strange += usize::from(!known);
            known || strange <= MAX_SERVERS
        });
        let facts = looked.into_iter().map(|host| {
            let known = is_known(host);
            async move {
                let address = if known { None } else { Some(self.first_address(host).await) };
                ServerFacts { host: host.clone(), named_by: named_by.clone(), address }
            }
        });
        (join_all(facts).await, left.into_iter().cloned().collect())
    }

    /// The first address of a server and what is known of it.
    pub(super) async fn first_address(
        &self,
        host: &str,
    ) -> Answer<crate::model::observations::AddressFacts> {
        let aside = self.net.beside();
        let beside = self.over(&aside);
        // The other family is asked only where the first has none.
        let four = Ask::dns(host, RecordKind::A);
        let four = consult(beside.net, &four, |reply| dns::resolution(reply, host)).await;
        let answer = match four {
            Answer::Found(found, evidence) if !found.addresses.is_empty() => {
                Answer::Found(found, evidence)
            }
            _ => beside.resolve(host).await,
        };
        match answer {
            Answer::Found(resolution, evidence) => match resolution.addresses.first() {
                Some(address) => Answer::Found(beside.address(*address, false).await, evidence),
                None => Answer::Absent(evidence),
            },
            Answer::Absent(evidence) => Answer::Absent(evidence),
            Answer::Unknown(why) => Answer::Unknown(why),
        }
    }
}

/// Why it is not known of every name above a host whether it is a cut.
fn too_long(host: &str) -> Why {
    let text = format!("{host} has too many labels to ask about each name above it");
    Why::new(ReasonCode::OverBudget, text)
}

/// The zones of a name.
struct Cuts {
    /// The closest cut that is known.
    closest: Answer<Zone>,
    /// The zone above it that only delegates.
    parent: Option<Zone>,
    /// Why it is not known whether there is a closer cut.
    closer: Option<Why>,
}

/// The closest zone, and the one above it that only delegates. `zones` is host first.
fn cuts(zones: Vec<Answer<Zone>>) -> Cuts {
    let mut found = Vec::new();
    let mut missing = None;
    let mut closer = None;
    for zone in zones {
        match zone {
            Answer::Found(zone, evidence) => found.push((zone, evidence)),
            other => {
                if let (true, None, Some(why)) = (found.is_empty(), &closer, other.why()) {
                    closer = Some(why.clone());
                }
                // A name that could not be asked about may be the cut.
                if !matches!(missing, Some(Answer::Unknown(_))) {
                    missing = Some(other);
                }
            }
        }
    }
    let mut found = found.into_iter();
    let closest = match (found.next(), missing) {
        (Some((zone, evidence)), _) => Answer::Found(zone, evidence),
        (None, Some(missing)) => missing,
        (None, None) => {
            Answer::Unknown(Why::new(ReasonCode::NoServer, "there was no name to ask about"))
        }
    };
    Cuts { closest, parent: found.last().map(|(zone, _)| zone), closer }
}
