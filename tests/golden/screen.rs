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

#[test]
fn whatever_the_script_of_a_name_the_contact_beside_it_stands_where_it_stands_for_others() {
    let row = |name: &str| {
        let path = super::folder("expected").join(format!("{name}.txt"));
        let text = std::fs::read_to_string(path).expect("is text");
        text.lines().find(|line| line.starts_with("host ")).expect("a host").to_owned()
    };
    let usual = row("ipv4-literal");
    for name in ["wide-script", "combining-marks", "right-to-left"] {
        let row = row(name);
        assert_eq!(row.width(), usual.width(), "{row}");
        assert!(row.contains("abuse@bluefinvps.com"), "{row}");
        let begun = row.matches('\u{2068}').count();
        assert_eq!(begun, row.matches('\u{2069}').count(), "{row}");
        assert_eq!(begun > 0, name == "right-to-left", "{row}");
    }
}
