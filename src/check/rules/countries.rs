//! The rule about countries: those of registered addresses, never the places of servers.

use std::collections::BTreeSet;

use super::{CheckView, Rule, listed, nothing};
use crate::check::form::{Value, ValueForm};
use crate::check::verdict::Finding;
use crate::model::answer::ReasonCode;
use crate::model::chain::{Entry, LayerId, Status};

/// In which countries the parties are registered.
pub(super) static COUNTRIES: Rule = Rule {
    key: "countries",
    says: "The parties have their registered addresses in these countries.",
    form: ValueForm::Countries,
    likely: "a party of another country serves the name now",
    at_registry: false,
    bare_only: false,
    wants: nothing,
    judge,
    today: |view| {
        let seen = seen(view);
        match codes(view, &seen) {
            codes if codes.is_empty() => Err("no country is known of any party".to_owned()),
            codes => {
                let words: Vec<String> = seen.iter().map(|layer| layer.word().to_owned()).collect();
                Ok(format!("{{ allowed = {}, layers = {} }}", listed(&codes), listed(&words)))
            }
        }
    },
};

/// The layers whose countries are looked at, where the policy names none.
const LAYERS: &[LayerId] = &crate::check::form::COUNTRIES_OF;

/// The layers in which a party with a country is seen today. What is seen only tomorrow, because
/// somebody looks closer, has not changed.
fn seen(view: &CheckView<'_>) -> Vec<LayerId> {
    let known = |layer: &LayerId| view.chain.layer(*layer).any(|entry| country(entry).is_some());
    LAYERS.iter().copied().filter(known).collect()
}

/// The entries of some layers.
fn entries<'a>(view: &CheckView<'a>, layers: &[LayerId]) -> impl Iterator<Item = &'a Entry> {
    let layers = if layers.is_empty() { LAYERS } else { layers }.to_vec();
    view.chain.entries.iter().filter(move |entry| layers.contains(&entry.layer))
}

/// The countries of some layers, each once.
fn codes(view: &CheckView<'_>, layers: &[LayerId]) -> Vec<String> {
    let codes: BTreeSet<String> = entries(view, layers).filter_map(country).collect();
    codes.into_iter().collect()
}

/// The country of an entry's party.
fn country(entry: &Entry) -> Option<String> {
    entry.party()?.country.clone()
}

/// Judges the countries.
fn judge(view: &CheckView<'_>, value: &Value) -> Finding {
    let set = value.set();
    let wanted = set.expected.as_ref().or(set.allowed.as_ref());
    let codes = codes(view, &set.layers);
    let is_strange = |code: &String| {
        set.forbidden.contains(code) || wanted.is_some_and(|wanted| !wanted.contains(code))
    };
    let strange: Vec<&Entry> = entries(view, &set.layers)
        .filter(|entry| country(entry).is_some_and(|code| is_strange(&code)))
        .collect();
    let incomplete = set.expected.iter().flatten().any(|code| !codes.contains(code));
    let found = if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
    let certain = strange.iter().any(|entry| entry.doubt.is_none());
    let finding = match doubt(view, &set.layers, &strange) {
        Some(why) if !certain => Finding { found, ..Finding::unknown(why) },
        _ if strange.is_empty() && !incomplete => Finding::pass(found),
        _ if strange.is_empty() => Finding::fail(found).because("a party that was there is gone"),
        _ => {
            let names: Vec<String> = strange.iter().map(|entry| named(entry)).collect();
            Finding::fail(found).because(names.join("; "))
        }
    };
    finding.resting_on(strange.iter().flat_map(|entry| &entry.evidence))
}

/// Why the countries cannot be told for sure, if so.
fn doubt(view: &CheckView<'_>, layers: &[LayerId], strange: &[&Entry]) -> Option<String> {
    // Of a name without an address there is nothing to know.
    let reasons = entries(view, layers)
        .filter(|entry| entry.status() == Status::Unknown)
        .filter_map(|entry| entry.reason());
    let mut reasons = reasons.filter(|why| why.code != ReasonCode::NoAddress);
    let reason = reasons.next();
    let reason = reason.or_else(|| strange.iter().find_map(|entry| entry.doubt.as_ref()));
    reason.map(|why| why.text.clone())
}

/// A party with its layer and country.
fn named(entry: &Entry) -> String {
    let party = entry.party().map_or("", |party| party.name.as_str());
    let code = country(entry).unwrap_or_default();
    format!("the {} is {party} ({code})", entry.layer.word())
}
