//! `trace queue`: puts targets into the queue that many machines share, and takes results out.

pub(super) mod options;

use std::io::Write;
use std::time::Duration;

use self::options::Options;
use super::inputs;
use crate::cli::lists::Depth;
use crate::cli::{PushArgs, QueueArgs, QueueCommand, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::error::Error;
use crate::exit;
use crate::render::clean::clean;
use crate::render::json::finished;
use crate::wire::fleet::{Address, Fleet, FleetError};

/// How long somebody at a terminal waits for the queue's server.
const PATIENCE: Duration = Duration::from_secs(5);

/// Does what was typed about a queue. The exit code is that of [`exit`].
pub async fn queue(
    command: QueueCommand,
    around: Surroundings,
    mut out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    match command {
        QueueCommand::Push(args) => push(*args, around, out).await?,
        QueueCommand::Status(args) => status(&shared(&args, &around, PATIENCE)?, &mut out).await?,
        QueueCommand::Results(args) => {
            results(&shared(&args, &around, PATIENCE)?, out, err).await?;
        }
        QueueCommand::Retry(args) => retry(&shared(&args, &around, PATIENCE)?, out).await?,
    }
    Ok(exit::TRACED)
}

/// The shared server that was named: on the command line, in its variable, or in the file.
pub(super) fn shared(
    args: &QueueArgs,
    around: &Surroundings,
    patience: Duration,
) -> Result<Fleet, Error> {
    let url = match &args.queue {
        Some(url) => url.clone(),
        None => around.queue()?.ok_or(Error::NoQueue)?,
    };
    let address = Address::parse(&url).map_err(|problem| Error::Queue { problem })?;
    Ok(Fleet::new(address, patience))
}

impl From<FleetError> for Error {
    fn from(error: FleetError) -> Self {
        Self::Queue { problem: error.to_string() }
    }
}

/// Puts targets into the queue.
async fn push(args: PushArgs, around: Surroundings, mut out: impl Write) -> Result<(), Error> {
    let fleet = shared(&args.queue, &around, PATIENCE)?;
    let mut typed = TraceArgs {
        targets: args.targets,
        input: args.input,
        harm: args.harm,
        compromised: args.compromised,
        malicious: args.malicious,
        registrar_told: args.registrar_told,
        probe_url: args.probe_url,
        follow: args.follow,
        show_registrant: args.show_registrant,
        ..TraceArgs::default()
    };
    typed.asking.probe = args.probe;
    typed.lists.depth = args.depth;
    let told = typed.registrar_told;
    let config = Config::resolve(typed, around)?;
    if config.is_csam() {
        return Err(Error::Setting {
            setting: "--harm",
            value: "csam".to_owned(),
            allowed: "nothing of it enters a queue; trace such a target by itself",
        });
    }
    let options = Options {
        harm: config.request.map(|request| request.harm.id.to_owned()),
        compromised: args.compromised,
        malicious: args.malicious,
        registrar_told: told,
        probe: config.probe,
        probe_url: config.probe_url,
        follow: config.follow,
        fast: config.lists.depth == Depth::Fast,
        show_registrant: config.show_registrant,
    };
    let targets = inputs::targets(&config)?;
    let new = fleet.push(&options.text(), &targets).await?;
    let known = targets.len() as u64 - new.min(targets.len() as u64);
    writeln!(out, "{new} targets pushed, {known} were there already")?;
    Ok(())
}

/// Says how far the queue is.
async fn status(fleet: &Fleet, out: &mut impl Write) -> Result<(), Error> {
    let standing = fleet.standing().await?;
    let in_hand: u64 = standing.in_hand.iter().map(|(_, count)| count).sum();
    let waiting = standing.open.saturating_sub(in_hand);
    writeln!(
        out,
        "{} targets: {} done, {in_hand} in hand, {waiting} waiting",
        standing.pushed, standing.done
    )?;
    for (worker, count) in &standing.in_hand {
        writeln!(out, "  {}: {count} in hand", clean(worker))?;
    }
    Ok(())
}

/// Prints what is finished.
async fn results(fleet: &Fleet, mut out: impl Write, err: &mut impl Write) -> Result<(), Error> {
    let mut from = 1;
    while let Some((results, next)) = fleet.results(from).await? {
        for (place, line) in results {
            // Whoever can write to the server can write anything there.
            if finished(&line).is_some() && !line.contains(char::is_control) {
                writeln!(out, "{line}")?;
            } else {
                let _ = writeln!(err, "warning: what stands as result {place} is none");
            }
        }
        from = next;
    }
    out.flush()?;
    Ok(())
}

/// Queues those again whose result is not final.
async fn retry(fleet: &Fleet, mut out: impl Write) -> Result<(), Error> {
    let (mut from, mut count) = (1, 0_u64);
    while let Some((results, next)) = fleet.results(from).await? {
        for (place, line) in results {
            let is_final = finished(&line).is_some_and(|(_, is_final)| is_final);
            if !is_final && fleet.retry(place).await? {
                count += 1;
            }
        }
        from = next;
    }
    writeln!(out, "{count} targets queued again")?;
    Ok(())
}
