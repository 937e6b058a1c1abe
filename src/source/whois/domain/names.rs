//! Which name an answer is about.

use crate::model::name::{at_or_below, folded};
use crate::source::whois::values;

/// The domain that a value names, as A-labels.
pub(super) fn named_domain(value: &str) -> Option<String> {
    let word = value
        .split(|c: char| c.is_whitespace() || "()".contains(c))
        .find(|word| !word.is_empty())?;
    let word = word.trim_matches(['.', '"', '\'', ',']);
    values::is_host_name(word).then(|| folded(word))
}

/// Whether a record about one name answers a question about another.
pub(super) fn covers(name: &str, asked: &str) -> bool {
    at_or_below(asked, name) || is_variant(name, asked)
}

/// Whether two names differ only in the script variant of their top-level domain.
fn is_variant(name: &str, asked: &str) -> bool {
    match (name.rsplit_once('.'), asked.rsplit_once('.')) {
        (Some((name, top)), Some((asked, other))) => {
            top.starts_with("xn--") && other.starts_with("xn--") && name == asked
        }
        _ => false,
    }
}
