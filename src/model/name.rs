//! Names of the DNS as they are compared: lower-case A-labels without a final dot, at label
//! boundaries only.

use super::target::Suffixes;

/// The longest name that the DNS can hold, in presentation form.
const LONGEST: usize = 253;

/// A name of the DNS.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// Reads a name in whatever case and script it is written; `None` for what cannot be one.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('.').unwrap_or(text);
        let name = ascii(text).filter(|_| !text.ends_with('.'))?;
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let label = |label: &str| (1..=63).contains(&label.len()) && label.chars().all(fits);
        (name.len() <= LONGEST && name.split('.').all(label)).then_some(Self(name))
    }

    /// A name that mail or a page can be at: more than one label, the last of them no number.
    pub fn of_host(text: &str) -> Option<Self> {
        Self::of(text).filter(|name| {
            let top = name.0.rsplit_once('.').map(|(_, top)| top);
            top.is_some_and(|top| top.len() >= 2 && top.contains(|c: char| c.is_ascii_alphabetic()))
        })
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its text in the letters that its labels stand for.
    pub fn in_unicode(&self) -> String {
        idna::domain_to_unicode(&self.0).0
    }

    /// Whether it is a domain or stands below it.
    pub fn at_or_below(&self, domain: &str) -> bool {
        at_or_below(&self.0, domain)
    }

    /// The name that was registered for it; itself where it is a bare suffix.
    pub fn registrable(&self) -> String {
        registrable(&self.0)
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name in lower-case A-labels without final dots, whatever else it may be; `None` where its
/// letters cannot stand in a name.
pub fn ascii(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches('.');
    if name.is_ascii() {
        return Some(name.to_ascii_lowercase());
    }
    // What a server sends can be a megabyte of letters, which are looked up one by one. A letter that
    // takes part in a name has at most four bytes.
    if name.len() > LONGEST * 4 {
        return None;
    }
    idna::domain_to_ascii(name).ok()
}

/// The same, and where that cannot be, the name in lower case: for texts that are compared only.
pub fn folded(name: &str) -> String {
    ascii(name).unwrap_or_else(|| name.trim().trim_end_matches('.').to_lowercase())
}

/// Whether a name is a domain or stands below it; both in lower case without a final dot.
pub fn at_or_below(name: &str, domain: &str) -> bool {
    name == domain || below(name, domain)
}

/// Whether a name stands below a domain.
pub fn below(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|head| head.ends_with('.'))
}

/// Whether a text is a label that a host's name may have (RFC 1123 §2.1).
pub fn is_host_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The name that was registered for a host, by the ICANN section of the Public Suffix List: a
/// platform's customer is not the platform, but whoever was registered is. A bare suffix is its own.
pub fn registrable(host: &str) -> String {
    Suffixes::of(host).registrable.unwrap_or_else(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_longer_than_any_name_is_none() {
        assert_eq!(ascii("bücher.example"), Some("xn--bcher-kva.example".to_owned()));
        assert_eq!(ascii(&"語".repeat(2 * LONGEST)), None);
        assert_eq!(folded(&"É".repeat(3 * LONGEST)), "é".repeat(3 * LONGEST));
    }

    #[test]
    fn names_are_compared_at_label_boundaries() {
        assert!(at_or_below("a.example.com", "example.com"));
        assert!(at_or_below("example.com", "example.com"));
        assert!(!at_or_below("notexample.com", "example.com"));
        assert!(!below("example.com", "example.com"));
        assert!(!at_or_below("com", "example.com"));
    }

    #[test]
    fn hyphens_stand_inside_a_hosts_label() {
        for label in ["a", "a-b", "xn--bcher-kva", "3"] {
            assert!(is_host_label(label), "{label}");
        }
        for label in ["", "-a", "a-", "a_b", "a.b", "bücher", &"a".repeat(64)] {
            assert!(!is_host_label(label), "{label}");
        }
    }

    #[test]
    fn a_name_is_one_whatever_case_and_script_it_is_written_in() {
        assert_eq!(
            Name::of("WWW.Example.COM.").map(|name| name.0).as_deref(),
            Some("www.example.com")
        );
        assert_eq!(
            Name::of("bücher.example").map(|name| name.0).as_deref(),
            Some("xn--bcher-kva.example")
        );
        for text in ["", ".", "a..b", "a b", "a/b", "a@b", &"a.".repeat(200)] {
            assert_eq!(Name::of(text), None, "{text}");
        }
        for text in ["localhost", "192.0.2.1", "x.y"] {
            assert_eq!(Name::of_host(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_is_folded_without_being_judged() {
        assert_eq!(ascii(" WWW.Bücher.Example. ").as_deref(), Some("www.xn--bcher-kva.example"));
        assert_eq!(ascii("_dmarc.Example"), Some("_dmarc.example".to_owned()));
        assert_eq!(folded("Example.COM."), "example.com");
        assert_eq!(folded("\u{ad}é\u{378}"), "\u{ad}é\u{378}", "not assigned to any letter");
    }

    #[test]
    fn the_registered_name_is_by_the_registrys_suffix() {
        assert_eq!(registrable("a.b.example.co.uk"), "example.co.uk");
        assert_eq!(registrable("co.uk"), "co.uk");
        assert_eq!(
            Name::of("shop.evil.github.io").map(|name| name.registrable()).as_deref(),
            Some("github.io")
        );
    }
}
