//! The mail operator: whoever takes the registrable domain's mail.

use super::servers::{self, Operator};
use super::{LayerSpec, View, literal, operators};
use crate::directory::{Role, best_for};
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::observations::{AddressFacts, NameFacts, ServerFacts};
use crate::model::text::{host, quoted};

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Mail, attribute };

/// Names the operators of the mail exchanges.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    if let Some(entries) = literal(view, LayerId::Mail) {
        return entries;
    }
    let Some(name) = &view.seen.name else { return Vec::new() };
    match &name.mail.exchanges {
        Answer::Found(hosts, evidence) if hosts.is_empty() => {
            vec![none(name, "publishes that it takes no mail (null MX)", evidence)]
        }
        Answer::Found(_, evidence) => {
            let servers = &name.mail.servers;
            let mut entries =
                servers::entries(view, LayerId::Mail, servers, |server| operator(view, server));
            for entry in &mut entries {
                entry.rests_on(evidence);
                entry.notes.extend(super::dns::left_out(&name.mail.left_out));
            }
            entries
        }
        Answer::Absent(evidence) => vec![no_exchange(view, name, evidence)],
        Answer::Unknown(why) => vec![Entry::missing(LayerId::Mail, Lack::Unknown, why.clone())],
    }
}

/// Why nobody takes the domain's mail.
fn none(name: &NameFacts, what: &str, evidence: &Evidence) -> Entry {
    let text = format!("{} {what}", name.registration.domain);
    let mut why = Why::new(ReasonCode::NoMail, text);
    why.evidence = Some(evidence.clone());
    Entry::missing(LayerId::Mail, Lack::Absent, why)
}

/// A domain that names no exchange may still take mail at its own address.
fn no_exchange(view: &View<'_>, name: &NameFacts, evidence: &Evidence) -> Entry {
    let mut entry = none(name, "has no mail exchange", evidence);
    let is_host = view.target.name().is_some_and(|host| host.ascii == name.registration.domain);
    let has_address = name.resolution.found().is_some_and(|found| !found.addresses.is_empty());
    if is_host && has_address {
        entry.notes.push("mail to it would go to its own address (RFC 5321 §5.1)".to_owned());
    }
    entry
}

/// Who runs one exchange: by its name, else by its address.
fn operator(view: &View<'_>, server: &ServerFacts) -> Result<Operator, Why> {
    let by_name = view.known.by_mail_exchange(&server.host);
    if let Some(found) = best_for(&by_name, Role::Mail) {
        return Ok(Operator::of_match(view, found, Confidence::Confirmed));
    }
    match &server.address {
        Some(Answer::Found(facts, _)) => by_address(view, server, facts),
        Some(Answer::Unknown(why)) => Err(why.clone()),
        Some(Answer::Absent(_)) | None => Err(Why::new(
            ReasonCode::NoAddress,
            format!("the mail exchange {} has no address", host(&server.host)),
        )),
    }
}

/// The holder of an exchange's address, unless it rents machines to anybody: then the operator is
/// whoever has the exchange's domain.
fn by_address(
    view: &View<'_>,
    server: &ServerFacts,
    facts: &AddressFacts,
) -> Result<Operator, Why> {
    let holder = operators::holder(view, facts).ok_or_else(|| operators::why_unknown(facts))?;
    let rents = holder.provider.is_some_and(|provider| {
        provider.signs.iter().any(|sign| sign.role == Role::Host)
            || operators::is_rented_out(view, facts)
    });
    if rents {
        return Ok(Operator::tenant(&server.host, &quoted(&holder.party.name)));
    }
    Ok(Operator::of_holder(view, server, facts, holder))
}
