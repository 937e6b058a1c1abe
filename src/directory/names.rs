//! Host names as the tables compare them: at label boundaries.

use crate::model::name::Name;

/// A host name as it is compared: lower case, without the final dot. `None` for what cannot be
/// a host name.
pub(super) fn host(text: &str) -> Option<String> {
    // Signs are in A-labels, and so is whatever is compared with them.
    text.is_ascii().then(|| Name::of(text)).flatten().map(|name| name.to_string())
}

/// The name itself and every name above it, the longest first.
pub(super) fn suffixes(host: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(host);
    std::iter::from_fn(move || {
        let current = rest?;
        rest = current.split_once('.').map(|(_, above)| above);
        Some(current)
    })
}

/// The number of labels of a host name.
pub(super) fn labels(host: &str) -> u32 {
    u32::try_from(host.split('.').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_compared_in_lower_case_without_the_final_dot() {
        assert_eq!(host("NS1.Example.COM.").as_deref(), Some("ns1.example.com"));
        for text in ["", ".", "a..b", ".a", "a b", "ä.example", "a.example..", "*.example"] {
            assert_eq!(host(text), None, "{text:?}");
        }
        assert_eq!(host(&"a.".repeat(1 << 19)), None, "too long for the DNS");
    }

    #[test]
    fn suffixes_end_at_label_boundaries() {
        assert_eq!(
            suffixes("a.b.example").collect::<Vec<_>>(),
            ["a.b.example", "b.example", "example"]
        );
    }
}
