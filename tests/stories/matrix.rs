//! The matrix of abilities against the table it was taken from, where that page stands beside the
//! checkout; left out elsewhere, with a word.

use std::fs;

use trace::abilities::{Means, look_up};
use trace::model::ability::{Ability, Actor};

use super::beside::beside;

/// The rows of the page and the kinds of party that they are about.
const ROWS: &[(&str, Actor)] = &[
    ("site operator", Actor::Operator),
    ("platform", Actor::Platform),
    ("shared / managed host", Actor::SharedHost),
    ("infrastructure host (VPS, dedicated, colocation, IaaS)", Actor::MachineHost),
    ("CDN / reverse proxy, pass-through", Actor::Cdn),
    ("DNS operator", Actor::Dns),
    ("reseller", Actor::Reseller),
    ("registrar", Actor::Registrar),
    ("registry", Actor::Registry),
    ("IP range holder", Actor::RangeHolder),
    ("origin AS", Actor::Network),
    ("upstream network", Actor::Upstream),
    ("mail operator", Actor::Mail),
    ("certificate authority", Actor::Certificate),
    ("RIR", Actor::NumberRegistry),
    ("ICANN", Actor::Icann),
    ("national CSIRT", Actor::Csirt),
    ("court / competent authority", Actor::Court),
    ("browser, resolver, mail blocklists", Actor::Blocklist),
];

/// The columns of the page, in the order of its table.
const COLUMNS: [Ability; 14] = Ability::ALL;

#[test]
fn every_cell_says_what_the_page_that_it_was_taken_from_says() {
    let Some(folder) = beside("TRACE_KNOWLEDGE", ".", "knowledge.md") else { return };
    let page = fs::read_to_string(folder.join("knowledge.md")).expect("reads");
    let (_, page) = page.split_once("### 2.1").expect("the section of the table");
    let mut compared = 0;
    for (name, actor) in ROWS {
        let start = format!("| {name} |");
        let row = page.lines().find(|line| line.starts_with(&start)).expect("the row stands there");
        let cells = row.split('|').skip(2).map(str::trim).take(COLUMNS.len());
        for (ability, cell) in COLUMNS.into_iter().zip(cells) {
            let said = look_up(*actor, ability).means;
            let place = format!("{name}, {}: page {cell:?}, matrix {said:?}", ability.word());
            let fits = match cell.chars().next() {
                Some('Y') => matches!(said, Means::Yes) || cell.len() > 1,
                Some('P') => matches!(said, Means::If(_)),
                Some('V') => said == Means::Via,
                Some('·') => said == Means::No,
                _ => said == Means::Pointless,
            };
            assert!(fits, "{place}");
            compared += 1;
        }
    }
    assert_eq!(compared, ROWS.len() * COLUMNS.len());
}
