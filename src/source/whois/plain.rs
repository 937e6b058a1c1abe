//! The text of an answer, fit to be read: decoded, without what a terminal would act on.

use crate::model::answer::Misread;
use crate::model::text::MARK;

use super::charset;

/// Decodes an answer and refuses what is no WHOIS text: nothing, a web page, binary data.
pub(super) fn read(server: &str, body: &[u8]) -> Result<String, Misread> {
    let text = with_lines(charset::decode(server, before_padding(body)));
    let malformed = |what: &str| Err(Misread::Malformed(what.to_owned()));
    if text.trim().is_empty() {
        malformed("an empty answer")
    } else if is_web_page(&text) {
        malformed("a web page instead of text")
    } else if is_binary(&text) {
        malformed("bytes that are not text")
    } else {
        Ok(without_controls(&text))
    }
}

/// The text with lines where something else parts them: carriage returns alone, as Macintoshes wrote
/// them, or the elements of a page for which a script wrote the answer.
fn with_lines(text: String) -> String {
    let text = if text.trim_end().contains('\n') { text } else { text.replace('\r', "\n") };
    if is_web_page(&text) || !text.contains('<') { text } else { without_elements(&text) }
}

/// Elements that part lines.
const LINES: &[&str] = &["br", "p", "div", "tr", "li", "pre", "ul", "table", "hr"];

/// Elements within a line.
const WITHIN: &[&str] =
    &["b", "strong", "i", "em", "u", "font", "span", "tt", "code", "td", "th", "a"];

/// The text with line ends in the place of elements that part lines, and without those within one.
/// Whatever else stands between angle brackets stays, mailboxes and sites above all.
fn without_elements(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        plain.push_str(before);
        let inner = tail.get(1..).unwrap_or_default();
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(7)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let end =
            inner.bytes().take(LONGEST_ELEMENT).position(|byte| byte == b'>' || byte == b'\n');
        let end = end.filter(|end| inner.as_bytes().get(*end) == Some(&b'>'));
        let is_of = |names: &[&str]| end.is_some() && names.contains(&name.as_str());
        let whole = end.and_then(|end| inner.get(..end)).unwrap_or_default();
        let bare = whole.trim_matches('/').get(name.len()..).unwrap_or_default();
        let is_element = bare.is_empty() || bare.starts_with([' ', '/']);
        if is_element && (is_of(LINES) || is_of(WITHIN)) {
            if is_of(LINES) {
                plain.push('\n');
            }
            rest = end.and_then(|end| inner.get(end + 1..)).unwrap_or_default();
        } else {
            plain.push('<');
            rest = inner;
        }
    }
    plain.push_str(rest);
    plain
}

/// The longest element that is looked at, in bytes.
const LONGEST_ELEMENT: usize = 200;

/// The text of an answer that goes on with the rest of a fixed buffer: whatever stands behind the
/// first NUL, where what stands before it are lines of text.
fn before_padding(body: &[u8]) -> &[u8] {
    let end = body.iter().position(|byte| *byte == 0);
    let head = end.and_then(|end| body.get(..end)).unwrap_or(body);
    let lines = head.split(|byte| *byte == b'\n').count();
    if lines > 3 { head } else { body }
}

/// Drops control characters; what was written to deceive (escape sequences, backspaces, changes of
/// the writing direction) leaves a mark.
fn without_controls(text: &str) -> String {
    if !text.contains(is_unwanted) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => match rest.next_if(|next| "[]PX^_".contains(*next)) {
                Some('[') => skip_sequence(&mut rest, |c| ('@'..='~').contains(&c), &mut plain),
                Some(_) => skip_sequence(&mut rest, |c| c == '\u{7}' || c == '\\', &mut plain),
                None => plain.push(MARK),
            },
            '\u{9b}' => skip_sequence(&mut rest, |c| ('@'..='~').contains(&c), &mut plain),
            '\u{7}' | '\u{8}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                plain.push(MARK);
            }
            '\r' if rest.peek() != Some(&'\n') => plain.push(' '),
            c if is_unwanted(c) => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Skips to the end of a terminal sequence, but never beyond the line, and marks its place.
fn skip_sequence(
    rest: &mut std::iter::Peekable<std::str::Chars<'_>>,
    is_end: impl Fn(char) -> bool,
    plain: &mut String,
) {
    plain.push(MARK);
    while let Some(c) = rest.next_if(|c| *c != '\n') {
        if is_end(c) {
            break;
        }
    }
}

/// Whether a character acts on a terminal or on the direction of writing.
fn is_unwanted(c: char) -> bool {
    (c.is_control() && !"\n\t".contains(c))
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether an answer is a web page.
fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(100).collect();
    let start = start.to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<?xml", "http/1."].iter().any(|mark| start.starts_with(mark))
}

/// Whether an answer is no text at all: more control characters than text would have.
fn is_binary(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(4_096) {
        all += 1;
        odd += usize::from((c.is_control() && !"\r\n\t\u{1b}".contains(c)) || c == '\u{fffd}');
    }
    odd * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_bytes_and_nothing_are_no_answers() {
        let is_malformed = |body: &[u8]| matches!(read("", body), Err(Misread::Malformed(_)));
        assert!(is_malformed(b"\n<!DOCTYPE html><html>"));
        assert!(is_malformed(b"HTTP/1.1 403 Forbidden\r\n\r\n"));
        assert!(is_malformed(b"\x00\x01\x02abc"));
        assert!(is_malformed(b" \r\n "));
        assert!(!is_malformed(b"Domain: example.com\r\n"));
    }

    #[test]
    fn lines_are_parted_by_whatever_parts_them() {
        assert_eq!(with_lines("a: b\rc: d\r".to_owned()), "a: b\nc: d\n");
        assert_eq!(with_lines("a: b\rc\nd: e".to_owned()), "a: b\rc\nd: e");
        assert_eq!(with_lines("a: b<BR>c: d<br />e".to_owned()), "a: b\nc: d\ne");
        assert_eq!(with_lines("<pre>\n<b>a:</b> b\n</pre>".to_owned()), "\n\na: b\n\n");
        let links = "x <a@example.com> <http://example.com/> <b@example.com> a < b <i";
        assert_eq!(with_lines(links.to_owned()), links);
        assert_eq!(with_lines("<".repeat(300_000)).len(), 300_000);
    }

    #[test]
    fn nothing_that_a_terminal_acts_on_comes_through() {
        let hostile =
            "Registrar: \u{1b}[2J\u{1b}]0;title\u{7}\u{8}\u{9b}31m\u{202e}Example Ltd\r\nx: y";
        assert_eq!(
            without_controls(hostile),
            "Registrar: \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}Example Ltd\nx: y"
        );
        assert_eq!(without_controls("a\u{1b}[1\nb"), "a\u{fffd}\nb");
        assert_eq!(without_controls("Zürich\t株式会社"), "Zürich\t株式会社");
    }
}
