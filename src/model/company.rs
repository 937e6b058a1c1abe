//! A company's name, and when two names are one company's: by whole words, never by likeness.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest company name that is looked at.
const LONGEST: usize = 256;

/// The legal forms that a name may begin with, by the word that stands for them: Indonesia, the
/// Baltic states, the lands of the former Soviet Union, East Asia.
const LEADING: &[&str] = &[
    "pt", "uab", "sia", "oo", "ao", "zao", "pao", "tov", "tao", "kk", "yk", "yuhan", "mb", "vsi",
    "chup", "odo", "prat", "cvid",
];

/// Legal forms that are written as one sign or as a sign in brackets.
const SIGNS: &[(&str, &str)] = &[
    ("㈱", "株式会社"),
    ("(株)", "株式会社"),
    ("㈲", "有限会社"),
    ("(有)", "有限会社"),
    ("㈜", "주식회사"),
    ("(주)", "주식회사"),
];

/// Words that stand between a company and the name that it trades under.
const TRADING: &[&str] =
    &[" t/a ", " d/b/a ", " dba ", " trading as ", " doing business as ", " aka "];

/// A company's name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyName {
    /// Each name that it goes by: its words, and its legal form where it carries one.
    names: Vec<Spelling>,
}

/// One of the names of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    /// The words in lower case, parted by one space, without punctuation, accents and legal form.
    words: String,
    /// The legal form in the word that stands for all its spellings.
    form: Option<&'static str>,
}

/// The legal forms.
struct LegalForms {
    /// The spellings without accents, each with the word that stands for it.
    by_spelling: HashMap<String, &'static str>,
    /// The bytes of the longest spelling.
    longest: usize,
}

/// The legal forms that are compiled in.
static FORMS: LazyLock<LegalForms> = LazyLock::new(|| {
    let by_spelling: HashMap<_, _> = spellings().collect();
    let longest = by_spelling.keys().map(String::len).max().unwrap_or(0);
    LegalForms { by_spelling, longest }
});

/// The rows of the table: a spelling, and the word that stands for it.
fn spellings() -> impl Iterator<Item = (String, &'static str)> {
    let rows = include_str!("company/legal-forms.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .flat_map(|(form, spellings)| spellings.split(" | ").map(move |text| (plain(text), form)))
}

impl CompanyName {
    /// Takes a name apart. `None` where nothing but punctuation is left, or far too much.
    pub fn of(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let text = without_brackets(&with_forms_in_words(text));
        let lower = text.to_lowercase();
        let cut = TRADING.iter().find_map(|mark| {
            let at = lower.find(mark)?;
            Some((lower.get(..at)?, lower.get(at + mark.len()..)?))
        });
        let parts = cut.map_or_else(|| vec![lower.as_str()], |(one, other)| vec![one, other]);
        let names: Vec<Spelling> = parts.into_iter().filter_map(Spelling::of).collect();
        (!names.is_empty()).then_some(Self { names })
    }

    /// Whether both are one company: the same words, and no contradiction between the legal forms.
    /// "Example Ltd" is not "Example, Inc.", and both are "Example"; nobody is "Example Hosting".
    pub fn same(&self, other: &Self) -> bool {
        self.names.iter().any(|one| other.names.iter().any(|other| one.same(other)))
    }

    /// The words of its first name without the legal form, in lower case.
    pub fn words(&self) -> &str {
        self.names.first().map(|name| name.words.as_str()).unwrap_or_default()
    }

    /// The words of each of its names.
    fn all_words(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| name.words.as_str())
    }

    /// The letters of each of its names without the legal form: under these a table files it.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.all_words().map(letters)
    }

    /// Whether it carries a legal form, as no person's name does.
    pub fn has_form(&self) -> bool {
        self.names.iter().any(|name| name.form.is_some())
    }
}

/// Whether a word is a legal form that no name of a person holds, wherever it stands: `Example LLC -
/// TMA123456`. Forms of one or two letters are initials elsewhere.
pub(crate) fn is_distinct_form(word: &str) -> bool {
    word.chars().count() >= 3 && FORMS.by_spelling.contains_key(word)
}

/// Whether a word amid a name is a legal form by its spelling: in stops and in small letters, as no
/// initials are (`Primer a.d. Beograd`), or in stops and of three letters (`Primer D.O.O. Beograd`).
pub(crate) fn is_form_in_stops(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';']);
    let stops = word.trim_end_matches('.').contains('.');
    let letters: String = word.chars().filter(|c| *c != '.').collect();
    let small = letters == letters.to_lowercase();
    let letters = plain(&letters);
    stops && (small || is_distinct_form(&letters)) && FORMS.by_spelling.contains_key(&letters)
}

/// Whether two names as texts are one company's.
pub fn same_company(one: &str, other: &str) -> bool {
    let both = CompanyName::of(one).zip(CompanyName::of(other));
    both.is_some_and(|(one, other)| one.same(&other))
}

/// Whether a name bears another, or the label of a domain: by all of its words, or by some of its
/// own that stand beside each other and are written as one there. "Key Systems Ltd" bears
/// `key-systems` and `keysystems`; "Balderdash Hosting" bears no `alder`.
pub fn bears(name: &str, other: &str) -> bool {
    let (name, other) = (plain(name), plain(other));
    let own: Vec<&str> = name.split(' ').collect();
    let joined = letters(&other);
    let run = |from: usize| {
        let words = own.get(from..).unwrap_or_default();
        (1..=words.len()).any(|many| words.iter().take(many).copied().collect::<String>() == joined)
    };
    !joined.is_empty()
        && (other.split(' ').all(|word| own.contains(&word)) || (0..own.len()).any(run))
}

impl Spelling {
    /// Takes a name in lower case apart.
    fn of(lower: &str) -> Option<Self> {
        let all = plain(lower);
        let all = all.strip_prefix("the ").unwrap_or(&all);
        let (words, form) = without_form(all);
        (!words.is_empty()).then(|| Self { words: words.to_owned(), form })
    }

    /// Whether both are the same words, however they are joined, with no two forms.
    fn same(&self, other: &Self) -> bool {
        let agree = self.form.is_none() || other.form.is_none() || self.form == other.form;
        agree && letters(&self.words) == letters(&other.words)
    }
}

/// A name in letters of usual width, with its legal form in words.
fn with_forms_in_words(text: &str) -> String {
    let mut text: String = text.chars().map(narrow).collect();
    for (sign, form) in SIGNS {
        if text.contains(sign) {
            text = text.replace(sign, &format!(" {form} "));
        }
    }
    text
}

/// A sign of full width in its usual width.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// The letters of words, however they are joined.
fn letters(words: &str) -> String {
    words.replace(' ', "")
}

/// A name without what stands in brackets: a handle, a link, a former name.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = |c: &char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    let outside: String = text.chars().filter(kept).collect();
    let names = |text: &str| text.chars().any(char::is_alphanumeric);
    if names(&outside) && depth == 0 { outside } else { text.to_owned() }
}

/// The words of a text in lower case, without punctuation and accents, parted by one space.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().map(narrow).flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '`' | '\u{307}' => {}
            '&' | '+' => plain.push_str(" and "),
            c if c.is_alphanumeric() => plain.push(without_accent(c)),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A Latin letter without its accent, which sources write or leave out as they like.
fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' | 'ă' | 'ā' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' | 'ė' | 'ē' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' | 'į' => 'i',
        'ķ' => 'k',
        'ł' | 'ľ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'ō' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Splits the legal form, the longest that fits, off the end or the beginning.
fn without_form(all: &str) -> (&str, Option<&'static str>) {
    at_end(all).or_else(|| at_start(all)).map_or((all, None), |(words, form)| (words, Some(form)))
}

/// The words before a legal form at the end, and the form.
fn at_end(all: &str) -> Option<(&str, &'static str)> {
    let far = all.len().saturating_sub(FORMS.longest);
    let ends = all.char_indices().filter(|(at, _)| *at >= far);
    ends.into_iter().find_map(|(at, first)| {
        let (head, spelling) = all.split_at_checked(at)?;
        // Most places are amid a word: that is found out first.
        if !head.ends_with(' ') && !is_spaceless(first) {
            return None;
        }
        let form = FORMS.by_spelling.get(spelling)?;
        Some((parted(head, spelling, |head| head.strip_suffix(' '))?, *form))
    })
}

/// The words behind a legal form at the beginning, and the form.
fn at_start(all: &str) -> Option<(&str, &'static str)> {
    let starts = all.char_indices().rev().filter(|(at, _)| *at <= FORMS.longest);
    starts.into_iter().find_map(|(at, next)| {
        let (spelling, tail) = all.split_at_checked(at)?;
        if next != ' ' && !spelling.ends_with(is_spaceless) {
            return None;
        }
        let form = FORMS.by_spelling.get(spelling).filter(|form| LEADING.contains(form))?;
        Some((parted(tail, spelling, |tail| tail.strip_prefix(' '))?, *form))
    })
}

/// Whether a sign is of a script that writes no spaces.
fn is_spaceless(c: char) -> bool {
    ('\u{3000}'..='\u{d7ff}').contains(&c)
}

/// What is left beside a legal form: a space parts them, except in scripts that write none.
fn parted<'a>(
    rest: &'a str,
    spelling: &str,
    cut: impl Fn(&'a str) -> Option<&'a str>,
) -> Option<&'a str> {
    let spaceless = spelling.chars().all(is_spaceless);
    let rest = cut(rest).or_else(|| spaceless.then_some(rest))?;
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_case_and_punctuation_do_not_make_another_company() {
        for (one, other) in [
            ("Example, Inc.", "EXAMPLE INC"),
            ("Example Incorporated", "example inc."),
            ("Example B.V.", "Example BV"),
            ("Let's Example", "Let’s Example"),
            ("Example Hosting Pte. Ltd.", "EXAMPLE HOSTING PTE LTD"),
            ("Key Example GmbH", "Key-Example GmbH"),
            ("Example Sp. z o.o.", "Example spółka z ograniczoną odpowiedzialnością"),
            ("Example & Sons Ltd", "Example and Sons Limited"),
            ("Société Exemple SAS", "SOCIETE EXEMPLE S.A.S."),
            ("株式会社サンプル", "サンプル"),
            ("PT Contoh", "Contoh"),
            ("UAB Pavyzdys", "Pavyzdys, UAB"),
            ("Example Solutions Ltd. t/a Sample", "Sample"),
            ("Example Ltd (EX-42)", "Example Limited"),
            ("The Example Company Limited", "Example Co., Ltd."),
        ] {
            assert!(same_company(one, other) && same_company(other, one), "{one} / {other}");
        }
    }

    #[test]
    fn the_forms_of_many_tongues_stand_before_or_behind_a_name() {
        for (one, other) in [
            ("Quorvane GmbH & Co. KG", "QUORVANE GMBH + CO. KG"),
            ("Quorvane GmbH & Co. KG", "Quorvane GmbH & Co.KG"),
            ("Quorvane GmbH & Co KGaA", "Quorvane GmbH & Co. KGaA"),
            ("Quorvane L.L.C.", "Quorvane LLC"),
            ("Quorvane, L. L. C.", "Quorvane LLC."),
            ("Quorvane S.à r.l.", "Quorvane SARL"),
            ("株式会社サンプル", "サンプル株式会社"),
            ("株式会社サンプル", "(株)サンプル"),
            ("㈱サンプル", "サンプル㈱"),
            ("㈱サンプル", "株式会社 サンプル"),
            ("(주)예시", "주식회사 예시"),
            ("예시(주)", "㈜예시"),
            ("ООО «Пример»", "Пример, ООО"),
            ("Общество с ограниченной ответственностью \"Пример\"", "ООО Пример"),
            ("АО «Пример»", "Акционерное общество Пример"),
            ("شركة المثال ذ.م.م", "شركة المثال ذ م م"),
            ("Ｑｕｏｒｖａｎｅ Ｌｔｄ", "Quorvane Ltd"),
            ("Quorvane\u{a0}Ltd.,", "Quorvane Ltd"),
            ("Quorvane Ltd -", "Quorvane Ltd"),
            ("Quorvane Pty. Ltd.", "QUORVANE PTY LIMITED"),
        ] {
            assert!(same_company(one, other) && same_company(other, one), "{one} / {other}");
        }
        for (one, other) in [
            ("Quorvane GmbH", "Quorvane GmbH & Co. KG"),
            ("Quorvane KG", "Quorvane AG"),
            ("株式会社サンプル", "株式会社サンプル商事"),
            ("ООО Пример", "ЗАО Пример"),
            ("АО Пример", "ООО Пример"),
            ("Quorvane Ltd", "Quorvane Ltd c/o Alder Ltd"),
            ("Alder Ltd", "Quorvane Ltd c/o Alder Ltd"),
            ("㈱サンプル", "サンプル有限会社"),
            ("شركة المثال", "شركة المثال الجديدة"),
        ] {
            assert!(!same_company(one, other) && !same_company(other, one), "{one} / {other}");
        }
    }

    #[test]
    fn another_legal_form_is_another_company_unless_one_name_has_none() {
        assert!(!same_company("Example GmbH", "Example, Inc."));
        assert!(same_company("Example", "Example, Inc."));
        assert!(same_company("Example", "Example GmbH"));
        assert!(!same_company("Example Pty Ltd", "Example Ltd"));
    }

    #[test]
    fn a_company_whose_name_stands_within_another_is_not_that_other() {
        for (one, other) in [
            ("Alder Ltd", "Balderdash Hosting Inc"),
            ("Example, Inc.", "Example Hosting, Inc."),
            ("Example", "Examples"),
            ("Not Example Inc", "Example Inc"),
            ("Web", "Web Commerce Communications"),
            ("Domain", "Public Domain Registry"),
            ("OVH", "OVHcloud Partners"),
            ("Star", "Starhost"),
            ("One", "One.com"),
            ("Key", "Key-Systems GmbH"),
            ("Nova Ltd", "Supernova Ltd"),
        ] {
            assert!(!same_company(one, other) && !same_company(other, one), "{one} / {other}");
        }
    }

    #[test]
    fn a_label_is_borne_by_whole_words_only() {
        for (name, label) in [
            ("Key Systems Ltd", "keysystems"),
            ("Key-Systems GmbH", "key-systems"),
            ("Japan Network Information Center", "japan"),
            ("Hostco Ltd", "hostco"),
        ] {
            assert!(bears(name, label), "{name} {label}");
        }
        for (name, label) in [
            ("Balderdash Hosting", "alder"),
            ("Key Systems Ltd", "eysys"),
            ("Example Ltd", ""),
            ("Domains of Example Ltd", "domainsexample"),
        ] {
            assert!(!bears(name, label), "{name} {label}");
        }
    }

    #[test]
    fn a_form_alone_and_nonsense_are_handled() {
        assert_eq!(CompanyName::of("  ,.- "), None);
        assert_eq!(
            CompanyName::of("GmbH").map(|name| name.words().to_owned()),
            Some("gmbh".to_owned())
        );
        assert_eq!(CompanyName::of(&"x".repeat(1 << 20)), None);
        assert_eq!(CompanyName::of("(((").map(|name| name.words().to_owned()), None);
        assert!(CompanyName::of("Example (").is_some());
    }

    #[test]
    fn every_spelling_of_a_form_stands_for_one_form_only() {
        let mut seen = std::collections::BTreeMap::new();
        for (spelling, form) in spellings() {
            let before = seen.insert(spelling.clone(), form);
            assert!(before.is_none_or(|before| before == form), "{spelling}");
        }
    }
}
