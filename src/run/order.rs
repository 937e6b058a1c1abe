//! In which order the targets of a list begin: as they stand, but those whose registry has a queue let
//! others pass. A list in which most names are at one registry would else keep all places waiting for
//! that one, and a slow registry at its end would be asked last.

use std::collections::{HashSet, VecDeque};

use crate::directory::Directory;
use crate::model::target::Target;
use crate::walk::{Plan, ahead};

/// So many are looked over for one that need not wait.
const LOOK: usize = 128;
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
    /// A list of which nothing has begun.
    pub(super) fn new(targets: Vec<String>, known: &'a Directory, plan: &'a Plan) -> Self {
        Self { near: VecDeque::new(), far: targets.into_iter().enumerate(), known, plan }
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
        let waits =
            |next: &Follower| next.registry.as_ref().is_some_and(|server| busy.contains(server));
        let place = self.near.iter().position(|next| !waits(next)).unwrap_or(0);
        let oldest = oldest.into_iter().chain(self.near.front().map(|next| next.at)).min()?;
        self.near.get(place).filter(|next| next.at < oldest + AHEAD)?;
        self.near.remove(place).map(|next| (next.at, next.input))
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
    fn begun(targets: &[&str], busy: &[&str]) -> Vec<usize> {
        let (known, plan) = (Directory::embedded(), Plan::default());
        let targets = targets.iter().map(|target| (*target).to_owned()).collect();
        let mut order = StartingOrder::new(targets, &known, &plan);
        let busy = busy.iter().map(|server| (*server).to_owned()).collect();
        let begun = std::iter::from_fn(|| Some(order.next(None, &busy)?.0)).collect();
        assert!(order.is_empty());
        begun
    }

    #[test]
    fn a_name_whose_registry_has_a_queue_lets_the_others_pass() {
        let targets = ["example.com", "www.example.com", "192.0.2.9", "example.org"];
        assert_eq!(begun(&targets, &[]), [0, 1, 2, 3]);
        assert_eq!(begun(&targets, &["rdap.verisign.com"]), [2, 3, 0, 1]);
    }

    #[test]
    fn nobody_is_too_far_ahead_of_the_slowest() {
        let (known, plan) = (Directory::embedded(), Plan::default());
        let mut order = StartingOrder::new(vec!["192.0.2.9".to_owned(); 1_200], &known, &plan);
        let busy = HashSet::new();
        let begun = std::iter::from_fn(|| order.next(Some(0), &busy)).count();
        assert_eq!(begun, AHEAD);
        assert_eq!(order.next(Some(1), &busy).map(|(at, _)| at), Some(AHEAD));
    }
}
