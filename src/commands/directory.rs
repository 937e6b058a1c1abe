//! The commands that look into the directory.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::inputs::text;
use super::{lint, matched};
use crate::cli::DirectoryCommand;
use crate::directory::{Directory, Provider, ProviderContact, Sign, SignKind, Takes};
use crate::error::Error;
use crate::exit;

/// Runs a command.
pub(super) fn run(command: DirectoryCommand, mut out: impl Write) -> Result<u8, Error> {
    let known = Directory::embedded();
    match command {
        DirectoryCommand::List => {
            for provider in known.providers() {
                writeln!(out, "{:<24} {}", provider.id, provider.name)?;
            }
        }
        DirectoryCommand::Show { id } => match named(&known, &id) {
            Ok(provider) => show(provider, out)?,
            Err(nearest) => return Err(Error::NoProvider { id, nearest }),
        },
        DirectoryCommand::Match { what, directory, json } => {
            let known = match &directory {
                Some(path) => known.with_overlay(&text(path)?, &path.display().to_string())?,
                None => known,
            };
            matched::run(&known, &what, json, out)?;
        }
        // It asks the network, and so is run by `main.rs`.
        DirectoryCommand::Update => {}
        DirectoryCommand::Lint { directory, reach, verbose } => {
            return lint::run(directory.as_deref(), reach, verbose, out);
        }
    }
    Ok(exit::TRACED)
}

/// The company of an identifier or name, in any spelling of its letters; else the names that come
/// nearest, as a hint.
fn named<'k>(known: &'k Directory, text: &str) -> Result<&'k Provider, String> {
    let lower = text.trim().to_lowercase();
    if let Some(provider) = known.provider(&lower).or_else(|| known.by_holder(text)) {
        return Ok(provider);
    }
    let mut near: Vec<(usize, &str)> = Vec::new();
    for provider in known.providers() {
        let names = provider.aliases.iter().chain([&provider.name, &provider.id]);
        let far = names.map(|name| {
            let name = name.to_lowercase();
            let begins = lower.chars().count() >= SHORTEST && name.starts_with(&lower);
            if begins { 1 } else { strsim::damerau_levenshtein(&lower, &name) }
        });
        let far = far.min().unwrap_or(usize::MAX);
        if far <= lower.chars().count() / 3 {
            near.push((far, &provider.id));
        }
    }
    near.sort_unstable();
    let ids: Vec<String> = near.iter().take(3).map(|(_, id)| format!("{id:?}")).collect();
    Err(if ids.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", ids.join(" or "))
    })
}

/// Letters that are enough to tell a name by its beginning.
const SHORTEST: usize = 3;

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
        writeln!(out, "  contact      {} for {}", contact.value, contact_words(contact))?;
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

/// What a contact is for, whose word it is and of which day.
fn contact_words(contact: &ProviderContact) -> String {
    let roles: Vec<&str> = contact.roles.iter().map(|role| role.as_str()).collect();
    let mut words = if roles.is_empty() { "any role".to_owned() } else { roles.join(", ") };
    if let Some(service) = &contact.service {
        let _ = write!(words, " of {service}");
    }
    if contact.takes != Takes::Abuse {
        let _ = write!(words, ", {} alone", contact.takes.as_str());
    }
    match contact.prefers_form {
        Some(true) => words.push_str(", the form is asked for"),
        Some(false) => words.push_str(", mail is asked for"),
        None => {}
    }
    if !contact.languages.is_empty() {
        let _ = write!(words, " in {}", contact.languages.join(", "));
    }
    let day = contact.dated().unwrap_or("no date");
    let _ = write!(words, " ({}, {day}, {})", contact.backing(), contact.source);
    words
}
