//! Who operates an address, by what the registries and the directory say of it.

use super::claim::{self, Claim};
use super::{View, parties};
use crate::directory::{Match, Provider, Role, best_for};
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Party, Status};
use crate::model::company::same_company;
use crate::model::observations::{AddressFacts, NumberFacts, Resolution, Sourced};
use crate::model::record::{NumberRecord, PartyRecord};
use crate::model::registries::Registry;
use crate::model::text::quoted;
use crate::model::writer::Writer;

/// The holder of a range: the organisation in the most specific registration that names one who can
/// be believed.
pub(super) struct Holder<'a> {
    /// The organisation.
    pub(super) party: Party,
    /// The provider that it is, where the directory knows the whole name and something else than
    /// the name shows that it is that company.
    pub(super) provider: Option<&'a Provider>,
    /// The registration that names it.
    pub(super) level: &'a Sourced<NumberRecord>,
    /// Whose word the name is.
    pub(super) said_by: Writer,
    /// Why the name is not to be relied on too much, if so.
    pub(super) doubt: Option<String>,
}

/// A party that was named, by whom, and how sure that is.
pub(super) struct Named {
    /// The party.
    pub(super) party: Party,
    /// Whose word its name is.
    pub(super) said_by: Writer,
    /// How sure it is that it is the one.
    pub(super) confidence: Confidence,
}

impl From<Holder<'_>> for Named {
    fn from(holder: Holder<'_>) -> Self {
        let confidence = holder.confidence();
        Self { party: holder.party, said_by: holder.said_by, confidence }
    }
}

impl Holder<'_> {
    /// How sure it is that the holder is the operator.
    pub(super) fn confidence(&self) -> Confidence {
        if self.doubt.is_some() { Confidence::Weak } else { Confidence::Strong }
    }
}

/// The holder of an address's range.
pub(super) fn holder<'a>(view: &View<'a>, facts: &'a AddressFacts) -> Option<Holder<'a>> {
    let seconded = |name: &str| {
        facts.systems().filter_map(|system| view.seen.systems.get(&system)).any(|system| {
            let mut labels = system.registry.levels.iter();
            labels.any(|level| label(&level.facts).is_some_and(|known| same_company(known, name)))
        })
    };
    named(view, &facts.registry, seconded, |provider| claim::of_address(view, provider, facts))
}

/// The holder of an AS number.
pub(super) fn system_holder<'a>(
    view: &View<'a>,
    number: u32,
    facts: &'a NumberFacts,
) -> Option<Holder<'a>> {
    named(view, facts, |_| true, |provider| claim::of_system(view, provider, number))
}

/// Whom the registrations name. A name that a customer wrote, and that is a known company's although
/// nothing else says so, is passed over for the holder of the larger block.
fn named<'a>(
    view: &View<'a>,
    facts: &'a NumberFacts,
    seconded: impl Fn(&str) -> bool,
    claim: impl Fn(&Provider) -> Claim,
) -> Option<Holder<'a>> {
    let first = facts.levels.first()?;
    let mut said: Option<Holder<'a>> = None;
    for level in &facts.levels {
        let Some(name) = label(&level.facts) else { continue };
        let wrote = writer(facts, level);
        let provider = view.known.by_holder(name);
        // Whoever else says so is whose word it is: our table of numbers, or the registration of
        // the network that announces it.
        let (borrowed, said_by) = match provider.map(&claim) {
            Some(Claim::Agreed) => (false, Writer::Directory),
            Some(Claim::Contradicted) => (true, wrote),
            Some(Claim::Silent) => (wrote == Writer::CustomerObject, wrote),
            None if wrote == Writer::CustomerObject => {
                let said_by = if seconded(name) { Writer::Registry } else { wrote };
                (Registry::of_name(name).is_some(), said_by)
            }
            None => (false, wrote),
        };
        let holder = one(view, level, name, provider.filter(|_| !borrowed), said_by);
        let own_range = first.facts.range == level.facts.range;
        if let Some(mut above) = said.take() {
            // The one above is whom to ask; what the customer wrote is said as that.
            if parties::same(view.known, &above.party, &holder.party) {
                return Some(above);
            }
            let doubt = format!("the customer's object says {}", quoted(&above.party.name));
            above = Holder { doubt: Some(doubt), ..holder };
            return Some(above);
        }
        if borrowed {
            let doubt = format!(
                "the name {} stands in the registration only: neither the network that announces \
                 it nor a published range is that company's",
                quoted(name)
            );
            said = Some(Holder { doubt: Some(doubt), ..holder });
            continue;
        }
        let doubt = if !own_range {
            Some(LARGER.to_owned())
        } else if level.facts.described {
            Some(DESCRIBED.to_owned())
        } else {
            None
        };
        return Some(Holder { doubt, ..holder });
    }
    said
}

/// The holder's name in a record, if it can be relied on.
pub(super) fn label(record: &NumberRecord) -> Option<&str> {
    record.holder.as_ref().and_then(PartyRecord::label)
}

/// The doubt about a name out of a larger block.
const LARGER: &str =
    "the registration of the address itself names nobody; this is the holder of the larger block";

/// The doubt about a name out of a description or a desk's address.
const DESCRIBED: &str =
    "named by the description of the block or the address of its abuse desk, not as its holder";

/// The holder that one registration names.
fn one<'a>(
    view: &View<'a>,
    level: &'a Sourced<NumberRecord>,
    name: &str,
    provider: Option<&'a Provider>,
    said_by: Writer,
) -> Holder<'a> {
    let record = level.facts.holder.as_ref();
    let country = record.and_then(|record| record.country.as_deref());
    let country = country.or(level.facts.country.as_deref());
    let mut party = match provider {
        Some(_) => parties::of_name(view.known, name, country),
        None => parties::as_said(view.known, name, country),
    };
    party.handle = record.and_then(|record| record.handle.clone());
    Holder { party, provider, level, said_by, doubt: None }
}

/// Who worded a registration, by its status in the register; of two without one, the wider is what
/// the registry gave away and the narrower what its holder let a customer write.
pub(super) fn writer(facts: &NumberFacts, level: &Sourced<NumberRecord>) -> Writer {
    let below = level.facts.holder.as_ref().map(|holder| holder.writer);
    let widest = facts.levels.last().is_some_and(|last| last.facts.range == level.facts.range);
    match below {
        Some(Writer::CustomerObject) => Writer::CustomerObject,
        _ if widest => Writer::AllocationHolder,
        _ => Writer::CustomerObject,
    }
}

/// Rests an entry on where the name leads, in both address families. Where one of them is not
/// known, nothing that is missing there is sure.
pub(super) fn rest_on(entry: &mut Entry, answer: Option<&Answer<Resolution>>) {
    let Some(Answer::Found(resolution, evidence)) = answer else { return };
    entry.rests_on(evidence);
    for family in &resolution.families {
        entry.rests_on(family);
    }
    if let Some(why) = &resolution.partial {
        if entry.status() == Status::Absent {
            entry.confidence = Confidence::Weak;
        }
        note(entry, format!("the addresses of one family are not known: {why}"));
    }
}

/// Adds a note, once.
pub(super) fn note(entry: &mut Entry, note: String) {
    if !entry.notes.contains(&note) {
        entry.notes.push(note);
    }
}

/// A sign of the directory for an address in a role: its prefix, or else its origin AS. A sign
/// that the registered holder contradicts is no sign: ranges change hands, and an AS announces
/// other people's ranges too.
pub(super) fn sign_of<'a>(view: &View<'a>, facts: &AddressFacts, role: Role) -> Option<Match<'a>> {
    let holder = holder(view, facts);
    let announces = |provider: &Provider| {
        facts.systems().any(|system| {
            view.known.by_origin(system).iter().any(|found| found.provider.id == provider.id)
        })
    };
    let held_by = |provider: &Provider| {
        holder.as_ref().map(|holder| holder.provider.is_some_and(|known| known.id == provider.id))
    };
    let by_prefix = view.known.by_address(facts.address);
    if let Some(found) = best_for(&by_prefix, role) {
        let agreed = match held_by(found.provider) {
            Some(agrees) => agrees || announces(found.provider),
            None => true,
        };
        if agreed {
            return Some(found.clone());
        }
    }
    let systems: Vec<Match<'_>> =
        facts.systems().flat_map(|system| view.known.by_origin(system)).collect();
    let of_holder = |found: &&Match<'a>| held_by(found.provider) == Some(true);
    let by_origin = systems.iter().filter(|found| found.role == role).find(of_holder).cloned();
    by_origin.or_else(|| {
        let provider = holder.as_ref()?.provider.filter(|_| !is_rented_out(view, facts))?;
        only_role(view.known.provider(&provider.id)?, role)
    })
}

/// Whether machines at an address are rented out, by its prefix or origin AS. Whoever has it then, what
/// runs there is a customer's, also where its holder is known for something else.
pub(super) fn is_rented_out(view: &View<'_>, facts: &AddressFacts) -> bool {
    let by_origin = facts.systems().flat_map(|system| view.known.by_origin(system));
    let mut signs = view.known.by_address(facts.address).into_iter().chain(by_origin);
    signs.any(|found| found.role == Role::Host)
}

/// A sign by the holder alone: a company that is known for this role and never for hosting. Its
/// addresses would otherwise make a CDN look like the host when the origin cannot be learnt. A name
/// that was only borrowed is no holder's, and where machines are rented out it shows no role.
fn only_role(provider: &Provider, role: Role) -> Option<Match<'_>> {
    let hosts = provider.signs.iter().any(|sign| sign.role == Role::Host);
    let sign = provider.signs.iter().find(|sign| sign.role == role).filter(|_| !hosts)?;
    let value = provider.name.clone();
    Some(Match { provider, sign, role, service: None, value, specificity: 0 })
}

/// The exchange that shows which network announces an address.
pub(super) fn origin_evidence(facts: &AddressFacts) -> Option<&Evidence> {
    match &facts.origins {
        Answer::Found(_, evidence) => Some(evidence),
        Answer::Absent(_) | Answer::Unknown(_) => None,
    }
}

/// Why the holder of an address is not known.
pub(super) fn why_unknown(facts: &AddressFacts) -> Why {
    if let Some(why) = facts.registry.why.first() {
        return why.clone();
    }
    let text = format!("no registry names the holder of {}", facts.address);
    let mut why = Why::new(ReasonCode::NotPublished, text);
    why.evidence = facts
        .registry
        .absent
        .clone()
        .or_else(|| facts.registry.levels.first().map(|level| level.evidence.clone()));
    why
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::tests::{Stage, address};

    /// Who holds an address, by whose word, and why that is doubted.
    fn held(facts: &AddressFacts) -> (String, Writer, bool) {
        let stage = Stage::of("shop.example.com", &[]);
        let view = stage.view();
        let holder = holder(&view, facts).expect("a holder");
        (holder.party.name.clone(), holder.said_by, holder.doubt.is_some())
    }

    #[test]
    fn the_widest_block_is_its_holders_word_and_a_narrower_one_its_customers() {
        let alone = address("192.0.2.9", Some(64500), &["Alder Ltd"]);
        assert_eq!(held(&alone), ("Alder Ltd".to_owned(), Writer::AllocationHolder, false));
        let below = address("192.0.2.9", Some(64500), &["Customer Ltd", "Alder Ltd"]);
        assert_eq!(held(&below), ("Customer Ltd".to_owned(), Writer::CustomerObject, false));
    }

    #[test]
    fn a_customer_who_borrows_a_companys_name_leads_to_the_block_above() {
        let names = ["Edge Example, Inc.", "Alder Ltd"];
        let borrowed = address("192.0.2.9", Some(64500), &names);
        assert_eq!(held(&borrowed).0, "Alder Ltd");
        assert!(held(&borrowed).2);
        // The company announces it itself.
        let own = address("192.0.2.9", Some(64511), &names);
        assert_eq!(held(&own), ("Edge Example, Inc.".to_owned(), Writer::Directory, false));
    }

    #[test]
    fn a_block_that_names_nobody_leads_to_the_larger_one_with_a_doubt() {
        let unnamed = address("192.0.2.9", Some(64500), &["", "Alder Ltd"]);
        assert_eq!(held(&unnamed), ("Alder Ltd".to_owned(), Writer::AllocationHolder, true));
    }
}
