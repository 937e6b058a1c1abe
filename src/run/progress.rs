//! How far a list is, on standard error: a line that is drawn again on a terminal, one line a minute
//! in a log.

use std::cell::Cell;
use std::io::{self, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::time::{Instant, sleep_until};

use super::stack::{self, Stack};
use crate::config::Config;
use crate::model::day::in_words;

/// How often the line is drawn again on a terminal.
const DRAWN: Duration = Duration::from_millis(500);
/// How often a line is written into a log.
const LOGGED: Duration = Duration::from_mins(1);

/// Tells how far a list is.
pub(super) struct Progress {
    /// The line, on a terminal.
    bar: Option<ProgressBar>,
    /// Whether it tells anything.
    is_told: bool,
    /// All targets.
    all: usize,
    /// When it began.
    started: Instant,
    /// When it was told last.
    told: Cell<Instant>,
}

impl Progress {
    /// Progress of so many targets; a single one has a status line of its own.
    pub(super) fn new(config: &Config, all: usize) -> Self {
        let bar = (config.status_line && all > 1).then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{wide_msg}") {
                bar.set_style(style);
            }
            bar
        });
        let is_told = all > 1 && !config.quiet && !config.verbose;
        let now = Instant::now();
        Self { bar, is_told, all, started: now, told: Cell::new(now) }
    }

    /// Waits until it is to be told again.
    pub(super) async fn due(&self) {
        sleep_until(self.told.get() + if self.bar.is_some() { DRAWN } else { LOGGED }).await;
    }

    /// Tells it.
    pub(super) fn tell(&self, done: usize, net: &Stack) {
        self.told.set(Instant::now());
        if !self.is_told {
            return;
        }
        let line = line(done, self.all, self.started.elapsed(), stack::busiest(net));
        match &self.bar {
            Some(bar) => bar.set_message(line),
            // Nobody has to be listening.
            None => drop(writeln!(io::stderr(), "trace: {line}")),
        }
    }

    /// Takes the line away while something else is written.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The line: done of all, left, for how long, and the server that most wait for.
fn line(done: usize, all: usize, took: Duration, busiest: Option<(String, usize)>) -> String {
    let left = all.saturating_sub(done);
    let mut line = format!("{done} of {all} done, {left} left");
    let each = u32::try_from(done).ok().and_then(|done| took.checked_div(done));
    if let Some(each) = each {
        let rest = each.saturating_mul(u32::try_from(left).unwrap_or(u32::MAX));
        line.push_str(", about ");
        line.push_str(&in_words(rest));
    }
    if let Some((server, asks)) = busiest {
        let plural = if asks == 1 { "" } else { "s" };
        line = format!("{line}; {asks} question{plural} wait for {server}");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_is_left_for_how_long_and_whom_it_waits_for() {
        let busiest = Some(("rdap.example.net".to_owned(), 12));
        assert_eq!(
            line(100, 300, Duration::from_mins(1), busiest),
            "100 of 300 done, 200 left, about 2 min; 12 questions wait for rdap.example.net"
        );
        assert_eq!(line(0, 3, Duration::from_secs(1), None), "0 of 3 done, 3 left");
    }
}
