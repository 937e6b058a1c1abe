//! The chain in its short form: one line a party with what it can stop in one word and its best
//! contact, a second line only where something must be known before one acts, and one line for
//! layers that say the same.

use super::full::same_as;
use super::reach::{Reach, reach, unreached};
use crate::model::ability::Ability;
use crate::model::answer::ReasonCode;
use crate::model::chain::{Chain, Entry, LayerId, Power, RegistrationState, Status};
use crate::model::text::mixed;
use crate::render::clean::clean;
use crate::texts;

/// One line of the short form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct ShortLine {
    /// The layers that it is about; empty where the line above has the same.
    pub(in crate::render) layers: Vec<&'static str>,
    /// What the party can stop, in one word; a dash where nothing.
    pub(in crate::render) stops: &'static str,
    /// What is known.
    pub(in crate::render) status: Status,
    /// The party with its country, or why there is none.
    pub(in crate::render) words: String,
    /// How to reach it, best first.
    pub(in crate::render) contacts: Vec<Reach>,
    /// Why there is no way to reach it, if so.
    pub(in crate::render) unreached: Option<String>,
    /// What must be known before one acts.
    pub(in crate::render) below: Vec<String>,
}

/// What can be stopped, by ability, with the word for it; what is stopped most narrowly first.
const STOPS: [(Ability, &str); 9] = [
    (Ability::RemoveContent, "content"),
    (Ability::DisableSite, "content"),
    (Ability::StopProxying, "proxy"),
    (Ability::SuspendDomain, "name"),
    (Ability::RedirectDomain, "name"),
    (Ability::StopDns, "zone"),
    (Ability::StopMailbox, "mail"),
    (Ability::BlockAddress, "route"),
    (Ability::CutNetwork, "route"),
];

/// What stands where nothing can be stopped.
const NOTHING: &str = "-";

/// The lines of a chain, on a day.
pub(super) fn lines(chain: &Chain, today: &str) -> Vec<ShortLine> {
    let groups: Vec<Vec<&Entry>> =
        chain.entries.chunk_by(is_one_desk).map(|group| group.iter().collect()).collect();
    of_groups(&groups, chain, today)
}

/// Whether two entries of a layer are one company at one desk, such as two AS numbers of it.
fn is_one_desk(one: &Entry, other: &Entry) -> bool {
    let same = one.layer == other.layer && is_one_company(one, other);
    same && one.contacts.first() == other.contacts.first() && one.unreached == other.unreached
}

/// The lines beside advice: a company has one, where it comes first, with all of its layers. What is
/// asked of it in which of them, and by which contact, is for the advice to say.
pub(super) fn companies(chain: &Chain, today: &str) -> Vec<ShortLine> {
    let mut groups: Vec<Vec<&Entry>> = Vec::new();
    for entry in &chain.entries {
        match groups.iter_mut().find(|group| group.iter().all(|one| is_one_company(one, entry))) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    of_groups(&groups, chain, today)
}

/// Whether two entries are one company, of which nothing has to be known at one of them alone.
fn is_one_company(one: &Entry, other: &Entry) -> bool {
    let (Some(first), Some(second)) = (one.party(), other.party()) else { return false };
    let plain = |entry: &Entry| entry.cautions.is_empty() && !entry.hits_platform;
    first.id == second.id && plain(one) && plain(other)
}

/// A line for each group of entries of one company, and one for layers that say the same.
fn of_groups(groups: &[Vec<&Entry>], chain: &Chain, today: &str) -> Vec<ShortLine> {
    let free = chain.registration.state == RegistrationState::NotRegistered;
    let mut lines: Vec<ShortLine> = Vec::new();
    let mut above: Option<&Entry> = None;
    for group in groups {
        let Some(entry) = group.first().copied() else { continue };
        let merged = above.is_some_and(|above| says_the_same(above, entry, free));
        if let Some(line) = lines.last_mut().filter(|_| merged) {
            let word = entry.layer.word();
            if !line.layers.contains(&word) {
                line.layers.push(word);
            }
        } else {
            let repeated = above.is_some_and(|above| above.layer == entry.layer);
            let line = line(group, entry, chain, today);
            let layers = if repeated { Vec::new() } else { line.layers };
            lines.push(ShortLine { layers, ..line });
        }
        above = Some(entry);
    }
    lines
}

/// Whether two entries without a party say the same.
fn says_the_same(one: &Entry, other: &Entry, free: bool) -> bool {
    let (Some(why), Some(because)) = (one.reason(), other.reason()) else { return false };
    let nowhere = |code| matches!(code, ReasonCode::NoAddress | ReasonCode::NoSuchName);
    let spent = |entry: &Entry| matches!(entry.status(), Status::Absent | Status::Skipped);
    let same = one.status() == other.status()
        && (why.text == because.text || nowhere(why.code) && nowhere(because.code));
    let quiet = one.cautions.is_empty() && other.cautions.is_empty();
    quiet && (same || free && spent(one) && spent(other))
}

/// A group of entries as a line; the first of them speaks for it.
fn line(group: &[&Entry], entry: &Entry, chain: &Chain, today: &str) -> ShortLine {
    let mut below: Vec<String> = entry.cautions.iter().map(|note| clean(note)).collect();
    let spared = |other: &&Entry| other.hits_platform && other.is_identified();
    if chain.entries.iter().rfind(spared) == Some(entry) {
        let layers: Vec<&str> =
            chain.entries.iter().filter(spared).map(|other| other.layer.word()).collect();
        let layers = layers.join(", ");
        below.insert(0, texts::fill("page.hits-platform", &[("layers", &layers)]));
    }
    let reached = group.iter().find(|entry| !entry.contacts.is_empty());
    let contacts = reached.map(|entry| entry.contacts.as_slice()).unwrap_or_default();
    let mut layers: Vec<&str> = group.iter().map(|entry| entry.layer.word()).collect();
    layers.dedup();
    ShortLine {
        layers,
        stops: if entry.hits_platform { NOTHING } else { stops(&entry.can) },
        status: entry.status(),
        words: words(group, entry, chain),
        contacts: contacts.iter().map(|contact| reach(contact, today)).collect(),
        unreached: group
            .iter()
            .find_map(|entry| entry.unreached.as_deref())
            .filter(|_| contacts.is_empty())
            .map(|why| unreached(first_half(why))),
        below,
    }
}

/// What can be stopped: what needs no condition first.
fn stops(powers: &[Power]) -> &'static str {
    let first = |free: bool| {
        STOPS.iter().find(|(ability, _)| {
            let of = |power: &&Power| power.ability == *ability;
            powers.iter().find(of).is_some_and(|power| power.condition.is_none() == free)
        })
    };
    first(true).or_else(|| first(false)).map_or(NOTHING, |(_, word)| word)
}

/// The party with its numbers, its country and where else it stands, or why there is none.
fn words(group: &[&Entry], entry: &Entry, chain: &Chain) -> String {
    let Some(party) = entry.party() else { return missing(entry) };
    let mut name = clean(&party.name);
    name.extend(mixed(&party.name).map(|_| " (mixed scripts)"));
    let numbers = group.iter().filter_map(|entry| Some(format!("AS{}", entry.party()?.asn?)));
    let mut beside: Vec<String> = numbers.filter(|number| *number != name).collect();
    beside.dedup();
    beside.extend(match same_as(entry, chain) {
        Some(layer) => Some(format!("as {layer}")),
        None => party.country.as_deref().map(clean),
    });
    if beside.is_empty() { name } else { format!("{name} ({})", beside.join(", ")) }
}

/// Why there is no party. Of a long reason the first half does, except at the host: there it says
/// who can name it.
fn missing(entry: &Entry) -> String {
    let status = match entry.status() {
        Status::Absent => texts::text("page.status.absent"),
        status => status.word(),
    };
    let reason = entry.reason().map(|why| clean(&why.text)).unwrap_or_default();
    let whole = entry.layer == LayerId::Host || entry.status() == Status::Unknown;
    let reason = if whole { reason.as_str() } else { first_half(&reason) };
    format!("{status}: {reason}")
}

/// The first half of a reason, which says what is so.
fn first_half(reason: &str) -> &str {
    reason.split_once("; ").map_or(reason, |(first, _)| first)
}
