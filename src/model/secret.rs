//! Secrets in addresses of the web: the user and the password that may stand before the host. They
//! are nobody's business but the server's, so that they are in nothing that is printed or kept.

use std::borrow::Cow;
use std::fmt::Arguments;
use std::io::{self, Write};

/// What stands in for user and password.
pub const HIDDEN: &str = "***";

/// A text in which no address shows its user and password. What names a resolver behind TLS
/// (`tls://NAME@ADDR`) is none.
pub fn discreet(text: &str) -> Cow<'_, str> {
    if !text.contains("://") || !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (head, tail) = rest.split_at(at + 3);
        out.push_str(head);
        let end = tail.find(ends_authority).unwrap_or(tail.len());
        let (authority, behind) = tail.split_at(end);
        match authority.rsplit_once('@') {
            Some((user, host)) if !user.is_empty() && !head.ends_with("tls://") => {
                out.extend([HIDDEN, "@", host]);
            }
            _ => out.push_str(authority),
        }
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a character ends the part of an address that names user and host.
fn ends_authority(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '?' | '#' | '\\' | '"' | '\'' | '<' | '>' | '`')
}

/// An address without user and password.
pub fn without_user(address: &str) -> Cow<'_, str> {
    let Ok(mut url) = url::Url::parse(address) else { return Cow::Borrowed(address) };
    if url.username().is_empty() && url.password().is_none() {
        return Cow::Borrowed(address);
    }
    let bare = url.set_username("").and_then(|()| url.set_password(None));
    bare.map_or(Cow::Borrowed(address), |()| Cow::Owned(url.into()))
}

/// A writer of lines in which no address shows its user and password.
#[derive(Debug)]
pub struct Discreet<W>(pub W);

impl<W: Write> Write for Discreet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    /// Lines are put together first: what is looked for may stand in several pieces.
    fn write_fmt(&mut self, pieces: Arguments<'_>) -> io::Result<()> {
        self.0.write_all(discreet(&pieces.to_string()).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_are_in_no_line() {
        for (text, shown) in [
            ("https://jo:pw@example.com/x is no target", "https://***@example.com/x is no target"),
            ("is \"https://t0ken@example.com\"; no", "is \"https://***@example.com\"; no"),
            ("http://a:b@c@example.com", "http://***@example.com"),
            ("tls://dns.example@192.0.2.1", "tls://dns.example@192.0.2.1"),
            (
                "https://example.com/@jo and jo@example.com",
                "https://example.com/@jo and jo@example.com",
            ),
        ] {
            assert_eq!(discreet(text), shown);
        }
        let mut out = Discreet(Vec::new());
        writeln!(out, "{:?}", "https://jo:pw@example.com").expect("writes");
        assert_eq!(out.0, b"\"https://***@example.com\"\n");
    }

    #[test]
    fn an_address_loses_its_user_only() {
        assert_eq!(without_user("https://jo:pw@example.com/x?y"), "https://example.com/x?y");
        assert_eq!(without_user("https://example.com/a b"), "https://example.com/a b");
    }
}
