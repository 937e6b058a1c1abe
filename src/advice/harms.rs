//! The harms and their plans, as data: who can stop each at least cost, in which order, and whom
//! it is no business of. The engine knows no harm by name.

use super::plan::{Harm, Line, Patience, Subject, Who};
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
/// What stops traffic.
const BLOCK: &[Action] = &[Use(BlockAddress), Use(CutNetwork)];

/// Whoever runs the site.
const OPERATOR: Who = Who::Operator;
/// The hosts.
const HOST: Who = Who::Layer(LayerId::Host);
/// The edges.
const EDGE: Who = Who::Layer(LayerId::Cdn);
/// The DNS operators.
const DNS: Who = Who::Layer(LayerId::Dns);
/// The reseller.
const RESELLER: Who = Who::Layer(LayerId::Reseller);
/// The registrar.
const REGISTRAR: Who = Who::Layer(LayerId::Registrar);
/// The registry.
const REGISTRY: Who = Who::Layer(LayerId::Registry);
/// The networks.
const NETWORK: Who = Who::Layer(LayerId::Network);
/// The mail operators.
const MAIL: Who = Who::Layer(LayerId::Mail);

/// The plan for a page that harms whoever opens it.
const HARMFUL_PAGE: &[Line] = &[
    Line::new(First, Content, OPERATOR, &[CleanUp]).when(&[Compromised]),
    Line::new(First, Content, HOST, CONTENT),
    Line::new(First, Name, RESELLER, SUSPEND).when(&[Malicious]),
    Line::new(First, Name, RESELLER, PASS_ON).when(&[Unknown]),
    Line::new(First, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
    Line::new(First, Name, REGISTRAR, PASS_ON).when(&[Unknown]),
    Line::new(First, Side, Who::Outside("blocklists"), &[Use(WarnUsers)]),
    Line::new(Then, Content, EDGE, EDGE_WARNS),
    Line::new(Then, Content, NETWORK, BLOCK).about(Subject::Number),
    Line::new(Then, Name, REGISTRAR, &[Inform]).when(&[Compromised]),
    Line::new(Then, Name, DNS, RECORDS).when(&[Malicious]),
    Line::new(IfSilent, Name, REGISTRAR, SUSPEND).when(NOT_MALICIOUS),
    Line::new(IfSilent, Name, REGISTRY, SUSPEND),
    Line::new(IfSilent, Name, Who::Authority, &[EnforceContract]),
    Line::new(IfSilent, Content, NETWORK, PRESS),
    Line::new(IfSilent, Content, Who::Upstream, BLOCK).about(Subject::Number),
    Line::new(IfSilent, Side, Who::Csirt, &[Coordinate]),
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
            Line::new(First, Side, Who::Csirt, &[Coordinate]),
            Line::new(First, Content, HOST, &[Use(DisableSite), Use(BlockAddress)]),
            Line::new(First, Content, NETWORK, &[Use(BlockAddress)]),
            Line::new(First, Name, REGISTRAR, SINKHOLE).when(&[Malicious]),
            Line::new(Then, Content, EDGE, EDGE_STOPS),
            Line::new(IfSilent, Name, REGISTRAR, SINKHOLE).when(&[Unknown]),
            Line::new(IfSilent, Name, REGISTRY, SINKHOLE).when(NOT_COMPROMISED),
            Line::new(IfSilent, Name, Who::Authority, &[EnforceContract]),
            Line::new(IfSilent, Content, Who::Upstream, BLOCK),
            Line::new(IfSilent, Side, Who::Outside("police"), &[Investigate]),
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
            Line::new(First, Content, Who::Outside("sender"), &[Use(StopMailbox)])
                .about(Subject::Name),
            Line::new(First, Content, HOST, &[Use(StopMailbox), Use(DisableSite)])
                .about(Subject::Number),
            Line::new(First, Side, MAIL, &[Use(StopMailbox)]),
            Line::new(Then, Name, RESELLER, PASS_ON),
            Line::new(Then, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
            Line::new(Then, Name, REGISTRAR, PASS_ON).when(NOT_MALICIOUS),
            Line::new(Then, Content, HOST, CONTENT).about(Subject::Name),
            Line::new(Then, Content, EDGE, EDGE_WARNS),
            Line::new(IfSilent, Name, REGISTRY, SUSPEND).when(NOT_COMPROMISED),
            Line::new(IfSilent, Name, Who::Authority, &[EnforceContract]),
            Line::new(IfSilent, Content, NETWORK, PRESS).about(Subject::Number),
            Line::new(IfSilent, Content, Who::Upstream, BLOCK).about(Subject::Number),
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
            Line::new(First, Content, Who::Outside("sender"), &[Use(StopMailbox)])
                .about(Subject::Name),
            Line::new(First, Content, HOST, &[Use(StopMailbox), Use(DisableSite)])
                .about(Subject::Number),
            Line::new(First, Side, MAIL, &[Use(StopMailbox)]),
            Line::new(IfSilent, Content, NETWORK, PRESS).about(Subject::Number),
            Line::new(IfSilent, Side, Who::Outside("regulator"), &[Investigate]),
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
            Line::new(First, Name, DNS, &[RepairRecords]),
            Line::new(First, Name, REGISTRAR, &[RepairRecords]),
            Line::new(First, Side, Who::Csirt, &[Coordinate]),
            Line::new(Then, Side, Who::Outside("resolver"), &[RepairRecords]),
            Line::new(Then, Side, Who::Outside("vendor"), &[Inform]),
            Line::new(IfSilent, Name, REGISTRY, &[RepairRecords]),
            Line::new(IfSilent, Name, Who::Authority, &[EnforceContract]),
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
            Line::new(First, Content, HOST, CONTENT),
            Line::new(First, Side, Who::Outside("police"), &[Investigate]),
            Line::new(Then, Content, EDGE, EDGE_PASSES_ON),
            Line::new(IfSilent, Side, Who::Outside("content-authority"), &[Investigate]),
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
            Line::new(First, Content, HOST, CONTENT),
            Line::new(Then, Content, EDGE, EDGE_PASSES_ON),
            Line::new(Then, Side, Who::Outside("search"), &[Delist]),
            Line::new(IfSilent, Side, Who::Outside("court"), &[Investigate]),
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
            Line::new(First, Side, Who::Outside("dispute-provider"), &[DecideDispute])
                .about(Subject::Generic),
            Line::new(First, Side, Who::Outside("zone-dispute"), &[DecideDispute])
                .about(Subject::OwnRules),
            Line::new(Then, Name, REGISTRAR, &[Inform]),
            Line::new(IfSilent, Side, Who::Outside("court"), &[Investigate]),
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
            Line::new(First, Content, HOST, CONTENT),
            Line::new(First, Side, Who::Outside("payment"), &[StopPayments]),
            Line::new(Then, Content, EDGE, EDGE_PASSES_ON),
            Line::new(Then, Name, RESELLER, PASS_ON).when(NOT_COMPROMISED),
            Line::new(Then, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
            Line::new(Then, Name, REGISTRAR, PASS_ON).when(&[Unknown]),
            Line::new(Then, Side, Who::Outside("consumer-authority"), &[Investigate]),
            Line::new(IfSilent, Side, Who::Outside("court"), &[Investigate]),
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
            Line::new(First, Content, OPERATOR, &[Use(RemoveContent)]).when(NOT_MALICIOUS),
            Line::new(First, Content, HOST, CONTENT),
            Line::new(IfSilent, Side, Who::Outside("court"), &[Investigate]),
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
            Line::new(First, Content, HOST, CONTENT),
            Line::new(First, Side, Who::Outside("image-hashes"), &[BlockCopies]),
            Line::new(First, Side, Who::Outside("police"), &[Investigate]),
            Line::new(Then, Content, EDGE, EDGE_PASSES_ON),
            Line::new(Then, Side, Who::Outside("search"), &[Delist]),
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
            Line::new(First, Content, HOST, CONTENT),
            Line::new(First, Side, Who::Outside("payment"), &[StopPayments]),
            Line::new(First, Side, Who::Outside("police"), &[Investigate]),
            Line::new(Then, Content, EDGE, EDGE_WARNS),
            Line::new(Then, Name, RESELLER, PASS_ON).when(NOT_COMPROMISED),
            Line::new(Then, Name, REGISTRAR, SUSPEND).when(&[Malicious]),
            Line::new(Then, Name, REGISTRAR, PASS_ON).when(&[Unknown]),
            Line::new(IfSilent, Name, REGISTRY, SUSPEND).when(&[Malicious]),
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
            Line::new(First, Content, OPERATOR, &[CleanUp]).when(NOT_MALICIOUS),
            Line::new(First, Content, HOST, &[Use(ForwardReport), Use(RemoveContent)]),
            Line::new(Then, Side, Who::Outside("vendor"), &[Inform]),
            Line::new(IfSilent, Side, Who::Csirt, &[Coordinate]),
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
            Line::new(First, Content, HOST, &[Use(DisableSite), Use(BlockAddress)]),
            Line::new(Then, Content, NETWORK, BLOCK),
            Line::new(Then, Side, Who::Csirt, &[Coordinate]),
            Line::new(IfSilent, Content, Who::Upstream, BLOCK),
        ],
        never: &[LayerId::Registrar, LayerId::Registry, LayerId::Reseller, LayerId::Dns],
    },
];

/// A harm by its code.
pub fn harm(id: &str) -> Option<&'static Harm> {
    HARMS.iter().find(|harm| harm.id == id)
}
