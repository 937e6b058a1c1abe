//! The words and their order, decided once for every format that people read. No colour, no
//! markup, and no foreign text that has not been cleaned.

pub(super) mod document;
mod facts;
mod full;
pub(super) mod labels;
pub(super) mod picture;
mod powers;
mod reach;
mod short;
mod veil;

use self::facts::facts;
use self::full::row;
use super::advice::{self, AdviceWords, Called};
use super::clean::clean;
use crate::model::answer::Evidence;
use crate::model::chain::{LayerId, Summary};
use crate::model::exchange::Exchange;
use crate::texts;
use crate::trace::Trace;

pub(super) use self::full::PageRow;
pub(super) use self::reach::{OLD, Reach, reach};
pub(super) use self::short::ShortLine;

/// A trace in words.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// What was traced.
    pub(super) title: String,
    /// What is known of the name: where it leads, the state of its registration.
    pub(super) facts: Vec<(&'static str, String)>,
    /// The same with everything that is known.
    pub(super) all_facts: Vec<(&'static str, String)>,
    /// The chain in its short form, one line a party.
    pub(super) lines: Vec<ShortLine>,
    /// The same beside advice, one line a company.
    pub(super) companies: Vec<ShortLine>,
    /// The chain in full, one row a party.
    pub(super) rows: Vec<PageRow>,
    /// Whom to contact about a harm.
    pub(super) advice: Option<AdviceWords>,
    /// Names beside the target.
    pub(super) related: Vec<String>,
    /// What was odd.
    pub(super) warnings: Vec<String>,
    /// How many parties there are, and where.
    pub(super) summary: String,
    /// What the mark at a contact means, where one is marked.
    pub(super) legend: Option<&'static str>,
    /// Whether nothing at all was answered.
    pub(super) offline: bool,
    /// The exchanges that the rows rest on, by number.
    pub(super) evidence: Vec<String>,
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
            page.facts.push(("redirect", leads.clone()));
            page.all_facts.push(("redirect", leads));
        }
        if hop.target.host() != before.target.host() {
            let mut page = page(hop);
            let from = clean(&before.target.host());
            let warning = format!("by {from}; whoever runs the destination may know nothing of it");
            page.facts.insert(0, ("reached", warning.clone()));
            page.all_facts.insert(0, ("reached", warning));
            pages.push(page);
        }
        before = hop;
    }
    pages
}

/// Puts one trace into words.
fn page(trace: &Trace) -> Page {
    let today = trace.started.to_string();
    let mut mentioned: Vec<Evidence> = Vec::new();
    let mut above = "";
    let mut rows = Vec::new();
    for entry in &trace.chain.entries {
        let mut row = row(entry, &trace.chain, &today, &mut mentioned);
        let layer = row.layer;
        if layer == above {
            row.layer = "";
        }
        above = layer;
        rows.push(row);
    }
    let advice = trace.advice.as_ref().map(|words| advice::words(words, &today, LayerId::word));
    let contacts = rows.iter().flat_map(|row| &row.contacts);
    let asked = advice.iter().flat_map(AdviceWords::contacts);
    let marked = contacts.chain(asked).any(|reach| reach.old);
    let answers = trace.exchanges.iter().filter(|exchange| exchange.outcome.is_ok()).count();
    let page = Page {
        title: title(trace),
        facts: facts(trace, false),
        all_facts: facts(trace, true),
        lines: short::lines(&trace.chain, &today),
        companies: short::companies(&trace.chain, &today),
        rows,
        advice,
        related: related(trace, LayerId::word),
        warnings: trace.warnings().iter().map(|warning| clean(warning)).collect(),
        summary: in_figures(&trace.chain.summary()),
        legend: marked.then(|| texts::text("page.legend.old")),
        offline: answers == 0 && !trace.exchanges.is_empty(),
        evidence: mentioned.iter().map(|evidence| exchange(evidence, &trace.exchanges)).collect(),
    };
    veil::veiled(page, &trace.target)
}

/// What was traced; a replay says that it is one.
fn title(trace: &Trace) -> String {
    let input = clean(&trace.target.input);
    if trace.replayed {
        let day: String = trace.started.to_string().chars().take(10).collect();
        format!("{input} (replayed, as recorded on {day})")
    } else {
        input
    }
}

/// How many parties there are, and the countries of their registered addresses.
fn in_figures(summary: &Summary) -> String {
    let parties = match summary.parties {
        1 => "1 party".to_owned(),
        parties => format!("{parties} parties"),
    };
    match summary.countries.as_slice() {
        [] => parties,
        countries => format!("{parties} in {}", countries.join(", ")),
    }
}

/// Names beside the target, in words.
fn related(trace: &Trace, called: Called) -> Vec<String> {
    trace
        .chain
        .related
        .iter()
        .map(|related| {
            let layers: Vec<&str> = related.differs.iter().map(|layer| called(*layer)).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exchange::{Ask, Failure, Reply};

    #[test]
    fn parties_and_countries_are_counted_in_words() {
        let words = |parties, countries: &[&str]| {
            let countries = countries.iter().map(ToString::to_string).collect();
            in_figures(&Summary { layers: 0, parties, countries })
        };
        assert_eq!(words(1, &[]), "1 party");
        assert_eq!(words(0, &[]), "0 parties");
        assert_eq!(words(3, &["DE", "US"]), "3 parties in DE, US");
    }

    #[test]
    fn an_exchange_says_what_came_of_it_and_one_that_is_not_there_only_its_ask() {
        let ask = Ask::whois("whois.example.net", "example.com");
        let at = "2026-11-22T10:00:00Z".parse().expect("a time");
        let one = |outcome| Exchange { ask: ask.clone(), outcome, at, ms: 7, whole: true };
        let evidence = Evidence::of(&ask);
        let words = |exchanges: &[Exchange]| exchange(&evidence, exchanges);
        let answered = words(&[one(Ok(Reply::Text(Vec::new())))]);
        assert_eq!(answered, format!("{ask} (2026-11-22T10:00:00Z, 7 ms)"));
        let failed = words(&[one(Err(Failure::TimedOut))]);
        assert!(failed.ends_with(&format!(", {})", Failure::TimedOut.kind())), "{failed}");
        assert_eq!(words(&[]), ask.to_string());
    }
}
