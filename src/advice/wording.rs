//! A step in words: what is asked of a party, why it comes here, and what it needs to see.

use super::plan::{Harm, PlanLine};
use super::steps::{StepDraft, Taking};
use crate::model::ability::{Ability, Actor};
use crate::model::advice::{Action, Nature, Stage, Step};
use crate::model::chain::LayerId;
use crate::texts;

impl Taking<'_> {
    /// A step in words.
    pub(super) fn draft(&self, line: &PlanLine, draft: StepDraft) -> Step {
        let (ask_keys, why_keys) = self.keys(&draft);
        let StepDraft { word, actor: _, pick, layer, party: (party_id, party), named, country } =
            draft;
        let facts = self.facts;
        let address = match facts.domain {
            Some(_) => texts::fill("place.address", &[("host", &facts.host)]),
            None => facts.host.clone(),
        };
        let values = [
            ("party", named.as_str()),
            ("target", facts.target.as_str()),
            ("host", facts.host.as_str()),
            ("address", address.as_str()),
            ("domain", self.name(word, layer, pick.action)),
            ("suffix", facts.suffix.as_deref().unwrap_or_default()),
        ];
        let first = |keys: &[String]| {
            let found = keys.iter().find(|key| texts::find(key).is_some());
            found.map(|key| texts::fill(key, &values)).unwrap_or_default()
        };
        // Whoever gave a name sees an account, and no registration.
        let reader = if word == "giver" { Some(LayerId::Host) } else { layer };
        Step {
            layer,
            ask: first(&ask_keys),
            why: first(&why_keys),
            evidence_needed: evidence(self.request.harm, line, reader, pick.action),
            party_kind: word,
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

    /// The keys of what is asked and of why, the most fitting first.
    fn keys(&self, draft: &StepDraft) -> ([String; 5], [String; 4]) {
        let (word, harm, action) = (draft.word, self.request.harm.id, draft.pick.action.word());
        let kind = match draft.actor {
            Some(actor @ (Actor::Shortener | Actor::Gateway)) => actor.word(),
            _ => word,
        };
        let made = if self.request.nature == Nature::Malicious { "malicious" } else { "" };
        let ask = [
            format!("ask.{word}.{action}.{made}"),
            format!("ask.{kind}.{action}"),
            format!("ask.{word}.{action}"),
            format!("ask.{harm}.{action}"),
            format!("ask.{action}"),
        ];
        let why = [
            format!("here.{harm}.{word}"),
            format!("here.{kind}.{action}"),
            format!("here.{word}.{action}"),
            format!("here.{word}"),
        ];
        (ask, why)
    }

    /// The name that a step is about: the registered one for those who act on it as a whole; for all
    /// others, of a name that a platform gave, that one name.
    fn name(&self, word: &str, layer: Option<LayerId>, action: Action) -> &str {
        let facts = self.facts;
        let whole = matches!(
            layer,
            Some(LayerId::Registry | LayerId::Registrar | LayerId::Reseller | LayerId::Dns)
        ) || action == Action::EnforceContract;
        match &facts.domain {
            Some(domain) if self.chain.platform.is_none() || whole && word != "giver" => domain,
            _ => &facts.host,
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
    let stops_mail = Action::Use(Ability::StopMailbox);
    let by_message = harm.lines.iter().any(|line| line.asks.contains(&stops_mail));
    let keys: &[&str] = match (layer, action) {
        (_, Action::Use(Ability::StopMailbox)) => &["evidence.message"],
        (Some(_), Action::DecideDispute) => &["evidence.url", "evidence.right"],
        (None, Action::DecideDispute) => &["evidence.domain", "evidence.right"],
        (_, Action::Use(Ability::BlockAddress | Ability::CutNetwork)) if harm.by_log => {
            &["evidence.source", "evidence.log", "evidence.times"]
        }
        (Some(LayerId::Network), _) if by_message => &["evidence.message", "evidence.times"],
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
        (Some(LayerId::Network), _)
        | (_, Action::Use(Ability::BlockAddress | Ability::CutNetwork)) => {
            &["evidence.url", "evidence.address", "evidence.times", "evidence.screenshot"]
        }
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
        (None, _) if line.stage == Stage::IfSilent => &["evidence.everything"],
        (None, _) => &["evidence.url"],
    };
    keys.iter().map(|key| texts::text(key)).collect()
}
