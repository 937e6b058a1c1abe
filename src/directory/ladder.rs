//! The ladder of contacts: how a company that was found in a role is reached, best first.
//!
//! Its own contacts for the role come first, then those whose source names no role, then those that
//! it has for another role, each saying which.

use super::contact::ProviderContact;
use super::lookup::Match;
use super::provider::{Provider, SignKind};
use super::registrars;
use super::role::Role;

/// One way to reach a company in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReachRung {
    /// The contact.
    pub contact: ProviderContact,
    /// The other role that it was taken from; `None` where it is for this one, or for any.
    pub from: Option<Role>,
}

/// Contacts that must not be offered, though lists still copy them: value, why.
const RETIRED: &str = include_str!("retired.tsv");

/// Why a contact must not be offered out of a list, if so.
pub fn retired(value: &str) -> Option<&'static str> {
    let value = value.trim_end_matches('/');
    let mut rows = RETIRED.lines().filter_map(|line| line.split_once('\t'));
    rows.find(|(known, _)| known.trim_end_matches('/').eq_ignore_ascii_case(value))
        .map(|(_, why)| why)
}

impl Match<'_> {
    /// How the provider is reached in this role. Where customers publish on the provider's platform,
    /// its desk for such content comes before its general one.
    pub fn ladder(&self) -> Vec<ReachRung> {
        let kinds = [SignKind::Platform, SignKind::Url, SignKind::Alias];
        let on_platform =
            kinds.contains(&self.sign.kind) && (self.role != Role::Cdn || self.sign.stores);
        let desks = [Role::Platform, self.role];
        self.provider
            .desks(desks.get(usize::from(!on_platform)..).unwrap_or_default(), self.service)
    }
}

impl Provider {
    /// How the provider is reached in a role.
    pub fn ladder(&self, role: Role) -> Vec<ReachRung> {
        self.desks(&[role], None)
    }

    /// How the provider is reached in some roles, which are one desk here, then at its others.
    fn desks(&self, own: &[Role], service: Option<&str>) -> Vec<ReachRung> {
        let mut rungs: Vec<ReachRung> = Vec::new();
        let role = own.last().copied().unwrap_or(Role::Host);
        let own = own.iter().map(|desk| (*desk, None));
        let others = others(role).iter().map(|desk| (*desk, Some(*desk)));
        for (desk, from) in own.chain(others) {
            let contacts = self.contacts_of(desk, service).into_iter().cloned();
            let registered = if desk == Role::Registrar { self.registered() } else { Vec::new() };
            for contact in contacts.chain(registered) {
                let same = |rung: &ReachRung| {
                    rung.contact.kind == contact.kind
                        && rung.contact.value.eq_ignore_ascii_case(&contact.value)
                };
                if !rungs.iter().any(same) {
                    rungs.push(ReachRung { contact, from });
                }
            }
        }
        rungs
    }

    /// What the register's table has for its numbers as a registrar.
    fn registered(&self) -> Vec<ProviderContact> {
        let signs = self.signs.iter().filter(|sign| sign.kind == SignKind::Registrar);
        let numbers = signs.flat_map(|sign| &sign.values).filter_map(|value| value.parse().ok());
        numbers.flat_map(registrars::contacts).filter(ProviderContact::is_for_reports).collect()
    }
}

/// The other roles whose desk is asked instead, the nearest first. A registry and a certificate
/// authority have desks for one thing each, which pass nothing on.
fn others(role: Role) -> &'static [Role] {
    use Role::{Cdn, Certificate, Dns, Host, Mail, Network, Platform, Registrar, Registry};
    match role {
        Registrar => &[Dns, Host, Platform, Network, Cdn, Mail],
        Dns => &[Registrar, Host, Network, Cdn, Platform, Mail],
        Cdn => &[Host, Network, Platform, Dns, Registrar, Mail],
        Platform => &[Host, Cdn, Network, Dns, Registrar, Mail],
        Host => &[Platform, Network, Cdn, Dns, Registrar, Mail],
        Network => &[Host, Cdn, Platform, Dns, Registrar, Mail],
        Mail => &[Host, Platform, Network, Dns, Registrar, Cdn],
        Certificate | Registry => &[Registrar, Host, Network, Dns, Cdn, Platform, Mail],
    }
}
