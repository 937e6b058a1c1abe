//! Foreign text: which characters act instead of showing, and what is left of a name that holds
//! some.

/// What stands in for a character that acts: readers put it there, so that whoever reads on can
/// tell that the text was tampered with.
pub const MARK: char = '\u{fffd}';

/// Whether a character acts on its surroundings: controls, bidirectional marks and overrides,
/// zero-width and other format characters, and those of private use or tags.
pub fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// A name that can be relied on: one in which nothing was marked. What stands beside a terminal
/// escape was written to deceive, so that no part of it names anybody.
pub fn reliable(name: Option<&str>) -> Option<&str> {
    name.filter(|name| !name.contains(MARK))
}

/// Whether nothing in a name acts and nothing was marked: for names that no reader went over.
pub fn is_plain(name: &str) -> bool {
    !name.chars().any(|character| character == MARK || acts(character))
}
