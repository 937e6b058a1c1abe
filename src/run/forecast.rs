//! `trace plan`: reads the list, asks the DNS where that is wanted, and says how long it takes.

use std::io::Write;
use std::time::Duration;

use super::batch::every;
use super::{inputs, stack};
use crate::cli::lists::Depth;
use crate::cli::{PlanArgs, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::error::Error;
use crate::exit;
use crate::forecast::{self, CostTally, Forecast};
use crate::run::desk;

/// Says how long a list takes. The exit code is that of [`exit`].
pub async fn plan(
    args: PlanArgs,
    around: Surroundings,
    mut out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let PlanArgs { targets, input, shard, dns, output, asking } = args;
    let typed = TraceArgs { targets, input, shard, asking, ..TraceArgs::default() };
    let mut config = Config::resolve(typed, around)?;
    config.lists.depth = Depth::Fast;
    config.probe = false;
    config.follow = false;
    config.save_case = None;
    let known = inputs::directory(&config)?;
    let plan = inputs::plan(&config)?;
    let mut targets = inputs::targets(&config)?;
    if let Some(shard) = config.shard {
        targets.retain(|target| shard.holds(target));
    }
    let mut tally = CostTally::default();
    for target in &targets {
        tally.line(target, &known, &plan);
    }
    let mut code = exit::TRACED;
    let mut took = Duration::ZERO;
    if dns {
        let begun = crate::wire::now();
        let (targets, _) = desk::distinct(targets);
        let ran = every(&config, &known, &plan, (targets, true), err, |_, outcome, _| {
            if let Ok(trace) = outcome {
                tally.observed(&trace.seen, &known, &plan);
            }
            Ok(exit::TRACED)
        });
        code = ran.await?.code;
        took = Duration::try_from(crate::wire::now().duration_since(begun)).unwrap_or_default();
    }
    let forecast = Forecast::of(&tally, &stack::rules(&config), stack::LIST_PATIENCE, took);
    forecast::write(&forecast, output, &mut out)?;
    Ok(code)
}
