//! The contacts of all targets: so that nobody writes twelve mails to the same desk.

use std::collections::BTreeMap;

use super::{Advised, EntryPart};
use crate::render::page::Reach;

/// One contact and the targets that it is for.
#[derive(Debug)]
pub(in crate::render) struct SharedDesk {
    /// The contact.
    pub(in crate::render) reach: Reach,
    /// Whose it is, and in which part.
    pub(in crate::render) who: Vec<String>,
    /// The places and titles of the targets.
    pub(in crate::render) targets: Vec<(String, String)>,
}

/// The contacts in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct SharedDesks {
    /// The contacts.
    all: Vec<SharedDesk>,
    /// Where each stands, by its text.
    places: BTreeMap<String, usize>,
}

impl SharedDesks {
    /// Notes the contacts of a target: those of the advice, else the best of each party.
    pub(super) fn note(
        &mut self,
        id: &str,
        title: &str,
        parts: &[EntryPart],
        advice: Option<&Advised>,
    ) {
        match advice {
            Some(advice) => {
                for step in &advice.steps {
                    if let Some(reach) = &step.reach {
                        self.add(reach, &step.head, id, title);
                    }
                }
            }
            None => {
                for part in parts {
                    if let Some(way) = part.ways.first() {
                        let who = format!("{} ({})", part.party, part.role);
                        self.add(&way.reach, &who, id, title);
                    }
                }
            }
        }
    }

    /// The contacts, to be changed.
    pub(super) fn reaches(&mut self) -> impl Iterator<Item = &mut Reach> {
        self.all.iter_mut().map(|desk| &mut desk.reach)
    }

    /// Adds one contact of a target.
    fn add(&mut self, reach: &Reach, who: &str, id: &str, title: &str) {
        let at = *self.places.entry(reach.text.clone()).or_insert(self.all.len());
        if at == self.all.len() {
            self.all.push(SharedDesk {
                reach: reach.clone(),
                who: Vec::new(),
                targets: Vec::new(),
            });
        }
        let desk = &mut self.all[at];
        if !desk.who.iter().any(|known| known == who) {
            desk.who.push(who.to_owned());
        }
        if desk.targets.last().is_none_or(|(last, _)| last != id) {
            desk.targets.push((id.to_owned(), title.to_owned()));
        }
    }

    /// The contacts, those of the most targets first.
    pub(super) fn by_targets(&self) -> Vec<&SharedDesk> {
        let mut desks: Vec<&SharedDesk> = self.all.iter().collect();
        desks.sort_by_key(|desk| std::cmp::Reverse(desk.targets.len()));
        desks
    }
}
