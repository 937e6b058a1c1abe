//! WHOIS over several servers: who is asked for a suffix, and referrals.

use super::Walk;
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::exchange::Ask;
use crate::model::observations::{NumberFacts, Source, Sourced};
use crate::model::record::{DomainRecord, NumberRecord, TldRecord};
use crate::source::whois;
use crate::source::{consult, consult_record, text};
use crate::wire::Wire;

/// Where the record of every top-level domain is.
const IANA_WHOIS: &str = "whois.iana.org";

/// Referrals followed for one number.
const MAX_REFERRALS: usize = 3;

impl<W: Wire> Walk<'_, W> {
    /// What the Internet Assigned Numbers Authority says of a top-level domain.
    pub(super) async fn tld(&self, tld: &str) -> Answer<TldRecord> {
        let ask = Ask::whois(IANA_WHOIS, tld);
        consult_record(self.net, &ask, |reply, reading| {
            reading.copy(tld, || whois::read_tld(text(reply)?))
        })
        .await
    }

    /// The server that the Internet Assigned Numbers Authority refers to for a number.
    pub(super) async fn iana_referral(&self, object: &str) -> Option<String> {
        let ask = Ask::whois(IANA_WHOIS, object);
        let answer = consult(self.net, &ask, |reply| whois::read_referral(text(reply)?)).await;
        answer.found().cloned()
    }

    /// The record of a domain at one server.
    pub(super) async fn whois_domain(&self, server: &str, domain: &str) -> Answer<DomainRecord> {
        let ask = Ask::whois(server, whois::query_domain(server, domain));
        consult_record(self.net, &ask, |reply, reading| {
            reading.copy(domain, || whois::read_domain(server, text(reply)?, domain))
        })
        .await
    }

    /// The registration of an address or AS number, wherever referrals lead; the finer record
    /// comes first.
    pub(super) async fn whois_number(&self, server: Option<String>, object: &str) -> NumberFacts {
        let mut facts = NumberFacts::default();
        let mut seen: Vec<String> = Vec::new();
        let mut next = server;
        while let Some(server) = next.take() {
            if seen.contains(&server) || seen.len() >= MAX_REFERRALS {
                break;
            }
            match self.whois_number_at(&server, object).await {
                Answer::Found(mut record, evidence) => {
                    next = record.referral.clone().or_else(|| record.elsewhere.clone());
                    if let Some(server) = &next
                        && let Some(why) = self.detour(server).await
                    {
                        facts.why.push(why);
                        next = None;
                    }
                    let above = record.above.take().map(|above| *above);
                    let own = Some(record).filter(|record| record.elsewhere.is_none());
                    let levels = own.into_iter().chain(above).map(|facts| Sourced {
                        facts,
                        source: Source::Whois,
                        evidence: evidence.clone(),
                    });
                    facts.levels.splice(0..0, levels);
                }
                Answer::Absent(evidence) => facts.absent = Some(evidence),
                Answer::Unknown(why) => facts.why.push(why),
            }
            seen.push(server);
        }
        if facts.levels.is_empty() && facts.absent.is_none() && facts.why.is_empty() {
            facts.why.push(Why::new(
                ReasonCode::NoServer,
                format!("no WHOIS server is known for {object}"),
            ));
        }
        facts
    }

    /// The registration at one server.
    async fn whois_number_at(&self, server: &str, object: &str) -> Answer<NumberRecord> {
        let ask = Ask::whois(server, whois::query_number(server, object));
        consult_record(self.net, &ask, |reply, reading| {
            reading.copy(object, || whois::read_number(server, text(reply)?, object))
        })
        .await
    }
}
