//! Why a party that is named cannot be reached: nobody is left without a contact and without a
//! reason.

use super::View;
use crate::model::chain::{Chain, Entry, LayerId};
use crate::model::observations::Sourced;
use crate::model::record::DomainRecord;

/// Says at each party without a contact why there is none, and at each that has ended that it has.
pub(super) fn say(view: &View<'_>, chain: &mut Chain) {
    for entry in &mut chain.entries {
        let ended = end(view, entry);
        if let Some(ended) = &ended {
            entry.warn(ended.clone());
        }
        if entry.is_identified() && entry.contacts.is_empty() {
            entry.unreached = Some(match ended {
                Some(_) => "nobody reads for it any more".to_owned(),
                None => reason(view, entry),
            });
        }
    }
}

/// That the company that a sign of ours shows has ended, if so.
fn end(view: &View<'_>, entry: &Entry) -> Option<String> {
    let party = entry.party()?;
    let company = view.known.provider(&party.id)?;
    company.ended.as_ref().map(|ended| ended.words(&company.name))
}

/// Why there is no contact of a party.
fn reason(view: &View<'_>, entry: &Entry) -> String {
    if let Some(why) = &entry.unheard {
        return format!("its record could not be read: {}", why.text);
    }
    if let Some(rejected) = entry.rejected.first() {
        let others = match entry.rejected.len() {
            1 => String::new(),
            more => format!(", nor {} more", more - 1),
        };
        let contact = &rejected.contact;
        return format!("{} must not be used{others}: {}", contact.value, contact.reason);
    }
    let text = match entry.layer {
        LayerId::Registrant if is_kept_back(view) => {
            "the record has the holder's; --show-registrant prints it"
        }
        LayerId::Registrant => "the record gives none; the registrar knows the holder",
        LayerId::Reseller => "the record gives none; the registrar that it sells for knows it",
        LayerId::Registrar => "neither its record nor the directory has one; the registry knows it",
        LayerId::Registry | LayerId::Certificate => "the directory has none",
        LayerId::Dns | LayerId::Mail => {
            "none is published or known; the registrar of its servers' domain knows it"
        }
        LayerId::Cdn | LayerId::Host => "none is published or known; its network knows it",
        LayerId::Network => "its registry's record has none; its upstream networks know it",
    };
    text.to_owned()
}

/// Whether a record gives a contact of the holder that was not asked for.
fn is_kept_back(view: &View<'_>) -> bool {
    let mut records = view.seen.name.iter().flat_map(|name| name.registration.records());
    let has = |record: &Sourced<DomainRecord>| {
        record.facts.registrant.as_ref().is_some_and(|holder| !holder.contacts.is_empty())
    };
    !view.show_registrant && records.any(has)
}
