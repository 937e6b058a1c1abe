//! The user's own database of origins (`--asn-db`, `MaxMind`'s format), asked like a server so that
//! its answers are recorded and replayed like any other.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::path::Path;

use maxminddb::Reader;
use serde::Deserialize;

use super::{Sent, Wire};
use crate::model::exchange::{Ask, Failure, Reply};

/// A wire that answers questions for origins out of a database.
pub struct Database<W> {
    /// The wire for everything else.
    inner: W,
    /// The database, if the user has one.
    reader: Option<Reader<Vec<u8>>>,
}

/// What a record of such a database says; both spellings are in use.
#[derive(Deserialize)]
struct Row {
    /// The AS number.
    #[serde(alias = "asn")]
    autonomous_system_number: Option<u32>,
    /// Who has it.
    #[serde(alias = "name")]
    autonomous_system_organization: Option<String>,
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

    /// The row of an address: `64500 | 192.0.2.0/24 | Example Networks`; empty where it has none.
    fn row(&self, address: IpAddr) -> Result<Reply, Failure> {
        let reader = self.reader.as_ref().ok_or(Failure::SwitchedOff)?;
        let garbled =
            |error: maxminddb::MaxMindDbError| Failure::Garbled { detail: error.to_string() };
        let found = reader.lookup(address).map_err(garbled)?;
        let mut text = String::new();
        if let Some(row) = found.decode::<Row>().map_err(garbled)?
            && let Some(number) = row.autonomous_system_number
        {
            let prefix = found.network().map_err(garbled)?;
            let name = row.autonomous_system_organization.unwrap_or_default();
            let _ = write!(text, "{number} | {prefix} | {name}");
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
}
