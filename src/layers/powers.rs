//! What each party of the chain can do: the matrix's row of its kind, narrowed and widened by what
//! was observed of the name.

use super::View;
use super::cautions::suspended_by;
use super::disuse::Disuse;
use crate::abilities;
use crate::directory::{tld, zone_of};
use crate::model::ability::Ability;
use crate::model::chain::{Chain, Entry, LayerId, Status};
use crate::model::name::at_or_below;
use crate::model::observations::NameFacts;
use crate::model::zone::ZoneKind;
use crate::texts;

/// Gives every identified entry the powers of its kind, less what is spent.
pub(super) fn empower(view: &View<'_>, chain: &mut Chain, disuse: Option<&Disuse>) {
    let mail: Vec<String> = chain
        .layer(LayerId::Mail)
        .filter(|entry| entry.is_identified())
        .map(Entry::in_words)
        .collect();
    let sunk = disuse.is_some_and(|disuse| disuse.sunk);
    let spent = sunk || suspended_by(&chain.registration.statuses).is_some();
    let hides_registrar =
        chain.layer(LayerId::Registrar).any(|entry| entry.status() == Status::Hidden);
    for entry in &mut chain.entries {
        let Some(actor) = entry.actor() else { continue };
        entry.can = abilities::can(actor);
        entry.cannot = abilities::cannot(actor);
        if entry.layer == LayerId::Registry && hides_registrar {
            // The matrix has it as indirect: only the registry knows whom to pass it to.
            let means = abilities::look_up(actor, Ability::ForwardReport).means;
            entry.can.push(abilities::power(actor, Ability::ForwardReport, means));
        }
        if let Some(name) = &view.seen.name {
            suspend(entry, name, &mail);
        }
        if entry.hits_platform {
            spare_others(entry);
        }
        match entry.layer {
            LayerId::Registry | LayerId::Registrar if spent => {
                entry.can.retain(|power| power.ability != Ability::SuspendDomain);
            }
            // What is in a sinkhole is not what was reported.
            LayerId::Host if sunk => entry.can.clear(),
            _ => {}
        }
    }
}

/// Says that whatever stops more than one thing would stop it for all customers of a platform.
fn spare_others(entry: &mut Entry) {
    for power in entry.can.iter_mut().filter(|power| power.collateral.is_some()) {
        power.condition = Some(texts::text("condition.last-resort").to_owned());
        power.collateral = Some(texts::text("collateral.platform").to_owned());
    }
}

/// Says what stops besides when the name is suspended, and under whose rules the registry does it.
fn suspend(entry: &mut Entry, name: &NameFacts, mail: &[String]) {
    let layer = entry.layer;
    let Some(power) = entry.can.iter_mut().find(|power| power.ability == Ability::SuspendDomain)
    else {
        return;
    };
    let domain = &name.registration.domain;
    let servers = name.delegation.servers.iter();
    let own_servers = servers.clone().any(|server| at_or_below(&server.host, domain));
    let mail = mail.join(", ");
    let values = [("domain", domain.as_str()), ("mail", &mail)];
    if own_servers {
        power.collateral = Some(texts::fill("collateral.suspend-domain.own-servers", &values));
    } else if !mail.is_empty() {
        power.collateral = Some(texts::fill("collateral.suspend-domain.seen", &values));
    }
    if layer == LayerId::Registry {
        power.condition = Some(registry_rules(&name.registration.suffix));
    }
}

/// What has to be true before a registry suspends a name: the contracts of generic top-level
/// domains send the reporter to the registrar first; elsewhere the zone's own rules decide.
fn registry_rules(suffix: &str) -> String {
    let direct = tld(suffix).is_some_and(|entry| entry.is_direct());
    let key = match zone_of(suffix) {
        ZoneKind::Generic if !direct => "condition.after-registrar",
        _ => "condition.national-rules",
    };
    texts::fill(key, &[("suffix", suffix)])
}
