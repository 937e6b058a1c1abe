//! `trace case`: looks into a case, keeps its log, traces it again, hands it on.

mod due;
mod hand;
mod ours;
mod prune;
mod retrace;
pub(in crate::run) mod store;
mod told;

pub(in crate::run) use self::told::drafted;

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{inputs, replayed};
use crate::cli::{CaseCommand, TraceArgs};
use crate::commands::{show_case, verify_case};
use crate::config::{Config, Surroundings};
use crate::error::Error;
use crate::exit;
use crate::log::What;
use crate::model::advice::Nature;
use crate::render::json;
use crate::render::json::v1::{Output, TraceV1};
use crate::trace::Trace;

/// Does what was typed about a case.
pub async fn case(
    command: CaseCommand,
    around: Surroundings,
    mut out: impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    match command {
        CaseCommand::Show { file } => show_case(&file, out)?,
        CaseCommand::Verify { file } => verify_case(&file, out)?,
        CaseCommand::Told(args) if args.undo => told::undo(&args, &mut out, err)?,
        CaseCommand::Told(args) => told::log(&args, What::Told, around, &mut out, err).await?,
        CaseCommand::Answered(args) => {
            told::log(&args, What::Answered, around, &mut out, err).await?;
        }
        CaseCommand::Closed(args) => told::log(&args, What::Closed, around, &mut out, err).await?,
        CaseCommand::Due(args) => return due::due(&args, around, &mut out, err).await,
        CaseCommand::Retrace(args) => return retrace::retrace(*args, around, &mut out, err).await,
        CaseCommand::Export(args) => hand::export(&args, around, &mut out).await?,
        CaseCommand::Stamp(args) => hand::stamp(&args, &around, &mut out).await?,
        CaseCommand::Prune(args) => prune::prune(&args, &mut out)?,
        CaseCommand::Redact(args) => hand::redact(&args, around, &mut out).await?,
    }
    Ok(exit::TRACED)
}

/// What was reported, as far as it is known.
#[derive(Debug, Clone, Copy, Default)]
struct Reported<'a> {
    /// The harm.
    harm: Option<&'a str>,
    /// What was said of the site.
    nature: Nature,
}

/// What a replay is decided by: nothing of the surroundings, but what was reported.
fn replaying(path: &Path, about: Reported<'_>, around: Surroundings) -> Result<Config, Error> {
    let harm = about.harm;
    let args = TraceArgs {
        replay: Some(path.to_owned()),
        harm: harm.map(str::to_owned),
        compromised: harm.is_some() && about.nature == Nature::Compromised,
        malicious: harm.is_some() && about.nature == Nature::Malicious,
        registrar_told: harm.is_some(),
        ..TraceArgs::default()
    };
    Config::resolve(args, around)
}

/// The trace of a case; nobody is asked.
async fn recorded(path: &Path, config: &Config) -> Result<Box<Trace>, Error> {
    let case = inputs::case(path)?;
    let known = inputs::directory(config)?;
    let plan = inputs::recorded_plan(&case.header, config)?;
    replayed(config, &known, &plan, case).await.map_err(|(_, refusal)| Error::NoTrace {
        path: path.to_owned(),
        problem: refusal.to_string(),
    })
}

/// The same as it is printed.
async fn printed(path: &Path, config: &Config) -> Result<TraceV1, Error> {
    let trace = recorded(path, config).await?;
    match json::output(&trace) {
        Output::Trace(trace) => Ok(*trace),
        Output::Refused(_) => {
            Err(Error::NoTrace { path: path.to_owned(), problem: "it is refused".to_owned() })
        }
    }
}

/// A file beside the case, with something added to its name.
fn beside(case: &Path, ending: &str) -> PathBuf {
    let mut name = case.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
