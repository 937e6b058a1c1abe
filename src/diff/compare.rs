//! Compares two traces. Parties are compared, not their spelling; and what only was not found out
//! on one side is no change.

use std::collections::BTreeSet;

use super::side::{Side, SideEntry};
use super::{Change, TargetDiff};

/// The layers, with what a change of parties in them means.
const LAYERS: [(&str, &str); 10] = [
    ("registry", "the registry above the name has another operator"),
    ("registrar", "the name was transferred: suspensions and changes go through the new registrar"),
    ("reseller", "the name is sold by somebody else: ask them about the customer"),
    ("registrant", "the name has another holder, or the record shows another one"),
    ("dns", "another operator answers for the zone, and can change every record in it"),
    ("cdn", "visitors reach the site in another way"),
    ("host", "the content is with somebody else: reports about it go there now"),
    ("network", "the addresses are announced by another network"),
    ("mail", "the domain's mail goes to another operator, who can read and stop it"),
    ("certificate", "the certificate was issued by another authority"),
];

/// Compares two traces of a target.
pub(super) fn target(old: &Side, new: &Side) -> TargetDiff {
    let mut changes: Vec<Change> = Vec::new();
    changes.extend(state(old, new));
    for (layer, means) in LAYERS {
        changes.extend(parties(old, new, layer, means).or_else(|| contacts(old, new, layer)));
    }
    let moved = changes.iter().any(|change| change.certain && is_place(&change.what));
    changes.extend(facts(old, new, moved));
    let host = if old.host() == new.host() {
        new.host().to_owned()
    } else {
        format!("{} → {}", old.host(), new.host())
    };
    let (old_at, new_at) = (old.traced_at.clone(), new.traced_at.clone());
    TargetDiff { host, old_at, new_at, changes }
}

/// Whether a layer is about where the name leads.
fn is_place(layer: &str) -> bool {
    matches!(layer, "cdn" | "host" | "network")
}

/// Compares the states of the registration.
fn state(old: &Side, new: &Side) -> Option<Change> {
    let (from, to) = (&old.registration.state, &new.registration.state);
    let means = match to.as_str() {
        _ if from == to => return None,
        "held" => "the name is suspended and leads nowhere; what it led to may still be there",
        "not-registered" => "the name can be registered by anybody",
        "expiring" => "the registration ends soon; after that the name can be lost",
        "active" => "the registration is in order again",
        _ => "the registry says something else of the name",
    };
    let certain = from != "unknown" && to != "unknown";
    Some(Change::of("registration", from, to, means, certain))
}

impl Change {
    /// A change.
    fn of(what: &str, from: &str, to: &str, means: &str, certain: bool) -> Self {
        let or_none =
            |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
        let doubt = "one side could not be found out, so that it may not have changed";
        Self {
            what: what.to_owned(),
            from: or_none(from),
            to: or_none(to),
            means: if certain { means } else { doubt }.to_owned(),
            certain,
        }
    }
}

/// Whether an entry says something definite.
fn is_settled(entry: &SideEntry) -> bool {
    !matches!(entry.status.as_str(), "unknown" | "skipped")
}

/// Compares the parties of a layer.
fn parties(old: &Side, new: &Side, layer: &str, means: &str) -> Option<Change> {
    let keys = |side: &Side| -> BTreeSet<String> { side.layer(layer).map(key).collect() };
    if keys(old) == keys(new) {
        return None;
    }
    let certain = old.layer(layer).chain(new.layer(layer)).all(is_settled);
    let (from, to) = (labels(old, layer), labels(new, layer));
    let means = match (layer, from.as_str(), to.as_str()) {
        ("cdn", "none", _) => "the site stands behind a CDN now, which hides its host",
        ("cdn", _, "none") => "the CDN was switched off: visitors reach the host directly",
        ("host", "hidden", _) => "the host can be seen now: nothing stands in front of it any more",
        ("host", _, "hidden") => "the host is hidden now; whoever stands in front can name it",
        ("mail", _, "none") => "the domain takes no mail any more",
        ("host", _, "none") => {
            "the name leads to no machine any more; the content may still be there"
        }
        ("dns", _, "none") => "nobody answers for the zone any more",
        (_, _, "none") => "there is none any more",
        _ => means,
    };
    Some(Change::of(layer, &from, &to, means, certain))
}

/// What makes two entries the same.
fn key(entry: &SideEntry) -> String {
    match &entry.party {
        Some(party) if !party.id.is_empty() => party.id.clone(),
        Some(party) => party.name.clone(),
        None => format!("({})", entry.status),
    }
}

/// The parties of a layer in words.
fn labels(side: &Side, layer: &str) -> String {
    let mut labels: Vec<String> = Vec::new();
    for entry in side.layer(layer) {
        let label = match (&entry.party, entry.status.as_str(), &entry.reason) {
            (Some(party), _, _) => party.name.clone(),
            (None, "absent", _) => "none".to_owned(),
            (None, "unknown", Some(reason)) => format!("unknown ({reason})"),
            (None, status, _) => status.to_owned(),
        };
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join(", ")
}

/// Compares the abuse contacts of a layer whose parties are the same.
fn contacts(old: &Side, new: &Side, layer: &str) -> Option<Change> {
    let of = |side: &Side| -> BTreeSet<String> {
        let contacts = side.layer(layer).flat_map(|entry| &entry.contacts);
        let for_abuse = contacts.filter(|contact| contact.purpose == "abuse");
        for_abuse.map(|contact| contact.value.to_lowercase()).collect()
    };
    let words = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    let (from, to) = (of(old), of(new));
    if from == to {
        return None;
    }
    let means = if to.is_empty() {
        "no abuse contact is known any more"
    } else {
        "reports about abuse go to another address"
    };
    Some(Change::of(&format!("{layer} contacts"), &words(&from), &words(&to), means, true))
}

/// Compares what is no party.
fn facts(old: &Side, new: &Side, moved: bool) -> Vec<Change> {
    let mut changes = Vec::new();
    let (was, is) = (&old.resolution, &new.resolution);
    let addresses = if moved {
        "the name leads elsewhere, to the parties named above"
    } else {
        "other addresses of the same parties; CDNs and load balancers do that by themselves"
    };
    let lists = [
        (
            "name-servers",
            &was.name_servers,
            &is.name_servers,
            "the zone is answered for by other servers",
        ),
        ("aliases", &was.cname_chain, &is.cname_chain, "the name is an alias of something else"),
        ("addresses", &was.addresses, &is.addresses, addresses),
    ];
    for (what, from, to, means) in lists {
        changes.extend(list(what, from, to, means));
    }
    if was.dnssec != is.dnssec {
        let means = match is.dnssec.as_str() {
            "signed" => "answers for the zone can be verified now",
            "unsigned" => "answers for the zone cannot be verified any more",
            _ => "the signature of the zone is in doubt",
        };
        let certain = was.dnssec != "unknown" && is.dnssec != "unknown";
        changes.push(Change::of("dnssec", &was.dnssec, &is.dnssec, means, certain));
    }
    let (was, is) = (&old.registration, &new.registration);
    changes.extend(statuses(&was.status, &is.status));
    if !is_same_end(was.expires.as_deref(), is.expires.as_deref()) {
        let day = |text: &Option<String>| text.clone().unwrap_or_default();
        let means =
            if is.expires > was.expires { "the name was renewed" } else { "the end was moved" };
        let certain = was.expires.is_some() && is.expires.is_some();
        changes.push(Change::of("expires", &day(&was.expires), &day(&is.expires), means, certain));
    }
    changes
}

/// Whether two records say that a name is paid until the same day. Less than a day between them is the
/// time zone of a registrar's record, which is read where the registry's was not.
fn is_same_end(was: Option<&str>, is: Option<&str>) -> bool {
    let moment = |text: &str| {
        let day = || text.get(..10)?.parse::<jiff::civil::Date>().ok();
        let midnight = || day()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|at| at.timestamp());
        text.parse::<jiff::Timestamp>().ok().or_else(midnight)
    };
    match (was.and_then(moment), is.and_then(moment)) {
        (Some(one), Some(other)) => (one.as_second() - other.as_second()).abs() < 86_400,
        _ => was == is,
    }
}

/// Compares two lists in which the order says nothing.
fn list(what: &str, from: &[String], to: &[String], means: &str) -> Option<Change> {
    let set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    (set(from) != set(to)).then(|| {
        let means = match (from.is_empty(), to.is_empty()) {
            (true, _) => "there are some now",
            (_, true) => "there are none any more",
            (false, false) => means,
        };
        Change::of(what, &from.join(", "), &to.join(", "), means, true)
    })
}

/// Compares the statuses of the registration.
fn statuses(from: &[String], to: &[String]) -> Option<Change> {
    let locked =
        |list: &[String]| list.iter().filter(|status| status.ends_with(" prohibited")).count();
    let held = |list: &[String]| list.iter().any(|status| status.ends_with(" hold"));
    let means = match (locked(from), locked(to)) {
        _ if held(to) && !held(from) => "the name is suspended, so that it leads nowhere",
        (before, after) if after < before => {
            "a lock was taken off: the name can be changed or transferred"
        }
        (before, after) if after > before => "the name is locked against more changes",
        _ => "the registry shows another state of the registration",
    };
    let certain = !from.is_empty() && !to.is_empty();
    let set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    (set(from) != set(to))
        .then(|| Change::of("status", &from.join(", "), &to.join(", "), means, certain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_zone_of_a_record_renews_no_name() {
        let same = |one, other| is_same_end(Some(one), Some(other));
        assert!(same("2027-10-26T07:14:22Z", "2027-10-26T04:00:00Z"));
        assert!(same("2027-10-26", "2027-10-26T22:00:00Z"));
        assert!(!same("2027-10-26T07:14:22Z", "2028-10-26T07:14:22Z"));
        assert!(!is_same_end(None, Some("2027-10-26T07:14:22Z")));
        assert!(is_same_end(None, None) && same("soon", "soon") && !same("soon", "later"));
    }
}
