//! `trace directory lint --reach`: in how many of their roles the providers can be reached, on whose
//! word, and of what age.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::matched::offered;
use crate::directory::{Match, Provider, Role, Sign, SignKind, is_aged, is_stale};
use crate::model::contact::Contact;

/// How the providers of one role are reached.
#[derive(Default)]
struct RoleReach {
    /// Providers that are known in the role.
    providers: usize,
    /// Reached by a contact for the role or for any, by whose word that is.
    own: [usize; 3],
    /// Reached at the desk of another role only.
    other: usize,
    /// By the age of the best contact: half a year, a year, older, without a day.
    ages: [usize; 4],
    /// Without a contact.
    nobody: Vec<String>,
}

/// Whose word a contact is, in the order of the columns.
const BACKINGS: [&str; 3] = ["published", "secondary", "recalled"];

/// Prints the figures, role by role.
pub(super) fn print(
    providers: &[&Provider],
    today: &str,
    verbose: bool,
    mut out: impl Write,
) -> io::Result<()> {
    writeln!(
        out,
        "role         providers  published  secondary  recalled  other role  none |  <180 d  <1 y  older  no day"
    )?;
    let mut all = RoleReach::default();
    for role in Role::ALL {
        let reach = reach(providers, role, today);
        line(role.as_str(), &reach, &mut out)?;
        for id in reach.nobody.iter().filter(|_| verbose) {
            writeln!(out, "        {id}")?;
        }
        all.add(reach);
    }
    line("all", &all, &mut out)
}

impl RoleReach {
    /// Adds the figures of another role.
    fn add(&mut self, other: Self) {
        self.providers += other.providers;
        self.other += other.other;
        self.nobody.extend(other.nobody);
        for (sum, more) in self.own.iter_mut().zip(other.own) {
            *sum += more;
        }
        for (sum, more) in self.ages.iter_mut().zip(other.ages) {
            *sum += more;
        }
    }
}

/// One line of the table.
fn line(role: &str, reach: &RoleReach, out: &mut impl Write) -> io::Result<()> {
    let [published, secondary, recalled] = reach.own;
    let [half, year, older, undated] = reach.ages;
    writeln!(
        out,
        "{role:<12} {:>9}  {published:>9}  {secondary:>9}  {recalled:>8}  {:>10}  {:>4} |  {half:>7}  {year:>4}  {older:>5}  {undated:>6}",
        reach.providers,
        reach.other,
        reach.nobody.len()
    )
}

/// The figures of a role.
fn reach(providers: &[&Provider], role: Role, today: &str) -> RoleReach {
    let mut reach = RoleReach::default();
    for provider in providers.iter().filter(|provider| roles(provider).contains(&role)) {
        reach.providers += 1;
        let Some(contact) = worst(provider, role, today) else {
            reach.nobody.push(provider.id.clone());
            continue;
        };
        if contact.role.is_some() {
            reach.other += 1;
        } else {
            let words = BACKINGS.iter().zip(&mut reach.own);
            let column = words.filter(|(word, _)| Some(**word) == contact.backing);
            column.for_each(|(_, count)| *count += 1);
        }
        if let Some(column) = reach.ages.get_mut(age(&contact, today)) {
            *column += 1;
        }
    }
    reach
}

/// The roles in which a provider's signs show it.
fn roles(provider: &Provider) -> BTreeSet<Role> {
    let played = |role: &Role| provider.signs.iter().any(|sign| plays(sign, *role));
    Role::ALL.into_iter().filter(played).collect()
}

/// The best contact that a trace would offer for a role, under the sign of it that has the least;
/// none where a sign has none. A web site is no contact.
fn worst(provider: &Provider, role: Role, today: &str) -> Option<Contact> {
    let signs = provider.signs.iter().filter(|sign| plays(sign, role));
    let best = signs.map(|sign| {
        let found = Match {
            provider,
            sign,
            role,
            service: sign.service.as_deref(),
            value: sign.values.first().cloned().unwrap_or_default(),
            specificity: 1,
        };
        let entry = offered(role, &provider.name, today, |judge| judge.of_match(&found));
        entry.contacts.into_iter().find(|contact| contact.backing.is_some())
    });
    let best: Option<Vec<Contact>> = best.collect();
    let order = |contact: &Contact| (contact.role.is_some(), contact.stale);
    best?.into_iter().max_by_key(order)
}

/// Whether a sign shows a role.
fn plays(sign: &Sign, role: Role) -> bool {
    sign.role == role || role == Role::Network && sign.kind == SignKind::Origin
}

/// The column of a contact's age.
fn age(contact: &Contact, today: &str) -> usize {
    match contact.as_of.as_deref() {
        None => 3,
        Some(day) if !is_stale(day, today) => 0,
        Some(day) if !is_aged(day, today) => 1,
        Some(_) => 2,
    }
}
