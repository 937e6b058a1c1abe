//! What a page of several targets would say of each of them alike: it stands there once.

use super::TargetSection;
use crate::render::page::picture::Shape;

/// Takes what is said of all targets out of their parts, and those beside the way out of their pictures:
/// the list above each picture names them.
pub(super) fn moved(sections: &mut [TargetSection]) -> Vec<String> {
    for picture in sections.iter_mut().filter_map(|section| section.picture.as_mut()) {
        picture.spine.retain(|node| node.shape != Shape::Beside);
    }
    let mut advised = sections.iter_mut().filter_map(|section| section.advice.as_mut());
    let Some(first) = advised.next() else { return Vec::new() };
    let mut rest: Vec<_> = advised.collect();
    if rest.is_empty() {
        return Vec::new();
    }
    let mut shared = first.notes.clone();
    shared.extend(first.cannot_help.iter().cloned());
    shared.retain(|line| {
        rest.iter().all(|other| other.notes.contains(line) || other.cannot_help.contains(line))
    });
    for advice in rest.iter_mut().map(|advice| &mut **advice).chain([first]) {
        advice.notes.retain(|line| !shared.contains(line));
        advice.cannot_help.retain(|line| !shared.contains(line));
    }
    shared
}
