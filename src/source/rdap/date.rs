//! Dates of events: kept as given where they are RFC 3339, made so where they nearly are.

use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};

use super::json::Node;

/// Years in which a registration can begin or end.
const YEARS: std::ops::Range<i16> = 1980..2200;

/// The date of the first event with one of these actions, best first.
pub(super) fn event(root: &Node<'_>, actions: &[&str]) -> Option<String> {
    let events = root.list("events");
    actions.iter().find_map(|action| {
        events
            .iter()
            .filter(|event| event.text("eventAction").is_some_and(|a| same_action(&a, action)))
            .find_map(read)
    })
}

/// Compares actions without case and whatever joins their words.
fn same_action(given: &str, action: &str) -> bool {
    given.replace(['_', '-'], " ").eq_ignore_ascii_case(action)
}

/// The date of an event; an absurd one is noted and dropped.
fn read(event: &Node<'_>) -> Option<String> {
    let text = event.text("eventDate")?;
    let date = plausible(&text);
    if date.is_none() {
        event.note("has no usable date");
    }
    date
}

/// The text as RFC 3339 or, where it names no time zone, as a day.
fn plausible(text: &str) -> Option<String> {
    if let Ok(time) = text.parse::<Timestamp>() {
        let year = Offset::UTC.to_datetime(time).year();
        // Offsets without a colon (`+0000`) are not RFC 3339.
        let offset = text.len().checked_sub(3).and_then(|at| text.get(at..)).unwrap_or_default();
        let proper = text.ends_with(['Z', 'z']) || offset.starts_with(':');
        let kept = if proper { text.to_owned() } else { time.to_string() };
        return YEARS.contains(&year).then_some(kept);
    }
    let day = text.parse::<Date>().ok()?;
    YEARS.contains(&day.year()).then(|| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::plausible;

    #[test]
    fn dates_are_kept_as_given_when_they_are_rfc_3339() {
        for given in ["2020-01-31T10:00:00Z", "2017-06-21T14:17:14-04:00", "2020-01-31"] {
            assert_eq!(plausible(given).as_deref(), Some(given));
        }
    }

    #[test]
    fn near_misses_become_rfc_3339_or_a_day() {
        assert_eq!(
            plausible("2028-09-13T07:00:00.000+0000").as_deref(),
            Some("2028-09-13T07:00:00Z")
        );
        assert_eq!(plausible("2021-04-17T00:18:31").as_deref(), Some("2021-04-17"));
        assert_eq!(plausible("2021-04-17 00:18:31").as_deref(), Some("2021-04-17"));
    }

    #[test]
    fn absurd_dates_are_no_dates() {
        for given in ["0001-01-01T00:00:00Z", "9999-12-31", "1970-01-01T00:00:00Z", "é", "soon"] {
            assert_eq!(plausible(given), None, "{given}");
        }
    }
}
