//! A binary search in sorted text: one line an entry, its key before the first tab.

use std::cmp::Ordering;

/// Where the first line stands whose key is not less than what is looked for. `order` compares a
/// key with it.
pub(super) fn first(text: &str, order: impl Fn(&str) -> Ordering) -> usize {
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = low.midpoint(high);
        let head = text.as_bytes().get(..middle).unwrap_or_default();
        let start = head.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let line = text.get(start..start + end).unwrap_or_default();
        match order(key(line)) {
            Ordering::Less => low = (start + end + 1).min(high),
            Ordering::Equal | Ordering::Greater => high = start,
        }
    }
    low
}

/// The lines from the first on whose key is what is looked for.
pub(super) fn lines(text: &str, order: impl Fn(&str) -> Ordering) -> impl Iterator<Item = &str> {
    let rest = text.get(first(text, &order)..).unwrap_or_default();
    rest.lines().take_while(move |line| order(key(line)) == Ordering::Equal)
}

/// The key of a line.
fn key(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_by_its_key_and_nothing_beside_it() {
        let text = "a\t1\nab\t2\nab\t3\nb\t4\n";
        let found = |key: &str| lines(text, |other| other.cmp(key)).collect::<Vec<_>>();
        assert_eq!(found("a"), ["a\t1"]);
        assert_eq!(found("ab"), ["ab\t2", "ab\t3"]);
        assert_eq!(found("b"), ["b\t4"]);
        for none in ["", "aa", "c"] {
            assert!(found(none).is_empty(), "{none}");
        }
    }
}
