//! Counts lines.

use std::borrow::Cow;
use std::collections::HashMap;

use super::read::{ReadEntry, ReadParty, ReadRejected, ReadTrace};
use super::{CountedBy, HOST, LAYERS};

/// What was counted so far.
#[derive(Debug, Default)]
pub struct Tally {
    /// Lines that are targets.
    pub(super) targets: u64,
    /// Of these, targets that were refused or failed as a whole.
    pub(super) refused: u64,
    /// What was counted of each part.
    pub(super) parts: HashMap<CountedBy, Counts>,
    /// Signs of what is old.
    pub(super) legacy: Legacy,
}

/// The counts of one part.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Targets by what is known: identified, absent, hidden, unknown, skipped.
    pub(super) by_status: [u64; 5],
    /// The parties by their identifiers.
    pub(super) parties: HashMap<String, Count>,
    /// Targets by the country of the party; one with two parties counts in both countries.
    pub(super) countries: HashMap<String, u64>,
}

/// The counts of one party.
#[derive(Debug, Default)]
pub(super) struct Count {
    /// Its name, as it was met first.
    pub(super) name: String,
    /// Its country.
    pub(super) country: Option<String>,
    /// The targets that it is responsible for.
    pub(super) targets: u64,
    /// The same, where a target of several parties is shared among them.
    pub(super) weight: f64,
    /// Targets for which it has no abuse contact, or only a guess.
    pub(super) without_contact: u64,
    /// Targets for which its best abuse contact is a guess.
    pub(super) guessed: u64,
    /// One of the names or addresses for which it has none.
    pub(super) example: Option<String>,
    /// A contact that was rejected, and why.
    pub(super) rejected: Option<(String, String)>,
}

/// Signs of what is old: how many targets show each, and of how many it is known.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "each is named for what is missing")]
pub(super) struct Legacy {
    /// Registrations known from WHOIS alone.
    pub(super) no_rdap: [u64; 2],
    /// Zones without DNSSEC.
    pub(super) no_dnssec: [u64; 2],
    /// Names with IPv4 addresses only.
    pub(super) no_ipv6: [u64; 2],
}

/// The statuses in the order of [`Counts::by_status`].
pub(super) const STATUSES: [&str; 5] = ["identified", "absent", "hidden", "unknown", "skipped"];
/// Which of several statuses of a layer is said of the target: what is known before what is not.
const RANKS: [usize; 5] = [0, 2, 3, 4, 1];

impl Tally {
    /// Counts a line.
    pub fn add(&mut self, line: &ReadTrace<'_>) {
        self.targets += 1;
        if line.error.is_some() {
            self.refused += 1;
            return;
        }
        for (at, layer) in LAYERS.iter().enumerate() {
            let part = CountedBy::Layer(at);
            if part.word() != "registrant" {
                let entries: Vec<&ReadEntry<'_>> =
                    line.chain.iter().filter(|entry| entry.layer == *layer).collect();
                self.parts.entry(part).or_default().add(&entries);
            }
        }
        self.add_country(line);
        self.add_tld(line);
        self.legacy.add(line);
    }

    /// Counts the countries of the hosts.
    fn add_country(&mut self, line: &ReadTrace<'_>) {
        let hosts = line.chain.iter().filter(|entry| entry.layer == LAYERS[HOST]);
        let parties = hosts.filter_map(|entry| entry.party.as_ref());
        let mut countries: Vec<&str> =
            parties.filter_map(|party| party.country.as_deref()).collect();
        countries.sort_unstable();
        countries.dedup();
        self.add_words(CountedBy::Country, &countries);
    }

    /// Counts the top-level domain.
    fn add_tld(&mut self, line: &ReadTrace<'_>) {
        let domain = line.target.registrable_domain.as_deref();
        let tld = domain.and_then(|domain| domain.rsplit('.').next());
        self.add_words(CountedBy::Tld, tld.as_slice());
    }

    /// Counts words that stand in place of parties; none are counted as not known.
    fn add_words(&mut self, part: CountedBy, words: &[&str]) {
        let counts = self.parts.entry(part).or_default();
        let status = if words.is_empty() { 3 } else { 0 };
        counts.by_status[status] += 1;
        for word in words {
            let count = counts.parties.entry((*word).to_owned()).or_default();
            if count.name.is_empty() {
                (*word).clone_into(&mut count.name);
            }
            count.targets += 1;
            count.weight += share(words.len());
        }
    }
}

impl Counts {
    /// Counts the entries of one layer of a target.
    fn add(&mut self, entries: &[&ReadEntry<'_>]) {
        let place =
            |entry: &&&ReadEntry<'_>| STATUSES.iter().position(|status| entry.status == *status);
        let known = entries.iter().filter_map(|entry| place(&entry));
        let status = known.min_by_key(|at| RANKS[*at]).unwrap_or(3);
        self.by_status[status] += 1;
        let mut named: Vec<(&ReadParty<'_>, &ReadEntry<'_>)> =
            entries.iter().filter_map(|entry| Some((entry.party.as_ref()?, *entry))).collect();
        named.sort_by(|one, other| one.0.id.cmp(&other.0.id));
        named.dedup_by(|one, other| one.0.id == other.0.id);
        let weight = share(named.len());
        let mut countries: Vec<&str> =
            named.iter().filter_map(|(party, _)| party.country.as_deref()).collect();
        countries.sort_unstable();
        countries.dedup();
        for country in countries {
            add_one(&mut self.countries, country);
        }
        for (party, entry) in named {
            if !self.parties.contains_key(&*party.id) {
                self.parties.insert(party.id.to_string(), Count::of(party));
            }
            if let Some(count) = self.parties.get_mut(&*party.id) {
                count.add(entry, weight);
            }
        }
    }
}

impl Count {
    /// A party of which nothing is counted yet.
    fn of(party: &ReadParty<'_>) -> Self {
        let country = party.country.as_deref().map(str::to_owned);
        Self { name: party.name.to_string(), country, ..Self::default() }
    }

    /// Counts one target.
    fn add(&mut self, entry: &ReadEntry<'_>, weight: f64) {
        self.targets += 1;
        self.weight += weight;
        let abuse = entry.contacts.iter().filter(|contact| contact.purpose == "abuse");
        let bases: Vec<&str> = abuse.map(|contact| &*contact.basis).collect();
        if bases.iter().any(|basis| *basis != "guessed") {
            return;
        }
        self.without_contact += 1;
        self.guessed += u64::from(!bases.is_empty());
        if self.example.is_none() {
            self.example = entry.subjects.first().map(Cow::to_string);
        }
        if let (None, Some(ReadRejected { value, reason })) =
            (&self.rejected, entry.rejected_contacts.first())
        {
            self.rejected = Some((value.to_string(), reason.to_string()));
        }
    }
}

impl Legacy {
    /// Counts the signs of one target.
    fn add(&mut self, line: &ReadTrace<'_>) {
        let sold =
            line.chain.iter().filter(|entry| matches!(&*entry.layer, "registry" | "registrar"));
        let shown = sold.flat_map(|entry| &entry.evidence);
        let protocol = |id: &Cow<'_, str>| {
            line.evidence.iter().find(|proof| proof.id == *id).map(|proof| &*proof.protocol)
        };
        let protocols: Vec<&str> = shown.filter_map(protocol).collect();
        let asked = protocols.iter().any(|word| matches!(*word, "rdap" | "whois"));
        count(&mut self.no_rdap, asked, !protocols.contains(&"rdap"));
        let Some(resolution) = &line.resolution else { return };
        let known = matches!(&*resolution.dnssec, "signed" | "unsigned" | "bogus");
        count(&mut self.no_dnssec, known, resolution.dnssec == "unsigned");
        let named = line.target.registrable_domain.is_some() && !resolution.addresses.is_empty();
        count(&mut self.no_ipv6, named, !resolution.addresses.iter().any(|one| one.contains(':')));
    }
}

/// Counts a target of which something is known, and whether it shows a sign.
fn count([shown, of]: &mut [u64; 2], known: bool, sign: bool) {
    *shown += u64::from(known && sign);
    *of += u64::from(known);
}

/// Adds one to the count of a word.
fn add_one(counts: &mut HashMap<String, u64>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => drop(counts.insert(word.to_owned(), 1)),
    }
}

/// What each of several parties has of one target.
fn share(parties: usize) -> f64 {
    u32::try_from(parties).map_or(0.0, |parties| 1.0 / f64::from(parties.max(1)))
}
