//! What hands a case on or lets it go: exports, stamps, copies without personal data, pruning.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Reported, beside, inputs, printed, recorded, replaying, store};
use crate::cli::{ExportArgs, PruneArgs, RedactArgs, StampArgs};
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
use crate::wire::now;

/// Writes the case for other programs.
pub(super) async fn export(
    args: &ExportArgs,
    around: Surroundings,
    out: &mut impl Write,
) -> Result<(), Error> {
    let config = replaying(&args.case, Reported::default(), around)?;
    let bytes = if args.warc {
        warc::warc(&inputs::case(&args.case)?)
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
pub(super) async fn stamp(args: &StampArgs, out: &mut impl Write) -> Result<(), Error> {
    let case = fs::read(&args.case).map_err(|error| unreadable(&args.case, &error))?;
    let digest = sha256(&case);
    let nonce = args.tsa.as_ref().map(|_| nonce()).transpose()?;
    let query = stamping::query(&digest, nonce);
    let asked = beside(&args.case, ".tsq");
    fs::write(&asked, &query).map_err(|error| unwritable(&asked, &error))?;
    let case = args.case.display();
    let Some(url) = &args.tsa else {
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

/// Removes cases, logs, bundles and stamps that are older than some days.
pub(super) fn prune(args: &PruneArgs, out: &mut impl Write) -> Result<(), Error> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let span = Duration::from_secs(u64::from(args.older_than) * 86_400);
    let oldest = now().checked_sub(span).unwrap_or_default();
    let mut count = 0;
    for folder in paths {
        let files = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
        let mut files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
        files.sort();
        for path in files.iter().filter(|path| path.is_file() && is_ours(path)) {
            let changed = fs::metadata(path).and_then(|data| data.modified());
            let changed = changed.map_err(|error| unreadable(path, &error))?;
            if jiff::Timestamp::try_from(changed).is_ok_and(|at| at >= oldest) {
                continue;
            }
            if !args.dry_run {
                fs::remove_file(path).map_err(|error| unwritable(path, &error))?;
            }
            count += 1;
            writeln!(
                out,
                "{} {}",
                if args.dry_run { "would remove" } else { "removed" },
                path.display()
            )?;
        }
    }
    if count == 0 {
        writeln!(out, "nothing is older than {} days", args.older_than)?;
    }
    Ok(())
}

/// Whether a file is a case, or stands beside one: nothing else is ever removed.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = |ending: &str| name.ends_with(ending);
    if [".case.log", ".case.log.torn", ".case.tsq", ".case.tsr"].into_iter().any(ending) {
        return true;
    }
    let begins = fs::read(path).unwrap_or_default();
    if path.extension().is_some_and(|ending| ending == "zip") {
        let holds = |needle: &[u8]| begins.windows(needle.len()).any(|window| window == needle);
        return holds(bundle::MANIFEST.as_bytes()) && holds(b"case.case");
    }
    let first =
        String::from_utf8_lossy(&begins).lines().next().map(str::to_owned).unwrap_or_default();
    crate::wire::case::Case::read(&format!("{first}\n")).is_ok()
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
fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unreadable { path: path.to_owned(), problem: error.to_string() }
}

/// A file that cannot be written.
fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), problem: error.to_string() }
}
