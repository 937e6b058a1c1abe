//! What fits on the screen: the reader has three seconds.

use super::{Surroundings, cases, plain, replay};
use unicode_width::UnicodeWidthStr;

/// Rows of what is printed for every case: name and rows, the longest last.
fn rows(options: &[&str]) -> Vec<(usize, String)> {
    let mut rows: Vec<(usize, String)> = cases()
        .into_iter()
        .map(|(name, path)| (plain(&path, options).out.lines().count(), name))
        .collect();
    rows.sort();
    rows
}

/// The share of cases, in a hundred, that fit into so many rows.
fn share(rows: &[(usize, String)], most: usize) -> usize {
    rows.iter().filter(|(rows, _)| *rows <= most).count() * 100 / rows.len()
}

#[test]
fn a_usual_site_fits_18_rows_and_24_with_advice() {
    let short = rows(&[]);
    // The cases are unusual sites; each is replayed, which takes a row of its own to be said.
    assert!(share(&short, 19) >= 85, "{short:?}");
    let advised = rows(&["--harm", "phishing"]);
    assert!(share(&advised, 24) >= 85, "{advised:?}");
}

#[test]
fn nothing_is_wider_than_the_terminal_but_what_cannot_be_broken() {
    let mut wide = Vec::new();
    for (name, path) in cases() {
        for width in [40, 60, 80, 120] {
            let around = Surroundings { width: Some(width), ..Surroundings::default() };
            let printed = replay(&path, &["--harm", "phishing"], around);
            // A label and one long word cannot be broken either.
            let breaks = |text: &str| text.trim().contains(' ');
            let broken = |line: &&str| {
                let words = line.split_at_checked(12).map_or(*line, |(_, words)| words);
                line.width() > width && breaks(line) && breaks(words)
            };
            for line in printed.out.lines().filter(broken) {
                wide.push(format!("{name} at {width}: {line}"));
            }
        }
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}
