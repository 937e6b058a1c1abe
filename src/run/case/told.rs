//! `trace case told`, `answered`, `closed`: whom an event is about is looked up in the case.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use super::{Reported, printed, replaying, store};
use crate::cli::EventArgs;
use crate::config::Surroundings;
use crate::error::Error;
use crate::log::{Addressee, Event, What};
use crate::model::advice::Nature;
use crate::model::chain::Status;
use crate::model::contact::Purpose;
use crate::model::secret::discreet;
use crate::render::clean::clean;
use crate::render::json::v1::TraceV1;
use crate::report::desk::Desk;
use crate::report::draft::{Before, Draft};
use crate::report::given::{Given, REPORTER};
use crate::report::set::{Choice, drafts};
use crate::wire::now;

/// So far ahead may the clock be that a time was read from.
const SKEW: Duration = Duration::from_mins(5);

/// When something happened: as it was said, or now. What is still to come has not happened.
fn moment(said: Option<Timestamp>) -> Result<Timestamp, Error> {
    let now = now();
    let at = said.unwrap_or(now);
    if now.checked_add(SKEW).is_ok_and(|latest| at > latest) {
        return Err(Error::Report(format!(
            "--at is {at}, which is still to come (it is {now}); log what has happened, with its time in UTC \
             or with its offset, as in 2026-11-22T18:00:00+01:00"
        )));
    }
    Ok(at)
}

/// Logs an event.
pub(super) async fn log(
    args: &EventArgs,
    what: What,
    around: Surroundings,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Error> {
    let at = moment(args.at)?;
    let known = store::log(&args.case)?;
    let harm = args.harm.clone().or_else(|| known.harm().map(str::to_owned));
    let about = Reported { harm: harm.as_deref(), nature: known.nature() };
    let config = replaying(&args.case, about, around)?;
    if config.is_csam() {
        return Err(Error::Report(
            "nothing is logged about this: a hotline is told, and nobody else".to_owned(),
        ));
    }
    let trace = printed(&args.case, &config).await?;
    let who = match &args.to {
        Some(to) => Some(find(&trace, to)?),
        None if what == What::Closed => None,
        None => {
            return Err(Error::Report("say whom: --to LAYER or --to CONTACT".to_owned()));
        }
    };
    let event = Event {
        who,
        harm: if what == What::Told { harm } else { None },
        reference: args.reference.as_deref().map(plain),
        note: args.note.as_deref().map(plain),
        ..Event::new(what, at)
    };
    let event = store::append(&args.case, |_| Ok(event), err)?;
    say(&event, &args.case, out)
}

/// What somebody typed as it is kept: nothing in it acts, and no address shows its password.
fn plain(text: &str) -> String {
    clean(&discreet(text))
}

/// Says what stands in the log now.
fn say(event: &Event, case: &Path, out: &mut impl Write) -> Result<(), Error> {
    let word = match event.event {
        What::Drafted => "drafted",
        What::Told => "told",
        What::Answered => "answered",
        What::Closed => "closed",
        What::Undone => "undone",
        What::Retraced => "traced again",
    };
    let whom = event.who.as_ref().map_or_else(
        || "the case".to_owned(),
        |who| format!("{} ({}, {})", who.party, who.role, who.contact),
    );
    let log = store::path(case);
    writeln!(out, "{} {word}: {whom}, {} in {}", event.number, event.at, log.display())?;
    Ok(())
}

/// Takes the last event back.
pub(super) fn undo(
    args: &EventArgs,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Error> {
    let at = moment(args.at)?;
    let nothing = || Error::Report("nothing in the log can be taken back".to_owned());
    let undone = store::append(
        &args.case,
        |log| {
            let last = log.last().ok_or_else(nothing)?;
            Ok(Event {
                undoes: Some(last.number),
                who: last.who.clone(),
                ..Event::new(What::Undone, at)
            })
        },
        err,
    )?;
    say(&undone, &args.case, out)
}

/// Logs what was drafted, as drafted and never as sent.
pub(in crate::run) fn drafted(
    case: &Path,
    draft: &Draft,
    err: &mut impl Write,
) -> Result<(), Error> {
    let who = Addressee {
        party: draft.party.clone(),
        party_id: draft.party_id.clone(),
        role: draft.desk.word().to_owned(),
        contact: draft.reach().unwrap_or_default().to_owned(),
    };
    let facts = draft.given.all().filter(|(key, _)| !REPORTER.contains(key));
    let event = Event {
        who: Some(who),
        harm: Some(draft.harm.to_owned()),
        nature: Some(draft.nature).filter(|nature| *nature != Nature::Unknown),
        facts: facts.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
        ..Event::new(What::Drafted, now())
    };
    store::append(case, |_| Ok(event), err).map(|_| ())
}

/// The party that a word means: a layer or kind of desk, or a contact.
fn find(trace: &TraceV1, to: &str) -> Result<Addressee, Error> {
    let mut found: Vec<Addressee> = Vec::new();
    let mut add = |who: Addressee| {
        let same = |known: &Addressee| known.party_id == who.party_id && known.role == who.role;
        if !found.iter().any(same) {
            found.push(who);
        }
    };
    let composed = drafts(
        std::slice::from_ref(trace),
        &Given::default(),
        &Before::default(),
        &Choice::default(),
    );
    for draft in &composed {
        let contact = [&draft.contact.mailbox, &draft.contact.page];
        let contacts: Vec<&String> =
            contact.into_iter().flatten().map(|(value, _)| value).collect();
        let layer = draft.layer.map(crate::model::chain::LayerId::word);
        if draft.desk.word() == to || layer == Some(to) || contacts.iter().any(|value| *value == to)
        {
            let named = contacts.iter().find(|value| **value == to).or(contacts.first());
            add(Addressee {
                party: draft.party.clone(),
                party_id: draft.party_id.clone(),
                role: draft.desk.word().to_owned(),
                contact: named.map(|value| (*value).clone()).unwrap_or_default(),
            });
        }
    }
    for who in of_chain(trace, to) {
        add(who);
    }
    match found.as_slice() {
        [who] => Ok(who.clone()),
        [] => Err(Error::Report(format!(
            "{to:?} is nobody that the case names; it has {}",
            all(trace)
        ))),
        several => {
            let names = several
                .iter()
                .map(|who| format!("{} ({}): --to {}", who.party, who.role, who.contact));
            Err(Error::Report(format!(
                "{to:?} is said of several; give the contact: {}",
                names.collect::<Vec<_>>().join(", ")
            )))
        }
    }
}

/// The parties of the chain that a word means.
fn of_chain(trace: &TraceV1, to: &str) -> Vec<Addressee> {
    let named = trace.chain.iter().filter(|entry| entry.status == Status::Identified);
    let mut found: Vec<Addressee> = Vec::new();
    for entry in named {
        let Some(party) = &entry.party else { continue };
        let by_contact = entry.contacts.iter().find(|contact| contact.value == to);
        let for_abuse = entry.contacts.iter().find(|contact| contact.purpose == Purpose::Abuse);
        let role = Desk::of_layer(entry.layer).word();
        if entry.layer.word() == to || by_contact.is_some() {
            let best = by_contact.or(for_abuse).or(entry.contacts.first());
            let platform = found.iter().any(|who| who.party_id == party.id);
            if !(by_contact.is_some() && platform) {
                found.push(Addressee {
                    party: clean(&party.name),
                    party_id: party.id.clone(),
                    role: role.to_owned(),
                    contact: best.map(|contact| clean(&contact.value)).unwrap_or_default(),
                });
            }
        }
    }
    found
}

/// The layers with a party, for a message.
fn all(trace: &TraceV1) -> String {
    let named = trace.chain.iter().filter(|entry| entry.status == Status::Identified);
    let mut words: Vec<String> = named
        .filter_map(|entry| {
            Some(format!("{} ({})", entry.layer.word(), clean(&entry.party.as_ref()?.name)))
        })
        .collect();
    words.dedup();
    words.join(", ")
}
