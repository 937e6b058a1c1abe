//! What single values look like: nothing at all, a host name, an e-mail address, a number.

/// Words that stand where a value is missing.
const NOTHING: &[&str] = &[
    "",
    "-",
    "--",
    "---",
    ".",
    "n/a",
    "na",
    "n.a.",
    "none",
    "null",
    "nil",
    "not applicable",
    "unknown",
    "not available",
    "not defined",
    "not available from registry",
    "no information",
    "undefined",
    "not set",
    "unspecified",
    "no",
    "not disclosed",
    "not disclosed!",
    "no registrar",
    "<no value>",
    "(none)",
    "no name",
    "empty",
    "no data",
    "none listed",
    "no registrar listed",
    "not provided",
    "nenhum",
    "ninguno",
    "aucun",
    "tbd",
    "default",
    "no reseller",
    "not assigned",
    "no nameserver",
    "no name servers",
    "*",
    "?",
    "http://",
    "https://",
    "keine",
    "inget",
    "なし",
    "없음",
    "无",
];

/// Parts of the texts that registries put where they withhold a value.
const WITHHELD: &[&str] = &[
    "redacted",
    "not disclosed",
    "data protected",
    "privacy protected",
    "protected data",
    "hidden upon",
    "hidden!",
    "hidden by",
    "withheld",
    "statutory masking",
    "gdpr masked",
    "not shown",
    "is masked",
    "see privacy",
    "obfuscated",
    "non-public data",
    "not displayed",
    "nicht angezeigt",
    "private data",
    "data not disclosed",
    "dato protegido",
    "datos protegidos",
    "non communiqué",
    "restricted information",
    "gizli",
    "information not available",
    "visit www.",
    "protected by law",
    "public registration data only",
    "非公開",
    "已隐藏",
    "비공개",
    "скрыт",
    "private person",
    "diffusion restreinte",
    "non-disclosed",
    "rgpd",
    "gdpr data",
    "gdpr redacted",
    "gdpr-redacted",
    "due to gdpr",
    "because of gdpr",
    "not published",
    "oculto",
    "nascosto",
    "undisclosed",
    "please query the rdds",
];

/// Whole texts that stand where a value is withheld: as a part they may be a name's ("Personal Data
/// Protection Commission").
const WITHHELD_WHOLE: &[&str] = &[
    "anonymous",
    "confidential",
    "confidential information",
    "gdpr",
    "hidden",
    "masked",
    "personal data",
    "personal information",
    "personal data, can not be publicly disclosed according to applicable laws.",
    "private",
    "restricted",
];

/// Trims a value and turns a placeholder into nothing. Behind a tab stands the next column
/// (Venezuela's e-mail address beside the holder's name), which is another value.
pub(super) fn something(value: &str) -> Option<&str> {
    let value = value.trim().split('\t').next().unwrap_or_default().trim_end();
    let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let value = quoted.filter(|inner| !inner.contains('"')).unwrap_or(value).trim();
    let short = value.chars().count() <= 40;
    let nothing = short && NOTHING.contains(&value.to_lowercase().as_str());
    (!nothing && value.chars().any(char::is_alphanumeric)).then_some(value)
}

/// Whether a value says that the source keeps something back.
pub(super) fn is_withheld(value: &str) -> bool {
    let lower = value.to_lowercase();
    let plain = lower.trim_matches(|c: char| !c.is_alphanumeric());
    lower.len() <= 300
        && (WITHHELD_WHOLE.contains(&plain) || WITHHELD.iter().any(|words| lower.contains(words)))
}

/// Whether a value is one word, as a handle is.
pub(super) fn is_word(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c == '@')
}

/// The host names in a value, lower case and without final dots; addresses and remarks drop out.
pub(super) fn host_names(value: &str) -> impl Iterator<Item = String> + '_ {
    value
        .split(|c: char| c.is_whitespace() || ",;()[]<>|\"'".contains(c))
        .map(|word| word.trim_matches(['.', ':']))
        .filter(|word| is_host_name(word))
        .map(str::to_lowercase)
        // Malaysia's handles for servers look like hosts; there is no such top-level domain.
        .filter(|word| word.rsplit('.').next() != Some("ser"))
}

/// Whether a word can be the name of a host: labels parted by dots, the last not a number.
pub(super) fn is_host_name(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or_default();
    word.len() <= 253
        && word.contains('.')
        && last.chars().count() >= 2
        && last.chars().any(char::is_alphabetic)
        && word.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        })
}

/// The e-mail addresses in a value, in order.
pub(super) fn emails(value: &str) -> impl Iterator<Item = String> + '_ {
    value
        .split(|c: char| c.is_whitespace() || ",;()[]<>|\"'".contains(c))
        .map(|word| word.strip_prefix("mailto:").unwrap_or(word))
        .map(|word| word.trim_matches(['.', ':']))
        .filter(|word| is_email(word))
        .map(str::to_owned)
}

/// Whether a word is an e-mail address.
fn is_email(word: &str) -> bool {
    let Some((local, domain)) = word.split_once('@') else { return false };
    let local_is_fit =
        local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{}~.-".contains(c));
    !local.is_empty() && local.len() <= 64 && local_is_fit && is_host_name(domain)
}

/// The telephone number that a value is, as given; `None` for text and for obvious filler.
pub(super) fn phone(value: &str) -> Option<String> {
    let value = something(value)?;
    let value = value.strip_prefix("tel:").unwrap_or(value).trim();
    // Turkey ends numbers with the dash in front of an extension that is not given.
    let value = value.trim_end_matches(['-', '.', ',', ';']).trim_end();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let filler = value.chars().filter(char::is_ascii_digit).all(|digit| digit == '0');
    let fit = value.len() <= 40
        && value.starts_with(|c: char| c.is_ascii_digit() || "+(".contains(c))
        && value.chars().filter(|c| c.is_alphabetic()).count() <= 6
        && !value.contains(['@', ':']);
    (fit && !filler && digits >= 4).then(|| value.to_owned())
}

/// The web address that a value starts with.
pub(super) fn url(value: &str) -> Option<String> {
    let word = value.split(|c: char| c.is_whitespace() || "()<>\"".contains(c)).find(|word| {
        let rest = word.strip_prefix("http://").or_else(|| word.strip_prefix("https://"));
        let host = rest.unwrap_or(word).split(['/', '?', ':']).next().unwrap_or_default();
        is_host_name(host) && !word.contains('@')
    })?;
    Some(word.trim_end_matches([',', ';']).to_owned())
}

/// The host in a value that names a server, perhaps as a URL.
pub(super) fn server(value: &str) -> Option<String> {
    let value = something(value)?;
    let word = value.split_whitespace().next()?;
    let word = word.split_once("://").map_or(word, |(_, rest)| rest);
    let host = word.split(['/', '?']).next()?.trim_end_matches('.').to_lowercase();
    let bare = host.split(':').next().unwrap_or_default();
    is_host_name(bare).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_nothing() {
        for filler in ["", " - ", "N/A", "none", "NOT DISCLOSED!", "***", "not defined"] {
            assert_eq!(something(filler), None, "{filler}");
        }
        assert_eq!(something(" Example Ltd "), Some("Example Ltd"));
    }

    #[test]
    fn what_stands_in_the_next_column_is_no_part_of_a_name() {
        assert_eq!(something("Example Ltd\t\towner@example.com"), Some("Example Ltd"));
    }

    #[test]
    fn withheld_values_are_known_in_many_tongues() {
        for text in ["REDACTED FOR PRIVACY", "Not Disclosed", "Statutory Masking Enabled", "非公開"]
        {
            assert!(is_withheld(text), "{text}");
        }
        assert!(!is_withheld("Example Ltd"));
    }

    #[test]
    fn name_servers_lose_their_addresses() {
        let found: Vec<_> = host_names("NS1.Example.COM. [192.0.2.1 2001:db8::1]").collect();
        assert_eq!(found, ["ns1.example.com"]);
        assert_eq!(host_names("192.0.2.1").count(), 0);
    }

    #[test]
    fn only_whole_addresses_are_emails() {
        let found: Vec<_> =
            emails("mailto:abuse@example.com, x at example.com; <a@b.example>").collect();
        assert_eq!(found, ["abuse@example.com", "a@b.example"]);
        assert_eq!(emails("@example.com abuse@ abuse@localhost").count(), 0);
    }

    #[test]
    fn filler_numbers_are_no_phones() {
        assert_eq!(phone("+000000000"), None);
        assert_eq!(phone("+1.2085551234 ext. 5"), Some("+1.2085551234 ext. 5".to_owned()));
        assert_eq!(phone("call us"), None);
    }

    #[test]
    fn servers_are_hosts_whatever_the_scheme() {
        assert_eq!(
            server("rwhois://rwhois.example.net:4321/"),
            Some("rwhois.example.net:4321".to_owned())
        );
        assert_eq!(server("not defined"), None);
    }
}
