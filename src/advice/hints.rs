//! What speaks for a site that was broken into, and what for one that was made for the harm. The
//! user decides.

use jiff::civil::Date;

use super::facts::{Facts, Request};
use super::plan::ANY;
use crate::model::advice::{Hint, Nature};
use crate::model::chain::{Chain, LayerId, Status};
use crate::texts;

/// A name registered fewer days ago than this counts as new.
const NEW: i32 = 30;
/// A name registered more days ago than this counts as old.
const OLD: i32 = 730;

/// Parts of a path that content management systems and their plug-ins have.
const SYSTEM_PATHS: [&str; 6] = [
    "/wp-content/",
    "/wp-includes/",
    "/wp-admin/",
    "/components/com_",
    "/sites/default/",
    "/modules/",
];

/// The hints that the facts give.
pub(super) fn hints(request: &Request, chain: &Chain, facts: &Facts) -> Vec<Hint> {
    // A hint is for a decision that is still open, and only where something hangs on it.
    let open = request.nature == Nature::Unknown
        && request.harm.lines.iter().any(|line| line.natures != ANY);
    if !open {
        return Vec::new();
    }
    let mut hints = Vec::new();
    let mut add = |towards, text| hints.push(Hint { towards, text });
    if let Some(days) = age(chain, facts).filter(|_| chain.platform.is_none()) {
        let age_text = crate::model::text::days(i64::from(days));
        let values = [("age", age_text.as_str())];
        if days < NEW {
            add(Nature::Malicious, texts::fill("hint.new-name", &values));
        } else if days > OLD {
            add(Nature::Compromised, texts::fill("hint.old-name", &values));
        }
    }
    if chain.registration.statuses.iter().any(|status| status == "add period") {
        add(Nature::Malicious, texts::text("hint.add-period").to_owned());
    }
    if SYSTEM_PATHS.iter().any(|part| facts.path.contains(part)) {
        add(Nature::Compromised, texts::text("hint.system-path").to_owned());
    }
    let old = hints.iter().any(|hint| hint.towards == Nature::Compromised);
    let no_mail = chain.layer(LayerId::Mail).any(|entry| entry.status() == Status::Absent);
    if no_mail && !old && facts.domain.is_some() && chain.platform.is_none() {
        let text = texts::text("hint.no-mail").to_owned();
        hints.push(Hint { towards: Nature::Malicious, text });
    }
    hints
}

/// The age of the registration in days.
fn age(chain: &Chain, facts: &Facts) -> Option<i32> {
    let created: Date = chain.registration.created.as_deref()?.get(..10)?.parse().ok()?;
    let span = facts.today.since((jiff::Unit::Day, created)).ok()?;
    (span.get_days() >= 0).then(|| span.get_days())
}
