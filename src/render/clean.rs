//! Makes foreign text safe. Whatever a server said passes here before a terminal or a document
//! sees it: escapes, carriage returns, backspaces, bidirectional overrides and zero-width
//! characters can make a line say something else than what was received.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::model::text::{MARK, acts};

/// The text without characters that act instead of showing; line ends become blanks.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\n' | '\r' | '\t') {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if acts(character) {
            out.push(MARK);
        } else {
            out.push(character);
        }
    }
    out.trim().to_owned()
}

/// Whether a character belongs to a script that is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A text for people in which words of a right-to-left script stand by themselves: between marks
/// that show nothing, so that they turn nothing round that stands beside them on the line.
fn isolated(text: &str) -> Cow<'_, str> {
    const BEGIN: char = '\u{2068}';
    const END: char = '\u{2069}';
    if !text.contains(is_right_to_left) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut inside = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let turned = is_right_to_left(c);
        let more = characters.peek().is_some_and(|next| is_right_to_left(*next));
        // One sign between two such words is theirs; a gap parts columns.
        let joins = more && !c.is_alphanumeric() && !c.is_control();
        if turned && !inside {
            out.push(BEGIN);
        } else if inside && !turned && !joins {
            out.push(END);
        }
        inside = turned || inside && joins;
        out.push(c);
    }
    if inside {
        out.push(END);
    }
    Cow::Owned(out)
}

/// Writes what people read, its words of right-to-left scripts by themselves.
pub fn to_people(
    out: &mut impl Write,
    write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let mut text = Vec::new();
    write(&mut text)?;
    out.write_all(isolated(&String::from_utf8_lossy(&text)).as_bytes())
}

/// Cleaned text in which nothing is Markdown or HTML, and nothing turns into a link, a mention or a
/// reference where tickets are shown. A word that could stands as code, which no renderer looks into,
/// and a web address in a sentence has no working scheme: people copy, too.
pub fn markdown(text: &str) -> String {
    let words: Vec<String> = clean(text).split(' ').map(word).collect();
    words.join(" ")
}

/// One word as Markdown.
fn word(word: &str) -> String {
    let start = word.find(|c: char| !LEADING.contains(&c)).unwrap_or(word.len());
    let (lead, rest) = word.split_at(start);
    let end = rest.trim_end_matches(TRAILING).len();
    let (middle, trail) = rest.split_at(end);
    let acts = word.contains('@') || is_address(word) || is_reference(middle);
    if acts {
        escaped(lead) + &code(&middle.replace("://", "[:]//")) + &escaped(trail)
    } else {
        escaped(word)
    }
}

/// What may stand before a word and is none of it.
const LEADING: &[char] = &['(', '"', '\'', '“', '„'];
/// What may stand behind a word and is none of it.
const TRAILING: &[char] = &[')', '"', '\'', '”', '“', ',', ';', '.', ':'];

/// Whether renderers make a link of a word by themselves.
fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let begins = |at: usize| !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    lower.contains("://")
        || ["mailto:", "xmpp:", "tel:"].iter().any(|scheme| lower.contains(scheme))
        || lower.match_indices("www.").any(|(at, _)| begins(at))
}

/// Whether trackers take a word for something of theirs: `#12`, `!12`, `~label`, `%12`, `$12`, `&12`.
fn is_reference(word: &str) -> bool {
    word.char_indices().any(|(at, c)| {
        matches!(c, '#' | '!' | '~' | '%' | '$' | '&')
            && word[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric())
    })
}

/// A text as code, whatever backticks are in it.
pub fn code(text: &str) -> String {
    let text = clean(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text without anything that is Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

/// A text as the cell of a table, where a bar ends it even inside code.
pub fn cell(text: &str) -> String {
    markdown(text).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_on_a_terminal_passes() {
        let hostile = "a\u{1b}[31mred\u{202e}evil\u{200b}x\u{8}y\u{9b}z\u{feff}";
        assert!(!clean(hostile).chars().any(acts));
        assert_eq!(clean("one\r\ntwo"), "one two");
    }

    #[test]
    fn other_scripts_pass_untouched() {
        assert_eq!(clean("株式会社 Bücher Ω"), "株式会社 Bücher Ω");
    }

    #[test]
    fn words_of_a_right_to_left_script_stand_by_themselves_and_each_column_for_itself() {
        for (text, stands) in [
            ("host  Example Ltd  192.0.2.7", "host  Example Ltd  192.0.2.7"),
            ("host  שלום 24/7  192.0.2.7", "host  \u{2068}שלום\u{2069} 24/7  192.0.2.7"),
            ("א ב  ג", "\u{2068}א ב\u{2069}  \u{2068}ג\u{2069}"),
            ("شركة\n1", "\u{2068}شركة\u{2069}\n1"),
        ] {
            assert_eq!(isolated(text), stands);
        }
    }

    #[test]
    fn markdown_cannot_be_smuggled_in() {
        assert_eq!(cell("[x](javascript:1)<b>|`"), "\\[x\\](javascript:1)&lt;b&gt;\\|\\`");
    }

    #[test]
    fn nothing_becomes_a_link_a_mention_or_a_reference_by_itself() {
        for (text, safe) in [
            ("ask @everyone", "ask `@everyone`"),
            ("(see https://example.com/a_b#c).", "(see `https[:]//example.com/a_b#c`)."),
            ("www.example.com, too", "`www.example.com`, too"),
            ("jo@example.com", "`jo@example.com`"),
            ("fixes #12", "fixes `#12`"),
            ("group/project!7", "`group/project!7`"),
            ("100% of a & b", "100% of a &amp; b"),
            ("a_b", "a\\_b"),
            ("x`@y", "``x`@y``"),
        ] {
            assert_eq!(markdown(text), safe);
        }
    }
}
