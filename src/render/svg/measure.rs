//! How wide a text is, and where it breaks. Nobody can know the reader's font; the widths are those
//! of a wide one, so that nothing runs out of its box.

use unicode_width::UnicodeWidthChar;

/// The width of a text in thousandths of the size of its letters.
fn width(text: &str) -> u32 {
    text.chars().map(advance).sum()
}

/// The width of a character in thousandths of its size (`DejaVu` Sans, the widest in common use).
fn advance(character: char) -> u32 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '!' => 330,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | 'I' | 'J' => 420,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 1000,
        'A'..='Z' => 740,
        _ if character.is_ascii() => 640,
        _ => match character.width() {
            Some(0) | None => 0,
            Some(1) => 720,
            Some(_) => 1050,
        },
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
        let bold = if self.bold { 108 } else { 100 };
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
    fn ten_thousand_letters_are_cut_with_a_mark() {
        let lines = PLAIN.broken(&"x".repeat(10_000), 200);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'));
    }
}
