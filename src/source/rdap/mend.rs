//! Makes JSON of what nearly is: raw control characters and impossible escapes in strings.

use crate::model::text::MARK;

/// The text with marks for its control characters, and with every escape that JSON does not
/// know, or half of a pair, replaced.
pub(super) fn mend(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter == '\\' || letter.is_control()) {
        let (plain, odd) = rest.split_at(at);
        mended.push_str(plain);
        rest =
            if odd.starts_with('\\') { escape(odd, &mut mended) } else { blank(odd, &mut mended) };
    }
    mended.push_str(rest);
    mended
}

/// Writes a blank or a mark for one control character and gives what follows it.
fn blank<'a>(text: &'a str, mended: &mut String) -> &'a str {
    let mut letters = text.chars();
    let letter = letters.next();
    mended.push(if letter.is_some_and(char::is_whitespace) { ' ' } else { MARK });
    letters.as_str()
}

/// Writes one escape as JSON has it and gives what follows it.
fn escape<'a>(text: &'a str, mended: &mut String) -> &'a str {
    if let Some(unit) = unit(text) {
        let after = text.get(6..).unwrap_or_default();
        let is_low = |unit: u32| (0xDC00..0xE000).contains(&unit);
        let pair = (0xD800..0xDC00).contains(&unit) && self::unit(after).is_some_and(is_low);
        if pair {
            mended.push_str(text.get(..12).unwrap_or_default());
            return text.get(12..).unwrap_or_default();
        }
        let whole = char::from_u32(unit).is_some();
        mended.push_str(if whole { text.get(..6).unwrap_or_default() } else { "\\ufffd" });
        return after;
    }
    let mut letters = text.chars();
    letters.next();
    match letters.next() {
        Some(known @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
            mended.extend(['\\', known]);
        }
        Some(other) if !other.is_control() => mended.push(other),
        _ => mended.push(' '),
    }
    letters.as_str()
}

/// The code unit of an escape `\uXXXX` at the start of a text.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn escapes_that_json_does_not_know_are_replaced() {
        for (given, expected) in [
            (r#""\ud83d\ude00 \u00e9""#, r#""\ud83d\ude00 \u00e9""#),
            (r#""\ud83d x""#, r#""\ufffd x""#),
            (r#""\ude00""#, r#""\ufffd""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""it\'s \x41""#, r#""it's x41""#),
            ("\"a\nb\u{0}\"", "\"a b\u{fffd}\""),
            ("\\", " "),
            ("\\u12", "u12"),
            ("\\é", "é"),
        ] {
            assert_eq!(mend(given), expected);
        }
    }
}
