//! The commands that look into the directory.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::lint;
use crate::cli::DirectoryCommand;
use crate::directory::{Directory, Provider, Query, Role, Sign, SignKind, Trade, Verdict, verdict};
use crate::error::Error;
use crate::exit;
use crate::render::clean::clean;
use crate::render::json;
use crate::render::json::matched::{MatchedV1, ProviderV1, SignV1, VerdictV1};

/// Runs a command.
pub(super) fn run(command: DirectoryCommand, mut out: impl Write) -> Result<u8, Error> {
    let known = Directory::embedded();
    match command {
        DirectoryCommand::List => {
            for provider in known.providers() {
                writeln!(out, "{:<24} {}", provider.id, provider.name)?;
            }
        }
        DirectoryCommand::Show { id } => match known.provider(&id) {
            Some(provider) => show(provider, out)?,
            None => return Err(Error::NoProvider { id }),
        },
        DirectoryCommand::Match { what, directory, json } => {
            let known = match &directory {
                Some(path) => known.with_overlay(&text(path)?, &path.display().to_string())?,
                None => known,
            };
            if json { match_json(&known, &what, out)? } else { match_text(&known, &what, out)? }
        }
        // It asks the network, and so is run by `main.rs`.
        DirectoryCommand::Update => {}
        DirectoryCommand::Lint { directory, verbose } => {
            return lint::run(directory.as_deref(), verbose, out);
        }
    }
    Ok(exit::TRACED)
}

/// The text of a file of the user's.
pub(super) fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path)
        .map_err(|error| Error::Unreadable { path: path.to_owned(), problem: error.to_string() })
}

/// The day that it is.
pub(super) fn today() -> String {
    crate::wire::now().to_string().chars().take(10).collect()
}

/// Prints what is known about a provider.
fn show(provider: &Provider, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "{} ({})", provider.name, provider.id)?;
    let country = provider.country.as_deref().unwrap_or("unknown");
    writeln!(out, "  country      {country}")?;
    if let Some(website) = &provider.website {
        writeln!(out, "  web site     {website}")?;
    }
    if !provider.aliases.is_empty() {
        writeln!(out, "  also known as {}", provider.aliases.join(", "))?;
    }
    for contact in &provider.contacts {
        let roles: Vec<&str> = contact.roles.iter().map(|role| role.as_str()).collect();
        let day = contact.dated().unwrap_or("no date");
        let mut words = String::new();
        if !contact.languages.is_empty() {
            words = format!(" in {}", contact.languages.join(", "));
        }
        writeln!(
            out,
            "  contact      {} for {}{words} ({day}, {})",
            contact.value,
            roles.join(", "),
            contact.source
        )?;
    }
    if let Some(submitter) = &provider.submitter {
        writeln!(
            out,
            "  submitter    {submitter} (had its suffixes listed in the Public Suffix List; no contact for abuse)"
        )?;
    }
    for list in &provider.ranges {
        let only = list.only.as_deref().map_or(String::new(), |only| format!(", only {only}"));
        writeln!(out, "  ranges       {} {}{only}", list.role, list.url)?;
    }
    for sign in &provider.signs {
        let values = if sign.kind == SignKind::Prefix {
            format!("{} prefixes", sign.values.len())
        } else {
            sign.values.join(" ")
        };
        writeln!(
            out,
            "  sign         {} {} {values}{} ({}, {})",
            sign.role,
            sign.kind,
            abilities(sign),
            sign.read,
            sign.source
        )?;
    }
    Ok(())
}

/// What a provider can do where the sign is seen, beyond what the role says.
fn abilities(sign: &Sign) -> String {
    let mut words = Vec::new();
    if sign.stores {
        words.push("stores content".to_owned());
    }
    if sign.machines {
        words.push("rented machines".to_owned());
    }
    words.extend(sign.trade.map(|trade| trade.as_str().to_owned()));
    words.extend(sign.also.iter().map(|role| format!("also {role}")));
    if words.is_empty() { String::new() } else { format!(", {}", words.join(", ")) }
}

/// What prevails in each role.
fn verdicts<'m, 'a>(
    matches: &'m [crate::directory::Match<'a>],
    today: &str,
) -> Vec<Verdict<'m, 'a>> {
    Role::ALL.into_iter().filter_map(|role| verdict(matches, role, today)).collect()
}

/// Prints who is behind something, role by role, with what speaks for and against it.
fn match_text(known: &Directory, what: &str, mut out: impl Write) -> io::Result<()> {
    let matches = known.matches(&Query::parse(what));
    if matches.is_empty() {
        writeln!(out, "no sign in the directory matches {}", clean(what))?;
    }
    for Verdict { found, confidence, against, wrong_if } in verdicts(&matches, &today()) {
        let service = found.service.map_or(String::new(), |service| format!(", {service}"));
        writeln!(
            out,
            "{:<12} {} ({}) by {} {}{service}{}: {}",
            found.role.as_str(),
            found.provider.name,
            found.provider.id,
            found.sign.kind,
            found.value,
            abilities(found.sign),
            confidence.word()
        )?;
        writeln!(out, "  source     {}, {}", found.sign.source, found.sign.read)?;
        for reason in against {
            writeln!(out, "  against    {reason}")?;
        }
        writeln!(out, "  wrong if   {wrong_if}")?;
    }
    Ok(())
}

/// The same as JSON.
fn match_json(known: &Directory, what: &str, mut out: impl Write) -> Result<(), Error> {
    let today = today();
    let matches = known.matches(&Query::parse(what));
    let verdicts = verdicts(&matches, &today);
    let answer = MatchedV1 {
        query: what.to_owned(),
        verdicts: verdicts.iter().map(|verdict| verdict_v1(verdict, &today)).collect(),
    };
    writeln!(out, "{}", json::pretty(&answer).map_err(io::Error::from)?)?;
    Ok(())
}

/// One verdict as JSON.
fn verdict_v1(verdict: &Verdict<'_, '_>, today: &str) -> VerdictV1 {
    let Verdict { found, confidence, against, wrong_if } = verdict;
    VerdictV1 {
        role: found.role.as_str(),
        provider: ProviderV1 {
            id: found.provider.id.clone(),
            name: found.provider.name.clone(),
            country: found.provider.country.clone(),
        },
        service: found.service.map(str::to_owned),
        confidence: *confidence,
        sign: SignV1 {
            kind: found.sign.kind.as_str(),
            value: found.value.clone(),
            specificity: found.specificity,
            stores: found.sign.stores,
            machines: found.sign.machines,
            trade: found.sign.trade.map(Trade::as_str),
            also: found.sign.also.iter().map(|role| role.as_str()).collect(),
            source: found.sign.source.clone(),
            read: found.sign.read.clone(),
            recalled: found.sign.recalled,
            stale: found.sign.is_stale(today),
        },
        against: against.clone(),
        wrong_if: (*wrong_if).to_owned(),
    }
}
