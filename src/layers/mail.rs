//! The mail operator: whoever takes the registrable domain's mail.

use std::collections::BTreeMap;

use super::{LayerSpec, View, literal, operators, parties};
use crate::directory::{Role, best_for};
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, LayerId, Party, Power, Status};
use crate::model::contact::Contact;
use crate::model::observations::{AddressFacts, NameFacts, ServerFacts};
use crate::model::target::Suffixes;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec {
    id: LayerId::Mail,
    can: &[Power {
        id: "stop-mailbox",
        words: "stop a mailbox",
        condition: None,
        collateral: Some("that mailbox"),
        why: "the mailboxes are on its servers",
    }],
    cannot: &[Power {
        id: "remove-content",
        words: "remove a web page",
        condition: None,
        collateral: None,
        why: "it carries mail only",
    }],
    attribute,
};

/// The operator of one exchange.
struct Operator {
    /// The company.
    party: Party,
    /// How sure it is.
    confidence: Confidence,
    /// Its contacts.
    contacts: Vec<Contact>,
    /// What else should be known.
    note: Option<String>,
}

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
        Answer::Found(_, evidence) => entries(view, &name.mail.servers, evidence),
        Answer::Absent(evidence) => vec![none(name, "has no mail exchange", evidence)],
        Answer::Unknown(why) => vec![Entry::missing(LayerId::Mail, Status::Unknown, why.clone())],
    }
}

/// Why nobody takes the domain's mail.
fn none(name: &NameFacts, what: &str, evidence: &Evidence) -> Entry {
    let text = format!("{} {what}", name.registration.domain);
    let mut why = Why::new(ReasonCode::NoMail, text);
    why.evidence = Some(evidence.clone());
    Entry::missing(LayerId::Mail, Status::Absent, why)
}

/// One entry a distinct operator, then one for the exchanges not recognised.
fn entries(view: &View<'_>, servers: &[ServerFacts], evidence: &Evidence) -> Vec<Entry> {
    let mut operators: BTreeMap<String, (Operator, Vec<String>)> = BTreeMap::new();
    let mut unknown: Vec<(String, Why)> = Vec::new();
    for server in servers {
        match operator(view, server) {
            Ok(operator) => operators
                .entry(operator.party.id.clone())
                .or_insert_with(|| (operator, Vec::new()))
                .1
                .push(server.host.clone()),
            Err(why) => unknown.push((server.host.clone(), why)),
        }
    }
    let mut entries: Vec<Entry> = operators
        .into_values()
        .map(|(operator, hosts)| {
            let mut entry = Entry::identified(LayerId::Mail, operator.party, operator.confidence);
            entry.subjects = hosts;
            entry.notes.extend(operator.note);
            view.judge.settle(&mut entry, operator.contacts);
            entry
        })
        .collect();
    if let Some((_, why)) = unknown.first() {
        let mut entry = Entry::missing(LayerId::Mail, Status::Unknown, why.clone());
        entry.subjects = unknown.into_iter().map(|(host, _)| host).collect();
        entries.push(entry);
    }
    for entry in &mut entries {
        entry.rests_on(evidence);
    }
    entries
}

/// Who runs one exchange: by its name, else by its address.
fn operator(view: &View<'_>, server: &ServerFacts) -> Result<Operator, Why> {
    let by_name = view.known.by_mail_exchange(&server.host);
    if let Some(found) = best_for(&by_name, Role::Mail) {
        return Ok(Operator {
            party: parties::of_match(found),
            confidence: Confidence::Confirmed,
            contacts: view.judge.of_match(found),
            note: None,
        });
    }
    match &server.address {
        Some(Answer::Found(facts, _)) => by_address(view, server, facts),
        Some(Answer::Unknown(why)) => Err(why.clone()),
        Some(Answer::Absent(_)) | None => Err(Why::new(
            ReasonCode::NoAddress,
            format!("the mail exchange {} has no address", server.host),
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
    let holder =
        operators::holder(view, &facts.registry).ok_or_else(|| operators::why_unknown(facts))?;
    let domain = Suffixes::of(&server.host).registrable.unwrap_or_else(|| server.host.clone());
    let rents = holder
        .provider
        .is_some_and(|provider| provider.signs.iter().any(|sign| sign.role == Role::Host));
    if rents {
        return Ok(Operator {
            party: Party::named(&domain, parties::slug(&domain)),
            confidence: Confidence::Weak,
            contacts: Vec::new(),
            note: Some(format!(
                "known by the exchanges' domain only; the machines are {}'s",
                holder.party.name
            )),
        });
    }
    Ok(Operator {
        party: holder.party,
        confidence: Confidence::Weak,
        contacts: operators::contacts(view, &facts.registry),
        note: Some("holder of the exchanges' addresses".to_owned()),
    })
}
