//! `trace stats`: who carries how much of a list. [`read`] reads one line of the JSON output at a time,
//! [`Tally`] counts it, [`Stats::of`] makes shares and concentration out of the counts, [`formats`]
//! prints them. One pass; what is kept grows with the parties and not with the lines.
//!
//! What is not known is counted as not known: shares are those of the targets whose party is known.

mod concentration;
pub mod formats;
mod read;
mod report;
mod tally;

pub use self::read::read;
pub use self::report::Stats;
pub use self::tally::Tally;

/// What parties are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CountedBy {
    /// A layer of the chain, by its place among [`LAYERS`].
    Layer(usize),
    /// The country in which the host has its registered address.
    Country,
    /// The top-level domain.
    Tld,
}

/// The layers, as the JSON output spells them.
pub const LAYERS: [&str; 10] = [
    "registry",
    "registrar",
    "reseller",
    "registrant",
    "dns",
    "cdn",
    "host",
    "network",
    "mail",
    "certificate",
];

/// The place of the layer of hosts.
const HOST: usize = 6;

impl CountedBy {
    /// All parts, in the order in which they are printed. Holders are persons as well as companies,
    /// and are not counted.
    pub fn all() -> impl Iterator<Item = Self> {
        let layers = (0..LAYERS.len()).filter(|at| LAYERS[*at] != "registrant").map(Self::Layer);
        layers.chain([Self::Country, Self::Tld])
    }

    /// Its word in output and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Layer(at) => LAYERS.get(at).copied().unwrap_or_default(),
            Self::Country => "country",
            Self::Tld => "tld",
        }
    }

    /// The part that a word names.
    pub fn named(word: &str) -> Option<Self> {
        Self::all().find(|part| part.word() == word)
    }
}

#[cfg(test)]
mod tests;
