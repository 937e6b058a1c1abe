//! Abilities: which kind of party can do what, as data. `matrix.txt` is the table; the words,
//! conditions, reasons and what else stops are texts of the catalogue.
//!
//! A [`Cell`] of the matrix becomes a [`Power`] of a chain's entry, unless it is self-evident.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::ability::{Ability, Actor};
use crate::model::chain::Power;
use crate::texts;

#[cfg(test)]
mod tests;

/// The table.
const TABLE: &str = include_str!("matrix.txt");

/// Whether a kind of party has the means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// It can.
    Yes,
    /// It can where a condition of this name is met.
    If(&'static str),
    /// It can make someone else do it.
    Via,
    /// It cannot.
    No,
    /// The question makes no sense.
    Pointless,
}

/// One cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Whether the party can.
    pub means: Means,
    /// Whether the party's row says so.
    pub said: bool,
}

/// The matrix, read once.
static MATRIX: LazyLock<BTreeMap<(Actor, Ability), Cell>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|line| {
        let mut words = line.split_whitespace();
        let row = words.next();
        let actor = Actor::ALL.into_iter().find(|actor| Some(actor.word()) == row);
        let cells = Ability::ALL.into_iter().zip(words);
        cells.filter_map(move |(ability, word)| Some(((actor?, ability), cell(word)?)))
    })
    .collect()
});

/// Reads a cell.
fn cell(word: &'static str) -> Option<Cell> {
    let (letter, condition) = word.split_once(':').unwrap_or((word, ""));
    let means = match (letter.to_ascii_uppercase().as_str(), condition) {
        ("Y", "") => Means::Yes,
        ("P", name) if !name.is_empty() => Means::If(name),
        ("V", "") => Means::Via,
        ("N", "") => Means::No,
        ("-", "") => Means::Pointless,
        _ => return None,
    };
    Some(Cell { means, said: letter.starts_with(|c: char| c.is_ascii_uppercase()) })
}

/// What the matrix says of a kind of party and an ability.
pub fn look_up(actor: Actor, ability: Ability) -> Cell {
    let nothing = Cell { means: Means::No, said: false };
    MATRIX.get(&(actor, ability)).copied().unwrap_or(nothing)
}

/// What a kind of party can do, as its row says it.
pub fn can(actor: Actor) -> Vec<Power> {
    said(actor, |means| matches!(means, Means::Yes | Means::If(_)))
}

/// What a kind of party cannot do though it is often asked to.
pub fn cannot(actor: Actor) -> Vec<Power> {
    said(actor, |means| means == Means::No)
}

/// The powers that a row says, of some of the answers.
fn said(actor: Actor, wanted: fn(Means) -> bool) -> Vec<Power> {
    let of_row = Ability::ALL.into_iter().map(|ability| (ability, look_up(actor, ability)));
    of_row
        .filter(|(_, cell)| cell.said && wanted(cell.means))
        .map(|(ability, cell)| power(actor, ability, cell.means))
        .collect()
}

/// A cell in words.
pub fn power(actor: Actor, ability: Ability, means: Means) -> Power {
    let (actor, word) = (actor.word(), ability.word());
    let own = texts::find(&format!("words.{actor}.{word}"));
    let condition = match means {
        Means::If(name) => texts::find(&format!("condition.{name}")),
        _ => None,
    };
    let stops = texts::find(&format!("collateral.{actor}.{word}"))
        .or_else(|| texts::find(&format!("collateral.{word}")));
    Power {
        ability,
        words: own.unwrap_or_else(|| texts::text(&format!("words.{word}"))),
        condition: condition.map(str::to_owned),
        collateral: stops.filter(|_| means != Means::No).map(str::to_owned),
        why: texts::text(&format!("why.{actor}.{word}")),
    }
}
