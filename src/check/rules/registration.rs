//! The rules about the registration: its state, its end, its locks, and the signature of its zone.

use jiff::civil::Date;

use super::{CheckView, Rule, listed, nothing, on};
use crate::check::form::{Value, ValueForm};
use crate::check::verdict::Finding;
use crate::directory::zone_of;
use crate::model::chain::{Registration, RegistrationState};
use crate::model::status::{self, Lockable};
use crate::model::target::Suffixes;
use crate::model::zone::ZoneKind;

/// Days that an end must be away for a new policy to ask for that many.
const SOON: i64 = 30;

/// That the name is registered and in the DNS.
pub(super) static ACTIVE: Rule = Rule {
    key: "active",
    says: "The name is registered, not suspended, and not about to be deleted.",
    form: ValueForm::Switch,
    likely: "the registrar or the registry took the name out of the DNS",
    at_registry: true,
    bare_only: false,
    wants: nothing,
    judge: |view, _| active(view),
    today: on,
};

/// That the name does not end soon.
pub(super) static EXPIRES: Rule = Rule {
    key: "expires",
    says: "The registration does not end within so many days.",
    form: ValueForm::Days,
    likely: "nobody has renewed the name yet",
    at_registry: false,
    bare_only: false,
    wants: nothing,
    judge: expires,
    today: |view| match days_left(view) {
        Some(days) if days > SOON => Ok(SOON.to_string()),
        Some(days) => Err(format!("it ends in {days} days")),
        None => Err("the registry publishes no end".to_owned()),
    },
};

/// That the registration is locked.
pub(super) static LOCKS: Rule = Rule {
    key: "locks",
    says: "The registration is locked against these changes.",
    form: ValueForm::Locks,
    likely: "somebody unlocked the name, which comes before a transfer",
    at_registry: true,
    bare_only: false,
    wants: nothing,
    judge: locks,
    today: |view| {
        let locks = crate::check::form::LOCKS.map(str::to_owned);
        let set: Vec<String> = locks.into_iter().filter(|lock| is_locked(view, lock)).collect();
        if set.is_empty() { Err("it is not locked today".to_owned()) } else { Ok(listed(&set)) }
    },
};

/// That the zone is signed.
pub(super) static DNSSEC: Rule = Rule {
    key: "dnssec",
    says: "The zone is signed with DNSSEC: a DS record stands at its parent.",
    form: ValueForm::Signing,
    likely: "the DS record was removed at the registrar, or the zone was moved without it",
    at_registry: true,
    bare_only: false,
    wants: nothing,
    judge: dnssec,
    today: |view| {
        let leads = view.chain.leads.as_ref().ok_or("the target is no name")?;
        match leads.signed.found() {
            Some(true) => Ok("\"signed\"".to_owned()),
            Some(false) => Err("the zone is not signed today".to_owned()),
            None => Err("it is not known whether the zone is signed".to_owned()),
        }
    },
};

/// What the registry says, or why it said nothing.
fn registration<'a>(view: &CheckView<'a>) -> Result<&'a Registration, Finding> {
    if view.chain.leads.is_none() {
        return Err(Finding::unknown("the target is no name"));
    }
    let registration = &view.chain.registration;
    match &registration.unasked {
        Some(why) => Err(Finding::untold(why)),
        None => Ok(registration),
    }
}

/// Whether the registry says that nobody has the name.
fn is_free(registration: &Registration) -> bool {
    registration.state == RegistrationState::NotRegistered
}

/// The remarks on a registration that has left the zone or is about to.
const LEFT_THE_ZONE: [&str; 7] = [
    "suspended",
    "deleted",
    "being-restored",
    "leaving",
    "expired",
    "no-name-servers",
    "not-delegated",
];

/// Judges the state of the registration.
fn active(view: &CheckView<'_>) -> Finding {
    let registration = match registration(view) {
        Ok(registration) => registration,
        Err(finding) => return finding,
    };
    let left = registration.remarks.iter().find(|remark| LEFT_THE_ZONE.contains(&remark.code));
    let finding = match (registration.state, left) {
        (RegistrationState::NotRegistered, _) => Finding::fail("not registered"),
        (RegistrationState::Reserved, _) => Finding::fail("reserved by the registry"),
        (_, Some(remark)) => {
            let found = remark.statuses.first().map_or(remark.says.as_str(), String::as_str);
            Finding::fail(found).because(remark.says.clone())
        }
        (RegistrationState::Held, None) => Finding::fail("on hold"),
        (RegistrationState::Active | RegistrationState::Expiring, None) => Finding::pass("active"),
        (RegistrationState::Unknown, None) => Finding::unknown("its state is not known"),
    };
    finding.resting_on(&registration.evidence)
}

/// The days that are left, where the end is published.
fn days_left(view: &CheckView<'_>) -> Option<i64> {
    let day = |text: &str| text.get(..10).and_then(|day| day.parse::<Date>().ok());
    let end = day(view.chain.registration.expires.as_deref()?)?;
    let today = day(&view.now.to_string())?;
    today.until(end).ok().map(|span| i64::from(span.get_days()))
}

/// Judges the end of the registration.
fn expires(view: &CheckView<'_>, value: &Value) -> Finding {
    let registration = match registration(view) {
        Ok(registration) => registration,
        Err(finding) => return finding,
    };
    let Value::Days(least) = value else { return Finding::unknown("no number of days is given") };
    let finding = match days_left(view) {
        _ if is_free(registration) => Finding::fail("not registered"),
        None => Finding::unknown("the registry publishes no end of the registration"),
        Some(days) => {
            let end = view.chain.registration.expires.as_deref().unwrap_or_default();
            let end = end.get(..10).unwrap_or(end);
            let found = if days < 0 {
                format!("ended on {end}")
            } else {
                format!("{days} days left, until {end}")
            };
            if days > i64::from(*least) { Finding::pass(found) } else { Finding::fail(found) }
        }
    };
    finding.resting_on(&registration.evidence)
}

/// Whether the registration is locked against a change, by whomever.
fn is_locked(view: &CheckView<'_>, lock: &str) -> bool {
    let statuses = &view.chain.registration.statuses;
    Lockable::named(lock)
        .is_some_and(|change| statuses.iter().any(|status| change.is_barred_by(status)))
}

/// Whether the registry would show a lock that is set: the contracts of generic top-level domains
/// ask for EPP's statuses, elsewhere only statuses of that kind tell.
fn shows_locks(view: &CheckView<'_>, statuses: &[String]) -> bool {
    let zone = zone_of(&Suffixes::of(&view.host).public);
    zone == ZoneKind::Generic || status::show_locks(statuses)
}

/// Judges the locks.
fn locks(view: &CheckView<'_>, value: &Value) -> Finding {
    let registration = match registration(view) {
        Ok(registration) => registration,
        Err(finding) => return finding,
    };
    let statuses = &registration.statuses;
    let found = if statuses.is_empty() { "no status".to_owned() } else { statuses.join(", ") };
    let open: Vec<&String> = value.words().iter().filter(|lock| !is_locked(view, lock)).collect();
    let finding = match &registration.partial {
        _ if is_free(registration) => Finding::fail("not registered"),
        _ if open.is_empty() => Finding::pass(found),
        // WHOIS shows fewer statuses than the RDAP that it took the place of.
        Some(why) => Finding { found, ..Finding::untold(why) },
        None if statuses.is_empty() => {
            Finding::unknown("the registry's record shows no status at all")
        }
        None if !shows_locks(view, statuses) => Finding {
            found,
            ..Finding::unknown("the registry shows no EPP status, of which locks are a part")
        },
        None => Finding::fail(found),
    };
    finding.resting_on(&registration.evidence)
}

/// Judges the signature of the zone.
fn dnssec(view: &CheckView<'_>, value: &Value) -> Finding {
    let Some(leads) = &view.chain.leads else {
        return Finding::unknown("the target is no name");
    };
    Finding::from(&leads.signed, |signed| {
        let found = match signed {
            Some(true) => "signed",
            Some(false) => "unsigned",
            None => "no zone",
        };
        let wanted = value.words().iter().any(|word| word == found);
        if wanted { Finding::pass(found) } else { Finding::fail(found) }
    })
}
