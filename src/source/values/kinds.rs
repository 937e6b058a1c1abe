//! Whether a name is an organisation's, or that of a service which stands in for a holder.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::company::{CompanyName, is_distinct_form, plain};

/// The words of the table.
#[derive(Debug, Default)]
struct KindWords {
    /// Words that no person's name has.
    organisations: HashSet<&'static str>,
    /// Such words that may stand within others.
    within: Vec<&'static str>,
    /// What services that stand in for holders are called, whole words.
    services: Vec<&'static str>,
    /// Words of such services' names that need others beside them.
    about: HashSet<&'static str>,
    /// Those others.
    with: HashSet<&'static str>,
}

/// The table that is compiled in.
static TABLE: LazyLock<KindWords> = LazyLock::new(|| {
    let mut table = KindWords::default();
    let rows = include_str!("kinds.tsv").lines().filter(|row| !row.starts_with('#'));
    for (kind, words) in rows.filter_map(|row| row.split_once('\t')) {
        let words = words.split(" | ");
        match kind {
            "organisation" => table.organisations.extend(words),
            "within" => table.within.extend(words),
            "service" => table.services.extend(words),
            "about" => table.about.extend(words),
            _ => table.with.extend(words),
        }
    }
    table
});

/// Whether a name can only be an organisation's: it has a legal form, or a word that no person is
/// called.
pub(in crate::source) fn is_organisation(name: &str) -> bool {
    let words = plain(name);
    let told = |word: &str| TABLE.organisations.contains(word) || is_distinct_form(word);
    CompanyName::of(name).is_some_and(|name| name.has_form())
        || words.split(' ').any(told)
        || TABLE.within.iter().any(|part| words.contains(part))
}

/// Whether a line of an address, which may hold any word, is a company's name: it ends with a legal
/// form that is neither a country's code nor a state's.
pub(in crate::source) fn is_surely_a_company(line: &str) -> bool {
    let words = plain(line);
    let long = words.rsplit(' ').next().is_some_and(|word| word.chars().count() > 2);
    let numbered = line.contains(|c: char| c.is_ascii_digit());
    let form = CompanyName::of(line).is_some_and(|name| name.has_form());
    long && form && !numbered && !words.starts_with("c o ")
}

/// Whether two names are one person's or company's, in whatever order the words stand.
pub(in crate::source) fn is_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let plain = plain(text);
        let mut words: Vec<String> = plain.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    words(one) == words(other)
}

/// Whether a name is that of a service that stands in for holders, or words that such a service
/// prints in the holder's place.
pub(in crate::source) fn stands_in(name: &str) -> bool {
    let words = plain(name);
    let padded = format!(" {words} ");
    if TABLE.services.iter().any(|service| padded.contains(&format!(" {service} "))) {
        return true;
    }
    // Such services are also called by their sites, all words in one.
    let site = !name.contains(char::is_whitespace) && name.contains('.');
    let label = words.split(' ').next().unwrap_or_default();
    let marks = ["privacy", "whois", "proxyagent", "domainproxy"];
    if site && marks.iter().any(|mark| label.contains(mark)) {
        return true;
    }
    let form = CompanyName::of(name).is_some_and(|name| name.has_form());
    let bare = CompanyName::of(name).map(|name| name.words().to_owned()).unwrap_or_default();
    let numbered = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let others = bare.split(' ').filter(|word| !TABLE.about.contains(word) && !numbered(word));
    let strange = others.clone().filter(|word| !TABLE.with.contains(word)).count();
    let about = bare.split(' ').any(|word| TABLE.about.contains(word));
    about && (strange == 0 || (form && strange == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_form_or_a_telling_word_makes_an_organisation_wherever_it_stands() {
        for name in [
            "Example LLC - TMA123456",
            "Example Inc. مثال",
            "EXAMPLE PCL. (บริษัท)",
            "中国互联网络信息中心",
            "一般社団法人例示センター",
            "예시진흥원",
            "Beispielische Landesverwaltung",
            "Örnek Radyo Televizyon Kurumu",
            "Näidis Sihtasutus",
        ] {
            assert!(is_organisation(name), "{name}");
        }
        for name in [
            "Jane Roe",
            "Roe, Jane",
            "王小明",
            "홍길동",
            "Ana Rakovic-Limitedova",
            "Jean de la Tour",
        ] {
            assert!(!is_organisation(name), "{name}");
        }
    }

    #[test]
    fn services_that_stand_in_for_holders_are_told_from_companies() {
        for text in [
            "Domains By Proxy, LLC",
            "Contact Privacy Inc. Customer 0123456789",
            "Privacy service provided by Withheld for Privacy ehf",
            "WhoisGuard, Inc.",
            "Whois Privacidad SA de CV",
            "Privatewhois biz",
            "Account Privacy",
            "Private Registry Authority",
            "Privacy Hero Inc.",
            "PROTECTSERVICE, LTD.",
            "(privacy_whois)",
            "Registrant of example.com",
            "Super Privacy Service LTD c/o Example",
            "Only contact by email, all postal mail will be discarded",
            "Jewella Privacy LLC",
            "Domain Privacy Service FBO Registrant.",
            "Whois Privacy Corp.",
            "See PrivacyGuardian.org",
            "1337 Services LLC",
            "Identity Protection Service",
            "Perfect Privacy, LLC",
            "Global Domain Privacy Services Inc",
            "Private by Design, LLC",
            "c/o whoisproxy.com",
            "Whois Agent",
            "c/o WHOIStrustee.com Limited",
            "Example Privacy LLC Privacy ID# 123456",
            "DomainProxyAgent.com",
            "NameExamplePrivacy.com",
            "Privacy Ltd. Disclosed Agent for EXAMPLE",
        ] {
            assert!(stands_in(text), "{text}");
        }
        for text in [
            "Privacy International",
            "Electronic Privacy Information Center",
            "Example Proxy Networks Inc",
            "Example Ltd",
            "Private Label Foods GmbH",
            "Anonymous Coffee Roasters Ltd",
            "Privateer Holdings",
            "Hidden Valley Farms",
        ] {
            assert!(!stands_in(text), "{text}");
        }
    }

    #[test]
    fn organisations_are_told_by_form_or_by_a_word_that_no_person_is_called() {
        for text in [
            "Google LLC",
            "Massachusetts Institute of Technology",
            "University of Example",
            "Exempel AB",
            "Gemeinde Beispiel",
            "株式会社サンプル",
            "주식회사 예시",
            "tldbox GmbH",
            "Ministerio de Ejemplo",
            "Пример ООО",
            "Example Ltd. Şti.",
        ] {
            assert!(is_organisation(text), "{text}");
        }
        for text in [
            "Jane Roe",
            "Jan de Vries",
            "山田太郎",
            "홍길동",
            "Иван Петров",
            "Nominet",
            "Ana María López",
            "Roe, Jane",
        ] {
            assert!(!is_organisation(text), "{text}");
        }
        assert!(is_alike("Jane Roe", "ROE, Jane"));
        assert!(!is_alike("Jane Roe", "Jane Roe Ltd"));
    }
}
