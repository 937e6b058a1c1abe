//! Tells what one line of an answer is by its looks: a label with a value, a heading, neither, or a
//! notice.

use super::super::labels::{self, Section};
use super::super::values;

/// The longest label that is believed, in characters.
pub(super) const LONGEST_LABEL: usize = 60;

/// The longest label with its explanation, in bytes.
const LONGEST_LINE: usize = 300;

/// The most words that a label has.
const MOST_WORDS: usize = 8;

/// What a line is by its looks.
pub(super) enum LineForm<'a> {
    /// A label and its value.
    Pair(String, &'a str),
    /// A label without a value.
    Heading(String),
    /// No label.
    Plain,
}

/// Tells label and value of a line apart.
pub(super) fn split(content: &str) -> LineForm<'_> {
    let content = without_list_number(content);
    if let Some((label, value)) = bracketed(content) {
        return classified(label, value);
    }
    if let Some(line) = phrase(content) {
        return line;
    }
    if let Some((label, value)) = content.split_once([':', '：']) {
        if is_of_the_value(label, value)
            && let Some(line) = in_columns(content)
        {
            return line;
        }
        let scheme = value.starts_with("//");
        // Hong Kong explains its labels at length, in brackets.
        let core = label.split('(').next().unwrap_or(label);
        // A colon within brackets parts nothing: `UK Limited Company, (Company number: 1234567)`.
        let within = label.matches('(').count() > label.matches(')').count();
        if !scheme && !within && is_label(core) && label.len() <= LONGEST_LINE {
            let filler = |c: char| c == '.' || c == ':' || c.is_whitespace();
            return classified(label, value.trim_start_matches(filler));
        }
        return LineForm::Plain;
    }
    in_columns(content).unwrap_or(LineForm::Plain)
}

/// A line without the number in brackets that some lists begin with: `(1) Domain Name: example.com`.
fn without_list_number(content: &str) -> &str {
    let inner = content.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let numbered = inner.filter(|(number, _)| {
        !number.is_empty() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    numbered.map_or(content, |(_, rest)| rest.trim_start())
}

/// A line of the form `[Label] value` or `a. [Label] value`.
fn bracketed(content: &str) -> Option<(&str, &str)> {
    let inner = content.strip_prefix('[').or_else(|| {
        let (list, rest) = content.split_once(" [")?;
        (list.trim_end_matches('.').len() == 1).then_some(rest)
    })?;
    let (label, value) = inner.split_once(']')?;
    let is_banner = label.contains('.') || label.starts_with("Querying");
    (!is_banner && is_label(label)).then_some((label, value.trim()))
}

/// Whether the first colon of a line is one of a time or an address, as behind a label that only
/// columns part from its value: `Expires ....... 2031-02-03 08:00:00`.
fn is_of_the_value(before: &str, behind: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    behind.starts_with("//") || (digit(before.chars().next_back()) && digit(behind.chars().next()))
}

/// A label that only columns part from its value; only known labels are believed.
fn in_columns(content: &str) -> Option<LineForm<'_>> {
    let marks = ["\t", "   ", "...", " = "].into_iter().filter_map(|mark| content.find(mark));
    let (label, value) = content.split_at(marks.min()?);
    let value = value.trim_start().trim_start_matches("= ").trim_start_matches('.');
    if label.ends_with(['.', ',', ';', ')']) {
        return None;
    }
    let label = labels::normalise(label);
    let known = labels::field_of(&label, Section::Top).is_some();
    (known && !value.trim().is_empty()).then(|| LineForm::Pair(label, value.trim()))
}

/// A sentence of the form "Record expires on 2031-01-31" or "Domain example.com (ACTIVE)".
fn phrase(content: &str) -> Option<LineForm<'_>> {
    const OPENINGS: &[&str] = &[
        "record expires on ",
        "record created on ",
        "record last updated on ",
        "record will expire on ",
        "registered on ",
        "domain ",
    ];
    let opening = OPENINGS.iter().find(|opening| {
        content.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
    })?;
    let value = content.get(opening.len()..)?.trim();
    let fits = if *opening == "domain " {
        let mut words = value.split_whitespace();
        words.next().is_some_and(values::is_host_name) && words.count() <= 1
    } else {
        let first = value.get(..3).unwrap_or_default().to_ascii_lowercase();
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        value.starts_with(|c: char| c.is_ascii_digit()) || days.contains(&first.as_str())
    };
    fits.then(|| LineForm::Pair(labels::normalise(opening), value))
}

/// Makes a pair or, without a value, a heading.
fn classified<'a>(label: &str, value: &'a str) -> LineForm<'a> {
    let label = known_part(label);
    let value = without_end(value.trim());
    // In YAML a type stands where the value would.
    let is_type = value.starts_with('!') && !value.contains(' ');
    // The heading of a second column beside that of the first.
    let heads = value.strip_suffix(':').is_some_and(|head| {
        labels::section_of(&label).is_some() && labels::section_of(&known_part(head)).is_some()
    });
    if value.is_empty() || is_type || heads {
        LineForm::Heading(label)
    } else {
        LineForm::Pair(label, value)
    }
}

/// A value without the semicolon with which some software ends it, unless that ends a reference to a
/// character.
fn without_end(value: &str) -> &str {
    let bare = value.strip_suffix(';').filter(|bare| {
        let last = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
        !last.contains('&')
    });
    bare.map_or(value, str::trim_end)
}

/// The part of a label that is known: of two languages, or before a remark in brackets.
pub(super) fn known_part(label: &str) -> String {
    let whole = labels::normalise(label);
    let is_known = |label: &str| {
        labels::field_of(label, Section::Top).is_some() || labels::section_of(label).is_some()
    };
    if is_known(&whole) {
        return whole;
    }
    // CoCCA's software joins the words: `RegistrantOrganization`.
    let parted = labels::normalise(&labels::parted(label));
    if is_known(&parted) {
        return parted;
    }
    let bare = label.split(['(', '[']).next().unwrap_or(label);
    let parts = bare.split(" / ").map(labels::normalise).filter(|part| is_known(part));
    parts.last().unwrap_or(whole)
}

/// Whether the words before a colon can be a label rather than a sentence or an address.
fn is_label(label: &str) -> bool {
    let label = label.trim().trim_end_matches(['.', ' ']);
    let words = label.split_whitespace().count();
    let host_like = label
        .as_bytes()
        .windows(3)
        .any(|three| matches!(three, [a, b'.', c] if a.is_ascii_alphanumeric() && c.is_ascii_alphanumeric()));
    let number =
        label.chars().all(|c| c.is_ascii_hexdigit()) && label.chars().any(|c| c.is_ascii_digit());
    (1..=MOST_WORDS).contains(&words)
        && label.chars().count() <= LONGEST_LABEL
        && label.chars().any(char::is_alphabetic)
        && !label.contains('@')
        && !host_like
        && !number
}

/// Whether a line is a comment, a rule or part of the small print.
pub(super) fn is_notice(content: &str) -> bool {
    content.starts_with(['%', '#', ';', '>', '='])
        || content.starts_with("--")
        || content.starts_with("***")
        || content.starts_with("[Querying")
        || content.starts_with("[Redirected")
        || content.starts_with("&gt;")
}

/// How far a line is indented; a tab reaches to the next multiple of eight.
pub(super) fn indentation(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            '\t' => columns = (columns / 8 + 1) * 8,
            c if c.is_whitespace() => columns += 1,
            _ => break,
        }
    }
    columns
}
