//! Layers, abilities, harms, statuses and rules: the tables that advice is made from, in words; and
//! the words that stand on the screen.

use super::Sheet;
use crate::abilities::{Means, can, cannot, look_up};
use crate::advice::harms::{HARMS, harm};
use crate::advice::plan::{Harm, PlanLine, PlanParty, PlanSubject};
use crate::advice::rules::RULES;
use crate::layers::trust::TRUST;
use crate::layers::{LAYERS, LayerSpec};
use crate::model::ability::{Ability, Actor};
use crate::model::advice::{Action, Nature, Stage};
use crate::model::answer::ReasonCode;
use crate::model::chain::Status;
use crate::texts;

/// All statuses.
const STATUSES: [Status; 5] =
    [Status::Identified, Status::Absent, Status::Hidden, Status::Unknown, Status::Skipped];

/// What can be explained, by kind.
pub fn index() -> Sheet {
    let list = |words: Vec<&str>| words.join(", ");
    let rows = vec![
        ("layers", list(LAYERS.iter().map(|layer| layer.id.word()).collect())),
        ("abilities", list(Ability::ALL.into_iter().map(Ability::word).collect())),
        ("harms", list(HARMS.iter().map(|harm| harm.id).collect())),
        ("statuses", list(STATUSES.into_iter().map(Status::word).collect())),
        ("rules", list(RULES.iter().map(|rule| rule.id).collect())),
        ("reasons", list(ReasonCode::ALL.into_iter().map(ReasonCode::word).collect())),
        ("words", list(terms().chain([TRUST_WORD]).collect())),
        ("also", texts::text("explain.tld").to_owned()),
        ("", texts::text("explain.check").to_owned()),
    ];
    Sheet { title: texts::text("explain.title").to_owned(), rows }
}

/// Words that people type for one that is explained, as they stand on the screen.
const SPELT: [(&str, &str); 14] = [
    ("†", "old"),
    ("a-guess", "guess"),
    ("guessed", "guess"),
    ("as", "as-number"),
    ("asn", "as-number"),
    ("ca", "certificate"),
    ("client-hold", "held"),
    ("server-hold", "held"),
    ("of-its-own-network", "own-network"),
    ("of-the-block-above", "inherited"),
    ("none", "absent"),
    ("not-checked-for-a-year", "old"),
    ("stops", "content"),
    ("stale", "old"),
];

/// The words of the screen, in their order.
fn terms() -> impl Iterator<Item = &'static str> {
    texts::keys().filter_map(|key| key.strip_prefix("term."))
}

/// The word that is explained, out of what was typed.
fn meant(what: &str) -> String {
    let word = what.trim().trim_matches(['(', ')', ':']).to_lowercase().replace([' ', '_'], "-");
    SPELT.iter().find(|(spelt, _)| *spelt == word).map_or(word, |(_, meant)| (*meant).to_owned())
}

/// All words that are explained.
pub(super) fn all() -> Vec<String> {
    let rows = index().rows.into_iter().filter(|(kind, _)| !matches!(*kind, "" | "also"));
    rows.flat_map(|(_, words)| words.split(", ").map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What is known of a layer, ability, harm, status, rule, reason or word of the screen.
pub(super) fn sheet(what: &str) -> Option<Sheet> {
    let what = meant(what);
    let what = what.as_str();
    let layer = LAYERS.iter().find(|layer| layer.id.word() == what).map(of_layer);
    let ability =
        || Ability::ALL.into_iter().find(|ability| ability.word() == what).map(of_ability);
    let status = || {
        let status = STATUSES.into_iter().find(|status| status.word() == what)?;
        Some(one(status.word(), texts::text(&format!("status.{}", status.word()))))
    };
    let rule = || {
        let rule = RULES.iter().find(|rule| rule.id == what)?;
        Some(one(rule.id, texts::text(&format!("rule.{}", rule.id))))
    };
    let text = |key: String| Some(one(what, texts::find(&key)?));
    let trust = || (what == TRUST_WORD).then(trust);
    layer
        .or_else(trust)
        .or_else(ability)
        .or_else(|| harm(what).map(of_harm))
        .or_else(status)
        .or_else(rule)
        .or_else(|| text(format!("reason.{what}")))
        .or_else(|| text(format!("term.{what}")))
}

/// The word under which the table of trust is explained.
const TRUST_WORD: &str = "trust";

/// Whose word counts for what: the table that the layers use.
fn trust() -> Sheet {
    let mut rows = vec![("", texts::text("explain.trust").to_owned())];
    for trust in TRUST {
        let layers: Vec<String> = trust
            .highest
            .iter()
            .map(|(layer, most)| format!("{} {}", layer.word(), most.word()))
            .collect();
        rows.push((trust.writer.word(), format!("{}: {}", trust.writes, layers.join(", "))));
    }
    Sheet { title: TRUST_WORD.to_owned(), rows }
}

/// A sheet of one sentence.
fn one(title: &str, text: &str) -> Sheet {
    Sheet { title: title.to_owned(), rows: vec![("", text.to_owned())] }
}

/// A layer: who stands in it, and what such a party can do.
fn of_layer(layer: &LayerSpec) -> Sheet {
    let word = layer.id.word();
    let mut rows = vec![("", texts::text(&format!("layer.{word}")).to_owned())];
    for power in can(layer.id.actor()) {
        let key = if power.condition.is_some() { "page.can-if" } else { "page.can" };
        let condition = power.condition.as_deref().unwrap_or_default();
        let values = [("words", power.words), ("condition", condition), ("why", power.why)];
        rows.push(("", texts::fill(key, &values)));
    }
    for power in cannot(layer.id.actor()) {
        let values = [("words", power.words), ("why", power.why)];
        rows.push(("", texts::fill("page.cannot", &values)));
    }
    Sheet { title: word.to_owned(), rows }
}

/// An ability: who has it, what else stops, and how it is undone.
fn of_ability(ability: Ability) -> Sheet {
    let word = ability.word();
    let mut rows = vec![("what", texts::text(&format!("words.{word}")).to_owned())];
    for actor in Actor::ALL {
        match look_up(actor, ability).means {
            Means::Yes => rows.push(("can", actor.word().to_owned())),
            Means::If(name) => {
                let condition = texts::text(&format!("condition.{name}"));
                let values = [("actor", actor.word()), ("condition", condition)];
                rows.push(("may", texts::fill("explain.may", &values)));
            }
            Means::Via | Means::No | Means::Pointless => {}
        }
    }
    let stops = texts::find(&format!("collateral.{word}"));
    rows.push(("also stops", stops.unwrap_or(texts::text("explain.nothing")).to_owned()));
    rows.push(("undone", texts::text(&format!("undo.{word}")).to_owned()));
    rows.push(("takes down", texts::text(&format!("rung.{}", ability.rung().word())).to_owned()));
    Sheet { title: word.to_owned(), rows }
}

/// A harm: who is asked for what at which stage.
fn of_harm(harm: &Harm) -> Sheet {
    let mut rows = vec![("what", texts::text(&format!("harm.{}", harm.id)).to_owned())];
    rows.extend(harm.lines.iter().map(of_line));
    for layer in harm.never {
        rows.push(("never", layer.word().to_owned()));
    }
    if harm.lines.is_empty() {
        rows.push(("", texts::text("csam.never-by-mail").to_owned()));
        rows.push(("", texts::text("csam.once").to_owned()));
    }
    Sheet { title: harm.id.to_owned(), rows }
}

/// A line of a plan.
fn of_line(line: &PlanLine) -> (&'static str, String) {
    let stage = match line.stage {
        Stage::First => "at once",
        Stage::Then => "then",
        Stage::IfSilent => "if silent",
    };
    let asks: Vec<&str> = line.asks.iter().map(|action: &Action| action.word()).collect();
    let asks = asks.join(", ");
    let values = [("who", line.who.word()), ("asks", asks.as_str())];
    let said = texts::fill("explain.line", &values);
    let only = [nature_of(line), subject_of(line)].into_iter().flatten();
    let only: Vec<&str> = only.map(texts::text).collect();
    if only.is_empty() {
        return (stage, said);
    }
    (stage, texts::fill("explain.only", &[("said", &said), ("only", &only.join(", "))]))
}

/// For which sites a line is, where it is not for all.
fn nature_of(line: &PlanLine) -> Option<&'static str> {
    match line.natures {
        [Nature::Unknown] => Some("explain.only.unknown"),
        [Nature::Compromised] => Some("explain.only.compromised"),
        [Nature::Malicious] => Some("explain.only.malicious"),
        [Nature::Unknown, Nature::Malicious] => Some("explain.only.not-compromised"),
        [Nature::Unknown, Nature::Compromised] => Some("explain.only.not-malicious"),
        _ => None,
    }
}

/// For which targets a line is, where it is not for all. A platform gives its own names only.
fn subject_of(line: &PlanLine) -> Option<&'static str> {
    match line.subject {
        _ if line.who == PlanParty::Giver => Some("explain.only.given"),
        PlanSubject::Any => None,
        PlanSubject::Name => Some("explain.only.name"),
        PlanSubject::Generic => Some("explain.only.generic"),
        PlanSubject::OwnRules => Some("explain.only.own-rules"),
        PlanSubject::Number => Some("explain.only.number"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_layer_ability_harm_status_and_rule_is_explained_and_nothing_else() {
        let listed = all();
        let distinct: BTreeSet<&String> = listed.iter().collect();
        assert_eq!(distinct.len(), listed.len(), "a word stands for two things");
        assert_eq!(
            listed.len(),
            LAYERS.len()
                + Ability::ALL.len()
                + HARMS.len()
                + STATUSES.len()
                + RULES.len()
                + ReasonCode::ALL.len()
                + terms().count()
                + 1
        );
        for word in &listed {
            let sheet = sheet(word).expect("is explained");
            assert!(!sheet.rows.is_empty(), "{word}");
            for (_, text) in sheet.rows {
                assert!(!text.is_empty() && !text.contains('{'), "{word}: {text}");
            }
        }
        assert_eq!(sheet("no-such-word"), None);
    }

    #[test]
    fn what_stands_on_the_screen_can_be_typed_as_it_stands_there() {
        let remarks = texts::keys().filter(|key| key.starts_with("page.reach."));
        let remarks = remarks.filter(|key| *key != "page.reach.role").map(texts::text);
        for words in remarks.chain(["a guess", "†", "client hold", "AS number", "cannot help"]) {
            assert!(sheet(words).is_some(), "{words}");
        }
        for (spelt, meant) in SPELT {
            assert!(sheet(meant).is_some(), "{spelt}");
        }
    }
}
