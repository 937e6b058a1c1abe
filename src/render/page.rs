//! The words and their order, decided once for every format that people read. No colour, no
//! markup, and no foreign text that has not been cleaned.

pub(super) mod document;
pub(super) mod labels;
pub(super) mod picture;
mod powers;

use std::fmt::Write as _;

use super::advice::{self, AdviceWords};
use super::clean::clean;
use crate::model::answer::{Answer, Evidence};
use crate::model::chain::{Chain, Entry, Power, RegistrationState, Remark, Status, Summary};
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::model::exchange::Exchange;
use crate::trace::Trace;

/// A trace in words.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// What was traced.
    pub(super) title: String,
    /// What is known of the name: where it leads, the state of its registration.
    pub(super) facts: Vec<(&'static str, String)>,
    /// The chain, one row a party.
    pub(super) rows: Vec<Row>,
    /// Whom to contact about a harm.
    pub(super) advice: Option<AdviceWords>,
    /// Names beside the target.
    pub(super) related: Vec<String>,
    /// What was odd.
    pub(super) warnings: Vec<String>,
    /// The chain in three figures.
    pub(super) summary: String,
    /// The exchanges that the rows rest on, by number.
    pub(super) evidence: Vec<String>,
}

/// One entry of the chain.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The layer; empty where the row above has the same.
    pub(super) layer: &'static str,
    /// What is known.
    pub(super) status: Status,
    /// The party, or the status where there is none.
    pub(super) party: String,
    /// How to reach it.
    pub(super) contacts: Vec<Reach>,
    /// Why there is no party.
    pub(super) reason: Option<String>,
    /// What it can do without conditions, in a few words.
    pub(super) can: Vec<String>,
    /// What it can do where a condition is met.
    pub(super) may: Vec<String>,
    /// What it cannot do, in a few words.
    pub(super) cannot: Vec<String>,
    /// What it is responsible for.
    pub(super) subjects: Vec<String>,
    /// What else should be known.
    pub(super) notes: Vec<String>,
    /// Its powers as sentences.
    pub(super) powers: Vec<String>,
    /// Contacts that must not be used, with the reasons.
    pub(super) rejected: Vec<String>,
    /// How sure it is.
    pub(super) confidence: &'static str,
    /// The numbers of its exchanges.
    pub(super) evidence: Vec<usize>,
}

/// A contact in words.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    /// The address, number or URL.
    pub(super) text: String,
    /// What clicking it should open.
    pub(super) href: String,
    /// What to know about it, where it is not an abuse contact that the party publishes.
    pub(super) remark: Option<String>,
}

/// Puts a trace into words, and after it each redirect that leads to another host.
pub(super) fn pages(trace: &Trace) -> Vec<Page> {
    let mut pages = vec![page(trace)];
    let mut before = trace;
    for hop in &trace.hops {
        let status = before.seen.site.as_ref().and_then(|site| Some(site.found()?.status));
        let status = status.map_or_else(String::new, |status| format!("HTTP {status} "));
        let leads = clean(&format!("{status}→ {}", hop.target.input));
        if let Some(page) = pages.last_mut() {
            page.facts.push(("redirect", leads));
        }
        if hop.target.host() != before.target.host() {
            let mut page = page(hop);
            let from = clean(&before.target.host());
            let warning = format!("by {from}; whoever runs the destination may know nothing of it");
            page.facts.insert(0, ("reached", warning));
            pages.push(page);
        }
        before = hop;
    }
    pages
}

/// Puts one trace into words.
fn page(trace: &Trace) -> Page {
    let mut mentioned: Vec<Evidence> = Vec::new();
    let mut above = "";
    let mut rows = Vec::new();
    for entry in &trace.chain.entries {
        let mut row = row(entry, &trace.chain, &mut mentioned);
        let layer = row.layer;
        if layer == above {
            row.layer = "";
        }
        above = layer;
        rows.push(row);
    }
    let summary = trace.chain.summary();
    Page {
        title: clean(&trace.target.input),
        facts: facts(trace),
        rows,
        advice: trace.advice.as_ref().map(advice::words),
        related: related(trace),
        warnings: trace.warnings().iter().map(|warning| clean(warning)).collect(),
        summary: in_figures(&summary),
        evidence: mentioned.iter().map(|evidence| exchange(evidence, &trace.exchanges)).collect(),
    }
}

/// The chain in figures; countries only where any is known.
fn in_figures(summary: &Summary) -> String {
    let layers = count(summary.layers, "layer", "layers");
    let parties = count(summary.parties, "party", "parties");
    match summary.countries.len() {
        0 => format!("{layers}, {parties}"),
        countries => format!("{layers}, {parties}, {}", count(countries, "country", "countries")),
    }
}

/// A number with its noun.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What is known of the target beside the chain.
fn facts(trace: &Trace) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let target = &trace.target;
    let host = target.host();
    let leads = leads_to(trace);
    if leads.is_some() || host != target.input {
        let unicode = target.name().and_then(|name| name.unicode.as_deref());
        let shown = unicode.map_or_else(|| host.clone(), |unicode| format!("{unicode} ({host})"));
        facts.push(("host", clean(&format!("{shown}{}", leads.unwrap_or_default()))));
    }
    if let Some(name) = &trace.seen.name {
        facts.push(("domain", clean(&format!("{}{}", name.registration.domain, state(trace)))));
        let remarks = &trace.chain.registration.remarks;
        facts.extend(remarks.iter().map(|said| ("state", clean(&remark(said)))));
        if let Some(zone) = name.delegation.zone.found() {
            let signed = match name.delegation.signed {
                Answer::Found(true, _) => ", signed",
                Answer::Found(false, _) => ", unsigned",
                Answer::Absent(_) | Answer::Unknown(_) => "",
            };
            facts.push(("zone", clean(&format!("{}{signed}", zone.apex))));
        }
    }
    facts
}

/// Where the name leads: ` → alias → 192.0.2.1, 2001:db8::1`.
fn leads_to(trace: &Trace) -> Option<String> {
    let name = trace.seen.name.as_ref()?;
    Some(match &name.resolution {
        Answer::Found(found, _) => {
            let aliases =
                found.aliases.iter().fold(String::new(), |words, alias| words + " → " + alias);
            let addresses: Vec<String> = found.addresses.iter().map(ToString::to_string).collect();
            match (addresses.is_empty(), found.exists) {
                (false, _) => format!("{aliases} → {}", addresses.join(", ")),
                (true, true) => format!("{aliases} → no address"),
                (true, false) => format!("{aliases} → does not exist"),
            }
        }
        Answer::Absent(_) => String::new(),
        Answer::Unknown(why) => format!(" → unknown, because {why}"),
    })
}

/// The registration in words: `, registered 2011-03-04 to 2027-03-04, active`.
fn state(trace: &Trace) -> String {
    let registration = &trace.chain.registration;
    let day = |date: &Option<String>| {
        date.as_deref().map(|date| date.chars().take(10).collect::<String>())
    };
    let mut words = match (day(&registration.created), day(&registration.expires)) {
        (Some(from), Some(to)) => format!(", registered {from}, paid until {to}"),
        (Some(from), None) => format!(", registered {from}"),
        (None, Some(to)) => format!(", paid until {to}"),
        (None, None) => String::new(),
    };
    words.push_str(match registration.state {
        RegistrationState::Active | RegistrationState::Unknown => "",
        RegistrationState::Held => ", on hold",
        RegistrationState::Expiring => ", about to end",
        RegistrationState::NotRegistered => ", not registered",
        RegistrationState::Reserved => ", kept back by the registry",
    });
    let explained = |status: &String| {
        registration.remarks.iter().any(|remark| remark.statuses.contains(status))
    };
    let bare: Vec<&str> = registration
        .statuses
        .iter()
        .filter(|status| *status != "active" && !explained(status))
        .map(String::as_str)
        .collect();
    if !bare.is_empty() {
        let _ = write!(words, " ({})", bare.join(", "));
    }
    words
}

/// A remark on the registration: `client hold: suspended by the registrar; …`.
fn remark(remark: &Remark) -> String {
    let head = match remark.statuses.as_slice() {
        [] => String::new(),
        statuses => format!("{}: ", statuses.join(", ")),
    };
    format!("{head}{}; {}", remark.says, remark.follows)
}

/// One entry in words.
fn row(entry: &Entry, chain: &Chain, mentioned: &mut Vec<Evidence>) -> Row {
    let mut notes: Vec<String> = entry.notes.iter().map(|note| clean(note)).collect();
    if let Some(same) = same_as(entry, chain) {
        notes.insert(0, same);
    }
    Row {
        layer: entry.layer.word(),
        status: entry.status(),
        party: party(entry),
        contacts: entry.contacts.iter().map(reach).collect(),
        reason: entry.reason().map(|why| clean(&why.text)),
        can: words(&entry.can, |power| power.condition.is_none()),
        may: words(&entry.can, |power| power.condition.is_some()),
        cannot: words(&entry.cannot, |_| true),
        subjects: entry.subjects.iter().map(|subject| clean(subject)).collect(),
        notes,
        powers: powers::of(entry),
        rejected: entry
            .rejected
            .iter()
            .map(|rejected| {
                clean(&format!("not {}: {}", rejected.contact.value, rejected.contact.reason))
            })
            .collect(),
        confidence: entry.confidence.word(),
        evidence: entry.evidence.iter().map(|evidence| number(evidence, mentioned)).collect(),
    }
}

/// The number of an exchange, given in order of first mention.
fn number(evidence: &Evidence, mentioned: &mut Vec<Evidence>) -> usize {
    mentioned.iter().position(|known| known == evidence).unwrap_or_else(|| {
        mentioned.push(evidence.clone());
        mentioned.len() - 1
    }) + 1
}

/// The party with its number and country.
fn party(entry: &Entry) -> String {
    let Some(party) = entry.party() else { return entry.status().word().to_owned() };
    let mut words = clean(&party.name);
    if let Some(asn) = party.asn.filter(|asn| words != format!("AS{asn}")) {
        let _ = write!(words, " (AS{asn})");
    }
    if let Some(country) = &party.country {
        let _ = write!(words, ", {}", clean(country));
    }
    words
}

/// The first layer above in which the same company stands.
fn same_as(entry: &Entry, chain: &Chain) -> Option<String> {
    let id = &entry.party()?.id;
    let first = chain
        .entries
        .iter()
        .take_while(|other| other.layer < entry.layer)
        .find(|other| other.party().is_some_and(|party| party.id == *id))?;
    Some(format!("same company as {}", first.layer.word()))
}

/// A contact in words.
pub(super) fn reach(contact: &Contact) -> Reach {
    let text = clean(&contact.value);
    let href = match contact.kind {
        ContactKind::Email => format!("mailto:{text}"),
        ContactKind::Phone => format!("tel:{}", text.replace(' ', "")),
        ContactKind::Form | ContactKind::Url => text.clone(),
        ContactKind::Postal => String::new(),
    };
    let mut remarks = Vec::new();
    match contact.purpose {
        Purpose::Abuse => {}
        Purpose::Security => remarks.push("security, not abuse".to_owned()),
        Purpose::Registry => remarks.push("registry office, not abuse".to_owned()),
        Purpose::Noc | Purpose::Technical => remarks.push("technical, not abuse".to_owned()),
        Purpose::Registrant => remarks.push("reaches the holder".to_owned()),
        Purpose::General => remarks.push("general, not abuse".to_owned()),
    }
    match contact.basis {
        Basis::Published => {}
        Basis::Directory => remarks.push(match (&contact.as_of, contact.stale) {
            (Some(day), true) => format!("as of {day}, old"),
            (Some(day), false) => format!("as of {day}"),
            (None, _) => "not checked lately".to_owned(),
        }),
        Basis::Inherited => remarks.push("of the block above".to_owned()),
        Basis::OwnNetwork => remarks.push("of its own network".to_owned()),
        Basis::Guessed => remarks.push("a guess, nobody published it".to_owned()),
    }
    let remark = (!remarks.is_empty()).then(|| remarks.join("; "));
    Reach { text, href, remark }
}

/// Some of the powers, in a few words.
fn words(powers: &[Power], wanted: fn(&Power) -> bool) -> Vec<String> {
    powers.iter().filter(|power| wanted(power)).map(|power| power.words.to_owned()).collect()
}

/// Names beside the target, in words.
fn related(trace: &Trace) -> Vec<String> {
    trace
        .chain
        .related
        .iter()
        .map(|related| {
            let layers: Vec<&str> = related.differs.iter().map(|layer| layer.word()).collect();
            let note = related.note.as_deref().map_or(String::new(), |note| format!(" ({note})"));
            clean(&format!(
                "{} leads elsewhere: another {}{note}",
                related.name,
                layers.join(" and ")
            ))
        })
        .collect()
}

/// An exchange in words.
fn exchange(evidence: &Evidence, exchanges: &[Exchange]) -> String {
    let words = match exchanges.iter().find(|one| one.ask == *evidence.ask()) {
        Some(one) => {
            let outcome = match &one.outcome {
                Ok(_) => format!("{} ms", one.ms),
                Err(failure) => failure.kind().to_owned(),
            };
            format!("{} ({}, {outcome})", one.ask, one.at)
        }
        None => evidence.to_string(),
    };
    clean(&words)
}
