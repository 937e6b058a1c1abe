//! What many machines share: one Redis or Valkey server (6.2 or later) that holds the queue, the
//! ledgers of the servers that are asked, answers, and what is known of address blocks.
//!
//! Whatever is done in several steps is done by a script on that server or in one transaction, so
//! that a worker may die between any two of its own. Time is the server's. When the server is gone,
//! whoever needs it waits until it is back: nobody is asked past its limit meanwhile.
//!
//! | key | holds |
//! |---|---|
//! | `trace:tasks`, `trace:known`, `trace:options` | what is to be traced, with which options |
//! | `trace:queue` | the stream of places in `trace:tasks`; its consumer group is `trace` |
//! | `trace:deaths` | how many workers died with an entry of the stream in hand, and with no other |
//! | `trace:results` | the finished objects by place |
//! | `trace:limit:SERVER`, `…:log` | the ledger of a server |
//! | `trace:answer:DIGEST`, `trace:lease:DIGEST` | an answer, and who asks for it |
//! | `trace:blocks` | address blocks that were learnt |

use std::sync::PoisonError;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{ErrorKind, FromRedisValue, Pipeline, RedisError, ScriptInvocation, ServerErrorKind};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

pub use self::address::Address;
use crate::model::text::quoted;

pub mod address;
mod answers;
mod books;
mod lines;
mod link;
mod living;
mod scripts;
pub mod tasks;

/// How long is waited between two tries to reach the server.
const BETWEEN: Duration = Duration::from_millis(300);

/// The shared server.
#[derive(Debug)]
pub struct Fleet {
    /// Where it is.
    address: Address,
    /// How long is waited for it when it is gone.
    patience: Duration,
    /// The connection, with its number.
    link: Mutex<Option<(MultiplexedConnection, u64)>>,
    /// When a connection was opened that was not the first.
    back: std::sync::Mutex<Option<Instant>>,
    /// How many connections there were.
    opened: AtomicU64,
    /// Who is connected to it.
    living: std::sync::Mutex<living::Living>,
    /// By how much the server's clock is ahead of ours, in microseconds.
    ahead: AtomicI64,
    /// Tells this process from all others.
    pub(super) name: String,
}

/// What is done over the connection.
#[derive(Clone, Copy)]
enum Work<'a> {
    /// A script.
    Script(&'a ScriptInvocation<'a>),
    /// Commands.
    Commands(&'a Pipeline),
}

/// Why the shared server is of no use.
#[derive(Debug, thiserror::Error)]
#[error("{address}: {problem}")]
pub struct FleetError {
    /// Where it is, without its password.
    address: String,
    /// What is wrong.
    problem: String,
}

impl Fleet {
    /// A server that is not contacted yet; when it cannot be reached, it is waited for so long.
    pub fn new(address: Address, patience: Duration) -> Self {
        let now = jiff::Timestamp::now().as_nanosecond();
        Self {
            address,
            patience,
            link: Mutex::default(),
            back: std::sync::Mutex::default(),
            opened: AtomicU64::new(0),
            living: std::sync::Mutex::default(),
            ahead: AtomicI64::new(0),
            name: format!("{}-{now:x}", std::process::id()),
        }
    }

    /// Runs a script, again if the connection fails meanwhile.
    async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, FleetError> {
        self.again(Work::Script(script)).await
    }

    /// Sends commands in one go, again if the connection fails meanwhile.
    async fn send<T: FromRedisValue>(&self, commands: &Pipeline) -> Result<T, FleetError> {
        self.again(Work::Commands(commands)).await
    }

    /// Does something over the connection until that succeeds or is of no use.
    async fn again<T: FromRedisValue>(&self, work: Work<'_>) -> Result<T, FleetError> {
        let started = Instant::now();
        loop {
            let (problem, used) = match self.link().await {
                Err(problem) => (problem, None),
                Ok((mut link, number)) => {
                    let done = match work {
                        Work::Script(script) => script.invoke_async(&mut link).await,
                        Work::Commands(commands) => commands.query_async(&mut link).await,
                    };
                    match done {
                        Ok(value) => return Ok(value),
                        Err(problem) => (problem, Some(number)),
                    }
                }
            };
            if !is_passing(&problem) || started.elapsed() > self.patience {
                return Err(self.error(&problem));
            }
            let mut link = self.link.lock().await;
            if link.as_ref().is_some_and(|(_, number)| Some(*number) == used) {
                *link = None;
            }
            drop(link);
            sleep(BETWEEN).await;
        }
    }

    /// The connection; a new one if there is none.
    async fn link(&self) -> Result<(MultiplexedConnection, u64), RedisError> {
        let mut link = self.link.lock().await;
        if let Some(open) = link.as_ref() {
            return Ok(open.clone());
        }
        let connection = link::open(&self.address, &self.name).await?;
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        if number > 0 {
            *self.back.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
        Ok(link.insert((connection, number)).clone())
    }

    /// Whether the server was gone, as far as that is known, and is back for less than a time.
    fn is_back_within(&self, time: Duration) -> bool {
        let back = *self.back.lock().unwrap_or_else(PoisonError::into_inner);
        back.is_some_and(|back| back.elapsed() < time)
    }

    /// What is wrong, in words that hold no password.
    fn error(&self, problem: &RedisError) -> FleetError {
        FleetError { address: self.address.to_string(), problem: words(problem) }
    }
}

/// What is wrong, in words. What the server says of it is foreign text.
fn words(problem: &RedisError) -> String {
    match problem.kind() {
        ErrorKind::AuthenticationFailed => "the user or the password is not accepted".to_owned(),
        ErrorKind::Parse => "it does not speak the protocol of Redis".to_owned(),
        ErrorKind::UnexpectedReturnType => {
            "what it answers is no answer to what was asked; is it a queue of trace?".to_owned()
        }
        _ => match problem.clone().into_server_errors().as_deref() {
            Some([(_, said), ..]) => {
                let text = format!("{} {}", said.code(), said.details().unwrap_or_default());
                format!("it says {}", quoted(&text))
            }
            _ => problem.to_string(),
        },
    }
}

/// Whether a failure may be gone in a moment: the server is away, starts, or is busy.
fn is_passing(problem: &RedisError) -> bool {
    problem.is_io_error()
        || problem.is_timeout()
        || problem.is_connection_dropped()
        || matches!(
            problem.kind(),
            ErrorKind::Server(
                ServerErrorKind::BusyLoading
                    | ServerErrorKind::TryAgain
                    | ServerErrorKind::MasterDown
                    | ServerErrorKind::ReadOnly
            )
        )
}

#[cfg(test)]
mod tests;
