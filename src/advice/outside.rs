//! Parties that are not on the path, and national incident response teams: tables with sources and
//! days. A line that was entered from memory says so, and its contact counts as old.

use crate::directory::UNDATED;
use crate::model::contact::{Basis, Contact, ContactKind, Purpose};

/// Parties that are not on the path: code, harms (`*` for all), name, kind of contact, contact,
/// day, whose word it is, source.
const PARTIES: &str = include_str!("outside.tsv");

/// National incident response teams: country, name, kind of contact, contact, day, whose word it
/// is, source.
const TEAMS: &str = include_str!("csirts.tsv");

/// A party that is not on the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outsider {
    /// Its code; several may share the code of what they do.
    pub(super) id: &'static str,
    /// Its name.
    pub(super) name: &'static str,
    /// How to reach it; `None` where that depends on the reporter.
    pub(super) contact: Option<Contact>,
}

/// The parties with a code that are for a harm.
pub(super) fn outsiders(id: &str, harm: &str) -> Vec<Outsider> {
    lines(PARTIES)
        .filter(|fields| fields.first() == Some(&id))
        .filter(|fields| {
            fields
                .get(1)
                .is_some_and(|harms| *harms == "*" || harms.split(',').any(|of| of == harm))
        })
        .filter_map(|fields| outsider(fields.first()?, fields.get(2..)?))
        .collect()
}

/// The incident response team of a country.
pub(super) fn team(country: &str) -> Option<Outsider> {
    lines(TEAMS)
        .find(|fields| fields.first() == Some(&country))
        .and_then(|fields| outsider("csirt", fields.get(1..)?))
}

/// The fields of each line.
fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Reads name, kind, contact, day, whose word it is, and source.
fn outsider(id: &'static str, fields: &[&'static str]) -> Option<Outsider> {
    let [name, kind, value, day, backing, source] = fields else { return None };
    let kind = match *kind {
        "form" => Some(ContactKind::Form),
        "email" => Some(ContactKind::Email),
        "url" => Some(ContactKind::Url),
        _ => None,
    };
    let is_dated = *backing != "recalled" && *day != UNDATED;
    let contact = kind.map(|kind| Contact {
        as_of: is_dated.then(|| (*day).to_owned()),
        stale: !is_dated,
        source: (*source).to_owned(),
        page: Some((*source).to_owned()),
        backing: Some(backing),
        ..Contact::new(kind, *value, Purpose::Abuse, Basis::Directory)
    });
    Some(Outsider { id, name, contact })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_both_tables_reads_and_says_where_it_is_from() {
        for (table, width) in [(PARTIES, 8), (TEAMS, 7)] {
            for fields in lines(table) {
                assert_eq!(fields.len(), width, "{fields:?}");
                let tail = &fields[width - 5..];
                let read = outsider("x", &fields[width - 6..]).expect("reads");
                assert_eq!(read.contact.is_none(), tail[0].is_empty(), "{fields:?}");
                let is_link = tail[0] == "form" || tail[0] == "url";
                assert_eq!(is_link, tail[1].starts_with("https://"), "{fields:?}");
                let is_day = tail[2].parse::<jiff::civil::Date>().is_ok();
                assert!(is_day || tail[2] == UNDATED, "{fields:?}");
                assert!(matches!(tail[3], "recalled" | "published" | "secondary"), "{fields:?}");
                assert!(url::Url::parse(tail[4]).is_ok(), "{fields:?}");
            }
        }
        let countries: Vec<&str> = lines(TEAMS).map(|fields| fields[0]).collect();
        assert!(countries.windows(2).all(|pair| pair[0] < pair[1]), "not sorted by country");
    }
}
