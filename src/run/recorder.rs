//! What happens beside a live trace: the case file, the words of `-v`, the status line.

use std::fs::{self, File};
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
use crate::wire::case::{Header, Writer};

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
    /// A recorder for a run.
    pub(super) fn new(config: &'a Config, several: bool) -> Self {
        let status = (config.status_line && !several).then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(std::time::Duration::from_millis(100));
            bar
        });
        Self { config, several, status }
    }

    /// Traces one target.
    pub(super) async fn trace(
        &self,
        at: usize,
        target: Target,
        tracer: &Tracer<'_>,
        net: &Stack,
    ) -> Result<Box<Trace>, Error> {
        let started = crate::wire::now();
        let started = jiff::Timestamp::from_second(started.as_second()).unwrap_or(started);
        let case = match &self.config.save_case {
            Some(path) => Some(self.begin(path, at, &target, started)?),
            None => None,
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
        if let Some((path, writer)) = case {
            finish(&path, writer, trace.elapsed_ms)?;
        }
        Ok(Box::new(trace))
    }

    /// Takes the status line away before results are printed.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.status {
            bar.finish_and_clear();
        }
    }

    /// Shows an exchange as it happens.
    #[expect(clippy::print_stderr, reason = "-v writes as things happen, from inside the wire")]
    fn show(&self, exchange: &Exchange) {
        if let Some(bar) = &self.status {
            bar.set_message(format!("asked {}", clean(&exchange.ask.server())));
        }
        if self.config.verbose {
            let outcome = match &exchange.outcome {
                Ok(_) => "answered",
                Err(failure) => failure.kind(),
            };
            eprintln!("{:>5} ms  {outcome:<12} {}", exchange.ms, clean(&exchange.ask.to_string()));
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
        let path = if self.several {
            fs::create_dir_all(path).map_err(|error| unwritable(path, &error))?;
            path.join(file_name(at, &target.input))
        } else {
            path.to_owned()
        };
        let file = File::create(&path).map_err(|error| unwritable(&path, &error))?;
        let case = Writer::begin(file, &self.header(target, started))
            .map_err(|error| unwritable(&path, &error))?;
        Ok((path, Mutex::new(Sink { case, problem: None })))
    }

    /// The first line of a target's case.
    fn header(&self, target: &Target, started: jiff::Timestamp) -> Header {
        let config = self.config;
        let mut header = Header::new(&target.input, started, config.probe, &config.resolver_word);
        header.asn_database = config.asn_db.is_some();
        header.whois_server.clone_from(&config.whois_server);
        header.rdap_bootstrap = config.rdap_bootstrap.clone().filter(|given| given.contains("://"));
        if config.rdap_bootstrap.is_some() && header.rdap_bootstrap.is_none() {
            header.needs.push("--rdap-bootstrap".to_owned());
        }
        if config.directory.is_some() {
            header.needs.push("--directory".to_owned());
        }
        header
    }
}

/// A case file that is being written.
struct Sink {
    /// The file.
    case: Writer<File>,
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
