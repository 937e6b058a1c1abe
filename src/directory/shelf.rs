//! A shelf of companies, each read when it is first asked for.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::pattern::HostPattern;
use super::provider::{Provider, SignKind};

use super::table::{Row, Table};
use super::{parse, prefixes};

/// All embedded entries, one after the other.
const ENTRIES: &str = include_str!(concat!(env!("OUT_DIR"), "/providers.toml"));

/// Where each entry stands: identifier, first and last byte, and its blocks of prefixes.
const SLOTS: &str = include_str!(concat!(env!("OUT_DIR"), "/slots.tsv"));

/// The table of the embedded signs.
const SIGNS: &str = include_str!(concat!(env!("OUT_DIR"), "/signs.tsv"));

/// Where the lines of that table begin.
const PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/signs.idx"));

/// The table of prefixes.
pub(super) const PREFIXES: &str = include_str!("prefixes.txt");

/// Companies, sorted by identifier, and the table of their signs.
#[derive(Debug)]
pub(super) struct Shelf {
    /// The companies.
    slots: Vec<Slot>,
    /// The signs.
    pub(super) table: Table,
    /// Whether the index of prefixes is about it.
    pub(super) is_indexed: bool,
    /// The patterns of name servers, read when the first is asked for, each with its line.
    patterns: OnceLock<Vec<(HostPattern, usize, usize, String)>>,
}

/// One company, read or not. There are many, and a run reads a few: an empty one is small.
#[derive(Debug)]
struct Slot {
    /// Its identifier.
    id: Cow<'static, str>,
    /// Its line of [`SLOTS`]; empty for one that was read at once.
    place: &'static str,
    /// The company. `None` where its entry cannot be read, which a test rules out.
    provider: OnceLock<Option<Box<Provider>>>,
}

impl Shelf {
    /// The embedded companies.
    pub(super) fn embedded() -> Self {
        let slots = SLOTS.lines().filter_map(|line| {
            let (id, place) = line.split_once('\t')?;
            Some(Slot { id: Cow::Borrowed(id), place, provider: OnceLock::new() })
        });
        Self {
            slots: slots.collect(),
            table: Table::embedded(SIGNS, PLACES),
            is_indexed: true,
            patterns: OnceLock::new(),
        }
    }

    /// A shelf of companies that were read already.
    pub(super) fn of(mut providers: Vec<Provider>) -> Self {
        providers.sort_by(|one, other| one.id.cmp(&other.id));
        let table = Table::of(&providers);
        let slots = providers.into_iter().map(|provider| Slot {
            id: Cow::Owned(provider.id.clone()),
            place: "",
            provider: OnceLock::from(Some(Box::new(provider))),
        });
        Self { slots: slots.collect(), table, is_indexed: false, patterns: OnceLock::new() }
    }

    /// The patterns of name servers with their lines.
    pub(super) fn patterns(&self) -> impl Iterator<Item = (&HostPattern, Row<'_>)> {
        let read = || {
            let rows = self.table.of_kind(SignKind::NameServerPattern.as_str());
            let patterns = rows.filter_map(|row| {
                let pattern = HostPattern::parse(row.value)?;
                Some((pattern, row.provider, row.sign, row.value.to_owned()))
            });
            patterns.collect()
        };
        self.patterns.get_or_init(read).iter().map(|(pattern, provider, sign, value)| {
            (pattern, Row { provider: *provider, sign: *sign, value, text: "" })
        })
    }

    /// The identifiers, sorted.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.id.as_ref())
    }

    /// The company at a position.
    pub(super) fn at(&self, position: usize) -> Option<&Provider> {
        let slot = self.slots.get(position)?;
        slot.provider.get_or_init(|| read(slot.place).map(Box::new)).as_deref()
    }

    /// The position of an identifier.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.slots.binary_search_by(|slot| slot.id.as_ref().cmp(id)).ok()
    }
}

/// Reads the embedded entry at a place.
fn read(place: &str) -> Option<Provider> {
    let mut fields = place.split('\t');
    let start: usize = fields.next()?.parse().ok()?;
    let end: usize = fields.next()?.parse().ok()?;
    let entry = ENTRIES.get(start..end)?;
    let mut provider = parse::providers(entry, "providers").ok()?.pop()?;
    for range in fields.next()?.split(',').filter(|range| !range.is_empty()) {
        let (start, end) = range.split_once('-')?;
        let block = PREFIXES.get(start.parse().ok()?..end.parse().ok()?)?;
        let signs = prefixes::read(block, "prefixes.txt").ok()?;
        provider.signs.extend(signs.into_iter().map(|(_, sign)| sign));
    }
    Some(provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_entry_can_be_read_and_the_table_is_that_of_the_entries() {
        let shelf = Shelf::embedded();
        let ids: Vec<&str> = shelf.ids().collect();
        let providers: Vec<&Provider> =
            (0..ids.len()).filter_map(|position| shelf.at(position)).collect();
        assert_eq!(providers.iter().map(|found| found.id.as_str()).collect::<Vec<_>>(), ids);
        assert!(ids.is_sorted_by(|one, other| one < other), "every identifier stands once");
        let table = Table::of(providers.iter().copied());
        let differing = table.text().lines().zip(shelf.table.text().lines()).find(|(a, b)| a != b);
        assert_eq!(differing, None);
        assert_eq!(table.text().len(), shelf.table.text().len());
    }
}
