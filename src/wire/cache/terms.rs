//! For how long answers are kept.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::model::exchange::{Ask, RequestPurpose};

/// The server of the Internet Assigned Numbers Authority, whose records change rarely.
const IANA: &str = "whois.iana.org";

/// For how long an answer is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keeping {
    /// It is used instead of asking.
    pub(super) fresh: SignedDuration,
    /// It is used when asking fails; at least as long.
    pub(super) stale: SignedDuration,
    /// For how long answers are appended to one file.
    pub(super) stretch: SignedDuration,
    /// What the names of such files end in, so that they are known without being read.
    pub(super) suffix: &'static str,
}

impl Keeping {
    /// The number of the stretch that a time is in.
    pub(super) fn stretch_of(&self, at: Timestamp) -> i64 {
        at.as_second().div_euclid(self.stretch.as_secs().max(1))
    }

    /// The oldest stretch that can hold an answer of use.
    pub(super) fn oldest_stretch(&self, now: Timestamp) -> i64 {
        let oldest = now.as_second().saturating_sub(self.stale.as_secs());
        oldest.div_euclid(self.stretch.as_secs().max(1))
    }
}

/// All terms.
pub(super) const KEPT: [Keeping; 3] = [HOUR, WEEK, MONTH];

/// Records of registries.
const HOUR: Keeping = Keeping {
    fresh: SignedDuration::from_hours(1),
    stale: SignedDuration::from_hours(1),
    stretch: SignedDuration::from_mins(15),
    suffix: ".hour",
};
/// Records of the root.
const WEEK: Keeping = Keeping {
    fresh: SignedDuration::from_hours(7 * 24),
    stale: SignedDuration::from_hours(7 * 24),
    stretch: SignedDuration::from_hours(24),
    suffix: ".week",
};
/// Lists of RDAP servers.
const MONTH: Keeping = Keeping {
    fresh: SignedDuration::from_hours(24),
    stale: SignedDuration::from_hours(30 * 24),
    stretch: SignedDuration::from_hours(5 * 24),
    suffix: ".month",
};

/// For how long the answer to an ask is kept; DNS and the target's own site never are.
pub(super) fn keeping(ask: &Ask) -> Option<Keeping> {
    match ask {
        Ask::Http { purpose: RequestPurpose::Bootstrap, .. } => Some(MONTH),
        Ask::Whois { server, .. } if server == IANA => Some(WEEK),
        Ask::Http { purpose: RequestPurpose::Rdap, .. } | Ask::Whois { .. } => Some(HOUR),
        Ask::Http { purpose: RequestPurpose::Site | RequestPurpose::Ranges, .. }
        | Ask::Dns { .. }
        | Ask::Database { .. } => None,
    }
}

/// After how long a file of that name is of no more use. Whatever holds no answers stays a month: it
/// may be somebody else's.
pub(super) fn term(name: &str) -> Duration {
    let ours = KEPT.into_iter().find(|kind| name.ends_with(kind.suffix));
    match ours {
        Some(kind) => Duration::try_from(kind.stale).unwrap_or(Duration::MAX),
        // Answers that an earlier version kept, and files of processes that were killed.
        None if is_digest(name.strip_suffix(".part").unwrap_or(name)) => Duration::from_hours(1),
        None => Duration::from_hours(30 * 24),
    }
}

/// Whether a name is a digest.
fn is_digest(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_kept_are_the_records_of_the_root() {
        let hours = |ask: &Ask| keeping(ask).map(|keeping| keeping.fresh.as_hours());
        assert_eq!(hours(&Ask::whois("whois.iana.org", "com")), Some(7 * 24));
        assert_eq!(hours(&Ask::whois("whois.example.net", "com")), Some(1));
        let url = "https://data.example.net/rdap/dns.json".to_owned();
        assert_eq!(hours(&Ask::Http { url, purpose: RequestPurpose::Bootstrap }), Some(24));
    }

    #[test]
    fn a_file_goes_when_its_own_term_ends() {
        let digest = "0".repeat(64);
        assert_eq!(term(&format!("{digest}.hour")), Duration::from_hours(1));
        assert_eq!(term(&format!("{digest}.week")), Duration::from_hours(7 * 24));
        assert_eq!(term(&format!("{digest}.part")), Duration::from_hours(1));
        assert_eq!(term(&digest), Duration::from_hours(1));
        assert_eq!(term("notes.txt"), Duration::from_hours(30 * 24));
    }
}
