//! What counts as an e-mail address, a telephone number or a web address.

/// Whether a text is one plain e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |letter: char| {
        !letter.is_whitespace() && !letter.is_control() && !"<>()[],;:\\\"@".contains(letter)
    };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_')
    };
    (1..=64).contains(&local.len())
        && local.chars().all(plain)
        && domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(label)
        && domain.rsplit('.').next().is_some_and(|top| top.contains(char::is_alphabetic))
}

/// The address of a text that may say `mailto:` and carry a subject.
pub(super) fn strip_mailto(text: &str) -> &str {
    let plain = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text.get(7..).unwrap_or_default(),
        _ => return text.trim(),
    };
    plain.split('?').next().unwrap_or_default().trim()
}

/// The domain of an e-mail address, lower case.
pub(super) fn email_domain(address: &str) -> Option<String> {
    address.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase())
}

/// Whether a text is one web address with a host; with a blank in it, it is a sentence.
pub(super) fn is_web(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://"))
        && !text.contains(char::is_whitespace)
        && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

/// The host of a web address, lower case.
pub(super) fn host(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// The name below the public suffix that a host belongs to.
pub(super) fn registrable(host: &str) -> Option<String> {
    psl::domain_str(host.trim_end_matches('.')).map(str::to_ascii_lowercase)
}

/// A telephone number without its scheme, if it could be dialled.
///
/// Address registries fill the field with zeros where they know none.
pub(super) fn phone(text: &str) -> Option<String> {
    let plain = match text.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => text.get(4..).unwrap_or_default(),
        _ => text,
    };
    let plain = plain.trim();
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let dialled = plain.chars().any(|letter| ('1'..='9').contains(&letter));
    (digits >= 5 && dialled && plain.len() <= 64).then(|| plain.to_owned())
}

/// Whether the local part names a desk for reports rather than a person or another office.
pub(super) fn is_desk(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let words = ["abuse", "report", "trust", "security", "phish", "spam", "complaint", "fraud"];
    let whole = ["cert", "csirt", "soc", "tns", "antispam", "misuse"];
    words.iter().any(|word| local.contains(word))
        || local.split(['-', '_', '.', '+']).any(|part| whole.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::{is_desk, is_email, is_web, phone, strip_mailto};

    #[test]
    fn only_one_plain_address_is_an_address() {
        assert!(is_email("abuse@example.com"));
        assert!(is_email("a.b+c@mail.example.co.uk"));
        for text in ["abuse", "abuse@", "@example.com", "a@b", "a@192.0.2.1", "a b@example.com"] {
            assert!(!is_email(text), "{text}");
        }
        assert!(!is_email("a@example.com, b@example.com"));
        assert!(!is_email("a@@example.com"));
    }

    #[test]
    fn schemes_and_subjects_are_no_part_of_an_address() {
        assert_eq!(strip_mailto("mailto:abuse@example.com?subject=x"), "abuse@example.com");
        assert_eq!(strip_mailto("MAILTO:abuse@example.com"), "abuse@example.com");
        assert_eq!(strip_mailto("é"), "é");
    }

    #[test]
    fn fillers_are_no_telephone_numbers() {
        assert_eq!(phone("tel:+1-555-555-1234;ext=9").as_deref(), Some("+1-555-555-1234;ext=9"));
        assert_eq!(phone("+000000000"), None);
        assert_eq!(phone("tel:+7"), None);
        assert_eq!(phone("not given"), None);
    }

    #[test]
    fn a_desk_is_told_from_a_person() {
        for desk in ["abuse@x.example", "network-abuse@x.example", "cert@x.example"] {
            assert!(is_desk(desk), "{desk}");
        }
        for other in ["jane.roe@x.example", "noc@x.example", "certain@x.example"] {
            assert!(!is_desk(other), "{other}");
        }
    }

    #[test]
    fn web_addresses_have_a_scheme_and_a_host() {
        assert!(is_web("https://example.com/abuse"));
        for text in ["example.com", "ftp://example.com", "https://", "é", "https://example.com/a b"]
        {
            assert!(!is_web(text), "{text}");
        }
    }
}
