//! What a run reads before it asks anything: targets, the directory, a case, server lists.

use std::borrow::Cow;
use std::fs;
use std::io::{IsTerminal, Read};
use std::path::Path;

use super::update;
use crate::cli::command_like;
use crate::cli::lists::Depth;
use crate::config::Config;
use crate::directory::Directory;
use crate::error::Error;
use crate::model::owner::Wants;
use crate::model::target::{Refusal, Target};
use crate::source::rdap::bootstrap::{Bootstrap, Kind};
use crate::walk::{BootstrapPlan, Plan};
use crate::wire::blocks::{BlockLog, Blocks};
use crate::wire::case::{Case, Header};

/// A case inside the program, for `--replay demo`.
const DEMO: &str = include_str!("../../fixtures/cases/demo.case");

/// All targets: those on the command line, then those of the file. Blank lines and comments are
/// skipped.
pub(super) fn targets(config: &Config) -> Result<Vec<String>, Error> {
    let mut targets = config.targets.clone();
    if let Some(path) = &config.input {
        let bytes = if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let read = std::io::stdin().read_to_end(&mut bytes);
            read.map(|_| bytes)
        } else {
            fs::read(path)
        };
        let bytes = bytes.map_err(|error| unreadable(path, error.to_string()))?;
        let text = in_unicode(&bytes);
        let lines = text.trim_start_matches('\u{feff}').lines();
        let lines = lines.map(|line| without_comment(line).trim());
        targets.extend(
            lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned),
        );
    }
    match (&config.input, targets.as_slice()) {
        (Some(path), []) if !config.piped => Err(Error::EmptyList { path: path.clone() }),
        (_, []) => Err(Error::NoTarget),
        (_, [word, ..]) => mistyped(word).map_or(Ok(targets.clone()), Err),
    }
}

/// A line up to the comment behind a blank; without one, a number sign belongs to an address.
fn without_comment(line: &str) -> &str {
    let ends = [" #", "\t#"].into_iter().filter_map(|sign| line.find(sign)).min();
    ends.and_then(|end| line.get(..end)).unwrap_or(line)
}

/// The text of a list. Windows' shell writes files in UTF-16, and says so at their head.
fn in_unicode(bytes: &[u8]) -> Cow<'_, str> {
    let order = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return String::from_utf8_lossy(bytes),
    };
    let units: Vec<u16> =
        bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(order).collect();
    Cow::Owned(String::from_utf16_lossy(&units))
}

/// The command that a first word was meant to be, where it is no target.
fn mistyped(word: &str) -> Option<Error> {
    let unreadable = matches!(Target::parse(word), Err(Refusal::Unreadable { .. }));
    if !unreadable || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let meant = command_like(word)?;
    Some(Error::Command { word: word.to_owned(), meant })
}

/// Whether somebody can be asked.
pub(super) fn stdin_is_terminal() -> bool {
    std::io::stdin().is_terminal()
}

/// One line that somebody typed; nothing at the end of the input.
pub(super) fn answer() -> Result<Option<String>, Error> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line)?;
    Ok((read > 0).then_some(line))
}

/// The directory, with the user's own entries in front.
pub(super) fn directory(config: &Config) -> Result<Directory, Error> {
    let embedded = Directory::embedded();
    match &config.directory {
        Some(path) => Ok(embedded.with_overlay(&text(path)?, &path.display().to_string())?),
        None => Ok(embedded),
    }
}

/// The directory with the ranges that `trace directory update` fetched. A file that cannot be used
/// is a warning: the embedded ranges serve as well.
pub(super) fn ranges(config: &Config, known: &Directory) -> Result<Option<Directory>, String> {
    let Some(path) = config.data.as_ref().map(|folder| folder.join(update::FILE)) else {
        return Ok(None);
    };
    let warning = |problem: &str| {
        format!(
            "{}: {problem}; the embedded ranges are used (`trace directory update` renews it)",
            path.display()
        )
    };
    match fs::read_to_string(&path) {
        Ok(text) => known.with_ranges(&text).map(Some).ok_or_else(|| warning("it is damaged")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(warning(&error.to_string())),
    }
}

/// The case to replay.
pub(super) fn case(path: &Path) -> Result<Case, Error> {
    let read = if path.as_os_str() == "demo" { Ok(DEMO.to_owned()) } else { text(path) };
    Case::read(&read?).map_err(|problem| Error::Case { path: path.to_owned(), problem })
}

/// The same, where no body was changed since: whatever is drafted from a case or handed on is evidence.
pub(super) fn whole_case(path: &Path) -> Result<Case, Error> {
    let case = case(path)?;
    let count = case.lines.iter().filter(|line| line.is_changed()).count();
    if count > 0 {
        return Err(Error::Report(format!(
            "{0}: {count} of the recorded bodies were changed since, so that it is no evidence; \
             `trace case verify {0}` names them",
            path.display()
        )));
    }
    Ok(case)
}

/// The file that standard output goes to, where the system tells.
pub(super) fn output_file() -> Option<std::path::PathBuf> {
    let path = fs::read_link("/proc/self/fd/1").ok()?;
    path.is_file().then_some(path)
}

/// What the user decided about the asking.
pub(super) fn plan(config: &Config) -> Result<Plan, Error> {
    Ok(Plan {
        probe: config.probe && !config.is_csam(),
        probe_url: config.probe_url,
        follow: config.follow && !config.is_csam(),
        countries_only: config.is_csam(),
        whois_server: config.whois_server.clone(),
        bootstrap: bootstrap(config.rdap_bootstrap.as_deref())?,
        asn_database: config.asn_db.is_some(),
        wants: Wants::default(),
        fast: config.lists.depth == Depth::Fast,
        views: Some(config.resolver_words()).filter(|all| all.len() > 1).unwrap_or_default(),
        recorded: false,
        blocks: Blocks::new(BlockLog::folder(config.cache.clone())),
    })
}

/// What was decided when a case was recorded. What surrounds the replay decides nothing that would
/// ask for answers which the case does not hold; only a list that is not in it is read again.
pub(super) fn recorded_plan(header: &Header, config: &Config) -> Result<Plan, Error> {
    let needs_list = header.needs.iter().any(|option| option == "--rdap-bootstrap");
    let list = config.rdap_bootstrap.as_deref().filter(|_| needs_list);
    let bootstrap = match &header.rdap_bootstrap {
        Some(url) => BootstrapPlan::Url(url.clone()),
        None => bootstrap(list)?,
    };
    Ok(Plan {
        probe: header.mode == "probe" && !config.is_csam(),
        probe_url: header.probe_url,
        follow: header.follow && !config.is_csam(),
        countries_only: config.is_csam(),
        whois_server: header.whois_server.clone(),
        bootstrap,
        asn_database: header.asn_database,
        wants: Wants::default(),
        fast: header.fast,
        views: header.views.clone(),
        recorded: true,
        blocks: Blocks::default(),
    })
}

/// Where the lists of RDAP servers come from.
fn bootstrap(given: Option<&str>) -> Result<BootstrapPlan, Error> {
    let Some(given) = given else { return Ok(BootstrapPlan::Embedded) };
    if given.starts_with("https://") || given.starts_with("http://") {
        return Ok(BootstrapPlan::Url(given.to_owned()));
    }
    let path = Path::new(given);
    let list = Bootstrap::parse(Kind::Dns, text(path)?.as_bytes())
        .map_err(|_| unreadable(path, "it is not a list of RDAP servers (RFC 9224)".to_owned()))?;
    Ok(BootstrapPlan::File(Box::new(list)))
}

/// The text of a file.
pub(super) fn text(path: &Path) -> Result<String, Error> {
    if path.as_os_str() == "-" {
        let read = std::io::read_to_string(std::io::stdin());
        return read.map_err(|error| unreadable(path, error.to_string()));
    }
    fs::read_to_string(path).map_err(|error| unreadable(path, error.to_string()))
}

/// A file that cannot be read.
fn unreadable(path: &Path, problem: String) -> Error {
    Error::Unreadable { path: path.to_owned(), problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_the_encoding_that_its_head_says() {
        let text = "\u{feff}www.example.com\r\nb\u{fc}cher.example\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [text.as_bytes(), &little, &big] {
            assert_eq!(in_unicode(bytes), text);
        }
        assert_eq!(in_unicode(b"a\xffb"), "a\u{fffd}b");
        assert_eq!(in_unicode(b"\xff"), "\u{fffd}", "too short to have a head");
    }
}
