//! The ladder of contacts: how a company that was found in a role is reached, best first.
//!
//! Its own contacts for the role come first, then those whose source names no role, then those that
//! it has for another role, each saying which.

use super::contact::ProviderContact;
use super::lookup::Match;
use super::provider::{Provider, SignKind};
use super::registrars;
use super::role::Role;
use crate::model::contact::ContactKind;

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
        let number = (self.sign.kind == SignKind::Registrar).then(|| self.value.parse().ok());
        let own = desks.get(usize::from(!on_platform)..).unwrap_or_default();
        self.provider.desks(own, self.service, number.flatten())
    }
}

impl Provider {
    /// How the provider is reached in a role.
    pub fn ladder(&self, role: Role) -> Vec<ReachRung> {
        self.desks(&[role], None, None)
    }

    /// How the provider is reached in some roles, which are one desk here, then at its others; as a
    /// registrar, under one of its numbers or any. Nobody reads for a provider that has ended.
    fn desks(&self, own: &[Role], service: Option<&str>, number: Option<u32>) -> Vec<ReachRung> {
        let mut rungs: Vec<ReachRung> = Vec::new();
        if self.ended.is_some() {
            return rungs;
        }
        let role = own.last().copied().unwrap_or(Role::Host);
        let own = own.iter().map(|desk| (*desk, None));
        let others = others(role).iter().map(|desk| (*desk, Some(*desk)));
        for (desk, from) in own.chain(others) {
            let contacts = self.contacts_of(desk, service).into_iter().cloned().collect();
            let contacts =
                if desk == Role::Registrar { self.registered(contacts, number) } else { contacts };
            for contact in contacts {
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

    /// Its contacts as a registrar, with what the register's table has for a number of it, or for all.
    ///
    /// A company with several numbers has a desk for each: those of the number come first, and beside
    /// them only what it asks everybody to use, what is for this service alone, and a kind that the
    /// table lacks.
    fn registered(&self, own: Vec<ProviderContact>, number: Option<u32>) -> Vec<ProviderContact> {
        let numbers: Vec<u32> = self.registrar_numbers().collect();
        let listed = |numbers: &[u32]| -> Vec<ProviderContact> {
            let rows = numbers.iter().copied().flat_map(registrars::contacts);
            rows.filter(ProviderContact::is_for_reports).collect()
        };
        let rows = number.map_or_else(Vec::new, |number| listed(&[number]));
        if rows.is_empty() || numbers.len() < 2 {
            return own.into_iter().chain(listed(&numbers)).collect();
        }
        let same = |one: &ProviderContact, other: &ProviderContact| {
            one.kind == other.kind && one.value.eq_ignore_ascii_case(&other.value)
        };
        // What the company's entry says of the same contact is more than the table does.
        let told = |row: ProviderContact| {
            let known = own.iter().find(|contact| same(contact, &row)).cloned();
            known.unwrap_or(row)
        };
        let beside = own.iter().filter(|contact| {
            let lacks = contact.kind == ContactKind::Phone
                && rows.iter().all(|row| row.kind != ContactKind::Phone);
            contact.is_wanted_form() || contact.service.is_some() || lacks
        });
        let beside: Vec<ProviderContact> = beside.cloned().collect();
        rows.iter().cloned().map(told).chain(beside).collect()
    }

    /// Its numbers as a registrar.
    fn registrar_numbers(&self) -> impl Iterator<Item = u32> {
        let signs = self.signs.iter().filter(|sign| sign.kind == SignKind::Registrar);
        signs.flat_map(|sign| &sign.values).filter_map(|value| value.parse().ok())
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
