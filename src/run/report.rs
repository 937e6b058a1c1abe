//! `trace report`: traces or replays, drafts, and writes the drafts to files or to standard output.
//! Nothing is sent.

mod deliver;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use self::deliver::{deliver, disclose, tell};
use super::case::{drafted, store};
use super::{each, inputs, replayed, run};
use crate::advice::contradiction;
use crate::cli::{ReportArgs, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::error::Error;
use crate::exit;
use crate::model::advice::Nature;
use crate::render::clean::clean;
use crate::render::json;
use crate::render::json::v1::{Output, TraceV1};
use crate::render::{Format, Outcome};
use crate::report::desk::Desk;
use crate::report::draft::{Before, Draft, Told};
use crate::report::format::DraftFormat;
use crate::report::given::Given;
use crate::report::message::{Message, read};
use crate::report::set::{Choice, SetOutcome, drafts};
use crate::texts::Language;
use crate::wire::case::Case;

/// What a run of it works on.
struct ReportJob {
    /// What was typed.
    args: ReportArgs,
    /// What was decided.
    config: Config,
    /// What the reporter said.
    given: Given,
    /// The message that is reported.
    message: Option<Message>,
}

/// Drafts the notice to each right party.
pub async fn report(
    args: ReportArgs,
    around: Surroundings,
    mut out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let is_terminal = around.stderr_is_terminal;
    let (cases, targets) = sort(&args.targets);
    let (before, nature) = before(&cases, &args.harm)?;
    let config = Config::resolve(trace_args(&args, &cases, targets, &before.told, nature), around)?;
    if config.is_csam() {
        return hotlines(config, cases, out, err).await;
    }
    let is_terminal = is_terminal && inputs::stdin_is_terminal();
    if args.interactive && !is_terminal {
        return Err(Error::Report(
            "--interactive needs a terminal; use --set KEY=VALUE".to_owned(),
        ));
    }
    let message = args.message.as_deref().map(message).transpose()?;
    let mut given = given(&args, &config, message.as_ref())?;
    for (key, value) in before.facts.all() {
        given.offer(key, value);
    }
    let mut job = ReportJob { args, config, given, message };
    let choice = choice(&job.args)?;
    let (traces, code) = traces(&job.config, &cases, err).await?;
    if job.args.disclosure {
        return disclose(&job, &traces, &mut out, err);
    }
    let mut made = drafts(&traces, &job.given, &before, &choice);
    if job.args.interactive {
        ask(&mut job, &made, err)?;
        made = drafts(&traces, &job.given, &before, &choice);
    }
    let set = SetOutcome::write(made, &formats(&job), job.message.as_ref());
    deliver(&job, &set, &mut out)?;
    if !traces.is_empty() {
        tell(&job, &set, &choice, err);
    }
    remember(&job, &cases, &set, is_terminal, err)?;
    Ok(exit::worse(code, verdict(&job, &set)))
}

/// The exit code of a set.
fn verdict(job: &ReportJob, set: &SetOutcome) -> u8 {
    let left = job.config.strict && !set.blanks().is_empty();
    if set.written.is_empty() || left { exit::NOT_LEARNT } else { exit::TRACED }
}

/// Sorts what was typed into case files and targets: an existing file that begins as a case does, or
/// is named as one, is one. Whether it can be read is said where it is read.
fn sort(typed: &[String]) -> (Vec<PathBuf>, Vec<String>) {
    let is_case = |text: &&String| {
        let named = Path::new(text).extension().is_some_and(|ending| ending == "case");
        let begins = |bytes: Vec<u8>| bytes.starts_with(Case::BEGINS.as_bytes()) || named;
        let is_folder = text.contains('/') && Path::new(text).is_dir();
        text.as_str() == "demo" || is_folder || fs::read(text).is_ok_and(begins)
    };
    let (cases, targets): (Vec<String>, Vec<String>) =
        typed.iter().cloned().partition(|text| is_case(&text));
    (cases.into_iter().map(PathBuf::from).collect(), targets)
}

/// What was done by the logs of the cases; what was said counts where there is only one.
fn before(cases: &[PathBuf], harm: &str) -> Result<(Before, Nature), Error> {
    let (mut all, mut nature) = (Before::default(), Nature::Unknown);
    for case in cases.iter().filter(|case| case.as_os_str() != "demo") {
        let log = store::log(case)?;
        let one = store::before(&log, Some(harm));
        all.told.extend(one.told);
        if cases.len() == 1 {
            (all.facts, nature) = (one.facts, log.nature());
        }
    }
    Ok((all, nature))
}

/// Logs what was drafted, as drafted, where that is wanted; asks on a terminal, else says how.
fn remember(
    job: &ReportJob,
    cases: &[PathBuf],
    set: &SetOutcome,
    is_terminal: bool,
    err: &mut impl Write,
) -> Result<(), Error> {
    let ([case], Some(first)) = (cases, set.written.first()) else { return Ok(()) };
    if case.as_os_str() == "demo" {
        return Ok(());
    }
    let count = set.written.len();
    if job.args.log || is_terminal && !job.args.quiet && wants_log(case, count, err)? {
        for written in &set.written {
            drafted(case, &written.draft, err)?;
        }
    }
    if !job.args.quiet {
        let desk = first.draft.desk.word();
        let case = case.display();
        let _ = writeln!(err, "nothing was sent; once you did: trace case told {case} --to {desk}");
    }
    Ok(())
}

/// Asks whether drafts are to be logged.
fn wants_log(case: &Path, count: usize, err: &mut impl Write) -> Result<bool, Error> {
    let what = if count == 1 { "1 draft".to_owned() } else { format!("{count} drafts") };
    let path = store::path(case);
    let _ = write!(err, "log {what} as drafted (not as sent) in {}? [y/N] ", path.display());
    let _ = err.flush();
    let answer = inputs::answer()?.unwrap_or_default();
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// How the targets are traced. Where there are only cases, nobody waits for a list.
fn trace_args(
    args: &ReportArgs,
    cases: &[PathBuf],
    targets: Vec<String>,
    told: &[Told],
    nature: Nature,
) -> TraceArgs {
    let fits = contradiction(&args.harm, nature).is_none();
    let unsaid = fits && !args.compromised && !args.malicious;
    let only_cases = targets.is_empty() && args.input.is_none();
    TraceArgs {
        replay: cases.first().filter(|_| only_cases).cloned(),
        targets,
        input: args.input.clone(),
        harm: Some(args.harm.clone()),
        registrar_told: told.iter().any(|one| one.desk == Desk::Registrar),
        compromised: args.compromised || unsaid && nature == Nature::Compromised,
        malicious: args.malicious || unsaid && nature == Nature::Malicious,
        asking: args.asking.clone(),
        strict: args.strict,
        quiet: args.quiet,
        output: Some(Format::Human),
        ..TraceArgs::default()
    }
}

/// For the one harm about which nothing is written: the hotlines, and the code of a refusal.
async fn hotlines(
    mut config: Config,
    cases: Vec<PathBuf>,
    mut out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let _ = writeln!(
        err,
        "trace: nothing is drafted about this, in any format; report it to a hotline"
    );
    config.replay = cases.into_iter().next();
    if config.replay.is_some() {
        config.targets.clear();
        config.input = None;
    }
    run(config, &mut out, err).await?;
    Ok(exit::NOT_RUN)
}

/// Reads the message that is reported.
fn message(path: &Path) -> Result<Message, Error> {
    let bytes = fs::read(path)
        .map_err(|error| Error::Unreadable { path: path.to_owned(), problem: error.to_string() })?;
    read(&bytes).ok_or_else(|| Error::Unreadable {
        path: path.to_owned(),
        problem: "it is no message with its headers; save it as the mail program received it"
            .to_owned(),
    })
}

/// What the reporter said: the configuration and the variables, then the command line, then what the
/// message shows.
fn given(args: &ReportArgs, config: &Config, message: Option<&Message>) -> Result<Given, Error> {
    let mut given = Given::default();
    for (key, value) in &config.reporter {
        given.set(key, value)?;
    }
    for text in &args.set {
        given.take(text)?;
    }
    if let Some(message) = message {
        let shown = [
            ("source_ip", &message.source),
            ("smtp_from", &message.sender),
            ("smtp_to", &message.recipient),
            ("subject", &message.subject),
            ("message_id", &message.message_id),
        ];
        for (key, value) in shown {
            given.offer(key, value.as_deref().unwrap_or_default());
        }
    }
    Ok(given)
}

/// Which steps are wanted.
fn choice(args: &ReportArgs) -> Result<Choice, Error> {
    let choice = Choice { steps: args.step.clone(), to: args.to.clone() };
    match choice.stranger() {
        Some(word) => Err(Error::Report(format!(
            "--to is {word:?}; use a layer (registrar, host, cdn, …) or csirt, blocklist, icann"
        ))),
        None => Ok(choice),
    }
}

/// The formats that are written.
fn formats(job: &ReportJob) -> Vec<DraftFormat> {
    let given = &job.args.format;
    if !given.is_empty() {
        return given.clone();
    }
    let mut formats = vec![DraftFormat::Text];
    if job.args.out.is_some() {
        formats.extend([DraftFormat::Eml, DraftFormat::Form, DraftFormat::Xarf]);
        formats.extend(job.message.is_some().then_some(DraftFormat::Arf));
    }
    formats
}

/// The traces of the cases and of the targets, and the worst code on the way.
async fn traces(
    config: &Config,
    cases: &[PathBuf],
    err: &mut impl Write,
) -> Result<(Vec<TraceV1>, u8), Error> {
    let mut traces = Vec::new();
    let mut code = exit::TRACED;
    for path in cases {
        let case = inputs::whole_case(path)?;
        let known = inputs::directory(config)?;
        let plan = inputs::recorded_plan(&case.header, config)?;
        let outcome = replayed(config, &known, &plan, case).await;
        code = exit::worse(code, keep(&mut traces, &outcome, err));
    }
    if cases.is_empty() || !config.targets.is_empty() || config.input.is_some() {
        let targets = inputs::targets(config)?;
        let several = targets.len() > 1;
        let known = inputs::directory(config)?;
        let plan = inputs::plan(config)?;
        let asked = each(config, &known, &plan, (targets, several), err, |outcome, err| {
            Ok(keep(&mut traces, &outcome, err))
        });
        code = exit::worse(code, asked.await?);
    }
    Ok((traces, code))
}

/// Keeps a trace, or says why there is none.
fn keep(traces: &mut Vec<TraceV1>, outcome: &Outcome, err: &mut impl Write) -> u8 {
    match outcome {
        Ok(trace) => {
            if let Output::Trace(trace) = json::output(trace) {
                traces.push(*trace);
            }
            exit::TRACED
        }
        Err((_, refusal)) => {
            let _ = writeln!(err, "trace: {}", clean(&refusal.to_string()));
            exit::NOT_RUN
        }
    }
}

/// Asks for what is blank.
fn ask(job: &mut ReportJob, made: &[Draft], err: &mut impl Write) -> Result<(), Error> {
    let set = SetOutcome::write(made.to_vec(), &formats(job), job.message.as_ref());
    for key in set.blanks() {
        let question = Language::English.find(&format!("report.fact.{key}")).unwrap_or_default();
        loop {
            let _ = write!(err, "{key}: {question} (empty: leave it blank): ");
            let _ = err.flush();
            let Some(line) = inputs::answer()? else { return Ok(()) };
            if line.trim().is_empty() {
                break;
            }
            match job.given.set(key, &line) {
                Ok(()) => break,
                Err(problem) => drop(writeln!(err, "{problem}")),
            }
        }
    }
    Ok(())
}
