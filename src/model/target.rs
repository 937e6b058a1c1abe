//! What is traced: a URL, a domain, an address or an AS number, as people paste them.
//!
//! [`Target::parse`] undoes defanging, keeps the input as it was, and refuses what cannot be
//! traced with a [`Refusal`] that says why.

mod refang;
mod suffix;

use std::net::{IpAddr, Ipv6Addr};

use thiserror::Error;
use url::{Host as UrlHost, Url};

use super::special::special;
pub use suffix::Suffixes;

/// A target, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What was typed, untouched.
    pub input: String,
    /// The URL, where one was given; without user-info.
    pub url: Option<Url>,
    /// The thing itself.
    pub subject: Subject,
}

/// The thing that is traced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A host name.
    Name(HostName),
    /// An address literal: there is no name path.
    Address(IpAddr),
    /// An autonomous system number: there is a network and nothing else.
    System(u32),
}

/// A host name and where it may be cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostName {
    /// Lower-case A-labels without a final dot.
    pub ascii: String,
    /// The Unicode form, where it differs.
    pub unicode: Option<String>,
    /// Its suffixes by the Public Suffix List.
    pub suffixes: Suffixes,
}

/// Why something is not traced. Each message names the input and says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing was given.
    #[error("the target is empty; give a URL, a domain, an IP address or an AS number")]
    Empty,
    /// It is none of the forms.
    #[error("{input:?} is not a URL, domain, IP address or AS number ({detail})")]
    Unreadable {
        /// What was typed.
        input: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A scheme that no web server answers.
    #[error("{input:?}: only http and https URLs are traced, not {scheme}")]
    Scheme {
        /// What was typed.
        input: String,
        /// The scheme.
        scheme: String,
    },
    /// A name outside the public DNS (RFC 6761, RFC 7686).
    #[error("{name} is a special-use name: {why}")]
    SpecialUse {
        /// The name.
        name: String,
        /// What that means.
        why: &'static str,
    },
    /// A name under which others register.
    #[error(
        "{name} is a public suffix, under which domains are registered; name a domain below it"
    )]
    PublicSuffix {
        /// The suffix.
        name: String,
    },
    /// An address that nobody outside its network answers for.
    #[error("{address} is a {kind} address; nobody on the Internet is responsible for it")]
    SpecialAddress {
        /// The address.
        address: IpAddr,
        /// What it is set aside for.
        kind: &'static str,
    },
    /// An AS number that is not assigned to anybody.
    #[error("AS{number} is {kind}; no network on the Internet has it")]
    SpecialSystem {
        /// The number.
        number: u32,
        /// What it is set aside for.
        kind: &'static str,
    },
    /// A range instead of an address.
    #[error("{input:?} is a range; give one address of it")]
    Range {
        /// What was typed.
        input: String,
    },
}

impl Refusal {
    /// The code that JSON prints for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-target",
            Self::Unreadable { .. } => "unreadable-target",
            Self::Scheme { .. } => "unsupported-scheme",
            Self::SpecialUse { .. } => "special-use-name",
            Self::PublicSuffix { .. } => "public-suffix",
            Self::SpecialAddress { .. } => "special-address",
            Self::SpecialSystem { .. } => "special-as-number",
            Self::Range { .. } => "address-range",
        }
    }
}

impl Target {
    /// Reads a target as people paste it.
    pub fn parse(input: &str) -> Result<Self, Refusal> {
        let text = refang::refang(input);
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        let (subject, url) = if let Some(number) = system(&text, input)? {
            (traceable_system(number)?, None)
        } else if let Ok(address) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
            (traceable_address(address)?, None)
        } else if is_range(&text) {
            return Err(Refusal::Range { input: input.to_owned() });
        } else if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            let detail = "an address has four parts, and an AS number begins with AS".to_owned();
            return Err(Refusal::Unreadable { input: input.to_owned(), detail });
        } else {
            let url = to_url(&text, input)?;
            let subject = subject_of(&url, input)?;
            (subject, given_as_url(&text).then_some(url))
        };
        Ok(Self { input: input.to_owned(), url, subject })
    }

    /// The host name, unless the target is an address or AS number.
    pub fn name(&self) -> Option<&HostName> {
        match &self.subject {
            Subject::Name(name) => Some(name),
            Subject::Address(_) | Subject::System(_) => None,
        }
    }

    /// The address literal, if the target is one.
    pub fn address(&self) -> Option<IpAddr> {
        match self.subject {
            Subject::Address(address) => Some(address),
            Subject::Name(_) | Subject::System(_) => None,
        }
    }

    /// The host as a URL would show it; `AS64500` for an AS number.
    pub fn host(&self) -> String {
        match &self.subject {
            Subject::Name(name) => name.ascii.clone(),
            Subject::Address(address) => address.to_string(),
            Subject::System(number) => format!("AS{number}"),
        }
    }
}

/// Whether the text was a URL or had a port or path, rather than a bare host.
fn given_as_url(text: &str) -> bool {
    text.contains("://")
        || text.contains('/')
        || text.rsplit_once(':').is_some_and(|(host, port)| {
            !host.is_empty() && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// The number of `AS64500`, in any case, with or without a blank; `None` for anything else.
fn system(text: &str, input: &str) -> Result<Option<u32>, Refusal> {
    let lower = text.to_ascii_lowercase();
    let digits = lower.strip_prefix("asn").or_else(|| lower.strip_prefix("as"));
    let digits = digits.unwrap_or_default().trim_start();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    digits.parse().map(Some).map_err(|_| Refusal::Unreadable {
        input: input.to_owned(),
        detail: format!("AS numbers end at AS{}", u32::MAX),
    })
}

/// The scheme of something that is no web address, such as `javascript:alert(1)`. What stands
/// before a port is a host.
fn other_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let is_word = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let port = rest.starts_with(|c: char| c.is_ascii_digit());
    (is_word && !port && !rest.starts_with("//")).then_some(scheme)
}

/// Whether the text is an address with a prefix length.
fn is_range(text: &str) -> bool {
    text.parse::<ipnet::IpNet>().is_ok()
}

/// Reads the text as a URL, adding the scheme that a bare host lacks.
fn to_url(text: &str, input: &str) -> Result<Url, Refusal> {
    let unreadable = |detail: String| Refusal::Unreadable { input: input.to_owned(), detail };
    if let Some(scheme) = other_scheme(text) {
        return Err(Refusal::Scheme { input: input.to_owned(), scheme: scheme.to_owned() });
    }
    let full = if text.contains("://") {
        text.to_owned()
    } else {
        // What is asked for on these ports speaks TLS.
        let host = text.split('/').next().unwrap_or(text);
        let secure = host.ends_with(":443") || host.ends_with(":8443");
        format!("{}://{text}", if secure { "https" } else { "http" })
    };
    let mut url = Url::parse(&full).map_err(|error| unreadable(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refusal::Scheme { input: input.to_owned(), scheme: url.scheme().to_owned() });
    }
    // Without its final dots a name may turn out to be an address, or none at all.
    if let Some(name) = url.domain().filter(|name| name.ends_with('.')).map(str::to_owned) {
        let name = name.trim_end_matches('.');
        url.set_host(Some(name)).map_err(|error| unreadable(error.to_string()))?;
    }
    if url.set_username("").is_err() || url.set_password(None).is_err() {
        return Err(unreadable("no host in it".to_owned()));
    }
    Ok(url)
}

/// The thing that a URL's host names.
fn subject_of(url: &Url, input: &str) -> Result<Subject, Refusal> {
    match url.host() {
        Some(UrlHost::Ipv4(address)) => traceable_address(address.into()),
        Some(UrlHost::Ipv6(address)) => traceable_address(address.into()),
        Some(UrlHost::Domain(name)) => traceable_name(name, input),
        None => {
            Err(Refusal::Unreadable { input: input.to_owned(), detail: "no host in it".to_owned() })
        }
    }
}

/// Checks a host name and cuts it by the Public Suffix List.
fn traceable_name(name: &str, input: &str) -> Result<Subject, Refusal> {
    let ascii = name.trim_end_matches('.').to_ascii_lowercase();
    check_labels(&ascii)
        .map_err(|detail| Refusal::Unreadable { input: input.to_owned(), detail })?;
    if let Some(why) = special_use(&ascii) {
        return Err(Refusal::SpecialUse { name: ascii, why });
    }
    let suffixes = Suffixes::of(&ascii);
    if suffixes.registrable.is_none() {
        if !suffix::is_listed(&ascii) {
            let detail = "it has no dot, and no top-level domain has that name".to_owned();
            return Err(Refusal::Unreadable { input: input.to_owned(), detail });
        }
        return Err(Refusal::PublicSuffix { name: ascii });
    }
    let (unicode, _) = idna::domain_to_unicode(&ascii);
    let unicode = (unicode != ascii).then_some(unicode);
    Ok(Subject::Name(HostName { ascii, unicode, suffixes }))
}

/// Checks lengths and characters (RFC 1035 §2.3.4; underscores occur in practice).
fn check_labels(name: &str) -> Result<(), String> {
    if name.len() > 253 {
        return Err("the name is longer than 253 characters".to_owned());
    }
    for label in name.split('.') {
        if label.is_empty() {
            return Err("the name has an empty label".to_owned());
        }
        if label.len() > 63 {
            return Err("a label is longer than 63 characters".to_owned());
        }
        let odd = label.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
        if let Some(odd) = odd {
            return Err(format!("{odd:?} cannot stand in a host name"));
        }
    }
    Ok(())
}

/// What a special-use name means for a tracer (RFC 6761 registry).
fn special_use(name: &str) -> Option<&'static str> {
    const LOCAL: &str = "it means something on one network only";
    const NAMES: &[(&str, &str)] = &[
        ("onion", "Tor hides who serves it; no registry, registrar or host can be found"),
        ("localhost", "it is this machine itself"),
        ("local", LOCAL),
        ("internal", LOCAL),
        ("home.arpa", LOCAL),
        ("test", "it is set aside for tests"),
        ("invalid", "it never exists"),
        ("example", "it is set aside for documentation"),
        ("alt", "it is outside the DNS"),
    ];
    NAMES
        .iter()
        .find(|(special, _)| {
            name == *special || name.strip_suffix(special).is_some_and(|head| head.ends_with('.'))
        })
        .map(|(_, why)| *why)
}

/// Lets public addresses through, and those of documentation, which recorded cases use.
fn traceable_address(address: IpAddr) -> Result<Subject, Refusal> {
    let address = unmapped(address);
    match special(address) {
        Some(kind) if kind != "documentation" => Err(Refusal::SpecialAddress { address, kind }),
        _ => Ok(Subject::Address(address)),
    }
}

/// The IPv4 address inside an IPv4-mapped one (RFC 4291 §2.5.5.2).
fn unmapped(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => {
            six.to_ipv4_mapped().map_or(IpAddr::V6(Ipv6Addr::from(six.octets())), IpAddr::V4)
        }
        IpAddr::V4(_) => address,
    }
}

/// Lets AS numbers through that can be assigned (RFC 7607, RFC 6996, RFC 7300, RFC 6793).
fn traceable_system(number: u32) -> Result<Subject, Refusal> {
    let kind = match number {
        0 | 65535 | u32::MAX => "reserved",
        23456 => "the placeholder of 32-bit AS numbers",
        64512..=65534 | 4_200_000_000..=4_294_967_294 => "for private use",
        _ => return Ok(Subject::System(number)),
    };
    Err(Refusal::SpecialSystem { number, kind })
}

/// The domain part of a mail address, in lower-case A-labels.
pub fn mail_domain(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain.trim_end_matches('.')).ok()?;
    (domain.contains('.') && !domain.contains("..")).then_some(domain)
}

#[cfg(test)]
mod tests;
