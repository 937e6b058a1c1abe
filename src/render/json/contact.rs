//! A contact in the JSON output, which entries and steps have in common.

use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::EvidenceLedger;
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};

/// One way to reach a party.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContactV1 {
    /// What kind it is.
    pub kind: ContactKind,
    /// The address, number or URL.
    pub value: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Who says so.
    pub basis: Basis,
    /// The day on which that was last known to be true.
    pub as_of: Option<String>,
    /// Whether that is more than 180 days before the trace.
    pub stale: bool,
    /// The source in one word.
    pub source: String,
    /// The exchange that shows it.
    pub evidence: Option<String>,
    /// The other role of the same company that it was taken from: `registrar`, `host` …
    pub role: Option<&'static str>,
    /// Whether it is the form that the party asks for, in the place of mail.
    pub prefers_form: bool,
    /// The page that says so, or in words where that stands, for a contact of the directory.
    pub page: Option<String>,
    /// Whose word that is, for a contact of the directory: `published` (the party's own),
    /// `secondary` (somebody's list) or `recalled` (entered from memory).
    pub backing: Option<&'static str>,
}

/// One contact.
pub(super) fn contact_v1(contact: &Contact, ledger: &mut EvidenceLedger<'_>) -> ContactV1 {
    ContactV1 {
        kind: contact.kind,
        value: contact.value.clone(),
        purpose: contact.purpose,
        basis: contact.basis,
        as_of: contact.as_of.clone(),
        stale: contact.stale,
        source: contact.source.clone(),
        evidence: contact.evidence.as_ref().map(|evidence| ledger.id(evidence)),
        role: contact.role,
        prefers_form: contact.prefers_form,
        page: contact.page.clone(),
        backing: contact.backing,
    }
}
