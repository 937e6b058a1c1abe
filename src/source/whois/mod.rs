//! WHOIS (RFC 3912): text without a structure, a charset or error codes, read into the records
//! that RDAP fills as well.
//!
//! [`query_domain`] and [`query_number`] build the line to send; [`read_domain`],
//! [`read_number`] and [`read_tld`] read what comes back; [`server_for`] and its kin know whom to
//! ask. The text goes through [`decode`], then through one reader that turns every layout into
//! labelled values, and then through tables of labels in many languages (`data/whois-*.tsv`):
//! there is no parser per registry.

mod charset;
mod dates;
mod desk;
mod domain;
mod holder;
mod labels;
mod layout;
mod number;
mod objects;
mod plain;
mod query;
mod registrar;
mod rejected;
mod servers;
mod statuses;
mod tld;
mod values;

pub use charset::decode;
pub use domain::read_domain;
pub use number::read_number;
pub use query::{query_domain, query_number};
pub use servers::{
    ServerKnowledge, TABLE_DAY, server_for, server_for_address, server_for_asn, suffix_with_server,
};
pub use tld::{read_referral, read_tld};
