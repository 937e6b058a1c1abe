//! When a step's turn comes: the tool's own defaults, not law.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::plan::Patience;
use crate::texts;

impl Patience {
    /// The interval in words.
    pub(super) fn words(self) -> &'static str {
        texts::text(match self {
            Self::Day => "silence.day",
            Self::WorkingDays => "silence.working-days",
        })
    }
}

/// The day that lies so many intervals after another.
pub(super) fn after(day: Date, patience: Patience, intervals: usize) -> Date {
    (0..intervals).fold(day, |day, _| match patience {
        Patience::Day => next(day),
        Patience::WorkingDays => working_day(working_day(working_day(day))),
    })
}

/// The next day.
fn next(day: Date) -> Date {
    day.checked_add(1.day()).unwrap_or(day)
}

/// The next day that is neither Saturday nor Sunday.
fn working_day(day: Date) -> Date {
    let mut day = next(day);
    for _ in 0..2 {
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = next(day);
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_leave_out_the_week_end() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let three = |text: &str| after(day(text), Patience::WorkingDays, 1).to_string();
        assert_eq!(three("2026-11-23"), "2026-11-26");
        assert_eq!(three("2026-11-19"), "2026-11-24");
        assert_eq!(three("2026-11-22"), "2026-11-25");
        assert_eq!(after(day("2026-11-20"), Patience::Day, 2).to_string(), "2026-11-22");
    }
}
