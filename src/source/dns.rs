//! DNS answers read as facts.

use std::fmt::Write;
use std::net::IpAddr;

use super::foreign;
use crate::model::answer::{Answer, Misread, Why};
use crate::model::dns::{DnsReply, Rcode, RecordData};
use crate::model::exchange::Reply;
use crate::model::observations::Resolution;
use crate::model::owner::{Caa, Spoke};

/// The message of a reply, unless the server could not or would not answer.
pub fn message(reply: &Reply) -> Result<&DnsReply, Misread> {
    let Reply::Dns(reply) = reply else { return Err(foreign()) };
    if let Some(blocked) = reply.blocked {
        return Err(Misread::Blocked(format!("it says \"{}\"", blocked.word())));
    }
    match reply.rcode {
        Rcode::NoError | Rcode::NxDomain => Ok(reply),
        Rcode::Refused => Err(Misread::Denied("REFUSED".to_owned())),
        Rcode::ServFail | Rcode::Other(_) => Err(Misread::ServerError(reply.rcode.to_string())),
    }
}

/// Reads an address answer: the aliases and what stands at their end.
pub fn resolution(reply: &Reply, host: &str) -> Result<Option<Resolution>, Misread> {
    let reply = message(reply)?;
    let aliases: Vec<String> = reply.chain(host).into_iter().map(str::to_owned).collect();
    let end = aliases.last().map_or(host, String::as_str);
    if reply.is_alias(end) {
        return Err(Misread::Malformed("its aliases come to no end".to_owned()));
    }
    let mut addresses: Vec<IpAddr> = reply.owned(end).filter_map(address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    let exists = reply.rcode == Rcode::NoError;
    Ok(Some(Resolution { aliases, addresses, exists, ..Resolution::default() }))
}

/// The address of an A or AAAA record.
fn address(data: &RecordData) -> Option<IpAddr> {
    match data {
        RecordData::A(four) => Some(IpAddr::V4(*four)),
        RecordData::Aaaa(six) => Some(IpAddr::V6(*six)),
        _ => None,
    }
}

/// One resolution out of the two address families. A family that could not be asked leaves the
/// other's addresses standing; without any address it makes the whole unknown.
pub fn both_families(four: Answer<Resolution>, six: Answer<Resolution>) -> Answer<Resolution> {
    match (four, six) {
        (Answer::Found(mut four, evidence), Answer::Found(six, other)) => {
            for alias in six.aliases {
                if !four.aliases.contains(&alias) {
                    four.aliases.push(alias);
                }
            }
            four.families = vec![evidence.clone(), other];
            four.addresses.extend(six.addresses);
            four.exists |= six.exists;
            Answer::Found(four, evidence)
        }
        (Answer::Found(known, evidence), Answer::Unknown(why))
        | (Answer::Unknown(why), Answer::Found(known, evidence)) => {
            one_family(known, evidence, why)
        }
        (Answer::Unknown(why), _) | (_, Answer::Unknown(why)) => Answer::Unknown(why),
        (Answer::Absent(evidence), _) | (_, Answer::Absent(evidence)) => Answer::Absent(evidence),
    }
}

/// What remains where one family could not be asked.
fn one_family(
    mut known: Resolution,
    evidence: crate::model::answer::Evidence,
    why: Why,
) -> Answer<Resolution> {
    if known.addresses.is_empty() && known.exists {
        return Answer::Unknown(why);
    }
    known.partial = Some(why);
    Answer::Found(known, evidence)
}

/// Reads the name servers that a name itself owns; `None` where it is no zone apex.
pub fn name_servers(reply: &Reply, name: &str) -> Result<Option<Vec<String>>, Misread> {
    let reply = message(reply)?;
    if reply.chain(name).last().is_some_and(|end| reply.is_alias(end)) {
        return Err(Misread::Malformed("its aliases come to no end".to_owned()));
    }
    let mut servers: Vec<String> = reply
        .owned(name)
        .filter_map(|data| match data {
            RecordData::Ns(server) if !server.is_empty() && server != "." => Some(server.clone()),
            _ => None,
        })
        .collect();
    servers.sort_unstable();
    servers.dedup();
    Ok((!servers.is_empty()).then_some(servers))
}

/// Reads whom a server of the zone above delegates a name to: it refers to them, or holds the zone
/// below as well.
pub fn delegated(reply: &Reply, name: &str) -> Result<Option<Vec<String>>, Misread> {
    let reply = message(reply)?;
    let records = reply.answers.iter().chain(&reply.authorities);
    let mut servers: Vec<String> = records
        .filter(|record| record.name == name)
        .filter_map(|record| match &record.data {
            RecordData::Ns(server) if !server.is_empty() && server != "." => Some(server.clone()),
            _ => None,
        })
        .collect();
    servers.sort_unstable();
    servers.dedup();
    Ok((!servers.is_empty()).then_some(servers))
}

/// Reads the zone that speaks for a name which owns no such record: the closest one above it.
pub fn zone_of(reply: &Reply) -> Result<Option<String>, Misread> {
    Ok(message(reply)?.negative_zone().map(str::to_owned))
}

/// Reads the MNAME and RNAME of a zone's SOA.
pub fn authority(reply: &Reply, apex: &str) -> Result<Option<(String, String)>, Misread> {
    Ok(message(reply)?.owned(apex).find_map(|data| match data {
        RecordData::Soa { mname, rname } => Some((mname.clone(), rname.clone())),
        _ => None,
    }))
}

/// Reads whether a DS record stands at the parent.
pub fn signed(reply: &Reply, apex: &str) -> Result<Option<bool>, Misread> {
    Ok(Some(message(reply)?.owned(apex).any(|data| matches!(data, RecordData::Ds(_)))))
}

/// Reads the mail exchanges, most preferred first. A null MX (RFC 7505) is an empty list; no MX
/// record at all is `None`.
pub fn mail_exchanges(reply: &Reply, domain: &str) -> Result<Option<Vec<String>>, Misread> {
    let reply = message(reply)?;
    let end = reply.chain(domain).last().copied().unwrap_or(domain);
    let mut exchanges: Vec<(u16, String)> = reply
        .owned(end)
        .filter_map(|data| match data {
            RecordData::Mx { preference, exchange } => Some((*preference, exchange.clone())),
            _ => None,
        })
        .collect();
    if exchanges.is_empty() {
        return Ok(None);
    }
    exchanges.sort_unstable();
    exchanges.dedup();
    exchanges.retain(|(_, exchange)| !exchange.is_empty() && exchange != ".");
    Ok(Some(exchanges.into_iter().map(|(_, exchange)| exchange).collect()))
}

/// Where an HTTPS record sends browsers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The name that is asked for in the place of the host, where it is another one.
    pub target: Option<String>,
    /// The addresses that are given along.
    pub hints: Vec<IpAddr>,
    /// Whether that name has its own records, which count in the place of these.
    pub alias: bool,
}

/// Reads the HTTPS records of a name (RFC 9460): an alias, else the services by their priority.
/// Without any the addresses alone count.
pub fn service(reply: &Reply, host: &str) -> Result<Option<Service>, Misread> {
    let reply = message(reply)?;
    let end = reply.chain(host).last().copied().unwrap_or(host);
    let mut services: Vec<(u16, &str, &[IpAddr])> = reply
        .owned(end)
        .filter_map(|data| match data {
            RecordData::Https { priority, target, hints } => {
                Some((*priority, target.as_str(), hints.as_slice()))
            }
            _ => None,
        })
        .collect();
    services.sort_by_key(|(priority, ..)| *priority);
    let Some((priority, target, _)) = services.first() else { return Ok(None) };
    let own = *target == "." || *target == end || *target == host;
    Ok(Some(Service {
        alias: *priority == 0 && !own,
        target: (!own).then(|| (*target).to_owned()),
        hints: services.iter().flat_map(|(.., hints)| hints.iter().copied()).collect(),
    }))
}

/// Reads the CAA records of a name: which authorities may issue, by the domains they go by. A
/// value is a domain, then parameters (RFC 8659 §4.2); without a domain it admits nobody.
pub fn certificate_authorities(reply: &Reply, name: &str) -> Result<Option<Caa>, Misread> {
    let reply = message(reply)?;
    let end = reply.chain(name).last().copied().unwrap_or(name);
    let mut any = false;
    let mut issue: Vec<String> = Vec::new();
    for data in reply.owned(end) {
        let RecordData::Caa { tag, value, .. } = data else { continue };
        any = true;
        let domain = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if tag.eq_ignore_ascii_case("issue") && !domain.is_empty() && !issue.contains(&domain) {
            issue.push(domain);
        }
    }
    issue.sort_unstable();
    Ok(any.then_some(Caa { issue }))
}

/// Reads what a name server, asked itself, says of a zone.
pub fn spoke(reply: &Reply, apex: &str) -> Result<Option<Spoke>, Misread> {
    let Reply::Dns(reply) = reply else { return Err(foreign()) };
    let holds = reply.owned(apex).any(|data| matches!(data, RecordData::Soa { .. }));
    let speaks = reply.rcode == Rcode::NoError && reply.authoritative && holds;
    Ok(Some(if speaks { Spoke::WithAuthority } else { Spoke::Lame }))
}

/// Reads the reverse name of an address.
pub fn reverse(reply: &Reply) -> Result<Option<String>, Misread> {
    let mut names: Vec<String> = message(reply)?
        .answers
        .iter()
        .filter_map(|record| match &record.data {
            RecordData::Ptr(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    Ok(names.into_iter().next())
}

/// The texts of all TXT records in the answer, sorted.
pub fn texts(reply: &Reply) -> Result<Option<Vec<String>>, Misread> {
    let mut texts: Vec<String> = message(reply)?
        .answers
        .iter()
        .filter_map(|record| match &record.data {
            RecordData::Txt(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    texts.sort_unstable();
    Ok((!texts.is_empty()).then_some(texts))
}

/// The name under which an address's reverse records stand: `zone` is `in-addr.arpa` or
/// `ip6.arpa`, or another zone of the same shape.
pub fn reversed(address: IpAddr, zone4: &str, zone6: &str) -> String {
    match address {
        IpAddr::V4(four) => {
            let [a, b, c, d] = four.octets();
            format!("{d}.{c}.{b}.{a}.{zone4}")
        }
        IpAddr::V6(six) => {
            let mut name = String::with_capacity(64 + zone6.len());
            for byte in six.octets().iter().rev() {
                let _ = write!(name, "{:x}.{:x}.", byte & 0x0f, byte >> 4);
            }
            name + zone6
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> Reply {
        Reply::Dns(text.parse().expect("a DNS answer"))
    }

    #[test]
    fn aliases_survive_a_name_that_does_not_exist_at_their_end() {
        let facts =
            resolution(&reply("NXDOMAIN\nanswer a.example 60 CNAME gone.example"), "a.example");
        let facts = facts.expect("reads").expect("has facts");
        assert_eq!(facts.aliases, ["gone.example"]);
        assert!(!facts.exists && facts.addresses.is_empty());
    }

    #[test]
    fn a_server_failure_is_never_an_answer() {
        assert_eq!(
            resolution(&reply("SERVFAIL"), "a.example"),
            Err(Misread::ServerError("SERVFAIL".to_owned()))
        );
    }

    #[test]
    fn name_servers_behind_an_alias_are_not_the_names_own() {
        let answer = reply(
            "NOERROR\nanswer www.a.example 60 CNAME b.example\nanswer b.example 60 NS ns.b.example",
        );
        assert_eq!(name_servers(&answer, "www.a.example"), Ok(None));
    }

    #[test]
    fn a_null_mx_is_told_from_no_mx() {
        assert_eq!(
            mail_exchanges(&reply("NOERROR\nanswer a.example 1 MX 0 ."), "a.example"),
            Ok(Some(vec![]))
        );
        assert_eq!(mail_exchanges(&reply("NOERROR"), "a.example"), Ok(None));
    }

    #[test]
    fn one_family_that_cannot_be_asked_leaves_the_other_standing() {
        let found = |text: &str| {
            Answer::Found(
                resolution(&reply(text), "a.example").expect("reads").expect("has facts"),
                crate::model::answer::Evidence::of(&crate::model::exchange::Ask::dns(
                    "a.example",
                    crate::model::dns::RecordKind::A,
                )),
            )
        };
        let why =
            || Answer::Unknown(Why::new(crate::model::answer::ReasonCode::TimedOut, "no answer"));
        let four = found("NOERROR\nanswer a.example 1 A 192.0.2.1");
        assert!(both_families(four, why()).found().is_some_and(|facts| facts.partial.is_some()));
        assert!(both_families(found("NOERROR"), why()).why().is_some());
    }

    #[test]
    fn reverse_names_follow_rfc_1035_and_rfc_3596() {
        let four = "192.0.2.1".parse().expect("an address");
        assert_eq!(reversed(four, "in-addr.arpa", "ip6.arpa"), "1.2.0.192.in-addr.arpa");
        let six = "2001:db8::1".parse().expect("an address");
        assert_eq!(
            reversed(six, "in-addr.arpa", "ip6.arpa"),
            "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
        );
    }
}
