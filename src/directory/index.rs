//! The tables that make a look-up fast: from a name, number or prefix to the signs that show it.

use std::collections::HashMap;

use ipnet::IpNet;

use super::names::CompanyName;
use super::pattern::{HeaderPattern, HostPattern};
use super::provider::{Provider, Role, Sign, SignKind};

/// Where a sign stands: provider, sign within it, and the role that is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The provider's position.
    pub(super) provider: usize,
    /// The sign's position within the provider.
    pub(super) sign: usize,
    /// The role claimed. An origin sign claims the network as well as its own role.
    pub(super) role: Role,
}

/// All tables.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Names and numbers by kind.
    texts: HashMap<SignKind, HashMap<String, Vec<Place>>>,
    /// Address prefixes.
    pub(super) prefixes: HashMap<IpNet, Vec<Place>>,
    /// Patterns of name servers, with their text.
    pub(super) patterns: Vec<(HostPattern, String, Place)>,
    /// Headers by name, with their text.
    pub(super) headers: HashMap<String, Vec<(HeaderPattern, String, Place)>>,
    /// Issuers by the words of their name.
    pub(super) issuers: HashMap<String, Vec<(CompanyName, Place)>>,
    /// Companies by the words of their names.
    pub(super) companies: HashMap<String, Vec<(CompanyName, usize)>>,
    /// Positions of providers by identifier.
    pub(super) ids: HashMap<String, usize>,
}

impl Index {
    /// Builds the tables.
    pub(super) fn of(providers: &[Provider]) -> Self {
        let mut index = Self::default();
        for (at, provider) in providers.iter().enumerate() {
            index.ids.insert(provider.id.clone(), at);
            for name in std::iter::once(&provider.name).chain(&provider.aliases) {
                index.add_company(name, at);
            }
            for (number, sign) in provider.signs.iter().enumerate() {
                let place = Place { provider: at, sign: number, role: sign.role };
                index.add_sign(sign, place);
            }
        }
        index
    }

    /// The signs of a kind that show exactly this text.
    pub(super) fn exact(&self, kind: SignKind, text: &str) -> &[Place] {
        self.texts.get(&kind).and_then(|table| table.get(text)).map_or(&[], Vec::as_slice)
    }

    /// Enters a company's name.
    fn add_company(&mut self, name: &str, provider: usize) {
        if let Some(company) = CompanyName::of(name) {
            let words = company.words.clone();
            self.companies.entry(words).or_default().push((company, provider));
        }
    }

    /// Enters every value of a sign.
    fn add_sign(&mut self, sign: &Sign, place: Place) {
        for prefix in &sign.prefixes {
            self.prefixes.entry(*prefix).or_default().push(place);
        }
        for value in &sign.values {
            self.add_value(sign.kind, value, place);
        }
    }

    /// Enters one value of a sign. Values were checked when they were read, so that one which
    /// cannot be entered does not occur.
    fn add_value(&mut self, kind: SignKind, value: &str, place: Place) {
        match kind {
            SignKind::NameServerPattern => {
                if let Some(pattern) = HostPattern::parse(value) {
                    self.patterns.push((pattern, value.to_owned(), place));
                }
            }
            SignKind::Header => {
                if let Some(pattern) = HeaderPattern::parse(value) {
                    let of_name = self.headers.entry(pattern.name.clone()).or_default();
                    of_name.push((pattern, value.to_owned(), place));
                }
            }
            SignKind::Issuer => {
                if let Some(company) = CompanyName::of(value) {
                    let words = company.words.clone();
                    self.issuers.entry(words).or_default().push((company, place));
                }
            }
            _ => self.add_text(kind, value, place),
        }
    }

    /// Enters a name or number.
    fn add_text(&mut self, kind: SignKind, value: &str, place: Place) {
        let table = self.texts.entry(kind).or_default();
        let places = table.entry(value.to_owned()).or_default();
        places.push(place);
        if kind == SignKind::Origin && place.role != Role::Network {
            places.push(Place { role: Role::Network, ..place });
        }
    }
}
