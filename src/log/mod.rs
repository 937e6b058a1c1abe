//! What was done about a case: one event a line beside it, appended and never changed. Everything
//! here is pure; `run` reads, locks and writes the file.
//!
//! A mistake is undone by an event of its own, so that the file stays what it was.

pub mod due;

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::advice::Nature;

/// The version of the lines.
pub const SCHEMA: &str = "trace-log/1";

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// A notice was drafted; that it was sent nobody says.
    Drafted,
    /// Somebody was told.
    Told,
    /// Somebody answered.
    Answered,
    /// Nothing more is expected of somebody, or of anybody.
    Closed,
    /// An earlier event is taken back.
    Undone,
    /// It was traced again.
    Retraced,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Always `trace-log/1`.
    pub schema: String,
    /// Its number in the log, from 1.
    pub number: u64,
    /// When it happened (RFC 3339, UTC).
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// What happened.
    pub event: What,
    /// Whom it is about; nobody where it is about the whole case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Addressee>,
    /// What was reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub harm: Option<String>,
    /// What the other side gave as a reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What else is to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What the reporter said of the site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// What the reporter said in what was drafted, without who that is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
    /// The number of the event that is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// The file of the new case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
}

/// Whom an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Addressee {
    /// The name.
    pub party: String,
    /// The identifier of the chain.
    pub party_id: String,
    /// The role: a layer, or a kind of desk that is not on the path.
    pub role: String,
    /// The mailbox or page.
    pub contact: String,
}

impl Event {
    /// An event that is not numbered yet.
    pub fn new(event: What, at: Timestamp) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            number: 0,
            at,
            event,
            who: None,
            harm: None,
            reference: None,
            note: None,
            nature: None,
            facts: BTreeMap::new(),
            undoes: None,
            case: None,
        }
    }
}

/// What was read of a log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// Its events, in order.
    pub events: Vec<Event>,
    /// A last line that was cut off while it was written.
    pub torn: Option<String>,
}

/// Whether a text, which may be cut off anywhere, is how an event's line begins.
pub fn begins(text: &str) -> bool {
    let whole = format!("{{\"schema\":\"{SCHEMA}\"");
    !text.is_empty() && (text.starts_with(&whole) || whole.starts_with(text))
}

/// Reads a log. A line that cannot be read is an error, unless it is the last and was cut off.
pub fn read(text: &str) -> Result<Log, String> {
    let whole = text.rfind('\n').map_or(0, |at| at + 1);
    let (lines, tail) = text.split_at(whole);
    let mut log = Log { events: Vec::new(), torn: (!tail.is_empty()).then(|| tail.to_owned()) };
    for (at, line) in (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let event: Event = serde_json::from_str(line)
            .map_err(|error| format!("line {at} of the log cannot be read: {error}"))?;
        if event.schema != SCHEMA {
            return Err(format!("line {at} of the log follows {}, not {SCHEMA}", event.schema));
        }
        log.events.push(event);
    }
    Ok(log)
}

impl Log {
    /// The events that stand: those that nobody took back.
    pub fn standing(&self) -> Vec<&Event> {
        let undone: Vec<u64> = self.events.iter().filter_map(|event| event.undoes).collect();
        let stands =
            |event: &&Event| event.event != What::Undone && !undone.contains(&event.number);
        self.events.iter().filter(stands).collect()
    }

    /// The number of the next event.
    pub fn next(&self) -> u64 {
        self.events.iter().map(|event| event.number).max().unwrap_or_default() + 1
    }

    /// The harm that was reported last.
    pub fn harm(&self) -> Option<&str> {
        self.standing().iter().rev().find_map(|event| event.harm.as_deref())
    }

    /// What the reporter said last of the site.
    pub fn nature(&self) -> Nature {
        let said = self.standing().into_iter().rev().find_map(|event| event.nature);
        said.unwrap_or_default()
    }

    /// The last event that can be taken back.
    pub fn last(&self) -> Option<&Event> {
        let of_people = |event: &&&Event| !matches!(event.event, What::Retraced | What::Drafted);
        self.standing().iter().rev().find(|event| of_people(event)).copied()
    }
}

/// An event as a line.
pub fn line(event: &Event) -> Result<String, serde_json::Error> {
    let text = crate::render::json::compact(event)?;
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(number: u64, what: What) -> Event {
        let at = "2026-11-22T10:00:00Z".parse().expect("a time");
        Event { number, ..Event::new(what, at) }
    }

    #[test]
    fn a_torn_last_line_is_kept_aside_and_costs_no_event() {
        let text = line(&event(1, What::Told)).expect("is written");
        let log = read(&format!("{text}{{\"schema\":\"tra")).expect("reads");
        assert_eq!(log.events.len(), 1);
        assert_eq!(log.torn.as_deref(), Some("{\"schema\":\"tra"));
        assert!(read(&format!("{{\"x\n{text}")).expect_err("is broken").contains("line 1"));
    }

    #[test]
    fn what_was_taken_back_does_not_stand() {
        let mut log = Log { events: vec![event(1, What::Told), event(2, What::Told)], torn: None };
        log.events.push(Event { undoes: Some(2), ..event(3, What::Undone) });
        let standing: Vec<u64> = log.standing().iter().map(|event| event.number).collect();
        assert_eq!(standing, [1]);
        assert_eq!(log.next(), 4);
        assert_eq!(log.last().map(|event| event.number), Some(1));
    }
}
