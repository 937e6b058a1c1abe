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
    if is_for_a_page(&text) && !is_web_page(&text) { without_elements(&text) } else { text }
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
        let tail = tail.get(1..).unwrap_or_default();
        let element = element(tail);
        if element.is_some_and(|(name, _)| LINES.contains(&name)) {
            plain.push('\n');
        } else if element.is_none() {
            plain.push('<');
        }
        rest = element.map_or(tail, |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}

/// The name of the element that a text begins with behind its bracket, and the text behind it.
fn element(text: &str) -> Option<(&'static str, &str)> {
    let start = text.strip_prefix('/').unwrap_or(text);
    let length = start.bytes().take_while(u8::is_ascii_alphanumeric).take(7).count();
    let name = start.get(..length)?;
    let known = LINES.iter().chain(WITHIN).find(|known| known.eq_ignore_ascii_case(name))?;
    let inner = start.get(length..)?;
    let end = inner.bytes().take(LONGEST_ELEMENT).position(|byte| byte == b'>' || byte == b'\n')?;
    let parameters = inner.get(..end)?;
    let behind = inner.get(end..)?.strip_prefix('>')?;
    (parameters.is_empty() || parameters.starts_with([' ', '/'])).then_some((*known, behind))
}

/// Whether an answer was written for a page: then its first labelled line holds an element, which no
/// holder has written.
fn is_for_a_page(text: &str) -> bool {
    let is_labelled = |line: &&str| line.contains(':') && !line.starts_with(['%', '#', ';']);
    let first = text.lines().map(str::trim).find(is_labelled).unwrap_or_default();
    first.match_indices('<').take(20).any(|(at, _)| first.get(at + 1..).and_then(element).is_some())
}

/// The longest element that is looked at, in bytes.
const LONGEST_ELEMENT: usize = 200;

/// The text of an answer that goes on with the rest of a fixed buffer: whatever stands behind the
/// first NUL, where what stands before it are lines of text.
fn before_padding(body: &[u8]) -> &[u8] {
    let end = body.iter().position(|byte| *byte == 0);
    let head = end.and_then(|end| body.get(..end)).unwrap_or(body);
    let lines = head.split(|byte| *byte == b'\n').count();
    let plain = |byte: &u8| *byte >= b' ' || b"\r\n\t\x1b".contains(byte);
    let is_text = head.len() >= SHORTEST_LINE && head.iter().all(plain);
    if lines > 3 || is_text { head } else { body }
}

/// A line that says anything of a name has so many bytes.
const SHORTEST_LINE: usize = 20;

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
        let holders = "a: b\nc: d<br>e: f";
        assert_eq!(with_lines(holders.to_owned()), holders);
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
