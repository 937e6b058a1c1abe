//! What only the reporter knows: the facts that may be set, and those that were.
//!
//! `facts.tsv` lists them with what each may hold. A signature and an oath are never taken: they are
//! the reporter's own, by hand.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::model::mailbox::Mailbox;
use crate::model::text::acts;

/// The facts.
const FACTS: &str = include_str!("facts.tsv");

/// The facts about the reporter: they may stand in the configuration file and in variables.
pub const REPORTER: [&str; 5] = ["name", "mailbox", "organisation", "country", "on_behalf_of"];

/// What makes a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The name by which it is set.
    pub key: &'static str,
    /// What it may hold.
    kind: &'static str,
    /// The longest text, or the words that are allowed.
    allowed: &'static str,
}

/// All facts that a draft may ask for.
pub fn known() -> impl Iterator<Item = Known> {
    FACTS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Known {
            key: fields.next()?,
            kind: fields.next()?,
            allowed: fields.next().unwrap_or_default(),
        })
    })
}

impl Known {
    /// Whether it is left to the reporter's own hand.
    pub fn is_by_hand(self) -> bool {
        self.kind == "hand"
    }

    /// The words of a closed list.
    pub fn words(self) -> Vec<&'static str> {
        match self.kind {
            "word" | "words" => self.allowed.split(',').collect(),
            _ => Vec::new(),
        }
    }

    /// A value as drafts write it: times in UTC.
    fn written(self, value: String) -> String {
        let time = value.parse::<jiff::Timestamp>().ok().filter(|_| self.kind == "time");
        time.map_or(value, |time| time.to_string())
    }

    /// Says what would be right, where a value is not.
    fn complaint(self, value: &str) -> Option<String> {
        let fits = match self.kind {
            "mailbox" => Mailbox::is_plain(value),
            "url" => is_web_address(value),
            "time" => value.parse::<jiff::Timestamp>().is_ok(),
            "address" => value.parse::<std::net::IpAddr>().is_ok(),
            "port" => value.parse::<u16>().is_ok_and(|port| port > 0),
            "number" => value.parse::<u64>().is_ok_and(|number| number > 0),
            "share" => value.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share)),
            "sha256" => value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "country" => value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase()),
            "word" => self.words().contains(&value),
            "words" => items(value).all(|item| self.words().contains(&item)),
            "text" => self.allowed.parse().is_ok_and(|most: usize| value.chars().count() <= most),
            _ => true,
        };
        (!fits).then(|| match self.kind {
            "mailbox" => "use one address, as in desk@example.org".to_owned(),
            "url" => "use a whole http:// or https:// address".to_owned(),
            "time" => "use a time with its zone, as in 2026-01-31T14:00:00Z".to_owned(),
            "address" => "use an IP address".to_owned(),
            "port" => "use 1 to 65535".to_owned(),
            "number" => "use a whole number".to_owned(),
            "share" => "use a number from 0 to 1".to_owned(),
            "sha256" => "use 64 hexadecimal digits".to_owned(),
            "country" => "use two capital letters, as in DE".to_owned(),
            "text" => format!("use at most {} characters", self.allowed),
            _ => format!("use {}", self.words().join(", ")),
        })
    }
}

/// Whether a text is an address of the web.
fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some()
            && url.password().is_none()
    })
}

/// The items of a list with commas.
pub(super) fn items(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// Why a fact was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GivenError {
    /// There is none of that name.
    #[error("no fact is called {key:?}{}; `trace report --help` lists them", near(*like))]
    Unknown {
        /// What was typed.
        key: String,
        /// The nearest name.
        like: Option<&'static str>,
    },
    /// It is the reporter's own.
    #[error("{key} is not filled in by this program: it is the reporter's own, by hand")]
    ByHand {
        /// The fact.
        key: String,
    },
    /// The value cannot be right.
    #[error("{key} is {value:?}; {allowed}")]
    Bad {
        /// The fact.
        key: String,
        /// Its value.
        value: String,
        /// What would be right.
        allowed: String,
    },
    /// There is no value.
    #[error("{text:?} is no fact; use KEY=VALUE, as in brand=\"Example Bank\"")]
    NoValue {
        /// What was typed.
        text: String,
    },
}

/// The nearest name, in words.
fn near(like: Option<&'static str>) -> String {
    like.map(|like| format!(" (did you mean {like}?)")).unwrap_or_default()
}

/// What the reporter said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Values by the names of the facts.
    values: BTreeMap<&'static str, String>,
}

impl Given {
    /// Takes `KEY=VALUE`.
    pub fn take(&mut self, text: &str) -> Result<(), GivenError> {
        let (key, value) =
            text.split_once('=').ok_or_else(|| GivenError::NoValue { text: text.to_owned() })?;
        self.set(key.trim(), value)
    }

    /// Takes a value; an empty one unsets the fact. What acts on a terminal is taken out.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), GivenError> {
        let Some(fact) = known().find(|fact| fact.key == key) else {
            return Err(GivenError::Unknown { key: key.to_owned(), like: nearest(key) });
        };
        if fact.is_by_hand() {
            return Err(GivenError::ByHand { key: key.to_owned() });
        }
        let kept = |character: &char| *character == '\n' || !acts(*character);
        let value: String = value.trim().chars().filter(kept).collect();
        if value.is_empty() {
            self.values.remove(fact.key);
            return Ok(());
        }
        if let Some(allowed) = fact.complaint(&value) {
            return Err(GivenError::Bad { key: key.to_owned(), value, allowed });
        }
        self.values.insert(fact.key, fact.written(value));
        Ok(())
    }

    /// Sets a fact only where nothing is set: what a message shows yields to what the reporter says.
    pub fn offer(&mut self, key: &str, value: &str) {
        if self.get(key).is_none() {
            let _ = self.set(key, value);
        }
    }

    /// A fact.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// All that was set.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().map(|(key, value)| (*key, value.as_str()))
    }
}

/// The name that is nearest to what was typed.
fn nearest(key: &str) -> Option<&'static str> {
    let typed = key.to_lowercase().replace('-', "_");
    let mut near: Vec<(f64, &'static str)> =
        known().map(|fact| (strsim::jaro_winkler(&typed, fact.key), fact.key)).collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0));
    near.first().filter(|(likeness, _)| *likeness > 0.8).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Given::default().take(text).expect_err("is refused").to_string()
    }

    #[test]
    fn a_fact_that_cannot_be_right_is_refused_with_what_would_be() {
        assert_eq!(
            refused("brnad=x"),
            "no fact is called \"brnad\" (did you mean brand?); `trace report --help` lists them"
        );
        assert!(refused("seen_at=yesterday").contains("2026-01-31T14:00:00Z"));
        assert!(refused("real_site=bank.example").contains("https://"));
        assert!(refused("mailbox=a@example.org, b@example.org").contains("one address"));
        assert!(refused("fraud_type=nice").contains("shopping"));
        assert!(refused("source_port=0").contains("65535"));
        assert!(refused("brand").contains("KEY=VALUE"));
    }

    #[test]
    fn times_are_written_in_utc() {
        let mut given = Given::default();
        given.take("seen_at=2026-11-22T12:00:00+02:00").expect("is taken");
        assert_eq!(given.get("seen_at"), Some("2026-11-22T10:00:00Z"));
    }

    #[test]
    fn signature_and_oath_are_never_taken() {
        for key in ["signature", "oath"] {
            assert!(refused(&format!("{key}=me")).contains("by hand"), "{key}");
        }
    }

    #[test]
    fn what_would_act_on_a_terminal_or_in_a_header_is_taken_out() {
        let mut given = Given::default();
        given.take("brand=Ba\u{1b}[31mnk\r").expect("is taken");
        assert_eq!(given.get("brand"), Some("Ba[31mnk"));
        given.take("brand=").expect("is taken");
        assert_eq!(given.get("brand"), None);
    }
}
