//! Names become parties: one company has one identifier in every layer.

use crate::directory::{Directory, Match, Provider};
use crate::model::chain::Party;
use crate::model::company::same_company;
use crate::model::writer::Writer;

/// The party that a provider is.
pub(super) fn of_provider(provider: &Provider) -> Party {
    let country_listed = provider.country.is_some();
    let country = provider.country.clone();
    Party { country, country_listed, ..Party::named(&provider.name, &provider.id) }
}

/// The party behind a match.
pub(super) fn of_match(found: &Match<'_>) -> Party {
    of_provider(found.provider)
}

/// Whose word it is that a match is its provider.
pub(super) fn writer(provider: &Provider) -> Writer {
    if provider.is_own { Writer::UserDirectory } else { Writer::Directory }
}

/// The party that a record names. Its identifier is the directory's where the whole name is
/// known there, never by likeness.
pub(super) fn of_name(known: &Directory, name: &str, country: Option<&str>) -> Party {
    let country = country.map(str::to_owned);
    if let Some(provider) = known.by_holder(name) {
        let country_listed = country.is_none() && provider.country.is_some();
        let country = country.or_else(|| provider.country.clone());
        return Party { country, country_listed, ..Party::named(name, &provider.id) };
    }
    let slug = slug(name);
    // A name that is not known must not pass for a company whose identifier it happens to spell.
    let borrows = known.provider(&slug).is_some();
    let party = Party { country, ..Party::named(name, slug) };
    if borrows { party.that_borrows() } else { party }
}

/// The party that a text names which its own side wrote. It is shown as it stands, and is never the
/// company of the directory that bears the name.
pub(super) fn as_said(known: &Directory, name: &str, country: Option<&str>) -> Party {
    let slug = slug(name);
    let borrows = known.provider(&slug).is_some() || known.by_holder(name).is_some();
    let party = Party { country: country.map(str::to_owned), ..Party::named(name, slug) };
    if borrows { party.that_borrows() } else { party }
}

/// Whether two parties are one. A company of the directory is known by its identifier alone: a name
/// that was only borrowed has another. Others are compared as companies are.
pub(super) fn same(known: &Directory, one: &Party, other: &Party) -> bool {
    let listed = |party: &Party| known.by_holder(&party.name).is_some();
    one.id == other.id || (!listed(one) && !listed(other) && same_company(&one.name, &other.name))
}

/// A name as an identifier: lower-case letters and digits, joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::Stage;

    #[test]
    fn one_company_is_one_party_and_a_borrowed_name_is_another() {
        let stage = Stage::of("shop.example.com", &[]);
        let known = stage.view().known;
        let named = |name: &str| of_name(known, name, None);
        let said = |name: &str| as_said(known, name, None);
        assert!(same(known, &named("Alder Ltd"), &said("ALDER LIMITED")));
        assert!(!same(known, &named("Alder Ltd"), &named("Alder Hosting Ltd")));
        assert!(same(known, &named("Edge Example, Inc."), &named("EDGE EXAMPLE INC")));
        assert!(!same(known, &named("Edge Example, Inc."), &said("Edge Example, Inc.")));
        assert_eq!(said("Edge").id, "name-edge", "it spells the identifier of somebody else");
        assert_eq!(slug("  Alder & Elm -- Networks, Inc.  "), "alder-elm-networks-inc");
    }
}
