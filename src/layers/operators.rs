//! Who operates an address, by what the registries and the directory say of it.

use super::{View, parties};
use crate::directory::{Match, Provider, Role, best_for};
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Party, Status};
use crate::model::contact::{Basis, Contact, Purpose};
use crate::model::observations::{AddressFacts, NumberFacts, Resolution, Sourced};
use crate::model::record::{ContactRole, NumberRecord};
use crate::model::writer::Writer;

/// The holder of a range: the organisation in the most specific registration that names one.
pub(super) struct Holder<'a> {
    /// The organisation.
    pub(super) party: Party,
    /// The provider that it is, where the directory knows the whole name.
    pub(super) provider: Option<&'a Provider>,
    /// The registration that names it.
    pub(super) level: &'a Sourced<NumberRecord>,
    /// Whose word the name is.
    pub(super) said_by: Writer,
    /// Why the name is not to be relied on too much, if so.
    pub(super) doubt: Option<&'static str>,
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

/// The holder of a range or AS number.
pub(super) fn holder<'a>(view: &View<'a>, facts: &'a NumberFacts) -> Option<Holder<'a>> {
    let (level, record, name) = facts.levels.iter().find_map(|level| {
        let record = level.facts.holder.as_ref()?;
        Some((level, record, record.label()?))
    })?;
    let own_range =
        facts.levels.first().is_some_and(|first| first.facts.range == level.facts.range);
    let doubt = if !own_range {
        Some(
            "the registration of the address itself names nobody; this is the holder of the larger block",
        )
    } else if level.facts.described {
        Some("named by the description of the block only")
    } else {
        None
    };
    let country = record.country.as_deref().or(level.facts.country.as_deref());
    let mut party = parties::of_name(view.known, name, country);
    party.handle.clone_from(&record.handle);
    // Of two registrations the wider is what the registry gave away, the narrower what its holder
    // let a customer write.
    let widest = facts.levels.last().is_some_and(|last| last.facts.range == level.facts.range);
    let said_by = if widest { Writer::AllocationHolder } else { Writer::CustomerObject };
    let provider = view.known.by_holder(name);
    Some(Holder { party, provider, level, said_by, doubt })
}

/// The contacts of the most specific registration that publishes one for abuse; those of a less
/// specific one than the first are inherited. Without any, the first registration's others.
pub(super) fn contacts(view: &View<'_>, facts: &NumberFacts) -> Vec<Contact> {
    let with_abuse = facts.levels.iter().position(|level| level.facts.has_abuse());
    let at = with_abuse.unwrap_or(0);
    let Some(level) = facts.levels.get(at) else { return Vec::new() };
    let same_range =
        facts.levels.first().is_some_and(|first| first.facts.range == level.facts.range);
    let basis = if at == 0 || same_range { Basis::Published } else { Basis::Inherited };
    level
        .facts
        .contacts
        .iter()
        .filter(|contact| with_abuse.is_none() || contact.role == ContactRole::Abuse)
        .map(|contact| view.judge.published(contact, level.source, &level.evidence, basis))
        .collect()
}

/// Adds what the registrations hold beside the contacts: evidence, rejected contacts, and the
/// words about inheritance or the lack of a contact.
pub(super) fn annotate(entry: &mut Entry, facts: &NumberFacts) {
    for level in &facts.levels {
        entry.rests_on(&level.evidence);
        for rejected in &level.facts.rejected {
            crate::contacts::reject(
                entry,
                rejected.value.clone(),
                rejected.reason.clone(),
                Some(level.evidence.clone()),
            );
        }
    }
    if !facts.levels.is_empty() && !facts.levels.iter().any(|level| level.facts.has_abuse()) {
        note(
            entry,
            match facts.why.first() {
                None => "the address registry publishes no abuse contact for it".to_owned(),
                Some(why) => format!("no abuse contact was learnt: {why}"),
            },
        );
    }
    if let Some(parent) = inherited_from(facts) {
        note(entry, format!("the contact is that of the less specific block of {parent}"));
    }
}

/// The abuse contacts of the address space of an entry's company itself, where an address in it was
/// looked into; its country with them, if nobody gave that yet.
pub(super) fn own_network(view: &View<'_>, entry: &mut Entry) -> Vec<Contact> {
    let Some(id) = entry.party().map(|party| party.id.clone()) else { return Vec::new() };
    let is_own = |facts: &&AddressFacts| view.known.is_own_network(&id, facts);
    let Some(facts) = view.seen.all_addresses().find(is_own) else { return Vec::new() };
    if let Some(holder) = holder(view, &facts.registry)
        && let Some(party) = entry.party_mut()
        && (party.country.is_none() || party.country_listed)
        && holder.party.country.is_some()
    {
        party.country_listed = holder.party.country_listed;
        party.country = holder.party.country;
    }
    let contacts = contacts(view, &facts.registry);
    let abuse = contacts.into_iter().filter(|contact| contact.purpose == Purpose::Abuse);
    abuse.map(|contact| Contact { basis: Basis::OwnNetwork, ..contact }).collect()
}

/// The holder of the less specific registration whose contact applies.
fn inherited_from(facts: &NumberFacts) -> Option<&str> {
    let at = facts.levels.iter().position(|level| level.facts.has_abuse()).filter(|at| *at > 0)?;
    let level = facts.levels.get(at)?;
    if facts.levels.first()?.facts.range == level.facts.range {
        return None;
    }
    level.facts.holder.as_ref()?.label()
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

/// The AS numbers that announce an address.
pub(super) fn systems(facts: &AddressFacts) -> impl Iterator<Item = u32> {
    facts.origins.found().into_iter().flatten().flat_map(|origin| origin.systems.iter().copied())
}

/// A sign of the directory for an address in a role: its prefix, or else its origin AS. A sign
/// that the registered holder contradicts is no sign: ranges change hands, and an AS announces
/// other people's ranges too.
pub(super) fn sign_of<'a>(view: &View<'a>, facts: &AddressFacts, role: Role) -> Option<Match<'a>> {
    let holder = holder(view, &facts.registry);
    let announces = |provider: &Provider| {
        systems(facts).any(|system| {
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
    let by_origin = systems(facts).find_map(|system| {
        let matches = view.known.by_origin(system);
        let found = best_for(&matches, role)?;
        held_by(found.provider)?.then(|| found.clone())
    });
    by_origin.or_else(|| only_role(view.known.by_holder(&holder.as_ref()?.party.name)?, role))
}

/// A sign by the holder alone: a company that is known for this role and never for hosting. Its
/// addresses would otherwise make a CDN look like the host when the origin cannot be learnt.
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
