//! The `www` twin of a bare domain: shown where it leads elsewhere, because a report about the
//! one does not reach the host of the other.

use super::{View, cdn, doubt, host};
use crate::directory::Provider;
use crate::model::chain::{Entry, LayerId, Related};
use crate::model::company::same_company;
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
    if !are_same(&ours.fronts, &theirs.fronts) {
        differs.push(LayerId::Cdn);
    }
    if !are_same(&ours.hosts, &theirs.hosts) {
        differs.push(LayerId::Host);
    }
    if differs.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = theirs.hosts.into_iter().map(|(_, name)| name).collect();
    names.extend(theirs.fronts.into_iter().map(|(_, front)| format!("{front} in front")));
    vec![Related {
        name: twin.name.clone(),
        differs,
        addresses: resolution.addresses.iter().map(ToString::to_string).collect(),
        note: (!names.is_empty()).then(|| names.join(", ")),
        doubt: doubt::addresses(&twin.addresses),
    }]
}

/// Companies, each with its identifier and its name.
type Companies = Vec<(String, String)>;

/// Whether two lists are the same companies, in any order and however a record spells them.
fn are_same(ours: &Companies, theirs: &Companies) -> bool {
    let holds = |list: &Companies, (id, name): &(String, String)| {
        list.iter().any(|(other, named)| other == id || same_company(named, name))
    };
    ours.iter().all(|one| holds(theirs, one)) && theirs.iter().all(|one| holds(ours, one))
}

/// Who serves a name.
struct Servers {
    /// The edges.
    fronts: Companies,
    /// The hosts.
    hosts: Companies,
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
        let named = |entry: &Entry| Some((entry.party()?.id.clone(), entry.in_words()));
        let edge = |provider: &Provider| (provider.id.clone(), provider.name.clone());
        Self {
            fronts: fronts.iter().map(|front| edge(front.found.provider)).collect(),
            hosts: hosts.iter().filter_map(named).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_are_compared_and_not_how_they_are_spelt() {
        let of = |list: &[(&str, &str)]| -> Companies {
            list.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect()
        };
        let one = of(&[("a", "Example Shops Inc."), ("b", "Example Hosting")]);
        assert!(are_same(&one, &of(&[("b", "Example Hosting"), ("c", "Example Shops, Inc.")])));
        assert!(!are_same(&one, &of(&[("b", "Example Hosting")])));
        assert!(!are_same(&of(&[]), &one));
    }
}
