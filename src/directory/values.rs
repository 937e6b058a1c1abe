//! What the values of signs and contacts must look like, and how that is said to whoever wrote
//! one that does not.

use std::net::IpAddr;

use ipnet::IpNet;

use super::names;
use super::pattern::{HeaderPattern, HostPattern};
use super::provider::SignKind;
use crate::model::company::CompanyName;
use crate::model::contact::ContactKind;
use crate::model::mailbox::{Link, Mailbox};

/// Reads a sign's value into the form in which it is compared; the error completes "… is not".
pub(super) fn value(kind: SignKind, text: &str) -> Result<String, &'static str> {
    let same = || text.to_owned();
    let (read, allowed) = match kind {
        SignKind::Prefix => (
            prefix(text).map(|prefix| prefix.to_string()),
            "an address prefix such as 192.0.2.0/24 without bits beyond its length",
        ),
        SignKind::Origin => (number(text).map(|()| same()), "an AS number without `AS`"),
        SignKind::Registrar => (number(text).map(|()| same()), "a registrar's IANA number"),
        SignKind::NameServerPattern => (
            HostPattern::parse(text).map(|_| same()),
            "a host name with ranges of numbers such as ns-{0-99}.dns{00-63}.example.com",
        ),
        SignKind::Header => (
            HeaderPattern::parse(text).map(|_| same()),
            "a header such as x-name, server=value or server=value*",
        ),
        SignKind::Issuer => (CompanyName::of(text).map(|_| same()), "the name of an organisation"),
        SignKind::Url => (
            place(text),
            "a host name, a slash and the beginning of a path, such as example.com/sites",
        ),
        SignKind::NameServer
        | SignKind::Alias
        | SignKind::Platform
        | SignKind::Mail
        | SignKind::Reverse
        | SignKind::Suffix => (
            suffix(text),
            "a host name of at least two labels, in lower case, without stars or a dot in front",
        ),
    };
    read.ok_or(allowed)
}

/// Checks that a number is written as it is compared.
fn number(text: &str) -> Option<()> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(())
}

/// Reads a name of at least two labels; a single label would claim a whole top-level domain.
fn suffix(text: &str) -> Option<String> {
    names::host(text).filter(|host| host == text && host.contains('.'))
}

/// Reads a host name with the beginning of a path after it.
fn place(text: &str) -> Option<String> {
    let (host, path) = text.split_once('/')?;
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#');
    let fits = path.is_empty() || path.split('/').all(|part| !part.is_empty());
    (suffix(host).is_some() && fits && path.chars().all(plain)).then(|| text.to_owned())
}

/// Reads an address prefix that has no bits beyond its length.
pub(super) fn prefix(text: &str) -> Option<IpNet> {
    let prefix: IpNet = match text.parse::<IpNet>() {
        Ok(prefix) => prefix,
        Err(_) => IpNet::from(text.parse::<IpAddr>().ok()?),
    };
    (prefix.trunc() == prefix && prefix.prefix_len() > 0).then_some(prefix)
}

/// The kinds of contact, in their order.
pub(super) const CONTACT_KINDS: [ContactKind; 5] = [
    ContactKind::Form,
    ContactKind::Email,
    ContactKind::Phone,
    ContactKind::Postal,
    ContactKind::Url,
];

/// The word that the files use for a kind of contact.
pub(super) fn contact_word(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Form => "form",
        ContactKind::Email => "email",
        ContactKind::Phone => "phone",
        ContactKind::Postal => "postal",
        ContactKind::Url => "url",
    }
}

/// What a contact of a kind looks like; completes "… is not".
pub(super) fn contact_form(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Form | ContactKind::Url => "a URL that begins with https:// or http://",
        ContactKind::Email => "an e-mail address such as abuse@example.com",
        ContactKind::Phone => "a telephone number in international form such as +1.5550100",
        ContactKind::Postal => "a postal address",
    }
}

/// Whether a contact's value looks like its kind.
pub(super) fn contact_fits(kind: ContactKind, value: &str) -> bool {
    match kind {
        ContactKind::Form | ContactKind::Url => is_page(value),
        ContactKind::Email => Mailbox::is_plain(value),
        ContactKind::Phone => value.strip_prefix('+').is_some_and(|number| {
            number.bytes().filter(u8::is_ascii_digit).count() >= 5
                && number.chars().all(|c| c.is_ascii_digit() || " .-()x".contains(c))
        }),
        ContactKind::Postal => !value.trim().is_empty(),
    }
}

/// Whether a text is the URL of a page.
pub(super) fn is_page(text: &str) -> bool {
    Link::of(text).is_some()
}

/// Whether a text says where something stands: the URL of a page, or words.
pub(super) fn is_source(text: &str) -> bool {
    is_page(text) || text.trim().contains(' ')
}
