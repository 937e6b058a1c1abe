//! What the state of the name and its place below a platform change for those who could act on it.

use super::{View, tenancy};
use crate::directory::Role;
use crate::model::ability::Actor;
use crate::model::chain::{Chain, Entry, LayerId, Tenancy};
use crate::model::name::at_or_below;

/// The layers that act on the name as a whole.
const NAME_PATH: [LayerId; 4] =
    [LayerId::Registry, LayerId::Registrar, LayerId::Reseller, LayerId::Dns];

/// Adds the cautions to a chain.
pub(super) fn caution(view: &View<'_>, chain: &mut Chain) {
    let statuses = chain.registration.statuses.clone();
    let platform = Platform::of(view);
    chain.platform = platform.as_ref().map(Platform::tenancy);
    for entry in &mut chain.entries {
        if !entry.is_identified() || !NAME_PATH.contains(&entry.layer) {
            continue;
        }
        if let Some(platform) = &platform {
            platform.spare_others(view, entry);
        }
        if matches!(entry.layer, LayerId::Registry | LayerId::Registrar) {
            already_suspended(entry, &statuses);
        }
        if entry.layer == LayerId::Registrar {
            leaving(entry, &statuses);
        }
    }
}

/// A platform whose own domain the name path is about.
struct Platform<'a> {
    /// Its registered domain.
    domain: &'a str,
    /// The name that its customers' names stand below.
    above: String,
    /// Its identifier, where the directory knows it.
    id: Option<&'a str>,
    /// Whether more is known of it than that it asked to be on a public list.
    known: bool,
}

impl<'a> Platform<'a> {
    /// The platform, where the target is a customer's name below one.
    fn of(view: &View<'a>) -> Option<Self> {
        let registration = &view.seen.name.as_ref()?.registration;
        let host = view.target.name()?;
        let domain = registration.domain.as_str();
        if let Some(found) = tenancy::of(view) {
            let above = found.value.split('/').next().unwrap_or_default();
            if at_or_below(above, domain) {
                let id = Some(found.provider.id.as_str());
                let known = found.role != Role::Platform;
                return Some(Self { domain, above: above.to_owned(), id, known });
            }
        }
        let private = host.suffixes.private.as_deref();
        private
            .filter(|suffix| *suffix != registration.suffix && *suffix != host.ascii)
            .map(|suffix| Self { domain, above: suffix.to_owned(), id: None, known: false })
    }

    /// The customer's place on it.
    fn tenancy(&self) -> Tenancy {
        Tenancy {
            domain: self.domain.to_owned(),
            above: self.above.clone(),
            known: self.known,
            party: self.id.map(str::to_owned),
        }
    }

    /// Warns at a party of the name path that it would hit everybody who is on the platform, unless
    /// the customer has a zone of its own, or the party is the one that points this one name.
    fn spare_others(&self, view: &View<'_>, entry: &mut Entry) {
        let zone = view.seen.name.as_ref().and_then(|name| name.delegation.zone.found());
        let own_zone = zone
            .is_some_and(|zone| zone.apex != self.above && at_or_below(&zone.apex, &self.above));
        let points = matches!(entry.actor(), Some(Actor::Pointer | Actor::Speller));
        if entry.layer == LayerId::Dns && (own_zone || points) {
            return;
        }
        entry.hits_platform = true;
        let is_platform = entry.party().is_some_and(|party| self.id == Some(party.id.as_str()));
        let note = if !is_platform {
            format!(
                "not for this: {} is the platform's own domain, and acting on it would hit all \
                 customers; the platform can act on one of them",
                self.domain
            )
        } else if entry.layer == LayerId::Registrar {
            format!(
                "the platform's own company: report one customer to its contact as host or cdn, \
                 since suspending {} would hit all of them",
                self.domain
            )
        } else {
            String::new()
        };
        if !note.is_empty() {
            entry.notes.insert(0, note);
        }
    }
}

/// A hold is a suspension, so that there is nothing left to ask for.
fn already_suspended(entry: &mut Entry, statuses: &[String]) {
    if let Some((status, by)) = suspended_by(statuses) {
        entry.notes.push(format!("already suspended by {by} ({status})"));
    }
}

/// The status that says that the name is suspended, and who set it.
pub(super) fn suspended_by(statuses: &[String]) -> Option<(&str, &'static str)> {
    statuses.iter().find_map(|status| {
        let by = match status.as_str() {
            "client hold" => "the registrar",
            "server hold" => "the registry",
            "suspended" => "the registrar or the registry",
            _ => return None,
        };
        Some((status.as_str(), by))
    })
}

/// A name that is being deleted leaves the DNS by itself.
fn leaving(entry: &mut Entry, statuses: &[String]) {
    let dying = ["pending delete", "redemption period", "pending restore"];
    if let Some(status) = statuses.iter().find(|status| dying.contains(&status.as_str())) {
        entry.notes.push(format!(
            "the name is leaving the DNS ({status}); a report to the registrar is for information only"
        ));
    }
}
