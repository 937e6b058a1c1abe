//! What each server is asked to bear: its published limits, the user's own, or a cautious default.

use std::time::Duration;

/// The published limits, with the day and place they were read.
const TABLE: &str = include_str!("servers.tsv");

/// So many asks at most in any stretch of that length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The asks.
    pub count: u32,
    /// The length.
    pub span: Duration,
}

/// How fast asks follow each other on the whole, and how many may come at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Asks a second.
    pub rate: f64,
    /// Asks that may follow each other without a pause.
    pub burst: u32,
}

impl Pace {
    /// As fast as the server answers.
    pub const UNBOUNDED: Self = Self { rate: f64::INFINITY, burst: u32::MAX };

    /// Whether it is no pace at all.
    pub fn is_unbounded(self) -> bool {
        self.rate.is_infinite()
    }
}

/// Where a limit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The server's operator published it.
    Published,
    /// Nothing is published; a cautious guess that is corrected by what the server says.
    Assumed,
    /// The user set it.
    Given,
}

/// All that holds for one server at the same time.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// Asks in flight.
    pub at_once: usize,
    /// The pace.
    pub pace: Pace,
    /// The windows.
    pub windows: Vec<Window>,
    /// Who says so.
    pub origin: Origin,
}

/// The protocols that are limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protocol {
    /// RDAP and everything else over HTTP.
    Http,
    /// WHOIS.
    Whois,
}

impl Protocol {
    /// Its name in tables and keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "rdap",
            Self::Whois => "whois",
        }
    }

    /// What is assumed of a server that publishes nothing. WHOIS servers block whoever asks fast.
    fn assumed(self) -> Limit {
        let (at_once, rate, burst) = match self {
            Self::Http => (4, 8.0, 16),
            Self::Whois => (2, 3.0, 4),
        };
        let pace = Pace { rate, burst };
        Limit { at_once, pace, windows: Vec::new(), origin: Origin::Assumed }
    }
}

/// A limit that the user set for the servers of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct UserLimit {
    /// `HOST`, `rdap:HOST` or `whois:HOST`; a `*` stands for anything.
    pub pattern: String,
    /// Asks a second on the whole, with that many at once, if a burst was given.
    pub pace: Option<Pace>,
    /// The windows.
    pub windows: Vec<Window>,
}

/// The limits in force.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The user's own.
    pub given: Vec<UserLimit>,
    /// Of how many machines this one has to leave the others their share.
    pub shares: u32,
}

impl Rules {
    /// What holds for a server.
    pub fn of(&self, protocol: Protocol, host: &str) -> Limit {
        let host = host.to_ascii_lowercase();
        let limit = match self.given(protocol, &host) {
            Some(given) => given.limit(protocol),
            None => published(protocol, &host).unwrap_or_else(|| protocol.assumed()),
        };
        if self.shares > 1 { limit.share(self.shares) } else { limit }
    }

    /// The user's own limit for a server: the longest pattern that fits.
    fn given(&self, protocol: Protocol, host: &str) -> Option<&UserLimit> {
        let fits = |given: &&UserLimit| {
            let (of, pattern) = match given.pattern.split_once(':') {
                Some((of, pattern)) => (Some(of), pattern),
                None => (None, given.pattern.as_str()),
            };
            of.is_none_or(|of| of == protocol.name()) && matches(pattern, host)
        };
        self.given
            .iter()
            .filter(fits)
            .max_by_key(|given| (!given.pattern.contains('*'), given.pattern.len()))
    }
}

impl UserLimit {
    /// The limit that it makes.
    fn limit(&self, protocol: Protocol) -> Limit {
        let assumed = protocol.assumed();
        let pace = self.pace.or_else(|| brisk(&self.windows)).unwrap_or(assumed.pace);
        let windows = self.windows.clone();
        Limit { at_once: in_flight(pace, assumed.at_once), pace, windows, origin: Origin::Given }
    }
}

impl Limit {
    /// The part of it that one of so many machines may use.
    fn share(self, shares: u32) -> Self {
        let windows = self.windows.into_iter().map(|window| {
            let count = window.count / shares;
            // Less than one in a window is one in a longer window.
            if count == 0 {
                let span = window.span.saturating_mul(shares) / window.count.max(1);
                Window { count: 1, span }
            } else {
                Window { count, ..window }
            }
        });
        let Pace { rate, burst } = self.pace;
        let pace = Pace { rate: rate / f64::from(shares), burst: (burst / shares).max(1) };
        Self { windows: windows.collect(), pace, ..self }
    }

    /// The longest window, which says how much has to be remembered.
    pub fn most(&self) -> usize {
        self.windows.iter().map(|window| window.count as usize).max().unwrap_or(0)
    }
}

/// The pace of the shortest window, if it is short enough to be one.
fn brisk(windows: &[Window]) -> Option<Pace> {
    let shortest = windows.iter().min_by_key(|window| window.span)?;
    let seconds = shortest.span.as_secs_f64();
    (seconds <= 60.0)
        .then(|| Pace { rate: f64::from(shortest.count) / seconds, burst: shortest.count })
}

/// How many asks may be in flight at a pace: more than the default only where answers that take
/// half a second would else slow it down.
fn in_flight(pace: Pace, usual: usize) -> usize {
    let half = (pace.rate / 2.0).ceil().clamp(1.0, 16.0);
    // The figure is a small whole number by now.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it lies between 1 and 16"
    )]
    usual.max(half as usize)
}

/// The limit that a server's operator published.
fn published(protocol: Protocol, host: &str) -> Option<Limit> {
    rows().find(|row| row.protocol == protocol.name() && matches(row.host, host)).map(|row| {
        let windows = row.windows();
        let assumed = protocol.assumed();
        let pace = match brisk(&windows) {
            Some(pace) if pace.rate < assumed.pace.rate => pace,
            _ => assumed.pace,
        };
        Limit { at_once: assumed.at_once, pace, windows, origin: Origin::Published }
    })
}

/// Where the limit of a server is published, and when that was read.
pub fn source(protocol: Protocol, host: &str) -> Option<(&'static str, &'static str)> {
    let fits = |row: &LimitRow| row.protocol == protocol.name() && matches(row.host, host);
    rows().find(fits).map(|row| (row.source, row.day))
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct LimitRow {
    /// `rdap` or `whois`.
    pub protocol: &'static str,
    /// The server, or a pattern.
    pub host: &'static str,
    /// The windows as text: `5/1s 1000/24h`.
    pub text: &'static str,
    /// Who says so.
    pub source: &'static str,
    /// When that was read.
    pub day: &'static str,
}

impl LimitRow {
    /// Its windows.
    pub fn windows(&self) -> Vec<Window> {
        self.text.split(' ').filter_map(window).collect()
    }
}

/// The lines of the table.
pub fn rows() -> impl Iterator<Item = LimitRow> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let mut next = || cells.next();
        Some(LimitRow {
            protocol: next()?,
            host: next()?,
            text: next()?,
            source: next()?,
            day: next()?,
        })
    })
}

/// Reads `1000/24h`.
fn window(text: &str) -> Option<Window> {
    let (count, span) = text.split_once('/')?;
    let number: u64 = span.get(..span.len().checked_sub(1)?)?.parse().ok()?;
    let unit = match span.chars().next_back()? {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        _ => return None,
    };
    Some(Window { count: count.parse().ok()?, span: Duration::from_secs(number * unit) })
}

/// Whether a pattern with stars fits a host.
fn matches(pattern: &str, host: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern.eq_ignore_ascii_case(host),
        Some((head, tail)) => {
            host.len() >= head.len()
                && host.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
                && (0..=host.len()).any(|at| host.get(at..).is_some_and(|rest| matches(tail, rest)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_has_windows_a_source_and_a_day() {
        for row in rows() {
            assert_eq!(row.windows().len(), row.text.split(' ').count(), "{row:?}");
            assert!(["rdap", "whois"].contains(&row.protocol), "{row:?}");
            assert!(row.source.contains('.'), "{row:?}");
            assert!(row.day.parse::<jiff::civil::Date>().is_ok(), "{row:?}");
        }
        assert!(rows().count() >= 8);
    }

    #[test]
    fn what_is_published_holds_and_the_rest_is_assumed() {
        let rules = Rules::default();
        let nominet = rules.of(Protocol::Whois, "whois.nic.uk");
        assert_eq!(nominet.origin, Origin::Published);
        let day = Window { count: 1000, span: Duration::from_hours(24) };
        assert!(nominet.windows.contains(&day), "{nominet:?}");
        let other = rules.of(Protocol::Http, "rdap.example.net");
        assert_eq!((other.origin, other.pace.burst), (Origin::Assumed, 16));
    }

    #[test]
    fn the_users_own_limit_wins_the_longest_pattern_first() {
        let given = |pattern: &str, count| UserLimit {
            pattern: pattern.to_owned(),
            pace: None,
            windows: vec![Window { count, span: Duration::from_secs(1) }],
        };
        let given = vec![given("*", 9), given("whois:*.example.net", 2), given("whois.nic.uk", 1)];
        let rules = Rules { given, shares: 1 };
        let count = |protocol, host| rules.of(protocol, host).windows[0].count;
        assert_eq!(count(Protocol::Whois, "whois.example.net"), 2);
        assert_eq!(count(Protocol::Http, "rdap.example.net"), 9);
        assert_eq!(count(Protocol::Whois, "WHOIS.nic.uk"), 1);
    }

    #[test]
    fn a_server_without_limits_has_none_in_a_share_either() {
        let pace = Some(Pace::UNBOUNDED);
        let given = vec![UserLimit { pattern: "*".to_owned(), pace, windows: Vec::new() }];
        let limit = Rules { given, shares: 4 }.of(Protocol::Whois, "whois.nic.uk");
        assert!(limit.pace.is_unbounded() && limit.windows.is_empty() && limit.at_once == 16);
    }

    #[test]
    fn a_share_of_less_than_one_is_one_in_a_longer_time() {
        let windows = vec![Window { count: 10, span: Duration::from_mins(1) }];
        let given = vec![UserLimit { pattern: "*".to_owned(), pace: None, windows }];
        let limit =
            |shares| Rules { given: given.clone(), shares }.of(Protocol::Whois, "w.example");
        assert_eq!(limit(5).windows, [Window { count: 2, span: Duration::from_mins(1) }]);
        assert_eq!(limit(20).windows, [Window { count: 1, span: Duration::from_mins(2) }]);
    }
}
