//! Undoes what people do to make links harmless. There is no standard for it; these are the forms
//! in use.

/// The target without defanging, brackets and quotes around it.
pub(super) fn refang(input: &str) -> String {
    let mut text = strip_wrapping(input.trim()).to_owned();
    for (fanged, plain) in REPLACEMENTS {
        text = replace_ignoring_case(&text, fanged, plain);
    }
    scheme(&text)
}

/// Bracketed punctuation, and words for it.
const REPLACEMENTS: &[(&str, &str)] = &[
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("{dot}", "."),
    ("\\.", "."),
    ("[:]", ":"),
    ("[://]", "://"),
    (":// ", "://"),
    ("[/]", "/"),
    ("[@]", "@"),
    ("[at]", "@"),
];

/// Takes off what encloses a link in text: `<…>`, quotes, a trailing comma.
fn strip_wrapping(text: &str) -> &str {
    let mut text = text;
    loop {
        text = text.trim_end_matches([',', ';']);
        let pairs = [('<', '>'), ('"', '"'), ('\'', '\''), ('`', '`'), ('(', ')')];
        let inner = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
        let Some(inner) = pairs.into_iter().find_map(inner) else { return text };
        text = inner.trim();
    }
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

/// Restores `hxxp`, `hXXps`, `h**p`, `meow` and the like to the scheme that was meant.
fn scheme(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let lower = scheme.trim().to_ascii_lowercase();
    let meant = match lower.as_str() {
        "hxxp" | "hxtp" | "htxp" | "h**p" | "htp" | "hxxxp" => "http",
        "hxxps" | "hxtps" | "htxps" | "h**ps" | "htps" | "hxxxps" => "https",
        _ => lower.as_str(),
    };
    format!("{meant}://{}", rest.trim_start())
}
