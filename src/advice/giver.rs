//! The platform that gave the target its name or place. Nobody registered that name: whoever gave
//! it decides about it, as a registrar and a dispute procedure do about a registered one.

use super::outside::Outsider;
use super::plan::PlanLine;
use super::steps::Taking;
use crate::model::ability::Ability;
use crate::model::advice::Action;
use crate::model::chain::LayerId;
use crate::texts;

impl Taking<'_> {
    /// Whoever gave the name or place; where the chain does not name it, by what it stands below.
    pub(super) fn giver(&mut self, line: &PlanLine, asks: &[Action]) {
        let chain = self.chain;
        let Some(platform) = &chain.platform else { return };
        // A place on a shared host has no records of its own.
        if asks == [Action::RepairRecords] && platform.above == self.facts.host {
            return;
        }
        if let Some(entry) = chain.giver() {
            self.entry(line, "giver", entry, asks);
        } else if asks == [Action::DecideDispute] {
            let name = texts::fill("party.giver", &[("above", &platform.above)]);
            let of = Outsider { id: "giver", name: "", contact: None };
            self.outsider(line, "giver", asks, ("giver".to_owned(), name), &of);
        }
    }

    /// Who stands in a registrar's place for a name that a service points where its customers want.
    pub(super) fn in_place_of_registrar(&mut self, line: &PlanLine, asks: &[Action]) {
        let chain = self.chain;
        let Some(entry) = chain.giver().filter(|entry| entry.layer == LayerId::Dns) else { return };
        let mut own: Vec<Action> = Vec::new();
        for ask in asks {
            let ask = match ask {
                Action::Use(Ability::SuspendDomain | Ability::RedirectDomain) => {
                    Action::Use(Ability::StopDns)
                }
                other => *other,
            };
            if !own.contains(&ask) {
                own.push(ask);
            }
        }
        self.entry(line, "giver", entry, &own);
    }
}
