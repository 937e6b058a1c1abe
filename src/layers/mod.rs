//! Layers: observations become the chain of responsibility.
//!
//! One file a layer, each with its powers and its reasoning. Everything here is pure: the same
//! observations and the same directory give the same chain.

mod cautions;
mod cdn;
mod certificate;
mod claim;
mod delegation;
mod desks;
mod disuse;
mod dns;
mod doubt;
mod host;
mod mail;
mod network;
mod operators;
mod parties;
mod pointing;
mod powers;
mod registrant;
mod registrar;
mod registration;
mod registry;
mod related;
mod reseller;
mod servers;
mod standing;
mod tenancy;
#[cfg(test)]
mod tests;
pub mod trust;
mod unreached;
mod unread;
mod views;
mod ways;

use crate::contacts::Judge;
use crate::directory::{Directory, Role};
use crate::model::answer::{Evidence, ReasonCode, Why};
use crate::model::chain::{Chain, Entry, Lack, LayerId, Leads};
use crate::model::entry::Who;
use crate::model::observations::{Observations, Sourced};
use crate::model::record::DomainRecord;
use crate::model::target::{Subject, Target};
use crate::model::text::quoted;

/// One layer of responsibility.
pub struct LayerSpec {
    /// Its identifier.
    pub id: LayerId,
    /// Names the parties.
    attribute: fn(&View<'_>) -> Vec<Entry>,
}

/// All layers, in the order shown.
pub const LAYERS: [LayerSpec; 10] = [
    registry::SPEC,
    registrar::SPEC,
    reseller::SPEC,
    registrant::SPEC,
    dns::SPEC,
    cdn::SPEC,
    host::SPEC,
    network::SPEC,
    mail::SPEC,
    certificate::SPEC,
];

/// What a layer sees.
pub struct View<'a> {
    /// What was asked for.
    pub target: &'a Target,
    /// What was learnt.
    pub seen: &'a Observations,
    /// Who is behind names and addresses.
    pub known: &'a Directory,
    /// Judges contacts.
    pub judge: Judge<'a>,
    /// Whether natural persons may be named.
    pub show_registrant: bool,
}

/// Whether the target is a customer's place on a platform that the directory knows.
pub fn is_customer(view: &View<'_>) -> bool {
    tenancy::of(view).is_some_and(|found| found.role != Role::Platform)
}

/// Makes the chain out of what was learnt: each layer names its parties and settles their
/// contacts, what the name's state means for them is said, and last they get their powers.
pub fn attribute(view: &View<'_>) -> Chain {
    let mut chain = Chain {
        related: related::related(view),
        registration: registration::state(view),
        leads: view.seen.name.as_ref().map(Leads::of),
        owner: view.seen.owner.clone(),
        warnings: warnings(view),
        ..Chain::default()
    };
    for layer in &LAYERS {
        chain.entries.extend((layer.attribute)(view).into_iter().map(skipped));
    }
    chain.entries.iter_mut().for_each(trust::bound);
    doubt::cast(view, &mut chain);
    views::say(view, &mut chain);
    unreached::say(view, &mut chain);
    let disuse = disuse::of(view);
    cautions::caution(view, &mut chain);
    if let Some(disuse) = &disuse {
        disuse.caution(&mut chain);
    }
    powers::empower(view, &mut chain, disuse.as_ref());
    chain
}

/// What only a registry could have shown was not looked for where none is asked.
fn skipped(mut entry: Entry) -> Entry {
    if let Who::Missing { lack, why } = &mut entry.is
        && why.code == ReasonCode::Fast
    {
        *lack = Lack::Skipped;
    }
    entry
}

/// What was odd in the answers, and what could not be refreshed.
fn warnings(view: &View<'_>) -> Vec<String> {
    let mut warnings = Vec::new();
    let mut add = |asked: &Evidence, oddities: &[String]| {
        for oddity in oddities.iter().take(4) {
            let warning = format!("{asked}: {oddity}");
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    };
    for record in view.seen.name.iter().flat_map(|name| name.registration.records()) {
        add(&record.evidence, &record.facts.oddities);
    }
    let numbers = view.seen.addresses.iter().map(|facts| &facts.registry);
    for facts in numbers.chain(view.seen.systems.values().map(|facts| &facts.registry)) {
        for level in &facts.levels {
            add(&level.evidence, &level.facts.oddities);
        }
    }
    let differences = view.seen.name.iter().flat_map(delegation::Difference::seen);
    warnings.extend(differences.map(|difference| difference.words()));
    warnings.extend(view.seen.left_out.iter().cloned());
    let detours = view.seen.name.iter().flat_map(|name| &name.registration.registrar_why);
    let numbers = view.seen.addresses.iter().flat_map(|facts| &facts.registry.why);
    let detours = detours.chain(numbers).filter(|why| why.code == ReasonCode::NeedsProbe);
    warnings.extend(detours.map(|why| why.text.clone()));
    let found = view.seen.name.as_ref().and_then(|name| name.resolution.found());
    if found.is_some_and(|found| found.addresses.len() > view.seen.addresses.len()) {
        warnings.push(format!(
            "the name has {} addresses or more; the others were not looked into",
            crate::model::observations::MAX_ADDRESSES
        ));
    }
    warnings
}

/// Why what a record lacks is not known, where the server left parts of it out.
fn truncated(record: &Sourced<DomainRecord>) -> Option<Why> {
    let said = record.facts.truncated.as_ref()?;
    let text = format!("the server left parts of its record out: it says {}", quoted(said));
    let mut why = Why::new(ReasonCode::ServerError, text);
    why.evidence = Some(record.evidence.clone());
    Some(why)
}

/// The entry of a layer between name and network for a target that is an AS number.
fn system(view: &View<'_>, layer: LayerId, text: &str) -> Option<Vec<Entry>> {
    let Subject::System(_) = view.target.subject else { return None };
    let code = crate::model::answer::ReasonCode::AddressLiteral;
    Some(vec![Entry::without(layer, Lack::Absent, code, text)])
}

/// The entry of a name layer for a target that is no name.
fn literal(view: &View<'_>, layer: LayerId) -> Option<Vec<Entry>> {
    let what = match view.target.subject {
        Subject::Name(_) => return None,
        Subject::Address(_) if view.target.range.is_some() => "a range of addresses",
        Subject::Address(_) => "an address",
        Subject::System(_) => "an AS number",
    };
    let code = crate::model::answer::ReasonCode::AddressLiteral;
    let text = format!("the target is {what}, which no name leads to");
    Some(vec![Entry::without(layer, Lack::Absent, code, text)])
}
