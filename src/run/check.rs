//! `trace check`: reads the policy, traces its domains, writes the reports; or writes the policy,
//! or changes it so that it accepts what is true today.

mod accept;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::neighbours::Neighbours;
use super::{each, inputs, replayed};
use crate::check::formats::{self, CheckFormat};
use crate::check::policy::{Policy, Setting};
use crate::check::verdict::{DomainReport, Report};
use crate::check::{self as checking, init};
use crate::cli::{CheckArgs, ReportTo, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::directory::Directory;
use crate::error::Error;
use crate::exit;
use crate::model::owner::Wants;
use crate::model::target::Target;
use crate::render::clean::clean;
use crate::render::{Look, Outcome};
use crate::trace::Trace;

/// The policy where none is named.
const POLICY: &str = "trace.toml";

/// Checks domains, or writes the policy that is true today. The exit code is that of [`exit`].
pub async fn check(
    args: CheckArgs,
    around: Surroundings,
    mut out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let CheckArgs { targets, policy, init, force, update, yes, output, asking, replay, .. } = args;
    let typed = TraceArgs {
        asking,
        strict: args.strict,
        verbose: args.verbose,
        quiet: args.quiet,
        ..TraceArgs::default()
    };
    let policy = policy.map_or_else(|| around.policy(), |typed| Ok(Some(typed)))?;
    let marks = around.stderr_is_terminal;
    let config = Config::resolve(typed, around)?;
    let known = inputs::directory(&config)?;
    let mut job = CheckJob { config: &config, known: &known, replay: &replay, beside: Vec::new() };
    if init {
        if targets.is_empty() && replay.is_empty() {
            return Err(Error::NoTarget);
        }
        return write_policy(&job, targets, policy.as_deref(), force, (out, err)).await;
    }
    let path = policy.as_deref().unwrap_or(Path::new(POLICY));
    let policy = annotated(path, &output, marks, &mut out)?;
    if output.iter().filter(|report| report.file.is_none()).count() > 1 {
        return Err(Error::TwoReports);
    }
    job.beside = policy.names();
    let names = if targets.is_empty() { policy.names() } else { targets };
    if names.is_empty() && replay.is_empty() {
        return Err(Error::NoDomain { policy: policy.file });
    }
    let (code, traces) = job.traces(names, checking::wants(&policy), err).await?;
    if update {
        return accept::accept(&policy, path, &traces, &known, (yes, code), (out, err));
    }
    let mut code = code;
    let mut domains: Vec<DomainReport> = Vec::new();
    for trace in &traces {
        let settings = policy.of(&trace.target.host());
        if settings.is_empty() {
            let host = clean(&trace.target.host());
            let _ = writeln!(err, "trace: no section of {} is about {host}", policy.file);
            code = exit::worse(code, exit::NOT_RUN);
            continue;
        }
        let report = checked(&policy, &settings, trace, &known);
        code = exit::worse(code, exit::of_check(&report, config.strict));
        domains.push(report);
    }
    let report = Report::of(&policy.file, config.strict, domains);
    let report = if config.quiet && output.is_empty() { report.failures() } else { report };
    write_reports(&report, &output, &config.look, out)?;
    Ok(code)
}

/// Checks one domain, and says where only what holds for all domains was checked.
fn checked(
    policy: &Policy,
    settings: &[&Setting],
    trace: &Trace,
    known: &Directory,
) -> DomainReport {
    let mut report = checking::check(settings, trace, known);
    let host = trace.target.host();
    if !policy.has_own(&host) {
        report.warnings.push(format!(
            "{host} has no section of its own: only what holds for all domains was checked"
        ));
    }
    report
}

/// Reads the policy. Its mistakes become annotations where those are wanted, and are shown on their
/// lines where somebody looks.
fn annotated(
    path: &Path,
    output: &[ReportTo],
    marks: bool,
    out: &mut impl Write,
) -> Result<Policy, Error> {
    match read_policy(path) {
        Err(Error::Policy(complaints)) => {
            if output.iter().any(|report| report.format == CheckFormat::Github) {
                formats::complain(&complaints, out)?;
            }
            let text = inputs::text(path)?;
            Err(Error::Policy(if marks { complaints.with_text(&text) } else { complaints }))
        }
        read => read,
    }
}

/// What there is to trace with.
struct CheckJob<'a> {
    /// What was decided.
    config: &'a Config,
    /// Who is behind names.
    known: &'a Directory,
    /// The recorded runs, where nobody is to be asked.
    replay: &'a [std::path::PathBuf],
    /// The names of the policy.
    beside: Vec<String>,
}

impl CheckJob<'_> {
    /// Traces names, or replays what was recorded. What is refused is said and costs the others
    /// nothing.
    async fn traces<E: Write>(
        &self,
        names: Vec<String>,
        wants: Wants,
        err: &mut E,
    ) -> Result<(u8, Vec<Box<Trace>>), Error> {
        let mut traces = Vec::new();
        let neighbours = Neighbours::of([names.as_slice(), &self.beside].concat());
        let mut keep = |outcome: Outcome, err: &mut E| match neighbours.ask(outcome) {
            Ok(trace) if trace.target.name().is_some() => {
                traces.push(trace);
                exit::TRACED
            }
            Ok(trace) => {
                let host = trace.target.host();
                let _ = writeln!(err, "trace: {host} is no name; a policy is about domains");
                exit::NOT_RUN
            }
            Err((_, refusal)) => {
                let _ = writeln!(err, "trace: {}", clean(&refusal.to_string()));
                exit::NOT_RUN
            }
        };
        let mut code = exit::TRACED;
        if self.replay.is_empty() {
            let plan = inputs::plan(self.config)?;
            // Where a site leads on to is not what its domain is about.
            let plan = crate::walk::Plan { wants, probe_url: false, follow: false, ..plan };
            let several = names.len() > 1;
            // The host alone: a path or scheme would leave out the www twin.
            let hosts = names.into_iter().map(|name| host_of(&name)).collect();
            let running =
                each(self.config, self.known, &plan, (hosts, several), err, |outcome, err| {
                    Ok(keep(outcome, err))
                });
            code = running.await?;
        }
        for path in self.replay {
            let case = inputs::case(path)?;
            let plan = inputs::recorded_plan(&case.header, self.config)?;
            let plan = crate::walk::Plan { wants, ..plan };
            let outcome = replayed(self.config, self.known, &plan, case).await;
            code = exit::worse(code, keep(outcome, err));
        }
        Ok((code, traces))
    }
}

/// The host of what was typed, where it can be read.
fn host_of(text: &str) -> String {
    Target::parse(text).map_or_else(|_| text.to_owned(), |target| target.host())
}

/// Reads a policy file.
fn read_policy(path: &Path) -> Result<Policy, Error> {
    let text = fs::read_to_string(path).map_err(|error| {
        let (path, problem) = (path.to_owned(), error.to_string());
        if error.kind() == io::ErrorKind::NotFound {
            Error::NoPolicy { path, problem }
        } else {
            Error::Unreadable { path, problem }
        }
    })?;
    Ok(Policy::read(&text, &path.display().to_string())?)
}

/// Writes the policy that is true today. A file that is there is found out before anybody is
/// asked.
async fn write_policy(
    job: &CheckJob<'_>,
    names: Vec<String>,
    path: Option<&Path>,
    force: bool,
    (mut out, err): (impl Write, &mut impl Write),
) -> Result<u8, Error> {
    if let Some(path) = path.filter(|path| !force && path.exists()) {
        return Err(Error::Exists { path: path.to_owned() });
    }
    let (code, traces) = job.traces(names, checking::wants_all(), err).await?;
    if traces.is_empty() {
        return Ok(code);
    }
    for trace in traces.iter().filter(|trace| init::is_free(trace)) {
        let host = clean(&trace.target.host());
        let _ = writeln!(err, "warning: {host} is not registered; is its name right?");
    }
    let text = init::policy(&traces, job.known);
    match path {
        None => out.write_all(text.as_bytes())?,
        Some(path) => fs::write(path, text).map_err(|error| unwritable(path, &error))?,
    }
    Ok(code)
}

/// Writes the reports where they go; without any, the human one to standard output.
fn write_reports(
    report: &Report,
    wanted: &[ReportTo],
    look: &Look,
    mut out: impl Write,
) -> Result<(), Error> {
    if wanted.is_empty() {
        formats::write(report, CheckFormat::Human, look, &mut out)?;
    }
    for ReportTo { format, file } in wanted {
        match file {
            None => formats::write(report, *format, look, &mut out)?,
            Some(path) => {
                let plain = Look { colour: false, links: false, ..*look };
                let file = File::create(path).map_err(|error| unwritable(path, &error))?;
                formats::write(report, *format, &plain, &mut BufWriter::new(file))
                    .map_err(|error| unwritable(path, &error))?;
            }
        }
    }
    Ok(())
}

/// A file that cannot be written.
fn unwritable(path: &Path, problem: &io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), problem: problem.to_string() }
}
