//! What the state of the name and its place below a platform change for those who could act on it.

use super::View;
use crate::contacts::is_at_or_below;
use crate::directory::Role;
use crate::model::chain::{Chain, Entry, LayerId, Status};

/// The layers that act on the name as a whole.
const NAME_PATH: [LayerId; 4] =
    [LayerId::Registry, LayerId::Registrar, LayerId::Reseller, LayerId::Dns];

/// Adds the cautions to a chain.
pub(super) fn caution(view: &View<'_>, chain: &mut Chain) {
    let statuses = chain.registration.statuses.clone();
    let platform = platform_domain(view);
    for entry in &mut chain.entries {
        if entry.status != Status::Identified || !NAME_PATH.contains(&entry.layer) {
            continue;
        }
        if let Some(domain) = platform {
            spare_other_customers(entry, domain);
        }
        if matches!(entry.layer, LayerId::Registry | LayerId::Registrar) {
            already_suspended(entry, &statuses);
        }
        if entry.layer == LayerId::Registrar {
            leaving(entry, &statuses);
        }
    }
}

/// The registered domain, where the target is a customer's name below a platform.
fn platform_domain<'a>(view: &View<'a>) -> Option<&'a str> {
    let registration = &view.seen.name.as_ref()?.registration;
    let host = view.target.name()?;
    let domain = registration.domain.as_str();
    let signs = view.known.by_alias(&host.ascii);
    let by_sign = signs.iter().any(|found| {
        (found.role == Role::Host || found.sign.stores)
            && found.value != host.ascii
            && is_at_or_below(&found.value, domain)
    });
    let private = host.suffixes.private.as_deref();
    let by_suffix =
        private.is_some_and(|suffix| suffix != registration.suffix && suffix != host.ascii);
    (by_sign || by_suffix).then_some(domain)
}

/// The name is the platform's: acting on it hits everybody who is on the platform.
fn spare_other_customers(entry: &mut Entry, domain: &str) {
    entry.notes.insert(
        0,
        format!(
            "not for this: {domain} is the platform's own domain, and acting on it would hit all \
             customers; the platform can act on one of them"
        ),
    );
    for power in entry.can.iter_mut().filter(|power| power.collateral.is_some()) {
        *power = power.under("only as the last resort").stopping("all customers of the platform");
    }
}

/// A hold is a suspension, so that there is nothing left to ask for.
fn already_suspended(entry: &mut Entry, statuses: &[String]) {
    let holder = |status: &str| match status {
        "client hold" => Some("the registrar"),
        "server hold" => Some("the registry"),
        _ => None,
    };
    let Some((status, by)) = statuses.iter().find_map(|status| Some((status, holder(status)?)))
    else {
        return;
    };
    entry.can.retain(|power| power.id != "suspend-domain");
    entry.notes.push(format!(
        "already suspended by {by} ({status}): the name does not resolve by intent; the content may \
         remain on the server"
    ));
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
