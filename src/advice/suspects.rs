//! Desks that are the suspect's own: by a contact at what is reported, or by the name of whoever
//! holds it. What is said of them, and who stands above.

use super::plan::PlanLine;
use super::steps::Taking;
use crate::model::ability::Ability;
use crate::model::advice::Action;
use crate::model::chain::{Entry, LayerId};
use crate::model::company::same_company;
use crate::model::contact::{Contact, Purpose};
use crate::texts;

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

    /// Whether a party that should act is, by its name, whoever holds the name that is reported.
    fn is_holder(&self, entry: &Entry) -> bool {
        let acts = !matches!(entry.layer, LayerId::Registrant | LayerId::Certificate);
        let named = entry.party().filter(|_| acts);
        let mut holders = self.chain.layer(LayerId::Registrant).filter_map(Entry::party);
        named.is_some_and(|party| holders.any(|holder| same_company(&holder.name, &party.name)))
    }

    /// Whether the desk of a party reaches whoever is reported.
    pub(super) fn is_suspects(&self, entry: &Entry) -> bool {
        let reaches = |contact: &Contact| contact.purpose == Purpose::Registrant;
        let only = entry.contacts.first().is_some_and(reaches);
        only || self.facts.is_its_own(entry) || self.is_holder(entry)
    }
}
