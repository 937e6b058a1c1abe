//! Not knowing is a value: every question yields an [`Answer`], and what is not known carries a
//! [`Why`].

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::exchange::{Ask, DnsServer, Failure};

/// What a question yielded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T> {
    /// The source says so.
    Found(T, Evidence),
    /// The source, which would know, says that there is none.
    Absent(Evidence),
    /// It could not be found out.
    Unknown(Why),
}

impl<T> Answer<T> {
    /// What was found.
    pub fn found(&self) -> Option<&T> {
        match self {
            Self::Found(facts, _) => Some(facts),
            Self::Absent(_) | Self::Unknown(_) => None,
        }
    }

    /// The exchange that the answer rests on.
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::Found(_, evidence) | Self::Absent(evidence) => Some(evidence),
            Self::Unknown(why) => why.evidence.as_ref(),
        }
    }

    /// Why it is not known, if it is not.
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Unknown(why) => Some(why),
            Self::Found(..) | Self::Absent(_) => None,
        }
    }

    /// Turns the facts into other facts.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Found(facts, evidence) => Answer::Found(change(facts), evidence),
            Self::Absent(evidence) => Answer::Absent(evidence),
            Self::Unknown(why) => Answer::Unknown(why),
        }
    }
}

/// The exchange that a claim rests on, named by its ask. Displayed, it is the ask in words, under
/// which a case file holds the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence(Arc<Ask>);

impl Evidence {
    /// The evidence that an ask will have yielded.
    pub fn of(ask: &Ask) -> Self {
        Self(Arc::new(ask.clone()))
    }

    /// What was asked.
    pub fn ask(&self) -> &Ask {
        &self.0
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why something is not known; displayed, it completes the sentence "unknown, because …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The stable code of the reason.
    pub code: ReasonCode,
    /// The rest of the sentence, lower case, without a final stop, naming the server.
    pub text: String,
    /// The exchange that failed, if one did.
    pub evidence: Option<Evidence>,
}

impl Why {
    /// A reason that no exchange stands for.
    pub fn new(code: ReasonCode, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), evidence: None }
    }

    /// The reason why an ask yielded nothing.
    pub fn failed(ask: &Ask, failure: &Failure) -> Self {
        let server = match ask {
            Ask::Dns { server: DnsServer::Resolver, .. } => "the resolver".to_owned(),
            _ => ask.server(),
        };
        let (code, text) = match failure {
            Failure::TimedOut => (ReasonCode::TimedOut, format!("{server} did not answer in time")),
            Failure::Refused => (ReasonCode::Refused, format!("{server} refused the connection")),
            Failure::Unreachable { detail } => {
                (ReasonCode::Unreachable, format!("{server} cannot be reached ({detail})"))
            }
            Failure::Tls { detail } => {
                (ReasonCode::Tls, format!("{server} could not be trusted ({detail})"))
            }
            Failure::Garbled { detail } => {
                (ReasonCode::Malformed, format!("{server} sent no usable answer ({detail})"))
            }
            Failure::TooLarge => {
                (ReasonCode::Malformed, format!("{server} sent more than is read"))
            }
            Failure::RateLimited { until } => {
                let again =
                    until.map_or("try later".to_owned(), |until| format!("try after {until}"));
                (ReasonCode::RateLimited, format!("{server} asked for fewer requests; {again}"))
            }
            Failure::Guarded { to } => (
                ReasonCode::Guarded,
                format!("{server} led to {to}, which is not a public address"),
            ),
            Failure::SwitchedOff => {
                (ReasonCode::SwitchedOff, format!("the options exclude asking {server}"))
            }
            Failure::NotRecorded => {
                (ReasonCode::NotRecorded, format!("the case holds no answer of {server} to this"))
            }
            Failure::OverBudget => (
                ReasonCode::OverBudget,
                format!("{server} was asked as often as one target may cost it"),
            ),
        };
        Self { code, text, evidence: Some(Evidence::of(ask)) }
    }

    /// The reason why a reply said nothing usable.
    pub fn misread(ask: &Ask, misread: &Misread) -> Self {
        let server = ask.server();
        let (code, text) = match misread {
            Misread::Malformed(what) => {
                (ReasonCode::Malformed, format!("{server} sent no usable answer ({what})"))
            }
            Misread::RateLimited => {
                (ReasonCode::RateLimited, format!("{server} asked for fewer requests; try later"))
            }
            Misread::Blocked(what) => {
                (ReasonCode::Blocked, format!("{server} blocks the name ({what})"))
            }
            Misread::Denied(what) => {
                (ReasonCode::Denied, format!("{server} does not answer this ({what})"))
            }
            Misread::ServerError(what) => {
                (ReasonCode::ServerError, format!("{server} reported an error ({what})"))
            }
        };
        Self { code, text, evidence: Some(Evidence::of(ask)) }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The reply came, but says nothing usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// It is not what the protocol promises; the text says what was wrong.
    Malformed(String),
    /// It is a quota notice (HTTP 429, or words to that effect).
    RateLimited,
    /// The resolver does not say what the zone says, and says so (RFC 8914).
    Blocked(String),
    /// The server knows and does not say (HTTP 401, 403 and other 4xx; WHOIS refusals).
    Denied(String),
    /// The server is in trouble (HTTP 5xx; WHOIS internal errors).
    ServerError(String),
}

/// The closed list of reasons; JSON prints each as its kebab-case code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// Nobody answered within the time allowed.
    TimedOut,
    /// The connection was refused.
    Refused,
    /// There is no way to the server.
    Unreachable,
    /// The TLS handshake failed.
    Tls,
    /// The server asked for fewer requests.
    RateLimited,
    /// The resolver blocks the name, as it says.
    Blocked,
    /// The server knows and does not say.
    Denied,
    /// The server reported an error of its own.
    ServerError,
    /// The answer could not be read.
    Malformed,
    /// No server is known that could be asked.
    NoServer,
    /// The way led to a special address and was not taken.
    Guarded,
    /// The user's options exclude the question.
    SwitchedOff,
    /// The case file does not hold the answer.
    NotRecorded,
    /// An answer that this one depends on is missing.
    Needs,
    /// The source withheld it.
    Redacted,
    /// The source has no field for it.
    NotPublished,
    /// It stands behind a proxy.
    BehindProxy,
    /// The registry registers directly, without registrars.
    DirectRegistration,
    /// The name does not exist.
    NoSuchName,
    /// The name has no address.
    NoAddress,
    /// The address is not announced by any network.
    NotAnnounced,
    /// The target is an address or AS number, not a name.
    AddressLiteral,
    /// The records name none.
    NotNamed,
    /// The domain takes no mail.
    NoMail,
    /// A natural person is named only with `--show-registrant`.
    PersonalData,
    /// Only contact with the target shows it.
    NeedsProbe,
    /// Only a registry shows it, and none is asked with `--depth fast`.
    Fast,
    /// The party cannot be told from what was learnt.
    NotIdentified,
    /// The target would have cost too many questions, and this was one of those left out.
    OverBudget,
}

impl ReasonCode {
    /// All of them.
    pub const ALL: [Self; 29] = [
        Self::TimedOut,
        Self::Refused,
        Self::Unreachable,
        Self::Tls,
        Self::RateLimited,
        Self::Blocked,
        Self::Denied,
        Self::ServerError,
        Self::Malformed,
        Self::NoServer,
        Self::Guarded,
        Self::SwitchedOff,
        Self::NotRecorded,
        Self::Needs,
        Self::Redacted,
        Self::NotPublished,
        Self::BehindProxy,
        Self::DirectRegistration,
        Self::NoSuchName,
        Self::NoAddress,
        Self::NotAnnounced,
        Self::AddressLiteral,
        Self::NotNamed,
        Self::NoMail,
        Self::PersonalData,
        Self::NeedsProbe,
        Self::Fast,
        Self::NotIdentified,
        Self::OverBudget,
    ];

    /// The reason as JSON spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::TimedOut => "timed-out",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Tls => "tls",
            Self::RateLimited => "rate-limited",
            Self::Blocked => "blocked",
            Self::Denied => "denied",
            Self::ServerError => "server-error",
            Self::Malformed => "malformed",
            Self::NoServer => "no-server",
            Self::Guarded => "guarded",
            Self::SwitchedOff => "switched-off",
            Self::NotRecorded => "not-recorded",
            Self::Needs => "needs",
            Self::Redacted => "redacted",
            Self::NotPublished => "not-published",
            Self::BehindProxy => "behind-proxy",
            Self::DirectRegistration => "direct-registration",
            Self::NoSuchName => "no-such-name",
            Self::NoAddress => "no-address",
            Self::NotAnnounced => "not-announced",
            Self::AddressLiteral => "address-literal",
            Self::NotNamed => "not-named",
            Self::NoMail => "no-mail",
            Self::PersonalData => "personal-data",
            Self::NeedsProbe => "needs-probe",
            Self::Fast => "fast",
            Self::NotIdentified => "not-identified",
            Self::OverBudget => "over-budget",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_spelt_as_json_spells_it() {
        for code in ReasonCode::ALL {
            assert_eq!(serde_json::to_value(code).expect("is JSON"), code.word());
        }
    }
}
