//! In which order the targets of a list begin: one of three as they stand, the others those of the rarest
//! registries first. What is asked at a registry with many names takes long anyhow; a slow one with few
//! would else be asked last, and waited for when all the others are done. A registry that has a queue,
//! or half of the places already, lets the others pass.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::directory::Directory;
use crate::model::target::Target;
use crate::walk::{Plan, ahead};

/// So many are looked over for one that need not wait.
const LOOK: usize = 128;
/// One of so many begins in the order of the list.
const IN_ORDER: usize = 3;
/// How far the others may be ahead of the slowest: what they found waits in memory for it.
const AHEAD: usize = 1_000;

/// The targets that have not begun.
pub(super) struct StartingOrder<'a> {
    /// Those that are looked over.
    near: VecDeque<Follower>,
    /// The others.
    far: std::iter::Enumerate<std::vec::IntoIter<String>>,
    /// Who is known.
    known: &'a Directory,
    /// What the user decided about the asking.
    plan: &'a Plan,
    /// The registries of those that are under way, by place.
    under_way: HashMap<usize, String>,
    /// How many have begun.
    begun: usize,
    /// How many of one registry may be under way while others wait.
    most: usize,
}

/// A target that may be next.
struct Follower {
    /// Its place in the list.
    at: usize,
    /// As it was typed.
    input: String,
    /// The server of its registry, if it has one.
    registry: Option<String>,
}

impl<'a> StartingOrder<'a> {
    /// A list of which nothing has begun, for so many places.
    pub(super) fn new(
        targets: Vec<String>,
        places: usize,
        (known, plan): (&'a Directory, &'a Plan),
    ) -> Self {
        Self {
            near: VecDeque::new(),
            far: targets.into_iter().enumerate(),
            known,
            plan,
            under_way: HashMap::new(),
            begun: 0,
            most: places.div_ceil(2),
        }
    }

    /// Notes that a target is done.
    pub(super) fn done(&mut self, at: usize) {
        self.under_way.remove(&at);
    }

    /// Whether all have begun.
    pub(super) fn is_empty(&self) -> bool {
        self.near.is_empty() && self.far.len() == 0
    }

    /// The next that may begin, with its place; `oldest` is the first place that is under way, `busy`
    /// are the servers with a queue.
    pub(super) fn next(
        &mut self,
        oldest: Option<usize>,
        busy: &HashSet<String>,
    ) -> Option<(usize, String)> {
        let missing = LOOK.saturating_sub(self.near.len());
        let (known, plan) = (self.known, self.plan);
        self.near.extend(self.far.by_ref().take(missing).map(|(at, input)| {
            let registry = registry(&input, known, plan);
            Follower { at, input, registry }
        }));
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for server in self.under_way.values() {
            *counts.entry(server).or_default() += 1;
        }
        let is_full = |server: &str| counts.get(server).is_some_and(|count| *count >= self.most);
        let waits = |server: &String| busy.contains(server) || is_full(server);
        let may = |next: &Follower| !next.registry.as_ref().is_some_and(waits);
        let in_order = self.begun.is_multiple_of(IN_ORDER) && self.near.front().is_some_and(may);
        let place = if in_order { 0 } else { self.rarest(may).unwrap_or(0) };
        let oldest = oldest.into_iter().chain(self.near.front().map(|next| next.at)).min()?;
        self.near.get(place).filter(|next| next.at < oldest + AHEAD)?;
        let Follower { at, input, registry } = self.near.remove(place)?;
        self.begun += 1;
        self.under_way.extend(registry.map(|server| (at, server)));
        Some((at, input))
    }

    /// The first of those that may begin whose registry is the rarest among those that are looked over.
    fn rarest(&self, may: impl Fn(&Follower) -> bool) -> Option<usize> {
        let mut counts: HashMap<Option<&str>, usize> = HashMap::new();
        for next in &self.near {
            *counts.entry(next.registry.as_deref()).or_default() += 1;
        }
        let may = self.near.iter().enumerate().filter(|(_, next)| may(next));
        may.min_by_key(|(_, next)| counts.get(&next.registry.as_deref())).map(|(place, _)| place)
    }
}

/// The server that a target's registration is asked for at.
fn registry(input: &str, known: &Directory, plan: &Plan) -> Option<String> {
    if plan.fast {
        return None;
    }
    let target = Target::parse(input).ok()?;
    let cost = ahead::registration(target.name()?, known, plan);
    let rdap = cost.rdap.and_then(|url| Some(url::Url::parse(&url).ok()?.host_str()?.to_owned()));
    rdap.or(cost.whois)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places in the order in which they begin, while some servers have a queue.
    fn begun(targets: &[&str], places: usize, busy: &[&str]) -> Vec<usize> {
        let (known, plan) = (Directory::embedded(), Plan::default());
        let targets = targets.iter().map(|target| (*target).to_owned()).collect();
        let mut order = StartingOrder::new(targets, places, (&known, &plan));
        let busy = busy.iter().map(|server| (*server).to_owned()).collect();
        let begun = std::iter::from_fn(|| Some(order.next(None, &busy)?.0)).collect();
        assert!(order.is_empty());
        begun
    }

    #[test]
    fn a_name_whose_registry_has_a_queue_lets_the_others_pass() {
        let targets = ["example.com", "www.example.com", "192.0.2.9", "example.org"];
        assert_eq!(begun(&targets, 16, &[]), [0, 1, 2, 3]);
        assert_eq!(begun(&targets, 16, &["rdap.verisign.com"]), [2, 3, 0, 1]);
    }

    #[test]
    fn one_registry_has_half_of_the_places_while_others_wait() {
        let targets = ["a.example.com", "b.example.com", "c.example.com", "d.example.com"];
        assert_eq!(begun(&targets, 4, &[]), [0, 1, 2, 3], "nobody else waits");
        let targets = ["a.example.com", "example.org", "b.example.com", "c.example.com"];
        assert_eq!(begun(&targets, 2, &[]), [0, 1, 2, 3], "it has one of two");
        let targets = ["example.com", "example.org", "www.example.org", "example.co.uk"];
        let busy = ["rdap.verisign.com"];
        assert_eq!(begun(&targets, 4, &busy), [3, 1, 2, 0], "the rarest first");
    }

    #[test]
    fn nobody_is_too_far_ahead_of_the_slowest() {
        let (known, plan) = (Directory::embedded(), Plan::default());
        let mut order =
            StartingOrder::new(vec!["192.0.2.9".to_owned(); 1_200], 16, (&known, &plan));
        let busy = HashSet::new();
        let begun = std::iter::from_fn(|| order.next(Some(0), &busy)).count();
        assert_eq!(begun, AHEAD);
        assert_eq!(order.next(Some(1), &busy).map(|(at, _)| at), Some(AHEAD));
    }
}
