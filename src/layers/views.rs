//! What several resolvers say of the target: where they differ, who sees what is said at the layer that
//! their answers decide.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::View;
use crate::directory::Directory;
use crate::model::chain::{Chain, LayerId};
use crate::model::observations::ResolverView;
use crate::model::sight::Sight;

/// So many addresses of a view are said; JSON has them all.
const SHOWN: usize = 4;

/// Says at the host who sees what, where the resolvers differ.
pub(super) fn say(view: &View<'_>, chain: &mut Chain) {
    let Some(name) = &view.seen.name else { return };
    let Some(note) = note(&name.views, view.known) else { return };
    // Without a host the edge decides as much, but every name has an entry of its host.
    if let Some(entry) = chain.entries.iter_mut().find(|entry| entry.layer == LayerId::Host) {
        entry.warn(note);
    }
}

/// Who sees what; nothing where all see the same.
fn note(views: &[ResolverView], known: &Directory) -> Option<String> {
    if !views
        .iter()
        .enumerate()
        .any(|(at, one)| views.iter().skip(at + 1).any(|two| differ(one, two)))
    {
        return None;
    }
    // Those that say the same are said together.
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for view in views {
        let says = format!("{}{}", words(view), ranges(&beyond(view, views), known));
        match groups.iter_mut().find(|(known, _)| *known == says) {
            Some((_, who)) => who.push(&view.resolver),
            None => groups.push((says, vec![&view.resolver])),
        }
    }
    let parts = groups.iter().map(|(says, who)| format!("{}: {says}", who.join(", ")));
    let seen = parts.collect::<Vec<_>>().join("; ");
    let all_lead = views.iter().all(|view| Sight::of(view) == Sight::Addresses);
    let usual = if all_lead { " (usual where many machines serve a name)" } else { "" };
    let used = views.iter().find(|view| view.used);
    let is_blind = used.is_some_and(|view| Sight::of(view) != Sight::Addresses);
    let other = views.iter().find(|view| is_blind && Sight::of(view) == Sight::Addresses);
    let used = used.map_or(String::new(), |view| format!("; this chain follows {}", view.resolver));
    let instead =
        other.map_or(String::new(), |view| format!(" (name {} first to follow it)", view.resolver));
    let is_more = views.iter().any(|view| !beyond(view, views).is_empty());
    let rest = if is_more { "; no registry was asked about what only others see" } else { "" };
    Some(format!("the resolvers see different things{usual}: {seen}{used}{instead}{rest}"))
}

/// The addresses that a resolver sees and the one that the chain follows does not.
fn beyond(view: &ResolverView, all: &[ResolverView]) -> Vec<IpAddr> {
    if view.used || Sight::of(view) != Sight::Addresses {
        return Vec::new();
    }
    let used = all.iter().find(|view| view.used).and_then(|view| view.says.found());
    let is_followed = |address: &IpAddr| used.is_some_and(|used| used.addresses.contains(address));
    let found = view.says.found().map(|found| found.addresses.as_slice()).unwrap_or_default();
    found.iter().filter(|address| !is_followed(address)).copied().collect()
}

/// In whose published ranges addresses are that nobody was asked about.
fn ranges(addresses: &[IpAddr], known: &Directory) -> String {
    let best = |address: &IpAddr| known.by_address(*address).first().map(|found| found.provider);
    let names: BTreeSet<&str> =
        addresses.iter().filter_map(best).map(|provider| provider.name.as_str()).collect();
    match names.into_iter().collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        names => format!(" (in the published ranges of {})", names.join(", ")),
    }
}

/// Whether two resolvers say something different. A family of addresses that one of them was not
/// heard about makes no difference.
fn differ(one: &ResolverView, two: &ResolverView) -> bool {
    if Sight::of(one) != Sight::of(two) {
        return true;
    }
    let (Some(one), Some(two)) = (one.says.found(), two.says.found()) else { return false };
    let set = |all: &[IpAddr]| all.iter().copied().collect::<BTreeSet<_>>();
    let (first, second) = (set(&one.addresses), set(&two.addresses));
    if one.partial.is_some() || two.partial.is_some() {
        return !first.is_subset(&second) && !second.is_subset(&first);
    }
    first != second
}

/// What a resolver sees, in words.
fn words(view: &ResolverView) -> String {
    let listed = |all: &[IpAddr]| {
        let shown: Vec<String> = all.iter().take(SHOWN).map(ToString::to_string).collect();
        let more = all.len().saturating_sub(SHOWN);
        if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
    };
    let found = view.says.found();
    match (Sight::of(view), found, view.says.why()) {
        (Sight::Addresses, Some(found), _) => listed(&found.addresses),
        (Sight::Blocked, Some(found), _) => {
            format!("{}, which is no place: it blocks the name", listed(&found.addresses))
        }
        (Sight::NoSuchName, ..) => "no such name".to_owned(),
        (Sight::NoAddress, ..) => "no address".to_owned(),
        (_, _, Some(why)) => {
            let named = format!("{} ", view.resolver);
            why.text.strip_prefix(&named).unwrap_or(&why.text).to_owned()
        }
        (_, _, None) => "nothing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::evidence;
    use crate::model::answer::{Answer, ReasonCode, Why};
    use crate::model::observations::Resolution;

    /// What a resolver says: addresses, or without any that there is no such name.
    fn sees(resolver: &str, addresses: &[&str]) -> ResolverView {
        let found = Resolution {
            addresses: addresses.iter().map(|text| text.parse().expect("an address")).collect(),
            exists: !addresses.is_empty(),
            ..Resolution::default()
        };
        let says = Answer::Found(found, evidence("A"));
        ResolverView { resolver: resolver.to_owned(), says, used: resolver == "one" }
    }

    /// Who sees what, as the built-in tables know the addresses.
    fn note_of(views: &[ResolverView]) -> Option<String> {
        note(views, &Directory::embedded())
    }

    #[test]
    fn resolvers_that_agree_are_not_worth_a_word() {
        let all = ["192.0.2.1", "192.0.2.2"];
        assert_eq!(note_of(&[sees("one", &all), sees("two", &["192.0.2.2", "192.0.2.1"])]), None);
        assert_eq!(note_of(&[sees("one", &[]), sees("two", &[])]), None);
        assert_eq!(note_of(&[]), None);
        let mut half = sees("two", &["192.0.2.1"]);
        let Answer::Found(found, _) = &mut half.says else { panic!("was found") };
        found.partial = Some(Why::new(ReasonCode::TimedOut, "two did not answer in time"));
        assert_eq!(note_of(&[sees("one", &all), half]), None);
    }

    #[test]
    fn who_sees_what_is_said_and_whom_the_chain_follows() {
        let lying = [sees("one", &["192.0.2.1"]), sees("two", &[]), sees("three", &[])];
        assert_eq!(
            note_of(&lying).as_deref(),
            Some(
                "the resolvers see different things: one: 192.0.2.1; two, three: no such name; \
                 this chain follows one"
            )
        );
        let mut turned = [sees("two", &[]), sees("one", &["192.0.2.1"])];
        turned[0].used = true;
        turned[1].used = false;
        let said = note_of(&turned).expect("they differ");
        assert!(
            said.contains("this chain follows two (name one first to follow it); no registry"),
            "{said}"
        );
        let elsewhere = [sees("one", &["192.0.2.1"]), sees("two", &["198.51.100.1"])];
        let said = note_of(&elsewhere).expect("they differ");
        assert!(
            said.contains("(usual where many machines serve a name): one: 192.0.2.1;"),
            "{said}"
        );
        let sinkhole = [sees("one", &["192.0.2.1"]), sees("two", &["0.0.0.0"])];
        let said = note_of(&sinkhole).expect("they differ");
        assert!(said.contains("two: 0.0.0.0, which is no place: it blocks the name"), "{said}");
        let mut open = sees("two", &[]);
        open.says = Answer::Unknown(Why::new(ReasonCode::Blocked, "two blocks the name"));
        let said = note_of(&[sees("one", &["192.0.2.1"]), open]).expect("they differ");
        assert!(said.contains("two: blocks the name"), "{said}");
    }

    #[test]
    fn addresses_that_only_another_resolver_sees_are_placed_by_the_published_ranges_alone() {
        let said = |views: &[ResolverView]| note_of(views).expect("they differ");
        let edge = said(&[sees("one", &["192.0.2.1"]), sees("two", &["104.16.0.1", "192.0.2.1"])]);
        assert!(
            edge.contains("two: 104.16.0.1, 192.0.2.1 (in the published ranges of Cloudflare"),
            "{edge}"
        );
        assert!(edge.ends_with("; no registry was asked about what only others see"), "{edge}");
        let elsewhere = said(&[sees("one", &["192.0.2.1"]), sees("two", &["198.51.100.1"])]);
        assert!(!elsewhere.contains("ranges"), "{elsewhere}");
        assert!(elsewhere.ends_with("what only others see"), "{elsewhere}");
        let fewer = said(&[sees("one", &["192.0.2.1", "104.16.0.1"]), sees("two", &["192.0.2.1"])]);
        assert!(!fewer.contains("registry") && !fewer.contains("ranges"), "{fewer}");
    }
}
