//! The directory: who is behind a name, address, AS number or header, in which role, and how to
//! reach them in that role. A pure look-up over embedded data; every statement carries its
//! source and the day on which that was read.
//!
//! [`Directory::embedded`] gives the data, [`Directory::with_overlay`] puts the user's own file
//! on top, and the `by_…` questions answer with [`Match`]es, the most specific first. A sign
//! fits exactly or at a label boundary, never by likeness: the wrong party is worse than none.
//!
//! Data: `providers/*.toml` (one block a company), `prefixes.txt`, `registrars.tsv`, `tlds.tsv`.

mod age;
mod error;
mod index;
mod lookup;
mod names;
mod parse;
mod pattern;
mod prefixes;
mod provider;
mod registrars;
#[cfg(test)]
mod tests;
mod tlds;
mod values;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use index::Index;

pub use age::is_stale;
pub use error::DirectoryError;
pub use lookup::{Match, best_for};
pub use provider::{Provider, ProviderContact, Role, Sign, SignKind};
pub use registrars::{RegistrarEntry, RegistrarStanding, registrar_by_iana};
pub use tlds::{RECALLED, RegistrationModel, TldEntry, tld};

/// The embedded provider files, in the order of their entries.
const FILES: [(&str, &str); 4] = [
    ("providers/a-c.toml", include_str!("providers/a-c.toml")),
    ("providers/d-g.toml", include_str!("providers/d-g.toml")),
    ("providers/h-o.toml", include_str!("providers/h-o.toml")),
    ("providers/p-z.toml", include_str!("providers/p-z.toml")),
];

/// The embedded table of prefixes.
const PREFIXES: &str = include_str!("prefixes.txt");

/// Companies and the signs by which they are recognised. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Directory {
    /// The companies, sorted by identifier.
    providers: Arc<Vec<Provider>>,
    /// The tables over them.
    index: Arc<Index>,
}

impl Directory {
    /// The directory that the program carries. It is read once, when first asked for.
    pub fn embedded() -> Result<Self, DirectoryError> {
        static EMBEDDED: OnceLock<Result<Directory, DirectoryError>> = OnceLock::new();
        EMBEDDED.get_or_init(Self::read_embedded).clone()
    }

    /// This directory with the entries of another file: an entry replaces the whole one of the
    /// same identifier, or is added.
    pub fn with_overlay(&self, text: &str, file: &str) -> Result<Self, DirectoryError> {
        let own = parse::providers(text, file)?;
        let mut merged = self.providers.as_ref().clone();
        let own = unique(own, file)?;
        merged.retain(|provider| !own.contains_key(&provider.id));
        merged.extend(own.into_values().map(|provider| Provider { is_own: true, ..provider }));
        Ok(Self::of(merged))
    }

    /// All companies, sorted by identifier.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The company with this identifier.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.index.ids.get(id).and_then(|at| self.providers.get(*at))
    }

    /// Reads the embedded files.
    fn read_embedded() -> Result<Self, DirectoryError> {
        let mut providers = Vec::new();
        for (file, text) in FILES {
            providers.extend(parse::providers(text, file)?);
        }
        prefixes::attach(PREFIXES, "prefixes.txt", &mut providers)?;
        Ok(Self::of(providers))
    }

    /// Sorts the companies and builds the tables.
    fn of(mut providers: Vec<Provider>) -> Self {
        providers.sort_by(|one, other| one.id.cmp(&other.id));
        let index = Index::of(&providers);
        Self { providers: Arc::new(providers), index: Arc::new(index) }
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
