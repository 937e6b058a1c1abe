//! What one party of the chain can be asked for, and how it is reached.

use crate::model::advice::{Action, Further};
use crate::model::chain::{Confidence, Entry, Power};
use crate::model::contact::{Basis, Purpose};
use crate::texts;

/// What a party can be asked for.
pub(super) struct Pick {
    /// The first thing on the list that it can do.
    pub(super) action: Action,
    /// What has to be true first.
    pub(super) condition: Option<String>,
    /// What else stops.
    pub(super) collateral: Option<String>,
    /// What it can do besides or instead.
    pub(super) also: Vec<Further>,
}

/// Chooses among what is wanted what a party can do; nothing where it can do none of it.
pub(super) fn pick(entry: &Entry, asks: &[Action]) -> Option<Pick> {
    let mut feasible = asks.iter().filter_map(|action| means(entry, *action));
    let first = feasible.next()?;
    Some(Pick {
        action: first.action,
        condition: first.condition,
        collateral: first.collateral,
        also: feasible.collect(),
    })
}

/// An action with its condition and what else stops, where a party can take it.
fn means(entry: &Entry, action: Action) -> Option<Further> {
    let Action::Use(ability) = action else {
        return Some(Further { action, condition: None, collateral: None });
    };
    let power: &Power = entry.can.iter().find(|power| power.ability == ability)?;
    let (condition, collateral) = (power.condition.clone(), power.collateral.clone());
    Some(Further { action, condition, collateral })
}

/// What is to be known about a party's contact.
pub(super) fn remarks(entry: &Entry) -> Vec<String> {
    let mut keys = Vec::new();
    match entry.contacts.first() {
        None => keys.push("remark.no-contact"),
        Some(contact) => {
            keys.extend(match contact.purpose {
                Purpose::Abuse => None,
                Purpose::Registry => Some("remark.registry-office"),
                Purpose::Registrant => Some("remark.reaches-holder"),
                Purpose::Security | Purpose::Noc | Purpose::Technical | Purpose::General => {
                    Some("remark.not-for-abuse")
                }
            });
            keys.extend(match contact.basis {
                Basis::Directory if contact.stale => Some("remark.stale"),
                Basis::Published | Basis::Directory => None,
                Basis::OwnNetwork => Some("remark.own-network"),
                Basis::Inherited => Some("remark.inherited"),
                Basis::Guessed => Some("remark.guess"),
            });
        }
    }
    if entry.confidence == Confidence::Weak {
        keys.push("remark.weak");
    }
    keys.into_iter().map(|key| texts::text(key).to_owned()).collect()
}

/// Whether another entry of a party has a contact in common with the first, or none at all: then
/// one desk reads both.
pub(super) fn same_desk(one: &Entry, other: &Entry) -> bool {
    other.contacts.is_empty()
        || one.contacts.iter().any(|contact| {
            other.contacts.iter().any(|known| {
                known.value.trim_end_matches('/') == contact.value.trim_end_matches('/')
            })
        })
}
