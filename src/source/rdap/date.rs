//! Dates of events: kept as given where they are RFC 3339, made so where they nearly are.

use super::json::Node;
use crate::model::day::Moment;

/// The date of the first event with one of these actions, best first.
pub(super) fn event(root: &Node<'_>, actions: &[&str]) -> Option<String> {
    let events = root.list("events");
    actions.iter().find_map(|action| {
        events
            .iter()
            .filter(|event| event.text("eventAction").is_some_and(|a| same_action(&a, action)))
            .find_map(read)
    })
}

/// Compares actions without case and whatever joins their words.
fn same_action(given: &str, action: &str) -> bool {
    given.replace(['_', '-'], " ").eq_ignore_ascii_case(action)
}

/// The date of an event; an absurd one is noted and dropped.
fn read(event: &Node<'_>) -> Option<String> {
    let text = event.text("eventDate")?;
    let date = Moment::of(&text).map(Moment::into_text);
    if date.is_none() {
        event.note("has no usable date");
    }
    date
}
