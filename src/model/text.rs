//! Foreign text: which characters act instead of showing, and what is left of a name that holds
//! some.

use std::borrow::Cow;

/// What stands in for a character that acts: readers put it there, so that whoever reads on can
/// tell that the text was tampered with.
pub const MARK: char = '\u{fffd}';

/// Whether a character acts on its surroundings: controls, bidirectional marks and overrides,
/// zero-width and other format characters, and those of private use or tags.
pub fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The references to characters that stand in values which were written for a page: signs, and the
/// letters of Latin 1 that have names there.
const REFERENCES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("gt", '>'),
    ("lt", '<'),
    ("nbsp", ' '),
    ("quot", '"'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("middot", '·'),
    ("ordf", 'ª'),
    ("ordm", 'º'),
    ("commat", '@'),
    ("period", '.'),
    ("colon", ':'),
    ("reg", '®'),
    ("copy", '©'),
    ("trade", '™'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Iuml", 'Ï'),
    ("ETH", 'Ð'),
    ("Ntilde", 'Ñ'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("Ouml", 'Ö'),
    ("Oslash", 'Ø'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Uuml", 'Ü'),
    ("Yacute", 'Ý'),
    ("THORN", 'Þ'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("eth", 'ð'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("thorn", 'þ'),
    ("yuml", 'ÿ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
];

/// The longest reference to a character: `&#x10ffff;`.
const LONGEST_REFERENCE: usize = 10;

/// A value with the characters in the place of HTML's references to them. One to a character that
/// acts stays as it stands.
pub fn without_references(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let inner = tail.get(1..).and_then(|tail| tail.split_once(';'));
        let fits = inner.filter(|(name, _)| name.len() < LONGEST_REFERENCE);
        let found = fits.and_then(|(name, after)| Some((referred(name)?, after)));
        let (character, after) = found.unwrap_or(('&', tail.get(1..).unwrap_or_default()));
        out.push(character);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference names, unless it acts.
fn referred(name: &str) -> Option<char> {
    let named = || REFERENCES.iter().find(|(own, _)| *own == name).map(|(_, character)| *character);
    let Some(number) = name.strip_prefix('#') else { return named() };
    let hex = number.strip_prefix(['x', 'X']);
    let code = match hex {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).filter(|character| !acts(*character) && *character != MARK)
}

/// A name that can be relied on: one in which nothing was marked. What stands beside a terminal
/// escape was written to deceive, so that no part of it names anybody.
pub fn reliable(name: Option<&str>) -> Option<&str> {
    name.filter(|name| !name.contains(MARK))
}

/// Whether nothing in a name acts and nothing was marked: for names that no reader went over.
pub fn is_plain(name: &str) -> bool {
    !name.chars().any(|character| character == MARK || acts(character))
}

/// The most characters of a foreign text that a sentence repeats.
const LONGEST: usize = 120;

/// The most combining marks in a row; more of them cover the lines above.
const MOST_MARKS: usize = 2;

/// A foreign text as a part of a sentence of ours: in quotation marks, so that people and programs
/// see where it begins and ends, on one line, without runs of blanks, cut, and with a word about
/// letters that only look alike.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut marks = 0;
    for (count, character) in text.trim().chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        marks = if combines(character) { marks + 1 } else { 0 };
        match character {
            _ if marks > MOST_MARKS => {}
            _ if character.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' => out.push('\''),
            _ if acts(character) => out.push(MARK),
            _ => out.push(character),
        }
    }
    out.push('"');
    if let Some(stranger) = mixed(text) {
        out.push_str(&alike(stranger));
    }
    out
}

/// The most names that a sentence lists.
const MOST_NAMES: usize = 8;

/// Names of hosts as a part of a sentence: as they are where they can be nothing else, else quoted.
pub fn hosts<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut words: Vec<String> = names.by_ref().take(MOST_NAMES).map(host).collect();
    let more = names.count();
    if more > 0 {
        words.push(format!("{more} more"));
    }
    words.join(", ")
}

/// The name of a host as a part of a sentence.
pub fn host(name: &str) -> String {
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if name.len() <= 253 && name.bytes().all(usual) { name.to_owned() } else { quoted(name) }
}

/// The words about a letter of another script.
pub fn alike(stranger: char) -> String {
    format!(" (mixed scripts: U+{:04X} only looks like a Latin letter)", u32::from(stranger))
}

/// The first letter of another script in a word that is Latin otherwise: such words imitate others.
pub fn mixed(text: &str) -> Option<char> {
    text.split(|character: char| !character.is_alphanumeric()).find_map(|word| {
        let latin = word.chars().any(|character| script(character) == Some(Script::Latin));
        let other = |character: &char| script(*character) == Some(Script::LooksLatin);
        word.chars().find(other).filter(|_| latin)
    })
}

/// The scripts that are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Latin as it is written.
    Latin,
    /// One with letters that look like Latin ones.
    LooksLatin,
}

/// The script of a letter, where it is one of those that are taken for each other.
fn script(character: char) -> Option<Script> {
    match character {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            Some(Script::Latin)
        }
        '\u{250}'..='\u{2af}'
        | '\u{370}'..='\u{3ff}'
        | '\u{400}'..='\u{52f}'
        | '\u{531}'..='\u{587}'
        | '\u{13a0}'..='\u{13ff}'
        | '\u{1d00}'..='\u{1d7f}'
        | '\u{1f00}'..='\u{1fff}'
        | '\u{2c80}'..='\u{2cff}'
        | '\u{a4d0}'..='\u{a4ff}'
        | '\u{a640}'..='\u{a69f}'
        | '\u{ff21}'..='\u{ff5a}'
        | '\u{1d400}'..='\u{1d7ff}' => Some(Script::LooksLatin),
        _ => None,
    }
}

/// Whether a character is drawn over the one before it.
fn combines(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// A number of days in the unit that people use: `12 days`, `5 months`, `16 years`.
pub fn days(days: i64) -> String {
    let of =
        |number: i64, unit: &str| format!("{number} {unit}{}", if number == 1 { "" } else { "s" });
    match days {
        ..60 => of(days, "day"),
        60..730 => of(days / 30, "month"),
        _ => of(days / 365, "year"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_characters_are_resolved_once_and_none_of_them_acts() {
        for (text, plain) in [
            ("Quorvane &amp; Sons", "Quorvane & Sons"),
            ("Quorvane&#32;&#38;&#x20;Sons", "Quorvane & Sons"),
            ("&amp;lt;", "&lt;"),
            ("Soci&eacute;t&eacute; d&rsquo;Exemple", "Société d’Exemple"),
            ("A & B; C", "A & B; C"),
            ("&#27;[2J", "&#27;[2J"),
            ("&#x202e;x", "&#x202e;x"),
            ("&;&#;&#x;&unknown;&", "&;&#;&#x;&unknown;&"),
        ] {
            assert_eq!(without_references(text), plain);
        }
    }

    #[test]
    fn a_foreign_text_in_a_sentence_has_edges() {
        assert_eq!(quoted("Example  GmbH\r\n(x)"), "\"Example GmbH (x)\"");
        assert_eq!(quoted("a\" and \u{201d}b"), "\"a' and 'b\"");
        let long = quoted(&"x".repeat(60_000));
        assert!(long.chars().count() < 130 && long.ends_with("…\""));
        assert!(!quoted("a\u{1b}[31m\u{202e}").chars().any(acts));
        assert_eq!(quoted(&format!("e{}", "\u{301}".repeat(40))), "\"e\u{301}\u{301}\"");
    }

    #[test]
    fn names_of_hosts_are_quoted_where_they_are_sentences() {
        assert_eq!(
            hosts(["ns1.example.com", "_dc.example.com"]),
            "ns1.example.com, _dc.example.com"
        );
        assert_eq!(hosts(["reported already"]), "\"reported already\"");
        assert!(hosts(["a.example"; 20]).ends_with("a.example, 12 more"));
    }

    #[test]
    fn letters_that_only_look_latin_are_marked_inside_a_word() {
        assert!(
            quoted("\u{421}loudflare, Inc.").ends_with("U+0421 only looks like a Latin letter)")
        );
        assert_eq!(mixed("h\u{435}tzner.com"), Some('\u{435}'));
        for plain in ["Société Générale", "ООО Яндекс (Yandex LLC)", "Ωmega 株式会社", "Müller"]
        {
            assert_eq!(mixed(plain), (plain.starts_with('Ω')).then_some('Ω'), "{plain}");
        }
    }
}
