//! What a plan for a harm is made of: lines that say who is asked for what, at which stage.

use crate::model::ability::Ability;
use crate::model::advice::{Action, Nature, Path, Stage};
use crate::model::chain::LayerId;
use crate::model::zone::ZoneKind;

/// A kind of harm and what is to be done about it.
#[derive(Debug)]
pub struct Harm {
    /// The stable code.
    pub id: &'static str,
    /// Whether it counts as DNS abuse under ICANN's contracts.
    pub dns_abuse: bool,
    /// How long a party has before the next one is asked.
    pub patience: Patience,
    /// Whether log lines show it rather than pages.
    pub by_log: bool,
    /// Whether whoever runs the site must not hear of the report.
    pub quietly: bool,
    /// The lines, in order.
    pub lines: &'static [PlanLine],
    /// Layers that must not be asked, because the harm is not their business.
    pub never: &'static [LayerId],
}

/// How long a party has: defaults of the tool, not law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// A day.
    Day,
    /// Three working days.
    WorkingDays,
}

/// One line of a plan.
#[derive(Debug)]
pub struct PlanLine {
    /// When its turn comes.
    pub stage: Stage,
    /// On which path.
    pub path: Path,
    /// Who is asked.
    pub who: PlanParty,
    /// What for: the first that the party can do; the others besides or instead.
    pub asks: &'static [Action],
    /// For which sites.
    pub natures: &'static [Nature],
    /// For which targets.
    pub subject: PlanSubject,
}

/// For which targets a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanSubject {
    /// All.
    Any,
    /// Names only.
    Name,
    /// Names that were registered, under generic top-level domains, only.
    Generic,
    /// Other names that were registered only.
    OwnRules,
    /// Addresses and AS numbers only.
    Number,
}

impl PlanSubject {
    /// Whether a target is meant; `zone` is that of its name, if it is one, and `given` says whether
    /// a platform gave it, so that nobody registered it.
    pub fn covers(self, zone: Option<ZoneKind>, given: bool) -> bool {
        match self {
            Self::Any => true,
            Self::Name => zone.is_some(),
            Self::Generic => !given && zone == Some(ZoneKind::Generic),
            Self::OwnRules => !given && zone.is_some_and(|zone| zone != ZoneKind::Generic),
            Self::Number => zone.is_none(),
        }
    }
}

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanParty {
    /// Whoever runs the site.
    Operator,
    /// The parties of a layer of the chain.
    Layer(LayerId),
    /// The platform that gave the target its name or place.
    Giver,
    /// Parties that are not on the path, by the code of our table.
    Outside(&'static str),
    /// The incident response team of the host's country.
    Csirt,
    /// Whoever supervises the registrar and the registry.
    Authority,
    /// Networks that carry the announcing one.
    Upstream,
}

impl PlanParty {
    /// The word that keys of texts use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Layer(layer) => layer.word(),
            Self::Giver => "giver",
            Self::Outside(id) => id,
            Self::Csirt => "csirt",
            Self::Authority => "authority",
            Self::Upstream => "upstream",
        }
    }
}

/// Every nature.
pub const ANY: &[Nature] = &[Nature::Unknown, Nature::Compromised, Nature::Malicious];

impl PlanLine {
    /// A line for all sites and targets.
    pub const fn new(stage: Stage, path: Path, who: PlanParty, asks: &'static [Action]) -> Self {
        Self { stage, path, who, asks, natures: ANY, subject: PlanSubject::Any }
    }

    /// The same line for some sites only.
    #[must_use]
    pub const fn when(self, natures: &'static [Nature]) -> Self {
        Self { natures, ..self }
    }

    /// The same line for some targets only.
    #[must_use]
    pub const fn about(self, subject: PlanSubject) -> Self {
        Self { subject, ..self }
    }

    /// Whether it acts on the name as a whole.
    pub fn takes_name_down(&self) -> bool {
        let acts = |action: &Action| {
            matches!(
                action,
                Action::Use(
                    Ability::SuspendDomain | Ability::RedirectDomain | Ability::ForwardReport
                )
            )
        };
        self.path == Path::Name && self.asks.iter().any(acts)
    }
}
