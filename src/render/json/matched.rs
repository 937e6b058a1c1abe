//! What `trace directory match --json` prints.

use serde::Serialize;

use super::v1::{ContactV1, RejectedV1};
use crate::model::chain::Confidence;

/// Who is behind something, role by role.
#[derive(Debug, Serialize)]
pub struct MatchedV1 {
    /// What was asked, untouched.
    pub query: String,
    /// Who prevails in each role.
    pub verdicts: Vec<VerdictV1>,
    /// Why nobody does, where there is more to say than that no sign fits.
    pub reason: Option<String>,
}

/// Who prevails in one role, and why.
#[derive(Debug, Serialize)]
pub struct VerdictV1 {
    /// The role.
    pub role: &'static str,
    /// The company.
    pub provider: ProviderV1,
    /// The product.
    pub service: Option<String>,
    /// How sure the sign alone makes it.
    pub confidence: Confidence,
    /// The sign that fitted.
    pub sign: SignV1,
    /// How to reach the company in this role, best first, as in `trace/1`.
    pub contacts: Vec<ContactV1>,
    /// Why there is none, where that is known.
    pub contacts_reason: Option<String>,
    /// Contacts that are known and must not be used.
    pub rejected_contacts: Vec<RejectedV1>,
    /// What else should be known of its contacts.
    pub notes: Vec<String>,
    /// What speaks against it or beside it.
    pub against: Vec<String>,
    /// What would prove it wrong.
    pub wrong_if: String,
}

/// A company.
#[derive(Debug, Clone, Serialize)]
pub struct ProviderV1 {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 code of its seat, where known.
    pub country: Option<String>,
}

/// A sign.
#[expect(clippy::struct_excessive_bools, reason = "each is a statement of its own")]
#[derive(Debug, Clone, Serialize)]
pub struct SignV1 {
    /// What it is seen on.
    pub kind: &'static str,
    /// The value that fitted.
    pub value: String,
    /// How specific that is: labels of a name, bits of a prefix.
    pub specificity: u32,
    /// Whether an edge stores content there as well.
    pub stores: bool,
    /// Whether rented machines stand behind such names.
    pub machines: bool,
    /// What the company does there beyond its role: short links, a gateway, tunnels, parking.
    pub trade: Option<&'static str>,
    /// Further roles that the company may play there.
    pub also: Vec<&'static str>,
    /// The page that says so.
    pub source: String,
    /// The day on which that was read.
    pub read: String,
    /// Whether it was entered from memory.
    pub recalled: bool,
    /// Whether it is too old to rely on.
    pub stale: bool,
}
