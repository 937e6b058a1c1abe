//! Whether a name is an organisation's, or that of a service which stands in for a holder.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::company::{CompanyName, is_distinct_form, is_form_in_stops, plain};

/// The words of the table.
#[derive(Debug, Default)]
struct KindWords {
    /// Words that no person's name has.
    organisations: HashSet<&'static str>,
    /// Such words that may stand within others.
    within: Vec<&'static str>,
    /// What services that stand in for holders are called, whole words between spaces.
    services: Vec<String>,
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
            "service" => table.services.extend(words.map(|words| format!(" {words} "))),
            "about" => table.about.extend(words),
            _ => table.with.extend(words),
        }
    }
    table
});

/// Whether a name can only be an organisation's: it has a legal form, or a word that no person is
/// called.
pub(in crate::source) fn is_organisation(name: &str) -> bool {
    is_organisation_of(name, None)
}

/// The same where the country is known, by its code: there a surname and two initials may read as a
/// name and a legal form, or the other way round.
pub(in crate::source) fn is_organisation_of(name: &str, country: Option<&str>) -> bool {
    if is_with_initials(name, country) {
        return false;
    }
    let name = without_names(name);
    let words = plain(&name);
    // A name of two words of which the other is joined is a person's: Luis Banco-Ruiz.
    let joined = match name.split_whitespace().collect::<Vec<_>>().as_slice() {
        [_, last] => last.contains('-') && !words.contains('.'),
        _ => false,
    };
    let joined =
        joined && !words.split(' ').next().is_some_and(|first| TABLE.organisations.contains(first));
    let told =
        |word: &str| (TABLE.organisations.contains(word) && !joined) || is_distinct_form(word);
    CompanyName::of(&name).is_some_and(|name| name.has_form())
        || words.split(' ').any(told)
        || name.split_whitespace().skip(1).any(is_form_in_stops)
        || TABLE.within.iter().any(|part| words.contains(part))
}

/// Countries where people are called by their surname and initials, and no form of two letters is
/// written with stops.
const OF_INITIALS: &[&str] =
    &["AM", "AZ", "BY", "IN", "KG", "KZ", "LK", "RU", "SU", "TJ", "TM", "UA", "UZ"];

/// Countries where legal forms of two letters are usual, with stops or without.
const OF_SHORT_FORMS: &[&str] = &[
    "AR", "AT", "BE", "BO", "BR", "CH", "CL", "CO", "CR", "CZ", "DE", "DK", "DO", "EC", "ES", "FR",
    "GR", "GT", "HN", "IT", "LI", "LU", "MX", "NI", "NL", "NO", "PA", "PE", "PL", "PT", "PY", "RO",
    "SE", "SK", "SV", "TR", "UY", "VE",
];

/// How surnames end in the tongues whose speakers write them before their initials.
const SURNAMES: &[&str] = &[
    "ov", "ev", "ova", "eva", "enko", "chuk", "skiy", "skyi", "sky", "skii", "ski", "skaya", "ska",
    "vich", "yan", "dze", "shvili", "kin", "kina", "tsyn", "tsin", "ов", "ев", "ова", "ева",
    "енко", "чук", "ский", "ская", "вич", "ян", "дзе",
];

/// Whether a name may be a surname with two initials behind it that read as a legal form: `Roev S.A.`
fn is_with_initials(name: &str, country: Option<&str>) -> bool {
    let Some((surname, rest)) = name.trim().split_once(char::is_whitespace) else { return false };
    let initials: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
    let only = rest.chars().all(|c| c.is_uppercase() || c == '.' || c == ' ');
    if !only || initials.chars().count() != 2 || surname.contains('.') {
        return false;
    }
    let is_in = |countries: &[&str]| country.is_some_and(|country| countries.contains(&country));
    let surname = plain(surname);
    let ends = SURNAMES.iter().any(|end| surname.ends_with(end));
    (rest.contains('.') && is_in(OF_INITIALS)) || (ends && !is_in(OF_SHORT_FORMS))
}

/// Legal forms, and one word of the table, that are people's names as well: Maria Sá, Jane Ou, Sal Roe,
/// Jan Sas, Nic Roe. They count in capitals only, and a form at the end or the beginning.
const NAMES: &[&str] = &[
    "ad", "ae", "amba", "ans", "as", "asa", "bt", "cic", "cv", "dd", "ead", "ev", "gie", "ivs",
    "kk", "ky", "mb", "mmc", "nic", "od", "og", "ood", "ou", "pao", "pt", "rt", "ry", "sa", "sac",
    "sae", "sal", "sas", "sau", "sc", "sci", "scop", "se", "sf", "sia", "sk", "sl", "snc", "tao",
    "too", "tov", "ug", "yk", "yuhan", "zoo",
];

/// Legal forms that are written in small letters.
const SMALL: &[&str] = &["ev", "gie", "ky", "ry", "sci", "scop", "snc"];

/// Legal forms that are initials where they are written in capitals with stops: `Roe A.D.`
const INITIALS: &[&str] = &["ad", "dd", "zs", "zu"];

/// A name in which no word that is written as a person's name or initials reads as a legal form.
fn without_names(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    // Mexico's form goes on: `SA de CV`.
    let ends = |place: usize| {
        words.iter().skip(place + 1).all(|word| word.len() <= 4 || word.starts_with('('))
    };
    let kept = words.iter().enumerate().map(|(place, word)| {
        let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
        let plain = plain(&letters);
        let capitals = letters == letters.to_uppercase() && (plain == "ou" || letters.is_ascii());
        let stops = word.contains('.');
        let is_name =
            NAMES.contains(&plain.as_str()) && !stops && !(capitals && (place == 0 || ends(place)));
        let is_initials = INITIALS.contains(&plain.as_str()) && stops && capitals;
        // `OÜ` is the Estonian form however it is cased; `Ou` is a name. Behind a name with capitals
        // some forms are written in small letters, as no name is: `Esimerkki ry`.
        let small = *word == letters && letters == letters.to_lowercase();
        let is_form = letters.to_lowercase() == "oü"
            || (small && place > 0 && ends(place) && SMALL.contains(&plain.as_str()));
        if (is_name || is_initials) && !is_form { "x" } else { word }
    });
    kept.collect::<Vec<_>>().join(" ")
}

/// Whether a line of an address, which may hold any word, is a company's name: it ends with a legal
/// form that is neither a country's code nor a state's.
pub(in crate::source) fn is_surely_a_company(line: &str) -> bool {
    let line = &*without_names(line);
    let words = plain(line);
    let long = words.rsplit(' ').next().is_some_and(|word| word.chars().count() > 2);
    let numbered = line.contains(|c: char| c.is_ascii_digit());
    let form = CompanyName::of(line).is_some_and(|name| name.has_form());
    long && form && !numbered && !words.starts_with("c o ")
}

/// How people are addressed, which is no part of their names.
const TITLES: &[&str] = &[
    "dipl",
    "dott",
    "dr",
    "drs",
    "esq",
    "frau",
    "herr",
    "ing",
    "jr",
    "mba",
    "miss",
    "mlle",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "mag",
    "phd",
    "prof",
    "professor",
    "senor",
    "senora",
    "shri",
    "sig",
    "sir",
    "smt",
    "sr",
    "sra",
    "srta",
];

/// Whether two names are one person's or company's, in whatever order the words stand and however
/// they are joined, with or without titles and initials.
pub(in crate::source) fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (own_words(one), own_words(other));
    let joined = one.concat() == other.concat();
    let sorted = |mut words: Vec<String>| {
        words.sort();
        words
    };
    joined || sorted(one) == sorted(other)
}

/// The words of a name without titles and initials, where more than one are left.
fn own_words(text: &str) -> Vec<String> {
    let plain = plain(text);
    let all = || plain.split(' ').map(str::to_owned);
    let own: Vec<String> =
        all().filter(|word| !TITLES.contains(&word.as_str()) && word.chars().count() > 1).collect();
    if own.len() > 1 { own } else { all().collect() }
}

/// Whether a name is that of a service that stands in for holders, or words that such a service
/// prints in the holder's place.
pub(in crate::source) fn stands_in(name: &str) -> bool {
    let words = plain(name);
    let padded = format!(" {words} ");
    let named = TABLE.services.iter().any(|service| padded.contains(service.as_str()));
    if named || words.ends_with(" privacy") {
        return true;
    }
    // Such services are also called by their sites, all words in one.
    let site = !name.contains(char::is_whitespace) && name.contains('.');
    let label = words.split(' ').next().unwrap_or_default();
    let marks = ["privacy", "whois", "byproxy", "proxyagent", "domainproxy"];
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
            "Exemple SA",
            "EXEMPLO SA",
            "Exemple S.A.",
            "Näidis OÜ",
            "SIA Piemērs",
            "PT Contoh",
            "NIC Chile",
            "Primjer d.d.",
            "Primer a.d.",
            "Primer AD",
            "Ejemplo S.A.C.",
            "MChJ Namuna",
            "OsOO Ulgu",
            "Công ty Cổ phần Mẫu",
            "شركة مثال",
            "JSC \"Primer\"",
            "Primer d.o.o. Beograd",
            "PRIMER D.O.O. Beograd",
            "Primer a.d. Beograd",
            "Telefonica S.A.",
            "Exemple SA",
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
            "Maria Sá",
            "João de Sa",
            "Jane Ou",
            "Sal Roe",
            "Asa Roe",
            "Jan Sas",
            "Yuhan Wang",
            "Pao Chen",
            "Jane Sia",
            "Nic Roe",
            "Roe A.D.",
            "Roev S.A.",
            "Roeva N.V.",
            "ROENKO S. A.",
            "Roev AO",
        ] {
            assert!(!is_organisation(name), "{name}");
        }
    }

    #[test]
    fn where_a_name_comes_from_tells_initials_from_a_form() {
        assert!(is_organisation_of("Roev S.A.", Some("ES")));
        assert!(is_organisation_of("Exemplar S.A.", Some("US")));
        assert!(is_organisation_of("Primer AG", Some("KZ")));
        assert!(is_organisation_of("Primer S.A.", Some("BG")));
        assert!(!is_organisation_of("Perera S.A.", Some("LK")));
        assert!(!is_organisation_of("Roe B.V.", Some("RU")));
    }

    #[test]
    fn forms_in_brackets_and_in_one_sign_make_an_organisation() {
        for name in [
            "(주)예시",
            "예시(주)",
            "㈜예시",
            "(株)サンプル",
            "㈱サンプル",
            "ООО «Пример»",
            "АО «Пример»",
            "شركة المثال",
            "مؤسسة المثال للتجارة",
            "Exemple S.à r.l.",
            "Beispiel GmbH & Co. KGaA",
            "Example L.L.C.",
        ] {
            assert!(is_organisation(name), "{name}");
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
        for other in ["ROE, Jane", "Dr. Jane Roe", "Mrs Jane Q. Roe", "JaneRoe", "Jane R. Roe"] {
            assert!(is_alike("Jane Roe", other), "{other}");
        }
        assert!(!is_alike("Jane Roe", "Roe") && !is_alike("Jane Roe", "Jane Doe"));
        assert!(!is_alike("Jane Roe", "Jane Roe Ltd"));
    }
}
