//! The groups of options in the help and the manual.

/// Where targets come from.
pub const INPUT: &str = "Input";
/// What is advised on.
pub const ADVICE: &str = "Advice";
/// What contacts the target.
pub const PROBING: &str = "Contacting the target";
/// What is printed and kept.
pub const OUTPUT: &str = "Output";
/// How a list is worked through.
pub const LISTS: &str = "Lists and time";
/// Who is asked.
pub const SOURCES: &str = "Who is asked";
/// What a domain should be.
pub const POLICY: &str = "Policy";
/// What is reported.
pub const FACTS: &str = "What is reported";
/// Which drafts are written.
pub const DRAFTS: &str = "Drafts";
