//! What a company does for a name or an address.

/// What a provider does where its sign is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Decides what enters the zone above the name.
    Registry,
    /// Sold the name.
    Registrar,
    /// Answers for the zone.
    Dns,
    /// Stands between visitor and host.
    Cdn,
    /// Hands out the names below its own to customers. A sign carries it where no more is known: the
    /// content may be on the platform, or the names may only point elsewhere.
    Platform,
    /// Runs the machine or the platform.
    Host,
    /// Announces the addresses.
    Network,
    /// Takes the mail.
    Mail,
    /// Issued the certificate.
    Certificate,
}

impl Role {
    /// All roles, in their order.
    pub const ALL: [Self; 9] = [
        Self::Registry,
        Self::Registrar,
        Self::Dns,
        Self::Cdn,
        Self::Platform,
        Self::Host,
        Self::Network,
        Self::Mail,
        Self::Certificate,
    ];

    /// The word that the files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Registrar => "registrar",
            Self::Dns => "dns",
            Self::Cdn => "cdn",
            Self::Platform => "platform",
            Self::Host => "host",
            Self::Network => "network",
            Self::Mail => "mail",
            Self::Certificate => "certificate",
        }
    }
}
