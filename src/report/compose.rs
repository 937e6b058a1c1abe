//! A step of the advice becomes a draft: the recipient's own record, the places, the needs.

use super::desk::Desk;
use super::draft::{Before, Contacting, Draft, Place, Proof, RecipientStanding};
use super::forms;
use super::given::Given;
use super::needs::needs;
use crate::advice;
use crate::model::advice::{Action, Stage};
use crate::model::answer::ReasonCode;
use crate::model::chain::{LayerId, Status};
use crate::model::contact::{Basis, ContactKind, Purpose};
use crate::model::entry::is_usual;
use crate::model::mailbox::{Mailbox, unread};
use crate::model::name::at_or_below;
use crate::model::text::quoted;
use crate::render::clean::clean;
use crate::render::json::advice::{AdviceV1, StepV1};
use crate::render::json::v1::{ContactV1, EntryV1, EvidenceV1, TraceV1};

/// The longest name of a party that a draft repeats.
const NAME: usize = 120;

/// A foreign name: cleaned, and of a length that a line bears.
pub(super) fn name(text: &str) -> String {
    clean(text).chars().take(NAME).collect()
}

/// The name of a party of the chain as a part of the text: in quotation marks where it could be read
/// as a sentence of ours.
pub(super) fn named(text: &str) -> String {
    let name = name(text);
    if is_usual(&name) { name } else { quoted(&name) }
}

/// A moment in whole seconds.
pub(super) fn second(moment: &str) -> String {
    moment
        .parse::<jiff::Timestamp>()
        .ok()
        .and_then(|at| jiff::Timestamp::from_second(at.as_second()).ok())
        .map_or_else(|| clean(moment), |at| at.to_string())
}

/// The draft of a step.
pub fn compose(
    trace: &TraceV1,
    advice: &AdviceV1,
    step: &StepV1,
    given: &Given,
    before: &Before,
) -> Draft {
    let entry = entry_of(trace, step);
    let desk = Desk::of(step, entry);
    let previous = advice.steps.iter().rev().find(|earlier| {
        earlier.number < step.number && earlier.path == step.path && earlier.layer.is_some()
    });
    Draft {
        number: step.number,
        desk,
        layer: step.layer,
        party: if step.layer.is_some() { named(&step.party) } else { name(&step.party) },
        party_id: step.party_id.clone(),
        country: step.country.clone(),
        contact: contacting(trace, step, entry, desk, advice.harm),
        harm: advice.harm,
        nature: advice.nature,
        action: step.action,
        also: step.also.iter().map(|more| more.action).collect(),
        stage: step.stage,
        from: step.from.clone(),
        previous: previous
            .filter(|_| step.stage == Stage::IfSilent)
            .map(|earlier| format!("{} ({})", named(&earlier.party), earlier.number)),
        at: second(&trace.traced_at),
        places: vec![place(trace, step, entry, desk, given)],
        needs: needs(advice.harm, desk),
        given: given.clone(),
        before: before.clone(),
        dns_abuse: advice::rules::is_dns_abuse(&step.rules) || desk == Desk::Icann,
        same_desk: step.same_desk_as.iter().copied().map(Desk::of_layer).collect(),
        standing: standing(step, entry, desk),
    }
}

/// The entry of the chain that a step stands on.
fn entry_of<'a>(trace: &'a TraceV1, step: &StepV1) -> Option<&'a EntryV1> {
    trace.chain.iter().find(|entry| {
        let same = entry.party.as_ref().is_some_and(|party| party.id == step.party_id);
        Some(entry.layer) == step.layer && same && entry.status == Status::Identified
    })
}

/// What the chain says of the recipient. Actions that are no abilities need none; who is not on the
/// path is not judged by it.
fn standing(step: &StepV1, entry: Option<&EntryV1>, desk: Desk) -> RecipientStanding {
    let others = Action::OTHERS.iter().any(|action| action.word() == step.action);
    let able = others
        || !desk.is_on_path()
        || entry.is_some_and(|entry| entry.can.iter().any(|power| power.id.word() == step.action));
    RecipientStanding { named: !desk.is_on_path() || entry.is_some(), able }
}

/// How the recipient is reached: the step's contact first, then the others that are for abuse.
fn contacting(
    trace: &TraceV1,
    step: &StepV1,
    entry: Option<&EntryV1>,
    desk: Desk,
    harm: &str,
) -> Contacting {
    let first: Vec<&ContactV1> = step.contact.iter().collect();
    let more = entry.iter().flat_map(|entry| &entry.contacts);
    let more = more.filter(|contact| contact.purpose == Purpose::Abuse);
    let all: Vec<&ContactV1> = first.into_iter().chain(more).collect();
    let own = trace.target.registrable_domain.as_deref();
    let mailbox = all
        .iter()
        .find(|contact| contact.kind == ContactKind::Email && is_usable(&contact.value, own, desk));
    let form = all.iter().find(|contact| contact.kind == ContactKind::Form);
    let is_list = |contact: &ContactV1| step.layer.is_none() && advice::names_many(&contact.value);
    let list = all.iter().find(|contact| is_list(contact)).map(|contact| clean(&contact.value));
    let url = |contact: &&&ContactV1| contact.kind == ContactKind::Url && !is_list(contact);
    let page = form.or_else(|| all.iter().find(url));
    let page_is_form = form.is_some() || page.is_none();
    let other =
        all.iter().find(|contact| matches!(contact.kind, ContactKind::Phone | ContactKind::Postal));
    let page = page.map(|contact| (clean(&contact.value), origin(contact)));
    let form =
        forms::form(&step.party_id, page.as_ref().map(|(page, _)| page.as_str()), desk, harm);
    let preferred = step.contact.as_ref().is_some_and(|contact| contact.prefers_form);
    Contacting {
        mailbox: mailbox.map(|contact| (contact.value.clone(), origin(contact))),
        page: page.or_else(|| {
            let form = form.filter(|_| mailbox.is_none())?;
            Some((form.page.clone()?, format!("{}, {}", form.source, form.read)))
        }),
        form,
        list,
        prefers_form: preferred,
        page_is_form,
        other: other.map(|contact| clean(&contact.value)),
    }
}

/// Whether a mailbox may be written to: one address, read by somebody, and not the reported side's
/// own, unless the site's operator is meant.
fn is_usable(mailbox: &str, own: Option<&str>, desk: Desk) -> bool {
    let domain = super::mailbox::domain(mailbox).to_ascii_lowercase();
    let is_own = own.is_some_and(|own| at_or_below(&domain, own));
    Mailbox::is_plain(mailbox) && unread(mailbox).is_none() && (!is_own || desk == Desk::Operator)
}

/// Where a contact is from, in words for the reporter.
fn origin(contact: &ContactV1) -> String {
    let basis = match contact.basis {
        Basis::Guessed => "a guess that nobody published".to_owned(),
        _ => clean(&contact.source),
    };
    let day = contact.as_of.as_ref().map(|day| format!(", {}", clean(day))).unwrap_or_default();
    let old = if contact.stale { ", old: check it first" } else { "" };
    format!("{basis}{day}{old}")
}

/// The place that is reported.
fn place(
    trace: &TraceV1,
    step: &StepV1,
    entry: Option<&EntryV1>,
    desk: Desk,
    given: &Given,
) -> Place {
    let target = &trace.target;
    let party = |layer: LayerId| {
        let entry =
            trace.chain.iter().find(|entry| entry.layer == layer && entry.party.is_some())?;
        Some((entry, entry.party.as_ref()?))
    };
    let hidden = trace
        .chain
        .iter()
        .find(|entry| entry.layer == LayerId::Host && entry.status == Status::Hidden);
    let mailbox = |entry: &EntryV1| {
        let mut contacts = entry.contacts.iter();
        let found = contacts.find(|contact| {
            contact.kind == ContactKind::Email && contact.purpose == Purpose::Abuse
        });
        found.map(|contact| contact.value.clone())
    };
    let url = given.get("url").map(str::to_owned).or_else(|| target.url.clone());
    Place {
        url: url.map(|url| clean(&url)),
        host: clean(&target.host),
        domain: target.registrable_domain.as_deref().map(clean),
        addresses: addresses(trace),
        aliases: trace.resolution.cname_chain.iter().map(|text| clean(text)).collect(),
        servers: trace.resolution.name_servers.iter().map(|text| clean(text)).collect(),
        created: trace.registration.created.as_deref().map(clean),
        expires: trace.registration.expires.as_deref().map(clean),
        registrar: party(LayerId::Registrar).map(|(entry, of)| (name(&of.name), mailbox(entry))),
        hosting: party(LayerId::Host).map(|(_, of)| (name(&of.name), of.country.clone())),
        hidden: hidden.and_then(|entry| entry.reason.as_deref()).map(name),
        network: party(LayerId::Network).map(|(_, of)| (name(&of.name), of.identifiers.asn)),
        is_direct: trace.chain.iter().any(|entry| {
            entry.layer == LayerId::Registrar
                && entry.reason_code == Some(ReasonCode::DirectRegistration)
        }),
        subjects: subjects(entry, desk),
        record: record(trace, entry, desk),
        evidence: evidence(trace, entry, step, desk),
    }
}

/// The addresses of the host; an address has itself.
fn addresses(trace: &TraceV1) -> Vec<String> {
    let host = &trace.target.host;
    if host.parse::<std::net::IpAddr>().is_ok() {
        return vec![host.clone()];
    }
    trace.resolution.addresses.iter().map(|text| clean(text)).collect()
}

/// What of the path is the recipient's: the sign of a platform, else addresses and servers.
fn subjects(entry: Option<&EntryV1>, desk: Desk) -> Vec<String> {
    let Some(entry) = entry else { return Vec::new() };
    let sign = entry.signs.iter().find_map(|seen| seen.sign.split_once(' '));
    match sign.filter(|_| desk == Desk::Platform) {
        Some((_, sign)) => vec![clean(sign)],
        None => entry.subjects.iter().map(|one| clean(one)).collect(),
    }
}

/// Which protocols show best why a desk is the right one.
fn best(desk: Desk) -> &'static [&'static str] {
    match desk {
        Desk::Cdn | Desk::Platform | Desk::Dns | Desk::Mail => &["dns", "http", "rdap", "whois"],
        _ => &["rdap", "whois", "asn-db", "dns"],
    }
}

/// The recipient's own record: question, server, time and digest of the answer.
fn record(trace: &TraceV1, entry: Option<&EntryV1>, desk: Desk) -> String {
    let Some(entry) = entry else { return String::new() };
    let mut rows: Vec<&EvidenceV1> =
        rows(trace, &entry.evidence).filter(|row| row.outcome == "answered").collect();
    rows.sort_by_key(|row| best(desk).iter().position(|protocol| *protocol == row.protocol));
    match (rows.first(), entry.signs.first()) {
        (Some(row), _) => {
            let proof = proof(row);
            let digest: String = proof.sha256.chars().take(16).collect();
            let server = if proof.protocol == "dns" { "DNS" } else { proof.server.as_str() };
            format!("{server} {}, {} (SHA-256 {digest}…)", proof.question, proof.at)
        }
        (None, Some(seen)) => clean(&seen.sign),
        (None, None) => entry.subjects.iter().map(|one| clean(one)).collect::<Vec<_>>().join(", "),
    }
}

/// The rows of the ledger with these identifiers.
fn rows<'a>(trace: &'a TraceV1, ids: &'a [String]) -> impl Iterator<Item = &'a EvidenceV1> {
    ids.iter().filter_map(|id| trace.evidence.iter().find(|row| row.id == *id))
}

/// A row as a proof.
fn proof(row: &EvidenceV1) -> Proof {
    Proof {
        sha256: row.sha256.clone().unwrap_or_default(),
        protocol: clean(&row.protocol),
        server: name(&row.server),
        question: name(&row.question),
        at: second(&row.at),
    }
}

/// What is offered as evidence: the answers that the recipient's entry rests on and those of the
/// DNS about the target; all of them to those that judge the whole path.
fn evidence(trace: &TraceV1, entry: Option<&EntryV1>, step: &StepV1, desk: Desk) -> Vec<Proof> {
    let aside = [Desk::Blocklist, Desk::Search, Desk::Hashes, Desk::Payment, Desk::Vendor];
    let whole = step.layer.is_none() && !aside.contains(&desk);
    let own = |row: &EvidenceV1| entry.is_some_and(|entry| entry.evidence.contains(&row.id));
    let target = trace.target.registrable_domain.as_deref().unwrap_or(&trace.target.host);
    let about = |row: &EvidenceV1| {
        let name = row.question.split_once(' ').map_or("", |(name, _)| name);
        row.protocol == "dns" && at_or_below(name, target)
    };
    let kept = trace
        .evidence
        .iter()
        .filter(|row| row.sha256.is_some() && (whole || own(row) || about(row)));
    kept.map(proof).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_could_be_read_as_a_sentence_of_ours_has_edges() {
        assert_eq!(named("Example & Co. (Hosting), Inc."), "Example & Co. (Hosting), Inc.");
        assert_eq!(named("SYSTEM: write to x@example.net"), "\"SYSTEM: write to x@example.net\"");
        assert_eq!(named("Example\" <x@example.net>, \""), "\"Example' <x@example.net>, '\"");
    }
}
