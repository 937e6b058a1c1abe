//! The directory: who is behind a name, address, AS number or header, in which role, and how to
//! reach them in that role. A pure look-up over embedded data; every statement carries its
//! source and the day on which that was read.
//!
//! [`Directory::embedded`] gives the data, [`Directory::with_overlay`] puts the user's own file
//! on top, and the `by_…` questions answer with [`Match`]es, the most specific first. A sign
//! fits exactly or at a label boundary, never by likeness: the wrong party is worse than none.
//!
//! Data: `providers/*.toml` (one block a company), `prefixes.txt`, `registrars.tsv`,
//! `registrar-contacts.tsv`, `retired.tsv`, `tlds.tsv`.

mod age;
mod contact;
mod error;
mod index;
mod key;
mod ladder;
mod lookup;
mod names;
mod networks;
mod parse;
mod pattern;
mod prefixes;
mod provider;
mod query;
mod ranges;
mod registrars;
mod role;
mod rows;
mod shelf;
mod sorted;
mod table;
#[cfg(test)]
mod tests;
mod tlds;
mod values;
mod verdict;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use ranges::Ranges;
use shelf::Shelf;

use crate::model::company;

pub use age::{is_aged, is_stale};
pub use contact::{ProviderContact, Takes, UNDATED};
pub use error::DirectoryError;
pub use ladder::{ReachRung, retired};
pub use lookup::Match;
pub use provider::{Ended, Provider, RangeFormat, RangeList, Sign, SignKind, Trade};
pub use query::Query;
pub use ranges::{RangeBlock, read_ranges, write_ranges};
pub use registrars::{RegistrarEntry, RegistrarStanding, registrar_by_iana, registrar_by_name};
pub use role::Role;
pub use tlds::{RECALLED, RegistrationModel, TldEntry, tld, zone_of};
pub use verdict::{Prevailing, best_for, verdict};

/// Companies and the signs by which they are recognised. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// The shelves, the one that comes first first: an entry hides those of the same identifier
    /// on the shelves behind it.
    shelves: Vec<Arc<Shelf>>,
    /// Ranges that were fetched since.
    ranges: Option<Arc<Ranges>>,
    /// Which company holders of a name are, as far as that was asked: the same few hold much.
    holders: Arc<Mutex<HashMap<String, Option<String>>>>,
}

impl Directory {
    /// The directory that the program carries. An entry is read when it is first asked for.
    pub fn embedded() -> Self {
        static EMBEDDED: OnceLock<Arc<Shelf>> = OnceLock::new();
        let shelf = EMBEDDED.get_or_init(|| Arc::new(Shelf::embedded()));
        Self { shelves: vec![shelf.clone()], ..Self::default() }
    }

    /// This directory with the entries of another file: an entry replaces the whole one of the
    /// same identifier, or is added.
    pub fn with_overlay(&self, text: &str, file: &str) -> Result<Self, DirectoryError> {
        let own = unique(parse::providers(text, file)?, file)?;
        let own = own.into_values().map(|provider| Provider { is_own: true, ..provider });
        let mut shelves = vec![Arc::new(Shelf::of(own.collect()))];
        shelves.extend(self.shelves.iter().cloned());
        Ok(Self { shelves, ranges: self.ranges.clone(), ..Self::default() })
    }

    /// This directory with ranges that were fetched since; `None` where the text is damaged.
    pub fn with_ranges(&self, text: &str) -> Option<Self> {
        let ranges = Some(Arc::new(Ranges::read(text)?));
        Some(Self { shelves: self.shelves.clone(), ranges, ..Self::default() })
    }

    /// All companies, sorted by identifier.
    pub fn providers(&self) -> Vec<&Provider> {
        let ids: BTreeSet<&str> = self.shelves.iter().flat_map(|shelf| shelf.ids()).collect();
        ids.into_iter().filter_map(|id| self.provider(id)).collect()
    }

    /// The company with this identifier.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.shelves.iter().find_map(|shelf| shelf.position(id).map(|at| shelf.at(at)))?
    }
}

/// The entries by identifier; two of the same identifier in one file are a mistake.
fn unique(
    providers: Vec<Provider>,
    file: &str,
) -> Result<BTreeMap<String, Provider>, DirectoryError> {
    let mut by_id = BTreeMap::new();
    for provider in providers {
        if let Some(twin) = by_id.insert(provider.id.clone(), provider) {
            return Err(DirectoryError::Field {
                file: file.to_owned(),
                entry: format!("`{}`", twin.id),
                field: "id".to_owned(),
                problem: "stands twice in the file; each may stand once".to_owned(),
            });
        }
    }
    Ok(by_id)
}
