//! The state of a registration in words: what its statuses and dates say, who set them, and what
//! follows (RFC 8056, RFC 3915, RFC 5731).

use super::View;
use super::registration::is_reserved;
use crate::model::answer::Answer;
use crate::model::chain::{LayerId, Remark};
use crate::model::observations::{NameFacts, RegistrationFacts};

/// Days after its registration for which a name counts as new.
const NEW: i64 = 30;

/// What a status means.
struct Meaning {
    /// The status, as RDAP spells it.
    status: &'static str,
    /// The stable code.
    code: &'static str,
    /// Who sets it.
    by: Option<LayerId>,
    /// What it says.
    says: &'static str,
    /// What follows.
    follows: &'static str,
}

/// A status that somebody has set, with its meaning.
const fn set(
    status: &'static str,
    code: &'static str,
    by: LayerId,
    says: &'static str,
    follows: &'static str,
) -> Meaning {
    Meaning { status, code, by: Some(by), says, follows }
}

/// The statuses with a meaning of their own, the weightiest first. Locks stand last.
const MEANINGS: &[Meaning] = &[
    set(
        "server hold",
        "suspended",
        LayerId::Registry,
        "suspended by the registry",
        "the name does not resolve by intent, and only the registry can lift it; the content may remain on the server",
    ),
    set(
        "client hold",
        "suspended",
        LayerId::Registrar,
        "suspended by the registrar",
        "the name does not resolve by intent (also done for unpaid fees, disputes and unverified mail addresses); the content may remain on the server",
    ),
    Meaning {
        status: "suspended",
        code: "suspended",
        by: None,
        says: "suspended; the record does not say by whom",
        follows: "the name does not resolve by intent; the content may remain on the server",
    },
    set(
        "pending restore",
        "being-restored",
        LayerId::Registrar,
        "deleted, and its holder asks for it back",
        "it resolves again once the registry has restored it",
    ),
    set(
        "redemption period",
        "deleted",
        LayerId::Registry,
        "deleted by its registrar",
        "it does not resolve, and its holder can still restore it (in generic top-level domains within 30 days) before it is free for anybody",
    ),
    set(
        "deleted",
        "deleted",
        LayerId::Registry,
        "deleted",
        "it does not resolve, and the registry's rules say whether its holder can get it back",
    ),
    set(
        "expired",
        "expired",
        LayerId::Registry,
        "its term has ended",
        "unless it is renewed, it is deleted or sold",
    ),
    set(
        "pending delete",
        "leaving",
        LayerId::Registry,
        "about to leave the registry",
        "within days it is free for anybody to register",
    ),
    set(
        "pending transfer",
        "moving",
        LayerId::Registry,
        "moving to another registrar",
        "for a few days either registrar may be the one that can act",
    ),
    set(
        "pending create",
        "being-registered",
        LayerId::Registry,
        "asked for and not registered yet",
        "it has no holder until the registry agrees",
    ),
    set(
        "add period",
        "newly-registered",
        LayerId::Registry,
        "registered in the last few days",
        "its registrar can still delete it and get its money back",
    ),
    set(
        "auto renew period",
        "renewed",
        LayerId::Registry,
        "its term ended and was prolonged without being paid for",
        "it may still be deleted, or be changing hands",
    ),
    set(
        "inactive",
        "no-name-servers",
        LayerId::Registry,
        "registered without name servers",
        "it cannot resolve",
    ),
    set(
        "reserved",
        "reserved",
        LayerId::Registry,
        "kept back by the registry",
        "nobody holds it, and nobody can register it",
    ),
    set(
        "blocked",
        "reserved",
        LayerId::Registry,
        "blocked by the registry",
        "nobody can register it",
    ),
];

/// What the registrar's own locks say.
const LOCK: Meaning =
    set("client", "locked", LayerId::Registrar, "a normal lock", "no sign of abuse");

/// What the registry's locks say.
const REGISTRY_LOCK: Meaning = set(
    "server",
    "registry-lock",
    LayerId::Registry,
    "locked by the registry",
    "a paid lock, a dispute or a court order; the registrar may need the registry to change anything",
);

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
    let has = |status: &str| statuses.iter().any(|seen| seen == status);
    let reserved = facts.registry.iter().any(|record| is_reserved(&record.facts));
    // In these two the holder can still get it back, which pending deletion alone rules out.
    let restorable = has("redemption period") || has("pending restore");
    let applies = |meaning: &&Meaning| match meaning.code {
        "reserved" => reserved,
        "leaving" => !restorable,
        _ => true,
    };
    let stated_ones = MEANINGS.iter().filter(|meaning| has(meaning.status)).filter(applies);
    let mut remarks: Vec<Remark> = stated_ones.map(stated).collect();
    let age = created.and_then(|day| days_since(day, view.judge.today));
    if let Some(age) = age.filter(|age| (0..NEW).contains(age) && !has("add period")) {
        let says = if age == 1 { "1 day old".to_owned() } else { format!("{age} days old") };
        remarks.push(remark(
            "newly-registered",
            None,
            &[],
            &says,
            "young age is a sign, never a verdict",
        ));
    }
    let over = expires.and_then(|day| days_since(day, view.judge.today));
    if let Some(over) =
        over.filter(|over| *over > 0 && !has("auto renew period") && !has("expired"))
    {
        let says = format!("its term ended {over} days ago");
        let follows = "unless it is renewed, its registrar deletes or sells it";
        remarks.push(remark("expired", None, &[], &says, follows));
    }
    if is_out_of_the_dns(name, facts) && !has("client hold") && !has("server hold") {
        let follows = "no page and no mail work under it, whatever the register says";
        remarks.push(remark("not-delegated", None, &[], "registered, but not in the DNS", follows));
    }
    remarks.extend([REGISTRY_LOCK, LOCK].iter().filter_map(|lock| locked(lock, statuses)));
    remarks
}

/// A status in words.
fn stated(meaning: &Meaning) -> Remark {
    remark(meaning.code, meaning.by, &[meaning.status.to_owned()], meaning.says, meaning.follows)
}

/// All locks of one party in one remark.
fn locked(lock: &Meaning, statuses: &[String]) -> Option<Remark> {
    let of_party = |status: &&String| {
        status.strip_prefix(lock.status).is_some_and(|rest| rest.ends_with(" prohibited"))
    };
    let locks: Vec<String> = statuses.iter().filter(of_party).cloned().collect();
    (!locks.is_empty()).then(|| remark(lock.code, lock.by, &locks, lock.says, lock.follows))
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
    let day = |text: &str| text.get(..10)?.parse::<jiff::civil::Date>().ok();
    Some(i64::from(day(from)?.until(day(today)?).ok()?.get_days()))
}
