//! Many targets at the same time. The next one starts as soon as there is room, whatever the others
//! do: a slow one idles nobody. Which is next is for the [order](super::order) to say.

use std::collections::BTreeSet;
use std::io::Write;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

use super::interrupt::Interrupt;
use super::order::StartingOrder;
use super::progress::Progress;
use super::recorder::{Recorded, Recorder};
use super::stack::{self, Stack};
use super::tracer;
use crate::config::Config;
use crate::directory::Directory;
use crate::error::Error;
use crate::exit;
use crate::model::target::{Target, without_password};
use crate::render::Outcome;
use crate::trace::Tracer;
use crate::walk::Plan;
use crate::wire::turns::Turns;

/// What became of a list.
pub(super) struct Ran {
    /// The worst exit code.
    pub(super) code: u8,
    /// How many targets are done.
    pub(super) done: usize,
}

/// Traces targets over the network and hands each outcome on as it comes, with its place in the
/// list. The exit code is the worst that `then` gives, or says what went wrong besides.
pub(super) async fn every<E: Write>(
    config: &Config,
    known: &Directory,
    plan: &Plan,
    (targets, several): (Vec<String>, bool),
    err: &mut E,
    mut then: impl FnMut(usize, Outcome, &mut E) -> Result<u8, Error>,
) -> Result<Ran, Error> {
    let net = stack::live(config)?;
    let recorder = Recorder::new(config, several)?;
    let resolver = config.resolver_words().join(", ");
    let tracer = tracer(config, known, plan, &resolver);
    let progress = Progress::new(config, targets.len());
    let interrupt = Interrupt::listen();
    let mut order = StartingOrder::new(targets, config.concurrency, (known, plan));
    let mut running = FuturesUnordered::new();
    let mut places = BTreeSet::new();
    let mut ran = Ran { code: exit::TRACED, done: 0 };
    let mut turns = Turns::default();
    loop {
        while running.len() < config.concurrency && turns.have_room() {
            let follower = order.next(places.first().copied(), &stack::queued(&net));
            let Some((at, input)) = follower else { break };
            places.insert(at);
            turns.take();
            running.push(one(at, input, &tracer, &net, &recorder));
        }
        let held = running.len() < config.concurrency && !order.is_empty();
        let result = tokio::select! {
            outcome = running.next(), if !running.is_empty() || !held => outcome,
            () = turns.next(), if held && !turns.have_room() => continue,
            () = interrupt.wait() => { ran.code = exit::INTERRUPTED; None }
            () = progress.due() => {
                progress.tell(ran.done, &net);
                continue;
            }
        };
        let Some((at, outcome)) = result else { break };
        let (outcome, problem) = outcome?;
        places.remove(&at);
        order.done(at);
        recorder.clear();
        ran.done += 1;
        ran.code = exit::worse(ran.code, progress.aside(|| then(at, outcome, err))?);
        if let Some(problem) = problem {
            let _ = writeln!(err, "trace: {problem}");
            ran.code = exit::worse(ran.code, exit::NOT_RUN);
        }
    }
    drop(progress);
    for warning in stack::warnings(&net).iter().filter(|_| !config.quiet) {
        let _ = writeln!(err, "warning: {}", crate::render::clean::clean(warning));
    }
    Ok(ran)
}

/// What a target yielded, and what kept its case from being written.
type One = Result<(Outcome, Option<Error>), Error>;

/// Traces one target.
async fn one(
    at: usize,
    input: String,
    tracer: &Tracer<'_>,
    net: &Stack,
    recorder: &Recorder<'_>,
) -> (usize, One) {
    let outcome = match Target::parse(&input) {
        Err(refusal) => Ok((Err((without_password(&input), refusal)), None)),
        Ok(target) => recorder
            .trace(at, target, tracer, net)
            .await
            .map(|Recorded { trace, problem }| (Ok(trace), problem)),
    };
    (at, outcome)
}
