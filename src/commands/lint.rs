//! `trace directory lint`: whether the entries can be read, and what is missing in them.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use super::inputs::{text, today};
use super::matched::offered;
use super::reach;
use crate::directory::{Directory, Provider, Role};
use crate::error::Error;
use crate::exit;

/// A kind of gap, with the entries that have it.
struct EntryGap {
    /// What is missing, in words.
    what: &'static str,
    /// Where: identifiers, with the statement where there are several.
    places: Vec<String>,
}

/// Checks the embedded entries, or those of a file. Gaps are counted; only a file that cannot be
/// used is a failure.
pub(super) fn run(
    file: Option<&Path>,
    by_role: bool,
    verbose: bool,
    mut out: impl Write,
) -> Result<u8, Error> {
    let known = match file {
        None => Directory::embedded(),
        Some(path) => {
            match Directory::default().with_overlay(&text(path)?, &path.display().to_string()) {
                Ok(own) => own,
                Err(error) => {
                    writeln!(out, "{error}")?;
                    return Ok(exit::CHECK_FAILED);
                }
            }
        }
    };
    let providers = known.providers();
    let signs: usize =
        providers.iter().flat_map(|provider| &provider.signs).map(|sign| sign.values.len()).sum();
    let contacts: usize = providers.iter().map(|provider| provider.contacts.len()).sum();
    writeln!(
        out,
        "{} providers, {signs} signs, {contacts} contacts: the format is right",
        providers.len()
    )?;
    if by_role {
        reach::print(&providers, &today(), verbose, out)?;
        return Ok(exit::TRACED);
    }
    for gap in gaps(&providers, &today()) {
        writeln!(out, "{:>6}  {}", gap.places.len(), gap.what)?;
        for place in gap.places.iter().filter(|_| verbose) {
            writeln!(out, "        {place}")?;
        }
    }
    Ok(exit::TRACED)
}

/// What is missing, by kind.
fn gaps(providers: &[&Provider], today: &str) -> Vec<EntryGap> {
    let of_entries = |what, is_missing: &dyn Fn(&Provider) -> bool| EntryGap {
        what,
        places: providers
            .iter()
            .filter(|provider| is_missing(provider))
            .map(|provider| provider.id.clone())
            .collect(),
    };
    let of_statements = |what, statements: &dyn Fn(&Provider) -> Vec<String>| EntryGap {
        what,
        places: providers
            .iter()
            .flat_map(|provider| {
                statements(provider).into_iter().map(|text| format!("{}: {text}", provider.id))
            })
            .collect(),
    };
    vec![
        of_entries("without a country", &|provider| provider.country.is_none()),
        of_entries("without a web site", &|provider| provider.website.is_none()),
        of_entries("without any contact", &|provider| provider.contacts.is_empty()),
        of_statements("roles without a contact, in entries that have others", &|provider| {
            unreachable_roles(provider).iter().map(ToString::to_string).collect()
        }),
        of_statements("contacts of a service that no sign shows", &|provider| {
            let idle = provider.contacts.iter().filter(|contact| provider.is_idle(contact));
            idle.map(|contact| contact.value.clone()).collect()
        }),
        of_statements("contacts that must not be used", &|provider| {
            let all = provider.contacts.iter();
            let refused = all.filter_map(|contact| refusal(&contact.value, provider, today));
            refused.collect()
        }),
        of_statements("contacts without the languages they take", &|provider| {
            let silent = provider.contacts.iter().filter(|contact| contact.languages.is_empty());
            silent.map(|contact| contact.value.clone()).collect()
        }),
        of_statements("contacts older than 180 days, or entered from memory", &|provider| {
            let old = provider.contacts.iter().filter(|contact| contact.is_stale(today));
            old.map(|contact| contact.value.clone()).collect()
        }),
        of_statements("groups of signs older than 180 days", &|provider| {
            let old = provider.signs.iter().filter(|sign| !sign.recalled && sign.is_stale(today));
            old.map(|sign| format!("{} {}", sign.role, sign.kind)).collect()
        }),
        of_statements("groups of signs entered from memory", &|provider| {
            let recalled = provider.signs.iter().filter(|sign| sign.recalled);
            recalled.map(|sign| format!("{} {}", sign.role, sign.kind)).collect()
        }),
    ]
}

/// A contact of a provider that no trace would offer, and why.
fn refusal(value: &str, provider: &Provider, today: &str) -> Option<String> {
    let contact = provider.contacts.iter().find(|contact| contact.value == value)?;
    let entry =
        offered(Role::Host, &provider.name, today, |judge| vec![judge.of_provider(contact)]);
    let refused = entry.rejected.first().map(|rejected| &rejected.contact)?;
    Some(format!("{}: {}", refused.value, refused.reason))
}

/// The roles that a provider's signs show and none of its contacts is for.
fn unreachable_roles(provider: &Provider) -> BTreeSet<Role> {
    if provider.contacts.is_empty() {
        return BTreeSet::new();
    }
    let reached: BTreeSet<Role> =
        provider.contacts.iter().flat_map(|contact| contact.roles.iter().copied()).collect();
    let is_reached = |role: &Role| {
        reached.contains(role) || *role == Role::Host && reached.contains(&Role::Platform)
    };
    provider.signs.iter().map(|sign| sign.role).filter(|role| !is_reached(role)).collect()
}
