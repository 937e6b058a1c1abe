//! `trace worker`: takes targets out of the queue, traces them, hands the results in.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep};

use super::interrupt::Interrupt;
use super::queue::options::Options;
use super::queue::shared;
use super::stack::{self, Stack};
use super::{inputs, tracer};
use crate::cli::{AskArgs, WorkerArgs};
use crate::config::{Config, Surroundings};
use crate::directory::Directory;
use crate::error::Error;
use crate::exit;
use crate::model::target::{Target, without_password};
use crate::render::json;
use crate::walk::Plan;
use crate::wire::blocks::{BlockLog, Blocks};
use crate::wire::fleet::tasks::{RENEWED, Task};
use crate::wire::fleet::{Fleet, FleetError};

/// How long a worker waits for the queue's server when it is gone.
const PATIENCE: Duration = Duration::from_mins(10);
/// How often an empty queue is looked at, and one while there is no room for more.
const LOOK: Duration = Duration::from_millis(100);

/// A worker.
struct Worker<'a> {
    /// The shared server.
    fleet: Arc<Fleet>,
    /// The wires.
    net: Stack,
    /// Who is behind names and addresses.
    known: Directory,
    /// How this worker asks.
    asking: AskArgs,
    /// What it finds around it.
    around: Surroundings,
    /// What was typed.
    args: &'a WorkerArgs,
    /// What is done for each set of options.
    setups: RefCell<HashMap<String, Rc<Result<Setup, Failed>>>>,
}

/// What is done for a set of options.
struct Setup {
    /// The settings.
    config: Config,
    /// What is asked.
    plan: Plan,
}

/// Why a target has no trace: a code and a sentence.
#[derive(Debug, Clone)]
struct Failed(&'static str, String);

/// What came of looking into the queue.
enum Looked {
    /// Tasks, or none for now.
    Tasks(Vec<Task>),
    /// Nothing is in the queue.
    Drained,
}

/// Works until it is told to stop. The exit code is that of [`exit`].
pub async fn worker(args: WorkerArgs, around: Surroundings) -> Result<u8, Error> {
    let fleet = Arc::new(shared(&args.queue, &around, PATIENCE)?);
    let base = Options::default()
        .config(&args.asking, &around)
        .map_err(|problem| Error::Queue { problem })?;
    fleet.prepare().await?;
    let embedded = inputs::directory(&base)?;
    let known = inputs::ranges(&base, &embedded).ok().flatten().unwrap_or(embedded);
    let worker = Worker {
        net: stack::shared(&base, &fleet)?,
        fleet,
        known,
        asking: args.asking.clone(),
        around,
        args: &args,
        setups: RefCell::default(),
    };
    worker.work(base.concurrency).await
}

impl Worker<'_> {
    /// Keeps so many targets in hand.
    async fn work(&self, most: usize) -> Result<u8, Error> {
        let interrupt = Interrupt::listen();
        let mut running = FuturesUnordered::new();
        let mut in_hand: Vec<Task> = Vec::new();
        let mut renewed = Instant::now();
        loop {
            let due = renewed.elapsed() >= RENEWED;
            if due {
                renewed = Instant::now();
            }
            let held = if due { in_hand.clone() } else { Vec::new() };
            let room = if in_hand.iter().any(|task| task.alone) { 0 } else { most - in_hand.len() };
            let mut looking = std::pin::pin!(self.look(held, room, in_hand.is_empty()));
            let look = loop {
                tokio::select! {
                    look = &mut looking => break look?,
                    Some(done) = running.next(), if !running.is_empty() => {
                        let (id, outcome): (u64, Result<(), FleetError>) = done;
                        outcome?;
                        in_hand.retain(|task| task.place != id);
                    }
                    () = interrupt.wait() => return Ok(exit::INTERRUPTED),
                }
            };
            let tasks = match look {
                Looked::Drained => return Ok(exit::TRACED),
                Looked::Tasks(tasks) => tasks,
            };
            for task in tasks {
                // What was taken over from oneself, after a long pause, is under way already.
                if !in_hand.iter().any(|known| known.place == task.place) {
                    if !task.alone {
                        running.push(self.one(task.clone()));
                    }
                    in_hand.push(task);
                }
            }
            // What is done alone begins when all else is over.
            if let [task] = in_hand.as_slice()
                && running.is_empty()
            {
                running.push(self.one(task.clone()));
            }
        }
    }

    /// Renews what is in hand, and takes as many tasks as there is room for.
    async fn look(
        &self,
        held: Vec<Task>,
        room: usize,
        is_idle: bool,
    ) -> Result<Looked, FleetError> {
        self.fleet.hold(&held).await?;
        let tasks = if room > 0 { self.fleet.take(room).await? } else { Vec::new() };
        if tasks.is_empty() {
            if self.args.drain && is_idle && room > 0 {
                // What is done is out of the queue, and so is what was no task.
                if self.fleet.standing().await?.open == 0 {
                    return Ok(Looked::Drained);
                }
            }
            sleep(LOOK).await;
        }
        Ok(Looked::Tasks(tasks))
    }

    /// Traces one target and hands the result in.
    async fn one(&self, task: Task) -> (u64, Result<(), FleetError>) {
        let result = match self.traced(&task).await {
            Ok(output) => output,
            Err(Failed(code, message)) => {
                let input = task.target.as_deref().map(without_password).unwrap_or_default();
                json::failed(&input, code, message)
            }
        };
        // What is printed can always be written.
        let line = json::compact(&result).unwrap_or_default();
        (task.place, self.fleet.finish(&task, &line).await)
    }

    /// Traces one target.
    async fn traced(&self, task: &Task) -> Result<json::Output, Failed> {
        if let Some(deaths) = task.deaths {
            let text = format!("{deaths} workers died over this target; it was given up");
            return Err(Failed("worker-died", text));
        }
        let (Some(input), Some(options)) = (&task.target, &task.options) else {
            let text = "what the queue holds for this place cannot be read";
            return Err(Failed("unreadable-task", text.to_owned()));
        };
        let setup = self.setup(options);
        let setup = setup.as_ref().as_ref().map_err(Clone::clone)?;
        let target = match Target::parse(input) {
            Ok(target) => target,
            Err(refusal) => return Ok(json::refused(&without_password(input), &refusal)),
        };
        let now = crate::wire::now();
        let started = jiff::Timestamp::from_second(now.as_second()).unwrap_or(now);
        let resolver = setup.config.resolver_words().join(", ");
        let tracer = tracer(&setup.config, &self.known, &setup.plan, &resolver);
        let trace = Box::pin(tracer.trace(target, &self.net, started, &|_| ())).await;
        Ok(json::output(&trace))
    }

    /// What is done for a set of options.
    fn setup(&self, options: &str) -> Rc<Result<Setup, Failed>> {
        let mut setups = self.setups.borrow_mut();
        if let Some(known) = setups.get(options) {
            return Rc::clone(known);
        }
        let setup = Rc::new(self.prepared(options));
        setups.insert(options.to_owned(), Rc::clone(&setup));
        setup
    }

    /// Makes a set of options ready.
    fn prepared(&self, options: &str) -> Result<Setup, Failed> {
        let wrong = |problem: String| Failed("bad-options", problem);
        let options = Options::read(options)
            .ok_or_else(|| wrong("what was pushed as options is none".to_owned()))?;
        if options.probe && !self.args.allow_probe {
            let text = "this worker contacts no target; start it with --allow-probe";
            return Err(Failed("probe-not-allowed", text.to_owned()));
        }
        let config = options.config(&self.asking, &self.around).map_err(wrong)?;
        let mut plan = inputs::plan(&config).map_err(|error| wrong(error.to_string()))?;
        plan.blocks = Blocks::new(BlockLog::Fleet(Arc::clone(&self.fleet)));
        Ok(Setup { config, plan })
    }
}
