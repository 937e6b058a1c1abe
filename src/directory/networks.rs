//! Whether an address is a company's own: registered to it, or in its network where nobody is named.

use super::Directory;
use crate::model::answer::Answer;
use crate::model::observations::AddressFacts;

impl Directory {
    /// Whether an address is in the address space of a company itself: its registration names the
    /// company, or names nobody and the company's own AS announces it. Space of somebody else that the
    /// company only announces or rents is not its own.
    pub fn is_own_network(&self, id: &str, facts: &AddressFacts) -> bool {
        let levels = facts.registry.levels.iter();
        let holder = levels.filter_map(|level| level.facts.holder.as_ref()?.label()).next();
        match holder {
            Some(name) => self.by_holder(name).is_some_and(|provider| provider.id == id),
            None => {
                let origins = match &facts.origins {
                    Answer::Found(origins, _) => origins.as_slice(),
                    Answer::Absent(_) | Answer::Unknown(_) => &[],
                };
                let mut systems = origins.iter().flat_map(|origin| &origin.systems);
                systems.any(|system| {
                    self.by_origin(*system).iter().any(|found| found.provider.id == id)
                })
            }
        }
    }
}
