//! Reads what the Internet Assigned Numbers Authority says about a top-level domain.

use crate::model::answer::Misread;
use crate::model::record::TldRecord;
use crate::source::countries;
use crate::source::notice::{self, Notice};

use super::objects::{self, Object};
use super::{plain, values};

/// The server of the Internet Assigned Numbers Authority.
const SERVER: &str = "whois.iana.org";

/// Reads the record of a top-level domain; `Ok(None)` when there is no such domain.
pub fn read_tld(body: &[u8]) -> Result<Option<TldRecord>, Misread> {
    let text = plain::read(SERVER, body)?;
    let objects = objects::read(&text);
    let Some(domain) = objects.iter().position(|object| object.get("domain").is_some()) else {
        return match notice::read(&text, "") {
            Some(Notice::Free) => Ok(None),
            Some(Notice::Throttled) => Err(Misread::RateLimited),
            Some(Notice::Broken) => {
                Err(Misread::ServerError("the server names an error".to_owned()))
            }
            _ if says_none(&text) => Ok(None),
            _ => Err(Misread::Malformed("no record of a top-level domain".to_owned())),
        };
    };
    let own = objects.get(domain..).unwrap_or_default();
    let manager = own
        .iter()
        .find(|object| object.class() != "contact" && object.get("organisation").is_some());
    Ok(Some(TldRecord {
        organisation: manager
            .and_then(|object| object.get("organisation"))
            .and_then(values::something)
            .map(str::to_owned),
        country: manager.and_then(|object| object.all("address").last()).and_then(countries::code),
        emails: emails(own),
        whois: first(own, "whois").and_then(values::server),
        url: url(own),
    }))
}

/// Reads the server that is referred to for an address or AS number; `Ok(None)` when there is
/// none.
pub fn read_referral(body: &[u8]) -> Result<Option<String>, Misread> {
    let text = plain::read(SERVER, body)?;
    let objects = objects::read(&text);
    Ok(["refer", "whois"].iter().find_map(|label| first(&objects, label)).and_then(values::server))
}

/// Whether a comment says that the server answered this query with nothing.
fn says_none(text: &str) -> bool {
    let mut notes = text.lines().filter(|line| line.starts_with('%'));
    notes.any(|line| line.contains("returned 0 objects"))
}

/// The e-mail addresses of the administrative contact, then of the technical one.
fn emails(objects: &[Object<'_>]) -> Vec<String> {
    let mut emails = Vec::new();
    for kind in ["administrative", "technical"] {
        let contacts = objects.iter().filter(|object| object.get("contact") == Some(kind));
        for email in contacts.flat_map(|contact| contact.all("e-mail")).flat_map(values::emails) {
            if !emails.contains(&email) {
                emails.push(email);
            }
        }
    }
    emails
}

/// The first value of a key in any object.
fn first<'a>(objects: &[Object<'a>], key: &str) -> Option<&'a str> {
    objects.iter().find_map(|object| object.get(key))
}

/// The page for registrations, which stands in a remark.
fn url(objects: &[Object<'_>]) -> Option<String> {
    let remarks = objects.iter().flat_map(|object| object.all("remarks"));
    remarks.filter(|remark| remark.contains("://")).find_map(|remark| {
        let start = remark.find("http")?;
        values::url(remark.get(start..)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "% IANA WHOIS server\n\ndomain:       EXAMPLE\n\norganisation: Example Registry\naddress:      1 Example Street\naddress:      Norway\n\ncontact:      administrative\nname:         Example\norganisation: Other\ne-mail:       admin@registry.example\n\ncontact:      technical\ne-mail:       tech@registry.example\n\nwhois:        whois.registry.example\n\nstatus:       ACTIVE\nremarks:      Registration information: https://registry.example/\n\nsource:       IANA\n";

    #[test]
    fn the_manager_and_its_servers_are_read() {
        let record = read_tld(RECORD.as_bytes()).ok().flatten().unwrap_or_default();
        assert_eq!(record.organisation.as_deref(), Some("Example Registry"));
        assert_eq!(record.country.as_deref(), Some("NO"));
        assert_eq!(record.emails, ["admin@registry.example", "tech@registry.example"]);
        assert_eq!(record.whois.as_deref(), Some("whois.registry.example"));
        assert_eq!(record.url.as_deref(), Some("https://registry.example/"));
    }

    #[test]
    fn a_manager_is_neither_filler_nor_the_next_column() {
        let manager = |value: &str| {
            let text = RECORD.replace("Example Registry", value);
            read_tld(text.as_bytes()).ok().flatten().and_then(|record| record.organisation)
        };
        assert_eq!(manager("Example Registry\tCall us").as_deref(), Some("Example Registry"));
        assert_eq!(manager("Not assigned"), None);
    }

    #[test]
    fn no_record_is_told_apart_from_no_answer() {
        let none = "% IANA WHOIS server\n% This query returned 0 objects.\n";
        assert_eq!(read_tld(none.as_bytes()), Ok(None));
        assert!(matches!(read_tld(b""), Err(Misread::Malformed(_))));
        assert_eq!(read_tld(b"Query rate limit exceeded, slow down"), Err(Misread::RateLimited));
    }
}
