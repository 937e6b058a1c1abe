//! The questions that the directory answers, each with all matches, the most specific first.

use std::net::IpAddr;
use std::sync::PoisonError;

use ipnet::IpNet;

use super::Directory;
use super::company::CompanyName;
use super::contact::ProviderContact;
use super::index;
use super::names;
use super::pattern::HeaderPattern;
use super::provider::{Provider, Sign, SignKind};
use super::role::Role;
use super::rows;
use super::shelf::Shelf;
use super::table::Row;

/// The most parts of a path that a sign looks at.
const DEEPEST_PATH: usize = 4;
/// So many holders' names are remembered.
const HOLDERS: usize = 4_096;

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
    /// The provider's contacts for this role, best first.
    pub fn contacts(&self) -> Vec<ProviderContact> {
        let own = self.ladder().into_iter().filter(|rung| rung.from.is_none());
        own.map(|rung| rung.contact).collect()
    }
}

/// Puts the match that prevails first, and drops what is said twice.
pub(super) fn sorted(mut matches: Vec<Match<'_>>) -> Vec<Match<'_>> {
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

/// The prefixes that an address is in, the longest first.
pub(super) fn prefixes(address: IpAddr) -> impl Iterator<Item = IpNet> {
    let address = address.to_canonical();
    let longest = if address.is_ipv4() { 32 } else { 128 };
    (1..=longest).rev().filter_map(move |length| Some(IpNet::new(address, length).ok()?.trunc()))
}

impl Directory {
    /// Who runs the name server of this name.
    pub fn by_name_server(&self, host: &str) -> Vec<Match<'_>> {
        let Some(host) = names::host(host) else { return Vec::new() };
        let mut matches = self.by_name(&[SignKind::NameServer], &host);
        matches.extend(self.all(
            |shelf| {
                shelf.patterns().filter(|(pattern, _)| pattern.matches(&host)).map(|(_, row)| row)
            },
            |row| Some((row.value.to_owned(), names::labels(&host))),
        ));
        sorted(matches)
    }

    /// On whose edge or platform a host name or the target of an alias is.
    pub fn by_alias(&self, host: &str) -> Vec<Match<'_>> {
        self.by_host(&[SignKind::Alias, SignKind::Platform], host)
    }

    /// Whose sign a host name bears, whatever it stands for: as a name server, an alias or platform,
    /// a mail exchange, a reverse name or a suffix of a registry.
    pub fn by_host_name(&self, host: &str) -> Vec<Match<'_>> {
        let kinds = [
            SignKind::Alias,
            SignKind::Platform,
            SignKind::Suffix,
            SignKind::Mail,
            SignKind::Reverse,
        ];
        let mut matches = self.by_name_server(host);
        matches.extend(self.by_host(&kinds, host));
        sorted(matches)
    }

    /// On whose platform the place is that a URL names, by host and path: the customers of some
    /// share one host. The path is that of the URL, with its slash in front.
    pub fn by_url(&self, host: &str, path: &str) -> Vec<Match<'_>> {
        let Some(host) = names::host(host) else { return Vec::new() };
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let mut matches = Vec::new();
        for depth in (0..=parts.len().min(DEEPEST_PATH)).rev().filter(|_| !parts.is_empty()) {
            let place = format!("{host}/{}", parts.get(..depth).unwrap_or_default().join("/"));
            let specificity = names::labels(&host) + u32::try_from(depth).unwrap_or(0);
            matches.extend(self.exact(SignKind::Url, &place, specificity));
        }
        sorted(matches)
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
        let mut matches = Vec::new();
        // Only the embedded table has an index; those of the user are small.
        let has_more = self.shelves.iter().any(|shelf| !shelf.is_indexed);
        let held: Vec<IpNet> =
            if has_more { prefixes(address).collect() } else { index::around(address).collect() };
        for prefix in held {
            let length = u32::from(prefix.prefix_len());
            matches.extend(self.exact(SignKind::Prefix, &prefix.to_string(), length));
        }
        if let Some(ranges) = &self.ranges {
            matches.retain(|found| found.provider.is_own || !ranges.replaces(found));
            for (id, sign, value, specificity) in ranges.at(address) {
                let provider = self.provider(id).filter(|provider| !provider.is_own);
                let Some(provider) = provider else { continue };
                let service = sign.service.as_deref();
                let role = sign.role;
                matches.push(Match { provider, sign, role, service, value, specificity });
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
            let name = name.to_ascii_lowercase();
            matches.extend(self.all(
                |shelf| shelf.table.exact(SignKind::Header.as_str(), &name),
                |row| {
                    let pattern = HeaderPattern::parse(row.text)?;
                    let found = (row.text.to_owned(), pattern.specificity());
                    pattern.matches(value).then_some(found)
                },
            ));
        }
        sorted(matches)
    }

    /// Which authority issues certificates under the name of this organisation.
    pub fn by_issuer(&self, organisation: &str) -> Vec<Match<'_>> {
        let Some(company) = CompanyName::of(organisation) else { return Vec::new() };
        let key = company.keys().next().unwrap_or_default();
        sorted(self.all(
            |shelf| shelf.table.exact(SignKind::Issuer.as_str(), &key),
            |row| {
                let issuer = CompanyName::of(row.text)?;
                issuer.same(&company).then(|| (organisation.to_owned(), 1))
            },
        ))
    }

    /// The provider that holds resources under this name. Nobody when several companies share
    /// the name, because the wrong party is worse than none.
    pub fn by_holder(&self, name: &str) -> Option<&Provider> {
        let holders = || self.holders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = holders().get(name) {
            return self.provider(known.as_ref()?);
        }
        let found = self.holder(name);
        let mut holders = holders();
        if holders.len() >= HOLDERS {
            holders.clear();
        }
        holders.insert(name.to_owned(), found.map(|found| found.id.clone()));
        found
    }

    /// The one provider of a name, found in the tables.
    fn holder(&self, name: &str) -> Option<&Provider> {
        let company = CompanyName::of(name)?;
        let fits =
            |row: &Row<'_>| CompanyName::of(row.text).is_some_and(|known| known.same(&company));
        let mut fitting = self.shelves.iter().enumerate().flat_map(|(at, shelf)| {
            let rows = company
                .keys()
                .flat_map(|key| shelf.table.exact(rows::COMPANY, &key).collect::<Vec<_>>());
            rows.filter(&fits)
                .filter_map(move |row| self.visible(at, row.provider))
                .collect::<Vec<_>>()
        });
        let first = fitting.next()?;
        fitting.all(|other| other.id == first.id).then_some(first)
    }

    /// The matches of a number.
    fn by_number(&self, kind: SignKind, number: u32) -> Vec<Match<'_>> {
        sorted(self.exact(kind, &number.to_string(), 1))
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
                matches.extend(self.exact(*kind, suffix, names::labels(suffix)));
            }
        }
        matches
    }

    /// The matches of exactly this value of a kind of sign.
    fn exact(&self, kind: SignKind, value: &str, specificity: u32) -> Vec<Match<'_>> {
        self.all(
            |shelf| shelf.table.exact(kind.as_str(), value),
            |_| Some((value.to_owned(), specificity)),
        )
    }

    /// The matches in the lines of all shelves that fit, each with the value that fitted and how
    /// specific that is.
    fn all<'s, Rows: Iterator<Item = Row<'s>>>(
        &'s self,
        rows: impl Fn(&'s Shelf) -> Rows,
        fits: impl Fn(&Row<'s>) -> Option<(String, u32)>,
    ) -> Vec<Match<'s>> {
        let mut matches = Vec::new();
        for (at, shelf) in self.shelves.iter().enumerate() {
            for row in rows(shelf) {
                let Some((value, specificity)) = fits(&row) else { continue };
                let Some(provider) = self.visible(at, row.provider) else { continue };
                let Some(sign) = provider.signs.get(row.sign) else { continue };
                let service = sign.service.as_deref();
                let found = Match { provider, sign, role: sign.role, service, value, specificity };
                // Whoever originates an AS is its network, whatever else it is.
                if sign.kind == SignKind::Origin && sign.role != Role::Network {
                    matches.push(Match { role: Role::Network, ..found.clone() });
                }
                matches.push(found);
            }
        }
        matches
    }

    /// The company at a position of a shelf, unless an entry on a shelf before it hides it.
    fn visible(&self, number: usize, position: usize) -> Option<&Provider> {
        let provider = self.shelves.get(number)?.at(position)?;
        let mut before = self.shelves.iter().take(number);
        before.all(|other| other.position(&provider.id).is_none()).then_some(provider)
    }
}
