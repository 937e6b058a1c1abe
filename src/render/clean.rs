//! Makes foreign text safe. Whatever a server said passes here before a terminal or a document
//! sees it: escapes, carriage returns, backspaces, bidirectional overrides and zero-width
//! characters can make a line say something else than what was received.

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

/// Cleaned text in which nothing is Markdown or HTML.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
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
    fn markdown_cannot_be_smuggled_in() {
        assert_eq!(markdown("[x](javascript:1)<b>|`"), "\\[x\\](javascript:1)&lt;b&gt;\\|\\`");
    }
}
