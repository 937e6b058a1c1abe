//! Days and moments as registries write them, in one range of years.

use std::time::Duration;

use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};

/// The years in which a registration can begin or end. What lies outside is filler: `0001-01-01`,
/// `1970-01-01`, `9999-12-31`.
const YEARS: std::ops::Range<i16> = 1980..2200;

/// A day, in universal time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// A day that exists, in the years of registrations.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        YEARS.contains(&year).then(|| Date::new(year, month, day).ok()).flatten().map(Self)
    }

    /// The day at the beginning of a text: `2026-01-31`, with or without a time behind it. A time
    /// with a zone is counted in universal time.
    pub fn of(text: &str) -> Option<Self> {
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Some(Self(Offset::UTC.to_datetime(moment).date()));
        }
        let head = text.get(..10)?;
        let tail = text.get(10..).unwrap_or_default();
        let parted = tail.is_empty() || tail.starts_with(['T', 't', ' ']);
        Date::strptime("%Y-%m-%d", head).ok().filter(|_| parted).map(Self)
    }

    /// The day of a moment.
    pub fn at(moment: Timestamp) -> Self {
        Self(Offset::UTC.to_datetime(moment).date())
    }

    /// The days from this one to another; negative where that is past.
    pub fn days_until(self, other: Self) -> i32 {
        (other.0 - self.0).get_days()
    }

    /// The day as the calendar has it.
    pub fn date(self) -> Date {
        self.0
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A moment of a record: RFC 3339 as the source gives it, or a day where it gives no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment(String);

impl Moment {
    /// Reads RFC 3339 or what nearly is; a time without a zone leaves the day.
    pub fn of(text: &str) -> Option<Self> {
        let Ok(time) = text.parse::<Timestamp>() else {
            let day = text.parse::<Date>().ok()?;
            return YEARS.contains(&day.year()).then(|| Self(day.to_string()));
        };
        // Offsets without a colon (`+0000`) are not RFC 3339.
        let offset = text.len().checked_sub(3).and_then(|at| text.get(at..)).unwrap_or_default();
        let proper = text.ends_with(['Z', 'z']) || offset.starts_with(':');
        let kept = if proper { text.to_owned() } else { time.to_string() };
        YEARS.contains(&Day::at(time).0.year()).then_some(Self(kept))
    }

    /// Its text.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// A stretch of time in words, in the unit that people use for it.
pub fn in_words(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..=99 => format!("{seconds} s"),
        seconds @ 100..=5_999 => format!("{} min", (seconds + 30) / 60),
        seconds @ 6_000..=172_799 => format!("{} h", (seconds + 1_800) / 3_600),
        seconds => format!("{} days", (seconds + 43_200) / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a moment.
    fn moment(text: &str) -> Option<String> {
        Moment::of(text).map(Moment::into_text)
    }

    #[test]
    fn moments_are_kept_as_given_when_they_are_rfc_3339() {
        for given in ["2020-01-31T10:00:00Z", "2017-06-21T14:17:14-04:00", "2020-01-31"] {
            assert_eq!(moment(given).as_deref(), Some(given));
        }
    }

    #[test]
    fn near_misses_become_rfc_3339_or_a_day() {
        assert_eq!(moment("2028-09-13T07:00:00.000+0000").as_deref(), Some("2028-09-13T07:00:00Z"));
        assert_eq!(moment("2021-04-17T00:18:31").as_deref(), Some("2021-04-17"));
        assert_eq!(moment("2021-04-17 00:18:31").as_deref(), Some("2021-04-17"));
    }

    #[test]
    fn absurd_moments_are_none() {
        for given in ["0001-01-01T00:00:00Z", "9999-12-31", "1970-01-01T00:00:00Z", "é", "soon"] {
            assert_eq!(moment(given), None, "{given}");
        }
        assert_eq!(Day::new(9999, 12, 31), None);
        assert_eq!(Day::new(2026, 2, 30), None);
    }

    #[test]
    fn days_are_counted_in_universal_time() {
        let day = |text| Day::of(text).unwrap();
        assert_eq!(day("2026-01-31").days_until(day("2026-02-02T09:00:00Z")), 2);
        assert_eq!(day("2026-01-31T23:30:00-04:00").to_string(), "2026-02-01");
        assert_eq!(day("2026-03-01").days_until(day("2026-02-01")), -28);
        for text in ["", "2026", "2026-13-01", "22.11.2026", "2026-11-22x", "äöüäöü"] {
            assert_eq!(Day::of(text), None, "{text}");
        }
    }
}
