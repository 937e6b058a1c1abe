//! For how long a text asks to be left alone: "grace period of 300 seconds", "try again in 2
//! hours".

use std::time::Duration;

/// The words before a number that is a wait. A number behind "per" is the limit's own window.
const BEFORE: &[&str] =
    &["in", "for", "of", "after", "wait", "least", "another", "within", "dans", "en", "nach"];

/// The units, by how they begin, in seconds.
const UNITS: &[(&str, u64)] = &[
    ("second", 1),
    ("sec", 1),
    ("sekunde", 1),
    ("segundo", 1),
    ("seconde", 1),
    ("minut", 60),
    ("min", 60),
    ("hour", 3_600),
    ("heure", 3_600),
    ("hora", 3_600),
    ("stunde", 3_600),
    ("day", 86_400),
];

/// The longest wait that the text names.
pub(super) fn said(text: &str) -> Option<Duration> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(4_000)
        .collect();
    let waits = words.windows(3).filter_map(|trio| match trio {
        [before, number, unit] if BEFORE.contains(before) => {
            let (_, seconds) = UNITS.iter().find(|(begin, _)| unit.starts_with(begin))?;
            Some(number.parse::<u64>().ok()?.saturating_mul(*seconds))
        }
        _ => None,
    });
    waits.max().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_read_in_seconds_minutes_and_hours() {
        for (text, seconds) in [
            ("Excessive querying, grace period of 300 seconds.", 300),
            ("Quota exceeded. Try again in 2 hours", 7_200),
            ("You are blocked for 15 minutes, please wait at least 20 minutes", 1_200),
            ("% Please wait 60 sec before the next query", 60),
        ] {
            assert_eq!(said(text), Some(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn the_window_of_a_limit_is_no_wait() {
        assert_eq!(said("Exceeded the limit of 100 queries per 24 hours"), None);
        assert_eq!(said("Too many requests, slow down"), None);
    }
}
