//! What hands a case on: exports, stamps, copies without personal data.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{Reported, beside, inputs, printed, recorded, replaying, store};
use crate::cli::{ExportArgs, RedactArgs, StampArgs};
use crate::config::Surroundings;
use crate::error::Error;
use crate::export::{bundle, check, redact as cutting, stamp as stamping, warc};
use crate::model::chain::LayerId;
use crate::model::digest::sha256;
use crate::render::clean::clean;
use crate::render::json::v1::EntryV1;
use crate::render::{Format, Look, Printer, json, misp, stix};
use crate::source::whois::decode;
use crate::wire::case::rewrite;

/// Writes the case for other programs.
pub(super) async fn export(
    args: &ExportArgs,
    around: Surroundings,
    out: &mut impl Write,
) -> Result<(), Error> {
    let config = replaying(&args.case, Reported::default(), around)?;
    let case = inputs::whole_case(&args.case)?;
    let bytes = if args.warc {
        warc::warc(&case)
    } else if args.bundle {
        whole(&args.case, &config).await?
    } else {
        let trace = printed(&args.case, &config).await?;
        let traces = std::slice::from_ref(&trace);
        let value = if args.stix { stix::bundle(traces) } else { misp::events(traces) };
        (json::pretty(&value).map_err(std::io::Error::from)? + "\n").into_bytes()
    };
    match &args.out {
        Some(path) => fs::write(path, &bytes).map_err(|error| unwritable(path, &error)),
        None => Ok(out.write_all(&bytes)?),
    }
}

/// The bundle of a case.
async fn whole(path: &Path, config: &crate::config::Config) -> Result<Vec<u8>, Error> {
    let outcome = Ok(recorded(path, config).await?);
    let seen = printed(path, config).await?;
    let render = |format: Format| -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let look = Look { width: 80, colour: false, links: false, verbose: true };
        let mut printer = Printer::new(&mut bytes, format, look, false);
        printer.write(&outcome)?;
        printer.finish()?;
        Ok(bytes)
    };
    let original = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let mut files = vec![
        ("case.case".to_owned(), original),
        ("case.warc".to_owned(), warc::warc(&inputs::case(path)?)),
        ("answer.json".to_owned(), render(Format::Json)?),
        ("answer.md".to_owned(), render(Format::Markdown)?),
        ("HOW-TO-CHECK.md".to_owned(), check::page(&seen).into_bytes()),
    ];
    if let Ok(log) = fs::read(store::path(path)) {
        files.push(("case.log".to_owned(), log));
    }
    Ok(bundle::bundle(files))
}

/// Writes a time-stamp query, or gets the stamp.
pub(super) async fn stamp(
    args: &StampArgs,
    around: &Surroundings,
    out: &mut impl Write,
) -> Result<(), Error> {
    let tsa = args.tsa.clone().map_or_else(|| around.tsa(), |typed| Ok(Some(typed)))?;
    let case = fs::read(&args.case).map_err(|error| unreadable(&args.case, &error))?;
    let digest = sha256(&case);
    let nonce = tsa.as_ref().map(|_| nonce()).transpose()?;
    let query = stamping::query(&digest, nonce);
    let asked = beside(&args.case, ".tsq");
    fs::write(&asked, &query).map_err(|error| unwritable(&asked, &error))?;
    let case = args.case.display();
    let Some(url) = &tsa else {
        writeln!(
            out,
            "{}: the query over SHA-256 {digest}; send it to a time-stamping authority",
            asked.display()
        )?;
        return Ok(());
    };
    let reply = crate::wire::live::post::post(url, "application/timestamp-query", query).await;
    let reply = reply.map_err(|problem| Error::Report(format!("{url}: {problem}")))?;
    let stamped = stamping::stamped(&reply, &digest, nonce).map_err(|trouble| {
        Error::Report(format!("{url}: {trouble}; the query is kept in {}", asked.display()))
    })?;
    let answered = beside(&args.case, ".tsr");
    fs::write(&answered, &reply).map_err(|error| unwritable(&answered, &error))?;
    writeln!(
        out,
        "{}: {} by {}, over SHA-256 {digest}; the signature holds. Who vouches for it says\n\
         openssl ts -verify -data {case} -in {} -CAfile CA.pem",
        answered.display(),
        stamped.at,
        clean(&stamped.by),
        answered.display()
    )?;
    Ok(())
}

/// A number that nobody foresees.
fn nonce() -> Result<stamping::Nonce, Error> {
    use ring::rand::{SecureRandom, SystemRandom};
    let mut random = [0; 8];
    SystemRandom::new()
        .fill(&mut random)
        .map_err(|_| Error::Report("the system gives no random numbers".to_owned()))?;
    Ok(stamping::Nonce::of(random))
}

/// Writes a copy without personal data, and says what was cut.
pub(super) async fn redact(
    args: &RedactArgs,
    around: Surroundings,
    out: &mut impl Write,
) -> Result<(), Error> {
    let mut config = replaying(&args.case, Reported::default(), around)?;
    config.show_registrant = true;
    let seen = printed(&args.case, &config).await?;
    let (holders, parties): (Vec<_>, Vec<_>) =
        seen.chain.iter().partition(|entry| entry.layer == LayerId::Registrant);
    let names = |entries: &[&EntryV1]| {
        entries.iter().filter_map(|entry| Some(entry.party.as_ref()?.name.clone())).collect()
    };
    let desks = parties.iter().flat_map(|entry| &entry.contacts);
    let known = cutting::Spared {
        desks: desks.map(|contact| contact.value.to_lowercase()).collect(),
        parties: names(&parties),
        people: names(&holders),
    };
    let mut case = inputs::case(&args.case)?;
    let cut = cutting::redact(&mut case, &known, decode);
    let path = args.out.clone().unwrap_or_else(|| {
        let stem = args.case.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        args.case.with_file_name(format!("{stem}.redacted.case"))
    });
    let bytes = rewrite(&case).map_err(|error| unwritable(&path, &error))?;
    fs::write(&path, bytes).map_err(|error| unwritable(&path, &error))?;
    writeln!(out, "{}: {} answers changed, their digests kept", path.display(), cut.answers)?;
    writeln!(out, "cut: {} cards and lines about people, {} names", cut.cards, cut.names.len())?;
    writeln!(out, "cut: {} mailboxes that are no desk's", cut.mailboxes.len())?;
    if cut.query {
        writeln!(out, "cut: the query of the address")?;
    }
    Ok(())
}

/// A file that cannot be read.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unreadable { path: path.to_owned(), problem: error.to_string() }
}

/// A file that cannot be written.
pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), problem: error.to_string() }
}
