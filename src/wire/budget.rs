//! What one target may cost others: so many questions to the servers of one registry, and so many to
//! the resolver. Whoever fills a zone or a register with names decides how much there is to ask, and no
//! registry should have to answer for that.
//!
//! What stands beside the way to the target (its name servers, its mail, its twin, whether mailboxes
//! exist) may use a part of it only, so that it never costs the target its own answers.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Sent, Wire};
use crate::model::exchange::{Ask, DnsServer, Failure, RequestPurpose};
use crate::model::name::registrable;

/// Questions to the servers of one registry for one target. Usual names need up to six.
const REGISTRY: usize = 16;
/// What is left of them to what stands beside the way.
pub(super) const REGISTRY_BESIDE: usize = 10;
/// Questions to the DNS for one target. Usual names need about forty.
const DNS: usize = 128;
/// What is left of them to what stands beside the way.
pub(super) const DNS_BESIDE: usize = 96;

/// The word for everybody who answers DNS questions.
pub(super) const RESOLVER: &str = "the DNS";

/// What one target has cost so far.
#[derive(Debug)]
pub struct Budget {
    /// Whether there is an end to it; a case has none.
    bounded: bool,
    /// What was asked.
    spent: Mutex<Spent>,
}

/// What was asked.
#[derive(Debug, Default)]
struct Spent {
    /// The questions: the same one again costs nobody anything.
    asked: HashSet<Ask>,
    /// How many of them each server had.
    servers: HashMap<String, usize>,
    /// Who would have been asked more.
    spared: BTreeSet<String>,
}

impl Budget {
    /// A budget of which nothing is spent.
    pub fn new(bounded: bool) -> Self {
        Self { bounded, spent: Mutex::default() }
    }

    /// A wire that spends it.
    pub fn over<'a, W>(&'a self, inner: &'a W) -> Share<'a, W> {
        Share { inner, budget: self, beside: false }
    }

    /// Who would have been asked more, in words.
    pub fn left_out(&self) -> Vec<String> {
        let words = |server: &String| {
            format!(
                "{server} was asked as often as one target may cost it; what else it could tell \
                 was left out"
            )
        };
        self.spent().spared.iter().map(words).collect()
    }

    /// Locks what was spent, which is never left in a half-changed state.
    fn spent(&self) -> MutexGuard<'_, Spent> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a question may be put; if so it is counted.
    fn allows(&self, ask: &Ask, beside: bool) -> bool {
        let Some((server, most)) = cost(ask, beside).filter(|_| self.bounded) else { return true };
        let mut spent = self.spent();
        if spent.asked.contains(ask) {
            return true;
        }
        let count = spent.servers.entry(server).or_default();
        if *count >= most {
            return false;
        }
        *count += 1;
        spent.asked.insert(ask.clone());
        true
    }

    /// Notes that a question was not put.
    fn spare(&self, ask: &Ask) {
        if let Some((server, _)) = cost(ask, false) {
            self.spent().spared.insert(server);
        }
    }
}

/// Whom a question costs something, and how many such a server gets at most. The target's own web
/// site and the lists that all targets share are not counted.
pub(super) fn cost(ask: &Ask, beside: bool) -> Option<(String, usize)> {
    match ask {
        // What several resolvers say is compared for the target alone.
        Ask::Dns { server: DnsServer::View(_), .. } => None,
        Ask::Dns { .. } => Some((RESOLVER.to_owned(), if beside { DNS_BESIDE } else { DNS })),
        Ask::Http { purpose: RequestPurpose::Rdap, .. } | Ask::Whois { .. } => {
            let company = registrable(&server_name(ask));
            Some((company, if beside { REGISTRY_BESIDE } else { REGISTRY }))
        }
        Ask::Http { .. } | Ask::Database { .. } => None,
    }
}

/// The server of a question without its port.
fn server_name(ask: &Ask) -> String {
    let server = ask.server();
    server.split(':').next().unwrap_or(&server).to_ascii_lowercase()
}

/// A wire that spends a budget.
#[derive(Debug)]
pub struct Share<'a, W> {
    /// The wire that sends.
    inner: &'a W,
    /// What it spends.
    budget: &'a Budget,
    /// Whether it asks about what stands beside the way.
    beside: bool,
}

impl<W> Share<'_, W> {
    /// The same for what stands beside the way to the target.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self { inner: self.inner, budget: self.budget, beside: true }
    }
}

impl<W: Wire> Wire for Share<'_, W> {
    async fn send(&self, ask: &Ask) -> Sent {
        let sent = if self.budget.allows(ask, self.beside) {
            self.inner.send(ask).await
        } else {
            Sent::now(Err(Failure::OverBudget))
        };
        if sent.outcome == Err(Failure::OverBudget) {
            self.budget.spare(ask);
        }
        sent
    }

    fn waits(&self, ask: &Ask) -> bool {
        self.inner.waits(ask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dns::RecordKind;
    use crate::model::exchange::Reply;

    /// Answers everything.
    struct Anybody;

    impl Wire for Anybody {
        async fn send(&self, _: &Ask) -> Sent {
            Sent::now(Ok(Reply::Text(Vec::new())))
        }
    }

    #[tokio::test]
    async fn a_server_is_asked_so_often_and_the_target_comes_first() {
        let budget = Budget::new(true);
        let own = budget.over(&Anybody);
        let beside = own.beside();
        let ask = |number: usize| Ask::whois("whois.example.net", format!("AS{number}"));
        for number in 0..REGISTRY_BESIDE {
            assert!(beside.send(&ask(number)).await.outcome.is_ok());
        }
        assert_eq!(beside.send(&ask(100)).await.outcome, Err(Failure::OverBudget));
        for number in 0..REGISTRY {
            assert!(own.send(&ask(number)).await.outcome.is_ok(), "{number}");
        }
        assert_eq!(own.send(&ask(100)).await.outcome, Err(Failure::OverBudget));
        assert!(own.send(&Ask::dns("example.com", RecordKind::A)).await.outcome.is_ok());
        let [said] = &budget.left_out()[..] else { panic!("one server") };
        assert!(said.starts_with("example.net was asked as often"));
    }

    #[tokio::test]
    async fn a_case_has_no_end() {
        let budget = Budget::new(false);
        let own = budget.over(&Anybody);
        for number in 0..500 {
            let ask = Ask::whois("whois.example.net", format!("AS{number}"));
            assert!(own.send(&ask).await.outcome.is_ok());
        }
        assert!(budget.left_out().is_empty());
    }
}
