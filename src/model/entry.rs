//! One entry of the chain: a party in one layer, or why there is none to name. Which of the two it
//! is, is its type, so that no entry can be half of each.

use schemars::JsonSchema;
use serde::Serialize;

use super::ability::{Ability, Actor};
use super::answer::{Evidence, ReasonCode, Why};
use super::chain::{Confidence, LayerId, Status};
use super::contact::{Contact, ContactKind};
use super::record::RejectedContact;
use super::text::{host, mixed, quoted};
use super::writer::Writer;

/// One party in one layer, or why there is none to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The layer.
    pub layer: LayerId,
    /// Who it is, or why nobody can be named.
    pub is: Who,
    /// What was not learnt that could have shown another party: what is said here may be different
    /// tomorrow although nothing has changed.
    pub doubt: Option<Why>,
    /// Why a contact that it lacks may be published all the same: who did not answer.
    pub unheard: Option<Why>,
    /// How to reach it, best first.
    pub contacts: Vec<Contact>,
    /// Why there is no way to reach the party that is named, if so.
    pub unreached: Option<String>,
    /// Desks of it that take reports of one harm alone.
    pub special: Vec<Contact>,
    /// Contacts that were found and must not be used.
    pub rejected: Vec<Rejected>,
    /// Whether acting here would hit everybody on a platform, and not the one customer.
    pub hits_platform: bool,
    /// What it can do.
    pub can: Vec<Power>,
    /// What it cannot do, though it is often asked to.
    pub cannot: Vec<Power>,
    /// The names or addresses that it is responsible for.
    pub subjects: Vec<String>,
    /// The signs of the directory by which the party was known.
    pub signs: Vec<SeenSign>,
    /// What else should be known.
    pub notes: Vec<String>,
    /// Those of the notes without which one would act wrongly.
    pub cautions: Vec<String>,
    /// How sure this is.
    pub confidence: Confidence,
    /// The exchanges that it rests on.
    pub evidence: Vec<Evidence>,
}

/// Who stands in a layer, or why nobody can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A source names the party.
    Identified {
        /// The party.
        party: Party,
        /// What kind of party it is, where it acts; the powers follow from it.
        actor: Actor,
        /// Whose word its name is.
        said_by: Writer,
    },
    /// No party is named.
    Missing {
        /// In which sense there is none.
        lack: Lack,
        /// Why.
        why: Why,
    },
}

/// In which sense no party can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lack {
    /// There is none, and we know it.
    Absent,
    /// There is one, but it cannot be seen from outside.
    Hidden,
    /// It could not be found out.
    Unknown,
    /// The user's options exclude it.
    Skipped,
}

impl Entry {
    /// An entry that names a party, by whose word.
    pub fn identified(
        layer: LayerId,
        party: Party,
        said_by: Writer,
        confidence: Confidence,
    ) -> Self {
        Self::of(layer, Who::Identified { party, actor: layer.actor(), said_by }, confidence)
    }

    /// An entry that says why no party is named.
    pub fn missing(layer: LayerId, lack: Lack, why: Why) -> Self {
        let evidence = why.evidence.iter().cloned().collect();
        let confidence = match lack {
            Lack::Unknown | Lack::Skipped => Confidence::Weak,
            Lack::Absent | Lack::Hidden => Confidence::Confirmed,
        };
        Self { evidence, ..Self::of(layer, Who::Missing { lack, why }, confidence) }
    }

    /// An entry that says, without an exchange to show for it, why no party is named.
    pub fn without(layer: LayerId, lack: Lack, code: ReasonCode, text: impl Into<String>) -> Self {
        Self::missing(layer, lack, Why::new(code, text))
    }

    /// An entry with nothing in it yet.
    fn of(layer: LayerId, is: Who, confidence: Confidence) -> Self {
        Self {
            layer,
            is,
            doubt: None,
            unheard: None,
            hits_platform: false,
            contacts: Vec::new(),
            unreached: None,
            special: Vec::new(),
            rejected: Vec::new(),
            can: Vec::new(),
            cannot: Vec::new(),
            subjects: Vec::new(),
            signs: Vec::new(),
            notes: Vec::new(),
            cautions: Vec::new(),
            confidence,
            evidence: Vec::new(),
        }
    }

    /// What is known, in one word.
    pub fn status(&self) -> Status {
        match &self.is {
            Who::Identified { .. } => Status::Identified,
            Who::Missing { lack: Lack::Absent, .. } => Status::Absent,
            Who::Missing { lack: Lack::Hidden, .. } => Status::Hidden,
            Who::Missing { lack: Lack::Unknown, .. } => Status::Unknown,
            Who::Missing { lack: Lack::Skipped, .. } => Status::Skipped,
        }
    }

    /// Whether a party is named.
    pub fn is_identified(&self) -> bool {
        matches!(self.is, Who::Identified { .. })
    }

    /// The party, to complete it.
    pub fn party_mut(&mut self) -> Option<&mut Party> {
        match &mut self.is {
            Who::Identified { party, .. } => Some(party),
            Who::Missing { .. } => None,
        }
    }

    /// The party, where one is named.
    pub fn party(&self) -> Option<&Party> {
        match &self.is {
            Who::Identified { party, .. } => Some(party),
            Who::Missing { .. } => None,
        }
    }

    /// What kind of party it is, where one is named.
    pub fn actor(&self) -> Option<Actor> {
        match &self.is {
            Who::Identified { actor, .. } => Some(*actor),
            Who::Missing { .. } => None,
        }
    }

    /// Whose word the party's name is, where one is named.
    pub fn said_by(&self) -> Option<Writer> {
        match &self.is {
            Who::Identified { said_by, .. } => Some(*said_by),
            Who::Missing { .. } => None,
        }
    }

    /// The party's name as a part of a sentence: as it is where our own tables, or a register of
    /// registries and registrars, give it; else in quotation marks, because somebody else wrote it.
    pub fn in_words(&self) -> String {
        let Some(party) = self.party() else { return "it".to_owned() };
        let ours = match self.said_by() {
            Some(Writer::Directory | Writer::UserDirectory) => true,
            Some(Writer::Registry) => {
                matches!(self.layer, LayerId::Registry | LayerId::Registrar)
                    && is_usual(&party.name)
            }
            _ => party.name.contains('.') && host(&party.name) == party.name,
        };
        if ours { party.name.clone() } else { quoted(&party.name) }
    }

    /// Why no party is named, where none is.
    pub fn reason(&self) -> Option<&Why> {
        match &self.is {
            Who::Identified { .. } => None,
            Who::Missing { why, .. } => Some(why),
        }
    }

    /// Says that the party is of another kind than is usual in its layer.
    pub fn acts_as(&mut self, kind: Actor) {
        if let Who::Identified { actor, .. } = &mut self.is {
            *actor = kind;
        }
    }

    /// Adds an exchange that the entry rests on, once.
    pub fn rests_on(&mut self, evidence: &Evidence) {
        if !self.evidence.contains(evidence) {
            self.evidence.push(evidence.clone());
        }
    }

    /// Puts the desks for one harm among the contacts, once that harm is what would be reported: its
    /// form comes first, a mailbox only where there is nothing else.
    pub fn open_desk(&mut self, harm: &str) {
        let mut own = self.special.iter().filter(|contact| contact.only == Some(harm)).cloned();
        let form = own.clone().find(|contact| contact.kind == ContactKind::Form);
        if let Some(desk) = form.or_else(|| own.next().filter(|_| self.contacts.is_empty())) {
            self.unreached = None;
            self.contacts.insert(0, desk);
        }
    }

    /// Adds a note without which one would act wrongly, before the others.
    pub fn warn(&mut self, note: impl Into<String>) {
        let note = note.into();
        self.notes.insert(0, note.clone());
        self.cautions.push(note);
    }

    /// Adds a note, once.
    pub fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

impl LayerId {
    /// The kind of party that usually stands in the layer.
    pub fn actor(self) -> Actor {
        match self {
            Self::Registry => Actor::Registry,
            Self::Registrar => Actor::Registrar,
            Self::Reseller => Actor::Reseller,
            Self::Registrant => Actor::Operator,
            Self::Dns => Actor::Dns,
            Self::Cdn => Actor::Cdn,
            Self::Host => Actor::Host,
            Self::Network => Actor::Network,
            Self::Mail => Actor::Mail,
            Self::Certificate => Actor::Certificate,
        }
    }
}

/// A sign of the directory that was seen, with what is to be said for and against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeenSign {
    /// Its kind and what it matches: `name-server ns.example.net`.
    pub sign: String,
    /// The page that says whose it is.
    pub source: String,
    /// The day on which that page was read, or the sign entered from memory.
    pub read: String,
    /// What speaks against it.
    pub against: Vec<String>,
    /// What would prove it wrong.
    pub wrong_if: &'static str,
}

/// A contact that was found and must not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The contact and the reason.
    pub contact: RejectedContact,
    /// The exchange that showed it.
    pub evidence: Option<Evidence>,
}

/// Who is responsible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The name as its source gives it.
    pub name: String,
    /// Our identifier: the same company has the same one in every layer.
    pub id: String,
    /// ISO 3166-1 code of its registered address; not the place of any server.
    pub country: Option<String>,
    /// Whether the country stands in a table of ours alone, and in no record that was seen.
    pub country_listed: bool,
    /// Its number as a registrar.
    pub iana_id: Option<u32>,
    /// Its AS number, where this entry is about one.
    pub asn: Option<u32>,
    /// The registry's handle for it.
    pub handle: Option<String>,
    /// Whether it bears a known company's name, and nothing else shows that it is that company.
    pub borrowed: bool,
}

impl Party {
    /// A party of which only the name is known.
    pub fn named(name: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            id: id.into(),
            country: None,
            country_listed: false,
            iana_id: None,
            asn: None,
            handle: None,
            borrowed: false,
        }
    }

    /// The party as one that only bears a known company's name: under an identifier of its own.
    #[must_use]
    pub fn that_borrows(self) -> Self {
        if self.borrowed {
            return self;
        }
        Self { id: format!("name-{}", self.id), borrowed: true, ..self }
    }
}

/// Whether a company's name holds nothing that would make it a sentence.
pub fn is_usual(name: &str) -> bool {
    let odd = |c: char| !(c.is_alphanumeric() || " .,&()-'/+".contains(c));
    name.chars().count() <= 80 && !name.contains(odd) && mixed(name).is_none()
}

/// Something that a party can or cannot do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Power {
    /// What it is.
    pub ability: Ability,
    /// The words for a narrow column.
    pub words: &'static str,
    /// What has to be true first.
    pub condition: Option<String>,
    /// What else stops.
    pub collateral: Option<String>,
    /// Why.
    pub why: &'static str,
}
