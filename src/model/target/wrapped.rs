//! Takes a link out of what a mail filter, a search engine or a network wrapped around it. The
//! table is `wrappers.tsv`; nobody is asked.

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use url::{Url, form_urlencoded};

use crate::model::name::below;

/// The wrappers that are known.
const WRAPPERS: &str = include_str!("wrappers.tsv");
/// Wrappers around wrappers; a mail that was passed on has two.
const DEPTH: usize = 5;

/// A row of the table.
struct Wrapper {
    /// The host, with a star for any labels.
    host: &'static str,
    /// What its path begins with.
    path: &'static str,
    /// How the link is written.
    how: &'static str,
    /// The key of the query that holds it.
    key: &'static str,
    /// Who wraps.
    who: &'static str,
}

/// The link inside, with who wrapped it, the outermost first; `None` where nothing is wrapped.
pub(super) fn unwrap(text: &str) -> Option<(String, Vec<&'static str>)> {
    let mut at = text.to_owned();
    let mut by = Vec::new();
    while by.len() < DEPTH {
        let Some((inner, who)) = once(&at) else { break };
        at = inner;
        by.push(who);
    }
    by.dedup();
    (!by.is_empty()).then_some((at, by))
}

/// The link inside one wrapping.
fn once(text: &str) -> Option<(String, &'static str)> {
    let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&full).ok()?;
    let host = url.host_str()?;
    let fitting = rows().filter(|row| fits(row.host, host) && url.path().starts_with(row.path));
    fitting.into_iter().find_map(|row| {
        let inner = inner(&row, &url)?;
        let inner = super::refang::refang(&inner);
        let is_web = inner.starts_with("http://") || inner.starts_with("https://");
        (is_web && Url::parse(&inner).is_ok()).then_some((inner, row.who))
    })
}

/// The rows of the table.
fn rows() -> impl Iterator<Item = Wrapper> {
    let lines = WRAPPERS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let mut next = || cells.next();
        Some(Wrapper { host: next()?, path: next()?, how: next()?, key: next()?, who: next()? })
    })
}

/// Whether a host is the one of a row.
fn fits(pattern: &str, host: &str) -> bool {
    if let Some(domain) = pattern.strip_prefix("*.") {
        return below(host, domain);
    }
    match pattern.strip_suffix('*') {
        // A country's own suffix, and nothing that was registered below one.
        Some(head) => host.strip_prefix(head).is_some_and(|suffix| {
            super::suffix::is_listed(suffix) && super::Suffixes::of(suffix).registrable.is_none()
        }),
        None => host == pattern,
    }
}

/// What is written inside.
fn inner(row: &Wrapper, url: &Url) -> Option<String> {
    let value = || url.query_pairs().find(|(key, _)| key == row.key).map(|(_, value)| value);
    match row.how {
        "query" => value().map(std::borrow::Cow::into_owned),
        "rest" => url.query().map(decoded),
        "path" => url.path_segments()?.next_back().map(decoded),
        "ru" => {
            let part = url.path_segments()?.find_map(|part| part.strip_prefix("RU="))?;
            Some(decoded(part))
        }
        "proofpoint2" => Some(decoded(&value()?.replace('-', "%").replace('_', "/"))),
        "proofpoint3" => proofpoint3(url.as_str()),
        how => {
            let lead: usize = how.strip_prefix("base64:")?.parse().ok()?;
            String::from_utf8(base64(value()?.get(lead..)?)?).ok()
        }
    }
}

/// A text without percent signs; a plus stays one.
fn decoded(text: &str) -> String {
    let pair = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
    let value = form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned());
    value.unwrap_or_default()
}

/// The bytes behind base64url, with or without padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&URL_SAFE, lenient).decode(text).ok()
}

/// Proofpoint's third coding: `…/v3/__LINK__;CHARACTERS!!…`. A star in the link stands for the next
/// of the characters, two stars and a digit of base64url for that many of them and two more.
fn proofpoint3(url: &str) -> Option<String> {
    let (_, behind) = url.split_once("/v3/__")?;
    let (link, rest) = behind.split_once("__;")?;
    let (characters, _) = rest.split_once("!!")?;
    let characters = String::from_utf8(base64(characters)?).ok()?;
    let mut characters = characters.chars();
    let mut out = String::with_capacity(link.len());
    let mut link = link.chars().peekable();
    while let Some(c) = link.next() {
        match (c, link.peek()) {
            ('*', Some('*')) => {
                link.next();
                let run = run_length(link.next()?)?;
                out.extend(characters.by_ref().take(run));
            }
            // Where the filter kept nothing, a star was one.
            ('*', _) => out.push(characters.next().unwrap_or('*')),
            (other, _) => out.push(other),
        }
    }
    Some(out)
}

/// The number behind a digit of base64url, counted from two.
fn run_length(digit: char) -> Option<usize> {
    URL_SAFE.as_str().find(digit).map(|at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_link_is_taken_out_of_every_wrapping_of_the_table() {
        for (wrapped, inner, by) in [
            (
                "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example.com%2Fa%3Fb%3Dc&data=05%7C02",
                "https://evil.example.com/a?b=c",
                "Microsoft Safe Links",
            ),
            (
                "https://urldefense.proofpoint.com/v2/url?u=http-3A__evil.example.com_a-2Db&d=DwMF&c=x",
                "http://evil.example.com/a-b",
                "Proofpoint URL Defense",
            ),
            (
                "https://urldefense.com/v3/__https://evil.example.com/a*b__;Kw!!Token$",
                "https://evil.example.com/a+b",
                "Proofpoint URL Defense",
            ),
            (
                "https://www.google.co.uk/url?sa=t&q=https://evil.example.com/x&usg=1",
                "https://evil.example.com/x",
                "Google",
            ),
            (
                "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9ldmlsLmV4YW1wbGUuY29tLw&ntb=1",
                "https://evil.example.com/",
                "Bing",
            ),
            (
                "https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU=https%3a%2f%2fevil.example.com%2f/RK=2/RS=x-",
                "https://evil.example.com/",
                "Yahoo",
            ),
            (
                "https://secure-web.cisco.com/1abc/https%3A%2F%2Fevil.example.com%2Fx",
                "https://evil.example.com/x",
                "Cisco Secure Email",
            ),
            (
                "l.facebook.com/l.php?u=https%3A%2F%2Fevil.example.com%2F&h=AT0",
                "https://evil.example.com/",
                "Facebook",
            ),
        ] {
            let (found, who) = unwrap(wrapped).expect(wrapped);
            assert_eq!((found.as_str(), who.as_slice()), (inner, &[by][..]), "{wrapped}");
        }
    }

    #[test]
    fn what_only_looks_like_a_wrapping_stays_as_it_is() {
        for plain in [
            "https://www.google.com/search?q=https://evil.example.com/",
            "https://www.google.evil.example.com/url?q=https://other.example.com/",
            "https://www.google.com/url?q=not-a-link",
            "https://safelinks.protection.outlook.com.example.com/?url=https%3A%2F%2Fx.example.com",
            "https://urldefense.com/v3/__broken",
            "example.com",
        ] {
            assert_eq!(unwrap(plain), None, "{plain}");
        }
    }

    #[test]
    fn a_mail_that_was_passed_on_is_unwrapped_twice() {
        let inner = "https://www.google.com/url?q=https%3A%2F%2Fevil.example.com%2F";
        let outer = form_urlencoded::byte_serialize(inner.as_bytes()).collect::<String>();
        let wrapped = format!("https://eur01.safelinks.protection.outlook.com/?url={outer}");
        let (found, by) = unwrap(&wrapped).expect("is wrapped");
        assert_eq!(found, "https://evil.example.com/");
        assert_eq!(by, ["Microsoft Safe Links", "Google"]);
    }

    #[test]
    fn every_row_has_all_its_cells() {
        let lines = WRAPPERS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows().count(), lines);
        assert!(rows().all(|row| row.path.starts_with('/') && !row.who.is_empty()));
    }
}
