//! Steps for parties that the chain does not name: whoever runs the site, incident response teams,
//! authorities, networks further up, and those that stand beside the path.

use super::facts::Request;
use super::outside::{self, Outsider};
use super::pick::Pick;
use super::plan::{PlanLine, PlanParty};
use super::steps::{StepDraft, Taking};
use crate::model::ability::Ability;
use crate::model::advice::{Action, Path, Stage};
use crate::model::chain::{Chain, Entry, LayerId};
use crate::model::zone::ZoneKind;
use crate::texts;

impl Taking<'_> {
    /// Whoever runs the site: its own way in, since no report goes to a holder by default.
    pub(super) fn operator(&mut self, line: &PlanLine) {
        if self.facts.domain.is_none() || self.chain.platform.is_some() {
            return;
        }
        let party = texts::fill("party.operator", &[("host", &self.facts.host)]);
        let Some(action) = line.asks.first().copied() else { return };
        let draft = StepDraft {
            word: "operator",
            actor: None,
            pick: Pick { action, condition: None, collateral: None, also: Vec::new() },
            layer: Some(LayerId::Registrant),
            named: party.clone(),
            party: ("operator".to_owned(), party),
            country: None,
        };
        let mut step = self.draft(line, draft);
        let mut holders = self.chain.layer(LayerId::Registrant);
        let holder = holders.find_map(|entry| entry.contacts.first());
        step.contact = holder.cloned();
        step.remarks = vec![texts::fill("remark.operator", &[("host", &self.facts.host)])];
        self.push(line, step);
    }

    /// A party that is not on the path.
    pub(super) fn outsider(
        &mut self,
        line: &PlanLine,
        word: &'static str,
        asks: &[Action],
        party: (String, String),
        of: &Outsider,
    ) {
        if self.steps.iter().any(|(_, step)| step.party_id == party.0) {
            return;
        }
        let Some(action) = asks.first().copied() else { return };
        let pick = Pick { action, condition: None, collateral: None, also: Vec::new() };
        let named = party.1.clone();
        let draft = StepDraft { word, actor: None, pick, layer: None, party, named, country: None };
        let mut step = self.draft(line, draft);
        step.contact.clone_from(&of.contact);
        if step.contact.as_ref().is_some_and(|contact| contact.stale) {
            step.remarks = vec![texts::text("remark.stale").to_owned()];
        }
        self.push(line, step);
    }

    /// The incident response team of the host's country.
    pub(super) fn csirt(&mut self, line: &PlanLine, asks: &[Action]) {
        let country = [LayerId::Host, LayerId::Network].into_iter().find_map(|layer| {
            let entry = self.chain.layer(layer).find(|_| !self.is_behind_proxy())?;
            entry.party()?.country.clone()
        });
        let before = self.steps.len();
        self.team(line, "csirt", asks, country.as_deref());
        if country.is_some() {
            for (_, step) in self.steps.iter_mut().skip(before) {
                step.remarks.push(texts::text("remark.country").to_owned());
            }
        }
    }

    /// The incident response team of a country.
    fn team(
        &mut self,
        line: &PlanLine,
        word: &'static str,
        asks: &[Action],
        country: Option<&str>,
    ) {
        let known = country.and_then(outside::team);
        let name = match (&known, country) {
            (Some(team), Some(country)) => {
                texts::fill("party.csirt.named", &[("team", team.name), ("country", country)])
            }
            (_, Some(country)) => texts::fill("party.csirt.country", &[("country", country)]),
            (_, None) => texts::text("party.csirt.unknown").to_owned(),
        };
        let list = || outside::outsiders("teams", self.request.harm.id).into_iter().next();
        let Some(of) = known.or_else(list) else { return };
        let id = format!("csirt-{}", country.unwrap_or("unknown").to_lowercase());
        self.outsider(line, word, asks, (id, name), &of);
    }

    /// Whoever supervises registrar and registry: only after they were told, and only where its
    /// word counts.
    pub(super) fn authority(&mut self, line: &PlanLine, asks: &[Action]) {
        let given = self.chain.platform.as_ref().is_some_and(|platform| platform.known);
        if given || !self.steps.iter().any(|(_, step)| step.path == Path::Name) {
            return;
        }
        match self.facts.zone() {
            Some(ZoneKind::Generic) if may_complain(self.request, self.chain) => {
                for icann in outside::outsiders("icann", self.request.harm.id) {
                    self.outsider(
                        line,
                        "icann",
                        asks,
                        ("icann".to_owned(), icann.name.to_owned()),
                        &icann,
                    );
                }
            }
            Some(ZoneKind::Country) => {
                self.team(line, "authority", &[Action::Coordinate], self.facts.zone_country());
            }
            _ => {}
        }
    }

    /// The networks that carry the announcing one, after it was asked.
    pub(super) fn upstream(&mut self, line: &PlanLine, asks: &[Action]) {
        let asked = |layer| {
            self.steps
                .iter()
                .any(|(_, step)| step.layer == Some(layer) || step.same_desk_as.contains(&layer))
        };
        let networks = self.chain.layer(LayerId::Network).filter(|entry| entry.is_identified());
        let names: Vec<String> = networks.map(Entry::in_words).collect();
        if names.is_empty() || !asked(LayerId::Network) || self.chain.platform.is_some() {
            return;
        }
        self.carriers_of(line, asks, &names);
    }

    /// The networks that carry the suspect's own, where the desk that would be asked is his.
    pub(super) fn carriers(&mut self) {
        const LINE: PlanLine = PlanLine::new(Stage::Then, Path::Content, PlanParty::Upstream, ASKS);
        const ASKS: &[Action] = &[Action::Use(Ability::BlockAddress)];
        let chain = self.chain;
        let asked: Vec<&Entry> = chain
            .entries
            .iter()
            .filter(|entry| matches!(entry.layer, LayerId::Host | LayerId::Network))
            .filter(|entry| self.is_suspects(entry))
            .filter(|entry| {
                let id = entry.party().map(|party| party.id.as_str());
                let asked = self.steps.iter().any(|(_, step)| Some(step.party_id.as_str()) == id);
                asked || self.left_alone.contains(&entry.layer)
            })
            .collect();
        let mut names: Vec<String> = asked.into_iter().map(Entry::in_words).collect();
        names.dedup();
        if !names.is_empty() {
            self.carriers_of(&LINE, ASKS, &names);
        }
    }

    /// The step of the networks that carry some others.
    fn carriers_of(&mut self, line: &PlanLine, asks: &[Action], names: &[String]) {
        let party = texts::fill("party.upstream", &[("network", &names.join(", "))]);
        let of = Outsider { id: "upstream", name: "", contact: None };
        self.outsider(line, "upstream", asks, ("upstream".to_owned(), party), &of);
    }
}

/// Whether ICANN would take a complaint: about DNS abuse or a missing contact, and only with proof
/// that the registrar was told first.
pub(super) fn may_complain(request: &Request, chain: &Chain) -> bool {
    let mut registrars = chain.layer(LayerId::Registrar).filter(|entry| entry.is_identified());
    let missing = registrars.any(|entry| entry.contacts.is_empty());
    request.registrar_told && (request.harm.dns_abuse || missing)
}
