//! The user's own database of origins (`--asn-db`, `MaxMind`'s format), asked like a server so that
//! its answers are recorded and replayed like any other.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::path::Path;

use maxminddb::Reader;
use serde_json::Value;

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure, Reply};

/// A wire that answers questions for origins out of a database.
pub struct Database<W> {
    /// The wire for everything else.
    inner: W,
    /// The database, if the user has one.
    reader: Option<Reader<Vec<u8>>>,
}

/// The keys of the AS number in the databases in use.
const NUMBER: [&str; 2] = ["autonomous_system_number", "asn"];

/// The keys of who has it.
const ORGANISATION: [&str; 4] =
    ["autonomous_system_organization", "as_name", "name", "organization"];

/// The AS number of a row: a number of any width, or a text such as `AS64500`.
fn number(row: &Value) -> Option<u64> {
    NUMBER.iter().find_map(|key| match row.get(key)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim_start_matches(['A', 'S', 'a', 's']).parse().ok(),
        _ => None,
    })
}

/// Opens a database.
pub fn open(path: &Path) -> Result<Reader<Vec<u8>>, String> {
    Reader::open_readfile(path).map_err(|error| error.to_string())
}

impl<W> Database<W> {
    /// Wraps a wire.
    pub fn new(inner: W, reader: Option<Reader<Vec<u8>>>) -> Self {
        Self { inner, reader }
    }

    /// The wire for everything else.
    pub fn inner(&self) -> &W {
        &self.inner
    }

    /// The row of an address: `64500 | 192.0.2.0/24 | Example Networks`; empty where it has none.
    fn row(&self, address: IpAddr) -> Result<Reply, Failure> {
        let reader = self.reader.as_ref().ok_or(Failure::SwitchedOff)?;
        let garbled =
            |error: maxminddb::MaxMindDbError| Failure::Garbled { detail: error.to_string() };
        let found = reader.lookup(address).map_err(garbled)?;
        let mut text = String::new();
        if let Some(row) = found.decode::<Value>().map_err(garbled)?
            && let Some(number) = number(&row)
        {
            let prefix = found.network().map_err(garbled)?;
            let name = ORGANISATION.iter().find_map(|key| row.get(key)?.as_str());
            let _ = write!(text, "{number} | {prefix} | {}", name.unwrap_or_default());
        }
        Ok(Reply::Text(text.into_bytes()))
    }
}

impl<W: Wire> Wire for Database<W> {
    async fn send(&self, ask: &Ask) -> Sent {
        match ask {
            Ask::Database { address } => Sent::now(self.row(*address)),
            Ask::Dns { .. } | Ask::Http { .. } | Ask::Whois { .. } => self.inner.send(ask).await,
        }
    }

    fn waits(&self, ask: &Ask) -> bool {
        self.inner.waits(ask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database of documentation ranges; see the file beside it.
    fn database() -> Database<()> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/databases/asn.mmdb");
        Database::new((), Some(open(&path).expect("the database opens")))
    }

    fn row(address: &str) -> Result<Reply, Failure> {
        database().row(address.parse().expect("an address"))
    }

    fn text(row: &str) -> Reply {
        Reply::Text(row.as_bytes().to_vec())
    }

    #[test]
    fn an_address_of_either_family_has_its_row_and_another_an_empty_one() {
        assert_eq!(row("192.0.2.9"), Ok(text("64500 | 192.0.2.0/24 | Example Networks")));
        assert_eq!(row("2001:db8::9"), Ok(text("64501 | 2001:db8::/32 | Example Six")));
        assert_eq!(row("198.51.100.9"), Ok(text("")));
    }

    #[test]
    fn a_file_that_is_no_database_is_refused_when_it_is_opened() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(open(&path).is_err());
    }

    #[test]
    fn numbers_are_read_in_every_spelling() {
        let number = |json: &str| number(&serde_json::from_str(json).expect("is JSON"));
        assert_eq!(number(r#"{"autonomous_system_number": 64500}"#), Some(64500));
        assert_eq!(number(r#"{"asn": "AS64500"}"#), Some(64500));
        assert_eq!(number(r#"{"asn": null}"#), None);
    }
}
