//! What a desk would refuse and what can be known beforehand. A draft with wrong content is not
//! written; a blank is no failure.
//!
//! What cannot be known (whether the content is still there, whether the desk can confirm it) is met
//! by saying who saw it, when and how.

use super::defang;
use super::desk::Desk;
use super::draft::Draft;
use super::forms;
use super::mailbox::{domain, mailboxes};
use crate::advice::harms::harm;
use crate::model::advice::Stage;
use crate::model::mailbox::unread;

/// Why a draft is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRefusal {
    /// The stable code.
    pub code: &'static str,
    /// The sentence, which says what to do.
    pub text: String,
}

/// A refusal.
fn refusal(code: &'static str, text: impl Into<String>) -> DraftRefusal {
    DraftRefusal { code, text: text.into() }
}

/// Everything that is wrong with a draft.
pub fn lint(draft: &Draft) -> Vec<DraftRefusal> {
    let checks: [fn(&Draft) -> Option<DraftRefusal>; 14] = [
        unspeakable,
        not_on_path,
        not_able,
        not_its_business,
        dispute,
        category,
        elsewhere,
        not_direct,
        several_hosts,
        unread_reporter,
        personal_data,
        repeated,
        unproven,
        other_facts,
    ];
    checks.into_iter().filter_map(|check| check(draft)).collect()
}

/// Nothing is ever drafted about child sexual abuse material.
fn unspeakable(draft: &Draft) -> Option<DraftRefusal> {
    (draft.harm == "csam").then(|| refusal("hotline-only", "nobody but a hotline is written to"))
}

/// The chain does not name the party in this layer (Cloudflare: `not_on_cloudflare`).
fn not_on_path(draft: &Draft) -> Option<DraftRefusal> {
    (!draft.standing.named).then(|| {
        let text = format!("{} is not on the path of this target", draft.party);
        refusal("not-on-path", text)
    })
}

/// It cannot do what would be asked.
fn not_able(draft: &Draft) -> Option<DraftRefusal> {
    (!draft.standing.able).then(|| {
        let text = format!("{} cannot do what would be asked: {}", draft.party, draft.action);
        refusal("cannot-do", text)
    })
}

/// The harm is none of its business.
fn not_its_business(draft: &Draft) -> Option<DraftRefusal> {
    let layer = draft.layer?;
    let never = harm(draft.harm)?.never;
    // An address has no genuine site that would be the victim.
    let named = draft.place().is_none_or(|place| place.domain.is_some());
    (named && never.contains(&layer) && !is_givers(draft)).then(|| {
        let text = format!("{} is no business of a {}", draft.harm, draft.desk.word());
        refusal("not-its-business", text)
    })
}

/// Whether it is for the platform that gave the name or place: it alone decides about that one.
fn is_givers(draft: &Draft) -> bool {
    matches!(draft.action, "decide-dispute" | "repair-records")
        && matches!(draft.desk, Desk::Platform | Desk::Host | Desk::Cdn)
}

/// Who has the better right to a name is decided elsewhere (`domain_dispute_process_required`), and
/// courts take actions, no reports.
fn dispute(draft: &Draft) -> Option<DraftRefusal> {
    let asks = draft.harm == "trademark-in-name" && draft.action != "inform" && !is_givers(draft);
    match draft.desk {
        Desk::Court => Some(refusal("no-report", "a court takes an action, not a report")),
        _ if asks || draft.desk == Desk::Dispute => Some(refusal(
            "dispute-process-required",
            format!("{}: a complaint is filed there in the form of its own rules", draft.party),
        )),
        _ => None,
    }
}

/// It has forms, and none takes this harm (`wrong_report_category`).
fn category(draft: &Draft) -> Option<DraftRefusal> {
    let only_form = draft.contact.mailbox.is_none();
    (only_form && forms::refuses(&draft.party_id, draft.desk, draft.harm)).then(|| {
        let text =
            format!("no form of {} takes {} as a {}", draft.party, draft.harm, draft.desk.word());
        refusal("wrong-category", text)
    })
}

/// The address that was given is not at the traced host (`report_details_mismatch`).
fn elsewhere(draft: &Draft) -> Option<DraftRefusal> {
    let sender = draft.given.get("source_ip").filter(|_| draft.needs.contains(&"message"));
    let apart = draft.places.iter().find(|place| {
        let places = matches!(draft.desk, Desk::Host | Desk::Platform | Desk::Network);
        places && sender.is_some_and(|sender| !place.addresses.iter().any(|known| known == sender))
    });
    if let (Some(sender), Some(place)) = (sender, apart) {
        let text = format!("it came from {sender}, but {} was traced: trace {sender}", place.host);
        return Some(refusal("details-mismatch", text));
    }
    let mismatch = draft.places.iter().find_map(|place| {
        let url = url::Url::parse(place.url.as_deref()?).ok()?;
        let host =
            url.host_str()?.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        (host != place.host.to_ascii_lowercase()).then_some((host, place.host.clone()))
    });
    mismatch.map(|(host, traced)| {
        let text =
            format!("the address is at {host}, but {traced} was traced: trace the address itself");
        refusal("details-mismatch", text)
    })
}

/// The work or image itself has an address; the front page of a site is none (`direct_url_required`).
fn not_direct(draft: &Draft) -> Option<DraftRefusal> {
    if !matches!(draft.harm, "copyright" | "intimate-images") || draft.desk == Desk::Operator {
        return None;
    }
    let front = draft.places.iter().filter_map(|place| place.url.as_deref()).find(|url| {
        url::Url::parse(url).is_ok_and(|url| url.path() == "/" && url.query().is_none())
    })?;
    let text =
        format!("{} is a front page: give the address of the thing itself", defang::address(front));
    Some(refusal("direct-url-required", text))
}

/// One report, one host, where that is the desk's rule.
fn several_hosts(draft: &Draft) -> Option<DraftRefusal> {
    let form = draft.contact.form?;
    let first = draft.place()?.host.clone();
    let several = draft.places.iter().any(|place| place.host != first);
    let many = form.one_url && draft.places.len() > 1
        || form.most_urls.is_some_and(|most| draft.places.len() > most);
    (form.one_host && several || many)
        .then(|| refusal("one-host-a-report", format!("{} takes one host a report", draft.party)))
}

/// Nobody would read an answer.
fn unread_reporter(draft: &Draft) -> Option<DraftRefusal> {
    let mailbox = draft.given.get("mailbox").filter(|mailbox| unread(mailbox).is_some())?;
    Some(refusal("unread-mailbox", format!("{mailbox} is not read; give a mailbox that is")))
}

/// The text reaches the reported customer, and names somebody's mailbox or another person.
fn personal_data(draft: &Draft) -> Option<DraftRefusal> {
    let told_so = draft.given.get("url").is_some();
    let url = draft.places.iter().filter_map(|place| place.url.as_deref()).find(|url| {
        let plain = url.replace("%40", "@");
        let (_, path) = plain.split_once("://").unwrap_or_default();
        !mailboxes(&path.replace(['/', '=', '&', '?', '#'], " ")).is_empty()
    });
    if url.is_some() && !told_so {
        let text = "the address holds a mailbox, perhaps a victim's: give it without (--set url=…), or \
                    as it is (--set url=…) if it is needed";
        return Some(refusal("personal-data", text));
    }
    if !draft.contact.form.is_some_and(|form| form.forwards) {
        return None;
    }
    let shared =
        ["why_domain", "why_illegal", "seen_how", "compromise_evidence", "path", "depicted"];
    let found = shared.iter().find_map(|key| {
        let text = draft.given.get(key)?;
        let mailbox = (*mailboxes(text).first()?).to_owned();
        Some((*key, mailbox))
    });
    found.map(|(key, mailbox)| {
        let text = format!(
            "{key} names {mailbox}, and {} passes on what it is told: leave it out",
            draft.party
        );
        refusal("personal-data", text)
    })
}

/// It was told of the same thing already (`duplicate_report`).
fn repeated(draft: &Draft) -> Option<DraftRefusal> {
    if draft.stage == Stage::IfSilent {
        return None;
    }
    let contact = draft.reach();
    let before = draft.before.told.iter().find(|one| {
        let same = one.party_id == draft.party_id && one.desk == draft.desk;
        let desk = contact.is_some_and(|contact| *contact == one.contact);
        (same || desk) && draft.is_about(one)
    })?;
    let text = format!("{} was told on {} already", draft.party, before.day);
    Some(refusal("told-already", text))
}

/// Registry and ICANN are asked only with proof that the one below was told.
fn unproven(draft: &Draft) -> Option<DraftRefusal> {
    if !escalates(draft) {
        return None;
    }
    draft.proofs().is_empty().then(|| {
        let text = format!(
            "{} is asked only with proof that the registrar was told: send that report, log it \
             (trace case told CASE --to registrar) and draft again from the case",
            draft.party
        );
        refusal("no-proof-of-the-step-before", text)
    })
}

/// Whether the recipient acts only after others stayed silent, and wants to see it proven.
fn escalates(draft: &Draft) -> bool {
    draft.desk == Desk::Icann || draft.desk == Desk::Registry && draft.stage == Stage::IfSilent
}

/// What is seen later is added; it changes no fact.
const SEEN_LATER: [&str; 5] = ["seen_at", "last_seen", "screenshot", "told_before", "recipient"];

/// Registry and ICANN compare an escalation with the report before it: the facts are the same.
fn other_facts(draft: &Draft) -> Option<DraftRefusal> {
    if !escalates(draft) {
        return None;
    }
    let (key, before) = draft.before.facts.all().find(|(key, before)| {
        let now = draft.given.get(key);
        !SEEN_LATER.contains(key) && now.is_some_and(|now| now != *before)
    })?;
    let text = format!(
        "{key} was {before:?} in the report before it, and {} wants the same facts: leave {key} out",
        draft.party
    );
    Some(refusal("other-facts", text))
}

/// What is wrong with the words themselves, once they are written: a live link to the target in a
/// text for people, or a mailbox of the reported side as the recipient.
pub fn lint_words(draft: &Draft, text: &str) -> Vec<DraftRefusal> {
    let mut refusals = Vec::new();
    let live = draft.places.iter().filter_map(|place| place.url.as_deref()).any(|url| {
        let reply = draft.given.get("mailbox").map(domain);
        let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
        text.contains(url) && host.as_deref() != reply
    });
    if live {
        refusals.push(refusal("live-link", "the text would hold a live link to the target"));
    }
    refusals
}

#[cfg(test)]
mod tests;
