//! Servers that are known by name, name servers and mail exchanges alike, become entries: one a
//! distinct operator, then one for those whose operators could not be told.

use std::collections::BTreeMap;

use super::operators::Holder;
use super::{View, operators, parties};
use crate::directory::Match;
use crate::model::answer::{Answer, Why};
use crate::model::chain::{Confidence, Entry, LayerId, Party, Status};
use crate::model::contact::Contact;
use crate::model::observations::{AddressFacts, ServerFacts};
use crate::model::target::{Suffixes, mail_domain};

/// Who runs a server, and how that was told.
pub(super) struct Operator {
    /// The company.
    pub(super) party: Party,
    /// How sure it is.
    pub(super) confidence: Confidence,
    /// Its contacts.
    pub(super) contacts: Vec<Contact>,
    /// What else should be known.
    pub(super) note: Option<String>,
}

impl Operator {
    /// The operator that a match names.
    pub(super) fn of_match(view: &View<'_>, found: &Match<'_>, confidence: Confidence) -> Self {
        let contacts = view.judge.of_match(found);
        Self { party: parties::of_match(found), confidence, contacts, note: None }
    }

    /// The holder of a server's address. It is the operator for sure where its mailboxes are in the
    /// server's own domain; else it may only supply the operator.
    pub(super) fn of_holder(
        view: &View<'_>,
        server: &ServerFacts,
        facts: &AddressFacts,
        holder: Holder<'_>,
    ) -> Self {
        let contacts = operators::contacts(view, &facts.registry);
        let site = Suffixes::of(&server.host).registrable;
        let same_site = contacts
            .iter()
            .filter_map(|contact| mail_domain(&contact.value))
            .any(|domain| site.is_some() && Suffixes::of(&domain).registrable == site);
        let doubt = holder.doubt.map(str::to_owned);
        let (confidence, note) = match (same_site, doubt) {
            (true, None) => (Confidence::Strong, None),
            (_, Some(doubt)) => (Confidence::Weak, Some(doubt)),
            (false, None) => {
                let note = format!(
                    "holder of the address of {}: the operator, or its supplier",
                    server.host
                );
                (Confidence::Weak, Some(note))
            }
        };
        Self { party: holder.party, confidence, contacts, note }
    }

    /// Whoever has the server's domain, where the server stands on a rented machine.
    pub(super) fn tenant(host: &str, landlord: &str) -> Self {
        let domain = Suffixes::of(host).registrable.unwrap_or_else(|| host.to_owned());
        let note = format!("known by the servers' domain only; the machines are {landlord}'s");
        Self {
            party: Party::named(&domain, parties::slug(&domain)),
            confidence: Confidence::Weak,
            contacts: Vec::new(),
            note: Some(note),
        }
    }
}

/// The entries of some servers, each operator with its own.
pub(super) fn entries(
    view: &View<'_>,
    layer: LayerId,
    servers: &[ServerFacts],
    operator: impl Fn(&ServerFacts) -> Result<Operator, Why>,
) -> Vec<Entry> {
    let mut operators: BTreeMap<String, (Operator, Vec<&ServerFacts>)> = BTreeMap::new();
    let mut unknown: Vec<(&ServerFacts, Why)> = Vec::new();
    for server in servers {
        match operator(server) {
            Ok(operator) => operators
                .entry(operator.party.id.clone())
                .or_insert_with(|| (operator, Vec::new()))
                .1
                .push(server),
            Err(why) => unknown.push((server, why)),
        }
    }
    let mut entries: Vec<Entry> = operators
        .into_values()
        .map(|(operator, of)| identified(view, layer, operator, &of))
        .collect();
    entries.extend(unrecognised(layer, &unknown));
    entries
}

/// The entry of one operator.
fn identified(
    view: &View<'_>,
    layer: LayerId,
    operator: Operator,
    servers: &[&ServerFacts],
) -> Entry {
    let mut entry = Entry::identified(layer, operator.party, operator.confidence);
    entry.subjects = servers.iter().map(|server| server.host.clone()).collect();
    entry.notes.extend(operator.note);
    for server in servers {
        let Some(Answer::Found(facts, evidence)) = &server.address else { continue };
        entry.rests_on(evidence);
        if let Some(evidence) = operators::origin_evidence(facts) {
            entry.rests_on(evidence);
        }
        for level in &facts.registry.levels {
            entry.rests_on(&level.evidence);
        }
    }
    view.judge.settle(&mut entry, operator.contacts);
    entry
}

/// One entry for the servers whose operators could not be told.
fn unrecognised(layer: LayerId, servers: &[(&ServerFacts, Why)]) -> Option<Entry> {
    let why = servers.first()?.1.clone();
    let mut entry = Entry::missing(layer, Status::Unknown, why);
    entry.subjects = servers.iter().map(|(server, _)| server.host.clone()).collect();
    Some(entry)
}
