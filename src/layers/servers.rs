//! Servers that are known by name, name servers and mail exchanges alike, become entries: one a
//! distinct operator, then one for those whose operators could not be told.

use super::operators::Holder;
use super::{View, desks, operators, parties};
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
        let contacts = desks::of_address(view, facts);
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
    contacts.extend(desks::own_network(view, &mut entry));
    view.judge.settle(&mut entry, contacts);
    entry
}

/// One entry for the servers whose operators could not be told.
fn unrecognised(layer: LayerId, servers: &[(&ServerFacts, Why)]) -> Option<Entry> {
    let why = servers.first()?.1.clone();
    let mut entry = Entry::missing(layer, Lack::Unknown, why);
    entry.subjects = servers.iter().map(|(server, _)| server.host.clone()).collect();
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address, evidence};
    use crate::model::answer::ReasonCode;
    use crate::model::contact::ContactKind;
    use crate::model::record::{ContactRole, PublishedContact};

    fn server(host: &str) -> ServerFacts {
        ServerFacts { host: host.to_owned(), named_by: evidence("ns"), address: None }
    }

    /// The entries of servers, each run by whom its name is mapped to, in words.
    fn named(run_by: &[(&str, Option<&str>)]) -> Vec<(String, Vec<String>, Confidence)> {
        let stage = Stage::of("shop.example.com", &[]);
        let view = stage.view();
        let servers: Vec<ServerFacts> = run_by.iter().map(|(host, _)| server(host)).collect();
        let operator = |server: &ServerFacts| {
            let (at, (_, name)) =
                run_by.iter().enumerate().find(|(_, of)| of.0 == server.host).expect("is there");
            let Some(name) = name else { return Err(Why::new(ReasonCode::TimedOut, "no answer")) };
            Ok(Operator {
                party: parties::of_name(view.known, name, None),
                said_by: Writer::AllocationHolder,
                confidence: if at == 0 { Confidence::Strong } else { Confidence::Weak },
                contacts: Vec::new(),
                note: None,
                sign: None,
            })
        };
        let entries = entries(&view, LayerId::Dns, &servers, operator);
        let word = |entry: Entry| {
            let name = entry.party().map_or(entry.status().word().to_owned(), |of| of.name.clone());
            (name, entry.subjects.clone(), entry.confidence)
        };
        entries.into_iter().map(word).collect()
    }

    #[test]
    fn one_company_under_two_spellings_is_one_operator_and_as_sure_as_its_least_sure_server() {
        let entries = named(&[
            ("ns1.example.net", Some("Alder Networks Ltd")),
            ("ns2.example.net", Some("ALDER NETWORKS LIMITED")),
            ("ns3.example.net", Some("Alder Networks Europe Ltd")),
        ]);
        let names: Vec<&str> = entries.iter().map(|entry| entry.0.as_str()).collect();
        assert_eq!(names, ["Alder Networks Ltd", "Alder Networks Europe Ltd"]);
        assert_eq!(entries[0].1, ["ns1.example.net", "ns2.example.net"]);
        assert_eq!(entries[0].2, Confidence::Weak);
    }

    #[test]
    fn servers_of_which_nothing_is_known_stand_together_behind_the_others() {
        let entries = named(&[
            ("ns1.example.net", None),
            ("ns2.example.net", Some("Alder Networks Ltd")),
            ("ns3.example.net", None),
        ]);
        let names: Vec<&str> = entries.iter().map(|entry| entry.0.as_str()).collect();
        assert_eq!(names, ["Alder Networks Ltd", "unknown"]);
        assert_eq!(entries[1].1, ["ns1.example.net", "ns3.example.net"]);
    }

    #[test]
    fn a_holder_runs_the_server_for_sure_where_its_mailboxes_are_in_the_servers_domain() {
        let stage = Stage::of("shop.example.com", &[]);
        let view = stage.view();
        let confidence = |mailbox: &str| {
            let mut facts = address("192.0.2.9", Some(64500), &["Alder Networks Ltd"]);
            facts.registry.levels[0].facts.contacts = vec![PublishedContact {
                kind: ContactKind::Email,
                value: mailbox.to_owned(),
                role: ContactRole::Abuse,
            }];
            let holder = operators::holder(&view, &facts).expect("a holder");
            Operator::of_holder(&view, &server("ns1.example.net"), &facts, holder).confidence
        };
        assert_eq!(confidence("abuse@desk.example.net"), Confidence::Strong);
        assert_eq!(confidence("abuse@notexample.net"), Confidence::Weak);
    }
}
