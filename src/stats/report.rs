//! Shares and concentration out of the counts: the structs of schema `trace-stats/1`.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::CountedBy;
use super::concentration::{Concentration, rounded};
use super::tally::{Count, Counts, Legacy, Tally};

/// The version of the JSON.
const SCHEMA: &str = "trace-stats/1";

/// Who carries how much of a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "trace-stats/1")]
pub struct Stats {
    /// Always `trace-stats/1`.
    #[schemars(extend("const" = "trace-stats/1"))]
    pub schema: &'static str,
    /// How many targets there are.
    pub targets: u64,
    /// Of these, how many were refused or failed as a whole.
    pub refused: u64,
    /// Lines that are no trace.
    pub unreadable: u64,
    /// What each part of the chain looks like.
    pub parts: Vec<PartStats>,
    /// Signs of what is old.
    pub legacy: LegacyStats,
}

/// What one part of the chain looks like.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PartStats {
    /// A layer, `country` (of the host) or `tld`.
    pub part: &'static str,
    /// Targets of which a party is known; all shares are of these.
    pub identified: u64,
    /// Targets that have none.
    pub absent: u64,
    /// Targets whose party cannot be seen.
    pub hidden: u64,
    /// Targets whose party could not be found out.
    pub unknown: u64,
    /// Targets of which it was not to be asked.
    pub skipped: u64,
    /// How much the largest carry.
    pub concentration: Concentration,
    /// The parties, the largest first.
    pub parties: Vec<PartyStats>,
    /// The countries of the parties, the largest first.
    pub countries: Vec<CountryStats>,
}

/// What one party carries.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PartyStats {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Option<String>,
    /// The targets that it is responsible for.
    pub targets: u64,
    /// Its share in percent; a target of several parties is shared among them.
    pub share: f64,
    /// Targets for which it has no abuse contact that anybody published.
    pub without_contact: u64,
    /// Of these, targets for which there is a guess.
    pub guessed: u64,
    /// A name or address for which it has none.
    pub example: Option<String>,
    /// A contact that was rejected.
    pub rejected: Option<String>,
    /// Why it was.
    pub rejected_because: Option<String>,
    /// How many targets more it has than in the earlier list; null without one.
    pub change: Option<i64>,
    /// By how many points its share differs from that in the earlier list; null without one.
    pub share_change: Option<f64>,
}

/// What one country carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountryStats {
    /// ISO 3166-1 code.
    pub country: String,
    /// The targets whose party is registered there.
    pub targets: u64,
}

/// Signs of what is old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "each is named for what is missing")]
pub struct LegacyStats {
    /// Registrations known from WHOIS alone.
    pub no_rdap: SignCount,
    /// Zones without DNSSEC.
    pub no_dnssec: SignCount,
    /// Names with IPv4 addresses only.
    pub no_ipv6: SignCount,
}

/// How many targets show a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SignCount {
    /// Targets that show it.
    pub targets: u64,
    /// Targets of which it is known whether they do.
    pub of: u64,
}

impl Stats {
    /// The shares of what was counted, of some parts.
    pub fn of(tally: Tally, unreadable: u64, wanted: &[CountedBy]) -> Self {
        let Tally { targets, refused, mut parts, legacy } = tally;
        let parts = wanted
            .iter()
            .map(|part| PartStats::of(part.word(), parts.remove(part).unwrap_or_default()));
        let parts = parts.collect();
        Self { schema: SCHEMA, targets, refused, unreadable, parts, legacy: legacy.into() }
    }

    /// Says of each party what has changed since an earlier list. A party that is gone stands with
    /// nothing behind those that are there.
    pub fn compare(&mut self, old: Self) {
        for old in old.parts {
            if let Some(part) = self.parts.iter_mut().find(|part| part.part == old.part) {
                part.compare(old.parties);
            }
        }
    }
}

impl PartStats {
    /// The shares of one part.
    fn of(part: &'static str, counts: Counts) -> Self {
        let [identified, absent, hidden, unknown, skipped] = counts.by_status;
        let mut parties: Vec<(String, Count)> = counts.parties.into_iter().collect();
        parties.sort_by(|one, other| {
            let larger = other.1.weight.total_cmp(&one.1.weight);
            larger.then(other.1.targets.cmp(&one.1.targets)).then(one.0.cmp(&other.0))
        });
        let weights: Vec<f64> = parties.iter().map(|(_, count)| count.weight).collect();
        let whole: f64 = weights.iter().sum();
        let mut countries: Vec<CountryStats> = counts
            .countries
            .into_iter()
            .map(|(country, targets)| CountryStats { country, targets })
            .collect();
        countries.sort_by(|one, other| {
            other.targets.cmp(&one.targets).then(one.country.cmp(&other.country))
        });
        Self {
            part,
            identified,
            absent,
            hidden,
            unknown,
            skipped,
            concentration: Concentration::of(&weights),
            parties: parties.into_iter().map(|(id, count)| party(id, count, whole)).collect(),
            countries,
        }
    }

    /// Says what has changed since earlier.
    fn compare(&mut self, old: Vec<PartyStats>) {
        let mut old: HashMap<String, PartyStats> =
            old.into_iter().map(|party| (party.id.clone(), party)).collect();
        for party in &mut self.parties {
            let (targets, share) =
                old.remove(&party.id).map_or((0, 0.0), |old| (old.targets, old.share));
            party.change = Some(difference(party.targets, targets));
            party.share_change = Some(rounded(party.share - share));
        }
        let mut gone: Vec<PartyStats> = old.into_values().collect();
        gone.sort_by(|one, other| other.targets.cmp(&one.targets).then(one.id.cmp(&other.id)));
        self.parties.extend(gone.into_iter().map(|old| PartyStats {
            change: Some(difference(0, old.targets)),
            share_change: Some(-old.share),
            targets: 0,
            share: 0.0,
            without_contact: 0,
            guessed: 0,
            ..old
        }));
    }
}

/// How many more there are.
fn difference(now: u64, before: u64) -> i64 {
    i64::try_from(now).unwrap_or(i64::MAX).saturating_sub(i64::try_from(before).unwrap_or(i64::MAX))
}

/// The share of one party.
fn party(id: String, count: Count, whole: f64) -> PartyStats {
    let (rejected, rejected_because) = count.rejected.unzip();
    PartyStats {
        id,
        name: count.name,
        country: count.country,
        targets: count.targets,
        share: if whole > 0.0 { rounded(count.weight / whole * 100.0) } else { 0.0 },
        without_contact: count.without_contact,
        guessed: count.guessed,
        example: count.example,
        rejected,
        rejected_because,
        change: None,
        share_change: None,
    }
}

impl From<Legacy> for LegacyStats {
    fn from(legacy: Legacy) -> Self {
        let sign = |[targets, of]: [u64; 2]| SignCount { targets, of };
        Self {
            no_rdap: sign(legacy.no_rdap),
            no_dnssec: sign(legacy.no_dnssec),
            no_ipv6: sign(legacy.no_ipv6),
        }
    }
}
