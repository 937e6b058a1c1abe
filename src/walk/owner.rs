//! The strand of the owner: what `trace check` asks beyond what names the parties. Without a check
//! nothing of this is asked.

use std::net::SocketAddr;

use futures_util::future::join_all;
use tokio::join;

use super::Walk;
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::dns::RecordKind;
use crate::model::exchange::{Ask, DnsServer};
use crate::model::name::at_or_below;
use crate::model::observations::{NameFacts, Observations};
use crate::model::owner::{Caa, OwnerFacts, SecurityTxt, Spoke};
use crate::model::target::Target;
use crate::source::security_txt::Fetched;
use crate::source::{consult, dns, security_txt};
use crate::wire::Wire;

/// How many redirects on the way to `security.txt` are followed.
const REDIRECTS: usize = 3;

/// How many names at either end of a long one are asked for CAA records.
const MAX_NAMES: usize = 8;

/// At how many of its addresses a name server is asked.
const MAX_ADDRESSES: usize = 4;

impl<W: Wire> Walk<'_, W> {
    /// What the plan wants to know for an owner. What contacts the target needs `--probe`.
    pub(super) async fn owner(&self, target: &Target, seen: &Observations) -> OwnerFacts {
        let (wants, probe) = (self.plan.wants, self.plan.probe);
        let (Some(host), Some(facts)) = (target.name(), &seen.name) else {
            return OwnerFacts::default();
        };
        let (caa, security_txt, name_servers) = join!(
            async {
                if wants.caa { Some(self.certificate_authorities(&host.ascii).await) } else { None }
            },
            async {
                let wanted = wants.security_txt && probe;
                if wanted { Some(self.security_txt(&host.ascii, facts).await) } else { None }
            },
            async { if probe { self.name_servers(facts).await } else { Vec::new() } },
        );
        OwnerFacts { caa, security_txt, name_servers }
    }

    /// The CAA records that apply to a host: its own, else those of the closest name above it that
    /// has any (RFC 8659 §3).
    async fn certificate_authorities(&self, host: &str) -> Answer<Caa> {
        let names = std::iter::successors(Some(host), |name| Some(name.split_once('.')?.1));
        let names: Vec<&str> = names.collect();
        // Of a name of many labels those next to the host and next to the root are asked about.
        let last = names.len();
        let is_near = |at: usize| at < MAX_NAMES || last - at <= MAX_NAMES;
        let names = names.into_iter().enumerate().filter(|(at, _)| is_near(*at));
        let answers = join_all(names.map(|(_, name)| name).map(|name| async move {
            let ask = Ask::dns(name, RecordKind::Caa);
            consult(self.net, &ask, |reply| dns::certificate_authorities(reply, name)).await
        }));
        let closest = answers.await.into_iter().find(|answer| !matches!(answer, Answer::Absent(_)));
        closest.unwrap_or_else(|| Answer::Absent(Evidence::of(&Ask::dns(host, RecordKind::Caa))))
    }

    /// The site's `security.txt`, where redirects lead that stay within the owner's own domain.
    async fn security_txt(&self, host: &str, facts: &NameFacts) -> Answer<SecurityTxt> {
        if facts.resolution.found().is_some_and(|found| found.addresses.is_empty()) {
            let why = Why::new(ReasonCode::NoAddress, "the name has no address to look at");
            return Answer::Unknown(why);
        }
        let mut url = security_txt::place(host);
        for _ in 0..=REDIRECTS {
            match consult(self.net, &security_txt::ask(&url), security_txt::read).await {
                Answer::Found(Fetched::File(file), evidence) => {
                    return Answer::Found(file, evidence);
                }
                Answer::Found(Fetched::Moved(to), evidence) => {
                    let Some(next) = own_place(&url, &to, &facts.registration.domain) else {
                        let text = format!("{url} leads to {to}, which was not followed");
                        let mut why = Why::new(ReasonCode::Guarded, text);
                        why.evidence = Some(evidence);
                        return Answer::Unknown(why);
                    };
                    url = next;
                }
                Answer::Absent(evidence) => return Answer::Absent(evidence),
                Answer::Unknown(why) => return Answer::Unknown(why),
            }
        }
        let text = format!("{} leads from one address to the next", security_txt::place(host));
        Answer::Unknown(Why::new(ReasonCode::Malformed, text))
    }

    /// What each name server of the zone says when it is asked itself.
    async fn name_servers(&self, facts: &NameFacts) -> Vec<(String, Answer<Spoke>)> {
        let Some(zone) = facts.delegation.zone.found() else { return Vec::new() };
        let registered = facts.delegation.at_registry.iter().map(|server| &server.host);
        let asked = zone.servers.iter().chain(registered).map(|server| async {
            let spoke = self.spoke(server, &zone.apex).await;
            (server.clone(), spoke)
        });
        join_all(asked).await
    }

    /// What one name server says. `Absent`: its name leads nowhere.
    async fn spoke(&self, server: &str, apex: &str) -> Answer<Spoke> {
        let (found, evidence) = match self.resolve(server).await {
            Answer::Found(found, evidence) => (found, evidence),
            Answer::Absent(evidence) => return Answer::Absent(evidence),
            Answer::Unknown(why) => return Answer::Unknown(why),
        };
        // One that is silent at one address may speak at another; the first reason is the one told.
        let mut silent = None;
        for address in found.addresses.iter().take(MAX_ADDRESSES) {
            let ask = Ask::Dns {
                name: apex.to_owned(),
                kind: RecordKind::Soa,
                server: DnsServer::At(SocketAddr::new(*address, 53)),
            };
            let answer = consult(self.net, &ask, |reply| dns::spoke(reply, apex)).await;
            if answer.why().is_none() {
                return answer;
            }
            silent = silent.or(Some(answer));
        }
        silent.unwrap_or(Answer::Absent(evidence))
    }
}

/// Where a redirect leads, if it stays on https and within a domain.
fn own_place(from: &str, to: &str, domain: &str) -> Option<String> {
    let next = url::Url::parse(from).ok()?.join(to).ok()?;
    let host = next.host_str()?;
    (at_or_below(host, domain) && next.scheme() == "https").then(|| next.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_followed_within_the_domain_only() {
        let from = "https://example.com/.well-known/security.txt";
        let follow = |to: &str| own_place(from, to, "example.com");
        assert_eq!(follow("/security.txt").as_deref(), Some("https://example.com/security.txt"));
        assert_eq!(
            follow("https://www.example.com/s").as_deref(),
            Some("https://www.example.com/s")
        );
        for elsewhere in ["https://example.net/", "https://notexample.com/", "http://example.com/"]
        {
            assert_eq!(follow(elsewhere), None, "{elsewhere}");
        }
    }
}
