//! The rules about who serves a layer. They are about parties, not addresses: a CDN that answers
//! from other addresses today is the same CDN.

use super::{CheckView, Rule, listed, nothing};
use crate::check::form::{HIDDEN, NONE};
use crate::check::form::{Set, Value, ValueForm};
use crate::check::verdict::Finding;
use crate::directory::{Directory, registrar_by_iana};
use crate::model::chain::{Confidence, Entry, LayerId, Party, Status};
use crate::model::company::same_company;

/// A rule about the parties of a layer.
macro_rules! rule {
    ($key:literal, $layer:ident, $form:ident, $registry:literal, $says:literal, $likely:literal) => {
        rule!($key, $layer, $form, $registry, $says, $likely, |view| today(view, LayerId::$layer))
    };
    ($key:literal, $layer:ident, $form:ident, $registry:literal, $says:literal, $likely:literal, $today:expr) => {
        Rule {
            key: $key,
            says: $says,
            form: ValueForm::$form,
            likely: $likely,
            at_registry: $registry,
            bare_only: false,
            wants: nothing,
            judge: |view, value| judge(view, LayerId::$layer, value),
            today: $today,
        }
    };
}

/// Who sold the name.
pub(super) static REGISTRAR: Rule = rule!(
    "registrar",
    Registrar,
    Registrars,
    true,
    "The name is registered with these registrars.",
    "the name was transferred, or the registrar changed its name"
);

/// Who sold it for the registrar.
pub(super) static RESELLER: Rule = rule!(
    "reseller",
    Reseller,
    Parties,
    true,
    "The name was sold by these resellers.",
    "the account was moved to another reseller",
    |view| {
        let named = |entry: &Entry| entry.is_identified();
        let reseller = view.chain.layer(LayerId::Reseller).any(named);
        if reseller { today(view, LayerId::Reseller) } else { Err(String::new()) }
    }
);

/// Who runs the registry.
pub(super) static REGISTRY: Rule = rule!(
    "registry",
    Registry,
    Parties,
    false,
    "The registry above the name is run by these parties.",
    "the top-level domain has another operator",
    |_| Err(String::new())
);

/// Who answers for the zone.
pub(super) static DNS: Rule = rule!(
    "dns",
    Dns,
    Parties,
    true,
    "The zone is answered for by these operators.",
    "the name servers were changed at the registrar"
);

/// Who stands in front of the host.
pub(super) static CDN: Rule = rule!(
    "cdn",
    Cdn,
    Parties,
    false,
    "Visitors reach the site through these CDNs.",
    "the address or alias records point elsewhere: a CDN was switched on or off"
);

/// Who runs the machine.
pub(super) static HOST: Rule = rule!(
    "host",
    Host,
    Parties,
    false,
    "The site is hosted by these parties.",
    "the site was moved, or the records point elsewhere"
);

/// Who announces the addresses.
pub(super) static NETWORK: Rule = rule!(
    "network",
    Network,
    Parties,
    false,
    "The addresses are announced by these networks.",
    "the records point elsewhere, or the addresses are announced by somebody else"
);

/// Who takes the mail.
pub(super) static MAIL: Rule = rule!(
    "mail",
    Mail,
    Parties,
    false,
    "The domain's mail goes to these operators.",
    "the MX records were changed"
);

/// Who issued the certificate.
pub(super) static CERTIFICATE: Rule = rule!(
    "certificate",
    Certificate,
    Parties,
    false,
    "The site's certificate is issued by these authorities (with --probe).",
    "the certificate was ordered elsewhere, or somebody else answers for the site"
);

/// What speaks against an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Objection {
    /// It is what must not be, whatever else is unknown.
    Forbidden,
    /// Nobody vouches for what it says.
    Untrusted,
    /// It is not what is wanted.
    Strange,
}

/// No company's name is longer.
const LONGEST_NAME: usize = 256;

/// Judges the parties of a layer.
fn judge(view: &CheckView<'_>, layer: LayerId, value: &Value) -> Finding {
    let set = value.set();
    let entries: Vec<&Entry> = view.chain.layer(layer).collect();
    let found = words(&entries);
    let objections: Vec<Objection> =
        entries.iter().filter_map(|entry| objection(view.known, entry, &set)).collect();
    let shown = |want: &&String| entries.iter().any(|entry| is(view.known, entry, want));
    let complete = set.expected.iter().flatten().all(|want| shown(&want));
    let finding = match doubt(&entries) {
        _ if layer == LayerId::Dns && is_delegated_elsewhere(view, &entries, &set) => {
            Finding::fail(found)
                .because("the registry delegates to servers of nobody who is wanted")
        }
        _ if objections.contains(&Objection::Forbidden) => Finding::fail(found),
        _ if objections.is_empty() && complete && settled(&entries) => Finding::pass(found),
        Some(why) => Finding { found, ..Finding::unknown(why) },
        None if objections.contains(&Objection::Untrusted) => {
            Finding::fail(found).because("the certificate is not trusted, so it proves nothing")
        }
        None => Finding::fail(found),
    };
    finding.resting_on(entries.iter().flat_map(|entry| &entry.evidence))
}

/// Whether the registry delegates to a server that the zone does not name and that no wanted party
/// runs: whoever took the name over can let his copy of the zone say what he likes.
fn is_delegated_elsewhere(view: &CheckView<'_>, entries: &[&Entry], set: &Set) -> bool {
    let Some(wanted) = set.expected.as_ref().or(set.allowed.as_ref()) else { return false };
    let servers = view.chain.leads.iter().flat_map(|leads| &leads.at_registry);
    let is_fit = |entry: &&&Entry| wanted.iter().any(|want| is(view.known, entry, want));
    servers
        .into_iter()
        .any(|server| !entries.iter().filter(is_fit).any(|entry| entry.subjects.contains(server)))
}

/// Whether every entry says something definite.
fn settled(entries: &[&Entry]) -> bool {
    entries.iter().all(|entry| !matches!(entry.status(), Status::Unknown | Status::Skipped))
}

/// Why a layer cannot be told for sure, if so.
fn doubt(entries: &[&Entry]) -> Option<String> {
    let open = |entry: &&&Entry| !matches!(entry.status(), Status::Identified | Status::Absent);
    let reason = entries.iter().filter(open).find_map(|entry| entry.reason());
    let absurd =
        |entry: &&Entry| entry.party().is_some_and(|party| party.name.len() > LONGEST_NAME);
    let reason = reason.or_else(|| entries.iter().find_map(|entry| entry.doubt.as_ref()));
    reason.map(|why| why.text.clone()).or_else(|| {
        let absurd = entries.iter().any(absurd);
        absurd.then(|| "a record gives a name that is too long to be one".to_owned())
    })
}

/// What speaks against an entry, if anything does.
fn objection(known: &Directory, entry: &Entry, set: &Set) -> Option<Objection> {
    if matches!(entry.status(), Status::Unknown | Status::Skipped) {
        return None;
    }
    if set.forbidden.iter().any(|want| is(known, entry, want)) {
        return Some(Objection::Forbidden);
    }
    if entry.layer == LayerId::Certificate && entry.confidence == Confidence::Weak {
        return Some(Objection::Untrusted);
    }
    let wanted = set.expected.as_ref().or(set.allowed.as_ref())?;
    let fits = wanted.iter().any(|want| is(known, entry, want));
    (!fits).then_some(Objection::Strange)
}

/// Whether an entry is what an item names.
fn is(known: &Directory, entry: &Entry, want: &str) -> bool {
    match (entry.status(), entry.party()) {
        (Status::Absent, _) => want == NONE,
        (Status::Hidden, _) => want == HIDDEN,
        (Status::Identified, Some(party)) => is_party(known, party, want),
        _ => false,
    }
}

/// Whether a party is the one that an item names: by number, by identifier, or by its whole name.
fn is_party(known: &Directory, party: &Party, want: &str) -> bool {
    if let Some(number) = want.strip_prefix("IANA ") {
        // Some sources give a registrar's name without its number.
        let named = || number.parse().ok().and_then(registrar_by_iana);
        return match party.iana_id {
            Some(id) => id.to_string() == number,
            None => named().is_some_and(|of| same_company(of.name, &party.name)),
        };
    }
    if let Some(number) = want.strip_prefix("AS").filter(|rest| rest.parse::<u32>().is_ok()) {
        return party.asn.is_some_and(|asn| asn.to_string() == number);
    }
    party.id == want
        || same_company(&party.name, want)
        || known.by_holder(want).is_some_and(|provider| provider.id == party.id)
        || party.iana_id.and_then(registrar_by_iana).is_some_and(|of| same_company(of.name, want))
}

/// What a layer shows, in words.
fn words(entries: &[&Entry]) -> String {
    let mut labels: Vec<String> = Vec::new();
    for entry in entries {
        let label = label(entry);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join(", ")
}

/// What an entry shows, in words.
fn label(entry: &Entry) -> String {
    let Some(party) = entry.party() else {
        return match entry.status() {
            Status::Absent => NONE.to_owned(),
            status => status.word().to_owned(),
        };
    };
    match (party.iana_id, party.asn) {
        (Some(id), _) => format!("{} (IANA {id})", party.name),
        (None, None) if entry.layer == LayerId::Network => {
            format!("none (the addresses are registered to {})", party.name)
        }
        (_, Some(asn)) => format!("{} (AS{asn})", party.name),
        (None, None) => party.name.clone(),
    }
}

/// The setting that is true today.
fn today(view: &CheckView<'_>, layer: LayerId) -> Result<String, String> {
    let entries: Vec<&Entry> = view.chain.layer(layer).collect();
    if let Some(why) = doubt(&entries)
        && !entries.iter().any(|entry| entry.status() == Status::Hidden)
    {
        return Err(why);
    }
    let mut items: Vec<String> = Vec::new();
    for entry in entries {
        let item = match (entry.party(), entry.status()) {
            (Some(party), _) => party.name.clone(),
            (None, Status::Absent) => NONE.to_owned(),
            (None, Status::Hidden) => HIDDEN.to_owned(),
            (None, status) => return Err(format!("it is {} today", status.word())),
        };
        if !items.iter().any(|known| same_company(known, &item)) {
            items.push(item);
        }
    }
    if items.is_empty() { Err("nothing is known of it".to_owned()) } else { Ok(listed(&items)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answer::{ReasonCode, Why};
    use crate::model::chain::Lack;

    /// Whether a party of this name and these numbers is the one that an item names.
    fn fits(name: &str, iana_id: Option<u32>, asn: Option<u32>, want: &str) -> bool {
        let party = Party { iana_id, asn, ..Party::named(name, "example") };
        is_party(&Directory::default(), &party, want)
    }

    #[test]
    fn a_party_is_the_one_that_an_item_names_by_number_identifier_or_whole_name() {
        assert!(fits("Example Ltd", None, None, "example"), "the identifier");
        assert!(fits("Example Ltd", None, None, "EXAMPLE LIMITED"));
        assert!(!fits("Example Hosting Ltd", None, None, "Example Ltd"));
        assert!(fits("Example Ltd", None, Some(64_500), "AS64500"));
        assert!(!fits("AS64500", None, None, "AS64500"), "a name is no number");
        assert!(fits("Whatever", Some(292), None, "IANA 292"));
        assert!(!fits("MarkMonitor Inc.", Some(9_000), None, "IANA 292"), "the number decides");
        assert!(fits("MarkMonitor Inc.", None, None, "IANA 292"), "where there is none, the name");
    }

    #[test]
    fn none_and_hidden_are_items_as_well() {
        let why = || Why::new(ReasonCode::NotNamed, "nobody");
        let missing = |lack| Entry::missing(LayerId::Cdn, lack, why());
        let known = Directory::default();
        assert!(is(&known, &missing(Lack::Absent), NONE));
        assert!(is(&known, &missing(Lack::Hidden), HIDDEN));
        assert!(!is(&known, &missing(Lack::Unknown), NONE), "not known is not none");
    }
}
