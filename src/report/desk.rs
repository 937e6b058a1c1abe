//! The kinds of desk that a draft is for: who reads it decides what it says and what it asks.

use crate::model::chain::LayerId;
use crate::render::json::advice::StepV1;
use crate::render::json::v1::EntryV1;

/// A kind of desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Desk {
    /// Whoever runs the site.
    Operator,
    /// A platform, with the customer's account in its system.
    Platform,
    /// A hosting provider.
    Host,
    /// A CDN.
    Cdn,
    /// A DNS operator.
    Dns,
    /// A registrar.
    Registrar,
    /// A reseller.
    Reseller,
    /// A registry.
    Registry,
    /// A network.
    Network,
    /// A mail operator.
    Mail,
    /// An incident response team.
    Csirt,
    /// A list that warns visitors.
    Blocklist,
    /// ICANN's compliance department.
    Icann,
    /// Police, courts and other authorities.
    Authority,
    /// Whoever takes the money.
    Payment,
    /// A search engine.
    Search,
    /// A service that keeps copies from being uploaded.
    Hashes,
    /// The operator of the address that sent a message.
    Sender,
    /// The operator of a resolver.
    Resolver,
    /// A vendor of software.
    Vendor,
    /// A network further up.
    Upstream,
    /// A provider of dispute resolution, which takes complaints of its own form only.
    Dispute,
    /// A court, which takes actions and no reports.
    Court,
}

impl Desk {
    /// Every kind.
    pub const ALL: [Self; 23] = [
        Self::Operator,
        Self::Platform,
        Self::Host,
        Self::Cdn,
        Self::Dns,
        Self::Registrar,
        Self::Reseller,
        Self::Registry,
        Self::Network,
        Self::Mail,
        Self::Csirt,
        Self::Blocklist,
        Self::Icann,
        Self::Authority,
        Self::Payment,
        Self::Search,
        Self::Hashes,
        Self::Sender,
        Self::Resolver,
        Self::Vendor,
        Self::Upstream,
        Self::Dispute,
        Self::Court,
    ];

    /// The word of the tables and of the file names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Platform => "platform",
            Self::Host => "host",
            Self::Cdn => "cdn",
            Self::Dns => "dns",
            Self::Registrar => "registrar",
            Self::Reseller => "reseller",
            Self::Registry => "registry",
            Self::Network => "network",
            Self::Mail => "mail",
            Self::Csirt => "csirt",
            Self::Blocklist => "blocklist",
            Self::Icann => "icann",
            Self::Authority => "authority",
            Self::Payment => "payment",
            Self::Search => "search",
            Self::Hashes => "hashes",
            Self::Sender => "sender",
            Self::Resolver => "resolver",
            Self::Vendor => "vendor",
            Self::Upstream => "upstream",
            Self::Dispute => "dispute",
            Self::Court => "court",
        }
    }

    /// The desk of a step, with the entry of the chain that it stands on.
    pub fn of(step: &StepV1, entry: Option<&EntryV1>) -> Self {
        match step.layer {
            Some(LayerId::Registrant) => Self::Operator,
            Some(LayerId::Host | LayerId::Dns) if entry.is_some_and(is_platform) => Self::Platform,
            Some(layer) => Self::of_layer(layer),
            None => Self::off_path(step),
        }
    }

    /// The desk of a layer.
    pub fn of_layer(layer: LayerId) -> Self {
        match layer {
            LayerId::Registry => Self::Registry,
            LayerId::Registrar => Self::Registrar,
            LayerId::Reseller => Self::Reseller,
            LayerId::Registrant => Self::Operator,
            LayerId::Dns => Self::Dns,
            LayerId::Cdn => Self::Cdn,
            LayerId::Host => Self::Host,
            LayerId::Network => Self::Network,
            LayerId::Mail => Self::Mail,
            LayerId::Certificate => Self::Authority,
        }
    }

    /// The desk of a party that is not on the path, by what it is asked for, and a
    /// court by what the plan calls it.
    fn off_path(step: &StepV1) -> Self {
        match step.action {
            "warn-users" => Self::Blocklist,
            "coordinate" => Self::Csirt,
            "enforce-contract" => Self::Icann,
            "stop-payments" => Self::Payment,
            "delist" => Self::Search,
            "block-copies" => Self::Hashes,
            "decide-dispute" => Self::Dispute,
            "stop-mailbox" => Self::Sender,
            "repair-records" => Self::Resolver,
            "inform" => Self::Vendor,
            "block-address" | "cut-network" | "forward-report" => Self::Upstream,
            _ if step.party_kind == "court" => Self::Court,
            _ => Self::Authority,
        }
    }

    /// Whether it stands on the path, so that the chain has to name it.
    pub fn is_on_path(self) -> bool {
        matches!(
            self,
            Self::Platform
                | Self::Host
                | Self::Cdn
                | Self::Dns
                | Self::Registrar
                | Self::Reseller
                | Self::Registry
                | Self::Network
                | Self::Mail
        )
    }

    /// Whether it acts on the name as a whole.
    pub fn is_on_name(self) -> bool {
        matches!(self, Self::Registrar | Self::Reseller | Self::Registry | Self::Dns | Self::Icann)
    }
}

/// Whether the target is a customer's place in the party's own system.
fn is_platform(entry: &EntryV1) -> bool {
    let kinds = ["platform ", "url "];
    entry.signs.iter().any(|seen| kinds.iter().any(|kind| seen.sign.starts_with(kind)))
}
