//! The addresses that a name leads to, and who is responsible for each. Addresses with the same
//! parties are one box.

use std::collections::BTreeMap;

use super::party::UnplacedParties;
use super::{PictureNode, Shape};
use crate::model::chain::{LayerId, Status};
use crate::render::clean::clean;
use crate::render::json::v1::{EntryV1, TraceV1};
use crate::render::page::labels::named;
use crate::texts;

/// The addresses named in one box; how many there are besides is said.
const SHOWN: usize = 4;

/// The layers of the way to the content, from the visitor's side.
const WAY: [LayerId; 3] = [LayerId::Cdn, LayerId::Host, LayerId::Network];

/// Where the parties of the way to the content stand.
pub(super) enum Places {
    /// They hang on the target itself, which is an address, or which leads to none.
    Own(Vec<PictureNode>),
    /// They hang on the addresses that the name leads to.
    Further(Vec<PictureNode>),
}

/// The addresses with their parties.
pub(super) fn places(told: &TraceV1, parties: &mut UnplacedParties<'_>) -> Places {
    let groups = groups(told);
    let mut nodes = Vec::new();
    for addresses in &groups {
        let edge = if nodes.is_empty() { "picture.edge.answers" } else { "picture.edge.as-well" };
        let mut place = PictureNode::new(Shape::Place, texts::text(edge), shown(addresses));
        let there = |entry: &EntryV1| entry.subjects.iter().any(|one| addresses.contains(&&**one));
        place.below = way(parties, |entry| groups.len() == 1 || there(entry));
        place.below.extend(mentions(told, addresses, &nodes));
        nodes.push(place);
    }
    let mut rest = way(parties, |_| true);
    match nodes.last_mut() {
        None => Places::Own(rest),
        Some(last) => {
            last.below.append(&mut rest);
            Places::Further(nodes)
        }
    }
}

/// The boxes of the way to the content that are wanted: what stands in front holds what is behind. Where
/// nobody knows whether anything stands in front, nothing is drawn there.
fn way(parties: &mut UnplacedParties<'_>, wanted: impl Fn(&EntryV1) -> bool) -> Vec<PictureNode> {
    let [mut fronts, mut hosts, networks] =
        WAY.map(|layer| parties.take(|entry| entry.layer == layer && wanted(entry)));
    fronts.retain(|front| front.status == Status::Identified);
    if let Some(front) = fronts.last_mut() {
        for host in &mut hosts {
            host.edge = texts::text("picture.edge.behind");
        }
        front.below = hosts;
    } else {
        fronts = hosts;
    }
    fronts.into_iter().chain(networks).collect()
}

/// The parties of these addresses that stand above already, named once more in short.
fn mentions(told: &TraceV1, addresses: &[&str], above: &[PictureNode]) -> Vec<PictureNode> {
    let drawn = |edge: &str, name: &str| {
        let nodes = above.iter().flat_map(PictureNode::walk);
        nodes
            .filter(|(_, node)| node.shape == Shape::Party)
            .any(|(_, node)| node.name == name && (node.role == edge))
    };
    let of_the_way = told.chain.iter().filter(|entry| WAY.contains(&entry.layer));
    let here = of_the_way
        .filter(|entry| entry.subjects.iter().any(|subject| addresses.contains(&subject.as_str())));
    here.filter_map(|entry| {
        let name = named(entry.party.as_ref()?);
        let role = texts::text(&format!("picture.role.{}", entry.layer.word()));
        let edge = texts::text(&format!("picture.edge.{}", entry.layer.word()));
        drawn(role, &name).then(|| {
            let mut node = PictureNode::new(Shape::Mention, edge, name);
            node.role = role;
            node.lines.push(texts::text("picture.above").to_owned());
            node
        })
    })
    .collect()
}

/// The addresses in groups that have the same parties, in the order of the addresses.
fn groups(told: &TraceV1) -> Vec<Vec<&str>> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for address in &told.resolution.addresses {
        let entries = told.chain.iter().enumerate();
        let mine = entries.filter(|(_, entry)| {
            WAY.contains(&entry.layer) && entry.subjects.iter().any(|subject| subject == address)
        });
        let key: Vec<usize> = mine.map(|(at, _)| at).collect();
        let at = *known.entry(key).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(address);
    }
    groups
}

/// Some addresses in words.
fn shown(addresses: &[&str]) -> String {
    let mut words = addresses.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if let Some(more @ 1..) = addresses.len().checked_sub(SHOWN) {
        words.push_str(&texts::fill("picture.more", &[("count", &more.to_string())]));
    }
    clean(&words)
}
