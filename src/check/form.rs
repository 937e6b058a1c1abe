//! The forms that the value of a rule may have, and what they ask for in words.

use crate::model::chain::LayerId;

/// The form of a rule's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueForm {
    /// Companies: names, identifiers of the directory, `AS64500`; `none`, `hidden`.
    Parties,
    /// Registrars: as above, or a number at the Internet Assigned Numbers Authority.
    Registrars,
    /// Host names; `*.example.net` stands for all below a name.
    Hosts,
    /// Addresses and prefixes.
    Prefixes,
    /// Country codes.
    Countries,
    /// Domains that certificate authorities go by in CAA records; `none`.
    Issuers,
    /// Locks: `true` for all, or a list.
    Locks,
    /// A number of days.
    Days,
    /// `true`.
    Switch,
    /// `signed` or `unsigned`.
    Signing,
    /// `true`, or a list of layers.
    Places,
}

/// The word for "there is none".
pub const NONE: &str = "none";
/// The word for "there is one that cannot be seen".
pub const HIDDEN: &str = "hidden";

/// The locks that a registration can have.
pub const LOCKS: [&str; 3] = ["transfer", "update", "delete"];

/// What a zone can be.
pub(super) const SIGNING: [&str; 2] = ["signed", "unsigned"];

/// Where a contact for abuse is looked for.
pub const PLACES: [&str; 3] = ["registrar", "host", "network"];

/// The layers whose countries can be asked for.
pub const COUNTRIES_OF: [LayerId; 7] = [
    LayerId::Registrar,
    LayerId::Dns,
    LayerId::Cdn,
    LayerId::Host,
    LayerId::Network,
    LayerId::Mail,
    LayerId::Certificate,
];

impl ValueForm {
    /// Whether expected, allowed and forbidden items can be told apart.
    pub fn is_set(self) -> bool {
        match self {
            Self::Parties
            | Self::Registrars
            | Self::Hosts
            | Self::Prefixes
            | Self::Countries
            | Self::Issuers => true,
            Self::Locks | Self::Days | Self::Switch | Self::Signing | Self::Places => false,
        }
    }

    /// The keys of the long form, the first of which the short form stands for.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Countries => &["expected", "allowed", "forbidden", "layers", "severity"],
            Self::Days => &["days", "severity"],
            form if form.is_set() => &["expected", "allowed", "forbidden", "severity"],
            _ => &["expected", "severity"],
        }
    }

    /// What a value may be, for somebody who wrote something else.
    pub fn allowed(self) -> &'static str {
        match self {
            Self::Parties => "the name of a company, its identifier, `AS64500`, `none` or `hidden`",
            Self::Registrars => "the name of a registrar, its IANA number, `none` or `hidden`",
            Self::Hosts => "host names, such as `ns1.example.net` or `*.example.net`",
            Self::Prefixes => "addresses or prefixes, such as `192.0.2.0/24`",
            Self::Countries => "country codes, such as `DE`",
            Self::Issuers => {
                "domains of certificate authorities, such as `letsencrypt.org`, or `none`"
            }
            Self::Locks => "`true` or a list of `transfer`, `update`, `delete`",
            Self::Days => "a whole number of days from 1 to 3650",
            Self::Switch => "`true` or `false`",
            Self::Signing => "`signed` or `unsigned`",
            Self::Places => "`true` or a list of `registrar`, `host`, `network`",
        }
    }

    /// What a value asks for, in words.
    pub fn expects(self, value: &Value) -> String {
        match (self, value) {
            (_, Value::Set(set)) => set.words(),
            (Self::Locks, Value::Words(locks)) => format!("locked against {}", locks.join(", ")),
            (Self::Places, Value::Words(places)) => {
                format!("a published abuse contact that works at: {}", places.join(", "))
            }
            (_, Value::Words(words)) => words.join(", "),
            (_, Value::Days(days)) => format!("more than {days} days left"),
            (_, Value::Yes) => "yes".to_owned(),
        }
    }
}

/// What a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Expected, allowed and forbidden items.
    Set(Set),
    /// Words of a closed list.
    Words(Vec<String>),
    /// A number of days.
    Days(u32),
    /// That it is so.
    Yes,
}

impl Value {
    /// The items, of a rule that has such.
    pub fn set(&self) -> Set {
        match self {
            Self::Set(set) => set.clone(),
            Self::Words(_) | Self::Days(_) | Self::Yes => Set::default(),
        }
    }

    /// The words, of a rule that has such.
    pub fn words(&self) -> &[String] {
        match self {
            Self::Words(words) => words,
            Self::Set(_) | Self::Days(_) | Self::Yes => &[],
        }
    }
}

/// Items of which some are expected, allowed or forbidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Set {
    /// Exactly these are found.
    pub expected: Option<Vec<String>>,
    /// Nothing but some of these is found.
    pub allowed: Option<Vec<String>>,
    /// None of these is found.
    pub forbidden: Vec<String>,
    /// The layers that are looked at, where not all are.
    pub layers: Vec<LayerId>,
}

impl Set {
    /// The set in words.
    fn words(&self) -> String {
        let mut words = Vec::new();
        words.extend(self.expected.as_ref().map(|items| items.join(", ")));
        words.extend(self.allowed.as_ref().map(|items| format!("only {}", items.join(", "))));
        if !self.forbidden.is_empty() {
            words.push(format!("not {}", self.forbidden.join(", ")));
        }
        if !self.layers.is_empty() {
            let layers: Vec<&str> = self.layers.iter().map(|layer| layer.word()).collect();
            words.push(format!("in {}", layers.join(", ")));
        }
        words.join("; ")
    }
}
