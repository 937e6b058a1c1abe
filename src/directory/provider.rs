//! What is known about one company: its names, the signs by which it is recognised and its
//! contacts ([`super::contact`]), each with source and date.

use std::fmt;

use super::contact::ProviderContact;
use super::role::Role;

/// One company that may stand in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// The stable identifier, in kebab-case.
    pub id: String,
    /// The name of the legal entity.
    pub name: String,
    /// Other names of the same company: brands, and organisations that hold its networks.
    pub aliases: Vec<String>,
    /// ISO 3166-1 code of its seat, where known.
    pub country: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// The page that says who it is.
    pub source: String,
    /// The day on which that page was read, or the name entered.
    pub read: String,
    /// Whether the name was entered from memory, without opening the page.
    pub recalled: bool,
    /// The address of whoever had its suffixes listed in the Public Suffix List; it is no contact
    /// for abuse, and is never offered as one.
    pub submitter: Option<String>,
    /// Whether it stands in the user's own file, which comes before ours.
    pub is_own: bool,
    /// When and how it ended, where it did: signs of it are still about, and nobody answers for it.
    pub ended: Option<Ended>,
    /// Where it publishes its own address ranges.
    pub ranges: Vec<RangeList>,
    /// The signs by which it is recognised, in the order of the file.
    pub signs: Vec<Sign>,
    /// Its contacts, best first.
    pub contacts: Vec<ProviderContact>,
}

/// That a company, or what it ran under its signs, is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Since when.
    pub day: String,
    /// What happened, as half a sentence, and what became of its customers.
    pub how: String,
    /// The page that says so.
    pub source: String,
}

impl Ended {
    /// The same as a sentence about a company.
    pub fn words(&self, name: &str) -> String {
        format!("{name} ended on {}: {}", self.day, self.how)
    }
}

/// A way to recognise a provider, and the role that it plays where the sign is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// What the sign is seen on.
    pub kind: SignKind,
    /// The names, numbers, prefixes or patterns.
    pub values: Vec<String>,
    /// The role that the provider plays there.
    pub role: Role,
    /// The product, where it is not the company's only one.
    pub service: Option<String>,
    /// Whether the edge also stores content, so that it can remove it.
    pub stores: bool,
    /// Whether rented machines, or balancers before them, may stand behind such a name: the provider
    /// does not run what is on them.
    pub machines: bool,
    /// What the provider does there that its role alone does not say.
    pub trade: Option<Trade>,
    /// Further roles that the provider may play where the sign is seen: an operator of name servers
    /// that also stands in front of the sites whose zones it serves.
    pub also: Vec<Role>,
    /// The page that says so.
    pub source: String,
    /// The day on which that page was read, or the sign entered.
    pub read: String,
    /// Whether the sign was entered from memory, without opening the page.
    pub recalled: bool,
}

impl Sign {
    /// Whether nobody has looked for so long, or ever since the sign was entered from memory, that
    /// less rests on it.
    pub fn is_stale(&self, today: &str) -> bool {
        self.recalled || super::is_stale(&self.read, today)
    }
}

/// What a provider does where its sign is seen, beyond its role. It decides what there is to
/// report, and what the provider can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trade {
    /// Short links: the content is where they lead.
    Links,
    /// A gateway to a store that others run as well: it can refuse a path, not delete the object.
    Gateway,
    /// Tunnels to machines of customers, wherever those are.
    Tunnel,
    /// Names that spell their own address: nobody registers them.
    Spelled,
    /// Advertising on names that are not in use.
    Parking,
    /// Names that were taken from whoever misused them, with their visitors counted or warned.
    Sinkhole,
}

impl Trade {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Links, Self::Gateway, Self::Tunnel, Self::Spelled, Self::Parking, Self::Sinkhole];

    /// The word that the files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Gateway => "gateway",
            Self::Tunnel => "tunnel",
            Self::Spelled => "spelled",
            Self::Parking => "parking",
            Self::Sinkhole => "sinkhole",
        }
    }
}

impl Provider {
    /// Whether a contact is for a service that no sign shows, so that it is never found.
    pub fn is_idle(&self, contact: &ProviderContact) -> bool {
        let shown = self.signs.iter().any(|sign| sign.service == contact.service);
        contact.service.is_some() && !shown
    }

    /// The contacts for a role, best first. Contacts for a single service are left out, because
    /// they are wrong for the others.
    pub fn contacts_for(&self, role: Role) -> Vec<&ProviderContact> {
        self.contacts_of(role, None)
    }

    /// The contacts for a role of one service: those for that service alone come first, then those
    /// for the whole role, then those whose source names no role. Among equals the form that the
    /// provider asks for comes first.
    pub fn contacts_of(&self, role: Role, service: Option<&str>) -> Vec<&ProviderContact> {
        let fits = |contact: &&ProviderContact| {
            let is_special = contact.service.is_some();
            contact.is_for_reports()
                && (contact.is_for(role) || contact.roles.is_empty())
                && (!is_special || contact.service.as_deref() == service)
        };
        let mut contacts: Vec<&ProviderContact> = self.contacts.iter().filter(fits).collect();
        contacts.sort_by_key(|contact| {
            let names_service = contact.service.is_some();
            let names_none = contact.roles.is_empty();
            let takes = (contact.only().is_some(), contact.takes);
            (takes, !contact.is_wanted_form(), !names_service, names_none)
        });
        contacts
    }
}

/// A list of address ranges that a provider publishes itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeList {
    /// Where it is.
    pub url: String,
    /// How it is written.
    pub format: RangeFormat,
    /// The role that the provider plays in these ranges.
    pub role: Role,
    /// The product, where the ranges are only one product's.
    pub service: Option<String>,
    /// The only group of the list that is meant: a field's name, or the value of `service`.
    pub only: Option<String>,
}

/// How a list of ranges is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeFormat {
    /// One range a line, or in the first column of a table.
    List,
    /// JSON of any shape: every text in it that is a range.
    Json,
}

impl RangeFormat {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::List, Self::Json];

    /// The word that the files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Json => "json",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a sign is seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SignKind {
    /// The end of a name server's name.
    NameServer,
    /// A whole name server's name, with numbers in ranges (`ns{0-99}.dns{00-63}.example`).
    NameServerPattern,
    /// The end of an alias's target.
    Alias,
    /// The end of a host name below which customers publish.
    Platform,
    /// A host and the beginning of a path, below which customers publish (`example.com/sites`, or
    /// `example.com/` for every path).
    Url,
    /// The end of a mail exchange's name.
    Mail,
    /// The number of an origin AS.
    Origin,
    /// A range of addresses.
    Prefix,
    /// The end of a reverse name. Whoever runs the reverse zone may write anything there.
    Reverse,
    /// A response header: `name`, or `name=value` with `*` at either end.
    Header,
    /// The organisation in a certificate's issuer.
    Issuer,
    /// A registrar's number at the Internet Assigned Numbers Authority.
    Registrar,
    /// A suffix below which the provider registers names.
    Suffix,
}

impl SignKind {
    /// All kinds, in their order.
    pub const ALL: [Self; 13] = [
        Self::NameServer,
        Self::NameServerPattern,
        Self::Alias,
        Self::Platform,
        Self::Url,
        Self::Mail,
        Self::Origin,
        Self::Prefix,
        Self::Reverse,
        Self::Header,
        Self::Issuer,
        Self::Registrar,
        Self::Suffix,
    ];

    /// The word that the files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NameServer => "name-server",
            Self::NameServerPattern => "name-server-pattern",
            Self::Alias => "alias",
            Self::Platform => "platform",
            Self::Url => "url",
            Self::Mail => "mail",
            Self::Origin => "origin",
            Self::Prefix => "prefix",
            Self::Reverse => "reverse",
            Self::Header => "header",
            Self::Issuer => "issuer",
            Self::Registrar => "registrar",
            Self::Suffix => "suffix",
        }
    }

    /// The roles that a sign of this kind may show. A name on which a provider only points
    /// elsewhere (dynamic DNS, traffic steering) is the role `dns`: it stores nothing.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::NameServer | Self::NameServerPattern => &[Role::Dns],
            Self::Alias => &[Role::Dns, Role::Cdn, Role::Host],
            Self::Platform => &[Role::Dns, Role::Cdn, Role::Platform, Role::Host],
            Self::Url | Self::Header => &[Role::Cdn, Role::Host],
            Self::Mail => &[Role::Mail],
            Self::Origin | Self::Prefix | Self::Reverse => {
                &[Role::Dns, Role::Cdn, Role::Host, Role::Network, Role::Mail]
            }
            Self::Issuer => &[Role::Certificate],
            Self::Registrar => &[Role::Registrar],
            Self::Suffix => &[Role::Registry],
        }
    }
}

impl fmt::Display for SignKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
