//! Whether an address is a company's own: registered to it, or in its network where nobody is named.

use super::Directory;
use crate::model::observations::AddressFacts;

impl Directory {
    /// Whether an address is in the address space of a company itself: its registration names the
    /// company, or names nobody and the company's own AS announces it. Space of somebody else that the
    /// company only announces or rents is not its own.
    pub fn is_own_network(&self, id: &str, facts: &AddressFacts) -> bool {
        let mut levels = facts.registry.levels.iter();
        if let Some(name) = levels.find_map(|level| level.facts.holder.as_ref()?.label()) {
            return self.by_holder(name).is_some_and(|provider| provider.id == id);
        }
        let origins = facts.origins.found().into_iter().flatten();
        origins
            .flat_map(|origin| &origin.systems)
            .any(|system| self.by_origin(*system).iter().any(|found| found.provider.id == id))
    }
}
