//! A contact in words. The same few words everywhere: what is to be known before it is used.

use jiff::civil::Date;

use crate::model::contact::{Basis, Contact, ContactKind, Purpose};
use crate::render::clean::clean;
use crate::texts;

/// Days after which a contact that nobody has looked at carries a mark.
const YEAR: i32 = 365;

/// The mark.
pub(in crate::render) const OLD: &str = "†";

/// A contact in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Reach {
    /// The address, number or URL.
    pub(in crate::render) text: String,
    /// What clicking it should open.
    pub(in crate::render) href: String,
    /// What to know about it, where it is not an abuse contact that the party publishes.
    pub(in crate::render) remark: Option<String>,
    /// Whether nobody has looked at it for a year.
    pub(in crate::render) old: bool,
    /// The day on which it was last known to be right, where it is not from today's answers.
    pub(in crate::render) as_of: Option<String>,
}

impl Reach {
    /// What to know about the contact before it is used, in words.
    pub(in crate::render) fn to_know(&self) -> Option<String> {
        let old = self.old.then(|| texts::text("page.reach.old").to_owned());
        let words: Vec<String> = self.remark.iter().cloned().chain(old).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// The contact with its mark.
    pub(in crate::render) fn marked(&self) -> String {
        format!("{}{}", self.text, if self.old { OLD } else { "" })
    }
}

/// Puts a contact into words, on a day.
pub(in crate::render) fn reach(contact: &Contact, today: &str) -> Reach {
    let text = clean(&contact.value);
    let href = match contact.kind {
        ContactKind::Email => format!("mailto:{text}"),
        ContactKind::Phone => format!("tel:{}", text.replace(' ', "")),
        ContactKind::Form | ContactKind::Url => text.clone(),
        ContactKind::Postal => String::new(),
    };
    let purpose = match contact.purpose {
        Purpose::Abuse => None,
        Purpose::Security => Some("page.reach.security"),
        Purpose::Registry => Some("page.reach.registry"),
        Purpose::Noc | Purpose::Technical => Some("page.reach.technical"),
        Purpose::Registrant => Some("page.reach.registrant"),
        Purpose::General => Some("page.reach.general"),
    };
    let basis = match contact.basis {
        Basis::Published | Basis::Directory => None,
        Basis::Inherited => Some("page.reach.inherited"),
        Basis::OwnNetwork => Some("page.reach.own-network"),
        Basis::Guessed => Some("page.reach.guessed"),
    };
    let role = contact.role.map(|role| texts::fill("page.reach.role", &[("role", role)]));
    let wanted = contact.prefers_form.then_some("page.reach.preferred");
    let words = wanted.into_iter().chain(purpose).chain(basis).map(texts::text);
    let remarks: Vec<String> = role.into_iter().chain(words.map(str::to_owned)).collect();
    let remark = (!remarks.is_empty()).then(|| remarks.join("; "));
    let ours = contact.basis == Basis::Directory;
    let as_of = contact.as_of.clone().filter(|_| ours);
    Reach { text, href, remark, old: ours && is_old(contact.as_of.as_deref(), today), as_of }
}

/// Whether a day is more than a year before another. What has no day was never looked at.
fn is_old(day: Option<&str>, today: &str) -> bool {
    let date = |text: &str| text.get(..10).and_then(|day| day.parse::<Date>().ok());
    let Some((day, today)) = day.and_then(date).zip(date(today)) else { return true };
    today.since((jiff::Unit::Day, day)).is_ok_and(|span| span.get_days() > YEAR)
}

/// That there is no contact, and why.
pub(in crate::render::page) fn unreached(why: &str) -> String {
    texts::fill("page.no-contact-because", &[("why", &clean(why))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(basis: Basis, as_of: Option<&str>) -> Contact {
        let contact = Contact::new(ContactKind::Email, "abuse@example.com", Purpose::Abuse, basis);
        Contact { as_of: as_of.map(str::to_owned), ..contact }
    }

    #[test]
    fn only_what_nobody_looked_at_for_a_year_is_marked() {
        let old = |basis, as_of| reach(&contact(basis, as_of), "2026-11-22").old;
        assert!(!old(Basis::Directory, Some("2025-11-22")));
        assert!(old(Basis::Directory, Some("2025-11-21")));
        assert!(old(Basis::Directory, None), "nobody has looked at all");
        assert!(!old(Basis::Published, Some("2001-01-01")), "a record is what it says today");
    }

    #[test]
    fn a_contact_says_what_is_to_be_known_before_it_is_used() {
        let guessed = reach(&contact(Basis::Guessed, None), "2026-11-22");
        assert_eq!(guessed.remark.as_deref(), Some("a guess"));
        let office = Contact { purpose: Purpose::Registry, ..contact(Basis::Inherited, None) };
        let office = reach(&office, "2026-11-22");
        assert_eq!(office.remark.as_deref(), Some("registry office; of the block above"));
        assert_eq!(office.href, "mailto:abuse@example.com");
    }
}
