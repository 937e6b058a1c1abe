//! Advice in words, for every format that people read.

use super::clean::clean;
use super::page::{Reach, reach};
use crate::model::advice::{Action, Advice, CannotHelp, Further, Gap, Nature, Stage, Step};
use crate::model::chain::LayerId;
use crate::texts;

/// Advice in words.
#[derive(Debug, Clone)]
pub(super) struct AdviceWords {
    /// What it is about.
    pub(super) heading: String,
    /// The same as the head of the short form.
    pub(super) write_to: String,
    /// What is to be known before anything is sent.
    pub(super) notes: Vec<String>,
    /// Those of the notes that change what is sent.
    pub(super) must_know: Vec<String>,
    /// Who cannot help, by name alone.
    pub(super) barred: Vec<String>,
    /// The steps in order.
    pub(super) steps: Vec<StepWords>,
    /// Parties that would have their turn if they could be named.
    pub(super) gaps: Vec<String>,
    /// Parties that cannot help.
    pub(super) cannot_help: Vec<String>,
    /// Hotlines.
    pub(super) routes: Vec<StepWords>,
}

/// One party to contact, in words.
#[derive(Debug, Clone)]
pub(super) struct StepWords {
    /// Its number.
    pub(super) number: usize,
    /// The day on which its turn comes; `now` at once.
    pub(super) when: String,
    /// The party with its layer.
    pub(super) who: String,
    /// What is asked of it, in a few words.
    pub(super) what: String,
    /// Whether it stands beside the chain, such as a blocklist.
    pub(super) is_beside: bool,
    /// Who and when.
    pub(super) head: String,
    /// How to reach it.
    pub(super) reach: Option<Reach>,
    /// What is asked of it, why, and what follows.
    pub(super) lines: Vec<String>,
    /// Rules that may be named to it.
    pub(super) rules: Vec<String>,
}

impl AdviceWords {
    /// The contacts of all steps.
    pub(super) fn contacts(&self) -> impl Iterator<Item = &Reach> {
        self.steps.iter().chain(&self.routes).filter_map(|step| step.reach.as_ref())
    }

    /// Passes over every text that is no contact.
    pub(super) fn each_text(&mut self, change: &mut impl FnMut(&mut String)) {
        for step in self.steps.iter_mut().chain(&mut self.routes) {
            [&mut step.head, &mut step.who, &mut step.what].into_iter().for_each(&mut *change);
            step.lines.iter_mut().chain(&mut step.rules).for_each(&mut *change);
        }
        let lists = [
            &mut self.notes,
            &mut self.must_know,
            &mut self.barred,
            &mut self.gaps,
            &mut self.cannot_help,
        ];
        lists.into_iter().flatten().for_each(change);
    }
}

/// How a format calls a layer: by its code, which stands beside the chain there, or in words.
pub(super) type Called = fn(LayerId) -> &'static str;

/// Puts an advice into words, on a day.
pub(super) fn words(advice: &Advice, today: &str, called: Called) -> AdviceWords {
    let key = match advice.nature {
        _ if advice.hotlines.is_some() => "page.advice.hotlines",
        Nature::Unknown => "page.advice",
        Nature::Compromised => "page.advice.compromised",
        Nature::Malicious => "page.advice.malicious",
    };
    let harm = texts::text(&format!("harm.{}", advice.harm));
    let hints = advice.hints.iter().map(|hint| {
        let key = match hint.towards {
            Nature::Malicious => "page.hint.malicious",
            Nature::Unknown | Nature::Compromised => "page.hint.compromised",
        };
        texts::fill(key, &[("hint", &hint.text)])
    });
    let hotlines = advice.hotlines.as_ref();
    let countries = hotlines.into_iter().flat_map(|known| &known.countries);
    let notes = advice.notes.iter().cloned().chain(hints);
    let notes = notes.chain(countries.map(|country| country.text.clone()));
    AdviceWords {
        heading: texts::fill(key, &[("harm", harm)]),
        write_to: texts::fill("page.write-to", &[("harm", harm)]),
        notes: notes.map(|note| clean(&note)).collect(),
        must_know: advice.must_know.iter().map(|note| clean(note)).collect(),
        barred: barred(advice),
        steps: (1..).zip(&advice.steps).map(|(at, one)| step(at, one, today, called)).collect(),
        gaps: advice.gaps.iter().map(|gap| self::gap(gap, called)).collect(),
        cannot_help: advice.cannot_help.iter().map(|party| cannot_help(party, called)).collect(),
        routes: hotlines
            .into_iter()
            .flat_map(|known| &known.routes)
            .enumerate()
            .map(|(at, one)| route(at + 1, one))
            .collect(),
    }
}

/// A party that cannot help, with its layer where it has one.
fn cannot_help(party: &CannotHelp, called: Called) -> String {
    let layer = party.layer.map_or("", called);
    let key = if party.layer.is_some() { "page.cannot-help" } else { "page.cannot-help.outside" };
    clean(&texts::fill(key, &[("layer", layer), ("party", &party.party), ("why", &party.why)]))
}

/// A party that would have its turn, by what its layer is called.
fn gap(gap: &Gap, called: Called) -> String {
    let code = gap.layer.word();
    let text = match gap.text.strip_prefix(code) {
        Some(rest) => format!("{}{rest}", called(gap.layer)),
        None => gap.text.clone(),
    };
    clean(&text)
}

/// Who cannot help: layers of the chain, then the names of those beside it. A company that is asked in
/// another role is none of them: the line would read as if it were not to be written to.
fn barred(advice: &Advice) -> Vec<String> {
    let asked = |party: &&CannotHelp| {
        party.layer.is_some() && advice.steps.iter().any(|step| step.party_id == party.party_id)
    };
    let mut barred: Vec<String> = Vec::new();
    for party in advice.cannot_help.iter().filter(|party| !asked(party)) {
        let name = match party.layer {
            Some(layer) => layer.word().to_owned(),
            None => short_name(&party.party_id).map_or_else(|| clean(&party.party), str::to_owned),
        };
        if !barred.contains(&name) {
            barred.push(name);
        }
    }
    barred
}

/// The short name of a party beside the path whose own is long.
fn short_name(id: &str) -> Option<&'static str> {
    let key = match id {
        "number-registry" => "page.party.number-registry",
        "icann" => "page.party.icann",
        "csirt-unknown" => "page.party.csirt-unknown",
        _ => return None,
    };
    Some(texts::text(key))
}

/// The day of a step as people write it in a list: `23 Nov`.
fn day(day: &str) -> String {
    let date = day.parse::<jiff::civil::Date>();
    date.map_or_else(|_| day.to_owned(), |date| date.strftime("%-d %b").to_string())
}

/// What is asked, in a few words.
fn in_few_words(step: &Step) -> String {
    let layer = step.layer.map_or("", LayerId::word);
    let own = texts::find(&format!("words.{layer}.{}", step.action.word()));
    let words = own.unwrap_or_else(|| action_words(step.action));
    match step.stage {
        Stage::IfSilent => texts::fill("page.if-silent", &[("words", words)]),
        Stage::First | Stage::Then => words.to_owned(),
    }
}

/// One step in words.
fn step(number: usize, step: &Step, today: &str, called: Called) -> StepWords {
    let layer = step.layer.map_or("", called);
    let party = match &step.country {
        Some(country) => {
            texts::fill("page.party-in", &[("party", &step.party), ("country", country)])
        }
        None => step.party.clone(),
    };
    let key = match (step.layer.is_some(), step.stage) {
        (true, Stage::First) => "page.step.first",
        (true, Stage::Then) => "page.step.then",
        (true, Stage::IfSilent) => "page.step.if-silent",
        (false, Stage::First) => "page.step.first.outside",
        (false, Stage::Then) => "page.step.then.outside",
        (false, Stage::IfSilent) => "page.step.if-silent.outside",
    };
    let values = [("party", party.as_str()), ("layer", layer), ("day", step.from.as_str())];
    let mut lines = asks(step);
    lines.push(texts::fill("page.why", &[("why", &step.why)]));
    let needs = step.evidence_needed.join("; ");
    lines.push(texts::fill("page.needs", &[("needs", &needs)]));
    if !step.same_desk_as.is_empty() {
        let layers: Vec<&str> = step.same_desk_as.iter().map(|layer| called(*layer)).collect();
        lines.push(texts::fill("page.same-desk", &[("layers", &layers.join(", "))]));
    }
    // The contact says itself that it is old.
    let stale = texts::text("remark.stale");
    lines.extend(step.remarks.iter().filter(|remark| *remark != stale).cloned());
    lines.extend(step.if_silent.clone());
    let who = match step.layer {
        Some(layer) => format!("{} ({})", step.party, called(layer)),
        None => short_name(&step.party_id).map_or_else(|| party.clone(), str::to_owned),
    };
    StepWords {
        number,
        when: match step.stage {
            Stage::First => texts::text("page.now").to_owned(),
            Stage::Then | Stage::IfSilent => day(&step.from),
        },
        who: clean(&who),
        what: in_few_words(step),
        is_beside: step.layer.is_none(),
        head: clean(&texts::fill(key, &values)),
        reach: step.contact.as_ref().map(|contact| reach(contact, today)),
        lines: lines.iter().map(|line| clean(line)).collect(),
        rules: step.rules.iter().map(|rule| clean(rule)).collect(),
    }
}

/// What is asked, and what the party may do besides.
fn asks(step: &Step) -> Vec<String> {
    let main = Further {
        action: step.action,
        condition: step.condition.clone(),
        collateral: step.collateral.clone(),
    };
    let mut lines = vec![further("page.ask", &step.ask, &main)];
    for more in &step.also {
        lines.push(further("page.also", action_words(more.action), more));
    }
    lines
}

/// The words of an action.
fn action_words(action: Action) -> &'static str {
    texts::text(&format!("words.{}", action.word()))
}

/// Something that a party may do, with its condition and what else stops.
fn further(key: &str, words: &str, of: &Further) -> String {
    let form = match (&of.condition, &of.collateral) {
        (None, None) => key.to_owned(),
        (Some(_), None) => format!("{key}.if"),
        (None, Some(_)) => format!("{key}.stopping"),
        (Some(_), Some(_)) => format!("{key}.if-stopping"),
    };
    let values = [
        ("words", words),
        ("condition", of.condition.as_deref().unwrap_or_default()),
        ("collateral", of.collateral.as_deref().unwrap_or_default()),
    ];
    texts::fill(&form, &values)
}

/// A hotline in words.
fn route(number: usize, route: &crate::model::advice::Route) -> StepWords {
    let key = match (route.country.is_some(), route.recalled) {
        (true, true) => "page.route.country.recalled",
        (true, false) => "page.route.country",
        (false, true) => "page.route.recalled",
        (false, false) => "page.route",
    };
    let values = [
        ("name", route.name),
        ("country", route.country.unwrap_or_default()),
        ("day", route.as_of.unwrap_or("no date")),
        ("source", route.source),
    ];
    let (text, href) = (route.url.to_owned(), route.url.to_owned());
    let reach = Reach { text, href, remark: None, old: false, as_of: None };
    StepWords {
        number,
        when: texts::text("page.now").to_owned(),
        who: route.name.to_owned(),
        what: String::new(),
        is_beside: true,
        head: texts::fill(key, &values),
        reach: Some(reach),
        lines: Vec::new(),
        rules: Vec::new(),
    }
}
