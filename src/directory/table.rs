//! The table of signs: sorted text that is searched when asked ([`super::rows`] says how its
//! lines are written).

use std::borrow::Cow;
use std::cmp::Ordering;

use super::provider::Provider;
use super::rows;

/// The bytes that a line's place takes.
const PLACE: usize = 4;

/// Sorted lines.
#[derive(Debug)]
pub(super) struct Table {
    /// The lines.
    text: Cow<'static, str>,
    /// Where each of them begins, so that the search need not look for their ends.
    places: Cow<'static, [u8]>,
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
    pub(super) fn new(text: String) -> Self {
        let places = rows::places(&text);
        Self { text: Cow::Owned(text), places: Cow::Owned(places) }
    }

    /// The table that was written at build time, with the places of its lines.
    pub(super) fn embedded(text: &'static str, places: &'static [u8]) -> Self {
        Self { text: Cow::Borrowed(text), places: Cow::Borrowed(places) }
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
        let first = self.first(&[kind, " ", value]);
        let is_key = move |line: &str| {
            let rest = line.strip_prefix(kind).and_then(|rest| rest.strip_prefix(' '));
            let rest = rest.and_then(|rest| rest.strip_prefix(value));
            rest.is_some_and(|rest| rest.starts_with('\t'))
        };
        (first..).map_while(move |at| row(self.line(at).filter(|line| is_key(line))?))
    }

    /// All lines of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = Row<'_>> {
        let first = self.first(&[kind, " "]);
        let is_key =
            move |line: &str| line.strip_prefix(kind).is_some_and(|rest| rest.starts_with(' '));
        (first..).map_while(move |at| row(self.line(at).filter(|line| is_key(line))?))
    }

    /// Where a line begins; behind the last, where the text ends.
    fn place(&self, at: usize) -> usize {
        let place = self.places.get(at * PLACE..).and_then(<[u8]>::first_chunk);
        place.map_or(self.text.len(), |place| u32::from_le_bytes(*place) as usize)
    }

    /// A line.
    fn line(&self, at: usize) -> Option<&str> {
        let line = self.text.get(self.place(at)..self.place(at + 1))?;
        (!line.is_empty()).then_some(line)
    }

    /// The number of the first line whose key is not less than this one.
    fn first(&self, key: &[&str]) -> usize {
        let (mut low, mut high) = (0, self.places.len() / PLACE);
        while low < high {
            let middle = low.midpoint(high);
            let line = self.text.as_bytes().get(self.place(middle)..).unwrap_or_default();
            if order(line, key) == Ordering::Less {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// How the key of a line compares with one that comes in parts. A tab ends it, which is less than
/// any sign in a key.
fn order(mut line: &[u8], key: &[&str]) -> Ordering {
    for part in key {
        let (head, rest) = line.split_at(part.len().min(line.len()));
        match head.cmp(part.as_bytes()) {
            Ordering::Equal => line = rest,
            other => return other,
        }
    }
    line.first().unwrap_or(&b'\t').cmp(&b'\t')
}

/// Reads a line.
fn row(line: &str) -> Option<Row<'_>> {
    let mut fields = line.trim_end_matches('\n').splitn(4, '\t');
    let (_, value) = fields.next()?.split_once(' ')?;
    let provider = fields.next()?.parse().ok()?;
    let sign = fields.next()?.parse().ok()?;
    Some(Row { provider, sign, value, text: fields.next()? })
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
        assert_eq!(Table::new(String::new()).exact("a", "b").count(), 0);
    }
}
