//! What parties can do, and which kinds of party there are. The words are codes of the JSON output.

use schemars::JsonSchema;
use serde::Serialize;

/// Something that can be done about a harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ability {
    /// Remove one item.
    RemoveContent,
    /// Disable the account, site or machine.
    DisableSite,
    /// Make one host name stop working.
    DisableHostName,
    /// Take the whole name out of the DNS.
    SuspendDomain,
    /// Sinkhole, transfer or delete the name.
    RedirectDomain,
    /// Stop answering for the zone.
    StopDns,
    /// Stop proxying or drop the cached copy.
    StopProxying,
    /// Tell the reporter who hosts.
    NameHost,
    /// Pass the report to the customer.
    ForwardReport,
    /// Block an address.
    BlockAddress,
    /// Cut a customer's network off.
    CutNetwork,
    /// Revoke a certificate.
    RevokeCertificate,
    /// Stop a mailbox or outgoing mail.
    StopMailbox,
    /// Warn those who visit.
    WarnUsers,
}

impl Ability {
    /// All abilities, in the order of the matrix.
    pub const ALL: [Self; 14] = [
        Self::RemoveContent,
        Self::DisableSite,
        Self::DisableHostName,
        Self::SuspendDomain,
        Self::RedirectDomain,
        Self::StopDns,
        Self::StopProxying,
        Self::NameHost,
        Self::ForwardReport,
        Self::BlockAddress,
        Self::CutNetwork,
        Self::RevokeCertificate,
        Self::StopMailbox,
        Self::WarnUsers,
    ];

    /// The stable code.
    pub fn word(self) -> &'static str {
        match self {
            Self::RemoveContent => "remove-content",
            Self::DisableSite => "disable-site",
            Self::DisableHostName => "disable-host-name",
            Self::SuspendDomain => "suspend-domain",
            Self::RedirectDomain => "redirect-domain",
            Self::StopDns => "stop-dns",
            Self::StopProxying => "stop-proxying",
            Self::NameHost => "name-host",
            Self::ForwardReport => "forward-report",
            Self::BlockAddress => "block-address",
            Self::CutNetwork => "cut-network",
            Self::RevokeCertificate => "revoke-certificate",
            Self::StopMailbox => "stop-mailbox",
            Self::WarnUsers => "warn-users",
        }
    }

    /// How much it takes down: its place on the ladder of proportionality.
    pub fn rung(self) -> Rung {
        match self {
            Self::RemoveContent | Self::NameHost | Self::ForwardReport | Self::WarnUsers => {
                Rung::Item
            }
            Self::DisableSite | Self::StopProxying | Self::StopMailbox => Rung::Account,
            Self::DisableHostName | Self::RevokeCertificate => Rung::HostName,
            Self::BlockAddress => Rung::Address,
            Self::SuspendDomain | Self::RedirectDomain | Self::StopDns => Rung::Domain,
            Self::CutNetwork => Rung::Network,
        }
    }
}

/// A rung of the ladder of proportionality, the lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// One item, or nothing at all.
    Item,
    /// All that one customer has there.
    Account,
    /// Everything at one host name.
    HostName,
    /// Everything at one address.
    Address,
    /// Everything under one registered name.
    Domain,
    /// A customer's whole network.
    Network,
}

impl Rung {
    /// The stable code.
    pub fn word(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Account => "account",
            Self::HostName => "host-name",
            Self::Address => "address",
            Self::Domain => "domain",
            Self::Network => "network",
        }
    }
}

/// A kind of party: what it may be able to do follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// Runs the site, holds the name.
    Operator,
    /// Runs a system on which its customers have accounts.
    Platform,
    /// Runs the system on which its customers' files are.
    SharedHost,
    /// Rents out machines that it does not look into.
    MachineHost,
    /// Hosts, in a way that cannot be told from outside.
    Host,
    /// Stands between visitor and host and stores nothing but copies.
    Cdn,
    /// Stands between visitor and host and stores content as well.
    Storage,
    /// Shows what a store that others run holds: a gateway.
    Gateway,
    /// Makes short links that lead elsewhere.
    Shortener,
    /// Leads visitors to a machine that is connected to it from anywhere.
    Tunnel,
    /// Answers for a zone.
    Dns,
    /// Points names below its own where its customers want.
    Pointer,
    /// Answers for names that spell the address they lead to.
    Speller,
    /// Answers for names that were taken from whoever misused them.
    Sinkhole,
    /// Sold a name for the registrar.
    Reseller,
    /// Placed the registration of a name.
    Registrar,
    /// Decides what enters a zone.
    Registry,
    /// Holds a range of addresses.
    RangeHolder,
    /// Announces addresses.
    Network,
    /// Carries a network that announces addresses.
    Upstream,
    /// Takes or sends mail.
    Mail,
    /// Issues certificates.
    Certificate,
    /// Keeps the register of addresses.
    NumberRegistry,
    /// Coordinates names and holds the contracts.
    Icann,
    /// A national incident response team.
    Csirt,
    /// A court or an authority with that power.
    Court,
    /// Keeps a list that browsers, resolvers or mail systems follow.
    Blocklist,
}

impl Actor {
    /// All kinds, in the order of the matrix.
    pub const ALL: [Self; 27] = [
        Self::Operator,
        Self::Platform,
        Self::SharedHost,
        Self::MachineHost,
        Self::Host,
        Self::Cdn,
        Self::Storage,
        Self::Gateway,
        Self::Shortener,
        Self::Tunnel,
        Self::Dns,
        Self::Pointer,
        Self::Speller,
        Self::Sinkhole,
        Self::Reseller,
        Self::Registrar,
        Self::Registry,
        Self::RangeHolder,
        Self::Network,
        Self::Upstream,
        Self::Mail,
        Self::Certificate,
        Self::NumberRegistry,
        Self::Icann,
        Self::Csirt,
        Self::Court,
        Self::Blocklist,
    ];

    /// The stable code.
    pub fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Platform => "platform",
            Self::SharedHost => "shared-host",
            Self::MachineHost => "machine-host",
            Self::Host => "host",
            Self::Cdn => "cdn",
            Self::Storage => "storage",
            Self::Gateway => "gateway",
            Self::Shortener => "shortener",
            Self::Tunnel => "tunnel",
            Self::Dns => "dns",
            Self::Pointer => "pointer",
            Self::Speller => "speller",
            Self::Sinkhole => "sinkhole",
            Self::Reseller => "reseller",
            Self::Registrar => "registrar",
            Self::Registry => "registry",
            Self::RangeHolder => "range-holder",
            Self::Network => "network",
            Self::Upstream => "upstream",
            Self::Mail => "mail",
            Self::Certificate => "certificate",
            Self::NumberRegistry => "number-registry",
            Self::Icann => "icann",
            Self::Csirt => "csirt",
            Self::Court => "court",
            Self::Blocklist => "blocklist",
        }
    }
}
