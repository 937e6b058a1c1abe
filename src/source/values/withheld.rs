//! Tells values from the words that stand where a value was withheld, or where there is none. A
//! text is read as a whole: a company may have any of these words in its name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::company::{CompanyName, plain};
use crate::model::said::Said;
use crate::model::text::without_references;

/// What a text of the table stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StandsFor {
    /// There is no value.
    Nothing,
    /// A value is kept back.
    Withheld,
}

/// The texts of the table.
#[derive(Debug, Default)]
struct Placeholders {
    /// Whole texts.
    whole: HashMap<String, StandsFor>,
    /// Beginnings of texts that go on.
    openings: Vec<String>,
    /// Parts of texts in scripts that part no words.
    within: Vec<&'static str>,
    /// Words that such texts are made of, and whether one of them is enough of a sign.
    words: HashMap<&'static str, bool>,
}

/// The table that is compiled in.
static TABLE: LazyLock<Placeholders> = LazyLock::new(|| {
    let mut table = Placeholders::default();
    let rows = include_str!("placeholders.tsv").lines().filter(|row| !row.starts_with('#'));
    for (kind, texts) in rows.filter_map(|row| row.split_once('\t')) {
        for text in texts.split(" | ") {
            table.insert(kind, text);
        }
    }
    table
});

impl Placeholders {
    /// Files one text under its kind.
    fn insert(&mut self, kind: &str, text: &'static str) {
        match kind {
            "nothing" => drop(self.whole.insert(plain(text), StandsFor::Nothing)),
            "withheld" => drop(self.whole.insert(plain(text), StandsFor::Withheld)),
            "opening" => self.openings.push(plain(text)),
            "within" => self.within.push(text),
            "key" => drop(self.words.insert(text, true)),
            _ => drop(self.words.insert(text, false)),
        }
    }
}

/// The longest text that stands in the place of a value: whatever is longer is small print.
const LONGEST: usize = 300;

/// What a field says.
pub(in crate::source) fn said(text: &str) -> Said<String> {
    let text = without_references(text);
    let text = text.trim();
    let unquoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let text = unquoted.filter(|inner| !inner.contains('"')).unwrap_or(text).trim();
    let words = plain(text);
    if words.is_empty() || is_crossed_out(&words) {
        return Said::Nothing;
    }
    match TABLE.whole.get(&words) {
        Some(StandsFor::Nothing) => Said::Nothing,
        Some(StandsFor::Withheld) => Said::Withheld(text.to_owned()),
        None if keeps_back(text, &words) => Said::Withheld(text.to_owned()),
        None => Said::Value(without_tabs(text)),
    }
}

/// A value whose words are parted by spaces alone.
pub(in crate::source) fn without_tabs(text: &str) -> String {
    if text.contains(char::is_control) {
        text.split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        text.to_owned()
    }
}

/// Whether a field is filled with crosses: `XXXXX`.
fn is_crossed_out(words: &str) -> bool {
    words.len() >= 3 && words.chars().all(|c| c == 'x' || c == ' ')
}

/// Whether a text stands where a value is kept back.
pub(in crate::source) fn is_withheld(text: &str) -> bool {
    said(text).is_withheld()
}

/// Whether a text that is no row of the table says that a value is kept back.
fn keeps_back(text: &str, words: &str) -> bool {
    if text.len() > LONGEST || CompanyName::of(text).is_some_and(|name| name.has_form()) {
        return false;
    }
    // What stands behind a mark explains: "Private Customer - Springfield", "hidden (GDPR)".
    let head = text.split([',', ';', '(', '.', ':', '!', '|']).next().unwrap_or_default();
    let head = head.split(" - ").next().unwrap_or_default();
    let is_row = |words: &str| TABLE.whole.get(words) == Some(&StandsFor::Withheld);
    let by_head = head.len() < text.len() && is_row(&plain(head));
    let told = |words: &str| is_row(words) || opens(words) || is_made_of_them(words);
    by_head || told(words) || TABLE.within.iter().any(|part| text.contains(part)) || {
        let parted = parted(text);
        let parted = ADDRESSED.iter().find_map(|to| parted.strip_prefix(to)).unwrap_or(&parted);
        told(parted)
    }
}

/// What stands before whomever a letter is for.
const ADDRESSED: &[&str] = &["c o ", "attn ", "attention "];

/// The words of a text that has them run together, or its letters apart: `RedactedForPrivacy`,
/// `R E D A C T E D`.
fn parted(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut after_small = false;
    for letter in text.chars() {
        if after_small && letter.is_uppercase() {
            spaced.push(' ');
        }
        after_small = letter.is_lowercase();
        spaced.push(letter);
    }
    let words = plain(&spaced);
    let spelt = words.split(' ').all(|word| word.chars().count() == 1);
    if spelt { words.replace(' ', "") } else { words }
}

/// Whether a text begins as such texts do.
fn opens(words: &str) -> bool {
    TABLE.openings.iter().any(|opening| {
        words
            .strip_prefix(opening.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether a text holds nothing but the words of such texts, one of the telling ones among them.
fn is_made_of_them(words: &str) -> bool {
    let known = |word: &str| TABLE.words.get(word).copied();
    words.split(' ').all(|word| known(word).is_some())
        && words.split(' ').count() > 1
        && words.split(' ').any(|word| known(word) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_in_a_value_is_a_space() {
        assert_eq!(said("Example\t\tLtd"), Said::Value("Example Ltd".to_owned()));
        assert_eq!(said("Example  Ltd"), Said::Value("Example  Ltd".to_owned()));
    }

    #[test]
    fn words_in_the_place_of_a_value_are_known_in_many_tongues() {
        for text in [
            "REDACTED FOR PRIVACY",
            "REDACTED FOR PRIVACY (DT)",
            "Data Protected",
            "Data Protected, not disclosed",
            "Not Disclosed",
            "Statutory Masking Enabled",
            "GDPR Masked",
            "Withheld for Privacy Purposes",
            "[REDACTED]",
            "Please query the RDDS service of the Registrar of Record",
            "On behalf of example.com owner",
            "非公開",
            "Protected",
            "Removed",
            "Hidden upon user request",
            "Private Person",
            "Private Customer",
            "PRIVATE CUSTOMER - SPRINGFIELD",
            "Private Residence",
            "Redacted by Privacy",
            "Name withheld for privacy reasons",
            "Personal data, can not be publicly disclosed according to applicable laws.",
            "Ano Nymous",
            "Diffusion restreinte",
            "Not shown, please visit www.example.net for webbased whois.",
            "Nicht angezeigt",
            "скрыт",
            "비공개",
            "Gizli",
            "hidden (GDPR)",
            "Hidden - Protected by GDPR",
            "Datos protegidos",
            "[Non-Public Data]",
            "********** hidden",
        ] {
            assert!(is_withheld(text), "{text}");
        }
    }

    #[test]
    fn such_words_are_known_however_they_are_spelt_and_parted() {
        for text in [
            "REDACTED\u{a0}FOR\u{a0}PRIVACY",
            "REDACTED&nbsp;FOR&nbsp;PRIVACY",
            "&lt;redacted&gt;",
            "&#91;hidden&#x5d;",
            "RedactedForPrivacy",
            "REDACTED_FOR_PRIVACY",
            "*** REDACTED ***",
            "R E D A C T E D",
            "ＲＥＤＡＣＴＥＤ ＦＯＲ ＰＲＩＶＡＣＹ",
            "Redacted | EU Data Subject",
            "REDACTED BY REGISTRAR",
            "Redacted for Data Protection.",
            "c/o REDACTED",
            "c/o Private Person",
            "Attn: REDACTED FOR PRIVACY",
            "Identity Protected",
            "Skyddad identitet",
            "Navne- og adressebeskyttet",
            "Ei julkinen",
            "Niet weergegeven",
            "Dane niejawne",
            "Údaje nejsou veřejné",
            "Neveřejné",
            "Nem nyilvános",
            "Dados não divulgados",
            "Non visibile",
            "Gizli bilgi",
            "公開されていません",
            "非公開情報",
            "隐私保护",
            "信息已隐藏",
            "개인정보 보호",
            "비공개 정보",
            "Скрыто по запросу",
            "Данные не публикуются",
            "Приховано",
            "محجوب",
            "محجوب للخصوصية",
            "غير معلن",
            "חסוי",
            "Απόρρητο",
            "ไม่เปิดเผย",
            "Ẩn danh",
        ] {
            assert!(is_withheld(text), "{text}");
        }
    }

    #[test]
    fn crosses_and_words_for_nothing_are_nothing() {
        for text in [
            "XXXXXXXX",
            "xxx",
            "...",
            "?",
            "N\u{a0}/\u{a0}A",
            "&nbsp;",
            "&#45;&#45;",
            "غير متوفر",
            "未提供",
            "정보없음",
        ] {
            assert_eq!(said(text), Said::Nothing, "{text}");
        }
    }

    #[test]
    fn companies_with_such_words_in_other_tongues_are_companies() {
        for text in [
            "株式会社非公開",
            "ООО «Скрытый смысл»",
            "Redacted Press, Inc.",
            "Hidden Path Entertainment, LLC",
            "Secret Recipe Sdn. Bhd.",
            "Confidential Couture SARL",
            "GDPR Institut ApS",
            "Nil Foods A/S",
            "Privat Dozent Verlag GmbH & Co. KG",
            "Private Equity Partners L.L.C.",
            "Protected&nbsp;Trust Services Ltd",
            "c/o Redacted Press, Inc.",
            "Xxx Adult Entertainment B.V.",
            "Скрытый Город",
        ] {
            assert!(said(text).is_value(), "{text}");
        }
        assert_eq!(said("Quorvane&nbsp;&amp;&#32;Sons").text(), Some("Quorvane & Sons"));
    }

    #[test]
    fn companies_with_such_words_in_their_names_are_companies() {
        for text in [
            "Example Ltd",
            "Private Label Foods GmbH",
            "Anonymous Coffee Roasters Ltd",
            "Hidden Valley Farms",
            "Personal Data Protection Commission",
            "Redacted Records LLC",
            "Private Media Group",
            "Restricted Area Games",
            "Protected Planet Foundation",
            "Masked Singer Productions",
            "Private, Inc.",
            "Confidential Shredding Services",
            "Removed Tattoo Studio",
            "Gdpr Consulting s.r.o.",
            "Privacy International",
            "Secret Escapes",
            "Withheld for Privacy ehf",
            "Not Disclosed Theatre Company Limited",
        ] {
            assert!(said(text).is_value(), "{text}");
        }
    }

    #[test]
    fn filler_is_nothing() {
        for text in [
            "",
            " - ",
            "N/A",
            "none",
            "n.a.",
            "***",
            "not defined",
            "<no value>",
            "http://",
            "(none)",
            "なし",
        ] {
            assert_eq!(said(text), Said::Nothing, "{text}");
        }
        assert_eq!(said(" \"Example Ltd\" ").text(), Some("Example Ltd"));
        assert_eq!(said("Na Ltd").text(), Some("Na Ltd"));
    }

    #[test]
    fn every_row_of_the_table_is_filed_and_means_one_thing() {
        let mut seen = HashMap::new();
        for row in include_str!("placeholders.tsv").lines().filter(|row| !row.starts_with('#')) {
            let (kind, texts) = row.split_once('\t').unwrap();
            assert!(
                ["nothing", "withheld", "opening", "within", "key", "filler"].contains(&kind),
                "{row}"
            );
            for text in texts.split(" | ").filter(|_| kind == "nothing" || kind == "withheld") {
                let before = seen.insert(plain(text), kind);
                assert!(before.is_none_or(|before| before == kind), "{text}");
            }
        }
    }
}
