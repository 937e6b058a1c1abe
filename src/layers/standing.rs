//! The state of a registration in words: what its statuses and dates say, who set them, and what
//! follows (RFC 8056, RFC 3915, RFC 5731).

use super::View;
use crate::model::answer::Answer;
use crate::model::chain::{LayerId, Remark};
use crate::model::day::Day;
use crate::model::observations::{NameFacts, RegistrationFacts};
use crate::model::record::DomainRecord;
use crate::model::status::Standing;
use crate::model::text::quoted;

/// Days after its registration for which a name counts as new.
const NEW: i64 = 30;

/// Which statuses a meaning is that of.
enum Of {
    /// One, as RDAP spells it.
    Word(&'static str),
    /// All others that say the same.
    Kind(Standing),
}

/// What a status means.
struct Meaning {
    /// Whose meaning it is.
    of: Of,
    /// The stable code.
    code: &'static str,
    /// Who sets it.
    by: Option<LayerId>,
    /// What it says.
    says: &'static str,
    /// What follows.
    follows: &'static str,
}

impl Meaning {
    /// Whether it is that of a status.
    fn is_of(&self, status: &str) -> bool {
        match self.of {
            Of::Word(word) => status == word,
            Of::Kind(kind) => Standing::of(status) == Some(kind),
        }
    }
}

/// A status that somebody has set, with its meaning.
const fn set(
    of: Of,
    code: &'static str,
    by: LayerId,
    says: &'static str,
    follows: &'static str,
) -> Meaning {
    Meaning { of, code, by: Some(by), says, follows }
}

/// The statuses with a meaning of their own, the weightiest first. Locks stand last.
const MEANINGS: &[Meaning] = &[
    set(
        Of::Word("server hold"),
        "suspended",
        LayerId::Registry,
        "suspended by the registry",
        "the name does not resolve by intent, and only the registry can lift it; the content may remain on the server",
    ),
    set(
        Of::Word("client hold"),
        "suspended",
        LayerId::Registrar,
        "suspended by the registrar",
        "the name does not resolve by intent (also done for unpaid fees, disputes and unverified mail addresses); the content may remain on the server",
    ),
    Meaning {
        of: Of::Kind(Standing::Held),
        code: "suspended",
        by: None,
        says: "suspended; the record does not say by whom",
        follows: "the name does not resolve by intent; the content may remain on the server",
    },
    set(
        Of::Kind(Standing::BeingRestored),
        "being-restored",
        LayerId::Registrar,
        "deleted, and its holder asks for it back",
        "it resolves again once the registry has restored it",
    ),
    set(
        Of::Word("redemption period"),
        "deleted",
        LayerId::Registry,
        "deleted by its registrar",
        "it does not resolve, and its holder can still restore it (in generic top-level domains within 30 days) before it is free for anybody",
    ),
    set(
        Of::Kind(Standing::Deleted),
        "deleted",
        LayerId::Registry,
        "deleted",
        "it does not resolve, and the registry's rules say whether its holder can get it back",
    ),
    set(
        Of::Kind(Standing::Expired),
        "expired",
        LayerId::Registry,
        "its term has ended",
        "unless it is renewed, it is deleted or sold",
    ),
    set(
        Of::Kind(Standing::Leaving),
        "leaving",
        LayerId::Registry,
        "about to leave the registry",
        "within days it is free for anybody to register",
    ),
    set(
        Of::Kind(Standing::Moving),
        "moving",
        LayerId::Registry,
        "moving to another registrar",
        "for a few days either registrar may be the one that can act",
    ),
    set(
        Of::Kind(Standing::BeingRegistered),
        "being-registered",
        LayerId::Registry,
        "asked for and not registered yet",
        "it has no holder until the registry agrees",
    ),
    set(
        Of::Kind(Standing::Newly),
        "newly-registered",
        LayerId::Registry,
        "registered in the last few days",
        "its registrar can still delete it and get its money back",
    ),
    set(
        Of::Kind(Standing::Renewed),
        "renewed",
        LayerId::Registry,
        "its term ended and was prolonged without being paid for",
        "it may still be deleted, or be changing hands",
    ),
    set(
        Of::Kind(Standing::Inactive),
        "no-name-servers",
        LayerId::Registry,
        "registered without name servers",
        "it cannot resolve",
    ),
    set(
        Of::Kind(Standing::Reserved),
        "reserved",
        LayerId::Registry,
        "kept back by the registry",
        "nobody holds it, and nobody can register it",
    ),
];

/// What a block of a name that nobody holds says.
const BLOCKED: Meaning = set(
    Of::Word("blocked"),
    "reserved",
    LayerId::Registry,
    "blocked by the registry",
    "nobody can register it",
);

/// What the registrar's own locks say.
const LOCK: Meaning =
    set(Of::Word("client"), "locked", LayerId::Registrar, "a normal lock", "no sign of abuse");

/// What a lock says whose owner the record does not name.
const SOME_LOCK: Meaning = Meaning {
    of: Of::Kind(Standing::Lock),
    code: "locked",
    by: None,
    says: "locked; the record does not say by whom",
    follows: "no sign of abuse",
};

/// What the registry's locks say.
const REGISTRY_LOCK: Meaning = set(
    Of::Word("server"),
    "registry-lock",
    LayerId::Registry,
    "locked by the registry",
    "a paid lock, a dispute or a court order; the registrar may need the registry to change anything",
);

/// Whether the registry keeps the name back. Where somebody holds it, the same words mean that it
/// is locked.
pub(super) fn is_reserved(record: &DomainRecord) -> bool {
    let held =
        record.registrar.is_some() || record.registrant.is_some() || record.expires.is_some();
    let kept =
        |status: &String| Standing::of(status) == Some(Standing::Reserved) || status == "blocked";
    !held && record.statuses.iter().any(kept)
}

/// The remarks on a registration.
pub(super) fn remarks(
    view: &View<'_>,
    name: &NameFacts,
    statuses: &[String],
    created: Option<&str>,
    expires: Option<&str>,
) -> Vec<Remark> {
    let facts = &name.registration;
    if facts.absent.is_some() {
        return vec![remark(
            "not-registered",
            None,
            &[],
            "not registered",
            "the registry has no registration of it, though it may still be kept back",
        )];
    }
    let reserved = facts.registry.iter().any(|record| is_reserved(&record.facts));
    let mut remarks = stated_ones(statuses, reserved);
    let says = |code: &str| remarks.iter().any(|remark| remark.code == code);
    let (new, renewed, over) = (says("newly-registered"), says("renewed"), says("expired"));
    let suspended = says("suspended");
    let age = created.and_then(|day| days_since(day, view.judge.today));
    if let Some(age) = age.filter(|age| (0..NEW).contains(age) && !new) {
        let says = format!("{} old", crate::model::text::days(age));
        remarks.push(remark(
            "newly-registered",
            None,
            &[],
            &says,
            "young age is a sign, never a verdict",
        ));
    }
    let since = expires.and_then(|day| days_since(day, view.judge.today));
    if let Some(since) = since.filter(|since| *since > 0 && !renewed && !over) {
        let says = format!("its term ended {} ago", crate::model::text::days(since));
        let follows = "unless it is renewed, its registrar deletes or sells it";
        remarks.push(remark("expired", None, &[], &says, follows));
    }
    if is_out_of_the_dns(name, facts) && !suspended && !reserved {
        let follows = "no page and no mail work under it, whatever the register says";
        remarks.push(remark("not-delegated", None, &[], "registered, but not in the DNS", follows));
    }
    remarks.extend(statuses.iter().filter(|status| Standing::of(status).is_none()).map(strange));
    remarks.extend(locks(statuses));
    remarks
}

/// What the statuses say that have a meaning of their own; those that say the same are one remark.
fn stated_ones(statuses: &[String], reserved: bool) -> Vec<Remark> {
    // In these the holder can still get it back, which pending deletion alone rules out.
    let restorable = statuses.iter().any(|status| {
        matches!(Standing::of(status), Some(Standing::Deleted | Standing::BeingRestored))
    });
    let blocked = reserved.then_some(&BLOCKED);
    let mut left: Vec<&String> = statuses.iter().collect();
    let mut remarks = Vec::new();
    for meaning in blocked.into_iter().chain(MEANINGS) {
        let (own, others) = left.into_iter().partition(|status| meaning.is_of(status));
        left = others;
        let own: Vec<String> = Vec::<&String>::into_iter(own).cloned().collect();
        let applies = match meaning.code {
            "reserved" => reserved,
            "leaving" => !restorable,
            _ => true,
        };
        if applies && !own.is_empty() {
            remarks.push(remark(meaning.code, meaning.by, &own, meaning.says, meaning.follows));
        }
    }
    remarks
}

/// A status that nobody here knows.
fn strange(status: &String) -> Remark {
    let says = format!("the registry says {}", quoted(status));
    let follows = "the word is in no list of statuses that is known here; ask the registry";
    remark("unknown-status", None, std::slice::from_ref(status), &says, follows)
}

/// The locks, in one remark for each party that sets them.
fn locks(statuses: &[String]) -> Vec<Remark> {
    let all = statuses.iter().filter(|status| Standing::of(status) == Some(Standing::Lock));
    let mut left: Vec<&String> = all.collect();
    let mut remarks = Vec::new();
    for lock in [REGISTRY_LOCK, LOCK, SOME_LOCK] {
        let is_own = |status: &&String| match lock.of {
            Of::Word("server") => {
                status.starts_with("server ") || status.starts_with("registry lock")
            }
            Of::Word(word) => status.starts_with(word),
            Of::Kind(_) => true,
        };
        let (own, others) = left.into_iter().partition(is_own);
        left = others;
        let own: Vec<String> = Vec::<&String>::into_iter(own).cloned().collect();
        if !own.is_empty() {
            remarks.push(remark(lock.code, lock.by, &own, lock.says, lock.follows));
        }
    }
    remarks
}

/// A remark.
fn remark(
    code: &'static str,
    by: Option<LayerId>,
    statuses: &[String],
    says: &str,
    follows: &'static str,
) -> Remark {
    Remark { code, set_by: by, statuses: statuses.to_vec(), says: says.to_owned(), follows }
}

/// Whether the registry has a record of a name that the DNS does not know.
fn is_out_of_the_dns(name: &NameFacts, facts: &RegistrationFacts) -> bool {
    let zone = &name.delegation.zone;
    !facts.registry.is_empty() && matches!(zone, Answer::Absent(_))
}

/// The days from one day to another.
fn days_since(from: &str, today: &str) -> Option<i64> {
    Some(i64::from(Day::of(from)?.days_until(Day::of(today)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of statuses, each by its code and whoever set it.
    fn said(statuses: &[&str], reserved: bool) -> Vec<(&'static str, Option<LayerId>)> {
        let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        let stated = stated_ones(&statuses, reserved);
        let all = stated.into_iter().chain(locks(&statuses));
        all.map(|remark| (remark.code, remark.set_by)).collect()
    }

    #[test]
    fn a_lock_is_whose_word_stands_before_it() {
        let (registry, registrar) = (Some(LayerId::Registry), Some(LayerId::Registrar));
        let both = ["client transfer prohibited", "server delete prohibited"];
        assert_eq!(said(&both, false), [("registry-lock", registry), ("locked", registrar)]);
        let two = ["client transfer prohibited", "client update prohibited"];
        assert_eq!(said(&two, false), [("locked", registrar)], "one remark for both");
        assert_eq!(said(&["transfer prohibited"], false), [("locked", None)]);
    }

    #[test]
    fn what_can_still_be_restored_is_not_leaving() {
        let registry = Some(LayerId::Registry);
        assert_eq!(said(&["pending delete"], false), [("leaving", registry)]);
        let restorable = ["pending delete", "redemption period"];
        assert_eq!(said(&restorable, false), [("deleted", registry)]);
    }

    #[test]
    fn a_name_is_kept_back_only_where_nobody_holds_it() {
        let record =
            |more: DomainRecord| DomainRecord { statuses: vec!["reserved".to_owned()], ..more };
        assert!(is_reserved(&record(DomainRecord::default())));
        let held = DomainRecord { expires: Some("2031-01-31".to_owned()), ..Default::default() };
        assert!(!is_reserved(&record(held)));
        assert!(!is_reserved(&DomainRecord::default()), "no such status");
        assert_eq!(said(&["reserved"], false), []);
        assert_eq!(said(&["reserved"], true), [("reserved", Some(LayerId::Registry))]);
    }

    #[test]
    fn a_status_that_nobody_knows_is_repeated_as_it_stands() {
        let remark = strange(&"something else entirely".to_owned());
        assert_eq!(remark.code, "unknown-status");
        assert!(remark.says.contains("\"something else entirely\""));
    }
}
