//! Makes foreign text safe. Whatever a server said passes here before a terminal or a document
//! sees it: escapes, carriage returns, backspaces, bidirectional overrides and zero-width
//! characters can make a line say something else than what was received.

/// The text without characters that act instead of showing; line ends become blanks.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\n' | '\r' | '\t') {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if acts(character) {
            out.push('\u{fffd}');
        } else {
            out.push(character);
        }
    }
    out.trim().to_owned()
}

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
