//! A step in words: what is asked of a party, why it comes here, and what it needs to see.

use super::plan::{Harm, PlanLine};
use super::steps::{StepDraft, Taking};
use crate::model::ability::Ability;
use crate::model::advice::{Action, Stage, Step};
use crate::model::chain::LayerId;
use crate::texts;

impl Taking<'_> {
    /// A step in words.
    pub(super) fn draft(&self, line: &PlanLine, draft: StepDraft<'_>) -> Step {
        let harm = self.request.harm.id;
        let StepDraft { word, pick, layer, party: (party_id, party), named, country } = draft;
        let action = pick.action.word();
        let facts = self.facts;
        let values = [
            ("party", named.as_str()),
            ("target", facts.target.as_str()),
            ("host", facts.host.as_str()),
            ("domain", facts.domain.as_deref().unwrap_or(&facts.host)),
            ("suffix", facts.suffix.as_deref().unwrap_or_default()),
        ];
        let first = |keys: [String; 3]| {
            let found = keys.iter().find(|key| texts::find(key).is_some());
            found.map(|key| texts::fill(key, &values)).unwrap_or_default()
        };
        Step {
            layer,
            ask: first([
                format!("ask.{word}.{action}"),
                format!("ask.{harm}.{action}"),
                format!("ask.{action}"),
            ]),
            why: first([
                format!("here.{harm}.{word}"),
                format!("here.{word}.{action}"),
                format!("here.{word}"),
            ]),
            evidence_needed: evidence(self.request.harm, line, layer, pick.action),
            party_id,
            party,
            country,
            contact: None,
            action: pick.action,
            also: pick.also,
            condition: pick.condition,
            collateral: pick.collateral,
            remarks: Vec::new(),
            rules: Vec::new(),
            stage: line.stage,
            path: line.path,
            from: String::new(),
            if_silent_after: layer.map(|_| self.request.harm.patience.words()),
            if_silent: None,
            then: None,
            same_desk_as: Vec::new(),
        }
    }
}

/// What a kind of party needs to see.
fn evidence(
    harm: &Harm,
    line: &PlanLine,
    layer: Option<LayerId>,
    action: Action,
) -> Vec<&'static str> {
    let keys: &[&str] = match (layer, action) {
        (_, Action::Use(Ability::StopMailbox)) => &["evidence.message"],
        (_, Action::Use(Ability::BlockAddress | Ability::CutNetwork)) => {
            &["evidence.source", "evidence.log", "evidence.times"]
        }
        (Some(LayerId::Registrar | LayerId::Registry | LayerId::Reseller | LayerId::Dns), _) => &[
            "evidence.domain",
            "evidence.url",
            "evidence.why-domain",
            "evidence.screenshot",
            "evidence.lure",
            "evidence.times",
        ],
        (Some(_), _) if harm.by_log => &["evidence.source", "evidence.log", "evidence.times"],
        (Some(LayerId::Certificate), _) => &["evidence.certificate"],
        (Some(LayerId::Network), _) => &["evidence.source", "evidence.url", "evidence.times"],
        (Some(_), _) => &[
            "evidence.url",
            "evidence.what",
            "evidence.times",
            "evidence.reproduce",
            "evidence.screenshot",
            "evidence.good-faith",
        ],
        (None, Action::Coordinate | Action::Investigate | Action::EnforceContract) => {
            &["evidence.everything", "evidence.told"]
        }
        (None, Action::DecideDispute) => &["evidence.domain", "evidence.right"],
        (None, _) if line.stage == Stage::IfSilent => &["evidence.everything"],
        (None, _) => &["evidence.url"],
    };
    keys.iter().map(|key| texts::text(key)).collect()
}
