//! Where the queue is: `redis[s]://[USER:PASSWORD@]HOST[:PORT][/DB]`, shown without its password.

use std::fmt;

use url::Url;

/// The port of Redis.
const PORT: u16 = 6379;

/// Where the queue is.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// The server's name or address.
    pub(super) host: String,
    /// Its port.
    pub(super) port: u16,
    /// Whether the connection is encrypted.
    pub(super) is_secure: bool,
    /// The user, if one is named.
    pub(super) user: Option<String>,
    /// The password, if there is one.
    pub(super) password: Option<String>,
    /// The number of the database.
    pub(super) database: i64,
}

impl Address {
    /// Reads a URL. What is wrong is said without the URL, because a password may stand in it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "use redis://HOST[:PORT][/DB] or rediss://… (encrypted)".to_owned();
        let url = Url::parse(text.trim()).map_err(|_| wrong())?;
        let is_secure = match url.scheme() {
            "redis" | "valkey" => false,
            "rediss" | "valkeys" => true,
            _ => return Err(wrong()),
        };
        let decoded = |text: &str| {
            let pairs = format!("x={}", text.replace('+', "%2B"));
            let mut pairs = url::form_urlencoded::parse(pairs.as_bytes());
            pairs.next().map(|(_, value)| value.into_owned())
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
        let database = url.path().trim_matches('/');
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(PORT),
            is_secure,
            user: decoded(url.username()).filter(|user| !user.is_empty()),
            password: url.password().and_then(decoded),
            database: if database.is_empty() {
                0
            } else {
                database.parse().map_err(|_| wrong())?
            },
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_secure { "rediss" } else { "redis" };
        let host =
            if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        write!(f, "{scheme}://{host}:{}/{}", self.port, self.database)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_read_and_never_shown() {
        let address =
            Address::parse("rediss://worker:s%40cret@queue.example:6380/2").expect("reads");
        assert_eq!(address.password.as_deref(), Some("s@cret"));
        assert_eq!(address.user.as_deref(), Some("worker"));
        for shown in [address.to_string(), format!("{address:?}")] {
            assert_eq!(shown, "rediss://queue.example:6380/2");
        }
        assert_eq!(Address::parse("redis://[2001:db8::1]").expect("reads").host, "2001:db8::1");
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for text in ["http://u:hunter2@x/", "redis://u:hunter2@x/abc", "hunter2", "redis://"] {
            let problem = Address::parse(text).expect_err("is refused");
            assert!(!problem.contains("hunter2") && problem.contains("redis://"), "{problem}");
        }
    }
}
