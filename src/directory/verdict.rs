//! The one place that decides whose signs prevail, and that can say why.
//!
//! Every question of `lookup.rs` ends in [`sorted`], which puts the match that prevails first:
//! the most specific sign; among equals the user's own entry; then a fixed order, so that it never
//! depends on a table's. [`best_for`] takes the first of a role, and [`verdict`] explains that choice:
//! by which sign, how sure, what speaks against it, and what would prove it wrong.

use super::lookup::Match;
use super::provider::SignKind;
use super::role::Role;
use crate::model::chain::{Confidence, SeenSign};

/// A match that prevails in its role, with the reasons for and against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prevailing<'m, 'a> {
    /// The match.
    pub found: &'m Match<'a>,
    /// How sure the sign alone makes it.
    pub confidence: Confidence,
    /// What speaks against it, or beside it: other companies' signs, age, a weak kind of sign.
    pub against: Vec<String>,
    /// What would prove it wrong.
    pub wrong_if: &'static str,
}

/// The match that prevails for a role among the answers to one question.
pub fn best_for<'m, 'a>(matches: &'m [Match<'a>], role: Role) -> Option<&'m Match<'a>> {
    matches.iter().find(|found| found.role == role)
}

/// The same, with its reasons as of a day. Meant for whoever shows how a party was found: a chain's
/// evidence as well as `trace directory match`.
pub fn verdict<'m, 'a>(
    matches: &'m [Match<'a>],
    role: Role,
    today: &str,
) -> Option<Prevailing<'m, 'a>> {
    let found = best_for(matches, role)?;
    let mut against: Vec<String> = Vec::new();
    for other in matches.iter().filter(|other| other.provider.id != found.provider.id) {
        let degree = match other.specificity.cmp(&found.specificity) {
            _ if other.role != role => "another role",
            std::cmp::Ordering::Less => "less specific",
            std::cmp::Ordering::Equal => "as specific, and later in the order",
            std::cmp::Ordering::Greater => "more specific",
        };
        let text = format!(
            "{} {} is {}'s, as {} ({degree})",
            other.sign.kind, other.value, other.provider.name, other.role
        );
        if !against.contains(&text) {
            against.push(text);
        }
    }
    against.extend(weakness(found).map(str::to_owned));
    against.extend(found.age(today));
    let confidence = found.worth(today);
    Some(Prevailing { found, confidence, against, wrong_if: wrong_if(found) })
}

impl Match<'_> {
    /// How sure the sign alone makes who it is, as of a day.
    pub fn worth(&self, today: &str) -> Confidence {
        self.confidence(strength(self), today)
    }

    /// A confidence that rests on this sign: one level less where nobody has looked for 180 days.
    /// Whether a company is still behind the name of one that has ended cannot be told from here.
    pub fn confidence(&self, level: Confidence, today: &str) -> Confidence {
        let level = if self.sign.is_stale(today) { level.lowered() } else { level };
        if self.provider.ended.is_some() { level.max(Confidence::Weak) } else { level }
    }

    /// The sign as the chain shows it.
    pub fn seen(&self, today: &str) -> SeenSign {
        SeenSign {
            sign: format!("{} {}", self.sign.kind, self.value),
            source: self.sign.source.clone(),
            read: self.sign.read.clone(),
            against: weakness(self).map(str::to_owned).into_iter().chain(self.age(today)).collect(),
            wrong_if: wrong_if(self),
        }
    }

    /// What is to be said about the age of the sign, if it is too old to rely on.
    pub fn age(&self, today: &str) -> Option<String> {
        if !self.sign.is_stale(today) {
            return None;
        }
        let sign = self.sign;
        Some(if sign.recalled {
            format!("known by a sign that was entered from memory on {}", sign.read)
        } else {
            format!("known by a sign that was last read on {}", sign.read)
        })
    }
}

/// How sure a fresh sign of this kind makes who it is: a name below a company's own is the
/// company's to give, an address or AS number may serve others, and anybody can write the rest.
fn strength(found: &Match<'_>) -> Confidence {
    match found.sign.kind {
        _ if found.role == Role::Platform => Confidence::Weak,
        SignKind::NameServer
        | SignKind::NameServerPattern
        | SignKind::Alias
        | SignKind::Platform
        | SignKind::Url
        | SignKind::Mail
        | SignKind::Registrar
        | SignKind::Suffix => Confidence::Confirmed,
        SignKind::Origin | SignKind::Prefix | SignKind::Issuer => Confidence::Strong,
        SignKind::Reverse | SignKind::Header => Confidence::Weak,
    }
}

/// What is weak about a sign, whoever's it is.
fn weakness(found: &Match<'_>) -> Option<&'static str> {
    match found.sign.kind {
        _ if found.role == Role::Platform => Some(
            "whether the content is there as well, or the name only points elsewhere, is not known",
        ),
        _ if found.sign.machines => {
            Some("a machine behind such a name is rented: its tenant runs it")
        }
        SignKind::Reverse => Some("whoever runs the reverse zone may write any name"),
        SignKind::Header => Some("any server can send any header"),
        _ => None,
    }
}

/// What would prove a match wrong.
fn wrong_if(found: &Match<'_>) -> &'static str {
    match found.sign.kind {
        SignKind::NameServer | SignKind::NameServerPattern => {
            "the server's address is in another company's network, or the name is a customer's machine"
        }
        SignKind::Alias | SignKind::Platform | SignKind::Url => {
            "the company sold or delegated the name above it, or its addresses are another company's"
        }
        SignKind::Mail => "the mail exchange's address is in another company's network",
        SignKind::Origin => "the registry names another holder of the AS number",
        SignKind::Prefix => {
            "the address registry names another holder of the range, and another AS announces it"
        }
        SignKind::Reverse => "the reverse name does not lead back to the address",
        SignKind::Header => "the address belongs to another company",
        SignKind::Issuer => "the certificate's chain ends at another authority",
        SignKind::Registrar => "the register of accredited registrars names another",
        SignKind::Suffix => "the suffix is delegated to somebody else's name servers",
    }
}
