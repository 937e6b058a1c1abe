//! What happens beside a live trace: the case file, the words of `-v`, the status line.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

use super::stack::Stack;
use crate::config::Config;
use crate::error::Error;
use crate::model::exchange::Exchange;
use crate::model::target::Target;
use crate::render::clean::clean;
use crate::trace::{Trace, Tracer};
use crate::wire::case::{CaseWriter, Header};

/// A trace, and what kept its case from being written.
pub(super) struct Recorded {
    /// The trace.
    pub(super) trace: Box<Trace>,
    /// Why its case is missing or incomplete.
    pub(super) problem: Option<Error>,
}

/// Accompanies the traces of a run.
pub(super) struct Recorder<'a> {
    /// What was decided.
    config: &'a Config,
    /// Whether cases go into a folder.
    several: bool,
    /// The status line, while one target is traced on a terminal.
    status: Option<ProgressBar>,
}

impl<'a> Recorder<'a> {
    /// A recorder for a run. A folder that the cases cannot go into is said before anything is
    /// asked.
    pub(super) fn new(config: &'a Config, several: bool) -> Result<Self, Error> {
        if let Some(folder) = config.save_case.as_ref().filter(|_| several) {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        }
        let status = (config.status_line && !several).then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(std::time::Duration::from_millis(100));
            bar
        });
        Ok(Self { config, several, status })
    }

    /// Traces one target.
    pub(super) async fn trace(
        &self,
        at: usize,
        target: Target,
        tracer: &Tracer<'_>,
        net: &Stack,
    ) -> Result<Recorded, Error> {
        let started = crate::wire::now();
        let started = jiff::Timestamp::from_second(started.as_second()).unwrap_or(started);
        let begun = self.config.save_case.as_ref();
        let begun = begun.map(|path| self.begin(path, at, &target, started)).transpose();
        let (case, unwritten) = match begun {
            Ok(case) => (case, None),
            // One of many that cannot be kept costs the others nothing.
            Err(problem) if self.several => (None, Some(problem)),
            Err(problem) => return Err(problem),
        };
        let watch = |exchange: &Exchange| {
            self.show(exchange);
            if let Some((_, writer)) = &case {
                let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
                if writer.problem.is_none() {
                    writer.problem = writer.case.add(exchange).err();
                }
            }
        };
        let trace = tracer.trace(target, net, started, &watch).await;
        let unfinished =
            case.and_then(|(path, writer)| finish(&path, writer, trace.elapsed_ms).err());
        Ok(Recorded { trace: Box::new(trace), problem: unwritten.or(unfinished) })
    }

    /// Takes the status line away before results are printed.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.status {
            bar.finish_and_clear();
        }
    }

    /// Shows an exchange as it happens.
    fn show(&self, exchange: &Exchange) {
        if let Some(bar) = &self.status {
            bar.set_message(format!("asked {}", clean(&exchange.ask.server())));
        }
        if self.config.verbose {
            let outcome = match &exchange.outcome {
                Ok(_) => "answered",
                Err(failure) => failure.kind(),
            };
            // Written as it happens, from inside the wire; nobody has to be listening.
            let ask = clean(&exchange.ask.to_string());
            let _ = writeln!(io::stderr(), "{:>5} ms  {outcome:<12} {ask}", exchange.ms);
        }
    }

    /// Begins the case file of a target.
    fn begin(
        &self,
        path: &Path,
        at: usize,
        target: &Target,
        started: jiff::Timestamp,
    ) -> Result<(PathBuf, Mutex<Sink>), Error> {
        let path =
            if self.several { path.join(file_name(at, &target.input)) } else { path.to_owned() };
        let file = File::create(&path).map_err(|error| unwritable(&path, &error))?;
        let case = CaseWriter::begin(file, &self.header(target, started))
            .map_err(|error| unwritable(&path, &error))?;
        Ok((path, Mutex::new(Sink { case, problem: None })))
    }

    /// The first line of a target's case.
    fn header(&self, target: &Target, started: jiff::Timestamp) -> Header {
        let config = self.config;
        let resolvers = config.resolver_words();
        let resolver = resolvers.join(", ");
        let mut header = Header::new(&target.input, started, config.probe, &resolver);
        if resolvers.len() > 1 {
            header.views = resolvers;
        }
        header.probe_url = config.probe_url;
        header.follow = config.follow;
        header.asn_database = config.asn_db.is_some();
        header.fast = config.lists.depth == crate::cli::lists::Depth::Fast;
        header.whois_server.clone_from(&config.whois_server);
        header.rdap_bootstrap = config.rdap_bootstrap.clone().filter(|given| given.contains("://"));
        if config.rdap_bootstrap.is_some() && header.rdap_bootstrap.is_none() {
            header.needs.push("--rdap-bootstrap".to_owned());
        }
        if config.directory.is_some() {
            header.needs.push("--directory".to_owned());
        }
        if config.show_registrant {
            header.needs.push("--show-registrant".to_owned());
        }
        header
    }
}

/// A case file that is being written.
struct Sink {
    /// The file.
    case: CaseWriter<File>,
    /// Why it can be written no further.
    problem: Option<std::io::Error>,
}

/// Ends a case file; a line that could not be written makes it worthless.
fn finish(path: &Path, writer: Mutex<Sink>, elapsed_ms: u64) -> Result<(), Error> {
    let mut sink = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
    match sink.problem {
        Some(problem) => Err(unwritable(path, &problem)),
        None => sink.case.end(elapsed_ms).map_err(|error| unwritable(path, &error)),
    }
}

/// A file that cannot be written.
fn unwritable(path: &Path, problem: &std::io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), problem: problem.to_string() }
}

/// The file name of the case of a target: its place in the input, and what is safe of its text.
fn file_name(at: usize, input: &str) -> String {
    let safe: String = input
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' })
        .take(80)
        .collect();
    format!("{:04}-{safe}.case", at + 1)
}
