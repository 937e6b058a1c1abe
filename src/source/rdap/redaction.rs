//! What an object says it withholds, and what its remarks say was left out.

use super::json::Node;
use super::parts::RdapRemark;

/// What the object says it withholds of the holder (RFC 9537), in its own words. Names of other
/// roles' fields stay out: they say nothing about the holder.
pub(super) fn withheld(root: &Node<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for entry in root.list("redacted") {
        let name = entry.get("name").and_then(|name| match name.value() {
            serde_json::Value::Object(_) => name.text("type").or_else(|| name.text("description")),
            _ => name.as_text(),
        });
        match name {
            Some(name) if concerns_holder(&name) => names.push(name),
            Some(_) => {}
            None => entry.note("does not name what was withheld"),
        }
    }
    names
}

/// Whether a field's name may be the holder's.
fn concerns_holder(name: &str) -> bool {
    let lower = name.to_lowercase();
    let others = ["tech", "admin", "billing", "registrar ", "reseller", "registry domain"];
    lower.contains("registrant")
        || lower.contains("holder")
        || !others.iter().any(|other| lower.contains(other))
}

/// What remarks say was left out: their title, or their type where they have none.
pub(super) fn from_remarks(remarks: &[RdapRemark]) -> impl Iterator<Item = String> {
    remarks.iter().filter(|remark| leaves_out(remark)).filter_map(|remark| {
        let said = remark.title.as_ref().or(remark.kind.as_ref())?;
        Some(said.clone())
    })
}

/// Whether a remark says that something was left out by policy.
fn leaves_out(remark: &RdapRemark) -> bool {
    let kind = remark.kind.as_deref().unwrap_or_default().to_lowercase();
    let title = remark.title.as_deref().unwrap_or_default();
    let by_policy =
        kind.contains("authorization") && (kind.contains("redacted") || kind.contains("truncated"));
    by_policy || title.to_lowercase().contains("redacted")
}

/// What remarks say was left out for another reason than policy (RFC 9083 §10.2.1): the server was
/// too busy, or does not say why. What is missing then proves nothing.
pub(super) fn truncated(remarks: &[RdapRemark]) -> Option<String> {
    let kinds = remarks.iter().filter_map(|remark| remark.kind.as_deref());
    let mut kinds = kinds.map(str::to_lowercase);
    kinds.find(|kind| kind.contains("truncated") && !kind.contains("authorization"))
}

/// Adds a text unless it is there already.
pub(super) fn push_once(texts: &mut Vec<String>, text: String) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}
