//! What any RDAP object may carry: links, remarks and statuses.

use super::json::Node;

/// A link (RFC 9083 §4.2).
#[derive(Debug)]
pub(super) struct RdapLink {
    /// The relation, lower case.
    pub(super) relation: String,
    /// Where it leads.
    pub(super) target: String,
    /// The media type of the target, lower case; empty where none is given.
    pub(super) media: String,
    /// The document that the link speaks for.
    pub(super) context: Option<String>,
}

impl RdapLink {
    /// Whether it leads to https.
    pub(super) fn is_secure(&self) -> bool {
        self.target.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
    }

    /// Whether the target may be an RDAP object.
    pub(super) fn may_be_rdap(&self) -> bool {
        self.media.is_empty() || self.media.starts_with("application/rdap+json")
    }
}

/// The links of an object.
pub(super) fn links(node: &Node<'_>) -> Vec<RdapLink> {
    node.list("links").iter().filter_map(link).collect()
}

/// A link that leads anywhere.
fn link(node: &Node<'_>) -> Option<RdapLink> {
    Some(RdapLink {
        relation: node.text("rel").unwrap_or_default().to_ascii_lowercase(),
        target: node.text("href")?,
        media: node.text("type").unwrap_or_default().to_ascii_lowercase(),
        context: node.text("value"),
    })
}

/// A remark about the object (RFC 9083 §4.3).
#[derive(Debug, Default)]
pub(super) struct RdapRemark {
    /// Its title.
    pub(super) title: Option<String>,
    /// Its type, which says whether something was left out.
    pub(super) kind: Option<String>,
    /// Its lines.
    pub(super) lines: Vec<String>,
}

/// The remarks of an object.
pub(super) fn remarks(node: &Node<'_>) -> Vec<RdapRemark> {
    let remark = |remark: &Node<'_>| RdapRemark {
        title: remark.text("title"),
        kind: remark.text("type"),
        lines: remark.texts("description"),
    };
    node.list("remarks").iter().map(remark).collect()
}

/// The statuses in RDAP's words (RFC 8056), each once.
pub(super) fn statuses(node: &Node<'_>) -> Vec<String> {
    let mut statuses = Vec::new();
    for status in node.texts("status") {
        let status = status_words(&status);
        if !status.is_empty() && !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    statuses
}

/// One status as lower-case words, whether RDAP or EPP spelt it and whatever URL follows.
fn status_words(status: &str) -> String {
    let said = status.split("http").next().unwrap_or_default();
    let mut words = String::new();
    let mut after_small = false;
    for letter in said.chars() {
        if after_small && letter.is_uppercase() {
            words.push(' ');
        }
        after_small = letter.is_lowercase();
        words.push(if matches!(letter, '_' | '-' | '(' | ')') { ' ' } else { letter });
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    match words.as_str() {
        "ok" => "active".to_owned(),
        "linked" => "associated".to_owned(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::status_words;

    #[test]
    fn statuses_are_words_whoever_spelt_them() {
        for (given, expected) in [
            ("clientTransferProhibited", "client transfer prohibited"),
            ("Client Hold", "client hold"),
            ("ok", "active"),
            ("linked", "associated"),
            ("server_delete_prohibited", "server delete prohibited"),
            ("clientHold https://icann.org/epp#clientHold", "client hold"),
            ("  ", ""),
        ] {
            assert_eq!(status_words(given), expected);
        }
    }
}
