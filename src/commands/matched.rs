//! `trace directory match`: who is behind something, by which sign, and how to reach them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::inputs::today;
use crate::contacts::Judge;
use crate::directory::{
    Directory, Match, Prevailing, Provider, Query, RegistrarEntry, RegistrarStanding, Role, Sign,
    Trade, registrar_by_iana, verdict,
};
use crate::error::Error;
use crate::model::chain::{Confidence, Entry, LayerId, Party};
use crate::model::contact::{Contact, Purpose};
use crate::model::record::RejectedContact;
use crate::model::target::without_password;
use crate::model::writer::Writer;
use crate::render::clean::clean;
use crate::render::json;
use crate::render::json::matched::{MatchedV1, ProviderV1, SignV1, VerdictV1};
use crate::render::json::v1::{ContactV1, RejectedV1};

/// The page of the register of registrars, and the day on which it was read.
const REGISTER: (&str, &str) = ("https://www.iana.org/assignments/registrar-ids/", "2026-03-23");

/// Prints who is behind something.
pub(super) fn run(
    known: &Directory,
    what: &str,
    as_json: bool,
    mut out: impl Write,
) -> Result<(), Error> {
    let today = today();
    let query = Query::parse(what)
        .map_err(|allowed| Error::NoQuery { what: without_password(what), allowed })?;
    let matches = known.matches(&query);
    let mut answers: Vec<VerdictV1> =
        verdicts(&matches, &today).iter().map(|found| verdict_v1(found, &today)).collect();
    let mut reason = None;
    if let Query::Registrar(number) = query {
        match registrar_by_iana(number) {
            Some(listed) if !listed.standing.is_company() => {
                reason = Some(nobody(&listed));
                answers.clear();
            }
            Some(listed) if answers.is_empty() => answers.push(registered(&listed, &today)),
            Some(listed) => answers.iter_mut().for_each(|answer| under_number(answer, &listed)),
            None => reason = Some(format!("the register has no number {number}")),
        }
    }
    if as_json {
        let answer = MatchedV1 { query: without_password(what), verdicts: answers, reason };
        writeln!(out, "{}", json::pretty(&answer).map_err(io::Error::from)?)?;
        return Ok(());
    }
    if answers.is_empty() {
        let nobody = format!("no sign in the directory matches {}", without_password(what));
        writeln!(out, "{}", clean(&reason.unwrap_or(nobody)))?;
    }
    for answer in &answers {
        text(answer, &mut out)?;
    }
    Ok(())
}

/// Why a number that no company has leads to nobody.
fn nobody(listed: &RegistrarEntry) -> String {
    let RegistrarEntry { iana_id, name, standing } = listed;
    let means = match standing {
        RegistrarStanding::RegistryItself => "the registry itself acts as registrar",
        RegistrarStanding::ReservedNames => "the name is kept back and has no registrar",
        RegistrarStanding::Testing => "a test, with nobody to write to",
        _ => "no company has it",
    };
    format!("number {iana_id} is no registrar's ({name}): {means}")
}

/// Names a company as the register does under one of its numbers.
fn under_number(answer: &mut VerdictV1, listed: &RegistrarEntry) {
    listed.name.clone_into(&mut answer.provider.name);
    answer.against.extend(ended(listed));
}

/// That a registrar no longer is one.
fn ended(listed: &RegistrarEntry) -> Option<String> {
    let text = "the register says that its accreditation has ended: its names went to others";
    (listed.standing == RegistrarStanding::Terminated).then(|| text.to_owned())
}

/// What prevails in each role.
fn verdicts<'m, 'a>(matches: &'m [Match<'a>], today: &str) -> Vec<Prevailing<'m, 'a>> {
    Role::ALL.into_iter().filter_map(|role| verdict(matches, role, today)).collect()
}

/// Prints one answer.
fn text(answer: &VerdictV1, out: &mut impl Write) -> io::Result<()> {
    let service = answer.service.as_ref().map_or(String::new(), |service| format!(", {service}"));
    let VerdictV1 { role, provider, sign, .. } = answer;
    writeln!(
        out,
        "{role:<12} {} ({}) by {} {}{service}{}: {}",
        provider.name,
        provider.id,
        sign.kind,
        sign.value,
        abilities(sign),
        answer.confidence.word()
    )?;
    for contact in &answer.contacts {
        writeln!(out, "  contact    {} ({})", contact.value, words(contact))?;
    }
    if let Some(why) = &answer.contacts_reason {
        writeln!(out, "  no desk    {}", clean(why))?;
    }
    for RejectedV1 { value, reason, .. } in &answer.rejected_contacts {
        writeln!(out, "  not        {}", clean(&format!("{value}: {reason}")))?;
    }
    for note in &answer.notes {
        writeln!(out, "  note       {}", clean(note))?;
    }
    writeln!(out, "  source     {}, {}", sign.source, sign.read)?;
    for reason in &answer.against {
        writeln!(out, "  against    {reason}")?;
    }
    writeln!(out, "  wrong if   {}", answer.wrong_if)
}

/// What is to be known about a contact, in words.
fn words(contact: &ContactV1) -> String {
    let mut words = Vec::new();
    words.extend(contact.role.map(|role| format!("its {role} desk")));
    words.extend(contact.prefers_form.then(|| "the form that it asks for".to_owned()));
    words.extend((contact.purpose != Purpose::Abuse).then(|| "not for abuse".to_owned()));
    words.extend(contact.backing.map(str::to_owned));
    words.push(contact.as_of.clone().unwrap_or_else(|| "no date".to_owned()));
    words.extend(contact.page.clone());
    words.join(", ")
}

/// What a provider can do where the sign is seen, beyond what the role says.
fn abilities(sign: &SignV1) -> String {
    let mut words = Vec::new();
    if sign.stores {
        words.push("stores content".to_owned());
    }
    if sign.machines {
        words.push("rented machines".to_owned());
    }
    words.extend(sign.trade.map(str::to_owned));
    words.extend(sign.also.iter().map(|role| format!("also {role}")));
    if words.is_empty() { String::new() } else { format!(", {}", words.join(", ")) }
}

/// The layer that a role stands in.
fn layer(role: Role) -> LayerId {
    match role {
        Role::Registry => LayerId::Registry,
        Role::Registrar => LayerId::Registrar,
        Role::Dns => LayerId::Dns,
        Role::Cdn => LayerId::Cdn,
        Role::Platform | Role::Host => LayerId::Host,
        Role::Network => LayerId::Network,
        Role::Mail => LayerId::Mail,
        Role::Certificate => LayerId::Certificate,
    }
}

/// The contacts that a trace would offer for a company in a role, best first, and those that it would
/// refuse; what only a trace learns, such as whether a domain takes mail, is left aside.
pub(super) fn offered(
    role: Role,
    name: &str,
    today: &str,
    candidates: impl Fn(&Judge<'_>) -> Vec<Contact>,
) -> Entry {
    let (learnt, mail_domains) = (BTreeMap::new(), BTreeMap::new());
    let judge = Judge { today, domain: None, learnt: &learnt, mail_domains: &mail_domains };
    let party = Party::named(name, "");
    let confidence = Confidence::Confirmed;
    let mut entry = Entry::identified(layer(role), party, Writer::Directory, confidence);
    judge.settle(&mut entry, candidates(&judge));
    entry
}

/// One verdict of the directory.
fn verdict_v1(verdict: &Prevailing<'_, '_>, today: &str) -> VerdictV1 {
    let Prevailing { found, confidence, against, wrong_if } = verdict;
    let provider = found.provider;
    let entry = offered(found.role, &provider.name, today, |judge| judge.of_match(found));
    let ended = provider.ended.as_ref().map(|ended| ended.words(&provider.name));
    let against = against.iter().cloned().chain(ended.clone()).collect();
    VerdictV1 {
        role: found.role.as_str(),
        provider: provider_v1(provider),
        service: found.service.map(str::to_owned),
        confidence: *confidence,
        sign: sign_v1(found.sign, &found.value, found.specificity, today),
        contacts: entry.contacts.iter().map(json::contact).collect(),
        contacts_reason: lack(&entry, ended),
        rejected_contacts: rejected(&entry),
        notes: entry.notes,
        against,
        wrong_if: (*wrong_if).to_owned(),
    }
}

/// Why no desk is offered: it has ended, or the directory has none, so that only a trace may find one.
fn lack(entry: &Entry, ended: Option<String>) -> Option<String> {
    let is_desk = |contact: &Contact| contact.purpose == Purpose::Abuse;
    if entry.contacts.iter().any(is_desk) {
        return None;
    }
    let text =
        "the directory has no desk of it; a trace asks the registry of its addresses for one";
    Some(ended.unwrap_or_else(|| text.to_owned()))
}

/// The contacts that must not be used.
fn rejected(entry: &Entry) -> Vec<RejectedV1> {
    let rejected = entry.rejected.iter().map(|rejected| &rejected.contact);
    let row = |contact: &RejectedContact| RejectedV1 {
        value: contact.value.clone(),
        reason: contact.reason.clone(),
        evidence: None,
    };
    rejected.map(row).collect()
}

/// A company.
fn provider_v1(provider: &Provider) -> ProviderV1 {
    ProviderV1 {
        id: provider.id.clone(),
        name: provider.name.clone(),
        country: provider.country.clone(),
    }
}

/// A sign, and what of it fitted.
fn sign_v1(sign: &Sign, value: &str, specificity: u32, today: &str) -> SignV1 {
    SignV1 {
        kind: sign.kind.as_str(),
        value: value.to_owned(),
        specificity,
        stores: sign.stores,
        machines: sign.machines,
        trade: sign.trade.map(Trade::as_str),
        also: sign.also.iter().map(|role| role.as_str()).collect(),
        source: sign.source.clone(),
        read: sign.read.clone(),
        recalled: sign.recalled,
        stale: sign.is_stale(today),
    }
}

/// A registrar that only the register knows.
fn registered(listed: &RegistrarEntry, today: &str) -> VerdictV1 {
    let role = Role::Registrar;
    let entry = offered(role, listed.name, today, |judge| {
        listed.contacts().iter().map(|contact| judge.of_provider(contact)).collect()
    });
    VerdictV1 {
        role: role.as_str(),
        provider: ProviderV1 {
            id: format!("iana-{}", listed.iana_id),
            name: listed.name.to_owned(),
            country: None,
        },
        service: None,
        confidence: Confidence::Confirmed,
        sign: SignV1 {
            kind: "registrar",
            value: listed.iana_id.to_string(),
            specificity: 1,
            stores: false,
            machines: false,
            trade: None,
            also: Vec::new(),
            source: REGISTER.0.to_owned(),
            read: REGISTER.1.to_owned(),
            recalled: false,
            stale: crate::directory::is_stale(REGISTER.1, today),
        },
        contacts: entry.contacts.iter().map(json::contact).collect(),
        contacts_reason: lack(&entry, None),
        rejected_contacts: rejected(&entry),
        notes: entry.notes,
        against: ended(listed).into_iter().collect(),
        wrong_if: "the register of accredited registrars names another".to_owned(),
    }
}
