//! Days as the data carries them, and when a statement has become too old to trust.

use crate::model::day::Day;

/// After so many days a statement may no longer be true (`knowledge.md`, 1.5).
const FRESH_DAYS: i32 = 180;

/// After so many days what is printed carries a mark.
const YEAR_DAYS: i32 = 365;

/// Whether nobody has looked at a statement of one day for a year on another, or its day unreadable.
pub fn is_aged(as_of: &str, today: &str) -> bool {
    is_older(as_of, today, YEAR_DAYS)
}

/// Whether a statement of one day is more than 180 days old on another, or its day unreadable.
/// Both days are written `2026-01-31`; a time after the day is not looked at.
pub fn is_stale(as_of: &str, today: &str) -> bool {
    is_older(as_of, today, FRESH_DAYS)
}

/// Whether more days than so many lie between two, or one cannot be read.
fn is_older(as_of: &str, today: &str, days: i32) -> bool {
    match (Day::of(as_of), Day::of(today)) {
        (Some(then), Some(now)) => then.days_until(now) > days,
        _ => true,
    }
}

/// Whether a text is a day and nothing more.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10 && Day::of(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_stale_after_one_hundred_and_eighty_days() {
        assert!(!is_stale("2026-05-26", "2026-11-22"), "180 days");
        assert!(is_stale("2026-05-25", "2026-11-22"), "181 days");
        assert!(is_stale("2025-07-22", "2026-11-22T14:02:11Z"));
        assert!(!is_stale("2026-11-22", "2026-11-22"));
        assert!(!is_stale("2026-12-31", "2026-11-22"), "read after the case was recorded");
    }

    #[test]
    fn a_day_that_cannot_be_read_is_stale() {
        for text in ["", "2026", "2026-13-01", "2026-02-30", "22.11.2026", "2026-11-22x", "äöüäöü"]
        {
            assert!(is_stale(text, "2026-11-22"), "{text}");
            assert!(!is_day(text), "{text}");
        }
        assert!(is_stale("2026-11-22", "today"));
        assert!(is_day("2026-11-22"));
        assert!(!is_day("2026-11-22T00:00:00Z"));
    }
}
