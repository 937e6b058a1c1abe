//! Desks that are the suspect's own: by a contact at what is reported, or by the name of whoever
//! holds it. What is said of them, and who stands above.

use super::plan::PlanLine;
use super::steps::Taking;
use crate::model::ability::Ability;
use crate::model::advice::Action;
use crate::model::chain::{Entry, LayerId, Party};
use crate::model::company::same_company;
use crate::model::contact::{Contact, Purpose};
use crate::texts;

/// Whether two parties are one by their names, where neither is known otherwise.
fn same_by_name(holder: &Party, other: &Party) -> bool {
    let known = holder.borrowed || other.borrowed;
    holder.id == other.id || (!known && same_company(&holder.name, &other.name))
}

impl Taking<'_> {
    /// The registry of a registrar that is itself whom the report is about.
    pub(super) fn above_registrar(&mut self, line: &PlanLine, asks: &[Action]) {
        let chain = self.chain;
        let suspend = Action::Use(Ability::SuspendDomain);
        let asks: Vec<Action> = asks.iter().copied().chain([suspend]).collect();
        for registry in chain.layer(LayerId::Registry) {
            self.entry(line, "registry-of-suspect", registry, &asks);
        }
    }

    /// What is to be said of a desk that is the suspect's own.
    pub(super) fn suspicion(&self, entry: &Entry) -> Option<String> {
        self.is_holder(entry).then(|| texts::text("remark.holder").to_owned())
    }

    /// Whether a party that should act is, by its name, whoever holds the name that is reported. He
    /// can type any name: that of a company which is known by more than its name makes it no suspect.
    fn is_holder(&self, entry: &Entry) -> bool {
        let layers = [LayerId::Registry, LayerId::Registrant, LayerId::Certificate];
        let acts = |party: &&Party| !layers.contains(&entry.layer) && party.iana_id.is_none();
        let named = entry.party().filter(acts);
        let mut holders = self.chain.layer(LayerId::Registrant).filter_map(Entry::party);
        named.is_some_and(|party| holders.any(|holder| same_by_name(holder, party)))
    }

    /// Whether the desk of a party reaches whoever is reported.
    pub(super) fn is_suspects(&self, entry: &Entry) -> bool {
        let reaches = |contact: &Contact| contact.purpose == Purpose::Registrant;
        let only = entry.contacts.first().is_some_and(reaches);
        only || self.facts.is_its_own(entry) || self.is_holder(entry)
    }
}
