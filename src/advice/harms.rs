//! The harms and their plans, as data: who can stop each at least cost, in which order, and whom
//! it is no business of. The engine knows no harm by name.

use super::facts::{Facts, NameState};
use super::plan::{Harm, Patience, PlanLine, PlanParty, PlanSubject};
use crate::model::ability::Ability::{
    BlockAddress, CutNetwork, DisableHostName, DisableSite, ForwardReport, NameHost,
    RedirectDomain, RemoveContent, StopDns, StopMailbox, StopProxying, SuspendDomain, WarnUsers,
};
use crate::model::advice::Action::{
    self, BlockCopies, CleanUp, Coordinate, DecideDispute, Delist, EnforceContract, Inform,
    Investigate, RepairRecords, StopPayments, Use,
};
use crate::model::advice::Nature::{self, Compromised, Malicious, Unknown};
use crate::model::advice::Path::{Content, Name, Side};
use crate::model::advice::Stage::{First, IfSilent, Then};
use crate::model::chain::LayerId;

/// Sites of which it is not known that they were broken into.
const NOT_COMPROMISED: &[Nature] = &[Unknown, Malicious];
/// Sites of which it is not known that they were made for the harm.
const NOT_MALICIOUS: &[Nature] = &[Unknown, Compromised];

/// To take the content away.
const CONTENT: &[Action] = &[Use(RemoveContent), Use(DisableSite)];
/// To take the name away.
const SUSPEND: &[Action] = &[Use(SuspendDomain)];
/// To look into it and reach the customer, without a demand for suspension.
const PASS_ON: &[Action] = &[Use(ForwardReport)];
/// To keep a name for defenders, or at least take it away.
const SINKHOLE: &[Action] = &[Use(RedirectDomain), Use(SuspendDomain)];
/// What an edge can do about a page that harms visitors.
const EDGE_WARNS: &[Action] =
    &[Use(RemoveContent), Use(ForwardReport), Use(NameHost), Use(WarnUsers), Use(StopProxying)];
/// What an edge can do without a word to its customer.
const EDGE_STOPS: &[Action] = &[Use(NameHost), Use(StopProxying)];
/// What an edge can do about content as such.
const EDGE_PASSES_ON: &[Action] = &[Use(RemoveContent), Use(ForwardReport), Use(NameHost)];
/// What a DNS operator can do.
const RECORDS: &[Action] = &[Use(DisableHostName), Use(StopDns)];
/// What a network does when the host stays silent.
const PRESS: &[Action] = &[Use(ForwardReport), Use(BlockAddress)];
/// To take the machine away.
const MACHINE: &[Action] = &[Use(DisableSite), Use(BlockAddress)];
/// What stops traffic.
const BLOCK: &[Action] = &[Use(BlockAddress), Use(CutNetwork)];

/// Whoever runs the site.
const OPERATOR: PlanParty = PlanParty::Operator;
/// The hosts.
const HOST: PlanParty = PlanParty::Layer(LayerId::Host);
/// The edges.
const EDGE: PlanParty = PlanParty::Layer(LayerId::Cdn);
/// The DNS operators.
const DNS: PlanParty = PlanParty::Layer(LayerId::Dns);
/// The reseller.
const RESELLER: PlanParty = PlanParty::Layer(LayerId::Reseller);
/// The registrar.
const REGISTRAR: PlanParty = PlanParty::Layer(LayerId::Registrar);
/// The registry.
const REGISTRY: PlanParty = PlanParty::Layer(LayerId::Registry);
/// The networks.
const NETWORK: PlanParty = PlanParty::Layer(LayerId::Network);
/// The mail operators.
const MAIL: PlanParty = PlanParty::Layer(LayerId::Mail);

/// The plan for a network as such: it passes on what is reported, and those who carry it press it.
const OF_A_NETWORK: &[PlanLine] = &[
    PlanLine::new(First, Content, NETWORK, &[Use(ForwardReport)]),
    PlanLine::new(Then, Side, PlanParty::Csirt, &[Coordinate]),
    PlanLine::new(IfSilent, Content, PlanParty::Upstream, &[Use(ForwardReport)]),
];

/// The plan for a page that harms whoever opens it.
const HARMFUL_PAGE: &[PlanLine] = &[
    PlanLine::new(First, Content, OPERATOR, &[CleanUp]).when(&[Compromised]),
    PlanLine::new(First, Content, HOST, CONTENT),
    PlanLine::new(First, Name, RESELLER, SUSPEND).when(&[Malicious]),
    PlanLine::new(First, Name, RESELLER, PASS_ON).when(&[Unknown]),
    PlanLine::new(First, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
    PlanLine::new(First, Name, REGISTRAR, PASS_ON).when(&[Unknown]),
    PlanLine::new(First, Side, PlanParty::Outside("blocklists"), &[Use(WarnUsers)]),
    PlanLine::new(Then, Content, EDGE, EDGE_WARNS),
    PlanLine::new(Then, Content, NETWORK, BLOCK).about(PlanSubject::Number),
    PlanLine::new(Then, Name, REGISTRAR, &[Inform]).when(&[Compromised]),
    PlanLine::new(Then, Name, RESELLER, PASS_ON).when(&[Compromised]),
    PlanLine::new(Then, Name, DNS, RECORDS).when(&[Malicious]),
    PlanLine::new(IfSilent, Name, REGISTRAR, SUSPEND).when(NOT_MALICIOUS),
    PlanLine::new(IfSilent, Name, REGISTRY, SUSPEND).when(NOT_COMPROMISED),
    PlanLine::new(IfSilent, Name, PlanParty::Authority, &[EnforceContract]),
    PlanLine::new(IfSilent, Content, NETWORK, PRESS),
    PlanLine::new(IfSilent, Content, PlanParty::Upstream, BLOCK).about(PlanSubject::Number),
    PlanLine::new(IfSilent, Side, PlanParty::Csirt, &[Coordinate]),
];

/// All harms, in the order of their listing.
pub static HARMS: [Harm; 16] = [
    Harm {
        id: "phishing",
        dns_abuse: true,
        patience: Patience::Day,
        by_log: false,
        quietly: false,
        lines: HARMFUL_PAGE,
        never: &[],
    },
    Harm {
        id: "malware",
        dns_abuse: true,
        patience: Patience::Day,
        by_log: false,
        quietly: false,
        lines: HARMFUL_PAGE,
        never: &[],
    },
    Harm {
        id: "botnet-c2",
        dns_abuse: true,
        patience: Patience::Day,
        by_log: true,
        quietly: true,
        lines: &[
            PlanLine::new(First, Side, PlanParty::Csirt, &[Coordinate]),
            PlanLine::new(First, Content, HOST, MACHINE),
            PlanLine::new(First, Content, NETWORK, &[Use(BlockAddress)]),
            PlanLine::new(First, Name, RESELLER, SUSPEND).when(&[Malicious]),
            PlanLine::new(First, Name, REGISTRAR, SINKHOLE).when(&[Malicious]),
            PlanLine::new(Then, Content, EDGE, EDGE_STOPS),
            PlanLine::new(Then, Name, DNS, RECORDS).when(&[Malicious]),
            PlanLine::new(IfSilent, Name, REGISTRAR, SINKHOLE).when(&[Unknown]),
            PlanLine::new(IfSilent, Name, REGISTRY, SINKHOLE).when(NOT_COMPROMISED),
            PlanLine::new(IfSilent, Name, PlanParty::Authority, &[EnforceContract]),
            PlanLine::new(IfSilent, Content, PlanParty::Upstream, BLOCK),
            PlanLine::new(IfSilent, Side, PlanParty::Outside("police"), &[Investigate]),
        ],
        never: &[],
    },
    Harm {
        id: "malicious-spam",
        dns_abuse: true,
        patience: Patience::Day,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, PlanParty::Outside("sender"), &[Use(StopMailbox)])
                .about(PlanSubject::Name),
            PlanLine::new(First, Content, HOST, &[Use(StopMailbox), Use(DisableSite)])
                .about(PlanSubject::Number),
            PlanLine::new(First, Side, MAIL, &[Use(StopMailbox)]),
            PlanLine::new(Then, Name, RESELLER, SUSPEND).when(&[Malicious]),
            PlanLine::new(Then, Name, RESELLER, PASS_ON).when(NOT_MALICIOUS),
            PlanLine::new(Then, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
            PlanLine::new(Then, Name, REGISTRAR, PASS_ON).when(&[Unknown]),
            PlanLine::new(Then, Name, REGISTRAR, &[Inform]).when(&[Compromised]),
            PlanLine::new(Then, Content, HOST, CONTENT).about(PlanSubject::Name),
            PlanLine::new(Then, Content, EDGE, EDGE_WARNS),
            PlanLine::new(Then, Name, DNS, RECORDS).when(&[Malicious]),
            PlanLine::new(IfSilent, Name, REGISTRAR, SUSPEND).when(NOT_MALICIOUS),
            PlanLine::new(IfSilent, Name, REGISTRY, SUSPEND).when(NOT_COMPROMISED),
            PlanLine::new(IfSilent, Name, PlanParty::Authority, &[EnforceContract]),
            PlanLine::new(IfSilent, Content, NETWORK, PRESS),
            PlanLine::new(IfSilent, Content, PlanParty::Upstream, BLOCK).about(PlanSubject::Number),
        ],
        never: &[],
    },
    Harm {
        id: "spam",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, PlanParty::Outside("sender"), &[Use(StopMailbox)])
                .about(PlanSubject::Name),
            PlanLine::new(First, Content, HOST, &[Use(StopMailbox), Use(DisableSite)])
                .about(PlanSubject::Number),
            PlanLine::new(First, Side, MAIL, &[Use(StopMailbox)]),
            PlanLine::new(IfSilent, Content, NETWORK, PRESS).about(PlanSubject::Number),
            PlanLine::new(IfSilent, Side, PlanParty::Outside("regulator"), &[Investigate]),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller],
    },
    Harm {
        id: "pharming",
        dns_abuse: true,
        patience: Patience::Day,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Name, PlanParty::Giver, &[RepairRecords]),
            PlanLine::new(First, Name, DNS, &[RepairRecords]),
            PlanLine::new(First, Name, REGISTRAR, &[RepairRecords]),
            PlanLine::new(First, Content, HOST, MACHINE).about(PlanSubject::Number),
            PlanLine::new(First, Side, PlanParty::Csirt, &[Coordinate]),
            PlanLine::new(Then, Side, PlanParty::Outside("resolver"), &[RepairRecords]),
            PlanLine::new(Then, Side, PlanParty::Outside("vendor"), &[Inform]),
            PlanLine::new(IfSilent, Name, REGISTRY, &[RepairRecords]),
            PlanLine::new(IfSilent, Name, PlanParty::Authority, &[EnforceContract]),
        ],
        never: &[LayerId::Host, LayerId::Cdn, LayerId::Network],
    },
    Harm {
        id: "csam",
        dns_abuse: false,
        patience: Patience::Day,
        by_log: false,
        quietly: false,
        lines: &[],
        never: &[],
    },
    Harm {
        id: "terrorist-content",
        dns_abuse: false,
        patience: Patience::Day,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, HOST, CONTENT),
            PlanLine::new(First, Side, PlanParty::Outside("police"), &[Investigate]),
            PlanLine::new(Then, Content, EDGE, EDGE_PASSES_ON),
            PlanLine::new(IfSilent, Side, PlanParty::Outside("content-authority"), &[Investigate]),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller, LayerId::Dns],
    },
    Harm {
        id: "copyright",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, HOST, CONTENT),
            PlanLine::new(Then, Content, EDGE, EDGE_PASSES_ON),
            PlanLine::new(Then, Side, PlanParty::Outside("search"), &[Delist]),
            PlanLine::new(IfSilent, Side, PlanParty::Outside("court"), &[Investigate]),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller, LayerId::Dns],
    },
    Harm {
        id: "trademark-in-name",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Name, PlanParty::Giver, &[DecideDispute]),
            PlanLine::new(First, Side, PlanParty::Outside("dispute-provider"), &[DecideDispute])
                .about(PlanSubject::Generic),
            PlanLine::new(First, Side, PlanParty::Outside("zone-dispute"), &[DecideDispute])
                .about(PlanSubject::OwnRules),
            PlanLine::new(Then, Name, REGISTRAR, &[Inform]),
            PlanLine::new(IfSilent, Side, PlanParty::Outside("court"), &[Investigate]),
        ],
        never: &[LayerId::Host, LayerId::Cdn, LayerId::Network, LayerId::Dns, LayerId::Registry],
    },
    Harm {
        id: "counterfeit",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, HOST, CONTENT),
            PlanLine::new(First, Side, PlanParty::Outside("payment"), &[StopPayments]),
            PlanLine::new(Then, Content, EDGE, EDGE_PASSES_ON),
            PlanLine::new(Then, Name, RESELLER, SUSPEND).when(&[Malicious]),
            PlanLine::new(Then, Name, RESELLER, PASS_ON).when(&[Unknown]),
            PlanLine::new(Then, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
            PlanLine::new(Then, Name, REGISTRAR, PASS_ON).when(&[Unknown]),
            PlanLine::new(Then, Side, PlanParty::Outside("consumer-authority"), &[Investigate]),
            PlanLine::new(IfSilent, Side, PlanParty::Outside("court"), &[Investigate]),
        ],
        never: &[],
    },
    Harm {
        id: "defamation",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, OPERATOR, &[Use(RemoveContent)]).when(NOT_MALICIOUS),
            PlanLine::new(First, Content, HOST, CONTENT),
            PlanLine::new(IfSilent, Side, PlanParty::Outside("court"), &[Investigate]),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller, LayerId::Dns],
    },
    Harm {
        id: "intimate-images",
        dns_abuse: false,
        patience: Patience::Day,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, HOST, CONTENT),
            PlanLine::new(First, Side, PlanParty::Outside("image-hashes"), &[BlockCopies]),
            PlanLine::new(First, Side, PlanParty::Outside("police"), &[Investigate]),
            PlanLine::new(Then, Content, EDGE, EDGE_PASSES_ON),
            PlanLine::new(Then, Side, PlanParty::Outside("search"), &[Delist]),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller, LayerId::Dns],
    },
    Harm {
        id: "fraud",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, HOST, CONTENT),
            PlanLine::new(First, Side, PlanParty::Outside("payment"), &[StopPayments]),
            PlanLine::new(First, Side, PlanParty::Outside("police"), &[Investigate]),
            PlanLine::new(Then, Content, EDGE, EDGE_WARNS),
            PlanLine::new(Then, Name, RESELLER, SUSPEND).when(&[Malicious]),
            PlanLine::new(Then, Name, RESELLER, PASS_ON).when(&[Unknown]),
            PlanLine::new(Then, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
            PlanLine::new(Then, Name, REGISTRAR, PASS_ON).when(&[Unknown]),
            PlanLine::new(IfSilent, Name, REGISTRY, SUSPEND).when(&[Malicious]),
        ],
        never: &[],
    },
    Harm {
        id: "hacked-site",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: false,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, OPERATOR, &[CleanUp]),
            PlanLine::new(First, Content, HOST, &[Use(ForwardReport), Use(RemoveContent)]),
            PlanLine::new(Then, Side, PlanParty::Outside("vendor"), &[Inform]),
            PlanLine::new(IfSilent, Side, PlanParty::Csirt, &[Coordinate]),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller, LayerId::Dns],
    },
    Harm {
        id: "attack-traffic",
        dns_abuse: false,
        patience: Patience::WorkingDays,
        by_log: true,
        quietly: false,
        lines: &[
            PlanLine::new(First, Content, HOST, MACHINE),
            PlanLine::new(Then, Content, NETWORK, BLOCK),
            PlanLine::new(Then, Side, PlanParty::Csirt, &[Coordinate]),
            PlanLine::new(IfSilent, Content, PlanParty::Upstream, BLOCK),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller, LayerId::Dns],
    },
];

/// The lines that fit a target: none where nothing is left to act on; for an AS number those of a
/// network, where the harm is one that networks act on.
pub(super) fn lines(harm: &Harm, facts: &Facts, state: NameState) -> &'static [PlanLine] {
    match state {
        NameState::Free | NameState::Sunk => &[],
        _ if !facts.is_system => harm.lines,
        _ if harm.lines.iter().any(|line| line.who == NETWORK) => OF_A_NETWORK,
        _ => &[],
    }
}

/// A harm by its code.
pub fn harm(id: &str) -> Option<&'static Harm> {
    HARMS.iter().find(|harm| harm.id == id)
}
