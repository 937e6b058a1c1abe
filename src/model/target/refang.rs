//! Undoes what people do to make links harmless, and reads a scheme and its slashes as browsers do.
//! There is no standard for either; these are the forms in use. What stands behind the host is
//! left as it is: a path may hold any sign.

use crate::model::secret::HIDDEN;

/// The target without defanging of its host, and without brackets, quotes and names around it.
pub(super) fn refang(input: &str) -> String {
    let text = strip_wrapping(input.trim_matches(is_unseen));
    match scheme(text) {
        Some((Scheme::Mail, at)) => format!("mailto:{}", undo(behind(text, at).trim())),
        Some((Scheme::Web(name), at)) => {
            let rest = behind(text, at).trim_start_matches(is_slash_or_blank);
            format!("{name}://{}", with_plain_host(skip_slash_words(rest)))
        }
        None if is_slash(text) => {
            format!("http://{}", with_plain_host(text.trim_start_matches(is_slash_or_blank)))
        }
        None => with_plain_host(text),
    }
}

/// The text without user and password of a URL in it: those must appear nowhere.
pub(super) fn without_password(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace);
    if text.matches("//").count() > 1 && words.clone().count() > 1 {
        return words.map(hide).collect();
    }
    hide(text)
}

/// One address without its user and password.
fn hide(text: &str) -> String {
    let start = match scheme(text.trim_start_matches(|c: char| !c.is_alphanumeric())) {
        Some((Scheme::Mail, _)) => return text.to_owned(),
        Some((Scheme::Web(_), at)) => {
            let lead = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            let rest = behind(text, lead + at);
            text.len() - rest.trim_start_matches(is_slash_or_blank).len()
        }
        None => slashes(text),
    };
    let rest = behind(text, start);
    let authority = rest.get(..authority_end(rest)).unwrap_or(rest);
    let lower = authority.to_ascii_lowercase();
    let user_end = AT.iter().find_map(|at| lower.rfind(at));
    let user = user_end.and_then(|at| authority.get(..at)).unwrap_or_default();
    // A user alone is what a phisher wants to be read as the host, or a mailbox.
    if ![":", "%3a", "\u{ff1a}"].iter().any(|colon| user.to_ascii_lowercase().contains(colon)) {
        return text.to_owned();
    }
    let head = text.get(..start).unwrap_or_default();
    format!("{head}{HIDDEN}{}", behind(text, start + user.len()))
}

/// The forms of the sign between user and host.
const AT: [&str; 6] = ["@", "\u{ff20}", "[at]", "(at)", "{at}", "%40"];

/// Where the authority begins in a text without a scheme that is known: behind the first two slashes,
/// unless a user stands before them.
fn slashes(text: &str) -> usize {
    let found = text.find("//").or_else(|| text.find(r"\\"));
    let start = found.filter(|at| !text.get(..*at).unwrap_or_default().contains('@'));
    start.map_or(0, |at| {
        let rest = behind(text, at).trim_start_matches(is_slash_or_blank);
        text.len() - rest.len()
    })
}

/// What a text says to be at its head.
enum Scheme {
    /// A mail address.
    Mail,
    /// A web address, with its scheme as it was meant.
    Web(&'static str),
}

/// The scheme at the head of a text, and the byte behind its colon. Browsers need no slashes.
fn scheme(text: &str) -> Option<(Scheme, usize)> {
    let word = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '*'))?;
    let rest = behind(text, word);
    let colon = [":", "[:]", "(:)", "[://]"].into_iter().find(|colon| rest.starts_with(colon))?;
    let meant = match text.get(..word)?.to_ascii_lowercase().as_str() {
        "http" | "hxxp" | "hxtp" | "htxp" | "h**p" | "htp" | "hxxxp" | "ttp" => Scheme::Web("http"),
        "https" | "hxxps" | "hxtps" | "htxps" | "h**ps" | "htps" | "hxxxps" | "ttps" => {
            Scheme::Web("https")
        }
        "mailto" => Scheme::Mail,
        _ => return None,
    };
    Some((meant, word + colon.len()))
}

/// The text from a byte on.
fn behind(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Whether a text begins with the two slashes of an address without a scheme.
fn is_slash(text: &str) -> bool {
    text.starts_with("//") || text.starts_with(r"\\")
}

/// What nobody sees at the ends of what was copied: blanks, and signs that only steer how text is
/// set.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What may stand between scheme and host.
fn is_slash_or_blank(c: char) -> bool {
    matches!(c, '/' | '\\') || c.is_whitespace()
}

/// The text without `[/][/]` at its head.
fn skip_slash_words(text: &str) -> &str {
    text.trim_start_matches("[/]").trim_start_matches(is_slash_or_blank)
}

/// Where the host, with what stands before it, ends. A backslash is a slash, unless it hides a dot.
fn authority_end(text: &str) -> usize {
    let ends = |(at, c): &(usize, char)| match c {
        '/' => !behind(text, at.saturating_sub(1)).starts_with("[/]") || *at == 0,
        '?' | '#' => true,
        '\\' => !behind(text, at + 1).starts_with('.'),
        '[' => behind(text, *at).starts_with("[/]"),
        _ => false,
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// The text with its host as it was meant, and what follows untouched; but whoever hid the slash
/// behind the host hid those and the dots that follow, too.
fn with_plain_host(text: &str) -> String {
    let (host, rest) = text.split_at(authority_end(text));
    if rest.starts_with("[/]") {
        return undo(host) + &rest.replace("[/]", "/").replace("[.]", ".");
    }
    undo(host) + rest
}

/// A host or mail address without defanging.
fn undo(text: &str) -> String {
    REPLACEMENTS
        .iter()
        .fold(text.to_owned(), |text, (fanged, plain)| replace_ignoring_case(&text, fanged, plain))
}

/// Bracketed punctuation, and words for it; the longer forms first.
const REPLACEMENTS: &[(&str, &str)] = &[
    (" [.] ", "."),
    (" (.) ", "."),
    (" [dot] ", "."),
    (" (dot) ", "."),
    (" dot ", "."),
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("{dot}", "."),
    ("\\.", "."),
    ("[.", "."),
    (".]", "."),
    ("[:]", ":"),
    (" [at] ", "@"),
    (" (at) ", "@"),
    (" at ", "@"),
    ("[@]", "@"),
    ("[at]", "@"),
    ("(at)", "@"),
];

/// Takes off what encloses a link in text: `<…>`, a name before it, quotes, the label of a link in
/// Markdown, a trailing comma, the stop of a sentence behind any of these, the bracket of a sentence
/// that closes behind a bare host.
fn strip_wrapping(text: &str) -> &str {
    let mut text = text;
    loop {
        text = text.trim_end_matches([',', ';']);
        let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
        if !rest.contains(['(', '/', '?', '#']) {
            text = text.trim_end_matches(')');
        }
        let pairs = [('<', '>'), ('"', '"'), ('\'', '\''), ('`', '`'), ('(', ')'), ('“', '”')];
        let ended = text.trim_end_matches(['.', ':', '!', '?', ',', ';']);
        let inner = |(open, close)| ended.strip_prefix(open)?.strip_suffix(close);
        let found = pairs.into_iter().find_map(inner).or_else(|| behind_a_label(ended));
        let Some(inner) = found.or_else(|| behind_a_name(ended)) else {
            return text;
        };
        // Chat programs write <address|label>.
        let address = if ended.ends_with('>') { before_label(inner) } else { inner };
        text = address.trim();
    }
}

/// The address in `address|label`.
fn before_label(text: &str) -> &str {
    let address = text.split_once('|').map(|(address, _)| address);
    address.filter(|address| address.contains(':')).unwrap_or(text)
}

/// What stands in pointed brackets behind a name: `Name <mailbox>`. A URL may have such brackets,
/// too; behind one they hold the same link once more.
fn behind_a_name(text: &str) -> Option<&str> {
    let (_, inner) = text.strip_suffix('>')?.rsplit_once('<')?;
    (scheme(text).is_none() || scheme(inner).is_some()).then_some(inner)
}

/// Where a link in Markdown leads, `[label](address "title")`, whatever its label says.
fn behind_a_label(text: &str) -> Option<&str> {
    let (_, inner) = text.strip_prefix('[')?.strip_suffix(')')?.rsplit_once("](")?;
    inner.split_whitespace().next()
}

/// Replaces a pattern of ASCII letters and signs, whatever its case.
fn replace_ignoring_case(text: &str, pattern: &str, with: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find(pattern)) {
        out.push_str(text.get(at..at + found).unwrap_or_default());
        out.push_str(with);
        at += found + pattern.len();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
