//! Which harm becomes which type of XARF, and which fact which field: data.

/// The table.
const TABLE: &str = include_str!("../xarf.tsv");

/// A field of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapped {
    /// Its name in the schema.
    pub field: &'static str,
    /// Whether a report without it is not valid.
    pub required: bool,
    /// How a value is written.
    pub kind: &'static str,
    /// The fact, or the constant itself.
    pub fact: &'static str,
}

/// The category and type for a key of the table.
pub fn kind(key: &str) -> Option<(&'static str, &'static str)> {
    rows(key).find(|fields| fields.get(1) == Some(&"="))?.get(2)?.split_once('/')
}

/// The fields for a key of the table.
pub fn mapped(key: &str) -> Vec<Mapped> {
    let fields = rows(key).filter_map(|fields| match fields.as_slice() {
        [_, field, need, kind, fact] => {
            Some(Mapped { field, required: *need == "required", kind, fact })
        }
        _ => None,
    });
    fields.collect()
}

/// All keys of the table.
pub fn keys() -> Vec<&'static str> {
    let mut keys: Vec<&'static str> = TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .collect();
    keys.dedup();
    keys
}

/// The rows of the table for a key.
fn rows(key: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(move |row| row.first() == Some(&key))
}
