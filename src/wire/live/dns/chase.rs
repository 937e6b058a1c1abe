//! Follows aliases to their end where the resolver did not.

use super::reading::is_of;
use crate::model::dns::{DnsReply, Rcode, RecordKind};
use crate::model::exchange::{Ask, DnsServer, Failure, Reply};
use crate::wire::{Sent, Wire};

/// How often the rest of a chain is asked for.
const HOPS: usize = 10;
/// Aliases after which a chain is not followed any further.
const LONGEST: usize = 16;

/// Asks a resolver, and asks again at the last alias until the chain has an end. The reply holds
/// the whole chain, whatever its end is.
pub(super) async fn ask(dns: &impl Wire, server: &DnsServer, name: &str, kind: RecordKind) -> Sent {
    let ask = |name: &str| Ask::Dns { name: name.to_owned(), kind, server: server.clone() };
    let mut whole = dns.send(&ask(name)).await;
    for _ in 0..HOPS {
        let Ok(Reply::Dns(reply)) = &mut whole.outcome else { break };
        let Some(next) = open_end(reply, name, kind) else { break };
        let rest = dns.send(&ask(&next)).await;
        append(reply, rest.outcome.ok());
        whole.ms = whole.ms.saturating_add(rest.ms);
    }
    let endless =
        matches!(&whole.outcome, Ok(Reply::Dns(reply)) if reply.chain(name).len() > LONGEST);
    if endless {
        let detail = format!("more than {LONGEST} aliases");
        whole.outcome = Err(Failure::Garbled { detail });
    }
    whole
}

/// The last alias of a chain about which the reply says nothing.
fn open_end(reply: &DnsReply, name: &str, kind: RecordKind) -> Option<String> {
    let chain = reply.chain(name);
    let last = *chain.last()?;
    let closed = reply.rcode != Rcode::NoError
        || reply.blocked.is_some()
        || reply.is_alias(last)
        || reply.negative_zone().is_some()
        || reply.owned(last).any(|data| is_of(data, kind));
    (!closed && chain.len() <= LONGEST).then(|| last.to_owned())
}

/// Appends the rest of a chain. If it could not be learnt, the reply must not read as if the last
/// alias had no records.
fn append(reply: &mut DnsReply, rest: Option<Reply>) {
    let Some(Reply::Dns(rest)) = rest else {
        reply.rcode = Rcode::ServFail;
        return;
    };
    reply.rcode = rest.rcode;
    reply.authenticated &= rest.authenticated;
    reply.blocked = rest.blocked;
    reply.authorities = rest.authorities;
    for record in rest.answers {
        if !reply.answers.contains(&record) {
            reply.answers.push(record);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Mutex;

    use super::*;

    /// Answers from a list of texts and notes what it was asked.
    struct Zone(HashMap<&'static str, &'static str>, Mutex<Vec<String>>);

    impl Wire for Zone {
        async fn send(&self, ask: &Ask) -> Sent {
            let Ask::Dns { name, .. } = ask else { unreachable!("only DNS is asked") };
            self.1.lock().expect("unpoisoned").push(name.clone());
            let reply = self.0.get(name.as_str()).map(|text| text.parse().expect("reads"));
            Sent::now(reply.map(Reply::Dns).ok_or(Failure::TimedOut))
        }
    }

    /// What comes of asking for the addresses of `a.example`, and how often it was asked.
    async fn chase(zone: &[(&'static str, &'static str)]) -> (String, usize) {
        let zone = Zone(zone.iter().copied().collect(), Mutex::default());
        let Ok(Reply::Dns(reply)) =
            ask(&zone, &DnsServer::Resolver, "a.example", RecordKind::A).await.outcome
        else {
            return (String::new(), 0);
        };
        let asked = zone.1.into_inner().expect("unpoisoned").len();
        (reply.to_string(), asked)
    }

    #[tokio::test]
    async fn the_rest_of_a_chain_is_asked_for_and_appended() {
        let (reply, asked) = chase(&[
            ("a.example", "NOERROR ad\nanswer a.example 9 CNAME b.example"),
            ("b.example", "NXDOMAIN\nauthority example 9 SOA ns.example host.example"),
        ])
        .await;
        assert_eq!(
            reply,
            "NXDOMAIN\nanswer a.example 9 CNAME b.example\n\
             authority example 9 SOA ns.example host.example"
        );
        assert_eq!(asked, 2);
    }

    #[tokio::test]
    async fn a_whole_answer_is_not_asked_for_twice() {
        let whole = "NOERROR\nanswer a.example 9 CNAME b.example\nanswer b.example 9 A 192.0.2.1";
        assert_eq!(chase(&[("a.example", whole)]).await, (whole.to_owned(), 1));
    }

    #[tokio::test]
    async fn a_loop_across_answers_ends() {
        let (reply, asked) = chase(&[
            ("a.example", "NOERROR\nanswer a.example 9 CNAME b.example"),
            ("b.example", "NOERROR\nanswer b.example 9 CNAME a.example"),
        ])
        .await;
        assert_eq!(asked, 2);
        assert!(reply.ends_with("b.example 9 CNAME a.example"), "{reply}");
    }

    #[tokio::test]
    async fn a_chain_whose_end_cannot_be_learnt_does_not_read_as_empty() {
        let (reply, _) =
            chase(&[("a.example", "NOERROR\nanswer a.example 9 CNAME b.example")]).await;
        assert_eq!(reply, "SERVFAIL\nanswer a.example 9 CNAME b.example");
    }
}
