//! The whole program on one screen: targets, wire, walk, attribution, output.

mod check;
mod diff;
mod inputs;
mod interrupt;
mod recorder;
mod report;
mod stack;
pub mod update;

use std::io::Write;

use futures_util::stream::{self, StreamExt};

use crate::config::Config;
use crate::directory::Directory;
use crate::error::Error;
use crate::exit;
use crate::model::target::{Target, without_password};
use crate::render::{Outcome, Printer};
use crate::trace::Tracer;
use crate::walk::Plan;
use crate::wire::case::{Case, tool};
use crate::wire::memo::Memo;
use crate::wire::replay::Replay;

pub use self::check::check;
pub use self::diff::diff;
use self::interrupt::Interrupt;
use self::recorder::{Recorded, Recorder};
pub use self::report::report;

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

/// Traces over the network, several targets at the same time, in the order of the input.
async fn live(
    config: &Config,
    known: &Directory,
    out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let targets = inputs::targets(config)?;
    let several = config.targets.len() > 1 || config.input.is_some();
    let plan = inputs::plan(config)?;
    let mut printer = Printer::new(out, config.format, config.look, several);
    let code = each(config, known, &plan, (targets, several), err, |outcome, err| {
        tell(&outcome, config, err);
        printer.write(&outcome)?;
        Ok(exit::of(&outcome, config.strict))
    });
    let code = code.await?;
    printer.finish()?;
    Ok(code)
}

/// Traces targets over the network and hands the outcomes on, in the order of the input. The exit
/// code is the worst that `then` gives, or says what went wrong besides.
async fn each<E: Write>(
    config: &Config,
    known: &Directory,
    plan: &Plan,
    (targets, several): (Vec<String>, bool),
    err: &mut E,
    mut then: impl FnMut(Outcome, &mut E) -> Result<u8, Error>,
) -> Result<u8, Error> {
    let net = stack::live(config)?;
    let recorder = Recorder::new(config, several)?;
    let tracer = tracer(config, known, plan, &config.resolver_word);
    let one = |(at, input): (usize, String)| {
        let (tracer, net, recorder) = (&tracer, &net, &recorder);
        async move {
            match Target::parse(&input) {
                Err(refusal) => Ok::<_, Error>((Err((without_password(&input), refusal)), None)),
                Ok(target) => {
                    let Recorded { trace, problem } =
                        recorder.trace(at, target, tracer, net).await?;
                    Ok((Ok(trace), problem))
                }
            }
        }
    };
    let mut outcomes =
        stream::iter(targets.into_iter().enumerate()).map(one).buffered(config.concurrency);
    let interrupt = Interrupt::listen();
    let mut code = exit::TRACED;
    loop {
        let result = tokio::select! {
            outcome = outcomes.next() => outcome,
            () = interrupt.wait() => { code = exit::INTERRUPTED; None }
        };
        let Some(outcome) = result else { break };
        let (outcome, problem) = outcome?;
        recorder.clear();
        code = exit::worse(code, then(outcome, err)?);
        if let Some(problem) = problem {
            let _ = writeln!(err, "trace: {problem}");
            code = exit::worse(code, exit::NOT_RUN);
        }
    }
    for warning in stack::warnings(&net).iter().filter(|_| !config.quiet) {
        let _ = writeln!(err, "warning: {}", crate::render::clean::clean(warning));
    }
    Ok(code)
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
