//! Recognises placeholders: objects that only say that another registry has the real one.

use super::entity::Entity;
use super::parts::RdapRemark;
use crate::model::registries::Registry;

/// Whose space a placeholder stands for, if the object is one.
pub(super) fn elsewhere(
    entities: &[Entity],
    network: Option<&str>,
    remarks: &[RdapRemark],
) -> Option<String> {
    registered_to_registry(entities)
        .or_else(|| transferred(remarks))
        .or_else(|| marked(network.unwrap_or_default()))
}

/// ARIN registers the space of its sister registries to them, under their short names.
fn registered_to_registry(entities: &[Entity]) -> Option<String> {
    let handles = ["AFRINIC", "APNIC", "LACNIC", "RIPE"];
    let holder = entities.iter().find(|entity| {
        entity.has_role("registrant")
            && entity.handle.as_deref().is_some_and(|handle| handles.contains(&handle))
    })?;
    let handle = holder.handle.as_deref()?;
    Some(if handle == "RIPE" { "RIPE NCC" } else { handle }.to_owned())
}

/// APNIC keeps stubs that say "Transferred to the ARIN region on …".
fn transferred(remarks: &[RdapRemark]) -> Option<String> {
    let lines = remarks.iter().flat_map(|remark| &remark.lines).take(100);
    lines.into_iter().find_map(|line| {
        let lower = line.to_ascii_lowercase();
        let at = lower.find("transferred to the ")? + "transferred to the ".len();
        let region = lower.get(at..)?.split(" region").next()?.trim().to_ascii_uppercase();
        match region.as_str() {
            "RIPE" | "RIPE NCC" => Some("RIPE NCC".to_owned()),
            "AFRINIC" | "APNIC" | "ARIN" | "LACNIC" => Some(region),
            _ => None,
        }
    })
}

/// Names that registries give to what others manage.
fn marked(network: &str) -> Option<String> {
    let upper = network.to_ascii_uppercase();
    // Blocks of AS numbers that APNIC gave to a national registry to give out.
    if let Some(registry) = upper.strip_suffix("-ASBLOCK-AP") {
        let registry = registry.rsplit('-').next().unwrap_or_default();
        return Some(
            Registry::of_name(registry).map_or("another registry", |found| found.name).to_owned(),
        );
    }
    let marks = ["NON-RIPE-NCC-MANAGED", "ERX-NETBLOCK", "APNIC-STUB", "STUB-"];
    marks.iter().any(|mark| upper.starts_with(mark)).then(|| "another registry".to_owned())
}

/// The national registry in whose pool a network lies, where the object names the registry in
/// the place of the holder.
pub(super) fn national_pool(holder: &str, network: Option<&str>) -> Option<&'static Registry> {
    Registry::of_name(holder)
        .filter(|registry| registry.has_pools() && !registry.holds(Some(holder), network))
}
