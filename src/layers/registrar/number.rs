//! The registrar's number at the Internet Assigned Numbers Authority: whose it is, and whether it
//! can be believed.

use crate::directory::{RegistrarEntry, RegistrarStanding, registrar_by_iana, zone_of};
use crate::model::answer::{ReasonCode, Why};
use crate::model::chain::{Entry, Lack, LayerId};
use crate::model::company::CompanyName;
use crate::model::observations::{RegistrationFacts, Sourced};
use crate::model::record::{DomainRecord, RegistrarRecord};
use crate::model::zone::ZoneKind;

/// The registrar without a number that is not its own: registries of countries put numbers of theirs
/// into the field that is meant for those of the Internet Assigned Numbers Authority.
pub(super) fn credible(
    facts: &RegistrationFacts,
    registrar: &RegistrarRecord,
) -> (RegistrarRecord, Option<String>) {
    let listed = registrar.iana_id.and_then(registrar_by_iana);
    let tld = facts.suffix.rsplit('.').next().unwrap_or_default();
    let of_country = zone_of(tld) == ZoneKind::Country;
    match (listed, registrar.label()) {
        // What numbers such as 9999 mean is in ICANN's contracts: registries of countries write them
        // for any registrar that has none.
        (Some(listed), None) if of_country && !listed.standing.is_company() => {
            (RegistrarRecord { iana_id: None, ..registrar.clone() }, None)
        }
        (Some(listed), _) if of_country && listed.standing == RegistrarStanding::RegistryItself => {
            (RegistrarRecord { iana_id: None, ..registrar.clone() }, None)
        }
        (Some(listed), Some(name)) if of_country && !agree(name, listed.name) => {
            let note = format!(
                "the record gives it number {}, which is that of {} at IANA",
                listed.iana_id, listed.name
            );
            (RegistrarRecord { iana_id: None, ..registrar.clone() }, Some(note))
        }
        _ => (registrar.clone(), None),
    }
}

/// Words that say nothing about which company it is.
const COMMON: &[&str] = &[
    "com",
    "company",
    "corp",
    "corporation",
    "domain",
    "domains",
    "gmbh",
    "group",
    "inc",
    "internet",
    "limited",
    "llc",
    "ltd",
    "name",
    "names",
    "net",
    "network",
    "networks",
    "online",
    "pty",
    "registrar",
    "registry",
    "sarl",
    "services",
    "srl",
    "technologies",
    "technology",
    "the",
    "web",
];

/// Whether the name and the number may be one company's: they are the same, or have a whole word in
/// common that says which company it is. The name alone would never do.
fn agree(name: &str, listed: &str) -> bool {
    let Some((name, listed)) = CompanyName::of(name).zip(CompanyName::of(listed)) else {
        return false;
    };
    let telling = |word: &&str| word.chars().count() > 2 && !COMMON.contains(word);
    let shares = || {
        let own = name.words().split(' ').filter(telling);
        own.clone().any(|word| listed.words().split(' ').any(|other| other == word))
    };
    name.same(&listed) || shares()
}

/// A registrar number that stands for nobody (IANA registrar IDs).
pub(super) fn reserved(record: &Sourced<DomainRecord>, listed: &RegistrarEntry) -> Option<Entry> {
    if listed.standing.is_company() || listed.standing == RegistrarStanding::RegistryItself {
        return None;
    }
    let text = format!("number {} is reserved; there is nobody to contact", listed.iana_id);
    let mut why = Why::new(ReasonCode::NotNamed, text);
    why.evidence = Some(record.evidence.clone());
    Some(Entry::missing(LayerId::Registrar, Lack::Absent, why))
}
