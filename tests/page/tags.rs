//! Reads the tags of a page, and says whether anything on it could act or load something.

/// The elements that a page may have.
const ELEMENTS: &[&str] = &[
    "!doctype",
    "a",
    "article",
    "body",
    "br",
    "caption",
    "code",
    "dd",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "html",
    "li",
    "main",
    "meta",
    "ol",
    "p",
    "path",
    "rect",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// The attributes that they may have.
const ATTRIBUTES: &[&str] = &[
    "aria-describedby",
    "aria-labelledby",
    "charset",
    "class",
    "content",
    "d",
    "height",
    "href",
    "html",
    "http-equiv",
    "id",
    "lang",
    "name",
    "open",
    "rel",
    "role",
    "rx",
    "scope",
    "viewbox",
    "width",
    "x",
    "xmlns",
    "y",
];

/// The tags of a page: names, and attributes with their values.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    for piece in page.split('<').skip(1).filter(|piece| !piece.starts_with('/')) {
        let (tag, _) = piece.split_once('>').expect("a tag ends");
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.trim().is_empty() {
            rest = rest.trim_start();
            let end = rest.find(['=', ' ']).unwrap_or(rest.len());
            let (key, behind) = rest.split_at(end);
            let (value, left) = match behind.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').expect("a value ends"),
                None => ("", behind),
            };
            attributes.push((key.to_lowercase(), value.to_owned()));
            rest = left;
        }
        tags.push((name.to_lowercase(), attributes));
    }
    tags
}

/// Asserts that nothing on a page acts, loads anything, or leads to a target.
pub(crate) fn harmless(page: &str, targets: &[&str]) {
    for (name, attributes) in tags(page) {
        assert!(ELEMENTS.contains(&name.as_str()), "an element {name}");
        for (key, value) in attributes {
            assert!(ATTRIBUTES.contains(&key.as_str()), "an attribute {key}=\"{value}\" of {name}");
            if key == "href" {
                leads_nowhere_bad(&value, targets);
            }
        }
    }
    let acting = page.chars().find(|c| *c != '\n' && trace::model::text::acts(*c));
    assert_eq!(acting, None);
}

/// Asserts that a link opens a mail, a call, a form or a place on the page.
fn leads_nowhere_bad(href: &str, targets: &[&str]) {
    let known = ["#", "mailto:", "tel:", "https://", "http://"];
    assert!(known.iter().any(|scheme| href.starts_with(scheme)), "a link to {href}");
    if let Some((_, rest)) = href.split_once("://") {
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        for target in targets {
            let below = host.strip_suffix(target);
            let there = below.is_some_and(|before| before.is_empty() || before.ends_with('.'));
            assert!(!there, "a link to the target: {href}");
        }
    }
}
