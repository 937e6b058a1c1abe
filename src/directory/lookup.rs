//! The questions that the directory answers, each with all matches, the most specific first.

use std::net::IpAddr;

use ipnet::IpNet;

use super::Directory;
use super::index::Place;
use super::names::{self, CompanyName};
use super::provider::{Provider, ProviderContact, Role, Sign, SignKind};

/// A sign of a provider that fits what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match<'a> {
    /// Whose sign it is.
    pub provider: &'a Provider,
    /// The sign, with its source and date.
    pub sign: &'a Sign,
    /// The role that the provider plays here. Whoever originates an AS is always its network
    /// as well, so this can differ from the sign's own role.
    pub role: Role,
    /// The product, where the sign tells.
    pub service: Option<&'a str>,
    /// The value of the sign that fitted.
    pub value: String,
    /// How specific it is: labels of a name, bits of a prefix. Comparable within one question.
    pub specificity: u32,
}

impl Match<'_> {
    /// The provider's contacts for this role, best first. Where customers publish on the
    /// provider's platform, its desk for such content comes before its general one.
    pub fn contacts(&self) -> Vec<&ProviderContact> {
        let is_platform = matches!(self.sign.kind, SignKind::Platform | SignKind::Alias)
            && (self.role != Role::Cdn || self.sign.stores);
        let mut contacts = Vec::new();
        if is_platform {
            contacts = self.provider.contacts_of(Role::Platform, self.service);
        }
        for contact in self.provider.contacts_of(self.role, self.service) {
            if !contacts.contains(&contact) {
                contacts.push(contact);
            }
        }
        contacts
    }
}

/// The most specific match for a role among the answers to one question.
pub fn best_for<'m, 'a>(matches: &'m [Match<'a>], role: Role) -> Option<&'m Match<'a>> {
    matches.iter().find(|found| found.role == role)
}

impl Directory {
    /// Who runs the name server of this name.
    pub fn by_name_server(&self, host: &str) -> Vec<Match<'_>> {
        let Some(host) = names::host(host) else { return Vec::new() };
        let mut matches = self.by_name(&[SignKind::NameServer], &host);
        for (pattern, text, place) in &self.index.patterns {
            if pattern.matches(&host) {
                matches.extend(self.found(*place, text.clone(), names::labels(&host)));
            }
        }
        sorted(matches)
    }

    /// On whose edge or platform a host name or the target of an alias is.
    pub fn by_alias(&self, host: &str) -> Vec<Match<'_>> {
        self.by_host(&[SignKind::Alias, SignKind::Platform], host)
    }

    /// Who takes the mail at this mail exchange.
    pub fn by_mail_exchange(&self, host: &str) -> Vec<Match<'_>> {
        self.by_host(&[SignKind::Mail], host)
    }

    /// Who named an address so in its reverse zone; a weak sign, since whoever runs that zone
    /// may write anything.
    pub fn by_reverse(&self, host: &str) -> Vec<Match<'_>> {
        self.by_host(&[SignKind::Reverse], host)
    }

    /// Who registers names below this suffix.
    pub fn by_suffix_registry(&self, suffix: &str) -> Vec<Match<'_>> {
        self.by_host(&[SignKind::Suffix], suffix)
    }

    /// In whose published range an address is.
    pub fn by_address(&self, address: IpAddr) -> Vec<Match<'_>> {
        let address = address.to_canonical();
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let mut matches = Vec::new();
        for length in (1..=longest).rev() {
            let Ok(prefix) = IpNet::new(address, length) else { continue };
            let prefix = prefix.trunc();
            for place in self.index.prefixes.get(&prefix).into_iter().flatten() {
                matches.extend(self.found(*place, prefix.to_string(), u32::from(length)));
            }
        }
        sorted(matches)
    }

    /// Whose autonomous system it is.
    pub fn by_origin(&self, number: u32) -> Vec<Match<'_>> {
        self.by_number(SignKind::Origin, number)
    }

    /// Which registrar has this number at the Internet Assigned Numbers Authority.
    pub fn by_registrar(&self, iana_id: u32) -> Vec<Match<'_>> {
        self.by_number(SignKind::Registrar, iana_id)
    }

    /// Whose servers send such response headers. Anyone can send any header: a hint, no proof.
    pub fn by_headers(&self, headers: &[(String, String)]) -> Vec<Match<'_>> {
        let mut matches = Vec::new();
        for (name, value) in headers {
            let of_name = self.index.headers.get(&name.to_ascii_lowercase());
            for (pattern, text, place) in of_name.into_iter().flatten() {
                if pattern.matches(value) {
                    matches.extend(self.found(*place, text.clone(), pattern.specificity()));
                }
            }
        }
        sorted(matches)
    }

    /// Which authority issues certificates under the name of this organisation.
    pub fn by_issuer(&self, organisation: &str) -> Vec<Match<'_>> {
        let Some(company) = CompanyName::of(organisation) else { return Vec::new() };
        let of_words = self.index.issuers.get(&company.words).into_iter().flatten();
        let fitting = of_words.filter(|(issuer, _)| issuer.is_same(&company));
        sorted(
            fitting
                .filter_map(|(_, place)| self.found(*place, organisation.to_owned(), 1))
                .collect(),
        )
    }

    /// The provider that holds resources under this name. Nobody when several companies share
    /// the name, because the wrong party is worse than none.
    pub fn by_holder(&self, name: &str) -> Option<&Provider> {
        let company = CompanyName::of(name)?;
        let of_words = self.index.companies.get(&company.words)?;
        let mut fitting = of_words.iter().filter(|(known, _)| known.is_same(&company));
        let (_, first) = fitting.next()?;
        fitting.all(|(_, other)| other == first).then(|| self.providers.get(*first)).flatten()
    }

    /// The matches of a number.
    fn by_number(&self, kind: SignKind, number: u32) -> Vec<Match<'_>> {
        let text = number.to_string();
        let places = self.index.exact(kind, &text);
        sorted(places.iter().filter_map(|place| self.found(*place, text.clone(), 1)).collect())
    }

    /// The matches of a host name as it came.
    fn by_host(&self, kinds: &[SignKind], host: &str) -> Vec<Match<'_>> {
        names::host(host).map_or_else(Vec::new, |host| sorted(self.by_name(kinds, &host)))
    }

    /// The matches of the name and of every name above it.
    fn by_name(&self, kinds: &[SignKind], host: &str) -> Vec<Match<'_>> {
        let mut matches = Vec::new();
        for suffix in names::suffixes(host) {
            for kind in kinds {
                for place in self.index.exact(*kind, suffix) {
                    matches.extend(self.found(*place, suffix.to_owned(), names::labels(suffix)));
                }
            }
        }
        matches
    }

    /// The match at a place.
    fn found(&self, place: Place, value: String, specificity: u32) -> Option<Match<'_>> {
        let provider = self.providers.get(place.provider)?;
        let sign = provider.signs.get(place.sign)?;
        let service = sign.service.as_deref();
        Some(Match { provider, sign, role: place.role, service, value, specificity })
    }
}

/// Puts the most specific first; ties go to the user's own entries, then by identifier, role, kind and value, so that the order
/// never depends on a table's.
fn sorted(mut matches: Vec<Match<'_>>) -> Vec<Match<'_>> {
    matches.sort_by(|one, other| {
        let key = |found: &Match<'_>| (found.role, found.sign.kind);
        other
            .specificity
            .cmp(&one.specificity)
            .then_with(|| other.provider.is_own.cmp(&one.provider.is_own))
            .then_with(|| one.provider.id.cmp(&other.provider.id))
            .then_with(|| key(one).cmp(&key(other)))
            .then_with(|| one.value.cmp(&other.value))
    });
    matches.dedup_by(|later, first| {
        later.role == first.role
            && later.provider.id == first.provider.id
            && later.value == first.value
            && later.sign == first.sign
    });
    matches
}
