//! Several targets, one desk: which contact has to be told about which of them, so that nobody
//! writes the same desk twelve times.

use std::collections::BTreeMap;

use super::clean::clean;
use crate::model::advice::Stage;
use crate::model::contact::{Contact, Purpose};
use crate::trace::Trace;

/// The contacts of several targets.
#[derive(Debug, Default)]
pub(super) struct Desks {
    /// The targets of each contact, in the order of the list.
    told: BTreeMap<String, Vec<String>>,
}

impl Desks {
    /// Adds the contacts of a target: those to be written to at once, where a harm was named, else
    /// the best one of each party that can act on it.
    pub(super) fn add(&mut self, trace: &Trace) {
        let target = clean(&trace.target.input);
        let contacts: Vec<&Contact> = if let Some(advice) = &trace.advice {
            let now = advice.steps.iter().filter(|step| step.stage == Stage::First);
            let on_path = now.filter(|step| step.layer.is_some());
            on_path.filter_map(|step| step.contact.as_ref()).collect()
        } else {
            let able = trace.chain.entries.iter().filter(|entry| !entry.hits_platform);
            let best = able.filter_map(|entry| entry.contacts.first());
            best.filter(|contact| contact.purpose != Purpose::Registry).collect()
        };
        for contact in contacts {
            let targets = self.told.entry(clean(&contact.value)).or_default();
            if !targets.contains(&target) {
                targets.push(target.clone());
            }
        }
    }

    /// The contacts with their targets, those of most targets first.
    pub(super) fn rows(&self) -> Vec<(&str, &[String])> {
        let rows = self.told.iter();
        let mut rows: Vec<_> =
            rows.map(|(contact, targets)| (contact.as_str(), targets.as_slice())).collect();
        rows.sort_by_key(|(_, targets)| std::cmp::Reverse(targets.len()));
        rows
    }
}
