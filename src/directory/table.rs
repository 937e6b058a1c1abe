//! The table of signs: sorted text that is searched when asked ([`super::rows`] says how its
//! lines are written).

use std::borrow::Cow;

use super::provider::Provider;
use super::{rows, sorted};

/// Sorted lines.
#[derive(Debug)]
pub(super) struct Table {
    /// The lines.
    text: Cow<'static, str>,
}

/// One line, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row<'a> {
    /// The provider's position.
    pub(super) provider: usize,
    /// The sign's position within the provider.
    pub(super) sign: usize,
    /// The value looked for, without its kind.
    pub(super) value: &'a str,
    /// The sign's own value, where it says more.
    pub(super) text: &'a str,
}

impl Table {
    /// The table that stands in sorted text.
    pub(super) fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into() }
    }

    /// The table over some companies.
    pub(super) fn of<'p>(providers: impl IntoIterator<Item = &'p Provider>) -> Self {
        let mut lines = Vec::new();
        for (at, provider) in providers.into_iter().enumerate() {
            for name in std::iter::once(&provider.name).chain(&provider.aliases) {
                lines.push(rows::line(rows::COMPANY, name, at, 0));
            }
            for (number, sign) in provider.signs.iter().enumerate() {
                let values = sign.values.iter();
                let kind = sign.kind.as_str();
                lines.extend(values.map(|value| rows::line(kind, value, at, number)));
            }
        }
        lines.sort_unstable();
        Self::new(lines.concat())
    }

    /// All lines.
    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The lines of a kind for exactly this value.
    pub(super) fn exact(&self, kind: &str, value: &str) -> impl Iterator<Item = Row<'_>> {
        let key = format!("{kind} {value}");
        let rest = self.text.get(self.first(&key)..).unwrap_or_default();
        rest.lines().map_while(move |line| row(line).filter(|(found, _)| *found == key)).map(last)
    }

    /// All lines of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = Row<'_>> {
        let head = format!("{kind} ");
        let rest = self.text.get(self.first(&head)..).unwrap_or_default();
        rest.lines()
            .map_while(move |line| row(line).filter(|(key, _)| key.starts_with(&head)))
            .map(last)
    }

    /// Where the first line stands whose key is not less than this one.
    fn first(&self, key: &str) -> usize {
        sorted::first(&self.text, |found| found.cmp(key))
    }
}

/// Reads a line: its key, and the rest.
fn row(line: &str) -> Option<(&str, Row<'_>)> {
    let mut fields = line.splitn(4, '\t');
    let key = fields.next()?;
    let (_, value) = key.split_once(' ')?;
    let provider = fields.next()?.parse().ok()?;
    let sign = fields.next()?.parse().ok()?;
    Some((key, Row { provider, sign, value, text: fields.next()? }))
}

/// The second of two.
fn last<A, B>((_, second): (A, B)) -> B {
    second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_beside_it() {
        let keys = ["a b", "a bc", "a c", "b a", "b a.b", "b a.b.c", "c é"];
        let lines = keys.iter().enumerate().map(|(at, key)| format!("{key}\t{at}\t0\t\n"));
        let text = lines.collect::<Vec<_>>().concat();
        let table = Table::new(text);
        let found = |kind, value| -> Vec<usize> {
            table.exact(kind, value).map(|row| row.provider).collect()
        };
        for (at, key) in keys.iter().enumerate() {
            let (kind, value) = key.split_once(' ').unwrap();
            assert_eq!(found(kind, value), [at], "{key}");
        }
        for (kind, value) in
            [("a", ""), ("a", "a"), ("a", "bb"), ("b", "a.b.c.d"), ("", ""), ("d", "x")]
        {
            assert!(found(kind, value).is_empty(), "{kind} {value}");
        }
        assert_eq!(
            table.of_kind("b").map(|row| row.value).collect::<Vec<_>>(),
            ["a", "a.b", "a.b.c"]
        );
        assert_eq!(Table::new("").exact("a", "b").count(), 0);
    }
}
