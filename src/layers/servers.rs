//! Servers that are known by name, name servers and mail exchanges alike, become entries: one a
//! distinct operator, then one for those whose operators could not be told.

use super::operators::Holder;
use super::{View, operators, parties};
use crate::directory::Match;
use crate::model::answer::{Answer, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId, Party, SeenSign};
use crate::model::contact::Contact;
use crate::model::mailbox::mail_domain;
use crate::model::observations::{AddressFacts, ServerFacts};
use crate::model::target::Suffixes;
use crate::model::writer::Writer;

/// Who runs a server, and how that was told.
pub(super) struct Operator {
    /// The company.
    pub(super) party: Party,
    /// Whose word its name is.
    pub(super) said_by: Writer,
    /// How sure it is.
    pub(super) confidence: Confidence,
    /// Its contacts.
    pub(super) contacts: Vec<Contact>,
    /// What else should be known.
    pub(super) note: Option<String>,
    /// The sign by which it is known, if it is by one.
    pub(super) sign: Option<SeenSign>,
}

/// One operator of several servers.
struct Group<'a> {
    /// The company.
    party: Party,
    /// Whose word its name is.
    said_by: Writer,
    /// As sure as the least sure of its servers.
    confidence: Confidence,
    /// Its contacts.
    contacts: Vec<Contact>,
    /// What else should be known.
    notes: Vec<String>,
    /// The signs by which it was known.
    signs: Vec<SeenSign>,
    /// Its servers.
    servers: Vec<&'a ServerFacts>,
}

impl<'a> Group<'a> {
    /// The operator of one server.
    fn of(server: &'a ServerFacts, operator: Operator) -> Self {
        Self {
            party: operator.party,
            said_by: operator.said_by,
            confidence: operator.confidence,
            contacts: operator.contacts,
            notes: operator.note.into_iter().collect(),
            signs: operator.sign.into_iter().collect(),
            servers: vec![server],
        }
    }

    /// Adds another server of the same operator.
    fn add(&mut self, server: &'a ServerFacts, operator: Operator) {
        self.confidence = self.confidence.max(operator.confidence);
        self.contacts.extend(operator.contacts);
        self.notes.extend(operator.note.filter(|note| !self.notes.contains(note)));
        self.signs.extend(operator.sign.filter(|sign| !self.signs.contains(sign)));
        self.servers.push(server);
    }
}

impl Operator {
    /// The operator that a match names.
    pub(super) fn of_match(view: &View<'_>, found: &Match<'_>, confidence: Confidence) -> Self {
        let contacts = view.judge.of_match(found);
        let confidence = found.confidence(confidence, view.judge.today);
        let sign = Some(found.seen(view.judge.today));
        let said_by = parties::writer(found.provider);
        Self { party: parties::of_match(found), said_by, confidence, contacts, note: None, sign }
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
        let doubt = holder.doubt;
        let (confidence, note) = match (same_site, doubt) {
            (true, None) => (Confidence::Strong, None),
            (_, Some(doubt)) => (Confidence::Weak, Some(doubt)),
            (false, None) => {
                let note = "holder of the servers' addresses: the operator, or its supplier";
                (Confidence::Weak, Some(note.to_owned()))
            }
        };
        let said_by = holder.said_by;
        Self { party: holder.party, said_by, confidence, contacts, note, sign: None }
    }

    /// Whoever has the server's domain, where the server stands on a rented machine.
    pub(super) fn tenant(host: &str, landlord: &str) -> Self {
        let domain = Suffixes::of(host).registrable.unwrap_or_else(|| host.to_owned());
        let note = format!("known by the servers' domain only; the machines are {landlord}'s");
        Self {
            sign: None,
            party: Party::named(&domain, parties::slug(&domain)),
            said_by: Writer::Zone,
            confidence: Confidence::Weak,
            contacts: Vec::new(),
            note: Some(note),
        }
    }
}

/// The entries of some servers, each operator with its own, in the order of the servers.
pub(super) fn entries(
    view: &View<'_>,
    layer: LayerId,
    servers: &[ServerFacts],
    operator: impl Fn(&ServerFacts) -> Result<Operator, Why>,
) -> Vec<Entry> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut unknown: Vec<(&ServerFacts, Why)> = Vec::new();
    for server in servers {
        match operator(server) {
            Ok(operator) => {
                let same = |group: &&mut Group<'_>| {
                    parties::same(view.known, &group.party, &operator.party)
                };
                match groups.iter_mut().find(same) {
                    Some(group) => group.add(server, operator),
                    None => groups.push(Group::of(server, operator)),
                }
            }
            Err(why) => unknown.push((server, why)),
        }
    }
    let mut entries: Vec<Entry> =
        groups.into_iter().map(|group| identified(view, layer, group)).collect();
    entries.extend(unrecognised(layer, &unknown));
    entries
}

/// The entry of one operator.
fn identified(view: &View<'_>, layer: LayerId, group: Group<'_>) -> Entry {
    let mut entry = Entry::identified(layer, group.party, group.said_by, group.confidence);
    entry.subjects = group.servers.iter().map(|server| server.host.clone()).collect();
    entry.signs = group.signs;
    for note in group.notes {
        operators::note(&mut entry, note);
    }
    for server in group.servers {
        let Some(Answer::Found(facts, evidence)) = &server.address else { continue };
        entry.rests_on(evidence);
        if let Some(evidence) = operators::origin_evidence(facts) {
            entry.rests_on(evidence);
        }
        for level in &facts.registry.levels {
            entry.rests_on(&level.evidence);
        }
    }
    let mut contacts = group.contacts;
    contacts.extend(operators::own_network(view, &mut entry));
    view.judge.settle(&mut entry, contacts);
    if entry.contacts.is_empty() {
        let why = unreached(&entry);
        operators::note(&mut entry, why);
    }
    entry
}

/// Why there is no way to reach an operator.
fn unreached(entry: &Entry) -> String {
    let name = entry.party().map_or("it", |party| party.name.as_str());
    format!(
        "no contact of {name} is published or known: its site, or the registrar of the servers' domain, can tell"
    )
}

/// One entry for the servers whose operators could not be told.
fn unrecognised(layer: LayerId, servers: &[(&ServerFacts, Why)]) -> Option<Entry> {
    let why = servers.first()?.1.clone();
    let mut entry = Entry::missing(layer, Lack::Unknown, why);
    entry.subjects = servers.iter().map(|(server, _)| server.host.clone()).collect();
    Some(entry)
}
