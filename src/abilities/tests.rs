//! The matrix against itself and against the page it was taken from.

use super::*;

#[test]
fn every_cell_of_the_matrix_reads_and_what_a_row_says_has_its_words_and_reason() {
    assert_eq!(MATRIX.len(), Actor::ALL.len() * Ability::ALL.len());
    for ((actor, ability), cell) in MATRIX.iter().filter(|(_, cell)| cell.said) {
        let power = power(*actor, *ability, cell.means);
        let place = format!("{} {}", actor.word(), ability.word());
        assert!(!power.words.is_empty() && !power.why.is_empty(), "{place}");
        assert_eq!(power.condition.is_some(), matches!(cell.means, Means::If(_)), "{place}");
    }
    for cell in MATRIX.values() {
        if let Means::If(name) = cell.means {
            assert!(texts::find(&format!("condition.{name}")).is_some(), "{name}");
        }
    }
}

#[test]
fn whatever_takes_down_more_than_one_item_names_what_else_stops() {
    for ability in Ability::ALL {
        let stops = texts::find(&format!("collateral.{}", ability.word())).is_some();
        let lowest = ability.rung() == crate::model::ability::Rung::Item;
        assert_eq!(stops, !lowest, "{}", ability.word());
    }
}

#[test]
fn nobody_but_those_who_hold_the_content_can_remove_it() {
    let holds = [Actor::Operator, Actor::Platform, Actor::SharedHost];
    for actor in Actor::ALL {
        let can = look_up(actor, Ability::RemoveContent).means == Means::Yes;
        assert_eq!(can, holds.contains(&actor), "{}", actor.word());
    }
}
