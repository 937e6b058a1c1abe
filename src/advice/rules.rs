//! Notice rules that may be named to a party, as data. Naming one is no legal advice.

use super::plan::Harm;
use crate::model::ability::Actor;
use crate::model::chain::Entry;
use crate::model::zone::ZoneKind;
use crate::texts;

/// A rule and when it may be named.
#[derive(Debug)]
pub struct AdviceRule {
    /// The stable code.
    pub id: &'static str,
    /// The kinds of party that it is about.
    pub actors: &'static [Actor],
    /// Where.
    pub place: RulePlace,
    /// The harms that it is about; all where the list is empty.
    pub harms: &'static [&'static str],
    /// Whether it is about DNS abuse only.
    pub dns_abuse: bool,
}

/// Where a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulePlace {
    /// Wherever the party sits.
    Anywhere,
    /// To parties registered in the European Union.
    Union,
    /// To parties registered in the United States.
    States,
    /// To names of generic top-level domains.
    Generic,
}

/// Those that run a system with customers' content.
const HOSTING: &[Actor] =
    &[Actor::Platform, Actor::SharedHost, Actor::MachineHost, Actor::Host, Actor::Storage];

/// The rules, in the order named.
pub static RULES: [AdviceRule; 7] = [
    AdviceRule {
        id: "dsa-16",
        actors: HOSTING,
        place: RulePlace::Anywhere,
        harms: &[],
        dns_abuse: false,
    },
    AdviceRule {
        id: "dmca-512",
        actors: HOSTING,
        place: RulePlace::States,
        harms: &["copyright"],
        dns_abuse: false,
    },
    AdviceRule {
        id: "tco-3",
        actors: HOSTING,
        place: RulePlace::Anywhere,
        harms: &["terrorist-content"],
        dns_abuse: false,
    },
    AdviceRule {
        id: "raa-3-18",
        actors: &[Actor::Registrar],
        place: RulePlace::Generic,
        harms: &[],
        dns_abuse: true,
    },
    AdviceRule {
        id: "ra-spec-6",
        actors: &[Actor::Registry],
        place: RulePlace::Generic,
        harms: &[],
        dns_abuse: true,
    },
    AdviceRule {
        id: "nis2-28",
        actors: &[Actor::Registrar, Actor::Registry, Actor::Reseller],
        place: RulePlace::Union,
        harms: &[],
        dns_abuse: false,
    },
    AdviceRule {
        id: "br-4-9",
        actors: &[Actor::Certificate],
        place: RulePlace::Anywhere,
        harms: &[],
        dns_abuse: false,
    },
];

/// The members of the European Union (ISO 3166-1).
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The rules that may be named to a party of the chain, in sentences; or that none is known.
pub(super) fn named(harm: &Harm, entry: &Entry, zone: Option<ZoneKind>) -> Vec<&'static str> {
    let Some(actor) = entry.actor() else { return Vec::new() };
    let country = entry.party().and_then(|party| party.country.as_deref());
    let applies = |rule: &&AdviceRule| {
        let there = match rule.place {
            RulePlace::Anywhere => true,
            RulePlace::Union => country.is_some_and(|country| UNION.contains(&country)),
            RulePlace::States => country == Some("US"),
            RulePlace::Generic => zone == Some(ZoneKind::Generic),
        };
        there
            && rule.actors.contains(&actor)
            && (rule.harms.is_empty() || rule.harms.contains(&harm.id))
            && (!rule.dns_abuse || harm.dns_abuse)
    };
    let found: Vec<&'static str> = RULES
        .iter()
        .filter(applies)
        .map(|rule| texts::text(&format!("rule.{}", rule.id)))
        .collect();
    if found.is_empty() { vec![texts::text("rule.none")] } else { found }
}

/// Whether rules that were named are those by which ICANN's contracts oblige to act on DNS abuse.
pub fn is_dns_abuse(named: &[impl AsRef<str>]) -> bool {
    let of_icann = RULES.iter().filter(|rule| rule.place == RulePlace::Generic && rule.dns_abuse);
    let mut texts = of_icann.map(|rule| texts::text(&format!("rule.{}", rule.id)));
    texts.any(|text| named.iter().any(|rule| rule.as_ref() == text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_sentence_and_every_harm_that_it_names_is_one() {
        for rule in &RULES {
            assert!(texts::find(&format!("rule.{}", rule.id)).is_some(), "{}", rule.id);
            for harm in rule.harms {
                assert!(super::super::harms::harm(harm).is_some(), "{harm}");
            }
        }
    }
}
