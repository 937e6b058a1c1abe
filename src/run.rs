//! The whole program on one screen: targets, wire, walk, attribution, output.

mod batch;
mod case;
mod check;
mod desk;
mod diff;
mod forecast;
mod inputs;
mod interrupt;
mod neighbours;
mod order;
mod progress;
#[cfg(feature = "queue")]
mod queue;
mod recorder;
mod report;
mod resume;
mod stack;
pub mod update;
mod waiting;
#[cfg(feature = "queue")]
mod worker;

use std::collections::BTreeMap;
use std::io::Write;

use crate::config::Config;
use crate::directory::Directory;
use crate::error::Error;
use crate::exit;
use crate::model::target::{Target, without_password};
use crate::render::{Format, Outcome, Printer};
use crate::trace::Tracer;
use crate::walk::Plan;
use crate::wire::case::{Case, tool};
use crate::wire::memo::Memo;
use crate::wire::replay::Replay;

use self::batch::every;
pub use self::case::case;
pub use self::check::check;
use self::desk::ResultDesk;
pub use self::diff::diff;
pub use self::forecast::plan;
use self::neighbours::Neighbours;
#[cfg(feature = "queue")]
pub use self::queue::queue;
pub use self::report::report;
use self::resume::Rest;
use self::waiting::WaitingFile;
#[cfg(feature = "queue")]
pub use self::worker::worker;

/// Traces what the configuration says and writes the results. The exit code is that of
/// [`exit`].
pub async fn run(config: Config, out: impl Write, err: &mut impl Write) -> Result<u8, Error> {
    let mut known = inputs::directory(&config)?;
    if config.replay.is_none() {
        match inputs::ranges(&config, &known) {
            Ok(Some(fresh)) => known = fresh,
            Err(warning) if !config.quiet => drop(writeln!(err, "warning: {warning}")),
            Ok(None) | Err(_) => {}
        }
    }
    match &config.replay {
        Some(path) => {
            let case = inputs::case(path)?;
            replay(&config, &known, case, out, err).await
        }
        None => live(&config, &known, out, err).await,
    }
}

/// Traces over the network, several targets at the same time.
async fn live(
    config: &Config,
    known: &Directory,
    out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let mut targets = inputs::targets(config)?;
    if let Some(shard) = config.shard {
        targets.retain(|target| shard.holds(target));
    }
    let several = config.targets.len() > 1 || config.input.is_some();
    let plan = inputs::plan(config)?;
    let resume = config.lists.resume.as_deref();
    let rest = match resume {
        None => Rest { targets, done: 0, again: Vec::new() },
        Some(path) => resume::prepare(path, targets)?,
    };
    let all = rest.targets.len() + rest.done;
    let neighbours = Neighbours::of(rest.targets.clone());
    if resume.is_some() && !config.quiet {
        let _ = writeln!(err, "trace: {} of {all} were done already{}", rest.done, again(&rest));
    }
    let out: Box<dyn Write + '_> = match resume {
        None => Box::new(out),
        Some(path) => Box::new(resume::open(path)?),
    };
    let format = if resume.is_some() { Format::Ndjson } else { config.format };
    let printer = Printer::new(out, format, config.look, several);
    let (targets, lines) = desk::distinct(rest.targets);
    let lines_of: Vec<usize> = lines.iter().map(Vec::len).collect();
    // What is appended to a file is safe there; it need not wait for its turn.
    let unordered = config.lists.unordered || resume.is_some();
    let kept = Some(inputs::output_file).filter(|_| several && !unordered);
    let kept = WaitingFile::beside(kept.and_then(|file| file()).as_deref());
    let mut desk = ResultDesk::new(printer, unordered, lines, kept);
    let mut done = rest.done;
    let ran = every(config, known, &plan, (targets, several), err, |at, outcome, err| {
        let outcome = neighbours.ask(outcome);
        tell(&outcome, config, err);
        let code = exit::of(&outcome, config.strict);
        desk.take(at, outcome)?;
        done += lines_of.get(at).copied().unwrap_or(1);
        Ok(code)
    });
    let ran = ran.await?;
    desk.finish()?;
    if ran.code == exit::INTERRUPTED && several {
        let file = resume.map_or_else(inputs::output_file, |path| Some(path.to_owned()));
        let file = file.map_or("FILE".to_owned(), |path| path.display().to_string());
        let _ = writeln!(err, "trace: {done} of {all} done; go on with --resume {file}");
    }
    Ok(ran.code)
}

/// What is tried again, in words.
fn again(rest: &Rest) -> String {
    const SHOWN: usize = 5;
    if rest.again.is_empty() {
        return String::new();
    }
    let names: Vec<String> =
        rest.again.iter().take(SHOWN).map(|name| crate::render::clean::clean(name)).collect();
    let more = if rest.again.len() > SHOWN { ", …" } else { "" };
    format!(
        "; {} tried again, because a server could not be asked: {}{more}",
        rest.again.len(),
        names.join(", ")
    )
}

/// Traces targets over the network and hands the outcomes on, in the order of the input. The exit
/// code is the worst that `then` gives, or says what went wrong besides.
async fn each<E: Write>(
    config: &Config,
    known: &Directory,
    plan: &Plan,
    targets: (Vec<String>, bool),
    err: &mut E,
    mut then: impl FnMut(Outcome, &mut E) -> Result<u8, Error>,
) -> Result<u8, Error> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let ran = every(config, known, plan, targets, err, |at, outcome, err| {
        waiting.insert(at, outcome);
        let mut code = exit::TRACED;
        while let Some(outcome) = waiting.remove(&next) {
            code = exit::worse(code, then(outcome, err)?);
            next += 1;
        }
        Ok(code)
    });
    Ok(ran.await?.code)
}

/// Traces from a case file; nothing reaches the network.
async fn replay(
    config: &Config,
    known: &Directory,
    case: Case,
    out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let plan = inputs::recorded_plan(&case.header, config)?;
    let outcome = replayed(config, known, &plan, case).await;
    tell(&outcome, config, err);
    let mut printer = Printer::new(out, config.format, config.look, false);
    printer.write(&outcome)?;
    printer.finish()?;
    Ok(exit::of(&outcome, config.strict))
}

/// What a case yields.
async fn replayed(config: &Config, known: &Directory, plan: &Plan, case: Case) -> Outcome {
    let header = case.header.clone();
    let broken = case.lines.iter().filter(|line| !line.is_intact()).count();
    let elapsed = case.footer.map_or(0, |footer| footer.elapsed_ms);
    match Target::parse(&header.target) {
        Err(refusal) => Err((without_password(&header.target), refusal)),
        Ok(target) => {
            let tracer = tracer(config, known, plan, &header.resolver);
            let net = Memo::new(Replay::new(case));
            plan.blocks.replay(net.inner().addresses());
            let mut trace = tracer.trace(target, &net, header.started, &|_| ()).await;
            trace.elapsed(elapsed);
            trace.replayed = true;
            if broken > 0 {
                trace
                    .remarks
                    .push(format!("{broken} of the recorded bodies do not have their digest"));
            }
            for option in &header.needs {
                let given = match option.as_str() {
                    "--directory" => config.directory.is_some(),
                    "--show-registrant" => config.show_registrant,
                    _ => config.rdap_bootstrap.is_some(),
                };
                if !given {
                    trace
                        .remarks
                        .push(format!("the case was recorded with {option}; give it again"));
                }
            }
            if header.tool != tool() {
                trace.remarks.push(format!("the case was recorded by {}", header.tool));
            }
            Ok(Box::new(trace))
        }
    }
}

/// How each target is traced.
fn tracer<'a>(
    config: &Config,
    known: &'a Directory,
    plan: &'a Plan,
    resolver: &'a str,
) -> Tracer<'a> {
    Tracer {
        known,
        plan,
        show_registrant: config.show_registrant,
        request: config.request,
        patience: config.patience,
        resolver,
    }
}

/// Tells people why a target was refused; JSON carries it in its place. A standard error that
/// nobody reads costs no result.
fn tell(outcome: &Outcome, config: &Config, err: &mut impl Write) {
    if let Err((_, refusal)) = outcome
        && config.format.is_for_people()
    {
        let _ = writeln!(err, "trace: {}", crate::render::clean::clean(&refusal.to_string()));
    }
}
