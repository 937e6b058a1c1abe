//! Reads the dates of WHOIS answers, which every registry writes in its own way.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::model::day::Day;
use crate::model::phrases::Words;

/// The parts of a date text: runs of digits, runs of letters, and single marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DatePart<'a> {
    /// Digits only.
    Number(&'a str),
    /// Letters only.
    Word(&'a str),
    /// Anything else but white space.
    Mark(char),
    /// White space.
    Gap,
}

/// No date text is longer than this.
const LONGEST: usize = 80;

/// The order in which an answer writes day and month where both could be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// 31/01/2020, as nearly everybody writes it.
    DayFirst,
    /// 01/31/2020.
    MonthFirst,
}

/// Reads a date: RFC 3339 where a time with a known zone stands beside it, else the day alone.
pub(super) fn read(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let parts = parts(text);
    let clock = clock(&parts);
    let (start, end) = clock.as_ref().map_or((parts.len(), parts.len()), |clock| clock.place);
    let date = date(parts.get(..start)?.iter().chain(parts.get(end..)?), order)?;
    let timed = clock.and_then(|clock| Some((clock.time, zone(parts.get(end..)?)?)));
    Some(match timed {
        Some((time, zone)) => format!("{date}T{time}{zone}"),
        None => date.to_string(),
    })
}

/// Reads the end of a stretch of time (`2030-01-31 - 2031-01-31`), or the only day.
pub(super) fn read_end(text: &str, order: Order) -> Option<String> {
    let parted = [" - ", " – ", " to ", " until ", " till ", " bis ", " до ", " ~ "];
    let end = parted.iter().find_map(|mark| {
        let (start, end) = text.split_once(mark)?;
        read(start, order).and(read(end, order))
    });
    end.or_else(|| read(text, order))
}

/// Whether a text can only be a date with the month first: by its numbers, or because it counts
/// the hours to twelve, as only those do who put the month first.
pub(super) fn is_month_first(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let parts = parts(text.trim());
    let [
        DatePart::Number(month),
        DatePart::Mark('/'),
        DatePart::Number(day),
        DatePart::Mark('/'),
        DatePart::Number(_),
        rest @ ..,
    ] = parts.as_slice()
    else {
        return false;
    };
    let below = |digits: &str, limit: u8| digits.parse::<u8>().is_ok_and(|number| number <= limit);
    let halves = || rest.iter().any(|part| half(part).is_some()) && clock(rest).is_some();
    below(month, 12) && (!below(day, 12) || halves()) && read(text, Order::MonthFirst).is_some()
}

/// The half of the day that a word names: whether it is the second.
fn half(part: &DatePart<'_>) -> Option<bool> {
    let DatePart::Word(word) = part else { return None };
    ["am", "pm"].iter().position(|half| word.eq_ignore_ascii_case(half)).map(|place| place == 1)
}

/// The half of the day that stands behind a time, also as Spain writes it (`p. m.`), with the number
/// of its parts.
fn half_behind(parts: &[DatePart<'_>]) -> Option<(bool, usize)> {
    let gap = usize::from(parts.first() == Some(&DatePart::Gap));
    match parts.get(gap..)? {
        [
            DatePart::Word(half @ ("a" | "p")),
            DatePart::Mark('.'),
            DatePart::Gap,
            DatePart::Word("m"),
            ..,
        ] => Some((*half == "p", gap + 4)),
        [DatePart::Word(half @ ("a" | "p")), DatePart::Mark('.'), DatePart::Word("m"), ..] => {
            Some((*half == "p", gap + 3))
        }
        [word, ..] => Some((half(word)?, gap + 1)),
        [] => None,
    }
}

/// Cuts a text into its parts.
fn parts(text: &str) -> Vec<DatePart<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let (part, length) = if first.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            (DatePart::Number(rest.get(..end).unwrap_or_default()), end)
        } else if first.is_alphabetic() {
            let end = run(char::is_alphabetic);
            (DatePart::Word(rest.get(..end).unwrap_or_default()), end)
        } else if first.is_whitespace() {
            (DatePart::Gap, run(char::is_whitespace))
        } else {
            (DatePart::Mark(first), first.len_utf8())
        };
        parts.push(part);
        rest = rest.get(length..).unwrap_or_default();
    }
    parts
}

/// The eras whose years the East counts, each with the year before its first.
const ERAS: [(&str, u16); 7] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("民國", 1911),
    ("民国", 1911),
    ("中華民國", 1911),
    ("中华民国", 1911),
];

/// Years of the Buddha are so many more.
const OF_BUDDHA: u16 = 543;

/// Finds the day: three numbers, one of them perhaps a month's name, or eight digits at once.
fn date<'a>(parts: impl Iterator<Item = &'a DatePart<'a>>, order: Order) -> Option<Date> {
    let mut found: Vec<DateNumber> = Vec::with_capacity(3);
    let mut calendar = Calendar::default();
    for part in parts {
        match part {
            DatePart::Number(digits) if matches!(digits.len(), 8 | 12 | 14) => {
                return compact(digits);
            }
            DatePart::Number(digits) => {
                found.push(calendar.number(digits, found.is_empty())?);
            }
            DatePart::Word(word) => {
                // "mar." is Tuesday in three languages: the month is the word that comes later.
                if let Some(number) = month(word) {
                    found.retain(|number| !number.named);
                    found.push(DateNumber { number, length: 0, named: true });
                } else if found.iter().any(|number| !number.named) && !is_date_word(word) {
                    // Something else was counted: "10 days 11 hours 12 minutes".
                    found.clear();
                }
                calendar.learn(word);
            }
            DatePart::Mark(_) | DatePart::Gap => {}
        }
        if let [first, second, third] = found.as_slice() {
            // "Version 12.10.20": before a day without a century stands no other word.
            let sure = found.iter().any(|number| number.named || number.length == 4);
            let day = arrange(*first, *second, *third, order);
            return day.filter(|_| sure || !calendar.foreword);
        }
    }
    None
}

/// How the years of a text are counted, as far as its words say so.
#[derive(Debug, Default)]
struct Calendar {
    /// The year before the first one of an era.
    era: u16,
    /// Whether the text is Thai, whose years are those of the Buddha.
    thai: bool,
    /// Whether a word stands in front.
    foreword: bool,
}

impl Calendar {
    /// Learns from a word.
    fn learn(&mut self, word: &str) {
        self.era = era_of(word);
        self.thai |= word.chars().any(|c| matches!(c, '\u{e01}'..='\u{e5b}'));
        self.foreword = true;
    }

    /// A number of a day; of an era, where it is the first one.
    fn number(&self, digits: &str, first: bool) -> Option<DateNumber> {
        let number: u16 = digits.parse().ok()?;
        let (number, length) = match digits.len() {
            1..=3 if first && self.era > 0 => (number.checked_add(self.era)?, 4),
            4 if self.thai && number > 2400 => (number - OF_BUDDHA, 4),
            length => (number, length),
        };
        Some(DateNumber { number, length, named: false })
    }
}

/// The year before the first of the era that a word names; 0 for any other word.
fn era_of(word: &str) -> u16 {
    ERAS.iter().find(|(name, _)| *name == word).map_or(0, |(_, before)| *before)
}

/// Whether a word may stand between the numbers of a day: what makes a number a day, a month or a
/// year, and a zone in the form of Unix, which puts it before the year.
fn is_date_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "st", "nd", "rd", "th", "er", "of", "de", "del", "di", "d", "m", "r", "г", "го", "gada",
        "tháng", "năm", "年", "月", "日", "년", "월", "일", "UTC", "MSK", "WIB", "η",
    ];
    let zone = matches!(word.len(), 3..=5) && word.bytes().all(|c| c.is_ascii_uppercase());
    WORDS.contains(&word) || (zone && word.ends_with('T'))
}

/// A number of a day, or the month that a name stands for.
#[derive(Debug, Clone, Copy)]
struct DateNumber {
    /// The number.
    number: u16,
    /// Its digits; none where a name stands for it.
    length: usize,
    /// Whether a name stands for it.
    named: bool,
}

/// A date of eight digits, perhaps with a time behind it.
fn compact(digits: &str) -> Option<Date> {
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let (month, day) = (number(4, 6)?, number(6, 8)?);
    valid(number(0, 4)?, month.try_into().ok()?, day.try_into().ok()?)
}

/// Puts three numbers into the order year, month, day.
fn arrange(first: DateNumber, second: DateNumber, third: DateNumber, order: Order) -> Option<Date> {
    let american = order == Order::MonthFirst;
    let of = |number: DateNumber| (number.number, number.length, number.named);
    let ((year, digits, _), month, day) = match (of(first), of(second), of(third)) {
        // 2020-01-31, 2020-Jan-31; Jan 31 2020; 31-Jan-2020; 2020. 31. janvāris
        // and 95-12-31, which can only be a year first
        (year @ (_, 4, _), (day, ..), (month, _, true))
        | (year @ (_, 4, _), (month, ..), (day, ..))
        | (year @ (32.., 2, _), (month, 2, _), (day, 2, _))
        | ((month, _, true), (day, ..), year)
        | ((day, ..), (month, _, true), year) => (year, month, day),
        ((month, ..), (day, ..), year @ (_, 2 | 4, _)) if month <= 12 && (day > 12 || american) => {
            (year, month, day)
        }
        ((day, ..), (month, ..), year @ (_, 2 | 4, _)) => (year, month, day),
        _ => return None,
    };
    let year = match digits {
        2 if year < 70 => year + 2000,
        2 => year + 1900,
        _ => year,
    };
    valid(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

/// A day that exists, in the age of domain names.
fn valid(year: i16, month: i8, day: i8) -> Option<Date> {
    Day::new(year, month, day).map(Day::date)
}

/// The months by their names, in many languages.
static MONTHS: LazyLock<Vec<(u16, String)>> = LazyLock::new(|| {
    let rows = include_str!("../data/months.tsv").lines().filter_map(|line| line.split_once('\t'));
    let months = rows.filter_map(|(number, names)| Some((number.parse().ok()?, names)));
    months
        .flat_map(|(number, names)| names.split(" | ").map(move |name| (number, plain(name))))
        .collect()
});

/// A word in lower case and without accents.
fn plain(word: &str) -> String {
    Words::of(word).iter().collect()
}

/// The number of a month by its name, which may be cut short; none where several could be meant.
fn month(word: &str) -> Option<u16> {
    let word = plain(word);
    let mut numbers = months(|name| name == word);
    if numbers.is_empty() && word.chars().count() >= 3 {
        numbers = months(|name| name.starts_with(&word));
    }
    match numbers.as_slice() {
        [number] => Some(*number),
        _ => None,
    }
}

/// The months that have a name which fits, each once.
fn months(fits: impl Fn(&str) -> bool) -> Vec<u16> {
    let mut numbers: Vec<u16> =
        MONTHS.iter().filter(|(_, name)| fits(name)).map(|(number, _)| *number).collect();
    numbers.dedup();
    numbers
}

/// A time of day.
struct TimeOfDay {
    /// The time as `HH:MM:SS` with fractions as given.
    time: String,
    /// The places of its first part and of the first part behind it.
    place: (usize, usize),
}

/// Finds the time of day, which may stand behind the date or, as in Unix, before the year.
fn clock(parts: &[DatePart<'_>]) -> Option<TimeOfDay> {
    let start = parts.windows(3).position(|three| {
        matches!(three, [DatePart::Number(_), DatePart::Mark(':'), DatePart::Number(_)])
    })?;
    let [DatePart::Number(hours), DatePart::Mark(':'), DatePart::Number(minutes), rest @ ..] =
        parts.get(start..)?
    else {
        return None;
    };
    let (seconds, fraction, used) = match rest {
        [
            DatePart::Mark(':'),
            DatePart::Number(s),
            DatePart::Mark('.'),
            DatePart::Number(f),
            ..,
        ] => (*s, Some(*f), 7),
        [DatePart::Mark(':'), DatePart::Number(s), ..] => (*s, None, 5),
        _ => ("00", None, 3),
    };
    let below = |digits: &str, limit: u8| {
        digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|number| number < limit)
    };
    if !below(hours, 24) || !below(minutes, 60) || !below(seconds, 60) {
        return None;
    }
    let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
    let behind = parts.get(start + used..).unwrap_or_default();
    let second_half = half_behind(behind);
    let more = second_half.map_or(0, |(_, more)| more);
    let hours = match (hours.parse::<u8>().ok()?, second_half) {
        (12, Some((false, _))) => 0,
        (hours @ 0..12, Some((true, _))) => hours + 12,
        (hours, _) => hours,
    };
    let time = format!("{hours:0>2}:{minutes:0>2}:{seconds:0>2}{fraction}");
    Some(TimeOfDay { time, place: (start, start + used + more) })
}

/// The zone behind a time as RFC 3339 writes it; unknown abbreviations are not guessed.
fn zone(parts: &[DatePart<'_>]) -> Option<String> {
    let mut rest = parts;
    while let [DatePart::Gap | DatePart::Mark('('), tail @ ..] = rest {
        rest = tail;
    }
    match rest {
        [DatePart::Word("UTC" | "GMT"), DatePart::Mark(sign @ ('+' | '-')), tail @ ..]
        | [DatePart::Mark(sign @ ('+' | '-')), tail @ ..] => offset(*sign, tail),
        [DatePart::Word("Z" | "z" | "UTC" | "GMT"), ..] => Some("Z".to_owned()),
        [DatePart::Word("JST" | "KST"), ..] => Some("+09:00".to_owned()),
        _ => None,
    }
}

/// A numeric offset: `02`, `0200`, `02:00`, `0:00`.
fn offset(sign: char, parts: &[DatePart<'_>]) -> Option<String> {
    let (hours, minutes) = match parts {
        [DatePart::Number(hours), DatePart::Mark(':'), DatePart::Number(minutes), ..] => {
            (*hours, *minutes)
        }
        [DatePart::Number(digits), ..] if digits.len() == 4 => digits.split_at_checked(2)?,
        [DatePart::Number(hours), ..] if hours.len() <= 2 => (*hours, "00"),
        _ => return None,
    };
    let fits = hours.len() <= 2
        && minutes.len() == 2
        && hours.parse::<u8>().ok()? <= 14
        && minutes.parse::<u8>().ok()? < 60;
    fits.then(|| format!("{sign}{hours:0>2}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a date in the usual order.
    fn day(text: &str) -> Option<String> {
        read(text, Order::DayFirst)
    }

    #[test]
    fn the_time_may_stand_before_the_year() {
        assert_eq!(day("Fri Jan 31 10:20:30 GMT 2020").as_deref(), Some("2020-01-31T10:20:30Z"));
        assert_eq!(day("Fri Jan 31 10:20:30 2020").as_deref(), Some("2020-01-31"));
        assert_eq!(day("EXAMPLE-UANIC 20200131102030").as_deref(), Some("2020-01-31"));
    }

    #[test]
    fn one_date_can_show_the_order_of_all() {
        assert!(is_month_first("01/31/2020"));
        assert!(!is_month_first("31/01/2020"));
        assert!(!is_month_first("01/02/2020"));
        assert_eq!(read("02/01/2020", Order::MonthFirst).as_deref(), Some("2020-02-01"));
    }

    #[test]
    fn days_come_in_many_orders() {
        for text in [
            "2020-01-31",
            "2020/01/31",
            "2020.01.31",
            "2020. 01. 31.",
            "20200131",
            "31-Jan-2020",
            "31.01.2020",
            "31/01/2020",
            "31.1.2020",
            "Tue Jan 31 2020",
            "31st January 2020",
            "31 Jan 2020",
            "2020-Jan-31.",
            "before 31-Jan-2020",
            "January 31, 2020",
            "01/31/2020",
            "20200131 #1234567",
            "2020-01-31 (YYYY-MM-DD)",
            "31-jan-2020",
            "Fri Jan 31, 2020",
        ] {
            assert_eq!(day(text).as_deref(), Some("2020-01-31"), "{text}");
        }
    }

    #[test]
    fn months_come_in_many_languages() {
        for (text, date) in [
            ("31-dic-2031", "2031-12-31"),
            ("15 août 2031", "2031-08-15"),
            ("05-mai-2031", "2031-05-05"),
            ("1er janvier 2031", "2031-01-01"),
            ("mar. 15 ago. 2031", "2031-08-15"),
            ("martes 3 de marzo de 2031", "2031-03-03"),
            ("31. März 2031", "2031-03-31"),
            ("7 września 2031", "2031-09-07"),
            ("2. července 2031", "2031-07-02"),
            ("12 июля 2031 г.", "2031-07-12"),
            ("5 Ağustos 2031", "2031-08-05"),
            ("9. joulukuuta 2031", "2031-12-09"),
            ("2031. május 4.", "2031-05-04"),
            ("2031年8月15日", "2031-08-15"),
            ("2031년 8월 15일", "2031-08-15"),
            ("30 set 2031", "2031-09-30"),
            ("14 out 2031", "2031-10-14"),
        ] {
            assert_eq!(day(text).as_deref(), Some(date), "{text}");
        }
        assert_eq!(day("31 marvel 2031"), None);
    }

    #[test]
    fn a_year_of_two_digits_has_a_century() {
        for (text, date) in [
            ("31-dec-31", "2031-12-31"),
            ("22/08/31", "2031-08-22"),
            ("22.08.98", "1998-08-22"),
            ("98-08-22", "1998-08-22"),
        ] {
            assert_eq!(day(text).as_deref(), Some(date), "{text}");
        }
        assert_eq!(read("08/22/31", Order::MonthFirst).as_deref(), Some("2031-08-22"));
    }

    #[test]
    fn hours_counted_to_twelve_mean_that_the_month_comes_first() {
        assert!(is_month_first("5/4/2031 11:59:59 PM"));
        assert!(!is_month_first("5/4/2031 11:59:59"));
        assert!(!is_month_first("25/4/2031 11:59:59 AM"));
        assert_eq!(day("2031-01-31 11:59:59 PM UTC").as_deref(), Some("2031-01-31T23:59:59Z"));
        assert_eq!(day("2031-01-31 12:05 am UTC").as_deref(), Some("2031-01-31T00:05:00Z"));
    }

    #[test]
    fn a_time_with_a_zone_is_kept() {
        assert_eq!(day("2020-01-31T10:20:30Z").as_deref(), Some("2020-01-31T10:20:30Z"));
        assert_eq!(day("2020-01-31T10:20:30.5Z").as_deref(), Some("2020-01-31T10:20:30.5Z"));
        assert_eq!(day("2020-01-31T10:20:30-0700").as_deref(), Some("2020-01-31T10:20:30-07:00"));
        assert_eq!(day("2020-01-31 10:20:30+02").as_deref(), Some("2020-01-31T10:20:30+02:00"));
        assert_eq!(day("31-Jan-2020 10:20:30 UTC").as_deref(), Some("2020-01-31T10:20:30Z"));
        assert_eq!(day("2020/01/31 10:20:30 (JST)").as_deref(), Some("2020-01-31T10:20:30+09:00"));
        assert_eq!(
            day("2020-01-31 10:20:30 (GMT+0:00)").as_deref(),
            Some("2020-01-31T10:20:30+00:00")
        );
    }

    #[test]
    fn a_time_without_a_known_zone_is_not() {
        assert_eq!(day("2020-01-31 10:20:30").as_deref(), Some("2020-01-31"));
        assert_eq!(day("31/01/2020 10:20:30 EEST").as_deref(), Some("2020-01-31"));
        assert_eq!(day("31st January 2020 at 10:20:30.000").as_deref(), Some("2020-01-31"));
    }

    #[test]
    fn what_is_no_day_is_nothing() {
        for text in [
            "",
            "N/A",
            "null",
            "31st January each year",
            "Sun Sep 2018 23:59:59",
            "2020-13-45",
            "12:30:45",
            "see at www.example.bg",
            "01/01/0001",
            "0001-01-01T00:00:00Z",
            "1 Jan 0001",
            "31 marked 2031",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(day(&"1".repeat(1000)), None);
    }
}
