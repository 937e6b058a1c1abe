//! `trace diff`: reads two traces, out of JSON or out of case files, and writes what changed.

use std::io::Write;
use std::path::Path;

use super::{inputs, replayed};
use crate::cli::{DiffArgs, DiffFormat, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::diff::{Diff, Side, markdown, page, read, write};
use crate::error::Error;
use crate::exit;
use crate::render::clean::to_people;
use crate::render::json;
use crate::wire::case::Case;

/// Says what changed between two traces.
pub async fn diff(args: &DiffArgs, around: Surroundings, mut out: impl Write) -> Result<u8, Error> {
    let config = Config::resolve(TraceArgs::default(), around)?;
    let old = sides(&args.old, &config).await?;
    let new = sides(&args.new, &config).await?;
    if let ([old], [new]) = (old.as_slice(), new.as_slice())
        && !args.any_name
        && old.host() != new.host()
    {
        return Err(Error::OtherName { old: old.host().to_owned(), new: new.host().to_owned() });
    }
    let diff = Diff::of(&old, &new);
    match args.output {
        DiffFormat::Json => {
            writeln!(out, "{}", json::pretty(&diff).map_err(std::io::Error::from)?)?;
        }
        DiffFormat::Markdown => markdown(&diff, &mut out)?,
        DiffFormat::Html => page(&diff, &mut out)?,
        DiffFormat::Human => to_people(&mut out, |out| write(&diff, &config.look, out))?,
    }
    Ok(if args.exit_code && !diff.same { exit::CHECK_FAILED } else { exit::TRACED })
}

/// The traces in a file.
async fn sides(path: &Path, config: &Config) -> Result<Vec<Side>, Error> {
    let no_trace = |problem: String| Error::NoTrace { path: path.to_owned(), problem };
    let demo = path.as_os_str() == "demo";
    let text = if demo { String::new() } else { inputs::text(path)? };
    if !demo && Case::read(&text).is_err() {
        return read(&text).map_err(no_trace);
    }
    let case = if demo {
        inputs::case(path)?
    } else {
        Case::read(&text).map_err(|problem| Error::Case { path: path.to_owned(), problem })?
    };
    let known = inputs::directory(config)?;
    let plan = inputs::recorded_plan(&case.header, config)?;
    match replayed(config, &known, &plan, case).await {
        Ok(trace) => {
            let text = json::compact(&json::output(&trace)).map_err(std::io::Error::from)?;
            read(&text).map_err(no_trace)
        }
        Err((_, refusal)) => Err(no_trace(refusal.to_string())),
    }
}
