//! How wide a text is, and where it breaks. Nobody can know the reader's font; the widths are those
//! of a wide one, so that nothing runs out of its box.

/// The width of a text in thousandths of the size of its letters.
fn width(text: &str) -> u32 {
    text.chars().map(advance).sum()
}

/// The width of a character in thousandths of its size: of ASCII as in `DejaVu` Sans, the widest in common
/// use.
fn advance(character: char) -> u32 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '!' => 330,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | 'I' | 'J' => 445,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 1000,
        '+' | '<' | '=' | '>' | '~' | '^' | '#' => 840,
        'A'..='Z' | '&' => 800,
        _ if character.is_ascii() => 640,
        _ => abroad(character),
    }
}

/// The widest letter of each script, from its first character on, as measured in the Noto fonts. Fonts
/// differ more than letters do, so that no letter has a width of its own.
const SCRIPTS: [(char, u32); 52] = [
    ('\u{a0}', 960),     // Latin with marks
    ('\u{180}', 1310),   // further Latin, phonetic signs
    ('\u{2b0}', 640),    // letters of a mark's size
    ('\u{300}', 0),      // marks
    ('\u{370}', 1000),   // Greek
    ('\u{400}', 1100),   // Cyrillic
    ('\u{460}', 1500),   // older Cyrillic
    ('\u{530}', 1050),   // Armenian
    ('\u{590}', 800),    // Hebrew
    ('\u{600}', 1250),   // Arabic, Syriac, Thaana, N'Ko
    ('\u{800}', 1350),   // Samaritan, Mandaic, further Arabic
    ('\u{900}', 1050),   // Devanagari
    ('\u{980}', 1200),   // Bengali
    ('\u{a00}', 1500),   // Gurmukhi
    ('\u{a80}', 1100),   // Gujarati
    ('\u{b00}', 1550),   // Oriya
    ('\u{b80}', 2550),   // Tamil
    ('\u{c00}', 1800),   // Telugu, Kannada
    ('\u{d00}', 2200),   // Malayalam
    ('\u{d80}', 1900),   // Sinhala
    ('\u{e00}', 950),    // Thai
    ('\u{e80}', 1100),   // Lao
    ('\u{f00}', 1650),   // Tibetan
    ('\u{1000}', 2500),  // Burmese
    ('\u{10a0}', 1100),  // Georgian, parts of Korean syllables
    ('\u{1200}', 1350),  // Ethiopic, Cherokee
    ('\u{1400}', 2050),  // Canadian syllables, ogham, runes
    ('\u{1780}', 2000),  // Khmer
    ('\u{1800}', 1300),  // Mongolian
    ('\u{1900}', 1850),  // scripts of Southeast Asia
    ('\u{1d00}', 1100),  // phonetic signs, Latin with further marks
    ('\u{1f00}', 1500),  // older Greek
    ('\u{2000}', 1700),  // punctuation
    ('\u{2070}', 1800),  // signs, arrows, mathematics, boxes
    ('\u{2e00}', 2900),  // long dashes
    ('\u{2e80}', 1250),  // Chinese, Japanese
    ('\u{a4d0}', 1400),  // Lisu and others
    ('\u{a800}', 2050),  // Javanese and others
    ('\u{ac00}', 1050),  // Korean
    ('\u{d7b0}', 1050),  // its parts
    ('\u{e000}', 1050),  // private use
    ('\u{f900}', 1050),  // Chinese
    ('\u{fb00}', 1600),  // ligatures
    ('\u{fdf0}', 7300),  // whole phrases in one character
    ('\u{fe00}', 1450),  // forms of Arabic and others
    ('\u{ff00}', 1050),  // full width
    ('\u{10000}', 2800), // older scripts
    ('\u{12000}', 4700), // cuneiform
    ('\u{12550}', 2050), // hieroglyphs and others
    ('\u{1d000}', 1550), // mathematics, music
    ('\u{1f000}', 1650), // emoji
    ('\u{20000}', 1100), // rarer Chinese
];

/// The width of a character beyond ASCII.
fn abroad(character: char) -> u32 {
    let behind = SCRIPTS.partition_point(|(first, _)| *first <= character);
    let script = behind.checked_sub(1).map_or(0, |at| SCRIPTS[at].1);
    match character {
        // Ordinary letters of scripts that have a few wide ones.
        'à'..='å' | 'ç'..='ö' | 'ø'..='ž' if character.is_lowercase() && character != 'œ' => {
            720
        }
        'а'..='џ' if !matches!(character, 'ж' | 'м' | 'ш' | 'щ' | 'ы' | 'ю' | 'љ' | 'њ') => {
            750
        }
        'α'..='ώ' if !matches!(character, 'ψ' | 'ω' | 'ώ') => 750,
        _ => script,
    }
}

/// The most characters of a text that are looked at; no box holds as many.
const LONGEST: usize = 2000;

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    /// The size of its letters.
    pub(super) size: u32,
    /// The height of a line.
    pub(super) leading: u32,
    /// Whether it is bold, which is wider.
    pub(super) bold: bool,
    /// The most lines; what is left is cut off with an ellipsis.
    pub(super) lines: usize,
}

impl Type {
    /// The width of a text, in units of the picture.
    pub(super) fn width(self, text: &str) -> u32 {
        let bold = if self.bold { 114 } else { 100 };
        (width(text) * self.size * bold).div_ceil(100_000)
    }

    /// Breaks a text into lines: between words where that is possible, else behind a mark inside
    /// one, else anywhere.
    pub(super) fn broken(self, text: &str, room: u32) -> Vec<String> {
        let text = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for piece in pieces(text) {
            let mut rest = piece;
            loop {
                let wide = self.width(line.trim_end()) + self.width(rest.trim_end());
                if wide <= room {
                    line.push_str(rest);
                    break;
                }
                if line.is_empty() {
                    let cut = self.fitting(rest, room);
                    lines.push(rest[..cut].to_owned());
                    rest = &rest[cut..];
                } else {
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                }
            }
            if lines.len() > self.lines {
                break;
            }
        }
        if !line.is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        self.cut(lines)
    }

    /// The first lines; the last one says where there are more.
    fn cut(self, mut lines: Vec<String>) -> Vec<String> {
        if lines.len() > self.lines {
            lines.truncate(self.lines);
            if let Some(last) = lines.last_mut() {
                last.pop();
                last.push('…');
            }
        }
        lines
    }

    /// How many bytes of a text fit, at least one character.
    fn fitting(self, text: &str, room: u32) -> usize {
        let ends = text.char_indices().map(|(at, character)| at + character.len_utf8());
        let mut fits = text.chars().next().map_or(0, char::len_utf8);
        for end in ends {
            if self.width(&text[..end]) > room {
                break;
            }
            fits = end;
        }
        fits
    }
}

/// A text in pieces behind each of which a line may end; the dot of `[.]` stays where it is.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut after = 0;
    while let Some(found) = rest[after..].find(BREAKS) {
        let end = after + found + 1;
        after = end;
        if !rest[end..].starts_with(']') {
            let (piece, behind) = rest.split_at(end);
            pieces.push(piece);
            (rest, after) = (behind, 0);
        }
    }
    pieces.push(rest);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The marks behind which a line may end.
const BREAKS: [char; 11] = [' ', '@', '/', '-', '.', ',', '?', '&', '=', ':', ']'];

#[cfg(test)]
mod tests {
    use super::*;

    /// Ordinary text.
    const PLAIN: Type = Type { size: 12, leading: 16, bold: false, lines: 3 };

    #[test]
    fn lines_break_between_words_and_keep_every_letter() {
        let text = "abuse@a-rather-long-name.registrar.example and nothing else";
        let lines = Type { lines: 9, ..PLAIN }.broken(text, 120);
        assert!(lines.len() > 2 && lines.iter().all(|line| PLAIN.width(line) <= 120));
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn what_was_defanged_is_not_broken_inside_its_brackets() {
        let lines = PLAIN.broken("hxxps://www[.]example[.]com/a", 90);
        assert!(lines.len() > 1 && lines.iter().all(|line| !line.ends_with("[.")), "{lines:?}");
    }

    #[test]
    fn scripts_are_in_the_order_of_their_characters_and_wider_than_a_blank() {
        assert!(SCRIPTS.is_sorted_by_key(|(first, _)| *first));
        for wide in ["\u{fdfd}", "𒐫", "ௌ", "ဪ", "⸻", "Щ", "ﷺ"] {
            assert!(width(wide) >= 1000, "{wide}");
        }
        assert_eq!(width("e\u{301}"), width("e"), "a mark stands above its letter");
    }

    #[test]
    fn ten_thousand_letters_are_cut_with_a_mark() {
        let lines = PLAIN.broken(&"x".repeat(10_000), 200);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'));
    }
}
