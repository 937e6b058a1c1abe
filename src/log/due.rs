//! What is late: who was told, has not answered, and had the time that the ladder gives.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Addressee, Event, Log, What};
use crate::advice;
use crate::model::advice::Nature;

/// The version of the JSON.
pub const SCHEMA: &str = "trace-due/1";

/// What is waited for in some cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "trace-due/1")]
pub struct Due {
    /// Always `trace-due/1`.
    #[schemars(extend("const" = "trace-due/1"))]
    pub schema: &'static str,
    /// The moment that this is true of.
    pub at: String,
    /// What is waited for, the latest first.
    pub waiting: Vec<Waiting>,
}

/// One that was told and has not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Waiting {
    /// The case.
    pub case: String,
    /// What was reported.
    pub harm: Option<String>,
    /// Who was told.
    pub who: Addressee,
    /// When.
    pub told_at: String,
    /// What it gave as a reference.
    pub reference: Option<String>,
    /// When an answer was due.
    pub due_at: String,
    /// Whether that is past.
    pub late: bool,
    /// By how many hours; negative while there is time.
    pub hours: i64,
    /// Whose turn it is then, where somebody is left.
    pub next: Option<Next>,
    /// The case that is reported from: the newest that it was traced again to.
    pub next_case: String,
    /// What was said of the site.
    pub nature: Nature,
}

/// Whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Next {
    /// The number of the step.
    pub step: usize,
    /// The name.
    pub party: String,
    /// The role.
    pub role: String,
    /// The mailbox or page.
    pub contact: Option<String>,
}

/// When an answer is due to what was told at a moment: the tool's own defaults, not law.
fn due_at(harm: Option<&str>, told: Timestamp) -> Timestamp {
    let told = told.to_zoned(TimeZone::UTC);
    let day = advice::due(harm, told.date());
    day.to_datetime(told.time())
        .to_zoned(TimeZone::UTC)
        .map_or(told.timestamp(), |at| at.timestamp())
}

/// Who is waited for in a log. An answer, and the end of it all, end the waiting.
pub fn waiting(case: &str, log: &Log, now: Timestamp) -> Vec<Waiting> {
    let mut open: Vec<&Event> = Vec::new();
    for event in log.standing() {
        let same = |other: &&Event| match (&event.who, &other.who) {
            (Some(one), Some(two)) => one.party_id == two.party_id && one.role == two.role,
            _ => false,
        };
        match event.event {
            What::Told => {
                open.retain(|other| !same(other));
                open.push(event);
            }
            What::Answered => open.retain(|other| !same(other)),
            What::Closed if event.who.is_none() => open.clear(),
            What::Closed => open.retain(|other| !same(other)),
            What::Drafted | What::Undone | What::Retraced => {}
        }
    }
    let row = |event: &Event| {
        let due = due_at(event.harm.as_deref(), event.at);
        let seconds = now.as_second() - due.as_second();
        Some(Waiting {
            case: case.to_owned(),
            harm: event.harm.clone(),
            who: event.who.clone()?,
            told_at: event.at.to_string(),
            reference: event.reference.clone(),
            due_at: due.to_string(),
            late: seconds >= 0,
            hours: seconds.div_euclid(3600),
            next: None,
            next_case: case.to_owned(),
            nature: Nature::Unknown,
        })
    };
    open.into_iter().filter_map(row).collect()
}

/// All that is waited for, the latest first.
pub fn due(mut waiting: Vec<Waiting>, now: Timestamp) -> Due {
    waiting.sort_by(|one, other| {
        one.due_at.cmp(&other.due_at).then_with(|| one.case.cmp(&other.case))
    });
    Due { schema: SCHEMA, at: now.to_string(), waiting }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn told(number: u64, party: &str, harm: Option<&str>, when: &str) -> Event {
        let who = Addressee {
            party: party.to_owned(),
            party_id: party.to_owned(),
            role: "host".to_owned(),
            contact: format!("abuse@{party}.example"),
        };
        Event {
            number,
            who: Some(who),
            harm: harm.map(str::to_owned),
            ..Event::new(What::Told, at(when))
        }
    }

    #[test]
    fn phishing_has_a_day_and_what_has_no_harm_three_working_days() {
        let log = Log {
            events: vec![
                told(1, "one", Some("phishing"), "2026-11-20T10:00:00Z"),
                told(2, "two", None, "2026-11-20T10:00:00Z"),
            ],
            torn: None,
        };
        let rows = waiting("x.case", &log, at("2026-11-21T11:00:00Z"));
        assert_eq!(rows[0].due_at, "2026-11-21T10:00:00Z");
        assert!(rows[0].late && rows[0].hours == 1);
        assert_eq!(rows[1].due_at, "2026-11-25T10:00:00Z");
        assert!(!rows[1].late);
    }

    #[test]
    fn an_answer_and_the_end_end_the_waiting() {
        let mut log = Log {
            events: vec![told(1, "one", Some("phishing"), "2026-11-20T10:00:00Z")],
            torn: None,
        };
        let now = at("2026-11-23T00:00:00Z");
        assert_eq!(waiting("x", &log, now).len(), 1);
        let who = log.events[0].who.clone();
        log.events.push(Event {
            number: 2,
            who,
            ..Event::new(What::Answered, at("2026-11-21T00:00:00Z"))
        });
        assert_eq!(waiting("x", &log, now), Vec::new());
        log.events.pop();
        log.events
            .push(Event { number: 2, ..Event::new(What::Closed, at("2026-11-21T00:00:00Z")) });
        assert_eq!(waiting("x", &log, now), Vec::new());
    }
}
