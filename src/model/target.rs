//! What is traced: a URL, a domain, an address, a range, a mailbox or an AS number, as people paste
//! them.
//!
//! [`Target::parse`] undoes defanging, takes a link out of what a mail filter wrapped around it,
//! keeps the input as it was (without a password), and refuses what cannot be traced with a
//! [`Refusal`] that says why.

mod allowed;
mod refang;
mod refusal;
mod suffix;
mod wrapped;

use std::net::{IpAddr, Ipv6Addr};

use ipnet::IpNet;
use url::{Host as UrlHost, Url};

use self::allowed::{traceable_address, traceable_name, traceable_range, traceable_system};
pub use self::refusal::Refusal;
pub use self::suffix::Suffixes;

/// A target, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What was typed, without the password that may have stood in it.
    pub input: String,
    /// The URL, where one was given; without user-info.
    pub url: Option<Url>,
    /// The thing itself.
    pub subject: Subject,
    /// The range that was given, of which the subject is the first address.
    pub range: Option<IpNet>,
    /// The mailbox that was given, of which the subject is the domain.
    pub mailbox: Option<String>,
    /// Who wrapped the link that the URL was taken out of.
    pub wrapped_by: Option<String>,
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

impl Target {
    /// Reads a target as people paste it.
    pub fn parse(input: &str) -> Result<Self, Refusal> {
        let shown = without_password(input);
        let text = without_zone(&refang::refang(input));
        match wrapped::unwrap(&text) {
            None => Self::plain(&text, &shown).map_err(|refusal| match one_of(&text) {
                Some(one) => Refusal::Unreadable {
                    input: shown,
                    detail: format!("{ONE_BY_ONE}, such as {one}"),
                },
                None => refusal,
            }),
            Some((inner, by)) => {
                // Inside the wrapping a password is coded, so that the link alone is kept.
                let bare = without_password(&inner);
                let shown = if bare == inner { shown } else { bare };
                let target = Self::plain(&inner, &shown)?;
                Ok(Self { wrapped_by: Some(by.join(", ")), ..target })
            }
        }
    }

    /// Reads a target in which nothing is defanged any more.
    fn plain(text: &str, input: &str) -> Result<Self, Refusal> {
        let unreadable = |detail: &str| Refusal::Unreadable {
            input: input.to_owned(),
            detail: detail.to_owned(),
        };
        let of = |subject: Subject| Self {
            input: input.to_owned(),
            url: None,
            subject,
            range: None,
            mailbox: None,
            wrapped_by: None,
        };
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        if let Some(number) = system(text, input)? {
            return traceable_system(number).map(of);
        }
        if let Ok(address) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
            return traceable_address(address).map(of);
        }
        if let Ok(range) = text.parse::<IpNet>() {
            let range = range.trunc();
            let whole = range.prefix_len() == range.max_prefix_len();
            let target = of(traceable_range(range)?);
            return Ok(Self { range: (!whole).then_some(range), ..target });
        }
        if is_no_range(text) {
            return Err(unreadable(
                "a range ends with /0 to /32, of IPv6 with /0 to /128; for a path begin with http://",
            ));
        }
        if text.split_once('-').is_some_and(|(first, last)| is_address(first) && is_address(last)) {
            return Err(unreadable("give a range as 192.0.2.0/24, or one address of it"));
        }
        if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Err(unreadable("an address has four parts, and an AS number begins with AS"));
        }
        if let Some(mailbox) = mailbox(text) {
            let (_, domain) =
                mailbox.rsplit_once('@').ok_or_else(|| unreadable("no mailbox in it"))?;
            let subject = subject_of(&to_url(domain, input)?, input)?;
            return Ok(Self { mailbox: Some(mailbox), ..of(subject) });
        }
        let url = to_url(text, input)?;
        let subject = subject_of(&url, input)?;
        Ok(Self { url: given_as_url(text).then_some(url), ..of(subject) })
    }

    /// The host name, unless the target is an address or AS number.
    pub fn name(&self) -> Option<&HostName> {
        match &self.subject {
            Subject::Name(name) => Some(name),
            Subject::Address(_) | Subject::System(_) => None,
        }
    }

    /// Whose site it is: the registrable domain of a name, else the host.
    pub fn site(&self) -> String {
        let registrable = self.name().and_then(|name| name.suffixes.registrable.clone());
        registrable.unwrap_or_else(|| self.host())
    }

    /// The address literal, if the target is one.
    pub fn address(&self) -> Option<IpAddr> {
        match self.subject {
            Subject::Address(address) => Some(address),
            Subject::Name(_) | Subject::System(_) => None,
        }
    }

    /// The host as a URL would show it; `AS64500` for an AS number, `192.0.2.0/24` for a range.
    pub fn host(&self) -> String {
        if let Some(range) = &self.range {
            return range.to_string();
        }
        match &self.subject {
            Subject::Name(name) => name.ascii.clone(),
            Subject::Address(address) => address.to_string(),
            Subject::System(number) => format!("AS{number}"),
        }
    }
}

/// The text without the zone of an address, `fe80::1%eth0`: it is a word of one machine.
fn without_zone(text: &str) -> String {
    let cut = || {
        let (head, rest) = text.split_once('%')?;
        let address = head.rsplit_once('[').map_or(head, |(_, address)| address);
        let tail = rest.find(']').and_then(|at| rest.get(at..)).unwrap_or_default();
        address.parse::<Ipv6Addr>().is_ok().then(|| format!("{head}{tail}"))
    };
    cut().unwrap_or_else(|| text.to_owned())
}

/// Whether the text is an address.
fn is_address(text: &str) -> bool {
    text.trim().parse::<IpAddr>().is_ok()
}

/// Words of a line that are looked at for something that can be traced.
const LOOKED_AT: usize = 50;

/// What could be traced of a line with several words, such as one of a message's head: an address
/// that a server saw rather than a name that it was told.
fn one_of(text: &str) -> Option<String> {
    let mut words = text.split_whitespace().take(LOOKED_AT).peekable();
    words.peek().filter(|first| first.len() < text.trim().len())?;
    let edges = ['(', ')', '[', ']', '<', '>', ',', ';', '"', '\''];
    let read = words.map(|word| word.trim_matches(edges)).filter(|word| word.contains(['.', ':']));
    let found: Vec<Target> = read.filter_map(|word| Target::parse(word).ok()).collect();
    let best = found.iter().find(|target| target.address().is_some()).or(found.first())?;
    Some(best.url.as_ref().map_or_else(|| best.host(), ToString::to_string))
}

/// Whether the text is an address with a length that no range of its family has: `192.0.2.0/33`.
fn is_no_range(text: &str) -> bool {
    text.split_once('/').is_some_and(|(address, length)| {
        let digits = (1..=3).contains(&length.len());
        digits
            && length.bytes().all(|byte| byte.is_ascii_digit())
            && address.parse::<IpAddr>().is_ok()
    })
}

/// Whether the text was a URL or had a port or path, rather than a bare host.
fn given_as_url(text: &str) -> bool {
    text.contains("://")
        || text.contains('/')
        || text.rsplit_once(':').is_some_and(|(host, port)| {
            !host.is_empty() && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// What was typed as it may be shown: without the password of a URL in it.
pub fn without_password(input: &str) -> String {
    refang::without_password(input)
}

/// The number of `AS64500` or `AS1.10`, in any case, with or without a blank; `None` for anything
/// else.
fn system(text: &str, input: &str) -> Result<Option<u32>, Refusal> {
    let lower = text.to_ascii_lowercase();
    let digits = lower.strip_prefix("asn").or_else(|| lower.strip_prefix("as"));
    let digits = digits.unwrap_or_default().trim_start();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (high, low) =
        digits.split_once('.').map_or((None, digits), |(high, low)| (Some(high), low));
    if !is_number(low) || !high.is_none_or(is_number) {
        return Ok(None);
    }
    let refused = |detail: String| Refusal::Unreadable { input: input.to_owned(), detail };
    match high {
        None => {
            low.parse().map(Some).map_err(|_| refused(format!("AS numbers end at AS{}", u32::MAX)))
        }
        Some(high) => match (high.parse::<u16>(), low.parse::<u16>()) {
            (Ok(high), Ok(low)) => Ok(Some(u32::from(high) << 16 | u32::from(low))),
            _ => Err(refused(format!("each half of an AS number ends at {}", u16::MAX))),
        },
    }
}

/// The mailbox, where the text is one: `mailto:x@host?subject=…` or `x@host`. What has a port, a
/// path or a password is a URL.
fn mailbox(text: &str) -> Option<String> {
    if let Some(rest) = text.strip_prefix("mailto:") {
        let address = rest.split('?').next().unwrap_or(rest).replace("%40", "@");
        return Some(address);
    }
    let (local, domain) = text.rsplit_once('@')?;
    let plain = !local.is_empty() && !text.contains([':', '/', '?', '#', '\\']);
    (plain && !domain.is_empty()).then(|| text.to_owned())
}

/// The scheme of something that is no web address, such as `javascript:alert(1)`. What stands
/// before a port is a host.
fn other_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let is_word = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let port = rest.starts_with(|c: char| c.is_ascii_digit());
    (is_word && !port && !rest.starts_with("//")).then_some(scheme)
}

/// Schemes of addresses with an @ in them that are no mailboxes.
const ADDRESSED: [&str; 10] =
    ["sip", "sips", "xmpp", "im", "acct", "ssh", "git", "callto", "javascript", "data"];

/// What is said where a blank stands in the host.
const ONE_BY_ONE: &str = "there is a blank in it; give each target by itself";

/// Reads the text as a URL, adding the scheme that a bare host lacks.
fn to_url(text: &str, input: &str) -> Result<Url, Refusal> {
    let unreadable = |detail: String| Refusal::Unreadable { input: input.to_owned(), detail };
    if let Some(scheme) = other_scheme(text) {
        if text.contains('@') && !ADDRESSED.contains(&scheme.to_ascii_lowercase().as_str()) {
            return Err(unreadable(
                "a user and a password belong to a URL: put http:// before them, or leave them out"
                    .to_owned(),
            ));
        }
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
    let mut url = Url::parse(&full).map_err(|error| {
        let blank = text.contains(char::is_whitespace);
        unreadable(if blank { ONE_BY_ONE.to_owned() } else { error.to_string() })
    })?;
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

#[cfg(test)]
mod tests;
