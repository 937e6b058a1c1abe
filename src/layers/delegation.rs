//! The two words on who serves a zone: the registry's, which delegates, and the zone's own, which
//! whoever runs it writes. Where they differ, the registry decides and the zone only claims.

use std::collections::BTreeSet;

use crate::model::answer::Answer;
use crate::model::chain::{Confidence, Entry};
use crate::model::observations::{NameFacts, Observations};
use crate::model::owner::Spoke;

/// The servers in which the two differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Whom only the zone names.
    pub(super) zone: Vec<String>,
    /// Whom only the registry names.
    registry: Vec<String>,
    /// Whether they have no server in common.
    disjoint: bool,
}

impl Difference {
    /// The difference of two lists, if there is one; a registry that names nobody says nothing.
    fn of(zone: &[String], registry: &[String]) -> Option<Self> {
        let (own, given): (BTreeSet<&String>, BTreeSet<&String>) =
            (zone.iter().collect(), registry.iter().collect());
        let only = |one: &BTreeSet<&String>, other: &BTreeSet<&String>| -> Vec<String> {
            one.difference(other).map(|name| (*name).clone()).collect()
        };
        (!given.is_empty() && !own.is_empty() && own != given).then(|| Self {
            zone: only(&own, &given),
            registry: only(&given, &own),
            disjoint: own.is_disjoint(&given),
        })
    }

    /// The difference of what the registry's record and the zone of the registered domain say.
    pub(super) fn seen(name: &NameFacts) -> Option<Self> {
        let domain = &name.registration.domain;
        let own = name.delegation.zone.found().filter(|zone| zone.apex == *domain);
        let zone = own.or(name.delegation.parent.as_ref().filter(|zone| zone.apex == *domain))?;
        let records = name.registration.registry.iter().map(|record| &record.facts.name_servers);
        let given = records.into_iter().find(|servers| !servers.is_empty())?;
        Self::of(&zone.servers, given)
    }

    /// The same in words.
    pub(super) fn words(&self) -> String {
        match (self.registry.is_empty(), self.zone.is_empty()) {
            (false, false) => format!(
                "the registry delegates to {}, which the zone does not name; the zone names {}, to \
                 which the registry does not delegate",
                self.registry.join(", "),
                self.zone.join(", ")
            ),
            (false, true) => format!(
                "the registry delegates to {} as well, which the zone does not name",
                self.registry.join(", ")
            ),
            _ => format!(
                "the zone names {} as well, to which the registry does not delegate",
                self.zone.join(", ")
            ),
        }
    }

    /// Makes an entry that rests on the zone's word alone as weak as that is.
    pub(super) fn weaken(&self, entry: &mut Entry) {
        let alone = entry.subjects.iter().all(|server| self.zone.contains(server));
        if alone && entry.is_identified() {
            entry.confidence = entry.confidence.max(Confidence::Weak);
            entry.note("named by the zone alone, which whoever runs it writes");
            if self.disjoint {
                entry.contacts.clear();
            }
        }
        entry.note(self.words());
    }
}

/// The name servers that were asked and do not serve the zone: they say nothing of who runs it.
pub(super) fn lame(seen: &Observations) -> impl Iterator<Item = &str> {
    let asked = seen.owner.name_servers.iter();
    asked.filter_map(|(server, spoke)| match spoke {
        Answer::Found(Spoke::Lame, _) => Some(server.as_str()),
        _ => None,
    })
}

/// Whether some servers were all asked and all serve the zone.
pub(super) fn all_serve(seen: &Observations, servers: &[String]) -> bool {
    let holds_it = |server: &String| {
        seen.owner
            .name_servers
            .iter()
            .any(|(asked, spoke)| asked == server && spoke.found() == Some(&Spoke::WithAuthority))
    };
    !servers.is_empty() && servers.iter().all(holds_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_zone_and_the_registry_are_compared_by_whole_names() {
        let both = names(&["ns1.example.net", "ns2.example.net"]);
        assert_eq!(Difference::of(&both, &both), None);
        assert_eq!(Difference::of(&both, &[]), None, "a registry that names nobody");
        let other = names(&["ns1.example.org"]);
        let found = Difference::of(&both, &other).expect("differs");
        assert!(found.disjoint && found.zone == both && found.registry == other);
        let more = Difference::of(&both, &both[..1]).expect("differs");
        assert!(!more.disjoint && more.registry.is_empty());
        assert!(more.words().contains("ns2.example.net as well"));
    }
}
