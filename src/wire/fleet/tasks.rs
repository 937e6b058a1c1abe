//! The queue: targets go in, each is taken by one worker, and its result and the end of the task are
//! one transaction. A task whose worker has died is taken by another one.

use std::time::Duration;

use redis::{Value, pipe};

use super::scripts::{AGAIN, ORPHANS, PUSH};
use super::{Fleet, FleetError};

/// The keys.
const TASKS: &str = "trace:tasks";
const KNOWN: &str = "trace:known";
const OPTIONS: &str = "trace:options";
const QUEUE: &str = "trace:queue";
const RESULTS: &str = "trace:results";
const DEATHS: &str = "trace:deaths";
/// The consumer group.
const GROUP: &str = "trace";
/// The length of the name of a set of options.
const NAME: usize = 40;
/// Targets that go in at a time.
const BATCH: usize = 500;
/// Results that come out at a time: each has some ten kilobytes.
const RESULTS_AT_ONCE: u64 = 100;
/// The longest target and the longest options that are read.
const LONGEST: usize = 8 << 10;
/// After so many workers have died with it in hand a task is done alone; after so many that had
/// nothing else in hand it is given up.
const MOST_DEATHS: u64 = 3;
/// A task that nobody has renewed for so long has lost its worker.
pub const LOST: Duration = Duration::from_secs(4);
/// How often a worker renews its tasks.
pub const RENEWED: Duration = Duration::from_secs(1);

/// A task in hand.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its place in the stream.
    id: String,
    /// Its place among the tasks, from 1.
    pub place: u64,
    /// The options, as they were pushed; `None` where they are gone or too long.
    pub options: Option<String>,
    /// The target, as it was pushed; `None` where it is gone or too long.
    pub target: Option<String>,
    /// Whether its worker does nothing else meanwhile, since it may be what workers die of.
    pub alone: bool,
    /// How many workers have died over it, where that is too many.
    pub deaths: Option<u64>,
}

/// What is known of the deaths of a task's workers: whether it is done alone, and how many they are,
/// where that is too many.
#[derive(Clone, Copy, Default)]
struct TaskDeaths {
    /// See [`Task::alone`].
    alone: bool,
    /// See [`Task::deaths`].
    deaths: Option<u64>,
}

/// How Redis sums up what is in hand: how much, the first, the last, by worker.
type InHand = (u64, Option<String>, Option<String>, Option<Vec<(String, String)>>);

/// How far the queue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueState {
    /// All tasks.
    pub pushed: u64,
    /// Those with a result.
    pub done: u64,
    /// Those in the queue, in hand or not.
    pub open: u64,
    /// Those in hand, by worker.
    pub in_hand: Vec<(String, u64)>,
}

#[cfg(test)]
impl Task {
    /// Its place in the stream.
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

impl Fleet {
    /// Makes sure that there is a queue.
    pub async fn prepare(&self) -> Result<(), FleetError> {
        let mut commands = pipe();
        commands
            .cmd("XGROUP")
            .arg("CREATE")
            .arg(QUEUE)
            .arg(GROUP)
            .arg("0")
            .arg("MKSTREAM")
            .ignore();
        match self.send::<()>(&commands).await {
            Err(error) if error.problem.contains("BUSYGROUP") => Ok(()),
            other => other,
        }
    }

    /// Adds the targets that are not there yet with these options; says how many that were.
    pub async fn push(&self, options: &str, targets: &[String]) -> Result<u64, FleetError> {
        self.prepare().await?;
        let mut new = 0;
        for targets in targets.chunks(BATCH) {
            let mut script = PUSH.key(KNOWN);
            script.key(TASKS).key(QUEUE).key(OPTIONS).arg(options);
            for target in targets {
                script.arg(target);
            }
            new += self.run::<u64>(&script).await?;
        }
        Ok(new)
    }

    /// Takes some tasks: first those whose worker has died, then new ones. One that is done alone is
    /// the last of them.
    pub async fn take(&self, count: usize) -> Result<Vec<Task>, FleetError> {
        let mut tasks = self.orphans(count).await?;
        let room = count.saturating_sub(tasks.len());
        if room > 0 && !tasks.last().is_some_and(|task| task.alone) {
            let mut commands = pipe();
            let read = commands.cmd("XREADGROUP").arg("GROUP").arg(GROUP).arg(&self.name);
            read.arg("COUNT").arg(room).arg("STREAMS").arg(QUEUE).arg(">");
            let (streams,): (Value,) = self.send(&commands).await?;
            // One stream, its name before its entries.
            let entries = parts(streams).into_iter().flat_map(parts).nth(1);
            let entries = entries.map(parts).unwrap_or_default();
            tasks.extend(self.sound(entries, TaskDeaths::default()).await?);
        }
        self.fill(tasks).await
    }

    /// Takes tasks over whose worker has died. When the shared server was gone nobody could renew
    /// theirs, and after that they have a moment to do so.
    async fn orphans(&self, count: usize) -> Result<Vec<Task>, FleetError> {
        // That a connection is lost shows when it is used.
        let mut commands = pipe();
        commands.cmd("XLEN").arg(QUEUE).ignore();
        self.send::<()>(&commands).await?;
        if self.is_back_within(LOST) {
            return Ok(Vec::new());
        }
        let lost = u64::try_from(LOST.as_millis()).unwrap_or(u64::MAX);
        let mut script = ORPHANS.key(QUEUE);
        script.key(DEATHS).arg(GROUP).arg(&self.name).arg(lost).arg(count).arg(MOST_DEATHS);
        for worker in self.gone().await {
            script.arg(worker);
        }
        let taken: Vec<(Value, u64, u64)> = self.run(&script).await?;
        let mut tasks = Vec::new();
        for (value, alone, deaths) in taken {
            let past = TaskDeaths { alone: alone == 1, deaths: (deaths > 0).then_some(deaths) };
            tasks.extend(self.sound(vec![value], past).await?);
        }
        Ok(tasks)
    }

    /// The entries that are tasks. What is none was put there by somebody else, and goes.
    async fn sound(&self, entries: Vec<Value>, past: TaskDeaths) -> Result<Vec<Task>, FleetError> {
        let mut tasks = Vec::new();
        for value in entries {
            match entry(value, past) {
                Some(Ok(task)) => tasks.push(task),
                Some(Err(id)) => self.end(&id, None).await?,
                None => {}
            }
        }
        Ok(tasks)
    }

    /// Reads what the tasks are.
    async fn fill(&self, tasks: Vec<Task>) -> Result<Vec<Task>, FleetError> {
        let mut filled = Vec::new();
        for mut task in tasks {
            let mut commands = pipe();
            commands.cmd("HGET").arg(TASKS).arg(task.place);
            let (text,): (Option<Vec<u8>>,) = self.send(&commands).await?;
            let text = text.filter(|text| text.len() <= LONGEST).map(String::from_utf8);
            if let Some(Ok(text)) = text
                && let Some((options, target)) = text.split_at_checked(NAME)
            {
                let mut commands = pipe();
                commands.cmd("HGET").arg(OPTIONS).arg(options);
                let (options,): (Option<Vec<u8>>,) = self.send(&commands).await?;
                let options = options.filter(|options| options.len() <= LONGEST);
                task.options = options.and_then(|options| String::from_utf8(options).ok());
                task.target = Some(target.to_owned());
            }
            filled.push(task);
        }
        Ok(filled)
    }

    /// Says that this worker still has its tasks in hand.
    pub async fn hold(&self, tasks: &[Task]) -> Result<(), FleetError> {
        if tasks.is_empty() {
            return Ok(());
        }
        let mut commands = pipe();
        let claim = commands.cmd("XCLAIM").arg(QUEUE).arg(GROUP).arg(&self.name).arg(0);
        for task in tasks {
            claim.arg(&task.id);
        }
        // Without `JUSTID` each renewal would count as a death.
        claim.arg("JUSTID").ignore();
        self.send(&commands).await
    }

    /// Hands a result in: it counts if it is the first, and the task is over.
    pub async fn finish(&self, task: &Task, result: &str) -> Result<(), FleetError> {
        self.end(&task.id, Some((task.place, result))).await
    }

    /// Ends a task, with its result, in one transaction.
    async fn end(&self, id: &str, result: Option<(u64, &str)>) -> Result<(), FleetError> {
        let mut commands = pipe();
        commands.atomic();
        if let Some((place, result)) = result {
            commands.cmd("HSETNX").arg(RESULTS).arg(place).arg(result).ignore();
        }
        commands.cmd("XACK").arg(QUEUE).arg(GROUP).arg(id).ignore();
        commands.cmd("XDEL").arg(QUEUE).arg(id).ignore();
        commands.cmd("HDEL").arg(DEATHS).arg(id).arg(format!("{id}:alone")).ignore();
        self.send(&commands).await
    }

    /// How far the queue is.
    pub async fn standing(&self) -> Result<QueueState, FleetError> {
        self.prepare().await?;
        let mut commands = pipe();
        commands.cmd("HLEN").arg(TASKS);
        commands.cmd("HLEN").arg(RESULTS);
        commands.cmd("XLEN").arg(QUEUE);
        commands.cmd("XPENDING").arg(QUEUE).arg(GROUP);
        let (pushed, done, open, (_, _, _, workers)): (u64, u64, u64, InHand) =
            self.send(&commands).await?;
        let count = |(name, count): (String, String)| Some((name, count.parse().ok()?));
        let in_hand = workers.unwrap_or_default().into_iter().filter_map(count).collect();
        Ok(QueueState { pushed, done, open, in_hand })
    }

    /// The results from a place on, each with its place, and the next place; `None` at the end.
    pub async fn results(
        &self,
        from: u64,
    ) -> Result<Option<(Vec<(u64, String)>, u64)>, FleetError> {
        let mut commands = pipe();
        commands.cmd("HLEN").arg(TASKS);
        let read = commands.cmd("HMGET").arg(RESULTS);
        let places = from..from.saturating_add(RESULTS_AT_ONCE);
        for place in places.clone() {
            read.arg(place);
        }
        let (pushed, results): (u64, Vec<Option<Vec<u8>>>) = self.send(&commands).await?;
        if from > pushed {
            return Ok(None);
        }
        let next = places.end;
        let results = places.zip(results).filter_map(|(place, result)| {
            let text = String::from_utf8(result?).ok();
            // What is no text is shown as what it is: no result.
            Some((place, text.unwrap_or_default()))
        });
        Ok(Some((results.collect(), next)))
    }

    /// Takes the result of a task away and queues the task again; says whether there was one.
    pub async fn retry(&self, place: u64) -> Result<bool, FleetError> {
        let mut script = AGAIN.key(RESULTS);
        script.key(QUEUE).arg(place);
        Ok(self.run::<u64>(&script).await? == 1)
    }
}

/// The parts of a list; of anything else there are none.
fn parts(value: Value) -> Vec<Value> {
    match value {
        Value::Array(parts) => parts,
        _ => Vec::new(),
    }
}

/// The task of an entry of the stream: its identifier, then names and values. The identifier alone
/// where it is no task.
fn entry(entry: Value, past: TaskDeaths) -> Option<Result<Task, String>> {
    // Of one that is gone there is only its identifier.
    if let Value::BulkString(id) = entry {
        return String::from_utf8(id).ok().map(Err);
    }
    let mut entry = parts(entry).into_iter();
    let id: String = redis::from_redis_value(entry.next()?).ok()?;
    let place = parts(entry.next()?).into_iter().nth(1);
    let place: Option<String> = place.and_then(|value| redis::from_redis_value(value).ok());
    let place = place.and_then(|place| place.parse().ok());
    let TaskDeaths { alone, deaths } = past;
    let task = |place| Task { id: id.clone(), place, options: None, target: None, alone, deaths };
    Some(place.map(task).ok_or_else(|| id.clone()))
}
