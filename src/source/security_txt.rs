//! The site's `security.txt` (RFC 9116): how its owner wants to hear of vulnerabilities. It is no
//! abuse contact.

use super::http;
use crate::model::answer::Misread;
use crate::model::exchange::{Ask, HttpReply, Reply, RequestPurpose};
use crate::model::owner::SecurityTxt;

/// What stood at its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The file.
    File(SecurityTxt),
    /// It is said to be elsewhere.
    Moved(String),
}

/// Where a host keeps it (RFC 9116 §3): always over https.
pub fn place(host: &str) -> String {
    format!("https://{host}/.well-known/security.txt")
}

/// Asks for it.
pub fn ask(url: &str) -> Ask {
    Ask::Http { url: url.to_owned(), purpose: RequestPurpose::Site }
}

/// Reads the response. `None`: the site has none.
pub fn read(reply: &Reply) -> Result<Option<Fetched>, Misread> {
    let reply = http(reply)?;
    match reply.status {
        200 if is_page(reply) => Ok(None),
        200 => Ok(Some(Fetched::File(parse(&String::from_utf8_lossy(&reply.body))))),
        301 | 302 | 303 | 307 | 308 => match reply.header("location") {
            Some(to) => Ok(Some(Fetched::Moved(to.to_owned()))),
            None => Err(Misread::Malformed("a redirect to nowhere".to_owned())),
        },
        404 | 410 => Ok(None),
        429 => Err(Misread::RateLimited),
        status @ 400..=499 => Err(Misread::Denied(format!("HTTP {status}"))),
        status @ 500..=599 => Err(Misread::ServerError(format!("HTTP {status}"))),
        status => Err(Misread::Malformed(format!("HTTP {status}"))),
    }
}

/// Whether the site shows a page for whatever it is asked for.
fn is_page(reply: &HttpReply) -> bool {
    let typed = reply.header("content-type").is_some_and(|kind| kind.contains("html"));
    typed || reply.body.trim_ascii_start().starts_with(b"<")
}

/// Reads the fields; comments, the armour of a signature and unknown fields are passed over.
fn parse(text: &str) -> SecurityTxt {
    let mut file = SecurityTxt::default();
    let text = text.trim_start_matches('\u{feff}');
    let body = text.split("-----BEGIN PGP SIGNATURE-----").next().unwrap_or_default();
    for line in body.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        let Some((field, value)) = line.split_once(':') else { continue };
        let value = value.trim().to_owned();
        match field.trim().to_ascii_lowercase().as_str() {
            _ if value.is_empty() => {}
            "contact" => file.contacts.push(value),
            "expires" if file.expires.is_none() => file.expires = Some(value),
            "canonical" => file.canonical.push(value),
            _ => {}
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Reply {
        let headers = headers.iter().map(|(key, value)| ((*key).into(), (*value).into()));
        Reply::Http(HttpReply {
            status,
            headers: headers.collect(),
            body: body.as_bytes().to_vec(),
            certificate: None,
        })
    }

    #[test]
    fn fields_are_read_through_comments_and_a_signature() {
        let body = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n# Our policy\n\
            Contact: mailto:security@example.com\ncontact:https://example.com/report\n\
            EXPIRES: 2027-01-01T00:00:00Z\nCanonical: https://example.com/.well-known/security.txt\n\
            -----BEGIN PGP SIGNATURE-----\nContact: mailto:forged@example.net\n";
        let Ok(Some(Fetched::File(file))) = read(&reply(200, &[], body)) else { panic!("a file") };
        assert_eq!(file.contacts, ["mailto:security@example.com", "https://example.com/report"]);
        assert_eq!(file.expires.as_deref(), Some("2027-01-01T00:00:00Z"));
        assert_eq!(file.canonical.len(), 1);
    }

    #[test]
    fn a_page_instead_of_the_file_means_that_there_is_none() {
        let html = [("content-type", "text/html; charset=utf-8")];
        assert_eq!(read(&reply(200, &html, "Contact: x")), Ok(None));
        assert_eq!(read(&reply(200, &[], "\n <!doctype html>")), Ok(None));
        assert_eq!(read(&reply(404, &[], "")), Ok(None));
    }

    #[test]
    fn trouble_is_no_absence() {
        assert!(read(&reply(403, &[], "")).is_err());
        assert!(read(&reply(503, &[], "")).is_err());
        assert!(read(&reply(302, &[], "")).is_err());
        let moved = read(&reply(301, &[("location", "/security.txt")], ""));
        assert_eq!(moved, Ok(Some(Fetched::Moved("/security.txt".to_owned()))));
    }
}
