//! The rules about names and addresses themselves. They fail when a provider renames a server or
//! rotates addresses, so that they are for those who ask for exactly that.

use std::net::IpAddr;

use ipnet::IpNet;

use super::{CheckView, Rule, listed, nothing};
use crate::check::form::{Set, Value, ValueForm};
use crate::check::verdict::Finding;
use crate::model::answer::Answer;
use crate::model::chain::Leads;
use crate::model::name::below;
use crate::model::observations::Zone;

/// The name servers by name.
pub(super) static NAME_SERVERS: Rule = Rule {
    key: "name_servers",
    says: "The zone has these name servers.",
    form: ValueForm::Hosts,
    likely: "the name servers were changed at the registrar",
    at_registry: true,
    bare_only: false,
    wants: nothing,
    judge: name_servers,
    today: |view| {
        let leads = view.chain.leads.as_ref().ok_or("the target is no name")?;
        match &leads.zone {
            Answer::Found(zone, _) => Ok(listed(&served_by(zone, leads))),
            Answer::Absent(_) => Err("the name has no zone".to_owned()),
            Answer::Unknown(why) => Err(why.text.clone()),
        }
    },
};

/// The addresses.
pub(super) static ADDRESSES: Rule = Rule {
    key: "addresses",
    says: "The name leads to these addresses.",
    form: ValueForm::Prefixes,
    likely: "the address records were changed",
    at_registry: false,
    bare_only: false,
    wants: nothing,
    judge: addresses,
    today: |_| Err(String::new()),
};

/// Judges the name servers.
fn name_servers(view: &CheckView<'_>, value: &Value) -> Finding {
    let Some(leads) = &view.chain.leads else {
        return Finding::unknown("the target is no name");
    };
    Finding::from(&leads.zone, |zone| match zone {
        Some(zone) => compare(&value.set(), &served_by(zone, leads), fits),
        None => Finding::fail("none"),
    })
}

/// The servers of a zone. Whom the registry delegates to answers as well, whatever the zone says.
fn served_by(zone: &Zone, leads: &Leads) -> Vec<String> {
    zone.servers.iter().chain(&leads.at_registry).cloned().collect()
}

/// Whether a name server is the one that an item names, or below it.
fn fits(server: &str, want: &str) -> bool {
    match want.strip_prefix("*.") {
        Some(domain) => below(server, domain),
        None => server == want,
    }
}

/// Judges the addresses.
fn addresses(view: &CheckView<'_>, value: &Value) -> Finding {
    let Some(leads) = &view.chain.leads else {
        return Finding::unknown("the target is no name");
    };
    Finding::from(&leads.resolution, |resolution| {
        let Some(resolution) = resolution else { return Finding::fail("none") };
        let found: Vec<String> = resolution.addresses.iter().map(ToString::to_string).collect();
        let finding = compare(&value.set(), &found, covers);
        match &resolution.partial {
            Some(why) => Finding { found: finding.found, ..Finding::untold(why) },
            None => finding.resting_on(&resolution.families),
        }
    })
}

/// Whether an address is in a prefix.
fn covers(address: &str, want: &str) -> bool {
    match (address.parse::<IpAddr>(), want.parse::<IpNet>()) {
        (Ok(address), Ok(net)) => net.contains(&address),
        _ => false,
    }
}

/// Compares what was found with a set.
pub(super) fn compare(set: &Set, found: &[String], fits: impl Fn(&str, &str) -> bool) -> Finding {
    let any = |items: &[String], one: &str| items.iter().any(|want| fits(one, want));
    let banned = found.iter().any(|one| any(&set.forbidden, one));
    let wanted = set.expected.as_ref().or(set.allowed.as_ref());
    let strange = wanted.is_some_and(|items| found.iter().any(|one| !any(items, one)));
    let expected = set.expected.iter().flatten();
    let missing = expected.clone().any(|want| !found.iter().any(|one| fits(one, want)));
    let nothing = found.is_empty() && wanted.is_some();
    let words = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
    if banned || strange || missing || nothing {
        Finding::fail(words)
    } else {
        Finding::pass(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::verdict::Verdict;

    fn verdict(set: &Set, found: &[&str]) -> Verdict {
        let found: Vec<String> = found.iter().map(|one| (*one).to_owned()).collect();
        compare(set, &found, fits).verdict
    }

    fn items(items: &[&str]) -> Vec<String> {
        items.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn a_star_stands_for_whole_labels_below_a_domain() {
        for (server, want) in [
            ("ns1.example.net", "ns1.example.net"),
            ("ns1.example.net", "*.example.net"),
            ("a.b.example.net", "*.example.net"),
        ] {
            assert!(fits(server, want), "{server} {want}");
        }
        for (server, want) in [
            ("ns1.notexample.net", "*.example.net"),
            ("example.net", "*.example.net"),
            ("ns1.example.net.example.org", "*.example.net"),
            ("ns11.example.net", "ns1.example.net"),
        ] {
            assert!(!fits(server, want), "{server} {want}");
        }
    }

    #[test]
    fn expected_means_exactly_these_and_allowed_means_some_of_these() {
        let expected = Set { expected: Some(items(&["a.example", "b.example"])), ..Set::default() };
        assert_eq!(verdict(&expected, &["a.example", "b.example"]), Verdict::Pass);
        assert_eq!(verdict(&expected, &["a.example"]), Verdict::Fail);
        assert_eq!(verdict(&expected, &["a.example", "b.example", "c.example"]), Verdict::Fail);
        let allowed = Set { allowed: Some(items(&["a.example", "b.example"])), ..Set::default() };
        assert_eq!(verdict(&allowed, &["a.example"]), Verdict::Pass);
        assert_eq!(verdict(&allowed, &["c.example"]), Verdict::Fail);
        assert_eq!(verdict(&allowed, &[]), Verdict::Fail);
    }

    #[test]
    fn forbidden_means_none_of_these_and_a_star_stands_for_all_below() {
        let forbidden = Set { forbidden: vec!["*.bad.example".to_owned()], ..Set::default() };
        assert_eq!(verdict(&forbidden, &["ns1.good.example"]), Verdict::Pass);
        assert_eq!(verdict(&forbidden, &["ns1.bad.example"]), Verdict::Fail);
        assert_eq!(verdict(&forbidden, &[]), Verdict::Pass);
    }

    #[test]
    fn an_address_is_compared_with_prefixes_of_its_family() {
        assert!(covers("192.0.2.7", "192.0.2.0/24"));
        assert!(!covers("2001:db8::1", "192.0.2.0/24"));
    }
}
