//! `trace diff`: which layer changed from whom to whom between two traces, and what that means.
//! [`read`] reads the JSON output, [`Diff::of`] compares, [`write()`] prints. Everything here is
//! pure.

mod compare;
mod html;
mod human;
mod markdown;
mod side;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::html::page;
pub use self::human::write;
pub use self::markdown::write as markdown;
pub use self::side::{Side, read};

/// The version of the JSON.
const SCHEMA: &str = "trace-diff/1";

/// What changed between two traces, or two lists of traces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "trace-diff/1")]
pub struct Diff {
    /// Always `trace-diff/1`.
    #[schemars(extend("const" = "trace-diff/1"))]
    pub schema: &'static str,
    /// Whether nothing changed.
    pub same: bool,
    /// The targets that are in both, in the order of the later list.
    pub targets: Vec<TargetDiff>,
    /// Hosts that are in the earlier list only.
    pub only_old: Vec<String>,
    /// Hosts that are in the later list only.
    pub only_new: Vec<String>,
}

/// What changed of one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TargetDiff {
    /// The host.
    pub host: String,
    /// When it was traced first (RFC 3339, UTC).
    pub old_at: String,
    /// When it was traced later.
    pub new_at: String,
    /// The changes, in the order of the chain.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// What changed: a layer, or `addresses`, `name-servers`, `dnssec`, `status`, `expires`, …
    pub what: String,
    /// What it was.
    pub from: String,
    /// What it is.
    pub to: String,
    /// What that means.
    pub means: String,
    /// Whether it is certain; one side may only not have been found out.
    pub certain: bool,
}

impl TargetDiff {
    /// Whether the one that was given first was traced later.
    fn is_reversed(&self) -> bool {
        let at = |text: &str| text.parse::<jiff::Timestamp>().ok();
        at(&self.old_at).zip(at(&self.new_at)).is_some_and(|(old, new)| old > new)
    }

    /// When both were traced, as people read it: which is the earlier one, to the second.
    fn times(&self) -> String {
        let second = |text: &str| {
            let at = text.parse::<jiff::Timestamp>();
            at.map_or_else(|_| text.to_owned(), |at| at.strftime("%Y-%m-%d %H:%M:%S").to_string())
        };
        let [old, new] =
            if self.is_reversed() { ["later", "earlier"] } else { ["earlier", "later"] };
        format!("{old} {} → {new} {} (UTC)", second(&self.old_at), second(&self.new_at))
    }
}

/// What is said where the earlier and the later trace were given the wrong way round.
const REVERSED: &str =
    "the trace that was given first is the later one: read every change backwards";

impl Diff {
    /// What changed. Two single traces are compared whatever their hosts; of lists, those of the
    /// same host.
    pub fn of(old: &[Side], new: &[Side]) -> Self {
        if let ([old], [new]) = (old, new) {
            return Self::from(vec![compare::target(old, new)], Vec::new(), Vec::new());
        }
        let find =
            |sides: &'_ [Side], host: &str| sides.iter().position(|side| side.host() == host);
        let only = |these: &[Side], those: &[Side]| {
            let hosts = these.iter().map(Side::host).filter(|host| find(those, host).is_none());
            hosts.map(str::to_owned).collect::<Vec<_>>()
        };
        let both = new.iter().filter_map(|side| {
            let at = find(old, side.host())?;
            Some(compare::target(old.get(at)?, side))
        });
        Self::from(both.collect(), only(old, new), only(new, old))
    }

    /// The whole out of its parts.
    fn from(targets: Vec<TargetDiff>, only_old: Vec<String>, only_new: Vec<String>) -> Self {
        let unchanged = targets.iter().all(|target| target.changes.is_empty());
        let same = unchanged && only_old.is_empty() && only_new.is_empty();
        Self { schema: SCHEMA, same, targets, only_old, only_new }
    }
}
