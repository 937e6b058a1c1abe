//! Text for people holds no live link to what is reported: `hxxp` for `http`, `[.]` for a dot.
//! Machine fields carry the whole address.

/// A text in which an address cannot be clicked: in each word that is or holds one of the names, the
/// dots of the name and the scheme are written otherwise.
pub(super) fn defang(text: &str, names: &[&str]) -> String {
    let mut out = text.to_owned();
    for name in longest_first(names) {
        out = replace(&out, name, &name.replace('.', "[.]"));
    }
    break_scheme(&out)
}

/// The names, longest first, so that a name below another is not cut.
fn longest_first<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.iter().copied().filter(|name| name.contains('.')).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// Replaces without regard to case; only ASCII names are ever looked for.
fn replace(text: &str, from: &str, to: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let from = from.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find(&from)) {
        out.push_str(text.get(at..at + found).unwrap_or_default());
        out.push_str(to);
        at += found + from.len();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Breaks the scheme of every address in which something is broken: where it would lead is not what
/// is meant.
fn break_scheme(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let secure = from.starts_with("https://");
        let length = if secure { 8 } else { 7 };
        let ends = |c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '<' | '>');
        let whole = from.get(length..).and_then(|rest| rest.split(ends).next());
        let broken = (secure || from.starts_with("http://"))
            && whole.is_some_and(|whole| whole.contains("[.]") || whole.contains("[:]"));
        out.push_str(if broken { "hxxp" } else { "http" });
        rest = from.get(4..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// A whole address for people, in which every dot of the host is broken.
pub(super) fn address(url: &str) -> String {
    let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    match host {
        Some(host) if host.contains('.') => defang(url, &[&host]),
        Some(host) => break_scheme(&url.replace(&host, &host.replacen(':', "[:]", 1))),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_schemes_of_the_target_are_broken_and_others_are_not() {
        let text = defang(
            "https://www.evil.example/x leads to 192.0.2.1; see https://rdap.example/evil.example",
            &["evil.example", "www.evil.example"],
        );
        assert_eq!(
            text,
            "hxxps://www[.]evil[.]example/x leads to 192.0.2.1; see hxxps://rdap.example/evil[.]example"
        );
        assert_eq!(defang("EVIL.example", &["evil.example"]), "evil[.]example");
    }

    #[test]
    fn addresses_of_every_kind_are_broken() {
        assert_eq!(address("http://evil.example:8080/a?b"), "hxxp://evil[.]example:8080/a?b");
        assert_eq!(address("http://192.0.2.7/x"), "hxxp://192[.]0[.]2[.]7/x");
        assert_eq!(address("http://[2001:db8::1]/x"), "hxxp://[2001[:]db8::1]/x");
    }
}
