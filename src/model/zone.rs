//! Under whose rules names of a zone are registered.

/// Under whose rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneKind {
    /// A generic top-level domain, whose registry and registrars have contracts with ICANN.
    Generic,
    /// A country's top-level domain, or a suffix below one: its own rules.
    Country,
    /// A zone without an open market, by its own rules (`.gov`, `.edu`, `.int`).
    Closed,
    /// A private registry below a top-level domain.
    Private,
}

/// The top-level domains without an open market that ICANN's contracts with registrars do not cover.
const CLOSED: [&str; 5] = ["arpa", "edu", "gov", "int", "mil"];

/// The kind of the zone of a suffix. `country` is the one that our table has for its registry.
pub fn zone_kind(suffix: &str, country: Option<&str>) -> ZoneKind {
    let top = suffix.rsplit('.').next().unwrap_or(suffix);
    if CLOSED.contains(&top) {
        ZoneKind::Closed
    } else if top.len() == 2 || (top.starts_with("xn--") && country.is_some()) {
        ZoneKind::Country
    } else if top != suffix {
        ZoneKind::Private
    } else {
        ZoneKind::Generic
    }
}

/// Whether a name stands in a generic top-level domain for sure, where no table is at hand: a Unicode
/// one may be a country's.
pub fn is_surely_generic(name: &str) -> bool {
    let top = name.rsplit('.').next().unwrap_or(name);
    zone_kind(top, Some("")) == ZoneKind::Generic
}

/// Whether the zone that a name stands in is closed: only institutions hold names there.
pub fn is_closed(name: &str) -> bool {
    zone_kind(name, None) == ZoneKind::Closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_are_a_country_and_what_is_below_a_generic_domain_is_private() {
        assert_eq!(zone_kind("com", None), ZoneKind::Generic);
        assert_eq!(zone_kind("xn--p1ai", Some("RU")), ZoneKind::Country);
        assert_eq!(zone_kind("xn--vhquv", None), ZoneKind::Generic);
        assert_eq!(zone_kind("co.uk", Some("GB")), ZoneKind::Country);
        assert_eq!(zone_kind("uk.com", Some("GB")), ZoneKind::Private);
        assert_eq!(zone_kind("gov", Some("US")), ZoneKind::Closed);
    }

    #[test]
    fn without_a_table_only_latin_top_levels_are_surely_generic() {
        assert!(is_surely_generic("example.com") && is_surely_generic("example.uk.com"));
        for name in ["example.de", "example.xn--p1ai", "example.xn--vhquv", "example.gov"] {
            assert!(!is_surely_generic(name), "{name}");
        }
        assert!(is_closed("example.gov") && !is_closed("example.gov.uk"));
    }
}
