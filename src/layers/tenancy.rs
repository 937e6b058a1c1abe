//! Customers of a platform: on whose platform the target is, by its name or its path, and what
//! the platform can do about one customer.

use super::View;
use crate::directory::{Match, Query, Role, Sign, SignKind, Trade};
use crate::model::ability::Actor;

/// The sign of the platform that the target is a customer's place on: below one of its names, or
/// at a path where customers share one host. The platform's own site is no customer's.
pub(super) fn of<'a>(view: &View<'a>) -> Option<Match<'a>> {
    let host = view.target.name()?.ascii.as_str();
    let query = path(view).map_or_else(
        || Query::Host(host.to_owned()),
        |path| Query::Place(host.to_owned(), path.to_owned()),
    );
    let mut matches = view.known.matches(&query).into_iter();
    let found = matches.find(|found| {
        matches!(found.sign.kind, SignKind::Alias | SignKind::Platform | SignKind::Url)
    })?;
    let own_site = found.value == host || host.strip_prefix("www.") == Some(found.value.as_str());
    (place(view, &found).is_some() || !own_site).then_some(found)
}

/// Whether a sign shows where content is, and not only who passes it on.
pub(super) fn holds(found: &Match<'_>) -> bool {
    found.role == Role::Host || found.sign.stores
}

/// The customer's place on a host that many share, where only the path tells them apart.
pub(super) fn place(view: &View<'_>, found: &Match<'_>) -> Option<String> {
    let host = view.target.name()?.ascii.as_str();
    let path = path(view)?;
    let shared = match found.sign.kind {
        SignKind::Url => found.value.split('/').next() == Some(host),
        SignKind::Alias | SignKind::Platform => found.value == host,
        _ => false,
    };
    shared.then(|| format!("{host}{path}"))
}

/// The kind of party that bears a sign. Rented machines may stand behind some.
pub(super) fn actor(sign: &Sign) -> Actor {
    match sign.trade {
        _ if sign.machines => Actor::MachineHost,
        _ if sign.kind == SignKind::Prefix => Actor::Host,
        Some(Trade::Gateway) => Actor::Gateway,
        Some(Trade::Links) => Actor::Shortener,
        _ => Actor::Platform,
    }
}

/// What is to be known about what the platform does.
pub(super) fn note(sign: &Sign) -> Option<&'static str> {
    match sign.trade? {
        Trade::Links => {
            Some("a short link: the content is where it leads, which has a host of its own")
        }
        Trade::Gateway => Some(
            "a gateway to a store that many run: blocking the path here leaves the object where it is",
        ),
        Trade::Tunnel | Trade::Spelled | Trade::Parking | Trade::Sinkhole => None,
    }
}

/// The path of the target, where it says more than the host.
fn path<'v>(view: &'v View<'_>) -> Option<&'v str> {
    let path = view.target.url.as_ref()?.path();
    (!path.trim_matches('/').is_empty()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::Stage;

    /// The company on whose platform a target is, and the place that tells the customer.
    fn tenant(target: &str) -> Option<(String, Option<String>)> {
        let stage = Stage::of(target, &[]);
        let view = stage.view();
        let found = of(&view)?;
        Some((found.provider.id.clone(), place(&view, &found)))
    }

    #[test]
    fn a_name_below_a_platforms_is_a_customers_and_the_platforms_own_site_is_nobodys() {
        let platform =
            |place: Option<&str>| Some(("platform".to_owned(), place.map(str::to_owned)));
        assert_eq!(tenant("shop.sites.example.org"), platform(None));
        assert_eq!(tenant("https://sites.example.org/"), None);
        assert_eq!(tenant("https://www.sites.example.org/"), None);
        assert_eq!(tenant("sites.example.org.example.net"), None);
        let place = "sites.example.org/shop";
        assert_eq!(tenant("https://sites.example.org/shop"), platform(Some(place)));
    }

    #[test]
    fn whoever_only_passes_content_on_does_not_hold_it() {
        let stage = Stage::of("shop.example.com", &[]);
        let known = stage.view().known;
        assert!(holds(&known.by_alias("shop.sites.example.org")[0]));
        assert!(!holds(&known.by_alias("shop.edge.example.net")[0]));
    }
}
