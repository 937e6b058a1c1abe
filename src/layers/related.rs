//! The `www` twin of a bare domain: shown where it leads elsewhere, because a report about the
//! one does not reach the host of the other.

use super::{View, cdn, doubt, host};
use crate::model::chain::{Entry, LayerId, Related};
use crate::model::observations::{AddressFacts, Resolution};

/// The twin, where its parties differ.
pub(super) fn related(view: &View<'_>) -> Vec<Related> {
    let Some(name) = &view.seen.name else { return Vec::new() };
    let Some(twin) = &name.twin else { return Vec::new() };
    let (Some(resolution), Some(own)) = (twin.resolution.found(), name.resolution.found()) else {
        return Vec::new();
    };
    if resolution.addresses.is_empty() || resolution.addresses == own.addresses {
        return Vec::new();
    }
    let target = view.target.name().map(|name| name.ascii.as_str());
    let ours = Servers::of(view, target, own, &view.seen.addresses);
    let theirs = Servers::of(view, Some(&twin.name), resolution, &twin.addresses);
    let mut differs = Vec::new();
    if ours.fronts != theirs.fronts {
        differs.push(LayerId::Cdn);
    }
    if ours.hosts != theirs.hosts {
        differs.push(LayerId::Host);
    }
    if differs.is_empty() {
        return Vec::new();
    }
    let mut names = theirs.hosts;
    names.extend(theirs.fronts.into_iter().map(|front| format!("{front} in front")));
    vec![Related {
        name: twin.name.clone(),
        differs,
        addresses: resolution.addresses.iter().map(ToString::to_string).collect(),
        note: (!names.is_empty()).then(|| names.join(", ")),
        doubt: doubt::addresses(&twin.addresses),
    }]
}

/// Who serves a name.
struct Servers {
    /// The edges, by name.
    fronts: Vec<String>,
    /// The hosts, by name.
    hosts: Vec<String>,
}

impl Servers {
    /// The parties that some addresses of a name have.
    fn of(
        view: &View<'_>,
        name: Option<&str>,
        resolution: &Resolution,
        addresses: &[AddressFacts],
    ) -> Self {
        let fronts = cdn::fronts(view, name, Some(resolution), addresses);
        let hosts = host::hosts(view, name, Some(resolution), addresses);
        let named = |entry: &Entry| entry.is_identified().then(|| entry.in_words());
        Self {
            fronts: fronts.iter().map(|front| front.found.provider.name.clone()).collect(),
            hosts: hosts.iter().filter_map(named).collect(),
        }
    }
}
