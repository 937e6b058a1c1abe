//! The two words on who serves a zone: the registry's, which delegates, and the zone's own, which
//! whoever runs it writes. Where they differ, the registry decides and the zone only claims.

use std::collections::BTreeSet;

use crate::model::answer::Answer;
use crate::model::chain::{Confidence, Entry};
use crate::model::observations::{NameFacts, Observations};
use crate::model::owner::Spoke;
use crate::model::text::hosts;

/// The servers in which the two differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Whose word the other one is.
    by: &'static str,
    /// Whom only the zone names.
    pub(super) zone: Vec<String>,
    /// Whom only the other one names.
    above: Vec<String>,
    /// Whether they have no server in common.
    disjoint: bool,
}

impl Difference {
    /// The difference of two lists, if there is one; whoever names nobody above says nothing.
    fn of(by: &'static str, zone: &[String], above: &[String]) -> Option<Self> {
        let (own, given): (BTreeSet<&String>, BTreeSet<&String>) =
            (zone.iter().collect(), above.iter().collect());
        let only = |one: &BTreeSet<&String>, other: &BTreeSet<&String>| -> Vec<String> {
            one.difference(other).map(|name| (*name).clone()).collect()
        };
        (!given.is_empty() && !own.is_empty() && own != given).then(|| Self {
            by,
            zone: only(&own, &given),
            above: only(&given, &own),
            disjoint: own.is_disjoint(&given),
        })
    }

    /// The differences of what the registry's record, and with `--probe` the parent zone, say from
    /// the word of the zone of the registered domain.
    pub(super) fn seen(name: &NameFacts) -> Vec<Self> {
        let domain = &name.registration.domain;
        let own = name.delegation.zone.found().filter(|zone| zone.apex == *domain);
        let parent = || name.delegation.parent.as_ref().filter(|zone| zone.apex == *domain);
        let Some(zone) = own.or_else(parent) else { return Vec::new() };
        let records = name.registration.registry.iter().map(|record| &record.facts.name_servers);
        let by_record = records.into_iter().find(|servers| !servers.is_empty());
        let by_parent = name.delegation.at_parent.as_ref().and_then(Answer::found);
        let of = |by, servers: Option<&Vec<String>>| Self::of(by, &zone.servers, servers?);
        let by_record = of("registry", by_record);
        let by_parent = of("parent zone", by_parent);
        // What both say is said once.
        let same = |one: &Self| by_record.as_ref().is_some_and(|other| other.says_as(one));
        let by_parent = by_parent.filter(|one| !same(one));
        by_record.into_iter().chain(by_parent).collect()
    }

    /// Whether another one says the same.
    fn says_as(&self, other: &Self) -> bool {
        self.zone == other.zone && self.above == other.above
    }

    /// The same in words.
    pub(super) fn words(&self) -> String {
        let by = self.by;
        match (self.above.is_empty(), self.zone.is_empty()) {
            (false, false) => format!(
                "the {by} delegates to {}, which the zone does not name; the zone names {}, to \
                 which the {by} does not delegate",
                names(&self.above),
                names(&self.zone)
            ),
            (false, true) => format!(
                "the {by} delegates to {} as well, which the zone does not name",
                names(&self.above)
            ),
            _ => format!(
                "the zone names {} as well, to which the {by} does not delegate",
                names(&self.zone)
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

/// Names of servers in a sentence.
fn names(servers: &[String]) -> String {
    hosts(servers.iter().map(String::as_str))
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

    fn list(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_zone_and_the_registry_are_compared_by_whole_names() {
        let both = list(&["ns1.example.net", "ns2.example.net"]);
        assert_eq!(Difference::of("registry", &both, &both), None);
        assert_eq!(Difference::of("registry", &both, &[]), None, "a registry that names nobody");
        let other = list(&["ns1.example.org"]);
        let found = Difference::of("registry", &both, &other).expect("differs");
        assert!(found.disjoint && found.zone == both && found.above == other);
        let more = Difference::of("registry", &both, &both[..1]).expect("differs");
        assert!(!more.disjoint && more.above.is_empty());
        assert!(more.words().contains("ns2.example.net as well"));
    }
}
