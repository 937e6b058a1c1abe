//! Advice in the schema: whom to contact first, why, and who cannot help.

use schemars::JsonSchema;
use serde::Serialize;

use super::contact::{ContactV1, contact_v1};
use super::ledger::EvidenceLedger;
use crate::model::ability::Rung;
use crate::model::advice::{Action, Advice, Further, Nature, Obstacle, Path, Stage, Step};
use crate::model::chain::LayerId;

/// Whom to contact about a harm, in which order.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AdviceV1 {
    /// The code of the harm.
    pub harm: &'static str,
    /// What the user said of the site.
    pub nature: Nature,
    /// What the facts hint at, for the user to decide.
    pub hints: Vec<HintV1>,
    /// What is to be known before anything is sent.
    pub notes: Vec<String>,
    /// The steps in order.
    pub steps: Vec<StepV1>,
    /// Parties that would have their turn if they could be named.
    pub gaps: Vec<GapV1>,
    /// Parties that cannot help, and why.
    pub cannot_help: Vec<CannotHelpV1>,
    /// Hotlines, for the one harm about which nobody on the path may be sent anything.
    pub hotlines: Vec<RouteV1>,
    /// The countries that the hotlines follow from.
    pub countries: Vec<ConcernedV1>,
}

/// Something that speaks for one nature or the other.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HintV1 {
    /// What it speaks for.
    pub towards: Nature,
    /// The sentence.
    pub text: String,
}

/// One party to contact.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepV1 {
    /// Its place in the order, from 1.
    pub number: usize,
    /// When its turn comes.
    pub stage: Stage,
    /// The path on which it stands.
    pub path: Path,
    /// The earliest day.
    pub from: String,
    /// The layer; null for a party that is not on the path.
    pub layer: Option<LayerId>,
    /// What kind of party it is, for the drafts; no field of the schema.
    #[serde(skip)]
    pub party_kind: &'static str,
    /// The party's name.
    pub party: String,
    /// Its identifier.
    pub party_id: String,
    /// The country of its registered address.
    pub country: Option<String>,
    /// The contact for this role; null where none is known.
    pub contact: Option<ContactV1>,
    /// What it is asked to do.
    #[schemars(extend("enum" = Action::words()))]
    pub action: &'static str,
    /// How much that takes down.
    pub rung: Rung,
    /// The request in a sentence.
    pub ask: String,
    /// What has to be true first.
    pub condition: Option<String>,
    /// What else stops.
    pub collateral: Option<String>,
    /// What it may do besides or instead.
    pub also: Vec<FurtherV1>,
    /// What this kind of party needs to see.
    pub evidence_needed: Vec<&'static str>,
    /// Why it comes here.
    pub why: String,
    /// What to know about the party or its contact.
    pub remarks: Vec<String>,
    /// Notice rules that may be named to it.
    pub rules: Vec<&'static str>,
    /// The layers in which the same desk stands as well.
    pub same_desk_as: Vec<LayerId>,
    /// How long to wait for it: a default of the tool.
    pub if_silent_after: Option<&'static str>,
    /// What to do then.
    pub if_silent: Option<String>,
    /// The number of the next step on its path.
    pub then: Option<usize>,
}

/// Something that a party may do besides or instead.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FurtherV1 {
    /// What.
    #[schemars(extend("enum" = Action::words()))]
    pub action: &'static str,
    /// How much that takes down.
    pub rung: Rung,
    /// What has to be true first.
    pub condition: Option<String>,
    /// What else stops.
    pub collateral: Option<String>,
}

/// A party that would have its turn if it could be named.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GapV1 {
    /// The layer.
    pub layer: LayerId,
    /// The sentence.
    pub why: String,
}

/// A party that cannot help.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CannotHelpV1 {
    /// The layer; null for a party that is not on the path.
    pub layer: Option<LayerId>,
    /// The party's name.
    pub party: String,
    /// Its identifier.
    pub party_id: String,
    /// The kind of reason.
    pub reason_code: Obstacle,
    /// The sentence.
    pub why: String,
}

/// One hotline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RouteV1 {
    /// Whose it is.
    pub name: &'static str,
    /// The country that it is for; null for all.
    pub country: Option<&'static str>,
    /// The page of its form.
    pub url: &'static str,
    /// The day on which it was entered or checked; null where its source bears none.
    pub as_of: Option<&'static str>,
    /// Whether it was entered from memory.
    pub recalled: bool,
    /// Whose word it is: `published` (its own), `secondary` (somebody's list) or `recalled`.
    pub backing: &'static str,
    /// The page that says so.
    pub source: &'static str,
}

/// A country that is concerned, or that it is not known.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConcernedV1 {
    /// The layer that leads there.
    pub layer: LayerId,
    /// ISO 3166-1 code; null where it is not known.
    pub country: Option<String>,
    /// The sentence.
    pub text: String,
}

/// An advice.
pub(super) fn advice_v1(advice: &Advice, ledger: &mut EvidenceLedger<'_>) -> AdviceV1 {
    let hotlines = advice.hotlines.as_ref();
    AdviceV1 {
        harm: advice.harm,
        nature: advice.nature,
        hints: advice
            .hints
            .iter()
            .map(|hint| HintV1 { towards: hint.towards, text: hint.text.clone() })
            .collect(),
        notes: advice.notes.clone(),
        steps: (1..).zip(&advice.steps).map(|(at, step)| step_v1(at, step, ledger)).collect(),
        gaps: advice
            .gaps
            .iter()
            .map(|gap| GapV1 { layer: gap.layer, why: gap.text.clone() })
            .collect(),
        cannot_help: advice
            .cannot_help
            .iter()
            .map(|party| CannotHelpV1 {
                layer: party.layer,
                party: party.party.clone(),
                party_id: party.party_id.clone(),
                reason_code: party.obstacle,
                why: party.why.clone(),
            })
            .collect(),
        hotlines: hotlines
            .map(|known| known.routes.iter().map(route_v1).collect())
            .unwrap_or_default(),
        countries: hotlines
            .map(|known| known.countries.iter().map(concerned_v1).collect())
            .unwrap_or_default(),
    }
}

/// One step.
fn step_v1(number: usize, step: &Step, ledger: &mut EvidenceLedger<'_>) -> StepV1 {
    StepV1 {
        number,
        stage: step.stage,
        path: step.path,
        from: step.from.clone(),
        layer: step.layer,
        party_kind: step.party_kind,
        party: step.party.clone(),
        party_id: step.party_id.clone(),
        country: step.country.clone(),
        contact: step.contact.as_ref().map(|contact| contact_v1(contact, ledger)),
        action: step.action.word(),
        rung: step.action.rung(),
        ask: step.ask.clone(),
        condition: step.condition.clone(),
        collateral: step.collateral.clone(),
        also: step.also.iter().map(further_v1).collect(),
        evidence_needed: step.evidence_needed.clone(),
        why: step.why.clone(),
        remarks: step.remarks.clone(),
        rules: step.rules.clone(),
        same_desk_as: step.same_desk_as.clone(),
        if_silent_after: step.if_silent_after,
        if_silent: step.if_silent.clone(),
        then: step.then,
    }
}

/// What else a party may do.
fn further_v1(further: &Further) -> FurtherV1 {
    FurtherV1 {
        action: further.action.word(),
        rung: further.action.rung(),
        condition: further.condition.clone(),
        collateral: further.collateral.clone(),
    }
}

/// One hotline.
fn route_v1(route: &crate::model::advice::Route) -> RouteV1 {
    RouteV1 {
        name: route.name,
        country: route.country,
        url: route.url,
        as_of: route.as_of,
        backing: route.backing,
        recalled: route.recalled,
        source: route.source,
    }
}

/// One country.
fn concerned_v1(concerned: &crate::model::advice::Concerned) -> ConcernedV1 {
    ConcernedV1 {
        layer: concerned.layer,
        country: concerned.country.clone(),
        text: concerned.text.clone(),
    }
}
