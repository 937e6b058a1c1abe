//! Advice: whom to ask first, for what, and who cannot help.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ability::{Ability, Rung};
use super::chain::LayerId;
use super::contact::Contact;

/// Whom to contact about a harm, in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The code of the harm.
    pub harm: &'static str,
    /// What the user says of the site.
    pub nature: Nature,
    /// What the facts hint at, for the user to decide.
    pub hints: Vec<Hint>,
    /// What is to be known before anything is sent.
    pub notes: Vec<String>,
    /// Those of the notes that change what is sent, or that nothing is to be sent.
    pub must_know: Vec<String>,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// Parties that would be first if they could be named, and why they are not.
    pub gaps: Vec<Gap>,
    /// Parties that cannot help, and why.
    pub cannot_help: Vec<CannotHelp>,
    /// Where the material is reported instead; for that one harm only.
    pub hotlines: Option<Hotlines>,
}

/// What the user says of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Nothing.
    #[default]
    Unknown,
    /// It is somebody's site that was broken into.
    Compromised,
    /// It was made for the harm.
    Malicious,
}

/// Something that speaks for one nature or the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it speaks for.
    pub towards: Nature,
    /// The sentence.
    pub text: String,
}

/// When a step's turn comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// At once, beside the others of this stage.
    First,
    /// After the first ones had their time.
    Then,
    /// Only when those before it on its path stayed silent.
    IfSilent,
}

/// The path on which a step stands; a path is climbed in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Path {
    /// Towards the content: platform or host, range holder, network, upstream.
    Content,
    /// Towards the name: reseller, registrar, registry, whoever supervises them.
    Name,
    /// Beside both.
    Side,
}

/// What a party is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// To use an ability of the matrix.
    Use(Ability),
    /// To take note; nothing is asked.
    Inform,
    /// To clean and close the way in.
    CleanUp,
    /// To put a record of the DNS right again.
    RepairRecords,
    /// To warn, coordinate and reach those who are hard to reach.
    Coordinate,
    /// To investigate or order.
    Investigate,
    /// To stop payments.
    StopPayments,
    /// To decide a dispute about a name.
    DecideDispute,
    /// To take it out of search results.
    Delist,
    /// To keep copies from being uploaded again.
    BlockCopies,
    /// To hold a party to its contract.
    EnforceContract,
}

impl Action {
    /// The actions that are no ability of the matrix.
    pub const OTHERS: [Self; 10] = [
        Self::Inform,
        Self::CleanUp,
        Self::RepairRecords,
        Self::Coordinate,
        Self::Investigate,
        Self::StopPayments,
        Self::DecideDispute,
        Self::Delist,
        Self::BlockCopies,
        Self::EnforceContract,
    ];

    /// The stable code.
    pub fn word(self) -> &'static str {
        match self {
            Self::Use(ability) => ability.word(),
            Self::Inform => "inform",
            Self::CleanUp => "clean-up",
            Self::RepairRecords => "repair-records",
            Self::Coordinate => "coordinate",
            Self::Investigate => "investigate",
            Self::StopPayments => "stop-payments",
            Self::DecideDispute => "decide-dispute",
            Self::Delist => "delist",
            Self::BlockCopies => "block-copies",
            Self::EnforceContract => "enforce-contract",
        }
    }

    /// All codes.
    pub fn words() -> Vec<&'static str> {
        let abilities = Ability::ALL.into_iter().map(Ability::word);
        abilities.chain(Self::OTHERS.into_iter().map(Self::word)).collect()
    }

    /// How much it takes down.
    pub fn rung(self) -> Rung {
        match self {
            Self::Use(ability) => ability.rung(),
            _ => Rung::Item,
        }
    }
}

/// Something that a party may do besides or instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Further {
    /// What.
    pub action: Action,
    /// What has to be true first.
    pub condition: Option<String>,
    /// What else stops.
    pub collateral: Option<String>,
}

/// One party to contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The layer in which it stands; `None` for one that is not on the path.
    pub layer: Option<LayerId>,
    /// What kind of party it is: the word of its layer, or what the plan calls one that is not on
    /// the path (`court`, `icann`, …).
    pub party_kind: &'static str,
    /// Its identifier: the chain's, or the code of a party that is not on the path.
    pub party_id: String,
    /// Its name.
    pub party: String,
    /// The country of its registered address, where known.
    pub country: Option<String>,
    /// The contact for this role.
    pub contact: Option<Contact>,
    /// What it is asked to do.
    pub action: Action,
    /// What it may do besides, or instead.
    pub also: Vec<Further>,
    /// The request in a sentence.
    pub ask: String,
    /// What has to be true first.
    pub condition: Option<String>,
    /// What else stops.
    pub collateral: Option<String>,
    /// Why it comes here.
    pub why: String,
    /// What this kind of party needs to see.
    pub evidence_needed: Vec<&'static str>,
    /// What to know about the contact or the party.
    pub remarks: Vec<String>,
    /// Rules that may be named to it.
    pub rules: Vec<&'static str>,
    /// When its turn comes.
    pub stage: Stage,
    /// On which path.
    pub path: Path,
    /// The earliest day (`2026-01-31`).
    pub from: String,
    /// How long to wait for it; `None` where no answer is to be expected.
    pub if_silent_after: Option<&'static str>,
    /// What to do then.
    pub if_silent: Option<String>,
    /// The next step on its path, by number.
    pub then: Option<usize>,
    /// The layers in which the same desk stands as well.
    pub same_desk_as: Vec<LayerId>,
}

/// A party that would have its turn if it could be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The layer.
    pub layer: LayerId,
    /// The sentence.
    pub text: String,
}

/// Why a party cannot help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    /// It has no means against this harm.
    NoMeans,
    /// Acting would hit every customer of a platform.
    HitsPlatform,
    /// The name is suspended already.
    AlreadySuspended,
    /// It may be the abuser, or the victim.
    NotAddressed,
    /// What it could do is out of proportion, or not its business.
    NotItsBusiness,
}

/// A party that cannot help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannotHelp {
    /// The layer; `None` for one that is not on the path.
    pub layer: Option<LayerId>,
    /// Its identifier.
    pub party_id: String,
    /// Its name.
    pub party: String,
    /// The kind of reason.
    pub obstacle: Obstacle,
    /// The sentence.
    pub why: String,
}

/// Where the material is reported that nobody else may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hotlines {
    /// The countries of those who serve the target.
    pub countries: Vec<Concerned>,
    /// The routes: first those of the countries, then those that are open to all.
    pub routes: Vec<Route>,
}

/// A country that is concerned, or that it is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concerned {
    /// The layer that leads there.
    pub layer: LayerId,
    /// ISO 3166-1 code; `None` where it is not known.
    pub country: Option<String>,
    /// The sentence.
    pub text: String,
}

/// One hotline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Whose it is.
    pub name: &'static str,
    /// The country that it is for; `None` for all.
    pub country: Option<&'static str>,
    /// The page of its form.
    pub url: &'static str,
    /// The day on which it was entered or checked; `None` where its source bears none.
    pub as_of: Option<&'static str>,
    /// Whether it was entered from memory.
    pub recalled: bool,
    /// Whose word it is: `published` (its own), `secondary` or `recalled`.
    pub backing: &'static str,
    /// The page that says so.
    pub source: &'static str,
}
