//! Takes the lines of a plan one by one: each becomes a step for every party that can act, and
//! nothing for the others.

use super::facts::{Facts, NameState, Request};
use super::pick::{self, Pick};
use super::plan::{PlanLine, PlanParty};
use super::{harms, outside, rules};
use crate::model::ability::{Ability, Actor};
use crate::model::advice::{Action, Further, Gap, Path, Stage, Step};
use crate::model::answer::ReasonCode;
use crate::model::chain::{Chain, Entry, LayerId, Status};
use crate::texts;

/// What makes a step, beside what its line says.
pub(super) struct StepDraft {
    /// What kind of party it is: the word that keys of texts use.
    pub(super) word: &'static str,
    /// The kind of party, where the chain has it.
    pub(super) actor: Option<Actor>,
    /// What is asked.
    pub(super) pick: Pick,
    /// The layer.
    pub(super) layer: Option<LayerId>,
    /// The party's identifier and name.
    pub(super) party: (String, String),
    /// The name as a part of a sentence.
    pub(super) named: String,
    /// Its country.
    pub(super) country: Option<String>,
}

/// What came of a plan.
pub(super) struct Taken {
    /// The steps in order.
    pub(super) steps: Vec<Step>,
    /// Parties that would be asked if they could be named.
    pub(super) gaps: Vec<Gap>,
}

/// What is asked first where the target is a mailbox.
static AT_MAIL: PlanLine = PlanLine::new(
    Stage::First,
    Path::Content,
    PlanParty::Layer(LayerId::Mail),
    &[Action::Use(Ability::StopMailbox)],
);

/// Takes a plan's lines.
pub(super) fn take(request: &Request, chain: &Chain, facts: &Facts) -> Taken {
    let state = NameState::of(chain);
    let mut taking = Taking {
        request,
        chain,
        facts,
        state,
        steps: Vec::new(),
        gaps: Vec::new(),
        left_alone: Vec::new(),
    };
    // What a mailbox is reported for is done at its mail operator.
    if facts.is_mailbox && !matches!(state, NameState::Free | NameState::Sunk) {
        taking.line(&AT_MAIL);
    }
    let lines = harms::lines(request.harm, facts, state).iter();
    for line in lines.filter(|line| !facts.is_mailbox || line.who != AT_MAIL.who) {
        let given = chain.platform.is_some();
        let fits =
            line.natures.contains(&request.nature) && line.subject.covers(facts.zone(), given);
        if fits {
            taking.line(line);
        }
    }
    taking.carriers();
    taking.finish()
}

/// The steps while they are made.
pub(super) struct Taking<'a> {
    /// What the user wants.
    pub(super) request: &'a Request,
    /// Who is responsible.
    pub(super) chain: &'a Chain,
    /// What else was observed.
    pub(super) facts: &'a Facts,
    /// What is left to be asked of those on the name path.
    state: NameState,
    /// Each with the number of intervals that come before it.
    pub(super) steps: Vec<(usize, Step)>,
    /// Parties that would be asked if they could be named.
    pub(super) gaps: Vec<Gap>,
    /// Layers whose party could act and is reached at the target itself.
    pub(super) left_alone: Vec<LayerId>,
}

impl<'a> Taking<'a> {
    /// Takes one line.
    fn line(&mut self, line: &'a PlanLine) {
        let pointless =
            self.leads_nowhere() && line.asks.iter().any(|action| is_for_visitors(*action));
        // Silence is somebody's: without a step before it nothing follows.
        if pointless || (line.stage == Stage::IfSilent && self.steps.is_empty()) {
            return;
        }
        let Some(asks) = self.open(line) else { return };
        match line.who {
            PlanParty::Operator => self.operator(line),
            PlanParty::Layer(LayerId::Host) => self.host(line, asks),
            PlanParty::Layer(LayerId::Registrar) => self.registrar(line, asks),
            PlanParty::Layer(LayerId::Network) => self.network(line, asks),
            PlanParty::Layer(layer) => self.layer(line, layer, asks),
            PlanParty::Giver => self.giver(line, asks),
            PlanParty::Outside(id) => {
                for outsider in outside::outsiders(id, self.request.harm.id) {
                    let party_id = outsider.name.to_lowercase().replace(' ', "-");
                    let party = (party_id, outsider.name.to_owned());
                    self.outsider(line, id, asks, party, &outsider);
                }
            }
            PlanParty::Csirt => self.csirt(line, asks),
            PlanParty::Authority => self.authority(line, asks),
            PlanParty::Upstream => self.upstream(line, asks),
        }
    }

    /// Whether the name is known to lead to no address, so that there is nothing left to warn of.
    fn leads_nowhere(&self) -> bool {
        if self.facts.is_system {
            return false;
        }
        let mut hosts = self.chain.layer(LayerId::Host).peekable();
        hosts.peek().is_some() && hosts.all(|host| host.status() == Status::Absent)
    }

    /// What the state of the name leaves of a line's asks.
    fn open(&self, line: &'a PlanLine) -> Option<&'a [Action]> {
        if line.path != Path::Name {
            return Some(line.asks);
        }
        match self.state {
            NameState::Open => Some(line.asks),
            NameState::Free | NameState::Sunk => None,
            NameState::Held(_) => {
                let harmless = !line.takes_name_down()
                    && !matches!(line.asks.first(), Some(Action::Use(_)))
                    && line.who != PlanParty::Authority;
                harmless.then_some(line.asks)
            }
            NameState::Dying => (line.who == PlanParty::Layer(LayerId::Registrar)
                && line.stage != Stage::IfSilent)
                .then_some(&[Action::Inform]),
        }
    }

    /// The parties of a layer.
    fn layer(&mut self, line: &PlanLine, layer: LayerId, asks: &[Action]) {
        let chain = self.chain;
        for entry in chain.layer(layer) {
            match entry.status() {
                Status::Identified => self.entry(line, line.who.word(), entry, asks),
                Status::Unknown if layer != LayerId::Reseller => self.gap(entry),
                _ => {}
            }
        }
    }

    /// The networks. A proxy's address is many sites', and so is a platform's: it is not blocked for
    /// one of them.
    fn network(&mut self, line: &PlanLine, asks: &[Action]) {
        if self.is_behind_proxy() {
            return;
        }
        let is_blunt = |action: &Action| {
            matches!(action, Action::Use(Ability::BlockAddress | Ability::CutNetwork))
        };
        let spared = self.chain.platform.is_some();
        let asks: Vec<Action> =
            asks.iter().filter(|action| !spared || !is_blunt(action)).copied().collect();
        self.layer(line, LayerId::Network, &asks);
    }

    /// Whether a proxy hides the host.
    pub(super) fn is_behind_proxy(&self) -> bool {
        self.chain.layer(LayerId::Host).any(|entry| entry.status() == Status::Hidden)
    }

    /// The hosts, or whoever hides them.
    fn host(&mut self, line: &PlanLine, asks: &[Action]) {
        let chain = self.chain;
        for entry in chain.layer(LayerId::Host) {
            match entry.status() {
                Status::Identified => {
                    // Whoever only shows what others store can at least block the way to it.
                    let able = pick::pick(entry, asks).is_some();
                    let block = [Action::Use(Ability::StopProxying)];
                    self.entry(line, "host", entry, if able { asks } else { &block });
                }
                Status::Unknown => self.gap(entry),
                Status::Hidden => {
                    self.gap(entry);
                    let openly = [
                        Action::Use(Ability::ForwardReport),
                        Action::Use(Ability::NameHost),
                        Action::Use(Ability::RemoveContent),
                    ];
                    let quietly = [
                        Action::Use(Ability::NameHost),
                        Action::Use(Ability::StopProxying),
                        Action::Use(Ability::RemoveContent),
                    ];
                    let asks = if self.request.harm.quietly { quietly } else { openly };
                    for edge in chain.layer(LayerId::Cdn) {
                        self.entry(line, "instead-of-host", edge, &asks);
                    }
                }
                Status::Absent | Status::Skipped => {}
            }
        }
    }

    /// The registrar; where there is none the registry, where it is hidden whoever hides it.
    fn registrar(&mut self, line: &PlanLine, asks: &[Action]) {
        self.in_place_of_registrar(line, asks);
        let chain = self.chain;
        for entry in chain.layer(LayerId::Registrar) {
            let direct =
                entry.reason().is_some_and(|why| why.code == ReasonCode::DirectRegistration);
            match entry.status() {
                Status::Identified => {
                    self.entry(line, "registrar", entry, asks);
                    if self.is_suspects(entry) {
                        self.above_registrar(line, asks);
                    }
                }
                Status::Absent if direct => {
                    for registry in chain.layer(LayerId::Registry) {
                        self.entry(line, "registry-itself", registry, asks);
                        if asks == [Action::Use(Ability::ForwardReport)] {
                            self.relay(line, "registry-itself", registry);
                        }
                    }
                }
                Status::Hidden if asks != [Action::Inform] => {
                    self.gap(entry);
                    for registry in chain.layer(LayerId::Registry) {
                        self.relay(line, "instead-of-registrar", registry);
                    }
                }
                Status::Unknown => self.gap(entry),
                Status::Hidden | Status::Absent | Status::Skipped => {}
            }
        }
    }

    /// A registry that passes a report on to whom only it knows.
    fn relay(&mut self, line: &PlanLine, word: &'static str, registry: &Entry) {
        if !registry.is_identified() || self.spares(registry) {
            return;
        }
        let action = Action::Use(Ability::ForwardReport);
        let also = line.asks.iter().filter(|ask| **ask != action);
        let also = pick::pick(registry, &also.copied().collect::<Vec<_>>());
        let also = also.map(|more| Further {
            action: more.action,
            condition: more.condition,
            collateral: more.collateral,
        });
        let pick =
            Pick { action, condition: None, collateral: None, also: also.into_iter().collect() };
        self.step(line, word, registry, pick);
    }

    /// A party of the chain, if it can do any of what is wanted.
    pub(super) fn entry(
        &mut self,
        line: &PlanLine,
        word: &'static str,
        entry: &Entry,
        asks: &[Action],
    ) {
        if !entry.is_identified() || self.spares(entry) {
            return;
        }
        let Some(pick) = pick::pick(entry, asks) else { return };
        if self.chain.platform.is_none() && self.facts.is_its_own(entry) {
            self.left_alone.push(entry.layer);
        } else {
            // What would hit all customers comes last; it is no way at all only where the platform
            // itself is known and can act on one.
            let last = PlanLine { stage: Stage::IfSilent, ..*line };
            self.step(if entry.hits_platform { &last } else { line }, word, entry, pick);
        }
    }

    /// Whether a party is left alone because a known platform can act on the one customer.
    fn spares(&self, entry: &Entry) -> bool {
        entry.hits_platform && self.chain.platform.as_ref().is_none_or(|platform| platform.known)
    }

    /// A step for a party of the chain, unless its desk has one that covers it.
    fn step(&mut self, line: &PlanLine, word: &'static str, entry: &Entry, pick: Pick) {
        let Some(party) = entry.party() else { return };
        if self.merged(line, entry, &pick) {
            return;
        }
        let draft = StepDraft {
            word,
            actor: entry.actor(),
            pick,
            layer: Some(entry.layer),
            party: (party.id.clone(), party.name.clone()),
            named: entry.in_words(),
            country: party.country.clone(),
        };
        let mut step = self.draft(line, draft);
        step.contact = entry.contacts.first().cloned();
        step.remarks = pick::remarks(entry);
        step.remarks.extend(self.suspicion(entry));
        step.rules = rules::named(self.request.harm, entry, self.facts.zone());
        self.push(line, step);
    }

    /// Adds to the step of a desk that reads this one too. The same desk is asked again only for
    /// more than before, after it stayed silent.
    fn merged(&mut self, line: &PlanLine, entry: &Entry, pick: &Pick) -> bool {
        let chain = self.chain;
        let id = entry.party().map(|party| party.id.as_str()).unwrap_or_default();
        for (_, step) in &mut self.steps {
            let Some(layer) = step.layer.filter(|_| step.party_id == id) else { continue };
            let here = layer == entry.layer || step.same_desk_as.contains(&entry.layer);
            let desk = here
                || chain.layer(layer).any(|other| {
                    other.party().is_some_and(|party| party.id == id)
                        && pick::same_desk(other, entry)
                });
            if !desk && step.action != pick.action {
                continue;
            }
            let raises = here
                && line.stage == Stage::IfSilent
                && pick.action.rung() > step.action.rung()
                && !step.also.iter().any(|more| more.action == pick.action);
            if raises {
                continue;
            }
            if step.contact.is_none() {
                step.contact = entry.contacts.first().cloned();
                step.remarks = pick::remarks(entry);
            }
            if layer != entry.layer && !step.same_desk_as.contains(&entry.layer) {
                step.same_desk_as.push(entry.layer);
            }
            if line.stage != Stage::IfSilent {
                further(step, pick);
            }
            return true;
        }
        false
    }

    /// Says that a party would be asked if it could be named.
    fn gap(&mut self, entry: &Entry) {
        let key = match entry.status() {
            Status::Hidden => "gap.hidden",
            _ => "gap.unknown",
        };
        let reason = entry.reason().map(|why| why.text.as_str()).unwrap_or_default();
        let layer = entry.layer.word();
        let text = texts::fill(key, &[("layer", layer), ("reason", reason)]);
        let gap = Gap { layer: entry.layer, text };
        if !self.gaps.contains(&gap) {
            self.gaps.push(gap);
        }
    }
}

/// Whether an action is about those who visit, or about reaching whoever serves them.
fn is_for_visitors(action: Action) -> bool {
    matches!(action, Action::Use(Ability::WarnUsers) | Action::Coordinate)
}

/// Adds what else a desk is asked for.
fn further(step: &mut Step, pick: &Pick) {
    let main = Further {
        action: pick.action,
        condition: pick.condition.clone(),
        collateral: pick.collateral.clone(),
    };
    for more in std::iter::once(main).chain(pick.also.iter().cloned()) {
        let known = more.action == step.action
            || more.action == Action::Inform
            || step.also.iter().any(|known| known.action == more.action);
        if !known {
            step.also.push(more);
        }
    }
}
